"""Percentages: a share bound to what it is a share of, a discount, or any other."""

from __future__ import annotations

from desktop.checks.ledger.amounts import Amount
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.derived import follows_from_others
from desktop.checks.ledger.entail import entails
from desktop.checks.ledger.facts import Ledger
from desktop.checks.ledger.near import Near, alike, fit
from desktop.checks.ledger.notation import fixes_for
from desktop.checks.ledger.stated import Stated, content_words
from desktop.checks.ledger.verdicts import at, contradicted, supported, unsupported
from desktop.checks.words import plain_form
from desktop.core.finding import Verdict


def share_claim(sentence: str, amount: Amount, around: Near, language: str, ledger: Ledger) -> Assertion | None:
    """A percentage; `65% polyester` is judged by the share of polyester."""
    found = ledger.candidates("share", amount.lows, around.topics)
    nouns = tuple(map(plain_form, content_words(" ".join(around.behind[:4]))))
    bound = [each for each in found if _is_share_of(each, nouns, language)]
    if matching := [each for each in bound if entails(each, amount)]:
        return supported(amount, "share", matching[0])
    if bound:
        return contradicted(amount, "share", bound[0], fixes_for(amount, bound[0], sentence, language))
    matching = [each for each in found if entails(each, amount)]
    scored = [(fit(around, each, language), each) for each in found]
    if matching:
        best = max(matching, key=lambda each: fit(around, each, language))
        if fit(around, best, language) >= 0:
            return supported(amount, "percentage", best)
    if derived := follows_from_others(sentence, amount, around, language, ledger):
        return derived
    score, stated = max(scored, key=lambda pair: pair[0], default=(0, None))
    if stated is not None and score > 0:
        return contradicted(amount, "percentage", stated, fixes_for(amount, stated, sentence, language))
    if amount.plain == 100:
        return _whole(sentence, amount, nouns, language, ledger)
    return unsupported(amount, "percentage")


def _is_share_of(stated: Stated, nouns: tuple[str, ...], language: str) -> bool:
    """Whether the number stands for the same in the fact: right behind it, before it, or as the fact's name."""
    own = tuple(map(plain_form, stated.noun)) or tuple(stated.words)
    return any(alike(noun, each, language) for noun in nouns for each in own)


def _whole(
    sentence: str, amount: Amount, nouns: tuple[str, ...], language: str, ledger: Ledger
) -> Assertion | None:
    """`100 %` of what the facts name without a share is so; of anything else the other half of the ledger speaks."""
    for fact in ledger.facts[:200]:
        words = tuple(map(plain_form, content_words(fact.text)))
        if words and nouns and any(alike(nouns[0], word, language) for word in words) and "%" not in fact.text:
            return at(amount.start, amount.end, Verdict.SUPPORTED, "share", fact)
    return None
