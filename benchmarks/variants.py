"""Four variants of one brief on the model on this computer: together, as the program writes them, and one by one.

The whole way is measured: prompts, answers, checks and repairs, through the engine's turns and its shared reading. Both
ways write from the same brief with the same seeds, after one variant that loads what both need; the first word and the
tokens are told with the time.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import msgspec

from benchmarks.figure import Figure, machine
from desktop.core.brief import Brief, Fact
from desktop.core.draft import Variant
from desktop.core.events import Event
from desktop.core.profile import Profile
from desktop.engine.catalogue import load_catalogue
from desktop.engine.engine import Engine
from desktop.engine.messages import Configure, Write
from desktop.engine.processors import worker_threads

_COUNT = 4
_SEEDS = (11, 22, 33, 44)
_BUDGET = 1.8

BRIEF = Brief(
    product="Noordwal backpack",
    audience="people who cycle to work",
    language="en",
    channels=("shop.title", "shop.description", "seo.title", "seo.description"),
    facts=(
        Fact("f1", "Volume", "20", "l"),
        Fact("f2", "Weight", "980", "g"),
        Fact("f3", "Material", "waxed canvas"),
        Fact("f4", "Laptop sleeve", "up to 15 inches"),
        Fact("f5", "Side pockets", "2"),
        Fact("f6", "Warranty", "10 years"),
    ),
)


class Taken(NamedTuple):
    """How long it took, and what was written."""

    seconds: float
    variants: tuple[Variant, ...]

    @property
    def tokens(self) -> int:
        """All tokens that were written, those of repairs too."""
        return sum(each.usage.completion_tokens for each in self.variants)

    @property
    def first_word_s(self) -> float:
        """When the last of the variants had its first word, after its prompt was sent."""
        return max(each.timing.first_token_s or 0.0 for each in self.variants)


async def _one_by_one(engine: Engine, write: Write) -> Taken:
    began = time.perf_counter()
    variants: list[Variant] = []
    for seed in _SEEDS:
        variants += (await engine.write(msgspec.structs.replace(write, seed=seed), _ignore)).variants
    return Taken(time.perf_counter() - began, tuple(variants))


async def _together(engine: Engine, write: Write) -> Taken:
    """Requests of one group, as the window makes them."""
    began = time.perf_counter()
    written = await asyncio.gather(
        *(
            engine.write(msgspec.structs.replace(write, seed=seed, group="together", company=_COUNT), _ignore)
            for seed in _SEEDS
        )
    )
    return Taken(time.perf_counter() - began, tuple(variant for each in written for variant in each.variants))


async def _measure(model: str) -> tuple[Taken, Taken]:
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine(Profile(Path(folder), Profile.at().models))
        try:
            await engine.configure(Configure(first_token_timeout_s=900, idle_timeout_s=900))
            write = Write(BRIEF, model)
            await engine.write(msgspec.structs.replace(write, seed=1, group="first", company=2), _ignore)
            return await _one_by_one(engine, write), await _together(engine, write)
        finally:
            await engine.close()


def _ignore(event: Event) -> None:
    """Nothing is shown of what is measured."""
    del event


def run(model: str = "local") -> list[Figure]:
    """The default model; about four minutes on two cores."""
    alone, together = asyncio.run(_measure(model))
    ratio = alone.seconds / together.seconds
    rate = (together.tokens / together.seconds) / (alone.tokens / alone.seconds)
    taken_on = (
        f"{machine()}, {worker_threads()} threads; {load_catalogue().model(model).title}; {_COUNT} variants of"
        f" {len(BRIEF.channels)} fields: {alone.seconds:.1f} s for {alone.tokens} tokens one by one,"
        f" {together.seconds:.1f} s for {together.tokens} together"
    )
    return [
        Figure(
            "variants: four together", ratio, "×", f"≥ {_BUDGET} × one after another", ratio, ratio >= _BUDGET,
            taken_on,
        ),
        Figure("variants: tokens a second, together", rate, "×", "", rate, True, taken_on),
        Figure("variants: first word of the last", together.first_word_s, "s", "", None, True, taken_on),
    ]  # fmt: skip


if __name__ == "__main__":
    import sys

    for figure in run(*sys.argv[1:2]):
        print(f"{figure.name:42} {figure.value:8.2f} {figure.unit:9} {figure.budget} {figure.taken_on}")
