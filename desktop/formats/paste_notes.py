"""Footnotes of what was pasted from Word, LibreOffice or Google Docs, as the notes of Markdown.

Each writes them its own way, but in all of them two links lead to each other: the number in the text, and the number
before the note.
"""

from __future__ import annotations

import hashlib
import re

from bs4 import BeautifulSoup, Tag

NOTE, NOTE_END = "\ue000", "\ue001"
"""Stand around the name of a note where it is referred to, until what is written there is no longer escaped."""

_NUMBER = re.compile(r"[\[(]?(?:\d{1,3}|[ivxlc]{1,7}|[*†‡])[\])]?", re.IGNORECASE)


def take_notes(tree: BeautifulSoup) -> dict[str, Tag]:
    """Take the notes out of the tree, by names that no other text has, and leave a mark where each is referred to."""
    links = {place: link for link in tree.find_all("a") for place in _places(link)}
    notes: dict[str, Tag] = {}
    taken: set[int] = set()
    for link in tree.find_all("a"):
        if id(link) in taken:
            continue
        number = links.get(str(link.get("href") or "").removeprefix("#"))
        if number is None or id(number) in taken or not _lead_to_each_other(link, number):
            continue
        note = _note_of(number)
        if note is None or link in note.descendants:
            continue
        taken.add(id(number))
        number.decompose()
        name = _name_of(link, note)
        notes[name] = note
        whole = link.parent if link.parent is not None and link.parent.name == "sup" else link
        whole.replace_with(f"{NOTE}{name}{NOTE_END}")
    for note in notes.values():
        _take_out(note)
    last = next((each for each in reversed(tree.contents) if str(each).strip()), None)
    if notes and isinstance(last, Tag) and last.name == "hr":
        last.decompose()
    return notes


def _take_out(note: Tag) -> None:
    """Take a note out, and what held notes alone with the line above them."""
    holder = note.parent
    note.extract()
    while holder is not None and holder.parent is not None and not holder.get_text().strip() and not holder.find("img"):
        empty, holder = holder, holder.parent
        empty.decompose()


def _places(link: Tag) -> list[str]:
    return [str(link.get(name)) for name in ("name", "id") if link.get(name)]


def _lead_to_each_other(link: Tag, number: Tag) -> bool:
    """Whether both are numbers or signs, and each is where the other leads."""
    back = str(number.get("href") or "")
    shown = all(_NUMBER.fullmatch(each.get_text().strip()) for each in (link, number))
    return link is not number and back.startswith("#") and back[1:] in _places(link) and shown


def _note_of(number: Tag) -> Tag | None:
    """What holds the note behind its number: its paragraph, or all of them where they have an element of their own."""
    paragraph = number.find_parent(["p", "li"])
    if not isinstance(paragraph, Tag) or paragraph.get_text().lstrip()[:1] != number.get_text().strip()[:1]:
        return None
    around = paragraph.parent
    alone = isinstance(around, Tag) and around.name == "div" and _numbers_in(around) == 1
    return around if alone and isinstance(around, Tag) else paragraph


def _numbers_in(around: Tag) -> int:
    """How many numbers or signs that are links an element has."""
    return sum(bool(_NUMBER.fullmatch(each.get_text().strip())) for each in around.find_all("a"))


def _name_of(link: Tag, note: Tag) -> str:
    """Its number and a little of its own, so that it stays apart from the notes of another paste."""
    number = re.sub(r"\W", "", link.get_text()) or "n"
    return f"{number}-{hashlib.blake2b(note.get_text().encode(), digest_size=2).hexdigest()}"
