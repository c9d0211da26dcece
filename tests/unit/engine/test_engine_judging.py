"""The engine asks a model to judge a copy and to read facts."""

from __future__ import annotations

import asyncio

import pytest

from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.errors import UserError
from desktop.core.events import Event, Progress
from desktop.core.profile import Profile
from desktop.engine.messages import ExtractFacts, Judge
from desktop.engine.route import Route
from tests.faults.server import FaultServer
from tests.unit.engine.running import nothing, running_engine

BRIEF = Brief(language="en", facts=(Fact("closure", "Closure", "two magnets hold the flap"),))
COPY = Copy({"description": "Its flap snaps shut without a buckle to fumble with."})


def test_what_a_model_says_without_quoting_is_silence(profile: Profile) -> None:
    events: list[Event] = []

    async def main() -> None:
        with FaultServer() as server:
            async with running_engine(profile, Route("shop/m", "openai/m", server.base("none"))) as engine:
                judged = await engine.judge(Judge(COPY, BRIEF, "shop/m"), events.append)
                extracted = await engine.extract_facts(ExtractFacts("It weighs 980 g.", "shop/m"), events.append)
        (judgement,) = judged.judgements
        assert judgement.sentence == COPY.text("description")
        assert judgement.claims == ()
        assert judged.note == ""
        assert extracted.facts == ()

    asyncio.run(main())
    stages = [event.stage for event in events if isinstance(event, Progress)]
    assert "judge" in stages
    assert "extract" in stages


def test_a_model_poor_in_the_language_is_not_asked_and_says_so(profile: Profile) -> None:
    async def main() -> None:
        with FaultServer() as server:
            route = Route("shop/m", "openai/m", server.base("500"), small=True, grades={"en": "poor"})
            async with running_engine(profile, route) as engine:
                judged = await engine.judge(Judge(COPY, BRIEF, "shop/m"), nothing)
        assert judged.judgements == ()
        assert "not asked" in judged.note

    asyncio.run(main())


def test_a_model_that_is_not_there_is_refused(profile: Profile) -> None:
    async def main() -> None:
        async with running_engine(profile) as engine:
            with pytest.raises(UserError):
                await engine.judge(Judge(COPY, BRIEF, "cloud/x"), nothing)
            with pytest.raises(UserError):
                await engine.extract_facts(ExtractFacts("x", "cloud/x"), nothing)

    asyncio.run(main())
