"""How a variant was made is kept with it: every question and answer, every mending, however it ended."""

from __future__ import annotations

import asyncio
import zlib

import msgspec

from desktop.agents.loop import run
from desktop.agents.recording import Recorder
from desktop.agents.task import WriteRequest
from desktop.core.brief import Brief, Fact
from desktop.core.checking import CheckOptions, Published
from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.errors import EnvironmentProblem, ErrorKind
from desktop.core.events import Delta, Event, VariantDone
from desktop.core.making import Making
from tests.fakes.model import FakeModel

FACTS = (
    Fact("f1", "Weight", "5.1", "kg"),
    Fact("f2", "Material", "enamelled cast iron"),
    Fact("f3", "Capacity", "4.2", "litres"),
)
BRIEF = Brief(
    product="Brisa casserole", language="en", channels=("shop.title", "shop.description"), facts=FACTS, tone="warm"
)
TITLE = "Brisa casserole, 5.1 kg"
GOOD = "The Brisa casserole of enamelled cast iron holds 4.2 litres. It weighs 5.1 kg, so lift it with care."


def _made(variant: Variant) -> Making:
    assert variant.made is not None
    return variant.made


def _write(model: FakeModel, request: WriteRequest) -> Variant:
    return asyncio.run(run(request, model, lambda _event: None))


def test_each_question_and_answer_is_kept_as_it_was() -> None:
    model = FakeModel().enqueue(f'"{TITLE}"', f"{GOOD} It comes with a 25 year guarantee.", GOOD)
    options = CheckOptions(policies=("eu-green",))
    variant = _write(model, WriteRequest("v1", BRIEF, 2, seed=40, options=options))
    made = _made(variant)
    assert (made.seed, made.max_repairs, made.plain, made.options) == (40, 2, False, options)
    assert [(each.field, each.repair) for each in made.exchanges] == [
        ("title", 0),
        ("description", 0),
        ("description", 1),
    ]
    assert [each.messages for each in made.exchanges] == [prompt.messages for prompt in model.prompts]
    assert [each.answer for each in made.exchanges] == [
        f'"{TITLE}"',
        f"{GOOD} It comes with a 25 year guarantee.",
        GOOD,
    ]
    for each, prompt in zip(made.exchanges, model.prompts, strict=True):
        assert (each.seed, each.temperature, each.max_tokens) == (prompt.seed, prompt.temperature, prompt.max_tokens)
    assert [each.seed for each in made.exchanges[:2]] == [40, 41]
    (mending,) = made.mendings
    assert (mending.field, mending.after) == ("description", GOOD)
    assert "25 year" in mending.before
    assert mending.reason
    assert variant.tone == "warm"


def test_what_a_rule_put_right_is_kept_with_its_reason() -> None:
    model = FakeModel().enqueue(TITLE, f"{GOOD} It comes with a 25 year guarantee.")
    (mending,) = _made(_write(model, WriteRequest("v1", BRIEF, 0))).mendings
    assert mending.field == "description"
    assert mending.before.endswith("guarantee.")
    assert mending.after == GOOD
    assert "25 year" in mending.reason


def test_what_was_made_by_rule_says_so() -> None:
    brief = msgspec.structs.replace(BRIEF, language="nl", channels=("shop.title",))
    variant = _write(FakeModel(grades={"nl": "poor"}), WriteRequest("v1", brief))
    made = _made(variant)
    assert made.exchanges == ()
    assert [(each.field, each.after) for each in made.mendings] == [("title", variant.copy.text("title"))]


def test_a_large_model_is_asked_for_all_fields_in_one_exchange() -> None:
    answer = msgspec.json.encode({"title": TITLE, "description": GOOD}).decode()
    model = FakeModel(small=False).enqueue("no JSON", answer)
    made = _made(_write(model, WriteRequest("v1", BRIEF, 0, seed=3)))
    assert [(each.field, each.repair, each.answer) for each in made.exchanges] == [("", 0, "no JSON"), ("", 1, answer)]


def test_one_that_fails_keeps_what_there_was_by_then() -> None:
    model = FakeModel().enqueue(TITLE).enqueue(GOOD[:30], error=EnvironmentProblem(ErrorKind.NETWORK, "Lost."))
    variant = _write(model, WriteRequest("v1", BRIEF, fields=("title", "description"), copy=Copy({"body": "x"})))
    assert not variant.complete
    made = _made(variant)
    assert [each.answer for each in made.exchanges] == [TITLE, GOOD[:30]]
    assert (made.fields, made.standing) == (("title", "description"), Copy({"body": "x"}))


def test_one_that_is_stopped_keeps_what_there_was_by_then() -> None:
    model = FakeModel().enqueue(TITLE).enqueue(GOOD[:30], hang=True)
    events: list[Event] = []

    async def main() -> Recorder:
        request = WriteRequest("v1", BRIEF, seed=5)
        recorder = Recorder(request)
        described = asyncio.Event()

        def hear(event: Event) -> None:
            events.append(event)
            if isinstance(event, Delta) and event.field == "description" and event.text.startswith("casserole"):
                described.set()

        task = asyncio.create_task(run(request, model, hear, recorder))
        await described.wait()
        await asyncio.sleep(0.01)
        assert recorder.making.exchanges[-1].answer, "while it is written"
        task.cancel()
        await asyncio.wait([task])
        return recorder

    recorder = asyncio.run(main())
    (done,) = (event for event in events if isinstance(event, VariantDone))
    made = _made(done.variant)
    assert made == recorder.making
    assert [each.answer for each in made.exchanges] == [TITLE, GOOD[:30]]


def test_a_loop_is_kept_whole_though_only_its_good_part_is_used() -> None:
    looped = f"{GOOD} {GOOD} {GOOD}"
    model = FakeModel().enqueue(TITLE, looped)
    variant = _write(model, WriteRequest("v1", BRIEF, 0))
    assert variant.copy.text("description") == GOOD
    answer = _made(variant).exchanges[-1].answer
    assert looped.startswith(answer)
    assert len(answer) > len(GOOD)


def test_it_weighs_little_in_the_history() -> None:
    """The examples of each field are most of it; they are alike and compress well."""
    model = FakeModel().always(GOOD)
    brief = msgspec.structs.replace(BRIEF, channels=())
    variant = _write(model, WriteRequest("v1", brief, 2))
    assert len(zlib.compress(msgspec.json.encode(variant))) < 16_000


def test_texts_of_other_drafts_are_not_kept_with_a_variant() -> None:
    model = FakeModel().enqueue(TITLE, GOOD)
    options = CheckOptions(policies=("eu-green",), others=(Published("Secret launch", "title", "Not out yet"),))
    made = _made(_write(model, WriteRequest("v1", BRIEF, 2, options=options)))
    assert made.options == CheckOptions(policies=("eu-green",))
    assert b"Secret launch" not in msgspec.json.encode(made)
