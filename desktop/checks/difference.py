"""The difference of two texts by word."""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

_WORDS = re.compile(
    r"\s+|\w+(?:[’'\-]\w+)*"
    r"|[\U0001F1E6-\U0001F1FF]{2}"  # flags
    r"|[^\w\s](?:\u200d[^\w\s]|[\ufe0f\u20e3\U0001F3FB-\U0001F3FF])*"  # emoji with what belongs to them
)


class Op(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    ADD = "add"
    DELETE = "delete"


class Piece(msgspec.Struct, frozen=True):
    """A run of text that is in both versions, only in the new one, or only in the old one."""

    op: Op
    text: str


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in reading order; all but the added ones joined give `old`, all but the deleted ones give `new`."""
    from rapidfuzz.distance import Levenshtein  # 0.1 s that a window does not wait for

    before, after = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[Piece] = []
    for code in Levenshtein.opcodes(before, after):
        removed, added = "".join(before[code.src_start : code.src_end]), "".join(after[code.dest_start : code.dest_end])
        if code.tag == "equal":
            pieces.append(Piece(Op.SAME, removed))
            continue
        if removed:
            pieces.append(Piece(Op.DELETE, removed))
        if added:
            pieces.append(Piece(Op.ADD, added))
    return _tidied(pieces)


def _tidied(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Join changes that only white space parts, and put each deletion before its addition."""
    tidy: list[Piece] = []
    removed = added = ""

    def flush() -> None:
        nonlocal removed, added
        if removed:
            tidy.append(Piece(Op.DELETE, removed))
        if added:
            tidy.append(Piece(Op.ADD, added))
        removed = added = ""

    for index, piece in enumerate(pieces):
        between_changes = 0 < index < len(pieces) - 1 and (removed or added)
        if piece.op is Op.SAME and not (piece.text.isspace() and between_changes):
            flush()
            tidy.append(piece)
            continue
        if piece.op is not Op.ADD:
            removed += piece.text
        if piece.op is not Op.DELETE:
            added += piece.text
    flush()
    return tuple(tidy)
