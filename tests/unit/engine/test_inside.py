"""Variants of one group on this computer: what each field's prompts have in common is read once, each in its slot."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import cast

from desktop.core.prompt import Message, Prompt, Role
from desktop.engine.gateway import GatewayModel
from desktop.engine.groups import Group
from desktop.engine.inside import InsideModel, Seat
from desktop.engine.local import Endpoint, LocalServer
from tests.fakes.model import FakeModel


class Shelf:
    """Notes what was read and put back, and works or not."""

    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.kept: set[tuple[Message, ...]] = set()
        self.read_into: list[int] = []
        self.put_into: list[int] = []

    async def read(self, slot: int, messages: Sequence[Message], shared: int) -> bool:
        self.read_into.append(slot)
        await asyncio.sleep(0.01)
        if self.works:
            self.kept.add(tuple(messages[:shared]))
        return self.works

    async def recall(self, slot: int, messages: Sequence[Message], shared: int) -> bool:
        if tuple(messages[:shared]) not in self.kept:
            return False
        self.put_into.append(slot)
        return True


class Server:
    """A model server of which only the shelf is looked at."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def shelf(self, endpoint: Endpoint) -> Shelf:
        return self._shelf


def _prompt(field: str, last: str = "The facts.") -> Prompt:
    return Prompt((Message(Role.SYSTEM, field), Message(Role.USER, last)), 20, shared=1)


def _model(shelf: Shelf, seat: Seat | None) -> InsideModel:
    fake = cast("GatewayModel", FakeModel().always("A mug."))
    return InsideModel(fake, cast("LocalServer", Server(shelf)), cast("Endpoint", None), seat)


async def _ask(model: InsideModel, *prompts: Prompt) -> None:
    for prompt in prompts:
        async for _ in model.stream(prompt):
            pass


def _ask_all(shelf: Shelf, group: Group, *prompts: Prompt) -> None:
    async def main() -> None:
        await asyncio.gather(*(_ask(_model(shelf, Seat(slot, group)), *prompts) for slot in range(4)))

    asyncio.run(main())


def test_each_field_is_read_once_and_put_into_the_slots_of_the_others() -> None:
    shelf = Shelf()
    _ask_all(shelf, Group(), _prompt("title"), _prompt("description"))
    assert len(shelf.read_into) == 2
    assert sorted([*shelf.read_into, *shelf.put_into]) == [0, 0, 1, 1, 2, 2, 3, 3]


def test_what_a_slot_holds_is_not_put_into_it_again() -> None:
    """A repair asks on where the field's own prompt ended."""
    shelf = Shelf()
    _ask_all(shelf, Group(), _prompt("title"), _prompt("title", "It is too long."))
    assert (len(shelf.read_into), len(shelf.put_into)) == (1, 3)


def test_what_another_group_has_read_is_not_read_again() -> None:
    shelf = Shelf()
    _ask_all(shelf, Group(), _prompt("title"))
    _ask_all(shelf, Group(), _prompt("title"))
    assert (len(shelf.read_into), len(shelf.put_into)) == (1, 7)


def test_where_nothing_can_be_kept_all_are_answered() -> None:
    shelf = Shelf(works=False)
    _ask_all(shelf, Group(), _prompt("title"))
    assert (len(shelf.read_into), shelf.put_into) == (1, [])


def test_one_that_is_alone_and_a_prompt_of_its_own_share_nothing() -> None:
    shelf = Shelf()
    asyncio.run(_ask(_model(shelf, None), _prompt("title")))
    own = Prompt((Message(Role.USER, "Only this."),), 20)
    asyncio.run(_ask(_model(shelf, Seat(0, Group())), own))
    assert (shelf.read_into, shelf.put_into) == ([], [])
