"""Lines by rule, word for word in three languages."""

from __future__ import annotations

from itertools import islice

import pytest

from desktop.agents.line_rules import lines_by_rule
from desktop.checks.channels import channel
from desktop.checks.line_sorts import Sort, sort_of
from desktop.checks.one_line import copy_of_line
from desktop.checks.report import check_copy
from desktop.core.brief import Brief, Fact
from desktop.core.finding import Severity, Verdict

BRIEFS = {
    "en": Brief(product="Havn backpack", language="en", facts=(
        Fact("a", "Weight", "980", "g"), Fact("b", "Capacity", "18", "l"), Fact("c", "Material", "recycled polyester"),
        Fact("d", "Laptop", "up to 15 inch"), Fact("e", "Water-repellent", "yes"), Fact("f", "Made in", "Portugal"),
        Fact("g", "Warranty", "5 years"), Fact("h", "Colours", "navy, black"), Fact("i", "Straps", "padded"),
    )),
    "nl": Brief(product="Havn rugzak", language="nl", facts=(
        Fact("a", "Gewicht", "980", "g"), Fact("b", "Inhoud", "18", "l"),
        Fact("c", "Materiaal", "gerecycled polyester"),
        Fact("d", "Laptop", "tot 15 inch"), Fact("e", "Waterafstotend", "ja"), Fact("f", "Gemaakt in", "Portugal"),
        Fact("g", "Garantie", "5 jaar"), Fact("h", "Kleuren", "marine, zwart"), Fact("i", "Banden", "gevoerd"),
    )),
    "sv": Brief(product="Havn ryggsäck", language="sv", facts=(
        Fact("a", "Vikt", "980", "g"), Fact("b", "Volym", "18", "l"), Fact("c", "Material", "återvunnen polyester"),
        Fact("d", "Dator", "upp till 15 tum"), Fact("e", "Vattenavvisande", "ja"),
        Fact("f", "Tillverkad i", "Portugal"),
        Fact("g", "Garanti", "5 år"), Fact("h", "Färger", "marin, svart"), Fact("i", "Remmar", "vadderade"),
    )),
}  # fmt: skip
HEADLINES = {
    "en": ["Weighs 980 g", "Holds 18 l", "In recycled polyester", "For a laptop up to 15 inch", "Water-repellent",
           "Made in Portugal", "5 years of warranty", "Navy or black?", "Straps: padded"],
    "nl": ["Weegt 980 g", "18 l inhoud", "Van gerecycled polyester", "Voor een laptop tot 15 inch", "Waterafstotend",
           "Gemaakt in Portugal", "5 jaar garantie", "Marine of zwart?", "Banden: gevoerd"],
    "sv": ["Väger 980 g", "Rymmer 18 l", "I återvunnen polyester", "För dator upp till 15 tum", "Vattenavvisande",
           "Tillverkad i Portugal", "5 års garanti", "Marin eller svart?", "Remmar: vadderade"],
}  # fmt: skip
SUBJECTS = {
    "en": ["Havn backpack, 980 g", "Havn backpack, 18 l", "Havn backpack in recycled polyester"],
    "nl": ["Havn rugzak van 980 g", "Havn rugzak van 18 l", "Havn rugzak van gerecycled polyester"],
    "sv": ["Havn ryggsäck på 980 g", "Havn ryggsäck på 18 l", "Havn ryggsäck i återvunnen polyester"],
}


@pytest.mark.parametrize("language", BRIEFS)
def test_headlines_say_each_fact_as_people_say_it(language: str) -> None:
    assert list(islice(lines_by_rule(BRIEFS[language], Sort.HEADLINE), 9)) == HEADLINES[language]


@pytest.mark.parametrize("language", BRIEFS)
def test_subjects_begin_with_the_product(language: str) -> None:
    assert list(islice(lines_by_rule(BRIEFS[language], Sort.SUBJECT), 3)) == SUBJECTS[language]


@pytest.mark.parametrize("language", BRIEFS)
@pytest.mark.parametrize(
    "name", ["google_ads.headline", "google_ads.description", "mail.subject", "x.post", "shop.title"]
)
def test_no_line_by_rule_is_contradicted_or_unsupported(name: str, language: str) -> None:
    brief, where = BRIEFS[language], channel(name)
    lines = list(islice(lines_by_rule(brief, sort_of(name)), 40))
    assert len(lines) >= 20
    for line in lines:
        report = check_copy(copy_of_line(where, line), brief, channels=(name,))
        assert not [each for each in report.claims if each.verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED)], line
        grave = [each for each in report.findings if each.severity is Severity.ERROR and each.check[:7] != "limits."]
        assert not grave, line


@pytest.mark.parametrize("language", BRIEFS)
def test_must_mention_facts_come_first(language: str) -> None:
    facts = tuple(
        Fact(fact.id, fact.name, fact.value, fact.unit, must_mention=fact.id == "h") for fact in BRIEFS[language].facts
    )
    brief = Brief(product=BRIEFS[language].product, language=language, facts=facts)
    assert next(lines_by_rule(brief, Sort.HEADLINE)) == HEADLINES[language][7]


def test_a_language_without_frames_has_labels() -> None:
    brief = Brief(product="Havn", language="fi", facts=(Fact("a", "Paino", "980", "g"), Fact("b", "Väri", "musta")))
    assert list(islice(lines_by_rule(brief, Sort.HEADLINE), 2)) == ["Paino: 980 g", "Väri: musta"]


def test_nothing_is_made_of_nothing() -> None:
    for sort in Sort:
        assert list(lines_by_rule(Brief(language="en"), sort)) == []
