from __future__ import annotations

import pytest

from tests.unit.checks.policies.looking import look, mended

TITLES = [
    ("amazon", "en", "Havn Backpack 20 L - Free Shipping", "promotion", "Havn Backpack 20 L"),
    ("amazon", "en", "Havn Backpack 20 L, Best Seller", "superlative", "Havn Backpack 20 L"),
    ("amazon", "en", "Havn Backpack 20 L €49.95", "price", "Havn Backpack 20 L"),
    ("amazon", "en", "Havn Backpack 20 L www.havn.com", "contact", "Havn Backpack 20 L"),
    ("amazon", "en", "Havn Backpack WATERPROOF 20 L", "capitals", "Havn Backpack Waterproof 20 L"),
    ("amazon", "en", "Havn Backpack 20 L 🎒", "emoji", "Havn Backpack 20 L"),
    ("amazon", "en", "Havn Backpack 20 L!", "title-signs", "Havn Backpack 20 L"),
    ("amazon", "nl", "Havn rugzak 20 L - gratis verzending", "promotion", "Havn rugzak 20 L"),
    ("amazon", "nl", "Havn rugzak 20 L met korting", "promotion", None),
    ("amazon", "nl", "Havn rugzak 20 L, bestverkocht", "superlative", "Havn rugzak 20 L"),
    ("amazon", "nl", "Havn rugzak 20 L 49,95 euro", "price", "Havn rugzak 20 L"),
    ("amazon", "nl", "Havn rugzak, rugzak dames, rugzak heren", "repeated-word", None),
    ("amazon", "nl", "Koop nu Havn rugzak 20 L", "promotion", "Havn rugzak 20 L"),
    ("amazon", "sv", "Havn ryggsäck 20 L - fri frakt", "promotion", "Havn ryggsäck 20 L"),
    ("amazon", "sv", "Havn ryggsäck 20 L rea", "promotion", "Havn ryggsäck 20 L"),
    ("amazon", "sv", "Havn ryggsäck 20 L, bästsäljare", "superlative", "Havn ryggsäck 20 L"),
    ("amazon", "sv", "Havn ryggsäck 20 L 499 kr", "price", "Havn ryggsäck 20 L"),
    ("amazon", "sv", "Havn ryggsäck VATTENTÄT 20 L", "capitals", "Havn ryggsäck Vattentät 20 L"),
    ("amazon", "sv", "Havn ryggsäck 20 L köp nu", "promotion", "Havn ryggsäck 20 L"),
    ("bol", "en", "Havn Backpack 20 L - on sale", "promotion", "Havn Backpack 20 L"),
    ("bol", "en", "Havn Backpack 20 L next day delivery", "promotion", "Havn Backpack 20 L"),
    ("bol", "en", "Havn Backpack 20 L, Father's Day", "holiday", None),
    ("bol", "en", "Havn Backpack 20 L amazing", "superlative", "Havn Backpack 20 L"),
    ("bol", "en", "Havn Backpack 20 L *", "signs", "Havn Backpack 20 L"),
    ("bol", "en", "Havn Backpack 20 L info@havn.nl", "contact", "Havn Backpack 20 L"),
    ("bol", "nl", "Havn rugzak 20 L goedkoop", "promotion", "Havn rugzak 20 L"),
    ("bol", "nl", "Havn rugzak 20 L - op=op", "promotion", "Havn rugzak 20 L"),
    ("bol", "nl", "Havn rugzak 20 L morgen in huis", "promotion", "Havn rugzak 20 L"),
    ("bol", "nl", "Havn rugzak 20 L Vaderdagcadeau", "holiday", None),
    ("bol", "nl", "Havn backpack 20 L", "english-words", None),
    ("bol", "nl", "Havn rugzak 20 L topkwaliteit", "superlative", "Havn rugzak 20 L"),
    ("bol", "sv", "Havn ryggsäck 20 L billig", "promotion", "Havn ryggsäck 20 L"),
    ("bol", "sv", "Havn ryggsäck 20 L fri frakt", "promotion", "Havn ryggsäck 20 L"),
    ("bol", "sv", "Havn ryggsäck 20 L julklapp", "holiday", None),
    ("bol", "sv", "Havn ryggsäck 20 L fantastisk", "superlative", "Havn ryggsäck 20 L"),
    ("bol", "sv", "Havn ryggsäck 20 L ★", "signs", "Havn ryggsäck 20 L"),
    ("bol", "sv", "Havn ryggsäck 20 L 499 kr", "price", "Havn ryggsäck 20 L"),
    ("merchant", "en", "Havn Backpack 20 L - 30% off", "promotion", "Havn Backpack 20 L"),
    ("merchant", "en", "Buy now: Havn Backpack 20 L", "promotion", "Havn Backpack 20 L"),
    ("merchant", "en", "Havn Backpack 20 L!", "title-exclamation", "Havn Backpack 20 L"),
    ("merchant", "en", "Havn Backpack 20 L top quality", "superlative", "Havn Backpack 20 L"),
    ("merchant", "en", "Havn <b>Backpack 20 L", "code", None),
    ("merchant", "en", "Havn WATERPROOF Backpack 20 L", "capitals", "Havn Waterproof Backpack 20 L"),
    ("merchant", "nl", "Havn rugzak 20 L 30% korting", "promotion", "Havn rugzak 20 L"),
    ("merchant", "nl", "Havn rugzak 20 L bestel nu", "promotion", "Havn rugzak 20 L"),
    ("merchant", "nl", "Havn rugzak 20 L 😀", "emoji", "Havn rugzak 20 L"),
    ("merchant", "nl", "Havn rugzak 20 L € 49,95", "price", "Havn rugzak 20 L"),
    ("merchant", "nl", "Havn rugzak 20 L fantastisch geweldige", "superlative", None),
    ("merchant", "nl", "Havn WATERDICHTE rugzak 20 L", "capitals", "Havn Waterdichte rugzak 20 L"),
    ("merchant", "sv", "Havn ryggsäck 20 L 30 % rabatt", "promotion", "Havn ryggsäck 20 L"),
    ("merchant", "sv", "Havn ryggsäck 20 L beställ nu", "promotion", "Havn ryggsäck 20 L"),
    ("merchant", "sv", "Havn ryggsäck 20 L 😀", "emoji", "Havn ryggsäck 20 L"),
    ("merchant", "sv", "Havn ryggsäck 20 L 499:-", "price", "Havn ryggsäck 20 L"),
    ("merchant", "sv", "Havn ryggsäck 20 L bäst i test", "superlative", "Havn ryggsäck 20 L"),
    ("merchant", "sv", "Havn ryggsäck 20 L!", "title-exclamation", "Havn ryggsäck 20 L"),
]
RIGHT = {
    "en": [
        "Havn Rolltop Backpack 20 L, Blue",
        "LEGO City Fire Station 60320",
        "USB-C Charger 65 W with HDMI Adapter",
        "Off-Road Tyre 29 x 2.4",
        "Sugar-Free Drops, Pack of 3",
        "IKEA Shelf for the Hall, 80 x 30 cm",
    ],
    "nl": [
        "Havn rolltop rugzak 20 L, blauw",
        "LEGO City brandweerkazerne 60320",
        "USB-C lader 65 W met HDMI",
        "Actiefiguur ridder, 15 cm",
        "Sinterklaas kostuum maat M",
        "Suikervrije drop, 3 zakken",
    ],
    "sv": [
        "Havn ryggsäck med rulltopp 20 L, blå",
        "LEGO City brandstation 60320",
        "USB-C-laddare 65 W med HDMI",
        "Hårklippmaskin, 5 kammar",
        "Sockerfria halstabletter, 3 påsar",
        "Hylla till hallen, 80 x 30 cm",
    ],
}
TEXTS = [
    ("bol", "nl", "Nu met gratis hoes.", ["slogan"]),
    ("bol", "nl", "Voor 23:59 besteld, morgen geleverd.", ["delivery"]),
    ("bol", "nl", "Bezoek onze webshop voor meer.", ["own-shop"]),
    ("bol", "nl", "De tas kost € 49,95 in de winkel.", ["price"]),
    ("merchant", "en", "Soft and warm. Contact us for more!!!", ["company", "marks"]),
    ("merchant", "sv", "Fri frakt på allt.", ["text-promotion"]),
    ("amazon", "en", "Money back guarantee on all bags.", ["bullet-phrases"]),
    ("amazon", "sv", "Kontakta oss vid frågor.", ["bullet-phrases"]),
]


@pytest.mark.parametrize(("pack", "language", "title", "rule", "after"), TITLES)
def test_what_a_marketplace_refuses_in_titles(
    pack: str, language: str, title: str, rule: str, after: str | None
) -> None:
    found = [each for each in look(pack, title, language, field="title") if each.check == f"policy.{pack}.{rule}"]
    assert found, look(pack, title, language, field="title")
    assert title[found[0].start : found[0].end] == found[0].text
    if after is not None:
        assert mended(title, found[0]) == after


@pytest.mark.parametrize("pack", ["amazon", "bol", "merchant"])
@pytest.mark.parametrize(
    ("language", "title"), [(language, title) for language, all_ in RIGHT.items() for title in all_]
)
def test_good_titles_are_left_alone(pack: str, language: str, title: str) -> None:
    assert look(pack, title, language, field="title") == []


@pytest.mark.parametrize(("pack", "language", "text", "rules"), TEXTS)
def test_what_a_marketplace_refuses_in_descriptions(pack: str, language: str, text: str, rules: list[str]) -> None:
    found = look(pack, text, language, field="description")
    assert [each.check.rpartition(".")[2] for each in found] == rules


def test_bullets_of_amazon_begin_with_a_capital_and_end_without_a_mark() -> None:
    assert [each.check for each in look("amazon", "holds 20 litres.", "en", field="bullets")] == [
        "policy.amazon.bullet-start",
        "policy.amazon.bullet-end",
    ]
    assert look("amazon", "Holds 20 litres; two pockets", "en", field="bullets") == []
    (end,) = look("amazon", "Holds 20 litres and more.", "en", field="amazon.bullet", channels=("amazon.bullet",))
    assert mended("Holds 20 litres and more.", end) == "Holds 20 litres and more"


def test_a_pack_reads_the_fields_of_its_channels() -> None:
    title = "Havn Backpack 20 L!"
    assert look("amazon", title, "en", field="amazon.title", channels=("amazon.title",))
    assert look("amazon", title, "en", field="bol.title", channels=("bol.title",)) == []
    assert look("amazon", title, "en", field="seo_title") == []


def test_signs_need_no_language() -> None:
    (finding,) = look("amazon", "Havn Rucksack 20 L!", "de", field="title")
    assert finding.check == "policy.amazon.title-signs"
    assert look("amazon", "Havn Rucksack free shipping", "de", field="title") == []


def test_a_name_may_be_written_as_its_maker_does() -> None:
    title = "Backpack TROMSO amazing 20 L"
    assert len(look("amazon", title, "en", field="title")) == 2
    assert look("amazon", title, "en", field="title", product="TROMSO Amazing") == []


def test_words_of_a_sentence_are_shown_but_not_deleted() -> None:
    (finding,) = look("bol", "De tas kost 2 490 kr of € 249 in de winkel."[:22], "nl")
    assert (finding.text, finding.fixes) == ("2 490 kr", ())
    (emoji,) = look("bol", "Een tas 🎒 voor elke dag.", "nl")
    assert mended("Een tas 🎒 voor elke dag.", emoji) == "Een tas voor elke dag."


@pytest.mark.parametrize("text", ["Helmet with MIPS, AZERTY print", "Gold at the IWSC in 2023"])
def test_abbreviations_are_not_shouted(text: str) -> None:
    assert look("merchant", text, "en") == []


def test_several_short_words_in_capitals_are_shouted() -> None:
    assert [each.text for each in look("bol", "Havn rugzak MEGA MOOI", "nl", field="title")] == ["MEGA", "MOOI"]
