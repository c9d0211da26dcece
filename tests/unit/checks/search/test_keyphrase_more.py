from __future__ import annotations

import pytest

from desktop.checks.search.keyphrase_more import (
    KeyphraseInAlts,
    KeyphraseInDescription,
    KeyphraseInSlug,
    NoKeyphrase,
    RelatedPhrases,
)
from desktop.core.brief import Fact, Kind
from desktop.core.post import Post, PostSource
from tests.unit.checks.search.posts import found, marked, words

PHRASES = {"en": "light backpack", "nl": "lichte rugzak", "sv": "lätt ryggsäck"}


@pytest.mark.parametrize(
    ("language", "slug", "said"),
    [
        ("en", "choosing-a-light-backpack", False),
        ("en", "light-backpacks", False),
        ("en", "/blog/light-backpack/", False),
        ("en", "backpack", False),
        ("en", "bags-for-work", True),
        ("nl", "lichte-rugzak", False),
        ("nl", "licht-laptoprugzak", False),
        ("nl", "tassen", True),
        ("sv", "latt-ryggsack", False),
        ("sv", "latta-ryggsackar", False),
        ("sv", "vaskor-for-jobbet", True),
        ("sv", "", False),
    ],
)
def test_the_address_has_the_keyphrase(language: str, slug: str, said: bool) -> None:
    findings = found(KeyphraseInSlug(), language, keyphrase=PHRASES[language], post=Post(slug=slug), body="Text.")
    assert [each.field for each in findings] == (["slug"] if said else [])


def test_an_address_of_a_mail_or_without_a_keyphrase_is_left_alone() -> None:
    post = Post(slug="x")
    assert not found(KeyphraseInSlug(), "en", post=post, body="Text.")
    assert not found(KeyphraseInSlug(), "en", keyphrase="light bag", post=post, kind=Kind.MAIL, body="Text.")


@pytest.mark.parametrize(
    ("language", "text", "part"),
    [
        ("en", "Choose the light backpack that fits you.", ""),
        ("en", "Backpacks that are light.", ""),
        ("en", "Choose the bag that fits you.", "is not in"),
        ("en", "Light backpack. Light backpack. Light backpack.", "3 times"),
        ("nl", "Kies de lichte rugzak die bij je past.", ""),
        ("nl", "Kies de tas die bij je past.", "is not in"),
        ("nl", "Lichte rugzak, lichte rugzakken, een lichte rugzak.", "3 times"),
        ("sv", "Välj den lätta ryggsäcken som passar dig.", ""),
        ("sv", "Välj väskan som passar dig.", "is not in"),
        ("sv", "Lätt ryggsäck. Lätt ryggsäck. Lätt ryggsäck.", "3 times"),
        ("sv", "", ""),
    ],
)
def test_the_search_description_has_the_keyphrase_once_or_twice(language: str, text: str, part: str) -> None:
    findings = found(KeyphraseInDescription(), language, keyphrase=PHRASES[language], seo_description=text)
    assert len(findings) == bool(part)
    assert all(part in each.message for each in findings)


@pytest.mark.parametrize(
    ("language", "alts", "expected"),
    [
        ("en", ["A light backpack on a chair"], None),
        ("en", ["A chair"], 0),
        ("en", ["A chair", "Two light backpacks"], None),
        ("en", ["A light backpack"] * 5, 4),
        ("en", ["A chair", "A light backpack", "A desk", "A lamp", "A door"], 0),
        ("nl", ["Een lichte rugzak op een stoel"], None),
        ("nl", ["Een stoel"], 0),
        ("sv", ["Den lätta ryggsäcken på en stol"], None),
        ("sv", ["En stol"], 0),
        ("sv", [""], None),
        ("en", [], None),
    ],
)
def test_some_images_are_described_with_the_keyphrase(language: str, alts: list[str], expected: int | None) -> None:
    images = [f"![{alt}](bag{number}.jpg)" for number, alt in enumerate(alts)]
    body = "\n\n".join(["Text.", *images, "`![A chair](code.jpg)`"])
    findings = found(KeyphraseInAlts(), language, keyphrase=PHRASES[language], body=body)
    assert marked(findings) == ([] if expected is None else [images[expected]])


@pytest.mark.parametrize(
    ("language", "keyphrase", "having"),
    [
        ("en", "light backpack; laptop bag, bag for work", "Take laptop bags and a bag for work."),
        ("nl", "lichte rugzak; laptoptas, tas voor werk", "Neem laptoptassen en een tas voor werk."),
        ("sv", "lätt ryggsäck; datorväska, väska för jobbet", "Ta datorväskor och en väska för jobbet."),
    ],
)
def test_related_phrases_are_looked_for(language: str, keyphrase: str, having: str) -> None:
    text = words(language, 100)
    (finding,) = found(RelatedPhrases(), language, keyphrase=keyphrase, body=text)
    assert all(f"“{phrase.strip()}”" in finding.message for phrase in keyphrase.partition(";")[2].split(", "))
    assert not found(RelatedPhrases(), language, keyphrase=keyphrase, body=f"{text} {having}")
    assert not found(RelatedPhrases(), language, keyphrase=keyphrase, body="Short.")
    assert not found(RelatedPhrases(), language, keyphrase="0,5 l", body=text)


@pytest.mark.parametrize(
    ("language", "told", "idea"),
    [
        ("en", "Recycled polyester is light. Our recycled polyester lasts.", "recycled polyester"),
        ("nl", "Gerecycled polyester is licht. Ons gerecycled polyester blijft.", "gerecycled polyester"),
        ("sv", "Återvunnen polyester är lätt. Vår återvunnen polyester håller.", "återvunnen polyester"),
    ],
)
def test_a_post_without_a_keyphrase_gets_ideas(language: str, told: str, idea: str) -> None:
    post = Post(sources=(PostSource("q1", "Sheet", text=told * 4),))
    body = words(language, 110)
    (finding,) = found(NoKeyphrase(), language, post=post, title="x", body=body)
    assert f"“{idea}”" in finding.message
    assert not found(NoKeyphrase(), language, keyphrase="bag", post=post, title="x", body=body)
    assert not found(NoKeyphrase(), language, body=body)
    assert not found(NoKeyphrase(), "de", title="x", body=body, facts=(Fact("f1", "Material", "wool"),))
