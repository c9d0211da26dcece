"""Texts as the tables that advertising and mail programs import: one row for each variant.

Google's responsive search ads take 3 to 15 headlines of 30 and 2 to 4 descriptions of 90 characters.
"""

from __future__ import annotations

import csv
import io
import re

import msgspec

from desktop.core.comparison_page import ComparisonPage, PageColumn, PageField
from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr, trn

_RUNS = re.compile(r"^(?:[=@\t\r]|[+\-].*[(|!=])", re.DOTALL)


class AdsSheet(msgspec.Struct, frozen=True):
    """A table as CSV, and sentences on what was left out or is missing."""

    csv: str
    remarks: tuple[str, ...]


class _Slot(msgspec.Struct, frozen=True):
    """A field of an advertisement: its field here, the head there, and the least and the most texts it takes."""

    field: str
    head: str
    least: int
    most: int


_SHEETS: dict[str, tuple[_Slot, ...]] = {
    "google_ads": (
        _Slot("google_ads.headline", "Headline", 3, 15),
        _Slot("google_ads.description", "Description", 2, 4),
        _Slot("google_ads.path", "Path", 0, 2),
    ),
    "meta_ads": (
        _Slot("meta_ads.primary", "Primary Text", 1, 5),
        _Slot("meta_ads.headline", "Headline", 1, 5),
        _Slot("meta_ads.description", "Description", 0, 5),
    ),
    "mail": (_Slot("subject", "Subject", 1, 20), _Slot("preheader", "Preheader", 0, 20)),
}
SHEETS: tuple[str, ...] = tuple(_SHEETS)
"""The tables there are, by the first part of their channels."""


def ads_sheet(page: ComparisonPage, kind: str) -> AdsSheet:
    """The table of a kind, with the texts that fit; raises `UserError` (input) when no column has one for it.

    Texts that do not fit, stand there already, or are more than the advertisement takes, are left out and said.
    """
    slots = _SHEETS[kind]
    remarks: list[str] = []
    rows = [row for column in page.columns if any(row := _row(column, slots, remarks))]
    if not rows:
        raise UserError(
            ErrorKind.INPUT,
            tr("No text here is written for this table."),
            tr("Choose the channel in the brief, and write for it first."),
        )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    heads = [slot.head if slot.most == 1 else f"{slot.head} {n}" for slot in slots for n in range(1, slot.most + 1)]
    extra = ["Campaign", "Ad Group", "Ad type"] if kind == "google_ads" else ["Name"]
    writer.writerow([*extra, *heads])
    for name, *texts in rows:
        first = [page.title, name, "Responsive search ad"] if kind == "google_ads" else [name]
        writer.writerow([_not_run(cell) for cell in (*first, *texts)])
    return AdsSheet(out.getvalue(), tuple(remarks))


def _row(column: PageColumn, slots: tuple[_Slot, ...], remarks: list[str]) -> list[str]:
    """The name of the column and its texts, each slot filled up with empty cells; empty when it has none of them."""
    row: list[str] = [f"{column.letter} · {column.label}"]
    any_text = False
    for slot in slots:
        texts = _texts(column, slot, remarks)
        any_text = any_text or bool(texts)
        row += [*texts, *[""] * (slot.most - len(texts))]
    return row if any_text else []


def _texts(column: PageColumn, slot: _Slot, remarks: list[str]) -> list[str]:
    field = column.field(slot.field)
    if field is None:
        return []
    values = [field.value] if isinstance(field.value, str) else list(field.value)
    usable = [text for place, text in enumerate(values) if text.strip() and _fits(field, place)]
    texts = list({text.strip().casefold(): text.strip() for text in reversed(usable)}.values())[::-1]
    told = {"letter": column.letter, "field": field.label}
    if left := sum(bool(text.strip()) for text in values) - len(usable):
        remarks.append(
            trn("{letter}, {field}: {n} text is too long.", "{letter}, {field}: {n} texts are too long.", left, **told)
        )
    if len(texts) > slot.most:
        remarks.append(tr("{letter}, {field}: only the first {n} are taken.", n=slot.most, **told))
    if len(texts) < slot.least:
        remarks.append(tr("{letter}, {field}: at least {n} are needed.", n=slot.least, **told))
    return texts[: slot.most]


def _fits(field: PageField, place: int) -> bool:
    return place >= len(field.fitting) or field.fitting[place]


def _not_run(text: str) -> str:
    """The text as the importing program wants it; only what a spreadsheet would run is kept from being run."""
    return f"'{text}" if _RUNS.match(text) else text
