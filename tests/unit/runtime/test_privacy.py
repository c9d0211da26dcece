"""What leaves: looked up for the present brief and model, asked once more, taken back; and the log in a file."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import cast

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.calls import CallRecord, Purpose
from desktop.core.errors import Cancelled, ErrorKind, Problem
from desktop.core.profile import Profile
from desktop.core.provider import Protocol, Provider
from desktop.core.settings import KEEP_CONTENT, KNOWN_WORDS, LOCAL_ONLY, MASK_PRIVATE, MODEL, Settings
from desktop.engine.messages import Configure, Estimate, Estimated, Judge, Write
from desktop.engine.provider_messages import ChangeProvider, ListProviders, ProviderInfo, Providers
from desktop.runtime.desk import Desk, configuration
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.options import set_words
from desktop.runtime.permission import Asked, Reason
from desktop.runtime.privacy import Leaving, Privacy
from desktop.runtime.providers_service import ProvidersService
from desktop.runtime.session import Place
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.spending import Decision, Verdict
from desktop.runtime.store_thread import StoreThread
from tests.unit.runtime.conftest import Bench

AGREED = Provider(
    "openai", Protocol.OPENAI, "https://api.openai.com/v1", title="OpenAI", consented_at="2026-11-01T08:00:00+00:00"
)
ESTIMATED = Estimated("OpenAI", here=False, cost=0.01)


class Kit:
    """Privacy on a bench, with the providers it knows."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        client = cast("EngineClient", bench.engine)
        self.providers = ProvidersService(client, bench.settings, bench.notices)
        self.privacy = Privacy(bench.writer, client, self.providers, bench.notices, bench.store)
        self.told: list[Leaving] = []
        self.privacy.told.connect(self.told.append)
        bench.session.set_brief(Brief(product="Havn"), Place("brief"), "Brief")

    def answer(self, kind: type, result: msgspec.Struct) -> None:
        """The engine says this to the latest question of a kind."""
        next(job for job in reversed(self.bench.engine.jobs) if isinstance(job.params, kind)).finished.emit(result)

    def asked(self, kind: type) -> list[msgspec.Struct]:
        return [job.params for job in self.bench.engine.jobs if isinstance(job.params, kind)]


@pytest.fixture
def kit(bench: Bench) -> Kit:
    return Kit(bench)


def test_what_the_brief_on_the_desk_would_send(kit: Kit) -> None:
    kit.bench.settings.set(MODEL, "openai/gpt-5-mini")
    kit.privacy.look()
    kit.answer(ListProviders, Providers((ProviderInfo(AGREED),), ()))
    kit.answer(Estimate, ESTIMATED)
    [leaving] = kit.told
    assert leaving == Leaving("openai/gpt-5-mini", ESTIMATED, AGREED)
    [request] = kit.asked(Estimate)
    assert isinstance(request, Estimate)
    assert request.write == kit.bench.writer.request()


def test_looking_again_forgets_the_first_answer(kit: Kit) -> None:
    kit.privacy.look()
    first = kit.bench.engine.jobs[-1]
    kit.privacy.look()
    first.finished.emit(Estimated("nowhere", here=True))
    assert kit.told == []
    kit.answer(Estimate, ESTIMATED)
    assert [each.estimated for each in kit.told] == [ESTIMATED]


@pytest.mark.parametrize(
    ("problem", "notices"),
    [(Problem(ErrorKind.AUTH, "OpenAI has no key."), ["OpenAI has no key."]), (Cancelled().problem, [])],
)
def test_why_it_cannot_be_known_is_said(kit: Kit, problem: Problem, notices: list[str]) -> None:
    kit.privacy.look()
    kit.bench.engine.jobs[-1].failed.emit(problem)
    assert [notice.title for notice in kit.bench.posted] == notices


def test_consent_is_taken_back(kit: Kit) -> None:
    kit.privacy.take_back("openai")
    assert kit.asked(ChangeProvider) == []
    kit.providers.refresh()
    kit.answer(ListProviders, Providers((ProviderInfo(AGREED),), ()))
    kit.privacy.take_back("openai")
    [change] = kit.asked(ChangeProvider)
    assert isinstance(change, ChangeProvider)
    assert change.provider == msgspec.structs.replace(AGREED, consented_at="")


def test_a_writing_is_asked_once_more_and_nothing_else(kit: Kit) -> None:
    request = kit.bench.writer.request(("title",), go_on=True)
    reasons, go = (Reason.FIRST,), Decision(Verdict.GO)
    kit.privacy.ask_again(Asked(Judge(request.copy, request.brief), ESTIMATED, reasons, AGREED, go))
    assert kit.asked(Write) == []
    kit.privacy.ask_again(Asked(request, ESTIMATED, reasons, AGREED, go))
    assert kit.asked(Write) == [request]


def test_the_log_is_written_to_a_file(kit: Kit, qtbot: QtBot, tmp_path: Path) -> None:
    calls = [
        CallRecord(f"2026-11-22T06:0{n}:00Z", "openai", "gpt", "api.openai.com", Purpose.WRITE, cost=0.01)
        for n in range(3)
    ]
    kit.bench.store.call(lambda store: store.add_calls(calls))
    path = tmp_path / "calls.csv"
    kit.privacy.export_calls(path)
    qtbot.waitUntil(lambda: bool(kit.bench.posted))
    assert kit.bench.posted[0].title == "3 calls exported to calls.csv."
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [row["at"] for row in csv.DictReader(file)] == [call.at for call in reversed(calls)]


def test_a_file_that_cannot_be_written_is_told(kit: Kit, qtbot: QtBot, tmp_path: Path) -> None:
    kit.privacy.export_calls(tmp_path / "nowhere" / "calls.csv")
    qtbot.waitUntil(lambda: bool(kit.bench.posted))
    assert "cannot be written" in kit.bench.posted[0].title


def test_the_engine_hears_of_the_settings_of_privacy(
    profile: Profile, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = SettingsService(Settings(), lambda _values: None)
    assert configuration(settings).mask_private
    store = StoreThread(lambda: pytest.fail("nothing is kept here"))
    desk = Desk(profile, settings, store)
    heard: list[Configure] = []
    monkeypatch.setattr(desk.engine, "reconfigure", heard.append)
    settings.set(LOCAL_ONLY, True)
    settings.set(MASK_PRIVATE, False)
    settings.set(KEEP_CONTENT, True)
    set_words(settings, KNOWN_WORDS, ("Emma",))
    assert len(heard) == 4
    told = heard[-1]
    assert (told.local_only, told.mask_private, told.keep_content, told.own_words) == (True, False, True, ("Emma",))
