"""The log of calls as CSV: everything is in it, unknown is empty, and nothing in it runs in a spreadsheet."""

from __future__ import annotations

import csv
import io

from desktop.core.calls import CallRecord, Purpose
from desktop.core.ids import DraftId
from desktop.formats.calls_csv import COLUMNS, calls_as_csv


def rows(*calls: CallRecord) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(calls_as_csv(calls), newline="")))


def call(**values: object) -> CallRecord:
    base: dict[str, object] = {
        "at": "2026-11-22T06:59:00Z", "provider": "openai", "model": "gpt-5-mini", "host": "api.openai.com",
        "purpose": Purpose.WRITE,
    }  # fmt: skip
    return CallRecord(**{**base, **values})  # type: ignore[arg-type]


def test_each_call_is_a_line_under_its_names() -> None:
    [row] = rows(
        call(prompt_tokens=1400, completion_tokens=300, cost=0.0012, replaced=2, draft=DraftId("d1"), estimated=True)
    )
    assert tuple(row) == COLUMNS
    assert row["at"] == "2026-11-22T06:59:00Z"
    assert row["host"] == "api.openai.com"
    assert (row["tokens_sent"], row["tokens_written"], row["estimated"]) == ("1400", "300", "yes")
    assert (row["cost"], row["currency"], row["replaced"]) == ("0.0012", "USD", "2")
    assert (row["outcome"], row["draft"]) == ("ok", "d1")


def test_an_unknown_cost_is_empty_and_a_free_one_is_nought() -> None:
    unknown, free = rows(call(cost=None), call(cost=0.0))
    assert (unknown["cost"], unknown["currency"]) == ("", "")
    assert float(free["cost"]) == 0.0


def test_what_was_sent_may_hold_anything() -> None:
    text = 'user: "Havn", 18 l\nsecond line\r\n; = 3'
    assert rows(call(content=text))[0]["content"] == text


def test_no_field_can_be_taken_for_a_formula() -> None:
    for text in ("=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\tx"):
        row = rows(call(model=text, content=text))[0]
        assert row["model"] == f"'{text}"
        assert row["content"] == f"'{text}"


def test_without_calls_there_are_the_names() -> None:
    assert calls_as_csv([]) == ",".join(COLUMNS) + "\r\n"
