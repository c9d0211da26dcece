from __future__ import annotations

import pytest

from desktop.checks.check import Check, Subject
from desktop.checks.style.loudness import Emoji, Exclamations, Shouting
from desktop.core.brief import Brief, Fact
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.finding import Finding


def found(
    check: Check, text: str, language: str = "en", field: str = "description", brief: Brief | None = None
) -> list[Finding]:
    return list(check.find(Subject(Copy({field: text}), brief or Brief(), language)))


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Buy it!!", "Buy it!"),
        ("Mooi!!! Echt.", "Mooi! Echt."),
        ("Köp nu! ! Tack.", "Köp nu! Tack."),
        ("Buy it! Wear it! Love it.", "Buy it! Wear it. Love it."),
        ("Mooi! Koop hem! Nu.", "Mooi! Koop hem. Nu."),
        ("Köp! Njut! Slut.", "Köp! Njut. Slut."),
    ],
)
def test_exclamation_marks_too_many_are_found(text: str, fixed: str) -> None:
    (finding,) = found(Exclamations(), text)
    assert text[: finding.start] + finding.fixes[0] + text[finding.end :] == fixed


@pytest.mark.parametrize(
    "text",
    [
        "Buy it!",
        "Mooi! Dat is alles.",
        "Köp nu! Tack.",
        "What?! Really.",
        "![A bag](bag.jpg) ![A strap](strap.jpg)",
        "Yes! " + "A bag of wool and linen with a strap. " * 13 + "Bye!",
        "a != b, c != d",
        "",
    ],
)
def test_one_exclamation_mark_in_a_hundred_words_is_fine(text: str) -> None:
    assert found(Exclamations(), text) == []


@pytest.mark.parametrize(
    ("text", "language", "marked", "fix"),
    [
        ("It is FREE today.", "en", "FREE", "free"),
        ("NEW bags are in.", "en", "NEW", "New"),
        ("A BAG FOR LIFE AND MORE.", "en", "BAG FOR LIFE AND MORE", "bag for life and more"),
        ("We NEVER sleep.", "en", "NEVER", "never"),
        ("Nu GRATIS thuis.", "nl", "GRATIS", "gratis"),
        ("NIEUW in de winkel.", "nl", "NIEUW", "Nieuw"),
        ("ALLEEN VANDAAG KORTING op tassen.", "nl", "ALLEEN VANDAAG KORTING", "Alleen vandaag korting"),
        ("Dit is ECHT leer.", "nl", "ECHT", "echt"),
        ("Det är GRATIS frakt.", "sv", "GRATIS", "gratis"),
        ("NYHET i butiken.", "sv", "NYHET", "Nyhet"),
        ("Köp den BÄSTA väskan.", "sv", "BÄSTA", "bästa"),
        ("HANDGJORD AV ÄKTA LÄDER i dag.", "sv", "HANDGJORD AV ÄKTA LÄDER", "Handgjord av äkta läder"),
    ],
)
def test_words_in_capitals_are_found(text: str, language: str, marked: str, fix: str) -> None:
    (finding,) = found(Shouting(), text, language)
    assert (finding.text, finding.fixes) == (marked, (fix,))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("USB-C, HDMI and LED, UPF 50+, NASA", "en"),
        ("OEKO-TEX, GOTS and FSC wood by IKEA", "en"),
        ("IT and HR teams in the US", "en"),
        ("Visit WWW.SALE.COM or #SALE", "en"),
        ("RVS, ABS en LED, BTW, IP67", "nl"),
        ("De BMW van NS en ANWB", "nl"),
        ("Een MDF-plank in XXL", "nl"),
        ("TNO ISO DIN NEN", "nl"),
        ("LED, USB och ABS-plast", "sv"),
        ("SJ och SVT i EU", "sv"),
        ("Storlek XXL, IP67, SAS", "sv"),
        ("OBS: läs mer", "sv"),
    ],
)
def test_acronyms_units_and_names_are_no_shouting(text: str, language: str) -> None:
    assert found(Shouting(), text, language) == []


def test_what_the_writer_wrote_in_capitals_is_a_name() -> None:
    brief = Brief(product="ONLY jacket", facts=(Fact(name="Collection", value="BEST OF"),))
    assert found(Shouting(), "The ONLY jacket of BEST OF.", brief=brief) == []
    options = CheckOptions(known_words=("NEW",))
    assert list(Shouting().find(Subject(Copy({"title": "NEW Balance"}), Brief(), "en", options=options))) == []
    assert [finding.text for finding in found(Shouting(), "The ONLY jacket.")] == ["ONLY"]


@pytest.mark.parametrize(
    ("text", "field", "start"),
    [
        ("🎒🎒🎒🎒 bag", "description", 3),
        ("New 🎉 bag 🎒", "title", 10),
        ("Nu ✅ ✅ ✅ 👩‍👩‍👧 🇳🇱", "description", 9),
        ("❤️ ❤️", "subject", 3),
        ("🎒" * 9, "instagram.caption", 8),
    ],
)
def test_more_emoji_than_a_field_bears_are_found(text: str, field: str, start: int) -> None:
    (finding,) = found(Emoji(), text, field=field)
    assert finding.start == start
    assert finding.fixes == ("",)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("🎒🎒🎒 bag", "description"),
        ("New bag 🎒", "title"),
        ("👩‍👩‍👧 🇳🇱 ❤️", "description"),
        ("🎒" * 8, "instagram.caption"),
        ("Havn® and Brisa™ © 2 → 3 ✓ ✓ ✓ ✓ 1 2 3 4 * #", "description"),
    ],
)
def test_a_few_emoji_are_fine(text: str, field: str) -> None:
    assert found(Emoji(), text, field=field) == []
