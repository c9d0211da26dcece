"""The log of calls as a table that spreadsheets open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from desktop.core.calls import CallRecord
from desktop.formats.spreadsheet import harmless

COLUMNS: tuple[str, ...] = (
    "at", "provider", "host", "model", "purpose", "tokens_sent", "tokens_written", "estimated", "cost", "currency",
    "replaced", "outcome", "draft", "content",
)  # fmt: skip


def calls_as_csv(calls: Iterable[CallRecord]) -> str:
    """The calls as CSV with a line of names; an unknown cost is empty, and no field can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for call in calls:
        writer.writerow(
            [
                call.at, harmless(call.provider), harmless(call.host), harmless(call.model), call.purpose.value,
                call.prompt_tokens, call.completion_tokens, "yes" if call.estimated else "no",
                "" if call.cost is None else repr(call.cost), "" if call.cost is None else call.currency,
                call.replaced, harmless(call.outcome), call.draft, harmless(call.content),
            ]
        )  # fmt: skip
    return out.getvalue()
