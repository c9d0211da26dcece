"""Backups from the window: what there is, one piece of work at a time, and a window that shows what was restored."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Kind
from desktop.core.errors import Problem
from desktop.core.history import DraftCard
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.restoring import DraftPlan, RestorePlan
from desktop.core.settings import BACKUP_FOLDER
from desktop.runtime.backing_up import BackingUp, Doing, Standing, Work, differences_of
from desktop.runtime.store_thread import StoreThread
from desktop.store.store import Store
from tests.unit.runtime.backup_bench import WAIT_MS, BackupBench
from tests.unit.runtime.conftest import Bench


@pytest.fixture
def kit(bench: Bench, qtbot: QtBot) -> BackupBench:
    return BackupBench(bench, qtbot)


# What there is


def test_how_safe_the_history_is(kit: BackupBench, qtbot: QtBot) -> None:
    kit.write("Havn")
    with qtbot.waitSignal(kit.backing_up.changed, timeout=WAIT_MS):
        kit.backing_up.refresh()
    assert kit.backing_up.standing == Standing(0, ())
    with qtbot.waitSignal(kit.backing_up.changed, timeout=WAIT_MS):
        kit.backing_up.make()
    standing = kit.backing_up.standing
    assert standing is not None
    assert [info.name for info in standing.backups] == [
        info.name for info in kit.bench.store.call(lambda store: store.backups())
    ]
    assert len(standing.backups) == 1
    assert kit.titles() == ["The backup is made and checked."]
    assert kit.done == [Doing(Work.BACKUP), None]


def test_what_is_known_already_is_not_told_again(kit: BackupBench, qtbot: QtBot) -> None:
    told: list[None] = []
    kit.backing_up.changed.connect(lambda: told.append(None))
    for _ in range(3):
        kit.backing_up.refresh()
    kit.bench.store.call(lambda store: store.version_count())
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    kit.backing_up.refresh()
    kit.bench.store.call(lambda store: store.version_count())
    qtbot.wait(50)
    assert len(told) == 1


def test_one_piece_of_work_at_a_time(kit: BackupBench) -> None:
    kit.write("Havn")
    kit.backing_up.make()
    kit.backing_up.make()
    kit.backing_up.check("any")
    kit.idle()
    assert kit.done == [Doing(Work.BACKUP), None]
    assert len(kit.bench.store.call(lambda store: store.backups())) == 1


def test_a_check_says_whether_a_backup_is_whole(kit: BackupBench) -> None:
    kit.write("Havn")
    name = kit.backup()
    said: list[tuple[str, bool]] = []
    kit.backing_up.checked.connect(lambda checked, whole: said.append((checked, whole)))
    kit.backing_up.check(name)
    kit.idle()
    path = kit.bench.profile.backups / name
    path.write_bytes(path.read_bytes()[:6000])
    kit.backing_up.check(name)
    kit.idle()
    assert said == [(name, True), (name, False)]
    assert kit.titles() == ["This backup is damaged."]


def test_a_disk_in_the_way_is_one_sentence_with_what_to_do(kit: BackupBench) -> None:
    kit.write("Havn")
    kit.bench.profile.backups.write_text("a file where the folder should be", encoding="utf-8")
    kit.backing_up.make()
    kit.idle()
    [notice] = kit.bench.posted
    assert notice.title.startswith("No backup was made")
    assert notice.text.startswith("What you wrote is saved.")


def test_looking_for_backups_where_there_is_no_history_says_nothing(qtbot: QtBot, bench: Bench, tmp_path: Path) -> None:
    blocked = StoreThread(lambda: Store(Profile(tmp_path / "blocked", tmp_path / "models")))
    (tmp_path / "blocked").write_text("no folder", encoding="utf-8")
    told: list[Problem] = []
    blocked.start(lambda _store: None, told.append)
    backing_up = BackingUp(bench.session, bench.drafts, bench.settings, blocked, bench.notices, bench.profile)
    for _ in range(3):
        backing_up.refresh()
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    blocked.close()
    qtbot.wait(20)
    assert bench.posted == [], "who opens the history has said so already"
    assert backing_up.standing is None


def test_what_cannot_be_done_is_told_and_the_next_can_be_asked(kit: BackupBench) -> None:
    kit.backing_up.check("copydesk-20260101T000000Z-0000000001.db")
    kit.idle()
    assert "no backup" in kit.titles()[0]
    assert not kit.backing_up.can_stop
    kit.backing_up.make()
    kit.idle()
    assert kit.titles()[-1] == "The backup is made and checked."


# The second folder


def test_a_second_folder_is_kept_as_a_setting_and_gets_a_backup_at_once(
    kit: BackupBench, qtbot: QtBot, tmp_path: Path
) -> None:
    kit.write("Havn")
    folder = tmp_path / "disk"
    folder.mkdir()
    with qtbot.waitSignal(kit.backing_up.folder_changed, timeout=WAIT_MS):
        kit.backing_up.choose_folder(str(folder))
    kit.idle()
    assert kit.backing_up.folder == str(folder)
    assert kit.backing_up.reachable
    assert kit.bench.settings.get(BACKUP_FOLDER) == str(folder)
    assert [path.suffix for path in folder.rglob("copydesk-*Z-*.db")] == [".db"]


def test_a_folder_that_is_gone_is_noticed(kit: BackupBench, qtbot: QtBot, tmp_path: Path) -> None:
    kit.bench.settings.set(BACKUP_FOLDER, str(tmp_path / "unplugged"))
    with qtbot.waitSignal(kit.backing_up.folder_changed, timeout=WAIT_MS):
        kit.backing_up.look_for_folder()
    assert [kit.backing_up.reachable] == [False]
    with qtbot.waitSignal(kit.backing_up.folder_changed, timeout=WAIT_MS):
        kit.backing_up.choose_folder("")
    assert kit.backing_up.reachable
    assert kit.bench.settings.get(BACKUP_FOLDER) == ""


def test_a_folder_that_is_no_use_is_refused_and_the_setting_stays(
    kit: BackupBench, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "file.txt"
    file.write_text("x", encoding="utf-8")
    kit.backing_up.choose_folder(str(file))
    qtbot.waitUntil(lambda: bool(kit.titles()), timeout=WAIT_MS)
    assert "is a file" in kit.titles()[0]
    assert kit.bench.settings.get(BACKUP_FOLDER) == ""


# Everything back


def plan_of(kit: BackupBench, name: str) -> RestorePlan:
    plans: list[RestorePlan] = []
    kit.backing_up.plan(name, plans.append)
    kit.idle()
    [plan] = plans
    return plan


def test_the_plan_counts_what_is_on_the_desk_too(kit: BackupBench) -> None:
    draft = kit.write("Havn")
    name = kit.backup()
    assert plan_of(kit, name).is_empty
    kit.bench.session.set_field("title", "Another", "Typing")  # not saved yet
    assert [each.draft for each in plan_of(kit, name).changing] == [draft]


def test_the_window_shows_the_restored_history_and_undo_takes_the_text_back(kit: BackupBench, qtbot: QtBot) -> None:
    draft = kit.write("Havn", "As it was")
    name = kit.backup()
    kit.type("As it became")
    with qtbot.waitSignal(kit.bench.drafts.versions_changed, timeout=WAIT_MS):
        kit.backing_up.restore(name)
    qtbot.waitUntil(lambda: kit.title == "As it was", timeout=WAIT_MS)
    assert kit.bench.session.draft.id == draft
    assert "The history is back as the backup has it." in kit.titles()
    kit.bench.session.undo()
    assert kit.title == "As it became"
    kit.bench.drafts.save_now()
    qtbot.waitUntil(lambda: kit.bench.drafts.all_safe, timeout=WAIT_MS)
    assert kit.kept(draft) == "As it became"


def test_what_is_typed_while_it_is_restored_is_kept_above_it(kit: BackupBench, qtbot: QtBot) -> None:
    draft = kit.write("Havn", "As it was")
    name = kit.backup()
    kit.type("As it became")
    kit.backing_up.restore(name)
    kit.bench.session.set_field("description", "Typed meanwhile", "Typing")
    kit.idle()
    qtbot.waitUntil(lambda: kit.bench.drafts.all_safe, timeout=WAIT_MS)
    kit.bench.drafts.save_now()
    qtbot.waitUntil(lambda: kit.bench.drafts.all_safe, timeout=WAIT_MS)
    kept = kit.bench.store.call(lambda store: store.draft(draft))
    assert kept.copy == kit.bench.session.draft.copy, "what stands on the desk is what is on the disk"
    assert kept.copy.text("description") == "Typed meanwhile"


def test_what_was_typed_last_is_in_the_backup_that_is_made_first(kit: BackupBench, qtbot: QtBot) -> None:
    kit.write("Havn", "As it was")
    name = kit.backup()
    kit.bench.session.set_field("title", "Typed a moment ago", "Typing")
    kit.backing_up.restore(name)
    kit.idle()
    qtbot.waitUntil(lambda: kit.title == "As it was", timeout=WAIT_MS)
    newest = kit.bench.store.call(lambda store: store.backups())[0].name
    assert newest != name
    kit.backing_up.restore(newest)
    kit.idle()
    qtbot.waitUntil(lambda: kit.title == "Typed a moment ago", timeout=WAIT_MS)


def test_a_draft_that_the_backup_does_not_have_leaves_the_desk(kit: BackupBench, qtbot: QtBot) -> None:
    older = kit.write("Havn")
    name = kit.backup()
    newer = kit.write("Fjell")
    kit.backing_up.restore(name)
    qtbot.waitUntil(lambda: kit.bench.session.draft.id == older, timeout=WAIT_MS)
    kit.bench.drafts.show_kind(Kind.BLOG)
    kit.bench.drafts.show_kind(Kind.PRODUCT)
    qtbot.waitUntil(lambda: kit.bench.session.draft.id == older, timeout=WAIT_MS)
    kept = kit.bench.store.call(lambda store: store.latest_drafts(10))
    assert newer not in [draft.id for draft in kept]


def test_a_history_that_was_empty_then_is_empty_again(kit: BackupBench, qtbot: QtBot) -> None:
    name = kit.backup()
    kit.write("Havn")
    kit.backing_up.restore(name)
    qtbot.waitUntil(lambda: not kit.bench.session.draft.id, timeout=WAIT_MS)
    assert kit.bench.session.draft.copy.is_empty
    kit.idle()
    qtbot.waitUntil(lambda: kit.bench.drafts.all_safe, timeout=WAIT_MS)
    assert kit.bench.store.call(lambda store: store.latest_drafts(10)) == []


def test_while_a_model_writes_nothing_is_restored(kit: BackupBench) -> None:
    kit.write("Havn", "As it was")
    name = kit.backup()
    kit.bench.session.begin_writing("Write")
    kit.backing_up.restore(name)
    assert kit.backing_up.doing is None
    assert kit.titles() == ["The text is still being written."]
    kit.bench.session.end_writing()


def test_a_damaged_backup_is_refused_and_nothing_changes(kit: BackupBench) -> None:
    draft = kit.write("Havn", "As it was")
    name = kit.backup()
    kit.type("As it became")
    path = kit.bench.profile.backups / name
    path.write_bytes(b"no history at all" * 500)
    kit.backing_up.restore(name)
    kit.idle()
    assert kit.title == "As it became"
    assert kit.kept(draft) == "As it became"
    assert len(kit.titles()) == 1


# One draft back


def cards_of(kit: BackupBench, name: str) -> list[DraftCard]:
    found: list[list[DraftCard]] = []
    kit.backing_up.drafts_in(name, found.append)
    kit.idle()
    return found[0]


def draft_plan_of(kit: BackupBench, name: str, draft: DraftId) -> DraftPlan:
    found: list[DraftPlan] = []
    kit.backing_up.plan_draft(name, draft, found.append)
    kit.idle()
    return found[0]


def test_one_draft_comes_back_onto_the_desk_as_a_step_of_undo(kit: BackupBench, qtbot: QtBot) -> None:
    draft = kit.write("Havn", "As it was")
    name = kit.backup()
    kit.type("As it became")
    assert [card.draft for card in cards_of(kit, name)] == [draft]
    plan = draft_plan_of(kit, name, draft)
    assert plan.here is not None
    [change] = [each for each in differences_of(plan) if not each.same]
    assert change.field == "title"
    with qtbot.waitSignal(kit.backing_up.restored, timeout=WAIT_MS):
        kit.backing_up.restore_draft(name, draft)
    qtbot.waitUntil(lambda: kit.title == "As it was", timeout=WAIT_MS)
    texts = [
        kit.bench.store.call(lambda store, id=header.id: store.version(id)).copy.text("title")  # type: ignore[misc]
        for header in kit.bench.store.call(lambda store: store.versions(draft))
    ]
    assert "As it became" in texts
    kit.bench.session.undo()
    assert kit.title == "As it became"


def test_one_draft_comes_back_behind_the_one_on_the_desk(kit: BackupBench, qtbot: QtBot) -> None:
    draft = kit.write("Havn", "As it was")
    name = kit.backup()
    kit.type("As it became")
    other = kit.write("Fjell")
    with qtbot.waitSignal(kit.backing_up.restored, timeout=WAIT_MS):
        kit.backing_up.restore_draft(name, draft)
    assert kit.bench.session.draft.id == other
    kit.bench.drafts.open(draft)
    qtbot.waitUntil(lambda: kit.title == "As it was", timeout=WAIT_MS)


def test_a_draft_that_was_deleted_for_good_comes_back(kit: BackupBench, qtbot: QtBot) -> None:
    draft = kit.write("Havn", "As it was")
    name = kit.backup()
    kit.write("Fjell")
    kit.bench.store.call(lambda store: store.forget_draft(draft))
    plan = draft_plan_of(kit, name, draft)
    assert plan.here is None
    assert [(each.field, each.same) for each in differences_of(plan)] == [("title", True)], "there is nothing beside it"
    with qtbot.waitSignal(kit.backing_up.restored, timeout=WAIT_MS):
        kit.backing_up.restore_draft(name, draft)
    assert kit.kept(draft) == "As it was"
