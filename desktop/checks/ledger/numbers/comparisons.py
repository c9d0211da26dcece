"""How many times as much: *twice as strong*, *drie keer sneller*, *dubbelt så stark*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.ledger.amounts.near import alike
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.stated import content_words
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.checks.words import plain_form
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import number_words

_HINT = Sifted(
    r"\b(?:twice|times|[x×]|double|keer|maal|dubbel\w*|gånger|ggr|half|helft|hälften)\b|\d[x×]", re.IGNORECASE
)
_N = r"(?:\d{1,3}(?:[.,]\d)?|two|three|four|five|six|ten|twee|drie|vier|vijf|zes|tien|två|tre|fyra|fem|sex|tio)"
_MEASURED = (
    r"strong\w*|fast\w*|long\w*|light\w*|bright\w*|powerful|absorbent|warm\w*|durable|quick\w*|thick\w*|hard\w*|large"
    r"|big|heav\w+|effective|efficient|quiet\w*|concentrated|sterk\w*|snel\w*|lang\w*|licht\w*|fel\w*|krachtig\w*"
    r"|absorberend\w*|duurzaam|duurzamer|dik\w*|hard\w*|groot|groter|zwaar|effectie\w+|efficiënt\w*|stil\w*|zuinig\w*"
    r"|stark\w*|snabb\w*|läng\w*|lång\w*|lätt\w*|ljus\w*|kraftfull\w*|varm\w*|hållbar\w*|tjock\w*|hård\w*|stor\w*"
    r"|tung\w*|effektiv\w*|tyst\w*|koncentrerad\w*|absorberande|absorbing"
)
_TWICE = re.compile(
    rf"\b(?:twice|{_N}(?:\s(?:times|keer|maal|gånger|ggr)|\s?[x×])|dubbelt|twee keer|två gånger)\s"
    rf"(?:as |zo |så |even |lika )?(?P<how>{_MEASURED})(?=\W|$)(?:\s(?:as|als|som|than|dan|än)\b(?:\s(?:a|an|een"
    rf"|en|ett))?"
    rf"(?P<what>\s[^\W\d_]{{3,}}))?",
    re.IGNORECASE,
)


_AS_IF = re.compile(r"\b(?:as if|as though|alsof|net of|som om|ungefär som)\b", re.IGNORECASE)
"""Before a likeness: *hij klinkt alsof hij twee keer zo groot is*."""


def comparison_claims(sentence: str, language: str, ledger: Ledger) -> Iterator[Assertion]:
    """Multiples of a measure that a fact compares so, gives otherwise, or says nothing of."""
    if _HINT.search(sentence) is None or sentence.rstrip().endswith("?"):
        return
    for match in _TWICE.finditer(sentence):
        if _AS_IF.search(sentence, 0, match.start()) is not None:
            continue
        end = match.start("what") if match["what"] else match.end()
        words = match[0][: end - match.start()].rstrip()
        for tail in (" as", " als", " som", " than", " dan", " än", " a", " an", " een", " en", " ett"):
            words = words.removesuffix(tail)
        end = match.start() + len(words)
        verdict, fact = _verdict(words, language, ledger)
        yield at(match.start(), end, verdict, "comparison", *((fact,) if fact else ()))


def _verdict(words: str, language: str, ledger: Ledger) -> tuple[Verdict, Fact | None]:
    said = _numbers(words)
    how = plain_form(words.rsplit(maxsplit=1)[-1].lower())
    for fact in ledger.facts[:200]:
        if _HINT.search(fact.text) is None or not (own := _numbers(fact.text)):
            continue
        if said & own:
            return Verdict.SUPPORTED, fact
        if any(alike(how, plain_form(word), language) for word in content_words(f"{fact.name} {fact.text}")):
            return Verdict.CONTRADICTED, fact
    return Verdict.UNSUPPORTED, None


def _numbers(text: str) -> frozenset[float]:
    found: set[float] = set()
    for word in re.findall(r"\d+(?:[.,]\d+)?|[^\W\d_]+", text.lower()):
        if word[0].isdigit():
            found.add(float(word.replace(",", ".")))
        elif word in {"twice", "double", "dubbelt", "dubbel", "dubbele", "dubbla"}:
            found.add(2.0)
        elif word in {"half", "helft", "hälften", "halva", "halve"}:
            found.add(0.5)
        elif (value := number_words().get(word)) is not None and value > 1:
            found.add(value)
    return frozenset(found)
