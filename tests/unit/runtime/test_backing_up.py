"""Backups from the window: what there is, one piece of work at a time, and a window that shows what was restored."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Kind
from desktop.core.draft import Draft
from desktop.core.history import DraftCard
from desktop.core.ids import DraftId
from desktop.core.restoring import DraftPlan, ImportReport, RestorePlan
from desktop.core.settings import BACKUP_FOLDER, THEME
from desktop.runtime.backing_up import BackingUp, Doing, Standing, Work, differences_of
from tests.unit.runtime.conftest import Bench

WAIT_MS = 20_000


class Kit:
    """Backups on a bench with a real history, and what was told."""

    def __init__(self, bench: Bench, qtbot: QtBot) -> None:
        self.bench, self._qtbot = bench, qtbot
        self.backing_up = BackingUp(bench.session, bench.drafts, bench.settings, bench.store, bench.notices)
        self.done: list[Doing | None] = []
        self.backing_up.doing_changed.connect(lambda: self.done.append(self.backing_up.doing))

    def write(self, title: str, text: str = "") -> DraftId:
        """Write a draft on the desk, and wait until it is kept."""
        drafts, session = self.bench.drafts, self.bench.session
        drafts.new(Brief(product=title))
        session.set_field("title", text or title, "Typing")
        drafts.save_now()
        self._qtbot.waitUntil(lambda: bool(session.draft.id) and drafts.all_safe, timeout=WAIT_MS)
        return session.draft.id

    def type(self, text: str) -> None:
        self.bench.session.set_field("title", text, "Typing")
        self.bench.drafts.save_now()
        self._qtbot.waitUntil(lambda: self.bench.drafts.all_safe, timeout=WAIT_MS)

    @property
    def title(self) -> str:
        return self.bench.session.draft.copy.text("title")

    def backup(self) -> str:
        return self.bench.store.call(lambda store: store.backup_now()).name

    def idle(self) -> None:
        self._qtbot.waitUntil(lambda: self.backing_up.doing is None, timeout=WAIT_MS)

    def titles(self) -> list[str]:
        return [notice.title for notice in self.bench.posted]

    def kept(self, draft: DraftId) -> str:
        return self.bench.store.call(lambda store: store.draft(draft)).copy.text("title")


@pytest.fixture
def kit(bench: Bench, qtbot: QtBot) -> Kit:
    return Kit(bench, qtbot)


# What there is


def test_how_safe_the_history_is(kit: Kit, qtbot: QtBot) -> None:
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


def test_what_is_known_already_is_not_told_again(kit: Kit, qtbot: QtBot) -> None:
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


def test_one_piece_of_work_at_a_time(kit: Kit) -> None:
    kit.write("Havn")
    kit.backing_up.make()
    kit.backing_up.make()
    kit.backing_up.check("any")
    kit.idle()
    assert kit.done == [Doing(Work.BACKUP), None]
    assert len(kit.bench.store.call(lambda store: store.backups())) == 1


def test_a_check_says_whether_a_backup_is_whole(kit: Kit) -> None:
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


def test_what_cannot_be_done_is_told_and_the_next_can_be_asked(kit: Kit) -> None:
    kit.backing_up.check("copydesk-20260101T000000Z-0000000001.db")
    kit.idle()
    assert "no backup" in kit.titles()[0]
    assert not kit.backing_up.can_stop
    kit.backing_up.make()
    kit.idle()
    assert kit.titles()[-1] == "The backup is made and checked."


# The second folder


def test_a_second_folder_is_kept_as_a_setting_and_gets_a_backup_at_once(kit: Kit, qtbot: QtBot, tmp_path: Path) -> None:
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


def test_a_folder_that_is_gone_is_noticed(kit: Kit, qtbot: QtBot, tmp_path: Path) -> None:
    kit.bench.settings.set(BACKUP_FOLDER, str(tmp_path / "unplugged"))
    with qtbot.waitSignal(kit.backing_up.folder_changed, timeout=WAIT_MS):
        kit.backing_up.look_for_folder()
    assert [kit.backing_up.reachable] == [False]
    with qtbot.waitSignal(kit.backing_up.folder_changed, timeout=WAIT_MS):
        kit.backing_up.choose_folder("")
    assert kit.backing_up.reachable
    assert kit.bench.settings.get(BACKUP_FOLDER) == ""


def test_a_folder_that_is_no_use_is_refused_and_the_setting_stays(kit: Kit, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "file.txt"
    file.write_text("x", encoding="utf-8")
    kit.backing_up.choose_folder(str(file))
    qtbot.waitUntil(lambda: bool(kit.titles()), timeout=WAIT_MS)
    assert "is a file" in kit.titles()[0]
    assert kit.bench.settings.get(BACKUP_FOLDER) == ""


# Everything back


def plan_of(kit: Kit, name: str) -> RestorePlan:
    plans: list[RestorePlan] = []
    kit.backing_up.plan(name, plans.append)
    kit.idle()
    [plan] = plans
    return plan


def test_the_plan_counts_what_is_on_the_desk_too(kit: Kit) -> None:
    draft = kit.write("Havn")
    name = kit.backup()
    assert plan_of(kit, name).is_empty
    kit.bench.session.set_field("title", "Another", "Typing")  # not saved yet
    assert [each.draft for each in plan_of(kit, name).changing] == [draft]


def test_the_window_shows_the_restored_history_and_undo_takes_the_text_back(kit: Kit, qtbot: QtBot) -> None:
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


def test_what_was_typed_last_is_in_the_backup_that_is_made_first(kit: Kit, qtbot: QtBot) -> None:
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


def test_a_draft_that_the_backup_does_not_have_leaves_the_desk(kit: Kit, qtbot: QtBot) -> None:
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


def test_a_history_that_was_empty_then_is_empty_again(kit: Kit, qtbot: QtBot) -> None:
    name = kit.backup()
    kit.write("Havn")
    kit.backing_up.restore(name)
    qtbot.waitUntil(lambda: not kit.bench.session.draft.id, timeout=WAIT_MS)
    assert kit.bench.session.draft.copy.is_empty
    kit.idle()
    qtbot.waitUntil(lambda: kit.bench.drafts.all_safe, timeout=WAIT_MS)
    assert kit.bench.store.call(lambda store: store.latest_drafts(10)) == []


def test_while_a_model_writes_nothing_is_restored(kit: Kit) -> None:
    kit.write("Havn", "As it was")
    name = kit.backup()
    kit.bench.session.begin_writing("Write")
    kit.backing_up.restore(name)
    assert kit.backing_up.doing is None
    assert kit.titles() == ["The text is still being written."]
    kit.bench.session.end_writing()


def test_a_damaged_backup_is_refused_and_nothing_changes(kit: Kit) -> None:
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


def cards_of(kit: Kit, name: str) -> list[DraftCard]:
    found: list[list[DraftCard]] = []
    kit.backing_up.drafts_in(name, found.append)
    kit.idle()
    return found[0]


def draft_plan_of(kit: Kit, name: str, draft: DraftId) -> DraftPlan:
    found: list[DraftPlan] = []
    kit.backing_up.plan_draft(name, draft, found.append)
    kit.idle()
    return found[0]


def test_one_draft_comes_back_onto_the_desk_as_a_step_of_undo(kit: Kit, qtbot: QtBot) -> None:
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
    assert kit.title == "As it was"
    texts = [
        kit.bench.store.call(lambda store, id=header.id: store.version(id)).copy.text("title")  # type: ignore[misc]
        for header in kit.bench.store.call(lambda store: store.versions(draft))
    ]
    assert "As it became" in texts
    kit.bench.session.undo()
    assert kit.title == "As it became"


def test_one_draft_comes_back_behind_the_one_on_the_desk(kit: Kit, qtbot: QtBot) -> None:
    draft = kit.write("Havn", "As it was")
    name = kit.backup()
    kit.type("As it became")
    other = kit.write("Fjell")
    with qtbot.waitSignal(kit.backing_up.restored, timeout=WAIT_MS):
        kit.backing_up.restore_draft(name, draft)
    assert kit.bench.session.draft.id == other
    kit.bench.drafts.open(draft)
    qtbot.waitUntil(lambda: kit.title == "As it was", timeout=WAIT_MS)


def test_a_draft_that_was_deleted_for_good_comes_back(kit: Kit, qtbot: QtBot) -> None:
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


# The whole workspace


def test_a_workspace_goes_to_another_computer(kit: Kit, qtbot: QtBot, tmp_path: Path) -> None:
    draft = kit.write("Havn", "As it was")
    path = tmp_path / "mine.zip"
    kit.backing_up.export(path)
    kit.idle()
    assert kit.titles() == ["The workspace is in mine.zip."]
    kit.bench.store.call(lambda store: store.forget_draft(draft))
    reports: list[ImportReport] = []
    kit.backing_up.imported.connect(reports.append)
    kit.bench.drafts.put_new(Draft(DraftId("")))
    kit.backing_up.bring_in(path)
    kit.idle()
    [report] = reports
    assert report.added == (draft,)
    assert kit.kept(draft) == "As it was"


def test_a_stop_leaves_nothing_of_a_workspace_file(kit: Kit, tmp_path: Path) -> None:
    kit.write("Havn")
    go = Event()
    kit.bench.store.submit(lambda _store: go.wait(20), lambda _: None, lambda _problem: None)
    kit.backing_up.export(tmp_path / "mine.zip")
    assert kit.backing_up.can_stop
    kit.backing_up.stop()
    go.set()
    kit.idle()
    assert kit.titles() == ["Stopped. Everything is as it was."]
    assert not list(tmp_path.glob("mine*"))
    kit.backing_up.export(tmp_path / "mine.zip")
    kit.idle()
    assert (tmp_path / "mine.zip").exists(), "the next one is not stopped by that"


def test_what_is_done_says_how_far_it_is(kit: Kit, tmp_path: Path) -> None:
    for number in range(4):
        kit.write(f"Havn {number}")
    kit.backing_up.export(tmp_path / "mine.zip")
    kit.idle()
    far = [(doing.done, doing.total) for doing in kit.done if doing is not None and doing.total]
    assert far == sorted(far)
    assert len(far) > 1
    assert all(done <= total for done, total in far)


def test_a_folder_that_is_gone_is_one_sentence(kit: Kit, tmp_path: Path) -> None:
    kit.write("Havn")
    kit.backing_up.export(tmp_path / "unplugged" / "mine.zip")
    kit.idle()
    [title] = kit.titles()
    assert "no folder" in title


def test_a_file_that_is_no_workspace_is_refused(kit: Kit, tmp_path: Path) -> None:
    path = tmp_path / "mine.zip"
    path.write_bytes(b"PK nothing of the kind")
    kit.backing_up.bring_in(path)
    kit.idle()
    assert len(kit.titles()) == 1
    assert kit.bench.store.call(lambda store: store.latest_drafts(10)) == []


def test_settings_of_a_workspace_are_taken_where_nothing_is_chosen(kit: Kit) -> None:
    kit.backing_up.take_settings({"theme": "dark", "text_size": 999, "unknown": 1})
    assert kit.bench.settings.get(THEME) == "dark"
    assert set(kit.bench.settings.settings.values) == {"theme"}
    kit.backing_up.take_settings({"theme": "light"})
    assert kit.bench.settings.get(THEME) == "dark"
