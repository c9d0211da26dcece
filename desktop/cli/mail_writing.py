"""What `copydesk write mail` adds: a structure for a brief without one, and the body as one Markdown text."""

from __future__ import annotations

import msgspec

from desktop.core.brand import Brand
from desktop.core.brief import Brief
from desktop.core.copy import Copy, FieldValue
from desktop.core.mail import BlockKind, Mail
from desktop.core.mail_structures import structure
from desktop.formats.mail.markdown_out import mail_to_markdown

BODY = "body"
_NEED_MORE = frozenset({BlockKind.IMAGE, BlockKind.SOCIAL})
"""Blocks that show nothing before somebody puts a picture or pages into them."""


def as_mail(brief: Brief, brand: Brand) -> Brief:
    """The brief with the blocks of its mail's type, a newsletter's where it names none, sent as the brand sends.

    Blocks that it brings stay as they are; of those that it is given, the buttons go to the brand's website.
    """
    mail = brief.mail or Mail()
    blocks = tuple(
        msgspec.structs.replace(each, href=brand.website) if each.kind is BlockKind.BUTTON else each
        for each in structure(mail.type)
        if each.kind not in _NEED_MORE
    )
    whole = msgspec.structs.replace(
        mail,
        blocks=mail.blocks or blocks,
        platform=mail.platform or brand.platform,
        sender=mail.sender or brand.sender or brand.name,
    )
    return msgspec.structs.replace(brief, mail=whole)


def mail_fields(mail: Mail, copy: Copy, brand: Brand) -> dict[str, FieldValue]:
    """The fields as they are printed: subject, preheader and body, then each text by its address."""
    if copy.is_empty:
        return {}
    body = (
        mail_to_markdown(_written(mail, copy), _with_address(mail, copy, brand)).strip()
        if _is_begun(mail, copy)
        else ""
    )
    line = {name: copy.text(name) for name in ("subject", "preheader") if copy.text(name)}
    return {**line, **({BODY: body} if body else {}), **copy.fields}


def _is_begun(mail: Mail, copy: Copy) -> bool:
    """Whether any heading or text has words: a footer alone is no body."""
    return any(copy.text(each.id) for each in mail.all_blocks() if each.kind in {BlockKind.HEADING, BlockKind.TEXT})


def _written(mail: Mail, copy: Copy) -> Mail:
    """The mail without the buttons on which nothing stands yet."""
    blocks = (each for each in mail.blocks if each.kind is not BlockKind.BUTTON or copy.text(each.id))
    return msgspec.structs.replace(mail, blocks=tuple(blocks))


def _with_address(mail: Mail, copy: Copy, brand: Brand) -> Copy:
    """The copy with the brand's postal address in each footer that has none of its own."""
    for block in mail.all_blocks():
        address = f"{block.id}.address"
        if block.kind is BlockKind.FOOTER and brand.address.strip() and not copy.text(address).strip():
            copy = copy.with_field(address, brand.address.strip())
    return copy
