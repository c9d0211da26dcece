"""What a history can do with translations: jobs, memories, term bases."""

from __future__ import annotations

from typing import Protocol

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


class TranslatingLike(Protocol):
    """Translation jobs with their files and rows, translation memories and term bases."""

    def jobs(self) -> list[JobCard]:
        """The jobs outside the trash, the one that changed last first."""

    def job(self, id: int) -> Job:
        """One job, also from the trash."""

    def save_job(self, job: Job) -> Job:
        """Keep a job's name, languages, brief, memories and term bases; a new one (`id` 0) gets an id.

        Its files are kept apart: those of `job` are not looked at, and those that it has are returned.
        """

    def trash_job(self, id: int) -> None:
        """Put a job into the trash; after 30 days it is deleted for good with its files."""

    def restore_job(self, id: int) -> None:
        """Take a job out of the trash."""

    def add_job_file(self, job: int, file: JobFile, data: bytes) -> JobFile:
        """Put a file of at most 200 MB into a job, after the others; returns it with its id and time."""

    def replace_job_file(self, file: int, data: bytes, file_values: JobFile) -> JobFile:
        """Put other bytes in the place of a file's; what is known of its rows stays."""

    def remove_job_file(self, file: int) -> None:
        """Take a file out of its job for good, with all that is known of its rows."""

    def job_file_bytes(self, file: int) -> bytes:
        """The bytes of a file as they came in; damaged ones raise `EnvironmentProblem` (storage)."""

    def change_job_file(self, file: JobFile) -> None:
        """Keep what is said of a file (name, mapping, reshaping), not its bytes."""

    def row_notes(self, file: int) -> list[RowNote]:
        """What is known of the rows of a file."""

    def keep_rows(self, file: int, notes: list[RowNote], segments: int = -1) -> None:
        """Keep what is known of rows, all of it or nothing; a new target or state also goes into the row's history.

        `segments` tells how many the file has, for the job's card; -1 leaves the number as it is.
        """

    def row_history(self, file: int, segment: str) -> list[RowNote]:
        """The targets and states that a row had, the newest (that of now) first."""

    def memories(self) -> list[MemoryInfo]:
        """The translation memories by name."""

    def new_memory(self, name: str, source: str, target: str) -> MemoryInfo:
        """An empty memory for a pair of languages. Raises `UserError` when the name is taken."""

    def delete_memory(self, id: int) -> None:
        """Forget a memory with all its units for good; jobs use it no more."""

    def rename_memory(self, id: int, name: str) -> MemoryInfo:
        """Give a memory another name. Raises `UserError` when the name is taken."""

    def memory_units(self, id: int, start: int = 0, limit: int = 1000) -> list[MemoryUnit]:
        """Units of a memory in the order in which they came, from the one at `start` on."""

    def add_units(self, memory: int, units: list[MemoryUnit]) -> int:
        """Keep units; one with the same source and neighbours is replaced. Returns how many came or changed.

        One call is one transaction: give a large file in pieces of 200, and others save in between.
        """

    def remove_unit(self, unit: int) -> None:
        """Take a unit (`MemoryMatch.unit`) out of its memory."""

    def matches(
        self, uses: list[MemoryUse], source: str, before: str, after: str, languages: tuple[str, str], limit: int = 5,
        least: int = 50,
    ) -> list[MemoryMatch]:  # fmt: skip
        """The units that are like a source, the best first: at most `limit` of at least `least` per cent.

        A unit that differs in nothing but numbers is offered below that too. Memories of other languages are passed
        over; regions do not count.
        """

    def matches_of(
        self, uses: list[MemoryUse], sources: list[tuple[str, str, str]], languages: tuple[str, str]
    ) -> list[MemoryMatch | None]:
        """The best unit for each of many sources with their neighbours (source, before, after)."""

    def concordance(self, uses: list[MemoryUse], words: str, limit: int = 50) -> list[Concordance]:
        """The units that hold all these words, in any form, in source or target; the newest first."""

    def term_bases(self) -> list[TermBase]:
        """The term bases by name."""

    def new_term_base(self, name: str) -> TermBase:
        """An empty term base. Raises `UserError` when the name is taken."""

    def delete_term_base(self, id: int) -> None:
        """Forget a term base with its terms for good."""

    def terms(self, base: int, source: str = "", target: str = "") -> list[Term]:
        """The terms of a base by source; with languages those that fit the pair, whatever the regions."""

    def put_term(self, base: int, term: Term) -> Term:
        """Keep a term; one without an id is new, and it is returned with its id."""

    def put_terms(self, base: int, terms: list[Term]) -> int:
        """Keep many new terms at once; one that is there already in all that counts is not kept twice."""

    def delete_term(self, base: int, id: int) -> None:
        """Take a term out of a base."""
