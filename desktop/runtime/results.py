"""What became of variants out in the world: figures read from a file, and what they say."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.comparison import ColumnKey, Compared
from desktop.core.errors import ErrorKind, Problem, UserError
from desktop.core.ids import VersionId
from desktop.core.moment import timestamp
from desktop.core.outcomes import Outcome
from desktop.core.words import tr
from desktop.runtime.comparing import Comparing
from desktop.runtime.comparing_values import Services
from desktop.runtime.results_mapping import Known, ResultsMapping, ResultsTable, shown_table
from desktop.runtime.results_words import Figures, figures_of, said_of

if TYPE_CHECKING:
    from desktop.core.ids import DraftId
    from desktop.store.store import Store

__all__ = ["ResultRow", "Results", "ResultsMapping", "ResultsTable"]

_KEY = "results"
_MOST = 100
"""Texts of one file: to compare so many takes two seconds, in which nothing else is saved."""
_Called = dict[str, dict[ColumnKey, Compared]]
_LETTER = re.compile(
    r"(?:(?:variant|variation|variatie|version|versie|column|kolom|kolumn|text|tekst|subject|mail|ad|annons)\s+)?"
    r"([a-z]{1,2})"
)


class ResultRow(msgspec.Struct, frozen=True):
    """One variant's figures with the 95 % interval of its rate (0 … 1); `compared` is its column, if one was found."""

    outcome: Outcome
    rate: float | None
    low: float | None
    high: float | None
    compared: Compared | None = None

    @property
    def letter(self) -> str:
        """The short name of its column, empty when none was found."""
        return self.compared.letter if self.compared is not None else ""


class Results(QObject):
    """The figures of the draft on the desk."""

    changed = Signal()

    def __init__(self, comparing: Comparing, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._comparing = comparing
        self._services = services
        self._figures = Figures()
        self._told: tuple[str, ...] = ()
        self._asked = 0
        self._rows: tuple[ResultRow, ...] = ()
        comparing.opened.connect(self._match)
        comparing.changed.connect(self._match)
        comparing.column_changed.connect(self._match)
        services.session.opened.connect(self._on_draft)

    @property
    def rows(self) -> tuple[ResultRow, ...]:
        """The figures, in the order of the file."""
        return self._rows

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the figures say, in plain sentences; after a file was read also what could not be read of it."""
        names = {row.outcome.name: row.letter for row in self._rows if row.letter}
        return (*said_of(self._figures, names), *self._told)

    def read(self, path: Path, then: Callable[[ResultsTable], None]) -> None:
        """Read a file and hand it to `then`; what is wrong with it is a notice."""
        known = Known(self._services.settings)

        def work(_store: Store) -> ResultsTable:
            from desktop.formats.results_csv import read_results

            return shown_table(read_results(path), known)

        self._services.notices.dismiss(_KEY)
        self._services.store.submit(work, then, self._say)

    def import_(self, table: ResultsTable, mapping: ResultsMapping) -> None:
        """Keep the figures of a file; what was read of the same metric from a file of this name is replaced."""
        Known(self._services.settings).remember(self._services.settings, table.headers, mapping)
        draft_of, columns = self._services.drafts.keeper(), self._comparing.columns()
        self._asked += 1
        asked = self._asked

        def work(store: Store) -> tuple[Figures, tuple[str, ...]]:
            draft = draft_of(store)
            found, told = _outcomes(table, mapping, draft)
            names = _Names(columns)
            linked = [msgspec.structs.replace(each, version=_version(each.name, names)) for each in found]
            others = [
                each
                for each in store.outcomes(draft)
                if each.source == table.source and each.metric is not mapping.metric
            ]
            store.delete_outcomes(draft, table.source)
            store.add_outcomes([*(msgspec.structs.replace(each, id=0) for each in others), *linked])
            return figures_of(store.outcomes(draft)), told

        self._services.notices.dismiss(_KEY)
        self._services.store.submit(work, lambda read: self._put(asked, *read), self._say)

    def forget(self) -> None:
        """Forget the figures of the draft on the desk."""
        draft = self._services.drafts.on_desk()
        self._asked += 1
        asked = self._asked

        def work(store: Store) -> Figures:
            if draft():
                store.delete_outcomes(draft())
            return Figures()

        self._services.store.submit(work, lambda none: self._put(asked, none, ()), self._say)

    def _on_draft(self, _draft: object) -> None:
        draft = self._services.drafts.on_desk()
        self._asked += 1
        asked = self._asked
        self._put(asked, Figures(), ())
        if not draft():
            return
        self._services.store.submit(
            lambda store: figures_of(store.outcomes(draft())), lambda found: self._put(asked, found, ()), self._say
        )

    def _put(self, asked: int, figures: Figures, told: tuple[str, ...]) -> None:
        if asked == self._asked:
            self._figures, self._told = figures, told
            self._rows = ()
            self._match()
            self.changed.emit()

    def _match(self, _key: str = "") -> None:
        """Find the columns that are meant; they may come after the figures, and change their letters."""
        if not self._figures.outcomes:
            return
        names = _Names(self._comparing.columns())
        rows = tuple(
            ResultRow(outcome, rate.rate, rate.low, rate.high, names.meant(outcome))
            for outcome, rate in zip(self._figures.outcomes, self._figures.rates, strict=True)
        )
        if rows != self._rows:
            self._rows = rows
            self.changed.emit()

    def _say(self, problem: Problem) -> None:
        self._services.notices.problem(problem, key=_KEY)


def _outcomes(table: ResultsTable, mapping: ResultsMapping, draft: DraftId) -> tuple[list[Outcome], tuple[str, ...]]:
    """The outcomes of a table, and sentences on what could not be read."""
    from desktop.formats.results_csv import outcomes_of

    read = outcomes_of(table.as_read(), mapping.as_read(table), at=timestamp(), draft=draft)
    if len(read.outcomes) > _MOST:
        raise UserError(
            ErrorKind.INPUT,
            tr(
                "{file} has figures of {n} texts: that is too many to compare.", file=table.source, n=len(read.outcomes)
            ),
            tr("Keep the rows of the texts that you want to compare, {most} at most.", most=_MOST),
        )
    typed = mapping.currency
    outcomes = [
        msgspec.structs.replace(each, currency=each.currency or typed) if each.amount is not None else each
        for each in read.outcomes
    ]
    return outcomes, read.sentences


class _Names:
    """By what the columns are called in files of results: each by its letter, its label, or a text of its fields."""

    def __init__(self, columns: Sequence[Compared]) -> None:
        self._by_version = {each.version: each for each in reversed(columns) if each.version}
        self._letters: _Called = {}
        self._labels: _Called = {}
        self._texts: _Called = {}
        for each in columns:
            self._letters.setdefault(each.letter.casefold(), {})[each.key] = each
            self._labels.setdefault(_plain(each.label), {})[each.key] = each
            for _, text in each.copy.addressed():
                self._texts.setdefault(_plain(text), {})[each.key] = each

    def meant(self, outcome: Outcome) -> Compared | None:
        """The column of a figure: the text that was meant when it was read, else the one that is called so."""
        return self._by_version.get(outcome.version) or self.named(outcome.name)

    def named(self, name: str) -> Compared | None:
        """The only column that is called so."""
        wanted = _plain(name)
        letter = _LETTER.fullmatch(wanted)
        ways = (self._letters.get(letter[1] if letter is not None else ""), self._labels.get(wanted))
        for found in (*ways, self._texts.get(wanted)):
            if found is not None and len(found) == 1:
                return next(iter(found.values()))
        return None


def _version(name: str, names: _Names) -> VersionId:
    found = names.named(name)
    return found.version if found is not None else VersionId(0)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
