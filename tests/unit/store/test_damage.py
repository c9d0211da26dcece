"""What comes back out of a damaged history, and what is told of it, held against what was there."""

from __future__ import annotations

import errno
import io
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop.core.copy import Copy
from desktop.core.draft import Origin
from desktop.core.errors import EnvironmentProblem
from desktop.core.profile import Profile
from desktop.store.salvage_rows import gather
from desktop.store.store import Store
from desktop.store.values import Damage, Recovered, RecoveryReport, StoreEvent
from tests.unit.store.damaging import DRAFTS, PAGE, Truth, fill, lost_of, overwrite_a_page, truth_of, untold
from tests.unit.store.failing import failing_disk
from tests.unit.store.samples import draft, opened, outsider, overwrite

SEEDS = 12


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """A history of everything, without a backup."""
    folder = tmp_path_factory.mktemp("whole")
    profile = Profile(folder / "profile", folder)
    fill(profile, random.Random(1))  # noqa: S311 - no secret
    return profile


@pytest.fixture(scope="module")
def truth(whole: Profile) -> Truth:
    found, report = truth_of(whole)
    assert report is None
    assert len(found) > 10 * DRAFTS
    return found


@pytest.fixture
def damaged(whole: Profile, profile: Profile) -> Iterator[Profile]:
    """A copy of it to be damaged; what is done to it is not undone by the recovery, which works on a copy."""
    shutil.copytree(whole.folder, profile.folder, dirs_exist_ok=True)
    yield profile
    for path in profile.folder.glob("*.corrupt-*"):
        assert path.is_file()


def pages_of(path: Path, table: str, kind: str) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ?"
        return [row[0] for row in connection.execute(query, (table, kind))]


def recovered(profile: Profile) -> tuple[Truth, RecoveryReport]:
    """What is there after the next start; the damaged file is kept byte by byte."""
    before = profile.database.read_bytes()
    after, report = truth_of(profile)
    assert report is not None
    assert Path(report.damaged_file).read_bytes() == before
    return after, report


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_page_overwritten_at_random_costs_what_was_on_it_and_that_is_told(
    damaged: Profile, truth: Truth, seed: int
) -> None:
    overwrite_a_page(damaged.database, random.Random(seed))  # noqa: S311 - no secret
    after, report = truth_of(damaged)
    if report is None:
        assert after == truth, "what no check found did no harm"
        return
    assert untold(truth, after, report) == []
    assert sum(map(len, lost_of(truth, after).values())) < len(truth) / 6, "two pages of some hundred"


@pytest.mark.parametrize("table", ["drafts", "versions", "bodies", "comparison_bodies", "duels"])
def test_a_broken_page_above_the_rows_costs_none_of_them(damaged: Profile, truth: Truth, table: str) -> None:
    for page in pages_of(damaged.database, table, "internal"):
        overwrite(damaged.database, (page - 1) * PAGE, PAGE)
    after, report = recovered(damaged)
    assert lost_of(truth, after) == {}
    assert report.lost == ()


@pytest.mark.parametrize("length", [16, 100, PAGE])
def test_a_broken_beginning_costs_nothing_though_sqlite_sees_no_history_any_more(
    damaged: Profile, truth: Truth, length: int
) -> None:
    overwrite(damaged.database, 0, length)
    after, report = recovered(damaged)
    assert report.damage is Damage.NOT_OURS
    assert lost_of(truth, after) == {}
    assert set(report.lost) <= {"perhaps templates", "perhaps saved searches", "perhaps tags of drafts"}
    assert report.message == "The history was damaged. Everything that could be read of it is back."


def test_the_list_of_tables_may_be_broken_altogether(damaged: Profile, truth: Truth) -> None:
    for page in [1, *pages_of(damaged.database, "sqlite_schema", "leaf")]:
        overwrite(damaged.database, (page - 1) * PAGE, PAGE)
    after, _ = recovered(damaged)
    assert lost_of(truth, after) == {}


def test_a_draft_whose_row_is_gone_comes_back_as_its_newest_version(damaged: Profile, truth: Truth) -> None:
    for page in pages_of(damaged.database, "drafts", "leaf"):
        overwrite(damaged.database, (page - 1) * PAGE, PAGE)
    after, report = recovered(damaged)
    assert untold(truth, after, report) == []
    gone = {name for name in lost_of(truth, after)["draft"] if ("draft", name) not in after}
    with_versions = {name for kind, name in after if kind == "draft"}
    assert len(with_versions) > DRAFTS // 2
    assert {f"the draft {name}" for name in gone} <= set(report.lost)
    assert [name for kind, name in truth if kind == "version" and ("version", name) not in after] == []


def test_a_text_whose_name_and_time_are_gone_stays_with_its_draft(damaged: Profile, truth: Truth) -> None:
    for page in pages_of(damaged.database, "versions", "leaf"):
        overwrite(damaged.database, (page - 1) * PAGE, PAGE)
    after, report = recovered(damaged)
    versions = [key for key in truth if key[0] == "version"]
    assert [key for key in versions if after.get(key) != truth[key]] == []
    assert f"the names and times of {len(versions)} versions" in report.lost


@pytest.mark.parametrize("share", [0.9, 0.5, 0.1])
def test_of_a_truncated_file_every_whole_page_comes_back(damaged: Profile, truth: Truth, share: float) -> None:
    with damaged.database.open("rb+") as file:
        file.truncate(int(damaged.database.stat().st_size * share) // PAGE * PAGE)
    with closing(sqlite3.connect("", isolation_level=None)) as staging:
        gather(damaged.database, staging)
        rows = staging.execute("SELECT count(*) FROM bodies").fetchone()[0]
    after, report = recovered(damaged)
    assert untold(truth, after, report) == [] or share < 0.5
    assert sum(kind == "version" for kind, _ in after) >= rows
    assert rows or share < 0.5
    assert lost_of(truth, after)


def test_without_its_log_the_file_is_as_it_was_before_and_that_is_told(profile: Profile) -> None:
    log = profile.database.with_name("copydesk.db-wal")
    with opened(profile) as store:
        store.begin_session()
        kept = store.save_draft(draft("in the file"))
        store.idle()
        backup = store.backup_now()
        main = profile.database.read_bytes()
        store.save_draft(draft("in the log"))
    profile.database.write_bytes(main)
    log.unlink(missing_ok=True)
    told: list[str] = []
    with opened(profile, told) as store:  # type: ignore[arg-type] # every event has its words
        assert store.begin_session().unclean
        assert [each.id for each in store.latest_drafts()] == [kept.id]
    (warned,) = told
    assert "The last changes are missing: the file copydesk.db-wal is gone." in str(warned)
    assert f"The newest backup is of {backup.made_at}." in str(warned)


def test_a_broken_page_in_the_log_costs_no_save_behind_it(profile: Profile) -> None:
    log = profile.database.with_name("copydesk.db-wal")
    with opened(profile) as store:
        first = store.save_draft(draft("first"))
        length = log.stat().st_size
        texts = [store.add_version(draft(f"text {number} " * 50), Origin.TYPED) for number in range(8)]
        main, content = profile.database.read_bytes(), bytearray(log.read_bytes())
    content[length + 24 + 200 : length + 24 + 260] = b"Z" * 60
    profile.database.write_bytes(main)
    log.write_bytes(content)
    after, report = truth_of(profile)
    assert report is not None
    assert ("draft", first.id) in after
    assert [made.id for made in texts if ("version", str(made.id)) not in after] == []


def test_broken_characters_in_a_row_are_replaced_and_hide_no_other_row(profile: Profile) -> None:
    with opened(profile) as store:
        one, two = store.save_draft(draft("één")), store.save_draft(draft("twee"))
    with outsider(profile.database) as other:
        other.execute(
            "UPDATE drafts SET title = CAST(x'c328' AS TEXT),"
            " copy = CAST(replace(CAST(copy AS TEXT), 'één', 'e' || CAST(x'ff' AS TEXT) || 'n') AS TEXT) WHERE id = ?",
            (one.id,),
        )
    with opened(profile) as store:
        assert store.recovery is None
        assert [each.id for each in store.latest_drafts()] == [two.id, one.id]
        assert store.draft(one.id).copy.text("body") == "e\ufffdn"
        assert store.card(one.id).title == "\ufffd("


def test_a_damaged_draft_row_is_found_at_the_start_and_its_words_are_kept(profile: Profile) -> None:
    with opened(profile) as store:
        store.begin_session()
        bad, good = store.save_draft(draft("bad")), store.save_draft(draft("good"))
        store.note_open(bad.id)
        store.backup_now()
    with outsider(profile.database) as other:
        other.execute("UPDATE drafts SET copy = replace(copy, ':', ';'), changed = changed + 1 WHERE id = ?", (bad.id,))
    events: list[StoreEvent] = []
    with opened(profile, events) as store:
        assert store.begin_session().draft == bad.id
        assert {each.id for each in store.latest_drafts()} == {good.id, bad.id}
        assert store.draft(bad.id).copy == bad.copy, "the backup has it"
        assert store.check()
    for backup in profile.backups.iterdir():
        backup.unlink()
    with outsider(profile.database) as other:
        other.execute("UPDATE drafts SET copy = replace(copy, ':', ';') WHERE id = ?", (bad.id,))
    with opened(profile, events) as store:
        assert "Warm en licht" in store.draft(bad.id).copy.text("body") or "bad" in store.draft(bad.id).copy.text(
            "body"
        )
        assert store.draft(good.id).copy == good.copy
    told = [event.report.lost for event in events if isinstance(event, Recovered)]
    assert told == [
        (f"what was typed in “Merino sock” after {bad.changed_at}",),
        ("the form of “Merino sock”: its text is there as it was stored",),
    ]


class BadSectors(io.FileIO):
    """A file of which a part cannot be read."""

    bad = range(0)

    def read(self, size: int | None = -1, /) -> bytes:
        at = self.tell()
        if at < self.bad.stop and at + (size or 0) > self.bad.start:
            raise OSError(errno.EIO, "Input/output error")
        return super().read(size)


def break_reading(patch: pytest.MonkeyPatch, path: Path, bad: range) -> None:
    """Let a part of a file give nothing when Python reads it."""
    real = Path.open

    def opened_file(each: Path, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - as Path's own
        return BadSectors(each) if each == path else real(each, *arguments, **named)

    patch.setattr(BadSectors, "bad", bad)
    patch.setattr(Path, "open", opened_file)


@pytest.mark.parametrize(("table", "length"), [("drafts", PAGE), ("drafts", 5 * PAGE), ("sqlite_schema", PAGE)])
def test_bad_sectors_cost_what_was_on_them(
    damaged: Profile, truth: Truth, monkeypatch: pytest.MonkeyPatch, table: str, length: int
) -> None:
    first = (pages_of(damaged.database, "drafts", "leaf")[5] - 1) * PAGE if table == "drafts" else 0
    events: list[StoreEvent] = []
    with monkeypatch.context() as patch, failing_disk() as disk:
        places = range(first, first + length)
        disk.break_reading(damaged.database, places)
        break_reading(patch, damaged.database, places)

        def heard(event: StoreEvent) -> None:
            patch.undo()  # the new file lies elsewhere on the disk
            events.append(event)

        Store(damaged, heard).close()
    after, _ = truth_of(damaged)
    (report,) = [event.report for event in events if isinstance(event, Recovered)]
    assert untold(truth, after, report) == []
    assert sum(map(len, lost_of(truth, after).values())) < len(truth) / 4
    assert bool(lost_of(truth, after)) == (table == "drafts")


def test_a_disk_that_gives_nothing_at_all_is_a_sentence_and_nothing_is_set_aside(
    damaged: Profile, truth: Truth, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, failing_disk() as disk:
        disk.break_reading(damaged.database, range(100, 10**12))
        break_reading(patch, damaged.database, range(100, 10**12))
        with pytest.raises(EnvironmentProblem, match="the disk did not answer as it should"):
            Store(damaged)
    assert lost_of(truth, truth_of(damaged)[0]) == {}
    assert list(damaged.folder.glob("*.corrupt-*")) == []


def test_a_row_whose_end_is_nothing_is_not_taken_for_one_in_the_trash(profile: Profile) -> None:
    with opened(profile) as store:
        kept = store.add_version(draft("kept " * 20), Origin.TYPED)
    with outsider(profile.database) as other:
        other.execute(
            "UPDATE drafts SET copy = char(0, 0), trashed_at = char(0, 0), created_at = char(0), folder = char(0)"
        )
    events: list[StoreEvent] = []
    with opened(profile, events) as store:
        assert [each.copy for each in store.latest_drafts()] == [kept.copy]
        assert store.card(kept.draft).folder == ""
        assert store.draft(kept.draft).created_at > "2000"
    assert [event.report.lost for event in events if isinstance(event, Recovered)] == [()]


def test_a_row_that_this_program_does_not_understand_is_not_taken_for_damage(profile: Profile) -> None:
    """One of a later program, say, with the same schema: it is left as it is."""
    with opened(profile) as store:
        bad, good = store.save_draft(draft("bad")), store.save_draft(draft("good"))
    with outsider(profile.database) as other:
        other.execute("UPDATE drafts SET kind = 'poem' WHERE id = ?", (bad.id,))
    with opened(profile) as store:
        assert store.recovery is None
        assert [each.id for each in store.latest_drafts()] == [good.id]
        assert store.check()


def test_a_check_finds_a_broken_text_of_a_version_and_a_backup_brings_it_back(profile: Profile) -> None:
    with opened(profile) as store:
        first = store.add_version(draft("first"), Origin.TYPED)
        store.add_version(
            msgspec.structs.replace(store.draft(first.draft), copy=Copy({"body": "second"})), Origin.TYPED
        )
        store.backup_now()
        with outsider(profile.database) as other:
            other.execute("UPDATE bodies SET body = CAST(x'7801' || body AS BLOB) WHERE version = ?", (first.id,))
        assert not store.check()
        assert store.version(first.id).copy == first.copy
        assert store.check()
        assert store.recovery is not None
        assert store.recovery.lost == ()


def test_the_pages_tell_the_same_as_sqlite(whole: Profile) -> None:
    """Every row of every table, read both ways, of a file with nothing wrong in it."""
    with closing(sqlite3.connect("", isolation_level=None)) as staging, outsider(whole.database) as other:
        known = gather(whole.database, staging)
        assert known.broken == set()
        for table in (*known.numbers, "templates", "draft_tags", "saved_searches"):
            ours = staging.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own names
            assert ours == other.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own names
            assert len(ours) > 5
            if known.numbers.get(table):
                assert known.numbers[table] == {row[0] for row in ours}


def test_rows_that_were_deleted_stay_deleted(profile: Profile) -> None:
    with opened(profile) as store:
        kept = [store.add_version(draft(f"text {number} " * 300), Origin.TYPED) for number in range(30)]
        for each in kept[:20]:
            store.forget_draft(each.draft)
    overwrite(profile.database, (pages_of(profile.database, "templates", "leaf")[0] - 1) * PAGE, PAGE)
    after, report = truth_of(profile)
    assert report is not None
    assert {name for kind, name in after if kind == "draft"} == {each.draft for each in kept[20:]}


@pytest.mark.parametrize("schema", [1, 2, 3, 4])
@pytest.mark.parametrize("seed", range(4))
def test_an_older_schema_damaged_before_it_is_migrated_is_recovered(profile: Profile, schema: int, seed: int) -> None:
    shutil.copyfile(Path(__file__).parents[2] / "migrations" / f"schema-{schema}.db", profile.database)
    with closing(sqlite3.connect(profile.database)) as connection:
        before = {row[0] for row in connection.execute("SELECT id FROM drafts")}
    overwrite_a_page(profile.database, random.Random(100 * schema + seed))  # noqa: S311 - no secret
    after, report = truth_of(profile)
    gone = before - {name for kind, name in after if kind == "draft"}
    told = report.lost if report else ()
    assert [name for name in gone if not any(name in what or "draft number" in what for what in told)] == []
