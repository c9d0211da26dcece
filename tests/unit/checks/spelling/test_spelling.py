from __future__ import annotations

import time

import pytest

from desktop.checks.check import Subject
from desktop.checks.spelling.folders import find_dictionaries
from desktop.checks.spelling.spelling import Spelling, speller_for
from desktop.core.brief import Brief, Fact
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity

pytestmark = pytest.mark.skipif(
    not all(map(find_dictionaries, ("en", "nl", "sv"))),
    reason="the dictionaries of the three languages are packages of the system: hunspell-en-gb hunspell-nl hunspell-sv",
)


def look(text: str, language: str, *, brief: Brief | None = None, known: tuple[str, ...] = ()) -> list[Finding]:
    options = CheckOptions(known_words=known)
    return list(Spelling().find(Subject(Copy({"body": text}), brief or Brief(), language, options=options)))


@pytest.mark.parametrize(
    ("language", "text", "word", "fix"),
    [
        ("en", "This waterprof jacket is great.", "waterprof", "waterproof"),
        ("en", "We recieve many orders.", "recieve", "receive"),
        ("en", "Accomodation for two.", "Accomodation", "Accommodation"),
        ("en", "Take teh bag with you.", "teh", "the"),
        ("en", "A definately good choice.", "definately", "definitely"),
        ("nl", "Een ruime rugzaq voor elke dag.", "rugzaq", "rugzak"),
        ("nl", "Dit is onmiddelijk leverbaar.", "onmiddelijk", "onmiddellijk"),
        ("nl", "De ritssluting is sterk.", "ritssluting", "ritssluiting"),
        ("nl", "Prachtige kleurren voor je keuken.", "kleurren", "kleuren"),
        ("sv", "Tilverkad av polyester.", "Tilverkad", "Tillverkad"),
        ("sv", "Praktisk föpackning till resan.", "föpackning", "förpackning"),
        ("sv", "En ryggsäk med fickor.", "ryggsäk", "ryggsäck"),
        ("sv", "Jackan är mycke varm.", "mycke", ""),
    ],
)
def test_a_slip_is_a_warning_with_the_word_meant(language: str, text: str, word: str, fix: str) -> None:
    (finding,) = look(text, language)
    assert (finding.text, finding.severity) == (word, Severity.WARNING)
    assert text[finding.start : finding.end] == word
    assert finding.fixes[:1] == ((fix,) if fix else ())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The colour is charcoal; the color may vary."),
        ("en", "Don’t tumble-dry it, and it's yours; your cart's waiting."),
        ("en", "The Havn Tallinn ships from Göteborg with a USB-C cable and 5G."),
        ("en", "Mail hello@havn.example or see www.havn.example/waterprof and havnn.shop."),
        ("en", "{{ frist_name }}, use `cde` <spam> and *|FNMAE|* %%vornaam%% #waterprof @havnn"),
        ("en", "Order in our iPhone-app, or read the FAQ: OUTDOORZ SALE 20XL."),
        ("en", "Zijn waterdichte rugzak heeft twee vakken voor boeken."),
        ("en", "A crumbproof, sandless beach bag."),
        ("sv", "Gräsiga toner och en stenaktig yta."),
        ("nl", "De vaatwasserbestendige drinkbeker is lekvrij, kreukvrij en huidvriendelijk."),
        ("nl", "Foto’s en video's vind je op onze site; twee jaar garantie."),
        ("nl", "Een trendy backpack met laptopvak, t-shirt en softshelljas."),
        ("nl", "Met gevoerd rugpand, borstband en regenhoes; CO2-neutraal verzonden."),
        ("sv", "Den vattentäta dragkedjan håller dina saker torra, vare sig du cyklar eller vandrar."),
        ("sv", "En halkfri, lättskött ryggsäck med nyckelclips och regnskydd, inkl. moms."),
        ("sv", "Vår dykmask och hyrlastbil är populära."),
        ("sv", "USB-minnets lock sitter löst, kl:s är ingen förkortning."),
    ],
)
def test_what_is_right_or_no_word_is_left_alone(language: str, text: str) -> None:
    assert look(text, language) == []


def test_words_of_the_brief_its_facts_and_the_workspace_are_known() -> None:
    text = "Pack the blorpak, made of zentex and frumlins, all glimmy."
    assert {each.text for each in look(text, "en")} == {"blorpak", "zentex", "frumlins", "glimmy"}
    brief = Brief(product="Blorpak 20 L", facts=(Fact(name="material", value="Zentex"),))
    assert {each.text for each in look(text, "en", brief=brief)} == {"frumlins", "glimmy"}
    assert [each.text for each in look(text, "en", brief=brief, known=("frumlin", "glimmy"))] == []


def test_a_word_without_a_neighbour_is_advice() -> None:
    (finding,) = look("It has a floobrexy lid for soup, and the floobrexy lid is red.", "en")
    assert finding.start == 9
    assert (finding.text, finding.severity, finding.fixes) == ("floobrexy", Severity.INFO, ())


def test_a_capital_within_a_sentence_is_a_name_wherever_it_stands() -> None:
    assert look("Hammel won. Then Hammel left the waterfront.", "nl") == []


def test_offsets_are_code_points_in_the_field() -> None:
    text = "🎒 Great bags.\nThe 👩‍👩‍👧 likes our waterprof one."
    (finding,) = look(text, "en")
    assert text[finding.start : finding.end] == "waterprof"


def test_other_languages_and_spelling_that_is_off_are_silent() -> None:
    text = "Dies ist eine waterprof Jacke."
    assert look(text, "") == []
    assert look(text, "de") == []
    off = CheckOptions(spelling=False)
    assert list(Spelling().find(Subject(Copy({"body": "a waterprof bag"}), Brief(), "en", options=off))) == []


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_what_no_one_types_does_no_harm(language: str) -> None:
    look("x" * 100_000 + "\ud800 a\x00b " + "é" * 500 + " [" * 2000 + "''''" * 500 + " -–" * 500, language)


def test_one_key_press_costs_little() -> None:
    text = "".join(f"Sentence {n} has a waterprof bag in it, and number {n} more.\n" for n in range(500))
    look(text, "en")
    start = time.process_time()
    found = look(text + "x", "en")
    assert time.process_time() - start < 0.1
    assert len(found) == 500


@pytest.mark.parametrize(
    ("language", "word", "known"),
    [
        ("nl", "zonnebloemolie", True),
        ("nl", "Laserafstandsmeter", True),
        ("nl", "espressobonenmengsel", True),
        ("nl", "zonnebloemmolie", False),
        ("nl", "laserafstandsmeeter", False),
        ("sv", "Våtgreppets", True),
        ("sv", "Kapslingsklassen", True),
        ("sv", "Kapslingsklasssen", False),
    ],
)
def test_a_long_compound_is_known_by_its_parts(language: str, word: str, known: bool) -> None:
    speller = speller_for(language)
    assert speller is not None
    began = time.process_time()
    assert speller.knows(word) is known
    assert time.process_time() - began < 2  # with the list of words, which is read once
