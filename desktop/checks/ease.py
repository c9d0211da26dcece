"""How easily a whole copy reads, as one figure and one word: Flesch in English and Dutch, LIX elsewhere."""

from __future__ import annotations

from desktop.core.comparison import Ease
from desktop.core.words import tr


def ease_of(metrics: dict[str, dict[str, float]]) -> Ease | None:
    """The ease of all prose together, each field by the words it holds; `None` when there is no prose.

    `metrics` are those of a `CheckReport`, by address. Flesch's words are Flesch's own, LIX's those of Björnsson.
    """
    for scale in ("flesch", "lix"):
        told = [(each[scale], each["words"]) for each in metrics.values() if scale in each and each.get("words")]
        if told:
            value = round(sum(figure * words for figure, words in told) / sum(words for _, words in told), 1)
            return Ease(value, scale, _flesch(value) if scale == "flesch" else _lix(value))
    return None


def _flesch(value: float) -> str:
    if value >= 80:
        return tr("very easy")
    if value >= 70:
        return tr("easy")
    if value >= 60:
        return tr("plain")
    return tr("fairly hard") if value >= 50 else tr("hard")


def _lix(value: float) -> str:
    if value < 30:
        return tr("very easy")
    if value < 40:
        return tr("easy")
    if value < 50:
        return tr("plain")
    return tr("hard") if value < 60 else tr("very hard")
