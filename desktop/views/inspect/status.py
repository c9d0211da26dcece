"""What the bottom bar says while a received mail is shown: that it stays here, and when it was looked at."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.bottom_bar import Aside
from desktop.views.tokens import Space
from desktop.views.widgets.icon_words import IconWords


class InspectBar(Aside):
    """Follows the inspection by itself."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inspecting = desk.inspecting
        self.stays = IconWords(self)  # else it would flash up as a window of its own
        self.stays.say("lock", tr("Stays on this computer"), "supported")
        self.done = IconWords(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addWidget(self.stays)
        row.addStretch(1)
        row.addWidget(self.done)
        self._inspecting.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what is true now."""
        at = self._inspecting.at
        if self._inspecting.busy:
            self.done.say("waiting", tr("Looking at the mail"))
        elif self._inspecting.viewing:
            self.done.say("waiting", tr("A model is asked"))
        elif at is not None:
            self.done.say("check", tr("Inspected {time}", time=at.toString("HH:mm")))
        else:
            self.done.say("", "")
