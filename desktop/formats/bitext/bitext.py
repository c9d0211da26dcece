"""A file in two languages, opened: what every format gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import Change, Segment
from desktop.core.words import tr


class Languages(NamedTuple):
    """The languages of a file as it names them; empty where it does not."""

    source: str
    target: str


class Bitext(Protocol):
    """An opened file. `written` gives its bytes with changed targets and states, and without changes those it had."""

    @property
    def format(self) -> str:
        """The name of the format, as `XLIFF 1.2`."""

    @property
    def languages(self) -> Languages:
        """The languages of the file."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments in the order of the file."""

    def written(self, changes: Mapping[str, Change], target_language: str = "") -> bytes:
        """The bytes of the file with these changes, by the ids of segments.

        `target_language` is named in the file where the format has a place for it and the file names none. Raises
        `UserError` for a change that the file cannot hold.
        """


def told_where(segment: Segment, error: UserError) -> UserError:
    """The error of one segment, with the segment named."""
    message = tr("Segment {id}: {reason}", id=segment.unit or segment.id, reason=error.problem.message)
    return UserError(error.problem.kind, message, error.problem.hint)


class UniqueIds:
    """Ids of segments: those of the file, told apart where one is there twice, and rows from 1 where it has none."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._rows = 0

    def of(self, wanted: str, prefix: str = "") -> str:
        """An id that no segment had before."""
        self._rows += 1
        return self._free(prefix + (wanted or str(self._rows)))

    def _free(self, wanted: str) -> str:
        count = self._seen[wanted] = self._seen.get(wanted, 0) + 1
        return wanted if count == 1 else self._free(f"{wanted}~{count}")


def no_such(changes: Mapping[str, Change], known: Mapping[str, object]) -> None:
    """Refuse changes of segments that are not there. Raises `UserError`."""
    for name in changes:
        if name not in known:
            raise UserError(ErrorKind.INPUT, tr("There is no segment {id}.", id=name))
