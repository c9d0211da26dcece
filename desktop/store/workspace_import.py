"""Taking a workspace file in: what is here stays as it is, and what is not comes beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from desktop.core.draft import Template
from desktop.core.duels import Duel
from desktop.core.errors import ErrorKind, UserError
from desktop.core.history import SavedSearch
from desktop.core.ids import DraftId
from desktop.core.outcomes import Outcome
from desktop.core.restoring import Content, Difference, ImportReport
from desktop.core.words import tr
from desktop.store.files import private_folder, replace_file
from desktop.store.landing import Landing
from desktop.store.tables import Tables
from desktop.store.workspace_form import Step, take_step
from desktop.store.workspace_reading import Counted, WorkspaceReader
from desktop.store.workspace_translations import TranslationsIn

_INDEXED_AT_ONCE = 2_000
"""More versions than that, and than there are, are entered into the search index bit by bit: it takes 1 ms for each."""

T = TypeVar("T", Template, SavedSearch)
R = TypeVar("R", Duel, Outcome)


class Import:
    """One file, looked at as a whole before anything of it is taken in. Raises `UserError`."""

    def __init__(self, reader: WorkspaceReader, step: Step) -> None:
        self._reader, self._step = reader, step
        self._total = max(1, reader.manifest.versions) * 2  # each is read twice: to be looked at, and to come in
        self._done = 0
        self._drafts: list[Counted] = []
        for each in reader.drafts():
            self._drafts.append(each)
            self._stepped(len(each.keys))
        self._names = [name for name, _ in reader.pictures()]
        self._templates, self._searches = reader.templates(), reader.searches()
        self._duels, self._outcomes = reader.duels(), reader.outcomes()
        self.settings = reader.settings()
        self._translations = TranslationsIn(reader, reader.names)

    def run(self, tables: Tables, pictures: Path) -> ImportReport:
        """Take everything in; called inside a transaction, so that all of it comes or nothing. Raises `OSError`."""
        try:
            report = self._run(tables)
            return msgspec.structs.replace(report, pictures=self._take_pictures(pictures))
        except OverflowError as error:
            message = tr("A number in the file is too large to be true.")
            raise UserError(ErrorKind.INPUT, message, tr("Nothing was taken in.")) from error

    def _run(self, tables: Tables) -> ImportReport:
        landing = Landing(tables)
        counts = [landing.expect(each.kept.draft.id, each.keys) for each in self._drafts]
        index_later = sum(counts) > max(_INDEXED_AT_ONCE, tables.versions.count())
        if index_later:
            tables.index.put_off()
        numbers = [tables.drafts.number(each.kept.draft.id) for each in self._drafts]
        for each, number in zip(self._drafts, numbers, strict=True):
            self._take_versions(landing, landing.add_draft(each.kept) if number is None else number, each)
        added = [each.kept.draft.id for each, number in zip(self._drafts, numbers, strict=True) if number is None]
        changed = [
            each.kept.draft.id
            for each, number, coming in zip(self._drafts, numbers, counts, strict=True)
            if number is not None and self._merged(landing, number, each, coming)
        ]
        others = (
            Difference(Content.TEMPLATES, self._add_templates(tables), 0),
            Difference(Content.SEARCHES, self._add_searches(tables), 0),
            Difference(Content.DUELS, self._add_duels(tables, landing), 0),
            Difference(Content.OUTCOMES, self._add_outcomes(tables, landing), 0),
            *self._translations.run(tables),
        )
        if index_later:
            tables.index.make_again()
        skipped = len(numbers) - len(added) - len(changed)
        came = tuple(each for each in others if each.coming)
        return ImportReport(tuple(added), tuple(changed), skipped, sum(counts), came)

    @staticmethod
    def _merged(landing: Landing, number: int, each: Counted, coming: int) -> bool:
        """A draft that was here: its text comes as a version when it is another one; whether anything came."""
        belongings = landing.add_belongings(number, each.kept)
        return landing.add_text(number, each.kept.draft, each.keys) or bool(belongings or coming)

    def _take_pictures(self, folder: Path) -> int:
        """Keep the pictures that are not here; how many they are. Raises `OSError`."""
        missing = {name for name in self._names if not (folder / name).exists()}
        if missing:
            private_folder(folder)
        for name, data in self._reader.pictures() if missing else ():
            if name in missing:
                replace_file(folder / name, data)
        return len(missing)

    def _take_versions(self, landing: Landing, number: int, each: Counted) -> None:
        self._stepped(0)
        for version in self._reader.versions(each.folder):
            if landing.is_coming(version.version.id):
                landing.add_version(number, version)
            self._stepped(1)

    def _add_templates(self, tables: Tables) -> int:
        new = _under_free_names(self._templates, tables.templates.all())
        for each in new:
            tables.templates.save(each)
        return len(new)

    def _add_searches(self, tables: Tables) -> int:
        new = _under_free_names(self._searches, tables.shelves.saved_searches())
        for each in new:
            tables.shelves.save_search(each)
        return len(new)

    def _add_duels(self, tables: Tables, landing: Landing) -> int:
        moved = [
            msgspec.structs.replace(
                each, left_version=landing.moved(each.left_version), right_version=landing.moved(each.right_version)
            )
            for each in self._duels
        ]
        new = _not_here(moved, tables.duels.all("", ""), lambda each, id: msgspec.structs.replace(each, id=id))
        tables.duels.add(new)
        return len(new)

    def _add_outcomes(self, tables: Tables, landing: Landing) -> int:
        moved = [msgspec.structs.replace(each, version=landing.moved(each.version)) for each in self._outcomes]
        here = tables.outcomes.all(DraftId(""))
        new = _not_here(moved, here, lambda each, id: msgspec.structs.replace(each, id=id))
        tables.outcomes.add(new)
        return len(new)

    def _stepped(self, count: int) -> None:
        before, self._done = self._done, self._done + count
        if before // 100 != self._done // 100 or count != 1:
            take_step(self._step, min(self._done, self._total), self._total)


def _not_here(coming: Iterable[R], here: Sequence[R], numbered: Callable[[R, int], R]) -> list[R]:
    """Those that are not here by what they say, each under its own number where that is free."""
    known = {numbered(each, 0) for each in here}
    taken = {each.id for each in here}
    new = [each for each in coming if numbered(each, 0) not in known]
    return [numbered(each, 0) if each.id in taken or each.id < 0 else each for each in new]


def _under_free_names(coming: Iterable[T], here: Iterable[T]) -> list[T]:
    """Those that are not here; one whose name means another one here gets a number after it."""
    known = {each.name: each for each in here}
    new = []
    for each in coming:
        name, number = each.name, 1
        while name in known and msgspec.structs.replace(known[name], name=each.name) != each:
            number += 1
            name = f"{each.name} ({number})"
        if name not in known:
            known[name] = msgspec.structs.replace(each, name=name)
            new.append(known[name])
    return new
