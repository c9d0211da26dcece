"""The log of calls: kept, listed and added up, with unknown costs counted apart, whatever happens to the file."""

from __future__ import annotations

import time

import msgspec
import pytest

from desktop.core.calls import CallRecord, DaySpent, Purpose, Spent
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.store.client import open_store
from desktop.store.recovery import new_file
from desktop.store.salvage import salvage
from desktop.store.store import Store
from desktop.store.wire import Request, answer, methods
from tests.unit.store.samples import draft, opened, outsider

CALL = CallRecord("2026-11-20T10:00:00.000Z", "shop", "shop/large", "models.example", Purpose.WRITE, 1000, 100, 0.01)


def at(moment: str, **changes: object) -> CallRecord:
    return msgspec.structs.replace(CALL, at=f"2026-11-{moment}.000Z", **changes)


def test_a_call_comes_back_as_it_was(store: Store) -> None:
    full = CallRecord(
        CALL.at, "box", "box/x", "10.0.0.2:8080", Purpose.EXTRACT, 7, 3, 0.25, "EUR", "timeout", 4,
        DraftId("d1"), "user: Skriv på svenska 🧶", 0, estimated=True,
    )  # fmt: skip
    store.add_calls([full, CALL, msgspec.structs.replace(CALL, cost=None)])
    found = store.calls()
    assert [call.id for call in found] == [3, 2, 1]
    assert [msgspec.structs.replace(call, id=0) for call in found[:0:-1]] == [full, CALL]
    assert found[0].cost is None


def test_the_newest_come_first_in_pages(store: Store) -> None:
    store.add_calls([at("20T10:00:00"), at("22T10:00:00"), at("21T10:00:00"), at("21T10:00:00")])
    assert [call.id for call in store.calls()] == [2, 4, 3, 1]
    assert [call.id for call in store.calls(limit=2, offset=1)] == [4, 3]
    assert [call.id for call in store.calls("2026-11-21T10:00:00.000Z")] == [2, 4, 3]
    assert store.calls("2027") == []


def test_sums_count_what_is_unknown_apart(store: Store) -> None:
    store.add_calls(
        [
            at("20T10:00:00"),
            at("20T11:00:00", cost=0.02, estimated=True),
            at("20T12:00:00", cost=None),
            at("20T12:00:00", cost=3.0, currency="EUR"),
            at("20T12:00:00", provider="other", cost=None),
            at("20T12:00:00", provider="local", cost=0.0, estimated=True),
        ]
    )
    shop, local, other = store.spent()
    assert (shop.provider, shop.calls, shop.unknown, shop.estimated) == ("shop", 4, 2, 1)
    assert shop.cost == pytest.approx(0.03)
    assert local == Spent("local", 1, 0.0, 0, 0)
    assert other == Spent("other", 1, 0.0, 1, 0)
    assert store.spent("2026-11-20T12:00:00.000Z")[1:] == [local, other]
    assert store.spent("2027") == []


def test_what_a_draft_cost(store: Store) -> None:
    store.add_calls([at("20T10:00:00", draft="a"), at("21T10:00:00", draft="a"), at("21T10:00:00", draft="b"), CALL])
    assert store.spent(draft=DraftId("a")) == [Spent("shop", 2, 0.02, 0)]
    assert store.spent("2026-11-21", DraftId("a")) == [Spent("shop", 1, 0.01, 0)]


def test_days_are_those_of_this_computer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot be told another time zone")
    monkeypatch.setenv("TZ", "Europe/Amsterdam")
    time.tzset()
    try:
        store.add_calls([at("20T22:30:00"), at("20T23:30:00"), at("21T10:00:00", cost=None)])
        days = store.spent_by_day("2026-11-01")
    finally:
        monkeypatch.undo()
        time.tzset()
    assert days == [DaySpent("2026-11-21", 2, 0.01, 1), DaySpent("2026-11-20", 1, 0.01, 0)]


def test_clearing_forgets_texts_and_keeps_what_this_month_cost(store: Store) -> None:
    store.add_calls([at("01T10:00:00", content="old"), at("20T10:00:00", content="user: secret", draft="a")])
    store.clear_calls("2026-11-10")
    assert [(call.content, call.draft, call.cost) for call in store.calls()] == [("", "", 0.01)]


def test_a_draft_that_is_forgotten_takes_its_texts_along(store: Store) -> None:
    kept = store.save_draft(draft())
    store.add_calls([msgspec.structs.replace(CALL, draft=kept.id, content="user: secret"), CALL])
    store.forget_draft(kept.id)
    assert [(call.content, call.draft) for call in store.calls()] == [("", ""), ("", "")]
    assert store.spent()[0].calls == 2


def test_half_a_character_keeps_no_call_out(store: Store) -> None:
    store.add_calls([msgspec.structs.replace(CALL, content="half \ud83d", draft="a")])
    assert store.calls()[0] == msgspec.structs.replace(CALL, content="half \ufffd", draft=DraftId("a"), id=1)


def test_commands_add_and_read_them_through_the_window(store: Store) -> None:
    assert {"add_calls", "calls", "spent", "spent_by_day", "clear_calls"} <= methods().keys()
    request = Request("add_calls", {"records": msgspec.Raw(msgspec.json.encode([CALL]))})
    assert answer(store, request).problem is None
    reply = answer(store, Request("spent", {"since": msgspec.Raw(b'"2026"')}))
    assert msgspec.json.decode(reply.result, type=list[Spent]) == [Spent("shop", 1, 0.01, 0)]


def test_they_survive_closing_and_are_in_backups(profile: Profile) -> None:
    with opened(profile) as first:
        first.add_calls([CALL])
        backup = first.backup_now()
        first.add_calls([CALL])
        first.restore_backup(backup.name)
    again = open_store(profile)
    assert len(again.calls()) == 1
    again.close()


def test_they_are_read_out_of_a_damaged_file(profile: Profile) -> None:
    with opened(profile) as first:
        first.add_calls([CALL, msgspec.structs.replace(CALL, purpose=Purpose.JUDGE)])
    with outsider(profile.database) as other:
        other.execute("UPDATE calls SET purpose = 'nonsense' WHERE id = 2")
    target = profile.folder / "target.db"
    new_file(target)
    with outsider(target) as connection:
        saved = salvage(profile.database, connection)
        assert saved.lost == ("1 entry of the log of calls",)
        assert connection.execute("SELECT id, provider FROM calls").fetchall() == [(1, "shop")]
        salvage(profile.database, connection)
        assert connection.execute("SELECT count(*) FROM calls").fetchone() == (1,)


def test_a_hundred_thousand_stay_quick(store: Store) -> None:
    days = [f"2026-{month:02}-{day:02}T10:00:00.{ms:03}Z" for month in range(1, 13) for day in range(1, 28)
            for ms in range(310)]  # fmt: skip
    store.add_calls([msgspec.structs.replace(CALL, at=moment, content="x" * 200) for moment in days[:100_000]])
    began = time.process_time()
    assert store.spent("2026-11-01")
    assert len(store.calls(limit=200)) == 200
    assert store.calls(limit=200, offset=50_000)
    assert store.spent_by_day("2026-11-01")
    took = time.process_time() - began
    assert took < 0.5
    with outsider(store._file.path) as other:  # noqa: SLF001 - to see how SQLite means to do it
        plans = [
            other.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
            for query in (
                "SELECT provider, total(cost) FROM calls WHERE at >= '2026-11-01' GROUP BY provider",
                "SELECT * FROM calls WHERE at >= '2026-11' ORDER BY at DESC, id DESC LIMIT 200",
            )
        ]
    assert "COVERING INDEX calls_by_time" in plans[0][0][3]
    assert all("TEMP B-TREE" not in row[3] for row in plans[1])
