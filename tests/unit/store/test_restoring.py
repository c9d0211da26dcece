"""Restoring all of a backup, or one draft of it: what would change is said first, and nothing is lost by it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Template
from desktop.core.errors import EnvironmentProblem, UserError
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.restoring import Content, Difference
from desktop.store import schema
from desktop.store.backup_checks import is_good, opened_backup
from desktop.store.store import Store
from tests.unit.store.comparing import DUEL, comparison
from tests.unit.store.samples import SOCK, draft, opened

GOLDEN = Path(__file__).resolve().parents[2] / "migrations"


def written(store: Store, body: str, title: str = "Wollen sok") -> Draft:
    """A draft with one version, as the store has it."""
    return store.draft(store.add_version(draft(body, title), Origin.TYPED).draft)


def rewritten(store: Store, old: Draft, body: str) -> Draft:
    """The draft with another text, which is a version too."""
    changed = msgspec.structs.replace(old, copy=Copy({**old.copy.fields, "body": body}))
    store.add_version(changed, Origin.TYPED)
    return store.draft(old.id)


def bodies(store: Store, id: DraftId) -> list[str]:
    """The texts of the versions, the newest first."""
    return [store.version(each.id).copy.text("body") for each in store.versions(id)]


def test_the_plan_says_what_comes_goes_and_changes(store: Store) -> None:
    same, changed, gone = written(store, "same"), written(store, "old"), written(store, "gone")
    store.save_template(Template("mine", SOCK))
    name = store.backup_now().name
    assert store.backup_plan(name).is_empty
    assert store.backup_plan(name).unchanged == 3
    rewritten(store, changed, "new")
    store.forget_draft(gone.id)
    new = written(store, "new here", "Nieuw")
    store.delete_template("mine")
    store.set_tags(new.id, ("winter",))
    store.add_duels([msgspec.structs.replace(DUEL, draft=same.id)])
    plan = store.backup_plan(name)
    assert (plan.backup, plan.made_at) == (name, store.backups()[0].made_at)
    assert [(each.draft, each.title, each.versions_coming) for each in plan.coming] == [(gone.id, "Merino sock", 1)]
    assert [(each.draft, each.versions_going) for each in plan.going] == [(new.id, 1)]
    (change,) = plan.changing
    assert (change.draft, change.text_differs, change.versions_coming, change.versions_going) == (
        changed.id,
        True,
        0,
        1,
    )
    assert change.there_at < change.here_at
    assert (plan.unchanged, plan.versions_coming, plan.versions_going) == (1, 1, 2)
    assert set(plan.others) == {
        Difference(Content.TAGS, 0, 1), Difference(Content.TEMPLATES, 1, 0), Difference(Content.DUELS, 0, 1),
    }  # fmt: skip
    store.restore_backup(name)
    assert store.backup_plan(name).is_empty
    assert {each.id for each in store.latest_drafts()} == {same.id, changed.id, gone.id}


def test_a_tag_a_folder_or_a_shelf_alone_is_a_change_without_another_text(store: Store) -> None:
    kept = [written(store, str(number)) for number in range(4)]
    name = store.backup_now().name
    store.set_tags(kept[0].id, ("winter",))
    store.set_folder(kept[1].id, "Sokken")
    store.delete_draft(kept[2].id)
    plan = store.backup_plan(name)
    assert {each.draft for each in plan.changing} == {each.id for each in kept[:3]}
    assert not any(each.text_differs for each in plan.changing)


def test_one_draft_comes_back_and_todays_text_stays_as_a_version(store: Store) -> None:
    first = written(store, "old")
    other = written(store, "other")
    name = store.backup_now().name
    rewritten(store, first, "new")
    rewritten(store, other, "other, changed")
    latest = store.save_draft(msgspec.structs.replace(store.draft(first.id), copy=Copy({"body": "not a version yet"})))
    plan = store.backup_draft_plan(name, first.id)
    assert (plan.here, plan.there.copy, plan.text_differs) == (latest, first.copy, True)
    assert plan.versions_coming == 0
    restored = store.restore_draft_from(name, first.id)
    assert restored == store.draft(first.id)
    assert restored.copy == first.copy
    assert bodies(store, first.id) == ["old", "not a version yet", "new", "old"]
    assert store.versions(first.id)[0].origin is Origin.RESTORED
    assert store.draft(other.id).copy.text("body") == "other, changed"
    assert not store.backup_draft_plan(name, first.id).text_differs


def test_a_draft_that_is_gone_comes_back_with_all_that_belongs_to_it(store: Store) -> None:
    first = written(store, "one")
    for body in ("two", "three"):
        rewritten(store, store.draft(first.id), body)
    store.pin_version(store.versions(first.id)[1].id, True)
    store.name_version(store.versions(first.id)[2].id, "the first")
    store.set_tags(first.id, ("winter", "wool"))
    store.set_folder(first.id, "Sokken")
    kept = store.save_comparison(comparison(first.id, "a text"))
    whole, headers, card = store.draft(first.id), store.versions(first.id), store.card(first.id)
    name = store.backup_now().name
    store.forget_draft(first.id)
    written(store, "something else")
    plan = store.backup_draft_plan(name, first.id)
    assert (plan.here, plan.versions_coming) == (None, 3)
    assert store.restore_draft_from(name, first.id) == whole
    assert store.versions(first.id) == headers
    assert store.card(first.id) == card
    assert store.latest_comparison(first.id) == kept
    assert {hit.draft for hit in store.search("three")} == {first.id}


def test_versions_whose_numbers_are_taken_by_now_come_under_new_ones(store: Store, profile: Profile) -> None:
    first = written(store, "one")
    rewritten(store, first, "two")
    name = store.backup_now().name
    store.forget_draft(first.id)
    with closing(sqlite3.connect(profile.database, isolation_level=None)) as other:  # as on another computer
        other.execute("UPDATE sqlite_sequence SET seq = 0 WHERE name = 'versions'")
    taken = written(store, "mine")
    store.restore_draft_from(name, first.id)
    assert bodies(store, taken.id) == ["mine"]
    assert bodies(store, first.id) == ["two", "one"]


def test_a_draft_in_the_trash_comes_out_of_it(store: Store) -> None:
    first = written(store, "one")
    name = store.backup_now().name
    store.delete_draft(first.id)
    assert store.backup_draft_plan(name, first.id).trashed
    store.restore_draft_from(name, first.id)
    assert store.card(first.id).trashed_at == ""


def test_the_drafts_of_a_backup_are_listed_and_one_that_it_has_not_is_refused(store: Store) -> None:
    first, second = written(store, "one"), written(store, "two", "Nieuw")
    name = store.backup_now().name
    later = written(store, "three")
    assert [card.draft for card in store.backup_drafts(name)] == [second.id, first.id]
    assert [card.versions for card in store.backup_drafts(name)] == [1, 1]
    for call in (store.backup_draft_plan, store.restore_draft_from):
        with pytest.raises(UserError, match="has no draft"):
            call(name, later.id)


def test_a_backup_of_another_place_goes_by_its_path(store: Store, tmp_path: Path) -> None:
    first = written(store, "one")
    name = store.backup_now().name
    elsewhere = tmp_path / "from another computer.db"
    shutil.copyfile(store._file.backups.path(name), elsewhere)  # noqa: SLF001
    store.forget_draft(first.id)
    assert store.backup_plan(str(elsewhere)).coming[0].draft == first.id
    store.restore_backup(str(elsewhere))
    assert store.draft(first.id).copy == first.copy
    assert elsewhere.is_file()


@pytest.mark.parametrize("number", range(1, schema.VERSION + 1))
def test_a_backup_of_every_released_schema_is_looked_at_and_restored(profile: Profile, number: int) -> None:
    golden = GOLDEN / f"schema-{number}.db"
    before = golden.read_bytes()
    with opened(profile) as store:
        mine = written(store, "mine")
        cards = store.backup_drafts(str(golden))
        plan = store.backup_plan(str(golden))
        assert {each.draft for each in plan.coming} == {each.draft for each in cards} != set()
        one = store.restore_draft_from(str(golden), cards[-1].draft)
        assert store.draft(one.id) == one
        store.restore_backup(str(golden))
        assert store.backup_plan(str(golden)).is_empty
        with pytest.raises(UserError):
            store.draft(mine.id)
        assert store.check()
    assert golden.read_bytes() == before


HOSTILE = {
    "a trigger": "CREATE TRIGGER t AFTER UPDATE ON drafts BEGIN DELETE FROM drafts; END",
    "a view": "CREATE VIEW v AS SELECT * FROM drafts",
    "a view instead": "DROP TABLE templates; CREATE VIEW templates AS SELECT id AS name, brief FROM drafts",
    "no table": "DROP TABLE bodies",
    "another table": "CREATE TABLE more (text)",
    "another column": "ALTER TABLE drafts ADD COLUMN more",
    "a generated column": "ALTER TABLE drafts ADD COLUMN more AS (id)",
    "another virtual table": "CREATE VIRTUAL TABLE v USING fts5 (a)",
    "a check": "DROP TABLE templates;"
    " CREATE TABLE templates (name TEXT PRIMARY KEY, brief TEXT NOT NULL CHECK (brief = '')) WITHOUT ROWID",
    "not ours": "PRAGMA application_id = 7",
    "a newer schema": "PRAGMA user_version = 99",
    "no schema": "PRAGMA user_version = 0",
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_what_is_not_as_we_make_it_is_refused_before_anything_is_touched(
    store: Store, profile: Profile, change: str
) -> None:
    first = written(store, "one")
    path = profile.backups / store.backup_now().name
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.executescript(change)
    store.save_draft(draft("newer"))
    files = sorted(each.name for each in profile.folder.rglob("*"))
    for call in (store.backup_plan, store.restore_backup, store.backup_drafts):
        with pytest.raises(UserError) as caught:
            call(path.name)
        assert path.name in caught.value.problem.message
    with pytest.raises(UserError):
        store.restore_draft_from(path.name, first.id)
    assert sorted(each.name for each in profile.folder.rglob("*")) == files
    assert len(store.latest_drafts()) == 2


def test_a_good_backup_is_of_the_shape_that_is_looked_for(store: Store, profile: Profile) -> None:
    path = profile.backups / store.backup_now().name
    assert is_good(path)
    with opened_backup(path) as connection:
        assert schema.user_version(connection) == schema.VERSION


def test_a_backup_that_is_one_too_many_by_now_is_restored_before_it_may_go(store: Store, profile: Profile) -> None:
    """Days later all backups of a day are still in the list, until the next one is made: by restoring, that is."""
    kept = written(store, "wanted")
    made = profile.backups / store.backup_now().name
    day = (datetime.now(UTC) - timedelta(days=3)).strftime("%Y%m%d")
    names = [f"copydesk-{day}T1{hour}0000Z-{hour + 1:010}.db" for hour in range(6)]
    for name in names:
        shutil.copyfile(made, profile.backups / name)
    made.unlink()
    rewritten(store, kept, "newer")
    store.restore_backup(names[1])
    assert store.draft(kept.id).copy.text("body") == "wanted"
    assert names[0] not in {each.name for each in store.backups()}


def test_a_draft_that_is_damaged_here_is_restored(store: Store, profile: Profile) -> None:
    kept = written(store, "wanted")
    name = store.backup_now().name
    rewritten(store, kept, "newer")
    with closing(sqlite3.connect(profile.database, isolation_level=None)) as other:
        other.execute("UPDATE drafts SET brief = 'damaged'")
    with pytest.raises(EnvironmentProblem):
        store.draft(kept.id)
    store.restore_draft_from(name, kept.id)
    assert store.draft(kept.id).copy.text("body") == "wanted"
    assert bodies(store, kept.id) == ["wanted", "newer", "wanted"]


def test_nothing_of_the_old_file_is_left_where_another_program_reads_it(store: Store, profile: Profile) -> None:
    written(store, "wanted")
    name = store.backup_now().name
    with closing(sqlite3.connect(profile.database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM drafts").fetchone()
        written(store, "later")
        store.restore_backup(name)
    assert [each.name for each in profile.folder.iterdir() if "replaced" in each.name] == []
    assert store.version_count() == 1
