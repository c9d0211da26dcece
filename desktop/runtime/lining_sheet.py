"""The lines of one channel while they are worked on: their order, which are ticked, which wait for the checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from desktop.checks.channels import channel
from desktop.checks.counters import measure_on
from desktop.checks.one_line import said_of_line
from desktop.core.finding import CheckReport, Severity, Verdict
from desktop.core.lines import Line, LineList


class Row(msgspec.Struct, eq=False):
    """A line with the number that it came under; `waiting` says that the checks have not read it as it is."""

    line: Line
    number: int
    chosen: bool = False
    waiting: bool = False


def _weight(row: Row) -> tuple[int, int, int]:
    """What speaks against a line: what is wrong by the facts, errors, and other remarks."""
    wrong = sum(each.verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED) for each in row.line.claims)
    errors = sum(each.severity is Severity.ERROR for each in row.line.findings)
    return wrong, errors, len(row.line.findings)


def _facts(row: Row) -> int:
    return len({fact for claim in row.line.claims for fact in claim.facts})


_ORDERS: dict[str, Callable[[Row], object]] = {
    "": lambda row: row.number,
    "shortest": lambda row: (row.line.measure.count, row.number),
    "longest": lambda row: (-row.line.measure.count, row.number),
    "alphabet": lambda row: (row.line.text.casefold(), row.number),
    "facts": lambda row: (-_facts(row), row.number),
    "remarks": lambda row: (_weight(row), row.number),
    "chosen": lambda row: (not row.chosen, row.number),
    "model": lambda row: (not row.line.model, row.line.model, row.number),
}
ORDERS: tuple[str, ...] = tuple(_ORDERS)
"""What lines can be sorted by; empty is the order in which they came, `remarks` those with the fewest first."""


class Sheet:
    """The lines of one channel."""

    def __init__(self, channel_id: str) -> None:
        """Raises `UserError` (usage) for a channel that there is none of."""
        self.where = channel(channel_id)
        self.rows: list[Row] = []
        self.order = ""
        self._next = 0

    @classmethod
    def opened(cls, kept: LineList) -> Sheet:
        """The lines as they were kept."""
        sheet = cls(kept.channel)
        sheet.go_before(kept)
        return sheet

    def go_before(self, kept: LineList) -> None:
        """Put the lines that were kept before those that came meanwhile."""
        came, self.rows, self._next = self.rows, [], 0
        chosen = set(kept.chosen)
        for place, line in enumerate(kept.lines):
            self.add(line).chosen = place in chosen
        for row in came:
            row.number = self._next
            self._next += 1
        self.rows += came
        self.sort(kept.order)

    @property
    def id(self) -> str:
        """The channel's id."""
        return self.where.id

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines in the order in which they are shown."""
        return tuple(row.line for row in self.rows)

    @property
    def texts(self) -> tuple[str, ...]:
        """Their texts, in that order."""
        return tuple(row.line.text for row in self.rows)

    @property
    def taken(self) -> tuple[Line, ...]:
        """Those that are ticked; all where none is."""
        return tuple(row.line for row in self.rows if row.chosen) or self.lines

    def kept(self) -> LineList:
        """The lines as they are kept: in the order in which they came."""
        rows = sorted(self.rows, key=lambda row: row.number)
        chosen = tuple(place for place, row in enumerate(rows) if row.chosen)
        return LineList(self.id, tuple(row.line for row in rows), chosen, self.order)

    def add(self, line: Line) -> Row:
        """One more, at the end of what is shown."""
        row = Row(line, self._next)
        self._next += 1
        self.rows.append(row)
        return row

    def typed(self, text: str) -> Line:
        """What the writer typed as a line, counted; the checks have not read it."""
        return Line(text, measure_on(self.where, text))

    def remove(self, places: Iterable[int]) -> list[Row]:
        """Take lines out; gives them."""
        wanted = set(places)
        gone = [row for place, row in enumerate(self.rows) if place in wanted]
        self.rows = [row for place, row in enumerate(self.rows) if place not in wanted]
        return gone

    def bring_back(self, gone: Iterable[Row]) -> None:
        """Lines that were taken out, where they stood by the order that is shown."""
        self.rows += gone
        self.sort(self.order)

    def sort(self, by: str) -> None:
        """Show the lines in another order."""
        self.order = by if by in _ORDERS else ""
        self.rows.sort(key=_ORDERS[self.order])  # type: ignore[arg-type]  # each key is of one comparable type

    def read(self, row: Row, report: CheckReport) -> None:
        """What the checks say of a line as it is."""
        findings, claims = said_of_line(report)
        row.line = msgspec.structs.replace(row.line, findings=findings, claims=claims)
        row.waiting = False

    def at(self, places: Sequence[int]) -> list[Line]:
        """The lines at these places, in the order in which they are shown."""
        wanted = set(places)
        return [row.line for place, row in enumerate(self.rows) if place in wanted]
