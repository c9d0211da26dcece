"""What each sentence of a reply rests on."""

from __future__ import annotations

import pytest

from desktop.checks.report import check_copy
from desktop.checks.resting import resting
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.finding import Severity
from desktop.core.reply import Rest
from tests.fakes.letters import DUTCH, ENGLISH, SWEDISH

REPLIES = {
    "nl": (
        DUTCH,
        [
            ("Beste Anna,", Rest.COURTESY),
            ("Bedankt voor je bericht.", Rest.COURTESY),
            ("Ylva weegt 980 g en kan op 30 graden in de wasmachine.", Rest.FACT),
            ("Je kunt binnen 30 dagen gratis retourneren.", Rest.PASSAGE),
            ("Of we in Noorwegen bezorgen, zoeken we voor je uit.", Rest.OPEN),
            ("Hij is waterdicht en past in elke tas.", Rest.NOTHING),
            ("Met vriendelijke groet,", Rest.COURTESY),
            ("Sjöbod", Rest.COURTESY),
        ],
    ),
    "sv": (
        SWEDISH,
        [
            ("Hej Erik,", Rest.COURTESY),
            ("Ja, filten kan tvättas i maskin på 30 grader ullprogram.", Rest.PASSAGE),
            ("Frakten till Danmark kostar 99 kr.", Rest.PASSAGE),
            ("Den är vävd av får från Gotland.", Rest.NOTHING),
            ("Vänliga hälsningar,", Rest.COURTESY),
        ],
    ),
    "en": (
        ENGLISH,
        [
            ("Dear Tom,", Rest.COURTESY),
            ("Yes, the kettle works on induction.", Rest.FACT),
            ("It has a warranty of 2 years.", Rest.FACT),
            ("We do not know yet whether you can pay with Klarna.", Rest.OPEN),
            ("It keeps water hot for 12 hours.", Rest.NOTHING),
            ("Kind regards,", Rest.COURTESY),
            ("The Kettle Shop", Rest.COURTESY),
        ],
    ),
}


@pytest.mark.parametrize("language", ["nl", "sv", "en"])
def test_each_sentence_says_what_it_rests_on(language: str) -> None:
    brief, sentences = REPLIES[language]
    text = "\n".join(sentence for sentence, _ in sentences)
    found = resting(Copy({"body": text}), brief)
    assert [(text[each.start : each.end], each.rest) for each in found.bases] == sentences
    assert found.language == language
    for basis in found.bases:
        assert bool(basis.ids) is (basis.rest in {Rest.FACT, Rest.PASSAGE})
        assert bool(basis.quote) is bool(basis.ids)


def _checks(brief: Brief, text: str) -> list[tuple[str, Severity]]:
    report = check_copy(Copy({"body": text}), brief, channels=())
    return [(each.check, each.severity) for each in report.findings if each.check.startswith("reply.")]


def test_the_checks_say_what_has_no_ground_what_is_open_and_what_was_not_answered() -> None:
    text = "Dear Tom,\n\nYes, it works on induction. Our founder once met the king of Spain.\n\nKind regards,\nThe shop"
    found = _checks(ENGLISH, text)
    assert ("reply.nothing", Severity.INFO) in found
    assert [each for each, _ in found].count("reply.unanswered") == 2


def test_a_question_that_is_left_open_is_not_called_unanswered() -> None:
    text = (
        "Dear Tom,\n\nYes, it works on induction, and the warranty is 2 years. Whether you can pay with Klarna, we will"
        " find out.\n\nKind regards,\nThe shop"
    )
    assert _checks(ENGLISH, text) == [("reply.open", Severity.INFO)]


def test_a_passage_supports_the_numbers_that_it_names() -> None:
    report = check_copy(Copy({"body": "De verzending is gratis vanaf € 50."}), DUTCH, channels=())
    assert {each.check for each in report.findings} == {"reply.unanswered"}
    assert [each.facts for each in report.claims] == [("p1",), ("p1",)]


def test_without_a_question_nothing_is_said() -> None:
    assert not _checks(Brief(kind=ENGLISH.kind, facts=ENGLISH.facts), "It flies to the moon by itself every night.")
