"""Short variants as tables: one that spreadsheets open, and those that advertising programs import."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from desktop.core.comparison import ColumnKey
from desktop.core.comparison_page import ComparisonPage, PageColumn, PageField
from desktop.core.finding import Verdict
from desktop.core.lines import Line
from desktop.core.words import tr
from desktop.formats.ads_sheet import AdsSheet, ads_sheet
from desktop.formats.spreadsheet import harmless


def lines_as_csv(lines: Iterable[Line]) -> str:
    """One line a row, with its count, its facts, what the checks say of it and its model; nothing runs as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    every = tuple(lines)
    paired = any(line.beside for line in every)
    head = [tr("Line"), tr("Count"), tr("Limit"), tr("Unit"), tr("Fits"), tr("Facts"), tr("Remarks"), tr("Model")]
    writer.writerow([*head, tr("Preheader")] if paired else head)
    for line in every:
        measure, fits = line.measure, tr("yes") if line.measure.fits else tr("no")
        facts = dict.fromkeys(fact for claim in line.claims for fact in claim.facts)
        remarks = dict.fromkeys(
            [each.message for each in line.findings]
            + [each.text for each in line.claims if each.verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED)]
        )
        writer.writerow(
            [
                harmless(line.text), measure.count, measure.limit, measure.unit, fits,
                harmless(", ".join(facts)), harmless("; ".join(remarks)), harmless(line.model),
                *([harmless(line.beside)] if paired else []),
            ]
        )  # fmt: skip
    return out.getvalue()


def lines_as_ads(
    lines: Mapping[str, Sequence[Line]], labels: Mapping[str, str], kind: str, title: str, language: str
) -> AdsSheet:
    """The table of a kind (`google_ads`, `meta_ads`, `mail`) from lines by the name of their field in the copy.

    `labels` are what the fields are called. Raises `UserError` (input) when none of the lines is for this table.
    """
    fields = tuple(_field(name, labels[name], some) for name, some in lines.items() if some)
    column = PageColumn(ColumnKey("lines"), "A", title, fields)
    return ads_sheet(ComparisonPage(title, language, "", tuple(labels.items()), (column,)), kind)


def _field(name: str, label: str, lines: Sequence[Line]) -> PageField:
    fitting = tuple(each.measure.fits for each in lines)
    return PageField(name, label, tuple(each.text for each in lines), fitting=fitting)
