"""Finding and replacing over rows; what is within a tag is neither found nor replaced."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import TaggedText, tagged
from desktop.core.translation import Row
from desktop.core.words import tr
from desktop.runtime.translating_order import Patient, compiled
from desktop.runtime.translating_values import Occurrence, RowSearch

if TYPE_CHECKING:
    import regex

_LONGEST = 100_000
"""A replacement that makes a text longer than this is refused."""

Places = Callable[[TaggedText], list["regex.Match[str]"]]


def found_in(rows: Sequence[Row], search: RowSearch) -> list[Occurrence]:
    """Where the words stand in these rows. Raises `UserError` for an expression that is wrong or takes too long."""
    if not search.text:
        return []
    places = _places(search)
    found: list[Occurrence] = []
    for row in rows:
        if search.in_source:
            found += [Occurrence(row.key, True, *each.span()) for each in places(row.segment.source)]
        if search.in_target:
            found += [Occurrence(row.key, False, *each.span()) for each in places(row.segment.target)]
    return found


def replaced_in(rows: Sequence[Row], search: RowSearch, with_: str) -> list[tuple[Row, TaggedText, int]]:
    """The rows whose targets are others then, with these and how many places of each. Raises as `found_in`."""
    if not search.text:
        return []
    places = _places(search)
    changed = []
    for row in rows:
        target = row.segment.target
        found = places(target)
        if found:
            text = _replaced(target.text, found, with_, expand=search.regex)
            numbers = {tag.number for tag in row.segment.tags}
            changed.append((row, tagged(text, numbers), len(found)))
    return changed


def _places(search: RowSearch) -> Places:
    pattern = search.text if search.regex else re.escape(search.text)
    patient = Patient(compiled(pattern, case=search.case, whole_word=search.whole_word))

    def places(said: TaggedText) -> list[regex.Match[str]]:
        return [each for each in patient.each(said.text) if not _in_tag(said, *each.span())]

    return places


def _in_tag(said: TaggedText, start: int, end: int) -> bool:
    return any(chip.start < end and start < chip.end for chip in said.chips)


def _replaced(text: str, found: Sequence[regex.Match[str]], with_: str, *, expand: bool) -> str:
    parts, place = [], 0
    for each in found:
        parts += [text[place : each.start()], _expanded(each, with_) if expand else with_]
        place = each.end()
    whole = "".join([*parts, text[place:]])
    if len(whole) > _LONGEST:
        raise UserError(ErrorKind.INPUT, tr("A segment would become longer than {n} characters.", n=_LONGEST))
    return whole


def _expanded(found: regex.Match[str], with_: str) -> str:
    from regex import error as not_understood

    try:
        return str(found.expand(with_))
    except (not_understood, IndexError, ValueError) as error:
        raise UserError(
            ErrorKind.INPUT,
            tr("The replacement cannot be read: {reason}.", reason=str(error)),
            tr("\\1 stands for the first group of the expression; a \\ itself is written twice."),
        ) from error
