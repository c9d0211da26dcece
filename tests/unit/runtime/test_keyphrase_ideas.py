"""Keyphrases from the sources of a post, asked of the engine a little later and only while somebody looks."""

from __future__ import annotations

from typing import cast

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Fact, Kind
from desktop.core.draft import Draft
from desktop.core.errors import ErrorKind, UserError
from desktop.core.ids import DraftId
from desktop.core.post import Post, PostSource
from desktop.engine.post_messages import FindKeyphrases, Keyphrases
from desktop.runtime.engine_client import EngineClient, EngineState
from desktop.runtime.keyphrase_ideas import MOST_TEXT, KeyphraseIdeas, request_of
from desktop.runtime.session import DraftSession, Place
from tests.fakes.engine import FakeEngine

TEXT = "An airtight tin keeps tea fresh. The airtight tin stands in a closed cupboard.\n"


def brief(text: str = TEXT, **changes: object) -> Brief:
    made = Brief(Kind.BLOG, "Storing tea", language="en", post=Post(sources=(PostSource("q1", "Tea", text=text),)))
    return msgspec.structs.replace(made, **changes)


def change(session: DraftSession, made: Brief) -> None:
    session.set_brief(made, Place("brief"), "Change")


def told(request: FindKeyphrases) -> Keyphrases:
    """The first word of the first text, so that an answer is known by its question."""
    return Keyphrases((request.texts[0].split()[1],))


@pytest.fixture
def session(qtbot: QtBot) -> DraftSession:
    made = DraftSession()
    made.open(Draft(DraftId("p1"), Kind.BLOG, brief()))
    return made


@pytest.fixture
def engine(qtbot: QtBot) -> FakeEngine:
    made = FakeEngine()
    made.answers[FindKeyphrases] = told
    return made


@pytest.fixture
def ideas(session: DraftSession, engine: FakeEngine) -> KeyphraseIdeas:
    return KeyphraseIdeas(session, cast("EngineClient", engine), session)


def test_nothing_is_asked_for_nobody(
    ideas: KeyphraseIdeas, session: DraftSession, engine: FakeEngine, qtbot: QtBot
) -> None:
    change(session, brief(product="Tea"))
    qtbot.wait(600)
    assert engine.asked == []
    ideas.set_watched(True)
    assert engine.asked == [FindKeyphrases((TEXT,), (), "en", "Tea", 6)]
    ideas.set_watched(False)
    change(session, brief("A wool blanket."))
    qtbot.wait(600)
    assert len(engine.asked) == 1


def test_they_follow_the_brief(ideas: KeyphraseIdeas, session: DraftSession, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ideas.changed):
        ideas.set_watched(True)
    assert ideas.ideas == ("airtight",)
    change(session, brief("A wool blanket."))
    qtbot.waitUntil(lambda: ideas.ideas == ("wool",))
    change(session, brief("", post=Post()))
    qtbot.waitUntil(lambda: ideas.ideas == ())
    session.open(Draft(DraftId("p2"), Kind.BLOG, brief()))
    qtbot.waitUntil(lambda: ideas.ideas == ("airtight",))


def test_what_it_does_not_read_asks_nothing(
    ideas: KeyphraseIdeas, session: DraftSession, engine: FakeEngine, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(ideas.changed):
        ideas.set_watched(True)
    change(session, brief(tone="Warm", keyphrase="airtight tin", banned=("simply",)))
    qtbot.wait(700)
    assert len(engine.asked) == 1
    assert ideas.ideas == ("airtight",)


def test_an_engine_that_is_not_there_yet_is_waited_for(ideas: KeyphraseIdeas, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.state = EngineState.STARTING
    ideas.set_watched(True)
    assert engine.asked == []
    engine.state = EngineState.READY
    engine.state_changed.emit(EngineState.READY)
    qtbot.waitUntil(lambda: ideas.ideas == ("airtight",))


def test_without_an_answer_the_next_change_asks_again(
    ideas: KeyphraseIdeas, session: DraftSession, engine: FakeEngine, qtbot: QtBot
) -> None:
    def fails(_request: FindKeyphrases) -> Keyphrases:
        raise UserError(ErrorKind.INPUT, "That took too long.", "")

    engine.answers[FindKeyphrases] = fails
    ideas.set_watched(True)
    qtbot.wait(100)
    assert ideas.ideas == ()
    engine.answers[FindKeyphrases] = told
    change(session, brief(tone="Warm"))
    qtbot.waitUntil(lambda: ideas.ideas == ("airtight",))


def test_notes_and_facts_are_read_too_and_only_so_much() -> None:
    facts = (Fact("f1", "Linen apron", "blue"),)
    asked = request_of(brief("word " * 100_000, notes="An apron.", facts=facts))
    assert asked is not None
    assert asked.texts[0] == "An apron."
    assert sum(map(len, asked.texts)) == MOST_TEXT
    assert asked.facts == facts
    assert request_of(brief("", facts=facts)) == FindKeyphrases((), facts, "en", "Storing tea", 6)
    assert request_of(brief("")) is None
