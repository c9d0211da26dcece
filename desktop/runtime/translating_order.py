"""Which rows are shown, and in which order."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from desktop.core.errors import ErrorKind, UserError
from desktop.core.translation import Row, RowKey
from desktop.core.words import tr
from desktop.runtime.translating_sheet import Sheet, is_mine
from desktop.runtime.translating_values import CONFIRMED, RowFilter, Show

if TYPE_CHECKING:
    import regex

SORTS = ("worst", "order", "match")
_PATIENCE_S = 1.0
"""How long one regular expression may be tried on all rows together."""

Score = Callable[[RowKey], float | None]
Test = Callable[[Row], bool]


def ordered(sheet: Sheet, chosen: RowFilter, sort: str, score: Score) -> tuple[RowKey, ...]:
    """The keys of the rows that are shown. Raises `UserError` for an expression that is wrong or takes too long."""
    tests = list(_tests(sheet, chosen, score))
    rows = sheet.rows
    keys = sheet.keys if not tests else tuple(key for key in sheet.keys if _passes(rows.get(key), tests))
    if sort == "worst":
        worth = {key: _worth(rows[key], score) for key in keys}
        return tuple(sorted(keys, key=worth.__getitem__))  # equal ones stay in the order of the file
    if sort == "match":
        return tuple(sorted(keys, key=lambda key: rows[key].note.match))
    return keys


def _passes(row: Row | None, tests: list[Test]) -> bool:
    """Whether a row is shown; one may have gone meanwhile, where this is asked beside."""
    return row is not None and all(test(row) for test in tests)


def _worth(row: Row, score: Score) -> float:
    """What a row is sorted by: what has no translation, then the worst, then what nobody can judge, last the locked."""
    if row.segment.locked:
        return 1000.0
    known = score(row.key)
    if known is not None:
        return known
    if row.segment.state in CONFIRMED:
        return 500.0
    return -1.0 if row.segment.target.is_empty else 400.0


def _tests(sheet: Sheet, chosen: RowFilter, score: Score) -> Iterator[Test]:
    if chosen.file:
        yield lambda row: row.key.file == chosen.file
    if chosen.show is not Show.ALL:
        yield _shows(sheet, chosen.show)
    if chosen.states:
        states = frozenset(chosen.states)
        yield lambda row: row.segment.state in states
    if chosen.checks or chosen.severity is not None:
        yield lambda row: any(
            (not chosen.checks or each.check in chosen.checks)
            and (chosen.severity is None or each.severity is chosen.severity)
            for each in sheet.findings(row.key)
        )
    if chosen.match_from:
        yield lambda row: row.note.match >= chosen.match_from
    if chosen.match_below:
        yield lambda row: row.note.match < chosen.match_below
    if chosen.score_below:
        yield lambda row: (known := score(row.key)) is not None and known < chosen.score_below
    if chosen.text:
        yield _says(chosen)


def _shows(sheet: Sheet, show: Show) -> Test:
    shown: dict[Show, Test] = {
        Show.TO_REVIEW: lambda row: row.segment.state not in CONFIRMED and not row.segment.target.is_empty,
        Show.WITH_FINDINGS: lambda row: bool(sheet.findings(row.key)),
        Show.EMPTY: lambda row: row.segment.target.is_empty,
        Show.CHANGED_BY_ME: is_mine,
        Show.CONFIRMED: lambda row: row.segment.state in CONFIRMED,
        Show.OPEN: lambda row: row.segment.state not in CONFIRMED,
        Show.REPEATED: lambda row: sheet.is_repeated(row.key),
        Show.COMMENTED: lambda row: bool(row.note.comments),
        Show.WITH_ERRORS: lambda row: bool(row.note.errors),
        Show.CHANGED_SOURCE: lambda row: row.changed_source,
    }
    test = shown[show]
    return lambda row: not row.segment.locked and test(row)


def _says(chosen: RowFilter) -> Test:
    """Whether the words stand in a row."""
    within = words_in(chosen.text, use_regex=chosen.regex, case=chosen.case)
    return lambda row: (
        (chosen.in_source and within(row.segment.source.text)) or (chosen.in_target and within(row.segment.target.text))
    )


def words_in(text: str, *, use_regex: bool, case: bool) -> Callable[[str], bool]:
    """Says of a text whether the words are in it. Raises `UserError` for an expression that is wrong."""
    if not use_regex:
        if case:
            return lambda said: text in said
        wanted = text.casefold()
        return lambda said: wanted in said.casefold()
    patient = Patient(compiled(text, case=case))
    return patient.found


def compiled(pattern: str, *, case: bool, whole_word: bool = False) -> regex.Pattern[str]:
    """A regular expression of a writer. Raises `UserError` (input) with what is wrong, and at which sign of it."""
    import regex  # not needed before somebody looks for one

    wanted = rf"\b(?:{pattern})\b" if whole_word else pattern
    try:
        return regex.compile(wanted, 0 if case else regex.IGNORECASE)
    except regex.error as error:
        raise UserError(
            ErrorKind.INPUT,
            tr("This is no regular expression: {reason}.", reason=str(error)),
            tr("Put a \\ before a sign that stands for itself, as in \\( or \\?."),
        ) from error


class Patient:
    """An expression that is tried on many texts within a second altogether."""

    def __init__(self, pattern: regex.Pattern[str], within_s: float = _PATIENCE_S) -> None:
        self._pattern = pattern
        self._until = time.monotonic() + within_s

    def found(self, text: str) -> bool:
        """Whether it is somewhere in the text. Raises `UserError` when it takes too long."""
        try:
            return self._pattern.search(text, timeout=self._left()) is not None
        except TimeoutError as error:
            raise too_slow() from error

    def each(self, text: str) -> list[regex.Match[str]]:
        """Where it is in the text, without empty ones. Raises `UserError` when it takes too long."""
        try:
            all_found = list(self._pattern.finditer(text, timeout=self._left()))
        except TimeoutError as error:
            raise too_slow() from error
        return [found for found in all_found if found.end() > found.start()]

    def _left(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise too_slow()
        return left


def too_slow() -> UserError:
    """An expression that is tried for too long."""
    return UserError(
        ErrorKind.INPUT,
        tr("This regular expression takes too long on these texts."),
        tr("Make it simpler: avoid repeats within repeats, as in (a+)+."),
    )
