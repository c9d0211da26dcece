"""Supplier text read line by line: a title, `name: value`, rows of a table, lists, sentences."""

from __future__ import annotations

import re

import msgspec

from desktop.core.brief import Fact
from desktop.core.lexicon import cased_units, units
from desktop.core.words import tr

_PRODUCT_NAMES = frozenset(
    {"product", "product name", "productname", "name", "title", "product title", "item", "item name", "model name"}
    | {"productnaam", "naam", "titel", "artikel", "artikelnaam", "omschrijving artikel", "producttitel"}
    | {"produkt", "produktnamn", "namn", "benämning", "artikelnamn", "produkttitel"}
)
_NOTE_NAMES = frozenset(
    {"note", "notes", "please note", "description", "product description", "about", "tip", "attention", "warning"}
    | {
        "let op",
        "opmerking",
        "opmerkingen",
        "omschrijving",
        "beschrijving",
        "productomschrijving",
        "productbeschrijving",
    }
    | {"obs", "observera", "beskrivning", "produktbeskrivning", "om produkten", "anmärkning", "tips"}
)
_HEADS = frozenset(
    {"name", "property", "attribute", "specification", "feature", "value", "unit", "field", "key"}
    | {"naam", "eigenschap", "kenmerk", "specificatie", "waarde", "eenheid", "namn", "egenskap", "värde", "enhet"}
)
_MARK = re.compile(r"^\s*(?:[-*•–▪●✓✔►]|\d{1,2}[.)])\s+")
_HEADING = re.compile(r"^\s*#{1,6}\s+(.+?)\s*#*$")
_COLON = re.compile(r"^([^:=\n]{1,48}?)\s*(?::|：|=)\s+(\S.*)$|^([^\W\d][^:=\n]{0,47}?):(\S.*)$")
_COLUMNS = re.compile(r"\t+| {2,}|\s+\.{3,}\s+")
_MARKDOWN_RULE = re.compile(r"^[|:\- \t]*-{3}[|:\- \t]*$")
_EMPHASIS = re.compile(r"(\*\*|__|`)(.+?)\1")
_SENTENCE = re.compile(r"[.!?]\s+\S|[.!?][\"”’)]?$")
_AMOUNT = re.compile(
    r"^(?P<value>\d[\d.,\u00a0\u202f ]*(?:\s*[x×]\s*\d[\d.,]*)*|\d[\d.,]*\s*[-–]\s*\d[\d.,]*)(?P<gap>[ \u00a0]?)"
    r"(?P<unit>[^\d\s][^\d]{0,23})$"
)
_VARIANT = re.compile(
    r"^(?P<name>.*\S)\s*\((?:size|maat|storlek|str\.?|strl\.?)?\s*(?P<variant>[2-5]?X{0,3}[SL]|M|XS/S|S/M|M/L|L/XL)\)$",
    re.IGNORECASE,
)
_LONGEST_NAME, _LONGEST_VALUE = 48, 300
_LONGEST_SENTENCE = 200
_LONGEST_LINE = 2_000
"""What is longer is prose, whatever stands in it."""


class Pasted(msgspec.Struct, frozen=True):
    """What a pasted text says of a product: its name, facts, and all that is neither."""

    product: str = ""
    facts: tuple[Fact, ...] = ()
    notes: str = ""


def read_lines(text: str) -> Pasted:
    """The product, facts and notes of a text."""
    product = ""
    facts: list[Fact] = []
    notes: list[str] = []
    lines = text.split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    for index, raw in enumerate(lines):
        line = raw.strip(" ") if "\t" in raw else raw.strip()
        if len(line) > _LONGEST_LINE:
            notes.append(line.strip())
            continue
        plain = _plain(line)
        pair = pair_of(line)
        if not plain or _MARKDOWN_RULE.match(line) or (pair is not None and is_head(pair)):
            if notes and notes[-1]:
                notes.append("")
            continue
        if pair is not None and pair[0].casefold() in _PRODUCT_NAMES:
            product = product or pair[1]
        elif pair is not None and pair[0].casefold() in _NOTE_NAMES:
            notes.append(pair[1])
        elif pair is not None:
            facts += (fact_of(*each, sentence=line) for each in _pairs_in(pair))
        elif not product and (index == first or _HEADING.match(line)) and _is_title(plain):
            product = plain
        elif not _is_section(plain) and plain != product:
            notes.append(plain if not _MARK.match(line) else f"- {plain}")
    return Pasted(product[:200], tuple(facts), "\n".join(notes).strip())


def pair_of(line: str) -> tuple[str, str] | None:
    """Name and value when a line is such a pair: `Weight: 980 g`, two columns, a row of a Markdown table."""
    bare = _EMPHASIS.sub(r"\2", _MARK.sub("", line)).strip()
    cells: list[str] = []
    if "\t" in line:
        cells = [cell.strip() for cell in line.split("\t")]
    elif line.count("|") >= 2:
        cells = [_plain(cell) for cell in line.strip().strip("|").split("|")]
    elif (colon := _COLON.match(bare)) is not None:
        cells = [colon[1] or colon[3], colon[2] or colon[4]]
        if cells[1].startswith("//") or (cells[0][-1:].isdigit() and cells[1][:1].isdigit()):
            return None
    else:
        cells = _COLUMNS.split(bare)
        if len(cells) != 2:
            return None
    name, value = cells[0].rstrip(" :.").strip(), " ".join(cell for cell in cells[1:] if cell).strip()
    return (name, value) if value and _is_name(name) and len(value) <= _LONGEST_VALUE else None


def _pairs_in(pair: tuple[str, str]) -> list[tuple[str, str]]:
    """The pairs of a line that has several: `Weight: 980 g; volume: 19.5 l`."""
    name, value = pair
    first, *others = (part.strip() for part in value.split(";"))
    further = [each for part in others if part and (each := pair_of(part)) is not None]
    return [(name, first), *further] if first and further and len(further) == sum(map(bool, others)) else [pair]


def fact_of(name: str, value: str, *, sentence: str, variant: str = "") -> Fact:
    """A fact with the line or sentence it came from, its unit apart where the value is an amount: `980 g` → `980`, `g`.

    A variant that the name ends in moves to its own place: `Weight (L)` → `Weight`, `L`.
    """
    value = value.strip().rstrip(";").strip()
    if len(value) < _LONGEST_VALUE and value.endswith("."):
        amount = _AMOUNT.match(value[:-1])
        is_amount = amount is not None and is_unit(amount["unit"].strip())
        if is_amount or (value.count(".") == 1 and not value[:1].isdigit()):
            value = value[:-1]
    sentence = " ".join(sentence.split())[:_LONGEST_SENTENCE]
    named = _VARIANT.match(name)
    if named is not None and not variant:
        name, variant = named["name"], named["variant"]
    amount = _AMOUNT.match(value)
    if amount is not None and (amount["gap"] or amount["unit"].isalpha()) and is_unit(amount["unit"].strip()):
        number, unit = amount["value"].strip(), amount["unit"].strip()
        return Fact(name=name, value=number, unit=unit, source=tr("Supplier text"), variant=variant, sentence=sentence)
    return Fact(name=name, value=value, source=tr("Supplier text"), variant=variant, sentence=sentence)


def is_unit(spelling: str) -> bool:
    """Whether this is how a unit is spelled."""
    return spelling in cased_units() or spelling.lower() in units()


def _plain(line: str) -> str:
    """A line without marks of lists, headings and emphasis."""
    heading = _HEADING.match(line)
    return _EMPHASIS.sub(r"\2", _MARK.sub("", heading[1] if heading else line)).strip()


def _is_name(name: str) -> bool:
    return (
        0 < len(name) <= _LONGEST_NAME
        and len(name.split()) <= 6
        and any(char.isalpha() for char in name)
        and not _SENTENCE.search(name)
        and not ("," in name and len(name.split()) >= 5)
        and not name.lower().startswith(("http", "www."))
    )


def is_head(pair: tuple[str, str]) -> bool:
    """Whether a row names the columns of a table instead of filling them."""
    return pair[0].casefold() in _HEADS and all(word.casefold() in _HEADS for word in pair[1].split())


def _is_title(line: str) -> bool:
    return len(line) <= 120 and len(line.split()) <= 14 and "://" not in line and line[-1] not in ".:!?;,"


def _is_section(line: str) -> bool:
    """Whether a line only announces what follows: `Specifications:`."""
    return len(line.split()) <= 3 and line.endswith(":")
