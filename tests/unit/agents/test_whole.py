"""A large model is asked once for all fields, as JSON."""

from __future__ import annotations

import asyncio
import json

import pytest

from desktop.agents.json_stream import JsonStream
from desktop.agents.loop import run
from desktop.agents.product import ProductAgent
from desktop.agents.task import WriteRequest
from desktop.agents.whole import validated
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.events import Delta, Event, FieldReplaced, FieldStarted
from desktop.core.prompt import FinishReason
from tests.fakes.model import FakeModel

BRIEF = Brief(
    product="Brisa casserole",
    language="en",
    channels=("shop.title", "shop.description", "shop.bullets"),
    facts=(Fact("weight", "Weight", "5.1", "kg", must_mention=True),),
)
FIELDS: dict[str, str | list[str]] = {
    "title": "Brisa casserole, 5.1 kg",
    "description": "The Brisa casserole weighs 5.1 kg.",
    "bullets": ["Weight: 5.1 kg", "Made for the stove"],
}
TASKS = {task.name: task for task in ProductAgent().tasks(BRIEF, ())}


def write(model: FakeModel, *, fields: tuple[str, ...] = (), copy: Copy | None = None) -> tuple[Variant, list[Event]]:
    events: list[Event] = []
    request = WriteRequest("v1", BRIEF, fields=fields, copy=copy or Copy())
    return asyncio.run(run(request, model, events.append)), events


def large() -> FakeModel:
    return FakeModel("cloud/large", small=False)


def test_one_call_fills_all_fields_and_streams_their_text() -> None:
    model = large().enqueue(json.dumps(FIELDS))
    variant, events = write(model)
    assert variant.copy.fields == {**FIELDS, "bullets": ("Weight: 5.1 kg", "Made for the stove")}
    assert len(model.prompts) == 1
    assert json.loads(model.prompts[0].json_schema)["required"] == ["title", "description", "bullets"]
    streamed = "".join(event.text for event in events if isinstance(event, Delta) and event.field == "bullets")
    assert streamed == "Weight: 5.1 kg\nMade for the stove"
    assert [event.field for event in events if isinstance(event, FieldStarted)] == ["title", "description", "bullets"]
    assert not any(isinstance(event, FieldReplaced) for event in events)


def test_json_in_a_fence_with_words_around_is_read() -> None:
    model = large().enqueue(f"Here you are:\n```json\n{json.dumps(FIELDS)}\n```\nEnjoy!")
    variant, _ = write(model)
    assert variant.copy.text("title") == "Brisa casserole, 5.1 kg"
    assert len(model.prompts) == 1


def test_what_does_not_hold_to_the_schema_is_asked_for_once_more_with_the_reason() -> None:
    broken = json.dumps({"title": 7, "description": FIELDS["description"]})
    model = large().enqueue(broken, json.dumps(FIELDS))
    variant, _ = write(model)
    assert variant.copy.text("title") == "Brisa casserole, 5.1 kg"
    said = model.prompts[1].messages[-1].content
    assert "bullets" in said
    assert "title" in said


def test_what_is_still_missing_is_asked_for_field_by_field() -> None:
    half = json.dumps({"title": FIELDS["title"], "description": FIELDS["description"]})
    model = large().enqueue(half, half, "Weight: 5.1 kg\nMade for the stove")
    variant, _ = write(model)
    assert variant.copy.fields["bullets"] == ("Weight: 5.1 kg", "Made for the stove")
    assert len(model.prompts) == 3
    assert variant.complete


def test_an_answer_that_is_no_json_falls_back_to_fields() -> None:
    model = large().enqueue("I cannot do JSON.", "Still not.", "Brisa casserole", "It weighs 5.1 kg.", "Weight: 5.1 kg")
    variant, _ = write(model)
    assert variant.copy.text("description") == "It weighs 5.1 kg."


def test_a_cut_off_answer_keeps_what_came() -> None:
    text = json.dumps(FIELDS)
    model = large().enqueue(text[: text.index("weighs")], ending=FinishReason.CUT_OFF)
    variant, _ = write(model)
    assert not variant.complete
    assert variant.copy.fields == {"title": "Brisa casserole, 5.1 kg", "description": "The Brisa casserole"}


def test_other_fields_are_told_for_context() -> None:
    model = large().enqueue(json.dumps({key: FIELDS[key] for key in ("title", "description")}))
    write(model, fields=("title", "description"), copy=Copy({"bullets": ("An old bullet",)}))
    assert "An old bullet" in model.prompts[0].messages[-1].content


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_a_stream_in_pieces_gives_the_texts(size: int) -> None:
    answer = '{ "title" : "A \\"b\\" \\u00e9 \\ud83d\\ude00\\nc", "n": {"x": "no"}, "bullets": ["one", "tw\\\\o"] }'
    stream = JsonStream()
    texts: dict[str, str] = {}
    for start in range(0, len(answer), size):
        for piece in stream.feed(answer[start : start + size]):
            texts[piece.key] = texts.get(piece.key, "") + piece.text
    assert texts["title"] == 'A "b" é 😀\nc'
    assert texts["bullets"] == "one\ntw\\o"


def test_validation_names_what_is_wrong() -> None:
    values, wrong = validated('{"title": ["a"], "bullets": ["b"]}', TASKS)
    assert values == {"bullets": ("b",)}
    assert '"title"' in wrong
    assert '"description" is missing' in wrong
    assert validated("no", TASKS)[0] == {}
