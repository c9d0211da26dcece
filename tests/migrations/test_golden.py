"""Histories of every released schema, opened by today's program."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from desktop.core.copy import Copy
from desktop.core.draft import Origin, Template
from desktop.core.environment import child_environment
from desktop.core.errors import EnvironmentProblem
from desktop.core.history import Filters, Shelf
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.translation import MemoryUse
from desktop.store import schema
from desktop.store.connection import open_writing
from desktop.store.drafts import changes
from desktop.store.recovery import new_file
from desktop.store.store import Store
from tests.migrations.make_golden import (
    CALLS,
    COMPARISON,
    DUELS,
    FOLDER,
    JOB,
    JOB_DATA,
    JOB_FILE,
    KEPT_COMPARISON,
    LINES,
    MADE,
    OUTCOMES,
    ROWS,
    SEARCH,
    SOCK,
    SOURCES,
    STRANGE,
    TERMS,
    UNDO,
    UNITS,
    VARIANT,
)
from tests.unit.store.samples import opened, outsider

SCHEMAS = range(1, schema.VERSION + 1)


@pytest.fixture(params=SCHEMAS)
def golden(request: pytest.FixtureRequest, profile: Profile) -> Profile:
    shutil.copyfile(FOLDER / f"schema-{request.param}.db", profile.database)
    return profile


def layout(path: Path) -> list[tuple[str, ...]]:
    """Tables, columns and indexes of a file."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
    return [tuple("" if part is None else " ".join(part.split()) for part in row) for row in rows]


def test_every_schema_has_its_golden_file() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.db")) == [f"schema-{number}.db" for number in SCHEMAS]


def test_everything_in_it_is_read(golden: Profile) -> None:
    with opened(golden) as store:
        assert store.recovery is None
        assert [each.id for each in store.latest_drafts()] == ["d1golden000b", "d1golden000a"]
        sock = store.draft(DraftId("d1golden000a"))
        assert sock.brief == SOCK
        assert sock.copy == Copy({"title": "Sok 2", "body": STRANGE})
        named, written, typed = store.versions(sock.id)
        assert (named.origin, named.name) == (Origin.NAMED, "Mån")
        assert (written.origin, written.model) == (Origin.WRITTEN, "local/small")
        assert store.version(written.id).variant == VARIANT
        assert store.version(typed.id).copy == Copy({"title": "Sok", "bullets": ("a", "b")})
        assert store.draft(DraftId("d1golden000c")).copy.text("body") == "weg"
        assert store.templates() == [Template("Sokken", SOCK)]
        previous = store.begin_session()
        assert (previous.unclean, previous.draft, previous.state) == (False, "d1golden000a", '{"screen": "product"}')


def test_calls_are_read_where_a_schema_has_them(golden: Profile) -> None:
    with outsider(golden.database) as other:
        had_calls = schema.user_version(other) >= 2
    with opened(golden) as store:
        found = [msgspec.structs.replace(call, id=0) for call in reversed(store.calls())]
        assert found == (list(CALLS) if had_calls else [])
        store.add_calls(list(CALLS[:1]))
        assert [call.provider for call in store.calls()].count("openai") == 1 + had_calls
        assert store.spent()[0].cost == pytest.approx(0.006 * (1 + had_calls))


def test_lines_are_read_where_a_schema_has_them(golden: Profile) -> None:
    with outsider(golden.database) as other:
        had_them = schema.user_version(other) >= 4
    mail = DraftId("d1golden000b")
    with opened(golden) as store:
        assert store.line_lists(mail) == ([LINES] if had_them else [])
        fewer = msgspec.structs.replace(LINES, lines=LINES.lines[:1], chosen=())
        store.save_lines(mail, fewer)
        assert store.line_lists(mail) == [fewer]


def test_variants_side_by_side_are_read_where_a_schema_has_them(golden: Profile) -> None:
    with outsider(golden.database) as other:
        had_them = schema.user_version(other) >= 3
    mail = DraftId("d1golden000b")
    with opened(golden) as store:
        assert store.draft(mail).sources == (SOURCES if had_them else ())
        assert [header.columns for header in store.comparisons()] == ([0, 4] if had_them else [])
        assert [msgspec.structs.replace(each, id=0) for each in store.duels()] == (list(DUELS) if had_them else [])
        kept = [msgspec.structs.replace(each, id=0) for each in store.outcomes()]
        assert kept == (list(OUTCOMES) if had_them else [])
        if had_them:
            found = store.comparison(KEPT_COMPARISON)
            assert found.made_at.startswith("2026-01-01")
            assert msgspec.structs.replace(found, id=COMPARISON.id, made_at="", changed_at="") == COMPARISON
            edited, written = (store.version(header.id) for header in store.versions(mail))
            assert (written.origin, written.variant) == (Origin.VARIANT, MADE)
            assert (edited.origin, edited.name, edited.sources) == (Origin.EDITED, "Anna", SOURCES)
        new = store.save_comparison(msgspec.structs.replace(COMPARISON, base=""))
        assert store.latest_comparison(mail) == new
        assert new.id == (3 if had_them else 1)
        store.add_duels(list(DUELS))
        store.add_outcomes(list(OUTCOMES))
        assert len(store.duels()) == len(store.outcomes()) == (6 if had_them else 3)
        assert store.check()


def test_drafts_are_in_order_where_a_schema_keeps_it(golden: Profile) -> None:
    with outsider(golden.database) as other:
        had_it = schema.user_version(other) >= 5
    sock = DraftId("d1golden000a")
    with opened(golden) as store:
        card = store.card(sock)
        assert (card.folder, card.tags) == (("Winter/Sokken", ("får", "wol")) if had_it else ("", ()))
        assert (card.versions, card.pinned) == (3, int(had_it))
        assert store.undo(sock) == (UNDO if had_it else b"")
        assert [each.pinned for each in store.versions(sock)] == [False, False, had_it]
        assert [each.name for each in store.saved_searches()] == (["Får", "Old"] if had_it else [])
        assert store.saved_searches()[:1] == ([SEARCH] if had_it else [])
        archived = store.search("archived", filters=Filters(shelf=Shelf.ARCHIVE))
        assert [hit.draft for hit in store.search("", filters=Filters(shelf=Shelf.ARCHIVE))] == (
            ["d1golden000d"] if had_it else []
        )
        assert archived == []  # no version was kept of it yet
        store.set_tags(sock, ("nieuw",))
        store.pin_version(store.versions(sock)[0].id, pinned=True)
        store.archive_draft(sock)
        assert [hit.draft for hit in store.search("coordinatie", filters=Filters(shelf=Shelf.ARCHIVE))] == [sock]
        assert (store.card(sock).tags, store.card(sock).pinned) == (("nieuw",), 1 + had_it)


def test_translations_are_read_where_a_schema_has_them(golden: Profile) -> None:
    with outsider(golden.database) as other:
        had_them = schema.user_version(other) >= 6
    with opened(golden) as store:
        assert [each.name for each in store.jobs()] == (["Får"] if had_them else [])
        assert [each.name for each in store.memories()] == (["Får"] if had_them else [])
        if had_them:
            job = store.job(store.jobs()[0].id)
            (file,) = job.files
            assert msgspec.structs.replace(job, id=0, files=(), changed_at="") == JOB
            assert msgspec.structs.replace(file, id=0, added_at="") == JOB_FILE
            assert store.job_file_bytes(file.id) == JOB_DATA
            assert store.row_notes(file.id) == list(ROWS)
            assert [each.target for each in store.row_history(file.id, "1")] == ["Sok", "Kous"]
            assert (store.jobs()[0].segments, store.jobs()[0].confirmed) == (7, 1)
            assert store.memory_units(1) == list(UNITS)
            assert [msgspec.structs.replace(each, id=0) for each in store.terms(1)] == list(TERMS)
            assert store.matches([MemoryUse(1)], "Warm socks.", "", "", ("en", "nl"))[0].target == STRANGE
            assert [each.target for each in store.concordance([MemoryUse(1)], "coordinatie")] == [STRANGE]
        memory = store.new_memory("New", "en", "sv")
        assert store.add_units(memory.id, list(UNITS)) == 2
        assert [each.units for each in store.memories()] == [2] * (1 + had_them)
        assert store.save_job(JOB).id == (3 if had_them else 1)
        assert store.check()


def test_a_golden_file_that_may_not_be_written_is_read_all_the_same(
    golden: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = golden.database.read_bytes()
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != golden.database and real(path, mode))
    with opened(golden) as store:
        assert store.read_only_reason
        assert store.draft(DraftId("d1golden000a")).brief == SOCK
        assert len(store.latest_drafts()) == 2
        assert [hit.draft for hit in store.search("coordinatie")] == ["d1golden000a"]
        for found in (store.calls(), store.comparisons(), store.duels(), store.outcomes()):
            assert isinstance(found, list)
        with pytest.raises(EnvironmentProblem):
            store.save_comparison(COMPARISON)
    assert golden.database.read_bytes() == before


def test_it_is_searched_and_written(golden: Profile) -> None:
    with opened(golden) as store:
        assert [hit.draft for hit in store.search("coordinatie")] == ["d1golden000a"]
        assert store.search("weg") == []
        store.restore_draft(DraftId("d1golden000c"))
        assert [hit.draft for hit in store.search("weg", ranked=True)] == ["d1golden000c"]
        kept = store.add_version(store.draft(DraftId("d1golden000b")), Origin.TYPED)
        assert [hit.version for hit in store.search("vårrea")] == [kept.id]
        assert store.check()


def test_migrating_ends_where_a_new_file_begins(golden: Profile, tmp_path: Path) -> None:
    Store(golden).close()
    new_file(tmp_path / "new.db")
    assert layout(golden.database) == layout(tmp_path / "new.db")


def test_a_golden_file_is_as_it_was_released() -> None:
    for number in SCHEMAS:
        with closing(
            sqlite3.connect(f"file:{(FOLDER / f'schema-{number}.db').as_posix()}?immutable=1", uri=True)
        ) as file:
            assert schema.user_version(file) == number
            assert file.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
            assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_an_older_schema_is_backed_up_before_it_is_migrated(golden: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a migration that is made up, as of a program that is newer still."""
    with outsider(golden.database) as other:
        before = other.execute("SELECT id, copy FROM drafts").fetchall()
        count = changes(other)
        version = schema.user_version(other)
    later = (
        *schema._ALL,  # noqa: SLF001 - a migration of the future
        ("9999_later", lambda database: database.execute("ALTER TABLE drafts ADD COLUMN later TEXT")),
    )
    monkeypatch.setattr(schema, "_ALL", later)
    for module in ("schema", "opening", "recovery", "backup_checks"):
        monkeypatch.setattr(f"desktop.store.{module}.VERSION", len(later))
    with opened(golden) as store:
        (backup,) = store.backups()
        assert backup.changes == count
        assert len(store.latest_drafts()) == 2
    with outsider(golden.database) as other:
        assert other.execute("SELECT count(*) FROM drafts WHERE later IS NULL").fetchone() == (len(before),)
        assert schema.user_version(other) == len(later)
    with outsider(golden.backups / backup.name) as other:
        assert other.execute("SELECT id, copy FROM drafts").fetchall() == before
        assert schema.user_version(other) == version


def test_a_migration_that_fails_leaves_the_old_file(golden: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(database: object) -> None:
        database.execute("ALTER TABLE drafts ADD COLUMN later TEXT")  # type: ignore[attr-defined]
        raise KeyError

    content = layout(golden.database)
    later = (*schema._ALL, ("9999_broken", broken))  # noqa: SLF001 - a migration of the future
    with monkeypatch.context() as patch:
        patch.setattr(schema, "_ALL", later)
        for module in ("schema", "opening", "recovery", "backup_checks"):
            patch.setattr(f"desktop.store.{module}.VERSION", len(later))
        with pytest.raises(KeyError):
            Store(golden)
    assert layout(golden.database) == content
    with opened(golden) as store:
        assert len(store.latest_drafts()) == 2


def test_numpy_is_not_imported_for_a_migration(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from desktop.store.recovery import new_file;"
        "new_file(Path(sys.argv[1])); assert 'sqlite_utils' in sys.modules; print('numpy' in sys.modules);"
        "import numpy; print(numpy.__name__)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "new.db")]
    done = subprocess.run(command, env=child_environment(), capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "numpy"]


def test_a_file_with_its_tables_needs_no_sqlite_utils(golden: Profile) -> None:
    Store(golden).close()
    code = (
        "import sys; from pathlib import Path; from desktop.core.profile import Profile;"
        "from desktop.store.store import Store; Store(Profile(Path(sys.argv[1]), Path(sys.argv[1]))).close();"
        "print(sorted({'sqlite_utils', 'asyncio', 'numpy', 'filelock'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(golden.folder)]
    done = subprocess.run(command, env=child_environment(), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_connection_of_a_new_file_is_ours_alone(tmp_path: Path) -> None:
    new_file(tmp_path / "new.db")
    with closing(open_writing(tmp_path / "new.db", shared_folder=False)) as connection:
        assert schema.user_version(connection) == schema.VERSION
        assert changes(connection) == 0
