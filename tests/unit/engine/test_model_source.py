"""Every model by its name, through the engine: what is put around each call, and what the lock lets through."""

from __future__ import annotations

import asyncio
import hashlib
import subprocess
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path

import filelock
import msgspec
import pytest

from desktop.core.brief import Brief, Fact
from desktop.core.calls import CallRecord, Purpose
from desktop.core.copy import Copy
from desktop.core.errors import CopydeskError, ErrorKind, Problem, Remedy, UserError
from desktop.core.events import Called, Event, Waiting
from desktop.core.profile import Profile
from desktop.core.provider import Price, Protocol
from desktop.engine import provider_messages as ask
from desktop.engine.catalogue import load_catalogue
from desktop.engine.engine import Engine
from desktop.engine.fetch import Fetcher
from desktop.engine.messages import Configure, DeleteModel, Estimate, ExtractFacts, Judge, TryModel, WarmModel, Write
from desktop.engine.model_files import FileState, find
from tests.faults.server import TEXT, FaultServer

BRIEF = Brief(
    product="Stoneware mug",
    channels=("shop.title",),
    facts=(Fact("", "Volume", "300", "ml"),),
    notes="Ask Mrs Janneke de Vries, janneke@example.com.",
    language="en",
)


@asynccontextmanager
async def _engine(profile: Profile, settings: Configure | None = None) -> AsyncIterator[Engine]:
    engine = Engine(profile)
    await engine.configure(settings or Configure())
    try:
        yield engine
    finally:
        await engine.close()


async def _problem(work: Coroutine[object, object, object]) -> Problem:
    with pytest.raises(CopydeskError) as caught:
        await work
    return caught.value.problem


async def _with_shop(engine: Engine, server: FaultServer, fault: str = "none") -> None:
    await engine.providers.add(ask.AddProvider("shop", Protocol.OPENAI, server.base(fault)))


def _calls(events: list[Event]) -> list[CallRecord]:
    return [event.call for event in events if isinstance(event, Called)]


def test_a_provider_writes_and_each_call_is_reported(profile: Profile) -> None:
    events: list[Event] = []

    async def main() -> None:
        with FaultServer() as server:
            async with _engine(profile) as engine:
                await _with_shop(engine, server)
                written = await engine.write(Write(BRIEF, "shop/m", variants=2, plain=True), events.append)
                assert [variant.copy.text("title") for variant in written.variants] == ["".join(TEXT)] * 2
                assert {variant.usage.cost for variant in written.variants} == {0.0}, "on this computer"
                await engine.extract_facts(ExtractFacts("Volume: 300 ml", "shop/m"), events.append)
            assert len(_calls(events)) == len(server.seen)
            host = server.base("none").split("/")[2]
        assert {call.host for call in _calls(events)} == {host}
        assert {call.provider for call in _calls(events)} == {"shop"}
        assert [call.purpose for call in _calls(events)][:2] == [Purpose.WRITE] * 2
        assert _calls(events)[-1].purpose is Purpose.EXTRACT
        assert {call.outcome for call in _calls(events)} == {"ok"}
        assert not any(call.content for call in _calls(events))

    asyncio.run(main())


def test_what_stays_here_is_sent_as_it_is_and_what_leaves_is_masked(profile: Profile) -> None:
    events: list[Event] = []

    async def main() -> None:
        with FaultServer() as server:
            async with _engine(profile, Configure(keep_content=True)) as engine:
                await _with_shop(engine, server)
                for model in ("shop/m", "shop/m:cloud"):
                    await engine.write(Write(BRIEF, model, plain=True), events.append)
                await engine.configure(Configure(mask_private=False))
                await engine.write(Write(BRIEF, "shop/m:cloud", plain=True), events.append)
            here, leaving, unmasked = (seen.body.decode() for seen in server.seen)
        assert "janneke@example.com" in here
        assert "janneke@example.com" not in leaving
        assert "[EMAIL_1]" in leaving
        assert "janneke@example.com" in unmasked
        first, second, third = _calls(events)
        assert (first.replaced, second.replaced > 0, third.replaced) == (0, True, 0)
        assert second.host == "ollama.com"
        assert "[EMAIL_1]" in second.content
        assert third.content == ""

    asyncio.run(main())


def test_with_the_lock_on_nothing_leaves_and_this_computer_still_writes(profile: Profile) -> None:
    async def main() -> None:
        with FaultServer() as server:
            async with _engine(profile, Configure(local_only=True)) as engine:
                await _with_shop(engine, server)
                await engine.providers.add(ask.AddProvider("far", Protocol.OPENAI, "https://192.0.2.1/v1"))
                for model in ("shop/m:cloud", "far/m"):
                    for work in (
                        engine.write(Write(BRIEF, model), _nothing),
                        engine.judge(Judge(Copy({"title": "A mug"}), BRIEF, model), _nothing),
                        engine.extract_facts(ExtractFacts("Volume: 300 ml", model), _nothing),
                        engine.models.test(TryModel(model), _nothing),
                    ):
                        problem = await _problem(work)
                        assert "only models on this computer" in problem.message
                        assert problem.remedy is Remedy.OPEN_SETTINGS
                tested = await engine.providers.test(ask.TestProvider(Protocol.OPENAI, "https://192.0.2.1/v1", "a key"))
                assert tested.problem is not None
                assert "only models on this computer" in tested.problem.message
                assert "only models" in (await _problem(engine.providers.fetch_models(ask.FetchModels("far")))).message
                assert server.bytes_in == 0
                written = await engine.write(Write(BRIEF, "shop/m", plain=True), _nothing)
                assert written.variants[0].complete

    asyncio.run(main())


def _nothing(_event: Event) -> None:
    """Where events go that a test does not look at."""


def test_a_job_that_would_cost_too_much_is_not_begun(profile: Profile) -> None:
    async def main() -> None:
        with FaultServer() as server:
            async with _engine(profile) as engine:
                await _with_shop(engine, server)
                (info,) = (await engine.providers.list()).providers
                dear = msgspec.structs.replace(info.provider, prices={"m": Price(1000, 1000)})
                await engine.providers.change(ask.ChangeProvider(dear))
                (variant,) = (await engine.write(Write(BRIEF, "shop/m", plain=True, max_cost=0.01), _nothing)).variants
                assert variant.error is not None
                assert variant.error.kind is ErrorKind.QUOTA
                assert server.seen == []
                estimate = await engine.estimate(Estimate(Write(BRIEF, "shop/m", plain=True)))
                assert estimate.cost is not None
                assert estimate.cost > 0.01
                assert server.seen == [], "an estimate sends nothing"
                assert (estimate.here, len(estimate.leaves) > 0) == (True, True)

    asyncio.run(main())


def test_trouble_that_passes_is_waited_for_in_sight(profile: Profile) -> None:
    events: list[Event] = []

    async def main() -> None:
        with FaultServer() as server:
            async with _engine(profile) as engine:
                await _with_shop(engine, server, "503")
                problem = await _problem(engine.models.test(TryModel("shop/m"), events.append))
                assert problem.kind is ErrorKind.PROVIDER
                assert len(server.seen) == 3

    asyncio.run(main())
    assert [event.attempt for event in events if isinstance(event, Waiting) and event.seconds == 0] == [1, 2]
    (call,) = _calls(events)
    assert (call.outcome, call.purpose) == ("provider", Purpose.TEST)


def test_a_model_says_a_word_when_it_is_tested(profile: Profile) -> None:
    async def main() -> None:
        with FaultServer() as server:
            async with _engine(profile) as engine:
                await _with_shop(engine, server)
                tested = await engine.models.test(TryModel("shop/m"), _nothing)
                assert (tested.id, tested.text) == ("shop/m", "".join(TEXT))
                assert (tested.usage.completion_tokens, tested.usage.cost) == (4, 0.0)
                assert tested.timing.total_s > 0
                await engine.models_warm(WarmModel("shop/m"), _nothing)
                assert len(server.seen) == 1, "getting ready asks nobody"
                await engine.providers.add(ask.AddProvider("cut", Protocol.OPENAI, server.base("no-finish")))
                assert "was lost" in (await _problem(engine.models.test(TryModel("cut/m"), _nothing))).message

    asyncio.run(main())


def test_a_refused_key_is_read_anew_as_another_program_may_have_set_one(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def main() -> None:
        with FaultServer() as server:
            async with _engine(profile) as engine:
                await _with_shop(engine, server, "401")
                forgotten: list[str] = []
                monkeypatch.setattr(engine.providers, "forget_keys", forgotten.append)
                await engine.write(Write(BRIEF, "shop/m", plain=True), _nothing)
                assert forgotten == ["shop"]

    asyncio.run(main())


def test_the_way_to_the_model_inside_needs_no_server(profile: Profile) -> None:
    async def main() -> None:
        async with _engine(profile, Configure(local_only=True)) as engine:
            route = await engine.models.way("local")
            assert (route.inside, route.id) == (True, load_catalogue().default)
            estimate = await engine.estimate(Estimate(Write(BRIEF)))
            assert (estimate.here, estimate.cost) == (True, 0.0)

    asyncio.run(main())


CODE = """
import asyncio, sys
from desktop.core.profile import Profile
from desktop.engine.engine import Engine
from desktop.engine.messages import Configure

async def main():
    engine = Engine(Profile.at(sys.argv[1]))
    await engine.configure(Configure())
    await engine.close()

asyncio.run(main())
print(*sorted(set(sys.argv[2:]) & set(sys.modules)))
"""
LATER = tuple(f"desktop.engine.{name}" for name in ("providing", "keys", "prices", "presets", "model_lists"))


def test_nothing_of_providers_comes_in_before_the_first_use(profile: Profile) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(profile.folder), "keyring", "litellm", "openai", *LATER],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.split() == []
    assert list(profile.folder.glob("*provider*")) == []


def test_a_model_is_deleted_with_all_that_was_left_of_it(tmp_path: Path) -> None:
    content = b"a model"
    model = msgspec.structs.replace(
        load_catalogue().model("local"), size=len(content), sha256=hashlib.sha256(content).hexdigest()
    )
    profile = Profile(tmp_path / "profile", tmp_path / "models")
    profile.models.mkdir()
    for ending in ("", ".part", ".verified", ".damaged"):
        (profile.models / f"{model.file}{ending}").write_bytes(content)
    (profile.models / f"{model.file}.parts").mkdir()
    (profile.models / "other.gguf").write_bytes(content)

    async def main() -> None:
        async with _engine(profile) as engine:
            await engine.models.delete(DeleteModel("local"))
            assert find(model, profile.models).state is FileState.MISSING
            left = {path.name for path in profile.models.iterdir() if not path.name.endswith(".lock")}
            assert left == {"other.gguf"}
            await engine.models.delete(DeleteModel(model.id))
            with pytest.raises(UserError):
                await engine.models.delete(DeleteModel("local/nobody"))

    asyncio.run(main())


def test_a_model_that_is_being_fetched_is_not_deleted(tmp_path: Path) -> None:
    model = load_catalogue().model("local")
    profile = Profile(tmp_path, tmp_path / "models")
    profile.models.mkdir()
    part = profile.models / f"{model.file}.part"
    part.write_bytes(b"half")
    with filelock.FileLock(profile.models / f".{model.file}.lock"):
        problem = asyncio.run(_problem(Fetcher(profile).delete(model)))
    assert "being downloaded" in problem.message
    assert part.exists()
