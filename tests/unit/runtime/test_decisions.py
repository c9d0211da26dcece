"""Rulings: each is a step of undo, and what is silenced is not shown."""

from __future__ import annotations

import pytest

from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.finding import Finding, Severity
from desktop.core.ids import DraftId
from desktop.core.rulings import Silence
from desktop.core.settings import KNOWN_WORDS, SILENCED_CHECKS, Settings
from desktop.runtime.decisions import Decisions, guessed_name, speaks
from desktop.runtime.options import words_in
from desktop.runtime.session import DraftSession
from desktop.runtime.settings_service import SettingsService

TEXT = "A light bag. It weighs just 0,9 kg with its strap. Fully waterproof."


@pytest.fixture
def session() -> DraftSession:
    made = DraftSession()
    made.open(Draft(DraftId("d"), brief=Brief(facts=(Fact("f1", "Water", "no"),)), copy=Copy({"body": TEXT})))
    return made


@pytest.fixture
def settings() -> SettingsService:
    return SettingsService(Settings(), lambda _values: None)


@pytest.fixture
def decisions(session: DraftSession, settings: SettingsService) -> Decisions:
    return Decisions(session, settings)


def found(words: str, check: str = "claims.number") -> Finding:
    start = TEXT.index(words)
    return Finding(check, Severity.WARNING, "body", start, start + len(words), words, "")


def test_words_become_a_fact_with_the_sentence_they_stand_in(session: DraftSession, decisions: Decisions) -> None:
    added = decisions.add_fact(found("0,9 kg"))
    assert session.draft.brief.facts[1] == Fact(
        added, "Weight", "0,9 kg", source="from the text", sentence="It weighs just 0,9 kg with its strap."
    )
    session.undo()
    assert len(session.draft.brief.facts) == 1


@pytest.mark.parametrize(
    ("words", "check", "name"),
    [
        ("Fully waterproof", "claims.material", "Material"),
        ("Fully waterproof", "claims.unheard", "Fully waterproof"),
        ("0,9 kg", "claims.unheard", "Weight"),
        ("light bag", "claims.unheard", "Light bag"),
    ],
)
def test_the_name_of_a_fact_is_guessed(words: str, check: str, name: str) -> None:
    assert guessed_name(found(words, check)) == name


def test_each_ruling_is_undone_alone(session: DraftSession, decisions: Decisions) -> None:
    one, two = found("light bag"), found("waterproof")
    decisions.silence_here(one)
    decisions.silence_here(two)
    decisions.mark_opinion("light bag")
    rulings = session.draft.brief.rulings
    assert rulings.silenced == (
        Silence("claims.number", "body", "light bag"), Silence("claims.number", "body", "waterproof"),
    )  # fmt: skip
    session.undo()
    assert session.draft.brief.rulings.opinions == ()
    session.undo()
    assert session.draft.brief.rulings.silenced == (Silence("claims.number", "body", "light bag"),)


def test_a_silence_speaks_for_the_words_the_draft_or_all(
    session: DraftSession, decisions: Decisions, settings: SettingsService
) -> None:
    one, two = found("light bag", "style.cliches"), found("waterproof", "style.cliches")
    decisions.silence_here(one)
    assert [speaks(each, session.draft.brief, ()) for each in (one, two)] == [False, True]
    decisions.bring_back(session.draft.brief.rulings.silenced[0])
    assert speaks(one, session.draft.brief, ())
    decisions.silence_in_draft("style.cliches")
    assert not speaks(two, session.draft.brief, ())
    decisions.silence_everywhere("claims.number")
    assert words_in(settings, SILENCED_CHECKS) == ("claims.number",)
    assert not speaks(found("0,9 kg"), Brief(), words_in(settings, SILENCED_CHECKS))
    assert not speaks(one, Brief(), ("style.",))
    decisions.bring_back_everywhere("claims.number")
    assert words_in(settings, SILENCED_CHECKS) == ()


def test_an_opinion_is_no_claim_but_may_be_misspelled(session: DraftSession, decisions: Decisions) -> None:
    decisions.mark_opinion("waterproof")
    assert not speaks(found("waterproof"), session.draft.brief, ())
    assert speaks(found("waterproof", "spelling.word"), session.draft.brief, ())
    decisions.unmark_opinion("waterproof")
    assert speaks(found("waterproof"), session.draft.brief, ())


def test_facts_are_approved_and_made_a_must(session: DraftSession, decisions: Decisions) -> None:
    decisions.set_must_mention("f1", True)
    decisions.set_approved("f1", False)
    fact = session.draft.brief.facts[0]
    assert (fact.must_mention, fact.approved) == (True, False)


def test_a_known_word_is_known_everywhere(decisions: Decisions) -> None:
    decisions.know_word("Havn")
    assert words_in(decisions._settings, KNOWN_WORDS) == ("Havn",)  # noqa: SLF001 - where it is kept
