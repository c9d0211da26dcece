"""How translations are judged: what needs no judgement is put right, and the better of two is known."""

from __future__ import annotations

import pytest

from desktop.agents.answer import End
from desktop.agents.translating_asking import Asked
from desktop.agents.translating_judging import is_draft, judged, put_right, replaced
from desktop.agents.translating_protecting import guard
from desktop.agents.translating_task import Attempt
from desktop.core.segment import Segment, tagged
from desktop.core.term import Term
from desktop.core.translation import TranslationBrief
from tests.unit.agents.translating import segment, task


def attempt(given: Segment, answer: str, end: End = End.WHOLE, **changes: object) -> Attempt:
    brief = changes.get("brief", TranslationBrief())
    assert isinstance(brief, TranslationBrief)
    return judged(task(given, **changes), Asked(given, guard(given, "en", brief.brands)), answer, end)


def test_a_right_translation_has_nothing_wrong() -> None:
    found = attempt(segment("a", "The mug holds 350 ml."), "De mok bevat 350 ml.")
    assert (found.badness, found.reasons, is_draft(found)) == (0.0, (), False)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("De mok bevat 530 ml.", "530 ml"),
        ("The mug holds 350 ml of coffee and of tea.", "not in Dutch"),
        ("The mug holds 350 ml.", "the text itself"),
        ("", "no translation"),
    ],
)
def test_what_is_wrong_is_said_to_the_model(answer: str, said: str) -> None:
    found = attempt(segment("a", "The mug holds 350 ml."), answer)
    assert said in " ".join(found.reasons)
    assert found.badness > 0


def test_terms_names_and_the_form_of_address_are_said() -> None:
    given = segment("a", "Your basket at Nordbag is empty.")
    terms = (Term("basket", "winkeltas"),)
    assert "basket = winkeltas" in " ".join(attempt(given, "Je mand bij Nordbag is leeg.", terms=terms).reasons)
    formal = TranslationBrief(register="formal")
    assert "u and uw" in " ".join(attempt(given, "Je winkelmand bij Nordbag is leeg.", brief=formal).reasons)


def test_an_answer_that_was_cut_off_is_worse_than_a_whole_one() -> None:
    given = segment("a", "The mug is blue and it holds coffee.")
    whole = attempt(given, "De mok is blauw en er zit koffie in.")
    cut = attempt(given, "De mok is blauw en er zit koffie in.", End.LENGTH)
    assert cut.badness > whole.badness
    assert "does not end" in " ".join(cut.reasons)


def test_what_needs_no_judgement_is_put_right() -> None:
    given = segment("a", "The mug costs a lot.")
    target, findings = put_right(task(given), given, tagged("De mok  kost kost veel", set()))
    assert target.text == "De mok kost veel."
    assert findings == ()


def test_a_translation_back_is_left_as_it_is() -> None:
    given = segment("a", "The mug costs a lot.")
    assert put_right(task(given, back=True), given, tagged("De mok  kost veel", set()))[0].text == "De mok  kost veel"


def test_words_change_around_tags_and_never_in_them() -> None:
    text = tagged("Klik {1}hier{2} nu", {1, 2})
    changed = replaced(text, 0, 4, "Druk op")
    assert changed is not None
    assert (changed.text, [chip.start for chip in changed.chips]) == ("Druk op {1}hier{2} nu", [8, 15])
    assert replaced(text, 4, 6, "x") is None
