"""The tones and the instructions of the grid: what there is, with suggestions and own words to add."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.words import tr
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.fields import LineEdit
from desktop.views.widgets.text import ElidedLabel, Label

OWN = ""
"""The entry that stands for what the brief says."""


class WordList(QWidget):
    """A heading, a line for each entry with a button that takes it out, and a button that adds one.

    `words` says an entry in words; `suggested` are offered as long as they are not in the list. The last one stays.
    """

    changed = Signal(object)  # tuple[str, ...]

    def __init__(
        self,
        heading: str,
        add: str,
        suggested: Sequence[str],
        words: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._entries: tuple[str, ...] = ()
        self._suggested = tuple(suggested)
        self._words = words
        self._lines: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.add = Button(add, ButtonKind.QUIET, icon="plus", small=True)
        self.add.clicked.connect(self._open)
        self.edit = LineEdit(add, placeholder=tr("Own words, then Enter"), strong=True)
        self.edit.returnPressed.connect(self._take_own)
        self.edit.installEventFilter(self)
        self.edit.hide()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        column.addWidget(Label(heading, "small_strong", "text_2"))
        column.addWidget(self.edit)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    @property
    def entries(self) -> tuple[str, ...]:
        """What is in the list."""
        return self._entries

    @property
    def removers(self) -> list[IconButton]:
        """The buttons that take an entry out, in the order of the entries."""
        return [button for line in self._lines for button in line.findChildren(IconButton)]

    def show_entries(self, entries: tuple[str, ...]) -> None:
        """Show these; sends nothing."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._entries = entries
        self._lines = [self._line(entry) for entry in entries]
        for place, line in enumerate(self._lines, 1):
            self._column.insertWidget(place, line)
            line.setVisible(True)  # a layout shows it later, when the card has its size already

    def menu(self) -> QMenu:
        """What can be added: suggestions, the brief's own, own words."""
        menu = QMenu(self)
        for entry in (OWN, *self._suggested):
            if entry not in self._entries:
                menu.addAction(self._words(entry)).triggered.connect(partial(self._take, entry))
        menu.addSeparator()
        menu.addAction(tr("Own words…")).triggered.connect(self.write_own)
        return menu

    def write_own(self, _checked: bool = False) -> None:  # noqa: FBT002 - what Qt sends along
        """Show the line in which own words are typed."""
        self.edit.clear()
        self.edit.show()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(self._entries)  # it needs more room

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc puts the line away, not the card."""
        if watched is self.edit and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.KeyPress:
                self._put_away()
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _line(self, entry: str) -> QWidget:
        words = self._words(entry)
        line = QWidget()
        remove = IconButton("close", tr("Take out: {words}", words=words), size=Size.BOTTOM_BUTTON, role="text_3")
        remove.setEnabled(len(self._entries) > 1)
        remove.clicked.connect(partial(self._remove, entry))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(ElidedLabel(words), 1)
        row.addWidget(remove)
        return line

    def _open(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    def _take(self, entry: str, _checked: bool = False) -> None:  # noqa: FBT002 - what Qt sends along
        if entry not in self._entries:
            self._set((*self._entries, entry))

    def _take_own(self) -> None:
        words = " ".join(self.edit.text().split())
        self._put_away()
        if words:
            self._take(words)

    def _put_away(self) -> None:
        self.edit.hide()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(self._entries)

    def _remove(self, entry: str) -> None:
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._set(tuple(each for each in self._entries if each != entry))

    def _set(self, entries: tuple[str, ...]) -> None:
        self.show_entries(entries)
        self.changed.emit(entries)


def suggested_tones() -> tuple[str, ...]:
    """Tones to choose from; the brief offers the same."""
    return (
        tr("Matter-of-fact"), tr("Warm"), tr("Cheerful"), tr("Confident"), tr("Exclusive"), tr("Simple and clear"),
        tr("Expert"), tr("Playful"),
    )  # fmt: skip


def suggested_instructions() -> tuple[str, ...]:
    """Instructions that make texts differ."""
    return (
        tr("Begin with a question"),
        tr("Begin with the strongest fact"),
        tr("Write in short sentences"),
        tr("Speak to the reader as “you”"),
        tr("Tell a small story of its use"),
    )
