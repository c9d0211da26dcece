from __future__ import annotations

import asyncio

from desktop.core.events import Delta, Event, FieldDone, FieldStarted
from desktop.engine.joiner import EventJoiner


def test_the_first_piece_leaves_at_once_and_the_rest_together() -> None:
    async def main() -> None:
        sent: list[Event] = []
        joiner = EventJoiner(sent.append)
        joiner(FieldStarted("a", "title"))
        joiner(Delta("a", "title", "One "))
        assert sent == [FieldStarted("a", "title"), Delta("a", "title", "One ")]
        for word in ("two ", "three ", "four"):
            joiner(Delta("a", "title", word))
        assert len(sent) == 2
        await asyncio.sleep(0.06)
        assert sent[2:] == [Delta("a", "title", "two three four")]
        joiner.close()

    asyncio.run(main())


def test_no_event_overtakes_text() -> None:
    async def main() -> None:
        sent: list[Event] = []
        joiner = EventJoiner(sent.append)
        for event in (
            Delta("a", "title", "x"),
            Delta("a", "title", "y"),
            Delta("b", "title", "z"),
            FieldDone("a", "title"),
        ):
            joiner(event)
        assert sent == [
            Delta("a", "title", "x"),
            Delta("a", "title", "y"),
            Delta("b", "title", "z"),
            FieldDone("a", "title"),
        ]
        joiner.close()

    asyncio.run(main())


def test_closing_sends_what_is_held_back() -> None:
    async def main() -> None:
        sent: list[Event] = []
        joiner = EventJoiner(sent.append)
        joiner(Delta("a", "title", "x"))
        joiner(Delta("a", "title", "y"))
        joiner.close()
        assert sent[-1] == Delta("a", "title", "y")
        await asyncio.sleep(0.05)
        assert len(sent) == 2

    asyncio.run(main())


def test_slow_text_is_never_held_back() -> None:
    async def main() -> None:
        sent: list[Event] = []
        joiner = EventJoiner(sent.append)
        for word in ("a", "b", "c"):
            joiner(Delta("v", "title", word))
            assert sent[-1] == Delta("v", "title", word)
            await asyncio.sleep(0.05)
        joiner.close()

    asyncio.run(main())
