"""The terms that stand in a row, and what became of them."""

from __future__ import annotations

from desktop.core.segment import Segment, TaggedText
from desktop.core.term import Term
from desktop.runtime.translating_terms import hits_of
from desktop.runtime.translating_values import TermStanding

BAG = Term("bag", "tas", ("zak",))


def hits(source: str, target: str, *terms: Term) -> list[tuple[bool, int, int, str]]:
    segment = Segment("1", "u", TaggedText(source), TaggedText(target))
    return [
        (each.in_source, each.start, each.end, each.standing.value)
        for each in hits_of(segment, "en", "nl", terms or (BAG,))
    ]


def test_a_term_is_used_missing_or_said_in_a_forbidden_way() -> None:
    assert hits("A bag", "Een tas") == [(True, 2, 5, "ok"), (False, 4, 7, "ok")]
    assert hits("A bag", "Een ding") == [(True, 2, 5, "missing")]
    assert hits("A bag", "Een zak") == [(True, 2, 5, "missing"), (False, 4, 7, "forbidden")]
    assert hits("A box", "Een zak") == []


def test_nobody_misses_a_term_where_nothing_is_translated() -> None:
    assert hits("A bag", "") == [(True, 2, 5, TermStanding.OK)]


def test_other_forms_count_unless_capitals_do() -> None:
    assert [each[:3] for each in hits("Two bags", "Twee tassen") if each[0]] == [(True, 4, 8)]
    assert hits("bag", "tas", Term("Bag", "Tas", case=True)) == []


def test_terms_stand_in_the_order_of_the_text() -> None:
    found = hits("A box in a bag", "", BAG, Term("box", "doos"))
    assert [each[1] for each in found] == [2, 11]
