"""Where a text that was asked for stands in the draft: in a field of its name, or a section of a post in its body."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from desktop.core.copy import FieldValue
from desktop.core.draft import Draft
from desktop.runtime.repairs import Repair, value_of

Landing = Callable[[Draft, str, FieldValue], tuple[str, FieldValue] | None]
"""Given the draft, a field that was asked for and its text: a field of the copy and its value, or `None`."""


def as_it_is(_draft: Draft, name: str, value: FieldValue) -> tuple[str, FieldValue]:
    """Every text in the field of its own name."""
    return name, value


def landed_repairs(made: Sequence[Repair], draft: Draft, landing: Landing) -> list[Repair]:
    """Repairs as changes of the fields that hold their texts, in order; each begins where the one before it ended.

    `draft` is as it is after all of them.
    """
    kept: list[Repair] = []
    inside: list[Repair] = []
    for each in made:
        landed = landing(draft, each.field, value_of(each.field, each.after))
        if landed is not None:
            (kept if landed[0] == each.field else inside).append(each)
    firsts = {each.field: each.before for each in reversed(inside)}
    now = draft
    for field, before in firsts.items():
        now = _with(now, landing, field, before)
    for each in inside:
        after = _with(now, landing, each.field, each.after)
        holder = landing(draft, each.field, each.after)
        name = holder[0] if holder is not None else each.field
        kept.append(Repair(name, now.copy.text(name), after.copy.text(name), each.reason))
        now = after
    return kept


def _with(draft: Draft, landing: Landing, field: str, text: str) -> Draft:
    landed = landing(draft, field, value_of(field, text))
    return draft if landed is None else msgspec.structs.replace(draft, copy=draft.copy.with_field(*landed))
