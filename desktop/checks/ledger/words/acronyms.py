"""Technologies and rules by their letters: `LiDAR`, `StVZO`, `NS 4717`, which a sentence says the product has or meets.

Letters alone name much else (a country, a firm), so they count only beside a word of technology or of approval.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_facts import ConceptFacts
from desktop.checks.ledger.concepts.goods import name_spans
from desktop.core.finding import Verdict
from desktop.core.lexicon import units
from desktop.core.resources import resource_text
from desktop.core.words import mark

_SILENT = mark("No fact says this.")
_LETTERS = re.compile(
    r"(?<![\w.-])(?=\w*[A-ZÅÄÖ]\w*[A-ZÅÄÖ])(?P<it>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,9})(?![\w®™])"
    r"(?P<number>[ -]?\d{2,5}[\d:-]*)?"
)
_COMMON = frozenset(
    {
        "tv", "usa", "uk", "us", "eu", "nl", "vs", "wc", "pc", "dvd", "cd", "ceo", "diy", "bbq", "dj", "faq", "ok",
        "sos",
        "id", "nhs", "bbc", "svt", "nos", "ns", "sj", "pdf", "sms", "qr", "gps", "led", "usb", "lcd", "ac", "dc", "am",
        "pm", "kg", "cm", "xl", "xs", "xxl", "xxs", "xxxl", "btw", "vat", "moms", "zzp", "bh", "pr", "hr", "it",
        "ab",
        "bv", "aa", "aaa",
        "ltd", "gmbh", "hdmi", "wifi", "app", "sim", "ram", "ssd", "hd", "uhd", "uv", "ip", "ipx", "upf", "spf",
        "en", "iso", "din", "nen", "iec", "astm", "ss", "ce", "cri", "fm", "dab", "mp", "ph", "gu", "led's", "tvs",
    }
)  # fmt: skip
_MOST_SHOUTED = 0.5


class _Frames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    meets: str
    kinds: str


def acronym_claims(sentence: str, language: str, known: ConceptFacts) -> Iterator[Assertion]:
    """The letters of a sentence that no fact has, with their number, where they are what the product has or meets."""
    letters = [each for each in sentence if each.isalpha()]
    if sentence.rstrip().endswith("?") or sum(each.isupper() for each in letters) > _MOST_SHOUTED * len(letters):
        return
    names = name_spans(sentence, known.names, "")
    for found in _LETTERS.finditer(sentence):
        word = found["it"].casefold()
        met = _meets(language).search(sentence, 0, found.start()) is not None
        numbered = met and found["number"] is not None
        if (word in _COMMON and not numbered) or word in units() or any(s <= found.start() < e for s, e in names):
            continue
        if not met and not _kinds(language).match(sentence, found.end()) and not _is_aside(sentence, found):
            continue
        start, end = found.span() if numbered else found.span("it")
        letters_only = re.sub(r"\W", "", found[0] if numbered else word).casefold()
        facts = tuple(fact for fact, text in _squeezed(known) if letters_only in text)
        if facts:
            yield Assertion(start, end, Verdict.SUPPORTED, "technology", facts, attribute="technology")
        else:
            yield Assertion(start, end, Verdict.UNSUPPORTED, "technology", (), _SILENT, attribute="technology")


@functools.lru_cache(maxsize=8)
def _squeezed(known: ConceptFacts) -> tuple[tuple[str, str], ...]:
    """The facts with their letters and digits alone."""
    return tuple((fact, re.sub(r"\W", "", text)) for fact, text in known.plain_texts)


def _is_aside(sentence: str, found: re.Match[str]) -> bool:
    """Whether the letters alone stand in brackets behind what they name: `med laser (LiDAR)`."""
    return sentence[found.start() - 1 : found.start()] == "(" and sentence[found.end() : found.end() + 1] == ")"


@functools.cache
def _frames(language: str) -> _Frames:
    every = msgspec.json.decode(resource_text("lexicons/ledger/acronyms.json"), type=dict[str, _Frames])
    return every[language]


@functools.cache
def _meets(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_frames(language).meets})\s(?:[\w-]+\s){{0,2}}$", re.IGNORECASE)


@functools.cache
def _kinds(language: str) -> re.Pattern[str]:
    return re.compile(rf"[\s-]{{0,1}}(?:{_frames(language).kinds})\b", re.IGNORECASE)
