"""Translations in a history that another window has open; what each method means stands in `translating_protocol`."""

from __future__ import annotations

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
from desktop.store.remote import RemotePart

_AT_ONCE = 20  # sources asked for at once: the window saves in between


class RemoteTranslating(RemotePart):
    """Translation jobs with their files and rows, translation memories and term bases."""

    def jobs(self) -> list[JobCard]:
        """The jobs outside the trash, the one that changed last first."""
        return self._call("jobs", list[JobCard])

    def job(self, id: int) -> Job:
        """One job, also from the trash."""
        return self._call("job", Job, id=id)

    def save_job(self, job: Job) -> Job:
        """Keep a job's name, languages, brief, memories and term bases; a new one."""
        return self._call("save_job", Job, job=job)

    def trash_job(self, id: int) -> None:
        """Put a job into the trash; after 30 days it is deleted for good with its files."""
        self._call("trash_job", type(None), id=id)

    def restore_job(self, id: int) -> None:
        """Take a job out of the trash."""
        self._call("restore_job", type(None), id=id)

    def add_job_file(self, job: int, file: JobFile, data: bytes) -> JobFile:
        """Put a file of at most 200 MB into a job, after the others; returns it with its id and time."""
        return self._call("add_job_file", JobFile, job=job, file=file, data=data)

    def replace_job_file(self, file: int, data: bytes, file_values: JobFile) -> JobFile:
        """Put other bytes in the place of a file's; what is known of its rows stays."""
        return self._call("replace_job_file", JobFile, file=file, data=data, file_values=file_values)

    def remove_job_file(self, file: int) -> None:
        """Take a file out of its job for good, with all that is known of its rows."""
        self._call("remove_job_file", type(None), file=file)

    def job_file_bytes(self, file: int) -> bytes:
        """The bytes of a file as they came in; damaged ones raise `EnvironmentProblem` (storage)."""
        return self._call("job_file_bytes", bytes, file=file)

    def change_job_file(self, file: JobFile) -> None:
        """Keep what is said of a file (name, mapping, reshaping), not its bytes."""
        self._call("change_job_file", type(None), file=file)

    def row_notes(self, file: int) -> list[RowNote]:
        """What is known of the rows of a file."""
        return self._call("row_notes", list[RowNote], file=file)

    def keep_rows(self, file: int, notes: list[RowNote], segments: int = -1) -> None:
        """Keep what is known of rows, all of it or nothing; a new target or state also goes into the row's history."""
        self._call("keep_rows", type(None), file=file, notes=notes, segments=segments)

    def row_history(self, file: int, segment: str) -> list[RowNote]:
        """The targets and states that a row had, the newest (that of now) first."""
        return self._call("row_history", list[RowNote], file=file, segment=segment)

    def memories(self) -> list[MemoryInfo]:
        """The translation memories by name."""
        return self._call("memories", list[MemoryInfo])

    def new_memory(self, name: str, source: str, target: str) -> MemoryInfo:
        """An empty memory for a pair of languages."""
        return self._call("new_memory", MemoryInfo, name=name, source=source, target=target)

    def delete_memory(self, id: int) -> None:
        """Forget a memory with all its units for good; jobs use it no more."""
        self._call("delete_memory", type(None), id=id)

    def rename_memory(self, id: int, name: str) -> MemoryInfo:
        """Give a memory another name."""
        return self._call("rename_memory", MemoryInfo, id=id, name=name)

    def memory_units(self, id: int, start: int = 0, limit: int = 1000) -> list[MemoryUnit]:
        """Units of a memory in the order in which they came, from the one at `start` on."""
        return self._call("memory_units", list[MemoryUnit], id=id, start=start, limit=limit)

    def add_units(self, memory: int, units: list[MemoryUnit]) -> int:
        """Keep units; one with the same source and neighbours is replaced."""
        return self._call("add_units", int, memory=memory, units=units)

    def remove_unit(self, unit: int) -> None:
        """Take a unit."""
        self._call("remove_unit", type(None), unit=unit)

    def matches(
        self, uses: list[MemoryUse], source: str, before: str, after: str, languages: tuple[str, str], limit: int = 5,
        least: int = 50,
    ) -> list[MemoryMatch]:  # fmt: skip
        """The units that are like a source, the best first: at most `limit` of at least `least` per cent."""
        return self._call(
            "matches",
            list[MemoryMatch],
            uses=uses,
            source=source,
            before=before,
            after=after,
            languages=languages,
            limit=limit,
            least=least,
        )

    def matches_of(
        self, uses: list[MemoryUse], sources: list[tuple[str, str, str]], languages: tuple[str, str]
    ) -> list[MemoryMatch | None]:
        """The best unit for each of many sources with their neighbours (source, before, after)."""
        found: list[MemoryMatch | None] = []
        for start in range(0, len(sources), _AT_ONCE):
            some = sources[start : start + _AT_ONCE]
            found += self._call("matches_of", list[MemoryMatch | None], uses=uses, sources=some, languages=languages)
        return found

    def concordance(self, uses: list[MemoryUse], words: str, limit: int = 50) -> list[Concordance]:
        """The units that hold all these words, in any form, in source or target; the newest first."""
        return self._call("concordance", list[Concordance], uses=uses, words=words, limit=limit)

    def term_bases(self) -> list[TermBase]:
        """The term bases by name."""
        return self._call("term_bases", list[TermBase])

    def new_term_base(self, name: str) -> TermBase:
        """An empty term base."""
        return self._call("new_term_base", TermBase, name=name)

    def delete_term_base(self, id: int) -> None:
        """Forget a term base with its terms for good."""
        self._call("delete_term_base", type(None), id=id)

    def terms(self, base: int, source: str = "", target: str = "") -> list[Term]:
        """The terms of a base by source; with languages those that fit the pair, whatever the regions."""
        return self._call("terms", list[Term], base=base, source=source, target=target)

    def put_term(self, base: int, term: Term) -> Term:
        """Keep a term; one without an id is new, and it is returned with its id."""
        return self._call("put_term", Term, base=base, term=term)

    def put_terms(self, base: int, terms: list[Term]) -> int:
        """Keep many new terms at once; one that is there already in all that counts is not kept twice."""
        return self._call("put_terms", int, base=base, terms=terms)

    def delete_term(self, base: int, id: int) -> None:
        """Take a term out of a base."""
        self._call("delete_term", type(None), base=base, id=id)
