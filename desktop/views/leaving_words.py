"""What is said before something is sent: where it goes, what it costs, what stands out about it."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from desktop.core.money import US, Rate, money
from desktop.core.provider import host_of, split_model
from desktop.core.words import tr, trn
from desktop.runtime.privacy import Estimated, Leaving, Replaced

_WORDS_PER_TOKEN = 0.75
_MANY = 1000
_SHOWN = 6


def place_words(leaving: Leaving) -> str:
    """Where it goes: the provider, its host and the model."""
    estimated = leaving.estimated
    if leaving.provider is None:
        return tr("Stays on this computer")
    model = split_model(leaving.model)[1] or leaving.model
    host = host_of(leaving.provider.address)
    if estimated.here:
        return tr("Stays on this computer: {model} at {host}", model=model, host=host)
    return tr("Goes to {provider} ({host}), for {model}", provider=estimated.place, host=host, model=model)


def cost_of(estimated: Estimated, rate: Rate) -> str:
    """The likely cost as an amount; `unknown` when nobody knows."""
    if estimated.cost is None:
        return tr("unknown")
    return rate.show(estimated.cost) if estimated.currency == US else money(estimated.cost, estimated.currency)


def cost_words(estimated: Estimated, rate: Rate) -> str:
    """What it is likely to cost and why: calls and words."""
    if estimated.here and not estimated.cost:
        return tr("Costs nothing.")
    calls = trn("{n} call", "{n} calls", estimated.calls)
    read, written = (
        _about(round(tokens * _WORDS_PER_TOKEN)) for tokens in (estimated.prompt_tokens, estimated.completion_tokens)
    )
    if estimated.cost is None:
        return tr(
            "What it costs is not known: {calls}, about {read} words sent and {written} written.",
            calls=calls, read=read, written=written,
        )  # fmt: skip
    return tr(
        "About {cost}: {calls}, about {read} words sent and {written} written.",
        cost=cost_of(estimated, rate), calls=calls, read=read, written=written,
    )  # fmt: skip


def replaced_words(replaced: tuple[Replaced, ...]) -> str:
    """What stands for what: the first of them, and how many more."""
    if not replaced:
        return tr("No private details were found.")
    shown = [tr("{sign} for {text}", sign=each.placeholder, text=each.text) for each in replaced[:_SHOWN]]
    rest = len(replaced) - _SHOWN
    if rest > 0:
        shown.append(trn("{n} more", "{n} more", rest))
    return tr("Sent instead: {list}. The answer has them again.", list=", ".join(shown))


def fit_words(estimated: Estimated) -> str:
    """That it is too long for the model; empty when it fits or nobody knows."""
    if estimated.fits:
        return ""
    room = _about(round(estimated.context * _WORDS_PER_TOKEN))
    return tr("This is longer than the {n} words that the model reads at once. It may answer badly or not.", n=room)


def ignored_words(estimated: Estimated) -> str:
    """Which settings the provider does not heed; empty when none."""
    return tr("The provider does not heed: {list}.", list=", ".join(estimated.ignored)) if estimated.ignored else ""


def _about(words: int) -> str:
    rounded = round(words, -2) if words >= _MANY else round(words, -1)
    return QLocale().toString(max(rounded, min(words, 10)))
