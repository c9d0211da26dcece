"""The head of a column: letter, model and tone, where its text goes, how it stands, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop.core.comparison import ColumnState, Compared
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.compare.cell import PAD
from desktop.views.compare.column_words import full_name, place_look, second_line, state_look, title_of
from desktop.views.compare.letter import Letter
from desktop.views.icons import IconLabel, icon
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Badge
from desktop.views.widgets.button import IconButton
from desktop.views.widgets.text import ElidedLabel

HEAD = Size.TAB + Size.BADGE + Space.XL + Space.XXS
"""How high the head of a column is."""

_TOP = Space.S + Space.XXS
_NARROW = Size.SIDE_LIST + Space.M


class Verb:
    """What can be asked of a column; the menu and the keys send these words."""

    EDIT = "edit"
    PIN = "pin"
    BASE = "base"
    WHY = "why"
    REDO = "redo"
    AGAIN = "again"
    STOP = "stop"
    COPY = "copy"
    OPEN = "open"
    REMOVE = "remove"
    TAKE = "take"


class ColumnHead(QWidget):
    """`asked` sends a `Verb`; `drag_moved` and `dropped` the global x while it is drawn to another place."""

    asked = Signal(str)
    drag_moved = Signal(int)
    dropped = Signal(int)
    pressed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._compared: Compared | None = None
        self._is_base = False
        self._held: QPoint | None = None
        self._dragging = False
        self.letter = Letter(self)
        self.title = ElidedLabel("", "strong", parent=self)
        self.tone = ElidedLabel("", "small", "text_2", parent=self)
        self.edit = IconButton("pencil", tr("Edit this text"), key="F2", size=Size.CONTROL_SMALL, parent=self)
        self.pin = IconButton("pin", tr("Hold this column"), size=Size.CONTROL_SMALL, parent=self)
        self.pin.setCheckable(True)
        self.more = IconButton("more", tr("More for this column"), key="Alt+M", size=Size.CONTROL_SMALL, parent=self)
        self.place_icon = IconLabel("cloud", "text_2", Size.ICON_SMALL, self)
        self.place = ElidedLabel("", "small", "text_2", parent=self)
        self.chip = Badge("", parent=self)
        self.edit.clicked.connect(lambda: self.asked.emit(Verb.EDIT))
        self.pin.clicked.connect(lambda: self.asked.emit(Verb.PIN))
        self.more.clicked.connect(self.open_menu)
        self.setFixedHeight(HEAD)

    @property
    def compared(self) -> Compared | None:
        """The column it speaks of."""
        return self._compared

    def show_column(self, compared: Compared, *, is_base: bool, words: int, note: str) -> None:
        """Say what there is to say of the column now."""
        self._compared, self._is_base = compared, is_base
        self.setAccessibleName(full_name(self._desk, compared))
        self.letter.show_letter(compared.letter, chosen=is_base)
        _say(self.title, title_of(self._desk, compared))
        _say(self.tone, second_line(compared, is_base=is_base, words=words))
        place, state = place_look(self._desk, compared), state_look(compared.state)
        self.place_icon.set_icon(place.icon, place.role)
        _say(self.place, note or place.words)
        self.place.set_tone(place.role)
        if (state.words, state.icon) != (self.chip.text, self.chip.property("icon_name")):
            self.chip.setProperty("icon_name", state.icon)
            self.chip.set_text(state.words, state.tone, state.icon)
        self.pin.setChecked(compared.pinned)
        self.pin.set_name(tr("Let this column go") if compared.pinned else tr("Hold this column"))
        finished = compared.state not in {ColumnState.WAITING, ColumnState.WRITING}
        self.edit.setEnabled(finished and not compared.copy.is_empty)
        self._lay_out()

    def menu(self) -> QMenu:
        """What can be done with the column."""
        menu = QMenu(self)
        compared = self._compared
        if compared is None:
            return menu
        running = compared.state in {ColumnState.WAITING, ColumnState.WRITING}
        filled = not compared.copy.is_empty
        made = compared.choice is not None
        base = tr("Compare with none") if self._is_base else tr("Compare the others with this one")
        entries = (
            (Verb.TAKE, tr("Take all into the draft"), "arrow-right", filled),
            (Verb.BASE, base, "split", True),
            (Verb.EDIT, tr("Edit this text"), "pencil", filled and not running),
            (Verb.PIN, tr("Let this column go") if compared.pinned else tr("Hold this column"), "pin", True),
            (Verb.WHY, tr("Why it reads so"), "help", made or compared.variant is not None),
            (Verb.STOP, tr("Stop this column"), "stop", running),
            (Verb.REDO, tr("Write it anew"), "retry", made and not running and not compared.pinned),
            (Verb.AGAIN, tr("Make it again beside this one"), "copy", compared.variant is not None and not running),
            (Verb.COPY, tr("Copy the text"), "copy", filled),
            (Verb.OPEN, tr("Open as a draft"), "document", filled),
            (Verb.REMOVE, tr("Take the column away"), "close", not running),
        )
        for verb, words, name, possible in entries:
            if verb == Verb.STOP and not running:
                continue
            action = menu.addAction(icon(name), words)
            action.setData(verb)
            action.setEnabled(bool(possible))
        menu.triggered.connect(lambda action: self.asked.emit(str(action.data())))
        return menu

    # Its place

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        width, right = self.width(), self.width() - PAD + Space.XS
        narrow = width < _NARROW
        for button in (self.more, self.pin, self.edit):
            shown = button is self.more or not narrow or (button is self.pin and self.pin.isChecked())
            button.setVisible(shown)
            if shown:
                right -= button.width()
                button.move(right, _TOP + (Size.TAB - button.height()) // 2)
        self.letter.move(PAD, _TOP)
        left = PAD + Size.TAB + Space.S + Space.XXS
        line = Size.BADGE
        self.title.setGeometry(left, _TOP - Space.XXS, max(0, right - left - Space.XS), line)
        self.tone.setGeometry(left, _TOP - Space.XXS + line - Space.XXS, max(0, right - left - Space.XS), line)
        top = _TOP + Size.TAB + Space.XS + Space.XXS
        chip = self.chip.sizeHint()
        made = self._compared is None or self._compared.choice is not None
        self.chip.setVisible(made)
        self.chip.setGeometry(QRect(QPoint(width - PAD - chip.width(), top), chip))
        self.place_icon.move(PAD, top + (line - Size.ICON_SMALL) // 2)
        place = PAD + Size.ICON_SMALL + Space.XS + Space.XXS
        room = (self.chip.x() - Space.S if made else width - PAD) - place
        self.place.setGeometry(place, top, max(0, room), line)

    # Drawing it to another place

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._held = event.position().toPoint()
            self.pressed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            return
        distance = (event.position().toPoint() - self._held).manhattanLength()
        if self._dragging or distance >= QApplication.startDragDistance():
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.drag_moved.emit(event.globalPosition().toPoint().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._dragging, self._held = self._dragging, False, None
        self.unsetCursor()
        if dragged:
            self.dropped.emit(event.globalPosition().toPoint().x())

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ContextMenu:
            self.open_menu()
            return True
        return super().event(event)

    def open_menu(self) -> None:
        """Show what can be done with the column."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))


def _say(label: ElidedLabel, words: str) -> None:
    if label.text() != words:
        label.setText(words)
