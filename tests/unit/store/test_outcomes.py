"""The writer's own figures: kept as they were read, by draft and file, and gone with their draft."""

from __future__ import annotations

import msgspec
import pytest

from desktop.core.errors import ErrorKind, UserError
from desktop.core.ids import DraftId, VersionId
from desktop.core.outcomes import Metric, Outcome
from desktop.core.profile import Profile
from desktop.store.store import Store
from tests.unit.store.comparing import OUTCOME
from tests.unit.store.samples import draft, opened, outsider


def outcome(**changes: object) -> Outcome:
    return msgspec.structs.replace(OUTCOME, **changes)


@pytest.mark.parametrize("metric", Metric)
def test_a_figure_comes_back_as_it_was(store: Store, metric: Metric) -> None:
    full = Outcome(
        "ä 🧦", metric, 2**62, 3, 99.125, "SEK", VersionId(4), DraftId("d1"), "maj.csv", "2026-11-20T10:00:00.000Z"
    )
    store.add_outcomes([full, OUTCOME])
    assert store.outcomes() == [msgspec.structs.replace(full, id=1), msgspec.structs.replace(OUTCOME, id=2)]
    assert store.outcomes()[1].amount is None


def test_they_are_asked_for_by_draft_and_deleted_by_file(store: Store) -> None:
    one, two = DraftId("d1"), DraftId("d2")
    store.add_outcomes([outcome(draft=one, source="a"), outcome(draft=two, source="a"), outcome(draft=one, source="b")])
    assert [each.id for each in store.outcomes()] == [1, 2, 3]
    assert [each.id for each in store.outcomes(one)] == [1, 3]
    store.delete_outcomes(one, "a")
    assert [each.id for each in store.outcomes()] == [2, 3]
    store.delete_outcomes(two, "b")
    assert [each.id for each in store.outcomes()] == [2, 3]
    store.delete_outcomes(one)
    assert [each.id for each in store.outcomes()] == [2]


def test_figures_without_a_draft_are_not_deleted_with_another_s(store: Store) -> None:
    store.add_outcomes([OUTCOME, outcome(draft=DraftId("d1"))])
    store.delete_outcomes(DraftId("d1"))
    assert [each.draft for each in store.outcomes()] == [""]


def test_a_forgotten_draft_takes_its_figures_along(store: Store) -> None:
    gone, stays = (store.save_draft(draft(text)).id for text in ("gone", "stays"))
    store.add_outcomes([outcome(draft=gone), outcome(draft=stays), OUTCOME])
    store.forget_draft(gone)
    assert [each.draft for each in store.outcomes()] == [stays, ""]


@pytest.mark.parametrize("counts", [{"shown": 2**63}, {"happened": -(2**70)}])
def test_a_count_that_no_file_holds_is_a_sentence_and_nothing_of_it_is_kept(
    store: Store, counts: dict[str, int]
) -> None:
    with pytest.raises(UserError, match="A figure of Maj is too large") as caught:
        store.add_outcomes([OUTCOME, outcome(name="Maj", **counts)])
    assert caught.value.problem.kind is ErrorKind.INPUT
    assert store.outcomes() == []


def test_half_a_character_keeps_no_figure_out(store: Store) -> None:
    store.add_outcomes([outcome(name="B \ud83d", source="s\udc00", draft=DraftId("d1"))])
    assert [(each.name, each.source) for each in store.outcomes()] == [("B \ufffd", "s\ufffd")]
    store.delete_outcomes(DraftId("d1"), "s\udc00")
    assert store.outcomes() == []


def test_a_damaged_row_hides_no_other(store: Store) -> None:
    store.add_outcomes([OUTCOME, OUTCOME])
    with outsider(store._file.path) as other:  # noqa: SLF001 - what no method of the store does
        other.execute("UPDATE outcomes SET metric = 'applause' WHERE id = 1")
    assert [each.id for each in store.outcomes()] == [2]


def test_they_survive_closing_and_are_in_backups(profile: Profile) -> None:
    with opened(profile) as first:
        first.add_outcomes([OUTCOME])
        backup = first.backup_now()
        first.add_outcomes([OUTCOME])
    with opened(profile) as again:
        assert len(again.outcomes()) == 2
        again.restore_backup(backup.name)
        assert len(again.outcomes()) == 1
