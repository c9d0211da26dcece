"""The channels: where a field is published, how much it takes, and in what the channel counts.

The numbers are data (`resources/channels.json`), each with its source and the day it was verified; `docs/channels.md`
is generated from them by `python -m desktop.checks.channels_page`.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

import msgspec

from desktop.core.brief import Kind
from desktop.core.errors import Bug, ErrorKind, UserError
from desktop.core.resources import resource_text
from desktop.core.words import tr


class Status(StrEnum):
    """Whether a limit binds: what is longer is refused or cut (`hard`), or works less well (`advised`)."""

    HARD = "hard"
    ADVISED = "advised"


class Counter(StrEnum):
    """A way of counting; `desktop.checks.counters` has one function for each."""

    CODE_POINTS = "code_points"
    DOUBLE_WIDTH = "double_width"
    UTF8_BYTES = "utf8_bytes"
    PIXELS = "pixels"
    SMS = "sms"
    X_POST = "x_post"


class Channel(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A place where a field is published.

    `field` is the name in `Copy`; with `list` it is a list field and `limit`, in `unit`, counts for each item.
    `advised` is a lower limit beside a hard one (what is seen before a fold), `items` and `advised_items` are the least
    and the greatest number of items, `hashtags` the greatest number of hashtags. `kinds` are those of draft it serves.
    """

    id: str
    kinds: tuple[Kind, ...]
    field: str
    limit: int
    unit: str
    counter: Counter
    status: Status
    source: str
    verified_on: str
    note: str
    list: bool = False
    advised: int | None = None
    items: tuple[int, int] | None = None
    advised_items: tuple[int, int] | None = None
    hashtags: int | None = None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    channels: tuple[Channel, ...]


def _load() -> tuple[Channel, ...]:
    return msgspec.json.decode(resource_text("channels.json"), type=_File).channels


CHANNELS: tuple[Channel, ...] = _load()
"""Every channel, in the order in which they are listed."""

_BY_ID = MappingProxyType({channel.id: channel for channel in CHANNELS})
if len(_BY_ID) != len(CHANNELS):
    raise Bug(ErrorKind.BUG, "Two channels in resources/channels.json have the same id.")


def channel(channel_id: str) -> Channel:
    """The channel with this id; a `UserError` (usage) that names the nearest ids for an unknown one."""
    found = _BY_ID.get(channel_id)
    if found is not None:
        return found
    from rapidfuzz import fuzz, process  # for a mistake only: it would cost each start 0.1 s

    near = [
        name for name, _, _ in process.extract(channel_id, _BY_ID.keys(), scorer=fuzz.ratio, limit=3, score_cutoff=60)
    ]
    raise UserError(
        ErrorKind.USAGE,
        tr("There is no channel “{id}”.", id=channel_id),
        tr("Perhaps you mean {names}.", names=", ".join(near)) if near else tr("`copydesk channels` lists them."),
    )


def channels_for(kind: Kind) -> tuple[Channel, ...]:
    """The channels on which a draft of this kind can be published."""
    return tuple(each for each in CHANNELS if kind in each.kinds)
