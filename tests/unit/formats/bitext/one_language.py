"""What the tests of files of one language share."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.core.segment import Change, Chip, Segment, SegmentState, TaggedText, tagged
from desktop.formats.bitext.bitext import Bitext

DONE = SegmentState.TRANSLATED


def put(file: Bitext, texts: Mapping[str, str]) -> bytes:
    """The file with these targets, by the words of the sources, tags written as `{1}`."""
    changes = {}
    for segment in file.segments:
        if segment.source.text in texts:
            numbers = {tag.number for tag in segment.tags}
            changes[segment.id] = Change(tagged(texts[segment.source.text], numbers), DONE)
    assert len(changes) >= len(texts), set(texts) - {each.source.text for each in file.segments}
    return file.written(changes)


def after(word: str, segment: Segment) -> TaggedText:
    """The source behind a word."""
    chips = tuple(Chip(chip.start + len(word), chip.number) for chip in segment.source.chips)
    return TaggedText(word + segment.source.text, chips)


def sources(file: Bitext) -> list[str]:
    """The texts of the segments."""
    return [segment.source.text for segment in file.segments]


def stays(file: Bitext, data: bytes) -> None:
    """Nothing changes where nothing was changed, said in three ways."""
    assert file.written({}) == data
    assert file.written({each.id: Change(each.source, DONE) for each in file.segments}) == data
    assert file.written({each.id: Change(TaggedText(), SegmentState.UNTRANSLATED) for each in file.segments}) == data
