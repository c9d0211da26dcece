"""Many short lines of scripted models: what is dropped, what is said, and what is kept when something goes wrong."""

from __future__ import annotations

import asyncio

import pytest

from desktop.agents.lines import MOST, Lines, LineWriter
from desktop.core.brief import Brief, Fact
from desktop.core.errors import EnvironmentProblem, ErrorKind, UserError
from desktop.core.events import Event, LineWritten, Progress
from desktop.core.prompt import FinishReason
from tests.fakes.model import FakeModel

HAVN = Brief(
    product="Havn backpack",
    language="en",
    facts=(
        Fact("a", "Weight", "980", "g"),
        Fact("b", "Capacity", "18", "l"),
        Fact("c", "Made in", "Portugal"),
        Fact("d", "Colours", "navy, black"),
    ),
)
FOUR = "The backpack of 980 g\nHavn holds 18 l\nYour backpack from Portugal\nNavy or black?"


def large() -> FakeModel:
    return FakeModel("far/large", small=False)


def write(model: FakeModel, *, count: int, brief: Brief = HAVN, standing: tuple[str, ...] = ()) -> Lines:
    return asyncio.run(writer(model, count=count, brief=brief, standing=standing).write())


def writer(
    model: FakeModel,
    channel: str = "google_ads.headline",
    *,
    count: int,
    brief: Brief = HAVN,
    standing: tuple[str, ...] = (),
    events: list[Event] | None = None,
) -> LineWriter:
    heard: list[Event] = [] if events is None else events
    return LineWriter(brief, channel, model, heard.append, count=count, standing=standing)


def of_model(made: Lines) -> list[str]:
    return [line.text for line in made.lines if line.model]


def test_lines_come_one_by_one_counted_and_checked() -> None:
    events: list[Event] = []
    made = asyncio.run(writer(large().enqueue(FOUR), count=4, events=events).write())
    assert [line.text for line in made.lines] == FOUR.split("\n")
    assert [event.line for event in events if isinstance(event, LineWritten)] == list(made.lines)
    first = made.lines[0]
    assert (first.measure.count, first.measure.limit, first.measure.fits) == (21, 30, True)
    assert first.model == "far/large"
    assert [claim.facts for claim in first.claims] == [("a",)]
    assert {claim.field for claim in first.claims} == {"google_ads.headline"}
    (progress,) = [event for event in events if isinstance(event, Progress)]
    assert (progress.unit, progress.total) == ("lines", 4)
    assert made.note == ""


def test_what_is_too_long_or_alike_or_wrong_is_dropped_and_never_cut() -> None:
    answer = (
        "The backpack of 980 g\n"
        "The backpack with a name that does not fit into any headline\n"
        "A backpack of 980 g\n"
        "The backpack of 890 g\n"
        "Made in Spain\n"
        "Havn holds 18 l"
    )
    made = write(large().enqueue(answer), count=2)
    assert of_model(made) == ["The backpack of 980 g", "Havn holds 18 l"]
    assert made.dropped == 4
    assert all(line.measure.fits for line in made.lines)


@pytest.mark.parametrize(
    "answer",
    [
        "1. The backpack of 980 g\n2. Havn holds 18 l",
        "- The backpack of 980 g\n- Havn holds 18 l",
        '"The backpack of 980 g"\n"Havn holds 18 l"',
        "Sure! Here are two headlines:\nThe backpack of 980 g\nHavn holds 18 l",
        "Headlines:\n**The backpack of 980 g**\n\n**Havn holds 18 l**\n\nLet me know if you want more.",
        "```\nThe backpack of 980 g\nHavn holds 18 l\n```",
    ],
)
def test_numbers_quotes_preambles_and_remarks_are_no_lines(answer: str) -> None:
    assert of_model(write(large().enqueue(answer), count=2)) == ["The backpack of 980 g", "Havn holds 18 l"]


def test_lines_that_are_there_already_do_not_come_again() -> None:
    model = large().enqueue(FOUR, "")
    made = write(model, count=4, standing=("Havn holds 18 l.", "navy or black"))
    assert of_model(made) == ["The backpack of 980 g", "Your backpack from Portugal"]
    assert not any("holds" in line.text.lower() and line.text.startswith("Havn") for line in made.lines)
    assert "navy or black" in model.prompts[0].messages[-1].content


def test_a_round_that_brings_nothing_new_is_the_last_and_the_rest_comes_from_the_facts() -> None:
    model = large().enqueue(FOUR, FOUR)
    made = write(model, count=12)
    assert model.left == 0
    assert of_model(made) == FOUR.split("\n")
    assert len(made.lines) == 12
    assert "8 of them are put together from the facts" in made.note


def test_a_brief_with_little_to_say_gives_fewer_and_says_so() -> None:
    brief = Brief(product="Havn backpack", language="en", facts=(Fact("a", "Weight", "980", "g"),))
    made = write(large().enqueue("", ""), brief=brief, count=20)
    assert 0 < len(made.lines) < 20
    assert "There are no more that differ" in made.note


def test_a_small_model_is_asked_about_one_fact_after_another() -> None:
    model = FakeModel().enqueue(
        "The backpack weighs 980 g\nA backpack of 980 g",
        "Room for 18 l\nIt holds 18 l",
        "Made in Portugal\nYour backpack from Portugal",
    )
    made = write(model, count=6)
    asked = [prompt.messages[-1].content for prompt in model.prompts]
    assert "Tell this: The weight is 980 g." in asked[0]
    assert "Tell this: The capacity is 18 l." in asked[1]
    assert "Tell this: Made in Portugal." in asked[2]
    beginnings = {prompt.messages[:-1] for prompt in model.prompts}
    assert len(beginnings) == 1  # so that it is read once
    assert len(of_model(made)) >= 5


def test_a_small_model_that_has_nothing_to_say_is_left_alone() -> None:
    model = FakeModel().always("The backpack of 980 g")
    made = write(model, count=20)
    assert of_model(made) == ["The backpack of 980 g"]
    assert len(model.prompts) == 5


@pytest.mark.parametrize(
    "line",
    [
        "Sand or olive: a travel case",  # of the example
        "Rainwater repels sorrow",  # of nothing
        "Ready for adventures?",
        "Made in Portugal: where is it made?",
        "Your Havn backpack",  # a name and no more
    ],
)
def test_what_a_small_model_says_of_nothing_is_dropped(line: str) -> None:
    made = write(FakeModel().always(line), count=4)
    assert of_model(made) == []
    assert len(made.lines) == 4


def test_a_model_that_is_weak_in_the_language_is_not_asked() -> None:
    brief = Brief(
        product="Havn ryggsäck",
        language="sv",
        facts=(Fact("a", "Vikt", "980", "g"), Fact("b", "Tillverkad i", "Portugal")),
    )
    model = FakeModel(grades={"sv": "poor"})
    made = write(model, brief=brief, count=4)
    assert model.prompts == []
    assert [line.text for line in made.lines] == [
        "Väger 980 g", "Tillverkad i Portugal", "Havn ryggsäck på 980 g", "Havn ryggsäck från Portugal"
    ]  # fmt: skip
    assert "weak in the language" in made.note


def test_lines_in_another_language_are_dropped_together() -> None:
    answer = (
        "Der Rucksack wiegt nur 980 Gramm\nPlatz für 18 Liter und mehr\nDein neuer Rucksack aus Portugal\n"
        "Welche Farbe möchtest du haben?"
    )
    made = write(large().enqueue(answer), count=4)
    assert of_model(made) == []
    assert made.dropped >= 4


def test_an_answer_that_never_ends_is_cut_by_its_limit_and_the_last_piece_is_no_line() -> None:
    model = large().enqueue(FOUR + "\nHavn in nav", "", ending=FinishReason.LENGTH)
    made = write(model, count=5)
    assert of_model(made) == FOUR.split("\n")
    assert model.prompts[0].max_tokens < 600


def test_an_answer_that_goes_round_in_circles_is_stopped() -> None:
    model = large().enqueue("The backpack of 980 g\n" + "Havn holds 18 l and more. " * 200, "")
    made = write(model, count=4)
    assert made.lines[0].text == "The backpack of 980 g"
    assert len(made.lines) == 4


def test_the_short_answer_of_a_small_model_runs_to_its_end_even_in_circles() -> None:
    """To stop it would make the model read all of the next prompt anew."""
    model = FakeModel().enqueue("The backpack of 980 g\n" + "Made in Portugal\n" * 60).always("")
    made = write(model, count=6)
    assert of_model(made) == ["The backpack of 980 g", "Made in Portugal"]
    assert not made.usage.estimated


@pytest.mark.parametrize("small", [True, False])
def test_a_model_that_refuses_is_said_and_the_lines_come_from_the_facts(small: bool) -> None:
    model = FakeModel(small=small).always("I'm sorry, but I can't help with that.")
    made = write(model, count=4)
    assert len(model.prompts) == 1
    assert made.error is not None
    assert "declined" in made.error.message
    assert len(made.lines) == 4
    assert of_model(made) == []


def test_a_model_that_fails_after_three_lines_leaves_them() -> None:
    failing = EnvironmentProblem(ErrorKind.NETWORK, "The line is dead.")
    begun = writer(large().enqueue(FOUR[: FOUR.rindex("\n") + 5], error=failing), count=10)
    with pytest.raises(EnvironmentProblem):
        asyncio.run(begun.write())
    assert [line.text for line in begun.made().lines] == FOUR.split("\n")[:3]


def test_a_cancelled_writing_leaves_the_lines_that_came() -> None:
    async def cancelled() -> LineWriter:
        came = asyncio.Event()

        def hear(event: Event) -> None:
            if isinstance(event, LineWritten) and event.line.text == FOUR.rsplit("\n", maxsplit=1)[-1]:
                came.set()

        model = large().enqueue(FOUR + "\n", hang=True)
        begun = LineWriter(HAVN, "google_ads.headline", model, hear, count=10)
        task = asyncio.ensure_future(begun.write())
        await came.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return begun

    assert [line.text for line in asyncio.run(cancelled()).made().lines] == FOUR.split("\n")


@pytest.mark.parametrize(
    ("channel", "count", "kind"),
    [
        ("google_ads.headline", 0, ErrorKind.INPUT),
        ("google_ads.headline", MOST + 1, ErrorKind.INPUT),
        ("shop.description", 5, ErrorKind.UNSUPPORTED),
        ("google_ads.headlin", 5, ErrorKind.USAGE),
    ],
)
def test_what_cannot_be_asked_for_is_said(channel: str, count: int, kind: ErrorKind) -> None:
    with pytest.raises(UserError) as caught:
        writer(large(), channel, count=count)
    assert caught.value.problem.kind is kind
