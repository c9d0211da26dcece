"""The body of a mail as one Markdown text, and a text from elsewhere as a mail with blocks."""

from __future__ import annotations

import msgspec

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.mail import Block, BlockKind, Mail, address_for, base_of, text_for, texts_of
from desktop.core.mail_structures import structure
from desktop.runtime.mail_edits import MailParts, fitting

_BODY = "body"


def body_text(parts: MailParts, segment: str) -> str:
    """The body that a segment reads, as Markdown."""
    from desktop.formats.mail.markdown_out import mail_to_markdown

    return mail_to_markdown(parts.mail, parts.copy, segment)


def with_body(parts: MailParts, text: str, segment: str) -> MailParts:
    """The mail with a Markdown body for a segment; what it adds to everybody's blocks is for that segment alone."""
    from desktop.formats.mail.markdown_in import markdown_to_mail

    read = markdown_to_mail(text, parts.mail, parts.copy, segment)
    known = {block.id for block in parts.mail.all_blocks()}
    new = {block.id for block in read.blocks if block.id not in known} if segment else set()
    blocks = tuple(msgspec.structs.replace(each, only=(segment,)) if each.id in new else each for each in read.blocks)
    mail = msgspec.structs.replace(parts.mail, blocks=blocks)
    words = dict(fitting(parts.copy, parts.mail, mail).fields)
    inside = {each.id for block in blocks if block.id in new for each in Mail(blocks=(block,)).all_blocks()}
    for base, read_text in read.texts.items():
        if read_text != text_for(Copy(words), base, segment):
            own = segment if base.partition(".")[0] not in inside else ""
            words[address_for(base, own)] = read_text
    return MailParts(mail, Copy(words))


def adopted(draft: Draft) -> tuple[Brief, Copy] | None:
    """A mail that was written elsewhere, as subject, preheader and Markdown body, with blocks; `None` for others."""
    if draft.kind is not Kind.MAIL or draft.brief.mail is not None or draft.copy.is_empty:
        return None
    words = {name: value for name, value in draft.copy.fields.items() if name != _BODY}
    parts = with_body(MailParts(Mail(), Copy(words)), draft.copy.text(_BODY), "")
    mail = _with_foot(parts.mail)
    known = {each.address for each in texts_of(mail)}
    kept = {name: value for name, value in parts.copy.fields.items() if base_of(name) in known or name in words}
    return msgspec.structs.replace(draft.brief, mail=mail), Copy(kept)


def _with_foot(mail: Mail) -> Mail:
    """With a footer, which no mail to many may lack."""
    if any(block.kind is BlockKind.FOOTER for block in mail.all_blocks()):
        return mail
    foot = Block(mail.next_block_id(), BlockKind.FOOTER)
    return msgspec.structs.replace(mail, blocks=(*mail.blocks, foot) if mail.blocks else structure(mail.type))
