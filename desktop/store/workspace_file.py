"""Writing a whole workspace to one file, a ZIP of JSON and Markdown, that another computer takes in."""

from __future__ import annotations

import errno
import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from time import gmtime

import msgspec

from desktop import __version__
from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy, UserError
from desktop.core.ids import DraftId
from desktop.core.moment import timestamp
from desktop.core.slug import slug_of
from desktop.core.words import tr
from desktop.store import workspace_form as form
from desktop.store.backup_pictures import is_whole, pictures_in
from desktop.store.file_problems import problem_of_file
from desktop.store.files import sync_folder
from desktop.store.tables import Tables
from desktop.store.whole_draft import Ask, KeptDraft, asking, draft_ids, read_draft, read_version, version_keys
from desktop.store.workspace_form import Manifest, Step, take_step
from desktop.store.workspace_text import README, text_of, version_text
from desktop.store.workspace_translations import write_translations

_IN_MEMORY = 8_000_000
_ROOM = 40  # characters of a title in the name of a folder


def write_workspace(
    tables: Tables, target: Path, pictures: Path, settings: Mapping[str, object], step: Step = form.go_on
) -> Manifest:
    """Write everything to `target`, whole or not at all.

    Raises `EnvironmentProblem`, `UserError`, `sqlite3.Error`, and `Cancelled` when `step` says so.
    """
    if not target.is_absolute() or target.is_dir() or not target.parent.is_dir():
        raise UserError(ErrorKind.INPUT, tr("There is no folder to write {file} in.", file=target))
    beside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    with _errors(target):
        if _is_history(tables, target):
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        try:
            with beside.open("wb") as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                    made = _Writing(tables, archive, step).run(pictures, settings)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
        sync_folder(target.parent)
    return made


class _Writing:
    """One file in the making."""

    def __init__(self, tables: Tables, archive: zipfile.ZipFile, step: Step) -> None:
        self._tables, self._archive, self._step = tables, archive, step
        self._ask: Ask = asking(tables.connection)
        self._moment = gmtime()[:6]
        self._total = tables.versions.count()
        self._versions = self._unreadable = 0

    def run(self, pictures: Path, settings: Mapping[str, object]) -> Manifest:
        """Everything, the manifest last: a reader that finds it knows that the rest is there."""
        self._put(form.README, README.encode())
        drafts = 0
        for place, draft_id in enumerate(draft_ids(self._ask), 1):
            kept = read_draft(self._ask, draft_id)
            if kept is None:
                self._unreadable += 1
                continue
            self._draft(f"drafts/{_folder(place, kept)}/", kept)
            drafts += 1
        tables = self._tables
        self._json(form.TEMPLATES, tables.templates.all())
        self._json(form.SEARCHES, tables.shelves.saved_searches())
        self._json(form.DUELS, tables.duels.all("", ""))
        self._json(form.OUTCOMES, tables.outcomes.all(DraftId("")))
        self._unreadable += write_translations(tables, self)
        self._json(form.SETTINGS, form.travelling(settings))
        kept_pictures = self._pictures(pictures)
        made = Manifest(
            program=__version__, made_at=timestamp(), drafts=drafts, versions=self._versions, pictures=kept_pictures,
            unreadable=self._unreadable,
        )  # fmt: skip
        self._json(form.MANIFEST, made)
        return made

    def put(self, name: str, data: bytes) -> None:
        """One entry."""
        self._put(name, data)
        take_step(self._step, self._versions, self._total)

    def put_lines(self, name: str, values: Iterable[object]) -> None:
        """One entry, a JSON value a line."""
        with self._archive.open(self._entry(name), "w", force_zip64=True) as lines:
            for place, value in enumerate(values):
                lines.write(msgspec.json.encode(value) + b"\n")
                if place % 1000 == 0:
                    take_step(self._step, self._versions, self._total)

    def _draft(self, folder: str, kept: KeptDraft) -> None:
        take_step(self._step, self._versions, self._total)
        self._json(folder + form.DRAFT, kept)
        self._put(folder + form.TEXT, text_of(kept).encode())
        with SpooledTemporaryFile(_IN_MEMORY) as texts:
            with self._archive.open(self._entry(folder + form.VERSIONS), "w", force_zip64=True) as lines:
                for number in version_keys(self._ask, kept.draft.id):
                    version = read_version(self._ask, number, kept.draft.id)
                    if version is None:
                        self._unreadable += 1
                        continue
                    lines.write(msgspec.json.encode(version) + b"\n")
                    texts.write(version_text(version).encode())
                    self._versions += 1
                    if self._versions % 100 == 0:
                        take_step(self._step, self._versions, self._total)
            texts.seek(0)
            with self._archive.open(self._entry(folder + form.TEXTS), "w", force_zip64=True) as whole:
                while piece := texts.read(1 << 20):
                    whole.write(piece)

    def _pictures(self, folder: Path) -> int:
        written = 0
        for name in pictures_in(folder):
            data = (folder / name).read_bytes()
            if is_whole(name, data):  # another would be refused where it comes in
                self._put(f"pictures/{name}", data, zipfile.ZIP_STORED)
                written += 1
        return written

    def _json(self, name: str, value: object) -> None:
        self._put(name, msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")

    def _put(self, name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
        self._archive.writestr(self._entry(name, method), data)

    def _entry(self, name: str, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, self._moment)
        entry.compress_type = method
        entry.external_attr = 0o600 << 16
        return entry


def _is_history(tables: Tables, target: Path) -> bool:
    """Whether it is the file of the history itself, which would be gone."""
    own = tables.connection.execute("PRAGMA database_list").fetchone()[2]
    return bool(own) and target.exists() and target.samefile(own)


def _folder(place: int, kept: KeptDraft) -> str:
    """A folder's name, in the order of the last change, that people know their text by."""
    slug = slug_of(kept.draft.title, kept.draft.brief.language, longest=_ROOM)
    return f"{place:06}-{slug}" if slug else f"{place:06}"


@contextmanager
def _errors(target: Path) -> Iterator[None]:
    """What the disk says of the file, which is not the text: that is saved."""
    try:
        yield
    except OSError as error:
        found = problem_of_file(error, target).problem
        if found.kind is ErrorKind.DISK_FULL:
            message = tr("{file} was not written: the disk is full.", file=target)
        else:
            message = tr("{file} was not written: {reason}.", file=target, reason=error.strerror or str(error))
        hint = tr("Free some space there, or choose another place; a file that was there is as it was.")
        raise EnvironmentProblem(found.kind, message, hint, Remedy.RETRY, details=str(error)) from error
