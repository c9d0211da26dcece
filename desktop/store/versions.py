"""The versions of drafts: snapshots that are never changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import msgspec

from desktop.core.brief import Kind
from desktop.core.draft import Draft, Origin, SearchHit, Variant, Version, VersionHeader
from desktop.core.errors import EnvironmentProblem, ErrorKind, UserError
from desktop.core.finding import Severity
from desktop.core.history import EVERYTHING, Filters
from desktop.core.ids import DraftId, VersionId
from desktop.core.words import tr
from desktop.store.body import Body, DamagedBody, Words, digest, pack, unpack
from desktop.store.drafts import count_change, now
from desktop.store.entry import entry_of, labels
from desktop.store.index import SearchIndex, entry_of_body
from desktop.store.query import parse
from desktop.store.searching import Searcher
from desktop.store.snippet import Marker

_MOST_HEARD = 50  # texts that were checked since the last versions; each is 16 bytes
_BESIDE = tuple(origin.value for origin in Origin if origin.beside)


class VersionTable:
    """Versions on the store's connection; what writes is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection, index: SearchIndex) -> None:
        self._connection = connection
        self._index = index
        self._heard: dict[bytes, int] = {}

    def add(self, number: int, draft: Draft, origin: Origin, name: str, variant: Variant | None) -> Version:
        """Keep the draft as a version; the newest one is returned when it is the same, without name or variant.

        The newest is that of the draft itself: what stands beside it is not looked at.
        """
        mark = digest(draft.brief, draft.copy)
        newest = self._connection.execute(
            "SELECT id, digest FROM versions WHERE draft = ? AND origin NOT IN (?, ?) ORDER BY id DESC LIMIT 1",
            (number, *_BESIDE),
        ).fetchone()
        if newest is not None and newest[1] == mark and not name and variant is None:
            return self.get(VersionId(newest[0]))
        version = Version(VersionId(0), draft.id, origin, now(), draft.brief, draft.copy, name, variant, draft.sources)
        return self.put_back(number, draft.kind, draft.title, version)

    def add_beside(self, number: int, version: Version) -> Version:
        """Keep a version that stands beside its draft, which does not change; its id and time are given here."""
        made = msgspec.structs.replace(version, id=VersionId(0), saved_at=now())
        count_change(self._connection)
        title = Draft(made.draft, made.brief.kind, made.brief, made.copy).title
        return self.put_back(number, made.brief.kind, title, made)

    def put_back(self, number: int, kind: Kind, title: str, version: Version) -> Version:
        """Enter a version as it is, its time included; without an id it gets the next one."""
        mark = digest(version.brief, version.copy)
        cursor = self._connection.execute(
            "INSERT INTO versions (id, draft, origin, saved_at, name, words, model, kind, language, title, digest,"
            " findings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                version.id or None, number, str(version.origin), version.saved_at, version.name, version.copy.words,
                version.variant.model if version.variant else "", str(kind), version.brief.language, title,
                mark, self._heard.get(mark, _findings(version)),
            ),
        )  # fmt: skip
        version_id = VersionId(int(cursor.lastrowid or 0))
        body = Body(version.brief, version.copy, version.variant, version.sources)
        self._connection.execute("INSERT INTO bodies (version, body) VALUES (?, ?)", (version_id, pack(body)))
        model = version.variant.model if version.variant else ""
        what = labels(str(kind), version.brief.language, model)
        if self._index.wants(version_id):
            self._index.add(version_id, entry_of(version.brief, version.copy, what))
        return msgspec.structs.replace(version, id=version_id)

    def headers(self, draft_id: DraftId) -> list[VersionHeader]:
        """The versions of a draft without their texts, the newest first."""
        rows = self._connection.execute(
            "SELECT v.id, d.id, v.origin, v.saved_at, v.name, v.words, v.model, v.pinned FROM versions v"
            " JOIN drafts d ON d.number = v.draft WHERE d.id = ? ORDER BY v.id DESC",
            (draft_id,),
        ).fetchall()
        return [
            VersionHeader(VersionId(number), DraftId(draft), Origin(origin), saved_at, name, words, model, bool(pinned))
            for number, draft, origin, saved_at, name, words, model, pinned in rows
        ]

    def get(self, version_id: VersionId) -> Version:
        """One version. Raises `UserError` when there is none, `EnvironmentProblem` when it cannot be read."""
        row = self._connection.execute(
            "SELECT d.id, v.origin, v.saved_at, v.name, b.body FROM versions v JOIN drafts d ON d.number = v.draft"
            " LEFT JOIN bodies b ON b.version = v.id WHERE v.id = ?",
            (version_id,),
        ).fetchone()
        if row is None:
            raise UserError(ErrorKind.INPUT, tr("There is no version {id}.", id=version_id))
        draft_id, origin, saved_at, name, data = row
        try:
            body = unpack(data or b"", Body)
        except DamagedBody as error:
            raise EnvironmentProblem(
                ErrorKind.STORAGE,
                tr("Version {id} is damaged and cannot be read.", id=version_id),
                tr("The other versions of the draft, and the backups, are not touched by it."),
                details=str(error),
            ) from error
        return Version(
            version_id, DraftId(draft_id), Origin(origin), saved_at, body.brief, body.copy, name, body.variant,
            body.sources,
        )  # fmt: skip

    def forget_all_of(self, number: int) -> None:
        """Take the versions of a draft out for good, index included."""
        self.forget([id_ for (id_,) in self._connection.execute("SELECT id FROM versions WHERE draft = ?", (number,))])

    def forget(self, versions: Sequence[int]) -> None:
        """Take versions out for good, index included."""
        for version in versions:
            rows = self._connection.execute(
                "SELECT b.body, v.kind, v.language, v.model FROM versions v LEFT JOIN bodies b ON b.version = v.id"
                " WHERE v.id = ?",
                (version,),
            )
            for body, *what in rows.fetchall():
                self._index.remove(version, entry_of_body(body, labels(*what)))
            self._connection.execute("DELETE FROM versions WHERE id = ?", (version,))
        if versions:
            count_change(self._connection)

    def set_name(self, version_id: VersionId, name: str) -> None:
        """Give a version a name, or take it away with an empty one."""
        self._change("name", version_id, name)

    def set_pinned(self, version_id: VersionId, *, pinned: bool) -> None:
        """Keep a version for ever, or no longer than others."""
        self._change("pinned", version_id, int(pinned))

    def set_findings(self, version_id: VersionId, findings: int) -> None:
        """Note how many errors and warnings a version has."""
        self._change("findings", version_id, findings)

    def hear(self, draft: Draft, findings: int) -> VersionId | None:
        """Remember the findings of a text for a version to come; returns the newest one if it is this text already."""
        mark = digest(draft.brief, draft.copy)
        self._heard[mark] = findings
        while len(self._heard) > _MOST_HEARD:
            del self._heard[next(iter(self._heard))]
        newest = self._connection.execute(
            "SELECT v.id, v.digest, v.findings FROM versions v JOIN drafts d ON d.number = v.draft"
            " WHERE d.id = ? ORDER BY v.id DESC LIMIT 1",
            (draft.id,),
        ).fetchone()
        known = newest is None or newest[1] != mark or newest[2] == findings
        return None if known else VersionId(newest[0])

    def count(self) -> int:
        """How many versions there are."""
        return int(self._connection.execute("SELECT count(*) FROM versions").fetchone()[0])

    def search(self, query: str, *, ranked: bool, limit: int, filters: Filters = EVERYTHING) -> list[SearchHit]:
        """One hit for each draft that matches, with its newest matching version."""
        terms = parse(query[:1000])
        searcher = Searcher(self._connection, filters)
        matches = searcher.heaviest_first(terms, limit) if ranked else searcher.newest_first(terms)
        chosen: dict[int, int] = {}
        for match in matches:
            if match.draft not in chosen:
                if len(chosen) >= limit:
                    break
                chosen[match.draft] = match.version
            elif ranked:
                chosen[match.draft] = max(chosen[match.draft], match.version)
        if not ranked:
            del matches  # the query over the index ends before others are asked
        return self._hits(list(chosen.values()), Marker(terms))

    def _change(self, column: str, version_id: VersionId, value: object) -> None:
        """Change what is noted about a version; its text never changes. Raises `UserError` when there is none."""
        cursor = self._connection.execute(
            f"UPDATE versions SET {column} = ? WHERE id = ?",  # noqa: S608 - our own words
            (value, version_id),
        )
        if cursor.rowcount == 0:
            raise UserError(ErrorKind.INPUT, tr("There is no version {id}.", id=version_id))
        count_change(self._connection)

    def _hits(self, versions: list[int], marker: Marker) -> list[SearchHit]:
        """What is shown of these versions, in their order; one that cannot be read is left out."""
        places = ", ".join("?" * len(versions))
        rows = self._connection.execute(
            "SELECT v.id, d.id, v.kind, v.language, v.title, v.saved_at, b.body FROM versions v"  # noqa: S608 - question marks
            f" JOIN drafts d ON d.number = v.draft JOIN bodies b ON b.version = v.id WHERE v.id IN ({places})",
            versions,
        )
        hits = {}
        for version, draft_id, kind, language, title, saved_at, data in rows:
            try:
                words = unpack(data, Words)
            except DamagedBody:
                continue
            shown = marker.snippet(words.brief, words.copy)
            hits[version] = SearchHit(
                DraftId(draft_id), VersionId(version), Kind(kind), language, title, shown, saved_at
            )
        return [hits[version] for version in versions if version in hits]


def _findings(version: Version) -> int:
    """The errors and warnings of a text that a model wrote and nobody has changed since; -1 when they are not known."""
    variant = version.variant
    if variant is None or variant.copy != version.copy:
        return -1
    return sum(finding.severity is not Severity.INFO for finding in variant.findings)
