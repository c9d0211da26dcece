"""What figures say, in plain sentences: who is ahead, how surely, and how many people are missing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from desktop.core.errors import CopydeskError
from desktop.core.money import money
from desktop.core.outcomes import Metric, Outcome
from desktop.core.words import interface_language, mark, tr, trn

if TYPE_CHECKING:
    from desktop.statistics.amounts import Amount, AmountVersus
    from desktop.statistics.rates import Ranking, Rate, Versus

_SURE = 0.95
_MOST_SAID = 5
_METRICS = {
    Metric.OPENS: mark("Opens"),
    Metric.CLICKS: mark("Clicks"),
    Metric.CONVERSIONS: mark("Orders or sign-ups"),
    Metric.SALES: mark("Sales"),
}


class Figures(msgspec.Struct, frozen=True):
    """Outcomes with the rate of each, and what each metric's rates and amounts say."""

    outcomes: tuple[Outcome, ...] = ()
    rates: tuple[Rate, ...] = ()
    rankings: tuple[tuple[Metric, Ranking], ...] = ()
    amounts: tuple[AmountVersus, ...] = ()


def figures_of(outcomes: Sequence[Outcome]) -> Figures:
    """Work out what outcomes say; takes milliseconds, so it is not for the window's thread."""
    from desktop.statistics.amounts import amount_of, compare_amounts
    from desktop.statistics.rates import compare_many, rate_of

    rates = tuple(rate_of(each.name, each.shown, each.happened) for each in outcomes)
    rankings = []
    for metric in Metric:
        own = [rate for rate, each in zip(rates, outcomes, strict=True) if each.metric is metric]
        if len(own) >= 2:
            rankings.append((metric, compare_many(own)))
    paid: list[Amount] = [
        amount_of(each.name, each.shown, each.happened, each.amount, each.currency)
        for each in outcomes
        if each.amount is not None
    ]
    try:
        amounts = compare_amounts(paid) if len(paid) >= 2 else ()
    except CopydeskError:
        amounts = ()  # in different currencies: nothing is said of them
    return Figures(tuple(outcomes), rates, tuple(rankings), amounts)


def said_of(figures: Figures, letters: Mapping[str, str]) -> tuple[str, ...]:
    """The sentences; variants with a column are called by its letter, others by their name in the file."""
    if not figures.outcomes:
        return ()
    if not figures.rankings:
        return (tr("Not enough figures yet: there is only one text to look at."),)
    said: list[str] = []
    for metric, ranking in figures.rankings:
        words = list(_ranked(ranking, letters))
        if len(figures.rankings) > 1:
            words[0] = tr("{what}: {sentence}", what=tr(_METRICS[metric]), sentence=words[0])
        said.extend(words)
    said.extend(_paid(each, letters) for each in figures.amounts[:_MOST_SAID])
    return tuple(said)


def _ranked(ranking: Ranking, letters: Mapping[str, str]) -> Iterator[str]:
    known = [each for each in ranking.against if each.enough]
    if not known:
        few = [_name(each.name, letters) for each in ranking.rates]
        yield tr("Not enough figures yet to tell {names} apart.", names=_listed(few))
        return
    first = ranking.best[0]
    if len(ranking.rates) > 2 and first is not None:
        yield tr(
            "{leader} looks best of all {count}, {sure} sure.",
            leader=_name(ranking.rates[0].name, letters), count=len(ranking.rates), sure=_percent(first),
        )  # fmt: skip
    for each in known[:_MOST_SAID]:
        yield _versus(each, letters)
    others = zip(ranking.rates[1:], ranking.against, strict=True)
    missing = [_name(rate.name, letters) for rate, each in others if not each.enough]
    if missing:
        yield tr("Not enough figures yet: {names}.", names=_listed(missing))


def _versus(each: Versus, letters: Mapping[str, str]) -> str:
    leader, other = _name(each.leader.name, letters), _name(each.other.name, letters)
    if each.sure is None or each.leader.rate == each.other.rate:
        return tr("{leader} and {other} do equally well so far.", leader=leader, other=other)
    ahead = tr("{leader} is ahead of {other}, {sure} sure.", leader=leader, other=other, sure=_percent(each.sure))
    if each.sure >= _SURE:
        return ahead
    if each.needed is None:
        rest = tr("The difference is so small that more people would hardly settle it.")
        return f"{ahead} {rest}"
    missing = trn(
        "About {count} more person each is needed to be 95% sure.",
        "About {count} more people each are needed to be 95% sure.",
        each.needed,
        count=_number(each.needed),
    )
    return f"{ahead} {missing}"


def _paid(each: AmountVersus, letters: Mapping[str, str]) -> str:
    leader, other = _name(each.leader.name, letters), _name(each.other.name, letters)
    return tr(
        "{leader} brought in {amount} more per person than {other}. How sure that is cannot be told from totals: one "
        "large order may be all of it.",
        leader=leader, amount=money(each.ahead, each.leader.currency or "USD"), other=other,
    )  # fmt: skip


def _name(name: str, letters: Mapping[str, str]) -> str:
    letter = letters.get(name, "")
    short = name if len(name) <= 60 else f"{name[:59]}…"
    return letter or tr("“{name}”", name=short)


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    if len(names) > _MOST_SAID:
        rest = trn("{n} other", "{n} others", len(names) - _MOST_SAID)
        names = [*names[:_MOST_SAID], rest]
    return tr("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])


def _percent(share: float) -> str:
    """A chance in whole percent, rounded down: 94.9 is not 95, and nothing is quite sure."""
    return tr("{n}%", n=min(99, math.floor(100 * share + 1e-9)))


def _number(count: int) -> str:
    marks = {"nl": ".", "sv": "\u00a0"}
    return f"{count:,}".replace(",", marks.get(interface_language(), ","))
