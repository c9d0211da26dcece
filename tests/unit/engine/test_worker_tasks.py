from __future__ import annotations

from desktop.core.copy import Copy
from desktop.core.finding import CheckReport, Claim, Finding, Severity, Verdict
from desktop.engine.engine import CHECK_S, check_hint, check_seconds
from desktop.engine.worker_tasks import MOST_CLAIMS, MOST_FINDINGS, shortened


def test_a_window_is_sent_the_gravest_findings_and_no_more_than_it_can_show() -> None:
    error = Finding("limits.hard", Severity.ERROR, "title", 0, 1, "a", "Too long.")
    hints = tuple(
        Finding("spelling.word", Severity.INFO, "description", each, each + 1, "b", "Unknown.") for each in range(5_000)
    )
    claims = tuple(Claim("description", each, each + 1, "1", Verdict.SUPPORTED) for each in range(5_000))
    report = shortened(CheckReport((error, *hints), claims, ("f1",), {"title": {"words": 1}}))
    assert report.findings == (error, *hints[: MOST_FINDINGS - 1])
    assert report.claims == claims[:MOST_CLAIMS]
    assert report.left_out == 5_001 - MOST_FINDINGS
    assert (report.forgotten, report.metrics) == (("f1",), {"title": {"words": 1}})


def test_a_report_that_is_short_stays_as_it_is() -> None:
    report = CheckReport((Finding("limits.hard", Severity.ERROR, "title", 0, 1, "a", "Too long."),))
    assert shortened(report) == report


def test_a_book_may_be_checked_for_longer_than_a_sentence() -> None:
    assert check_seconds(Copy({"title": "A mug"})) < CHECK_S + 0.1
    assert check_seconds(Copy({"description": "word " * 50_000})) > 20


def test_a_ledger_of_thousands_may_be_checked_for_longer() -> None:
    assert check_seconds(Copy({"title": "A mug"}), facts=10_000) >= CHECK_S + 10


def test_what_helps_depends_on_what_there_is_much_of() -> None:
    short, book = Copy({"title": "A mug"}), Copy({"description": "word " * 50_000})
    assert "4000 facts" in check_hint(short, 4000)
    assert "in parts" in check_hint(book, 4000)
    assert "brackets" in check_hint(short, 12)
