"""The rows of the sources: how much is covered, a sentence without a source, a source, a sentence that rests on it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.words import tr, trn
from desktop.runtime.posting_account import Account, SourceAccount, Statement
from desktop.views import theme
from desktop.views.announce import spoken
from desktop.views.icons import IconLabel, paint_icon
from desktop.views.post.source_words import icon_of, place_words, quoted, title_of, where_from
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import paint_ground, rounded
from desktop.views.widgets.text import ElidedLabel, Label

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_INSET = Space.M + Size.BADGE + Space.S + Space.XXS
"""Where the words of a row begin, behind the badge."""
_BUTTONS = Size.INSPECTOR - _INSET - Space.XXL - Space.S
"""The room for buttons beside each other in the narrowest inspector; longer ones stand below each other."""
_QUOTED = 400
"""Characters of a sentence that are shown of it."""


class Coverage(QWidget):
    """“31 of 32 statements cite a source”, with a bar below that is as wide as the place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._account = Account()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def words(self) -> str:
        """What stands there."""
        return trn(
            "{cited} of {n} statement cites a source", "{cited} of {n} statements cite a source", self._account.total,
            cited=self._account.cited,
        )  # fmt: skip

    def show_account(self, account: Account) -> None:
        """Show how many of the statements have a source; nothing while there are none."""
        self._account = account
        self.setAccessibleName(self.words if account.total else "")
        self.setToolTip(tr("Figures, facts and findings of others that stand in the text; opinions do not count"))
        self.setVisible(account.total > 0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(Size.SIDE_LIST, QFontMetrics(theme.font(Type.SMALL)).height() + Space.XS + Size.BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        room = QRect(0, 0, self.width(), self.height() - Size.BAR - Space.XXS)
        words = painter.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, words)
        bar = QRectF(0, self.height() - Size.BAR, self.width(), Size.BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        share = self._account.cited / max(1, self._account.total)
        whole = share >= 1
        good = bar.width() if whole else min(bar.width() * share, bar.width() - 2 * Size.BAR)
        painter.setClipPath(rounded(bar, Size.BAR / 2))
        if good > 0:
            painter.setBrush(theme.colour("supported"))
            painter.drawRect(QRectF(bar.left(), bar.top(), good, bar.height()))
        if not whole:
            painter.setBrush(theme.colour("warning"))
            left = bar.left() + (good + Size.LINE if good > 0 else 0)
            painter.drawRect(QRectF(left, bar.top(), bar.right() - left, bar.height()))


class BareCard(KeyFocus, QFrame):
    """A sentence without a source, with what can be done about it; pressing its words goes to them in the text."""

    pressed = Signal()
    find_asked = Signal()
    softer_asked = Signal()

    def __init__(self, statement: Statement, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.statement = statement
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        section = statement.section or tr("Opening")
        self.setAccessibleName(spoken(tr("No source"), section, statement.words))
        self.section = ElidedLabel(section, "small", "text_3")
        self.section.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.quote = Label(quoted(_shortened(statement.words)), "small", "text_2", wrap=True)
        self.find_source = Button(tr("Find a source"), small=True)
        self.softer = Button(tr("Say it softer"), ButtonKind.QUIET, small=True)
        self.find_source.setAccessibleDescription(statement.words)
        self.softer.setAccessibleDescription(statement.words)
        self.softer.set_tip(tr("A model proposes a more careful sentence, which you accept or reject in the text"))
        self.find_source.clicked.connect(self.find_asked)
        self.softer.clicked.connect(self.softer_asked)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(Label(tr("No source"), "strong"))
        head.addWidget(self.section, 1)
        beside = self.find_source.sizeHint().width() + self.softer.sizeHint().width() <= _BUTTONS
        buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        buttons.setSpacing(Space.XS)
        buttons.addWidget(self.find_source)
        buttons.addWidget(self.softer)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(Space.XS)
        words.addLayout(head)
        words.addWidget(self.quote)
        words.addSpacing(Space.XS)
        words.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.S, Space.S + Space.XXS, Space.S + Space.XXS)
        row.setSpacing(Space.S + Space.XXS)
        icon = IconLabel("warning", "warning", Size.ICON_SMALL + Space.XXS)
        icon.setFixedWidth(Size.BADGE)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_ground(painter, QRectF(self.rect()), "surface_2", Radius.SMALL)


class _Row(KeyFocus, QPushButton):
    """A painted row that can be pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.HERO, self.sizeHint().height())

    def _ground(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            paint_ground(painter, QRectF(self.rect()), "surface_0")


class SourceHead(_Row):
    """A source: its number, its title with how many sentences rest on it, and where it is from."""

    remove_asked = Signal()

    def __init__(self, source: SourceAccount, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self.setText(title_of(source))
        self._count = trn("{n} sentence", "{n} sentences", source.total)
        self._where = where_from(source)
        number = tr("Source {n}", n=source.number) if source.number else ""
        self.setAccessibleName(spoken(number, self.text(), self._count, self._where))
        self.setToolTip(tr("{title}: show what it says", title=self.text()))

    def sizeHint(self) -> QSize:
        base, small = QFontMetrics(theme.font(Type.BASE)), QFontMetrics(theme.font(Type.SMALL))
        return QSize(Size.SIDE_LIST, base.height() + small.height() + Space.S + Space.XXS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.source.number:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._ground(painter)
        line = QFontMetrics(theme.font(Type.BASE)).height()
        top = QRect(_INSET, Space.XS, self.width() - _INSET - Space.S - Space.XXS, line)
        self._paint_badge(painter, QRectF(Space.M, top.center().y() + 1 - Size.BADGE / 2, Size.BADGE, Size.BADGE))
        small = theme.font(Type.SMALL)
        painter.setFont(small)
        painter.setPen(theme.colour("text_3"))
        painter.drawText(top, _RIGHT, self._count)
        taken = QFontMetrics(small).horizontalAdvance(self._count) + Space.S
        painter.setFont(theme.font(Type.BASE, Weight.STRONG))
        painter.setPen(theme.colour("text_1"))
        title = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, top.width() - taken)
        painter.drawText(top, _LEFT, title)
        below = QRect(top.left(), top.bottom() + Space.XXS, top.width(), QFontMetrics(small).height())
        icon = QRect(below.left(), below.top(), Size.ICON_SMALL, below.height())
        paint_icon(painter, icon_of(self.source), icon, "text_3")
        below.setLeft(icon.right() + Space.XS + Space.XXS)
        painter.setFont(small)
        painter.setPen(theme.colour("text_2"))
        painter.drawText(
            below, _LEFT, painter.fontMetrics().elidedText(self._where, Qt.TextElideMode.ElideRight, below.width())
        )

    def _paint_badge(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(theme.colour("accent") if theme.tokens().high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawPath(rounded(area, Radius.SMALL - Space.XXS))
        if self.source.number:
            painter.setFont(theme.font(Type.SMALL, Weight.STRONG))
            painter.setPen(theme.colour("accent"))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), str(self.source.number))
        else:
            inset = (Size.BADGE - Size.BADGE_ICON) / 2
            paint_icon(painter, "check", area.adjusted(inset, inset, -inset, -inset), "accent")


class StatementRow(_Row):
    """A sentence that rests on a source, and where in it that stands; pressing goes to the sentence."""

    def __init__(self, statement: Statement, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.statement = statement
        self._place = place_words(statement.place)
        self.setAccessibleName(spoken(quoted(_shortened(statement.words)), self._place))
        self.setToolTip(quoted(_shortened(statement.words)))

    def sizeHint(self) -> QSize:
        return QSize(Size.SIDE_LIST, QFontMetrics(theme.font(Type.SMALL)).height() + Space.XS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._ground(painter)
        room = QRect(_INSET, 0, self.width() - _INSET - Space.S - Space.XXS, self.height())
        painter.setFont(theme.font(Type.SMALL))
        metrics = painter.fontMetrics()
        painter.setPen(theme.colour("text_3"))
        painter.drawText(room, _RIGHT, self._place)
        taken = metrics.horizontalAdvance(self._place) + Space.L if self._place else 0
        painter.setPen(theme.colour("text_2"))
        marks = metrics.horizontalAdvance(quoted(""))
        words = metrics.elidedText(
            _shortened(self.statement.words), Qt.TextElideMode.ElideRight, room.width() - taken - marks
        )
        painter.drawText(room, _LEFT, quoted(words))


class MoreRow(_Row):
    """“9 more”: shows the rest of the sentences."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        return QSize(Size.SIDE_LIST, QFontMetrics(theme.font(Type.SMALL)).height() + Space.XS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._ground(painter)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("accent"))
        painter.drawText(self.rect().adjusted(_INSET, 0, -Space.S, 0), _LEFT, self.text())


def _shortened(words: str) -> str:
    return words if len(words) <= _QUOTED else words[:_QUOTED].rsplit(" ", 1)[0] + "…"
