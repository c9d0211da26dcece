"""What a sentence says of others' judgement: awards, medals, tests, ratings, and how many customers there are."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_facts import ConceptFacts
from desktop.checks.sieve import Sifted
from desktop.core.finding import Verdict
from desktop.core.resources import resource_text
from desktop.core.words import mark

_SILENT = mark("No fact says this.")
_NAME = r"[A-ZÀ-Þ][\w&'’.-]*"
_JOINED = r"of the|of|the|for|van het|van de|van|voor|för|av|i|und|&|and|en|och"
_LONG_NAME = rf"{_NAME}(?:\s(?:{_JOINED}|{_NAME}|\d+))*"
_COUNT = r"(?:\d[\d.,\u00a0\u202f ]*\+?|[Tt]en thousand|[Aa] million|[Ee]en miljoen|[Ee]n miljon)"
_YEARS = re.compile(
    r"\b(?:(?:first|last) \w+|all|time|most|much|whole|course|weeks|rest|end|start|season|times|months?|day"
    r"|night|present|gift|party|moment|event|evening|part|half)"
    r" of the year|(?:cadeau|feest|eerste \w+|laatste \w+|mooiste \w+|dag|avond|nacht|moment|tijd|einde|begin"
    r"|helft|deel|rest) van het jaar|hele jaar",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[^\W\d_]{4,}|\d+")
_SMALL = frozenset({"with", "from", "voor", "door", "this", "that", "have", "been", "till", "från"})


def award_claims(sentence: str, language: str, known: ConceptFacts) -> tuple[Assertion, ...]:
    """The awards, tests and judgements that a sentence claims; supported where a fact has all their words."""
    if not _patterns(language)[0].search(sentence) or sentence.rstrip().endswith("?"):
        return ()
    found: list[Assertion] = []
    for start, end in _spans(sentence, language):
        if any(start < each.end and each.start < end for each in found):
            continue
        facts = _facts_with(sentence[start:end], known)
        verdict = Verdict.SUPPORTED if facts else Verdict.UNSUPPORTED
        found.append(Assertion(start, end, verdict, "award", facts, "" if facts else _SILENT, attribute="award"))
    return tuple(found)


def _spans(sentence: str, language: str) -> Iterator[tuple[int, int]]:
    for pattern in _patterns(language)[1]:
        for found in pattern.finditer(sentence):
            start, end = found.span("it")
            if not _YEARS.search(sentence[start:end]):
                yield start, end - (len(sentence[start:end]) - len(sentence[start:end].rstrip(" .")))


def _facts_with(words: str, known: ConceptFacts) -> tuple[str, ...]:
    wanted = [word for each in _PLAIN.findall(words) if (word := each.casefold()[:6]) not in _SMALL]
    return tuple(fact for fact, text in known.plain_texts if wanted and all(word in text for word in wanted))


class _Patterns(msgspec.Struct, frozen=True):
    """What a sentence must have for a look, and the spans that are claims, each in the group `it`."""

    hint: str
    spans: tuple[str, ...]


@functools.cache
def _patterns(language: str) -> tuple[Sifted, tuple[Sifted, ...]]:
    every = msgspec.json.decode(resource_text("lexicons/ledger/awards.json"), type=dict[str, _Patterns])
    found = every[language]
    spans = (
        each.replace("{LONG}", _LONG_NAME).replace("{NAME}", _NAME).replace("{COUNT}", _COUNT) for each in found.spans
    )
    return Sifted(found.hint, re.IGNORECASE), tuple(Sifted(each) for each in spans)
