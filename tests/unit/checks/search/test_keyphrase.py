from __future__ import annotations

import pytest

from desktop.checks.check import Subject
from desktop.checks.search.keyphrase import KeyphraseDensity, KeyphraseLength, KeyphrasePlaces
from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.finding import Finding


def places(language: str, keyphrase: str, kind: Kind = Kind.PRODUCT, **fields: str) -> list[Finding]:
    brief = Brief(kind=kind, keyphrase=keyphrase)
    return list(KeyphrasePlaces().find(Subject(Copy(dict(fields)), brief, language)))


@pytest.mark.parametrize(
    ("language", "keyphrase", "title", "description", "expected"),
    [
        ("en", "light backpack", "Havn bag", "A bag for work.", [("warning", "title", "Havn bag")]),
        ("en", "light backpack", "Havn bag", "A light backpack.", [("info", "title", "Havn bag")]),
        (
            "en",
            "light backpack",
            "Light backpack",
            "A bag.\n\nMore light backpack.",
            [("info", "description", "A bag.")],
        ),
        ("en", "light backpack", "", "A bag.", [("info", "description", "A bag.")]),
        ("nl", "lichte rugzak", "Havn tas", "Een tas voor je werk.", [("warning", "title", "Havn tas")]),
        (
            "nl",
            "lichte rugzak",
            "Havn tas",
            "De lichtste rugzak is een lichte rugzak.",
            [("info", "title", "Havn tas")],
        ),
        ("nl", "lichte rugzak", "Rugzak, licht", "Een tas.", [("info", "description", "Een tas.")]),
        ("nl", "rugzak", "", "# Rugzak\n\nEen tas.", [("info", "description", "Een tas.")]),
        ("sv", "lätt ryggsäck", "Havn väska", "En väska.", [("warning", "title", "Havn väska")]),
        ("sv", "lätt ryggsäck", "Havn väska", "Lätta ryggsäckar.", [("info", "title", "Havn väska")]),
        ("sv", "lätt ryggsäck", "Lätta ryggsäcken", "En väska.", [("info", "description", "En väska.")]),
        ("sv", "ryggsäck", "", "- Ryggsäck\n\nEn väska.", [("info", "description", "En väska.")]),
        ("en", "light backpack", "Backpacks that are light", "Light backpacks.", []),
        ("en", "light backpack", "A light backpack", "", []),
        ("en", "", "Havn bag", "A bag.", []),
        ("en", "the", "Of", "And.", [("warning", "title", "Of")]),
        ("nl", "lichte rugzak", "Licht rugzakje", "Deze lichte laptoprugzak.", []),
        (
            "nl",
            "leren tas",
            "Leren schoudertas",
            "Tassen van leer, leren tassen.",
            [("info", "title", "Leren schoudertas")],
        ),
        ("nl", "  ", "Havn tas", "Een tas.", []),
        ("nl", "koffie", "Koffiemok", "Voor koffie.", []),
        ("sv", "lätt ryggsäck", "Lätt dagsryggsäck", "Ryggsäcken är lätt.", []),
        ("sv", "ryggsäckar", "Ryggsäck", "En ryggsäck.", []),
        ("sv", "!!", "Havn", "En väska.", []),
        ("de", "rucksack", "Rucksack", "Der Rucksack.", []),
    ],
)
def test_the_keyphrase_is_looked_for_where_it_counts(
    language: str, keyphrase: str, title: str, description: str, expected: list[tuple[str, str, str]]
) -> None:
    findings = places(language, keyphrase, title=title, description=description)
    assert [(finding.severity.value, finding.field, finding.text) for finding in findings] == expected


def test_the_title_of_the_search_engine_comes_first_and_late_is_said() -> None:
    late = "Havn of Utrecht, bags since 1981: light backpack"
    (finding,) = places("en", "light backpack", title="Bag", seo_title=late, description="A light backpack.")
    assert (finding.field, finding.start, finding.text) == ("seo_title", 34, "light backpack")
    assert places("en", "light backpack", seo_title="Havn light backpack", description="A light backpack.") == []


def test_only_what_is_searched_has_a_keyphrase() -> None:
    assert places("en", "light backpack", Kind.MAIL, title="Bag", body="A bag.") == []


@pytest.mark.parametrize(
    ("headings", "marked"),
    [
        (["Bags", "Straps", "Zips"], "## Bags"),
        (
            ["Light backpacks", "A light backpack", "Light backpack care", "Your light backpack"],
            "## Your light backpack",
        ),
        (["Light backpacks", "Straps", "Zips"], None),
        (["Light backpacks", "A light backpack", "Zips"], None),
        (["Bags", "Straps"], None),
    ],
)
def test_some_headings_of_a_post_have_it(headings: list[str], marked: str | None) -> None:
    body = "# Light backpack\n\nA light backpack.\n\n" + "\n\n".join(f"## {each}\n\nText." for each in headings)
    findings = places("en", "light backpack", Kind.BLOG, title="Light backpack", body=body)
    assert [finding.text for finding in findings] == ([marked] if marked else [])


@pytest.mark.parametrize(
    ("language", "keyphrase", "having", "other"),
    [
        ("en", "backpack", "Take the backpacks with you.", "It is a good day for a walk."),
        ("nl", "rugzak", "Neem de rugzak met je mee.", "Het is een mooie dag voor een wandeling."),
        ("sv", "ryggsäck", "Ta med dig den här ryggsäcken.", "Det är en fin dag för en promenad."),
    ],
)
def test_density_has_a_middle(language: str, keyphrase: str, having: str, other: str) -> None:
    def said(times: int, others: int) -> list[str]:
        text = " ".join([having] * times + [other] * others)
        subject = Subject(Copy({"description": text}), Brief(keyphrase=keyphrase), language)
        return [finding.message for finding in KeyphraseDensity().find(subject)]

    (often,) = said(10, 15)
    assert "10 times" in often
    (never,) = said(0, 25)
    assert "0 times" in never
    (seldom,) = said(1, 80)
    assert " 1 time in " in seldom
    assert said(2, 25) == said(4, 25) == said(9, 2) == []


@pytest.mark.parametrize(
    ("keyphrase", "kind", "language", "said"),
    [
        ("light backpack", Kind.PRODUCT, "en", 0),
        ("the best of the light backpacks for work", Kind.BLOG, "en", 0),
        ("light blue waterproof laptop backpack men travel", Kind.PRODUCT, "en", 1),
        ("light blue waterproof laptop backpack", Kind.BLOG, "en", 1),
        ("lichte blauwe waterdichte rugzak heren", Kind.BLOG, "nl", 1),
        ("lichte rugzak voor je werk", Kind.BLOG, "nl", 0),
        ("lätt blå vattentät ryggsäck herr", Kind.BLOG, "sv", 1),
        ("lätt ryggsäck för jobbet", Kind.BLOG, "sv", 0),
    ],
)
def test_long_keyphrases_are_said_once(keyphrase: str, kind: Kind, language: str, said: int) -> None:
    subject = Subject(Copy({"title": "Havn"}), Brief(kind=kind, keyphrase=keyphrase), language)
    findings = list(KeyphraseLength().find(subject))
    assert len(findings) == said
    assert all((finding.start, finding.end) == (0, 0) for finding in findings)
