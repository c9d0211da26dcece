"""What writing would send and cost, before anything is sent: the very messages, and figures near the real ones."""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from desktop.agents.loop import first_prompt, run
from desktop.agents.task import WriteRequest
from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.errors import UserError
from desktop.core.post import Post, Section
from desktop.core.provider import Price
from desktop.engine.estimating import estimate_write
from desktop.engine.masking import Mask, words_of
from desktop.engine.messages import Estimated, Write
from desktop.engine.route import Route
from desktop.engine.speeds import Speed
from tests.fakes.model import FakeModel

BRIEF = Brief(
    product="Havn backpack",
    language="en",
    audience="people who cycle to work",
    notes="Questions: Emma Visser, emma@havn.example",
    facts=(Fact("f1", "Weight", "980", "g"), Fact("f2", "Volume", "18", "l"), Fact("f3", "Warranty", "5 years")),
)
PRICE = Price(2.0, 10.0)
PAID = Route(
    "shop/gpt-4o",
    "openai/gpt-4o",
    "https://models.example/v1",
    provider="shop",
    title="Shop",
    price=PRICE,
    context=128_000,
)


def estimate(request: Write | None = None, route: Route = PAID, *, small: bool = False, **rest: object) -> Estimated:
    return estimate_write(request or Write(BRIEF), FakeModel(small=small), route, **rest)  # type: ignore[arg-type]


def test_it_says_where_it_goes_and_what_it_costs() -> None:
    found = estimate(ignored=("seed",))
    assert (found.place, found.here, found.fits, found.context, found.ignored) == (
        "Shop",
        False,
        True,
        128_000,
        ("seed",),
    )
    assert found.cost == pytest.approx(PRICE.of(found.prompt_tokens, found.completion_tokens))
    assert found.currency == "USD"
    assert found.calls >= 1


@pytest.mark.parametrize(
    ("route", "cost", "here"),
    [
        (msgspec.structs.replace(PAID, price=None), None, False),
        (msgspec.structs.replace(PAID, base_url="http://127.0.0.1:11434", free=True), 0.0, True),
        (
            msgspec.structs.replace(PAID, base_url="http://127.0.0.1:1", free=True, passed_to="c", price=None),
            None,
            False,
        ),
        (msgspec.structs.replace(PAID, inside=True, base_url="http://127.0.0.1:1"), 0.0, True),
    ],
)
def test_unknown_is_not_nothing_and_free_is(route: Route, cost: float | None, here: bool) -> None:
    found = estimate(route=route)
    assert (found.cost, found.here) == (cost, here)


INSIDE = Route("local/small", "small", "", inside=True, small=True, context=8192)


def test_of_the_model_inside_nothing_leaves_and_nothing_is_paid() -> None:
    found = estimate(route=INSIDE, small=True)
    assert (found.place, found.here, found.cost, found.leaves) == ("the model on this computer", True, 0.0, ())
    assert found.calls >= 4
    assert found.fits


def test_how_long_a_variant_takes_is_told_with_how_many_are_written_at_once() -> None:
    near, far = estimate(route=INSIDE, small=True), estimate()
    assert (near.together, far.together) == (4, 4)
    assert estimate(route=msgspec.structs.replace(PAID, base_url="http://127.0.0.1:1", free=True)).together == 2
    assert near.seconds is not None
    assert far.seconds is not None
    assert near.seconds > far.seconds > 0


def test_beside_others_of_its_group_a_variant_on_this_computer_takes_longer() -> None:
    alone = estimate(route=INSIDE, small=True).seconds
    both = [
        estimate(write, INSIDE, small=True).seconds for write in (Write(BRIEF, company=4), Write(BRIEF, variants=4))
    ]
    assert alone is not None
    assert both[0] == both[1] == pytest.approx(alone * 4 / 1.8, rel=0.02)
    assert estimate(Write(BRIEF, company=40), INSIDE, small=True).seconds == both[0], "more wait for their turn"
    assert estimate(Write(BRIEF, company=4)).seconds == estimate().seconds, "a provider has computers enough"


def test_what_was_measured_counts() -> None:
    slow, fast = Speed(10.0, 5.0), Speed(0.1, 500.0)
    seconds = [estimate(speed=speed).seconds for speed in (slow, fast)]
    assert seconds[0] is not None
    assert seconds[1] is not None
    assert seconds[0] > 20 * seconds[1]


@pytest.mark.parametrize("small", [True, False])
@pytest.mark.parametrize("plain", [True, False])
def test_what_leaves_is_what_the_agent_asks_first(small: bool, plain: bool) -> None:
    model = FakeModel(small=small).always("Havn backpack ")
    found = estimate(Write(BRIEF, plain=plain), small=small)
    prompt = first_prompt(WriteRequest("", BRIEF, plain=plain), model)
    assert prompt is not None
    assert found.leaves == prompt.messages
    asyncio.run(run(WriteRequest("v", BRIEF, 0, plain), model, lambda _: None))
    assert found.leaves == model.prompts[0].messages


def test_what_is_gone_on_with_is_shown_as_it_is_sent() -> None:
    begun = Copy({"description": "The Havn backpack carries what a day asks for, and it weighs only"})
    request = Write(BRIEF, fields=("description",), copy=begun, go_on=True)
    found = estimate(request)
    assert any("and it weighs" in message.content for message in found.leaves)
    model = FakeModel(small=False).always(" 980 g. ")
    asked = WriteRequest("v", BRIEF, 0, fields=request.fields, copy=begun, go_on=True)
    asyncio.run(run(asked, model, lambda _: None))
    assert found.leaves == model.prompts[0].messages


def test_private_details_are_replaced_in_what_leaves() -> None:
    found = estimate(mask=Mask(words_of(BRIEF), "en"))
    text = "\n".join(message.content for message in found.leaves)
    assert "emma@havn.example" not in text
    assert "Havn backpack" in text
    assert "emma@havn.example" in [each.text for each in found.replaced]


def test_a_small_model_is_asked_for_each_field_and_variants_cost_as_many_times() -> None:
    one, four = (estimate(Write(BRIEF, variants=n, max_repairs=0), small=True) for n in (1, 4))
    assert one.calls == 5
    assert four.calls == 20
    assert four.prompt_tokens == pytest.approx(4 * one.prompt_tokens, rel=0.001)
    assert (one.cost or 0) > (estimate().cost or 0)


def test_repairs_and_fields_count() -> None:
    none, some = estimate(Write(BRIEF, max_repairs=0)), estimate(Write(BRIEF, max_repairs=2))
    assert none.calls == 1
    assert some.prompt_tokens > none.prompt_tokens
    title = estimate(Write(BRIEF, max_repairs=0, fields=("title",)))
    assert title.completion_tokens < none.completion_tokens / 3


@pytest.mark.parametrize("small", [True, False])
def test_it_is_near_what_an_answer_of_the_wanted_length_takes(small: bool) -> None:
    """An agent with a model that does as it is told, counted by the same measure."""
    found = estimate(Write(BRIEF, max_repairs=0), small=small)
    model = FakeModel(small=small).always("Havn backpack of 980 g and 18 l with a warranty of 5 years. ")
    asyncio.run(run(WriteRequest("v", BRIEF, 0), model, lambda _: None))
    asked = sum(len(message.content) for prompt in model.prompts[: found.calls] for message in prompt.messages)
    assert found.prompt_tokens == pytest.approx(asked / 3.9, rel=0.1)


def test_a_model_too_weak_for_the_language_writes_by_rule() -> None:
    brief = msgspec.structs.replace(BRIEF, language="sv")
    weak = FakeModel(grades={"sv": "none"})
    found = estimate_write(Write(brief), weak, PAID)
    assert found.calls == 1
    nothing = estimate_write(Write(brief, fields=("title",)), weak, PAID)
    assert (nothing.calls, nothing.leaves, nothing.cost) == (0, (), 0.0)


@pytest.mark.parametrize(
    ("context", "longest", "fit"),
    [(0, 0, True), (500, 0, False), (128_000, 0, True), (1500, 100, True), (1500, 0, False)],
)
def test_what_does_not_fit_is_told_before(context: int, longest: int, fit: bool) -> None:
    brief = msgspec.structs.replace(BRIEF, notes="A plain backpack for every day. " * 20)
    assert estimate(Write(brief), msgspec.structs.replace(PAID, context=context, longest_answer=longest)).fits is fit


def test_room_to_think_has_to_fit_too() -> None:
    route = msgspec.structs.replace(PAID, context=4096)
    assert estimate(Write(BRIEF), route).fits
    assert not estimate(Write(BRIEF), msgspec.structs.replace(route, thinks=True)).fits


def test_a_brief_that_cannot_be_written_for_is_told() -> None:
    with pytest.raises(UserError):
        estimate(Write(BRIEF, fields=("nonsense",)))


def test_a_post_is_estimated_as_the_steps_that_are_left() -> None:
    brief = msgspec.structs.replace(BRIEF, kind=Kind.BLOG, notes="")
    whole = estimate(Write(brief))
    planned = msgspec.structs.replace(brief, post=Post(angle="A", outline=(Section("s1", "Weight"),)))
    less = estimate(Write(planned))
    one = estimate(Write(planned, fields=("section.s1",)))
    assert whole.calls > less.calls > one.calls >= 1
    assert whole.prompt_tokens > less.prompt_tokens > one.prompt_tokens
    assert estimate(Write(brief, plain=True)).calls == 1
    weak = FakeModel(small=True, grades={"en": "poor"})
    assert estimate_write(Write(brief), weak, PAID).calls == 0
