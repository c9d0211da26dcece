"""What is read of a mail, part by part, and how parts become its blocks and texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

from desktop.core.mail import Block, BlockKind, SocialLink
from desktop.core.words import tr

MOST_PARTS = 400
"""Parts of one mail; nobody edits more, and no client shows them."""

_NETWORKS = {
    "instagram.com": "instagram", "facebook.com": "facebook", "fb.com": "facebook", "tiktok.com": "tiktok",
    "youtube.com": "youtube", "youtu.be": "youtube", "linkedin.com": "linkedin", "pinterest.com": "pinterest",
    "pin.it": "pinterest", "twitter.com": "x", "x.com": "x",
}  # fmt: skip
LEAVES = re.compile(
    r"unsubscrib|opt[ -]?out|email preferences|manage (?:your )?(?:email )?(?:notifications|preferences)"
    r"|afmeld|uitschrijv|avregistrer|avprenumerer|avsluta (?:din )?prenumeration|avanmäl|sluta (?:få|prenumerera)",
    re.IGNORECASE,
)
"""Words of a link with which one leaves the list."""
_SETTINGS = re.compile(r"preferences|notifications", re.IGNORECASE)
_LEAVE_TAG = re.compile(r"unsub|opt_?out", re.IGNORECASE)
_LINK = re.compile(r"\[([^\]]*)\]\(<?([^()\s<>]*)>?\)")
_ADDRESS = re.compile(
    r"\b\d{4}\s?[A-Z]{2}\b|\b\d{3}\s?\d{2}\b|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b[A-Z]{2}\s\d{5}\b|\bsuite\b|\bstreet\b|\bst\.",
    re.IGNORECASE,
)
_SHORT_LABEL, _SHORT_LINE, _LONGEST_ADDRESS = 30, 80, 120
_CONTACT = re.compile(r"@|https?:|\(http")


class Part(msgspec.Struct):
    """What becomes a block: its texts by their parts (empty: the main one). `foot`: it stood in a footer."""

    kind: BlockKind
    texts: dict[str, str] = {}
    href: str = ""
    src: str = ""
    width: int = 0
    level: int = 1
    align: str = ""
    columns: list[list[Part]] = []
    links: tuple[SocialLink, ...] = ()
    foot: bool = False

    @property
    def text(self) -> str:
        """The main text."""
        return self.texts.get("", "")


def network_of(href: str) -> str:
    """The network that an address belongs to; empty for other addresses."""
    try:
        host = (urlsplit(href).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""
    return next((name for site, name in _NETWORKS.items() if host == site or host.endswith(f".{site}")), "")


def joined(parts: Iterable[Part]) -> list[Part]:
    """Neighbouring texts as one, so that a paragraph is not a block of its own; empty parts go."""
    done: list[Part] = []
    for part in parts:
        if part.kind in {BlockKind.TEXT, BlockKind.HEADING, BlockKind.BUTTON} and not part.text.strip():
            continue
        last = done[-1] if done else None
        same = last is not None and last.kind is part.kind is BlockKind.TEXT
        if same and last is not None and last.foot == part.foot and last.align == part.align:
            last.texts = {"": f"{last.text}\n\n{part.text}"}
        elif last is not None and last.kind is part.kind is BlockKind.DIVIDER:
            continue
        else:
            done.append(part)
    return done


def with_footer(parts: list[Part]) -> list[Part]:
    """The parts with the last ones as a footer, when there is a link to leave by, or they stood in one."""
    start = next((place for place, part in enumerate(parts) if _leaves(part)), None)
    if start is None:
        start = next((place for place, part in enumerate(parts) if part.foot and part.kind is BlockKind.TEXT), None)
    else:
        while start and parts[start - 1].foot and parts[start - 1].kind is BlockKind.TEXT:
            start -= 1
    early = start is not None and start < len(parts) // 2
    if start is None or (early and not all(_is_small(part) for part in parts[start:])):
        return parts
    head, foot = parts[:start], parts[start:]
    texts = [part.text for part in foot if part.kind in {BlockKind.TEXT, BlockKind.HEADING, BlockKind.BUTTON}]
    leave = next((part.href for part in foot if part.kind is BlockKind.BUTTON and LEAVES.search(part.text)), "")
    kept = [part for part in foot if part.kind in {BlockKind.IMAGE, BlockKind.SOCIAL, BlockKind.COLUMNS}]
    return [*_without_last_line(head), *kept, _footer("\n\n".join(texts), leave)]


def _is_small(part: Part) -> bool:
    return part.kind in {BlockKind.TEXT, BlockKind.SOCIAL, BlockKind.DIVIDER, BlockKind.IMAGE}


def _without_last_line(parts: list[Part]) -> list[Part]:
    return parts[:-1] if parts and parts[-1].kind is BlockKind.DIVIDER else parts


def _leaves(part: Part) -> bool:
    if part.kind is BlockKind.BUTTON:
        return bool(LEAVES.search(part.text))
    if part.kind is not BlockKind.TEXT:
        return False
    return any(LEAVES.search(found[1]) or _LEAVE_TAG.search(found[2]) for found in _LINK.finditer(part.text))


def _footer(text: str, leave: str) -> Part:
    """What stands at the foot: the link to leave by, the postal address, and the rest."""
    label, href = "", leave
    links = [each for each in _LINK.finditer(text) if LEAVES.search(each[1]) or _LEAVE_TAG.search(each[2])]
    if links:
        found = next((each for each in links if not _SETTINGS.search(each[1])), links[0])
        label, href = found[1], found[2].removeprefix("#")
        text = _without_link(text, found)
    rest: list[str] = []
    address: list[str] = []
    for line in text.split("\n"):
        words = line.strip()
        if not label and len(words) <= _SHORT_LABEL and LEAVES.match(words):
            label = words
        elif words and _ADDRESS.search(words) and not _CONTACT.search(words) and len(words) <= _LONGEST_ADDRESS:
            address.append(words)
        else:
            rest.append(line)
    prose = re.sub(r"\n{3,}", "\n\n", "\n".join(rest)).strip()
    if not label and leave:
        label = tr("Unsubscribe")
    texts = {"": prose, "unsubscribe": label, "address": "\n".join(address)}
    return Part(BlockKind.FOOTER, texts, href=href)


def _without_link(text: str, found: re.Match[str]) -> str:
    """The text without the link; its line goes with it when that said little else, else the words stay."""
    start = text.rfind("\n", 0, found.start()) + 1
    end = text.find("\n", found.end())
    end = len(text) if end < 0 else end
    line = text[start:end]
    left = line.replace(found[0], "")
    if _LINK.search(left):
        left = re.sub(r"(?:^|(?<=[|·•]))\s*[|·•]\s*|\s*[|·•]\s*$", "", left).strip()
    elif len(_LINK.sub(r"\1", line)) <= _SHORT_LINE:
        left = ""
    else:
        left = line.replace(found[0], found[1])
    return text[:start] + left + text[end:]


class Made(msgspec.Struct, frozen=True):
    """Blocks, the texts that stand in them, and what was left out."""

    blocks: tuple[Block, ...]
    texts: dict[str, str]
    notes: tuple[str, ...] = ()


def made_of(parts: list[Part]) -> Made:
    """The blocks of these parts, numbered in the order in which they are read."""
    notes: list[str] = []
    total = sum(1 + sum(map(len, part.columns)) for part in parts)
    if total > MOST_PARTS:
        notes.append(tr("This mail has {count} parts. The first {most} were read, the rest was left out.",
                        count=total, most=MOST_PARTS))  # fmt: skip
    maker = _Maker()
    blocks = maker.blocks(parts)
    return Made(blocks, maker.texts, tuple(notes))


class _Maker:
    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self._number = 0

    def blocks(self, parts: Iterable[Part]) -> tuple[Block, ...]:
        return tuple(self._block(part) for part in parts if self._number < MOST_PARTS)

    def _block(self, part: Part) -> Block:
        self._number += 1
        block_id = f"b{self._number}"
        for name, text in part.texts.items():
            if text:
                self.texts[f"{block_id}.{name}" if name else block_id] = text
        return Block(
            block_id,
            part.kind,
            href=part.href,
            src=part.src,
            width=part.width,
            level=part.level,
            align=part.align,
            columns=tuple(self.blocks(column) for column in part.columns),
            links=part.links,
        )
