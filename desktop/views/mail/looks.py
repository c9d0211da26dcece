"""How each text of a mail looks in the middle column, and what it is called."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop.core.mail import Block, BlockKind, MailText, TextKind
from desktop.core.words import mark, tr
from desktop.runtime.fields import FieldSpec
from desktop.views.tokens import Type, Weight


class Align(StrEnum):
    """Where the words of a text stand in their room."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Look(msgspec.Struct, frozen=True):
    """Type, weight and colour of a text; `line` is a text without line breaks, `gutter` has icons of findings beside.

    `size` is in pixels where the writer reads texts in 15, and grows with it. `tone` is a token; `hint` is what an
    empty text says.
    """

    label: str
    hint: str
    size: int = Type.TEXT
    weight: Weight = Weight.REGULAR
    tone: str = "text_1"
    line: bool = False
    gutter: bool = True
    align: Align = Align.START
    height: int = 150
    underlined: bool = False


_SUBJECT = Look(
    mark("Subject"), mark("What it says in the inbox"), size=Type.HEADING, weight=Weight.STRONG, line=True, height=140,
)  # fmt: skip
_PREHEADER = Look(mark("Preheader"), mark("What stands behind the subject in the inbox"), line=True)
_HEADING = Look(
    mark("Heading"), mark("A heading"), size=Type.TITLE, weight=Weight.STRONG, line=True, height=133,
)  # fmt: skip
_SMALL_HEADING = msgspec.structs.replace(_HEADING, size=Type.HEADING, height=140)
_TEXT = Look(mark("Text"), mark("Write here, or press Rewrite"))
_BUTTON = Look(
    mark("Button"), mark("What it does"), weight=Weight.STRONG, line=True, gutter=False, align=Align.MIDDLE,
)  # fmt: skip
_ALT = Look(
    mark("Alt text"), mark("What is to be seen, for those who do not see it"), size=Type.SMALL, tone="text_2",
    line=True, gutter=False,
)  # fmt: skip
_NAME = Look(mark("Product"), mark("Name of the product"), weight=Weight.STRONG, line=True)
_ABOUT = Look(mark("Product text"), mark("A sentence about it"), size=Type.BASE, tone="text_2")
_PRICE = Look(
    mark("Price"), mark("Price"), weight=Weight.STRONG, line=True, gutter=False, align=Align.END,
)  # fmt: skip
_FOOTER = Look(mark("Footer"), mark("Why the reader gets this mail"), size=Type.SMALL, tone="text_2", height=125)
_UNSUBSCRIBE = Look(
    mark("Unsubscribe link"), mark("Words of the unsubscribe link"), size=Type.SMALL, tone="text_2", line=True,
    underlined=True, height=125,
)  # fmt: skip
_ADDRESS = Look(
    mark("Postal address"), mark("Postal address"), size=Type.SMALL, tone="text_2", line=True, height=125,
)  # fmt: skip

_LOOKS: dict[tuple[BlockKind, str], Look] = {
    (BlockKind.HEADING, ""): _HEADING,
    (BlockKind.TEXT, ""): _TEXT,
    (BlockKind.IMAGE, "alt"): _ALT,
    (BlockKind.BUTTON, ""): _BUTTON,
    (BlockKind.PRODUCT, ""): _NAME,
    (BlockKind.PRODUCT, "text"): _ABOUT,
    (BlockKind.PRODUCT, "price"): _PRICE,
    (BlockKind.FOOTER, ""): _FOOTER,
    (BlockKind.FOOTER, "unsubscribe"): _UNSUBSCRIBE,
    (BlockKind.FOOTER, "address"): _ADDRESS,
}

BLOCKS: tuple[tuple[BlockKind, str, str], ...] = (
    (BlockKind.HEADING, mark("Heading"), "heading"),
    (BlockKind.TEXT, mark("Text"), "document"),
    (BlockKind.IMAGE, mark("Picture"), "picture"),
    (BlockKind.BUTTON, mark("Button"), "button"),
    (BlockKind.PRODUCT, mark("Product"), "product"),
    (BlockKind.COLUMNS, mark("Columns"), "columns"),
    (BlockKind.DIVIDER, mark("Divider"), "minus"),
    (BlockKind.SOCIAL, mark("Social links"), "chain"),
    (BlockKind.FOOTER, mark("Footer"), "footer"),
)
"""The kinds of blocks in the order in which they are offered, with their names and icons."""

_NAMES = {kind: name for kind, name, _ in BLOCKS}


def block_name(kind: BlockKind) -> str:
    """What a block of this kind is called."""
    return tr(_NAMES[kind])


def look_of(text: MailText, block: Block | None) -> Look:
    """The look of a text; a heading below the first level is smaller."""
    if block is None:
        return _SUBJECT if text.part == "subject" else _PREHEADER
    if block.kind is BlockKind.HEADING and block.level > 1:
        return _SMALL_HEADING
    return _LOOKS[block.kind, text.part]


def label_of(text: MailText, block: Block | None) -> str:
    """What a text is called."""
    return tr(look_of(text, block).label)


def spec_of(text: MailText, block: Block | None) -> FieldSpec:
    """A text as the fields of a page are described; only subject and preheader are counted by a channel."""
    channel = f"mail.{text.part}" if block is None else ""
    kind = "text" if text.kind is TextKind.PROSE else "headline"
    return FieldSpec(text.address, label_of(text, block), "", channel, 0, "characters", is_list=False, kind=kind)
