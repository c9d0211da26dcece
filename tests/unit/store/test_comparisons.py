from __future__ import annotations

import zlib

import msgspec
import pytest

from desktop.core.comparison import Comparison, ComparisonHeader, ComparisonId
from desktop.core.draft import Origin
from desktop.core.errors import EnvironmentProblem, ErrorKind, UserError
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.store.client import open_store
from desktop.store.store import Store
from desktop.store.values import StoreEvent, Warned
from tests.unit.store.comparing import VARIANT, column, comparison
from tests.unit.store.samples import draft, opened, outsider


def break_body(store: Store, kept: Comparison, body: bytes) -> None:
    """Write other bytes than were kept, as a bad disk does within a page."""
    with outsider(store._file.path) as other:  # noqa: SLF001 - what no method of the store does
        other.execute("UPDATE comparison_bodies SET body = ? WHERE comparison = ?", (body, kept.id))


def test_a_comparison_comes_back_as_it_was(store: Store) -> None:
    owner = store.save_draft(draft()).id
    sent = comparison(owner, "Warm\0\u2028 🧦", "Får och coördinatie")
    kept = store.save_comparison(sent)
    assert kept.id
    assert kept.made_at == kept.changed_at != ""
    assert msgspec.structs.replace(kept, id=ComparisonId(0), made_at="", changed_at="") == sent
    assert store.comparison(kept.id) == kept
    assert store.latest_comparison(owner) == kept


def test_saving_again_replaces_it_and_keeps_when_it_was_made(store: Store) -> None:
    owner = store.save_draft(draft()).id
    first = store.save_comparison(comparison(owner, "a"))
    grown = msgspec.structs.replace(first, columns=(*first.columns, column("new", "b")))
    again = store.save_comparison(grown)
    assert (again.id, again.made_at) == (first.id, first.made_at)
    assert again.changed_at >= first.changed_at
    assert store.comparison(first.id).columns == grown.columns
    assert store.comparisons() == [ComparisonHeader(first.id, owner, again.changed_at, 3)]
    with outsider(store._file.path) as other:  # noqa: SLF001 - as it lies on the disk
        assert other.execute("SELECT count(*) FROM comparison_bodies").fetchone() == (1,)


def test_one_that_is_not_there_any_more_is_kept_under_its_id(store: Store) -> None:
    owner = store.save_draft(draft()).id
    kept = store.save_comparison(msgspec.structs.replace(comparison(owner, "a"), id=ComparisonId(41)))
    assert kept.id == 41
    assert store.save_comparison(comparison(owner, "b")).id == 42


def test_a_comparison_needs_a_draft_that_is_there(store: Store) -> None:
    for wanted in (DraftId(""), DraftId("dnone")):
        with pytest.raises(UserError, match="There is no draft"):
            store.save_comparison(comparison(wanted, "a"))
    assert store.comparisons() == []


def test_lists_are_newest_first_and_of_one_draft_when_asked(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = (store.save_draft(draft(text)).id for text in ("one", "two"))
    first, second, third = (store.save_comparison(comparison(owner, "a")) for owner in (one, two, one))
    monkeypatch.setattr("desktop.store.comparisons.now", lambda: "2001-01-01T00:00:00.000Z")  # a clock that jumped back
    store.save_comparison(first)
    assert [each.id for each in store.comparisons()] == [first.id, third.id, second.id]
    assert [each.id for each in store.comparisons(2)] == [first.id, third.id]
    assert [each.id for each in store.comparisons(draft=one)] == [first.id, third.id]
    assert [each.id for each in store.comparisons(draft=two)] == [second.id]
    newest = store.latest_comparison(one)
    assert newest is not None
    assert newest.id == first.id
    assert store.latest_comparison(DraftId("dnone")) is None


def test_the_trash_hides_a_draft_s_comparisons_from_the_list_of_all(store: Store) -> None:
    owner = store.save_draft(draft()).id
    kept = store.save_comparison(comparison(owner, "a"))
    store.delete_draft(owner)
    assert store.comparisons() == []
    assert [each.id for each in store.comparisons(draft=owner)] == [kept.id]
    store.restore_draft(owner)
    assert [each.id for each in store.comparisons()] == [kept.id]


def test_deleting_one_leaves_its_versions(store: Store) -> None:
    kept = store.save_draft(draft())
    version = store.add_variant(kept.id, kept.brief, VARIANT.copy, Origin.VARIANT, "", VARIANT)
    made = store.save_comparison(comparison(kept.id, "a"))
    store.delete_comparison(made.id)
    store.delete_comparison(made.id)
    with pytest.raises(UserError, match=f"There is no comparison {made.id}"):
        store.comparison(made.id)
    assert store.latest_comparison(kept.id) is None
    assert store.version(version.id) == version
    with outsider(store._file.path) as other:  # noqa: SLF001 - as it lies on the disk
        assert other.execute("SELECT count(*) FROM comparison_bodies").fetchone() == (0,)
    assert store.save_comparison(comparison(kept.id, "a")).id > made.id


def test_a_forgotten_draft_takes_its_comparisons_along(store: Store) -> None:
    gone, stays = (store.save_draft(draft(text)).id for text in ("gone", "stays"))
    store.save_comparison(comparison(gone, "a"))
    other = store.save_comparison(comparison(stays, "a"))
    store.forget_draft(gone)
    assert [each.id for each in store.comparisons()] == [other.id]
    with outsider(store._file.path) as file:  # noqa: SLF001 - as it lies on the disk
        assert file.execute("SELECT comparison FROM comparison_bodies").fetchall() == [(other.id,)]


@pytest.mark.parametrize("body", [b"", b"nonsense", zlib.compress(b'{"columns": 5}'), zlib.compress(b"[") + b"\0"])
def test_a_damaged_one_is_a_sentence_and_costs_no_other(store: Store, events: list[StoreEvent], body: bytes) -> None:
    owner = store.save_draft(draft()).id
    whole = store.save_comparison(comparison(owner, "a"))
    broken = store.save_comparison(comparison(owner, "b"))
    break_body(store, broken, body)
    with pytest.raises(EnvironmentProblem, match=f"The comparison {broken.id} is damaged") as caught:
        store.comparison(broken.id)
    assert caught.value.problem.kind is ErrorKind.STORAGE
    assert "in the history" in caught.value.problem.hint
    assert events == []
    assert store.latest_comparison(owner) is None
    assert [event.message for event in events if isinstance(event, Warned)] == [caught.value.problem.message]
    assert len(store.comparisons()) == 2
    assert store.comparison(whole.id) == whole
    assert store.save_comparison(msgspec.structs.replace(broken, columns=())).columns == ()
    assert store.comparison(broken.id).columns == ()


def test_one_without_its_body_is_damaged_too(store: Store) -> None:
    kept = store.save_comparison(comparison(store.save_draft(draft()).id, "a"))
    with outsider(store._file.path) as other:  # noqa: SLF001 - what no method of the store does
        other.execute("DELETE FROM comparison_bodies")
    with pytest.raises(EnvironmentProblem, match="is damaged"):
        store.comparison(kept.id)


def test_half_a_character_keeps_no_comparison_out(store: Store) -> None:
    owner = store.save_draft(draft()).id
    kept = store.save_comparison(comparison(owner, "half \ud83d", "two halves \ud83e\udde6"))
    bodies = [each.copy.text("body") for each in kept.columns[1:]]
    assert bodies == ["half \ufffd", "two halves 🧦"]
    assert store.comparison(kept.id) == kept


def test_a_list_reads_no_body(store: Store) -> None:
    owner = store.save_draft(draft()).id
    store.save_comparison(comparison(owner, "a"))
    seen: list[str] = []
    connection = store._file._tables.connection  # noqa: SLF001 - to see what SQLite is asked
    connection.set_trace_callback(seen.append)
    store.comparisons()
    store.comparisons(draft=owner)
    connection.set_trace_callback(None)
    assert len(seen) == 2
    plans = [" ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")) for query in seen]
    assert not any("comparison_bodies" in query for query in seen)
    assert all("TEMP B-TREE" not in plan for plan in plans)
    assert ["comparisons_by_change" in plans[0], "comparisons_of_draft" in plans[1]] == [True, True]


def test_it_survives_closing_and_is_in_backups(profile: Profile) -> None:
    with opened(profile) as first:
        kept = first.save_comparison(comparison(first.save_draft(draft()).id, "a"))
        backup = first.backup_now()
        first.save_comparison(msgspec.structs.replace(kept, columns=()))
        first.restore_backup(backup.name)
    again = open_store(profile)
    assert again.comparison(kept.id) == kept
    again.close()


def test_each_save_counts_as_a_change_for_the_next_backup(store: Store) -> None:
    kept = store.save_draft(draft())
    seen = [store.backup_now().changes]
    made = store.save_comparison(comparison(kept.id, "a"))
    seen.append(store.backup_now().changes)
    store.add_variant(kept.id, kept.brief, kept.copy, Origin.VARIANT)
    seen.append(store.backup_now().changes)
    store.delete_comparison(made.id)
    seen.append(store.backup_now().changes)
    assert sorted(set(seen)) == seen
