"""Rows with a header: an export of Shopify or WooCommerce, or any list of products whose columns have names."""

from __future__ import annotations

import csv
import io
import re

import msgspec

from desktop.core.brief import Fact
from desktop.formats.paste_html import lines_of_html, looks_like_html
from desktop.formats.paste_language import is_attribute
from desktop.formats.paste_lines import Pasted, fact_of, is_head, read_lines

_TITLES = ("title", "name", "product", "product name", "naam", "productnaam", "titel", "namn", "produkt", "produktnamn")
_DESCRIPTIONS = frozenset(
    {"description", "short description", "body (html)", "body html", "product description", "long description"}
    | {"beschrijving", "korte beschrijving", "omschrijving", "beskrivning", "kort beskrivning", "produktbeskrivning"}
)
_WANTED = {
    "vendor": "Brand",
    "brand": "Brand",
    "brands": "Brand",
    "merk": "Merk",
    "varumärke": "Varumärke",
    "price": "Price",
    "variant price": "Price",
    "regular price": "Price",
    "reguliere prijs": "Prijs",
    "prijs": "Prijs",
    "ordinarie pris": "Pris",
    "pris": "Pris",
}
_DROPPED = re.compile(
    r"^(?:id|handle|url handle|sku|variant .*|published.*|gepubliceerd.*|publicerad.*|status|tags|tag|labels|etiketter"
    r"|option\d .*|image.*|product image.*|afbeelding.*|bild.*|gift card|seo .*|google shopping.*|google.*|included .*"
    r"|price / .*|compare[ -]at price.*|cost.*|charge tax|tax.*|btw.*|belasting.*|moms.*|skatt.*|unit price.*"
    r"|inventory.*"
    r"|continue selling.*|requires shipping|fulfillment.*|barcode|gtin.*|ean.*|type|product category|product type"
    r"|is featured.*|is uitgelicht.*|är utvald.*|visibility.*|zichtbaarheid.*|synlighet.*|date .*|datum.*|in stock.*"
    r"|op voorraad.*|i lager.*|stock|voorraad|lager|low stock.*|lage voorraad.*|backorders.*|sold individually.*"
    r"|allow customer.*|purchase note|sale price|actieprijs|reapris|categories|categorieën|kategorier|shipping class"
    r"|verzendklasse|fraktklass|images|afbeeldingen|bilder|download.*|parent|bovenliggend|överordnad|grouped.*|upsells"
    r"|cross-sells|external url|externe url|button text|position|positie|attribute \d+ (?:visible|global|default).*"
    r"|attribute \d+ (?:name|value.*)|eigenschap \d+ .*|attribut \d+ .*|meta:.*|weight unit.*|item|nr|no|#)$"
)
_ATTRIBUTE = re.compile(
    r"^(?:attribute|eigenschap|attribut|option|variant option) ?(\d+)[ _](?:name|naam|namn)$", re.IGNORECASE
)
_UNIT_IN_HEAD = re.compile(r"^(.*?)\s*\((kg|g|grams?|lbs?|oz|cm|mm|m|in|inch|l|ml|liter|w|v)\)\s*$", re.IGNORECASE)
_OPTION_VALUE = re.compile(r"^(?:option|variant option) ?\d+[ _]value$")
_METAFIELD = re.compile(r"\s*\(product\.metafields\.[^)]*\)\s*$")
_PAIR = 2
_GRAMS = re.compile(r"^(?:weight value \(grams\)|variant grams)$")


def read_rows(text: str) -> Pasted | None:
    """What the first product of a list says, `None` when a text is no list with a header.

    A product's further rows (its variants) add the values of its options.
    """
    rows = _rows(text)
    names, title = _heads(rows)
    if rows is None or title is None:
        return None
    head = [cell.strip().lstrip("\ufeff") for cell in rows[0]]
    first = next((row for row in rows[1:] if len(row) > title and row[title].strip()), None)
    if first is None:
        return None
    facts: list[Fact] = []
    notes: list[str] = []
    for place, value in enumerate(map(str.strip, first[: len(head)])):
        if not value or place == title:
            continue
        if names[place] in _DESCRIPTIONS:
            described = read_lines(lines_of_html(value) if looks_like_html(value) else value.replace("\\n", "\n"))
            facts += described.facts
            notes.append("\n".join(part for part in (described.product, described.notes) if part))
        elif (fact := _fact(head[place], value)) is not None:
            facts.append(fact)
    own = [row for row in rows[1:] if _same_product(names, first, row, title)]
    facts = [*_by_variant(head, facts, own), *_options(names, own)]
    return Pasted(first[title].strip()[:200], tuple(facts), "\n\n".join(note for note in notes if note))


def lines_of_pairs(text: str) -> str | None:
    """Lines of `name: value` from a table of two columns, `Weight;980 g`; with commas only under a head of one."""
    rows = _rows(text)
    if rows is None or any(len(row) != _PAIR or not all(cell.strip() for cell in row) for row in rows):
        return None
    if ";" not in text.partition("\n")[0] and not is_head((rows[0][0], rows[0][1])):
        return None
    return "\n".join(": ".join(" ".join(cell.split()) for cell in row) for row in rows)


def products_in(text: str) -> int:
    """How many products a list with a header has, 0 when a text is none; only the first is read."""
    rows = _rows(text)
    _, title = _heads(rows)
    if rows is None or title is None:
        return 0
    return len({row[title].strip() for row in rows[1:] if len(row) > title and row[title].strip()})


def _rows(text: str) -> list[list[str]] | None:
    head = text.lstrip("\n").partition("\n")[0]
    delimiter = max(",;\t|", key=head.count)
    if head.count(delimiter) < (1 if delimiter in ",;" else 2) or delimiter == "|" or "\n" not in text.strip():
        return None
    try:
        rows = [row for row in csv.reader(io.StringIO(text.strip("\n")), delimiter=delimiter, strict=False) if any(row)]
    except csv.Error:
        return None
    if rows and len(rows[0]) == _PAIR and any(len(row) != _PAIR or row[1].startswith(" ") for row in rows):
        return None  # sentences with a comma
    return rows[:2000] if len(rows) >= 2 else None


def _heads(rows: list[list[str]] | None) -> tuple[list[str], int | None]:
    """The names of the columns and which of them has the product's name, `None` where rows are no list of products."""
    names = [cell.strip().lstrip("\ufeff").casefold() for cell in rows[0]] if rows else []
    title = next((names.index(name) for name in _TITLES if name in names), None)
    if rows is None or title is None or not _is_list(names, rows):
        return names, None
    return names, None if len(names) == _PAIR and not is_attribute(names[1 - title]) else title


def _is_list(names: list[str], rows: list[list[str]]) -> bool:
    """Whether most rows are as wide as the header, and the header names columns instead of being a row itself."""
    wide = sum(1 for row in rows[1:] if abs(len(row) - len(names)) <= 1)
    worded = sum(1 for name in names if name and not any(char.isdigit() for char in name.replace("option", "")[:1]))
    return wide >= 0.6 * (len(rows) - 1) and worded >= 0.8 * len(names)


def _fact(head: str, value: str) -> Fact | None:
    name = head.casefold()
    sentence = f"{head}: {value}"
    if _GRAMS.match(name):
        return fact_of("Weight", f"{value} g", sentence=sentence) if value.strip("0.,") else None
    if name in _WANTED:
        return fact_of(_WANTED[name], value, sentence=sentence)
    unit = _UNIT_IN_HEAD.match(head)
    if unit is not None and value.replace(".", "").replace(",", "").isdigit():
        return fact_of(unit[1], f"{value} {unit[2]}", sentence=sentence) if value.strip("0.,") else None
    plain = _METAFIELD.sub("", head)
    if _DROPPED.match(name) or not plain or len(value) > 300 or value.startswith("http"):
        return None
    return fact_of(plain, value, sentence=sentence)


def _by_variant(head: list[str], facts: list[Fact], rows: list[list[str]]) -> list[Fact]:
    """The facts, those that differ between the variants of a product once for each: 980 g (M), 1,020 g (L)."""
    names = [name.casefold() for name in head]
    options = [place for place, name in enumerate(names) if _OPTION_VALUE.match(name)]
    found: list[Fact] = []
    for fact in facts:
        column = next((name for name in head if fact.sentence.startswith(f"{name}: ")), "")
        place = head.index(column) if column else -1
        told = {_variant(row, options): row[place] for row in rows if len(row) > place >= 0 and row[place].strip()}
        if len(set(told.values())) < 2 or "" in told:
            found.append(fact)
            continue
        single = ((variant, _fact(column, value.strip())) for variant, value in told.items())
        found += [msgspec.structs.replace(each, variant=variant) for variant, each in single if each is not None]
    return found


def _variant(row: list[str], options: list[int]) -> str:
    """What a row's variant is called: `navy / M`."""
    return " / ".join(row[place].strip() for place in options if len(row) > place and row[place].strip())


def _options(names: list[str], rows: list[list[str]]) -> list[Fact]:
    """Attributes and options, which stand in pairs of columns, with the values of all variants."""
    facts = []
    for place, name in enumerate(names):
        if not _ATTRIBUTE.match(name) or place + 1 >= len(names):
            continue
        label = next((row[place].strip() for row in rows if len(row) > place and row[place].strip()), "")
        values = dict.fromkeys(
            part.replace("\\,", ",").strip()
            for row in rows
            if len(row) > place + 1
            for part in re.split(r"(?<!\\),\s*", row[place + 1])
            if part.strip()
        )
        if label and values and label != "Title" and set(values) != {"Default Title"}:
            joined = ", ".join(values)
            facts.append(fact_of(label, joined, sentence=f"{label}: {joined}"))
    return facts


def _same_product(names: list[str], first: list[str], row: list[str], title: int) -> bool:
    """Whether a row is the product's own or one of its variants: the same handle and no other title."""
    if row is first:
        return True
    key = next((names.index(name) for name in ("handle", "url handle") if name in names), None)
    if key is None or len(row) <= max(key, title) or len(first) <= key:
        return False
    return row[key] == first[key] and row[title].strip() in {"", first[title].strip()}
