"""The choices of duels: kept, asked for by task and language, taken back, and counted when their draft is forgotten."""

from __future__ import annotations

import msgspec
import pytest

from desktop.core.duels import Contender, Duel, Winner
from desktop.core.ids import DraftId, VersionId
from desktop.core.profile import Profile
from desktop.store.store import Store
from tests.unit.store.comparing import DUEL
from tests.unit.store.samples import draft, opened, outsider


def duel(**changes: object) -> Duel:
    return msgspec.structs.replace(DUEL, **changes)


@pytest.mark.parametrize("winner", Winner)
def test_a_choice_comes_back_as_it_was(store: Store, winner: Winner) -> None:
    sent = duel(winner=winner, left_version=VersionId(3), right_version=VersionId(4), draft=DraftId("d1"))
    store.add_duels([sent, DUEL])
    assert store.duels() == [msgspec.structs.replace(sent, id=1), msgspec.structs.replace(DUEL, id=2)]


def test_they_are_asked_for_by_task_and_language(store: Store) -> None:
    store.add_duels([DUEL, duel(task="mail:subject"), duel(language="sv"), duel(task="mail:subject", language="sv")])
    assert [each.id for each in store.duels()] == [1, 2, 3, 4]
    assert [each.id for each in store.duels("mail:subject")] == [2, 4]
    assert [each.id for each in store.duels(language="sv")] == [3, 4]
    assert [each.id for each in store.duels("mail:subject", "sv")] == [4]
    assert store.duels("mail") == []


def test_a_round_is_taken_back_alone(store: Store) -> None:
    store.add_duels([DUEL, duel(round="other"), DUEL])
    store.delete_round("round")
    assert [each.round for each in store.duels()] == ["other"]
    store.add_duels([DUEL])
    assert [each.id for each in store.duels()] == [2, 4]


def test_nothing_to_keep_is_kept_without_complaint(store: Store) -> None:
    store.add_duels([])
    store.delete_round("never was")
    assert store.duels() == []


def test_a_choice_still_counts_when_its_draft_is_forgotten(store: Store) -> None:
    gone, stays = (store.save_draft(draft(text)).id for text in ("gone", "stays"))
    sent = [duel(draft=owner, left_version=VersionId(1), right_version=VersionId(2)) for owner in (gone, stays)]
    store.add_duels(sent)
    store.forget_draft(gone)
    first, second = store.duels()
    assert (first.draft, first.left_version, first.right_version) == ("", 0, 0)
    assert (first.left, first.right, first.winner) == (DUEL.left, DUEL.right, DUEL.winner)
    assert (second.draft, second.left_version, second.right_version) == (stays, 1, 2)


def test_half_a_character_keeps_no_choice_out(store: Store) -> None:
    store.add_duels([duel(left=Contender("m", "p", "warm \ud83d"), round="r\udc00")])
    (kept,) = store.duels()
    assert (kept.left.tone, kept.round) == ("warm \ufffd", "r\ufffd")
    store.delete_round("r\udc00")
    assert store.duels() == []


def test_a_damaged_row_hides_no_other(store: Store) -> None:
    store.add_duels([DUEL, DUEL])
    with outsider(store._file.path) as other:  # noqa: SLF001 - what no method of the store does
        other.execute("UPDATE duels SET winner = 'nobody' WHERE id = 1")
    assert [each.id for each in store.duels()] == [2]


def test_they_survive_closing_and_are_in_backups(profile: Profile) -> None:
    with opened(profile) as first:
        first.add_duels([DUEL])
        backup = first.backup_now()
        first.add_duels([DUEL])
    with opened(profile) as again:
        assert len(again.duels()) == 2
        again.restore_backup(backup.name)
        assert len(again.duels()) == 1


def test_those_of_a_task_are_found_without_reading_all(store: Store) -> None:
    connection = store._file._tables.connection  # noqa: SLF001 - to see what SQLite is asked, and how it means to do it
    seen: list[str] = []
    connection.set_trace_callback(seen.append)
    store.duels("product:title", "nl")
    connection.set_trace_callback(None)
    (plan,) = connection.execute(f"EXPLAIN QUERY PLAN {seen[0]}").fetchall()
    assert "INDEX duels_by_task" in plan[3]
