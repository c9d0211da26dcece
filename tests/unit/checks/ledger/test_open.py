"""Open sentences: those that assert something and of which nobody said anything yet."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.claims import claims_of, open_sentences
from desktop.checks.report import check_copy
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.rulings import Rulings

WEIGHT = Fact("f1", "Weight", "980", "g")
CASES = [
    ("en", "The bag weighs 980 g. The straps follow every shoulder by themselves. Would you like one today?",
     "The straps follow every shoulder by themselves."),
    ("nl", "De tas weegt 980 g. De banden volgen vanzelf elke schouder. Wil je er vandaag een?",
     "De banden volgen vanzelf elke schouder."),
    ("sv", "Väskan väger 980 g. Remmarna följer varje axel av sig själva. Vill du ha en i dag?",
     "Remmarna följer varje axel av sig själva."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "still_open"), CASES)
def test_a_sentence_without_claim_is_open(language: str, text: str, still_open: str) -> None:
    copy, brief = Copy({"description": text, "title": text}), Brief(language=language, facts=(WEIGHT,))
    found = open_sentences(copy, brief, language)
    assert [(address, sentence) for address, _, sentence in found] == [
        ("description", still_open), ("title", still_open),
    ]  # fmt: skip
    assert found == open_sentences(copy, brief, language, claims_of(copy, brief, language))
    assert check_copy(copy, brief, channels=()).open == 2


@pytest.mark.parametrize(("language", "text", "still_open"), CASES)
def test_what_the_writer_calls_an_opinion_is_not_open(language: str, text: str, still_open: str) -> None:
    brief = Brief(language=language, facts=(WEIGHT,), rulings=Rulings(opinions=(still_open,)))
    assert check_copy(Copy({"description": text}), brief, channels=()).open == 0


@pytest.mark.parametrize(("language", "text", "_open"), CASES)
def test_without_facts_nothing_is_open(language: str, text: str, _open: str) -> None:
    assert check_copy(Copy({"description": text}), Brief(language=language), channels=()).open == 0
