"""The term lists of a translation job: what they hold, changing it, and files of terms in and out."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.errors import ErrorKind, UserError
from desktop.core.term import Term
from desktop.core.translation import Job, TermBase
from desktop.core.words import tr, trn
from desktop.runtime.beside import Beside
from desktop.runtime.store_thread import StoreThread
from desktop.runtime.translation_files import file_bytes, write_file

if TYPE_CHECKING:
    from desktop.store.store import Store

_LARGEST = 50_000_000


class BaseTerms(msgspec.Struct, frozen=True):
    """A term list of the job with the terms that fit the job's languages."""

    base: TermBase
    terms: tuple[Term, ...] = ()


class TranslationTerms(QObject):
    """Follows one job; `changed` says that `bases` are others, `edited` that terms were changed from here."""

    changed = Signal()
    edited = Signal()
    made = Signal(object)  # TermBase: a new list, not yet used by the job
    failed = Signal(object)  # Problem
    said = Signal(str)

    def __init__(self, store: StoreThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._job: Job | None = None
        self._beside = Beside("terms", self)
        self.bases: tuple[BaseTerms, ...] = ()
        self.others: tuple[TermBase, ...] = ()
        """Lists that the job does not use."""

    def show_job(self, job: Job | None) -> None:
        """Read the terms of this job's lists; `changed` follows."""
        self._job = job
        if job is None:
            self.bases, self.others = (), ()
            self.changed.emit()
        else:
            self.refresh()

    def refresh(self) -> None:
        """Read them anew."""
        job = self._job
        if job is None:
            return

        def work(store: Store) -> tuple[tuple[BaseTerms, ...], tuple[TermBase, ...]]:
            known = {base.id: base for base in store.term_bases()}
            used = tuple(
                BaseTerms(known[each], tuple(store.terms(each, job.source, job.target)))
                for each in job.term_bases
                if each in known
            )
            return used, tuple(base for base in known.values() if base.id not in job.term_bases)

        self._store.submit(work, lambda found: self._take(job, *found), self.failed.emit)

    def _take(self, job: Job, bases: tuple[BaseTerms, ...], others: tuple[TermBase, ...]) -> None:
        if self._job is not None and self._job.id == job.id and (bases, others) != (self.bases, self.others):
            self.bases, self.others = bases, others
            self.changed.emit()

    def new_base(self, name: str) -> None:
        """An empty list; `made` hands it over."""
        self._store.submit(lambda store: store.new_term_base(name), self.made.emit, self.failed.emit)

    def put(self, base: int, term: Term) -> None:
        """Keep a new or a changed term; one without languages gets those of the job."""
        job = self._job
        if job is not None and not term.id and not term.source_language:
            term = msgspec.structs.replace(term, source_language=job.source, target_language=job.target)
        self._change(lambda store: store.put_term(base, term))

    def remove(self, base: int, term: Term) -> None:
        """Take a term out of its list."""
        self._change(lambda store: store.delete_term(base, term.id))

    def _change(self, work: Callable[[Store], object]) -> None:
        self._store.submit(work, lambda _done: self._on_edited(), self.failed.emit)

    def _on_edited(self) -> None:
        self.refresh()
        self.edited.emit()

    # Files

    def bring_in(self, base: int, path: Path) -> None:
        """Read the terms of a TBX file or a table for the job's languages and keep those that are new."""
        job = self._job
        if job is None:
            return
        found: list[Term] = []

        def read() -> None:
            from desktop.formats.bitext.terms_file import read_terms

            for term in read_terms(file_bytes(path, _LARGEST), path.name, job.source, job.target):
                named = msgspec.structs.replace(
                    term,
                    source_language=term.source_language or job.source,
                    target_language=term.target_language or job.target,
                )
                found.append(named)

        self._beside.run(read, lambda: self._keep(base, path.name, found), self.failed.emit)

    def _keep(self, base: int, name: str, terms: list[Term]) -> None:
        if not terms:
            self.failed.emit(no_terms(name).problem)
            return

        def then(count: int) -> None:
            self._on_edited()
            words = trn("{n} term came in from {file}.", "{n} terms came in from {file}.", count, file=name)
            self.said.emit(words)

        self._store.submit(lambda store: store.put_terms(base, terms), then, self.failed.emit)

    def take_out(self, base: int, path: Path) -> None:
        """Write the terms of a list to a TBX file or a table, by the file's ending."""
        terms = next((each.terms for each in self.bases if each.base.id == base), ())
        job = self._job
        languages = (job.source, job.target) if job is not None else ("", "")

        def write() -> None:
            from desktop.formats.bitext.new_tbx import tbx_of

            is_table = path.suffix.lower() in {".csv", ".tsv"}
            write_file(path, terms_table(terms) if is_table else tbx_of(terms, *languages))

        said = trn("{n} term is in {file}.", "{n} terms are in {file}.", len(terms), file=path.name)
        self._beside.run(write, lambda: self.said.emit(said), self.failed.emit)

    def close(self) -> None:
        """Wait for what is being read or written."""
        self._beside.wait(3.0)


def terms_table(terms: tuple[Term, ...]) -> bytes:
    """The terms as CSV, with the heads that `bring_in` reads."""
    from desktop.formats.spreadsheet import harmless

    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(("source", "target", "forbidden", "case", "note", "definition"))
    for term in terms:
        row = (term.source, term.target, "; ".join(term.forbidden), "yes" if term.case else "", term.note)
        table.writerow([harmless(each) for each in (*row, term.definition)])
    return out.getvalue().encode("utf-8-sig")


def no_terms(name: str) -> UserError:
    """The file holds no term for these languages."""
    message = tr("{file} has no term for the languages of this job.", file=name)
    return UserError(ErrorKind.INPUT, message, tr("Look at the languages of the job and at the heads of the columns."))
