"""Translation memories and their units."""

from __future__ import annotations

import pytest

from desktop.core.errors import UserError
from desktop.core.profile import Profile
from desktop.core.translation import MemoryUnit, MemoryUse
from desktop.store import translation_memory
from desktop.store.store import Store
from desktop.store.translation_memory import mark_of, shape_mark
from tests.unit.store.samples import opened, outsider

ONE = MemoryUnit("Press {1}OK{2}.", "Druk op {1}OK{2}.", "Before.", "After.", "Anna", "2026-01-01T00:00:00Z")


def test_memories_by_name_with_their_units(store: Store) -> None:
    webshop, archive = store.new_memory("webshop", "en", "nl-NL"), store.new_memory("Archive", "sv", "de")
    assert store.add_units(webshop.id, [ONE, MemoryUnit("Wool", "Wol")]) == 2
    found = store.memories()
    assert [(each.name, each.source, each.target, each.units) for each in found] == [
        ("Archive", "sv", "de", 0), ("webshop", "en", "nl-NL", 2),
    ]  # fmt: skip
    assert store.memory_units(webshop.id) == [ONE, MemoryUnit("Wool", "Wol")]
    assert store.memory_units(webshop.id, 1, 5) == [MemoryUnit("Wool", "Wol")]
    assert store.rename_memory(archive.id, "ARCHIVE").name == "ARCHIVE"
    store.delete_memory(webshop.id)
    store.delete_memory(webshop.id)
    assert [each.name for each in store.memories()] == ["ARCHIVE"]
    assert store.memory_units(webshop.id) == []


def test_the_same_source_between_the_same_neighbours_is_replaced(store: Store) -> None:
    memory = store.new_memory("M", "en", "nl").id
    assert store.add_units(memory, [ONE, ONE]) == 1
    other = MemoryUnit(ONE.source, "Anders", ONE.before, "Something else.")
    again = MemoryUnit(ONE.source, "Klik op {1}OK{2}.", ONE.before, ONE.after, "Bo")
    assert store.add_units(memory, [other, again, again]) == 2
    assert store.memory_units(memory) == [again, other]
    assert store.add_units(memory, [MemoryUnit("  ", "x")]) == 0
    assert [each.target for each in store.concordance([MemoryUse(memory)], "klik")] == [again.target]
    assert store.concordance([MemoryUse(memory)], "druk") == []


def test_a_unit_that_is_taken_out_is_found_no_more(store: Store) -> None:
    memory, uses = store.new_memory("M", "en", "nl").id, [MemoryUse(1)]
    store.add_units(memory, [ONE, MemoryUnit("Wool socks", "Wollen sokken")])
    (match,) = store.matches(uses, "Wool socks", "", "", ("en", "nl"))
    store.remove_unit(match.unit)
    store.remove_unit(match.unit)
    assert store.matches(uses, "Wool socks", "", "", ("en", "nl")) == []
    assert store.concordance(uses, "wool") == []
    assert store.memory_units(memory) == [ONE]
    assert store.check()


def test_pages_of_units_are_in_order_whatever_is_asked_for(store: Store) -> None:
    units = {name: [MemoryUnit(f"{name} {number}", "x") for number in range(25)] for name in ("one", "two")}
    for name in units:
        store.new_memory(name, "en", "nl")
    for first in range(0, 25, 5):
        for place, name in enumerate(units, 1):
            store.add_units(place, units[name][first : first + 5])
    for start in (0, 10, 20, 10, 3, 13, 0):
        assert store.memory_units(1, start, 10) == units["one"][start : start + 10]
        assert store.memory_units(2, start, 10) == units["two"][start : start + 10]
    assert store.memory_units(1, 25, 10) == []


def test_a_large_memory_is_gone_at_once_and_its_units_when_there_is_time(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translation_memory, "_DELETED_AT_ONCE", 10)
    uses = [MemoryUse(1), MemoryUse(2)]
    with opened(profile) as store:
        for name in "MN":
            memory = store.new_memory(name, "en", "nl").id
            store.add_units(memory, [MemoryUnit(f"Warm socks {number}", name) for number in range(25)])
        store.delete_memory(1)
        assert [each.name for each in store.memories()] == ["N"]
        assert {each.target for each in store.concordance(uses, "socks")} == {"N"}
        assert {each.target for each in store.matches(uses, "Warm socks 3", "", "", ("en", "nl"))} == {"N"}
        with pytest.raises(UserError, match="There is no translation memory 1"):
            store.add_units(1, [ONE])
        assert store.new_memory("M", "en", "nl").units == 0
        with outsider(profile.database) as other:
            assert other.execute("SELECT count(*) FROM memory_units").fetchone() == (40,)
        store.idle()
        with outsider(profile.database) as other:
            assert other.execute("SELECT count(*) FROM memory_units").fetchone() == (25,)
        assert [each.name for each in store.memories()] == ["M", "N"]
        assert store.check()


def test_what_cannot_be_kept_is_told(store: Store) -> None:
    memory = store.new_memory("M", "en", "nl")
    store.new_memory("N", "en", "nl")
    for work, message in (
        (lambda: store.new_memory("m", "en", "sv"), "There is one called “m” already"),
        (lambda: store.new_memory("", "en", "sv"), "A name is missing"),
        (lambda: store.new_memory("X", "", "sv"), "needs both its languages"),
        (lambda: store.rename_memory(memory.id, "n"), "There is one called “n” already"),
        (lambda: store.rename_memory(9, "O"), "There is no translation memory 9"),
        (lambda: store.add_units(9, [ONE]), "There is no translation memory 9"),
    ):
        with pytest.raises(UserError, match=message):
            work()


def test_marks_tell_sources_apart_whatever_their_spaces_or_numbers() -> None:
    assert mark_of(" Cafe\u0301  au lait ") == mark_of("Café au lait") != mark_of("café au lait")
    assert shape_mark("3 of 10 kg") == shape_mark("5 of 1,000.5 kg") != 0
    assert shape_mark("Press {1}OK{2}") == 0
    assert shape_mark("Press {1}3{2}") != shape_mark("Press {2}3{1}")
