"""Standings: who is ahead, of whom too little is known, who never met."""

from __future__ import annotations

import random
import time

import pytest

from desktop.core.duels import Contender, Duel, Winner
from desktop.core.standings import LEAST, Rated, Record
from desktop.statistics.rating import rate

A, B, C, D = (Contender(f"local/{name}", "p1", "warm") for name in "abcd")


def duels(left: Contender, right: Contender, won: int, lost: int = 0, tied: int = 0, round_: str = "r1") -> list[Duel]:
    winners = [Winner.LEFT] * won + [Winner.RIGHT] * lost + [Winner.TIE] * tied
    return [
        Duel("2026-11-22T10:00:00Z", round_, "product:title", "en", left, right, winner)
        if place % 2 == 0 or winner is Winner.TIE
        else Duel("2026-11-22T10:00:00Z", round_, "product:title", "en", right, left, _other(winner))
        for place, winner in enumerate(winners)
    ]


def _other(winner: Winner) -> Winner:
    return Winner.RIGHT if winner is Winner.LEFT else Winner.LEFT


def of(rows: tuple[Rated, ...], contender: Contender) -> Rated:
    return next(row for row in rows if row.contender == contender)


def test_wins_losses_and_ties_are_counted_whatever_side_they_stood_on() -> None:
    rows = rate(duels(A, B, won=13, lost=4, tied=5))
    best = of(rows, A)
    assert (best.wins, best.losses, best.ties, best.comparisons) == (13, 4, 5, 22)
    assert (of(rows, B).wins, of(rows, B).losses, of(rows, B).ties) == (4, 13, 5)
    assert rows[0] == best


@pytest.mark.parametrize(
    ("won", "lost", "verdict", "other"),
    [
        (18, 4, Record.MORE, Record.LESS),
        (12, 10, Record.EVEN, Record.EVEN),
        (3, 20, Record.LESS, Record.MORE),
        (19, 0, Record.TOO_FEW, Record.TOO_FEW),
        (20, 0, Record.MORE, Record.LESS),
    ],
)
def test_the_verdict_follows_the_interval(won: int, lost: int, verdict: Record, other: Record) -> None:
    rows = rate(duels(A, B, won, lost))
    assert (of(rows, A).verdict, of(rows, B).verdict) == (verdict, other)


def test_with_too_few_comparisons_no_figure_is_given() -> None:
    rows = rate([*duels(A, B, 15, 10), *duels(A, C, 4, 0)])
    few = of(rows, C)
    assert (few.share, few.low, few.high, few.verdict) == (None, None, None, Record.TOO_FEW)
    assert rows[-1] == few
    assert of(rows, A).share is not None


def test_the_least_number_of_comparisons_is_a_choice() -> None:
    assert of(rate(duels(A, B, 8, 2), least=10), A).share is not None
    assert of(rate(duels(A, B, 8, 2)), A).share is None
    assert LEAST == 20


def test_who_never_met_is_not_compared() -> None:
    rows = rate([*duels(A, B, 20, 10), *duels(C, D, 25, 1)])
    assert {row.contender: row.group for row in rows} == {A: 0, B: 0, C: 1, D: 1}
    assert [row.contender for row in rows] == [A, B, C, D]
    alone = rate(duels(C, D, 25, 1))
    assert of(rows, C).share == of(alone, C).share


def test_who_met_through_others_is_compared() -> None:
    rows = rate([*duels(A, B, 20, 5), *duels(B, C, 20, 5)])
    assert {row.group for row in rows} == {0}
    assert [row.contender for row in rows] == [A, B, C]


def test_a_text_that_no_model_wrote_and_two_of_the_same_contender_do_not_count() -> None:
    rows = rate([*duels(A, Contender(""), 30), *duels(A, A, 30), *duels(A, B, 12, 10)])
    assert {row.contender: row.comparisons for row in rows} == {A: 22, B: 22}


def test_rounds_are_counted() -> None:
    rows = rate([*duels(A, B, 12, 10, round_="r1"), *duels(A, B, 3, 2, round_="r2")])
    assert [row.rounds for row in rows] == [2, 2]


def test_a_hard_opponent_counts_for_more_than_an_easy_one() -> None:
    rows = rate([*duels(A, B, 19, 1), *duels(A, C, 15, 15), *duels(D, B, 15, 15)])
    assert of(rows, C).wins == of(rows, D).wins
    share_of_c, share_of_d = of(rows, C).share, of(rows, D).share
    assert share_of_c is not None
    assert share_of_d is not None
    assert share_of_c > share_of_d + 0.2


def test_the_order_of_duels_does_not_matter() -> None:
    many = [*duels(A, B, 13, 9), *duels(B, C, 14, 9, 3), *duels(A, C, 11, 11)]
    shuffled = list(many)
    random.Random(1).shuffle(shuffled)  # noqa: S311 - the same in every run
    for one, other in zip(rate(many), rate(shuffled), strict=True):
        assert one.contender == other.contender
        assert one.share == pytest.approx(other.share)


def test_nothing_is_said_of_nothing() -> None:
    assert rate([]) == ()


def test_five_hundred_contenders_and_a_hundred_thousand_duels_do_not_keep_anybody_waiting() -> None:
    rng = random.Random(3)  # noqa: S311 - the same in every run
    all_ = [Contender(f"model-{place}", "p1") for place in range(500)]
    winners = list(Winner)
    many = []
    for place in range(100_000):
        one = int(rng.random() * 500)
        other = (one + 1 + int(rng.random() * 499)) % 500
        winner = winners[int(rng.random() * 3)]
        many.append(Duel("", f"r{place // 15}", "product:title", "en", all_[one], all_[other], winner))
    rate(many[:2000])
    before = time.process_time()
    rows = rate(many)
    assert time.process_time() - before < 4, "it takes 0.6 s where nothing else runs"
    assert len(rows) == 500
    assert sum(row.verdict is not Record.EVEN for row in rows) < 60, "they are all alike: one in twenty seems not to be"
