"""Variants that are put together by rule differ, all of them are true, and the same seed gives the same text again."""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from desktop.agents.loop import run
from desktop.agents.sentences import description_by_rule
from desktop.agents.styles import PLAIN, style_of
from desktop.agents.task import WriteRequest
from desktop.checks.report import check_copy
from desktop.core.brief import Brief, Fact
from desktop.core.checking import CheckOptions
from desktop.core.draft import Variant
from desktop.core.finding import Severity, Verdict
from tests.fakes.model import FakeModel

SEEDS = (1, 20, 300, 4000, 50_000, 600_000)


def _brief(language: str, product: str, audience: str, *rows: tuple[str, str, str]) -> Brief:
    facts = tuple(Fact(f"f{n}", name, value, unit, must_mention=True) for n, (name, value, unit) in enumerate(rows, 1))
    return Brief(product=product, language=language, audience=audience, facts=facts)


BRIEFS = {
    "en": _brief(
        "en",
        "Brisa casserole",
        "home cooks",
        ("Weight", "5.1", "kg"),
        ("Material", "enamelled cast iron", ""),
        ("Capacity", "4.2", "litres"),
        ("Diameter", "26", "cm"),
        ("Colours", "red, black", ""),
        ("Lid", "cast iron", ""),
    ),
    "nl": _brief(
        "nl",
        "Braadpan Brisa",
        "thuiskoks",
        ("Gewicht", "5,1", "kg"),
        ("Materiaal", "geëmailleerd gietijzer", ""),
        ("Inhoud", "4,2", "liter"),
        ("Diameter", "26", "cm"),
        ("Kleuren", "rood, zwart", ""),
        ("Deksel", "gietijzer", ""),
    ),
    "sv": _brief(
        "sv",
        "Gryta Brisa",
        "hemmakockar",
        ("Vikt", "5,1", "kg"),
        ("Material", "emaljerat gjutjärn", ""),
        ("Volym", "4,2", "liter"),
        ("Diameter", "26", "cm"),
        ("Färger", "röd, svart", ""),
        ("Lock", "gjutjärn", ""),
    ),
}


def _write(brief: Brief, seed: int) -> Variant:
    model = FakeModel(grades={brief.language: "poor"}).always("")
    return asyncio.run(run(WriteRequest("v1", brief, seed=seed), model, lambda _event: None))


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_six_variants_differ_in_every_field_and_most_from_each_other(language: str) -> None:
    variants = [_write(BRIEFS[language], seed) for seed in SEEDS]
    for field in ("title", "description", "bullets", "seo_description"):
        assert len({str(variant.copy.fields[field]) for variant in variants}) >= 4, field
    assert len({variant.copy.text("description") for variant in variants}) >= 5


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_the_same_seed_writes_the_same_and_another_tone_another(language: str) -> None:
    brief = BRIEFS[language]
    assert _write(brief, 5).copy == _write(brief, 5).copy
    warm = [_write(msgspec.structs.replace(brief, tone="warm"), seed).copy for seed in SEEDS]
    assert warm != [_write(brief, seed).copy for seed in SEEDS]


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
@pytest.mark.parametrize("seed", range(12))
def test_every_one_is_true_and_says_all(language: str, seed: int) -> None:
    brief = BRIEFS[language]
    text = description_by_rule(brief, style_of(seed, brief))
    variant = _write(brief, seed)
    assert variant.complete
    assert variant.forgotten == ()
    report = check_copy(variant.copy, brief, channels=(), options=CheckOptions(spelling=False))
    assert not [claim for claim in report.claims if claim.verdict is Verdict.CONTRADICTED]
    assert not [each for each in report.findings if each.severity is Severity.ERROR]
    for fact in brief.facts:
        assert fact.value.partition(", ")[0] in text
    assert text.count("  ") == 0
    assert text.endswith(".")
    assert ".." not in text


@pytest.mark.parametrize(
    ("language", "tone"), [("en", "short and factual"), ("nl", "kort en zakelijk"), ("sv", "kortfattad, saklig")]
)
def test_a_tone_that_asks_for_few_words_gets_short_sentences(language: str, tone: str) -> None:
    brief = msgspec.structs.replace(BRIEFS[language], tone=tone)
    for seed in range(8):
        style = style_of(seed, brief)
        assert not style.joined
        assert not style.leading
        assert description_by_rule(brief, style).count(". ") == 5


def test_without_a_seed_facts_come_in_their_order() -> None:
    brief = BRIEFS["nl"]
    assert style_of(None, brief) is PLAIN
    assert description_by_rule(brief) == (
        "Braadpan Brisa van geëmailleerd gietijzer, voor thuiskoks. Het gewicht is 5,1 kg en de inhoud is 4,2 liter."
        " De diameter is 26 cm. Verkrijgbaar in rood en zwart. Het deksel is van gietijzer."
    )


@pytest.mark.parametrize(
    ("language", "part"),
    [
        ("en", "with a weight of 5.1 kg and a capacity of 4.2 litres"),
        ("nl", "met een gewicht van 5,1 kg en een inhoud van 4,2 liter"),
        ("sv", "med en vikt på 5,1 kg och en volym på 4,2 liter"),
    ],
)
def test_measures_may_stand_in_the_first_sentence(language: str, part: str) -> None:
    text = description_by_rule(BRIEFS[language], msgspec.structs.replace(PLAIN, leading=True))
    assert part in text
    assert text.count("5,1" if language != "en" else "5.1") == 1, "and are said once"


def test_where_the_model_writes_by_rule_it_is_told_that_tone_and_wishes_were_hardly_followed() -> None:
    told = [
        next(each.message for each in _write(brief, 1).findings if each.check == "language.by_rule")
        for brief in (BRIEFS["nl"], msgspec.structs.replace(BRIEFS["nl"], instructions="Noem de zee."))
    ]
    assert "hardly followed" not in told[0]
    assert "hardly followed" in told[1]


def test_what_the_model_is_asked_to_join_are_the_sentences_of_this_variant() -> None:
    model = FakeModel(grades={"nl": "poor"}).always("")
    brief = msgspec.structs.replace(BRIEFS["nl"], channels=("shop.description",))
    variant = asyncio.run(run(WriteRequest("v1", brief, seed=20), model, lambda _event: None))
    assert variant.copy.text("description") in model.prompts[0].messages[-1].content
