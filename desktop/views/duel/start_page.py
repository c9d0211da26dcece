"""Before a round: who takes part, who does not and why, and the button that begins."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.comparison import ColumnState, Compared
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.views.compare.letter import Letter
from desktop.views.icons import IconLabel
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.empty import EmptyState
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import ElidedLabel, Label

_LEAST = 2
_MOST_ROOM = 100
_UNDER_WAY = (ColumnState.WAITING, ColumnState.WRITING)


class Help(msgspec.Struct, frozen=True):
    """The button beside a text that takes no part: its words, and whether it writes the text again."""

    words: str
    again: bool


class StartPage(QWidget):
    """`begun` starts a round, `asked` sends the key of a column to be shown, `left` goes back to the columns."""

    begun = Signal()
    asked = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows: list[EntrantRow] = []
        self.headline = Label(tr("Which text is really the best?"), "heading")
        self.begin = Button(tr("Begin"), ButtonKind.PRIMARY, key="Return")
        self.begin.clicked.connect(self.begun)
        self.count = Label("", "base", "text_2", wrap=True)
        write = Button(tr("Write variants"), ButtonKind.PRIMARY, icon="columns")
        write.clicked.connect(self.left)
        self.nothing = EmptyState(
            "columns",
            tr("Nothing to choose from yet"),
            tr("A duel needs two texts or more. Write some variants, or put versions side by side."),
            write,
        )
        self._lay_out()

    def refresh(self) -> None:
        """Show who may take part now."""
        columns = self._desk.comparing.columns()
        reasons = dict(self._desk.duels.why_not())
        self.nothing.setVisible(not columns)
        self._scroll.setVisible(bool(columns))
        self._show_rows(columns, reasons)
        ready = self._desk.duels.ready()
        self.begin.setEnabled(ready >= _LEAST)
        if ready >= _LEAST:
            words = trn("{n} text takes part.", "{n} texts take part.", ready)
        elif ready:
            words = tr("Only one text may take part, and a duel needs two.")
        else:
            words = tr("No text may take part yet, and a duel needs two.")
        self.count.setText(words)
        self.count.set_tone("text_2" if ready >= _LEAST else "warning")

    def _lay_out(self) -> None:
        about = Label(
            tr(
                "You see two texts at a time and say which one is better. Who wrote them stays hidden until the last "
                "pair. Nothing is sent while you choose."
            ),
            "base",
            "text_2",
            wrap=True,
        )
        inside = QWidget()
        inside.setProperty("page", True)
        inside.setMaximumWidth(Size.TEXT_COLUMN + 2 * Space.XXL)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        foot = QHBoxLayout()
        foot.setSpacing(Space.L)
        foot.addWidget(self.begin)
        foot.addWidget(self.count, 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, Space.XXL, 0, Space.XL)
        column.setSpacing(Space.S)
        column.addWidget(self.headline)
        column.addWidget(about)
        column.addSpacing(Space.M)
        column.addLayout(foot)
        column.addSpacing(Space.M)
        column.addLayout(self._list)
        column.addStretch(1)
        self._scroll = _scrolling(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        whole.addWidget(self.nothing)

    def _show_rows(self, columns: tuple[Compared, ...], reasons: dict[str, tuple[str, ...]]) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [EntrantRow(each, reasons.get(each.letter, ())) for each in columns]
        for row in self.rows:
            row.helped.connect(self._help)
            self._list.addWidget(row)

    def _help(self, compared: Compared) -> None:
        if help_for(compared).again:
            self._desk.comparing.redo(compared.key)
        else:
            self.asked.emit(compared.key)


class EntrantRow(QWidget):
    """A column: takes part, or the reasons why not with the button that helps (`helped` sends the column)."""

    helped = Signal(object)

    def __init__(self, compared: Compared, reasons: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.compared = compared
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.words = Label("\n".join(reasons) or tr("takes part"), "small", "text_2", wrap=True)
        self.button = Button(help_for(compared).words, small=True)
        self.button.setAccessibleDescription(compared.label)
        self.button.clicked.connect(lambda: self.helped.emit(self.compared))
        self.button.setVisible(bool(reasons) and bool(help_for(compared).words))
        letter = Letter()
        letter.show_letter(compared.letter, chosen=False)
        letter.setAccessibleName(tr("Column {letter}", letter=compared.letter))
        told = QVBoxLayout()
        told.setSpacing(Space.XXS)
        told.addWidget(ElidedLabel(compared.label, "strong"))
        told.addWidget(self.words)
        row = QHBoxLayout()
        row.setContentsMargins(0, Space.S, 0, Space.S)
        row.setSpacing(Space.M)
        row.addWidget(letter)
        row.addLayout(told, 1)
        mark = ("warning", "warning") if reasons else ("check", "supported")
        row.addWidget(self.button)
        row.addWidget(IconLabel(*mark, Size.ICON_MEDIUM))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Rule())


def _scrolling(inside: QWidget) -> QScrollArea:
    """A column in the middle that scrolls where it must."""
    holder = QWidget()
    holder.setProperty("page", True)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, Space.S, 0)
    row.addStretch(1)
    row.addWidget(inside, _MOST_ROOM)
    row.addStretch(1)
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(holder)
    return scroll


def help_for(compared: Compared) -> Help:
    """What helps a column to take part; nothing to press while it is written or checked."""
    faults = compared.why_not
    if "unfinished" in faults:
        under_way = compared.state in _UNDER_WAY
        return Help("" if under_way else tr("Write it again"), again=True)
    if "unchecked" in faults:
        return Help("", again=False)
    return Help(tr("Show the text"), again=False)
