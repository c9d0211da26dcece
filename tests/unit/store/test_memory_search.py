"""Concordance: words anywhere in a memory, in any form, and where they stand."""

from __future__ import annotations

import pytest

from desktop.core.profile import Profile
from desktop.core.translation import MemoryUnit, MemoryUse
from desktop.store import memory_search
from desktop.store.memory_search import entry_words, spots
from desktop.store.store import Store
from tests.unit.store.samples import opened, outsider

UNITS = [
    MemoryUnit("Warm socks for {1}hikers{2}", "Warme sokken voor {1}wandelaars{2}"),
    MemoryUnit("A café near the office", "Een café bij het kantoor"),
    MemoryUnit("The sheep's wool", "Fårets ull"),
]
USES = [MemoryUse(1)]


@pytest.fixture
def filled(store: Store) -> Store:
    store.new_memory("M", "en", "dut")
    store.add_units(1, UNITS)
    return store


def marked(store: Store, words: str) -> list[tuple[list[str], list[str]]]:
    return [
        ([each.source[start:end] for start, end in each.in_source], [each.target[a:b] for a, b in each.in_target])
        for each in store.concordance(USES, words)
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("sock", [(["socks"], [])]),
        ("sokken", [([], ["sokken"])]),
        ("Sok", [([], ["sokken"])]),
        ("hiker WARME", [(["Warm", "hikers"], ["Warme"])]),
        ("cafe", [(["café"], ["café"])]),
        ("farets", [([], ["Fårets"])]),
        ("får", []),
        ("socks office", []),
        ("1", []),
        ("", []),
        ('"', []),
    ],
)
def test_words_are_found_in_their_forms_and_marked(
    filled: Store, words: str, expected: list[tuple[list[str], list[str]]]
) -> None:
    assert marked(filled, words) == expected


def test_only_the_memories_in_use_count_and_the_newest_unit_comes_first(filled: Store) -> None:
    other = filled.new_memory("N", "en", "nl").id
    filled.add_units(other, [MemoryUnit("Long socks", "Lange sokken")])
    assert [each.memory for each in filled.concordance([MemoryUse(other), *USES], "socks")] == ["N", "M"]
    assert [each.memory for each in filled.concordance(USES, "socks")] == ["M"]
    assert filled.concordance([], "socks") == []
    assert len(filled.concordance([MemoryUse(other), *USES], "socks", 1)) == 1
    filled.delete_memory(other)
    assert [each.memory for each in filled.concordance([MemoryUse(other), *USES], "socks")] == ["M"]
    assert filled.check()


def test_an_index_out_of_step_is_made_again_a_piece_at_a_time(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_search, "_PIECE", 4)
    with opened(profile) as store:
        store.new_memory("M", "en", "nl")
        store.add_units(1, [MemoryUnit(f"word{place} socks", "sokken") for place in range(10)])
    with outsider(profile.database) as connection:
        connection.execute("INSERT INTO memory_search (memory_search) VALUES ('delete-all')")
    with opened(profile) as store:
        assert [each.source for each in store.concordance(USES, "socks")] == [
            f"word{place} socks" for place in (9, 8, 7, 6)
        ]
        store.add_units(1, [MemoryUnit("new socks", "x"), MemoryUnit("word0 socks", "changed")])
        store.idle()
        assert len(store.concordance(USES, "socks")) == 11
        assert [each.source for each in store.concordance(USES, "changed")] == ["word0 socks"]
        assert store.check()
        for unit in range(1, 12):
            store.remove_unit(unit)
        assert store.concordance(USES, "socks") == []


def test_a_damaged_index_is_made_again(profile: Profile) -> None:
    with opened(profile) as store:
        store.new_memory("M", "en", "nl")
        store.add_units(1, UNITS)
    with outsider(profile.database) as connection:
        connection.execute("UPDATE memory_search_data SET block = x'00' WHERE id > 10")
    with opened(profile) as store:
        assert [each.source for each in store.concordance(USES, "sock")] == [UNITS[0].source]
        assert store.check()


def test_entries_hold_words_and_stems_but_no_tags() -> None:
    words = entry_words("Two {1}socks", "{2}får", "en-GB", "sv").split()
    assert {"two", "socks", "får", "far"} <= set(words)
    assert not {"1", "2"} & set(words)


def test_spots_leave_tags_alone() -> None:
    assert spots("1 {1} 1", ["1"], "en") == ((0, 1), (6, 7))
