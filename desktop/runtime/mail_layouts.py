"""The layouts a mail can have, as a list to choose from shows them."""

from __future__ import annotations

import msgspec


class LayoutChoice(msgspec.Struct, frozen=True):
    """A layout: its id, what it is called, and in a sentence what it looks like."""

    id: str
    name: str
    about: str


def layout_choices() -> tuple[LayoutChoice, ...]:
    """Every layout, in the order in which they are offered."""
    from desktop.formats.mail.layouts import LAYOUTS

    return tuple(LayoutChoice(each.id, each.name, each.about) for each in LAYOUTS)
