"""Segments split and joined: what the grid shows of a file's segments, and what their file gets back.

The parts of a split segment are called `id#1`, `id#2`; joined ones go by the id of the first. Both are ways to look at
a file, whose own segments stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import Change, Chip, Segment, SegmentState, TaggedText
from desktop.core.translation import Reshaping
from desktop.core.words import tr

PART = "#"
_RANK = {
    SegmentState.REJECTED: 0, SegmentState.UNTRANSLATED: 1, SegmentState.DRAFT: 2, SegmentState.TRANSLATED: 3,
    SegmentState.REVIEWED: 4, SegmentState.APPROVED: 5,
}  # fmt: skip
_OPEN = (SegmentState.REJECTED, SegmentState.UNTRANSLATED)


def part_of(tagged: TaggedText, start: int, end: int) -> TaggedText:
    """The words between two code points, without white space at their ends; no tag may be cut by them."""
    text = tagged.text[start:end]
    left = start + len(text) - len(text.lstrip())
    stripped = text.strip()
    chips = tuple(Chip(chip.start - left, chip.number) for chip in tagged.chips if start <= chip.start < end)
    return TaggedText(stripped, chips)


def put_together(texts: Iterable[TaggedText], gaps: Sequence[str]) -> TaggedText:
    """Texts one after another; between two of them stands what `gaps` has, where both have words."""
    text, chips = "", list[Chip]()
    for place, each in enumerate(texts):
        if text and not each.is_empty and place:
            text += gaps[place - 1] if place <= len(gaps) else " "
        chips += [Chip(chip.start + len(text), chip.number) for chip in each.chips]
        text += each.text
    return TaggedText(text, tuple(chips))


def reshape(segments: Sequence[Segment], reshaped: Sequence[Reshaping]) -> tuple[Segment, ...]:
    """The segments as the grid shows them; what was said of a segment that is not there any more is left."""
    if not reshaped:
        return tuple(segments)
    known = {each.segment: each for each in reshaped}
    shown: list[Segment] = []
    place = 0
    while place < len(segments):
        segment = segments[place]
        how = known.get(segment.id)
        count = 1 + how.joined if how is not None else 1
        if how is not None and how.joined and joinable(segments[place : place + count], count):
            shown.append(_joined(segments[place : place + count]))
        else:
            count = 1
            shown.extend(_parts(segment, how.splits) if how is not None and how.splits else (segment,))
        place += count
    return tuple(shown)


def changes_of(
    segments: Sequence[Segment], reshaped: Sequence[Reshaping], wanted: Mapping[str, Change]
) -> dict[str, Change]:
    """What the file's own segments become, from what the segments of the grid become.

    The targets of parts are put together with what stood between them in the source; a joined target goes to the first
    segment, and the others are emptied. Only segments that are another one then are named.
    """
    known = {each.segment: each for each in reshaped}
    changes: dict[str, Change] = {}
    place = 0
    while place < len(segments):
        segment = segments[place]
        how = known.get(segment.id)
        group = segments[place : place + 1 + how.joined] if how is not None and how.joined else (segment,)
        if how is not None and how.joined and joinable(group, 1 + how.joined):
            _spread(group, wanted, changes)
        else:
            group = (segment,)
            change = _from_parts(segment, how.splits, wanted) if how and how.splits else wanted.get(segment.id)
            _note(segment, change, changes)
        place += len(group)
    return changes


def split_at(segment: Segment, base: Segment, reshaped: Sequence[Reshaping], at: int) -> tuple[Reshaping, ...]:
    """What is reshaped once a segment of the grid, made of `base`, is split at a code point of its source.

    Raises `UserError` where no words would be left on one side, or within a tag.
    """
    source = segment.source
    if not source.text[:at].strip() or not source.text[at:].strip():
        raise UserError(ErrorKind.INPUT, tr("There are no words on one side of that place."))
    if any(chip.start < at < chip.end for chip in source.chips):
        raise UserError(ErrorKind.INPUT, tr("A tag cannot be split."))
    if any(each.segment == base.id and each.joined for each in reshaped):
        return tuple(each for each in reshaped if each.segment != base.id)  # what was joined comes apart
    earlier = next((each.splits for each in reshaped if each.segment == base.id), ())
    start = _start_of(segment, base, earlier)
    splits = tuple(sorted({*earlier, start + at}))
    others = tuple(each for each in reshaped if each.segment != base.id)
    return (*others, Reshaping(base.id, splits))


def join_with_next(segments: Sequence[Segment], reshaped: Sequence[Reshaping], segment: str) -> tuple[Reshaping, ...]:
    """What is reshaped once a segment of the grid is joined with the one after it.

    The parts of a split one become whole again. Raises `UserError` where the next one is of another unit or has tags.
    """
    name, part = base_id(segment, {each.id for each in segments})
    how = next((each for each in reshaped if each.segment == name), Reshaping(name))
    others = tuple(each for each in reshaped if each.segment != name)
    if how.splits and part <= len(how.splits):
        splits = tuple(each for number, each in enumerate(how.splits, 1) if number != part)
        return (*others, Reshaping(name, splits)) if splits else others
    place = next(place for place, each in enumerate(segments) if each.id == name)
    count = 2 + how.joined
    following = segments[place + count - 1].id if place + count <= len(segments) else ""
    if how.splits or any(each.segment == following for each in others):
        raise UserError(ErrorKind.INPUT, tr("Join the parts of a split segment first."))
    if not joinable(segments[place : place + count], count):
        raise UserError(
            ErrorKind.INPUT,
            tr("These two segments cannot be joined."),
            tr("Both have to be in one paragraph of the file, not locked, and the second one without tags."),
        )
    return (*others, Reshaping(name, joined=count - 1))


def joinable(group: Sequence[Segment], count: int) -> bool:
    """Whether segments that follow each other can be one: of one unit, none locked, tags in the first one only."""
    first = group[0]
    rest = group[1:]
    return (
        len(group) == count
        and not first.locked
        and all(
            first.unit
            and each.unit == first.unit
            and not each.locked
            and not each.source.chips
            and not each.target.chips
            for each in rest
        )
    )


def base_id(segment: str, known: Mapping[str, object] | set[str]) -> tuple[str, int]:
    """The id of the file's own segment, and which part of it this is, from 1; 0 is the whole."""
    if segment in known:
        return segment, 0
    name, _, number = segment.rpartition(PART)
    return (name, int(number)) if name in known and number.isdigit() else (segment, 0)


def _cuts(segment: Segment, splits: Sequence[int]) -> list[tuple[int, int]]:
    inner = [at for at in splits if 0 < at < len(segment.source.text)]
    return list(zip([0, *inner], [*inner, len(segment.source.text)], strict=True))


def _parts(segment: Segment, splits: Sequence[int]) -> list[Segment]:
    parts = []
    for number, (start, end) in enumerate(_cuts(segment, splits), 1):
        first = number == 1
        parts.append(
            msgspec.structs.replace(
                segment,
                id=f"{segment.id}{PART}{number}",
                source=part_of(segment.source, start, end),
                target=segment.target if first else TaggedText(),
                state=segment.state if first else SegmentState.UNTRANSLATED,
            )
        )
    return parts


def _gaps(segment: Segment, splits: Sequence[int]) -> list[str]:
    """The white space of the source at each split."""
    text, gaps = segment.source.text, []
    for _, end in _cuts(segment, splits)[:-1]:
        before = text[:end]
        after = text[end:]
        gaps.append(before[len(before.rstrip()) :] + after[: len(after) - len(after.lstrip())])
    return gaps


def _joined(group: Sequence[Segment]) -> Segment:
    blanks = [" "] * len(group)
    state = min((each.state for each in group), key=_RANK.__getitem__)
    return msgspec.structs.replace(
        group[0],
        source=put_together([each.source for each in group], blanks),
        target=put_together([each.target for each in group], blanks),
        state=state,
        notes=tuple(dict.fromkeys(note for each in group for note in each.notes)),
        most=sum(each.most for each in group) if all(each.most for each in group) else 0,
    )


def _from_parts(segment: Segment, splits: Sequence[int], wanted: Mapping[str, Change]) -> Change | None:
    parts = _parts(segment, splits)
    if not any(part.id in wanted for part in parts):
        return None
    now = [wanted.get(part.id, Change(part.target, part.state)) for part in parts]
    target = put_together([each.target for each in now], _gaps(segment, splits))
    return Change(target, min((each.state for each in now), key=_RANK.__getitem__))


def _spread(group: Sequence[Segment], wanted: Mapping[str, Change], changes: dict[str, Change]) -> None:
    change = wanted.get(group[0].id)
    if change is None:
        return
    _note(group[0], change, changes)
    emptied = SegmentState.DRAFT if change.state in _OPEN and not change.target.is_empty else change.state
    for each in group[1:]:
        _note(each, Change(TaggedText(), emptied), changes)  # its words stand in the first one, not in its source


def _note(segment: Segment, change: Change | None, changes: dict[str, Change]) -> None:
    if change is not None and (change.target != segment.target or change.state is not segment.state):
        changes[segment.id] = change


def _start_of(segment: Segment, base: Segment, splits: Sequence[int]) -> int:
    """Where the source of a part begins in that of its whole."""
    if segment.id == base.id:
        return 0
    start, end = _cuts(base, splits)[int(segment.id.rpartition(PART)[2]) - 1]
    words = base.source.text[start:end]
    return start + len(words) - len(words.lstrip())
