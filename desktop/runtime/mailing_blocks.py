"""What the writer does to the blocks of the mail on the desk; each is one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from desktop.core.brief import Fact
from desktop.core.copy import Copy
from desktop.core.errors import Problem
from desktop.core.mail import Block, BlockKind, Mail, blocks_for
from desktop.core.words import tr
from desktop.runtime.mail_edits import (
    MailParts,
    Slot,
    added,
    blocks_in,
    changed,
    duplicated,
    moved,
    removed,
    slot_of,
)
from desktop.runtime.mailing_desk import MailDesk
from desktop.runtime.notices import Notices
from desktop.runtime.store_thread import StoreThread

if TYPE_CHECKING:
    from desktop.store.pictures import Picture


class MailBlocks:
    """Changes blocks by their ids; an id that the mail has not changes nothing."""

    def __init__(self, desk: MailDesk, store: StoreThread, notices: Notices, pictures: Path) -> None:
        self._desk = desk
        self._store = store
        self._notices = notices
        self._pictures = pictures

    def shown(self) -> tuple[Block, ...]:
        """The blocks that the segment on the desk sees."""
        return blocks_for(self._desk.mail, self._desk.segment)

    def add(self, kind: BlockKind, after: str = "", *, column: int = -1, inside: str = "") -> str:
        """Put a new block behind another, at the end of a column, or before the footer; returns its id."""
        if not self._desk.is_mail:
            return ""
        mail = self._desk.parts().mail
        mail, new = added(mail, kind, self._slot_behind(mail, after, inside, column))
        self._desk.set_mail(mail, f"add.{new}", tr("Add a block"))
        return new

    def move(self, block_id: str, place: int, *, inside: str | None = None, column: int = -1) -> None:
        """Move a block so that it stands at `place` (from 0) of those that are shown beside it.

        `inside` and `column` name the column it goes to, an empty `inside` the mail itself; without, it stays where it
        is and changes its place only.
        """
        mail = self._desk.parts().mail
        here = slot_of(mail, block_id)
        if here is None:
            return
        there = here if inside is None else Slot(inside, column if inside else -1)
        beside = [each for each in blocks_in(mail, there) if each.id != block_id]
        seen = [each.id for each in beside if not each.only or self._desk.segment in each.only]
        target = _place_in(beside, seen, place)
        after = moved(mail, block_id, msgspec.structs.replace(there, place=target))
        self._desk.set_mail(after, f"move.{block_id}", tr("Move a block"))

    def step(self, block_id: str, by: int) -> None:
        """Move a block up (`by` -1) or down (1) among those that are shown; at the end it stays."""
        mail = self._desk.parts().mail
        here = slot_of(mail, block_id)
        if here is None:
            return
        seen = [
            each.id for each in blocks_in(mail, here)
            if each.id == block_id or not each.only or self._desk.segment in each.only
        ]  # fmt: skip
        self.move(block_id, max(0, min(seen.index(block_id) + by, len(seen) - 1)))

    def remove(self, block_id: str) -> None:
        """Take a block out, with its words; not while a model writes, whose words would come back alone."""
        if not self._may_remove():
            return
        self._desk.set_parts(removed(self._desk.parts(), block_id), f"remove.{block_id}", tr("Delete a block"))

    def duplicate(self, block_id: str) -> str:
        """Put the same block behind it once more; returns the new one's id."""
        parts, new = duplicated(self._desk.parts(), block_id)
        if new:
            self._desk.set_parts(parts, f"add.{new}", tr("Duplicate a block"))
        return new

    def change(self, block: Block) -> None:
        """Put another block in the place of the one with its id."""
        self._desk.set_parts(changed(self._desk.parts(), block), f"block.{block.id}", tr("Change a block"))

    def fill_product(self, block_id: str, fact_ids: tuple[str, ...]) -> None:
        """Fill a product card from facts of the ledger: its name, a text of facts, and the price."""
        parts = self._desk.parts()
        block = parts.mail.block(block_id)
        if block is None or block.kind is not BlockKind.PRODUCT:
            return
        brief = self._desk.session.draft.brief
        chosen = [fact for fact in brief.facts if fact.id in fact_ids]
        filled = changed(parts, msgspec.structs.replace(block, facts=tuple(fact.id for fact in chosen)))
        words = dict(filled.copy.fields)
        price = next((fact for fact in chosen if is_price(fact)), None)
        rest = [fact for fact in chosen if fact is not price]
        words[block_id] = brief.product.strip() or words.get(block_id, "")
        words[f"{block_id}.text"] = ", ".join(_said(fact) for fact in rest)
        words[f"{block_id}.price"] = price.text if price is not None else ""
        self._desk.set_parts(MailParts(filled.mail, Copy(words)), f"product.{block_id}", tr("Fill a product card"))

    def add_picture(self, block_id: str, source: Path | bytes, then: Callable[[Problem | None], None]) -> None:
        """Keep a picture (a file or its bytes) in the profile and show it in a block; `then` hears why not."""
        folder = self._pictures

        def keep(_store: object) -> Picture:
            from desktop.store.pictures import keep_picture

            return keep_picture(folder, source)

        def show(picture: Picture) -> None:
            block = self._desk.parts().mail.block(block_id)
            if block is not None:
                self.change(msgspec.structs.replace(block, src=f"picture:{picture.name}"))
            then(None)

        self._store.submit(keep, show, then)

    def _may_remove(self) -> bool:
        if self._desk.session.locked:
            self._notices.info(tr("Wait until the text is written, or stop it; then delete the block."), key="write")
        return not self._desk.session.locked

    @staticmethod
    def _slot_behind(mail: Mail, after: str, inside: str, column: int) -> Slot:
        if inside:
            slot = Slot(inside, max(0, column))
            beside = blocks_in(mail, slot)
            place = next((at + 1 for at, each in enumerate(beside) if each.id == after), len(beside))
            return msgspec.structs.replace(slot, place=place)
        here = slot_of(mail, after) if after else None
        if here is not None:
            return msgspec.structs.replace(here, place=here.place + 1)
        last = mail.blocks[-1].kind if mail.blocks else None
        return Slot(place=len(mail.blocks) - (last is BlockKind.FOOTER))


def is_price(fact: Fact) -> bool:
    """Whether a fact is what something costs, by its name in three languages or its currency."""
    name = fact.name.casefold().strip()
    if name in {"price", "prijs", "pris", "verkoopprijs", "försäljningspris", "adviesprijs"}:
        return True
    value = fact.text.casefold()
    return any(sign in value.split() or sign in value for sign in ("€", "£", "$")) or value.endswith((" kr", ":-"))


def _said(fact: Fact) -> str:
    """A fact as a card says it: figures alone say little without their name, words say themselves."""
    return (
        fact.text if not fact.name or not fact.value.strip().isdecimal() or fact.unit else f"{fact.name}: {fact.text}"
    )


def _place_in(beside: list[Block], seen: list[str], place: int) -> int:
    """Where among all blocks a place among the shown ones is."""
    if place <= 0 or not seen:
        return next((at for at, each in enumerate(beside) if each.id in seen), 0) if place <= 0 else len(beside)
    before = seen[min(place, len(seen)) - 1]
    return next(at for at, each in enumerate(beside) if each.id == before) + 1
