from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import ErrorKind, UserError
from desktop.core.resources import resource_text
from desktop.formats.clean import cleaned
from desktop.formats.paste import LONGEST, read_paste
from desktop.formats.paste_language import guess_language

PRODUCTS = Path(__file__).parents[3].parent / "shared" / "data" / "products"


def facts(text: str) -> list[tuple[str, str, str]]:
    return [(fact.name, fact.value, fact.unit) for fact in read_paste(text).facts]


@pytest.mark.parametrize(
    ("language", "product", "weight"),
    [
        ("en", "Havn backpack", ("Weight", "980", "g")),
        ("nl", "Havn rugzak", ("Gewicht", "980", "g")),
        ("sv", "Havn ryggsäck", ("Vikt", "980", "g")),
    ],
)
def test_the_sample_of_a_supplier_is_read(language: str, product: str, weight: tuple[str, str, str]) -> None:
    brief = read_paste(resource_text(f"sample/{language}.txt"))
    assert (brief.product, brief.language) == (product, language)
    assert (brief.facts[0].name, brief.facts[0].value, brief.facts[0].unit) == weight
    assert len(brief.facts) == 8
    assert brief.facts[0].sentence.endswith("980 g")
    assert brief.notes.count(".") == 3


@pytest.mark.parametrize(
    "text",
    [
        "Weight: 980 g\nColour: navy blue",
        "Weight\t980 g\nColour\tnavy blue",
        "Property\tValue\nWeight\t980 g\nColour\tnavy blue",
        "Property\tValue\tUnit\nWeight\t980\tg\nColour\tnavy blue",
        "| Property | Value |\n|---|:--|\n| Weight | 980 g |\n| Colour | **navy blue** |",
        "Property | Value | Unit\n--- | --- | ---\nWeight | 980 | g\nColour | navy blue |",
        "Weight       980 g\nColour       navy blue",
        "Weight ..... 980 g\nColour ..... navy blue",
        "- Weight: 980 g\n- Colour: navy blue",
        "• **Weight:** 980 g\n• **Colour:** navy blue",
        "1. Weight = 980 g\n2. Colour = navy blue",
        "Weight:980 g\r\nColour:navy blue\r\n",
        "<table><tr><th>Weight</th><td>980&nbsp;g</td></tr><tr><td>Colour</td><td><b>navy</b> blue</td></tr></table>",
        "<dl><dt>Weight</dt><dd>980 g</dd><dt>Colour</dt><dd>navy blue</dd></dl>",
        "<ul><li>Weight: 980 g</li><li><strong>Colour:</strong> navy blue</li></ul>",
        '{"facts": [{"name": "Weight", "value": 980, "unit": "g"}, {"name": "Colour", "value": "navy blue"}]}',
        '[{"name": "Weight", "value": "980", "unit": "g"}, {"name": "Colour", "value": "navy blue"}]',
    ],
)
def test_rows_in_every_shape(text: str) -> None:
    assert facts(text) == [("Weight", "980", "g"), ("Colour", "navy blue", "")]
    assert read_paste(text).product == ""


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("Gewicht: 1,2 kg", ("Gewicht", "1,2", "kg")),
        ("Vikt: 1 299 g", ("Vikt", "1 299", "g")),
        ("Maten: 30 x 20 x 10 cm", ("Maten", "30 x 20 x 10", "cm")),
        ("Warranty: 5 years", ("Warranty", "5", "years")),
        ("Size: 2-3 liter", ("Size", "2-3", "liter")),
        ("Laptop: tot 15 inch", ("Laptop", "tot 15 inch", "")),
        ("Material: 100% cotton", ("Material", "100% cotton", "")),
        ("Price: € 89,95", ("Price", "€ 89,95", "")),
        ("Pris: 899 kr", ("Pris", "899", "kr")),
        ("Pockets: 12 zipped", ("Pockets", "12 zipped", "")),
        ("Rating: 4.8", ("Rating", "4.8", "")),
        ("Origin: Portugal.", ("Origin", "Portugal", "")),
        ("Care: machine wash at 30 °C; do not bleach", ("Care", "machine wash at 30 °C; do not bleach", "")),
        ("Ratio: 16:9", ("Ratio", "16:9", "")),
    ],
)
def test_values_stay_as_written_with_the_unit_apart_where_it_is_plain(line: str, fact: tuple[str, str, str]) -> None:
    assert facts(line) == [fact]


@pytest.mark.parametrize(
    "text",
    [
        "Open from 9:30 to 17:00.",
        "https://havn.example/bags",
        "See the manual, which says this: keep it dry and away from children at all times please",
        "A bag. It is good: really.",
        "Call us: we are there.".replace(": ", " - "),
    ],
)
def test_sentences_are_not_rows(text: str) -> None:
    brief = read_paste(text)
    assert brief.facts == ()
    assert text in brief.notes


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("Havn backpack\nWeight: 980 g", "Havn backpack"),
        ("# Havn backpack\n\nWeight: 980 g", "Havn backpack"),
        ("Product: Havn backpack\nWeight: 980 g", "Havn backpack"),
        ("Productnaam\tHavn rugzak\nGewicht\t980 g", "Havn rugzak"),
        ("Benämning: Havn\nVikt: 980 g", "Havn"),
        ("<h1>Havn &amp; co</h1><p>Weight: 980 g</p>", "Havn & co"),
        ("This bag is light.\nWeight: 980 g", ""),
        ("Specifications:\nWeight: 980 g", ""),
    ],
)
def test_the_name_of_the_product(text: str, product: str) -> None:
    assert read_paste(text).product == product


def test_prose_keeps_its_sentences_and_yields_what_it_states_plainly() -> None:
    text = (
        "De Havn weegt maar 980 gram. Er past 18 liter in. Gemaakt in Portugal van gerecycled polyester, met vijf jaar "
        "garantie. Afmetingen 30 x 20 x 45 cm. IPX4. Wasbaar op 30 °C."
    )
    brief = read_paste(text)
    assert brief.notes == text
    assert brief.language == "nl"
    assert facts(text) == [
        ("Gewicht", "980", "gram"),
        ("Inhoud", "18", "liter"),
        ("Garantie", "vijf jaar", ""),
        ("Materiaal", "gerecycled polyester", ""),
        ("Gemaakt in", "Portugal", ""),
        ("Afmetingen", "30 x 20 x 45", "cm"),
        ("Bescherming", "IPX4", ""),
        ("Wassen", "30 °C", ""),
    ]
    assert brief.facts[0].sentence == "De Havn weegt maar 980 gram."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The jar weighs 320 g and holds 0.5 l.", [("Weight", "320", "g"), ("Volume", "0.5", "l")]),
        ("Väskan väger bara 980 g och rymmer 18 liter.", [("Vikt", "980", "g"), ("Volym", "18", "liter")]),
        ("It comes with a two-year warranty.", [("Warranty", "two-year", "")]),
        ("Warranty of 24 months on all of the parts.", [("Warranty", "24", "months")]),
        ("The battery lasts up to 10 hours.", [("Battery", "10", "hours")]),
        ("The shirt is made of 100% organic cotton.", [("Material", "100% organic cotton", "")]),
        ("Stolen är tillverkad av massiv ek.", [("Material", "massiv ek", "")]),
        ("It was founded in 1987 and has 12 ribs of 3 mm.", []),
        ("Made in cooperation with schools.", []),
        ("Weighs next to nothing, and that is the point.", []),
        ("Order before 22:00, delivered within 2 days.", []),
        ("Fits people of 150 to 190 cm.", []),
    ],
)
def test_single_sentences(text: str, found: list[tuple[str, str, str]]) -> None:
    assert facts(text) == found


def test_what_a_row_said_is_not_said_again_by_a_sentence() -> None:
    assert facts("Weight: 980 g\nThe bag weighs 980 g.") == [("Weight", "980", "g")]
    assert facts("Colour: navy\nColour: navy") == [("Colour", "navy", "")]


def test_the_source_of_a_page() -> None:
    page = """<!doctype html><html><head><title>Shop</title><style>p{color:red}</style>
    <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"},
      {"@type": "Product", "name": "Oslo lamp", "brand": {"@type": "Brand", "name": "Lind"},
       "weight": {"@type": "QuantitativeValue", "value": 1.2, "unitCode": "KGM"}, "material": ["oak", "linen"],
       "additionalProperty": [{"name": "Bulb", "value": "E27"}],
       "offers": {"price": "89.00", "priceCurrency": "EUR"}, "description": "A <b>quiet</b> lamp."}]}</script></head>
    <body><nav><ul><li>Home: start</li></ul></nav><h1>Oslo lamp</h1><p>It stands where you read.</p>
    <table><tr><th>Height</th><td>45 cm</td></tr></table><script>alert("Weight: 1 kg")</script>
    <footer>Phone: 123</footer></body></html>"""
    brief = read_paste(page)
    assert brief.product == "Oslo lamp"
    assert facts(page) == [
        ("Brand", "Lind", ""),
        ("Weight", "1.2", "kg"),
        ("Material", "oak, linen", ""),
        ("Bulb", "E27", ""),
        ("Price", "89.00", "EUR"),
        ("Height", "45", "cm"),
    ]
    assert brief.notes == "A quiet lamp.\n\nIt stands where you read."


@pytest.mark.parametrize(
    "page",
    [
        "<script type='application/ld+json'>{not json}</script><p>a</p><p>b</p>",
        "<script type='application/ld+json'>" + "[" * 50_000 + "</script><p>a</p><p>b</p>",
        '<script type=\'application/ld+json\'>{"@type": "Product", "name": {"a": []}}</script><p>a</p><p>b</p>',
    ],
)
def test_broken_linked_data_is_passed_over(page: str) -> None:
    assert "b" in read_paste(page).notes


SHOPIFY_NEW = (
    "Title,URL handle,Description,Vendor,Type,Price,Option1 name,Option1 value,Weight value (grams),SKU,SEO title,"
    "Color (product.metafields.shopify.color-pattern)\n"
    'Havn backpack,havn,"<p>A light bag.</p><ul><li>Laptop: 15 inch</li></ul>",Havn,Bags,89.95,Size,M,980,S1,SEO,navy\n'
    ",havn,,,,89.95,,L,1020,S2,,\nOther,other,,Havn,Bags,1,Size,XL,1,S3,,\n"
)
SHOPIFY_OLD = (
    "Handle,Title,Body (HTML),Vendor,Tags,Option1 Name,Option1 Value,Variant Grams,Variant Price,Image Src\n"
    "mug,Mug,<p>Stoneware.</p>,Lera,cup,Title,Default Title,320,24.00,https://x.example/a.jpg\n"
)
WOO_DUTCH = (
    "ID,Type,SKU,Naam,Gepubliceerd,Korte beschrijving,Beschrijving,Gewicht (kg),Lengte (cm),Reguliere prijs,"
    "Eigenschap 1 naam,Eigenschap 1 waarde(n)\n"
    '7,simple,m1,Mok,1,Fijne mok.,"Van steengoed.\\nMet oor.","0,32",9,"24,00",Kleur,"rood, blauw\\, licht"\n'
)


@pytest.mark.parametrize(
    ("text", "product", "found", "notes"),
    [
        (
            SHOPIFY_NEW,
            "Havn backpack",
            [
                ("Laptop", "15", "inch"),
                ("Brand", "Havn", ""),
                ("Price", "89.95", ""),
                ("Weight", "980", "g"),
                ("Weight", "1020", "g"),
                ("Color", "navy", ""),
                ("Size", "M, L", ""),
            ],
            "A light bag.",
        ),
        (SHOPIFY_OLD, "Mug", [("Brand", "Lera", ""), ("Weight", "320", "g"), ("Price", "24.00", "")], "Stoneware."),
        (
            WOO_DUTCH,
            "Mok",
            [
                ("Gewicht", "0,32", "kg"),
                ("Lengte", "9", "cm"),
                ("Prijs", "24,00", ""),
                ("Kleur", "rood, blauw, licht", ""),
            ],
            "Fijne mok.\n\nVan steengoed.\nMet oor.",
        ),
        (
            "Name;Colour;Weight (g);Barcode\nMug;blue;320;123\n",
            "Mug",
            [("Colour", "blue", ""), ("Weight", "320", "g")],
            "",
        ),
        ("Naam\tKleur\tMaat\nMok\trood\tM\n", "Mok", [("Kleur", "rood", ""), ("Maat", "M", "")], ""),
    ],
)
def test_a_row_of_a_shop(text: str, product: str, found: list[tuple[str, str, str]], notes: str) -> None:
    brief = read_paste(text)
    assert (brief.product, facts(text)) == (product, found)
    assert brief.notes.startswith(notes)


def test_what_differs_between_variants_is_told_of_each() -> None:
    found = [(fact.text, fact.variant) for fact in read_paste(SHOPIFY_NEW).facts if fact.name == "Weight"]
    assert found == [("980 g", "M"), ("1020 g", "L")]


@pytest.mark.parametrize(
    ("line", "name", "variant"),
    [
        ("Weight (L): 1,020 g", "Weight", "L"),
        ("Gewicht (maat XL): 1,1 kg", "Gewicht", "XL"),
        ("Vikt (storlek S): 900 g", "Vikt", "S"),
        ("Weight (net): 980 g", "Weight (net)", ""),
    ],
)
def test_a_size_in_a_name_is_the_variant_that_the_fact_belongs_to(line: str, name: str, variant: str) -> None:
    fact = read_paste(line).facts[0]
    assert (fact.name, fact.variant, fact.sentence) == (name, variant, line)


def test_real_exports_are_read() -> None:
    sample = PRODUCTS / "woocommerce" / "sample_products.csv"
    if not sample.exists():
        pytest.skip("the shop's sample is not beside the checkout")
    brief = read_paste(sample.read_text(encoding="utf-8-sig"))
    assert brief.product == "T-Shirt"
    assert ("Color", "Blue, Green, Red", "") in facts(sample.read_text(encoding="utf-8-sig"))


def test_a_brief_of_our_own_is_taken_whole() -> None:
    brief = read_paste(resource_text("sample/nl.json"))
    assert (brief.product, brief.language, len(brief.facts)) == ("Havn rugzak", "nl", 8)
    assert sum(fact.must_mention for fact in brief.facts) >= 3


def test_what_is_too_long_is_refused_with_a_sentence() -> None:
    begun = time.process_time()
    with pytest.raises(UserError) as caught:
        read_paste("a" * 10_000_000)
    assert time.process_time() - begun < 1
    assert caught.value.problem.kind is ErrorKind.INPUT
    assert "10,000,000 characters" in caught.value.problem.message
    assert "Nothing is lost" in caught.value.problem.hint


def test_what_cannot_be_kept_is_cleaned_away() -> None:
    assert cleaned("\ufeffHa\x00vn\ud800 \ud83c\udf92\r\nbag\u2028a\x0bb\ufdd0") == "Havn 🎒\nbag\na\nb".replace(
        "a\nb", "ab"
    )
    assert read_paste("\ud83c\udf92 bag\x00\ud800").product == "🎒 bag"
    assert cleaned("Grön\tväska\u00a0€") == "Grön\tväska\u00a0€"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The bag is light and it is made for you.", "en"),
        ("De tas is licht en voor jou gemaakt van leer.", "nl"),
        ("Väskan är lätt och tillverkad av läder för dig.", "sv"),
        ("Havn 980 g", ""),
        ("", ""),
    ],
)
def test_the_language_is_guessed_by_small_words(text: str, language: str) -> None:
    assert guess_language(text) == language


@given(st.text(max_size=400))
def test_no_word_of_a_text_is_lost(text: str) -> None:
    brief = read_paste(text)
    kept = " ".join([brief.product, brief.notes, *(f"{fact.name} {fact.text} {fact.source}" for fact in brief.facts)])
    for word in cleaned(text).split():
        if word.isalnum() and not word.isdigit() and "<" not in text and "{" not in text and "[" not in text:
            assert word in kept


@pytest.mark.parametrize(
    "text",
    [
        "<p>" * 50_000,
        "\t" * LONGEST,
        "|" * LONGEST,
        "a,b,c\n" * 60_000,
        ". " * 200_000,
        "12 x " * 80_000,
        '"' * LONGEST,
        "made of " * 50_000,
        "a: b\n" * 80_000,
        "<" * LONGEST,
        "**" * 200_000,
        "weighs 1 " * 40_000,
        "{" * LONGEST,
    ],
    ids=lambda text: text[:8],
)
def test_no_text_takes_the_box_hostage(text: str) -> None:
    begun = time.process_time()
    read_paste(text)
    assert time.process_time() - begun < 8


@pytest.mark.parametrize("text", ["Product, made well\nIt is good, really\n", "Soft; warm\nLight; strong\n"])
def test_sentences_with_a_comma_each_are_no_table(text: str) -> None:
    assert not read_paste(text).facts
