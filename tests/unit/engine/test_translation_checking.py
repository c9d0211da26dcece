"""Checks of translations in the worker: one segment, a file in parts, and what is said over the whole of it."""

from __future__ import annotations

import pytest

from desktop.checks.bitext.catalogue import check_segments
from desktop.core.errors import UserError
from desktop.core.segment import Segment, TaggedText
from desktop.core.translation_finding import SegmentFinding
from desktop.engine.translation_checking import WholeChecks, check
from desktop.engine.translation_messages import CheckBitext, ChecksPart, TranslationChecks


def segment(name: str, source: str, target: str, *, locked: bool = False) -> Segment:
    return Segment(name, name, TaggedText(source), TaggedText(target), locked=locked)


FILE = (
    segment("a", "The mug holds 350 ml.", "De mok bevat 530 ml."),
    segment("b", "Add your order to the cart", "Voeg je bestelling toe"),
    segment("c", "Add your order to the cart", "Leg je bestelling in de winkelwagen"),
    segment("d", "It weighs 2 kg.", "Het weegt 3 kg.", locked=True),
    segment("e", "You can pay your order later.", "U kunt uw bestelling later betalen."),
    segment("f", "Your order is here.", "Je bestelling is er, we hebben je gemaild."),
    segment("g", "Rate your order.", "Beoordeel je bestelling, dan help je ons."),
    segment("h", "See your order.", "Bekijk je bestelling."),
)


def in_parts(checks: WholeChecks, file: tuple[Segment, ...], step: int) -> list[SegmentFinding]:
    checks.begin(TranslationChecks("t", CheckBitext(file, "en", "nl", whole=True)))
    starts = range(0, len(file), step)
    found = [each for start in starts for each in checks.part(ChecksPart("t", start, start + step)).findings]
    return [*found, *checks.part(ChecksPart("t", over=True)).findings]


def test_one_segment_is_checked_by_itself() -> None:
    found = check(CheckBitext(FILE[:1], "en", "nl")).findings
    assert {each.segment for each in found} == {"a"}


@pytest.mark.parametrize("step", [1, 3, 100])
def test_a_file_in_parts_gets_the_findings_of_the_whole(step: int) -> None:
    found = in_parts(WholeChecks(), FILE, step)
    assert sorted(found, key=repr) == sorted(check_segments(FILE, "en", "nl"), key=repr)
    assert {each.segment for each in found} >= {"a", "c", "e"}
    assert "d" not in {each.segment for each in found}


def test_the_form_of_address_is_that_of_most_segments() -> None:
    file = tuple(each for each in FILE if each.id != "d")
    begun = WholeChecks().begin(TranslationChecks("t", CheckBitext(file, "en", "nl", whole=True)))
    assert begun.register == "informal"
    assert ("e", "register") in {(each.segment, each.check) for each in in_parts(WholeChecks(), file, 4)}


def test_a_ticket_that_was_replaced_is_refused() -> None:
    checks = WholeChecks()
    checks.begin(TranslationChecks("new", CheckBitext(FILE, "en", "nl", whole=True)))
    with pytest.raises(UserError):
        checks.part(ChecksPart("old", 0, 1))
