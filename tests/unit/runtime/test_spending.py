"""What was spent as the window knows it: every call is kept with its draft and counts at once, kept or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.calls import CallRecord, Purpose
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.errors import EnvironmentProblem, ErrorKind
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.settings import ASK_ABOVE, CAP_DAY, CAP_MONTH, CURRENCY, RATE
from desktop.engine.messages import Estimated, ListModels, Write
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.session import Place
from desktop.runtime.spending import Spending, Verdict
from desktop.store.drafts import now
from tests.fakes.engine import FakeJob
from tests.unit.runtime.conftest import Bench


class Money(Bench):
    """The bench with what was spent."""

    def __init__(self, profile: Profile) -> None:
        super().__init__(profile)
        engine = cast("EngineClient", self.engine)
        self.spending = Spending(self.store, self.settings, engine, self.session, self.drafts, self.notices)
        self._number = 0

    def begin(self, params: msgspec.Struct | None = None) -> int:
        """A job begins on the draft that is on the desk; returns its number."""
        job = FakeJob(params or Write(self.session.draft.brief), self.engine)
        self._number += 1
        job.number = self._number  # type: ignore[attr-defined] # as the real one has it
        self.engine.requested.emit(job)
        return self._number

    def called(self, job: int = 0, cost: float | None = 0.5, **changes: object) -> None:
        record = CallRecord(now(), "shop", "shop/large", "models.example", Purpose.WRITE, 10, 5, cost)
        self.engine.called.emit(job, msgspec.structs.replace(record, **changes))

    def kept(self) -> list[CallRecord]:
        return self.store.call(lambda store: store.calls())


@pytest.fixture
def bench(qtbot: QtBot, profile: Profile) -> Iterator[Money]:
    made = Money(profile)
    yield made
    made.store.close()


def settled(qtbot: QtBot, bench: Money) -> None:
    bench.spending.flush()
    done: list[bool] = []
    bench.spending.refresh(lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done), timeout=10_000)


def test_a_call_counts_at_once_and_is_kept(qtbot: QtBot, bench: Money) -> None:
    bench.called(provider="shop")
    assert (bench.spending.today.cost, bench.spending.month.calls) == (0.5, 1)
    settled(qtbot, bench)
    assert [call.provider for call in bench.kept()] == ["shop"]
    assert (bench.spending.today.cost, bench.spending.month.calls) == (0.5, 1)


def test_calls_are_kept_together_without_being_told(qtbot: QtBot, bench: Money) -> None:
    for _ in range(5):
        bench.called()
    qtbot.waitUntil(lambda: len(bench.kept()) == 5, timeout=10_000)


def test_unknown_is_counted_and_is_not_nothing(qtbot: QtBot, bench: Money) -> None:
    bench.called(cost=None)
    bench.called(cost=2.0, currency="EUR")
    bench.called(estimated=True)
    for _ in range(2):
        today = bench.spending.today
        assert (today.calls, today.cost, today.unknown, today.estimated) == (3, 0.5, 2, 1)
        settled(qtbot, bench)


def test_a_call_belongs_to_the_draft_on_which_it_was_asked(qtbot: QtBot, bench: Money) -> None:
    bench.session.set_brief(Brief(product="Havn"), Place("brief"), "Brief")
    job = bench.begin()
    qtbot.waitUntil(lambda: bool(bench.session.draft.id), timeout=10_000)
    havn = bench.session.draft.id
    bench.drafts.new(Brief(product="Linde"))
    bench.called(job)
    assert bench.spending.draft.calls == 0
    settled(qtbot, bench)
    assert [call.draft for call in bench.kept()] == [havn]
    assert bench.spending.draft.calls == 0
    bench.drafts.put_on_desk(Draft(havn, brief=Brief(product="Havn"), copy=Copy()))
    qtbot.waitUntil(lambda: bench.spending.draft.calls == 1, timeout=10_000)


def test_a_draft_that_gets_its_id_late_has_its_first_calls(qtbot: QtBot, bench: Money) -> None:
    bench.session.set_brief(Brief(product="Havn"), Place("brief"), "Brief")
    job = bench.begin()
    bench.called(job)
    assert bench.session.draft.id == ""
    bench.drafts.save_now()
    settled(qtbot, bench)
    assert [call.draft for call in bench.kept()] == [bench.session.draft.id] != [""]


def test_a_test_of_a_model_belongs_to_no_draft(qtbot: QtBot, bench: Money) -> None:
    bench.session.set_brief(Brief(product="Havn"), Place("brief"), "Brief")
    bench.drafts.save_now()
    qtbot.waitUntil(lambda: bool(bench.session.draft.id), timeout=10_000)
    bench.called(bench.begin(ListModels()))
    settled(qtbot, bench)
    assert [call.draft for call in bench.kept()] == [""]


def test_what_commands_spend_counts_after_a_refresh(qtbot: QtBot, bench: Money) -> None:
    record = CallRecord(now(), "shop", "shop/large", "models.example", Purpose.WRITE, cost=3.0)
    bench.store.call(lambda store: store.add_calls([record]))
    settled(qtbot, bench)
    assert bench.spending.today.cost == 3.0


def test_a_full_disk_is_told_and_limits_hold(qtbot: QtBot, bench: Money, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise EnvironmentProblem(ErrorKind.DISK_FULL, "The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr("desktop.store.calls.CallTable.add", full)
        bench.called(cost=4.0)
        settled(qtbot, bench)
        assert bench.spending.today.cost == 4.0
        assert {notice.title for notice in bench.posted} == {"The disk is full."}
    settled(qtbot, bench)
    assert [call.cost for call in bench.kept()] == [4.0]
    assert bench.spending.today.cost == 4.0


PAID = Estimated("Shop", here=False, cost=0.10)


@pytest.mark.parametrize(
    ("settings", "spent", "estimated", "verdict", "most"),
    [
        ({}, 0.0, PAID, Verdict.GO, None),
        ({ASK_ABOVE.key: 10}, 0.0, PAID, Verdict.GO, None),
        ({ASK_ABOVE.key: 9}, 0.0, PAID, Verdict.ASK, None),
        ({ASK_ABOVE.key: 0}, 0.0, PAID, Verdict.ASK, None),
        ({CAP_DAY.key: 1}, 0.2, PAID, Verdict.GO, 0.8),
        ({CAP_DAY.key: 1}, 0.95, PAID, Verdict.STOP, 0.0),
        ({CAP_DAY.key: 5, CAP_MONTH.key: 1}, 1.0, PAID, Verdict.STOP, 0.0),
        ({}, 0.0, msgspec.structs.replace(PAID, cost=None), Verdict.ASK, None),
        ({CAP_DAY.key: 1}, 0.2, msgspec.structs.replace(PAID, cost=None), Verdict.ASK, None),
        ({CAP_DAY.key: 1}, 1.0, msgspec.structs.replace(PAID, cost=None), Verdict.STOP, 0.0),
        ({}, 0.0, msgspec.structs.replace(PAID, currency="EUR"), Verdict.ASK, None),
        ({CAP_DAY.key: 1, ASK_ABOVE.key: 0}, 9.0, Estimated("here", here=True, cost=0.0), Verdict.GO, None),
    ],
)
def test_limits_ask_and_stop(
    bench: Money, settings: dict[str, int], spent: float, estimated: Estimated, verdict: Verdict, most: float | None
) -> None:
    for setting in (ASK_ABOVE, CAP_DAY, CAP_MONTH):
        if setting.key in settings:
            bench.settings.set(setting, settings[setting.key])
    bench.called(cost=spent)
    decision = bench.spending.may_write(estimated, "shop")
    assert decision.verdict is verdict
    assert decision.max_cost == (pytest.approx(most) if most else most)
    assert (decision.problem is not None) == (verdict is Verdict.STOP)
    assert decision.unknown == (verdict is Verdict.ASK and (estimated.cost is None or estimated.currency != "USD"))


def test_a_provider_may_have_a_limit_of_its_own(bench: Money) -> None:
    bench.called(cost=1.0)
    assert bench.spending.may_write(PAID, "other", 1.0).verdict is Verdict.GO
    stopped = bench.spending.may_write(PAID, "shop", 1.0)
    assert stopped.problem is not None
    assert "for this provider" in stopped.problem.message
    assert bench.spending.may_call("shop", 1.0).verdict is Verdict.STOP
    assert bench.spending.may_call("shop", 3.0).max_cost == 2.0
    assert bench.spending.may_call("shop").max_cost is None


def test_amounts_are_told_in_the_currency_that_was_typed(bench: Money) -> None:
    bench.settings.set(CURRENCY, "EUR")
    bench.settings.set(RATE, "0.5")
    bench.settings.set(CAP_DAY, 1)
    bench.called(cost=1.0)
    problem = bench.spending.may_call().problem
    assert problem is not None
    assert "€ 0.50" in problem.message.replace("\u00a0", " ")


def test_the_log_is_read_cleared_and_added_up_by_day(qtbot: QtBot, bench: Money) -> None:
    bench.called(content="user: secret")
    bench.called(at="2020-01-01T00:00:00.000Z")
    settled(qtbot, bench)
    found: list[object] = []
    bench.spending.days(found.append)
    bench.spending.calls(found.append, "2021")
    qtbot.waitUntil(lambda: len(found) == 2, timeout=10_000)
    days, calls = found
    assert [day.calls for day in days] == [1, 1]  # type: ignore[attr-defined]
    assert [call.content for call in calls] == ["user: secret"]  # type: ignore[attr-defined]
    cleared: list[bool] = []
    bench.spending.clear(lambda: cleared.append(True))
    qtbot.waitUntil(lambda: bool(cleared), timeout=10_000)
    assert [(call.content, call.draft, call.cost) for call in bench.kept()] == [("", DraftId(""), 0.5)]
