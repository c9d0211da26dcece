"""What happens while a variant is written, in the order in which it happens.

A list field (`bullets`) streams as one text with one item a line; only the finished `Copy` splits it.
"""

from __future__ import annotations

import msgspec

from desktop.core.calls import CallRecord
from desktop.core.draft import Variant
from desktop.core.lines import Line
from desktop.core.segment import TaggedText
from desktop.core.translation_finding import SegmentFinding


class FieldStarted(msgspec.Struct, frozen=True, tag="field_started"):
    """The model begins a field; what stood there is replaced."""

    variant: str
    field: str


class Delta(msgspec.Struct, frozen=True, tag="delta"):
    """More text at the end of a field."""

    variant: str
    field: str
    text: str


class FieldReplaced(msgspec.Struct, frozen=True, tag="field_replaced"):
    """A field as a whole, after a repair or after trimming; `reason` is a sentence for the writer."""

    variant: str
    field: str
    text: str
    reason: str = ""


class FieldDone(msgspec.Struct, frozen=True, tag="field_done"):
    """A field has its final text."""

    variant: str
    field: str


class VariantDone(msgspec.Struct, frozen=True, tag="variant_done"):
    """A variant has ended, complete or not."""

    variant: Variant


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """How far a long job is; `total` 0 means unknown, `unit` is `bytes`, `fields` or empty."""

    stage: str
    message: str
    done: float = 0.0
    total: float = 0.0
    unit: str = ""


class Waiting(msgspec.Struct, frozen=True, tag="waiting"):
    """A call failed in a way that passes; it is made again in `seconds`, as `reason` (a sentence) explains.

    0 seconds: the waiting is over and the call is being made again.
    """

    reason: str
    seconds: float
    attempt: int = 1


class LineWritten(msgspec.Struct, frozen=True, tag="line_written"):
    """One of many short variants is there, checked and counted."""

    line: Line


class Called(msgspec.Struct, frozen=True, tag="called"):
    """A request to a model has ended, well or not; for the log of what went where, and for the money."""

    call: CallRecord


class SegmentTranslated(msgspec.Struct, frozen=True, tag="segment_translated"):
    """A segment has a translation: by which model and which prompt, and what the checks say of it.

    `draft`: something remained that somebody has to look at, as the findings say. `repeats` names the segment of which
    it is the repetition, if it is one.
    """

    segment: str
    target: TaggedText
    model: str
    prompt: str
    findings: tuple[SegmentFinding, ...] = ()
    draft: bool = False
    repairs: int = 0
    repeats: str = ""


class SegmentFailed(msgspec.Struct, frozen=True, tag="segment_failed"):
    """A segment got no translation, and why, as a sentence for the writer."""

    segment: str
    reason: str


class SegmentEstimated(msgspec.Struct, frozen=True, tag="segment_estimated"):
    """A model's opinion of a translation, from 0 to 100, with a short reason."""

    segment: str
    score: float
    reason: str


class SegmentsChecked(msgspec.Struct, frozen=True, tag="segments_checked"):
    """These segments of a file have been checked, each by itself: the findings take the place of those they had."""

    segments: tuple[str, ...]
    findings: tuple[SegmentFinding, ...]
    done: int
    total: int


Event = (
    FieldStarted
    | Delta
    | FieldReplaced
    | FieldDone
    | VariantDone
    | Progress
    | Waiting
    | LineWritten
    | Called
    | SegmentTranslated
    | SegmentFailed
    | SegmentEstimated
    | SegmentsChecked
)
