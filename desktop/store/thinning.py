"""What leaves the history for good: drafts from the trash, and old versions of which there are many.

All versions of the last 90 days stay. Of older ones the last of each day (UTC) stays, of the draft's own text and of
what stood beside it; and for ever stay those with a name or a pin, and those that something else refers to. It is done
once a day, a little at a time. After a gap of weeks the day is let pass, so that a clock that is wrong for a day does
no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import msgspec

from desktop.core.comparison import Comparison
from desktop.core.draft import Origin
from desktop.core.history import Shelf
from desktop.core.ids import DraftId
from desktop.core.provenance import Source
from desktop.store.body import DamagedBody, unpack
from desktop.store.drafts import now
from desktop.store.narrowing import on_shelf
from desktop.store.tables import Tables

ALL_FOR = timedelta(days=90)
"""How long every version stays."""

IN_TRASH_FOR = timedelta(days=30)
"""How long a draft lies in the trash before it is deleted; since it was written in, where that was later."""

_LONGEST_GAP = timedelta(days=14)
_DRAFTS_AT_ONCE = 200
_VERSIONS_AT_ONCE = 50  # some 30 ms of work
_FORGOTTEN_AT_ONCE = 5
_NOTE = "thinned"  # "DAY NUMBER": the day of the newest pass, and the draft that it has come to, or "done"
_DONE = "done"
_BESIDE = {origin.value for origin in Origin if origin.beside}
_REFERRED_TO = (
    "SELECT left_version FROM duels UNION SELECT right_version FROM duels UNION SELECT version FROM outcomes"
    " UNION SELECT branched_from FROM drafts WHERE branched_from <> 0"
)


def forget_draft(tables: Tables, draft: DraftId) -> None:
    """Delete a draft with all its versions for good. Raises `UserError` when there is none."""
    number = tables.drafts.known(draft)
    tables.versions.forget_all_of(number)
    tables.drafts.forget(number)
    tables.calls.forget_draft(draft)
    tables.duels.forget_draft(draft)
    tables.outcomes.delete(draft, "")


def empty_trash(tables: Tables) -> None:
    """Delete everything that lies in the trash."""
    where = on_shelf(Shelf.TRASH)
    for (draft,) in tables.connection.execute(f"SELECT id FROM drafts WHERE {where}").fetchall():  # noqa: S608
        forget_draft(tables, draft)


class Thinning:
    """One pass through the history, as far as it gets before something is more urgent."""

    def __init__(self, today: Callable[[], str] = now) -> None:
        self._now = today
        self._referred_to: set[int] | None = None

    def is_due(self, tables: Tables) -> bool:
        """Whether there is something left to do today."""
        return tables.notes.get(_NOTE) != f"{self._day} {_DONE}"

    def go_on(self, tables: Tables) -> bool:
        """Do a piece of the work, inside a transaction; whether there is more."""
        day, _, place = tables.notes.get(_NOTE).partition(" ")
        if day != self._day:
            return self._begin(tables, day)
        if place == _DONE:
            return False
        if self._empty_old_trash(tables):
            return True
        return self._thin_drafts(tables, int(place))

    @property
    def _day(self) -> str:
        return self._now()[:10]

    def _before(self, age: timedelta) -> str:
        moment = datetime.fromisoformat(self._now()).astimezone(UTC) - age
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def _begin(self, tables: Tables, last: str) -> bool:
        """The first piece of a day; after a long gap, or before any, it is the only one."""
        known = last and abs(date.fromisoformat(self._day) - date.fromisoformat(last)) <= _LONGEST_GAP
        tables.notes.set(_NOTE, f"{self._day} {0 if known else _DONE}")
        return bool(known)

    def _empty_old_trash(self, tables: Tables) -> bool:
        rows = tables.connection.execute(
            f"SELECT id FROM drafts WHERE {on_shelf(Shelf.TRASH)} AND max(trashed_at, changed_at) < ? LIMIT ?",  # noqa: S608
            (self._before(IN_TRASH_FOR), _FORGOTTEN_AT_ONCE),
        ).fetchall()
        for (draft,) in rows:
            forget_draft(tables, draft)
        return bool(rows) or tables.jobs.forget_trashed(self._before(IN_TRASH_FOR))

    def _thin_drafts(self, tables: Tables, after: int) -> bool:
        """Thin the versions of the next drafts, until enough was done for one transaction."""
        numbers = tables.connection.execute(
            "SELECT number FROM drafts WHERE number > ? ORDER BY number LIMIT ?", (after, _DRAFTS_AT_ONCE)
        ).fetchall()
        room = _VERSIONS_AT_ONCE
        for (number,) in numbers:
            superfluous = self._superfluous(tables, number)
            tables.versions.forget(superfluous[:room])
            room -= len(superfluous)
            if room < 0:
                tables.notes.set(_NOTE, f"{self._day} {number - 1}")
                return True
        tables.notes.set(_NOTE, f"{self._day} {numbers[-1][0] if len(numbers) == _DRAFTS_AT_ONCE else _DONE}")
        return len(numbers) == _DRAFTS_AT_ONCE

    def _superfluous(self, tables: Tables, number: int) -> list[int]:
        """The versions of a draft that may go."""
        before = self._before(ALL_FOR)
        rows = tables.connection.execute(
            "SELECT id, saved_at, origin, name <> '' OR pinned FROM versions WHERE draft = ? ORDER BY id DESC",
            (number,),
        ).fetchall()
        days: set[tuple[str, bool]] = set()
        found = []
        for version, saved_at, origin, kept in rows:
            day = (saved_at[:10], origin in _BESIDE)
            if day in days and saved_at < before and not kept:
                found.append(version)
            days.add(day)
        return [version for version in found if version not in self._needed(tables)] if found else []

    def _needed(self, tables: Tables) -> set[int]:
        if self._referred_to is None:
            self._referred_to = {version for (version,) in tables.connection.execute(_REFERRED_TO)}
            self._referred_to.update(_compared(tables), _taken(tables))
        return self._referred_to


def _compared(tables: Tables) -> Iterator[int]:
    """The versions that stand in comparisons."""
    for (body,) in tables.connection.execute("SELECT body FROM comparison_bodies"):
        try:
            yield from (column.version for column in unpack(body, Comparison).columns)
        except DamagedBody:
            continue  # nobody can see what it referred to


def _taken(tables: Tables) -> Iterator[int]:
    """The versions from which texts of drafts were taken."""
    for (sources,) in tables.connection.execute("SELECT sources FROM drafts WHERE sources <> '[]'"):
        try:
            yield from (source.version for source in msgspec.json.decode(sources, type=tuple[Source, ...]))
        except (ValueError, msgspec.MsgspecError):
            continue
