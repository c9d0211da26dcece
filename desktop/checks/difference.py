"""The difference of two texts by word.

Sentences are paired first: those that both texts have, in order, then those in between that are alike. Words are
compared within a pair only, so that a sentence which was taken out, brought in or moved is one change and not a mixture
of its words with those of its neighbour.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec
import regex

from desktop.checks.sentences import sentences_of

_WORDS = regex.compile(
    r"\s+"
    r"|<[/!]?\p{L}[^<>\n]{0,300}>"  # tags, and what mail programs put in for a name
    r"|\{\{[^{}\n]{0,100}\}\}|\{%[^{}\n]{0,100}%\}|\*\|[^|\n]{0,100}\|\*|%\([^()\n]{0,50}\)\w|%\{[^{}\n]{0,50}\}|\{[\w.]{0,50}\}"
    r"|\p{N}+(?:[.,:]\p{N}+)*+[\p{L}\p{M}\p{N}]*+(?:[’'\-][\p{L}\p{M}\p{N}]++)*+"  # a figure is one word
    r"|[\p{L}\p{M}\p{N}_]++(?:[’'\-\u2010\u2011\u00ad][\p{L}\p{M}\p{N}_]++)*+"
    r"|\X"  # signs, and emoji with what belongs to them
)
_ALIKE = 0.4
_MOST_PAIRS = 2500
_LEAST_MOVED = 3
_MORE = 1.3
_MOST_SPLIT = 4


class Op(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    ADD = "add"
    DELETE = "delete"


class Piece(msgspec.Struct, frozen=True, omit_defaults=True):
    """A run of text that is in both versions, only in the new one, or only in the old one.

    `moved`: a whole sentence that stands elsewhere in the other text, word for word.
    """

    op: Op
    text: str
    moved: bool = False


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in reading order; all but the added ones joined give `old`, all but the deleted ones give `new`.

    Two texts of 5,000 words take some tens of milliseconds.
    """
    if old == new:
        return (Piece(Op.SAME, old),) if old else ()
    return _tidied(_pieces(_units(old), _units(new)))


def _units(text: str) -> list[str]:
    """The text cut before each of its sentences; joined they give it back."""
    cuts = [0, *(start for start, _ in sentences_of(text, "")[1:]), len(text)]
    return [text[start:end] for start, end in itertools.pairwise(cuts) if start < end]


def _pieces(before: Sequence[str], after: Sequence[str]) -> list[Piece]:
    from rapidfuzz.distance import LCSseq  # 0.1 s that a window does not wait for

    pieces: list[Piece] = []
    seen = {each.strip() for each in before} & {each.strip() for each in after}
    if not seen:
        return list(_between(before, after))
    done = (0, 0)
    codes = LCSseq.opcodes([each.strip() for each in before], [each.strip() for each in after])
    for code in codes:
        if code.tag != "equal":
            continue
        pieces += _between(before[done[0] : code.src_start], after[done[1] : code.dest_start])
        for one, other in zip(
            before[code.src_start : code.src_end], after[code.dest_start : code.dest_end], strict=True
        ):
            pieces += [Piece(Op.SAME, one)] if one == other else _words(one, other)
        done = (code.src_end, code.dest_end)
    pieces += _between(before[done[0] :], after[done[1] :])
    return _with_moves(pieces)


def _between(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    """Sentences without one in common: pairs that are alike by word, the others as they are."""
    if not before or not after or len(before) * len(after) > _MOST_PAIRS:
        yield from _words("".join(before), "".join(after))
        return
    pieces = list(_paired(before, after))
    if len(before) != len(after) and max(len(before), len(after)) <= _MOST_SPLIT:
        # Where one sentence became two, the second half has no partner.
        together = list(_most_words("".join(before), "".join(after)))
        pieces = together if _kept(together) > _MORE * _kept(pieces) else pieces
    yield from pieces


def _kept(pieces: Sequence[Piece]) -> int:
    """How many letters and figures of words both texts have."""
    return sum(len(word) for each in pieces if each.op is Op.SAME for word in _content(each.text))


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    one = other = 0
    for left, right in _pairs(before, after):
        yield from _alone(before[one:left], after[other:right])
        yield from _words(before[left], after[right])
        one, other = left + 1, right + 1
    yield from _alone(before[one:], after[other:])


def _alone(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    yield from (Piece(Op.DELETE, each) for each in before)
    yield from (Piece(Op.ADD, each) for each in after)


def _pairs(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs, in order, that are most alike together; a sentence that is like none stays alone."""
    if len(before) == 1 and len(after) == 1:
        return [(0, 0)]
    likeness = _likeness(before, after)
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + likeness[i][j])
    pairs = []
    i = j = 0
    while i < len(before) and j < len(after):
        if likeness[i][j] and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(before: Sequence[str], after: Sequence[str]) -> list[list[float]]:
    """How much of each two sentences' words is in both, from 0 to 1; 0 where it is too little to be called alike."""
    from rapidfuzz.distance import Indel

    ones, others = ([_content(each) for each in side] for side in (before, after))
    return [
        [Indel.normalized_similarity(one, other, score_cutoff=_ALIKE) if one and other else 0.0 for other in others]
        for one in ones
    ]


def _content(text: str) -> list[str]:
    return [word.casefold() for word in _WORDS.findall(text) if word[0].isalnum()]


def _words(old: str, new: str) -> Iterator[Piece]:
    """The difference by word, with as few changes as can be."""
    from rapidfuzz.distance import Levenshtein

    before, after = _WORDS.findall(old), _WORDS.findall(new)
    for code in Levenshtein.opcodes(before, after):
        removed, added = "".join(before[code.src_start : code.src_end]), "".join(after[code.dest_start : code.dest_end])
        if code.tag == "equal":
            yield Piece(Op.SAME, removed)
        else:
            yield from _alone([removed] if removed else [], [added] if added else [])


def _most_words(old: str, new: str) -> Iterator[Piece]:
    """The difference by word in which as many words as can be are the same, however many changes that makes."""
    from rapidfuzz.distance import LCSseq

    before, after = _spaced(old), _spaced(new)
    for code in LCSseq.opcodes([each.strip() for each in before], [each.strip() for each in after]):
        if code.tag != "equal":
            yield from _alone(before[code.src_start : code.src_end], after[code.dest_start : code.dest_end])
            continue
        for one, other in zip(
            before[code.src_start : code.src_end], after[code.dest_start : code.dest_end], strict=True
        ):
            yield from [Piece(Op.SAME, one)] if one == other else _words(one, other)


def _spaced(text: str) -> list[str]:
    """The words and signs of a text, each with the white space behind it."""
    found: list[str] = []
    for word in _WORDS.findall(text):
        if found and word.isspace() and not found[-1].isspace():
            found[-1] += word
        else:
            found.append(word)
    return found


def _with_moves(pieces: list[Piece]) -> list[Piece]:
    """Say of whole sentences that are gone here and new there that they were moved."""
    gone = Counter(each.text.strip() for each in pieces if each.op is Op.DELETE)
    come = Counter(each.text.strip() for each in pieces if each.op is Op.ADD)
    moved = {text: min(count, come[text]) for text, count in gone.items() if come[text] and _may_move(text)}
    if not moved:
        return pieces
    left = {Op.DELETE: dict(moved), Op.ADD: dict(moved)}
    marked = []
    for piece in pieces:
        text = piece.text.strip()
        if piece.op is not Op.SAME and left[piece.op].get(text, 0):
            left[piece.op][text] -= 1
            piece = msgspec.structs.replace(piece, moved=True)  # noqa: PLW2901
        marked.append(piece)
    return marked


def _may_move(text: str) -> bool:
    return len(text.split()) >= _LEAST_MOVED and text[-1:] in ".!?…:"


class _Tidy:
    """Gathers pieces: joins changes that only white space parts, and puts each deletion before its addition."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._removed = self._added = ""

    @property
    def open(self) -> bool:
        """Whether a change is being gathered."""
        return bool(self._removed or self._added)

    def change(self, piece: Piece) -> None:
        """Part of a change; white space within it may be the same on both sides."""
        if piece.op is not Op.ADD:
            self._removed += piece.text
        if piece.op is not Op.DELETE:
            self._added += piece.text

    def keep(self, piece: Piece) -> None:
        """A piece that stands for itself."""
        self.flush()
        self._append(piece)

    def flush(self) -> None:
        """End the change; white space that both sides begin or end with is none."""
        removed, added = self._removed, self._added
        self._removed = self._added = ""
        before = after = ""
        while removed and added and removed[0] == added[0] and removed[0].isspace():
            before, removed, added = before + removed[0], removed[1:], added[1:]
        while removed and added and removed[-1] == added[-1] and removed[-1].isspace():
            after, removed, added = removed[-1] + after, removed[:-1], added[:-1]
        for op, text in ((Op.SAME, before), (Op.DELETE, removed), (Op.ADD, added), (Op.SAME, after)):
            if text:
                self._append(Piece(op, text))

    def _append(self, piece: Piece) -> None:
        last = self.pieces[-1] if self.pieces else None
        if last is not None and last.op is piece.op is Op.SAME:
            self.pieces[-1] = Piece(Op.SAME, last.text + piece.text)
        else:
            self.pieces.append(piece)


def _tidied(pieces: list[Piece]) -> tuple[Piece, ...]:
    tidy = _Tidy()
    for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
        between = tidy.open and piece.text.isspace() and following is not None and not following.moved
        if piece.moved or (piece.op is Op.SAME and not between):
            tidy.keep(piece)
        else:
            tidy.change(piece)
    tidy.flush()
    return tuple(tidy.pieces)
