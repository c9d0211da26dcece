"""A marketing mail: what it is made of, for whom, and in which series it goes out.

A `Mail` is part of its draft's brief. Its words are not in it: they stand in the draft's copy, under the addresses that
`texts_of` names, so that checks, counters, history and undo treat them like any other text. A segment's own words stand
under `ADDRESS@SEGMENT`; where a segment has none, it reads those of everybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from desktop.core.copy import Copy


class MailType(StrEnum):
    """What a mail is for; each has a structure of its own."""

    NEWSLETTER = "newsletter"
    LAUNCH = "launch"
    OFFER = "offer"
    WELCOME = "welcome"
    ABANDONED_CART = "abandoned_cart"
    WIN_BACK = "win_back"
    REVIEW_REQUEST = "review_request"
    ANNOUNCEMENT = "announcement"
    EVENT = "event"


class Platform(StrEnum):
    """Who sends the mail, and so how its merge tags are written; `NONE`: nobody that knows merge tags."""

    NONE = ""
    MAILCHIMP = "mailchimp"
    KLAVIYO = "klaviyo"
    BREVO = "brevo"
    SHOPIFY = "shopify"
    HUBSPOT = "hubspot"


class BlockKind(StrEnum):
    """What a block of a mail is."""

    HEADING = "heading"
    TEXT = "text"
    IMAGE = "image"
    BUTTON = "button"
    PRODUCT = "product"
    COLUMNS = "columns"
    DIVIDER = "divider"
    SOCIAL = "social"
    FOOTER = "footer"


class TextKind(StrEnum):
    """How a text of a mail is read: a line, or sentences in Markdown."""

    LINE = "line"
    PROSE = "prose"


class SocialLink(msgspec.Struct, frozen=True):
    """The page of a shop on a network (`instagram`, `facebook`, `tiktok`, `youtube`, `linkedin`, `pinterest`, `x`)."""

    network: str
    href: str


class Block(msgspec.Struct, frozen=True, omit_defaults=True):
    """One block; `id` is `b1`, `b2`, …, unique in its mail.

    `src` of an image is an address (`https://…`) or `picture:NAME`, a file among the pictures of the profile; `width`
    is in CSS pixels (0: as wide as there is room). `columns` (two or three) hold blocks of their own. `only` names the
    segments that alone see the block (empty: everybody). `facts` are ids of the facts that a product card shows.
    """

    id: str
    kind: BlockKind
    href: str = ""
    src: str = ""
    width: int = 0
    level: int = 1
    align: str = ""
    columns: tuple[tuple[Block, ...], ...] = ()
    links: tuple[SocialLink, ...] = ()
    only: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


class Segment(msgspec.Struct, frozen=True, omit_defaults=True):
    """An audience; `id` is `s1`, `s2`, …; `about` tells the writer and the model who they are.

    `people` is how many there are, if known. `sample` has example values by merge field (`first_name`), for previews.
    """

    id: str
    name: str
    about: str = ""
    people: int | None = None
    sample: dict[str, str] = {}

    def __hash__(self) -> int:
        return hash((self.id, self.name, self.about, self.people, tuple(self.sample.items())))


class Series(msgspec.Struct, frozen=True, omit_defaults=True):
    """The place of a mail in a series: `day` is counted from the day the series begins (0), `place` from 1."""

    id: str
    name: str
    day: int = 0
    place: int = 1


class Mail(msgspec.Struct, frozen=True, omit_defaults=True):
    """A mail without its words; empty fields are filled from the workspace's `Brand`.

    `layout` is an id of `formats.mail.layouts`; `campaign` goes into the links; `markdown` says that the writer edits
    the body as one Markdown text. `people` is how many the mail goes to in all, if known.
    """

    type: MailType = MailType.NEWSLETTER
    sender: str = ""
    from_address: str = ""
    reply_to: str = ""
    platform: Platform = Platform.NONE
    layout: str = ""
    campaign: str = ""
    blocks: tuple[Block, ...] = ()
    segments: tuple[Segment, ...] = ()
    series: Series | None = None
    markdown: bool = False
    people: int | None = None

    def all_blocks(self) -> Iterator[Block]:
        """Every block, those in columns after the block that holds them."""
        for block in self.blocks:
            yield block
            for column in block.columns:
                yield from column

    def block(self, block_id: str) -> Block | None:
        """The block with this id."""
        return next((each for each in self.all_blocks() if each.id == block_id), None)

    def segment(self, segment_id: str) -> Segment | None:
        """The segment with this id."""
        return next((each for each in self.segments if each.id == segment_id), None)

    def next_block_id(self) -> str:
        """An id that no block has."""
        taken = {block.id for block in self.all_blocks()}
        number = 1
        while f"b{number}" in taken:
            number += 1
        return f"b{number}"


_PARTS: dict[BlockKind, tuple[tuple[str, TextKind], ...]] = {
    BlockKind.HEADING: (("", TextKind.LINE),),
    BlockKind.TEXT: (("", TextKind.PROSE),),
    BlockKind.IMAGE: (("alt", TextKind.LINE),),
    BlockKind.BUTTON: (("", TextKind.LINE),),
    BlockKind.PRODUCT: (("", TextKind.LINE), ("text", TextKind.PROSE), ("price", TextKind.LINE)),
    BlockKind.COLUMNS: (),
    BlockKind.DIVIDER: (),
    BlockKind.SOCIAL: (),
    BlockKind.FOOTER: (("", TextKind.PROSE), ("unsubscribe", TextKind.LINE), ("address", TextKind.LINE)),
}


class MailText(msgspec.Struct, frozen=True):
    """A text of a mail: its address in the copy (`subject`, `b2`, `b3.alt`), the block it belongs to (empty: none)."""

    address: str
    block: str
    part: str
    kind: TextKind


def texts_of(mail: Mail) -> tuple[MailText, ...]:
    """Every text that everybody's mail has, in the order in which it is read."""
    found = [
        MailText("subject", "", "subject", TextKind.LINE),
        MailText("preheader", "", "preheader", TextKind.LINE),
    ]
    for block in mail.all_blocks():
        for part, kind in _PARTS[block.kind]:
            found.append(MailText(f"{block.id}.{part}" if part else block.id, block.id, part, kind))
    return tuple(found)


def base_of(address: str) -> str:
    """The address of everybody's text: `b2@s1` → `b2`."""
    return address.partition("@")[0]


def segment_of(address: str) -> str:
    """The segment in an address: `b2@s1` → `s1`; empty for everybody's text."""
    return address.partition("@")[2]


def address_for(address: str, segment: str) -> str:
    """The address of a segment's own text; everybody's for the empty segment."""
    return f"{base_of(address)}@{segment}" if segment else base_of(address)


def text_for(copy: Copy, address: str, segment: str) -> str:
    """What a segment reads there: its own text, or everybody's."""
    own = address_for(address, segment)
    return copy.text(own) if segment and own in copy.fields else copy.text(base_of(address))


def copy_for(mail: Mail, copy: Copy, segment: str) -> Copy:
    """The words of one segment's mail, under the addresses of everybody's; blocks it does not see are left out."""
    seen = {block.id for block in mail.all_blocks() if not block.only or segment in block.only}
    return Copy(
        {
            each.address: text_for(copy, each.address, segment)
            for each in texts_of(mail)
            if not each.block or each.block in seen
        }
    )


def blocks_for(mail: Mail, segment: str) -> tuple[Block, ...]:
    """The blocks that a segment sees; everybody's mail (the empty segment) has those that are for all."""

    def seen(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            msgspec.structs.replace(each, columns=tuple(seen(column) for column in each.columns))
            for each in blocks
            if not each.only or segment in each.only
        )

    return seen(mail.blocks)


class MailSize(msgspec.Struct, frozen=True):
    """Sizes in bytes: of the HTML, of the HTML as encoded in the mail, and of the whole mail with its pictures."""

    html: int = 0
    encoded: int = 0
    whole: int = 0


class RenderedMail(msgspec.Struct, frozen=True):
    """A mail as it will be sent to one segment.

    `subject` and `preheader` have their merge tags as the platform writes them or, with sample data, filled. `notes`
    are sentences on what could not be rendered as asked.
    """

    subject: str
    preheader: str
    mjml: str
    html: str
    text: str
    size: MailSize = MailSize()
    notes: tuple[str, ...] = ()
