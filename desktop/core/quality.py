"""How good a translation is: its score by MQM, what was changed in machine output, and the report of both."""

from __future__ import annotations

import msgspec

from desktop.core.segment import SegmentState
from desktop.core.translation import Dimension, ErrorSeverity, TranslationError

CONFIRMED = frozenset({SegmentState.REVIEWED, SegmentState.APPROVED})
"""The states of segments that somebody stands for; `translated` is also what a model or a memory gave."""


class ErrorCount(msgspec.Struct, frozen=True):
    """How many errors of one dimension and severity there are, and what they weigh together."""

    dimension: Dimension
    severity: ErrorSeverity
    count: int
    points: float


class QualityScore(msgspec.Struct, frozen=True):
    """The score of a file or of a whole job: 100 less the points for each 100 words, never below 0.

    `words` are those of the sources that were judged, `per_thousand` the points for each 1,000 of them. Without words
    there is no score. `passed` is None without a score or without a `threshold`.
    """

    name: str
    words: int
    segments: int
    points: float
    per_thousand: float | None
    score: float | None
    threshold: float | None
    passed: bool | None
    counts: tuple[ErrorCount, ...] = ()

    @property
    def errors(self) -> int:
        """How many errors were marked."""
        return sum(each.count for each in self.counts)


class PostEdit(msgspec.Struct, frozen=True):
    """What became of machine output until it was confirmed: of one model, of one file, or of all.

    `chrf` is 100 and `ter` 0 where nothing was changed; `distance` is the share of characters that changed, from 0 to
    1, and `unchanged` how many of the segments stayed as they were.
    """

    name: str
    segments: int
    unchanged: int
    chrf: float
    ter: float
    distance: float


class PostEditing(msgspec.Struct, frozen=True):
    """The figures of all machine output together, by model and by file; `total` is None when there was none."""

    total: PostEdit | None = None
    models: tuple[PostEdit, ...] = ()
    files: tuple[PostEdit, ...] = ()


class MarkedError(msgspec.Struct, frozen=True):
    """An error with the segment in which it was marked; `number` counts from 1 over the file."""

    file: str
    number: int
    source: str
    target: str
    error: TranslationError


class QualityReport(msgspec.Struct, frozen=True):
    """All that a report for the client tells; `made_at` is a date as it is to be shown."""

    job: str
    source: str
    target: str
    made_at: str
    total: QualityScore
    files: tuple[QualityScore, ...] = ()
    errors: tuple[MarkedError, ...] = ()
    post_editing: PostEditing = PostEditing()
