"""What the model server has read once is put into other slots as they come; no fault of that costs an answer."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from desktop.core.profile import Profile
from desktop.core.prompt import Message, Role
from desktop.engine.local import LocalServer
from desktop.engine.priming import ServerCalls
from desktop.engine.redaction import Secret
from desktop.engine.shelf import Shelf

SMALL = "local/qwen2.5-coder-0.5b"
RULES = "Keep sentences short, concrete and true to the facts: “ë” <b>bold</b>. " * 6
OPENING = (Message(Role.SYSTEM, f"You write product copy. {RULES}"),)
BAG, MUG = (Message(Role.USER, f"Describe a {thing}.") for thing in ("canvas bag", "mug of stoneware"))


@pytest.mark.model
def test_others_need_read_no_more_than_what_is_their_own(local_model_05b: Path, tmp_path: Path) -> None:
    pytest.importorskip("xllamacpp")
    server = LocalServer(Profile(tmp_path / "profile", local_model_05b.parent))

    async def main() -> tuple[list[bool], list[int]]:
        try:
            endpoint = await server.endpoint(SMALL)
            shelf = server.shelf(endpoint)
            assert server.shelf(endpoint) is shelf
            done = [await shelf.recall(1, (*OPENING, BAG), 1)]
            done.append(await shelf.read(0, (*OPENING, BAG), 1))
            done += [await shelf.recall(slot, (*OPENING, MUG), 1) for slot in (1, 2, 3)]
            calls = ServerCalls(endpoint.base_url, endpoint.key, tmp_path)
            read: list[int] = []
            async with calls.client(120) as client:
                for slot, last in ((0, BAG), (1, BAG), (2, MUG)):
                    asked = [{"role": str(each.role), "content": each.content} for each in (*OPENING, last)]
                    body = {"messages": asked, "max_tokens": 4, "id_slot": slot}
                    answer = await client.post(f"{endpoint.base_url}/chat/completions", json=body)
                    read.append(int(answer.json()["timings"]["prompt_n"]))
            return done, read
        finally:
            await server.stop()

    done, read = asyncio.run(main())
    assert done == [False, True, True, True, True]
    assert read[:2] == [1, 1]
    assert 1 < read[2] < 25


def test_a_server_that_is_gone_costs_nothing(tmp_path: Path) -> None:
    shelf = Shelf(ServerCalls("http://127.0.0.1:9/v1", Secret("key"), tmp_path), tmp_path, 1.0)

    async def main() -> None:
        assert not await shelf.read(0, (*OPENING, BAG), 1)
        assert not await shelf.recall(0, (*OPENING, BAG), 1)

    asyncio.run(main())


class Willing(ServerCalls):
    """Does as it is told, with files that are empty."""

    def __init__(self, folder: Path) -> None:
        super().__init__("http://127.0.0.1:9/v1", Secret("key"), folder)
        self.folder = folder

    async def read(self, messages: object, slot: int, name: str, timeout_s: float) -> bool:
        (self.folder / name).touch()
        return True

    async def recall(self, slot: int, name: str, timeout_s: float) -> bool:
        return (self.folder / name).exists()


def test_old_copies_are_thrown_away(tmp_path: Path) -> None:
    shelf = Shelf(Willing(tmp_path), tmp_path, 1.0)

    async def main() -> tuple[bool, bool]:
        for number in range(20):
            assert await shelf.read(0, (Message(Role.SYSTEM, str(number)), BAG), 1)
        first = await shelf.recall(0, (Message(Role.SYSTEM, "0"), BAG), 1)
        return first, await shelf.recall(0, (Message(Role.SYSTEM, "19"), MUG), 1)

    assert asyncio.run(main()) == (False, True)
    assert len(list(tmp_path.iterdir())) == 12
