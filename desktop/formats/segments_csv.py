"""Segments of a mail from a file: one row a segment, or one row a person with a column that says which segment."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import msgspec

from desktop.core.errors import ErrorKind, UserError
from desktop.core.mail import Segment
from desktop.core.words import tr
from desktop.formats.results_table import ResultsTable, read_results

MOST = 40
"""Segments of one file; more are people or products and no audiences."""

_GROUP = {"segment", "segments", "group", "audience", "list", "segmentnaam", "groep", "doelgroep", "lijst"}
_GROUP |= {"grupp", "målgrupp", "lista", "segmentnamn", "status", "tag", "tags"}
_NAME = {"name", "naam", "namn"}
_ABOUT = {"about", "description", "who", "omschrijving", "beschrijving", "wie", "beskrivning", "om", "vilka"}
_PEOPLE = {"people", "count", "number", "size", "members", "contacts", "subscribers", "aantal", "mensen", "leden"}
_PEOPLE |= {"contacten", "antal", "personer", "kontakter", "mottagare", "prenumeranter"}
_FIELDS = {
    "first_name": {"first name", "firstname", "fname", "voornaam", "förnamn", "given name"},
    "last_name": {"last name", "lastname", "lname", "surname", "achternaam", "efternamn", "family name"},
    "email": {"email", "e mail", "email address", "mail", "e mailadres", "emailadres", "e post", "epost"},
    "company": {"company", "bedrijf", "företag", "organisation", "organization"},
    "city": {"city", "stad", "plaats", "woonplaats", "ort"},
}
_PEOPLE_FIGURE = re.compile(r"\d{1,3}(?:[ .,\u00a0\u202f'’]\d{3})+|\d{1,12}", re.ASCII)
_NOT_IN_A_NAME = re.compile(r"[\W_]+")


class SegmentsRead(msgspec.Struct, frozen=True):
    """The segments of a file, without ids; `counted` says that their people were counted by its rows."""

    segments: tuple[Segment, ...]
    counted: bool


def read_segments(path: Path, column: str = "") -> SegmentsRead:
    """The segments of a CSV file; raises `UserError` (input) with what to do.

    `column` is the heading of the column that names each row's segment; empty: it is found by its heading.
    """
    table = read_results(path)
    columns = _Columns(table, column)
    rows = [row for row in table.rows if row[columns.name].strip()]
    names = Counter(row[columns.name].strip() for row in rows)
    if not names:
        raise UserError(ErrorKind.INPUT, tr("There is no segment in {file}.", file=table.name))
    if len(names) > MOST:
        raise UserError(
            ErrorKind.INPUT,
            tr("{file} has {n} segments; at most {most} can be told apart.", file=table.name, n=len(names), most=MOST),
            tr("With one row a person, a column “segment” says which segment each belongs to."),
        )
    counted = columns.people < 0 and columns.about < 0 and (columns.grouped or len(names) < len(rows))
    first = {row[columns.name].strip(): row for row in reversed(rows)}
    return SegmentsRead(
        tuple(columns.segment(first[name], name, count if counted else None) for name, count in names.items()), counted
    )


class _Columns:
    """What the columns of a file hold."""

    def __init__(self, table: ResultsTable, asked: str) -> None:
        heads = [_plain(header) for header in table.headers]
        self.about = _find(heads, _ABOUT)
        self.people = _find(heads, _PEOPLE)
        group = _find(heads, {_plain(asked)} if asked else _GROUP)
        self.grouped = group >= 0
        self.name = group if self.grouped else _find(heads, _NAME)
        if self.name < 0:
            raise UserError(
                ErrorKind.INPUT,
                tr("No column of {file} names the segments.", file=table.name),
                tr("Give one of its columns the heading “segment” or “name”."),
            )
        taken = {self.about, self.people, self.name}
        self._samples = [(at, _field(head)) for at, head in enumerate(heads) if at not in taken and head]

    def segment(self, row: tuple[str, ...], name: str, people: int | None) -> Segment:
        """The segment that a row describes."""
        if people is None and self.people >= 0:
            people = _whole(row[self.people])
        about = row[self.about].strip() if self.about >= 0 else ""
        sample = {field: row[at].strip() for at, field in self._samples if row[at].strip()}
        return Segment("", name[:80], about, people, sample)


def _whole(cell: str) -> int | None:
    """A number of people, however its thousands are parted."""
    found = _PEOPLE_FIGURE.fullmatch(cell.strip())
    return int("".join(sign for sign in found[0] if sign.isdecimal())) if found is not None else None


def _plain(header: str) -> str:
    return _NOT_IN_A_NAME.sub(" ", header.casefold()).strip()


def _find(heads: list[str], wanted: set[str]) -> int:
    return next((at for at, head in enumerate(heads) if head in wanted), -1)


def _field(head: str) -> str:
    known = next((field for field, heads in _FIELDS.items() if head in heads), "")
    return known or head.replace(" ", "_")
