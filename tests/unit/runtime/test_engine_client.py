"""The window's end of the pipe, with a real engine process at the other."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.core.errors import ErrorKind, Problem, Remedy
from desktop.core.profile import Profile
from desktop.engine.messages import Configure, ListModels, Write, Written
from desktop.engine.post_messages import Render, Rendered
from desktop.runtime.engine_client import EngineClient, EngineState, Job

_PATIENCE_MS = 60_000


@pytest.fixture
def client(qapp: QObject, profile: Profile) -> Iterator[EngineClient]:
    made = EngineClient(profile.folder, Configure())
    yield made
    made.close()


def answer(qtbot: QtBot, job: Job) -> object:
    ended: list[object] = []
    job.finished.connect(ended.append)
    job.failed.connect(ended.append)
    qtbot.waitUntil(lambda: bool(ended), timeout=_PATIENCE_MS)
    return ended[0]


def problem(qtbot: QtBot, job: Job) -> Problem:
    found = answer(qtbot, job)
    assert isinstance(found, Problem)
    return found


def test_a_request_starts_the_engine_and_is_answered(qtbot: QtBot, client: EngineClient) -> None:
    states: list[str] = []
    client.state_changed.connect(states.append)
    rendered = answer(qtbot, client.request(Render("**yes**"), Rendered))
    assert isinstance(rendered, Rendered)
    assert "<strong>yes</strong>" in rendered.html
    assert states == [EngineState.STARTING, EngineState.READY]


def test_a_model_that_does_not_exist_is_a_sentence(qtbot: QtBot, client: EngineClient) -> None:
    from desktop.core.brief import Brief

    found = problem(qtbot, client.request(Write(Brief(product="Bag"), model="nobody/nothing"), Written))
    assert found.kind is ErrorKind.UNSUPPORTED
    assert "nobody/nothing" in found.message


def test_the_wrong_result_type_is_refused_at_once(client: EngineClient) -> None:
    with pytest.raises(TypeError, match="Models"):
        client.request(ListModels(), Written)


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 on Windows")
def test_an_engine_that_is_killed_is_said_and_started_again(qtbot: QtBot, client: EngineClient) -> None:
    answer(qtbot, client.request(Render("a"), Rendered))
    before = client.pid
    job = client.request(Render("*a_ " * 190_000), Rendered)
    os.kill(before, signal.SIGKILL)
    found = problem(qtbot, job)
    assert found.remedy is Remedy.RETRY
    assert "safe" in found.hint
    rendered = answer(qtbot, client.request(Render("again"), Rendered))
    assert isinstance(rendered, Rendered)
    assert client.pid not in {0, before}


def test_closing_ends_the_process_soon(qtbot: QtBot, client: EngineClient) -> None:
    answer(qtbot, client.request(Render("a"), Rendered))
    pid = client.pid
    began = time.monotonic()
    client.close()
    assert time.monotonic() - began < 3
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
