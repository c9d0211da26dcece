"""What a key does to a Markdown text: emphasis, headings, links, lists that go on, items that move in and out.

Each function is given the whole text and places in code points, and says what is to be written over; `None` where the
key means nothing there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import QMimeData

from desktop.views.mail.emphasis import EMPHASIS, STRONG, toggled

_ITEM = re.compile(r"(?P<quote>(?:[ \t]*>[ \t]?)*)(?P<indent>[ \t]*)(?P<mark>[-*+]|(?P<number>\d{1,9})(?P<dot>[.)]))"
                   r"(?P<gap>[ \t]+)(?P<box>\[[ xX]\][ \t]+)?")  # fmt: skip
_QUOTE = re.compile(r"(?:[ \t]*>[ \t]?)+")
_HASHES = re.compile(r"#{1,6}[ \t]+|#{1,6}$")
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S+|www\.[^\s/.]+\.\S+")
_LONGEST_ADDRESS = 2_000
_STEP = "  "
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")


class Edit(NamedTuple):
    """Code points `start` to `end` become `text`; then those from `first` to `last` are chosen."""

    start: int
    end: int
    text: str
    first: int
    last: int


def line_at(text: str, offset: int) -> tuple[int, int]:
    """Where the line of a code point begins and ends."""
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end


def emphasised(text: str, first: int, last: int, sign: str) -> Edit:
    """The words with the signs around them, or without those that are there; blanks at the edges stay outside."""
    if sign in {STRONG, EMPHASIS}:
        return Edit(*toggled(text, first, last, sign))
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    width, words = len(sign), text[first:last]
    if text[:first].endswith(sign) and text[last:].startswith(sign):
        return Edit(first - width, last + width, words, first - width, last - width)
    return Edit(first, last, f"{sign}{words}{sign}", first + width, last + width)


def with_heading(text: str, offset: int, level: int) -> Edit:
    """The line as a heading of a level; as plain text for level 0, or when it is such a heading already."""
    start, end = line_at(text, offset)
    line = text[start:end]
    found = _HASHES.match(line)
    hashes = found.group() if found else ""
    wanted = "#" * level + " " if level and hashes.strip() != "#" * level else ""
    caret = max(start, offset - len(hashes)) + len(wanted)
    return Edit(start, start + len(hashes), wanted, caret, caret)


def on_enter(text: str, offset: int) -> Edit | None:
    """A new line that goes on with the list or quotation; on an empty item, the end of the list."""
    start, end = line_at(text, offset)
    line = text[start:end]
    item = _ITEM.match(line)
    quote = None if item else _QUOTE.match(line)
    found = item or quote
    if found is None or offset < start + found.end():
        return None
    if not line[found.end() :].strip():
        return _end_of_list(text, start, end, item)
    if item is None:
        lead = found.group()
    else:
        mark = f"{int(item['number']) + 1}{item['dot']}" if item["number"] else item["mark"]
        box = "[ ] " if item["box"] else ""
        lead = f"{item['quote']}{item['indent']}{mark}{item['gap']}{box}"
    caret = offset + 1 + len(lead)
    return Edit(offset, offset, f"\n{lead}", caret, caret)


def _end_of_list(text: str, start: int, end: int, item: re.Match[str] | None) -> Edit:
    """An inner item goes out one step, an outer one becomes an empty line."""
    if item is None or not item["indent"]:
        kept = item["quote"] if item else ""
        return Edit(start, end, kept, start + len(kept), start + len(kept))
    out = moved_item(text, end, back=True)
    return out if out is not None else Edit(start, end, "", start, start)


def moved_item(text: str, offset: int, *, back: bool) -> Edit | None:
    """The item of a list one step in or out; `None` when the caret is in none, or can go no further out."""
    start, end = line_at(text, offset)
    found = _ITEM.match(text[start:end])
    if found is None:
        return None
    at = start + len(found["quote"])
    width = len(found["gap"]) + len(found["mark"])
    step = " " * width if found["number"] else _STEP
    if not back:
        return Edit(at, at, step, offset + len(step), offset + len(step))
    cut = min(len(found["indent"]), 1 if found["indent"].startswith("\t") else len(step))
    if not cut:
        return None
    caret = max(at, offset - cut)
    return Edit(at, at + cut, "", caret, caret)


def is_item(text: str, offset: int) -> bool:
    """Whether a code point is on the first line of an item of a list."""
    start, end = line_at(text, offset)
    return _ITEM.match(text[start:end]) is not None


def as_address(text: str) -> str:
    """The address that a pasted text is, with its scheme; empty when it is anything else."""
    one = text.strip()
    if len(one) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(one):
        return ""
    return f"https://{one}" if one.startswith("www.") else one


def link(words: str, address: str) -> str:
    """A Markdown link; signs that would end its words or its address are written so that they do not.

    White space around the words stays around the link.
    """
    safe = address.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")
    inside = re.sub(r"(?<!\\)([\[\]])", r"\\\1", " ".join(words.split()))
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{before}[{inside}]({safe}){after if words.strip() else ''}"


def may_bear_link(words: str) -> bool:
    """Whether chosen words can be given a link as they are: some words within one paragraph, and no link yet."""
    return bool(words.strip()) and "\n\n" not in words and "](" not in words and not as_address(words)


def picture(name: str, alt: str) -> str:
    """A picture of the workspace as Markdown stands for it."""
    inside = re.sub(r"([\[\]\\])", r"\\\1", " ".join(alt.split()))
    return f"![{inside}](picture:{name})"


def pictures_of(data: QMimeData) -> list[str]:
    """The paths of the pictures in what was dropped or pasted."""
    if not data.hasUrls():
        return []
    paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.lower().endswith(_PICTURES)]
