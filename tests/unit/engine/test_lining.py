"""The engine's side of short lines: what came is the answer, whatever ended it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from desktop.checks.alike import like_any
from desktop.core.brief import Brief, Fact
from desktop.core.calls import Purpose
from desktop.core.errors import Cancelled, EnvironmentProblem, ErrorKind, UserError
from desktop.core.events import Called, Event, LineWritten
from desktop.core.finding import Verdict
from desktop.core.profile import Profile
from desktop.engine.lining import write_lines
from desktop.engine.messages import WriteLines
from desktop.engine.route import Route
from tests.fakes.model import FakeModel
from tests.faults.server import FaultServer
from tests.unit.engine.running import nothing, running_engine

HAVN = Brief(
    product="Havn backpack",
    language="en",
    facts=(
        Fact("a", "Weight", "980", "g"),
        Fact("b", "Capacity", "18", "l"),
        Fact("c", "Made in", "Portugal"),
        Fact("d", "Colours", "navy, black"),
        Fact("e", "Warranty", "5 years"),
    ),
)
MUG = Brief(
    product="Mug", language="en", facts=(Fact("a", "Keeps coffee hot", "an hour"), Fact("b", "Weight", "310", "g"))
)
THREE = "The backpack of 980 g\nHavn holds 18 l\nYour backpack from Portugal\n"
ASKED = WriteLines(HAVN, "google_ads.headline", 10, "far/large")


def large() -> FakeModel:
    return FakeModel("far/large", small=False)


def test_a_model_that_fails_after_three_lines_leaves_three_and_says_why() -> None:
    failing = EnvironmentProblem(ErrorKind.NETWORK, "The line is dead.")
    made = asyncio.run(write_lines(ASKED, large().enqueue(THREE, error=failing), nothing))
    assert [line.text for line in made.lines] == THREE.split("\n")[:3]
    assert made.error == failing.problem
    assert made.language == "en"


def test_one_that_fails_before_the_first_line_is_an_error() -> None:
    failing = EnvironmentProblem(ErrorKind.NETWORK, "The line is dead.")
    with pytest.raises(EnvironmentProblem):
        asyncio.run(write_lines(ASKED, large().enqueue("", error=failing), nothing))


@pytest.mark.parametrize(("lines", "left"), [(THREE, 3), ("", 0)])
def test_stopped_it_answers_with_the_lines_that_came(lines: str, left: int) -> None:
    async def main() -> None:
        begun = asyncio.Event()

        last = THREE.split("\n")[2]

        def hear(event: Event) -> None:
            if (isinstance(event, LineWritten) and event.line.text == last) or not left:
                begun.set()

        task = asyncio.ensure_future(write_lines(ASKED, large().enqueue(lines, hang=True), hear))
        await begun.wait()
        await asyncio.sleep(0.01)
        task.cancel()
        if not left:
            with pytest.raises(asyncio.CancelledError):
                await task
            return
        made = await task
        assert len(made.lines) == left
        assert made.error == Cancelled().problem

    asyncio.run(main())


def test_the_call_is_told_as_what_it_is_and_nothing_is_asked_that_cannot_be(profile: Profile) -> None:
    events: list[Event] = []

    async def main() -> None:
        with FaultServer() as server:
            async with running_engine(profile, Route("shop/m", "openai/m", server.base("none"))) as engine:
                request = WriteLines(MUG, "mail.subject", 3, "shop/m")
                made = await engine.lines(request, events.append)
                with pytest.raises(UserError):
                    await engine.lines(WriteLines(MUG, "shop.description", 3, "shop/m"), nothing)
        assert made.lines[0].text == "A mug that keeps coffee hot for an hour."
        assert made.lines[0].model == "shop/m"
        assert len(made.lines) == 3
        assert made.usage.completion_tokens > 0

    asyncio.run(main())
    assert {event.call.purpose for event in events if isinstance(event, Called)} == {Purpose.LINES}
    assert sum(isinstance(event, LineWritten) for event in events) == 3


@pytest.mark.model
@pytest.mark.timeout(900)
def test_the_small_model_on_this_computer_writes_lines_that_fit_differ_and_hold(
    profile: Profile, local_model_05b: Path
) -> None:
    here = Profile(profile.folder, local_model_05b.parent)

    async def main() -> None:
        async with running_engine(here) as engine:
            request = WriteLines(HAVN, "google_ads.headline", 12, "local/qwen2.5-coder-0.5b")
            made = await engine.lines(request, nothing)
        texts = [line.text for line in made.lines]
        assert len(texts) == 12
        assert any(line.model for line in made.lines)
        for place, line in enumerate(made.lines):
            assert line.measure.fits
            assert line.measure.count <= 30
            assert not like_any(line.text, texts[:place], "en")
            verdicts = {claim.verdict for claim in line.claims}
            assert not verdicts & {Verdict.CONTRADICTED, Verdict.UNSUPPORTED}, line.text

    asyncio.run(main())
