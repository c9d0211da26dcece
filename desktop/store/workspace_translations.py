"""Translations in a workspace file: jobs with files and rows, memories and terms; out, and in beside what is here.

A memory or a term base is known by its name and languages, a job by its name, languages and the bytes of its files:
whatever is here stays as it is, and the same file twice changes nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol, TypeVar

import msgspec

from desktop.core.errors import EnvironmentProblem, UserError
from desktop.core.language_tag import same_language
from desktop.core.restoring import Content, Difference
from desktop.core.slug import slug_of
from desktop.core.term import Term
from desktop.core.translation import Job, JobFile, MemoryUnit, RowNote
from desktop.store.tables import Tables

T = TypeVar("T")

MEMORY, BASE, JOB = "memory.json", "base.json", "job.json"
_UNITS, _TERMS, _ROWS, _HISTORY, _DATA = "units.jsonl", "terms.jsonl", "rows.jsonl", "history.jsonl", "data"
ENTRY = re.compile(r"(memories|terms|jobs)/([0-9a-z-]{1,80})/(memory|base|job)\.json")
_AT_ONCE = 1_000
_ROOM = 40  # characters of a name in the name of a folder


class KeptMemory(msgspec.Struct, frozen=True):
    """A memory without its units."""

    name: str
    source: str
    target: str


class KeptBase(msgspec.Struct, frozen=True):
    """A term base without its terms."""

    name: str


class KeptFile(msgspec.Struct, frozen=True):
    """A file of a job; `digest` is that of its bytes (BLAKE2b, 16 bytes, in hexadecimal)."""

    file: JobFile
    segments: int
    digest: str


class KeptJob(msgspec.Struct, frozen=True, omit_defaults=True):
    """A job; its memories and term bases stand by their names, in the order in which the job has them."""

    job: Job
    files: tuple[KeptFile, ...] = ()
    memories: tuple[str, ...] = ()
    term_bases: tuple[str, ...] = ()
    trashed_at: str = ""


class Writes(Protocol):
    """How entries get into a workspace file."""

    def put(self, name: str, data: bytes) -> None:
        """One entry."""

    def put_lines(self, name: str, values: Iterable[object]) -> None:
        """One entry, a JSON value a line."""


class Reads(Protocol):
    """How entries come out of one; each raises `UserError` for what is not as Copydesk writes it."""

    def value(self, name: str, wanted: type[T]) -> T:
        """One JSON value."""

    def lines(self, name: str, wanted: type[T]) -> Iterator[T]:
        """The JSON values of an entry, none where there is no such entry."""

    def data(self, name: str) -> bytes:
        """The bytes of an entry."""

    def refusal(self, entry: str) -> UserError:
        """What is said of an entry that is not as it should be."""


def write_translations(tables: Tables, out: Writes) -> int:
    """Write all of them; how many files of jobs could not be read."""
    memories, bases = tables.memories.all(), tables.terms.bases()
    for place, memory in enumerate(memories, 1):
        folder = f"memories/{_folder(place, memory.name)}/"
        out.put(folder + MEMORY, _json(KeptMemory(memory.name, memory.source, memory.target)))
        out.put_lines(folder + _UNITS, _units(tables, memory.id))
    for place, base in enumerate(bases, 1):
        folder = f"terms/{_folder(place, base.name)}/"
        out.put(folder + BASE, _json(KeptBase(base.name)))
        out.put_lines(folder + _TERMS, (_without_id(term) for term in tables.terms.all(base.id, "", "")))
    names = {memory.id: memory.name for memory in memories}, {base.id: base.name for base in bases}
    rows = tables.connection.execute("SELECT id, trashed_at FROM jobs ORDER BY changed, id").fetchall()
    return sum(_write_job(tables, out, place, row, names) for place, row in enumerate(rows, 1))


def _write_job(
    tables: Tables, out: Writes, place: int, row: tuple[int, str], names: tuple[dict[int, str], dict[int, str]]
) -> int:
    number, trashed_at = row
    try:
        job = tables.jobs.get(number)
    except EnvironmentProblem:
        return 1
    folder, files, unreadable = f"jobs/{_folder(place, job.name)}/", list[KeptFile](), 0
    for file in job.files:
        try:
            data = tables.jobs.data(file.id)
        except EnvironmentProblem:
            unreadable += 1
            continue
        inner = f"{folder}{len(files) + 1:04}/"
        segments = tables.connection.execute("SELECT segments FROM job_files WHERE id = ?", (file.id,)).fetchone()[0]
        files.append(KeptFile(msgspec.structs.replace(file, id=0), segments, _digest(data)))
        out.put(inner + _DATA, data)
        notes = tables.rows.notes(file.id)
        out.put_lines(inner + _ROWS, notes)
        out.put_lines(
            inner + _HISTORY, (each for note in notes for each in reversed(tables.rows.history(file.id, note.segment)))
        )
    plain = msgspec.structs.replace(job, id=0, files=(), memories=(), term_bases=())
    uses = tuple(use for use in job.memories if use.memory in names[0])
    kept = KeptJob(
        msgspec.structs.replace(plain, memories=tuple(msgspec.structs.replace(use, memory=0) for use in uses)),
        tuple(files), tuple(names[0][use.memory] for use in uses),
        tuple(names[1][base] for base in job.term_bases if base in names[1]), trashed_at,
    )  # fmt: skip
    out.put(folder + JOB, _json(kept))
    return unreadable


class TranslationsIn:
    """What a file has of translations, looked at as a whole before anything of it comes in. Raises `UserError`."""

    def __init__(self, read: Reads, entries: Iterable[str]) -> None:
        self._read = read
        found = [each for name in entries if (each := ENTRY.fullmatch(name)) is not None]
        folders = {
            kind: [f"{kind}/{each[2]}/" for each in found if each[1] == kind] for kind in ("memories", "terms", "jobs")
        }
        self._memories = {folder: read.value(folder + MEMORY, KeptMemory) for folder in folders["memories"]}
        self._bases = {folder: read.value(folder + BASE, KeptBase) for folder in folders["terms"]}
        self._jobs = {folder: read.value(folder + JOB, KeptJob) for folder in folders["jobs"]}
        for folder in self._memories:
            deque(read.lines(folder + _UNITS, MemoryUnit), maxlen=0)
        for folder in self._bases:
            deque(read.lines(folder + _TERMS, Term), maxlen=0)
        for folder, kept in self._jobs.items():
            for place, file in enumerate(kept.files, 1):
                inner = f"{folder}{place:04}/"
                deque(read.lines(inner + _ROWS, RowNote), maxlen=0)
                deque(read.lines(inner + _HISTORY, RowNote), maxlen=0)
                if _digest(read.data(inner + _DATA)) != file.digest:
                    raise read.refusal(inner + _DATA)

    def run(self, tables: Tables) -> tuple[Difference, ...]:
        """Take in what is not here, inside a transaction; how much of each came."""
        memories: dict[str, int] = {}
        bases: dict[str, int] = {}
        units = sum(self._add_memory(tables, folder, memories) for folder in self._memories)
        terms = sum(self._add_base(tables, folder, bases) for folder in self._bases)
        jobs = sum(self._add_job(tables, folder, memories, bases) for folder in self._jobs)
        return (
            Difference(Content.JOBS, jobs, 0), Difference(Content.UNITS, units, 0), Difference(Content.TERMS, terms, 0),
        )  # fmt: skip

    def _add_memory(self, tables: Tables, folder: str, ids: dict[str, int]) -> int:
        kept, known = self._memories[folder], tables.memories.all()
        same = [
            each for each in known
            if each.name.casefold() == kept.name.casefold()
            and same_language(each.source, kept.source) and same_language(each.target, kept.target)
        ]  # fmt: skip
        if same:
            memory = same[0].id
        else:
            name = _free_name(kept.name, {each.name.casefold() for each in known})
            memory = tables.memories.new(name, kept.source or "und", kept.target or "und").id
        ids[kept.name] = memory
        units, came = self._read.lines(folder + _UNITS, MemoryUnit), 0
        while some := list(islice(units, _AT_ONCE)):
            new = [unit for unit in some if not tables.memories.has(memory, unit)]
            came += tables.memories.add(memory, new) if new else 0
        return came

    def _add_base(self, tables: Tables, folder: str, ids: dict[str, int]) -> int:
        kept = self._bases[folder]
        same = [each.id for each in tables.terms.bases() if each.name.casefold() == kept.name.casefold()]
        base = ids[kept.name] = same[0] if same else tables.terms.new_base(kept.name).id
        return tables.terms.put_many(base, list(self._read.lines(folder + _TERMS, Term)))

    def _add_job(self, tables: Tables, folder: str, memories: dict[str, int], bases: dict[str, int]) -> int:
        """A job that is not here comes with its files and rows; one of that name with other files gets a number."""
        kept = self._jobs[folder]
        known = [tables.jobs.get(number) for (number,) in tables.connection.execute("SELECT id FROM jobs").fetchall()]
        if any(_is_same(tables, each, kept) for each in known):
            return 0
        uses = tuple(
            msgspec.structs.replace(use, memory=memories[name])
            for use, name in zip(kept.job.memories, kept.memories, strict=False)
            if name in memories
        )
        name = _free_name(kept.job.name, {each.name.casefold() for each in known})
        made = tables.jobs.save(
            msgspec.structs.replace(
                kept.job, id=0, name=name, memories=uses, files=(),
                term_bases=tuple(bases[each] for each in kept.term_bases if each in bases),
            )
        )  # fmt: skip
        for place, file in enumerate(kept.files, 1):
            inner = f"{folder}{place:04}/"
            number = tables.jobs.add_file(made.id, file.file, self._read.data(inner + _DATA)).id
            tables.jobs.count_segments(number, file.segments)
            tables.rows.put_back(
                number, self._read.lines(inner + _ROWS, RowNote), self._read.lines(inner + _HISTORY, RowNote)
            )
        tables.connection.execute(
            "UPDATE jobs SET trashed_at = ?, changed_at = ? WHERE id = ?",
            (kept.trashed_at, kept.job.changed_at, made.id),
        )
        return 1


def _is_same(tables: Tables, job: Job, kept: KeptJob) -> bool:
    name = job.name.casefold() == kept.job.name.casefold()
    if not name or (job.source, job.target) != (kept.job.source, kept.job.target):
        return False
    digests = []
    for file in job.files:
        try:
            digests.append(_digest(tables.jobs.data(file.id)))
        except EnvironmentProblem:
            return False
    return digests == [file.digest for file in kept.files]


def _units(tables: Tables, memory: int) -> Iterator[MemoryUnit]:
    start = 0
    while some := tables.memories.units(memory, start, _AT_ONCE):
        yield from some
        start += len(some)


def _without_id(term: Term) -> Term:
    return msgspec.structs.replace(term, id=0)


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _folder(place: int, name: str) -> str:
    slug = slug_of(name, "", longest=_ROOM)
    return f"{place:06}-{slug}" if slug else f"{place:06}"


def _free_name(name: str, taken: set[str]) -> str:
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{name} ({number})"
    return found
