"""What a sentence says is not there although a fact gives a value of it: `without an age limit`, `utan åldersgräns`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from desktop.checks.ledger.answers import answer_of
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_forms import tokens_of
from desktop.checks.words import plain_form, same_word
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.words import mark

_SAID = mark("The facts say “{fact}”.")
_LACKS = frozenset({"without", "zonder", "utan", "no", "geen", "ingen", "inget", "inga"})
_ARTICLES = frozenset({"a", "an", "een", "any", "en", "ett", "någon", "något", "enige"})
_AFTER = frozenset(
    {"and", "or", "en", "of", "och", "eller", "at", "in", "i", "med", "with", "met", "for", "voor", "för"}
)
_ENDS = frozenset(".,;:!–—)")
_SHORTEST = 5
_LITTLE = re.compile(
    r"^\s*(?:[<≤~]|max|up to|under|below|tot|minder|högst|upp till|0[.,]|trace|spår|sporen)"
    r"|\b(?:un|non|on|o)[a-zåäö-]{4,}|free|vrij|fri|less\b|loos|lös|without|zonder|utan|ohne|optional|optioneel|valfri"
    r"|\b(?:no|not|none|geen|niet|ingen|inget|inga|ej|inte|nicht|kein\w*)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"assembl|mont|install|maint|onderhoud|underhåll|care|compromis|kompromi|problem|stress|result|design|stijl|stil",
    re.IGNORECASE,
)


class GivenFacts:
    """The facts of a name of one word that give a value of it, by the first letters of the name."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Read the facts."""
        self.by_start: dict[str, list[tuple[str, Fact]]] = {}
        for fact in facts:
            name = fact.name.strip(" :")
            if len(name) < _SHORTEST or not name.isalpha() or _NEVER.match(name) or fact.variant:
                continue
            if answer_of(fact.text) is False or _LITTLE.search(fact.text):
                continue
            plain = plain_form(name)
            self.by_start.setdefault(plain[:3], []).append((plain, fact))


def lacking_claims(sentence: str, language: str, known: GivenFacts) -> Iterator[Assertion]:
    """The claims that there is none of what a fact gives a value of."""
    if not known.by_start or sentence.rstrip().endswith("?"):
        return
    tokens = tokens_of(sentence)
    for place, token in enumerate(tokens):
        if token.lower not in _LACKS or place + 1 >= len(tokens):
            continue
        at = place + 1 + (tokens[place + 1].lower in _ARTICLES and place + 2 < len(tokens))
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if after is not None and after.text not in _ENDS and after.lower not in _AFTER:
            continue
        plain = plain_form(tokens[at].lower)
        for name, fact in known.by_start.get(plain[:3], ()):
            if same_word(plain, name, language):
                values = (("fact", f"{fact.name}: {fact.text}"),)
                yield Assertion(
                    token.start, tokens[at].end, Verdict.CONTRADICTED, "property", (fact.id,), _SAID, values,
                    attribute="property",
                )  # fmt: skip
                break
