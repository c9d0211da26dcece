"""The session of a translation job through the real engine and a real history, from opening a file to writing it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.profile import Profile
from desktop.core.segment import SegmentState
from desktop.core.translation import MatchKind
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench, xliff

PAIRS = (
    ("Two bags for € 5.", "Twee tassen voor € 6."),
    ("Open at 9.", ""),
    ("Open at 9.", ""),
    ("Bye", "Dag"),
)


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile) -> Iterator[Bench]:
    made = Bench(profile, real=True)
    yield made
    made.close()


def test_a_file_is_opened_checked_confirmed_and_written(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    session = desk.translating
    keys = desk.open(qtbot, tmp_path, *PAIRS)
    qtbot.waitUntil(lambda: bool(session.findings(keys[0])), timeout=PATIENCE_MS)
    assert [each.check for each in session.findings(keys[0])] == ["numbers"]
    assert session.score(keys[0]) is not None
    assert session.score_reason(keys[0]) == "number wrong"
    session.edit(keys[1], "Open om 9.")
    session.confirm(keys[1])
    assert desk.row(keys[1]).segment.state is SegmentState.REVIEWED
    assert (desk.target(keys[2]), desk.row(keys[2]).segment.state) == ("Open om 9.", SegmentState.TRANSLATED)
    assert desk.said == ["1 repetition filled in."]
    assert session.current == keys[2]
    qtbot.waitUntil(lambda: bool(session.suggestions(keys[2])), timeout=PATIENCE_MS)
    assert (session.suggestions(keys[2])[0].percent, session.suggestions(keys[2])[0].kind) == (100, MatchKind.EXACT)
    session.apply_fix(keys[0], session.findings(keys[0])[0])
    qtbot.waitUntil(lambda: not session.findings(keys[0]), timeout=PATIENCE_MS)
    out = tmp_path / "out.xlf"
    with qtbot.waitSignal(session.exported, timeout=PATIENCE_MS):
        session.export(out)
    written = out.read_text(encoding="utf-8")
    assert '<source>Open at 9.</source><target state="signed-off">Open om 9.</target>' in written
    assert "Twee tassen voor € 5." in written
    assert "<source>Bye</source><target>Dag</target>" in written
    assert desk.problems == []


def test_a_file_in_which_nothing_was_changed_goes_out_as_it_came_in(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    keys = desk.open(qtbot, tmp_path, *PAIRS)
    desk.translating.edit(keys[3], "Tot ziens")
    desk.translating.undo()
    out = tmp_path / "out.xlf"
    with qtbot.waitSignal(desk.translating.exported, timeout=PATIENCE_MS):
        desk.translating.export(out)
    assert out.read_bytes() == (tmp_path / "shop.xlf").read_bytes()


def test_files_that_cannot_be_opened_are_named_and_the_others_come_in(
    qtbot: QtBot, desk: Bench, tmp_path: Path
) -> None:
    bad, good = tmp_path / "bad.xlf", tmp_path / "good.xlf"
    bad.write_text("<xliff version='1.2'><file>", encoding="utf-8")
    good.write_text(xliff(*PAIRS), encoding="utf-8")
    keys = desk.open_paths(qtbot, [bad, good])
    assert len(keys) == len(PAIRS)
    assert "bad.xlf" in desk.problems[0].message
    assert [each.name for each in desk.translating.job.files] == ["good.xlf"] if desk.translating.job else False
