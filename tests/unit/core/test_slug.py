from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.slug import LONGEST, ascii_form, is_slug, name_of, slug_of, slug_words


@pytest.mark.parametrize(
    ("language", "title", "slug"),
    [
        ("en", "Choosing a light backpack", "choosing-a-light-backpack"),
        ("en", "How to choose a light backpack for work and travel", "choose-light-backpack-work-travel"),
        ("en", "The shop's 10 best bags: 2027!", "the-shops-10-best-bags-2027"),
        ("nl", "Ideeën voor één café", "ideeen-voor-een-cafe"),
        ("nl", "Zo kies je de beste rugzak voor je fiets", "kies-beste-rugzak-fiets"),
        ("sv", "Så väljer du ryggsäck", "sa-valjer-du-ryggsack"),
        ("sv", "Ryggsäckar för små och stora äventyr på Åland", "ryggsackar-sma-stora-aventyr-aland"),
        ("", "Straße & Smørrebrød", "strasse-smorrebrod"),
        ("en", "To be or not to be, that is", "to-be-or-not-to-be-that-is"),
        ("en", "🎒 !!", ""),
        ("en", "袋", ""),
        ("en", "", ""),
        ("en", "word " * 40, "-".join(["word"] * 15)),
        ("en", "x" * 200, "x" * LONGEST),
    ],
)
def test_a_title_becomes_an_address(language: str, title: str, slug: str) -> None:
    assert slug_of(title, language) == slug


@given(st.text(max_size=200), st.sampled_from(["en", "nl", "sv", ""]))
def test_a_slug_is_one_and_stays_as_it_is(title: str, language: str) -> None:
    slug = slug_of(title, language)
    assert slug == "" or is_slug(slug)
    assert len(slug) <= LONGEST
    assert slug_of(slug) == slug


def test_words_of_a_slug_are_read_without_its_folders() -> None:
    assert slug_words("/blog/light-backpack/") == "light backpack"
    assert ascii_form("Lätt Ryggsäck") == "latt ryggsack"


@pytest.mark.parametrize("text", ["Light", "a--b", "-a", "a-", "a_b", "å", "a b", ""])
def test_what_is_no_slug(text: str) -> None:
    assert not is_slug(text)


def test_a_name_for_an_address_keeps_letters_of_other_scripts() -> None:
    assert name_of("Så väljer du: Ærlig & straße’s “5”!") == "sa-valjer-du-aerlig-strasses-5"
    assert name_of("日本 語") == "日本-語"
    assert name_of("!?") == ""
    assert len(name_of("word " * 40)) <= 80
    assert not name_of("word " * 40).endswith("-")
