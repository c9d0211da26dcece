"""What is put into targets: matches, numbers, tags; and what a state becomes by it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from desktop.core.segment import Segment, SegmentState, TaggedText, tagged
from desktop.core.translation import Comment, Row, TranslationError
from desktop.core.translation_finding import SegmentFinding

_NUMBER = re.compile(r"[+\-−]?\d+(?:[.,:/\u00a0\u202f' ]\d+)*")
_TAG = re.compile(r"\{([0-9]{1,6})\}")
_AFTER_TYPING = {
    SegmentState.TRANSLATED: SegmentState.TRANSLATED,
    SegmentState.REVIEWED: SegmentState.TRANSLATED,
    SegmentState.APPROVED: SegmentState.TRANSLATED,
}


def typed_state(state: SegmentState, target: TaggedText) -> SegmentState:
    """The state of a row in which somebody typed: what was confirmed has to be confirmed again."""
    if target.is_empty:
        return SegmentState.UNTRANSLATED
    return _AFTER_TYPING.get(state, SegmentState.DRAFT)


def remarks_of(rows: Iterable[Row]) -> dict[str, object]:
    """What was remarked of rows whose words come together in one: its comments, errors, and what is silenced.

    Errors stand where their words do now, as targets are put together with a blank between them.
    """
    comments, silenced = list[Comment](), list[str]()
    errors = list[TranslationError]()
    sources = targets = 0
    for row in rows:
        comments += row.note.comments
        silenced += row.note.silenced
        for each in row.note.errors:
            by = sources if each.on_source else targets
            errors.append(msgspec.structs.replace(each, start=each.start + by, end=each.end + by))
        sources += len(row.segment.source.text) + 1
        words = row.segment.target.text.strip()
        targets += len(words) + 1 if words else 0
    return {"comments": tuple(comments), "errors": tuple(errors), "silenced": tuple(dict.fromkeys(silenced))}


def fitting(text: str, segment: Segment) -> TaggedText:
    """A target from elsewhere in this segment, without tags that it has not."""
    numbers = {tag.number for tag in segment.tags}

    def kept(found: re.Match[str]) -> str:
        return found[0] if int(found[1]) in numbers or found[0] in segment.source.text else ""

    return tagged(_TAG.sub(kept, text), numbers)


def inserted(target: TaggedText, text: str, at: int) -> tuple[str, int]:
    """A target with words at a code point (-1: at the end), never within a tag; and the code point after them."""
    whole = target.text
    place = len(whole) if at < 0 else min(at, len(whole))
    for chip in target.chips:
        if chip.start < place < chip.end:
            place = chip.end
    return whole[:place] + text + whole[place:], place + len(text)


def next_number(segment: Segment) -> str:
    """The first number of the source that the target has not as often; empty when it has all."""
    left = _NUMBER.findall(segment.target.words)
    for number in _NUMBER.findall(segment.source.words):
        if number in left:
            left.remove(number)
        else:
            return str(number)
    return ""


def next_tag(segment: Segment) -> str:
    """The first tag of the source that the target has not as often; empty when it has all."""
    left = list(segment.target.numbers)
    for number in segment.source.numbers:
        if number in left:
            left.remove(number)
        else:
            return f"{{{number}}}"
    return ""


def silenced_as(finding: SegmentFinding) -> str:
    """How a finding that was silenced is told from others of its row: by its check and its words."""
    return f"{finding.check}:{finding.text}"
