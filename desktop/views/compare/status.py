"""What the bottom bar says of a comparison: where its columns are made, who writes how fast, and what it cost."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QLocale

from desktop.core.comparison import ColumnState, Compared
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.views.compare.column_words import stays_here
from desktop.views.compare.grid_words import listed
from desktop.views.where import place_of

_MOST_LETTERS = 4


class CompareStatus(msgspec.Struct, frozen=True):
    """The words of the bar; an empty one is not shown."""

    stays: str = ""
    goes: str = ""
    writing: str = ""
    hint: str = ""
    spent: str = ""


def compare_status(desk: Desk) -> CompareStatus:
    """What there is to say now."""
    comparing = desk.comparing
    columns, grid = comparing.columns(), comparing.grid
    made = [each for each in columns if each.choice is not None]
    return CompareStatus(
        *_places(desk, [each.choice.model for each in made if each.choice] or [each.model for each in grid.chosen]),
        writing=_writing(desk, columns),
        hint=tr("Arrow keys move by sentence") if columns else "",
        spent=_spent(desk, made),
    )


def _places(desk: Desk, models: Sequence[str]) -> tuple[str, str]:
    here = sum(stays_here(desk, model) for model in models)
    away = [model for model in models if not stays_here(desk, model)]
    stays = trn("{n} stays on this computer", "{n} stay on this computer", here) if here else ""
    if not away:
        return stays, ""
    names = listed(sorted(dict.fromkeys(place_of(desk, model) for model in away)))
    return stays, trn("{n} goes to {providers}", "{n} go to {providers}", len(away), providers=names)


def _writing(desk: Desk, columns: Sequence[Compared]) -> str:
    """`C writing, 8 words/s`; of many only how many, and the speed of all together."""
    running = [each for each in columns if each.state is ColumnState.WRITING]
    if not running:
        return ""
    speed = sum(desk.comparing.speed(each.key) for each in running)
    shown = QLocale().toString(speed, "f", 1 if speed < 10 else 0)
    if len(running) > _MOST_LETTERS:
        return trn("{n} is writing, {speed} words/s", "{n} are writing, {speed} words/s", len(running), speed=shown)
    letters = ", ".join(each.letter for each in running)
    return tr("{letters} writing, {speed} words/s", letters=letters, speed=shown)


def _spent(desk: Desk, columns: Sequence[Compared]) -> str:
    """What it cost by now; nothing as long as nothing was written for money."""
    paid = [each for each in columns if each.choice is not None and not stays_here(desk, each.choice.model)]
    if not paid or not any(each.variant is not None for each in paid):
        return ""
    spent = desk.comparing.spent
    return tr("{cost} so far", cost=desk.spending.rate.show(spent))
