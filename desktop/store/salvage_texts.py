"""The drafts and versions of a damaged history, each put where it belongs."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from desktop.core.brief import Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Version
from desktop.core.ids import DraftId, VersionId
from desktop.core.words import tr, trn
from desktop.store.body import Body, DamagedBody, digest, is_whole, unpack
from desktop.store.drafts import DraftTable, draft_of
from desktop.store.index import SearchIndex
from desktop.store.salvage_rows import Known
from desktop.store.versions import VersionTable

_BESIDE = tuple(origin.value for origin in Origin if origin.beside)
_NAMED_ONE_BY_ONE = 20  # lost versions; more of them are counted

_TIME = re.compile(r"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")  # or empty: it never happened

Row = dict[str, Any]


class SalvagedTexts:
    """Enters what was gathered into the target, inside a transaction of the caller's."""

    def __init__(self, source: sqlite3.Connection, target: sqlite3.Connection, known: Known) -> None:
        self._source, self._target, self._known = source, target, known
        self._drafts = DraftTable(target)
        self._versions = VersionTable(target, SearchIndex(target))
        self._placed: dict[int, tuple[int, Draft]] = {}
        self._lost: list[str] = []
        self._lost_versions: list[str] = []
        self._nameless = 0
        self._without_text: set[int] = set()

    def drafts(self) -> int:
        """Keep every draft that is not there yet, or older there; returns how many."""
        self._forget_broken_versions()
        rows = {row["number"]: row for row in _all(self._source, "SELECT * FROM drafts")}
        referred = {row["draft"] for row in _all(self._source, "SELECT DISTINCT draft FROM versions")}
        numbers = {*rows, *self._known.numbers["drafts"], *self._known.owners.values(), *referred}
        changed = {number: row["changed"] for number, row in rows.items()} | self._known.changed
        kept = 0
        for number in sorted(numbers, key=lambda each: (changed.get(each, 0), each)):  # the newest comes first in lists
            row = rows.get(number)
            draft = None if row is None else _draft_of(row)
            if row is not None and draft is not None and not self._is_another(row, draft):
                kept += self._draft(row, draft)
            else:
                kept += self._from_versions(number, str(row["id"]) if row else self._known.ids.get(number, ""), row)
        return kept

    def versions(self) -> int:
        """Keep every version that is not there yet; returns how many."""
        rows = {row["id"]: row for row in _all(self._source, "SELECT * FROM versions")}
        bodies = {number for (number,) in self._source.execute("SELECT version FROM bodies")}
        numbers = sorted({*rows, *bodies, *self._known.numbers["versions"], *self._known.numbers["bodies"]})
        return sum(self._version(number, rows.get(number)) for number in numbers)

    def lost(self) -> list[str]:
        """The names of what is known to be gone."""
        versions = self._lost_versions
        if len(versions) > _NAMED_ONE_BY_ONE:
            versions = [trn("{n} version", "{n} versions", len(versions))]
        found = [*self._lost, *versions]
        if self._nameless:
            count = self._nameless
            found.append(trn("the name and time of {n} version", "the names and times of {n} versions", count))
        return found

    def number(self, number: int) -> int | None:
        """Where a draft of the damaged file is in the target."""
        return self._placed[number][0] if number in self._placed else None

    def places(self) -> list[tuple[int, int]]:
        """Where each draft of the damaged file is in the target."""
        return [(number, there) for number, (there, _) in self._placed.items() if number > 0]

    def number_of(self, draft: DraftId) -> int:
        """The same by its id. Raises `UserError` when it is not there."""
        return self._drafts.known(draft)

    # Drafts

    def _forget_broken_versions(self) -> None:
        """A backup has what the file had when it was made, broken texts too: those count as not there."""
        broken = [
            (number,)
            for number, body in self._target.execute("SELECT version, body FROM bodies").fetchall()
            if not is_whole(body)
        ]
        self._target.executemany("DELETE FROM versions WHERE id = ?", broken)  # the index is made again when it opens

    def _draft(self, row: Row, draft: Draft) -> bool:
        """Keep a draft whose row was read."""
        there, newest = self._there(draft.id)
        if there is not None:
            self._placed[row["number"]] = (there, draft)
            if newest > row["changed"]:
                return False
        if there is None or newest < row["changed"]:
            there, made = self._drafts.put_back(draft), True
        else:
            made = False
        self._placed[row["number"]] = (there, draft)
        self._lay(row, there)
        return made

    def _lay(self, row: Row, there: int) -> None:
        """Put a draft where it lay, as far as its row still says so: behind a broken text there may be nothing."""
        told = {name: row[name] for name in ("versioned", "branched_from")}
        told |= {name: row[name] for name in ("created_at", "trashed_at", "archived_at") if _TIME.fullmatch(row[name])}
        told |= {} if "\0" in row["folder"] else {"folder": row["folder"]}
        self._target.execute(
            f"UPDATE drafts SET {' = ?, '.join(told)} = ? WHERE number = ?",  # noqa: S608 - our own words
            (*told.values(), there),
        )

    def _is_another(self, row: Row, draft: Draft) -> bool:
        """Whether a text is not the one of which a version was kept, though it says so: then a bad sector is in it."""
        if not row["versioned"] or draft.copy.is_empty:
            return False
        query = "SELECT digest FROM versions WHERE draft = ? AND origin NOT IN (?, ?) ORDER BY id DESC LIMIT 1"
        newest = self._source.execute(query, (row["number"], *_BESIDE)).fetchone()
        return newest is not None and newest[0] != digest(draft.brief, draft.copy)

    def _from_versions(self, number: int, known_id: str, row: Row | None) -> bool:
        """A draft whose text cannot be read gets that of its newest version, when that is newer than what is there."""
        there, newest = self._there(DraftId(known_id))
        if there is not None and newest >= self._known.changed.get(number, newest + 1):
            self._placed[number] = (there, self._drafts.get(DraftId(known_id)))
            return False
        found = self._newest_version(number)
        if found is not None and (newest < 0 or there is None or self._is_newer(found["id"], there)):
            draft = self._restored(number, known_id, found)
            if row is None or not row["versioned"]:
                self._typed_after(draft, found["saved_at"])
            if row is not None:
                self._lay({**row, "versioned": 1}, self._placed[number][0])
            return True
        if newest >= 0 and there is not None:
            draft = self._drafts.get(DraftId(known_id))
            self._placed[number] = (there, draft)
            self._typed_after(draft, draft.changed_at)
            return False
        if row is not None:
            return self._as_stored(row)
        gone = tr("the text of draft number {number}", number=number)
        self._lost.append(tr("the draft {id}", id=known_id) if known_id else gone)
        return False

    def _typed_after(self, draft: Draft, time: str) -> None:
        self._lost.append(tr("what was typed in “{title}” after {time}", title=draft.title, time=time))

    def _as_stored(self, row: Row) -> bool:
        """The last resort: a text with something wrong in it is kept letter for letter, for its writer to mend."""
        kind = Kind(row["kind"]) if row["kind"] in {each.value for each in Kind} else Kind.PRODUCT
        text = "\n\n".join(part.replace("\0", "") for part in (row["copy"], row["brief"]) if part)
        self._placed[row["number"]] = self._drafts.save(Draft(DraftId(row["id"]), kind, copy=Copy({"body": text})))
        self._lost.append(tr("the form of “{title}”: its text is there as it was stored", title=row["title"]))
        return True

    def _restored(self, number: int, known_id: str, version: Row) -> Draft:
        body: Body = version["text"]
        draft = Draft(
            DraftId(known_id), Kind(version["kind"]), body.brief, body.copy, "", version["saved_at"], body.sources
        )
        there, kept = self._drafts.save(draft)
        self._target.execute(
            "UPDATE drafts SET changed_at = ?, versioned = 1 WHERE number = ?", (version["saved_at"], there)
        )
        self._placed[number] = (there, kept)
        return kept

    def _there(self, draft: DraftId) -> tuple[int | None, int]:
        """The number of a draft in the target, and its last change there; -1 where it cannot be read."""
        rows = _all(self._target, "SELECT * FROM drafts WHERE id = ? AND id <> ''", (draft,))
        if not rows:
            return None, -1
        return rows[0]["number"], rows[0]["changed"] if _draft_of(rows[0]) else -1

    def _newest_version(self, number: int) -> Row | None:
        """The newest version of a draft that can be read, with its text."""
        query = "SELECT * FROM versions WHERE draft = ? AND origin NOT IN (?, ?) ORDER BY id DESC"
        for row in _all(self._source, query, (number, *_BESIDE)):
            text = self._text(row["id"])
            if text is not None:
                return {**row, "text": text}
        return None

    def _is_newer(self, version: int, there: int) -> bool:
        newest = self._target.execute("SELECT max(id) FROM versions WHERE draft = ?", (there,)).fetchone()[0]
        return version > (newest or 0)

    # Versions

    def _version(self, version_id: int, row: Row | None) -> bool:
        """Keep a version that is not there yet; says whether it was kept."""
        there = self._target.execute("SELECT saved_at, digest FROM versions WHERE id = ?", (version_id,)).fetchone()
        same = there is not None and (row is None or there == (row["saved_at"], row["digest"]))
        if same:
            self._mark(version_id, row)
            return False
        text = self._text(version_id) or self._text_of_draft(row)
        if text is None:
            self._lost_versions.append(_name(version_id, row))
            return False
        if row is None:
            self._nameless += 1
            row = self._about(version_id, text)
        number, draft = self._owner(row["draft"], Kind(row["kind"]), text)
        version = Version(
            VersionId(0 if there else version_id), DraftId(""), Origin(row["origin"]), row["saved_at"],
            text.brief, text.copy, row["name"], text.variant, text.sources,
        )  # fmt: skip
        made = self._versions.put_back(number, draft.kind, row["title"], version)
        if number in self._without_text and not version.origin.beside:
            self._drafts.save(Draft(draft.id, draft.kind, text.brief, text.copy, sources=text.sources))
        self._mark(made.id, row)
        return True

    def _mark(self, version_id: int, row: Row | None) -> None:
        """What may be changed about a version after it was made."""
        if row is not None and "pinned" in row:
            self._target.execute(
                "UPDATE versions SET name = ?, pinned = ?, findings = ? WHERE id = ?",
                (row["name"], row["pinned"], row["findings"], version_id),
            )

    def _text(self, version_id: int) -> Body | None:
        found = self._source.execute("SELECT body FROM bodies WHERE version = ?", (version_id,)).fetchone()
        try:
            return None if found is None else unpack(found[0], Body)
        except DamagedBody:
            return None

    def _text_of_draft(self, row: Row | None) -> Body | None:
        """The text of a version that its draft still has, letter for letter."""
        placed = self._placed.get(row["draft"]) if row is not None else None
        if row is None or placed is None or digest(placed[1].brief, placed[1].copy) != row["digest"]:
            return None
        return Body(placed[1].brief, placed[1].copy, None, placed[1].sources)

    def _about(self, version_id: int, text: Body) -> Row:
        """What a version whose row is gone is taken for: one of its time, and beside its draft if a model wrote it."""
        before = self._target.execute(
            "SELECT saved_at FROM versions WHERE id < ? ORDER BY id DESC LIMIT 1", (version_id,)
        ).fetchone()
        draft = Draft(DraftId(""), text.brief.kind, text.brief, text.copy)
        return {
            "draft": self._known.owners.get(version_id, 0),
            "origin": Origin.VARIANT if text.variant else Origin.RESTORED,
            "saved_at": before[0] if before else "",
            "name": "",
            "kind": text.brief.kind,
            "title": draft.title,
        }

    def _owner(self, number: int, kind: Kind, text: Body) -> tuple[int, Draft]:
        """The draft that a version belongs to: its own, else one with the same brief, else a new one."""
        if number in self._placed:
            return self._placed[number]
        alike = (placed for placed in self._placed.values() if placed[1].brief == text.brief)
        found = None if number else next(alike, None)
        if found is None:
            named = DraftId(self._known.ids.get(number, ""))
            found = self._drafts.save(Draft(named, kind, text.brief, text.copy, sources=text.sources))
            self._without_text.add(found[0])
        self._placed[number or -1 - len(self._placed)] = found
        return found


def _all(connection: sqlite3.Connection, query: str, values: tuple[object, ...] = ()) -> list[Row]:
    cursor = connection.execute(query, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _draft_of(row: Row) -> Draft | None:
    names = ("id", "kind", "brief", "copy", "created_at", "changed_at", "sources")
    return draft_of(tuple(row[name] for name in names))


def _name(version_id: int, row: Row | None) -> str:
    if row is None:
        return tr("version {id}", id=version_id)
    title, time = row["title"], row["saved_at"]
    return tr("version {id} of “{title}”, saved at {time}", id=version_id, title=title, time=time)
