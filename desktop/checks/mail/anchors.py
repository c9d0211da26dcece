"""The links of a mail wherever they stand: in its texts, behind buttons, pictures and signs of networks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from desktop.checks.check import Spot, Subject
from desktop.core.mail import BlockKind, Mail, text_for

_MARKDOWN = re.compile(
    r"(?<!!)\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]*\]){0,300})\]\(\s*<?(?P<url>[^()\s<>]{0,800}(?:\([^()\s]{0,100}\))?)>?[^()\n]{0,200}\)"
)
_BARE = re.compile(r"(?<![\w@/(\"'=<\[])https?://[^\s<>\"')\]]+", re.IGNORECASE)
_ENDS = re.compile(r"[.,;:!?*_…’”]+$")
_MARKS = re.compile(r"[*_`]+")


class Anchor(NamedTuple):
    """A link: the words it stands behind, where it leads, and its place; `block` is that of a block's own link."""

    text: str
    url: str
    spot: Spot
    block: str = ""


def anchors_of(subject: Subject) -> Iterator[Anchor]:
    """Every link of a mail: first those in texts, then those of blocks."""
    copy = subject.written
    for address, text in copy.addressed():
        if "](" in text or "://" in text:
            yield from _in_text(address, text)
    mail = subject.brief.mail
    if mail is not None:
        yield from _of_blocks(subject, mail)


def _in_text(address: str, text: str) -> Iterator[Anchor]:
    taken: list[tuple[int, int]] = []
    for found in _MARKDOWN.finditer(text):
        taken.append(found.span())
        yield Anchor(_MARKS.sub("", found["text"]).strip(), found["url"], Spot(address, text, *found.span()))
    for found in _BARE.finditer(text):
        if not any(start <= found.start() < end for start, end in taken):
            url = _ENDS.sub("", found[0])
            yield Anchor("", url, Spot(address, text, found.start(), found.start() + len(url)))


def _of_blocks(subject: Subject, mail: Mail) -> Iterator[Anchor]:
    copy = subject.written
    for block in mail.all_blocks():
        label = text_for(copy, block.id, "")
        if block.kind in {BlockKind.BUTTON, BlockKind.PRODUCT}:
            yield Anchor(label, block.href, Spot.whole(block.id, label), block.id)
        elif block.kind is BlockKind.IMAGE and block.href:
            alt = copy.text(f"{block.id}.alt")
            yield Anchor("", block.href, Spot.whole(f"{block.id}.alt", alt), block.id)
        for link in block.links:
            yield Anchor("", link.href, Spot(block.id, "", 0, 0), block.id)
