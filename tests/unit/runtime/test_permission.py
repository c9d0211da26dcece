"""What is settled before something is sent: nothing for what is free, once for a provider, always for what is dear."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import cast

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.calls import CallRecord, Purpose
from desktop.core.copy import Copy
from desktop.core.errors import EnvironmentProblem, ErrorKind, Problem, Remedy
from desktop.core.profile import Profile
from desktop.core.provider import Price, Protocol, Provider, ProviderModel
from desktop.core.settings import ASK_ABOVE, CAP_DAY, MODEL
from desktop.engine.messages import Estimate, Estimated, Judge, Write
from desktop.engine.provider_messages import ListProviders
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.judging import Judging
from desktop.runtime.permission import Asked, Permission, Reason
from desktop.runtime.providers_service import ProvidersService
from desktop.runtime.session import Place
from desktop.runtime.spending import Spending
from desktop.runtime.writer import Writer
from desktop.store.drafts import now
from tests.fakes.engine import FakeEngine
from tests.unit.runtime.conftest import Bench

SHOP = Provider("shop", Protocol.OPENAI, "https://models.example/v1", title="Shop", consented_at="2026-11-01T10:00:00Z")
NEW = msgspec.structs.replace(SHOP, name="new", consented_at="")
BOX = Provider(
    "box",
    Protocol.OLLAMA,
    "http://127.0.0.1:11434",
    "ollama",
    models=(ProviderModel("llama"), ProviderModel("cloud", passed_to="cloud.example")),
)
ESTIMATED = Estimated("Shop", here=False, prompt_tokens=1000, completion_tokens=200, cost=0.01)


class Desk(Bench):
    """Writer and judge with a permission, and an engine that estimates as a test says."""

    def __init__(self, profile: Profile) -> None:
        super().__init__(profile)
        self.asked_of = FakeEngine()
        self.estimated = ESTIMATED
        self.asked_of.book = {each.name: each for each in (SHOP, NEW, BOX)}
        self.asked_of.answers[Estimate] = lambda _request: self.estimated
        engine = cast("EngineClient", self.asked_of)
        self.providers = ProvidersService(engine, self.settings, self.notices)
        self.spending = Spending(self.store, self.settings, engine, self.session, self.drafts, self.notices)
        self.permission = Permission(engine, self.spending, self.providers)
        self.writer = Writer(self.session, self.drafts, engine, self.settings, self.notices)
        self.judging = Judging(self.session, engine, self.settings, self.notices)
        self.writer.ask_first(self.permission)
        self.judging.ask_first(self.permission)
        self.asks: list[Asked] = []
        self.agreed: list[Provider] = []
        self.permission.asks.connect(self.asks.append)
        self.permission.agreed.connect(self.agreed.append)
        self.permission.agreed.connect(self.providers.change)
        self.session.set_brief(Brief(product="Havn", channels=("shop.title",)), Place("brief"), "Brief")

    def write(self, model: str = "shop/large") -> None:
        self.settings.set(MODEL, model)
        self.writer.write()

    def written(self) -> list[Write]:
        """What the engine was asked to write."""
        return self.asked_of.of(Write)

    def consent(self, name: str) -> str:
        info = self.providers.info(name)
        return info.provider.consented_at if info is not None else ""

    def address(self, name: str) -> str:
        info = self.providers.info(name)
        return info.provider.address if info is not None else ""

    def spend(self, cost: float) -> None:
        record = CallRecord(now(), "shop", "shop/large", "models.example", Purpose.WRITE, cost=cost)
        self.store.call(lambda store: store.add_calls([record]))


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile) -> Iterator[Desk]:
    gc.collect()  # what earlier tests left must not be collected on the store's thread
    made = Desk(profile)
    yield made
    made.store.close()
    made.asked_of.answers.clear()


def until_sent(qtbot: QtBot, desk: Desk) -> Write:
    qtbot.waitUntil(lambda: bool(desk.written()), timeout=10_000)
    return desk.written()[-1]


def until_asked(qtbot: QtBot, desk: Desk) -> Asked:
    qtbot.waitUntil(lambda: bool(desk.asks), timeout=10_000)
    return desk.asks[-1]


def until_told(qtbot: QtBot, desk: Desk) -> str:
    qtbot.waitUntil(lambda: bool(desk.posted), timeout=10_000)
    return desk.posted[-1].title


@pytest.mark.parametrize("model", ["local", "local/qwen2.5-coder-0.5b"])
def test_the_model_inside_is_asked_at_once(desk: Desk, model: str) -> None:
    desk.write(model)
    assert [request.max_cost for request in desk.written()] == [None]
    assert desk.writer.busy
    assert desk.asked_of.of(Estimate) == []


def test_a_free_server_on_this_computer_is_asked_at_once(qtbot: QtBot, desk: Desk) -> None:
    desk.providers.refresh()
    qtbot.waitUntil(lambda: desk.providers.loaded, timeout=10_000)
    desk.write("box/llama")
    assert len(desk.written()) == 1
    assert desk.asked_of.of(Estimate) == []


def test_a_price_that_was_typed_counts_on_this_computer_too(qtbot: QtBot, desk: Desk) -> None:
    desk.asked_of.book["box"] = msgspec.structs.replace(BOX, prices={"llama": Price(1, 1)})
    desk.estimated = Estimated("box", here=True, cost=5.0)
    desk.providers.refresh()
    qtbot.waitUntil(lambda: desk.providers.loaded, timeout=10_000)
    desk.write("box/llama")
    assert until_asked(qtbot, desk).reasons == (Reason.COST,)


def test_one_that_passes_the_question_on_is_not_free(qtbot: QtBot, desk: Desk) -> None:
    desk.estimated = Estimated("cloud.example", here=False, cost=None)
    desk.providers.refresh()
    qtbot.waitUntil(lambda: desk.providers.loaded, timeout=10_000)
    desk.write("box/cloud")
    assert until_asked(qtbot, desk).reasons == (Reason.FIRST, Reason.UNKNOWN_COST)
    assert desk.written() == []


def test_a_provider_that_is_known_and_cheap_is_asked_without_a_question(qtbot: QtBot, desk: Desk) -> None:
    desk.write()
    request = until_sent(qtbot, desk)
    assert (request.model, request.max_cost) == ("shop/large", None)
    assert desk.asks == []
    assert [each.write for each in desk.asked_of.of(Estimate)] == [msgspec.structs.replace(request, max_cost=None)]


def test_nothing_is_sent_before_the_writer_agreed_once(qtbot: QtBot, desk: Desk) -> None:
    desk.write("new/large")
    asked = until_asked(qtbot, desk)
    assert asked.reasons == (Reason.FIRST,)
    assert (asked.provider.name, asked.estimated) == ("new", ESTIMATED)
    assert desk.permission.asked is asked
    assert desk.written() == []
    assert not desk.writer.busy
    desk.permission.answer(go=True)
    assert len(desk.written()) == 1
    assert [(each.name, bool(each.consented_at)) for each in desk.agreed] == [("new", True)]
    desk.asked_of.jobs[-1].failed.emit(Problem(ErrorKind.CANCELLED, "Stopped."))
    desk.writer.write()
    qtbot.waitUntil(lambda: len(desk.written()) == 2, timeout=10_000)
    assert len(desk.asks) == 1


def test_a_yes_that_is_taken_back_is_asked_for_again(qtbot: QtBot, desk: Desk) -> None:
    desk.write("new/large")
    until_asked(qtbot, desk)
    desk.permission.answer(go=True)
    desk.asked_of.jobs[-1].failed.emit(Problem(ErrorKind.CANCELLED, "Stopped."))
    qtbot.waitUntil(lambda: desk.consent("new") != "")
    provider = desk.asked_of.book["new"]
    desk.providers.change(msgspec.structs.replace(provider, consented_at=""))
    qtbot.waitUntil(lambda: desk.consent("new") == "")
    desk.writer.write()
    qtbot.waitUntil(lambda: len(desk.asks) == 2, timeout=10_000)
    assert len(desk.written()) == 1


def test_a_yes_is_for_the_address_that_was_shown(qtbot: QtBot, desk: Desk) -> None:
    desk.write("new/large")
    until_asked(qtbot, desk)
    desk.providers.change(msgspec.structs.replace(NEW, address="https://other.example/v1"))
    desk.providers.refresh()
    qtbot.waitUntil(lambda: desk.address("new") == "https://other.example/v1")
    desk.permission.answer(go=True)
    qtbot.waitUntil(lambda: len(desk.asks) == 2, timeout=10_000)
    assert (desk.written(), desk.agreed) == ([], [])
    assert desk.asks[1].provider.address == "https://other.example/v1"
    desk.permission.answer(go=True)
    until_sent(qtbot, desk)
    assert [each.address for each in desk.agreed] == ["https://other.example/v1"]


def test_no_is_no(qtbot: QtBot, desk: Desk) -> None:
    desk.write("new/large")
    until_asked(qtbot, desk)
    before = desk.session.undo_label
    desk.permission.answer(go=False)
    assert (desk.written(), desk.agreed, desk.posted) == ([], [], [])
    assert not desk.writer.busy
    assert not desk.permission.busy
    assert desk.session.undo_label == before
    desk.permission.answer(go=True)
    assert desk.written() == []


def test_what_is_dear_is_asked_each_time(qtbot: QtBot, desk: Desk) -> None:
    desk.settings.set(ASK_ABOVE, 0)
    for _ in range(2):
        desk.asks.clear()
        desk.write()
        assert until_asked(qtbot, desk).reasons == (Reason.COST,)
        desk.permission.answer(go=True)
        desk.asked_of.jobs[-1].failed.emit(Problem(ErrorKind.CANCELLED, "Stopped."))
    assert len(desk.written()) == 2


def test_an_unknown_cost_is_asked_once_for_a_model(qtbot: QtBot, desk: Desk) -> None:
    desk.estimated = msgspec.structs.replace(ESTIMATED, cost=None)
    desk.settings.set(CAP_DAY, 5)
    desk.write()
    assert until_asked(qtbot, desk).reasons == (Reason.UNKNOWN_COST,)
    desk.permission.answer(go=True)
    assert desk.written()[0].max_cost is None
    desk.asked_of.jobs[-1].failed.emit(Problem(ErrorKind.CANCELLED, "Stopped."))
    desk.writer.write()
    qtbot.waitUntil(lambda: len(desk.written()) == 2, timeout=10_000)
    assert len(desk.asks) == 1


def test_a_prompt_that_will_not_fit_is_told_before(qtbot: QtBot, desk: Desk) -> None:
    desk.estimated = msgspec.structs.replace(ESTIMATED, fits=False, context=1000)
    desk.write()
    assert until_asked(qtbot, desk).reasons == (Reason.TOO_LONG,)


def test_the_limit_goes_along(qtbot: QtBot, desk: Desk) -> None:
    desk.settings.set(CAP_DAY, 2)
    desk.spend(0.5)
    desk.write()
    assert until_sent(qtbot, desk).max_cost == pytest.approx(1.5)


def test_a_limit_that_is_reached_stops_before_anything_is_asked(qtbot: QtBot, desk: Desk) -> None:
    """What a command spent counts, though the window was not told of it."""
    desk.settings.set(CAP_DAY, 1)
    desk.spend(1.0)
    desk.session.set_field("title", "Mine", "Typing")
    desk.write("new/large")
    assert "a day is reached" in until_told(qtbot, desk)
    assert (desk.asks, desk.written()) == ([], [])
    assert desk.session.draft.copy.text("title") == "Mine"
    assert not desk.writer.busy


def test_what_is_wrong_with_the_estimate_is_told(qtbot: QtBot, desk: Desk) -> None:
    def no_key(_request: Estimate) -> Estimated:
        raise EnvironmentProblem(ErrorKind.AUTH, "There is no key.", remedy=Remedy.OPEN_KEYS)

    desk.asked_of.answers[Estimate] = no_key
    desk.write()
    assert until_told(qtbot, desk) == "There is no key."
    assert not desk.permission.busy


def test_a_provider_that_nobody_knows_is_left_to_the_engine(qtbot: QtBot, desk: Desk) -> None:
    desk.write("gone/large")
    assert until_sent(qtbot, desk).model == "gone/large"


def test_a_brief_that_changed_while_the_writer_was_asked_is_settled_anew(qtbot: QtBot, desk: Desk) -> None:
    desk.write("new/large")
    until_asked(qtbot, desk)
    desk.session.set_brief(Brief(product="Linde", channels=("shop.title",)), Place("brief"), "Brief")
    desk.permission.answer(go=True)
    assert until_sent(qtbot, desk).brief.product == "Linde"
    assert [each.write.brief.product for each in desk.asked_of.of(Estimate)] == ["Havn", "Linde"]


@pytest.mark.parametrize("leave", ["draft", "stop", "again"])
def test_what_is_not_wanted_any_more_is_dropped(qtbot: QtBot, desk: Desk, leave: str) -> None:
    settled: list[bool] = []
    desk.permission.settled.connect(lambda: settled.append(True))
    desk.write("new/large")
    until_asked(qtbot, desk)
    if leave == "draft":
        desk.drafts.new(Brief(product="Linde"))
    elif leave == "stop":
        desk.writer.stop()
    else:
        desk.writer.write()
        qtbot.waitUntil(lambda: len(desk.asks) == 2, timeout=10_000)
        desk.writer.stop()
    assert settled
    desk.permission.answer(go=True)
    assert desk.written() == []
    assert not desk.permission.busy


def test_a_draft_that_leaves_while_the_cost_is_worked_out_is_not_written(qtbot: QtBot, desk: Desk) -> None:
    desk.write()
    assert desk.permission.busy
    desk.drafts.new(Brief(product="Linde"))
    desk.store.call(lambda store: store.spent())
    qtbot.wait(100)
    assert (desk.written(), desk.asks) == ([], [])


def test_judging_is_settled_as_writing_is(qtbot: QtBot, desk: Desk) -> None:
    desk.settings.set(CAP_DAY, 2)
    desk.settings.set(MODEL, "new/large")
    desk.session.set_copy(Copy({"title": "Havn is light"}), Place("copy"), "Copy")
    desk.judging.ask()
    asked = until_asked(qtbot, desk)
    assert (asked.reasons, asked.estimated.leaves, asked.estimated.cost) == ((Reason.FIRST,), (), None)
    assert isinstance(asked.request, Judge)
    desk.permission.answer(go=True)
    (judge,) = desk.asked_of.of(Judge)
    assert judge.max_cost == 2.0
    desk.spend(2.0)
    desk.judging.stop()
    desk.asked_of.jobs[-1].failed.emit(Problem(ErrorKind.CANCELLED, "Stopped."))
    desk.judging.ask()
    assert "a day is reached" in until_told(qtbot, desk)
    assert len(desk.asked_of.of(Judge)) == 1


def test_providers_are_read_once_when_nobody_has_yet(qtbot: QtBot, desk: Desk) -> None:
    desk.write()
    until_sent(qtbot, desk)
    assert 1 <= len(desk.asked_of.of(ListProviders)) <= 2
