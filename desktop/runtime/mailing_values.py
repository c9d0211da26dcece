"""The values that `Mailing` hands to the screens."""

from __future__ import annotations

import msgspec

from desktop.core.draft import Draft
from desktop.core.mail import MailType


class SeriesMail(msgspec.Struct, frozen=True):
    """A mail of a series: its draft, its place (from 1), the day it goes out on, and whether anything is written."""

    draft: Draft
    place: int
    day: int
    type: MailType
    title: str
    written: bool


class TagChoice(msgspec.Struct, frozen=True):
    """A merge tag that can be put into a text: its neutral field, how it is called, and how the sender writes it."""

    field: str
    label: str
    raw: str
