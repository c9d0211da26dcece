"""An amount of the source as the translation would write it: `€1,299.00` for `€ 1.199,00` is `€ 1.299,00`."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d(?:[\d.,\u00a0\u202f ]*\d)?")
_MARKS = {"en": (",", "."), "sv": ("\u00a0", ",")}
_OTHERS = (".", ",")
_GROUPED = 10_000


def fix_for(wrong: str, right: str, value: float, languages: tuple[str, str], *, same_unit: bool) -> str:
    """The words for `wrong` of the translation that say `value`, which the source writes as `right`.

    With the same unit only the number changes; else it is what the source has, its number in the translation's marks.
    """
    source, target = languages
    words, sample = (wrong, target) if same_unit else (right, source)
    places = list(_NUMBER.finditer(words))
    if len(places) != 1:
        return right
    place = places[0]
    number = _written(value, place[0], sample, target)
    return words[: place.start()] + number + words[place.end() :]


def _written(value: float, like: str, sample: str, target: str) -> str:
    """A number in the marks of the target, with as many decimals as one written in the sample's language."""
    _, point = _MARKS.get(sample, _OTHERS)
    decimals = max(len(like.rpartition(point)[2]) if point in like else 0, _decimals(value))
    grouped = value >= _GROUPED or re.search(r"\d[.,\u00a0\u202f ]\d{3}(?!\d)", like) is not None
    text = f"{value:,.{decimals}f}" if grouped else f"{value:.{decimals}f}"
    thousands, own_point = _MARKS.get(target, _OTHERS)
    return text.replace(",", "\0").replace(".", own_point).replace("\0", thousands)


def _decimals(value: float) -> int:
    return len(f"{value:.6f}".rstrip("0").rpartition(".")[2])
