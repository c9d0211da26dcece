"""Figures from outside as rows of the chart: what was counted, the rate with its likely range, and whose it is."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QLocale

from desktop.core.outcomes import Metric
from desktop.core.words import tr
from desktop.runtime.results import ResultRow
from desktop.views.duel.words import percent, range_words
from desktop.views.widgets.interval_chart import Interval, IntervalRow, Scale

_STEPS = (1.0, 2.0, 5.0, 10.0)


def metric_words(metric: Metric) -> str:
    """What was counted."""
    words = {
        Metric.OPENS: tr("Opens"),
        Metric.CLICKS: tr("Clicks"),
        Metric.CONVERSIONS: tr("Orders or sign-ups"),
        Metric.SALES: tr("Sales"),
    }
    return words[metric]


def rows_of(rows: Sequence[ResultRow]) -> tuple[list[IntervalRow], Scale]:
    """The rows and the scale that all of them fit on."""
    most = max((row.high for row in rows if row.high is not None), default=1.0)
    scale = _scale(most)
    digits = _digits(scale.most)
    several = len({row.outcome.metric for row in rows}) > 1
    return [_row(row, digits, several=several) for row in rows], scale


def _row(row: ResultRow, digits: int, *, several: bool) -> IntervalRow:
    outcome = row.outcome
    locale = QLocale()
    counted = tr(
        "{happened} of {shown}", happened=locale.toString(outcome.happened), shown=locale.toString(outcome.shown)
    )
    compared = row.compared
    whose = tr("Column {letter}", letter=row.letter) if compared is not None else tr("No column of this name")
    icon, role = ("check", "supported") if compared is not None else ("warning", "warning")
    note = metric_words(outcome.metric).lower() if several else ""
    tip = tr("From {file}.", file=outcome.source) if outcome.source else ""
    if compared is not None:
        tip = "\n".join(part for part in (compared.label, tip) if part)
    if row.rate is None or row.low is None or row.high is None:
        missing = tr("Shown to nobody, so there is no rate")
        return IntervalRow(outcome.name, note, missing=missing, verdict=whose, icon=icon, role=role, count=counted)
    return IntervalRow(
        outcome.name, note, Interval(row.rate, row.low, row.high), "", percent(row.rate, digits),
        range_words(row.low, row.high, digits), whose, icon, role, counted, tip,
    )  # fmt: skip


def _scale(most: float) -> Scale:
    """From nothing to a round figure above the highest."""
    power = 10.0 ** math.floor(math.log10(max(most, 1e-6)))
    top = min(1.0, next(power * step for step in _STEPS if power * step >= most - 1e-12))
    return Scale(0.0, top, tuple((place, percent(place, _digits_of(place))) for place in (0.0, top / 2, top)))


def _digits_of(share: float) -> int:
    """How many digits a round share needs."""
    return next(digits for digits in range(7) if abs(round(100 * share, digits) - 100 * share) < 1e-9 or digits == 6)


def _digits(top: float) -> int:
    return 0 if top > 0.2 else 1 if top > 0.02 else 2
