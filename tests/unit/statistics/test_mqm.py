"""The score by MQM: points by severity, for each 1,000 words, by file and over all."""

from __future__ import annotations

import pytest

from desktop.core.segment import Segment, SegmentState, TaggedText
from desktop.core.translation import Dimension, ErrorSeverity, Job, JobFile, Row, RowKey, RowNote, TranslationError
from desktop.statistics.mqm import POINTS, is_judged, quality_of, quality_report


def error(severity: ErrorSeverity, dimension: Dimension = Dimension.ACCURACY) -> TranslationError:
    return TranslationError(dimension, severity)


def row(
    file: int, number: int, source: str, target: str | None, *errors: TranslationError,
    state: SegmentState | None = SegmentState.REVIEWED,
) -> Row:  # fmt: skip
    segment = Segment(str(number), str(number), TaggedText(source))
    note = RowNote(str(number), target=target, state=state, errors=errors)
    return Row(RowKey(file, str(number)), number, segment, note)


def test_points_are_those_of_the_standard() -> None:
    assert [POINTS[severity] for severity in ErrorSeverity] == [0, 1, 5, 25]


def test_a_score_is_what_the_penalty_for_a_word_leaves() -> None:
    errors = [*[error(ErrorSeverity.MINOR)] * 3, error(ErrorSeverity.MAJOR), error(ErrorSeverity.NEUTRAL)]
    score = quality_of("a", 400, errors, threshold=98)
    assert (score.points, score.errors) == (8, 5)
    assert score.score == pytest.approx(98)
    assert score.per_thousand == pytest.approx(20)
    assert score.passed is True
    assert quality_of("a", 400, errors, threshold=98.5).passed is False
    assert quality_of("a", 400, errors).passed is None


def test_a_very_bad_text_has_no_score_below_nothing() -> None:
    score = quality_of("a", 10, [error(ErrorSeverity.CRITICAL)], threshold=50)
    assert (score.score, score.passed) == (0, False)
    assert score.per_thousand == pytest.approx(2500)


def test_without_words_there_is_no_score() -> None:
    score = quality_of("a", 0, [], threshold=90)
    assert (score.score, score.per_thousand, score.passed) == (None, None, None)


def test_errors_are_counted_by_dimension_and_severity() -> None:
    score = quality_of(
        "a", 100, [error(ErrorSeverity.MAJOR), error(ErrorSeverity.MAJOR), error(ErrorSeverity.MINOR, Dimension.STYLE)]
    )
    assert [(each.dimension, each.severity, each.count, each.points) for each in score.counts] == [
        (Dimension.ACCURACY, ErrorSeverity.MAJOR, 2, 10),
        (Dimension.STYLE, ErrorSeverity.MINOR, 1, 1),
    ]


def test_the_report_judges_what_is_confirmed_or_has_errors() -> None:
    job = Job(1, "Spring", "en", "nl", files=(JobFile(1, "a.xlf"), JobFile(2, "b.xlf")))
    rows = [
        row(1, 1, "Four words of source", "Vier woorden", error(ErrorSeverity.MINOR)),
        row(1, 2, "Not confirmed yet", "Nog niet", state=SegmentState.DRAFT),
        row(1, 3, "Two words", "Fout", error(ErrorSeverity.MAJOR), state=SegmentState.DRAFT),
        row(2, 1, "Two words", "Twee woorden"),
        row(2, 2, "Empty", "  "),
    ]
    assert [is_judged(each) for each in rows] == [True, False, True, True, False]
    report = quality_report(job, rows, "23 Nov 2026", threshold=50)
    assert (report.total.words, report.total.segments, report.total.points) == (8, 3, 6)
    assert report.total.score == pytest.approx(25)
    assert [(each.name, each.words, each.points, each.passed) for each in report.files] == [
        ("a.xlf", 6, 6, False),
        ("b.xlf", 2, 0, True),
    ]
    assert [(each.file, each.number, each.target) for each in report.errors] == [
        ("a.xlf", 1, "Vier woorden"),
        ("a.xlf", 3, "Fout"),
    ]


def test_what_a_model_gave_and_nobody_looked_at_has_no_score() -> None:
    job = Job(1, "Shop", "en", "nl", files=(JobFile(7, "a.xlf"),))
    made = row(7, 1, "Two bags", "Twee tassen", state=SegmentState.TRANSLATED)
    assert not is_judged(made)
    assert quality_report(job, [made], "23 Nov 2026").total.score is None
