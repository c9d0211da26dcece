"""Facts by a model: only what stands in the text, with the sentence it stands in."""

from __future__ import annotations

import asyncio

import pytest

from desktop.agents.extracting import Named, extract_facts, facts_in, parts_of
from desktop.core.events import Event, Progress
from desktop.core.prompt import FinishReason
from tests.fakes.model import FakeModel

TEXT = "The Noordwal holds 20 litres. It is made of waxed canvas and weighs 980 g. You will love it."


def extracted(model: FakeModel, text: str = TEXT) -> list[tuple[str, str, str, str]]:
    facts = asyncio.run(extract_facts(text, model, _ignore))
    return [(fact.id, fact.name, fact.value, fact.sentence) for fact in facts]


def test_facts_come_in_the_order_of_the_text_with_their_sentences() -> None:
    model = FakeModel().enqueue(
        '{"facts": [{"name": "Weight", "value": "980 G"}, {"name": "Capacity:", "value": "20 litres"}]}'
    )
    assert extracted(model) == [
        ("f1", "Capacity", "20 litres", "The Noordwal holds 20 litres."),
        ("f2", "Weight", "980 g", "It is made of waxed canvas and weighs 980 g."),
    ]


@pytest.mark.parametrize(
    "fact",
    [
        Named("Weight", "890 g"),
        Named("Warranty", "2 years"),
        Named("", "980 g"),
        Named("980 g", "980 g"),
        Named("A name that is far too long for any fact", "980 g"),
        Named("Weight", ""),
    ],
)
def test_what_does_not_stand_in_the_text_is_no_fact(fact: Named) -> None:
    assert facts_in(TEXT, [fact], "en") == []


def test_a_value_that_stands_twice_keeps_the_sentence_that_names_it() -> None:
    text = "Two colours. The strap is 2 cm wide. The width of the buckle is 2 cm too."
    (fact,) = facts_in(text, [Named("Width of the buckle", "2 cm")], "en")
    assert fact.sentence == "The width of the buckle is 2 cm too."


def test_the_same_fact_is_kept_once_and_a_cut_answer_gives_its_whole_facts() -> None:
    answer = '{"facts": [{"name": "Weight", "value": "980 g"}, {"name": "weight", "value": "980 g"}, {"name": "Ma'
    model = FakeModel().enqueue(answer, ending=FinishReason.LENGTH)
    assert [each[1:3] for each in extracted(model)] == [("Weight", "980 g")]


def test_an_answer_that_cannot_be_read_gives_none() -> None:
    assert extracted(FakeModel().enqueue("Sorry, no.")) == []
    assert extracted(FakeModel(), "  \n ") == []


def test_a_long_text_is_read_in_parts_without_losing_a_word() -> None:
    text = "\n".join(f"Line {n} says that part {n} is {n} cm wide and {n} cm high, as ever." for n in range(200))
    parts = parts_of(f"{text}\n{'x' * 5000}")
    assert " ".join(" ".join(parts).split()).replace(" ", "") == f"{text}{'x' * 5000}".replace("\n", "").replace(
        " ", ""
    )
    assert max(map(len, parts)) < 1100
    events: list[Event] = []
    asyncio.run(extract_facts(text, FakeModel().always('{"facts": []}'), events.append))
    progress = [event for event in events if isinstance(event, Progress)]
    assert [event.done for event in progress] == [float(n) for n in range(int(progress[0].total))]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Deze rugzak is gemaakt van gewaxt canvas en weegt 980 gram.", "Tekst:"),
        ("Den här ryggsäcken är gjord av vaxad kanvas och väger 980 gram.", "Text:"),
        (TEXT, "Text:"),
    ],
)
def test_the_model_is_asked_in_the_language_of_the_text(text: str, says: str) -> None:
    model = FakeModel().enqueue('{"facts": []}')
    extracted(model, text)
    assert model.prompts[0].messages[-1].content == f"{says}\n{text}"
    assert any(word in model.prompts[0].messages[0].content for word in ("supplier", "leverancier", "leverantör"))


def _ignore(event: Event) -> None:
    del event
