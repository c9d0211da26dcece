"""The bottom bar while the history is shown: how much it holds, and how fresh the newest backup is."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop.core.settings import LOCAL_ONLY
from desktop.runtime.backing_up import BackupInfo, Standing
from desktop.views.history_bar import HistoryBar, backup_words, version_words
from desktop.views.main_window import MainWindow
from tests.fakes.desk import FakeDesk

INFO = BackupInfo("copydesk-20250321T131500Z-0000000042.db", "2025-03-21T13:15:00+00:00", 42, 1_200_000)


def bar(window: MainWindow) -> HistoryBar:
    window.show_screen("history")
    QApplication.processEvents()
    found = window.findChild(HistoryBar)
    assert found is not None
    return found


def say(desk: FakeDesk, standing: Standing) -> None:
    desk.backing_up.standing = standing
    desk.backing_up.changed.emit()


def test_what_there_is_and_how_safe_it_is(window: MainWindow, desk: FakeDesk) -> None:
    below = bar(window)
    assert below.isVisible()
    assert below.place.words == "Stays on this computer"
    assert below.figures.text() == "0 versions · no backup yet"
    say(desk, Standing(12418, (INFO,)))
    words = below.figures.text()
    assert words.startswith("12,418 versions · last backup ")
    assert words.endswith(", checked")
    assert "2025" in words


def test_where_there_is_little_room_the_backup_is_said_last(window: MainWindow, desk: FakeDesk) -> None:
    below = bar(window)
    say(desk, Standing(12418, (INFO,)))
    whole = below.figures.sizeHint().width() + below.place.sizeHint().width()
    below.fit(whole)
    assert "versions" not in below.figures.text()
    assert "last backup" in below.figures.text()
    below.fit(10)
    assert "last backup" in below.figures.text()
    below.fit(10_000)
    assert "versions" in below.figures.text()


def test_it_follows_the_history_and_the_lock_only_while_it_is_seen(window: MainWindow, desk: FakeDesk) -> None:
    below = bar(window)
    told: list[None] = []
    desk.backing_up.changed.connect(lambda: told.append(None))
    desk.drafts.all_versions.clear()
    desk.backing_up.standing = None
    desk.drafts.versions_changed.emit()
    assert told == [None]
    desk.settings.set(LOCAL_ONLY, True)
    assert "this computer" in below.place.words
    window.show_screen("product")
    desk.backing_up.standing = None
    desk.drafts.versions_changed.emit()
    assert told == [None]


def test_nothing_is_said_before_it_is_known() -> None:
    assert version_words(None) == ""
    assert backup_words(None) == ""
    assert version_words(Standing(1, ())) == "1 version"
