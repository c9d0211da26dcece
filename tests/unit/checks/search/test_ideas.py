"""Phrases that sources and facts repeat, in the three languages."""

from __future__ import annotations

import time

import pytest

from desktop.checks.search.ideas import keyphrase_ideas
from desktop.core.brief import Fact

TEXTS = {
    "en": """# Choosing a laptop backpack

A laptop backpack carries your laptop to work. Laptop backpacks come in many sizes. A padded laptop sleeve protects it.

## Which size of laptop backpack?

Measure the padded laptop sleeve before you buy. It is what it is, and it is what it was.""",
    "nl": """# Een laptoprugzak kiezen

Een laptoprugzak draagt je laptop naar het werk. Laptoprugzakken zijn er in veel maten.
Het gevoerde laptopvak beschermt.

## Welke laptoprugzak?

Meet het gevoerde laptopvak voor je koopt. Het is wat het is, en het was wat het was.""",
    "sv": """# Välj rätt datorryggsäck

En datorryggsäck bär datorn till jobbet. Datorryggsäckar finns i många storlekar. Det vadderade datorfacket skyddar.

## Vilken datorryggsäck?

Mät det vadderade datorfacket innan du köper. Det är som det är, och det var som det var.""",
}


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "laptop backpack", "padded laptop sleeve"),
        ("nl", "laptoprugzak", "gevoerde laptopvak"),
        ("sv", "datorryggsäck", "vadderade datorfacket"),
    ],
)
def test_what_is_repeated_and_stands_early_comes_first(language: str, first: str, second: str) -> None:
    ideas = keyphrase_ideas([TEXTS[language]], language=language)
    assert ideas[0].phrase == first
    assert ideas[0].count >= 4
    assert second in [idea.phrase for idea in ideas]
    assert [idea.weight for idea in ideas] == sorted((idea.weight for idea in ideas), reverse=True)


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_small_words_and_what_stands_once_are_no_ideas(language: str) -> None:
    phrases = " ".join(idea.phrase for idea in keyphrase_ideas([TEXTS[language]], language=language, most=50)).split()
    assert not {"the", "it", "het", "wat", "det", "som", "many", "veel", "många", "measure", "meet", "mät"} & set(
        phrases
    )


def test_facts_and_the_title_weigh_in_and_those_not_approved_do_not() -> None:
    facts = (Fact("f1", "Material", "recycled polyester"), Fact("f2", "Strap", "nylon webbing", approved=False))
    text = "It is of recycled polyester. The nylon webbing holds."
    phrases = [idea.phrase for idea in keyphrase_ideas([text], facts, "en")]
    assert phrases == ["recycled polyester"]
    with_title = keyphrase_ideas([text], facts, "en", title="Nylon webbing and recycled polyester")
    assert [idea.phrase for idea in with_title] == ["recycled polyester", "nylon webbing"]


def test_names_keep_their_capitals_and_code_and_addresses_are_not_read() -> None:
    text = "Take the Fjäll Raven. The Fjäll Raven is light.\n\n```\nlaptop bag, laptop bag\nlaptop bag\n```\n\n"
    text += "[a](https://x.nl/red-bag) [b](https://x.nl/red-bag)"
    assert [idea.phrase for idea in keyphrase_ideas([text], language="en")] == ["Fjäll Raven"]


def test_nothing_gives_no_ideas_and_a_book_is_read_at_once() -> None:
    assert keyphrase_ideas([], language="en") == keyphrase_ideas([""], language="sv") == ()
    assert keyphrase_ideas([TEXTS["en"]], language="de") == ()
    began = time.process_time()
    keyphrase_ideas([TEXTS["nl"] * 500, "word " * 50_000, "x" * 300_000], language="nl")
    assert time.process_time() - began < 5
