"""The right side: the verdict, the reasons, what to do next, a model's view, and that nothing was loaded."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.received import Inspection, MailVerdict
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.icons import IconLabel, paint_icon
from desktop.views.inspect.numbers import paint_number
from desktop.views.inspect.reasons import Reason, how_many, reasons_of, remarks_of, verdict_look
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.widgets.badge import Tone, tone_roles
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import Surface, paint_ground, rounded
from desktop.views.widgets.text import Label

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_ANY_HEIGHT = 1 << 16
_ADVICE_ICONS = ("contradicted", "call", "bank")
_CALM_ICONS = ("info", "link", "info")


class VerdictCard(QWidget):
    """The verdict on its ground, with a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.NEUTRAL
        self.icon = IconLabel("shield", "text_2", Size.SHIELD)
        self.words = Label("", "title")
        self.sentence = Label("", "base", "text_2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        row.setSpacing(Space.L)
        row.addWidget(self.icon)
        column = QVBoxLayout()
        column.setSpacing(Space.XXS)
        column.addWidget(self.words)
        column.addWidget(self.sentence)
        row.addLayout(column, 1)

    def show_verdict(self, inspection: Inspection) -> None:
        """Show what it came to."""
        words, self._tone, icon = verdict_look(inspection.verdict)
        role = tone_roles(self._tone)[0]
        self.words.setText(words)
        self.words.set_tone(role)
        self.sentence.setText(inspection.summary)
        self.icon.set_icon(icon, role)
        self.setAccessibleName(f"{words}. {inspection.summary}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_ground(painter, QRectF(self.rect()), tone_roles(self._tone)[1], Radius.LARGE)


class ReasonRow(KeyFocus, QAbstractButton):
    """One reason: its number, what it is, and what shows it."""

    ring_radius = Radius.SMALL

    def __init__(self, reason: Reason, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = reason
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        strength = tr("strong") if reason.strong else tr("supporting")
        self.setAccessibleName(f"{reason.number}, {strength}: {reason.sign.message}")
        self.setAccessibleDescription(reason.sign.detail)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        title, detail = self._heights(self._room(width))
        return title + detail + 2 * Space.S

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > Size.MONOGRAM * 4 else Size.VERDICT - 2 * Space.M
        return QSize(Size.MONOGRAM * 4, self.heightForWidth(width))

    def resizeEvent(self, event: object) -> None:
        del event
        wanted = self.heightForWidth(self.width())
        if wanted != self.height():
            self.setFixedHeight(wanted)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isChecked():
            paint_ground(painter, QRectF(self.rect()), "surface_2", Radius.SMALL)
        elif self.underMouse():
            paint_ground(painter, QRectF(self.rect()), "surface_0", Radius.SMALL)
        number = QRectF(Space.M, Space.S + Space.HAIR, Size.ICON_MEDIUM, Size.ICON_MEDIUM)
        paint_number(painter, number, self.reason.number, strong=self.reason.strong)
        room = self._room(self.width())
        title, detail = self._heights(room)
        left = Space.M + Size.ICON_MEDIUM + Space.S + Space.XXS
        painter.setFont(theme.font(Type.BASE, Weight.STRONG))
        painter.setPen(theme.colour("text_1"))
        painter.drawText(QRect(left, Space.S, room, title), _WRAP, self.reason.sign.message)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        painter.drawText(QRect(left, Space.S + title + Space.XXS, room, detail), _WRAP, self.reason.sign.detail)

    def _room(self, width: int) -> int:
        return max(Size.MONOGRAM, width - 2 * Space.M - Size.ICON_MEDIUM - Space.S - Space.XXS)

    def _heights(self, room: int) -> tuple[int, int]:
        strong = QFontMetrics(theme.font(Type.BASE, Weight.STRONG))
        small = QFontMetrics(theme.font(Type.SMALL))
        area = QRect(0, 0, room, _ANY_HEIGHT)
        title = strong.boundingRect(area, _WRAP, self.reason.sign.message).height()
        sign = self.reason.sign
        return title, small.boundingRect(area, _WRAP, sign.detail).height() + Space.XXS if sign.detail else 0


class _Legend(QWidget):
    """What the two kinds of marks mean."""

    def __init__(self, words: str, *, strong: bool) -> None:
        super().__init__()
        self._words, self._strong = words, strong

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font(Type.SMALL)).horizontalAdvance(self._words)
        return QSize(width + Size.BADGE_ICON + Space.XS + Space.XXS, Size.BADGE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = Size.DOT + Space.XXS
        area = QRectF(Space.HAIR, (self.height() - side) / 2, side, side)
        role = "contradicted" if self._strong else "warning"
        painter.setPen(theme.colour(role))
        painter.setBrush(theme.colour(role) if self._strong else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        words = self.rect().adjusted(Size.BADGE_ICON + Space.XS, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self._words)


class NothingLoaded(QWidget):
    """The promise that this screen keeps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = tr("Nothing in this mail was loaded, run or sent anywhere")
        self.setAccessibleName(self._words)
        self.setFixedHeight(Size.MONOGRAM)
        self.setToolTip(self._words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("supported_soft"))
        painter.drawPath(rounded(QRectF(self.rect()), Radius.SMALL))
        paint_icon(painter, "lock", QRect(Space.L, 0, Size.ICON_MEDIUM, self.height()), "supported")
        painter.setPen(theme.colour("supported"))
        painter.setFont(theme.font(Type.SMALL, Weight.STRONG))
        area = self.rect().adjusted(Space.L + Size.ICON_MEDIUM + Space.M, 0, -Space.S, 0)
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), words)


class VerdictSide(Surface):
    """All of the right side; `chosen` sends the number of a reason, `view_asked` that a model shall be asked."""

    chosen = Signal(int)
    view_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(1, parent)
        self.card = VerdictCard()
        self.heading = Label("", "small_strong", "text_2")
        self.rows: list[ReasonRow] = []
        self.view = Button(tr("Ask a model"), ButtonKind.QUIET, icon="chip", small=True)
        self.view.set_tip(tr("A model adds what it makes of the mail; the verdict stays"))
        self.view.clicked.connect(self.view_asked)
        self._page = QWidget()
        self._page.setProperty("page", True)
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 0, 0, Space.S)
        self._column.setSpacing(Space.XXS)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._page)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.legend = QWidget()
        legend = QHBoxLayout(self.legend)
        legend.setContentsMargins(0, 0, 0, 0)
        legend.setSpacing(Space.L)
        legend.addWidget(self.heading)
        legend.addStretch(1)
        legend.addWidget(_Legend(tr("strong"), strong=True))
        legend.addWidget(_Legend(tr("supporting"), strong=False))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(_inset(self.card))
        column.addWidget(_inset(self.legend))
        column.addWidget(self._scroll, 1)
        column.addWidget(_inset(NothingLoaded()))

    def show_inspection(self, inspection: Inspection, *, viewing: bool) -> None:
        """Show what was found."""
        self.card.show_verdict(inspection)
        reasons = reasons_of(inspection)
        self.heading.setText(how_many(len(reasons)))
        self.legend.setVisible(bool(reasons))
        self._empty()
        self.rows = [ReasonRow(reason) for reason in reasons]
        for row in self.rows:
            row.clicked.connect(self._on_clicked)
            self._column.addWidget(row)
        self._advise(inspection)
        remarks = remarks_of(inspection)
        if remarks:
            self._say(tr("Also"), [(sign.message, sign.detail) for sign in remarks])
        if inspection.mail.problems:
            self._say(tr("What could not be read"), [(each, "") for each in inspection.mail.problems])
        self._view(inspection, viewing=viewing)
        self._column.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)

    def show_current(self, number: int) -> None:
        """Light the row of a reason, and bring it into view."""
        for row in self.rows:
            row.setChecked(row.reason.number == number)
            if row.reason.number == number:
                self._scroll.ensureWidgetVisible(row, 0, Space.S)

    def _on_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, ReasonRow):
            self.chosen.emit(row.reason.number)

    def _empty(self) -> None:
        self.view.setParent(None)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.view:
                widget.setParent(None)
                widget.deleteLater()

    def _head(self, words: str) -> None:
        label = Label(words, "small_strong", "text_2")
        label.setContentsMargins(Space.M, Space.L, 0, Space.XS)
        self._column.addWidget(label)

    def _say(self, heading: str, remarks: list[tuple[str, str]]) -> None:
        self._head(heading)
        for message, detail in remarks:
            words = f"{message}. {detail}" if detail and message[-1] not in ".!?" else f"{message} {detail}".strip()
            label = Label(words, "small", "text_2", wrap=True)
            label.setContentsMargins(Space.M, Space.XXS, Space.M, Space.XXS)
            self._column.addWidget(label)

    def _advise(self, inspection: Inspection) -> None:
        self._head(tr("What to do next"))
        icons = _CALM_ICONS if inspection.verdict is MailVerdict.CLEAN else _ADVICE_ICONS
        for icon, words in zip(icons, inspection.advice, strict=False):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(Space.M, Space.XS, Space.M, Space.XS)
            row.setSpacing(Space.S + Space.XXS)
            row.addWidget(IconLabel(icon, "text_3", Size.ICON_MEDIUM), alignment=Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(words, "base", wrap=True), 1)
            self._column.addWidget(line)

    def _view(self, inspection: Inspection, *, viewing: bool) -> None:
        if inspection.view:
            self._head(tr("What {model} says of it; it decides nothing", model=inspection.viewed_by))
            well = QFrame()
            well.setProperty("card", True)
            inner = QVBoxLayout(well)
            inner.addWidget(Label(inspection.view, "base", "text_2", wrap=True, selectable=True))
            self._column.addWidget(well)
            return
        self.view.setText(tr("Stop asking") if viewing else tr("Ask a model"))
        self._column.addSpacing(Space.S)
        self._column.addWidget(self.view, alignment=Qt.AlignmentFlag.AlignLeft)
        self.view.show()


def _inset(widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(Space.M, 0, Space.M, 0)
    column.addWidget(widget)
    return holder
