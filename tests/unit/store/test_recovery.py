from __future__ import annotations

import os
import shutil
from pathlib import Path

import msgspec
import pytest

from desktop.core.comparison import Comparison
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.store import files, recovery
from desktop.store.store import Store
from desktop.store.values import Damage, Recovered, RecoveryReport, StoreEvent
from tests.unit.store.comparing import DUEL, OUTCOME, SOURCE, VARIANT, comparison
from tests.unit.store.samples import draft, opened, outsider, overwrite

ROWS = 60


def fill(profile: Profile, *, backup_after: int | None = None) -> list[Draft]:
    """A history with that many drafts, each with a version, and a backup after some of them."""
    kept = []
    with opened(profile) as store:
        for number in range(ROWS):
            version = store.add_version(draft(f"tekst-{number:03} " * 40), Origin.TYPED)
            kept.append(store.draft(version.draft))
            if number + 1 == backup_after:
                store.backup_now()
    return kept


def fill_side_by_side(profile: Profile, kept: list[Draft]) -> list[Comparison]:
    """Two comparisons, two duels and two outcomes for each draft."""
    with opened(profile) as store:
        made = [store.save_comparison(comparison(each.id, os.urandom(300).hex())) for each in kept * 2]
        store.add_duels([msgspec.structs.replace(DUEL, draft=each.id) for each in kept for _ in range(2)])
        store.add_outcomes(
            [msgspec.structs.replace(OUTCOME, draft=each.id, name="n" * 100) for each in kept for _ in range(2)]
        )
    return made


def profile_is_damaged(profile: Profile) -> None:
    """Break the page of the templates, so that the whole file is read anew."""
    with outsider(profile.database) as other:
        root = other.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'templates'").fetchone()[0]
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    overwrite(profile.database, (root - 1) * 4096)


def report_of(events: list[StoreEvent]) -> RecoveryReport:
    (report,) = [event.report for event in events if isinstance(event, Recovered)]
    assert report.message
    assert report.damaged_file in report.details
    return report


def reopened(profile: Profile) -> tuple[dict[DraftId, Draft], int, RecoveryReport]:
    """The drafts and the number of versions after a recovery, with its report; the new file must be whole."""
    events: list[StoreEvent] = []
    with opened(profile, events) as store:
        drafts = {each.id: each for each in store.latest_drafts(1000)}
        versions = sum(len(store.versions(each)) for each in drafts)
        assert store.recovery == report_of(events)
        assert len(store.search("tekst")) == min(50, versions)
        store.save_draft(draft("after the recovery"))
        assert store.check()
    return drafts, versions, report_of(events)


@pytest.mark.parametrize(
    ("content", "damage"),
    [
        (b"", Damage.EMPTY),
        (b"This is no database, it is a letter." * 100, Damage.NOT_OURS),
        (b"SQLite format 3\0", Damage.BROKEN),
        (b"SQLite format 3\0" + b"\0" * 5000, Damage.NOT_OURS),
    ],
)
def test_what_is_no_history_is_set_aside_and_the_backup_restored(
    profile: Profile, content: bytes, damage: Damage
) -> None:
    kept = fill(profile, backup_after=ROWS)
    profile.database.write_bytes(content)
    drafts, versions, report = reopened(profile)
    assert (len(drafts), versions) == (ROWS, ROWS)
    assert drafts[kept[0].id] == kept[0]
    assert report.damage is damage
    assert report.restored_from
    assert Path(report.damaged_file).read_bytes() == content


def test_an_empty_file_without_a_backup_becomes_a_new_history(profile: Profile) -> None:
    profile.database.touch()
    drafts, _, report = reopened(profile)
    assert drafts == {}
    assert report.restored_from == ""
    assert "a new one was begun" in report.message


@pytest.mark.parametrize("backup_after", [None, 20, ROWS])
@pytest.mark.parametrize("table", ["drafts", "bodies"])
def test_a_broken_page_costs_only_what_was_on_it(profile: Profile, backup_after: int | None, table: str) -> None:
    kept = fill(profile, backup_after=backup_after)
    with outsider(profile.database) as other:
        pages = [
            page
            for page, kind in other.execute("SELECT pageno, pagetype FROM dbstat WHERE name = ?", (table,))
            if kind == "leaf"
        ]
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    broken = pages[len(pages) // 2]
    overwrite(profile.database, (broken - 1) * 4096)
    drafts, versions, report = reopened(profile)
    assert report.damage is Damage.BROKEN
    on_a_page = ROWS // len(pages) + 8
    assert len(drafts) >= ROWS - on_a_page
    if table == "drafts":
        assert versions >= ROWS - on_a_page
    if backup_after == ROWS:
        assert (len(drafts), versions) == (ROWS, ROWS)
    lost = ROWS - min(len(drafts), versions)
    if table == "bodies":
        assert len(report.lost) == lost
    for each in kept:
        if each.id in drafts:
            assert drafts[each.id].copy == each.copy


@pytest.mark.parametrize("backup_after", [None, 20, ROWS])
@pytest.mark.parametrize("table", ["comparisons", "comparison_bodies", "duels", "outcomes"])
def test_a_broken_page_of_variants_costs_no_text(profile: Profile, backup_after: int | None, table: str) -> None:
    kept = fill(profile, backup_after=backup_after)
    made = fill_side_by_side(profile, kept)
    with outsider(profile.database) as other:
        query = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'"
        pages = [row[0] for row in other.execute(query, (table,))]
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert len(pages) > 1
    overwrite(profile.database, (pages[len(pages) // 2] - 1) * 4096)
    drafts, _, report = reopened(profile)
    assert all(drafts[each.id].copy == each.copy for each in kept)
    with opened(profile) as store:
        found = {each.id: store.comparison(each.id) for each in store.comparisons(1000)}
        assert len(store.comparisons(1000)) == len(found)
        assert all(found[each.id].columns == each.columns and found[each.id].draft == each.draft
                   for each in made if each.id in found)  # fmt: skip
        lost = [2 * ROWS - len(found), 2 * ROWS - len(store.duels()), 2 * ROWS - len(store.outcomes())]
    assert lost == [
        sum(what.startswith("comparison ") for what in report.lost),
        sum(int(what.split()[0]) for what in report.lost if "duel" in what),
        sum(int(what.split()[0]) for what in report.lost if "result" in what),
    ]
    assert sum(lost) < ROWS
    if table == "comparisons":
        assert sum(lost) == 0, "a body alone tells whose comparison it is"
    else:
        assert sum(lost) > 0


def test_what_a_backup_has_of_a_comparison_gives_way_to_what_is_newer(profile: Profile) -> None:
    (kept, *_) = fill(profile)
    with opened(profile) as store:
        one, two = (store.save_comparison(comparison(kept.id, text)) for text in ("one", "two"))
        store.backup_now()
        newer = store.save_comparison(msgspec.structs.replace(one, columns=()))
    with outsider(profile.database) as other:
        other.execute("UPDATE comparison_bodies SET body = x'00' WHERE comparison = ?", (two.id,))
    profile_is_damaged(profile)
    reopened(profile)
    with opened(profile) as store:
        assert store.comparison(one.id).columns == newer.columns == ()
        assert store.comparison(two.id).columns == two.columns


def test_versions_without_their_draft_become_one_and_what_stands_beside_is_not_its_text(profile: Profile) -> None:
    with opened(profile) as store:
        kept = store.save_draft(draft("first"))
        store.add_version(kept, Origin.TYPED)
        taken = msgspec.structs.replace(kept, copy=Copy({"body": "newest"}), sources=(SOURCE,))
        store.add_version(taken, Origin.TYPED)
        store.add_variant(kept.id, kept.brief, VARIANT.copy, Origin.VARIANT, "", VARIANT)
        made = store.save_comparison(comparison(kept.id, "a"))
    with outsider(profile.database) as other:
        other.execute("UPDATE drafts SET copy = 'nonsense'")
    profile_is_damaged(profile)
    events: list[StoreEvent] = []
    with opened(profile, events) as store:
        (found,) = store.latest_drafts()
        assert (found.copy, found.sources) == (taken.copy, (SOURCE,))
        assert [each.origin for each in store.versions(found.id)] == [Origin.VARIANT, Origin.TYPED, Origin.TYPED]
        assert store.comparison(made.id).draft == found.id
    assert found.id == kept.id
    assert report_of(events).lost == ("perhaps templates",), "the text was that of the newest version"


@pytest.mark.parametrize("schema", [1, 2, 3, 4])
def test_a_damaged_file_of_an_older_schema_is_read_too(profile: Profile, schema: int) -> None:
    shutil.copyfile(Path(__file__).parents[2] / "migrations" / f"schema-{schema}.db", profile.database)
    profile_is_damaged(profile)
    events: list[StoreEvent] = []
    with opened(profile, events) as store:
        assert len(store.latest_drafts()) == 2
        assert len(store.calls()) == (3 if schema > 1 else 0)
        assert len(store.comparisons()) == (2 if schema > 2 else 0)
    assert report_of(events).lost == ("perhaps templates",)


@pytest.mark.parametrize("share", [0.9, 0.5, 0.05])
def test_a_truncated_file_is_recovered(profile: Profile, share: float) -> None:
    fill(profile, backup_after=30)
    with profile.database.open("rb+") as file:
        file.truncate(int(profile.database.stat().st_size * share))
    drafts, versions, report = reopened(profile)
    assert len(drafts) >= 30
    assert versions >= 30
    assert report.damage is Damage.BROKEN


def test_damage_met_while_saving_is_recovered_and_the_save_succeeds(profile: Profile) -> None:
    kept = fill(profile, backup_after=ROWS)
    events: list[StoreEvent] = []
    with opened(profile, events) as store:
        assert events == []
        with outsider(profile.database) as other:
            pages = [
                row[0]
                for row in other.execute("SELECT pageno FROM dbstat WHERE name IN ('drafts', 'drafts_by_change')")
            ]
        for page in pages:
            overwrite(profile.database, (page - 1) * 4096)
        store._file._tables.connection.execute("PRAGMA shrink_memory")  # noqa: SLF001 - or its cache hides the damage
        saved = store.save_draft(draft("typed when the disk failed"))
        assert store.draft(saved.id).copy == saved.copy
        assert store.draft(kept[0].id) == kept[0]
    assert report_of(events).damage is Damage.BROKEN


def test_a_check_finds_damage_that_no_start_looks_for(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(profile, backup_after=ROWS)
    monkeypatch.setattr(recovery, "_SMALL", 0)
    with outsider(profile.database) as other:
        pages = [
            row[0] for row in other.execute("SELECT pageno FROM dbstat WHERE name = 'bodies' AND pagetype = 'leaf'")
        ]
    overwrite(profile.database, (pages[1] - 1) * 4096)
    events: list[StoreEvent] = []
    with opened(profile, events) as store:
        assert events == []
        assert not store.check()
        assert store.check()
        assert len(store.latest_drafts(100)) == ROWS
    assert report_of(events).restored_from


@pytest.mark.parametrize("step", range(12))
def test_a_recovery_stopped_at_any_step_is_finished_at_the_next_start(
    profile: Profile, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    fill(profile, backup_after=ROWS)
    overwrite(profile.database, 100, 3000)
    taken = [0]

    class Stopped(BaseException):
        pass

    def counted(real: object) -> object:
        def call(*arguments: object, **named: object) -> object:
            taken[0] += 1
            if taken[0] > step:
                raise Stopped
            return real(*arguments, **named)  # type: ignore[operator]

        return call

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", counted(Path.replace))
        patch.setattr(shutil, "copyfile", counted(shutil.copyfile))
        patch.setattr(recovery, "sync_folder", counted(files.sync_folder))
        patch.setattr(recovery, "sync_file", counted(files.sync_file))
        try:
            Store(profile).close()
        except Stopped:
            assert taken[0] == step + 1
    with opened(profile) as store:
        assert len(store.latest_drafts(1000)) == ROWS
        assert store.check()
    assert list(profile.folder.glob("copydesk.db.corrupt-*"))


def test_two_recoveries_in_a_row_keep_both_damaged_files(profile: Profile) -> None:
    fill(profile, backup_after=ROWS)
    for _ in range(2):
        profile.database.write_bytes(b"")
        reopened(profile)
    assert len(list(profile.folder.glob("copydesk.db.corrupt-*"))) == 2


def test_what_a_stopped_recovery_had_ready_never_comes_in_place_of_a_newer_history(profile: Profile) -> None:
    with opened(profile) as store:
        store.add_version(draft("old"), Origin.TYPED)
        backup = store.backup_now().name
    ready = profile.database.with_name(f"{profile.database.name}.restoring")
    shutil.copyfile(profile.backups / backup, ready)  # stopped before the file was moved aside
    with opened(profile) as store:
        assert not ready.exists()
        store.add_version(draft("new"), Origin.TYPED)
        store.backup_now()
    profile.database.unlink()
    with opened(profile) as store:
        assert store.version_count() == 2
