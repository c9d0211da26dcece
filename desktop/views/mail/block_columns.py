"""Two or three columns beside each other in a mail, with blocks of their own."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.mail import Block
from desktop.core.words import tr
from desktop.views.mail.block_body import INSET, BlockBody, BlockParts, clear_layout, column_of
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import IconButton
from desktop.views.widgets.switch import Switch
from desktop.views.widgets.text import Label

_MOST = 3


class ColumnsBody(BlockBody):
    """The columns; `add_asked` is sent with the number of the column in which a block is wanted."""

    add_asked = Signal(str, int, object)  # id, column, the button that asked

    def __init__(self, parts: BlockParts, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(block, parent)
        self._parts = parts
        self._shown: tuple[tuple[str, ...], ...] = ()
        self._columns: list[_Column] = []
        column = column_of(self)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(Space.XS, 0, 0, 0)
        self._row.setSpacing(Space.XS)
        column.addLayout(self._row)
        self.count = Switch(tr("Columns"), [("2", tr("Two")), ("3", tr("Three"))], "2")
        self.count.chosen.connect(self._on_count)
        self.details = QWidget()
        details = QHBoxLayout(self.details)
        details.setContentsMargins(INSET, 0, 0, 0)
        details.setSpacing(Space.S)
        details.addWidget(Label(tr("Columns"), "small", "text_2"))
        details.addWidget(self.count)
        details.addStretch(1)
        self.show_block(block)

    def show_block(self, block: Block) -> None:
        """As `BlockBody` says."""
        super().show_block(block)
        while len(self._columns) < len(block.columns):
            made = _Column(len(self._columns))
            made.add.clicked.connect(lambda _checked=False, made=made: self._ask(made))
            self._columns.append(made)
            self._row.addWidget(made, 1)
        for number, made in enumerate(self._columns):
            made.setVisible(number < len(block.columns))
        for made, blocks in zip(self._columns, block.columns, strict=False):
            made.fill([self._parts.frame(each) for each in blocks])
        self.count.blockSignals(True)
        self.count.choose(str(max(2, len(block.columns))))
        self.count.blockSignals(False)

    def _ask(self, column: _Column) -> None:
        self.add_asked.emit(self.block.id, column.number, column.add)

    def _on_count(self, value: str) -> None:
        """A column more is empty; what stands in one that goes is put at the end of the one before."""
        wanted, columns = int(value), list(self.block.columns)
        while len(columns) < min(wanted, _MOST):
            columns.append(())
        while len(columns) > wanted:
            last = columns.pop()
            columns[-1] = (*columns[-1], *last)
        self._parts.desk.mailing.change_block(msgspec.structs.replace(self.block, columns=tuple(columns)))


class _Column(QWidget):
    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.add = IconButton("plus", tr("Add a block to column {n}", n=number + 1), size=Size.CONTROL_SMALL)
        self._frames: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._end = QVBoxLayout()
        self._end.setContentsMargins(INSET, 0, 0, 0)
        self._end.addWidget(self.add)
        self._end.addStretch(1)

    def fill(self, frames: list[QWidget]) -> None:
        """Show these frames, one below the other."""
        if frames == self._frames and self._column.count():
            return
        self._column.removeItem(self._end)
        clear_layout(self._column)
        for frame in frames:
            self._column.addWidget(frame)
            frame.show()
        self._column.addLayout(self._end)
        self._frames = frames
