"""The checks of translations, by tables of pairs that are right and of pairs with one mistake."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from desktop.checks.bitext.catalogue import CHECKS, check_segments, score
from desktop.checks.bitext.pair import Side, Surroundings
from desktop.core.brief import Fact
from desktop.core.finding import Severity
from desktop.core.segment import Segment, SegmentState, TaggedText
from desktop.core.term import Term
from tests.unit.checks.bitext.pairs import alarms, found

HERE = Path(__file__).parent


def table(name: str) -> list[tuple[str, ...]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [tuple(cell.removesuffix(" |") for cell in row) for row in rows]


@pytest.mark.parametrize(("languages", "source", "target"), table("right.txt"))
def test_what_is_right_gives_no_alarm(languages: str, source: str, target: str) -> None:
    assert alarms(languages, source, target) == set()


@pytest.mark.parametrize("row", table("wrong.txt"), ids=lambda row: f"{row[0]}-{row[2][:20]}")
def test_a_mistake_is_found_by_its_check(row: tuple[str, ...]) -> None:
    check, languages, source = row[:3]
    assert check in CHECKS
    assert check in alarms(languages, source, row[3] if len(row) > 3 else "")


def test_a_finding_says_where_and_offers_what_the_source_has() -> None:
    (finding,) = found("en-nl", "Weighs 980 g.", "Weegt 890 g.")
    assert (finding.check, finding.side, finding.start, finding.end) == ("numbers", Side.TARGET, 6, 11)
    assert (finding.text, finding.fixes) == ("890 g", ("980 g",))
    (missing,) = found("en-nl", "Hi {{name}}!", "Hoi!")
    assert (missing.side, missing.text) == (Side.SOURCE, "{{name}}")


def test_places_count_tags_as_they_are_shown() -> None:
    (finding,) = found("en-nl", "<1>Weighs<2> 980 g.", "<1>Weegt<2> 890 g.")
    assert (finding.start, finding.text) == (12, "890 g")


def test_a_limit_of_the_file_is_held() -> None:
    (finding,) = found("en-nl", "Wool blanket", "Wollen deken van topkwaliteit", most=20)
    assert (finding.check, finding.severity) == ("length", Severity.ERROR)


def test_the_limit_of_the_channel_is_held() -> None:
    around = Surroundings(channel="google_ads.headline")
    (finding,) = found("en-nl", "Warm wool blankets", "Warme wollen dekens voor de winter", around)
    assert (finding.check, finding.severity) == ("length", Severity.ERROR)
    assert "4" in finding.message
    assert found("en-nl", "Warm wool blankets", "Warme wollen dekens", around) == []
    assert found("en-nl", "Warm wool", "Warme wol", Surroundings(channel="nowhere")) == []


def test_the_key_of_a_menu_stays() -> None:
    assert alarms("en-nl", "&File", "Bestand") == {"placeholders"}
    assert alarms("en-nl", "&File", "&Bestand") == set()
    assert alarms("en-nl", "Terms & conditions", "Algemene voorwaarden") == set()
    assert alarms("en-nl", "&copy; Example", "&copy; Example BV") == set()


def test_terms_are_held_in_all_their_forms() -> None:
    around = Surroundings(terms=(Term("blanket", "deken", ("plaid",)), Term("Care Card", "Zorgkaart", case=True)))
    assert alarms("en-nl", "A warm blanket.", "Een warme wollendeken.", around) == set()
    assert alarms("en-nl", "Warm blankets.", "Warme dekens.", around) == set()
    assert alarms("en-nl", "A warm blanket.", "Een warme sprei.", around) == {"terms"}
    said = found("en-nl", "A warm blanket.", "Een warme plaid.", around)
    assert {each.text for each in said} == {"plaid", "blanket"}
    assert alarms("en-nl", "With a Care Card.", "Met een zorgkaart.", around) == {"terms"}
    assert alarms("en-nl", "We care.", "Wij geven om je.", around) == set()


def test_the_facts_of_the_source_count_for_the_translation() -> None:
    around = Surroundings(facts=(Fact("w", "Weight", "980", "g"), Fact("y", "Warranty", "2", "years")))
    assert alarms("en-nl", "Light, with a long warranty.", "Weegt 980 g, met 2 jaar garantie.", around) <= {"numbers"}
    assert "facts" in alarms("en-nl", "It weighs 990 g.", "Hij weegt 990 g.", around)


def test_names_that_the_writer_gave_stay() -> None:
    around = Surroundings(brands=("Fjell",))
    assert alarms("en-nl", "The Fjell blanket.", "De Fjell-deken.", around) == set()
    assert alarms("en-nl", "The Fjell blanket.", "De berg-deken.", around) == {"brand"}


def segments(*pairs: tuple[str, str]) -> list[Segment]:
    return [
        Segment(str(place), str(place), TaggedText(source), TaggedText(target), SegmentState.TRANSLATED)
        for place, (source, target) in enumerate(pairs, 1)
    ]


def test_a_file_says_one_thing_one_way() -> None:
    said = check_segments(
        segments(("Add to bag", "In tas"), ("Add to bag", "In tas"), ("Add to bag", "In mand")), "en", "nl"
    )
    assert [(each.segment, each.check, each.fixes) for each in said] == [("3", "consistency", ("In tas",))]


def test_a_file_speaks_to_its_reader_one_way() -> None:
    polite = [(f"Your order {number}", f"Uw bestelling {number}") for number in range(5)]
    said = check_segments(segments(*polite, ("Your card", "Jouw kaart")), "en", "nl")
    assert [(each.segment, each.check, each.text) for each in said] == [("6", "register", "Jouw")]


def test_a_memory_is_told_where_it_says_otherwise() -> None:
    around = Surroundings(known={"Add to bag": "In tas"})
    said = check_segments(segments(("Add to bag", "In mand")), "en", "nl", around)
    assert [(each.check, each.fixes) for each in said] == [("consistency", ("In tas",))]


def test_what_is_locked_is_left_alone_and_the_score_falls_with_what_is_found() -> None:
    wrong = segments(("Weighs 980 g.", "Weegt 890 g."))
    locked = [Segment("1", "1", wrong[0].source, wrong[0].target, locked=True)]
    assert check_segments(locked, "en", "nl") == []
    assert score([], 200) == 100
    assert score(check_segments(wrong, "en", "nl"), 200) == 95


@pytest.mark.parametrize("number", ["1" * 400, "$" + "1," * 500 + "000", "5." + "1" * 400 + " kg", "٣" * 400])
def test_a_number_that_no_computer_counts_ends_no_check(number: str) -> None:
    for source, target in ((number, "x"), ("x", number), (number, number)):
        segment = Segment("1", "1", TaggedText(source), TaggedText(target))
        assert isinstance(check_segments([segment], "en", "nl", Surroundings()), list)


def test_thousands_of_other_numbers_in_one_segment_do_not_take_minutes() -> None:
    """They took three, with a fix made for each pair of them."""
    began = time.perf_counter()
    assert len(found("en-nl", "7 " * 1500, "8 " * 1500)) == 1500
    assert time.perf_counter() - began < 20
