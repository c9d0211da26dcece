"""The score of a segment: worst first makes sense, and the reasons say why."""

from __future__ import annotations

import pytest

from desktop.checks.bitext.catalogue import CHECKS
from desktop.checks.bitext.pair import SegmentFinding, Side
from desktop.checks.bitext.scoring import _NAMES, segment_score
from desktop.core.finding import Severity

SOURCE, TARGET = "Padded sleeve for laptops.", "Gewatteerde hoes voor laptops."


def finding(check: str, severity: Severity = Severity.ERROR) -> SegmentFinding:
    return SegmentFinding("s", check, severity, Side.TARGET, 0, 1, "x", "A sentence.")


def points(*findings: SegmentFinding, match: int = 0, estimate: float | None = None, target: str = TARGET) -> float:
    score, reasons = segment_score(findings, match, SOURCE, target, estimate)
    assert score is not None
    assert reasons
    return score


def test_the_picture_of_the_screen() -> None:
    score, reasons = segment_score([finding("numbers")], 93, SOURCE, TARGET, None)
    assert score == pytest.approx(46.5)
    assert reasons == ("number wrong", "match 93 %")


def test_where_nothing_is_known_there_is_no_score() -> None:
    assert segment_score([], 0, SOURCE, TARGET, None) == (None, ())
    assert segment_score([finding("untranslated")], 80, SOURCE, "  ", None) == (None, ())


def test_worst_first_is_the_order_of_gravity() -> None:
    rising = [
        points(finding("wrong_language")),
        points(finding("numbers"), finding("tags"), finding("whitespace", Severity.WARNING)),
        points(finding("numbers"), finding("tags")),
        points(finding("numbers")),
        points(finding("terms")),
        points(finding("punctuation", Severity.WARNING)),
        points(finding("spelling", Severity.INFO)),
        points(match=100),
    ]
    assert rising == sorted(rising)
    assert len(set(rising)) == len(rising)
    assert rising[-1] == 100


@pytest.mark.parametrize("check", CHECKS)
def test_an_error_is_worse_than_a_warning_and_this_than_advice(check: str) -> None:
    error, warning, info = (points(finding(check, severity)) for severity in Severity)
    assert error < warning < info < 88


def test_a_weaker_match_scores_less_and_an_estimate_counts_first() -> None:
    assert points(match=71) < points(match=76) < points(match=101) == 100
    score, reasons = segment_score([], 95, SOURCE, TARGET, 31.4)
    assert (score, reasons) == (31.4, ("estimate 31", "match 95 %"))


def test_an_unlikely_length_counts_once() -> None:
    assert points(match=90, target="Hoes") == pytest.approx(81)
    score, reasons = segment_score([finding("omission", Severity.WARNING)], 90, SOURCE, "Hoes", None)
    assert (score, reasons) == (63, ("text missing", "match 90 %"))


def test_several_findings_are_named_once() -> None:
    _, reasons = segment_score([finding("tags"), finding("tags"), finding("numbers")], 0, SOURCE, TARGET, None)
    assert reasons == ("tags wrong", "number wrong")


def test_every_check_has_a_name() -> None:
    assert set(_NAMES) == set(CHECKS)
