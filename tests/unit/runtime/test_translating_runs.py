"""A run goes to a provider only after it was permitted, with what it may cost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.profile import Profile
from desktop.core.provider import Protocol, Provider
from desktop.core.segment import Segment, TaggedText
from desktop.core.translation import Row, RowKey, RowNote
from desktop.engine.messages import Estimated
from desktop.engine.translation_messages import BackTranslate, CostTranslation, Translate, Translated
from desktop.runtime.permission import Asked, Reason
from desktop.runtime.translating_runs import on_the_way, run_of, wire_id
from desktop.runtime.translating_values import Work
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(profile)
    made.fake.book["cloud"] = Provider("cloud", Protocol.OPENAI, "https://api.example.org/v1")
    made.fake.answers[CostTranslation] = lambda _request: Estimated("Cloud", here=False, cost=0.4)
    made.open(qtbot, tmp_path, ("Two bags", ""), ("Bye", "Dag"))
    yield made
    made.close()


def asked_of(desk: Bench, qtbot: QtBot) -> Asked:
    qtbot.waitUntil(lambda: desk.permission.asked is not None, timeout=PATIENCE_MS)
    asked = desk.permission.asked
    assert asked is not None
    return asked


def test_nothing_goes_to_a_provider_before_the_writer_agreed_to_what_it_costs(qtbot: QtBot, desk: Bench) -> None:
    session = desk.translating
    session.translate(model="cloud/big")
    asked = asked_of(desk, qtbot)
    assert set(asked.reasons) == {Reason.FIRST, Reason.COST}
    assert asked.estimated.cost == 0.4
    assert desk.fake.of(Translate) == []
    assert session.working is not None
    desk.permission.answer(go=True)
    (sent,) = desk.fake.of(Translate)
    assert sent.model == "cloud/big"
    desk.fake.jobs[-1].finished.emit(Translated(()))
    assert not session.busy


def test_who_says_no_is_not_told_of_an_error(qtbot: QtBot, desk: Bench) -> None:
    desk.translating.translate(model="cloud/big")
    asked_of(desk, qtbot)
    desk.permission.answer(go=False)
    assert (desk.fake.of(Translate), desk.problems, desk.translating.busy) == ([], [], False)


def test_stop_while_permission_is_waited_for_asks_no_more(qtbot: QtBot, desk: Bench) -> None:
    desk.translating.translate(model="cloud/big")
    asked_of(desk, qtbot)
    desk.translating.stop()
    assert (desk.permission.busy, desk.translating.busy, desk.fake.of(Translate)) == (False, False, [])


def test_work_that_nobody_estimates_is_asked_about_all_the_same(qtbot: QtBot, desk: Bench) -> None:
    session = desk.translating
    session.back_translate([session.order[1]], "cloud/big")
    assert asked_of(desk, qtbot).reasons == (Reason.FIRST,)
    desk.permission.answer(go=True)
    assert len(desk.fake.of(BackTranslate)) == 1
    desk.fake.jobs[-1].finished.emit(Translated(()))


def test_segments_of_several_files_are_told_apart_on_the_way() -> None:
    rows = [
        Row(RowKey(file, "1"), 1, Segment("1", "u", TaggedText("Bye"), TaggedText("Dag")), RowNote("1"))
        for file in (3, 4)
    ]
    run = run_of(Work.TRANSLATING, rows, "local")
    assert run.rows == {"3/1": RowKey(3, "1"), "4/1": RowKey(4, "1")}
    assert [on_the_way(row).id for row in rows] == [wire_id(row.key) for row in rows] == ["3/1", "4/1"]
    assert run.sent[RowKey(3, "1")].text == "Dag"
    assert run_of(Work.TRANSLATING, rows, "local").id != run.id
