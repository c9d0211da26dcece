"""What is done to the blocks of a mail: each edit makes another mail, with the words that belong to it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from desktop.core.copy import Copy
from desktop.core.mail import Block, BlockKind, Mail, base_of, texts_of

_COLUMNS = 2
Blocks = tuple[Block, ...]


class MailParts(msgspec.Struct, frozen=True):
    """A mail and its words."""

    mail: Mail
    copy: Copy


class Slot(msgspec.Struct, frozen=True):
    """Where a block stands: in the mail itself, or in a column of the block `inside`; both count from 0."""

    inside: str = ""
    column: int = -1
    place: int = 0


def slot_of(mail: Mail, block_id: str) -> Slot | None:
    """Where a block stands; `None` when there is none."""
    for place, block in enumerate(mail.blocks):
        if block.id == block_id:
            return Slot(place=place)
        for column, blocks in enumerate(block.columns):
            for inner, each in enumerate(blocks):
                if each.id == block_id:
                    return Slot(block.id, column, inner)
    return None


def blocks_in(mail: Mail, slot: Slot) -> Blocks:
    """The blocks beside which a slot is; none when what it names is not there."""
    if not slot.inside:
        return mail.blocks
    holder = mail.block(slot.inside)
    if holder is None or not 0 <= slot.column < len(holder.columns):
        return ()
    return holder.columns[slot.column]


def added(mail: Mail, kind: BlockKind, slot: Slot) -> tuple[Mail, str]:
    """The mail with a new block at a slot, and the block's id; a block with columns begins with a text in each."""
    first = mail.next_block_id()
    block = Block(first, kind, level=2 if kind is BlockKind.HEADING and _has(mail, kind) else 1)
    if kind is BlockKind.COLUMNS:
        with_it = msgspec.structs.replace(mail, blocks=(*mail.blocks, block))
        columns: list[Blocks] = []
        for _ in range(_COLUMNS):
            text = Block(with_it.next_block_id(), BlockKind.TEXT)
            with_it = msgspec.structs.replace(with_it, blocks=(*with_it.blocks, text))
            columns.append((text,))
        block = msgspec.structs.replace(block, columns=tuple(columns))
    return inserted(mail, block, slot), first


def inserted(mail: Mail, block: Block, slot: Slot) -> Mail:
    """The mail with a block at a slot; blocks with columns never stand in a column."""
    if slot.inside and (block.kind is BlockKind.COLUMNS or not _has_slot(mail, slot)):
        slot = Slot(place=len(mail.blocks))

    def insert(blocks: Blocks) -> Blocks:
        place = max(0, min(slot.place, len(blocks)))
        return (*blocks[:place], block, *blocks[place:])

    return _in_slot(mail, slot, insert)


def removed(parts: MailParts, block_id: str) -> MailParts:
    """Without a block, what stands in its columns, and their words."""
    slot = slot_of(parts.mail, block_id)
    if slot is None:
        return parts
    mail = _in_slot(parts.mail, slot, lambda blocks: tuple(each for each in blocks if each.id != block_id))
    return MailParts(mail, fitting(parts.copy, parts.mail, mail))


def changed(parts: MailParts, block: Block) -> MailParts:
    """With another block in the place of the one with its id; words of blocks that are gone by it are gone too."""
    slot = slot_of(parts.mail, block.id)
    if slot is None:
        return parts
    mail = _in_slot(parts.mail, slot, lambda blocks: tuple(block if each.id == block.id else each for each in blocks))
    return MailParts(mail, fitting(parts.copy, parts.mail, mail))


def moved(mail: Mail, block_id: str, slot: Slot) -> Mail:
    """With a block at another slot; `place` counts the others there only. A block is never put into itself."""
    block = mail.block(block_id)
    here = slot_of(mail, block_id)
    if block is None or here is None or slot.inside == block_id:
        return mail
    if slot.inside and (block.kind is BlockKind.COLUMNS or not _has_slot(mail, slot)):
        return mail
    without = _in_slot(mail, here, lambda blocks: tuple(each for each in blocks if each.id != block_id))
    return inserted(without, block, slot)


def duplicated(parts: MailParts, block_id: str) -> tuple[MailParts, str]:
    """With the same block once more behind it, its words in every segment's wording too; and the new block's id."""
    block, slot = parts.mail.block(block_id), slot_of(parts.mail, block_id)
    if block is None or slot is None:
        return parts, ""
    taken = {each.id for each in parts.mail.all_blocks()}
    names: dict[str, str] = {}

    def fresh(old: Block) -> Block:
        number = 1
        while f"b{number}" in taken:
            number += 1
        names[old.id] = f"b{number}"
        taken.add(f"b{number}")
        columns = tuple(tuple(fresh(each) for each in column) for column in old.columns)
        return msgspec.structs.replace(old, id=names[old.id], columns=columns)

    twin = fresh(block)
    mail = inserted(parts.mail, twin, msgspec.structs.replace(slot, place=slot.place + 1))
    copies = {
        names[holder] + address[len(holder) :]: value
        for address, value in parts.copy.fields.items()
        if (holder := block_of(address)) in names
    }
    return MailParts(mail, Copy({**parts.copy.fields, **copies})), twin.id


def block_of(address: str) -> str:
    """The block in an address: `b3.alt@s1` → `b3`."""
    return base_of(address).partition(".")[0]


def _has(mail: Mail, kind: BlockKind) -> bool:
    return any(each.kind is kind for each in mail.all_blocks())


def _has_slot(mail: Mail, slot: Slot) -> bool:
    holder = mail.block(slot.inside)
    return holder is not None and 0 <= slot.column < len(holder.columns)


def _in_slot(mail: Mail, slot: Slot, change: Callable[[Blocks], Blocks]) -> Mail:
    if not slot.inside:
        return msgspec.structs.replace(mail, blocks=change(mail.blocks))

    def within(block: Block) -> Block:
        if block.id != slot.inside:
            return block
        columns = tuple(change(each) if at == slot.column else each for at, each in enumerate(block.columns))
        return msgspec.structs.replace(block, columns=columns)

    return msgspec.structs.replace(mail, blocks=tuple(within(each) for each in mail.blocks))


def fitting(copy: Copy, before: Mail, after: Mail) -> Copy:
    """The words without those of texts that the mail had and has no more."""
    gone = {each.address for each in texts_of(before)} - {each.address for each in texts_of(after)}
    if not gone:
        return copy
    return Copy({address: value for address, value in copy.fields.items() if base_of(address) not in gone})
