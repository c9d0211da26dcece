"""A model's opinions of translations: read with care, and none in doubt."""

from __future__ import annotations

import asyncio

import pytest

from desktop.agents.estimating_translation import Estimator
from desktop.core.events import Event, SegmentEstimated
from tests.fakes.model import FakeModel
from tests.unit.agents.translating import segment

PAIRS = (segment("a", "The mug is blue.", "De mok is blauw."), segment("b", "It is red.", "Het is groen."))


def estimated(model: FakeModel) -> tuple[Estimator, list[SegmentEstimated]]:
    events: list[Event] = []
    estimator = Estimator((*PAIRS, segment("c", "Empty.")), "en", "nl", (), model, events.append)
    asyncio.run(estimator.estimate())
    return estimator, [each for each in events if isinstance(each, SegmentEstimated)]


def test_each_translation_gets_a_score_with_its_reason() -> None:
    said = '{"scores": [{"id": 1, "score": 100, "reason": "Right."}, {"id": 2, "score": 20, "reason": "Red is rood."}]}'
    model = FakeModel(small=False).enqueue(said)
    _, events = estimated(model)
    assert [(each.segment, each.score, each.reason) for each in events] == [
        ("a", 100.0, "Right."),
        ("b", 20.0, "Red is rood."),
    ]
    assert "Empty." not in model.prompts[0].messages[-1].content


@pytest.mark.parametrize(
    "said",
    [
        '{"scores": [{"id": 1, "score": null, "reason": "I cannot tell."}]}',
        '{"scores": [{"id": 1, "score": 101, "reason": "Right."}, {"id": 9, "score": 50, "reason": "Which?"}]}',
        '{"scores": [{"id": 1, "score": 80, "reason": " "}]}',
        "They are all fine.",
    ],
)
def test_in_doubt_there_is_none(said: str) -> None:
    assert estimated(FakeModel(small=False).enqueue(said))[1] == []


def test_a_small_model_is_not_asked() -> None:
    model = FakeModel(small=True)
    estimator, events = estimated(model)
    assert (events, model.prompts) == ([], [])
    assert "too small" in estimator.note
