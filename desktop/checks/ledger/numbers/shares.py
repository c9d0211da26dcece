"""Percentages: a share bound to what it is a share of, a discount, or any other."""

from __future__ import annotations

import functools
import re

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.amounts.near import Near, alike, fit
from desktop.checks.ledger.amounts.notation import fixes_for
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_data import above, concepts
from desktop.checks.ledger.concepts.concepts import concepts_in
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.numbers.derived import follows_from_others, is_of_reduction, is_reduction
from desktop.checks.ledger.numbers.entail import entails
from desktop.checks.ledger.stated import WORD, Stated, content_words
from desktop.checks.ledger.verdicts import at, contradicted, supported, unsupported
from desktop.checks.words import plain_form
from desktop.core.brief import LANGUAGES
from desktop.core.finding import Verdict

_SHORTEST_TAIL, _SHORTEST_HEAD = 4, 3
_PERCENT = re.compile(r"%|per ?cent|procent", re.IGNORECASE)
"""What a part of the whole lacks: *two thirds* is judged where facts bind it, and never asked for a proof."""
_ALL, _NEARLY, _ROUND = 100.0, 1.35, 10
_SUBSTANCES = frozenset({"material", "ingredient"})


def share_claim(sentence: str, amount: Amount, around: Near, language: str, ledger: Ledger) -> Assertion | None:
    """A percentage; `65% polyester` is judged by the share of polyester."""
    found = ledger.candidates(amount, around.topics, around.words)
    if "discount" in around.attributes or is_reduction(sentence, amount):
        found = tuple(each for each in found if not _materials_of(each) or is_of_reduction(each))
        found = tuple(each for each in found if is_of_reduction(each)) or found
    nouns = tuple(map(plain_form, content_words(" ".join(around.behind[:4]))))
    bound = [each for each in found if _is_share_of(each, nouns, language)]
    materials = materials_in(" ".join(around.behind[:4]), (language,))
    if materials and not bound:
        bound = [
            each
            for each in found
            if _are_related(materials, _materials_of(each))
            and not any(_differ_in_kind(noun, plain_form(word)) for noun in nouns for word in each.noun)
        ]
    if matching := [each for each in bound if entails(each, amount)]:
        return supported(amount, "share", matching[0])
    if bound:
        return contradicted(amount, "share", bound[0], fixes_for(amount, bound[0], sentence, language))
    rivals = [each for each in found if _materials_of(each)]
    if materials and rivals and len(rivals) == len(found):
        best = next((each for each in rivals if entails(each, amount)), rivals[0])
        return contradicted(amount, "share", best)
    likeliest = sorted(found, key=lambda each: -fit(around, each, language))
    if met := [each for each in likeliest if entails(each, amount) and fit(around, each, language) >= 0]:
        return supported(amount, "percentage", met[0])
    plainly = [each for each in found if not each.derived and entails(each, amount)]
    if plainly and amount.plain % _ROUND and all(each.fact is plainly[0].fact for each in found):
        return supported(amount, "percentage", plainly[0])
    derived = follows_from_others(sentence, amount, around, language, ledger)
    is_spoken = _PERCENT.search(sentence, amount.number_start, amount.number_end) is None
    return derived if derived or is_spoken else _unmet(sentence, amount, nouns, around, found, language, ledger)


def _unmet(
    sentence: str,
    amount: Amount,
    nouns: tuple[str, ...],
    around: Near,
    found: tuple[Stated, ...],
    language: str,
    ledger: Ledger,
) -> Assertion | None:
    """A percentage that no fact makes true."""
    scored = [(fit(around, each, language), each) for each in found]
    score, stated = max(scored, key=lambda pair: pair[0], default=(0, None))
    if stated is not None and score > 0:
        return contradicted(amount, "percentage", stated, fixes_for(amount, stated, sentence, language))
    cut = next((each for each in found if is_of_reduction(each)), None)
    lone = len({each.fact for each in found}) == 1
    if lone and _IS_OF_IT.get(next(iter(found[0].name_topics & _IS_OF_IT.keys()), ""), _NEVER).search(sentence):
        return contradicted(amount, "percentage", found[0], fixes_for(amount, found[0], sentence, language))
    cheaper = lone and _CHEAPER.match(sentence, amount.number_end) is not None
    if cut is not None and (cheaper or is_reduction(sentence, amount)):
        return contradicted(amount, "percentage", cut, fixes_for(amount, cut, sentence, language))
    counted = tuple(map(plain_form, WORD.findall(sentence[amount.number_end : amount.number_end + 30].lower())[:4]))
    if (rival := _near_by(amount, found, (*nouns, *counted))) is not None:
        return contradicted(amount, "percentage", rival, fixes_for(amount, rival, sentence, language))
    if amount.plain == 100 or (amount.plain > 100 and not found):
        return _whole(amount, nouns, language, ledger)
    return None if _is_left(sentence, amount) else unsupported(amount, "percentage")


def _is_left(sentence: str, amount: Amount) -> bool:
    """Whether it is what something has left, or stands for itself: *Nog vier procent en de trein heeft vertraging*."""
    return _LEFT.match(sentence, amount.number_end) is not None or (
        _ALONE.match(sentence, amount.number_end) is not None
        and _OPENING.fullmatch(sentence[: amount.number_start]) is not None
    )


_CHEAPER = re.compile(
    r"\s(?:cheaper|goedkoper|billigare|lägre pris|(?:on|op|på) (?:all|every|alles?|de|het|alla|hela|samtliga|the"
    r"|our|onze|våra)\b"
    r"|(?:op|på) [^\W\d_]{4,})",
    re.IGNORECASE,
)
_IS_OF_IT = {
    "cocoa": re.compile(r"\b(?:cocoa|dark|chocola\w*|kakao\w*|choklad\w*|cacao\w*|pure?|puur|mörk)\b", re.IGNORECASE),
    "alcohol": re.compile(
        r"\b(?:\w*(?:wine|beer|gin|whisky|vodka|wijn|bier|vin|öl)|alc\w*|alk\w*|cl|vol|centiliter"
        r"|centilitre|ABV)\b",
        re.IGNORECASE,
    ),
}
"""Words of what has a share of cocoa or alcohol: a lone percentage beside them is that share."""
_NEVER = re.compile(r"(?!)")
_LEFT = re.compile(r"\s(?:left|remaining|to go|kvar|over|resterend|te gaan|batter(?:y|ij)|batteri)\b", re.IGNORECASE)
_ALONE = re.compile(r"\s(?:and|en|och)\b|[.,:;!?–—]|\s[–—]", re.IGNORECASE)
_OPENING = re.compile(r"\W*(?:(?:still|only|just|nog|maar|slechts|nog maar|bara|endast|ännu)\s)?", re.IGNORECASE)


_LIVING = frozenset(
    map(
        plain_form,
        (
            "germs", "bacteria", "viruses", "dust", "allergens", "pollen", "particles", "plaque", "odours", "mites",
            "mould", "stains", "limescale", "bacteriën", "virussen", "stof", "allergenen", "deeltjes", "tandplak",
            "geurtjes", "huisstofmijt", "schimmel", "vlekken", "kalk", "bakterier", "bakterierna", "virus", "damm",
            "allergener", "partiklar", "plack", "lukter", "kvalster", "mögel", "fläckar", "kalk", "uv", "zonlicht",
            "sunlight", "customers", "klanten", "kunder", "kunderna", "users", "gebruikers", "användare",
        ),
    )
)  # fmt: skip


def _near_by(amount: Amount, found: tuple[Stated, ...], nouns: tuple[str, ...]) -> Stated | None:
    """The only share of the facts below the whole, where the text's is nearly as large and written as exactly."""
    partial = [each for each in found if each.amount.lows[0] != _ALL and not each.derived and not each.amount.highs]
    if len(partial) != 1:
        return None
    drink = "alcohol" in partial[0].name_topics and not _LIVING.intersection(nouns)
    if (amount.plain == int(amount.plain) and not drink) or (_LIVING.intersection(nouns) and not drink):
        return None
    return partial[0] if 1 / _NEARLY <= partial[0].amount.lows[0] / amount.plain <= _NEARLY else None


@functools.lru_cache(maxsize=8192)
def materials_in(text: str, languages: tuple[str, ...]) -> frozenset[str]:
    """The materials and ingredients that these words name."""
    return frozenset(
        each.concept
        for language in languages
        for each in concepts_in(text, language)
        if concepts()[each.concept].kind in _SUBSTANCES
    )


def _materials_of(stated: Stated) -> frozenset[str]:
    return materials_in(" ".join(stated.noun), LANGUAGES)


def _differ_in_kind(one: str, other: str) -> bool:
    """Whether two compounds are kinds of one thing, each another: *eendendons* and *ganzendons*."""
    shared = 0
    while shared < min(len(one), len(other)) and one[-1 - shared] == other[-1 - shared]:
        shared += 1
    heads = one[: len(one) - shared], other[: len(other) - shared]
    if heads[0].startswith(heads[1]) or heads[1].startswith(heads[0]):
        return False
    return shared >= _SHORTEST_TAIL and min(len(one), len(other)) - shared >= _SHORTEST_HEAD


def _are_related(ones: frozenset[str], others: frozenset[str]) -> bool:
    return any(one == other or one in above(other) or other in above(one) for one in ones for other in others)


def _is_share_of(stated: Stated, nouns: tuple[str, ...], language: str) -> bool:
    """Whether the number stands for the same in the fact: right behind it, before it, or as the fact's name."""
    own = tuple(map(plain_form, stated.noun)) or tuple(stated.words)
    return any(alike(noun, each, language) or _begins(noun, each, language) for noun in nouns for each in own)


def _begins(noun: str, word: str, language: str) -> bool:
    """Whether a short noun begins a compound: *kip* and *kippenvlees*, *ull* and *ullgarn*."""
    long_enough = len(word) - len(noun) >= _SHORTEST_TAIL
    return len(noun) == _SHORTEST_HEAD and long_enough and language != "en" and word.startswith(noun)


def _whole(amount: Amount, nouns: tuple[str, ...], language: str, ledger: Ledger) -> Assertion | None:
    """`100 %` of what the facts name without a share is so; of anything else the other half of the ledger speaks."""
    for fact in ledger.facts[:200]:
        words = tuple(map(plain_form, content_words(fact.text)))
        if words and nouns and any(alike(nouns[0], word, language) for word in words) and "%" not in fact.text:
            return at(amount.start, amount.end, Verdict.SUPPORTED, "share", fact)
    return None
