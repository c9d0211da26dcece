"""The model on this computer, asked by a bare client: loading, writing, four at once, corrections, prompts seen before.

The peer of each ratio is the same server with one thing less: one answer after another, or no guessing ahead. The
client keeps no connection, as the server drops idle ones.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import psutil

from benchmarks.figure import Figure, machine
from desktop.core.environment import child_environment
from desktop.core.profile import Profile
from desktop.core.prompt import Message, Role
from desktop.engine.catalogue import LocalModel, load_catalogue
from desktop.engine.local_problems import missing
from desktop.engine.model_files import FileState, find
from desktop.engine.model_server import Options, Ready
from desktop.engine.priming import ServerCalls
from desktop.engine.processors import worker_threads
from desktop.engine.redaction import Secret

_KEY = "benchmark"
_ANSWERS = 4
_TOKENS = 80
_CORRECTIONS = 2

RULES = (
    "You write product copy for web shops. Keep to the facts you are given and add none. Write short, "
    "concrete sentences in plain words. Address the reader directly. Do not use superlatives, exclamation "
    "marks or clichés. Do not repeat the name of the product in every sentence. Name the material, the "
    "size and the weight where they are known. Say what the product is for, then what it is made of, then "
    "how it is used and cared for."
)
FACTS = (
    "Product: roll-top backpack Noordwal. Capacity: 20 l. Weight: 980 g. Material: waxed canvas. Closure: "
    "brass buckle. Laptop sleeve: up to 15 inches. Side pockets: 2. Colours: olive, navy, sand. Made in: "
    "Groningen. Warranty: 10 years."
)
TEXTS = (
    (
        "The Noordwal backpack is made for people who cycle to work every day. Its main compartmint holds a "
        "laptop of up to 15 inches, a lunch box and a rain jacket, and the roll top closes tightly even when "
        "the bag is full. The waxed canvas keeps out a shower and ages beautifuly, getting softer with each "
        "season. Two side pockets carry a bottle and a folding umbrella. The straps are padded with felt and "
        "can be ajusted with one hand while you ride. Inside there is a hidden pocket for your passport and "
        "keys. The buckles are made of solid brass and will not rust. We sew every bag in our small workshop "
        "in Groningen, and we repare it for free during the first ten years. Choose between olive, navy and "
        "sand. Shipping within the Netherlands is free and takes two working days, and you may retern the bag "
        "within thirty days."
    ),
    (
        "This kettle boils a litre of water in three minuts and keeps it hot for an hour. The handle stays "
        "cool, so you can pour with one hand, and the lid opens wide enuogh to clean the inside with a brush. "
        "A window on the side shows how much water is left, in cups and in millilitres. The base turns all "
        "the way round, which is handy for left-handed people. When it runs dry, the kettle switches itself "
        "off before anything can hapen. The steel is brushed, so fingerprints do not show, and the grey "
        "colour goes with most kitchens. You will hear a soft beep when the water is redy; hold the button "
        "for three seconds if you prefer silence. The filter can be taken out and washed in the dishwasher. "
        "In the box you find the kettle, the base, a spare filter and a short manual in four langauges."
    ),
)


class Timings(msgspec.Struct):
    """What the server says of one answer, in tokens, milliseconds and tokens per second."""

    cache_n: int
    prompt_n: int
    prompt_ms: float
    predicted_n: int
    predicted_per_second: float


class _Reply(msgspec.Struct):
    timings: Timings


class Bench:
    """A model server of its own, with a client."""

    def __init__(self, model: LocalModel, process: subprocess.Popen[bytes], folder: str, started: float) -> None:
        assert process.stdout is not None  # noqa: S101 - a pipe of ours
        ready = msgspec.json.decode(process.stdout.readline(), type=Ready)
        self.load_s = time.perf_counter() - started
        self.model = model
        self.base_url = f"http://127.0.0.1:{ready.port}/v1"
        self.calls = ServerCalls(self.base_url, Secret(_KEY), Profile.at(folder).folder)
        self._process = psutil.Process(ready.pid)

    @property
    def memory_mb(self) -> float:
        """What the process occupies, in MB."""
        return float(self._process.memory_info().rss) / 1_000_000

    async def ask(self, system: str, user: str, tokens: int, **more: float) -> Timings:
        """One answer; `more` goes into the request as it stands."""
        body: dict[str, object] = {
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "max_tokens": tokens,
            "temperature": 0,
        }
        async with self.calls.client(600) as client:
            answer = await client.post(f"{self.base_url}/chat/completions", json=body | more)
        return msgspec.json.decode(answer.raise_for_status().content, type=_Reply).timings

    async def first_token_s(self, system: str, user: str) -> float:
        """How long the first word takes."""
        started = time.perf_counter()
        await self.ask(system, user, 1)
        return time.perf_counter() - started


@contextmanager
def bench(model: LocalModel, *, speculate: bool = True) -> Iterator[Bench]:
    """A server for one model, as the program runs it."""
    found = find(model, Profile.at().models)
    if found.state not in {FileState.READY, FileState.UNVERIFIED}:
        raise missing(model)
    with tempfile.TemporaryDirectory() as folder:
        options = Options(
            str(found.path), model.id, _KEY, worker_threads(), context=model.served_context, speculate=speculate,
            slots_folder=folder,
        )  # fmt: skip
        started = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "-m", "desktop.engine.model_server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(),
        ) as process:
            try:
                assert process.stdin is not None  # noqa: S101 - a pipe of ours
                process.stdin.write(msgspec.json.encode(options) + b"\n")
                process.stdin.flush()
                yield Bench(model, process, folder, started)
            finally:
                process.kill()


async def _four(server: Bench) -> tuple[float, float, float]:
    """Seconds for four answers one after another, at once, and at once with a prompt that is new to the server."""

    async def answer(system: str, seed: int) -> None:
        await server.ask(system, FACTS, _TOKENS, temperature=0.8, seed=seed, ignore_eos=True)

    await answer(RULES, 0)
    started = time.perf_counter()
    for seed in range(_ANSWERS):
        await answer(RULES, seed)
    in_turn = time.perf_counter() - started
    prompt = (Message(Role.SYSTEM, RULES), Message(Role.USER, FACTS))
    await server.calls.prime(prompt, _ANSWERS, 600)
    started = time.perf_counter()
    await asyncio.gather(*(answer(RULES, seed) for seed in range(_ANSWERS)))
    at_once = time.perf_counter() - started
    other = f"Read this first. {RULES}"
    started = time.perf_counter()
    await server.calls.prime((Message(Role.SYSTEM, other), Message(Role.USER, FACTS)), _ANSWERS, 600)
    await asyncio.gather(*(answer(other, seed) for seed in range(_ANSWERS)))
    return in_turn, at_once, time.perf_counter() - started


async def _with_and_without(guessing: Bench, plain: Bench) -> dict[str, tuple[float, float]]:
    """Tokens per second of writing and of corrections, with and without guessing ahead.

    Turn and turn about, because a shared machine is faster in one minute than in the next; the reading of the text is
    not counted.
    """
    orders = [
        f"Correct the spelling of the text and change nothing else. Answer with the corrected text only.\n\n{text}"
        for text in TEXTS[:_CORRECTIONS]
    ]
    corrections: list[list[float]] = [[], []]
    writing: list[list[float]] = [[], []]
    for order in orders:
        for speeds, server in zip(corrections, (guessing, plain), strict=True):
            speeds.append((await server.ask("You correct texts.", order, 300)).predicted_per_second)
    for speeds, server in zip(writing, (guessing, plain), strict=True):
        speeds.append((await server.ask(RULES, FACTS, _TOKENS, ignore_eos=True)).predicted_per_second)
    return {
        name: (statistics.harmonic_mean(with_it), statistics.harmonic_mean(without))
        for name, (with_it, without) in (("corrections", corrections), ("writing", writing))
    }


async def _prompt_seen_before(server: Bench) -> tuple[float, float]:
    """Seconds to the first word with a prompt that is new, and with the same prompt again."""
    system = f"Here is what you do. {RULES}"
    return await server.first_token_s(system, FACTS), await server.first_token_s(system, FACTS)


def run() -> list[Figure]:
    """The default model; about three minutes on two cores."""
    model = load_catalogue().model("local")
    with bench(model) as server:
        load_s = server.load_s
        first_s, again_s = asyncio.run(_prompt_seen_before(server))
        in_turn, at_once, unseen = asyncio.run(_four(server))
        memory_mb = server.memory_mb
        with bench(model, speculate=False) as without:
            speeds = asyncio.run(_with_and_without(server, without))
    (writing, plain_writing), (corrections, plain) = speeds["writing"], speeds["corrections"]
    note = f"{machine()}, {worker_threads()} threads; {model.title}"
    four = f"{note}; {_ANSWERS} × {_TOKENS} tokens"
    return [
        Figure("local: loading", load_s, "s", "", None, True, note),
        Figure("local: writing", writing, "tokens/s", "", writing / plain_writing, True, f"{note}; beside no guessing"),
        Figure(
            "local: four variants at once", in_turn / at_once, "×", "≥ 1.8 × one after another", in_turn / at_once,
            in_turn / at_once >= 1.8, f"{four}: {in_turn:.1f} s in turn, {at_once:.1f} s at once",
        ),
        Figure("local: four variants, new prompt", unseen, "s", "", in_turn / unseen, True, f"{four}, with reading"),
        Figure(
            "local: correction", corrections, "tokens/s", "≥ 1.7 × plain decoding", corrections / plain,
            corrections / plain >= 1.7, f"{note}; plain {plain:.1f} tokens/s",
        ),
        Figure("local: first word, new prompt", first_s, "s", "", None, True, note),
        Figure("local: first word, same prompt again", again_s, "s", "", again_s / first_s, True, note),
        Figure("local: memory", memory_mb, "MB", f"≤ {model.memory_mb} MB", None, memory_mb <= model.memory_mb, note),
    ]  # fmt: skip


if __name__ == "__main__":
    for figure in run():
        print(f"{figure.name:42} {figure.value:8.2f} {figure.unit:9} {figure.ratio or ''!s:6.6} {figure.taken_on}")
