"""What can be done with the compared versions: restore, branch, side by side, open; and in the trash the way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.words import tr, trn
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.keys import with_key

OPEN_KEY = "Alt+Return"
RESTORE_KEY = "Ctrl+R"
BRANCH_KEY = "Alt+B"
COLUMNS_KEY = "Alt+C"
TAKE_OUT_KEY = "Alt+A"
FORGET_KEY = "Alt+Shift+Del"
MORE_KEY = "Alt+M"


class Foot(QWidget):
    """Buttons with the words of their keys; where there is no room for words, the later ones are icons."""

    restored = Signal()
    branched = Signal()
    columns_asked = Signal()
    opened = Signal()
    taken_out = Signal()
    forgotten = Signal()
    more_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.restore = Button(tr("Restore"), ButtonKind.PRIMARY, icon="restore")
        self.take_out = Button(tr("Put back"), ButtonKind.PRIMARY, icon="restore")
        self.forget = Button(tr("Delete for good"), ButtonKind.DANGER, icon="trash")
        self.open_button = Button(tr("Open this draft"), icon="pencil")
        self.branch = Button(tr("Branch"), icon="branch")
        self.columns = Button(tr("Side by side"), icon="columns")
        small = Size.CONTROL_SMALL
        branch = tr("Branch: a text of its own from this version")
        self.restore.setFixedHeight(Size.BUTTON_TALL)
        self.open_icon = IconButton("pencil", tr("Open this draft"), key=OPEN_KEY, size=small)
        self.branch_icon = IconButton("branch", branch, key=BRANCH_KEY, size=small)
        self.columns_icon = IconButton("columns", tr("Side by side in columns"), key=COLUMNS_KEY, size=small)
        self.more = IconButton("more", tr("More with this text"), key=MORE_KEY, size=small)
        for button, tip, key in (
            (self.open_button, tr("Open this draft"), OPEN_KEY),
            (self.branch, branch, BRANCH_KEY),
            (self.columns, tr("Side by side in columns"), COLUMNS_KEY),
            (self.take_out, tr("Take out of the trash"), TAKE_OUT_KEY),
            (self.forget, tr("Delete for good"), FORGET_KEY),
        ):
            button.setToolTip(with_key(tip, key))
            button.setFixedHeight(Size.BUTTON_TALL)  # as high as the one with a note
        self._trashed = False
        self._restores = False
        self._note = ""
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        for widget in (self.restore, self.take_out, self.forget, self.open_button, self.branch, self.branch_icon):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.columns, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.columns_icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.open_icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        for control, signal in (
            (self.restore, self.restored), (self.branch, self.branched), (self.branch_icon, self.branched),
            (self.columns, self.columns_asked), (self.columns_icon, self.columns_asked),
            (self.open_button, self.opened), (self.open_icon, self.opened), (self.more, self.more_asked),
            (self.take_out, self.taken_out), (self.forget, self.forgotten),
        ):  # fmt: skip
            control.clicked.connect(signal)

    def show_restore(self, time: str, changes: int) -> None:
        """Offer to bring back the version of a time, which undoes so many changes; none for nothing to bring back."""
        self._restores = bool(time) and changes > 0
        if self._restores:
            self.restore.setText(tr("Restore {time}", time=time))
            self._note = trn("undoes this {n} change", "undoes these {n} changes", changes)
        self.fit()

    def show_trashed(self, *, trashed: bool) -> None:
        """Of what lies in the trash there is only the way out."""
        self._trashed = trashed
        self.fit()

    @property
    def restores(self) -> bool:
        """Whether there is an older version to bring back."""
        return self._restores and not self._trashed

    def fit(self) -> None:
        """Show what makes sense; where there is no room for its words, what is not the first is an icon."""
        live = not self._trashed
        self.take_out.setVisible(self._trashed)
        self.forget.setVisible(self._trashed)
        self.restore.setVisible(self.restores)
        opens = live and not self._restores
        self.open_button.setVisible(opens)
        self._fit_note()
        first = self.restore if self._restores else self.open_button
        room = self.width() - first.sizeHint().width() - self.more.width() - Space.S
        wanted = self.branch.sizeHint().width() + self.columns.sizeHint().width() + 2 * Space.S
        words = room >= wanted
        self._row.setSpacing(Space.S if words or self._trashed else Space.XS)
        for button, small in ((self.branch, self.branch_icon), (self.columns, self.columns_icon)):
            button.setVisible(live and words)
            small.setVisible(live and not words)
        taken = wanted if words else 2 * (self.branch_icon.width() + Space.S)
        self.open_icon.setVisible(live and self._restores and room - taken >= self.open_icon.width() + Space.S)

    def _fit_note(self) -> None:
        """The second line of the first button is there where it can be read whole."""
        self.restore.set_note(self._note)
        icons = self.branch_icon.width() + self.columns_icon.width() + self.more.width() + 4 * Space.XS
        if self.restore.sizeHint().width() > self.width() - icons:
            self.restore.set_note("")
        self.restore.setToolTip(with_key(self._note, RESTORE_KEY))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
