"""What is done with blocks, by button, by key and by mouse: added, moved, chosen, duplicated, taken out."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.core.mail import Block, BlockKind
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.mail.add_block import AddMenu
from desktop.views.mail.block_image import take_picture
from desktop.views.mail.blocks_column import BlocksColumn
from desktop.views.mail.looks import block_name


class BlockVerbs(QObject):
    """Speaks to the mail for the column; each verb is one step of undo."""

    announced = Signal(str)

    def __init__(self, desk: Desk, column: BlocksColumn) -> None:
        super().__init__(column)
        self._mailing = desk.mailing
        self._column = column
        self.menu: AddMenu | None = None
        floating, toolbar = column.floating, column.floating.toolbar
        column.add_asked.connect(self._on_add_inside)
        column.delete_asked.connect(self.delete)
        column.picture_dropped.connect(self._on_picture)
        floating.add_asked.connect(self._on_add_behind)
        floating.moved.connect(self._show_moved)
        floating.grip.stepped.connect(self.step)
        toolbar.step_asked.connect(self.step)
        toolbar.duplicate_asked.connect(self.duplicate)
        toolbar.delete_asked.connect(self.delete)
        toolbar.level_asked.connect(lambda level: self._change(level=level))
        toolbar.align_asked.connect(lambda align: self._change(align=align))
        toolbar.only_asked.connect(self._on_only)
        toolbar.picture_removed.connect(lambda: self._change(src=""))

    # Adding

    def ask_for_kind(self) -> None:
        """Show the kinds of blocks below the chosen block, or at the end."""
        block_id = self._column.selected
        frame = self._column.frame_of(block_id)
        if not self._column.may_change:
            return
        if frame is None:
            self._open(self.add, self._column.add_end)
            return
        within = self._holder_of(block_id) is not None
        self._open(lambda kind: self.add(kind, after=block_id), frame, within_column=within)

    def add(self, kind: BlockKind, after: str = "", *, column: int = -1, inside: str = "") -> str:
        """Put a block there, and the caret into it; returns its id."""
        if not self._column.may_change:
            return ""
        made = self._mailing.add_block(kind, after, column=column, inside=inside)
        if made:
            self._column.select(made, focus=True)
            self._bring_into_sight(made)
            self.announced.emit(tr("Added: {block}", block=block_name(kind)))
        return made

    def _on_picture(self, block_id: str, source: Path | bytes) -> None:
        made = self.add(BlockKind.IMAGE, after=block_id)
        if made:
            take_picture(self._column.desk, made, source)

    def _on_add_behind(self, block_id: str, button: QWidget) -> None:
        within = self._holder_of(block_id) is not None
        self._open(lambda kind: self.add(kind, after=block_id), button, within_column=within)

    def _on_add_inside(self, inside: str, column: int, button: QWidget) -> None:
        self._open(lambda kind: self.add(kind, column=column, inside=inside), button, within_column=bool(inside))

    def _open(self, work: object, spot: QWidget, *, within_column: bool = False) -> None:
        self.menu = menu = AddMenu(self._column, within_column=within_column)
        menu.kind_chosen.connect(work)
        menu.open_below(spot)

    # The chosen one

    def step(self, by: int) -> None:
        """Move the chosen block up or down."""
        block_id = self._column.selected
        if block_id and self._column.may_change:
            self._mailing.step_block(block_id, by)
            self._show_moved(block_id)

    def duplicate(self) -> None:
        """Put the chosen block there once more, and choose that one."""
        if self._column.selected and self._column.may_change:
            made = self._mailing.duplicate_block(self._column.selected)
            if made:
                self._column.select(made, focus=True)
                self._bring_into_sight(made)

    def delete(self) -> None:
        """Take the chosen block out; the one that stands there then is chosen."""
        block_id = self._column.selected
        block = self._mailing.mail.block(block_id)
        if block is None or not self._column.may_change:
            return
        beside = self._beside(block_id)
        place = beside.index(block_id)
        self._mailing.remove_block(block_id)
        rest = self._beside(beside[place - 1] if place else beside[-1])
        if self._column.frame_of(block_id) is None:
            following = rest[min(place, len(rest) - 1)] if rest else ""
            self._column.select(following, focus=bool(following))
            self.announced.emit(tr("Deleted: {block}; Undo brings it back", block=block_name(block.kind)))

    def go(self, by: int) -> None:
        """Choose the next block, or the one before."""
        ids = [frame.block.id for frame in self._column.frames]
        if not ids:
            return
        here = ids.index(self._column.selected) if self._column.selected in ids else -1 if by > 0 else len(ids)
        there = here + by
        if 0 <= there < len(ids):
            self._column.select(ids[there], focus=True)
            self._bring_into_sight(ids[there])
        elif there < 0:
            rows = list(self._column.subject.rows.values())
            if rows:
                rows[-1].go_in()

    # Inside

    def _change(self, **changes: object) -> None:
        block = self._mailing.mail.block(self._column.selected)
        if block is not None:
            self._mailing.change_block(msgspec.structs.replace(block, **changes))

    def _on_only(self, segment: str, shown: bool) -> None:
        """Everybody, or these segments; when the last one is taken away it is everybody again."""
        block = self._mailing.mail.block(self._column.selected)
        if block is not None:
            kept = tuple(each for each in block.only if each != segment)
            only = () if not segment else (*kept, segment) if shown else kept
            self._change(only=only)

    def _show_moved(self, block_id: str) -> None:
        frame = self._column.frame_of(block_id)
        if frame is None:
            return
        self._column.select(block_id, focus=not _holds_focus(frame))
        self._bring_into_sight(block_id)
        beside = self._beside(block_id)
        place = beside.index(block_id) + 1 if block_id in beside else 0
        self.announced.emit(tr("{block}, place {n} of {all}", block=self._name(block_id), n=place, all=len(beside)))

    def _bring_into_sight(self, block_id: str) -> None:
        frame = self._column.frame_of(block_id)
        if frame is not None:
            self._column.show_frame(frame)

    def _name(self, block_id: str) -> str:
        block = self._mailing.mail.block(block_id)
        return block_name(block.kind) if block is not None else ""

    def _holder_of(self, block_id: str) -> Block | None:
        """The block in whose column this one stands."""
        return next(
            (each for each in self._mailing.blocks() for column in each.columns
             if any(inner.id == block_id for inner in column)),
            None,
        )  # fmt: skip

    def _beside(self, block_id: str) -> list[str]:
        """The blocks in the same place of the mail as this one; those of the mail itself when it is in none."""
        for each in self._mailing.blocks():
            for column in each.columns:
                if any(inner.id == block_id for inner in column):
                    return [inner.id for inner in column]
        return [each.id for each in self._mailing.blocks()]


def _holds_focus(frame: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is frame or frame.isAncestorOf(focused))
