"""What memories and terms have for a row, on a real history."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.profile import Profile
from desktop.core.segment import SegmentState
from desktop.core.translation import Concordance, MatchKind, MemoryUnit, OriginKind, RowKey, WordBand
from desktop.runtime.translating_values import RowFilter, TermStanding
from desktop.store.store import Store
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench

PAIRS = (
    ("The bag holds 18 litres.", ""),
    ("The bag holds 20 litres of water.", ""),
    ("Nothing like it anywhere", "Niets"),
)


def remember(store: Store) -> None:
    memory = store.new_memory("shop", "en", "nl").id
    store.add_units(memory, [MemoryUnit("The bag holds 18 litres.", "De tas is 18 liter groot.", by="Anna")])


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(profile)
    made.store.call(remember)
    made.open(qtbot, tmp_path, *PAIRS)
    yield made
    made.close()


@pytest.fixture
def keys(desk: Bench) -> list[RowKey]:
    return list(desk.translating.order)


def test_every_row_gets_its_match_and_can_be_filtered_and_sorted_by_it(
    qtbot: QtBot, desk: Bench, keys: list[RowKey]
) -> None:
    session = desk.translating
    qtbot.waitUntil(lambda: desk.row(keys[1]).note.match > 0, timeout=PATIENCE_MS)
    assert [desk.row(key).note.match_kind for key in keys] == [MatchKind.EXACT, MatchKind.FUZZY, MatchKind.NONE]
    session.set_filter(RowFilter(match_from=100))
    assert list(session.order) == [keys[0]]
    session.set_filter(RowFilter())
    session.set_sort("match")
    assert list(session.order) == [keys[2], keys[1], keys[0]]
    assert session.undo_label == ""
    qtbot.waitUntil(lambda: session.working is None, timeout=PATIENCE_MS)


def test_suggestions_come_for_the_row_that_is_gone_to_and_one_is_taken(
    qtbot: QtBot, desk: Bench, keys: list[RowKey]
) -> None:
    session = desk.translating
    session.go(keys[1])
    session.go(keys[0])
    qtbot.waitUntil(lambda: bool(session.suggestions(keys[0])), timeout=PATIENCE_MS)
    session.insert_match(keys[0], 2)
    assert desk.target(keys[0]) == ""
    session.insert_match(keys[0], 1)
    row = desk.row(keys[0])
    assert (row.segment.target.text, row.segment.state) == ("De tas is 18 liter groot.", SegmentState.TRANSLATED)
    origin = row.note.origin
    assert (origin.kind, origin.memory, origin.percent, origin.by) == (OriginKind.MEMORY, "shop", 100, "Anna")
    assert row.note.match == 100


def test_what_was_confirmed_is_suggested_for_the_next_row(qtbot: QtBot, desk: Bench, keys: list[RowKey]) -> None:
    session = desk.translating
    session.edit(keys[1], "De tas is 20 liter groot.")
    session.confirm(keys[1])
    session.go(keys[1])
    qtbot.waitUntil(
        lambda: [each.target for each in session.suggestions(keys[1])][:1] == ["De tas is 20 liter groot."],
        timeout=PATIENCE_MS,
    )


def test_words_are_looked_up_in_the_memories(qtbot: QtBot, desk: Bench) -> None:
    heard: list[list[Concordance]] = []
    desk.translating.concordance("bag", lambda _found: heard.append([]))
    desk.translating.concordance("bag litres", heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=PATIENCE_MS)
    assert [each.target for each in heard[0]] == ["De tas is 18 liter groot."]
    desk.translating.concordance("  ", heard.append)
    assert heard[-1] == []


def test_a_term_is_kept_stands_in_its_rows_and_is_put_in_by_number(
    qtbot: QtBot, desk: Bench, keys: list[RowKey]
) -> None:
    session = desk.translating
    session.add_term("bag", "tas", ("zak",))
    qtbot.waitUntil(lambda: bool(session.terms), timeout=PATIENCE_MS)
    job = session.job
    assert job is not None
    assert len(job.term_bases) == 1
    assert [each.name for each in desk.store.call(lambda store: store.term_bases())] == ["Terms"]
    session.edit(keys[0], "De zak is groot")
    hits = session.term_hits(keys[0])
    assert [(each.in_source, each.standing) for each in hits] == [
        (True, TermStanding.MISSING), (False, TermStanding.FORBIDDEN),
    ]  # fmt: skip
    session.edit(keys[0], "De ")
    assert session.insert_term(keys[0], 1) == 6
    assert [each.standing for each in session.term_hits(keys[0])] == [TermStanding.OK, TermStanding.OK]
    assert session.term_hits(keys[2]) == ()
    assert session.insert_term(keys[0], 2) == -1
    session.add_term("water", "water")
    qtbot.waitUntil(lambda: len(session.terms) == 2, timeout=PATIENCE_MS)
    assert len(desk.store.call(lambda store: store.term_bases())) == 1


def test_the_words_of_a_job_are_counted_for_a_quote(qtbot: QtBot, desk: Bench) -> None:
    heard: list[list[WordBand]] = []
    desk.translating.bands(heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=PATIENCE_MS)
    counted = {each.band: each.segments for each in heard[0] if each.segments}
    assert counted["100"] == counted["new"] == 1
    assert sum(counted.values()) == 3
