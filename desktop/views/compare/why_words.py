"""The settings of a variant in plain words, and the technical ones that stand under Details."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from desktop.core.brief import Brief, Length
from desktop.core.comparison import Compared
from desktop.core.making import Exchange
from desktop.core.words import language_name, tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.fields import field_label
from desktop.views.compare.column_words import cost_words, place_look, time_words, title_of

Lines = list[tuple[str, str]]
"""Names with their values."""


def exchange_name(place: int, exchange: Exchange, brief: Brief | None = None) -> str:
    """One call as a choice: its number, its field, and whether it put something right."""
    what = field_label(exchange.field, brief) if exchange.field else tr("all fields")
    if exchange.repair:
        return tr("{n}. {what}, put right ({round})", n=place + 1, what=what, round=exchange.repair)
    return tr("{n}. {what}", n=place + 1, what=what)


def plain_settings(desk: Desk, column: Compared) -> Lines:
    """What everybody understands: model, place, tone, language, length, audience, cost and time."""
    brief, choice = column.brief, column.choice
    lengths = {Length.SHORT: tr("short"), Length.MEDIUM: tr("medium"), Length.LONG: tr("long")}
    instruction = "\n".join(part for part in (brief.instructions, choice.instruction if choice else "") if part)
    lines: Lines = [
        (tr("Model"), title_of(desk, column)),
        (tr("Where it was written"), place_look(desk, column).words),
        (tr("Tone"), (choice.tone if choice is not None else "") or brief.tone),
        (tr("Instructions"), instruction),
        (tr("For whom"), brief.audience),
        (tr("Language"), language_name(brief.language) if brief.language else tr("detected")),
        (tr("Length"), lengths[brief.length]),
        (tr("Keyphrase"), brief.keyphrase),
        (tr("Words to avoid"), ", ".join(brief.banned)),
        (tr("Cost"), cost_words(desk, column)),
        (tr("Time"), time_words(column)),
    ]
    return [(name, value) for name, value in lines if value]


def technical_settings(column: Compared) -> Lines:
    """What only some understand: prompt, seed, temperature, tokens."""
    variant = column.variant
    if variant is None:
        return []
    locale = QLocale()
    lines: Lines = [
        (tr("Model id"), variant.model),
        (tr("Prompt and its version"), variant.prompt),
        (tr("Repairs"), trn("{n} round", "{n} rounds", variant.repairs)),
        (tr("Tokens read"), locale.toString(variant.usage.prompt_tokens)),
        (tr("Tokens written"), locale.toString(variant.usage.completion_tokens)),
    ]
    made = variant.made
    if made is not None:
        seeds = dict.fromkeys(str(each.seed) for each in made.exchanges if each.seed is not None)
        temperatures = dict.fromkeys(locale.toString(each.temperature, "f", 2) for each in made.exchanges)
        lines += [
            (tr("Seed"), str(made.seed) if made.seed is not None else ", ".join(seeds)),
            (tr("Temperature"), ", ".join(temperatures)),
            (
                tr("Most tokens a call"),
                ", ".join(dict.fromkeys(str(each.max_tokens) for each in made.exchanges if each.max_tokens)),
            ),
            (tr("Policies"), ", ".join(made.options.policies)),
        ]
    return [(name, value) for name, value in lines if value]
