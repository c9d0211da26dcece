"""Variants side by side while some go wrong: each says why, none takes anything from another, and no server is pressed.

Real calls over real sockets; the small model on this computer has a test of its own.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import msgspec
import pytest

from desktop.core.brief import Brief, Fact
from desktop.core.draft import Variant
from desktop.core.errors import ErrorKind, Remedy
from desktop.core.events import Event, Progress, VariantDone, Waiting
from desktop.core.finding import Severity
from desktop.core.profile import Profile
from desktop.core.provider import Price
from desktop.engine.messages import Write
from desktop.engine.route import Route
from tests.clock import on_time
from tests.faults.server import TEXT, FaultServer
from tests.faults.steps import CIRCLE, FOREIGN, REFUSAL
from tests.unit.engine.running import nothing, running_engine

BRIEF = Brief(
    product="Mug Delft",
    language="en",
    tone="warm",
    channels=("shop.description",),
    facts=(Fact("f1", "Volume", "300", "ml"), Fact("f2", "Material", "stoneware")),
)
PRICE = Price(100.0, 1000.0)


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


def _route(server: FaultServer, fault: str, *, far: bool = True) -> Route:
    """A model that answers as the fault does; `far`: as one of a provider, of which four are asked at once."""
    place = "elsewhere.example" if far else ""
    return Route(f"shop/{fault}", "openai/m", server.base(fault), provider="shop", passed_to=place, price=PRICE)


def _write_all(profile: Profile, routes: list[Route], *requests: Write) -> tuple[list[Variant], list[list[Event]]]:
    """All requests at once, as the window makes them; their variants, and what each heard."""
    heard: list[list[Event]] = [[] for _ in requests]

    async def main() -> list[Variant]:
        async with running_engine(profile, *routes) as engine:
            works = [engine.write(each, events.append) for each, events in zip(requests, heard, strict=True)]
            return [variant for written in await asyncio.gather(*works) for variant in written.variants]

    return asyncio.run(main()), heard


def test_six_columns_of_which_each_goes_wrong_in_its_own_way(profile: Profile, server: FaultServer) -> None:
    faults = ("none", "refuses", "foreign", "endless", "content-filter", "cut")
    routes = [_route(server, fault) for fault in faults]
    variants, heard = _write_all(
        profile,
        routes,
        *(Write(BRIEF, route.id, plain=True, variant=f"v{n}", group="g") for n, route in enumerate(routes)),
    )
    assert [variant.id for variant in variants] == [f"v{n}" for n in range(6)]
    good, refused, foreign, endless, filtered, cut = variants
    assert (good.complete, good.copy.text("description")) == (True, "".join(TEXT))
    for variant in (refused, filtered):
        assert variant.error is not None
        assert (variant.error.kind, variant.error.remedy) == (ErrorKind.PROVIDER, Remedy.CHOOSE_MODEL)
        assert "declined" in variant.error.message
    assert refused.copy.is_empty
    assert filtered.copy.text("description") == "".join(TEXT[:2]).strip()
    assert foreign.copy.text("description") == FOREIGN
    assert ("language.text", Severity.ERROR) in {(each.check, each.severity) for each in foreign.findings}
    assert endless.complete
    assert endless.copy.text("description") == CIRCLE.strip()
    assert any(each.check == "text.looped" for each in endless.findings)
    assert cut.error is not None
    assert cut.error.remedy is Remedy.CONTINUE
    assert cut.copy.text("description") == "".join(TEXT[:2]).strip()
    for number, (variant, events) in enumerate(zip(variants, heard, strict=True)):
        assert variant.tone == "warm"
        assert variant.made is not None
        (exchange,) = variant.made.exchanges
        assert exchange.seed == variant.made.seed
        assert exchange.answer.strip(), faults[number]
        assert [each for each in events if isinstance(each, VariantDone)] == [VariantDone(variant)]
    assert refused.made is not None
    assert refused.made.exchanges[0].answer.strip() == REFUSAL
    assert server.at("endless")[0].left.wait(2), "the connection of one without an end is closed early"


def test_each_variant_has_a_seed_of_its_own_and_is_asked_with_it(profile: Profile, server: FaultServer) -> None:
    variants, _ = _write_all(
        profile, [_route(server, "none")], Write(BRIEF, "shop/none", variants=6, plain=True, seed=9)
    )
    seeds = [variant.made.seed for variant in variants if variant.made is not None]
    assert seeds[0] == 9
    assert len(set(seeds)) == 6
    assert sorted(int(str(seen.json["seed"])) for seen in server.seen) == sorted(each for each in seeds if each)


def test_no_more_are_asked_at_once_than_is_polite_and_the_rest_is_told_to_wait(
    profile: Profile, server: FaultServer
) -> None:
    near = _route(server, "paced", far=False)
    variants, (events,) = _write_all(profile, [near], Write(BRIEF, near.id, variants=4, plain=True))
    assert all(variant.complete for variant in variants)
    told = [each for each in events if isinstance(each, Progress) and each.stage == "queue"]
    assert len(told) == 2
    assert told[0].message == "Waiting for its turn"


@on_time
def test_stop_while_it_waits_for_its_turn_is_at_once(profile: Profile, server: FaultServer) -> None:
    near = _route(server, "slow", far=False)

    async def main() -> float:
        async with running_engine(profile, near) as engine:
            queued = asyncio.Event()

            def hear(event: Event) -> None:
                if isinstance(event, Progress) and event.stage == "queue":
                    queued.set()

            busy = asyncio.create_task(engine.write(Write(BRIEF, near.id, variants=2, plain=True), nothing))
            await asyncio.to_thread(server.wait_for_request, 2)
            waiting = asyncio.create_task(engine.write(Write(BRIEF, near.id, plain=True), hear))
            await queued.wait()
            began = time.monotonic()
            waiting.cancel()
            await asyncio.wait([waiting])
            took = time.monotonic() - began
            assert waiting.cancelled()
            busy.cancel()
            await asyncio.wait([busy])
            return took

    assert asyncio.run(main()) < 0.2
    assert len(server.seen) == 2


def test_what_a_busy_provider_says_to_one_holds_for_all(profile: Profile, server: FaultServer) -> None:
    """One is told to wait three seconds; the others, whose turn comes meanwhile, wait without asking."""
    route = _route(server, "429+none")

    async def main() -> tuple[list[float], list[list[Event]]]:
        heard: list[list[Event]] = [[] for _ in range(6)]
        told = asyncio.Event()
        done: list[float] = []
        async with running_engine(profile, route) as engine:

            async def write(number: int) -> None:
                def hear(event: Event) -> None:
                    heard[number].append(event)
                    if isinstance(event, Waiting):
                        told.set()

                written = await engine.write(Write(BRIEF, route.id, plain=True), hear)
                assert written.variants[0].complete
                done.append(time.monotonic())

            first = asyncio.create_task(write(0))
            await told.wait()
            began = time.monotonic()
            await asyncio.gather(first, *(write(number) for number in range(1, 6)))
        return [moment - began for moment in done], heard

    done, heard = asyncio.run(main())
    assert len(server.seen) == 7, "only the one that was told to wait is asked twice"
    assert min(done) > 2.5
    assert all(any(isinstance(event, Waiting) for event in events) for events in heard[:4])


def test_a_group_spends_of_one_purse(profile: Profile, server: FaultServer) -> None:
    route = _route(server, "none")
    (first,), _ = _write_all(profile, [route], Write(BRIEF, route.id, plain=True))
    (seen,) = server.seen
    assert first.usage.cost is not None
    most = int(str(seen.json["max_tokens"])) / 1000 * 1.1 + first.usage.cost * 2.5
    requests = [Write(BRIEF, route.id, plain=True, group="g", company=6, max_cost=most) for _ in range(6)]
    variants, _ = _write_all(profile, [route], *requests)
    done = [variant for variant in variants if variant.complete]
    assert 1 <= len(done) < 6
    assert sum(variant.usage.cost or 0.0 for variant in variants) <= most
    refused = [variant.error.kind for variant in variants if variant.error is not None]
    assert set(refused) == {ErrorKind.QUOTA}


def test_the_same_seed_brief_and_settings_ask_the_same_again(profile: Profile, server: FaultServer) -> None:
    """What a variant keeps is enough to make it again."""
    route = _route(server, "none")
    (first,), _ = _write_all(profile, [route], Write(BRIEF, route.id, max_repairs=1))
    made = first.made
    assert made is not None
    before = len(server.seen)
    (again,), _ = _write_all(
        profile,
        [route],
        Write(
            BRIEF,
            route.id,
            max_repairs=made.max_repairs,
            plain=made.plain,
            fields=made.fields,
            copy=made.standing,
            options=made.options,
            seed=made.seed,
        ),
    )
    assert [seen.json for seen in server.seen[before:]] == [seen.json for seen in server.seen[:before]]
    assert again.made == made
    assert msgspec.structs.replace(again, id=first.id, timing=first.timing) == first
