"""A file of figures as the window shows it, and what its columns mean; asked once for files with the same headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from desktop.core.outcomes import Metric
from desktop.core.settings import RESULTS_COLUMNS
from desktop.runtime.settings_service import SettingsService

if TYPE_CHECKING:
    from desktop.formats.results_csv import Mapping
    from desktop.formats.results_csv import ResultsTable as Table

_KINDS = 50
"""Kinds of files that are remembered."""


class ResultsMapping(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which column of a file (counted from 0; -1: none) says what; `metric` is what `happened` counts."""

    name: int = -1
    shown: int = -1
    happened: int = -1
    amount: int = -1
    metric: Metric = Metric.CLICKS
    currency: str = ""

    @property
    def usable(self) -> bool:
        """Whether enough is known to read figures: who, to how many, how often."""
        return min(self.name, self.shown, self.happened) >= 0

    def as_read(self, table: ResultsTable) -> Mapping:
        """As the reader of such files takes it."""
        from desktop.formats.results_csv import Counted, Mapping

        if not self.usable:
            return Mapping(self.name, self.shown)
        counted = Counted(self.metric, self.happened, self.happened in table.shares)
        return Mapping(self.name, self.shown, (counted,), self.amount)


class ResultsTable(msgspec.Struct, frozen=True):
    """A file as it was read: its name, headers and rows of text; `guessed` is how it is likely meant.

    `numbers` are the rows' numbers as a spreadsheet shows them, `decimal` the decimal mark of the file, `shares` the
    columns that hold percentages instead of people.
    """

    source: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guessed: ResultsMapping = ResultsMapping()
    numbers: tuple[int, ...] = ()
    decimal: str = "."
    shares: tuple[int, ...] = ()

    def as_read(self) -> Table:
        """As the reader of such files made it."""
        from desktop.formats.results_csv import Mapping
        from desktop.formats.results_csv import ResultsTable as Table

        numbers = self.numbers or tuple(range(2, len(self.rows) + 2))
        return Table(self.source, self.headers, self.rows, numbers, Mapping(), self.decimal)


class _Remembered(msgspec.Struct, frozen=True, omit_defaults=True):
    """A mapping by the names of the columns, as their order may be another one the next time."""

    name: str
    shown: str
    happened: str
    amount: str = ""
    metric: Metric = Metric.CLICKS
    currency: str = ""

    def on(self, headers: tuple[str, ...]) -> ResultsMapping:
        """The mapping for a file with these headers."""

        def place(name: str) -> int:
            return headers.index(name) if name in headers else -1

        return ResultsMapping(
            place(self.name), place(self.shown), place(self.happened), place(self.amount), self.metric, self.currency
        )


class Known:
    """What columns meant in files that were read before."""

    def __init__(self, settings: SettingsService) -> None:
        try:
            self._kept = msgspec.json.decode(settings.get(RESULTS_COLUMNS), type=dict[str, _Remembered])
        except msgspec.DecodeError:
            self._kept = {}

    def mapping(self, headers: tuple[str, ...]) -> ResultsMapping | None:
        """What the columns of a file with these headers meant the last time."""
        found = self._kept.get(_kind_of(headers))
        mapping = found.on(headers) if found is not None else None
        return mapping if mapping is not None and mapping.usable else None

    def remember(self, settings: SettingsService, headers: tuple[str, ...], mapping: ResultsMapping) -> None:
        """Take this for what is meant from now on."""

        def named(place: int) -> str:
            return headers[place] if 0 <= place < len(headers) else ""

        kind = _kind_of(headers)
        rest = {key: each for key, each in self._kept.items() if key != kind}
        new = _Remembered(
            named(mapping.name),
            named(mapping.shown),
            named(mapping.happened),
            named(mapping.amount),
            mapping.metric,
            mapping.currency,
        )
        kept = {kind: new, **rest}
        newest = dict(list(kept.items())[:_KINDS])
        settings.set(RESULTS_COLUMNS, msgspec.json.encode(newest).decode())


def shown_table(table: Table, known: Known) -> ResultsTable:
    """A table as the window shows it, with what its columns meant the last time, else with what is guessed."""
    guessed, first = table.guessed, next(iter(table.guessed.counts), None)
    by_name = ResultsMapping(
        guessed.name,
        guessed.shown,
        first.column if first is not None else -1,
        guessed.amount,
        first.metric if first is not None else Metric.CLICKS,
    )
    shares = {each.column for each in guessed.counts if each.is_share}
    shares |= {place for place, header in enumerate(table.headers) if "%" in header}
    return ResultsTable(
        table.name,
        table.headers,
        table.rows,
        known.mapping(table.headers) or by_name,
        table.numbers,
        table.decimal,
        tuple(sorted(shares)),
    )


def _kind_of(headers: tuple[str, ...]) -> str:
    """The same for files with the same columns, whatever their order."""
    from hashlib import sha256  # loads OpenSSL, which a start does without

    return sha256("\x1f".join(sorted(headers)).encode()).hexdigest()[:16]
