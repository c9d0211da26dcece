"""The score of a translation by MQM, Multidimensional Quality Metrics.

As themqm.org has it ("Values and Scores", "The MQM Scoring Models", the linear model without calibration): an error
counts 0, 1, 5 or 25 points by its severity, all types of error weigh the same, and the points together are the Absolute
Penalty Total. Divided by the words of the source that were judged (the Evaluation Word Count) they are the penalty for
a word; the Overall Quality Score is (1 - that) x 100, and the Overall Normed Penalty Total the points for each 1,000
words (the Reference Word Count). The score of a very bad text would be negative; here it is 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from desktop.core.quality import CONFIRMED, ErrorCount, MarkedError, PostEditing, QualityReport, QualityScore
from desktop.core.segment import SegmentState
from desktop.core.translation import Dimension, ErrorSeverity, Job, Row, RowKey, TranslationError
from desktop.core.word_counts import WordCounts

POINTS = {ErrorSeverity.NEUTRAL: 0, ErrorSeverity.MINOR: 1, ErrorSeverity.MAJOR: 5, ErrorSeverity.CRITICAL: 25}
"""What an error counts by its severity."""
REFERENCE_WORDS = 1_000
MOST = 100.0
THRESHOLD = 99.0
"""The score that a translation must have unless something else was agreed: 10 points in 1,000 words."""


def quality_of(
    name: str, words: int, errors: Iterable[TranslationError], threshold: float | None = None, segments: int = 0
) -> QualityScore:
    """The score of so many words of the source with these errors in their translation."""
    count = Counter((each.dimension, each.severity) for each in errors)
    cells = tuple(
        ErrorCount(
            dimension, severity, count[dimension, severity], float(count[dimension, severity] * POINTS[severity])
        )
        for dimension in Dimension
        for severity in ErrorSeverity
        if count[dimension, severity]
    )
    points = sum(each.points for each in cells)
    if words <= 0:
        return QualityScore(name, 0, segments, points, None, None, threshold, None, cells)
    score = max(0.0, (1 - points / words) * MOST)
    passed = None if threshold is None else score >= threshold
    per_thousand = points * REFERENCE_WORDS / words
    return QualityScore(name, words, segments, points, per_thousand, score, threshold, passed, cells)


def state_of(row: Row) -> SegmentState:
    """How far a row is: as the desk keeps it, else as the file has it."""
    return row.note.state or row.segment.state


def target_of(row: Row) -> str:
    """The translation of a row as it is now, tags as `{1}`."""
    return row.segment.target.text if row.note.target is None else row.note.target


def is_judged(row: Row) -> bool:
    """Whether a row counts: it is confirmed, or somebody marked an error in it."""
    return bool(row.note.errors) or (state_of(row) in CONFIRMED and bool(target_of(row).strip()))


def quality_report(
    job: Job,
    rows: Sequence[Row],
    made_at: str,
    threshold: float | None = THRESHOLD,
    post_editing: PostEditing = PostEditing(),  # noqa: B008 - a frozen value
) -> QualityReport:
    """The report of a job: the score of all files together and of each, and every error that was marked."""
    names = {file.id: file.name for file in job.files}
    judged = [row for row in rows if is_judged(row)]
    counts = WordCounts()
    words = {row.key: counts.of(row.segment.source.words) for row in judged}
    files = tuple(
        _score_of([row for row in judged if row.key.file == file], name, words, threshold)
        for file, name in names.items()
    )
    total = _score_of(judged, job.name, words, threshold)
    errors = tuple(
        MarkedError(names.get(row.key.file, ""), row.number, row.segment.source.text, target_of(row), error)
        for row in judged
        for error in row.note.errors
    )
    return QualityReport(job.name, job.source, job.target, made_at, total, files, errors, post_editing)


def _score_of(rows: Sequence[Row], name: str, words: Mapping[RowKey, int], threshold: float | None) -> QualityScore:
    errors = [error for row in rows for error in row.note.errors]
    return quality_of(name, sum(words[row.key] for row in rows), errors, threshold, len(rows))
