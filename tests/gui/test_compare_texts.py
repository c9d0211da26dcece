"""What columns show, as plain values: texts with their differences, places of cells, and what is said of a column."""

from __future__ import annotations

import msgspec
import pytest

from desktop.checks.difference import Op, Piece, difference
from desktop.core.brief import Brief, Fact
from desktop.core.comparison import Choice, ColumnKey, ColumnState, Compared
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Variant
from desktop.core.finding import CheckReport, Claim, Finding, Severity, Verdict
from desktop.core.ids import DraftId, VersionId
from desktop.core.provenance import Source
from desktop.core.usage import Timing, Usage
from desktop.views.compare.column_words import (
    claims_look,
    cost_words,
    ease_words,
    errors_words,
    place_look,
    second_line,
    time_words,
    tone_of,
)
from desktop.views.compare.draft_words import beginning, checks_words, taken_words
from desktop.views.compare.rows import Rows
from desktop.views.compare.shown_text import ChangeKind, compared, plain, without_rest
from desktop.views.item_places import marks_of, offset_of_item
from tests.fakes.desk import FakeDesk

TEXTS = (
    ("The Havn weighs 980 grams.", "The Havn weighs just 980 grams, so it can grow old with you."),
    ("De rugzak weegt 980 gram. Er past een laptop in.", "De lichte rugzak weegt 980 gram. Uw laptop past erin."),
    ("Ryggsäcken väger 980 gram och rymmer 18 liter.", "Ryggsäcken rymmer 18 liter. Den väger bara 980 gram 🎒."),
    ("Old text", ""),
    ("", "New text"),
    ("The same words.", "The same words."),
)


@pytest.mark.parametrize(("old", "new"), TEXTS)
def test_what_is_shown_holds_both_texts_and_gives_the_own_one_back(old: str, new: str) -> None:
    shown = compared(difference(old, new), new)
    gone = [each for each in shown.changes if each.kind is ChangeKind.LEFT_OUT]
    added = [each for each in shown.changes if each.kind is ChangeKind.ADDED]
    assert shown.own == new
    for each in gone:
        assert shown.text[each.start : each.end] in old
    for each in added:
        assert shown.text[each.start : each.end] in new
    for offset, letter in enumerate(new):
        assert shown.text[shown.position(offset)] == letter
        assert shown.offset(shown.position(offset)) == offset


def test_old_and_new_words_do_not_read_as_one() -> None:
    shown = compared((Piece(Op.DELETE, "holds"), Piece(Op.ADD, "has"), Piece(Op.SAME, " room")), "has room")
    assert shown.text == "holds has room"
    assert [(each.start, each.end, each.kind) for each in shown.changes] == [
        (0, 5, ChangeKind.LEFT_OUT),
        (6, 9, ChangeKind.ADDED),
    ]


def test_a_span_ends_before_the_words_that_were_left_out_behind_it() -> None:
    shown = compared((Piece(Op.SAME, "One."), Piece(Op.DELETE, " Two."), Piece(Op.SAME, " Three.")), "One. Three.")
    first, last = shown.span(0, 4)
    assert shown.text[first:last] == "One."
    assert shown.offset(6) == 4, "within foreign words it is the place behind them"


def test_white_space_at_the_end_of_a_change_is_not_marked() -> None:
    (change,) = compared((Piece(Op.ADD, "just "), Piece(Op.SAME, "980")), "just 980").changes
    assert (change.start, change.end) == (0, 4)


def test_a_moved_sentence_is_neither_new_nor_gone() -> None:
    old = "It weighs 980 grams today. It holds 18 litres in all. Made in Portugal by hand."
    new = "Made in Portugal by hand. It weighs 980 grams today. It holds 18 litres in all."
    kinds = {each.kind for each in compared(difference(old, new), new).changes}
    assert kinds == {ChangeKind.MOVED_HERE, ChangeKind.MOVED_AWAY}


def test_words_that_came_since_stand_at_the_end() -> None:
    pieces = (Piece(Op.SAME, "The Havn"), Piece(Op.ADD, " just"), Piece(Op.DELETE, " weighs 980 grams"))
    shown = compared(without_rest(pieces), "The Havn just flies")
    assert shown.text == "The Havn just flies"
    assert [each.kind for each in shown.changes] == [ChangeKind.ADDED]


def test_what_all_share_is_marked() -> None:
    assert plain("one two three", ((0, 7),)).changes[0].kind is ChangeKind.SHARED


# Findings in lists


def test_items_of_a_list_are_found_in_its_lines() -> None:
    text = "First\n\nSecond\nThird"
    assert [offset_of_item(f"bullets[{place}]", text) for place in range(3)] == [0, 7, 14]
    assert offset_of_item("description", text) == 0


def test_claims_and_errors_are_marked_where_their_words_still_stand() -> None:
    claim = Claim("bullets[1]", 0, 6, "Second", Verdict.UNSUPPORTED, kind="number")
    findings = (
        Finding("claims.number", Severity.WARNING, "bullets[1]", 0, 6, "Second", "No fact says so."),
        Finding("words.banned", Severity.ERROR, "bullets[0]", 0, 5, "Other", "Not here any more."),
        Finding("style.emoji", Severity.WARNING, "bullets[0]", 0, 5, "First", "Not shown in columns."),
    )
    spans, claims = marks_of(CheckReport(findings, (claim,)), "bullets", "First\nSecond")
    assert [(start, end) for start, end, _ in spans] == [(6, 12)]
    assert claims[findings[0]] is claim


# Places


def rows_of(heights: dict[tuple[str, str], int], *, whole: bool = False) -> Rows:
    rows = Rows()
    rows.whole = whole
    rows.set_fields(("title", "text"))
    rows.set_columns({"a": (0, 100), "b": (108, 100)})
    for at, height in heights.items():
        rows.set_height(at, height)
    rows.arrange()
    return rows


HEIGHTS = {("a", "title"): 40, ("b", "title"): 60, ("a", "text"): 500, ("b", "text"): 300}


def test_fields_stand_in_rows_as_high_as_their_highest_cell() -> None:
    rows = rows_of(HEIGHTS)
    assert rows.place(("a", "text")).top() == rows.place(("b", "text")).top() == 60
    assert rows.place(("a", "title")).height() == 60
    rows.scroll_to(25, 200)
    assert rows.place(("a", "text")).top() == 35
    assert rows.place(("gone", "text")).isNull()


def test_whole_texts_scroll_to_the_same_place() -> None:
    rows = rows_of(HEIGHTS, whole=True)
    assert rows.place(("a", "text")).top() == 40
    assert rows.place(("b", "text")).top() == 60
    rows.scroll_to(40, 100)  # the longest column stands at the beginning of its text
    assert rows.place(("b", "text")).top() == 0
    rows.scroll_to(440, 100)  # and at its end
    assert rows.place(("b", "text")).bottom() + 1 == 100


def test_a_column_that_is_let_go_scrolls_for_itself() -> None:
    rows = rows_of(HEIGHTS, whole=True)
    rows.let_go = True
    rows.scroll_one("b", 50, 100)
    assert rows.place(("b", "title")).top() == -50
    assert rows.place(("a", "title")).top() == 0
    rows.scroll_one("b", 10_000, 100)
    assert rows.place(("b", "text")).bottom() + 1 == 100


# Words


def column(**changes: object) -> Compared:
    made = Compared(
        ColumnKey("k1"), "B", "A model, Warm", Copy({"description": "Some words here."}), Brief(tone="Plain"),
        Choice("local/qwen2.5-coder-1.5b", "Warm"),
    )  # fmt: skip
    return msgspec.structs.replace(made, **changes)


def claims(*verdicts: Verdict) -> CheckReport:
    return CheckReport(claims=tuple(Claim("description", 0, 4, "Some", verdict) for verdict in verdicts))


@pytest.mark.parametrize(
    ("report", "icon", "words", "rest"),
    [
        (claims(Verdict.SUPPORTED, Verdict.SUPPORTED), "check", "2 of 2 supported", ""),
        (claims(Verdict.SUPPORTED, Verdict.UNSUPPORTED), "warning", "1 unsupported", "of 2"),
        (claims(Verdict.UNSUPPORTED, Verdict.CONTRADICTED), "contradicted", "1 contradicted", "of 2"),
        (claims(Verdict.OPINION), "", "", "Claims nothing"),
        (None, "", "", "Checking…"),
    ],
)
def test_the_gravest_of_the_claims_is_told(report: CheckReport | None, icon: str, words: str, rest: str) -> None:
    look = claims_look(column(report=report))
    assert (look.icon, look.words, look.rest) == (icon, words, rest)


def test_half_a_text_is_judged_so_far() -> None:
    half = column(report=claims(Verdict.CONTRADICTED), state=ColumnState.WRITING)
    assert claims_look(half).rest == "so far"
    assert claims_look(column(copy=Copy(), state=ColumnState.FAILED)).rest == "No text to check"


def test_errors_besides_claims_are_counted() -> None:
    error = Finding("words.banned", Severity.ERROR, "description", 0, 4, "Some", "Avoid it.")
    claim = Finding("claims.number", Severity.ERROR, "description", 0, 4, "Some", "Wrong.")
    assert errors_words(column(report=CheckReport((error, claim)))) == "1 error"
    assert not errors_words(column(report=CheckReport((claim,))))


@pytest.mark.parametrize(
    ("metrics", "words"),
    [
        ({"flesch": 73.2, "words": 40.0}, "73, easy"),
        ({"flesch": 63.0, "words": 40.0}, "63, plain"),
        ({"flesch": 41.0, "words": 40.0}, "41, hard"),
        ({"lix": 28.0, "words": 40.0}, "28, easy"),
        ({"lix": 55.0, "words": 40.0}, "55, hard"),
        ({"words": 3.0}, "–"),
    ],
)
def test_reading_ease_is_a_figure_and_a_word(metrics: dict[str, float], words: str) -> None:
    assert ease_words(column(report=CheckReport(metrics={"description": metrics}))) == words


def test_cost_is_free_known_or_unknown(desk: FakeDesk) -> None:
    def paid(cost: float | None) -> Compared:
        return column(
            choice=Choice("openai/gpt-5-mini"),
            variant=Variant("v", "openai/gpt-5-mini", "product/3", usage=Usage(cost=cost)),
        )

    assert cost_words(desk.desk, column()) == "free"
    assert cost_words(desk.desk, paid(None)) == "unknown"
    assert "0.003" in cost_words(desk.desk, paid(0.003))
    assert cost_words(desk.desk, column(choice=Choice("openai/gpt-5-mini"))) == "–"


def test_time_is_that_of_the_variant_or_runs_on() -> None:
    done = column(variant=Variant("v", "m", "product/3", timing=Timing(0.4, 5.2)))
    assert time_words(done) == "5 s"
    assert time_words(column(state=ColumnState.WRITING), 7.1) == "7 s…"


def test_the_second_line_names_tone_base_and_progress() -> None:
    assert second_line(column(), is_base=True, words=0) == "Warm · base for comparing"
    assert second_line(column(state=ColumnState.WRITING), is_base=False, words=37) == "Warm · 37 words so far"
    assert tone_of(column(choice=Choice("m"))) == "Plain", "the brief's own"
    assert tone_of(column(choice=None)) == ""


def test_the_place_of_a_text_is_told(desk: FakeDesk) -> None:
    assert place_look(desk.desk, column()).icon == "lock"
    assert place_look(desk.desk, column(choice=Choice("openai/gpt"))).words == "goes to OpenAI"
    assert place_look(desk.desk, column(choice=None, version=VersionId(4))).words == "from the history"
    assert place_look(desk.desk, column(choice=None)).words == "from elsewhere"


# The draft


def draft_with(*sources: Source, **fields: str) -> Draft:
    return Draft(DraftId("d"), copy=Copy(dict(fields)), sources=sources, brief=Brief(facts=(Fact("f1"),)))


def test_what_was_taken_is_counted_as_long_as_it_stands() -> None:
    one = Source("description", "It is light.", column="B")
    two = Source("description", "It is strong.", column="C")
    gone = Source("description", "It flew away.", column="D")
    whole = Source("title", "A title", column="A", whole=True)
    text = "It is light. It is strong."
    assert taken_words(draft_with(one, gone, description=text)) == "1 sentence taken from B"
    assert taken_words(draft_with(one, two, description=text)) == "2 sentences taken from B and C"
    assert taken_words(draft_with(whole, title="A title")) == "1 field taken from A"
    assert taken_words(draft_with(one, whole, title="A title", description=text)) == "2 pieces taken from A and B"
    assert not taken_words(draft_with(gone, description=text))


def test_the_strip_begins_with_headline_and_text(desk: FakeDesk) -> None:
    desk.session.open(draft_with(title="A title", description="Some words.\nMore."))
    found = beginning(desk.session.draft, desk.comparing.fields)
    assert found == ("A title", "Some words. More.")


def test_the_checks_of_the_draft_are_told_in_a_word() -> None:
    assert checks_words(claims(Verdict.CONTRADICTED, Verdict.UNSUPPORTED))[2] == "1 contradicted"
    assert checks_words(claims(Verdict.UNSUPPORTED))[0] == "warning"
    assert checks_words(claims(Verdict.SUPPORTED))[2] == "1 of 1 supported"
    assert checks_words(CheckReport()) == ("", "", "")
