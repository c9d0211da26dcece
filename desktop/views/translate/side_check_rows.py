"""The findings of a whole job by kind, folded: the gravest kinds first, those with most places before others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from desktop.core.finding import Severity
from desktop.core.translation import RowKey
from desktop.core.translation_finding import SegmentFinding
from desktop.core.words import tr, trn
from desktop.views.editor.marks import ICONS, RANK
from desktop.views.inspector.rows import Row
from desktop.views.translate.words import check_words

_UNFOLDED = 200


class Place(msgspec.Struct, frozen=True):
    """A finding with the row in which it stands; `number` is what the grid shows of the row."""

    key: RowKey
    number: int
    finding: SegmentFinding


class PlaceRow(Row, frozen=True):
    """A line of the list that stands for a place."""

    place: Place | None = None


def kind_rows(places: Iterable[Place], opened: frozenset[str]) -> list[Row]:
    """A line for each kind, and under those of `opened` a line for each place."""
    kinds: dict[str, list[Place]] = {}
    for place in places:
        kinds.setdefault(place.finding.check, []).append(place)
    rows: list[Row] = []
    for check, same in sorted(kinds.items(), key=lambda each: (_worst(each[1]), -len(each[1]), each[0])):
        icon, role = ICONS[_severity(same)]
        rows.append(Row(icon, role, check_words(check), trn("{n} place", "{n} places", len(same)), kind=check))
        if check in opened:
            rows.extend(map(_place_row, same[:_UNFOLDED]))
            if len(same) > _UNFOLDED:
                words = trn("{n} more place", "{n} more places", len(same) - _UNFOLDED)
                rows.append(Row("info", "information", words, tr("They follow when these are dealt with."), depth=1))
    return rows


def places_of(numbers: Mapping[RowKey, int], findings: Mapping[RowKey, tuple[SegmentFinding, ...]]) -> list[Place]:
    """Every finding with its row, in the order of the rows."""
    return [Place(key, number, each) for key, number in numbers.items() for each in findings.get(key, ())]


def gravity(severity: Severity) -> int:
    """The rank of a severity: the gravest is the smallest."""
    return RANK[severity]


def _place_row(place: Place) -> PlaceRow:
    icon, role = ICONS[place.finding.severity]
    title = tr("{number}: {message}", number=place.number, message=place.finding.message)
    words = tr("“{words}”", words=" ".join(place.finding.text.split())) if place.finding.text.strip() else ""
    return PlaceRow(icon, role, title, words, depth=1, place=place)


def _severity(places: list[Place]) -> Severity:
    return min((place.finding.severity for place in places), key=gravity)


def _worst(places: list[Place]) -> int:
    return gravity(_severity(places))
