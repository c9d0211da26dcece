"""The layouts of mails: the same blocks, laid out for what they are sent for."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop.core.words import tr


class Head(StrEnum):
    """What stands at the top: nothing, the logo or name at the left or in the middle, or a band in the accent."""

    NONE = "none"
    LEFT = "left"
    CENTRE = "centre"
    BAND = "band"


class Layout(msgspec.Struct, frozen=True):
    """How a mail is laid out; sizes in CSS pixels.

    `page` is how far the page's colour is from the card's (0: one colour); `wide_button` fills its column on phones;
    `product_button` gives product cards a button of their own; `ruled` has lines between parts.
    """

    id: str
    width: int = 600
    head: Head = Head.CENTRE
    page: float = 0.0
    align: str = ""
    heading: int = 28
    text: int = 16
    radius: int = 4
    centred_button: bool = False
    wide_button: bool = True
    product_button: bool = False
    large_price: bool = False
    serif: bool = False
    ruled: bool = False

    @property
    def name(self) -> str:
        """What it is called."""
        return _names()[self.id][0]

    @property
    def about(self) -> str:
        """What it is for, in a sentence."""
        return _names()[self.id][1]


LAYOUTS: tuple[Layout, ...] = (
    Layout("plain"),
    Layout("letter", width=560, head=Head.NONE, heading=22, text=16, radius=3, wide_button=False, serif=True),
    Layout("newsletter", head=Head.LEFT, page=0.05, heading=26, ruled=True),
    Layout("launch", head=Head.CENTRE, heading=36, text=17, radius=999, align="center", centred_button=True),
    Layout("offer", head=Head.BAND, page=0.07, heading=30, radius=6, product_button=True, large_price=True),
    Layout(
        "invitation",
        width=560,
        head=Head.CENTRE,
        page=0.06,
        heading=30,
        align="center",
        centred_button=True,
        serif=True,
    ),
)
"""Every layout; the first is used where the chosen one is not known."""


def layout_of(*ids: str) -> Layout:
    """The layout with the first of these ids that is known, else the plain one."""
    known = {each.id: each for each in LAYOUTS}
    return next((known[each] for each in ids if each in known), LAYOUTS[0])


def _names() -> dict[str, tuple[str, str]]:
    return {
        "plain": (tr("Simple"), tr("White, with the logo in the middle: for nearly everything.")),
        "letter": (tr("Letter"), tr("Like a letter that somebody typed: nothing but words and a signature.")),
        "newsletter": (tr("Newsletter"), tr("A card on a page, with the logo at the left and a line between parts.")),
        "launch": (tr("Launch"), tr("Large, in the middle, with one thing to do.")),
        "offer": (tr("Offer"), tr("A band in the brand’s colour, large prices, a button at each product.")),
        "invitation": (tr("Invitation"), tr("A ruled card in the middle: for events and announcements.")),
    }
