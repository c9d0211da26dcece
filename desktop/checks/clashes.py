"""Headlines beside descriptions: an advertisement may show any with any, so that each pair must go together."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

import regex

from desktop.checks.alike import forms, said_by, same_word
from desktop.core.lexicon import units
from desktop.core.lines import Clash
from desktop.core.words import tr

_PERCENT = regex.compile(r"(\p{N}+(?:[.,]\p{N}+)?)\s?(?:%|percent\b|procent\b)", regex.IGNORECASE)
_PRICE = regex.compile(
    r"(?:(?P<sign>[€$£])\s?(?P<before>\p{N}[\p{N}.,]*)|(?P<after>\p{N}[\p{N}.,]*)\s?(?P<word>€|euro\b|kr\b|kronor\b|:-))",
    regex.IGNORECASE,
)
_EMPTY_DECIMALS = regex.compile(r"[.,](?:0{2}|-)$")
_LEAST = 2
_SAME = 0.8


def clashes(
    headlines: Sequence[str], descriptions: Sequence[str], language: str, *, product: str = ""
) -> tuple[Clash, ...]:
    """The pairs that do not go together, in order: one repeats the other, or they name two percentages or prices.

    The words of the product's name may stand in both.
    """
    name = said_by(product, language, fillers=True) if product.strip() else ()
    first = [_Said(text, language, name) for text in headlines]
    second = [_Said(text, language, name) for text in descriptions]
    return tuple(
        Clash(at, place, message)
        for at, headline in enumerate(first)
        for place, description in enumerate(second)
        if (message := headline.against(description))
    )


class _Said:
    """What one text says, read once for all its pairs."""

    def __init__(self, text: str, language: str, name: Sequence[str]) -> None:
        words = [
            word
            for word in said_by(text, language, fillers=True)
            if not any(same_word(word, each, language) for each in name)
        ]
        self._each = [forms(word, language) for word in words]
        self._forms = frozenset[str]().union(*self._each)
        self._tells = len(words) >= _LEAST and any(word[0].isalpha() and word not in _counted() for word in words)
        self._figures: tuple[frozenset[str], ...] = tuple(found(text) for found in _FIGURES)

    def against(self, other: _Said) -> str:
        """Why the two do not go together, as a sentence; empty when they do."""
        for one, two in zip(self._figures, other._figures, strict=True):
            if one and two and not one & two:
                return tr(
                    "One says {first} and the other {second}.",
                    first=", ".join(sorted(one)),
                    second=", ".join(sorted(two)),
                )
        said = sum(not each.isdisjoint(other._forms) for each in self._each)
        if self._tells and said >= _SAME * len(self._each):
            return tr("The description says what the headline says.")
        return ""


@functools.cache
def _counted() -> frozenset[str]:
    """Words that say what a figure counts, and nothing without it."""
    return frozenset({"euro", "kr", "kronor", "percent", "procent"} | {unit.unit for unit in units().values()})


def _percentages(text: str) -> frozenset[str]:
    return frozenset(f"{found.group(1).replace(',', '.')}%" for found in _PERCENT.finditer(text))


def _prices(text: str) -> frozenset[str]:
    """The amounts without empty decimals, so that 12 and 12,00 are one price."""
    amounts = (found["before"] or found["after"] for found in _PRICE.finditer(text))
    return frozenset(_EMPTY_DECIMALS.sub("", amount.rstrip(".,")).replace(",", ".") for amount in amounts)


_FIGURES: tuple[Callable[[str], frozenset[str]], ...] = (_percentages, _prices)
