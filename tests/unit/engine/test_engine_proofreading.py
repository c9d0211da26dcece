"""Grammar and suggestions through the engine and its worker processes."""

from __future__ import annotations

import asyncio
from importlib.util import find_spec

import pytest

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.errors import EnvironmentProblem
from desktop.core.events import Event
from desktop.core.profile import Profile
from desktop.engine.engine import Engine
from desktop.engine.messages import Proofread, Suggest
from tests.fakes.language_tool import LanguageToolServer

pytestmark = pytest.mark.skipif(find_spec("harper") is None, reason="harper-py has no wheel for this system")
ENGLISH = Copy({"body": "It could of been better. The rest is fine."})


def test_english_is_read_here_and_a_word_gets_suggestions(profile: Profile) -> None:
    events: list[Event] = []

    async def main() -> None:
        engine = Engine(profile)
        try:
            answer = await engine.proofread(Proofread(ENGLISH, Brief(language="en")), events.append)
            assert [(each.text, each.fixes, each.start) for each in answer.findings] == [
                ("could of", ("could have",), 3)
            ]
            assert (answer.server, answer.note, events) == ("", "", [])
            words = await engine.suggest(Suggest("Recieve", "en"))
            assert words.words[0] == "Receive"
        finally:
            await engine.close()

    asyncio.run(main())


def test_a_server_that_fails_leaves_english_to_this_computer_and_says_so(profile: Profile) -> None:
    async def main(address: str) -> None:
        engine = Engine(profile)
        try:
            request = Proofread(ENGLISH, Brief(language="en"), language_tool=address)
            answer = await engine.proofread(request, lambda _: None)
            assert [each.text for each in answer.findings] == ["could of"]
            assert address in answer.note
            dutch = Proofread(Copy({"body": "Een tekst."}), Brief(language="nl"), language_tool=address)
            with pytest.raises(EnvironmentProblem):
                await engine.proofread(dutch, lambda _: None)
        finally:
            await engine.close()

    with LanguageToolServer(fault="error") as server:
        asyncio.run(main(server.address))
