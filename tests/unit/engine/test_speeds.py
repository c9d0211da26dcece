"""How fast a model is taken to be: as it was heard in this session, whatever was written beside it."""

from __future__ import annotations

import msgspec
import pytest

from desktop.core.prompt import Ending, FinishReason
from desktop.core.usage import Usage
from desktop.engine.route import Route
from desktop.engine.speeds import Speed, Speeds, slowed

INSIDE = Route("local/small", "small", "", inside=True)
SHOP = Route("shop/m", "openai/m", "https://shop.example/v1", provider="shop")


def ending(tokens: int = 50, first_s: float | None = 1.0, total_s: float = 3.5) -> Ending:
    return Ending(FinishReason.STOP, Usage(100, tokens), first_s, total_s)


def test_it_is_as_it_was_heard() -> None:
    speeds = Speeds()
    before = speeds.of(SHOP)
    speeds.begin(SHOP)
    speeds.end(SHOP, ending())
    assert speeds.of(SHOP) == Speed(1.0, 20.0) != before
    assert speeds.of(msgspec.structs.replace(SHOP, id="shop/other")) == before
    assert speeds.of(SHOP).seconds(2, 40) == pytest.approx(4.0)


def test_what_was_heard_last_counts_but_not_alone() -> None:
    speeds = Speeds()
    for tokens in (50, 25):
        speeds.begin(SHOP)
        speeds.end(SHOP, ending(tokens))
    assert 10 < speeds.of(SHOP).tokens_s < 20


@pytest.mark.parametrize("what", [None, ending(3), ending(50, None), ending(50, 3.5)])
def test_what_tells_nothing_changes_nothing(what: Ending | None) -> None:
    speeds = Speeds()
    before = speeds.of(SHOP)
    speeds.begin(SHOP)
    speeds.end(SHOP, what)
    assert speeds.of(SHOP) == before


def test_of_four_at_once_on_this_computer_each_is_known_to_be_faster_alone() -> None:
    speeds = Speeds()
    for _ in range(4):
        speeds.begin(INSIDE)
    speeds.end(INSIDE, ending())
    assert speeds.of(INSIDE).tokens_s == pytest.approx(20 * slowed(INSIDE, 4))


def test_at_a_provider_others_slow_nothing_down() -> None:
    assert slowed(SHOP, 4) == 1.0
    assert slowed(INSIDE, 1) == 1.0
    assert slowed(INSIDE, 4) == pytest.approx(4 / 1.8)
    assert 1.0 < slowed(INSIDE, 2) < slowed(INSIDE, 3) < slowed(INSIDE, 4) == slowed(INSIDE, 9)


def test_until_one_has_answered_a_model_that_thinks_is_slower_to_begin() -> None:
    thinking = msgspec.structs.replace(SHOP, thinks=True)
    assert Speeds().of(thinking).first_s > Speeds().of(SHOP).first_s
    assert Speeds().of(INSIDE).tokens_s < Speeds().of(SHOP).tokens_s
