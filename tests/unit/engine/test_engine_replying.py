"""What a reply rests on, asked of the engine as the window asks it."""

from __future__ import annotations

import asyncio

from desktop.core.copy import Copy
from desktop.core.profile import Profile
from desktop.core.reply import Rest, Resting
from desktop.engine.engine import Engine
from desktop.engine.mail_messages import RestReply
from tests.fakes.letters import ENGLISH


def test_the_worker_says_what_each_sentence_rests_on(profile: Profile) -> None:
    async def ask() -> Resting:
        engine = Engine(profile)
        try:
            return await engine.rest_reply(RestReply(Copy({"body": "Dear Tom,\nThe warranty is 2 years."}), ENGLISH))
        finally:
            await engine.close()

    found = asyncio.run(ask())
    assert [each.rest for each in found.bases] == [Rest.COURTESY, Rest.FACT]
    assert [each.answered for each in found.asked] == [False, True, False]
    assert found.customer == "Tom"
