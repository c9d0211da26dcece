"""Translation jobs and their files, in the words of SQL."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from typing import Any

import msgspec

from desktop.core.errors import EnvironmentProblem, ErrorKind, UserError
from desktop.core.segment import SegmentState
from desktop.core.translation import Job, JobCard, JobFile, MemoryUse, TranslationBrief
from desktop.core.words import tr
from desktop.store.drafts import count_change, now

MOST_BYTES = 200_000_000
"""The largest file that a job takes."""

CONFIRMED = (SegmentState.REVIEWED, SegmentState.APPROVED)
"""The states in which a segment counts as confirmed."""

_PIECE = 4_000_000
_FAST = 1  # text shrinks to a third with it already; a ZIP such as DOCX does not shrink at any level
_CONFIRMED = ", ".join(f"'{state}'" for state in CONFIRMED)


class JobBody(msgspec.Struct, frozen=True):
    """What a job says besides its name and languages."""

    brief: TranslationBrief = TranslationBrief()
    memories: tuple[MemoryUse, ...] = ()
    term_bases: tuple[int, ...] = ()


class JobTable:
    """Jobs on the store's connection; what writes is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def cards(self) -> list[JobCard]:
        """The jobs outside the trash, the one that changed last first."""
        rows = self._connection.execute(
            "SELECT id, name, source, target, changed_at FROM jobs WHERE trashed_at = '' ORDER BY changed DESC"
        ).fetchall()
        return [self._card(row) for row in rows]

    def get(self, job: int) -> Job:
        """One job with what is said of its files. Raises `UserError`, `EnvironmentProblem` when it cannot be read."""
        row = self._connection.execute(
            "SELECT id, name, source, target, body, changed_at FROM jobs WHERE id = ?", (job,)
        ).fetchone()
        if row is None:
            raise UserError(ErrorKind.INPUT, tr("There is no translation job {id}.", id=job))
        number, name, source, target, body, changed_at = row
        about: JobBody = _decoded(body, JobBody, number)
        files = self._connection.execute(
            "SELECT id, body FROM job_files WHERE job = ? ORDER BY place, id", (number,)
        ).fetchall()
        kept = tuple(_file_of(file, said, number) for file, said in files)
        return Job(number, name, source, target, about.brief, kept, about.memories, about.term_bases, changed_at)

    def save(self, job: Job) -> Job:
        """Keep everything but its files; returns it as it is kept."""
        body = msgspec.json.encode(JobBody(job.brief, job.memories, job.term_bases)).decode()
        values = (job.name, job.source, job.target, body, now(), count_change(self._connection))
        if job.id:
            self._known(job.id)
            self._connection.execute(
                "UPDATE jobs SET name = ?, source = ?, target = ?, body = ?, changed_at = ?, changed = ? WHERE id = ?",
                (*values, job.id),
            )
            return self.get(job.id)
        cursor = self._connection.execute(
            "INSERT INTO jobs (name, source, target, body, changed_at, changed) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
            values,
        )
        return self.get(int(cursor.fetchone()[0]))

    def set_trashed(self, job: int, *, trashed: bool) -> None:
        """Put a job into the trash or take it out."""
        self._known(job)
        self._connection.execute(
            "UPDATE jobs SET trashed_at = ?, changed = ? WHERE id = ?",
            (now() if trashed else "", count_change(self._connection), job),
        )

    def forget_trashed(self, before: str) -> bool:
        """Delete one of the jobs that went into the trash before a moment, with its files; whether there was one."""
        gone = self._connection.execute(
            "DELETE FROM jobs WHERE id = (SELECT id FROM jobs WHERE trashed_at <> '' AND trashed_at < ? LIMIT 1)",
            (before,),
        )
        if gone.rowcount:
            count_change(self._connection)
        return bool(gone.rowcount)

    def add_file(self, job: int, file: JobFile, data: bytes) -> JobFile:
        """Put a file after the others of a job."""
        self._known(job)
        _refuse_huge(file.name, data)
        place = self._connection.execute("SELECT coalesce(max(place), 0) + 1 FROM job_files WHERE job = ?", (job,))
        kept = msgspec.structs.replace(file, added_at=file.added_at or now())
        cursor = self._connection.execute(
            "INSERT INTO job_files (job, place, name, body, segments, size, changed) VALUES (?, ?, ?, ?, 0, ?, ?)"
            " RETURNING id",
            (
                job, place.fetchone()[0], kept.name, msgspec.json.encode(kept).decode(), len(data),
                count_change(self._connection),
            ),
        )  # fmt: skip
        number = int(cursor.fetchone()[0])
        self._put_data(number, data)
        self._touch(number)
        return msgspec.structs.replace(kept, id=number)

    def replace_file(self, file: int, data: bytes, said: JobFile) -> JobFile:
        """Put other bytes in the place of a file's; what is said of it is said anew."""
        _refuse_huge(said.name, data)
        self.change_file(msgspec.structs.replace(said, id=file))
        self._connection.execute("UPDATE job_files SET size = ? WHERE id = ?", (len(data), file))
        self._connection.execute("DELETE FROM job_file_data WHERE file = ?", (file,))
        self._put_data(file, data)
        return self._file(file)

    def change_file(self, file: JobFile) -> None:
        """Keep what is said of a file; when it was added stays."""
        added_at = self._file(file.id).added_at
        kept = msgspec.structs.replace(file, added_at=added_at)
        self._connection.execute(
            "UPDATE job_files SET name = ?, body = ?, changed = ? WHERE id = ?",
            (kept.name, msgspec.json.encode(kept).decode(), count_change(self._connection), file.id),
        )
        self._touch(file.id)

    def remove_file(self, file: int) -> None:
        """Take a file out of its job for good."""
        self._file(file)
        self._touch(file)
        self._connection.execute("DELETE FROM job_files WHERE id = ?", (file,))
        count_change(self._connection)

    def count_segments(self, file: int, segments: int) -> None:
        """Note how many segments a file has."""
        self._connection.execute("UPDATE job_files SET segments = ? WHERE id = ?", (segments, file))

    def data(self, file: int) -> bytes:
        """The bytes of a file. Raises `EnvironmentProblem` when they are not what was put there."""
        self._file(file)
        size = self._connection.execute("SELECT size FROM job_files WHERE id = ?", (file,)).fetchone()[0]
        try:
            whole = b"".join(self._pieces(file))
        except zlib.error as error:
            raise _damaged_file(file) from error
        if len(whole) != size:
            raise _damaged_file(file)
        return whole

    def touched(self, file: int) -> None:
        """Something of a file's rows changed: its job changed last. Raises `UserError` when there is no such file."""
        self._file(file)
        self._touch(file)

    def _pieces(self, file: int) -> Iterator[bytes]:
        rows = self._connection.execute("SELECT data FROM job_file_data WHERE file = ? ORDER BY part", (file,))
        for (piece,) in rows:
            yield zlib.decompress(piece)

    def _put_data(self, file: int, data: bytes) -> None:
        view = memoryview(data)
        for part, start in enumerate(range(0, max(1, len(data)), _PIECE)):
            self._connection.execute(
                "INSERT INTO job_file_data (file, part, data) VALUES (?, ?, ?)",
                (file, part, zlib.compress(view[start : start + _PIECE], _FAST)),
            )

    def _card(self, row: tuple[Any, ...]) -> JobCard:
        number, name, source, target, changed_at = row
        ask = self._connection.execute
        files = ask("SELECT name, segments FROM job_files WHERE job = ? ORDER BY place, id", (number,)).fetchall()
        confirmed = ask(
            "SELECT count(*) FROM row_notes WHERE file IN (SELECT id FROM job_files WHERE job = ?)"  # noqa: S608 - ours
            f" AND state IN ({_CONFIRMED})",
            (number,),
        ).fetchone()[0]
        names = tuple(file for file, _ in files)
        return JobCard(number, name, source, target, names, sum(count for _, count in files), confirmed, changed_at)

    def _known(self, job: int) -> None:
        if self._connection.execute("SELECT 1 FROM jobs WHERE id = ?", (job,)).fetchone() is None:
            raise UserError(ErrorKind.INPUT, tr("There is no translation job {id}.", id=job))

    def _file(self, file: int) -> JobFile:
        row = self._connection.execute("SELECT id, body, job FROM job_files WHERE id = ?", (file,)).fetchone()
        if row is None:
            raise UserError(ErrorKind.INPUT, tr("There is no file {id} in any translation job.", id=file))
        return _file_of(*row)

    def _touch(self, file: int) -> None:
        self._connection.execute(
            "UPDATE jobs SET changed_at = ?, changed = ? WHERE id = (SELECT job FROM job_files WHERE id = ?)",
            (now(), count_change(self._connection), file),
        )


def _file_of(number: int, body: str, job: int) -> JobFile:
    said: JobFile = _decoded(body, JobFile, job)
    return msgspec.structs.replace(said, id=number)


def _decoded(body: str, wanted: type[Any], job: int) -> Any:  # noqa: ANN401 - of the wanted type
    try:
        return msgspec.json.decode(body, type=wanted)
    except msgspec.DecodeError as error:
        message = tr("The translation job {id} is damaged and cannot be read.", id=job)
        raise EnvironmentProblem(ErrorKind.STORAGE, message, details=str(error)) from error


def _damaged_file(file: int) -> EnvironmentProblem:
    return EnvironmentProblem(
        ErrorKind.STORAGE,
        tr("The file {id} of the translation job is damaged and cannot be read.", id=file),
        tr("Add the file again from where it came; what you wrote for its segments is kept."),
    )


def _refuse_huge(name: str, data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise UserError(
            ErrorKind.INPUT,
            tr("{file} is too large for a translation job.", file=name),
            tr("A file may have {most} MB at most.", most=MOST_BYTES // 1_000_000),
        )
