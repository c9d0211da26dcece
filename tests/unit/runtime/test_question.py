"""One question at a time: whose answer is heard, and when the next may be asked."""

from __future__ import annotations

from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.errors import ErrorKind, Problem
from desktop.engine.post_messages import Render, Rendered
from desktop.runtime.engine_client import EngineClient, EngineState
from desktop.runtime.lull import Lull
from desktop.runtime.question import Question
from tests.fakes.engine import FakeEngine

ASKED = Render("*One*")
ANSWER = Rendered("<em>One</em>")


class Asked:
    """A question, and what was said of it."""

    def __init__(self) -> None:
        self.engine = FakeEngine()
        self.answers: list[tuple[Render, Rendered]] = []
        self.problems: list[Problem] = []
        self.question = Question(cast("EngineClient", self.engine), Rendered, self.engine)
        self.question.answered.connect(self.take)
        self.question.failed.connect(self.problems.append)

    def take(self, asked: Render, answer: Rendered) -> None:
        assert self.question.possible
        self.answers.append((asked, answer))


@pytest.fixture
def asked(qapp: object) -> Asked:
    return Asked()


def test_the_answer_comes_with_its_question_when_the_next_may_be_asked(asked: Asked) -> None:
    asked.question.ask(ASKED)
    assert asked.question.open
    assert bool(asked.question.possible) is False
    asked.engine.jobs[0].finished.emit(ANSWER)
    assert asked.answers == [(ASKED, ANSWER)]
    assert bool(asked.question.open) is False
    assert asked.question.settled is ASKED


def test_a_problem_ends_the_question_too(asked: Asked) -> None:
    problem = Problem(ErrorKind.TIMEOUT, "It took too long.")
    asked.question.ask(ASKED)
    asked.engine.jobs[0].failed.emit(problem)
    assert asked.problems == [problem]
    assert asked.question.possible


def test_what_was_dropped_is_not_heard_while_the_next_is(asked: Asked) -> None:
    asked.question.ask(ASKED)
    asked.question.drop()
    assert asked.question.settled is None
    asked.question.ask(Render("*Two*"))
    first, second = asked.engine.jobs
    first.finished.emit(ANSWER)
    first.failed.emit(Problem(ErrorKind.TIMEOUT, "It took too long."))
    assert (asked.answers, asked.problems) == ([], [])
    assert asked.question.open
    second.finished.emit(ANSWER)
    assert asked.answers == [(Render("*Two*"), ANSWER)]


def test_what_was_stopped_still_answers(asked: Asked) -> None:
    asked.question.stop()
    asked.question.ask(ASKED)
    asked.question.stop()
    assert asked.engine.jobs[0].cancelled
    asked.engine.jobs[0].finished.emit(ANSWER)
    assert asked.answers == [(ASKED, ANSWER)]


def test_an_engine_that_is_not_ready_cannot_be_asked(asked: Asked) -> None:
    asked.engine.state = EngineState.STARTING
    assert not asked.question.possible


def test_an_answer_that_comes_while_somebody_types_is_told_behind_the_letter(qtbot: QtBot) -> None:
    engine, lull, answers = FakeEngine(), Lull(), list[object]()
    question = Question(cast("EngineClient", engine), Rendered, engine, lull)
    question.answered.connect(lambda _asked, answer: answers.append(answer))
    question.ask(ASKED)
    lull.note_key()
    engine.jobs[0].finished.emit(ANSWER)
    assert answers == []
    assert question.open  # so that nobody asks again before it is told
    lull.note_shown()
    qtbot.waitUntil(lambda: answers == [ANSWER])
    assert bool(question.open) is False


def test_an_answer_that_waits_is_not_told_when_it_was_dropped(qtbot: QtBot) -> None:
    engine, lull, answers = FakeEngine(), Lull(), list[object]()
    question = Question(cast("EngineClient", engine), Rendered, engine, lull)
    question.answered.connect(lambda _asked, answer: answers.append(answer))
    question.ask(ASKED)
    lull.note_key()
    engine.jobs[0].finished.emit(ANSWER)
    question.drop()
    lull.note_shown()
    qtbot.wait(30)
    assert answers == []
