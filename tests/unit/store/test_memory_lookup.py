"""Matches: context, exact, fuzzy and by shape, out of several memories, while others save."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from desktop.core.errors import EnvironmentProblem
from desktop.core.match_tokens import match_percent
from desktop.core.profile import Profile
from desktop.core.translation import MatchKind, MemoryMatch, MemoryUnit, MemoryUse
from desktop.formats.bitext.opening import open_bitext
from desktop.statistics.memory_bands import count_bands
from desktop.store import memory_index, memory_lookup
from desktop.store.memory_lookup import MemoryLookup
from desktop.store.store import Store
from tests.conftest import REPOSITORY
from tests.migrations.make_golden import FOLDER

PAIR = ("en", "nl")
USES = [MemoryUse(1)]


@pytest.fixture
def filled(store: Store) -> Store:
    store.new_memory("M", "en-US", "nld")
    store.add_units(
        1,
        [
            MemoryUnit("Press the red button.", "Druk op de rode knop.", "First.", "Last.", "Anna", "2026-01-01"),
            MemoryUnit("Close all the doors of the house.", "Sluit alle deuren van het huis."),
            MemoryUnit("12", "12 stuks"),
            MemoryUnit("Item 7", "Artikel 7"),
        ],
    )
    return store


def found(store: Store, source: str, before: str = "", after: str = "", **more: int) -> list[tuple[int, str, str]]:
    matches = store.matches(USES, source, before, after, PAIR, **more)
    return [(each.percent, each.kind.value, each.target) for each in matches]


def test_context_exact_and_fuzzy(filled: Store) -> None:
    red = "Druk op de rode knop."
    assert found(filled, "Press the red button.", "First.", "Last.") == [(101, "context", red)]
    assert found(filled, "Press the red button.", "First.", "Other.") == [(100, "exact", red)]
    assert found(filled, " Press the  red button. ") == [(100, "exact", red)]
    assert found(filled, "Press the blue button.") == [(87, "fuzzy", red)]
    assert found(filled, "press the red button.") == [(87, "fuzzy", red)]
    assert found(filled, "Entirely different words stand here.") == []
    assert found(filled, "") == []


def test_a_match_says_who_made_it_and_where_it_is(filled: Store) -> None:
    (match,) = filled.matches(USES, "Press the red button.", "", "", PAIR)
    assert match == MemoryMatch(
        100, MatchKind.EXACT, "Press the red button.", "Druk op de rode knop.", "M", 1, "Anna", "2026-01-01"
    )


def test_what_differs_in_numbers_only_is_offered_however_short_it_is(filled: Store) -> None:
    assert found(filled, "Item 8") == [(66, "fuzzy", "Artikel 7")]
    assert found(filled, "Item 8", least=90) == [(66, "fuzzy", "Artikel 7")]
    assert found(filled, "99") == []  # not one piece is the same
    assert found(filled, "Itom 7", least=90) == []


def test_penalties_count_and_the_best_memory_comes_first(filled: Store) -> None:
    other = filled.new_memory("N", "en", "nl-BE").id
    filled.add_units(other, [MemoryUnit("Press the red button.", "Duw op de rode knop.")])
    uses = [MemoryUse(1, penalty=10), MemoryUse(other, penalty=3)]
    matches = filled.matches(uses, "Press the red button.", "First.", "Last.", PAIR)
    assert [(each.percent, each.memory, each.penalty) for each in matches] == [(97, "N", 3), (91, "M", 10)]
    assert filled.matches([MemoryUse(1, penalty=45)], "Press the blue button.", "", "", PAIR) == []
    (best,) = filled.matches_of(uses, [("Press the red button.", "First.", "Last.")], PAIR)
    assert best == matches[0]


def test_memories_of_other_languages_are_passed_over(filled: Store) -> None:
    source = ("Press the red button.", "", "")
    assert filled.matches(USES, *source, ("en", "nl-NL"))
    for pair in (("sv", "nl"), ("en", "de"), ("nl", "en")):
        assert filled.matches(USES, *source, pair) == []
        assert filled.matches_of(USES, [source], pair) == [None]
    assert filled.matches([MemoryUse(77)], *source, PAIR) == []


def test_the_limit_and_the_least_hold_and_equal_pairs_come_once(store: Store) -> None:
    store.new_memory("M", "en", "nl")
    units = [MemoryUnit(f"The {name} sock is warm", f"{name}", str(place)) for place, name in enumerate("abcdefgh")]
    store.add_units(1, [*units, MemoryUnit("The a sock is warm", "a", "again")])
    assert [each[2] for each in found(store, "The a sock is warm")] == ["a", "h", "g", "f", "e"]
    assert [each[0] for each in found(store, "The a sock is warm", limit=2)] == [100, 88]
    assert [each[0] for each in found(store, "The z sock is warm", least=89)] == []


def test_the_best_of_each_is_the_first_of_its_matches(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_lookup, "_AT_ONCE", 3)
    sources = [
        ("Press the red button.", "First.", "Last."), ("Press the red button!", "", ""), ("Item 10", "", ""),
        ("Close the doors of the house.", "", ""), ("Nothing like it", "", ""), ("Press the red button.", "", ""),
        ("12", "", ""), ("13", "", ""),
    ]  # fmt: skip
    best = filled.matches_of(USES, sources, PAIR)
    firsts = [next(iter(filled.matches(USES, *source, PAIR)), None) for source in sources]
    assert best == firsts
    assert [each.percent if each else 0 for each in best] == [101, 87, 66, 85, 0, 100, 100, 0]


def test_it_can_be_stopped(filled: Store) -> None:
    stopped = filled.memory_lookup.matches_of(USES, [("12", "", "")] * 3, PAIR, lambda done: done > 0)
    assert stopped == [None] * 3


def test_what_is_saved_is_found_at_once_also_from_another_thread(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_index, "_MANY_NEW", 5)
    lookup = filled.memory_lookup
    lookup.prepare(USES)
    heard: list[int] = []
    for number in range(20):
        filled.add_units(1, [MemoryUnit(f"A brand new sentence about wool{number}", str(number))])
        thread = threading.Thread(
            target=lambda number=number: heard.append(
                lookup.matches(USES, (f"A brand new sentence about wool{number}!", "", ""), PAIR)[0].percent
            )
        )
        thread.start()
        thread.join()
    assert heard == [91] * 20
    lookup.forget()
    assert found(filled, "A brand new sentence about wool3")[0] == (100, "exact", "3")


def test_units_that_are_gone_are_not_offered_and_sources_are_read_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_lookup, "_MANY_GONE", 3)
    monkeypatch.setattr(memory_lookup, "_SPARE", 0)
    store.new_memory("M", "en", "nl")
    store.add_units(1, [MemoryUnit(f"The same {name} words again", name) for name in "abcdefgh"])
    assert len(found(store, "The same z words again")) == 5
    for unit in range(4, 9):
        store.remove_unit(unit)
    assert found(store, "The same z words again") == []
    assert [each[2] for each in found(store, "The same z words again")] == ["c", "b", "a"]


def test_another_file_in_its_place_is_read_anew(filled: Store, tmp_path: Path) -> None:
    lookup = MemoryLookup(tmp_path / "copy.db")
    filled.backup_now()
    (backup,) = [each.name for each in filled.backups()]
    filled.add_units(1, [MemoryUnit("Only here and now", "x")])
    assert found(filled, "Only here and then")
    filled.restore_backup(backup)
    assert found(filled, "Only here and then") == []
    filled.add_units(1, [MemoryUnit("Another one came later", "y")])
    assert found(filled, "Another one came late") == [(85, "fuzzy", "y")]
    with pytest.raises(EnvironmentProblem):
        lookup.matches(USES, ("x", "", ""), PAIR)
    shutil.copyfile(filled._file.path, tmp_path / "copy.db")  # noqa: SLF001 - a file without its log
    assert isinstance(lookup.concordance(USES, "red"), list)


def test_every_fuzzy_match_is_found_that_comparing_all_would_find(store: Store) -> None:
    """The count of shared words passes over no unit that is like enough by OmegaT's figures."""
    import itertools
    import random

    chance = random.Random(3)  # noqa: S311 - repeatable
    words = [f"{one}{two}" for one, two in itertools.product("bdfk", "aeio")] + ["the", "of", "3", "14", ",", "."]
    sources = sorted({" ".join(chance.choices(words, k=chance.randrange(2, 9))) for _ in range(400)})
    store.new_memory("M", "en", "nl")
    store.add_units(1, [MemoryUnit(source, str(place)) for place, source in enumerate(sources)])
    for _ in range(60):
        asked = " ".join(chance.choices(words, k=chance.randrange(2, 9)))
        best = max(match_percent(asked, source) for source in sources if _alike(asked, source))
        matches = store.matches(USES, asked, "", "", PAIR, limit=1, least=1)
        assert matches[0].percent >= best


def _alike(one: str, two: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    left, right = ([word for word in text.split() if word.isalpha()] for text in (one, two))
    return bool(left and right) and Levenshtein.normalized_similarity(left, right) >= 0.3


def test_profile_without_a_history(profile: Profile) -> None:
    with pytest.raises(EnvironmentProblem):
        MemoryLookup(profile.database).matches(USES, ("x", "", ""), PAIR)


def test_a_history_that_may_not_be_written_is_read_all_the_same(profile: Profile) -> None:
    shutil.copyfile(FOLDER / "schema-6.db", profile.database)
    lookup = MemoryLookup(profile.database)
    assert lookup.matches(USES, ("Warm socks.", "", ""), PAIR)[0].percent == 100
    shutil.copyfile(FOLDER / "schema-5.db", profile.database)
    lookup.prepare(USES)
    assert lookup.matches(USES, ("Warm socks.", "", ""), PAIR) == []
    assert lookup.matches_of(USES, [("Warm socks.", "", "")], PAIR) == [None]
    assert lookup.concordance(USES, "sock") == []


def test_the_statistics_of_omegats_own_test_come_out(store: Store) -> None:
    """OmegaT's test of match statistics has, for these two files, 11 repetitions and 84 rows of 95 % and more.

    Of 75 % and more it has 3, from 50 % on 4, and 6 rows without a match, with an entry that is none of ours.
    """
    folder = REPOSITORY.parent / "shared" / "data" / "omegat"
    if not folder.is_dir():
        pytest.skip("the folder of real files is not here")
    names = ("filters/po/file-POFilter-match-stat-en-ca.po", "tmx/test-match-stat-en-ca.tmx")
    rows, known = (open_bitext((folder / name).read_bytes(), name, "en", "ca").segments for name in names)
    store.new_memory("OmegaT", "en", "ca")
    store.add_units(1, [MemoryUnit(each.source.text, each.target.text) for each in known])
    matches = store.matches_of(USES, [(each.source.text, "", "") for each in rows], ("en", "ca"))
    counted = {band.band: band.segments for band in count_bands(rows, matches) if band.segments}
    assert counted == {"repetitions": 11, "100": 84, "85-94": 1, "75-84": 2, "50-74": 2, "new": 7}
