"""Shares told as parts: *four parts wool to one part cotton*, *vier delen wol op één deel katoen*."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator

from desktop.checks.ledger.amounts.near import alike
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.stated import Stated, content_words
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.checks.words import plain_form
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import number_words

_HINT = Sifted(r"\b(?:parts?|delen|deel|delar|del)\b", re.IGNORECASE)
_N = r"(?P<{0}>\d{{1,2}}(?:[.,]5)?|[^\W\d_]{{2,7}})"
_PARTS = (
    r"\s(?:equal\s)?(?:parts?|delen|deel|delar|del)\s(?:of\s|van\s|av\s)?"
    r"(?P<{0}>[^\W\d_]+(?:\s(?!and|to|en|op|och|med|mot|på|with)[^\W\d_]+)?)"
)
_TO = r"(?:\s?,)?\s(?:to|and|with|for every|for|per|en|op|met|tegen|och|med|till|mot|på)\s"
_MIXTURE = re.compile(
    rf"\b{_N.format('n1')}{_PARTS.format('of1')}{_TO}{_N.format('n2')}{_PARTS.format('of2')}"
    rf"(?:{_TO}{_N.format('n3')}{_PARTS.format('of3')})?",
    re.IGNORECASE,
)
_RATIO = re.compile(r"(?<![\d:])(\d{1,3})\s?(?:[:+]|to|op|till|på)\s?(\d{1,4})(?![\d:])")
_NEAR, _WHOLE = 0.03, 100.0


def mixture_claims(sentence: str, language: str, ledger: Ledger) -> Iterator[Assertion]:
    """Parts that the shares of the facts, or a ratio that one states, make true or not; quiet where no fact tells."""
    if _HINT.search(sentence) is None:
        return
    for match in _MIXTURE.finditer(sentence):
        parts = _parts_of(match)
        if parts is None:
            continue
        verdict, facts = _verdict(parts, language, ledger)
        if verdict is not None:
            yield at(match.start(), match.end(), verdict, "share", *facts)


def quiet_mixtures(sentence: str) -> tuple[tuple[int, int], ...]:
    """Where the sentence speaks in parts: their numbers count nothing of the product."""
    if _HINT.search(sentence) is None:
        return ()
    return tuple(match.span() for match in _MIXTURE.finditer(sentence) if _parts_of(match) is not None)


def _parts_of(match: re.Match[str]) -> list[tuple[float, str]] | None:
    """The numbers with what they are parts of; None where a word before *parts* is no number."""
    found = [(match[f"n{place}"], match[f"of{place}"]) for place in (1, 2, 3) if match[f"n{place}"]]
    numbers = [_value(number) for number, _ in found]
    return None if 0 in numbers else [(number, of) for number, (_, of) in zip(numbers, found, strict=True)]


def _value(word: str) -> float:
    if word[0].isdigit():
        return float(word.replace(",", "."))
    return 1.0 if word.lower() in {"one", "een", "één", "en", "a"} else number_words().get(word.lower(), 0.0)


def _verdict(parts: list[tuple[float, str]], language: str, ledger: Ledger) -> tuple[Verdict | None, tuple[Fact, ...]]:
    total = sum(number for number, _ in parts)
    shares = ledger.by_dimension.get("share", ())[:100]
    met = [next((each for each in shares if _is_share_of(each, of, language)), None) for _, of in parts]
    if known := [each for each in met if each is not None]:
        wanted = [_WHOLE * number / total for number, _ in parts]
        holds = len(known) == len(parts) and all(
            each is not None and math.isclose(each.amount.lows[0], value, abs_tol=_NEAR * _WHOLE)
            for each, value in zip(met, wanted, strict=True)
        )
        return (Verdict.SUPPORTED if holds else Verdict.CONTRADICTED), tuple(each.fact for each in known)
    said = {round(parts[0][0] / parts[1][0], 3), round(parts[1][0] / parts[0][0], 3)}
    ratios = [(fact, own) for fact in ledger.facts[:200] if (own := _ratio_of(fact))]
    for fact, own in ratios:
        if any(math.isclose(own, each, rel_tol=0.01) for each in said):
            return Verdict.SUPPORTED, (fact,)
    return (Verdict.CONTRADICTED, (ratios[0][0],)) if len(ratios) == 1 else (None, ())


def _is_share_of(stated: Stated, of: str, language: str) -> bool:
    own = tuple(map(plain_form, stated.noun)) or tuple(stated.words)
    return any(alike(plain_form(word), each, language) for word in content_words(of) for each in own)


@functools.lru_cache(maxsize=16_384)
def _ratio_of(fact: Fact) -> float:
    found = _RATIO.fullmatch(fact.text.strip()) or _RATIO.match(fact.text.strip())
    return float(found[1]) / float(found[2]) if found and float(found[2]) else 0.0
