"""Each write of each way to save made to fail in turn: nothing acknowledged is lost, the sentence is the right one."""

from __future__ import annotations

import errno
import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import msgspec
import pytest

from desktop.core.calls import CallRecord, Purpose
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Template
from desktop.core.errors import EnvironmentProblem, ErrorKind, Problem, Remedy
from desktop.core.history import SavedSearch
from desktop.core.ids import DraftId, VersionId
from desktop.core.lines import Line, LineList
from desktop.core.profile import Profile
from desktop.core.term import Term
from desktop.core.translation import Job, JobFile, MemoryUnit, RowNote
from desktop.store.connection import open_reading
from desktop.store.schema import VERSION
from desktop.store.store import Store
from desktop.store.values import StoreEvent, Waiting
from tests.unit.store.comparing import DUEL, OUTCOME, VARIANT, comparison
from tests.unit.store.damaging import SHORT
from tests.unit.store.failing import Disk, failing_disk
from tests.unit.store.samples import SOCK, draft, opened, outsider

BIG = 12_000  # characters, so that a save is more than a page or two


@pytest.fixture
def disk() -> Iterator[Disk]:
    with failing_disk() as made:
        yield made


class Desk:
    """A store with something of everything in it, and what of it is saved again."""

    def __init__(self, store: Store) -> None:
        self.store = store
        store.begin_session()
        self.draft = store.add_version(draft("x" * BIG), Origin.TYPED).draft
        self.version = store.add_version(store.draft(self.draft), Origin.NAMED, "Een").id
        self.gone = store.save_draft(draft("gone")).id
        store.delete_draft(self.gone)
        self.comparison = store.save_comparison(comparison(self.draft, "a" * BIG))
        store.add_duels([DUEL])
        store.add_outcomes([msgspec.structs.replace(OUTCOME, draft=self.draft)])
        store.add_calls([CALL])
        store.save_template(Template("Sokken", SOCK))
        store.save_search(SavedSearch("wol", "wol"))
        self.job: Job = store.save_job(Job(0, "Klus", "en", "nl"))
        self.file: JobFile = store.add_job_file(self.job.id, JobFile(0, "a.xlf"), b"x" * BIG)
        store.keep_rows(self.file.id, [RowNote("1", "r" * BIG)], 3)
        self.thrown: int = store.save_job(Job(0, "Weg", "en", "nl")).id
        store.trash_job(self.thrown)
        self.memory: int = store.new_memory("M", "en", "nl").id
        store.add_units(self.memory, [MemoryUnit("wool", "w" * BIG), MemoryUnit("sock", "sok")])
        self.base: int = store.new_term_base("T").id
        self.term: Term = store.put_term(self.base, Term("wool", "wol"))

    def changed(self) -> Draft:
        return msgspec.structs.replace(self.store.draft(self.draft), copy=Copy({"body": "y" * BIG}))


DATA = random.Random(1).randbytes(BIG)  # noqa: S311 - bytes that do not shrink
CALL = CallRecord("2026-01-01T00:00:00.000Z", "a", "a/b", "a.b", Purpose.WRITE, content="z" * BIG)
WAYS: dict[str, Callable[[Desk], object]] = {
    "a new draft": lambda desk: desk.store.save_draft(draft("n" * BIG)),
    "a draft again": lambda desk: desk.store.save_draft(desk.changed()),
    "a version": lambda desk: desk.store.add_version(desk.changed(), Origin.WRITTEN, "", VARIANT),
    "a variant": lambda desk: desk.store.add_variant(desk.draft, SOCK, Copy({"body": "v" * BIG}), Origin.VARIANT),
    "into the trash": lambda desk: desk.store.delete_draft(desk.draft),
    "out of the trash": lambda desk: desk.store.restore_draft(desk.gone),
    "out for good": lambda desk: desk.store.forget_draft(desk.draft),
    "the trash emptied": lambda desk: desk.store.empty_trash(),
    "a template": lambda desk: desk.store.save_template(Template("Jas", SOCK)),
    "a template deleted": lambda desk: desk.store.delete_template("Sokken"),
    "calls": lambda desk: desk.store.add_calls([CALL] * 3),
    "calls forgotten": lambda desk: desk.store.clear_calls("2027"),
    "a comparison": lambda desk: desk.store.save_comparison(comparison(desk.draft, "b" * BIG)),
    "a comparison again": lambda desk: desk.store.save_comparison(desk.comparison),
    "a comparison deleted": lambda desk: desk.store.delete_comparison(desk.comparison.id),
    "lines": lambda desk: desk.store.save_lines(desk.draft, LineList("mail.subject", (Line("l" * BIG, SHORT),))),
    "duels": lambda desk: desk.store.add_duels([DUEL] * 50),
    "a round taken back": lambda desk: desk.store.delete_round(DUEL.round),
    "outcomes": lambda desk: desk.store.add_outcomes([OUTCOME] * 50),
    "outcomes forgotten": lambda desk: desk.store.delete_outcomes(desk.draft),
    "tags": lambda desk: desk.store.set_tags(desk.draft, ("zomer", "sok")),
    "a folder": lambda desk: desk.store.set_folder(desk.draft, "Winter"),
    "into the archive": lambda desk: desk.store.archive_draft(desk.draft),
    "a pin": lambda desk: desk.store.pin_version(desk.version, pinned=True),
    "a name": lambda desk: desk.store.name_version(desk.version, "Twee"),
    "findings": lambda desk: desk.store.note_findings(desk.version, 3),
    "a branch": lambda desk: desk.store.branch(desk.version, "Tak"),
    "a saved search": lambda desk: desk.store.save_search(SavedSearch("sok", "sok")),
    "a saved search deleted": lambda desk: desk.store.delete_search("wol"),
    "steps of undo": lambda desk: desk.store.keep_undo(desk.draft, b"u" * BIG),
    "a new job": lambda desk: desk.store.save_job(Job(0, "j" * BIG, "en", "nl")),
    "a job again": lambda desk: desk.store.save_job(msgspec.structs.replace(desk.job, name="Nieuw")),
    "a job into the trash": lambda desk: desk.store.trash_job(desk.job.id),
    "a job out of the trash": lambda desk: desk.store.restore_job(desk.thrown),
    "a file of a job": lambda desk: desk.store.add_job_file(desk.job.id, JobFile(0, "b"), DATA),
    "a file replaced": lambda desk: desk.store.replace_job_file(desk.file.id, DATA, desk.file),
    "a file changed": lambda desk: desk.store.change_job_file(msgspec.structs.replace(desk.file, name="c")),
    "a file removed": lambda desk: desk.store.remove_job_file(desk.file.id),
    "rows": lambda desk: desk.store.keep_rows(desk.file.id, [RowNote(str(n), "s" * 500) for n in range(40)], 40),
    "a new memory": lambda desk: desk.store.new_memory("N", "en", "sv"),
    "a memory renamed": lambda desk: desk.store.rename_memory(desk.memory, "O"),
    "a memory deleted": lambda desk: desk.store.delete_memory(desk.memory),
    "units": lambda desk: desk.store.add_units(desk.memory, [MemoryUnit(f"u{n}", "u" * 500) for n in range(40)]),
    "a unit again": lambda desk: desk.store.add_units(desk.memory, [MemoryUnit("wool", "garen")]),
    "a unit removed": lambda desk: desk.store.remove_unit(1),
    "a new term base": lambda desk: desk.store.new_term_base("U"),
    "a term base deleted": lambda desk: desk.store.delete_term_base(desk.base),
    "a term": lambda desk: desk.store.put_term(desk.base, Term("x", "t" * BIG)),
    "terms": lambda desk: desk.store.put_terms(desk.base, [Term(f"x{n}", "y") for n in range(40)]),
    "a term deleted": lambda desk: desk.store.delete_term(desk.base, desk.term.id),
    "what is open": lambda desk: desk.store.note_open(desk.draft, "here"),
}
SENTENCES = {
    errno.ENOSPC: (ErrorKind.DISK_FULL, "Not saved: the disk is full."),
    errno.EIO: (ErrorKind.STORAGE, "Not saved: the disk did not answer as it should."),
}


def content_of(store: Store) -> dict[str, list[object]]:
    """Every row of every table, the index's own too."""
    ask = store._file._tables.connection.execute  # noqa: SLF001 - nothing else sees all of it
    tables = [name for (name,) in ask("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'search'")]
    return {name: ask(f"SELECT * FROM {name}").fetchall() for name in tables}  # noqa: S608 - our own names


def problem_with(work: Callable[[], object]) -> Problem | None:
    try:
        work()
    except EnvironmentProblem as error:
        return error.problem
    return None


@pytest.mark.parametrize("number", SENTENCES, ids=lambda number: errno.errorcode[number])
@pytest.mark.parametrize("way", WAYS)
def test_whichever_write_fails_all_is_as_before_and_the_next_try_succeeds(
    profile: Profile, disk: Disk, way: str, number: int
) -> None:
    with opened(profile) as store:
        desk = Desk(store)
        before = content_of(store)
        for first in range(1, 500):
            disk.fail(first, number)
            problem = problem_with(lambda: WAYS[way](desk))
            disk.heal()
            if problem is None:
                break
            kind, message = SENTENCES[number]
            assert (problem.kind, problem.message) == (kind, message)
            assert problem.hint
            assert problem.remedy is Remedy.SAVE_ELSEWHERE
            assert content_of(store) == before
        else:
            pytest.fail("it never succeeded")
        assert first > 1, "at least one write was made to fail"
        assert disk.failed == 0
        after = content_of(store)
        assert after != before
        assert store.check()
    with opened(profile) as store:
        assert store.recovery is None
        kept = {name: rows for name, rows in content_of(store).items() if name not in {"sessions", "file_notes"}}
        assert kept == {name: after[name] for name in kept}


def test_whichever_write_fails_a_crash_right_after_it_loses_nothing_acknowledged(profile: Profile, disk: Disk) -> None:
    with opened(profile) as store:
        desk = Desk(store)
        for first in range(1, 500):
            acknowledged = store.save_draft(draft(f"before {first}"))
            disk.fail(first)
            problem = problem_with(lambda: WAYS["a version"](desk))
            disk.heal()
            crashed = Profile(profile.folder.with_name(f"crashed-{first}"), profile.models)
            shutil.copytree(profile.folder, crashed.folder)
            events: list[StoreEvent] = []
            with opened(crashed, events) as other:
                assert other.draft(acknowledged.id) == acknowledged
                assert other.check()
            assert events == []
            if problem is None:
                return
    pytest.fail("it never succeeded")


@pytest.mark.parametrize("number", SENTENCES, ids=lambda number: errno.errorcode[number])
def test_whichever_write_of_a_backup_fails_the_old_ones_are_whole_and_no_half_one_is_left(
    profile: Profile, disk: Disk, number: int
) -> None:
    with opened(profile) as store:
        desk = Desk(store)
        kept = store.backup_now()
        store.save_draft(desk.changed())
        for first in range(1, 500, 5):
            disk.fail(first, number)
            problem = problem_with(store.backup_now)
            disk.heal()
            if problem is None:
                break
            assert problem.kind is SENTENCES[number][0]
            assert [info.name for info in store.backups()] == [kept.name]
            assert [path.name for path in profile.backups.iterdir() if path.is_file()] == [kept.name]
            assert store.verify_backup(kept.name)
        assert first > 1
        assert len(store.backups()) == 2
        assert all(store.verify_backup(info.name) for info in store.backups())


@pytest.mark.parametrize("number", SENTENCES, ids=lambda number: errno.errorcode[number])
def test_whichever_write_of_restoring_a_backup_fails_the_history_is_as_it_was_or_as_the_backup_has_it(
    profile: Profile, disk: Disk, number: int
) -> None:
    with opened(profile) as store:
        desk = Desk(store)
        backup = store.backup_now()
        newer = store.save_draft(desk.changed())
        for first in range(1, 500, 3):
            disk.fail(first, number)
            problem = problem_with(lambda: store.restore_backup(backup.name))
            disk.heal()
            if problem is None:
                break
            assert problem.kind in {SENTENCES[number][0], ErrorKind.STORAGE}
            assert store.draft(newer.id).copy == newer.copy
            assert store.check()
        assert first > 1
        assert store.draft(newer.id).copy.text("body") == "x" * BIG
        assert store.check()


@pytest.mark.parametrize("number", SENTENCES, ids=lambda number: errno.errorcode[number])
@pytest.mark.parametrize("schema", [1, 4])
def test_whichever_write_of_a_migration_fails_the_old_history_is_whole(
    profile: Profile, disk: Disk, schema: int, number: int
) -> None:
    from tests.migrations.make_golden import FOLDER

    shutil.copyfile(FOLDER / f"schema-{schema}.db", profile.database)
    for first in range(1, 3000, 7):
        disk.fail(first, number)
        problem = problem_with(lambda: Store(profile).close())
        disk.heal()
        if problem is None and disk.failed == 0:
            break
        if problem is not None:
            assert problem.kind in {SENTENCES[number][0], ErrorKind.STORAGE}
        with closing(open_reading(profile.database)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone()[0] in {schema, VERSION}
            assert connection.execute("SELECT count(*) FROM drafts").fetchone()[0] == 2 + (schema > 0)
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    else:
        pytest.fail("it never succeeded")
    with opened(profile) as store:
        assert store.recovery is None
        assert store.check()


@pytest.mark.parametrize("way", WAYS)
def test_what_may_only_be_read_is_said_and_nothing_changes(profile: Profile, way: str) -> None:
    with opened(profile) as store:
        desk = Desk(store)
        before = content_of(store)
        ask = store._file._tables.connection.execute  # noqa: SLF001 - as if the disk had become read-only
        ask("PRAGMA query_only = ON")
        problem = problem_with(lambda: WAYS[way](desk))
        assert problem is not None
        assert (problem.kind, problem.message) == (ErrorKind.READ_ONLY, "Not saved: the history may only be read.")
        assert content_of(store) == before
        ask("PRAGMA query_only = OFF")
        WAYS[way](desk)
        assert content_of(store) != before


@pytest.mark.parametrize("way", WAYS)
def test_another_program_that_does_not_let_go_is_said_and_nothing_changes(profile: Profile, way: str) -> None:
    events: list[StoreEvent] = []
    with opened(profile, events, patience_s=0.3) as store, outsider(profile.database) as other:
        desk = Desk(store)
        before = content_of(store)
        other.execute("BEGIN IMMEDIATE")
        problem = problem_with(lambda: WAYS[way](desk))
        other.execute("ROLLBACK")
        assert problem is not None
        assert (problem.kind, problem.remedy) == (ErrorKind.STORAGE, Remedy.RETRY)
        assert problem.message == "Not saved: another program is using the history."
        assert any(isinstance(event, Waiting) for event in events)
        assert content_of(store) == before
        WAYS[way](desk)
        assert content_of(store) != before


@pytest.mark.timeout(120)
def test_another_program_that_holds_the_history_for_30_seconds_is_waited_for(profile: Profile) -> None:
    events: list[StoreEvent] = []
    with opened(profile, events, patience_s=60) as store:
        kept = store.save_draft(draft("before"))
        held, done = threading.Event(), threading.Event()

        def hold() -> None:
            with outsider(profile.database) as other:
                other.execute("BEGIN EXCLUSIVE")
                held.set()
                done.wait(30)
                other.execute("ROLLBACK")

        thread = threading.Thread(target=hold)
        thread.start()
        held.wait(10)
        began = time.monotonic()
        saved = store.save_draft(msgspec.structs.replace(kept, copy=Copy({"body": "after"})))
        waited = time.monotonic() - began
        thread.join()
        assert 29 < waited < 45
        assert store.draft(DraftId(saved.id)).copy.text("body") == "after"
        told = [event.seconds for event in events if isinstance(event, Waiting)]
        assert told[0] < 1
        assert told[-1] > 28
        assert len(told) > 50
        assert store.version(VersionId(store.add_version(saved, Origin.TYPED).id)).copy == saved.copy
