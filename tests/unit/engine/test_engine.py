"""The engine in this process, as the command line uses it."""

from __future__ import annotations

import asyncio
import time

import pytest

from desktop.checks.policies.load import packs
from desktop.checks.report import check_copy
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.errors import CopydeskError, ErrorKind, Remedy, UserError
from desktop.core.events import Delta, Event, Progress, VariantDone
from desktop.core.finding import CheckReport
from desktop.core.profile import Profile
from desktop.engine.engine import Engine
from desktop.engine.messages import Check, Configure, FetchModel, ReadPaste, WarmModel, Write
from desktop.engine.post_messages import Render
from desktop.engine.route import Route
from desktop.engine.warming import warming_checks
from desktop.engine.worker_client import WorkerClient
from tests.clock import on_time
from tests.faults.server import TEXT, FaultServer
from tests.unit.engine.running import nothing, running_engine

BRIEF = Brief(product="Stoneware mug", channels=("shop.title",), facts=(Fact("", "Volume", "300", "ml"),))


def test_write_says_preparing_then_streams_then_answers(profile: Profile) -> None:
    events: list[Event] = []

    async def main() -> None:
        with FaultServer() as server:
            async with running_engine(profile, Route("shop/m", "openai/m", server.base("none"), small=True)) as engine:
                written = await engine.write(Write(BRIEF, "shop/m", variants=3, plain=True), events.append)
        assert written.language == "en", "told by the words of the brief"
        assert [variant.model for variant in written.variants] == ["shop/m"] * 3
        assert all(variant.copy.text("title") == "".join(TEXT) for variant in written.variants)

    asyncio.run(main())
    assert isinstance(events[0], Progress)
    assert events[0].message == "Preparing…"
    assert any(isinstance(event, Delta) for event in events)
    assert sum(isinstance(event, VariantDone) for event in events) == 3


def test_cancelled_it_returns_the_words_that_came(profile: Profile) -> None:
    async def main() -> None:
        with FaultServer() as server:
            async with running_engine(profile, Route("shop/m", "openai/m", server.base("slow"), small=True)) as engine:
                begun = asyncio.Event()
                task = asyncio.create_task(
                    engine.write(
                        Write(BRIEF, "shop/m", plain=True),
                        lambda event: begun.set() if isinstance(event, Delta) else None,
                    )
                )
                await begun.wait()
                task.cancel()
                (variant,) = (await task).variants
        assert variant.complete is False
        assert variant.copy.text("title").startswith("A mug")
        assert variant.error is not None
        assert variant.error.kind is ErrorKind.CANCELLED

    asyncio.run(main())


@pytest.mark.parametrize("model", ["shop/m", "openai/gpt-4o", "", "LOCAL"])
def test_a_model_that_is_not_there_is_refused_with_a_way_out(profile: Profile, model: str) -> None:
    async def main() -> None:
        async with running_engine(profile) as engine:
            with pytest.raises(UserError) as caught:
                await engine.write(Write(BRIEF, model), nothing)
            assert caught.value.problem.kind is ErrorKind.UNSUPPORTED
            assert caught.value.problem.remedy is Remedy.USE_LOCAL_MODEL

    asyncio.run(main())


def test_the_model_inside_offers_its_download_when_it_is_missing(
    profile: Profile, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bare = Profile(profile.folder, tmp_path_factory.mktemp("models"))

    async def main() -> None:
        async with running_engine(bare) as engine:
            for ask in (engine.write(Write(BRIEF), nothing), engine.models_warm(WarmModel("local"), nothing)):
                with pytest.raises(CopydeskError) as caught:
                    await ask
                assert caught.value.problem.kind is ErrorKind.MODEL_MISSING
                assert caught.value.problem.remedy is Remedy.FETCH_MODEL
            assert {model.state for model in (await engine.models_list()).models} == {"missing"}
            with pytest.raises(UserError):
                await engine.models_fetch(FetchModel("local/nobody"), nothing)

    asyncio.run(main())


def test_checks_pages_and_pasted_text_need_no_model(profile: Profile) -> None:
    async def main() -> None:
        async with running_engine(profile) as engine:
            report = await engine.check(Check(Copy({"title": "x" * 90}), BRIEF))
            assert any(finding.field == "title" for finding in report.findings)
            page = await engine.render(Render("# Mug\n\n<script>alert(1)</script>"))
            assert '<h1 id="mug">Mug</h1>' in page.html
            assert "script" not in page.html
            read = await engine.read_paste(ReadPaste("Stoneware mug\nVolume: 300 ml\nWeight: 320 g\n"))
            assert {fact.name for fact in read.brief.facts} == {"Volume", "Weight"}

    asyncio.run(main())


@on_time
def test_a_page_that_takes_too_long_is_too_complex_and_the_next_one_is_made(profile: Profile) -> None:
    async def main() -> None:
        async with running_engine(profile) as engine:
            with pytest.raises(UserError, match="too complex"):
                await engine.render(Render("*a_ " * 190_000))
            began = time.monotonic()
            with pytest.raises(UserError, match="20000 opening brackets"):
                await engine.render(Render("[" * 20_000))
            assert time.monotonic() - began < 2
            assert "<strong>yes</strong>" in (await engine.render(Render("**yes**"))).html

    asyncio.run(main())


def test_the_first_check_finds_a_worker_that_has_done_some(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answered: list[str] = []
    ask = WorkerClient.ask

    async def noted(
        client: WorkerClient, task: str, params: Check, result: type[CheckReport], *, limit_s: float
    ) -> object:
        asked.append(task)
        answer = await ask(client, task, params, result, limit_s=limit_s)
        answered.append(task)
        return answer

    monkeypatch.setattr(WorkerClient, "ask", noted)

    async def main() -> None:
        engine = Engine(profile)
        try:
            await engine.configure(Configure(copy_language="sv"))
            engine.prepare()
            assert asked == [], "the answer to the settings does not wait for it"
            await engine.warmed()
            once = ["read_paste", *["check"] * 7, *["warm_words"] * 4]
            assert answered == asked == once
            engine.prepare()
            await engine.warmed()
            assert len(asked) == len(once), "once for each language"
            for language in ("nl", "en"):
                await engine.configure(Configure(copy_language=language))
                engine.prepare()
                await asyncio.sleep(0)
            await engine.warmed()
            assert len(asked) == 3 * len(once), "a language chosen meanwhile gets its turn"
        finally:
            await engine.close()

    asyncio.run(main())


@pytest.mark.parametrize("language", ["en", "nl", "sv", "fi"])
def test_what_warms_reads_claims_in_the_language(language: str) -> None:
    checks = list(warming_checks(language))
    assert {each.brief.language for each in checks} == {language if language != "fi" else "en"}
    *_, whole, misspelt, foreign = checks
    assert whole.options.spelling
    report = check_copy(whole.copy, whole.brief, channels=())
    assert any(claim.text.startswith("980") for claim in report.claims)
    report = check_copy(misspelt.copy, misspelt.brief, channels=(), options=misspelt.options)
    assert any(finding.check.startswith("spelling") and finding.fixes for finding in report.findings)
    assert set(misspelt.options.policies) == {pack.id for pack in packs()}
    report = check_copy(foreign.copy, foreign.brief, channels=(), options=foreign.options)
    assert any(finding.check.startswith("language") for finding in report.findings)
