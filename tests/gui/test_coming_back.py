"""The whole program killed and started again: the screen, the caret, what can be undone and what was being written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
import json
import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from desktop.app import Program, quit_on_signals
from desktop.core.brief import Brief
from desktop.core.profile import Profile
from desktop.runtime import desk as desk_module
from desktop.runtime.drafts import SaveKind
from desktop.runtime.keeper import Keeper
from desktop.runtime.session import Place
from desktop.views.theme import make_application

# no engine: what is asked of it is never answered
desk_module.Desk.__init__.__defaults__ = (None, (sys.executable, "-S", "-c", "import sys; sys.stdin.read()"))
application = make_application("copydesk")
profile = Profile.at(Path(sys.argv[1]))
keeper = Keeper(profile)
keeper.claim()
program = Program(application, profile, keeper)
desk, posted = program.desk, []
desk.notices.posted.connect(posted.append)


def editor():
    return program.window.page.fields.view("description").editor


def work():
    desk.session.set_brief(Brief(product="Havn", language="en"), Place("brief"), "Brief")
    application.processEvents()
    QTest.keyClicks(editor(), "A bag for walkers.")
    desk.session.pull()
    cursor = editor().textCursor()
    cursor.setPosition(6)
    editor().setTextCursor(cursor)
    editor().setFocus()
    if sys.argv[2] == "write":
        desk.writer.write(("title", "bullets"))
    QTimer.singleShot(300, until_kept)


def until_kept():
    if desk.drafts.save_state.kind is not SaveKind.SAVED:
        QTimer.singleShot(100, until_kept)
        return
    desk.reopening.note()
    desk.drafts._undo.keep()
    desk.store.call(lambda store: None)
    if sys.argv[2] == "term":
        program.window._leaving.may_close = lambda: False  # it has a question
        editor().setFocus()
        QTest.keyClicks(editor(), "Big. ")
        os.kill(os.getpid(), signal.SIGTERM)
    elif sys.argv[2] == "quit":
        QTimer.singleShot(0, application.quit)
    else:
        os.kill(os.getpid(), signal.SIGKILL)


def look():
    told = {
        "screen": program.window.shown,
        "text": desk.session.draft.copy.text("description"),
        "caret": editor().textCursor().position(),
        "focus": program.window.focusWidget() is editor(),
        "undo": desk.session.undo_label,
        "busy": desk.writer.busy,
        "notices": [notice.title for notice in posted],
        "answers": [answer.label for notice in posted if notice.key == "unfinished" for answer in notice.answers],
    }
    print(json.dumps(told), flush=True)
    application.exit(0)


begin = work if sys.argv[2] != "look" else lambda: QTimer.singleShot(1200, look)
desk.store.submit(lambda store: None, lambda _: begin(), print)
notifier = quit_on_signals(application)
program.show()
application.exec()
program.close()
"""


def run(folder: Path, what: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CODE, str(folder), what],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )


@pytest.mark.parametrize("how", ["kill", "quit", "write"])
def test_everything_is_where_it_was(tmp_path: Path, how: str) -> None:
    (tmp_path / "settings.json").write_text('{"interface_language": "en", "copy_language": "en"}', encoding="utf-8")
    first = run(tmp_path, how)
    assert first.returncode == (0 if how == "quit" else -signal.SIGKILL), first.stderr
    second = run(tmp_path, "look")
    assert second.returncode == 0, second.stderr
    told = json.loads(second.stdout.splitlines()[-1])
    assert (told["screen"], told["text"]) == ("product", "A bag for walkers.")
    assert (told["caret"], told["focus"], told["busy"]) == (6, True, False)
    if how == "write":
        assert told["undo"]
        assert "The model was still writing when Copydesk ended." in told["notices"]
        assert told["answers"] == ["Continue", "Leave it"]
    else:
        assert told["undo"].startswith("Typing in ")
        assert told["answers"] == []


def test_the_system_need_not_wait_for_an_answer_and_the_last_words_are_kept(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"interface_language": "en", "copy_language": "en"}', encoding="utf-8")
    first = run(tmp_path, "term")
    assert first.returncode == 0, first.stderr
    told = json.loads(run(tmp_path, "look").stdout.splitlines()[-1])
    assert told["text"] == "A bag Big. for walkers."
    assert "Recovered" not in " ".join(told["notices"])
