"""The bottom bar's words while the history is shown: how many versions it has, and how fresh the newest backup is."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.words import tr, trn
from desktop.runtime.backing_up import Standing
from desktop.runtime.desk import Desk
from desktop.views.actions import key_of
from desktop.views.bottom_bar import Aside
from desktop.views.moments import moment
from desktop.views.tokens import Size, Space
from desktop.views.where import HEEDED, where
from desktop.views.widgets.icon_words import IconWords
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.text import Label

_AGAIN_MS = 60_000
"""A backup may be made by itself at any time; nobody tells of those that a command makes."""


class HistoryBar(Aside):
    """Follows the history while it is shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.place = IconWords(self)
        self.place.setCursor(Qt.CursorShape.PointingHandCursor)
        self.place.clicked.connect(desk.privacy.look)
        self.figures = Label("", "small", "text_2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addWidget(self.place)
        row.addWidget(self.figures)
        row.addStretch(1)
        self._again = QTimer(self, interval=_AGAIN_MS)
        self._again.timeout.connect(desk.backing_up.refresh)
        desk.backing_up.changed.connect(self.refresh)
        desk.drafts.versions_changed.connect(self._on_changed)
        desk.settings.changed.connect(self._on_setting)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._desk.backing_up.refresh()
        self._again.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._again.stop()

    def refresh(self) -> None:
        """Say what is true now."""
        goes = where(self._desk)
        self.place.say(goes.icon, goes.words, goes.role, with_key(goes.sentence, key_of("leaving")), short=goes.short)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Say it in as many words as there is room for: the count of versions gives way first, the backup last."""
        standing = self._desk.backing_up.standing
        versions, backup = version_words(standing), backup_words(standing)
        whole = " · ".join(part for part in (versions, backup) if part)
        for words, short in ((whole, False), (backup, False), (backup, True)):
            self.figures.setText(words)
            self.figures.setVisible(bool(words))
            self.place.set_short(short=short)
            if self._needed() <= width:
                return

    def minimumSizeHint(self) -> QSize:
        """What it needs when it says least, or its words would keep the window from becoming small."""
        return QSize(Size.SIDE_LIST, super().minimumSizeHint().height())

    def _needed(self) -> int:
        shown = [part.sizeHint().width() for part in (self.place, self.figures) if not part.isHidden()]
        return sum(shown) + Space.L * max(0, len(shown) - 1)

    def _on_changed(self) -> None:
        if self.isVisible():
            self._desk.backing_up.refresh()

    def _on_setting(self, key: str) -> None:
        if key in HEEDED:
            self.refresh()


def version_words(standing: Standing | None) -> str:
    """How many versions there are: `12,418 versions`."""
    if standing is None:
        return ""
    count = QLocale().toString(standing.versions)
    return trn("{count} version", "{count} versions", standing.versions, count=count)


def backup_words(standing: Standing | None) -> str:
    """How fresh the newest backup is; each was opened and checked when it was made."""
    if standing is None:
        return ""
    if not standing.backups:
        return tr("no backup yet")
    return tr("last backup {time}, checked", time=moment(standing.backups[0].made_at))
