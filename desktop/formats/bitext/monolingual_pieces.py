"""The pieces of a paragraph, words and tags, and how they become the sentences that a translator sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import Chip, Tag, TaggedText, TagKind, free_number, numbers_in
from desktop.core.words import tr

LOOSE = -1
"""The `start` of words that stand nowhere by themselves, as their paragraph is written as a whole."""

_LONGEST_LABEL = 60
_NO_TAGS: Counter[str] = Counter()


class Piece(NamedTuple):
    """Words, or a tag where `kind` is set: from `start` to `end` in the text of the file.

    `name` is what a tag is called: those that open and close with one name are a pair, and `key` is one for both.
    `code` is what a tag is in a changed text; `None` means what stands in the file. A tag with `edge` needs not be seen
    where a sentence begins or ends with it; one with `gap` parts words as a blank does.
    """

    start: int
    end: int
    words: str = ""
    kind: TagKind | None = None
    name: str = ""
    label: str = ""
    code: str | None = None
    edge: bool = False
    gap: bool = False
    key: str = ""

    @property
    def plain(self) -> str:
        """What the rules of segmentation see of it."""
        return self.words if self.kind is None else " " if self.gap else ""

    def parted(self, at: int) -> tuple[Piece, Piece]:
        """Words in two, after so many letters of them."""
        middle = LOOSE if self.start == LOOSE else self.start + at
        return self._replace(words=self.words[:at], end=middle), self._replace(words=self.words[at:], start=middle)

    @property
    def is_whole(self) -> bool:
        """Whether words cannot be parted, as they are written otherwise in the file: `&amp;`, a line break."""
        return self.start != LOOSE and self.end - self.start != len(self.words)


class Sentence(NamedTuple):
    """A part of a paragraph that is a segment: pieces from `first` up to `last`, and what they are as a text."""

    first: int
    last: int
    source: TaggedText
    tags: tuple[Tag, ...]


class Cut(NamedTuple):
    """A paragraph in pieces of which none belongs to two sentences; what lies between sentences is nobody's."""

    pieces: tuple[Piece, ...]
    sentences: tuple[Sentence, ...]


def plain_of(pieces: Iterable[Piece]) -> str:
    """The words of a paragraph as the rules of segmentation see them."""
    return "".join(piece.plain for piece in pieces)


def paired(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with keys: a tag that closes has that of the last one of its name that is open."""
    found: list[Piece] = []
    opened: dict[str, list[str]] = {}
    for number, piece in enumerate(pieces):
        if piece.kind is None:
            found.append(piece)
            continue
        key = f"{piece.name}:{number}"
        if piece.kind is TagKind.OPEN:
            opened.setdefault(piece.name, []).append(key)
        elif piece.kind is TagKind.CLOSE and opened.get(piece.name):
            key = opened[piece.name].pop()
        found.append(piece._replace(key=key))
    return found


def cut(pieces: Sequence[Piece], breaks: Sequence[int]) -> Cut:
    """Cut a paragraph where its sentences begin, at `breaks` of its plain text."""
    whole: list[Piece] = []
    sentences: list[Sentence] = []
    for part in _parts(paired(pieces), list(breaks)):
        if not any(letter.isalnum() for piece in part if piece.kind is None for letter in piece.words):
            whole += part
            continue
        before, seen, after = _trimmed(part)
        first = len(whole) + len(before)
        source, tags = _tagged(seen)
        sentences.append(Sentence(first, first + len(seen), source, tags))
        whole += [*before, *seen, *after]
    return Cut(tuple(whole), tuple(sentences))


def _parts(pieces: list[Piece], breaks: list[int]) -> list[list[Piece]]:
    """The pieces by sentence; a tag that closes where a sentence ends belongs to it."""
    parts: list[list[Piece]] = [[]]
    place, waiting = 0, breaks[::-1]
    for piece in pieces:
        rest: Piece | None = piece
        while rest is not None:
            if waiting and waiting[-1] <= place and rest.kind is not TagKind.CLOSE:
                while waiting and waiting[-1] <= place:
                    waiting.pop()
                parts.append([])
            inside = waiting[-1] - place if waiting else len(rest.plain)
            if rest.kind is not None or rest.is_whole or inside >= len(rest.plain):
                parts[-1].append(rest)
                place += len(rest.plain)
                rest = None
            else:
                now, rest = rest.parted(inside)
                parts[-1].append(now)
                place += inside
    return [part for part in parts if part]


def _trimmed(part: list[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """What stands around a sentence, and the sentence: blanks and tags that say nothing within it are around it."""
    first, last = 0, len(part)
    seen = list(part)
    keys = [piece.key for piece in part if piece.kind is not None]
    count = Counter(keys) if keys else _NO_TAGS
    while first < last:
        start, end = seen[first], seen[last - 1]
        if _goes(start, count):
            first += 1
        elif _goes(end, count):
            last -= 1
        elif start.kind is TagKind.OPEN and end.kind is TagKind.CLOSE and start.key == end.key and not end.code:
            first, last = first + 1, last - 1
        elif (blanks := _blanks(start, start.words.lstrip())) > 0:
            seen[first : first + 1] = start.parted(blanks)
            first, last = first + 1, last + 1
        elif (blanks := _blanks(end, end.words.rstrip())) > 0:
            seen[last - 1 : last] = end.parted(len(end.words) - blanks)
        else:
            break
    return seen[:first], seen[first:last], seen[last:]


def _goes(piece: Piece, count: Counter[str]) -> bool:
    """Whether a piece at the edge of a sentence is none of it."""
    if piece.kind is None:
        return not piece.words.strip()
    return piece.edge if piece.kind is TagKind.ALONE else count[piece.key] == 1


def _blanks(piece: Piece, stripped: str) -> int:
    """How many blanks of words can be taken off."""
    return 0 if piece.kind is not None or piece.is_whole else len(piece.words) - len(stripped)


def _tagged(seen: Sequence[Piece]) -> tuple[TaggedText, tuple[Tag, ...]]:
    parts: list[str] = []
    chips, tags, place, number = list[Chip](), list[Tag](), 0, 0
    words = "".join(piece.words for piece in seen if piece.kind is None)
    taken = numbers_in(words)  # a placeholder that a tag had the number of would be taken for it
    for piece in seen:
        if piece.kind is None:
            parts.append(piece.words)
        else:
            number = free_number(number + 1, taken)
            tags.append(Tag(number, piece.kind, piece.code or "", piece.key, piece.label[:_LONGEST_LABEL]))
            chips.append(Chip(place, number))
            parts.append(chips[-1].text)
        place += len(parts[-1])
    return TaggedText("".join(parts), tuple(chips)), tuple(tags)


def parts_of(target: TaggedText, tags: Sequence[Tag]) -> list[str | int]:
    """A target as words and, for its tags, their places in the list of tags from 0."""
    numbers = {tag.number: place for place, tag in enumerate(tags)}
    parts, place = list[str | int](), 0
    for chip in target.chips:
        if chip.number not in numbers:
            raise UserError(ErrorKind.INPUT, tr("There is no tag {tag}.", tag=chip.text))
        if chip.start > place:
            parts.append(target.text[place : chip.start])
        parts.append(numbers[chip.number])
        place = chip.end
    return [*parts, target.text[place:]] if place < len(target.text) else parts


def require_fitting(target: TaggedText, source: TaggedText, tags: Sequence[Tag]) -> None:
    """Raise `UserError` where the tags of a target do not fit together, as those of its source do."""
    known = {tag.number: tag for tag in tags}
    problem = _problem(target, known)
    if problem and problem != _problem(source, known):
        raise UserError(ErrorKind.INPUT, problem)


def _problem(text: TaggedText, tags: dict[int, Tag]) -> str:
    """What is wrong with the order of tags; empty when nothing is."""
    opened: list[Tag] = []
    seen: set[int] = set()
    for chip in text.chips:
        tag = tags.get(chip.number)
        if tag is None:
            return tr("There is no tag {tag}.", tag=chip.text)
        if chip.number in seen:
            return tr("The tag {tag} is there twice.", tag=chip.text)
        seen.add(chip.number)
        if tag.kind is TagKind.OPEN:
            opened.append(tag)
        elif tag.kind is TagKind.CLOSE and (not opened or opened.pop().key != tag.key):
            return tr("The tag {tag} closes what is not open there.", tag=chip.text)
    return tr("A tag is opened and not closed.") if opened else ""
