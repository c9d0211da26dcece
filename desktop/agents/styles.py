"""How sentences by rule may differ without losing truth: which facts come first, which frame, joined or short."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from desktop.core.brief import Brief

T = TypeVar("T")

_TERSE = re.compile(
    r"\b(?:terse|short|brief|concise|compact|crisp|dry|factual|to the point|plain|matter-of-fact|businesslike"
    r"|kort|bondig|beknopt|zakelijk|feitelijk|droog|strak|nuchter"
    r"|korta?|kortfattad|saklig|koncis|rak|stram|torr)\b",
    re.IGNORECASE,
)


class Style(msgspec.Struct, frozen=True):
    """One way to say facts; the one without a seed says them in their order, and in the first of the frames.

    `joined` puts two measures into one sentence, `leading` puts them into the first one.
    """

    seed: int | None = None
    joined: bool = True
    leading: bool = False

    def frame(self, frames: Sequence[str]) -> str:
        """One of the frames that say the same."""
        return frames[0] if self.seed is None else frames[self._dice("frame").randrange(len(frames))]

    def order(self, things: Sequence[T]) -> tuple[T, ...]:
        """The things in the order of this style."""
        if self.seed is None:
            return tuple(things)
        return tuple(self._dice("order").sample(list(things), len(things)))

    def _dice(self, what: str) -> random.Random:
        return random.Random(f"{self.seed} {what}")  # noqa: S311 - no secret


PLAIN = Style()


def style_of(seed: int | None, brief: Brief) -> Style:
    """The style of a variant: its seed decides, and a tone that asks for few words is heard."""
    if seed is None:
        return PLAIN
    dice = random.Random(f"{seed} {brief.tone} {brief.instructions}")  # noqa: S311 - no secret
    own = dice.randrange(2**31)
    joined, leading = dice.random() < 0.5, dice.random() < 0.5
    terse = _TERSE.search(brief.tone) is not None
    return Style(own, joined and not terse, leading and not terse)
