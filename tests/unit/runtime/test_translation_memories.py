"""Files of translations go into a memory and come out of it, on a real history."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.profile import Profile
from desktop.core.translation import MemoryInfo
from desktop.formats.bitext.opening import open_bitext
from desktop.runtime.translation_memories import TranslationMemories, units_of
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench, xliff


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile) -> Iterator[Bench]:
    made = Bench(profile)
    yield made
    made.close()


def new_memory(qtbot: QtBot, memories: TranslationMemories, name: str = "Catalogues") -> MemoryInfo:
    with qtbot.waitSignal(memories.made, timeout=PATIENCE_MS) as made:
        memories.new(name, "en", "nl")
    assert made.args is not None
    info = made.args[0]
    assert isinstance(info, MemoryInfo)
    return info


def test_translations_come_in_some_at_a_time_and_go_out_as_tmx(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    memories = TranslationMemories(desk.store)
    info = new_memory(qtbot, memories)
    pairs = [(f"Row {number}", f"Rij {number}") for number in range(1, 1202)]
    path = tmp_path / "old.xlf"
    path.write_text(xliff(*pairs, ("Not translated", "")), encoding="utf-8")
    steps: list[tuple[int, int]] = []
    memories.progress.connect(lambda done, of: steps.append((done, of)))
    with qtbot.waitSignal(memories.said, timeout=PATIENCE_MS) as said:
        memories.bring_in(info, path)
    assert said.args == ["1201 translations came in from old.xlf."]
    assert steps == [*((done, 1201) for done in range(0, 1201, 250)), (0, 0)]
    qtbot.waitUntil(lambda: bool(memories.memories) and memories.memories[0].units == 1201, timeout=PATIENCE_MS)
    out = tmp_path / "out.tmx"
    with qtbot.waitSignal(memories.said, timeout=PATIENCE_MS):
        memories.take_out(info, out)
    assert len(open_bitext(out.read_bytes(), "out.tmx", "en", "nl").segments) == 1201
    memories.close()


def test_a_memory_is_renamed_and_deleted_and_a_taken_name_is_told(qtbot: QtBot, desk: Bench) -> None:
    memories = TranslationMemories(desk.store)
    info = new_memory(qtbot, memories)
    memories.rename(info.id, "Old catalogues")
    qtbot.waitUntil(lambda: [each.name for each in memories.memories] == ["Old catalogues"], timeout=PATIENCE_MS)
    with qtbot.waitSignal(memories.failed, timeout=PATIENCE_MS):
        memories.new("Old catalogues", "en", "nl")
    memories.delete(info.id)
    qtbot.waitUntil(lambda: memories.memories == (), timeout=PATIENCE_MS)


def test_a_file_that_is_none_is_told_and_nothing_is_kept(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    memories = TranslationMemories(desk.store)
    info = new_memory(qtbot, memories)
    path = tmp_path / "broken.tmx"
    path.write_text("<tmx><body>", encoding="utf-8")
    with qtbot.waitSignal(memories.failed, timeout=PATIENCE_MS):
        memories.bring_in(info, path)
    memories.close()


def test_units_know_their_neighbours() -> None:
    file = open_bitext(xliff(("One", "Een"), ("Two", ""), ("Three", "Drie")).encode(), "a.xlf")
    units = list(units_of(file.segments))
    assert [(each.source, each.before, each.after) for each in units] == [("One", "", "Two"), ("Three", "Two", "")]
