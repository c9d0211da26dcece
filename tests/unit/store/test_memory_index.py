"""The sources of a memory in numbers."""

from __future__ import annotations

import pytest

from desktop.store import memory_index
from desktop.store.memory_index import MemoryIndex

SOURCES = ["Press the red button", "Press the green button now", "Close the door", "", "1 2 3", "Café au lait"]


@pytest.fixture(params=[0x10FFFF, 4], ids=["its own number", "a shared one"])
def index(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> MemoryIndex:
    monkeypatch.setattr(memory_index, "_LARGEST", request.param)
    made = MemoryIndex()
    made.add(enumerate(SOURCES, 1))
    return made


def test_the_likest_come_first(index: MemoryIndex) -> None:
    assert set(index.find("Press the red button", 100, 1)) <= {1, 2}
    assert 1 in index.find("Press the red button", 60, 4)
    assert index.find("", 50, 5) == index.find("1 2 3", 50, 5) == []  # no words: others find these
    assert index.find("Unknown altogether", 50, 5) == []
    assert len(index) == 6


def test_capitals_and_accents_are_no_other_word_but_count() -> None:
    index = MemoryIndex()
    index.add(enumerate(SOURCES, 1))
    assert index.find("cafe au lait", 60, 5) == [6]
    assert index.find("cafe au lait", 81, 5) == []


def test_new_units_are_found_before_and_after_they_are_sorted_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_index, "_MANY_NEW", 3)
    index = MemoryIndex()
    index.add([])
    index.add(enumerate(SOURCES, 1))
    for unit in range(7, 20):
        index.add([(unit, f"A wholly new text{unit} came in")])
        assert index.last == unit
        assert index.find(f"A wholly new text{unit} came in", 99, 1) == [unit]
    assert index.find("Press the red button", 99, 1) == [1]
    assert len(index) == 19


def test_very_long_sources_are_compared_by_their_beginning() -> None:
    index = MemoryIndex()
    index.add([(1, "word " * 50_000), (2, "word " * 900)])
    assert index.find("word " * 40_000, 99, 1) == [1]
