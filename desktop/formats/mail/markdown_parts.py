"""Markdown of a mail's body as parts, each to become a block; see `markdown_out` for how it is written."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from desktop.core.mail import BlockKind, SocialLink
from desktop.formats.mail.markdown_out import BETWEEN

_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*?)[ \t]*#*[ \t]*")
_LINE = re.compile(r"(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}")
_PLACE = r"\((?:<([^<>]*)>|([^()\s]*(?:\([^()\s]*\)[^()\s]*)*))\)"
_IMAGE = re.compile(rf"!\[([^\]]*)\]{_PLACE}")
_LINKED_IMAGE = re.compile(rf"\[!\[([^\]]*)\]{_PLACE}\]{_PLACE}")
_LINK = re.compile(rf"\[([^\]]*)\]{_PLACE}")
_BUTTON = re.compile(rf"\[([^\]]*)\]{_PLACE}[ \t]*\{{\.button\}}")
_UNSUBSCRIBE = re.compile(rf"\[([^\]]*)\]{_PLACE}[ \t]*\{{\.unsubscribe\}}")
_MARKED = re.compile(r"(.*?)[ \t]*\{\.(price|address)\}[ \t]*")
_OPEN = re.compile(r":{3,}[ \t]*(\w+)[ \t]*")
_CLOSE = re.compile(r":{3,}[ \t]*")


class Part(msgspec.Struct, frozen=True):
    """What becomes a block: its texts by their parts (empty: the main one), and what is not text."""

    kind: BlockKind
    texts: dict[str, str] = {}
    href: str = ""
    src: str = ""
    level: int = 1
    columns: tuple[tuple[Part, ...], ...] = ()
    links: tuple[SocialLink, ...] = ()


def parts_of(text: str) -> tuple[Part, ...]:
    """The parts of a Markdown text, in order; what is not one of the signs is text."""
    return _read(text.split("\n"))


def _read(lines: list[str]) -> tuple[Part, ...]:
    done: list[Part] = []
    prose: list[str] = []

    def end_prose() -> None:
        text = "\n".join(prose).strip()
        prose.clear()
        if text:
            done.append(Part(BlockKind.TEXT, {"": text}))

    at = 0
    while at < len(lines):
        line = lines[at].strip()
        at += 1
        if opened := _OPEN.fullmatch(line):
            end_prose()
            inside, at = _fenced(lines, at)
            done.extend(_fence(opened[1].lower(), inside))
        elif line == BETWEEN or _CLOSE.fullmatch(line):
            end_prose()
        elif part := _single(line, after_text=bool(prose and prose[-1].strip())):
            end_prose()
            done.append(part)
        else:
            prose.append(lines[at - 1].rstrip())
    end_prose()
    return tuple(done)


def _single(line: str, *, after_text: bool) -> Part | None:
    """A part of one line; a row of dashes under text is no line across the mail."""
    if heading := _HEADING.fullmatch(line):
        return Part(BlockKind.HEADING, {"": heading[2]}, level=min(len(heading[1]), 3))
    if _LINE.fullmatch(line) and not after_text:
        return Part(BlockKind.DIVIDER)
    if button := _BUTTON.fullmatch(line):
        return Part(BlockKind.BUTTON, {"": button[1].strip()}, href=_place(button, 2))
    if linked := _LINKED_IMAGE.fullmatch(line):
        return Part(BlockKind.IMAGE, {"alt": linked[1].strip()}, src=_place(linked, 2), href=_place(linked, 4))
    if image := _IMAGE.fullmatch(line):
        return Part(BlockKind.IMAGE, {"alt": image[1].strip()}, src=_place(image, 2))
    return None


def _place(found: re.Match[str], group: int) -> str:
    return (found[group] or found[group + 1] or "").strip()


def _fenced(lines: list[str], at: int) -> tuple[list[str], int]:
    """The lines up to the end of the fence that was opened before `at`, and where what follows begins."""
    depth, inside = 1, []
    while at < len(lines):
        line = lines[at].strip()
        at += 1
        if _OPEN.fullmatch(line):
            depth += 1
        elif _CLOSE.fullmatch(line):
            depth -= 1
            if depth == 0:
                break
        inside.append(lines[at - 1])
    return inside, at


def _fence(word: str, lines: list[str]) -> tuple[Part, ...]:
    """The part that a fence makes; one of an unknown word is as if it was not there."""
    if word == "columns":
        return (_columns(lines),)
    reader = _FENCES.get(word)
    return (reader(lines),) if reader else _read(lines)


def _columns(lines: list[str]) -> Part:
    columns: list[tuple[Part, ...]] = []
    at = 0
    while at < len(lines):
        opened = _OPEN.fullmatch(lines[at].strip())
        at += 1
        if opened:
            inside, at = _fenced(lines, at)
            columns.append(_read(inside) if opened[1].lower() == "column" else _fence(opened[1].lower(), inside))
    return Part(BlockKind.COLUMNS, columns=tuple(columns))


def _product(lines: list[str]) -> Part:
    name, price, src, href = "", "", "", ""
    prose: list[str] = []
    for line in lines:
        row = line.strip()
        if (image := _IMAGE.fullmatch(row)) and not src:
            src = _place(image, 2)
        elif (heading := _HEADING.fullmatch(row)) and not name:
            link = _LINK.fullmatch(heading[2])
            name, href = (link[1].strip(), _place(link, 2)) if link else (heading[2], "")
        elif (marked := _MARKED.fullmatch(row)) and marked[2] == "price":
            price = marked[1]
        elif row != "###":
            prose.append(line.rstrip())
    texts = {"": name, "text": "\n".join(prose).strip(), "price": price}
    return Part(BlockKind.PRODUCT, texts, href=href, src=src)


def _social(lines: list[str]) -> Part:
    found = (_LINK.search(line) for line in lines)
    return Part(BlockKind.SOCIAL, links=tuple(SocialLink(each[1].strip(), _place(each, 2)) for each in found if each))


def _footer(lines: list[str]) -> Part:
    label, href = "", ""
    prose: list[str] = []
    address: list[str] = []
    for line in lines:
        row = line.strip()
        if leave := _UNSUBSCRIBE.fullmatch(row):
            label, href = leave[1].strip(), _place(leave, 2)
        elif (marked := _MARKED.fullmatch(row)) and marked[2] == "address":
            address.append(marked[1])
        else:
            prose.append(line.rstrip())
    texts = {"": "\n".join(prose).strip(), "unsubscribe": label, "address": "\n".join(address)}
    return Part(BlockKind.FOOTER, texts, href=href)


_FENCES: dict[str, Callable[[list[str]], Part]] = {"product": _product, "social": _social, "footer": _footer}
"""What reads each fence that holds no blocks."""
