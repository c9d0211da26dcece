"""What is told of a recovery: how much is lost, and the whole story when it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.runtime.notices import Level, Notice, Notices
from desktop.runtime.recovering import Damage, Recovering, RecoveryReport, headline, lost_words, open_folder_of

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
    assert notice.text == "2 things could not be read any more."
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
        (("version 3",), "1 thing could not be read any more."),
        (("a", "b", "c"), "3 things could not be read any more."),
    ],
)
def test_how_much_is_lost(lost: tuple[str, ...], words: str) -> None:
    assert lost_words(RecoveryReport(Damage.EMPTY, "x", lost=lost)) == words


def test_the_folder_of_the_damaged_file_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    open_folder_of(str(tmp_path / "copydesk.db.corrupt"))
    assert [url.toLocalFile() for url in opened] == [tmp_path.as_posix()]
