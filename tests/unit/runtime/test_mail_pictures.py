"""What asks the drawing process, against one that answers as a test tells it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.errors import ErrorKind, Problem
from desktop.runtime.mail_pictures import MailPicture, MailPictures

Make = Callable[[str], MailPictures]
DRAWER = """
import base64, json, sys, time
how = sys.argv[1]
if how == "missing":
    print("ImportError: libnss3.so: cannot open shared object file", file=sys.stderr)
    sys.exit(3)
if how == "crash at once":
    sys.exit(9)
print("a library talks")
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    if how == "crash":
        sys.exit(9)
    if how == "leave" :
        sys.exit(0)
    if how == "slow":
        time.sleep(0.3)
    answer = {"id": asked["id"], "height": asked["width"], "png": base64.b64encode(asked["html"].encode()).decode()}
    if how == "too hard":
        answer = {"id": asked["id"], "error": "late"}
    print(json.dumps(answer), flush=True)
"""


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    """Makes a service on a process that behaves in one way; all are closed at the end."""
    script = tmp_path / "drawer.py"
    script.write_text(DRAWER, encoding="utf-8")
    services: list[MailPictures] = []

    def make(how: str) -> MailPictures:
        service = MailPictures(command=(sys.executable, str(script), how), part="")
        services.append(service)
        return service

    yield make
    for service in services:
        service.close()
        assert service.pid == 0


def test_a_page_is_drawn_and_the_same_page_is_not_drawn_twice(qtbot: QtBot, made: Make) -> None:
    service = made("well")
    with qtbot.waitSignal(service.drawn, timeout=20_000) as first:
        service.draw("<p>Hej</p>", 360)
    (picture,) = first.args
    assert picture == MailPicture(360, False, b"<p>Hej</p>", 360)
    assert not service.busy
    with qtbot.waitSignal(service.drawn, timeout=1000) as again:
        service.draw("<p>Hej</p>", 360)
    assert again.args[0] is picture


def test_of_what_is_asked_meanwhile_the_last_is_drawn(qtbot: QtBot, made: Make) -> None:
    service = made("slow")
    drawn: list[MailPicture] = []
    service.drawn.connect(drawn.append)
    for number in range(5):
        service.draw(f"<p>{number}</p>", 600, dark=True)
    qtbot.waitUntil(lambda: bool(drawn), timeout=20_000)
    assert [each.png for each in drawn] == [b"<p>4</p>"]
    assert drawn[0].dark


def test_a_missing_library_is_named_and_not_tried_again(qtbot: QtBot, made: Make) -> None:
    service = made("missing")
    with qtbot.waitSignal(service.failed, timeout=20_000) as failed:
        service.draw("<p>Hej</p>", 360)
    problem: Problem = failed.args[0]
    assert "libnss3.so" in problem.message
    assert "sudo apt install libnss3" in problem.hint
    with qtbot.waitSignal(service.failed, timeout=1000):
        service.draw("<p>Hej</p>", 360)
    assert service.pid == 0


@pytest.mark.parametrize("how", ["crash", "crash at once", "leave"])
def test_a_process_that_ends_under_a_question_fails_with_a_sentence(qtbot: QtBot, made: Make, how: str) -> None:
    service = made(how)
    with qtbot.waitSignal(service.failed, timeout=20_000) as failed:
        service.draw("<p>Hej</p>", 360)
    assert failed.args[0].message == "The part that draws mails has stopped."
    assert "simple preview stays" in failed.args[0].hint


def test_a_page_that_cannot_be_drawn_says_so(qtbot: QtBot, made: Make) -> None:
    service = made("too hard")
    with qtbot.waitSignal(service.failed, timeout=20_000) as failed:
        service.draw("<p>Hej</p>", 360)
    assert "could not be drawn" in failed.args[0].message


def test_without_the_part_it_says_how_it_comes(qtbot: QtBot) -> None:
    service = MailPictures(part="PySide6.NoSuchPart")
    assert not service.installed
    with qtbot.waitSignal(service.failed, timeout=1000) as failed:
        service.draw("<p>Hej</p>", 360)
    problem: Problem = failed.args[0]
    assert problem.kind is ErrorKind.UNSUPPORTED
    assert 'pip install "copydesk[preview]"' in problem.hint
    assert service.pid == 0
