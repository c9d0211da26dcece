"""Where the text goes as things are set now: said in the bottom bar and beside the settings."""

from __future__ import annotations

import msgspec

from desktop.core.provider import split_model
from desktop.core.settings import GRAMMAR, LANGUAGE_TOOL, LOCAL_ONLY, MODEL
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.model_words import grammar_host, is_local, provider_of

HEEDED = frozenset({MODEL.key, GRAMMAR.key, LANGUAGE_TOOL.key, LOCAL_ONLY.key})
"""The keys of the settings that this depends on."""


class Where(msgspec.Struct, frozen=True):
    """Icon, words, the same shorter, colour, and a sentence that explains it."""

    icon: str
    words: str
    short: str
    role: str
    sentence: str


def where(desk: Desk) -> Where:
    """Where brief, facts and text go when they are written or read."""
    settings = desk.settings
    model = settings.get(MODEL)
    here = is_local(model) or desk.providers.stays_here(model)
    reader = grammar_host(settings)
    if settings.get(LOCAL_ONLY):
        return _locked("" if here else place_of(desk, model))
    if here and not reader:
        return Where(
            "lock", tr("Stays on this computer"), tr("This computer"), "supported",
            tr("The model works here. Nothing you write is sent anywhere."),
        )  # fmt: skip
    if here:
        sentence = tr("The text is sent there for its grammar, at each pause. The model works here.")
        return Where("cloud", tr("Goes to {provider}", provider=reader), reader, "warning", sentence)
    place = place_of(desk, model)
    sentence = tr("Brief, facts and text are sent there when you press Write.")
    if reader:
        both = tr("{provider} and {server}", provider=place, server=reader)
        grammar = tr("The text is sent to {server} for its grammar, at each pause.", server=reader)
        sentence = f"{sentence} {grammar}"
        return Where("cloud", tr("Goes to {provider}", provider=both), both, "warning", sentence)
    return Where("cloud", tr("Goes to {provider}", provider=place), place, "warning", sentence)


def place_of(desk: Desk, model: str) -> str:
    """The provider of a model as people call it, also before the providers are known."""
    name, _ = split_model(model)
    return desk.providers.place(model) if desk.providers.info(name) is not None else provider_of(model)


def _locked(refused: str) -> Where:
    if refused:
        return Where(
            "lock", tr("Locked: nothing goes to {provider}", provider=refused), tr("Locked"), "warning",
            tr("Only models on this computer may be used. Choose one, or lift the lock in the settings under Privacy."),
        )  # fmt: skip
    return Where(
        "lock", tr("Locked to this computer"), tr("Locked"), "supported",
        tr("Only models on this computer may be used. Nothing you write is sent anywhere."),
    )  # fmt: skip
