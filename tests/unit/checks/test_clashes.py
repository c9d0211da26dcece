"""Headlines and descriptions that an advertisement must not show together, in three languages."""

from __future__ import annotations

import pytest

from desktop.checks.clashes import clashes

CLASHING = [
    ("en", "20% off this week", "Everything 30 % off until Sunday.", "20%", "30%"),
    ("en", "Now €49", "A backpack for €59, made in Portugal.", "49", "59"),
    ("nl", "Nu 20 procent korting", "Met 25% korting op alle rugzakken.", "20%", "25%"),
    ("nl", "Voor 49 euro", "Je koopt hem voor € 59.", "49", "59"),
    ("sv", "20 % rabatt", "30 procent rabatt på allt.", "20%", "30%"),
    ("sv", "Nu 499 kr", "Ryggsäcken kostar 599:-.", "499", "599"),
]
REPEATING = [
    ("en", "Made in Portugal", "Made in Portugal from recycled polyester.", "Havn backpack"),
    ("en", "Recycled polyester backpack", "The Havn backpack is made of recycled polyester.", "Havn backpack"),
    ("nl", "Gemaakt in Portugal, 18 l", "Deze rugzak van 18 l is in Portugal gemaakt.", "Havn rugzak"),
    ("sv", "Rymmer 18 l, väger 980 g", "Den väger 980 g och rymmer 18 l.", "Havn ryggsäck"),
]
TOGETHER = [
    ("en", "Havn backpack", "The Havn backpack weighs 980 g.", "Havn backpack"),
    ("en", "20% off", "Order now and get 20 % off.", ""),
    ("en", "Now €49", "Yours for €49.00.", ""),
    ("en", "Made in Portugal", "It weighs 980 g and holds 18 l.", "Havn backpack"),
    ("nl", "Nu € 49,-", "Voor 49 euro is hij van jou.", ""),
    ("nl", "Havn rugzak", "De Havn rugzak is waterafstotend.", "Havn rugzak"),
    ("sv", "Nu 499 kr", "Priset är 499 kronor.", ""),
    ("sv", "Fem års garanti", "Ryggsäcken väger 980 g.", "Havn ryggsäck"),
]


@pytest.mark.parametrize(("language", "headline", "description", "first", "second"), CLASHING)
def test_two_percentages_or_prices_clash(
    language: str, headline: str, description: str, first: str, second: str
) -> None:
    (clash,) = clashes([headline], [description], language)
    assert clash.message == f"One says {first} and the other {second}."


@pytest.mark.parametrize(("language", "headline", "description", "product"), REPEATING)
def test_a_description_that_says_the_headline_again_clashes(
    language: str, headline: str, description: str, product: str
) -> None:
    (clash,) = clashes([headline], [description], language, product=product)
    assert clash.message == "The description says what the headline says."


@pytest.mark.parametrize(("language", "headline", "description", "product"), TOGETHER)
def test_what_goes_together_is_left_alone(language: str, headline: str, description: str, product: str) -> None:
    assert clashes([headline], [description], language, product=product) == ()


def test_every_headline_is_read_beside_every_description() -> None:
    found = clashes(
        ["20% off", "Made in Portugal", "30% off"],
        ["Now 30% off.", "From Portugal, and made there.", "Get 20% off."],
        "en",
    )
    assert [(each.first, each.second) for each in found] == [(0, 0), (1, 1), (2, 2)]
