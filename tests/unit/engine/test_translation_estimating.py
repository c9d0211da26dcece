"""What translating costs, told before it is sent: the calls are those that will be made."""

from __future__ import annotations

import asyncio

import msgspec

from desktop.core.provider import Price
from desktop.core.segment import Segment, TaggedText
from desktop.engine.route import Route
from desktop.engine.translation_estimating import estimate_translation
from desktop.engine.translation_messages import Translate
from desktop.engine.translation_models import task_of, translated
from tests.fakes.model import FakeModel
from tests.unit.engine.running import nothing

ROUTE = Route("far/large", "openai/gpt-4o", "https://example.com/v1", price=Price(1.0, 2.0), title="Example")
SEGMENTS = tuple(
    Segment(str(each), str(each), TaggedText(f"The mug number {each} is blue and holds coffee for two people."))
    for each in range(45)
)
ASKED = Translate((*SEGMENTS, Segment("r", "r", SEGMENTS[0].source)), "en", "nl", model="far/large", max_repairs=0)


def test_a_large_model_is_asked_in_few_calls_and_what_leaves_is_shown() -> None:
    found = estimate_translation(ASKED, FakeModel(small=False), ROUTE)
    assert found.calls == 3
    assert not found.here
    assert "The mug number 0" in found.leaves[-1].content
    assert found.cost is not None
    assert found.cost > 0
    assert found.seconds is not None


def test_a_small_model_is_asked_for_each_segment_once() -> None:
    model = FakeModel(small=True).always("De mok is blauw.")
    found = estimate_translation(ASKED, model, msgspec.structs.replace(ROUTE, inside=True))
    assert (found.calls, found.here, found.leaves) == (45, True, ())
    asyncio.run(translated(task_of(ASKED, ROUTE), model, nothing))
    assert len(model.prompts) == found.calls


def test_a_prompt_that_is_longer_than_a_model_reads_does_not_fit() -> None:
    assert not estimate_translation(ASKED, FakeModel(small=False), msgspec.structs.replace(ROUTE, context=300)).fits
    assert estimate_translation(ASKED, FakeModel(small=False), ROUTE).fits


def test_nothing_to_translate_costs_nothing() -> None:
    found = estimate_translation(Translate((), "en", "nl"), FakeModel(small=False), ROUTE)
    assert (found.calls, found.prompt_tokens, found.cost) == (0, 0, 0.0)
