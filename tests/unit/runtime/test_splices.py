"""Spans stand where their words are, after the text around them has changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity
from desktop.core.reply import Basis, Rest
from desktop.runtime.splices import moved, moved_bases, splice


def at(field: str, text: str, words: str, check: str = "style.cliches") -> Finding:
    start = text.index(words)
    return Finding(check, Severity.WARNING, field, start, start + len(words), words, "")


def shown(findings: tuple[Finding, ...], copy: Copy) -> list[str]:
    texts = dict(copy.addressed())
    return [texts[each.field][each.start : each.end] for each in findings]


OLD = "The bag is fully waterproof. It weighs 980 g. Enjoy it."
BEFORE = Copy({"body": OLD})
FINDINGS = (at("body", OLD, "fully waterproof"), at("body", OLD, "980 g"), at("body", OLD, "Enjoy"))


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_a_splice_makes_the_new_from_the_old(old: str, new: str) -> None:
    change = splice(old, new)
    assert old[: change.start] + change.text + old[change.end :] == new


def test_spans_behind_a_change_move_and_those_before_stay() -> None:
    after = Copy({"body": OLD.replace("It weighs", "All in all it weighs just")})
    assert shown(moved(FINDINGS, BEFORE, after), after) == ["fully waterproof", "980 g", "Enjoy"]


def test_a_span_whose_words_changed_is_gone() -> None:
    after = Copy({"body": OLD.replace("980 g", "1 kg")})
    assert shown(moved(FINDINGS, BEFORE, after), after) == ["fully waterproof", "Enjoy"]


def test_a_word_that_goes_on_is_another_word() -> None:
    after = Copy({"body": OLD.replace("waterproof.", "waterproofed.")})
    assert shown(moved(FINDINGS, BEFORE, after), after) == ["980 g", "Enjoy"]
    spaced = Copy({"body": OLD.replace("waterproof.", "waterproof, really.")})
    assert shown(moved(FINDINGS, BEFORE, spaced), spaced)[0] == "fully waterproof"


def test_what_is_said_of_a_whole_field_stays_with_it() -> None:
    whole = Finding("limits.hard", Severity.ERROR, "body", 0, len(OLD), OLD, "Too long.")
    after = Copy({"body": OLD + " More."})
    (kept,) = moved((whole,), BEFORE, after)
    assert (kept.start, kept.end, kept.text) == (0, len(OLD) + 6, OLD + " More.")
    missing = Finding("facts.must_mention", Severity.WARNING, "body", 0, 0, "", "")
    assert moved((missing,), BEFORE, after) == (missing,)


def test_items_of_a_list_are_followed_to_their_new_place() -> None:
    before = Copy({"bullets": ("light", "fully waterproof", "strong")})
    finding = at("bullets[1]", "fully waterproof", "waterproof")
    (kept,) = moved((finding,), before, Copy({"bullets": ("new", "light", "fully waterproof", "strong")}))
    assert (kept.field, kept.start) == ("bullets[2]", 6)
    assert moved((finding,), before, Copy({"bullets": ("light", "strong")})) == ()
    (typed,) = moved((finding,), before, Copy({"bullets": ("light", "now fully waterproof", "strong")}))
    assert (typed.field, typed.start) == ("bullets[1]", 10)


def test_a_field_that_is_gone_takes_its_findings_along() -> None:
    assert moved(FINDINGS, BEFORE, Copy({"title": "x"})) == ()


def test_what_a_sentence_rests_on_moves_with_it() -> None:
    before = Copy({"body": "One is 1. Two is 2."})
    bases = (Basis("body", 0, 9, Rest.FACT, ("f1",)), Basis("body", 10, 19, Rest.PASSAGE, ("q1",), "2", ("q1.3",)))
    assert moved_bases(bases, before, before) is bases
    assert moved_bases(bases, before, Copy({"body": "Yes. One is 1. Two is 2."})) == (
        Basis("body", 5, 14, Rest.FACT, ("f1",)),
        Basis("body", 15, 24, Rest.PASSAGE, ("q1",), "2", ("q1.3",)),
    )
    assert moved_bases(bases, before, Copy({"body": "One is 1. Two is 3."})) == bases[:1]
