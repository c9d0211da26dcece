"""Translating with small and large models: nothing that stays is lost, nothing is asked for twice, the best is kept."""

from __future__ import annotations

import asyncio
import json

import msgspec
import pytest

from desktop.agents.translating import Translator
from desktop.core.errors import EnvironmentProblem, ErrorKind
from desktop.core.events import Event, SegmentFailed
from desktop.core.finding import Severity
from desktop.core.prompt import FinishReason
from desktop.core.segment import Segment, SegmentState, TaggedText
from desktop.core.term import Term
from desktop.core.translation import MatchKind, MemoryMatch, TranslationBrief
from tests.fakes.model import FakeModel
from tests.unit.agents.translating import segment, task, text, translate


def small() -> FakeModel:
    return FakeModel("local/small", small=True)


def large() -> FakeModel:
    return FakeModel("far/large", small=False)


def batch(*texts: str) -> str:
    return json.dumps({"translations": [{"id": place, "text": each} for place, each in enumerate(texts, 1)]})


def test_a_small_model_is_asked_for_one_after_another_with_examples() -> None:
    model = small().enqueue("Je winkelmandje is leeg.", "De mok is blauw.")
    _, got = translate(model, task(segment("a", "Your basket is empty."), segment("b", "The mug is blue.")))
    assert [text(got[each]) for each in "ab"] == ["Je winkelmandje is leeg.", "De mok is blauw."]
    first, second = model.prompts
    assert "English into Dutch" in first.messages[0].content
    assert any("winkelmandje" in each.content for each in first.messages)
    assert (
        second.messages[-2].content == "De mok is blauw." or second.messages[-2].content == "Je winkelmandje is leeg."
    )
    assert got["a"].model == "local/small"
    assert got["a"].prompt == "translation/1"
    assert not got["a"].draft


def test_a_large_model_is_asked_for_all_at_once() -> None:
    model = large().enqueue(batch("Je winkelmandje is leeg.", "De mok is blauw."))
    _, got = translate(model, task(segment("a", "Your basket is empty."), segment("b", "The mug is blue.")))
    assert len(model.prompts) == 1
    assert [text(got[each]) for each in "ab"] == ["Je winkelmandje is leeg.", "De mok is blauw."]


def test_what_a_batch_got_wrong_goes_back_alone_with_the_reason() -> None:
    model = large().enqueue(batch("De mok bevat 530 ml.", "De mok is blauw."), "De mok bevat 350 ml.")
    translator, got = translate(model, task(segment("a", "The mug holds 350 ml."), segment("b", "The mug is blue.")))
    assert text(got["a"]) == "De mok bevat 350 ml."
    assert "530 ml" in model.prompts[1].messages[-1].content
    assert (translator.repaired, got["a"].repairs, got["a"].draft) == (1, 1, False)


def test_a_batch_that_leaves_one_out_is_completed() -> None:
    model = large().enqueue(batch("Je winkelmandje is leeg."), "De mok is blauw.")
    _, got = translate(model, task(segment("a", "Your basket is empty."), segment("b", "The mug is blue.")))
    assert text(got["b"]) == "De mok is blauw."


def test_tags_come_back_as_tags() -> None:
    model = small().enqueue("Klik <1>Opslaan<2> om <3> bestanden te bewaren.")
    _, got = translate(model, task(segment("a", "Click {1}Save{2} to keep {3} files.")))
    assert text(got["a"]) == "Klik {1}Opslaan{2} om {3} bestanden te bewaren."
    assert got["a"].target.numbers == (1, 2, 3)


@pytest.mark.parametrize(
    "answer",
    ["Klik Opslaan om bestanden te bewaren.", "Klik <2>Opslaan<1> <9>", "Klik <1><1>Opslaan om <3> <3> te", "<3>Klik"],
)
def test_what_a_model_loses_is_put_in_by_rule_and_said(answer: str) -> None:
    model = small().always(answer)
    _, got = translate(model, task(segment("a", "Click {1}Save{2} to keep {3} files.")))
    assert sorted(got["a"].target.numbers) == [1, 2, 3]
    assert text(got["a"]).index("{1}") < text(got["a"]).index("{2}")
    assert got["a"].draft
    assert any(each.check == "tags" and each.severity is Severity.WARNING for each in got["a"].findings)


def test_placeholders_addresses_and_names_come_back_as_they_were() -> None:
    source = "Hello {{ name }}, Nordbag wrote %d mails to ann@example.com, see https://example.com/a?b=1."
    model = small().enqueue("Hallo <1>, <2> schreef <3> mails aan <4>, zie <5>.")
    _, got = translate(model, task(segment("a", source), brief=TranslationBrief(brands=("Nordbag",))))
    assert text(got["a"]) == (
        "Hallo {{ name }}, Nordbag schreef %d mails aan ann@example.com, zie https://example.com/a?b=1."
    )
    assert "example.com" not in model.prompts[0].messages[-1].content


def test_what_has_no_words_is_not_asked_for() -> None:
    _, got = translate(small(), task(segment("a", "{3}"), segment("b", "2026"), segment("c", "https://example.com")))
    assert [text(got[each]) for each in "abc"] == ["{3}", "2026", "https://example.com"]
    assert got["a"].model == ""


def test_a_repetition_is_asked_for_once() -> None:
    model = small().enqueue("De mok is blauw.")
    given = task(*(segment(each, "The mug is blue.") for each in "abc"))
    translator, got = translate(model, given)
    assert set(translator.done) == {"a", "b", "c"}
    assert [got[each].repeats for each in "abc"] == ["", "a", "a"]


def test_the_same_words_with_another_limit_are_no_repetition() -> None:
    model = small().enqueue("De mok is blauw.", "Mok blauw.")
    translate(model, task(segment("a", "The mug is blue."), segment("b", "The mug is blue.", most=12)))
    assert "Not longer than 12 characters" in model.prompts[1].messages[-1].content


def test_the_best_of_several_rounds_is_kept() -> None:
    model = large().enqueue("De mok bevat 530 ml.", "The mug holds a lot of coffee in it.", "De mok bevat 535 ml.")
    _, got = translate(model, task(segment("a", "The mug holds 350 ml.")))
    assert text(got["a"]) == "De mok bevat 530 ml."
    assert got["a"].draft
    assert got["a"].repairs == 2


def test_terms_that_stand_in_a_segment_are_told() -> None:
    terms = (Term("basket", "mandje"), Term("invoice", "factuur"))
    model = small().enqueue("Je mandje is leeg.")
    translate(model, task(segment("a", "Your basket is empty."), terms=terms))
    asked = model.prompts[0].messages[-1].content
    assert "[Use: basket = mandje]" in asked
    assert "factuur" not in asked


def test_matches_of_a_memory_are_examples() -> None:
    match = MemoryMatch(85, MatchKind.FUZZY, "Your {1}basket{2} is full.", "Je mand is vol.", "shop")
    model = small().enqueue("Je mand is leeg.")
    translate(model, task(segment("a", "Your basket is empty."), matches={"a": (match,)}))
    assert [each.content for each in model.prompts[0].messages[-3:-1]] == ["Your basket is full.", "Je mand is vol."]


def test_confirmed_translations_before_a_segment_are_shown() -> None:
    before = Segment("z", "z", TaggedText("The cup is red."), TaggedText("Het kopje is rood."), SegmentState.TRANSLATED)
    wanted = segment("a", "The mug is blue.")
    model = small().enqueue("De mok is blauw.")
    translate(model, task(wanted, around=(before, wanted)))
    assert [each.content for each in model.prompts[0].messages[-3:-1]] == ["The cup is red.", "Het kopje is rood."]


@pytest.mark.parametrize(("target", "rule"), [("nl", "je and jouw"), ("sv", "with du"), ("de", "with du")])
def test_the_reader_is_addressed_as_the_brief_says(target: str, rule: str) -> None:
    model = small().always("x")
    given = task(segment("a", "Your basket."), brief=TranslationBrief(register="informal"))
    translate(model, msgspec.structs.replace(given, target=target))
    assert rule in model.prompts[0].messages[0].content


def test_a_wish_rewrites_the_translation_that_is_there() -> None:
    model = large().enqueue("Mandje leeg.")
    _, got = translate(
        model, task(segment("a", "Your basket is empty.", "Uw winkelmandje is leeg."), instruction="shorter")
    )
    asked = model.prompts[0].messages[-1].content
    assert "Uw winkelmandje is leeg." in asked
    assert "shorter" in asked
    assert text(got["a"]) == "Mandje leeg."


def test_a_wish_holds_for_what_has_no_translation_yet() -> None:
    model = small().enqueue("Je winkelmandje is leeg.")
    translate(model, task(segment("a", "Your basket is empty."), instruction="Sound like a friend."))
    assert "Sound like a friend." in model.prompts[0].messages[0].content
    assert model.prompts[0].messages[-1].content == "Your basket is empty."


def test_a_long_text_is_asked_for_in_parts() -> None:
    sentence = "The mug is made of clay that comes from a village near the sea, where people have made mugs for long."
    model = small().always("De mok is gemaakt van klei uit een dorp bij de zee, waar men al lang mokken maakt.")
    _, got = translate(model, task(segment("a", " ".join([sentence] * 8))))
    assert len(model.prompts) > 1
    assert text(got["a"]).count("De mok") == len(model.prompts)


def test_forms_for_one_and_many_are_asked_for_one_by_one() -> None:
    model = small().enqueue("Kies <1> optie.", "Kies <1> opties.")
    _, got = translate(model, task(segment("a", "Choose %d option.|Choose %d options.")))
    assert text(got["a"]) == "Kies %d optie.|Kies %d opties."


def test_a_model_that_says_nothing_leaves_the_reason() -> None:
    events: list[Event] = []
    translator = Translator(task(segment("a", "The mug is blue.")), small().always(""), events.append)
    asyncio.run(translator.translate())
    assert list(translator.failed) == ["a"]
    assert any(isinstance(each, SegmentFailed) and each.reason for each in events)


def test_a_refusal_is_no_translation() -> None:
    translator, got = translate(small().always("I'm sorry, but I can't help with that."), task(segment("a", "A mug.")))
    assert (got, list(translator.failed)) == ({}, ["a"])


def test_an_answer_that_does_not_end_is_a_draft() -> None:
    model = small().enqueue("De mok is", ending=FinishReason.LENGTH).enqueue("De mok is blauw.")
    _, got = translate(model, task(segment("a", "The mug is blue.")))
    assert text(got["a"]) == "De mok is blauw."


def test_a_model_that_fails_leaves_what_came_before() -> None:
    dead = EnvironmentProblem(ErrorKind.NETWORK, "The line is dead.")
    model = small().enqueue("De mok is blauw.").enqueue("", error=dead)
    translator = Translator(task(segment("a", "The mug is blue."), segment("b", "It is red.")), model, lambda _: None)
    with pytest.raises(EnvironmentProblem):
        asyncio.run(translator.translate())
    assert list(translator.done) == ["a"]


def test_several_questions_are_asked_at_once() -> None:
    model = FakeModel(small=True)
    model.enqueue("De mok is blauw.", "De mok is rood.", "De mok is groen.", delay_s=0.01)
    given = task(*(segment(each, f"The mug is {each}.") for each in ("blue", "red", "green")), at_once=3)
    translator, got = translate(model, given)
    assert len(translator.done) == 3
    assert len(got) == 3
