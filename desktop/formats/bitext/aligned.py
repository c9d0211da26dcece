"""Two files of one language each, as one file in two languages."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from desktop.core.segment import Change, Chip, Segment, SegmentState, Tag, TaggedText
from desktop.formats.aligning import Aligned, align
from desktop.formats.bitext.bitext import Bitext, Languages, no_such
from desktop.formats.bitext.new_xliff import xliff_of


class AlignedPair:
    """Two files whose segments were put beside each other; what stands in one of them only has an empty other side.

    It is written as XLIFF, as there is no file that holds both.
    """

    format = "XLIFF 2.1"

    def __init__(self, source: Bitext, target: Bitext, languages: tuple[str, str]) -> None:
        """`languages` are those of the two files."""
        self.languages = Languages(*languages)
        self.pairs = align(source.segments, target.segments)
        self.segments = tuple(
            _segment(number, pair, source.segments, target.segments) for number, pair in enumerate(self.pairs, 1)
        )

    def written(self, changes: Mapping[str, Change], target_language: str = "") -> bytes:
        """A new XLIFF file of the pairs with these changes; see `Bitext`."""
        no_such(changes, {each.id: each for each in self.segments})
        changed = tuple(
            msgspec.structs.replace(each, target=change.target, state=change.state)
            if (change := changes.get(each.id)) is not None
            else each
            for each in self.segments
        )
        return xliff_of(_Changed(self, changed), self.languages.source, target_language or self.languages.target)


class _Changed:
    """The pairs with other targets."""

    format = "XLIFF 2.1"

    def __init__(self, pair: AlignedPair, segments: tuple[Segment, ...]) -> None:
        self.languages = pair.languages
        self.segments = segments
        self.written = pair.written


def _segment(number: int, pair: Aligned, source: tuple[Segment, ...], target: tuple[Segment, ...]) -> Segment:
    """A segment of a pair. Its tags are those of its source; a target keeps those that are the same ones."""
    ours, theirs = [source[place] for place in pair.source], [target[place] for place in pair.target]
    text, tags = _joined(ours)
    goal = _in_words_of(theirs, tags)
    state = SegmentState.DRAFT if not goal.is_empty else SegmentState.UNTRANSLATED
    first = ours[0] if ours else theirs[0]
    return Segment(str(number), str(number), text, goal, state, tags, context=first.context, line=first.line)


def _joined(segments: list[Segment]) -> tuple[TaggedText, tuple[Tag, ...]]:
    """Several texts as one, their tags numbered through."""
    words, tags = list[str](), list[Tag]()
    chips: list[Chip] = []
    length = 0
    for place, segment in enumerate(segments):
        if place:
            words.append(" ")
            length += 1
        text, last = segment.source, 0
        known = {tag.number: tag for tag in segment.tags}
        for chip in text.chips:
            words.append(text.text[last : chip.start])
            length += chip.start - last
            tag = known.get(chip.number)
            if tag is not None:
                number = len(tags) + 1
                tags.append(msgspec.structs.replace(tag, number=number, key=f"{place}:{tag.key}"))
                chips.append(Chip(length, number))
                words.append(f"{{{number}}}")
                length += len(words[-1])
            last = chip.end
        words.append(text.text[last:])
        length += len(words[-1])
    return TaggedText("".join(words), tuple(chips)), tuple(tags)


def _in_words_of(segments: list[Segment], tags: tuple[Tag, ...]) -> TaggedText:
    """The texts of the other file with the tags of the source, each taken by what it does and its code."""
    text, own = _joined(segments)
    free = list(tags)
    numbers: dict[int, int] = {}
    for tag in own:
        same = next((each for each in free if (each.kind, each.code) == (tag.kind, tag.code)), None)
        if same is not None:
            free.remove(same)
            numbers[tag.number] = same.number
    words, chips, last, length = list[str](), list[Chip](), 0, 0
    for chip in text.chips:
        words.append(text.text[last : chip.start])
        length += chip.start - last
        last = chip.end
        if chip.number in numbers:
            chips.append(Chip(length, numbers[chip.number]))
            words.append(chips[-1].text)
            length += len(words[-1])
    words.append(text.text[last:])
    return TaggedText("".join(words), tuple(chips))
