"""Term bases, in the words of SQL."""

from __future__ import annotations

import sqlite3

import msgspec

from desktop.core.errors import ErrorKind, UserError
from desktop.core.language_tag import same_language
from desktop.core.term import Term
from desktop.core.translation import TermBase
from desktop.core.words import tr
from desktop.store.drafts import count_change


class TermTable:
    """Terms on the store's connection; what writes is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def bases(self) -> list[TermBase]:
        """The bases by name without regard to case."""
        rows = self._connection.execute(
            "SELECT b.id, b.name, (SELECT count(*) FROM terms WHERE base = b.id) FROM term_bases b"
        ).fetchall()
        return sorted((TermBase(*row) for row in rows), key=lambda base: (base.name.casefold(), base.id))

    def new_base(self, name: str) -> TermBase:
        """An empty base. Raises `UserError` when the name is taken or empty."""
        refuse_name(name, [base.name for base in self.bases()])
        cursor = self._connection.execute(
            "INSERT INTO term_bases (name, changed) VALUES (?, ?) RETURNING id", (name, count_change(self._connection))
        )
        return TermBase(int(cursor.fetchone()[0]), name)

    def delete_base(self, base: int) -> None:
        """Forget a base with its terms; one that is not there is forgotten already."""
        self._connection.execute("DELETE FROM term_bases WHERE id = ?", (base,))
        count_change(self._connection)

    def all(self, base: int, source: str, target: str) -> list[Term]:
        """The terms by source that fit these languages; a damaged one is left out."""
        rows = self._connection.execute("SELECT id, body FROM terms WHERE base = ?", (base,)).fetchall()
        found = [term for number, body in rows if (term := term_of(number, body)) is not None]
        fitting = [
            term
            for term in found
            if same_language(term.source_language, source) and same_language(term.target_language, target)
        ]
        return sorted(fitting, key=lambda term: (term.source.casefold(), term.id))

    def put(self, base: int, term: Term) -> Term:
        """Keep a term, in the place of the one with its id; a base or an id that is not there is a `UserError`."""
        self._refuse_unknown(base)
        if not term.source.strip():
            raise UserError(ErrorKind.INPUT, tr("A term needs a word of the source language."))
        body = msgspec.json.encode(term).decode()
        values = (term.source, term.target, count_change(self._connection), body)
        if not term.id:
            cursor = self._connection.execute(
                "INSERT INTO terms (source, target, changed, body, base) VALUES (?, ?, ?, ?, ?) RETURNING id",
                (*values, base),
            )
            return msgspec.structs.replace(term, id=int(cursor.fetchone()[0]))
        changed = self._connection.execute(
            "UPDATE terms SET source = ?, target = ?, changed = ?, body = ? WHERE id = ? AND base = ?",
            (*values, term.id, base),
        )
        if not changed.rowcount:
            raise UserError(ErrorKind.INPUT, tr("There is no term {id} in this term base.", id=term.id))
        return term

    def put_many(self, base: int, terms: list[Term]) -> int:
        """Keep new terms, each once; how many were not there."""
        self._refuse_unknown(base)
        known = {msgspec.structs.replace(term, id=0) for term in self.all(base, "", "")}
        fresh = dict.fromkeys(msgspec.structs.replace(term, id=0) for term in terms if term.source.strip())
        new = [term for term in fresh if term not in known]
        for term in new:
            self.put(base, term)
        return len(new)

    def delete(self, base: int, term: int) -> None:
        """Take a term out; one that is not there is out already."""
        self._connection.execute("DELETE FROM terms WHERE id = ? AND base = ?", (term, base))
        count_change(self._connection)

    def _refuse_unknown(self, base: int) -> None:
        if self._connection.execute("SELECT 1 FROM term_bases WHERE id = ?", (base,)).fetchone() is None:
            raise UserError(ErrorKind.INPUT, tr("There is no term base {id}.", id=base))


def term_of(number: int, body: str) -> Term | None:
    """A term from its row; `None` when it is damaged."""
    try:
        return msgspec.structs.replace(msgspec.json.decode(body, type=Term), id=number)
    except msgspec.DecodeError:
        return None


def refuse_name(name: str, taken: list[str]) -> None:
    """Raise `UserError` for a name that is empty or that another one bears, whatever its capitals."""
    if not name.strip():
        raise UserError(ErrorKind.INPUT, tr("A name is missing."))
    if name.casefold() in {each.casefold() for each in taken}:
        raise UserError(ErrorKind.INPUT, tr("There is one called “{name}” already.", name=name))
