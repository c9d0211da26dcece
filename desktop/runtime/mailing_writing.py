"""What a model writes of a mail: all of it, some texts, a segment's own, or one text in another way."""

from __future__ import annotations

from desktop.core.mail import BlockKind, Mail, address_for, base_of, segment_of, text_for, texts_of
from desktop.core.words import tr
from desktop.runtime.mailing_desk import MailDesk
from desktop.runtime.notices import Notices
from desktop.runtime.writer import Writer

_FOR_A_SEGMENT = frozenset({BlockKind.HEADING, BlockKind.TEXT})
"""The blocks that are said to another audience in another way; buttons, products and feet say the same to all."""


class MailWriting:
    """Asks the writer; each call is one step of undo, and waits for the writer's permission like any other."""

    def __init__(self, desk: MailDesk, writer: Writer, notices: Notices) -> None:
        self._desk = desk
        self._writer = writer
        self._notices = notices

    def write(self, addresses: tuple[str, ...] = ()) -> None:
        """Write these texts, or without any the whole mail for the segment that is shown."""
        if not self._desk.is_mail:
            return
        if not addresses and self._desk.segment:
            self.write_segment(self._desk.segment)
            return
        self._writer.write(addresses)

    def write_segment(self, segment_id: str) -> None:
        """Write a segment its own subject, preheader, headings and texts, from those of everybody."""
        mail, copy = self._desk.mail, self._desk.parts().copy
        shared = tuple(address_for(base, segment_id) for base in shared_texts(mail) if copy.text(base).strip())
        if mail.segment(segment_id) is None:
            return
        if not shared:
            self._notices.warn(
                tr("There is no text for everybody yet."),
                tr("Write the mail for everybody first; the segments’ own texts are made from it."),
                key="write",
            )
            return
        self._writer.write((*shared, *own_texts(mail, segment_id)))

    def rewrite(self, address: str, how: str) -> None:
        """Write one text in another way: `shorter`, `longer`, `simpler`, `again`, or as the writer says.

        For a segment that has no text of its own there, it is made from everybody's.
        """
        base, segment = base_of(address), segment_of(address)
        copy = self._desk.parts().copy
        if not text_for(copy, base, segment).strip():
            self._writer.write((address,))
            return
        self._writer.write((address,), how=how)


def shared_texts(mail: Mail) -> tuple[str, ...]:
    """The addresses of everybody's texts that a segment may be told in another way."""
    kinds = {block.id: block.kind for block in mail.all_blocks() if not block.only}
    return tuple(each.address for each in texts_of(mail) if not each.block or kinds.get(each.block) in _FOR_A_SEGMENT)


def own_texts(mail: Mail, segment_id: str) -> tuple[str, ...]:
    """The addresses of the texts in blocks that a segment alone sees."""
    kinds = {block.id: block.kind for block in mail.all_blocks() if block.only == (segment_id,)}
    return tuple(each.address for each in texts_of(mail) if kinds.get(each.block) in _FOR_A_SEGMENT)
