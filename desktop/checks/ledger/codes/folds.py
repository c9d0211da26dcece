"""How many of something in words of their own: `Motor: dual` against *a single motor*, *met twee motoren*."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.verdicts import at
from desktop.checks.words import plain_form, same_word
from desktop.core.brief import Fact
from desktop.core.finding import Verdict

_FOLDS = {
    word: fold
    for fold, words in enumerate(
        (
            "single one enkel enkele enkelt enkla één enda",
            "dual double twin two dubbel dubbele dubbelt dubbla tweevoudig twee två",
            "triple three drievoudig driedubbele drie trippel tre",
            "quad quadruple four viervoudig vier fyra",
        ),
        start=1,
    )
    for word in words.split()
}
_NUMERALS = frozenset({"one", "two", "three", "four", "één", "twee", "drie", "vier", "två", "tre", "fyra"})
"""A fact in one of these is a count, which others read."""
_WORDS = "|".join(sorted(_FOLDS, key=len, reverse=True))
_SAID = re.compile(rf"(?<![\w-])(?P<fold>{_WORDS})[\s-](?P<noun>[^\W\d_]{{3,}})", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:every|each|not|elke?|geen|niet|varje|inte|ingen)\s(?:a\s|een\s|en\s|ett\s)?$", re.IGNORECASE)
_MOST_FACTS = 200


def fold_claims(sentence: str, language: str, ledger: Ledger) -> Iterator[Assertion]:
    """How many of a thing a sentence names, where a fact tells it in one word; other things are left alone."""
    told = _told(ledger.facts[:_MOST_FACTS])
    for match in _SAID.finditer(sentence) if told else ():
        if _EVERY.search(sentence, 0, match.start()):
            continue
        noun = plain_form(match["noun"])
        for fact, name, fold in told:
            if same_word(noun, name, language):
                same = _FOLDS[match["fold"].lower()] == fold
                verdict = Verdict.SUPPORTED if same else Verdict.CONTRADICTED
                yield at(match.start("fold"), match.end(), verdict, "count", fact)
                break


@functools.lru_cache(maxsize=8)
def _told(facts: tuple[Fact, ...]) -> tuple[tuple[Fact, str, int], ...]:
    """The facts whose value is such a word, alone or before what their name says, with that name's last word."""
    found = []
    for fact in facts:
        words, name = fact.text.casefold().replace("-", " ").split(), fact.name.casefold().split()
        if not name or not words or words[0] not in _FOLDS or words[0] in _NUMERALS:
            continue
        if len(words) == 1 or (len(words) == 2 and plain_form(words[1])[:3] == plain_form(name[-1])[:3]):
            found.append((fact, plain_form(name[-1]), _FOLDS[words[0]]))
    return tuple(found)
