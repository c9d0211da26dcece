"""What is told of a recovery: how much is lost, and the whole story when it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from desktop.core.profile import Profile
from desktop.core.settings import Settings
from desktop.runtime.desk import Desk
from desktop.runtime.keeper import Keeper
from desktop.runtime.notices import Level, Notice, Notices
from desktop.runtime.recovering import Damage, Recovering, RecoveryReport, headline, lost_words, open_folder_of
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.store_thread import StoreThread
from desktop.store.store import Store
from tests.unit.store.samples import draft

REPORT = RecoveryReport(
    Damage.BROKEN, "profile/copydesk.db.corrupt", "2026-11-21T13:15:00+00:00", 2, 7, ("version 12", "the draft d-4")
)


@pytest.fixture
def told(qapp: QCoreApplication) -> tuple[Recovering, list[Notice], list[RecoveryReport]]:
    notices = Notices()
    recovering = Recovering(notices, notices)
    posted: list[Notice] = []
    looked: list[RecoveryReport] = []
    notices.posted.connect(posted.append)
    recovering.looked.connect(looked.append)
    return recovering, posted, looked


def test_a_recovery_is_told_once_with_what_is_lost(
    told: tuple[Recovering, list[Notice], list[RecoveryReport]],
) -> None:
    recovering, posted, looked = told
    recovering.tell(REPORT)
    [notice] = posted
    assert notice.level is Level.RECOVERED
    assert notice.title == headline(REPORT) == "The history was damaged, and is back"
    assert notice.text == "2 things are lost, or may be."
    assert "version 12" in notice.details
    assert looked == []
    notice.answers[0].action()
    assert looked == [REPORT]


def test_the_story_can_be_asked_for_again_and_is_not_made_up(
    told: tuple[Recovering, list[Notice], list[RecoveryReport]],
) -> None:
    recovering, _, looked = told
    recovering.look()
    assert looked == []
    recovering.tell(REPORT)
    recovering.look()
    recovering.look()
    assert looked == [REPORT, REPORT]


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        ((), "Nothing is known to be lost."),
        (("version 3",), "1 thing is lost, or may be."),
        (("a", "b", "c"), "3 things are lost, or may be."),
    ],
)
def test_how_much_is_lost(lost: tuple[str, ...], words: str) -> None:
    assert lost_words(RecoveryReport(Damage.EMPTY, "x", lost=lost)) == words


def test_the_folder_of_the_damaged_file_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    open_folder_of(str(tmp_path / "copydesk.db.corrupt"))
    assert [url.toLocalFile() for url in opened] == [tmp_path.as_posix()]


def started(profile: Profile, qtbot: QtBot) -> tuple[list[Notice], str]:
    """What a start on this profile tells, and the title of what it puts on the desk."""
    keeper = Keeper(profile)
    desk = Desk(profile, SettingsService(Settings(), lambda _values: None), StoreThread(keeper.open_store))
    posted: list[Notice] = []
    desk.notices.posted.connect(posted.append)
    try:
        keeper.start(desk, lambda: None)
        qtbot.waitUntil(lambda: bool(desk.session.draft.id), timeout=20_000)
        desk.store.call(lambda _store: None)  # or its socket might open when nobody closes it any more
        return posted, desk.session.draft.copy.text("title")
    finally:
        keeper.close()
        desk.shut_down()


def left_open(profile: Profile) -> str:
    """A history with a backup that was made while a window was open, as each is; the title of its draft."""
    store = Store(profile)
    store.begin_session()
    kept = store.save_draft(draft("ours"))
    store.note_open(kept.id)
    store.backup_now()
    store.close()
    return kept.copy.text("title")


def test_a_lost_history_is_told_as_that_and_not_as_a_crash(profile: Profile, qtbot: QtBot) -> None:
    title = left_open(profile)
    profile.database.unlink()
    posted, on_desk = started(profile, qtbot)
    assert [notice.title for notice in posted] == ["The history was gone, and is back"]
    assert posted[0].text == "What was written after its newest backup is missing."
    assert on_desk == title


def test_a_damaged_history_is_told_once(profile: Profile, qtbot: QtBot) -> None:
    title = left_open(profile)
    whole = profile.database.read_bytes()
    profile.database.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    posted, on_desk = started(profile, qtbot)
    assert [notice.title for notice in posted] == ["The history was damaged, and is back"]
    assert on_desk == title
