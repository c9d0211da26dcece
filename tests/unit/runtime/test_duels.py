"""Duels: by chance, without names, kept at once, and told at the end."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.copy import Copy
from desktop.core.duels import Contender, Duel, Winner
from desktop.core.finding import CheckReport, Claim, Finding, Severity, Verdict
from desktop.core.profile import Profile
from desktop.engine.messages import Check
from desktop.runtime.duel_pairs import pairs_of
from desktop.runtime.duels import DuelResult, Duels
from desktop.statistics.pooling import Standings
from tests.unit.runtime.comparing_bench import Table, finish, stream


def dice(seed: int) -> Random:
    """Chance that can be repeated."""
    return Random(seed)  # noqa: S311 - an order, not a secret


class Ring(Table):
    """A table with duels whose chance can be repeated."""

    def __init__(self, profile: Profile) -> None:
        super().__init__(profile)
        self.duels = Duels(self.comparing, self.services, dice=dice(1))
        self.told = 0
        self.duels.changed.connect(self._count)

    def _count(self) -> None:
        self.told += 1

    @property
    def outcome(self) -> DuelResult | None:
        return self.duels.result

    def all_kept(self) -> list[Duel]:
        return self.store.call(lambda store: store.duels())


@pytest.fixture
def ring(qtbot: QtBot, profile: Profile) -> Iterator[Ring]:
    gc.collect()  # what earlier tests left must not be collected on the store's thread
    made = Ring(profile)
    yield made
    made.close()


def texts(count: int) -> list[Copy]:
    return [Copy({"title": f"Text {number}", "other": "not of this brief"}) for number in range(count)]


def judge(ring: Ring, choose: Winner | None = None) -> None:
    """Choose until the end: always this one, else the text with the smaller number."""
    while ring.duels.running:
        pair = ring.duels.pair
        assert pair is not None
        left, right = (copy.text("title") for copy in pair)
        ring.duels.choose(choose or (Winner.LEFT if left < right else Winner.RIGHT))


@pytest.mark.parametrize("count", range(2, 7))
def test_everyone_meets_everyone_once(count: int) -> None:
    pairs = pairs_of(count, dice(count))
    assert len(pairs) == count * (count - 1) // 2
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)


@pytest.mark.parametrize("count", [7, 8, 9, 12, 25])
def test_of_many_each_meets_three_others_and_all_are_joined(count: int) -> None:
    for seed in range(20):
        pairs = pairs_of(count, dice(seed))
        met = Counter(place for pair in pairs for place in pair)
        assert sorted(met.values()) == [3] * (count - count % 2) + [4] * (count % 2)
        assert len({frozenset(pair) for pair in pairs}) == len(pairs)
        joined, before = {0}, -1
        while len(joined) != before:
            before = len(joined)
            joined |= {place for pair in pairs if joined & set(pair) for place in pair}
        assert joined == set(range(count))


def test_order_and_sides_are_by_chance() -> None:
    rounds = [tuple(pairs_of(4, dice(seed))) for seed in range(200)]
    assert len(set(rounds)) > 150
    lefts = Counter(place for one in rounds for place, _ in one)
    assert all(240 < lefts[place] < 360 for place in range(4))  # of 600 duels each, on the left in about half


def test_a_round_says_who_won(qtbot: QtBot, ring: Ring) -> None:
    ring.written(qtbot, *texts(4))
    assert ring.duels.ready() == 4
    ring.duels.begin()
    assert (ring.duels.running, ring.duels.done, ring.duels.total) == (True, 0, 6)
    assert ring.outcome is None
    judge(ring)
    result = ring.duels.result
    assert result is not None
    assert [(row.compared.copy.text("title"), row.won, row.of, row.ties) for row in result.rows] == [
        ("Text 0", 3, 3, 0), ("Text 1", 2, 3, 0), ("Text 2", 1, 3, 0), ("Text 3", 0, 3, 0),
    ]  # fmt: skip
    assert result.winner is not None
    assert result.winner.letter == "A"
    ring.duels.take_winner()
    assert ring.session.draft.copy.text("title") == "Text 0"
    qtbot.waitUntil(lambda: (now := ring.duels.result) is not None and now.standings is not None, timeout=10_000)


def test_names_are_hidden_and_only_fields_of_the_brief_are_shown(qtbot: QtBot, ring: Ring) -> None:
    ring.written(qtbot, *texts(2))
    ring.duels.begin()
    pair = ring.duels.pair
    assert pair is not None
    assert all(set(copy.fields) == {"title"} for copy in pair)


def test_each_choice_is_kept_at_once(qtbot: QtBot, ring: Ring) -> None:
    ring.written(qtbot, *texts(3))
    ring.duels.begin()
    ring.duels.choose(Winner.LEFT)
    (kept,) = ring.all_kept()
    assert (kept.winner, kept.task, kept.language) == (Winner.LEFT, "product:title,description,bullets", "en")
    assert kept.left == Contender("local/small", "product/3", "plain")
    versions = {each.version for each in ring.comparing.columns()}
    assert {kept.left_version, kept.right_version} <= versions
    assert kept.draft == ring.session.draft.id


def test_a_choice_is_taken_back(qtbot: QtBot, ring: Ring) -> None:
    ring.written(qtbot, *texts(3))
    ring.duels.begin()
    first = ring.duels.pair
    ring.duels.back()
    assert ring.duels.pair == first
    ring.duels.choose(Winner.LEFT)
    ring.duels.choose(Winner.RIGHT)
    ring.duels.choose(Winner.TIE)
    assert ring.duels.result is not None
    ring.duels.back()
    assert (ring.duels.running, ring.duels.done) == (True, 2)
    assert [duel.winner for duel in ring.all_kept()] == [Winner.LEFT, Winner.RIGHT]
    ring.duels.choose(Winner.LEFT)
    kept = ring.all_kept()
    assert [duel.winner for duel in kept] == [Winner.LEFT, Winner.RIGHT, Winner.LEFT]
    assert len({duel.round for duel in kept}) == 1


def test_ending_early_keeps_the_choices(qtbot: QtBot, ring: Ring) -> None:
    ring.written(qtbot, *texts(4))
    ring.duels.begin()
    ring.duels.end()
    assert ring.outcome is None
    ring.duels.begin()
    ring.duels.choose(Winner.LEFT)
    ring.duels.end()
    assert ring.duels.pair is None
    result = ring.duels.result
    assert result is not None
    assert [row.of for row in result.rows] == [1, 1, 0, 0]
    assert len(ring.all_kept()) == 1
    ring.duels.choose(Winner.LEFT)
    assert len(ring.all_kept()) == 1
    ring.duels.another_round()
    assert (ring.duels.done, ring.duels.total) == (0, 6)


def test_ties_are_shared_and_nobody_wins(qtbot: QtBot, ring: Ring) -> None:
    ring.written(qtbot, *texts(3))
    ring.duels.begin()
    judge(ring, Winner.TIE)
    result = ring.duels.result
    assert result is not None
    assert [(row.won, row.ties, row.share) for row in result.rows] == [(1, 2, 0.5)] * 3
    assert result.winner is None
    ring.duels.take_winner()
    assert ring.session.draft.copy.is_empty


def test_only_what_stands_the_checks_takes_part_and_the_others_hear_why(qtbot: QtBot, ring: Ring) -> None:
    wrong = Claim("title", 0, 4, "Text", Verdict.CONTRADICTED)
    reports = {
        "Text 1": CheckReport(claims=(wrong, wrong)),
        "Text 2": CheckReport((Finding("limits.hard", Severity.ERROR, "title", 0, 1, "T", "Too long."),)),
        "Text 3": CheckReport(claims=(Claim("title", 0, 4, "Text", Verdict.UNSUPPORTED),)),
    }
    ring.fake.answers[Check] = lambda request: reports.get(request.copy.text("title"), CheckReport())
    ring.written(qtbot, *texts(4))
    job, _ = ring.write()
    stream(job, "title", "On its way")
    qtbot.waitUntil(lambda: dict(ring.duels.why_not())["D"] != (), timeout=10_000)
    assert dict(ring.duels.why_not()) == {
        "A": (),
        "B": ("2 claims contradict the facts.",),
        "C": ("1 mistake must be put right first.",),
        "D": ("The facts do not say 1 claim.",),
        "E": ("It is not finished.",),
        "F": ("It is not finished.",),
    }
    assert ring.duels.ready() == 1
    ring.duels.begin()
    assert not ring.duels.running
    assert "two variants" in ring.posted[-1].title


def test_a_typed_text_takes_part_but_is_no_model(qtbot: QtBot, ring: Ring) -> None:
    (key,) = ring.written(qtbot, *texts(1))
    ring.comparing.add_text("Agency", Copy({"title": "Text 9"}))
    ring.comparing.edit(key, "title", "Text 0 by hand")
    ring.until_kept(qtbot)
    qtbot.waitUntil(lambda: ring.duels.ready() == 2, timeout=10_000)
    ring.duels.begin()
    judge(ring)
    (kept,) = ring.all_kept()
    assert (kept.left, kept.right) == (Contender(""), Contender(""))
    told: list[Standings] = []
    ring.duels.standings(told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert (told[0].duels, told[0].rows) == (0, ())


def test_standings_count_all_rounds_of_the_task(qtbot: QtBot, ring: Ring) -> None:
    ring.brief()
    one, two = ring.write()
    finish(one, Copy({"title": "Text 0"}), model="local/good")
    finish(two, Copy({"title": "Text 1"}), model="local/bad")
    ring.until_kept(qtbot)
    qtbot.waitUntil(lambda: ring.duels.ready() == 2, timeout=10_000)
    for _ in range(25):
        ring.duels.begin()
        judge(ring)
    told: list[Standings] = []
    ring.duels.standings(told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert [row.contender.model for row in told[0].rows] == ["local/good", "local/bad"]
    assert told[0].duels == 25


def test_another_draft_ends_the_round(qtbot: QtBot, ring: Ring) -> None:
    ring.written(qtbot, *texts(3))
    ring.duels.begin()
    ring.duels.choose(Winner.LEFT)
    told = ring.told
    ring.drafts.new()
    assert (ring.duels.running, ring.duels.result, ring.duels.total) == (False, None, 0)
    assert ring.told == told + 1
    assert len(ring.all_kept()) == 1
