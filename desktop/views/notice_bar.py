"""What the program has to say, over the foot of the work: it blocks nothing and waits until it is read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QWidget

from desktop.core.words import tr
from desktop.runtime.notices import Answer, Level, Notice, Notices
from desktop.views.announce import announce
from desktop.views.icons import IconLabel
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.surface import paint_card, paint_shadow
from desktop.views.widgets.text import Label

_LOOKS: dict[Level, tuple[str, str]] = {
    Level.INFO: ("info", "information"),
    Level.WARNING: ("warning", "warning"),
    Level.ERROR: ("contradicted", "contradicted"),
    Level.RECOVERED: ("history", "information"),
}
_PASSING_MS = 7000
_MOST = 3
_DETAIL_LINES = 7


class NoticeBar(QWidget):
    """Stacks the newest notices over the foot of `host`; at most three, one for each key."""

    def __init__(self, notices: Notices, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._cards: list[NoticeCard] = []
        self.setAccessibleName(tr("Messages"))
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        notices.posted.connect(self.post)
        notices.dismissed.connect(self.dismiss)
        host.installEventFilter(self)
        self.hide()

    @property
    def cards(self) -> tuple[NoticeCard, ...]:
        """What is shown, oldest first."""
        return tuple(self._cards)

    def post(self, notice: Notice) -> None:
        """Show a notice; one with the same key (or the same words) makes room for it."""
        for card in list(self._cards):
            same = card.notice.key == notice.key if notice.key else card.notice.title == notice.title
            if same:
                self.remove(card)
        for card in self._cards[: max(0, len(self._cards) - _MOST + 1)]:
            self.remove(card)
        card = NoticeCard(notice, self)
        self._cards.append(card)
        self.place()
        self.show()
        self.raise_()
        announce(self, ". ".join(part for part in (notice.title, notice.text) if part))

    def dismiss(self, key: str) -> None:
        """Put the notices with this key away."""
        for card in [card for card in self._cards if card.notice.key == key]:
            self.remove(card)

    def remove(self, card: NoticeCard) -> None:
        """Put one away."""
        if card in self._cards:
            self._cards.remove(card)
            card.hide()
            card.deleteLater()
            self.place()
            self.setVisible(bool(self._cards))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() is QEvent.Type.Resize:
            self.place()
        return False

    def place(self) -> None:
        """Lay itself out again at the foot of its host."""
        width = min(Size.NOTICE + 2 * Size.SHADOW, self._host.width())
        left = (self._host.width() - width) // 2
        heights = [card.heightForWidth(width) for card in self._cards]
        overlap = 2 * Size.SHADOW - Space.S
        height = min(sum(heights) - overlap * max(0, len(heights) - 1), self._host.height())
        self.setGeometry(left, self._host.height() - height + Space.S, width, height)
        bottom = height
        for card, wanted in zip(reversed(self._cards), reversed(heights), strict=True):
            card.setGeometry(0, bottom - wanted, width, wanted)
            card.show()
            bottom += overlap - wanted


class NoticeCard(QWidget):
    """One notice: icon, headline, sentence, buttons, and details on request."""

    def __init__(self, notice: Notice, bar: NoticeBar) -> None:
        super().__init__(bar)
        self.notice = notice
        self._bar = bar
        icon, role = _LOOKS[notice.level]
        self.setAccessibleName(notice.title)
        self.setAccessibleDescription(notice.text)
        grid = self._grid = QGridLayout(self)
        side = Size.SHADOW + Space.L
        grid.setContentsMargins(side, Size.SHADOW + Space.M, side - Space.S, Size.SHADOW + Space.M)
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        grid.addWidget(IconLabel(icon, role, Size.ICON_MEDIUM), 0, 0, Qt.AlignmentFlag.AlignTop)
        self.headline = Label(notice.title, "strong", role, wrap=True, selectable=True)
        grid.addWidget(self.headline, 0, 1)
        close = IconButton("close", tr("Close the message"), size=Size.CONTROL_SMALL)
        close.clicked.connect(self.leave)
        grid.addWidget(close, 0, 2, 2, 1, Qt.AlignmentFlag.AlignTop)
        if notice.text:
            grid.addWidget(Label(notice.text, "base", "text_2", wrap=True, selectable=True), 1, 1)
        self.details = self._make_details(notice.details)
        self._add_buttons(grid)
        grid.addWidget(self.details, 3, 1, 1, 2)
        if notice.level is Level.INFO and not notice.answers and not notice.details:
            QTimer.singleShot(_PASSING_MS, self, self._pass)

    def heightForWidth(self, width: int) -> int:
        for label in self.findChildren(Label):
            label.ensurePolished()
        self._grid.invalidate()
        wanted = self._grid.heightForWidth(width) if self._grid.hasHeightForWidth() else -1
        return wanted if wanted > 0 else self._grid.sizeHint().height()

    def leave(self) -> None:
        """Put it away."""
        self._bar.remove(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        reach = Size.SHADOW
        area = QRectF(self.rect()).adjusted(reach, reach, -reach, -reach)
        paint_shadow(painter, area)
        paint_card(painter, area)

    def _make_details(self, text: str) -> QPlainTextEdit:
        details = QPlainTextEdit(text, self)
        details.setReadOnly(True)
        details.setProperty("field", True)
        details.setAccessibleName(tr("Details"))
        details.setFixedHeight(_DETAIL_LINES * details.fontMetrics().lineSpacing() + Space.L)
        details.hide()
        return details

    def _add_buttons(self, grid: QGridLayout) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, Space.XS, 0, 0)
        row.setSpacing(Space.XS + Space.XXS)
        for answer in self.notice.answers:
            kind = ButtonKind.PRIMARY if answer.primary else ButtonKind.SECONDARY
            button = Button(answer.label, kind, small=True)
            button.clicked.connect(_Press(self, answer))
            row.addWidget(button)
        if self.notice.details:
            more = Button(tr("Details"), ButtonKind.QUIET, small=True, icon="chevron-down")
            more.setCheckable(True)
            more.toggled.connect(self._show_details)
            row.addWidget(more)
        if self.notice.level in {Level.ERROR, Level.WARNING}:
            copy = Button(tr("Copy"), ButtonKind.QUIET, small=True, icon="copy")
            copy.set_tip(tr("Copy the message and its details"))
            copy.clicked.connect(self._copy)
            row.addWidget(copy)
        row.addStretch()
        if row.count() > 1:
            grid.addLayout(row, 2, 1, 1, 2)

    def _show_details(self, shown: bool) -> None:
        self.details.setVisible(shown)
        self._bar.place()

    def _copy(self) -> None:
        notice = self.notice
        parts = (notice.title, notice.text, notice.details)
        QGuiApplication.clipboard().setText("\n\n".join(part for part in parts if part))

    def _pass(self) -> None:
        if self.underMouse():
            QTimer.singleShot(_PASSING_MS, self, self._pass)
        else:
            self.leave()


class _Press:
    """What a button of a notice does: its action, and the notice goes."""

    def __init__(self, card: NoticeCard, answer: Answer) -> None:
        self._card = card
        self._answer = answer

    def __call__(self, _checked: bool = False) -> None:  # noqa: FBT002 - the signal sends it
        self._card.leave()
        self._answer.action()
