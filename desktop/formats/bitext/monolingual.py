"""A file of one language: its sentences are the sources, and it is written with translations in their places.

A format says where the paragraphs of a file are and what is in them (`Paragraph`); here they become segments, and
changes become edits of the text. What nobody changed stays as it is, to the letter.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

import msgspec

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import Change, Segment, SegmentState
from desktop.core.words import tr
from desktop.formats.bitext.bitext import Languages, no_such, told_where
from desktop.formats.bitext.monolingual_pieces import Piece, Sentence, cut, parts_of, plain_of, require_fitting
from desktop.formats.bitext.segmenting import Segmenter, segmenter

LARGEST = 12_000_000
"""Bytes of a file of one language, which takes some eighty times as much while it is open; a book has one million."""


_LONGEST_CODE = 2000
_MEANT = frozenset(SegmentState) - {SegmentState.UNTRANSLATED, SegmentState.REJECTED}
"""The states in which an empty target is what somebody wants."""


class Edit(NamedTuple):
    """A text `new` in the place of what stands from `start` to `end` in a part of a file."""

    start: int
    end: int
    new: str


class Written(NamedTuple):
    """A piece of a changed text: words, or the tag `piece` with its code in `text`."""

    text: str
    piece: Piece | None = None


Writer = Callable[[Sequence[Written], Piece], str]
"""Writes a changed sentence as its format has it; the piece is the first one of the sentence it takes the place of."""


class Paragraph(NamedTuple):
    """A text that is translated by itself: its pieces in their order, and `context`, which says what it is.

    `whole` means that it is written anew from `start` to `end` when any sentence of it changes. Where `at_once` is set
    it is one segment, however many sentences it has. `unit` is its name where the format has one; its segments are then
    called by it, so that they keep their ids when another paragraph changes.
    """

    start: int
    end: int
    pieces: Sequence[Piece]
    write: Writer
    context: str = ""
    whole: bool = False
    at_once: bool = False
    line: int = 0
    unit: str = ""


class Part(Protocol):
    """A text of a file in which paragraphs stand: the file itself, or a member of it."""

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """The paragraphs in their order; one may stand within a tag of another one."""

    def raw(self, start: int, end: int) -> str:
        """What stands there."""


class _Place(NamedTuple):
    paragraph: Paragraph
    pieces: tuple[Piece, ...]
    sentences: tuple[tuple[Sentence, Segment], ...]


class Monolingual:
    """An opened file of one language; see `Bitext`.

    `assemble` gives the bytes of the file with edits, by part; it is not asked when there are none. `rules` are
    those of segmentation where others than our own count.
    """

    def __init__(
        self,
        name: str,
        parts: Sequence[Part],
        assemble: Callable[[Sequence[Sequence[Edit]]], bytes],
        data: bytes,
        *,
        source: str = "",
        rules: Segmenter | None = None,
    ) -> None:
        self.format = name
        self.languages = Languages(source, "")
        self._parts = parts
        self._assemble = assemble
        self._data = data
        self._rules = rules or segmenter()
        self._count = self._units = 0
        self._places = [self._placed(part, source) for part in parts]
        self.segments = tuple(
            segment for places in self._places for place in places for _, segment in place.sentences
        )  # fmt: skip
        self._known = {segment.id: segment for segment in self.segments}

    def written(self, changes: Mapping[str, Change], target_language: str = "") -> bytes:
        """The bytes of the translated file; a segment without a target keeps the words of its source."""
        del target_language
        edits = self.edits(changes)
        return self._assemble(edits) if any(edits) else self._data

    def edits(self, changes: Mapping[str, Change]) -> list[list[Edit]]:
        """What changes in each part. Raises `UserError` for a target that cannot be written.

        An empty target keeps the source's words, unless it is said to be a translation: those of a segment that was
        joined with the one before it stand there.
        """
        no_such(changes, self._known)
        changed = {
            name: change
            for name, change in changes.items()
            if (not change.target.is_empty or change.state in _MEANT) and change.target != self._known[name].source
        }
        return [_Rewriting(part, changed).edits(places) for part, places in zip(self._parts, self._places, strict=True)]

    def _placed(self, part: Part, language: str) -> list[_Place]:
        places = []
        for paragraph in part.paragraphs:
            breaks = [] if paragraph.at_once else self._rules.breaks(plain_of(paragraph.pieces), language)
            pieces, sentences = cut(paragraph.pieces, breaks)
            if not sentences:
                continue
            self._units += 1
            unit = paragraph.unit or f"p{self._units}"
            found = []
            for number, each in enumerate(sentences, 1):
                name = (unit if len(sentences) == 1 else f"{unit}:{number}") if paragraph.unit else ""
                found.append((each, self._segment(_coded(each, pieces, part), paragraph, unit, name)))
            places.append(_Place(paragraph, pieces, tuple(found)))
        return places

    def _segment(self, sentence: Sentence, paragraph: Paragraph, unit: str, name: str) -> Segment:
        """A sentence as a segment, called by a running number where its paragraph has no name."""
        self._count += 1
        text, tags = sentence.source, sentence.tags
        return Segment(
            name or str(self._count), unit, text, tags=tags, context=paragraph.context, line=paragraph.line
        )  # fmt: skip


def _coded(sentence: Sentence, pieces: Sequence[Piece], part: Part) -> Sentence:
    """The sentence with the codes of its tags as the file has them, long ones shortened."""
    if not sentence.tags:
        return sentence
    seen = [piece for piece in pieces[sentence.first : sentence.last] if piece.kind is not None]
    codes = [piece.code if piece.code is not None else part.raw(piece.start, piece.end) for piece in seen]
    tags = tuple(
        msgspec.structs.replace(tag, code=code[:_LONGEST_CODE]) for tag, code in zip(sentence.tags, codes, strict=True)
    )
    return sentence._replace(tags=tags)


class _Rewriting:
    """Makes the edits of one part; those of a paragraph within a tag of another one go into that tag."""

    def __init__(self, part: Part, changes: Mapping[str, Change]) -> None:
        self._part = part
        self._changes = changes
        self._edits: list[Edit] = []

    def edits(self, places: Sequence[_Place]) -> list[Edit]:
        """The edits in their order."""
        touched = [place for place in places if any(segment.id in self._changes for _, segment in place.sentences)]
        for place in sorted(touched, key=lambda each: each.paragraph.end - each.paragraph.start):
            if place.paragraph.whole:
                self._replace(place.paragraph.start, place.paragraph.end, self._whole(place))
                continue
            for sentence, segment in place.sentences:
                if segment.id in self._changes:
                    seen = place.pieces[sentence.first : sentence.last]
                    text = place.paragraph.write(self._new(seen, segment), seen[0])
                    self._replace(seen[0].start, seen[-1].end, text)
        return self._edits

    def _whole(self, place: _Place) -> str:
        out: list[Written] = []
        done = 0
        for sentence, segment in place.sentences:
            out += self._old(place.pieces[done : sentence.first])
            seen = place.pieces[sentence.first : sentence.last]
            out += self._new(seen, segment) if segment.id in self._changes else self._old(seen)
            done = sentence.last
        out += self._old(place.pieces[done:])
        return place.paragraph.write(out, place.pieces[0])

    def _old(self, pieces: Sequence[Piece]) -> list[Written]:
        return [Written(piece.words) if piece.kind is None else self._tag(piece) for piece in pieces]

    def _new(self, seen: Sequence[Piece], segment: Segment) -> list[Written]:
        target = self._changes[segment.id].target
        if target.is_empty:
            return [Written("")]
        try:
            require_fitting(target, segment.source, segment.tags)
            tags = [piece for piece in seen if piece.kind is not None]
            return [
                Written(each) if isinstance(each, str) else self._tag(tags[each])
                for each in parts_of(target, segment.tags)
            ]
        except UserError as error:
            raise told_where(segment, error) from error

    def _tag(self, piece: Piece) -> Written:
        if piece.code is not None:
            return Written(piece.code, piece)
        first = bisect_left(self._edits, (piece.start,))
        parts, place = [], piece.start
        for edit in self._edits[first:]:
            if edit.end > piece.end:
                break
            parts += [self._part.raw(place, edit.start), edit.new]
            place = edit.end
        return Written("".join([*parts, self._part.raw(place, piece.end)]), piece)

    def _replace(self, start: int, end: int, new: str) -> None:
        """Add an edit; those that were made within it are in its text already, or went with their tag."""
        first = bisect_left(self._edits, (start,))
        last = first
        while last < len(self._edits) and self._edits[last].end <= end and self._edits[last].start < end:
            last += 1
        self._edits[first:last] = []
        insort(self._edits, Edit(start, end, new))


def applied(text: str, edits: Sequence[Edit]) -> str:
    """A text with edits, which are in their order and do not overlap."""
    parts, place = [], 0
    for edit in edits:
        parts += [text[place : edit.start], edit.new]
        place = edit.end
    return "".join([*parts, text[place:]])


def require_size(data: bytes) -> None:
    """Raise `UserError` (input) for a file that is too large to be worked on."""
    if len(data) > LARGEST:
        raise UserError(
            ErrorKind.INPUT,
            tr("The file is too large."),
            tr("At most {n} MB can be read. Divide it.", n=LARGEST // 1_000_000),
        )
