"""What the store keeps of translations: jobs with their files and rows, translation memories, term bases."""

from __future__ import annotations

import threading

from desktop.core.term import Term
from desktop.core.translation import (
    Concordance,
    Job,
    JobCard,
    JobFile,
    MemoryInfo,
    MemoryMatch,
    MemoryUnit,
    MemoryUse,
    RowNote,
    TermBase,
)
from desktop.store.backups import Interrupted
from desktop.store.fidelity import cleaned
from desktop.store.memory_lookup import MemoryLookup
from desktop.store.part import StorePart
from desktop.store.tables import Tables

_GUARD = threading.Lock()


class Translating(StorePart):
    """The part of the store that concerns translations; see `TranslatingLike` for the words."""

    _lookup: MemoryLookup | None = None

    @property
    def memory_lookup(self) -> MemoryLookup:
        """Looks up matches with connections of its own; may be used on another thread than the store's."""
        with _GUARD:
            if self._lookup is None:
                self._lookup = MemoryLookup(self._file.path)
            return self._lookup

    # Jobs

    def jobs(self) -> list[JobCard]:
        """The jobs outside the trash, the one that changed last first."""
        return self._file.read(lambda tables: tables.jobs.cards())

    def job(self, id: int) -> Job:
        """One job, also from the trash."""
        return self._file.read(lambda tables: tables.jobs.get(id))

    def save_job(self, job: Job) -> Job:
        """Keep a job but for its files; a new one gets an id."""
        clean = cleaned(job).value
        return self._file.write(lambda tables: tables.jobs.save(clean))

    def trash_job(self, id: int) -> None:
        """Put a job into the trash."""
        self._file.write(lambda tables: tables.jobs.set_trashed(id, trashed=True))

    def restore_job(self, id: int) -> None:
        """Take a job out of the trash."""
        self._file.write(lambda tables: tables.jobs.set_trashed(id, trashed=False))

    def add_job_file(self, job: int, file: JobFile, data: bytes) -> JobFile:
        """Put a file into a job, after the others; returns it with its id and time."""
        clean = cleaned(file).value
        return self._file.write(lambda tables: tables.jobs.add_file(job, clean, data))

    def replace_job_file(self, file: int, data: bytes, file_values: JobFile) -> JobFile:
        """Put other bytes in the place of a file's; what is known of its rows stays."""
        clean = cleaned(file_values).value
        return self._file.write(lambda tables: tables.jobs.replace_file(file, data, clean))

    def remove_job_file(self, file: int) -> None:
        """Take a file out of its job for good."""
        self._file.write(lambda tables: tables.jobs.remove_file(file))

    def job_file_bytes(self, file: int) -> bytes:
        """The bytes of a file as they came in."""
        return self._file.read(lambda tables: tables.jobs.data(file))

    def change_job_file(self, file: JobFile) -> None:
        """Keep what is said of a file, not its bytes."""
        clean = cleaned(file).value
        self._file.write(lambda tables: tables.jobs.change_file(clean))

    # Rows

    def row_notes(self, file: int) -> list[RowNote]:
        """What is known of the rows of a file."""
        return self._file.read(lambda tables: tables.rows.notes(file))

    def keep_rows(self, file: int, notes: list[RowNote], segments: int = -1) -> None:
        """Keep what is known of rows, all of it or nothing."""
        clean = [cleaned(note).value for note in notes]

        def keep(tables: Tables) -> None:
            tables.jobs.touched(file)
            tables.rows.keep(file, clean)
            if segments >= 0:
                tables.jobs.count_segments(file, segments)

        self._file.write(keep)

    def row_history(self, file: int, segment: str) -> list[RowNote]:
        """The targets and states that a row had, the newest first."""
        return self._file.read(lambda tables: tables.rows.history(file, segment))

    # Memories

    def memories(self) -> list[MemoryInfo]:
        """The translation memories by name."""
        return self._file.read(lambda tables: tables.memories.all())

    def new_memory(self, name: str, source: str, target: str) -> MemoryInfo:
        """An empty memory for a pair of languages."""
        clean = cleaned((name.strip(), source.strip(), target.strip())).value
        return self._file.write(lambda tables: tables.memories.new(*clean))

    def delete_memory(self, id: int) -> None:
        """Forget a memory with all its units for good."""
        self._file.write(lambda tables: tables.memories.delete(id))

    def rename_memory(self, id: int, name: str) -> MemoryInfo:
        """Give a memory another name."""
        clean = cleaned(name.strip()).value
        return self._file.write(lambda tables: tables.memories.rename(id, clean))

    def memory_units(self, id: int, start: int = 0, limit: int = 1000) -> list[MemoryUnit]:
        """Units of a memory in the order in which they came."""
        return self._file.read(lambda tables: tables.memories.units(id, start, limit))

    def add_units(self, memory: int, units: list[MemoryUnit]) -> int:
        """Keep units in one transaction; returns how many came or changed."""
        clean = [cleaned(unit).value for unit in units]
        return self._file.write(lambda tables: tables.memories.add(memory, clean))

    def remove_unit(self, unit: int) -> None:
        """Take a unit out of its memory."""
        self._file.write(lambda tables: tables.memories.remove_unit(unit))

    def matches(
        self, uses: list[MemoryUse], source: str, before: str, after: str, languages: tuple[str, str], limit: int = 5,
        least: int = 50,
    ) -> list[MemoryMatch]:  # fmt: skip
        """The units that are like a source, the best first."""
        return self.memory_lookup.matches(uses, (source, before, after), languages, limit, least)

    def matches_of(
        self, uses: list[MemoryUse], sources: list[tuple[str, str, str]], languages: tuple[str, str]
    ) -> list[MemoryMatch | None]:
        """The best unit for each of many sources with their neighbours."""
        return self.memory_lookup.matches_of(uses, sources, languages)

    def concordance(self, uses: list[MemoryUse], words: str, limit: int = 50) -> list[Concordance]:
        """The units that hold all these words, in any form, in source or target."""
        memories = [use.memory for use in uses]
        return self._file.read(lambda tables: tables.memory_search.find(memories, words, limit))

    # Terms

    def term_bases(self) -> list[TermBase]:
        """The term bases by name."""
        return self._file.read(lambda tables: tables.terms.bases())

    def new_term_base(self, name: str) -> TermBase:
        """An empty term base."""
        clean = cleaned(name.strip()).value
        return self._file.write(lambda tables: tables.terms.new_base(clean))

    def delete_term_base(self, id: int) -> None:
        """Forget a term base with its terms for good."""
        self._file.write(lambda tables: tables.terms.delete_base(id))

    def terms(self, base: int, source: str = "", target: str = "") -> list[Term]:
        """The terms of a base by source; with languages those that fit the pair."""
        return self._file.read(lambda tables: tables.terms.all(base, source, target))

    def put_term(self, base: int, term: Term) -> Term:
        """Keep a term; one without an id is new."""
        clean = cleaned(term).value
        return self._file.write(lambda tables: tables.terms.put(base, clean))

    def put_terms(self, base: int, terms: list[Term]) -> int:
        """Keep many new terms at once; returns how many were not there."""
        clean = [cleaned(term).value for term in terms]
        return self._file.write(lambda tables: tables.terms.put_many(base, clean))

    def delete_term(self, base: int, id: int) -> None:
        """Take a term out of a base."""
        self._file.write(lambda tables: tables.terms.delete(base, id))

    def _go_on_with_memories(self, interrupted: Interrupted) -> None:
        """Enter units into an index of words that was made again; delete those of memories that were deleted."""
        if self._file.read(lambda tables: tables.memory_search.waits()):
            while not interrupted() and self._file.write(lambda tables: tables.memory_search.go_on()):
                pass
        if self._file.read(lambda tables: tables.memories.deleting()):
            while not interrupted() and self._file.write(lambda tables: tables.memories.go_on_deleting()):
                pass
