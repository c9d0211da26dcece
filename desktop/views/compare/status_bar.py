"""The bottom bar's words while the Compare screen is shown; where room is scarce it says less."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.actions import key_of
from desktop.views.bottom_bar import Aside
from desktop.views.compare.status import compare_status
from desktop.views.model_fetch import small_button
from desktop.views.tokens import Size, Space
from desktop.views.widgets.icon_words import IconWords
from desktop.views.widgets.text import Label

_PAUSE_MS = 250
_LEVELS = 4


class CompareBar(Aside):
    """Follows the comparison by itself, some times a second."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._in_front = True
        self.stays = IconWords()
        self.goes = IconWords()
        for part in (self.stays, self.goes):
            part.setCursor(Qt.CursorShape.PointingHandCursor)
            part.clicked.connect(desk.privacy.look)
        self.writing = Label("", "small", "text_2")
        self.stop = small_button(tr("Stop"))
        self.stop.setAccessibleDescription(tr("Stop all columns"))
        self.stop.set_key(key_of("stop"))
        self.stop.clicked.connect(self._stop)
        self.hint = Label("", "small", "text_2")
        self.spent = Label("", "small", "text_2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        for widget in (self.stays, self.goes, self.writing, self.stop):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.hint)
        row.addWidget(self.spent)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self.refresh)
        comparing = desk.comparing
        for signal in (comparing.opened, comparing.changed, comparing.column_changed, comparing.streamed):
            signal.connect(self._later)
        comparing.busy_changed.connect(self.refresh)
        self.refresh()

    def refresh(self, _value: object = None) -> None:
        """Say what is true now."""
        status = compare_status(self._desk)
        self.stays.say("lock", status.stays, "supported")
        self.goes.say("cloud", status.goes, "warning")
        hint = status.hint if self._in_front else ""
        for label, words in ((self.writing, status.writing), (self.hint, hint), (self.spent, status.spent)):
            label.setText(words)
        self.stop.setVisible(self._desk.comparing.busy)
        self.fit(self.width())

    def set_in_front(self, in_front: bool) -> None:
        """Whether the columns are seen, so that their keys are worth a word."""
        self._in_front = in_front
        self.refresh()

    def fit(self, width: int) -> None:
        """Say it in so many words as there is room for: first the hint gives way, then money, then places."""
        order: tuple[Label | IconWords, ...] = (self.hint, self.spent, self.stays, self.goes)
        shown = {part: bool(part.text() if isinstance(part, Label) else part.words) for part in order}
        self.writing.setVisible(bool(self.writing.text()))
        for level in range(_LEVELS + 1):
            for place, part in enumerate(order):
                part.setVisible(shown[part] and place >= level)
            if self._needed() <= width:
                return

    def minimumSizeHint(self) -> QSize:
        """What it needs when it says least, or its words would keep the window from becoming small."""
        return QSize(Size.SIDE_LIST, super().minimumSizeHint().height())

    def _needed(self) -> int:
        parts = (self.stays, self.goes, self.writing, self.stop, self.hint, self.spent)
        shown = [part.sizeHint().width() for part in parts if not part.isHidden()]
        return sum(shown) + max(0, len(shown) - 1) * Space.L

    def _later(self, *_values: object) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _stop(self) -> None:
        self._desk.comparing.stop()
