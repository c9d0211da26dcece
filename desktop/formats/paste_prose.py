"""Plain measurable facts in running text: only what a cue word names, in English, Dutch and Swedish.

A wrong fact is worse than a missing one, which stays in the notes: so a number without a cue is left alone.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.core.brief import Fact
from desktop.core.lexicon import number_words, terms, units
from desktop.formats.paste_lines import fact_of

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*[.!?]?")
_LONGEST_SENTENCE = 1_000
_AMOUNT = r"\d+(?:[.,]\d+)?(?:[ \u00a0]\d{3})*"
_MORE_MATERIALS = frozenset(
    {"polyester", "polyamide", "polyamid", "nylon", "elastane", "elastaan", "elastan", "viscose", "viskos", "lyocell"}
    | {"tencel", "modal", "acrylic", "acryl", "akryl", "canvas", "denim", "cordura", "polypropylene"}
)
_MORE_QUALITIES = frozenset(
    {
        "solid",
        "pure",
        "fine",
        "soft",
        "brushed",
        "massief",
        "massieve",
        "zuiver",
        "zuivere",
        "geborsteld",
        "massiv",
        "ren",
    }
    | {"massivt", "rent", "mjuk", "zacht", "zachte", "full-grain", "natural", "natuurlijk", "naturlig"}
)
_NEAR = r"(?:[^\W\d]+[\s,:-]+){0,4}?"
_SHORT = r"(?:[^\W\d]+[\s-]+){0,2}?"


class _Rule(msgspec.Struct, frozen=True):
    """What a fact is called in each language, and the pattern whose group `value` is what it says."""

    names: dict[str, str]
    pattern: re.Pattern[str]


def facts_in_prose(text: str, language: str) -> tuple[Fact, ...]:
    """The facts that sentences state plainly, each with its sentence; named in the language of the text."""
    found: list[Fact] = []
    for sentence in _SENTENCE.findall(text):
        if len(sentence) > _LONGEST_SENTENCE:
            continue
        found += _facts_of(sentence.strip(), language or "en")
    return tuple(found)


def _facts_of(sentence: str, language: str) -> Iterator[Fact]:
    for rule in _rules():
        match = rule.pattern.search(sentence)
        if match is not None:
            value = next(group for group in match.groups() if group)
            yield fact_of(rule.names[language], " ".join(value.split()), sentence=sentence)


def _unit(*dimensions: str) -> str:
    spelled = sorted(
        {re.escape(word) for word, unit in units().items() if unit.dimension in dimensions}, key=len, reverse=True
    )
    return f"(?:{'|'.join(spelled)})(?![^\\W\\d_])"


def _rule(en: str, nl: str, sv: str, pattern: str) -> _Rule:
    return _Rule({"en": en, "nl": nl, "sv": sv}, re.compile(pattern, re.IGNORECASE))


@functools.cache
def _rules() -> tuple[_Rule, ...]:
    """The rules; made when first needed."""
    numbers = "|".join(sorted((re.escape(word) for word in number_words() if len(word) > 2), key=len, reverse=True))
    amount = rf"(?:{_AMOUNT}|\b(?:{numbers})\b)"
    mass, volume, length = _unit("mass"), _unit("volume"), _unit("length")
    time, long_time = _unit("time"), r"(?:years?|months?|jaar|maanden|maand|års?|månaders?)"
    warranty = r"(?:warranty|guarantee|garantie|garanti)"
    material = rf"(?:{_qualities()}\s+){{0,2}}{_materials()}"
    battery = r"(?:battery|batterij|accu|batteri|batteriet|batterijduur|accuduur|batteritid)"
    return (
        _rule(
            "Weight",
            "Gewicht",
            "Vikt",
            rf"\b(?:weigh(?:s|ing)?|weight|weegt|gewicht|wegend|väger|vikt)\b[\s:,-]+{_NEAR}({amount}[\s-]?{mass})",
        ),
        _rule(
            "Volume",
            "Inhoud",
            "Volym",
            rf"\b(?:holds?|volume|capacity|inhoud|capaciteit|draagt|past|rymmer|volym|rymd)\b[\s:,-]+{_NEAR}({amount}[\s-]?{volume})"
            rf"|\b({amount}[\s-]?{volume})[\s-]+(?:capacity|volume|inhoud|volym)\b",
        ),
        _rule(
            "Size",
            "Afmetingen",
            "Mått",
            rf"({_AMOUNT}\s*(?:{length})?\s*[x×]\s*{_AMOUNT}\s*(?:{length})?(?:\s*[x×]\s*{_AMOUNT}\s*)?{length})",
        ),
        _rule(
            "Warranty",
            "Garantie",
            "Garanti",
            rf"({amount}[\s-]?{long_time})[\s-]+{_SHORT}{warranty}|{warranty}\s+(?:of|van|på|for|i)?\s*({amount}[\s-]?{long_time})",
        ),
        _rule(
            "Battery",
            "Accuduur",
            "Batteritid",
            rf"{battery}[\s:,-]+{_NEAR}({amount}[\s-]?{time})|({amount}[\s-]?{time})\s+(?:of\s+)?{battery}\b",
        ),
        _rule("Protection", "Bescherming", "Skydd", r"\b(IPX?\d{1,2}[A-Z]?)\b"),
        _rule("Sun protection", "Zonbescherming", "Solskydd", r"\b(UPF\s?\d{2}\+?|SPF\s?\d{1,2}\+?)"),
        _rule(
            "Material",
            "Materiaal",
            "Material",
            rf"\b(\d{{1,3}}[ \u00a0]?%\s+{material})\b"
            rf"|\b(?:made|gemaakt|vervaardigd|tillverkad|tillverkat|gjord|sewn|knitted)(?:\s+(?:in|i)\s+\w+)?"
            rf"\s+(?:out\s+)?(?:of|from|van|uit|av|i)\s+({material})\b",
        ),
        _Rule(
            {"en": "Made in", "nl": "Gemaakt in", "sv": "Tillverkad i"},
            re.compile(
                r"\b(?:[Mm]ade|[Pp]roduced|[Mm]anufactured|[Ww]oven|[Gg]emaakt|[Gg]eproduceerd|[Vv]ervaardigd|[Tt]illverkad|"
                r"[Tt]illverkat|[Tt]illverkas|[Pp]roducerad)\s+(?:in|i)\s+([A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+)?)"
            ),
        ),
        _rule(
            "Washing",
            "Wassen",
            "Tvätt",
            r"\b(?:wash|washable|wasbaar|wassen|was|tvättas?|tvätt|maskintvätt)\b[^.!?\n]{0,30}?(\d{2}\s?°\s?C?)",
        ),
        _rule("Power", "Vermogen", "Effekt", rf"\b({_AMOUNT}[ \u00a0-]?(?:W|watt|kW))\b(?!h)"),
        _rule(
            "Price",
            "Prijs",
            "Pris",
            r"\b(?:price|prijs|pris|adviesprijs|rrp|rek\. pris)\b[\s:]+(?:[^\W\d]+\s+){0,2}?"
            r"((?:[€£$]|EUR|SEK|GBP)\s?\d[\d., ]*(?:,-)?|\d[\d., ]*\s?(?:€|euro|EUR|kr\b|SEK|:-))",
        ),
    )


@functools.cache
def _materials() -> str:
    """The materials of the lexicon, in all languages: its terms between recycling and the colours."""
    forms = set(_MORE_MATERIALS)
    for term in terms():
        if "black" in term["en"]:
            break
        if "recycled" not in term["en"]:
            forms |= {form for each in term.values() for form in each if len(form) > 1}
    return f"(?:{'|'.join(sorted(map(re.escape, forms), key=len, reverse=True))})"


@functools.cache
def _qualities() -> str:
    """What may stand before a material: recycled, organic, solid."""
    forms = set(_MORE_QUALITIES)
    for term in terms():
        if {"recycled", "organic"} & set(term["en"]):
            forms |= {form for each in term.values() for form in each}
    return f"(?:{'|'.join(sorted(map(re.escape, forms), key=len, reverse=True))})"
