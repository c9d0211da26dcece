"""Numbers where a fact has none to show: *10 years* of what is for life, *50 mg* of what there is none of."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.amounts.near import Near, alike
from desktop.checks.ledger.answers import answer_of
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.numbers.derived import is_reduction
from desktop.checks.ledger.stated import attributes_of, content_words, stated_in, topics_in
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.checks.words import plain_form
from desktop.core.brief import Fact
from desktop.core.finding import Verdict

_ENDLESS = re.compile(
    r"\b(?:life ?time|life[- ]long|for life|levenslang\w*|livstid\w*|livslång\w*|lebenslang\w*|unlimited|onbeperkt"
    r"|obegränsa\w*|unbegrenzt|forever|no limit|geen limiet|ingen gräns)\b",
    re.IGNORECASE,
)
_MAY_BE_NONE = frozenset(
    {"warranty", "returns", "discount", "caffeine", "sugar", "salt", "alcohol", "fat", "fibre", "protein", "carbs"}
)
_DISCOUNT = frozenset({"discount"})
_MAY_BE_ENDLESS = frozenset({"warranty", "returns"})
_MONEY = frozenset({"EUR", "SEK", "GBP", "USD", "DKK", "NOK"})
_CHARGED = frozenset({"delivery", "shipping", "returns", "assembly"})
_FREE = re.compile(
    r"(?:always |altijd |alltid )?(?:free|gratis|fri|fritt|kosteloos|kostnadsfri\w*|kostenlos)(?: of charge)?",
    re.IGNORECASE,
)
_COSTS = re.compile(r"\b(?:costs?|is|are|kosten|kost|bedraagt|kostar|är|blir)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_MOST_FACTS, _LONGEST, _REACH, _WORDS_BEHIND = 500, 40, 30, 2


def against_none(sentence: str, amount: Amount, around: Near, ledger: Ledger) -> Assertion | None:
    """A number about what a fact says to be endless, or not to be there at all."""
    attributes = around.attributes | (_DISCOUNT if is_reduction(sentence, amount) else frozenset())
    if amount.plain == 0:
        return None
    if charged := _against_free(sentence, amount, around, ledger):
        return charged
    for fact in ledger.facts[:_MOST_FACTS]:
        about, endless = _numberless(fact)
        if about & attributes & (_MAY_BE_ENDLESS if endless else _MAY_BE_NONE):
            end = _with_its_name(sentence, amount, about & attributes)
            return at(amount.start, end, Verdict.CONTRADICTED, "number", fact)
    return None


def _against_free(sentence: str, amount: Amount, around: Near, ledger: Ledger) -> Assertion | None:
    """What a service costs that a fact gives away, whatever the order is worth: `Delivery: free`."""
    charged = around.topics & _CHARGED
    if amount.dimension not in _MONEY or not charged or not _COSTS.search(sentence, 0, amount.start):
        return None
    for fact in ledger.facts[:_MOST_FACTS]:
        if _FREE.fullmatch(fact.text) and topics_in(content_words(fact.name)) & charged:
            return at(amount.start, amount.end, Verdict.CONTRADICTED, "money", fact)
    return None


def _with_its_name(sentence: str, amount: Amount, about: frozenset[str]) -> int:
    """Where the word ends that names what is counted, when it stands right behind: *five-year warranty*."""
    for match in list(_WORD.finditer(sentence, amount.number_end, amount.number_end + _REACH))[:_WORDS_BEHIND]:
        if topics_in((match[0].lower(),)) & about:
            return match.end()
    return amount.end


@functools.lru_cache(maxsize=16_384)
def _numberless(fact: Fact) -> tuple[frozenset[str], bool]:
    """The attributes that a fact speaks of without any number, and whether it says that they have no end."""
    if len(fact.text) > _LONGEST or any(not each.derived and each.amount.plain for each in stated_in(fact)):
        return frozenset(), False
    endless = _ENDLESS.search(fact.text) is not None
    if not endless and answer_of(fact.text) is not False:
        return frozenset(), False
    return attributes_of(topics_in(content_words(fact.name))), endless


_NOUN = r"(?P<{}>[^\W\d_]{{4,}})"
_WITHOUT_END = Sifted(
    rf"\b(?:life ?time|life[- ]?long|unlimited|levenslange?|onbeperkte?|livslång\w*|livstids"
    rf"|obegränsa\w*)\s(?:and\s|en\s|och\s)?{_NOUN.format('ahead')}"
    rf"|\blivstids{_NOUN.format('grown')}"
    rf"|\b{_NOUN.format('behind')}\s(?:for life|for ?ever|for good|voor het leven|voor altijd|voor eeuwig"
    r"|för alltid|för livet|hela livet|livet ut|utan slut)\b",
    re.IGNORECASE,
)
_GIVEN = frozenset({"access", "toegang", "tillgång", "åtkomst", "updates", "uppdateringar"})


def endless_claims(sentence: str, language: str, ledger: Ledger) -> Iterator[Assertion]:
    """What a sentence says to have no end, where a fact of that name gives a number, or none speaks of access."""
    for match in _WITHOUT_END.finditer(sentence):
        noun = match["ahead"] or match["grown"] or match["behind"]
        named = [fact for fact in ledger.facts[:_MOST_FACTS] if _is_named(fact, noun, language)]
        endless = next((fact for fact in named if _ENDLESS.search(fact.text)), None)
        finite = next((fact for fact in named if any(not each.derived for each in stated_in(fact))), None)
        if endless is not None:
            yield at(match.start(), match.end(), Verdict.SUPPORTED, "number", endless)
        elif finite is not None:
            yield at(match.start(), match.end(), Verdict.CONTRADICTED, "number", finite)
        elif noun.lower() in _GIVEN:
            yield at(match.start(), match.end(), Verdict.UNSUPPORTED, "number")


def _is_named(fact: Fact, noun: str, language: str) -> bool:
    """Whether a fact is named for a thing: *Access*, *Access to course*."""
    return any(alike(plain_form(noun.lower()), plain_form(word), language) for word in content_words(fact.name))
