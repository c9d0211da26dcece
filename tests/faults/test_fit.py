"""A brief that is too long for a model is told before anything is sent, on every route."""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from desktop.core.brief import Brief
from desktop.core.profile import Profile
from desktop.core.provider import Protocol
from desktop.engine.messages import Estimate, Write
from tests.faults.matrix import ROUTES
from tests.faults.runs import route_to
from tests.faults.server import FaultServer
from tests.unit.engine.running import running_engine


@pytest.mark.parametrize("protocol", ROUTES)
def test_what_does_not_fit_is_known_before_it_is_sent(profile: Profile, protocol: Protocol) -> None:
    brief = Brief(
        product="Mug", notes="It keeps coffee hot for an hour. " * 600, channels=("shop.title",), language="en"
    )

    async def estimates(server: FaultServer) -> list[bool]:
        small = msgspec.structs.replace(route_to(server.base("none"), protocol), context=2048)
        large = msgspec.structs.replace(small, id="example/large", context=200_000)
        async with running_engine(profile, small, large) as engine:
            return [(await engine.estimate(Estimate(Write(brief, each.id)))).fits for each in (small, large)]

    with FaultServer(protocol.value) as server:
        assert asyncio.run(estimates(server)) == [False, True]
        assert server.bytes_in == 0
