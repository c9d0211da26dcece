"""A text that was cut off is gone on with: no seam, nothing twice, nothing lost."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.agents.going_on import Seam, begun, ending_of, joined_with
from desktop.agents.loop import first_prompt, run
from desktop.agents.task import WriteRequest
from desktop.core.copy import Copy, FieldValue
from desktop.core.draft import Variant
from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.core.events import Event, FieldDone, VariantDone
from desktop.core.prompt import FinishReason, Role
from tests.fakes.model import FakeModel
from tests.unit.agents.test_loop import brief, shown

START = "The Brisa casserole of enamelled cast iron holds"
REST = "4.2 litres. It weighs 5.1 kg, so lift it with care."


@pytest.mark.parametrize(
    ("text", "many", "whole"),
    [
        ("The Brisa casserole weig", False, "The Brisa casserole"),
        ("The Brisa casserole weighs ", False, "The Brisa casserole weighs"),
        ("It weighs 5.1 kg.", False, "It weighs 5.1 kg."),
        ("It weighs 5.1 kg, ", False, "It weighs 5.1 kg,"),
        ("Brisa", False, ""),
        ("", False, ""),
        ("Cast iron\n4.2 litres\nWeig", True, "Cast iron\n4.2 litres"),
        ("Cast iron and ena", True, "Cast iron and"),
    ],
)
def test_it_begins_at_what_is_surely_whole(text: str, many: bool, whole: str) -> None:
    assert begun(text, many=many) == whole


@pytest.mark.parametrize(
    ("start", "more", "joined"),
    [
        (START, REST, f"{START} {REST}"),
        (START, f" {REST}", f"{START} {REST}"),
        (START, f"holds {REST}", f"{START} {REST}"),
        (START, f"cast iron holds {REST}", f"{START} {REST}"),
        (START, f"{START} {REST}", f"{START} {REST}"),
        (START, f"Here is the rest:\n{REST}", f"{START} {REST}"),
        (START, f"... {REST}", f"{START} {REST}"),
        (START, ", and more.", f"{START}, and more."),
        ("It is so", "sofa-like.", "It is so sofa-like."),
        ("It weighs 5.1 kg.", "\n\nIt is heavy.", "It weighs 5.1 kg.\n\nIt is heavy."),
        ("It weighs 5.1 kg.", "It is heavy.", "It weighs 5.1 kg. It is heavy."),
        (START, "", START),
        (START, "  \n", START),
    ],
)
def test_what_comes_is_joined_without_a_seam(start: str, more: str, joined: str) -> None:
    assert joined_with(start, more, many=False) == joined


def test_the_items_of_a_list_stay_items() -> None:
    assert joined_with("Cast iron\n4.2 litres", "5.1 kg\nA lid", many=True) == "Cast iron\n4.2 litres\n5.1 kg\nA lid"
    assert joined_with("Cast iron\n4.2 litres", "4.2 litres\n5.1 kg", many=True) == "Cast iron\n4.2 litres\n5.1 kg"


def test_another_text_from_the_beginning_is_not_joined() -> None:
    shown: list[str] = []
    seam = Seam(START, many=False, show=shown.append)
    seam.feed(f"{START[:42]} weighs 5.1 kg.")
    seam.end()
    assert (seam.text, seam.began_anew, shown) == (START, True, [])


@given(st.text(alphabet="ab .,\n", max_size=80), st.integers(1, 9))
def test_pieces_of_any_size_give_the_same_text(more: str, size: int) -> None:
    shown: list[str] = []
    seam = Seam("a bab ab", many=False, show=shown.append)
    for at in range(0, len(more), size):
        seam.feed(more[at : at + size])
    seam.end()
    assert seam.text == "a bab ab" + "".join(shown)
    assert seam.text.startswith("a bab ab")
    assert seam.text == joined_with("a bab ab", more, many=False)


def test_the_last_words_show_the_place() -> None:
    assert ending_of(START) == START
    assert ending_of("one two three four five six seven eight nine ten") == "three four five six seven eight nine ten"
    assert ending_of("Cast iron\n4.2 litres") == "4.2 litres"


def go_on(
    model: FakeModel,
    *channels: str,
    fields: tuple[str, ...] = ("description",),
    plain: bool = False,
    **there: FieldValue,
) -> tuple[Variant, list[Event]]:
    events: list[Event] = []
    request = WriteRequest("v1", brief(*channels), 2, plain, fields, Copy(there), go_on=True)
    return asyncio.run(run(request, model, events.append)), events


def test_a_cut_field_is_gone_on_with_and_the_others_follow() -> None:
    model = FakeModel().enqueue(REST, "Brisa casserole, 5.1 kg")
    variant, events = go_on(
        model, "shop.title", "shop.description", fields=("description", "title"), description=f"{START} 4.2 li"
    )
    assert variant.complete
    assert variant.copy.fields == {"title": "Brisa casserole, 5.1 kg", "description": f"{START} {REST}"}
    assert shown(events, "description") == f"{START} {REST}"
    *_, before, wish = model.prompts[0].messages
    assert (before.role, before.content) == (Role.ASSISTANT, f"{START} 4.2")
    assert wish.role is Role.USER
    assert "4.2" in wish.content
    assert model.prompts[0].go_on
    assert {event.field for event in events if isinstance(event, FieldDone)} == {"title", "description"}


def test_a_large_model_writes_the_rest_at_once() -> None:
    model = FakeModel(small=False).enqueue(REST, '{"title": "Brisa casserole", "bullets": ["5.1 kg"]}')
    variant, _ = go_on(
        model,
        "shop.title",
        "shop.description",
        "shop.bullets",
        fields=("description", "title", "bullets"),
        description=START,
    )
    assert variant.copy.fields["title"] == "Brisa casserole"
    assert model.prompts[1].json_schema
    assert "weighs 5.1 kg" in model.prompts[1].messages[-1].content, "the rest is told what was gone on with"


def test_cut_off_again_it_keeps_all_and_can_be_gone_on_with_again() -> None:
    model = FakeModel().enqueue("4.2 litres. It wei", ending=FinishReason.CUT_OFF)
    variant, events = go_on(model, description=f"{START} 4")
    assert variant.copy.text("description") == f"{START} 4.2 litres. It wei"
    assert not variant.complete
    assert variant.error is not None
    assert variant.error.remedy is Remedy.CONTINUE
    assert isinstance(events[-1], VariantDone)


@pytest.mark.parametrize("words", ["", "The Brisa casserole of enamelled cast steel weighs 5.1 kg."])
def test_with_nothing_new_the_text_stays_as_it_was(words: str) -> None:
    lost = EnvironmentProblem(ErrorKind.NETWORK, "The connection was lost.", remedy=Remedy.CONTINUE)
    model = FakeModel().enqueue(words, error=None if words else lost)
    there = "The Brisa casserole of enamelled cast iron hol"
    variant, events = go_on(model, description=there)
    assert variant.copy.text("description") == there
    assert shown(events, "description") == there
    assert variant.error is not None
    assert variant.error.remedy is Remedy.CONTINUE


def test_too_little_to_go_on_from_is_written_anew() -> None:
    model = FakeModel().enqueue(f"{START} {REST}")
    variant, _ = go_on(model, description="The")
    assert variant.copy.text("description") == f"{START} {REST}"
    assert not model.prompts[0].go_on


def test_a_plain_text_is_gone_on_with_without_rules() -> None:
    model = FakeModel().enqueue("4.2 litres and comes with a 25 year guarantee.")
    variant, _ = go_on(model, plain=True, description=f"{START} 4")
    assert variant.copy.text("description") == f"{START} 4.2 litres and comes with a 25 year guarantee."
    assert variant.complete


def test_the_first_prompt_is_the_one_that_is_asked() -> None:
    model = FakeModel().enqueue(REST)
    request = WriteRequest("v1", brief(), fields=("description",), copy=Copy({"description": START}), go_on=True)
    first = first_prompt(request, model)
    asyncio.run(run(request, model, lambda event: None))
    assert first == model.prompts[0]


@pytest.mark.parametrize("language", ["en", "nl", "sv", "de"])
def test_each_language_asks_in_its_own_words(language: str) -> None:
    request = WriteRequest(
        "v1", brief(language=language), fields=("description",), copy=Copy({"description": START}), go_on=True
    )
    prompt = first_prompt(request, FakeModel())
    assert prompt is not None
    assert "enamelled cast iron" in prompt.messages[-1].content
