"""How fast models answer: as they did in this session, and until one has, as is usual at its place."""

from __future__ import annotations

import msgspec

from desktop.core.prompt import Ending
from desktop.engine.gateway_requests import thinks
from desktop.engine.route import Route
from desktop.engine.turns import together

_LEAST_TOKENS = 8
_NEWEST = 0.3
_GAIN = 1.8
"""So many times as much do all answers at once bring on this computer, as four on two cores do (measured)."""


class Speed(msgspec.Struct, frozen=True):
    """Seconds to the first word of a call, and tokens a second from there, of a call that is alone."""

    first_s: float
    tokens_s: float

    def seconds(self, calls: float, tokens: float) -> float:
        """How long so many calls with so many tokens of answer take, one after another."""
        return calls * self.first_s + tokens / self.tokens_s


_INSIDE = Speed(2.5, 12.0)
_NEIGHBOUR = Speed(3.0, 15.0)
_ELSEWHERE = Speed(1.2, 50.0)
_THINKING = Speed(10.0, 50.0)


class Speeds:
    """The speeds of a session, by route; what was heard last counts most."""

    def __init__(self) -> None:
        self._heard: dict[str, Speed] = {}
        self._asked: dict[str, int] = {}

    def begin(self, route: Route) -> None:
        """A call to a model begins."""
        self._asked[route.id] = self._asked.get(route.id, 0) + 1

    def end(self, route: Route, ending: Ending | None) -> None:
        """It has ended; what no provider counted, and very short answers, tell nothing."""
        at_once = self._asked.get(route.id, 1)
        self._asked[route.id] = at_once - 1
        if ending is None or ending.first_token_s is None or ending.usage.completion_tokens < _LEAST_TOKENS:
            return
        writing_s = ending.total_s - ending.first_token_s
        if writing_s <= 0:
            return
        slower = slowed(route, at_once)
        new = Speed(ending.first_token_s / slower, ending.usage.completion_tokens / writing_s * slower)
        old = self._heard.get(route.id, new)
        self._heard[route.id] = Speed(
            old.first_s + _NEWEST * (new.first_s - old.first_s),
            old.tokens_s + _NEWEST * (new.tokens_s - old.tokens_s),
        )

    def of(self, route: Route) -> Speed:
        """How fast a model answers when it is asked one thing at a time."""
        return self._heard.get(route.id) or _usual(route)


def slowed(route: Route, at_once: int) -> float:
    """How many times longer each of several answers takes that are written at once; elsewhere there is no telling."""
    most = min(max(1, at_once), together(route))
    if most == 1 or not (route.inside or route.here):
        return 1.0
    return most / (1 + (_GAIN - 1) * (most - 1) / (together(route) - 1))


def _usual(route: Route) -> Speed:
    if route.inside:
        return _INSIDE
    if route.here:
        return _NEIGHBOUR
    return _THINKING if thinks(route) else _ELSEWHERE
