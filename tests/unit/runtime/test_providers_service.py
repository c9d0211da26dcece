"""The providers as the window knows them."""

from __future__ import annotations

from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.calls import CallRecord, Purpose
from desktop.core.errors import EnvironmentProblem, ErrorKind, Problem
from desktop.core.provider import KeyPlace, KeyState, Protocol, Provider, ProviderModel
from desktop.core.settings import MODEL, Settings
from desktop.engine.provider_messages import (
    AddProvider,
    Discover,
    Discovered,
    FetchModels,
    ListProviders,
    ProviderInfo,
    SetKey,
    Tested,
    TestProvider,
)
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.notices import Notice, Notices
from desktop.runtime.provider_values import NewProvider, Standing
from desktop.runtime.providers_service import ProvidersService
from desktop.runtime.settings_service import SettingsService
from tests.fakes.engine import FakeEngine

OLLAMA = Provider(
    "ollama", Protocol.OLLAMA, "http://localhost:11434", "ollama", "Ollama",
    models=(ProviderModel("llama3.2"), ProviderModel("gpt-oss:120b-cloud", passed_to="ollama.com")),
)  # fmt: skip
GROQ = NewProvider("groq", Protocol.OPENAI, "https://api.groq.com/openai/v1", key="gsk_0123456789abcdefgh7Kd2")


class Bench:
    """The service on an engine in memory."""

    def __init__(self, model: str = "local") -> None:
        self.engine = FakeEngine()
        self.settings = SettingsService(Settings({MODEL.key: model}), lambda _values: None)
        self.notices = Notices()
        self.said: list[Notice] = []
        self.notices.posted.connect(self.said.append)
        self.service = ProvidersService(cast("EngineClient", self.engine), self.settings, self.notices)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench()


def load(bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.service.changed):
        bench.service.refresh()


def test_the_engine_is_asked_at_start_only_when_a_providers_model_does_some_work(qtbot: QtBot) -> None:
    quiet, busy = Bench(), Bench("openai/gpt-5")
    quiet.engine.start()
    busy.engine.start()
    assert quiet.engine.of(ListProviders) == []
    assert len(busy.engine.of(ListProviders)) == 1


def test_choosing_a_providers_model_reads_the_list_once(bench: Bench) -> None:
    bench.service.choose("openai/gpt-5")
    bench.service.choose("openai/gpt-5-mini")
    assert len(bench.engine.of(ListProviders)) == 1


def test_an_engine_that_was_started_again_is_asked_again(bench: Bench, qtbot: QtBot) -> None:
    load(bench, qtbot)
    bench.engine.start()
    assert len(bench.engine.of(ListProviders)) == 2


def test_adding_keeps_the_key_and_fetches_the_models(bench: Bench, qtbot: QtBot) -> None:
    bench.engine.lists["groq"] = (ProviderModel("llama-3.3"),)
    load(bench, qtbot)
    with qtbot.waitSignal(bench.service.added) as added:
        bench.service.add(GROQ)
    assert added.args == ["groq"]
    qtbot.waitUntil(lambda: bench.service.standing("groq") is Standing.CONNECTED)
    asked = [type(each) for each in bench.engine.asked]
    assert asked[:3] == [ListProviders, AddProvider, SetKey]
    assert set(asked[3:]) == {FetchModels, ListProviders}
    info = bench.service.info("groq")
    assert info is not None
    assert info.keys == (KeyState("default", KeyPlace.KEYRING, "7Kd2"),)
    assert bench.service.model("groq/llama-3.3") == ProviderModel("llama-3.3")


def test_no_key_is_kept_by_the_service(bench: Bench, qtbot: QtBot) -> None:
    load(bench, qtbot)
    bench.service.add(GROQ)
    qtbot.waitUntil(lambda: bench.service.standing("groq") is Standing.CONNECTED)
    kept = {name: value for name, value in vars(bench.service).items() if name != "_engine"}
    assert GROQ.key not in repr(kept)
    assert GROQ.key not in repr(bench.engine.asked)


def test_only_the_latest_test_of_what_is_being_filled_in_counts(bench: Bench, qtbot: QtBot) -> None:
    told: list[Tested] = []
    bench.service.tried.connect(told.append)
    del bench.engine.answers[TestProvider]
    bench.service.try_new(GROQ)
    bench.service.try_new(NewProvider("openrouter", Protocol.OPENAI, "https://openrouter.ai/api/v1"))
    first, second = bench.engine.jobs
    first.finished.emit(Tested(9.0))
    second.finished.emit(Tested(0.5))
    assert told == [Tested(0.5)]


def test_a_test_that_the_engine_cannot_make_is_a_test_that_failed(bench: Bench, qtbot: QtBot) -> None:
    def stop(_request: TestProvider) -> Tested:
        raise EnvironmentProblem(ErrorKind.PROVIDER, "The part that writes has stopped.")

    bench.engine.answers[TestProvider] = stop
    with qtbot.waitSignal(bench.service.tried) as tried:
        bench.service.try_new(GROQ)
    assert tried.args is not None
    assert tried.args[0].problem.message == "The part that writes has stopped."


def test_one_test_of_a_provider_at_a_time(bench: Bench, qtbot: QtBot) -> None:
    bench.engine.book["ollama"] = OLLAMA
    load(bench, qtbot)
    bench.service.test("ollama")
    bench.service.test("ollama")
    assert len(bench.engine.of(TestProvider)) == 1
    assert bench.service.standing("ollama") is Standing.TESTING


def test_a_model_that_is_passed_on_does_not_stay_here(bench: Bench, qtbot: QtBot) -> None:
    bench.engine.book["ollama"] = OLLAMA
    load(bench, qtbot)
    service = bench.service
    assert service.stays_here("local")
    assert service.stays_here("local/gemma-3-4b")
    assert service.stays_here("ollama/llama3.2")
    assert not service.stays_here("ollama/gpt-oss:120b-cloud")
    assert not service.stays_here("unknown/model")
    assert service.place("ollama/gpt-oss:120b-cloud") == "ollama.com"
    assert service.place("ollama/llama3.2") == "Ollama"


def test_favourites_are_kept_with_the_provider(bench: Bench, qtbot: QtBot) -> None:
    bench.engine.book["ollama"] = OLLAMA
    load(bench, qtbot)
    with qtbot.waitSignal(bench.service.changed):
        bench.service.set_favourite("ollama/llama3.2", on=True)
    assert bench.engine.book["ollama"].favourites == ("llama3.2",)
    with qtbot.waitSignal(bench.service.changed):
        bench.service.set_favourite("ollama/llama3.2", on=False)
    assert not bench.engine.book["ollama"].favourites


def test_looking_for_servers_happens_once_at_a_time_and_fails_quietly(bench: Bench, qtbot: QtBot) -> None:
    def stop(_request: Discover) -> Discovered:
        raise EnvironmentProblem(ErrorKind.PROVIDER, "The part that writes has stopped.")

    bench.engine.answers[Discover] = stop
    bench.service.discover()
    bench.service.discover()
    assert len(bench.engine.of(Discover)) == 1
    qtbot.waitUntil(lambda: not bench.service.looking)
    assert bench.service.servers == ()
    assert bench.said == []


def test_a_list_that_cannot_be_read_is_said_and_asked_for_again(bench: Bench, qtbot: QtBot) -> None:
    def stop(_request: ListProviders) -> ProviderInfo:
        raise EnvironmentProblem(ErrorKind.STORAGE, "The providers could not be read.")

    bench.engine.answers[ListProviders] = stop
    bench.service.ensure()
    qtbot.waitUntil(lambda: bool(bench.said))
    assert bench.said[0].title == "The providers could not be read."
    bench.service.ensure()
    assert len(bench.engine.of(ListProviders)) == 2


def test_a_damaged_file_of_providers_is_told(bench: Bench, qtbot: QtBot) -> None:
    from desktop.engine.provider_messages import Providers

    bench.engine.answers[ListProviders] = lambda _request: Providers(
        (), (), problem=Problem(ErrorKind.STORAGE, "The file of providers was damaged.")
    )
    load(bench, qtbot)
    assert bench.said[0].title == "The file of providers was damaged."


def test_the_work_of_a_provider_that_is_removed_goes_to_the_model_inside(qtbot: QtBot) -> None:
    bench = Bench("ollama/llama3.2")
    bench.engine.book["ollama"] = OLLAMA
    load(bench, qtbot)
    bench.service.choose("ollama/llama3.2", Purpose.JUDGE)
    bench.service.remove("ollama")
    qtbot.waitUntil(lambda: bench.service.info("ollama") is None)
    assert bench.service.model_for(Purpose.WRITE) == "local"
    assert bench.service.model_for(Purpose.JUDGE) == "local"


def call(outcome: str, provider: str = "ollama") -> CallRecord:
    return CallRecord(
        "2026-11-21T13:32:00+00:00", provider, "llama3.2", "localhost:11434", Purpose.WRITE, outcome=outcome
    )


def test_a_text_that_failed_tells_how_the_provider_stands(bench: Bench, qtbot: QtBot) -> None:
    bench.engine.book["ollama"] = OLLAMA
    load(bench, qtbot)
    for outcome, wanted in (("auth", Standing.REFUSED), ("network", Standing.UNREACHED), ("ok", Standing.CONNECTED)):
        bench.engine.called.emit(1, call(outcome))
        assert bench.service.standing("ollama") is wanted
    bench.engine.called.emit(1, call("cancelled"))
    bench.engine.called.emit(1, call("auth", "local"))
    assert bench.service.standing("ollama") is Standing.CONNECTED
    assert bench.service.trial("local") is None
