"""Facts as phrases for headlines and subjects, by frames that are right for their kind of fact in each language.

The frames are data (`resources/prompts/line_frames.json`): a pattern for the name, one for the value, phrases that
stand `alone`, and those that are `led` by the product's name. A fact of no known kind has none.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from desktop.core.brief import Fact
from desktop.core.resources import resource_text


class Frames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The phrases of one kind of fact, as they stand in the file or filled for one fact.

    `told` is a whole sentence where there is one that is better than `Name: value.`
    """

    names: str
    values: str
    alone: tuple[str, ...]
    led: tuple[str, ...]
    told: str = ""


def framed(fact: Fact, product: str, language: str) -> Frames | None:
    """The phrases for a fact, filled; `None` for a fact of no known kind. Without a product none is `led`."""
    name, value = fact.name.strip().rstrip(":").strip(), fact.text.strip().rstrip(".")
    for kind in _file().get(language, ()):
        if re.fullmatch(kind.names, name, re.IGNORECASE) and re.fullmatch(kind.values, value, re.IGNORECASE):
            first, _, rest = value.partition(", ")
            words = {
                "product": product, "name": _small(name), "Name": _capital(name), "value": value,
                "Value": _capital(value), "first": first, "First": _capital(first),
                "second": rest.partition(", ")[0],
            }  # fmt: skip
            alone = tuple(_capital(each.format(**words)) for each in kind.alone)
            led = tuple(_capital(each.format(**words)) for each in kind.led) if product else ()
            return Frames(kind.names, kind.values, alone, led, _capital(kind.told.format(**words)))
    return None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(name: str) -> str:
    """The name of a fact as it stands within a line, unless it is an abbreviation."""
    return name[:1].lower() + name[1:] if name[1:2].islower() or len(name) == 1 else name


@lru_cache(maxsize=1)
def _file() -> dict[str, tuple[Frames, ...]]:
    return msgspec.json.decode(resource_text("prompts/line_frames.json"), type=dict[str, tuple[Frames, ...]])
