"""Reading a workspace file of which nothing is known yet: whatever is in it, nothing is unpacked to the disk.

Entries are read by names of a known form only, each up to a limit. What is not as it should be is refused with a
sentence, before anything is taken in.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec

from desktop.core.draft import Template
from desktop.core.duels import Duel
from desktop.core.errors import ErrorKind, UserError
from desktop.core.history import SavedSearch
from desktop.core.ids import VersionId
from desktop.core.outcomes import Outcome
from desktop.core.words import tr
from desktop.store import workspace_form as form
from desktop.store.backup_pictures import is_whole
from desktop.store.body import digest
from desktop.store.fidelity import cleaned
from desktop.store.pictures import MOST_BYTES, ending_of
from desktop.store.translation_jobs import MOST_BYTES as MOST_OF_A_FILE
from desktop.store.whole_draft import KeptDraft, KeptVersion, VersionKey

T = TypeVar("T")

_MOST_OF_ONE = 256_000_000  # bytes of one value: a text of 10 MB in which every character is an escape, and then some
_MOST = 2_000_000_000  # bytes of all entries, unpacked
_MOST_PACKED = 50  # times the size of the file: texts of a history shrink to a tenth, seldom to a thirtieth
_MOST_ENTRIES = 2_000_000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError)
_LARGEST = 2**62


class Counted(msgspec.Struct, frozen=True):
    """A draft in the file: its folder there, and what its versions are known by."""

    folder: str
    kept: KeptDraft
    keys: dict[VersionId, VersionKey]


class WorkspaceReader:
    """An open workspace file. Every method raises `UserError` for what is damaged or not as Copydesk writes it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if not path.is_file():
            raise UserError(ErrorKind.INPUT, tr("There is no file {file}.", file=path))
        with self._reading():
            self._archive = zipfile.ZipFile(path)
        try:
            self._entries = self._looked_at()
            self.manifest = self._manifest()
        except BaseException:
            self._archive.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._archive.close()

    def drafts(self) -> Iterator[Counted]:
        """Every draft with its versions counted and looked at, in the order in which they stand in the file."""
        ids: set[str] = set()
        numbers: set[int] = set()
        for name in self._entries:
            found = form.DRAFT_ENTRY.fullmatch(name)
            if found is None:
                continue
            kept = cleaned(self._value(name, KeptDraft)).value
            if kept.draft.id in ids or not self._is_sound(kept):
                raise self._refusal(name)
            ids.add(kept.draft.id)
            keys: dict[VersionId, VersionKey] = {}
            for version in self.versions(found[1]):
                number = version.version.id
                if number in numbers or version.version.draft != kept.draft.id:
                    raise self._refusal(f"drafts/{found[1]}/{form.VERSIONS}")
                numbers.add(number)
                keys[number] = _key(version)
            yield Counted(found[1], kept, keys)

    def versions(self, folder: str) -> Iterator[KeptVersion]:
        """The versions of a draft, the oldest first."""
        name = f"drafts/{folder}/{form.VERSIONS}"
        entry = self._entries.get(name)
        if entry is None:
            return
        with self._reading(), self._archive.open(entry) as lines:
            while line := lines.readline(_MOST_OF_ONE):
                if len(line) == _MOST_OF_ONE:
                    raise self._refusal(name)
                version = cleaned(self._decoded(line, KeptVersion, name)).value
                if not (0 < version.version.id < _LARGEST and _is_moment(version.version.saved_at)):
                    raise self._refusal(name)
                yield version

    def templates(self) -> list[Template]:
        """The templates."""
        return self._list(form.TEMPLATES, Template)

    def searches(self) -> list[SavedSearch]:
        """The saved searches."""
        return self._list(form.SEARCHES, SavedSearch)

    def duels(self) -> list[Duel]:
        """The choices in duels."""
        return self._list(form.DUELS, Duel)

    def outcomes(self) -> list[Outcome]:
        """What became of variants."""
        return self._list(form.OUTCOMES, Outcome)

    @property
    def names(self) -> Iterable[str]:
        """What the entries are called."""
        return self._entries.keys()

    def value(self, name: str, wanted: type[T]) -> T:
        """An entry that is one JSON value."""
        return cleaned(self._value(name, wanted)).value

    def lines(self, name: str, wanted: type[T]) -> Iterator[T]:
        """The JSON values of an entry, one a line; none where there is no such entry."""
        entry = self._entries.get(name)
        if entry is None:
            return
        with self._reading(), self._archive.open(entry) as lines:
            while line := lines.readline(_MOST_OF_ONE):
                if len(line) == _MOST_OF_ONE:
                    raise self._refusal(name)
                yield cleaned(self._decoded(line, wanted, name)).value

    def data(self, name: str) -> bytes:
        """The bytes of an entry, as many as a file of a job may have."""
        if name not in self._entries:
            raise self._refusal(name)
        return self._bytes(name, MOST_OF_A_FILE)

    def refusal(self, entry: str) -> UserError:
        """What is said of an entry that is not as Copydesk writes it."""
        return self._refusal(entry)

    def settings(self) -> dict[str, Any]:
        """The settings that may travel."""
        found = self._value(form.SETTINGS, dict[str, Any]) if form.SETTINGS in self._entries else {}
        return form.travelling(found)

    def pictures(self) -> Iterator[tuple[str, bytes]]:
        """Each picture by its name."""
        for name in self._entries:
            found = form.PICTURE_ENTRY.fullmatch(name)
            if found is not None:
                data = self._bytes(name, MOST_BYTES)
                if not is_whole(found[1], data) or not found[1].endswith(f".{ending_of(data) or '?'}"):
                    raise self._refusal(name)
                yield found[1], data

    def _looked_at(self) -> dict[str, zipfile.ZipInfo]:
        entries = self._archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > _MOST_ENTRIES or unpacked > max(_MOST, _MOST_PACKED * self._path.stat().st_size):
            raise UserError(
                ErrorKind.INPUT,
                tr("{file} would be far too large when it is unpacked.", file=self._path.name),
                tr("Nothing was taken in. A file that Copydesk wrote is not like this."),
            )
        found: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            strange = entry.flag_bits & 1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            if strange or entry.filename in found or _leads_away(entry):
                raise self._refusal(entry.filename)
            found[entry.filename] = entry
        return found

    def _manifest(self) -> form.Manifest:
        if form.MANIFEST not in self._entries:
            raise UserError(ErrorKind.INPUT, tr("{file} is no workspace of Copydesk.", file=self._path.name))
        manifest = self._value(form.MANIFEST, form.Manifest)
        if manifest.format != form.FORMAT:
            raise UserError(ErrorKind.INPUT, tr("{file} is no workspace of Copydesk.", file=self._path.name))
        if manifest.form > form.FORM:
            raise UserError(
                ErrorKind.UNSUPPORTED,
                tr("{file} was written by a newer Copydesk.", file=self._path.name),
                tr("Bring this one up to date, then import it again."),
            )
        return manifest

    def _is_sound(self, kept: KeptDraft) -> bool:
        draft = kept.draft
        times = (draft.created_at, draft.changed_at, kept.archived_at, kept.trashed_at)
        own = [time for each in kept.comparisons for time in (each.made_at, each.changed_at)]
        numbers = [kept.branched_from, *(each.id for each in kept.comparisons)]
        known = draft.id.isalnum() and draft.id.isascii() and not draft.id.isdecimal() and len(draft.id) <= 64
        return known and all(map(_is_moment, (*times, *own))) and all(0 <= each < _LARGEST for each in numbers)

    def _list(self, name: str, wanted: type[T]) -> list[T]:
        found: list[T] = self._value(name, list[wanted]) if name in self._entries else []  # type: ignore[valid-type]
        return [cleaned(each).value for each in found]

    def _value(self, name: str, wanted: type[T]) -> T:
        if name not in self._entries:
            raise self._refusal(name)
        return self._decoded(self._bytes(name, _MOST_OF_ONE), wanted, name)

    def _bytes(self, name: str, most: int) -> bytes:
        with self._reading(), self._archive.open(self._entries[name]) as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise self._refusal(name)
        return data

    def _decoded(self, data: bytes, wanted: type[T], name: str) -> T:
        try:
            return msgspec.json.decode(data, type=wanted)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise self._refusal(name) from error

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except _BROKEN as error:
            message = tr("{file} is damaged, or it is no workspace of Copydesk.", file=self._path.name)
            raise UserError(ErrorKind.INPUT, message, details=str(error)) from error

    def _refusal(self, entry: str) -> UserError:
        return UserError(
            ErrorKind.INPUT,
            tr("{file} is not as Copydesk writes it: look at {entry}.", file=self._path.name, entry=entry[:120]),
            tr("Nothing was taken in. Export it again on the computer that it came from."),
        )


def _key(version: KeptVersion) -> VersionKey:
    made = version.version
    return str(made.origin), made.saved_at, digest(made.brief, made.copy)


def _leads_away(entry: zipfile.ZipInfo) -> bool:
    """Whether unpacking would write somewhere else; it is never unpacked, but nobody honest made it."""
    name = entry.orig_filename
    parts = name.split("/")
    return name.startswith("/") or ".." in parts or any(sign in name for sign in "\\:\0") or _is_link(entry)


def _is_link(entry: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(entry.external_attr >> 16)


def _is_moment(text: str) -> bool:
    """Whether it is a moment that can be read, or none."""
    with suppress(ValueError):
        return not text or bool(datetime.fromisoformat(text))
    return False
