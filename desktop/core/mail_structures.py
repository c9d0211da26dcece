"""What a mail of each type is made of before anything is changed about it."""

from __future__ import annotations

from desktop.core.mail import Block, BlockKind, Mail, MailType

_H, _T, _I = BlockKind.HEADING, BlockKind.TEXT, BlockKind.IMAGE
_B, _P, _S, _F = BlockKind.BUTTON, BlockKind.PRODUCT, BlockKind.SOCIAL, BlockKind.FOOTER

_KINDS: dict[MailType, tuple[BlockKind, ...]] = {
    MailType.NEWSLETTER: (_H, _T, _I, _H, _T, _B, _S, _F),
    MailType.LAUNCH: (_H, _T, _I, _B, _P, _F),
    MailType.OFFER: (_H, _T, _P, _B, _T, _F),
    MailType.WELCOME: (_H, _T, _T, _B, _S, _F),
    MailType.ABANDONED_CART: (_H, _T, _P, _B, _T, _F),
    MailType.WIN_BACK: (_H, _T, _P, _B, _F),
    MailType.REVIEW_REQUEST: (_H, _T, _B, _T, _F),
    MailType.ANNOUNCEMENT: (_H, _T, _B, _F),
    MailType.EVENT: (_H, _T, _I, _T, _B, _F),
}


def structure(mail_type: MailType) -> tuple[Block, ...]:
    """The blocks of a new mail of a type, `b1` first; every one ends with a footer.

    The first heading is of level 1, those after it of level 2.
    """
    blocks: list[Block] = []
    for kind in _KINDS[mail_type]:
        level = 2 if any(each.kind is _H for each in blocks) and kind is _H else 1
        blocks.append(Block(f"b{len(blocks) + 1}", kind, level=level))
    return tuple(blocks)


def is_untouched(mail: Mail) -> bool:
    """Whether a mail is made of what its type begins with."""
    return mail.blocks == structure(mail.type) and mail.series is None
