"""Twins and no twins among short lines, in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.checks.alike import alike, like_any

TWINS = [
    ("en", "Made in Portugal", "made in Portugal."),
    ("en", "Your backpack in navy", "The navy backpack"),
    ("en", "A backpack of 980 g", "980 g: the backpack"),
    ("en", "Navy or black?", "Black or navy"),
    ("en", "Room for 18 litres", "18 l: room"),
    ("en", "Five years of warranty", "5 years warranty"),
    ("en", "5-year warranty", "Warranty: 5 years"),
    ("en", "Water-repellent backpack", "A water repellent backpack"),
    ("en", "Discover the new Havn backpack", "The Havn backpack is here"),
    ("en", "It weighs 1.5 kg", "Weighing 1,5 kg"),
    ("nl", "Rugzak van 980 g", "Een rugzak van 980 gram"),
    ("nl", "Waterafstotende rugzak", "De rugzak is waterafstotend"),
    ("nl", "Grote tas voor reizen", "Een tas, groot, voor op reizen"),
    ("nl", "Vijf jaar garantie", "Garantie: 5 jaar"),
    ("nl", "Marine of zwart?", "In zwart of in marine"),
    ("sv", "Ryggsäck på 980 g", "Ryggsäcken på 980 gram"),
    ("sv", "Vattenavvisande ryggsäck", "Ryggsäcken är vattenavvisande"),
    ("sv", "Fem års garanti", "Garanti: 5 år"),
    ("sv", "Tillverkad i Portugal", "I Portugal, tillverkad"),
    ("sv", "Marin eller svart?", "I svart eller marin"),
]
OTHERS = [
    ("en", "A backpack of 980 g", "A backpack of 890 g"),
    ("en", "The Havn backpack of recycled polyester comes in navy", "The Havn backpack of recycled polyester in black"),
    ("en", "Havn backpack, 980 g", "Havn backpack, 980 g, made in Portugal"),
    ("en", "Waterproof", "Not waterproof"),
    ("en", "18 l of room", "18 kg of room"),
    ("en", "For laptops up to 15 inch", "For a trip up to 15 days"),
    ("en", "Navy", "Navel"),
    ("nl", "Rugzak van 18 l", "Rugzak van 20 l"),
    ("nl", "Je rugzak in marine", "Je rugzak in zwart"),
    ("nl", "Met regenhoes", "Zonder regenhoes"),
    ("nl", "Gemaakt in Portugal", "Gemaakt in Spanje"),
    ("sv", "Ryggsäck i marin", "Ryggsäck i svart"),
    ("sv", "Fem års garanti", "Två års garanti"),
    ("sv", "Med regnskydd", "Utan regnskydd"),
    ("sv", "Väger 980 g", "Rymmer 18 l"),
]


@pytest.mark.parametrize(("language", "one", "other"), TWINS)
def test_the_same_in_other_words_that_say_nothing_is_a_twin(language: str, one: str, other: str) -> None:
    assert alike(one, other, language)
    assert alike(other, one, language)


@pytest.mark.parametrize(("language", "one", "other"), OTHERS)
def test_another_figure_colour_or_fact_is_another_line(language: str, one: str, other: str) -> None:
    assert not alike(one, other, language)
    assert not alike(other, one, language)


def test_any_of_the_others_counts() -> None:
    assert like_any("The navy backpack", ["Made in Portugal", "Backpack in navy"], "en")
    assert not like_any("The navy backpack", ["Made in Portugal", "Backpack in black"], "en")
    assert not like_any("The navy backpack", [], "en")


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["en", "nl", "sv", "fi", ""]))
def test_it_holds_for_whatever_is_typed(one: str, other: str, language: str) -> None:
    assert alike(one, one, language)
    assert alike(one, other, language) == alike(other, one, language)
