"""What is counted together so that a few duels can say something, and that it is told."""

from __future__ import annotations

import pytest

from desktop.core.duels import Contender, Duel, Winner
from desktop.core.standings import Record
from desktop.statistics.pooling import standings

TASK = "product:title,description"


def duels(
    left: tuple[str, ...], right: tuple[str, ...], won: int, lost: int, task: str = TASK, language: str = "nl"
) -> list[Duel]:
    one, other = Contender(*left), Contender(*right)
    winners = [Winner.LEFT] * won + [Winner.RIGHT] * lost
    return [Duel("2026-11-22T10:00:00Z", "r1", task, language, one, other, winner) for winner in winners]


def test_enough_of_the_very_same_is_not_pooled() -> None:
    found = standings(
        [*duels(("a", "p1", "warm"), ("b", "p1", "warm"), 18, 4), *duels(("a", "p2"), ("b", "p2"), 9, 9)], TASK, "nl"
    )
    assert found.pooled == ()
    assert found.duels == 40
    assert {row.contender.prompt for row in found.rows} == {"p1", "p2"}


@pytest.mark.parametrize(
    ("other", "pooled"),
    [
        (duels(("a", "p2", "warm"), ("b", "p2", "warm"), 8, 4), ("prompt",)),
        (duels(("a", "p1", "dry"), ("b", "p1", "dry"), 8, 4), ("prompt", "tone")),
        (duels(("a", "p1", "warm"), ("b", "p1", "warm"), 8, 4, language="sv"), ("prompt", "tone", "language")),
        (
            duels(("a", "p1", "warm"), ("b", "p1", "warm"), 8, 4, task="product:title"),
            ("prompt", "tone", "language", "fields"),
        ),
        (
            duels(("a", "p1", "warm"), ("b", "p1", "warm"), 8, 4, task="mail:subject"),
            ("prompt", "tone", "language", "fields", "task"),
        ),
    ],
)
def test_it_is_pooled_step_by_step_until_it_is_enough(other: list[Duel], pooled: tuple[str, ...]) -> None:
    found = standings([*duels(("a", "p1", "warm"), ("b", "p1", "warm"), 8, 2), *other], TASK, "nl")
    assert found.pooled == pooled
    assert found.duels == 22
    assert found.is_enough
    assert {(row.contender.model, row.contender.prompt) for row in found.rows} == {("a", ""), ("b", "")}
    assert {row.contender.tone for row in found.rows} == ({"warm"} if pooled == ("prompt",) else {""})


def test_what_is_not_enough_even_when_pooled_is_shown_as_it_is() -> None:
    found = standings(
        [*duels(("a", "p1"), ("b", "p1"), 5, 2), *duels(("a", "p2"), ("b", "p2"), 5, 2, language="en")], TASK, "nl"
    )
    assert found.pooled == ()
    assert (found.duels, found.is_enough) == (7, False)
    assert all(row.verdict is Record.TOO_FEW for row in found.rows)


def test_tones_are_kept_when_one_model_wrote_all() -> None:
    found = standings(
        [*duels(("a", "p1", "warm"), ("a", "p1", "dry"), 9, 2), *duels(("a", "p2", "warm"), ("a", "p2", "dry"), 9, 2)],
        TASK, "nl",
    )  # fmt: skip
    assert found.pooled == ("prompt",)
    assert [row.contender for row in found.rows] == [Contender("a", "", "warm"), Contender("a", "", "dry")]


def test_prompts_are_kept_when_they_are_all_that_differs() -> None:
    found = standings(
        [*duels(("a", "p1", "warm"), ("a", "p2", "warm"), 8, 2), *duels(("a", "p1", "dry"), ("a", "p2", "dry"), 9, 3)],
        TASK, "nl",
    )  # fmt: skip
    assert found.pooled == ("tone",)
    assert [row.contender for row in found.rows] == [Contender("a", "p1"), Contender("a", "p2")]


def test_other_tasks_and_languages_are_left_out_while_they_are_not_needed() -> None:
    found = standings(
        [*duels(("a",), ("b",), 15, 7), *duels(("a",), ("b",), 0, 90, "mail:subject"),
         *duels(("a",), ("b",), 0, 90, language="en")],
        TASK, "nl",
    )  # fmt: skip
    assert found.duels == 22
    assert found.rows[0].contender == Contender("a")


def test_what_does_not_count_is_said() -> None:
    found = standings(
        [*duels(("a",), ("b",), 15, 7), *duels(("a",), ("",), 3, 1), *duels(("a",), ("a",), 2, 0)], TASK, "nl"
    )
    assert (found.duels, found.left_out) == (22, 6)


def test_groups_that_never_met_are_counted() -> None:
    found = standings([*duels(("a",), ("b",), 15, 7), *duels(("c",), ("d",), 15, 7)], TASK, "nl")
    assert found.groups == 2


def test_enough_for_one_in_each_of_two_groups_is_not_enough() -> None:
    """Two that never met are no standings: `a` and `c` have 20 each, and nobody whom they met has."""
    met = [duels((one,), (f"{one}{place}",), 4, 1) for one in "ac" for place in range(4)]
    found = standings([duel for each in met for duel in each], TASK, "nl")
    assert found.pooled == ()


def test_no_duels_are_no_standings() -> None:
    found = standings([], TASK, "nl")
    assert (found.rows, found.duels, found.pooled, found.is_enough, found.groups) == ((), 0, (), False, 0)
