from __future__ import annotations

from pathlib import Path

import pytest

from desktop.checks.check import Subject
from desktop.checks.language import LanguageOfText, detect_language, guess_language, language_of_copy, other_language
from desktop.checks.spelling.spelling import speller_for
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.finding import Severity

EN = "The Havn backpack weighs just 980 g and it holds everything that you need for a day at work."
NL = "De Havn rugzak weegt maar 980 gram en er past alles in wat je nodig hebt voor een dag op het werk."
SV = "Ryggsäcken Havn väger bara 980 g och rymmer allt som du behöver för en dag på jobbet."
DE = "Der Rucksack wiegt nur 980 g und bietet Platz für alles, was du für einen Tag im Büro brauchst."
DA = "Rygsækken vejer kun 980 g og har plads til alt, hvad du har brug for til en dag på arbejdet."
ZH = "这款背包仅重980克，可容纳您一天所需的一切。"
NTREX = Path(__file__).parents[3].parent / "shared" / "data" / "bilingual" / "ntrex"


@pytest.mark.parametrize(
    ("text", "wanted", "other"),
    [
        (EN, "nl", "en"),
        (EN, "sv", "en"),
        (NL, "en", "nl"),
        (NL, "sv", "nl"),
        (SV, "en", "sv"),
        (SV, "nl", "sv"),
        (DE, "nl", "de"),
        (DA, "sv", "da"),
        (ZH, "en", ""),
        (EN, "en", None),
        (NL, "nl", None),
        (SV, "sv", None),
        (DE, "de", None),
        ("", "nl", None),
        ("Havn backpack 18 L", "nl", None),
        ("Lightweight commuter backpack", "nl", None),
        ("100 % polyester, 600D, 980 g, 18 l, IPX4, USB-C, 15 inch", "sv", None),
        ("Slow coffee starter set deluxe edition", "nl", None),
        ("Merino base layer, mid layer en softshell: drie lagen die samenwerken", "nl", None),
        ("Sneaker, hoodie och t-shirt i samma färg som din favoritväska", "sv", None),
    ],
)
def test_only_what_is_surely_another_language_is_named(text: str, wanted: str, other: str | None) -> None:
    assert other_language(text, wanted) == other


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (EN, "en"),
        (NL, "nl"),
        (SV, "sv"),
        (DE, ""),
        ("Havn", ""),
        ("", ""),
        ("980 g 18 l", ""),
        ("Een tas van leer", "nl"),
    ],
)
def test_detection_is_silent_in_doubt(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_the_language_of_a_copy_is_that_of_its_texts_together() -> None:
    assert (
        language_of_copy(Copy({"title": "Havn rugzak", "bullets": ("Licht en sterk", "Met vijf jaar garantie")}))
        == "nl"
    )
    assert language_of_copy(Copy()) == ""


def test_a_guess_without_letters_is_none() -> None:
    assert guess_language("12 %").language == ""


def test_a_field_in_another_language_is_an_error() -> None:
    copy = Copy({"title": "Havn rugzak", "description": EN})
    (finding,) = LanguageOfText().find(Subject(copy, Brief(language="nl"), "nl"))
    assert (finding.field, finding.text, finding.severity) == ("description", EN, Severity.ERROR)
    assert finding.message == "This is in English, not in Dutch."


def test_a_sentence_in_another_language_is_a_warning() -> None:
    text = f"{NL} {NL.replace('rugzak', 'tas')} {EN} {NL}"
    (finding,) = LanguageOfText().find(Subject(Copy({"description": text}), Brief(language="nl"), "nl"))
    assert (finding.text, finding.severity) == (EN, Severity.WARNING)


def test_nothing_is_said_when_no_language_was_asked_for() -> None:
    assert not list(LanguageOfText().find(Subject(Copy({"description": EN}), Brief(), "")))


@pytest.mark.parametrize(
    ("name", "language"),
    [("newstest2019-src.eng.txt", "en"), ("newstest2019-ref.nld.txt", "nl"), ("newstest2019-ref.swe.txt", "sv")],
)
def test_real_sentences_raise_no_false_alarm_and_strangers_are_seen(name: str, language: str) -> None:
    if not (NTREX / name).exists():
        pytest.skip("the sentences of NTREX are not beside the checkout")
    sentences = (NTREX / name).read_text(encoding="utf-8").splitlines()[:300]
    assert [sentence for sentence in sentences if other_language(sentence, language) is not None] == []
    stranger = {"en": "nl", "nl": "sv", "sv": "en"}[language]
    seen = sum(other_language(sentence, stranger) == language for sentence in sentences)
    assert seen >= 0.8 * len(sentences)


def test_a_text_that_the_dictionary_knows_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    if speller_for("nl") is None:
        pytest.skip("no Dutch dictionary on this computer")

    def fail() -> None:
        pytest.fail("the model was asked")

    monkeypatch.setattr("desktop.checks.language._identifier", fail)
    text = (
        "Deze kruiwagen rijdt over elk tuinpad, ook met een lading natte klei. Zet de bak rechtop en spoel hem schoon."
    )
    assert not list(LanguageOfText().find(Subject(Copy({"description": text}), Brief(language="nl"), "nl")))


@pytest.mark.parametrize(
    ("language", "own", "stranger"), [("nl", NL, EN), ("nl", NL, DE), ("sv", SV, DA), ("en", EN, NL)]
)
def test_a_stranger_among_known_sentences_is_still_heard(language: str, own: str, stranger: str) -> None:
    text = f"{own} {own.replace('980', '840')} {own.replace('980', '710')} {stranger} {own}"
    found = LanguageOfText().find(Subject(Copy({"description": text}), Brief(language=language), language))
    assert [finding.text for finding in found] == [stranger]
