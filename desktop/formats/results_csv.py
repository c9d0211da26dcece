"""What a file of results says of each variant: people who saw it, how many did something, and the money of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from desktop.core.errors import ErrorKind, UserError
from desktop.core.ids import DraftId
from desktop.core.outcomes import Metric, Outcome
from desktop.core.words import mark, tr, trn
from desktop.formats.results_mapping import Counted, Mapping, currency_in
from desktop.formats.results_numbers import Number, is_blank, read_number
from desktop.formats.results_table import ResultsTable, read_results

__all__ = ["Counted", "Mapping", "ResultsRead", "ResultsTable", "outcomes_of", "read_results"]

_MOST_SENTENCES = 20
_MOST_PEOPLE = 10**12
_SUMS = ("total", "totals", "grand total", "totaal", "eindtotaal", "totalt", "summa", "sum", "som")
_WHAT = {
    Metric.OPENS: mark("opens"),
    Metric.CLICKS: mark("clicks"),
    Metric.CONVERSIONS: mark("conversions"),
    Metric.SALES: mark("sales"),
}


class ResultsRead(msgspec.Struct, frozen=True):
    """What a table says by a mapping, with a sentence for each thing in it that could not be read as it stands."""

    outcomes: tuple[Outcome, ...]
    sentences: tuple[str, ...] = ()


def outcomes_of(table: ResultsTable, mapping: Mapping, *, at: str = "", draft: str = "") -> ResultsRead:
    """The outcomes of a table: one for each name and metric in the order of the file, rows of the same name added up.

    `at` (ISO 8601 in UTC) and `draft` are put into each. Rows that cannot be read are left out and told. Raises
    `UserError` (input) when the mapping names no variant, nobody shown or nothing counted.
    """
    if not _fits(mapping, len(table.headers)):
        raise UserError(
            ErrorKind.INPUT,
            tr("It is not said which columns of {file} hold what.", file=table.name),
            tr("Choose the column with the name, the one with the people who saw it, and one that counts."),
        )
    reader = _Reader(table, mapping)
    outcomes = tuple(
        Outcome(name, metric, *figures, source=table.name, at=at, draft=DraftId(draft))
        for (name, metric), figures in reader.read().items()
    )
    return ResultsRead(outcomes, reader.told())


def _fits(mapping: Mapping, width: int) -> bool:
    places = (mapping.name, mapping.shown, *(each.column for each in mapping.counts))
    others = (mapping.amount, mapping.currency)
    return mapping.is_whole and all(0 <= place < width for place in places) and all(place < width for place in others)


class _Figures(NamedTuple):
    """Those of one variant and metric, as an outcome takes them."""

    shown: int
    happened: int
    amount: float | None
    currency: str


class _Unreadable(Exception):
    """A row, or a figure of it, cannot be read; the message is the sentence."""


class _Reader:
    """Reads the rows of one table by a mapping, and keeps what there is to tell."""

    def __init__(self, table: ResultsTable, mapping: Mapping) -> None:
        self._table = table
        self._mapping = mapping
        self._sentences: list[str] = []
        self._rounded = False
        self._of_share = False
        self._counts = tuple(each for each in mapping.counts if self._is_clear(each))
        paid = max((each.metric for each in self._counts), key=list(Metric).index, default=None)
        self._paid = paid if mapping.amount >= 0 else None
        self._header_currency = currency_in(table.headers[mapping.amount]) if mapping.amount >= 0 else ""

    def read(self) -> dict[tuple[str, Metric], _Figures]:
        """The figures by name and metric."""
        found: dict[tuple[str, Metric], _Figures] = {}
        rows: dict[str, list[int]] = {}
        for number, row in zip(self._table.numbers, self._table.rows, strict=True):
            try:
                name = self._name(row, number)
                for counted, figures in self._figures(row, number, name):
                    key = (name, counted.metric)
                    found[key] = figures if key not in found else self._added(name, found[key], figures)
                rows.setdefault(name, []).append(number)
            except _Unreadable as problem:
                self._tell(str(problem))
        for name, places in rows.items():
            if len(places) > 1:
                self._tell(
                    trn(
                        "“{name}” stands in {n} row.", "“{name}” stands in {n} rows: they were added up.", len(places),
                        name=_short(name),
                    )
                )  # fmt: skip
        return found

    def told(self) -> tuple[str, ...]:
        """The sentences, the first of them when there are very many, with how many more there are."""
        general = []
        if self._of_share:
            general.append(tr("Numbers of people were worked out from percentages, so they are rounded."))
        if self._rounded:
            general.append(tr("The file counts parts of conversions; they were rounded to whole ones."))
        more = len(self._sentences) - _MOST_SENTENCES
        if more > 0:
            rest = trn("{n} more row has such a problem.", "{n} more rows have such a problem.", more)
            return (*general, *self._sentences[:_MOST_SENTENCES], rest)
        return (*general, *self._sentences)

    def _tell(self, sentence: str) -> None:
        if sentence not in self._sentences[:_MOST_SENTENCES]:
            self._sentences.append(sentence)

    def _is_clear(self, counted: Counted) -> bool:
        """Whether a column of shares says what it means: without a sign, 0.85 may be 85 % or 0.85 %."""
        if not counted.is_share or "%" in self._table.headers[counted.column]:
            return True
        cells = [row[counted.column] for row in self._table.rows]
        read = [number for cell in cells if (number := self._share(cell)) is not None]
        if not read or any(each.is_percent or each.value > 1 for each in read):
            return True
        self._tell(
            tr(
                "The column “{column}” may hold percentages or parts of one, so it was left out: choose the column "
                "that counts people.",
                column=_short(self._table.headers[counted.column]),
            )
        )
        return False

    def _share(self, cell: str) -> Number | None:
        """The number of a share: its mark is the decimal one where nothing else says which one is."""
        return read_number(cell, self._table.decimal or ("," if "," in cell else "."))

    def _name(self, row: tuple[str, ...], number: int) -> str:
        name = " ".join(row[self._mapping.name].split())
        if len(row) > len(self._table.headers):
            raise _Unreadable(
                tr(
                    "Row {row} has more cells than there are columns, and was left out: put numbers with a decimal "
                    "comma between quotation marks.",
                    row=number,
                )
            )
        if not name or is_blank(name):
            raise _Unreadable(tr("Row {row} names no variant, and was left out.", row=number))
        if name.casefold().partition(":")[0].strip() in _SUMS:
            raise _Unreadable(tr("Row {row} is a sum (“{name}”), and was left out.", row=number, name=_short(name)))
        return name

    def _figures(self, row: tuple[str, ...], number: int, name: str) -> Iterator[tuple[Counted, _Figures]]:
        shown = self._people(row[self._mapping.shown], self._mapping.shown, number)
        amount, currency = self._money(row, number)
        for counted in self._counts:
            try:
                happened = self._happened(row[counted.column], counted, number, shown)
                if happened > shown:
                    raise _Unreadable(_more_than_shown(number, name, counted.metric, happened, shown))
            except _Unreadable as problem:
                self._tell(str(problem))
                continue
            paid = counted.metric is self._paid
            yield counted, _Figures(shown, happened, amount if paid else None, currency if paid else "")

    def _people(self, cell: str, column: int, number: int) -> int:
        read = read_number(cell, self._table.decimal)
        if read is None or read.is_percent or read.value < 0 or not read.value.is_integer():
            raise _Unreadable(_not_people(number, self._table.headers[column], cell))
        if read.value > _MOST_PEOPLE:
            raise _Unreadable(_not_people(number, self._table.headers[column], cell))
        return int(read.value)

    def _happened(self, cell: str, counted: Counted, number: int, shown: int) -> int:
        header = self._table.headers[counted.column]
        read = self._share(cell) if counted.is_share else read_number(cell, self._table.decimal)
        if read is None or read.value < 0:
            raise _Unreadable(_not_people(number, header, cell))
        if counted.is_share or read.is_percent:
            if read.value > 100:
                raise _Unreadable(_not_people(number, header, cell))
            self._of_share = True
            return math.floor(read.value / 100 * shown + 0.5)
        if counted.metric in (Metric.CONVERSIONS, Metric.SALES) and not read.value.is_integer():
            self._rounded = True
            return math.floor(read.value + 0.5)
        return self._people(cell, counted.column, number)

    def _money(self, row: tuple[str, ...], number: int) -> tuple[float | None, str]:
        """The amount with its currency; none when the cell is empty."""
        place = self._mapping.amount
        if place < 0 or is_blank(row[place]):
            return None, ""
        read = read_number(row[place], self._table.decimal)
        if read is None or read.is_percent:
            self._tell(
                tr(
                    "Row {row}: “{cell}” in “{column}” is no amount, so it was left out.",
                    row=number, cell=_short(row[place]), column=_short(self._table.headers[place]),
                )
            )  # fmt: skip
            return None, ""
        told = row[self._mapping.currency].upper() if self._mapping.currency >= 0 else ""
        return read.value, told or read.currency or self._header_currency

    def _added(self, name: str, one: _Figures, other: _Figures) -> _Figures:
        amount = None
        if one.amount is not None and other.amount is not None:
            if one.currency == other.currency:
                amount = one.amount + other.amount
            else:
                self._tell(tr("“{name}” has amounts in several currencies; they were left out.", name=_short(name)))
        happened, currency = one.happened + other.happened, one.currency if amount is not None else ""
        return _Figures(one.shown + other.shown, happened, amount, currency)


def _not_people(number: int, header: str, cell: str) -> str:
    return tr(
        "Row {row}: “{cell}” in “{column}” is no number of people, so it was left out.",
        row=number, cell=_short(cell), column=_short(header),
    )  # fmt: skip


def _more_than_shown(number: int, name: str, metric: Metric, happened: int, shown: int) -> str:
    return tr(
        "Row {row}: “{name}” has {happened} {what} of {shown} shown, so they were left out: choose a column that "
        "counts each person once.",
        row=number, name=_short(name), happened=happened, what=tr(_WHAT[metric]), shown=shown,
    )  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
