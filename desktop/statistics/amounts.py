"""Money that came of variants, per person who saw them. Of totals only: nothing is said on how sure a difference is."""

from __future__ import annotations

import math
from collections.abc import Sequence

from desktop.core.errors import ErrorKind, UserError
from desktop.core.rates import Amount, AmountVersus
from desktop.core.words import tr

__all__ = ["Amount", "AmountVersus", "amount_of", "compare_amounts"]


def amount_of(name: str, shown: int, happened: int, amount: float, currency: str) -> Amount:
    """The amount by person and by case; raises `UserError` (input) for numbers that cannot be.

    An amount may be less than nothing: what was sent back is in it.
    """
    if shown < 0 or happened < 0 or not math.isfinite(amount):
        raise UserError(ErrorKind.INPUT, tr("The figures of “{name}” cannot be.", name=name), tr("Look at its row."))
    per_person = amount / shown if shown else None
    per_case = amount / happened if happened else None
    return Amount(name, shown, happened, amount, currency, per_person, per_case)


def compare_amounts(amounts: Sequence[Amount]) -> tuple[AmountVersus, ...]:
    """The one that brought in most per person against each other one, best first; those shown to nobody are left out.

    Raises `UserError` (input) when the amounts are in different currencies: no rate of exchange is known here.
    """
    currencies = sorted({each.currency for each in amounts})
    if len(currencies) > 1:
        raise UserError(
            ErrorKind.INPUT,
            tr("The amounts are in different currencies: {currencies}.", currencies=", ".join(currencies)),
            tr("Export them in one currency."),
        )
    told = [(each.per_person, each) for each in amounts if each.per_person is not None]
    told.sort(key=lambda pair: -pair[0])
    return tuple(AmountVersus(told[0][1], each, told[0][0] - value) for value, each in told[1:])
