"""Classes of one letter or figure that a fact is named for: *wet grip class A*, *category 3*, *hardness grade 2*."""

from __future__ import annotations

import functools
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

_SAID = Sifted(
    r"\b(?P<word>(?i:class|category|cat\.|grade|level|label|rating|type|klasse|categorie|cat|niveau|graad|klass"
    r"|kategori|grad|nivå"
    r"|betyg))\s(?P<grade>[A-G]\+{0,3}|I{1,3}[ab]?|IV|\d)(?![\w.,]*\w)|(?P<before>\b[A-G])-(?:label|klasse|klass"
    r"|rating|märkt)"
    r"|\b(?:rated|scores|scoort|krijgt|får|gets|klassa[dt]e?|klassas|geklasseerd|märkt|classed)(?:\s(?:an?|een|ett|en))?\s(?P<rated>[A-G]\+{0,3})(?=\s(?:for|on|voor|op"
    r"|för)\b)"
    r"|\b[^\W\d_]{4,}(?:klasse|klass|klassen|label)\s(?P<compound>[A-G]\+{0,3})(?![\w.]*\w)",
)
_OF_COMPOUND = Sifted(r"\b[^\W\d_]{4,}(?:klasse|klass|klassen)\s\d\b", re.IGNORECASE)
_VALUE = re.compile(
    r"(?:(?:class|category|cat\.?|grade|klasse|klass|kategori|categorie)\s)?([A-G]\+{0,3}|I{1,3}[ab]?|IV|\d)",
    re.IGNORECASE,
)
_SORT_OF = {
    "cl": "class", "kl": "class", "ca": "category", "ka": "category", "gr": "grade", "le": "level", "ni": "level",
    "la": "label", "ra": "rating", "be": "rating", "ty": "type",
}  # fmt: skip
"""What sort of step each word of `_SAID` names, by its first letters: *class*, *klasse*; *category*, *kategori*."""
_GENERIC = frozenset(
    {
        "class",
        "category",
        "grade",
        "level",
        "label",
        "rating",
        "klass",
        "klasse",
        "categorie",
        "kategori",
        "niveau",
        "nivå",
    }
)


def grade_claims(sentence: str, language: str, ledger: Ledger) -> Iterator[Assertion]:
    """The classes of a sentence, judged by a fact whose name shares a word with it; silent when none does."""
    for match in _SAID.finditer(sentence):
        grade = _letter_of(match)
        around = tuple(map(plain_form, content_words(sentence)))
        rivals = [(fact, own) for fact in ledger.facts[:500] if (own := _grade_of(fact))]
        named = [(fact, own) for fact, own in rivals if _is_named(fact, around, match["word"] or "", language)]
        if any(own == grade for _, own in named):
            fact = next(fact for fact, own in named if own == grade)
            yield at(match.start(), match.end(), Verdict.SUPPORTED, "rating", fact)
        elif named:
            yield at(match.start(), match.end(), Verdict.CONTRADICTED, "rating", named[0][0])

    for match in _OF_COMPOUND.finditer(sentence):
        yield from _of_compound(match, ledger)


def _letter_of(match: re.Match[str]) -> str:
    return str(match["grade"] or match["before"] or match["rated"] or match["compound"]).upper()


def _of_compound(match: re.Match[str], ledger: Ledger) -> Iterator[Assertion]:
    """A class of a norm in one word, *schrobklasse 1*: so it is by a fact of that name, else no fact says it."""
    word, _, grade = match[0].rpartition(" ")
    named = [fact for fact in ledger.facts[:500] if word[:5].casefold() in f"{fact.name} {fact.text}".casefold()]
    met = next((fact for fact in named if re.search(rf"(?<!\d){grade}(?!\d)", fact.text)), None)
    verdict = Verdict.SUPPORTED if met else Verdict.CONTRADICTED if named else Verdict.UNSUPPORTED
    yield at(match.start(), match.end(), verdict, "rating", *((met or named[0],) if named else ()))


@functools.lru_cache(maxsize=16_384)
def _grade_of(fact: Fact) -> str:
    found = _VALUE.fullmatch(fact.text.strip())
    if found is not None:
        return found[1].upper()
    named = _SAID.search(fact.text)
    return _letter_of(named) if named is not None else ""


def _is_named(fact: Fact, around: tuple[str, ...], word: str, language: str) -> bool:
    if word and (inside := _SAID.search(fact.text)) is not None and inside["word"]:
        return _SORT_OF[word[:2].lower()] == _SORT_OF[inside["word"][:2].lower()]
    names = [plain_form(each) for each in content_words(fact.name)]
    if word and any(name.endswith(plain_form(word.lower())) for name in names):
        return True
    telling = [each for each in names if each not in _GENERIC]
    if not telling:
        return any(alike(plain_form(word.lower()), each, language) for each in names)
    if any(alike(one, each, language) for one in telling for each in around if each not in _GENERIC):
        return True
    return bool(word) and any(name in _GENERIC and alike(plain_form(word.lower()), name, language) for name in names)
