"""Which columns of a table hold what: found by their headings, or as somebody chose."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import SegmentState
from desktop.core.words import tr

_NAMES = {
    "source": ("source", "src", "original", "source text", "bron", "brontekst", "källa", "källtext"),
    "target": ("target", "trg", "translation", "target text", "vertaling", "doel", "översättning", "mål"),
    "id": ("id", "key", "sleutel", "nyckel", "identifier", "context", "name"),
    "state": ("state", "status", "staat"),
    "note": ("note", "notes", "comment", "opmerking", "kommentar", "anteckning"),
}
_LANGUAGE = re.compile(r"(?!id$)[a-z]{2}([_-][a-z0-9]{2,8})*")
_LETTERS = re.compile(r"[A-Za-z]{1,3}")


class Columns(msgspec.Struct, frozen=True):
    """Which columns hold what, by their place from 0; -1 means there is none. `heads` tells a row of headings."""

    source: int
    target: int
    id: int = -1
    state: int = -1
    note: int = -1
    heads: bool = True
    languages: tuple[str, str] = ("", "")


def columns_of(heads: Sequence[str], mapping: Mapping[str, str] | None) -> Columns:
    """The columns as `mapping` says, or as the headings do. Raises `UserError` when it cannot be told.

    A mapping names a column for `source` and `target`, and for `id`, `state` and `note` where there are such: by its
    heading, its letter or its number from 1. With `heads` as “no” the first row is one of texts.
    """
    if not mapping:
        return found_columns(heads)
    found = {what: _place(heads, mapping[what]) for what in _NAMES if mapping.get(what)}
    for what in ("source", "target"):
        if what not in found:
            raise UserError(ErrorKind.INPUT, tr("It is not said which column holds the {what}.", what=what))
    low = [head.strip().lower() for head in heads]
    named = [
        heads[place].strip() if _LANGUAGE.fullmatch(low[place]) else "" for place in (found["source"], found["target"])
    ]
    return Columns(
        found["source"], found["target"], found.get("id", -1), found.get("state", -1), found.get("note", -1),
        mapping.get("heads", "yes") != "no", (named[0], named[1]),
    )  # fmt: skip


def _place(heads: Sequence[str], name: str) -> int:
    """The place of a column from 0, by its heading, its number from 1 or its letter."""
    low, wanted = [head.strip().lower() for head in heads], name.strip().lower()
    if wanted in low:
        return low.index(wanted)
    place = -1
    if wanted.isascii() and wanted.isdigit():
        place = int(wanted) - 1
    elif _LETTERS.fullmatch(wanted):
        place = column_of(wanted)
    if not 0 <= place < len(heads):
        raise UserError(
            ErrorKind.INPUT,
            tr("There is no column “{name}”.", name=name),
            tr("There are: {names}.", names=", ".join(head for head in heads if head)),
        )
    return place


def column_of(letters: str) -> int:
    """The place of a column from 0 by its letters in a spreadsheet: A is 0, AA is 26."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place - 1


def letters_of(place: int) -> str:
    """The letters of a column of a spreadsheet."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def found_columns(heads: Sequence[str]) -> Columns:
    """The columns by their headings, or by languages as headings. Raises `UserError`."""
    low = [head.strip().lower() for head in heads]
    found = {what: next((low.index(name) for name in names if name in low), -1) for what, names in _NAMES.items()}
    named = [place for place, head in enumerate(low) if _LANGUAGE.fullmatch(head)]
    if found["source"] >= 0 and found["target"] >= 0:
        return Columns(found["source"], found["target"], found["id"], found["state"], found["note"])
    if len({low[place] for place in named}) >= 2:
        first, second = named[:2]
        return Columns(
            first, second, found["id"], found["state"], found["note"],
            languages=(heads[first].strip(), heads[second].strip()),
        )  # fmt: skip
    if len(heads) == 2:
        return Columns(0, 1, heads=False)
    raise UserError(
        ErrorKind.INPUT,
        tr("It cannot be told which columns hold source and target."),
        tr("Call them “source” and “target”, or by their languages, as “en” and “nl”."),
    )


def state_of(said: str, target: str) -> SegmentState:
    """The state that a cell says, or what follows from there being a target."""
    try:
        return SegmentState(said.strip().lower())
    except ValueError:
        return SegmentState.TRANSLATED if target.strip() else SegmentState.UNTRANSLATED
