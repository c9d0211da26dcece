"""What is known of rows, and what they were before."""

from __future__ import annotations

import msgspec
import pytest

from desktop.core.profile import Profile
from desktop.core.segment import SegmentState
from desktop.core.translation import Comment, Job, JobFile, MatchKind, Origin, OriginKind, RowNote
from desktop.store.store import Store
from tests.unit.store.samples import opened, outsider

TYPED = Origin(OriginKind.TYPED, "Anna")


@pytest.fixture
def file(store: Store) -> int:
    job = store.save_job(Job(0, "J", "en", "nl"))
    return store.add_job_file(job.id, JobFile(0, "a.xlf"), b"x").id


def at(second: int, target: str, state: SegmentState = SegmentState.DRAFT, **other: object) -> RowNote:
    note = RowNote("7", target, state, TYPED, by="Anna", at=f"2026-01-01T00:{second // 60:02}:{second % 60:02}Z")
    return msgspec.structs.replace(note, **other)


def test_notes_are_kept_whole_and_the_newest_counts(store: Store, file: int) -> None:
    full = RowNote(
        "7", "Får\0", SegmentState.REVIEWED, TYPED, "Fare", Origin(OriginKind.MODEL, model="m"), 87, MatchKind.FUZZY,
        55.5, "why", (Comment("c", "Anna"),), source="Sheep", by="Anna", at="2026-01-01T00:00:00Z",
    )  # fmt: skip
    store.keep_rows(file, [full, RowNote("8", "")])
    assert store.row_notes(file) == [full, RowNote("8", "")]
    store.keep_rows(file, [msgspec.structs.replace(full, target="Lam")])
    assert [note.target for note in store.row_notes(file)] == ["Lam", ""]


def test_each_change_of_target_or_state_is_in_the_history(store: Store, file: int) -> None:
    model = at(0, "Een", origin=Origin(OriginKind.MODEL))
    confirmed = msgspec.structs.replace(model, state=SegmentState.TRANSLATED)
    commented = msgspec.structs.replace(confirmed, comments=(Comment("!"),))
    other = msgspec.structs.replace(commented, target="Twee")
    for note in (model, confirmed, commented, other):
        store.keep_rows(file, [note])
    assert store.row_history(file, "7") == [other, confirmed, model]
    assert store.row_history(file, "8") == []


def test_typing_on_is_one_change_and_going_on_later_another(store: Store, file: int) -> None:
    for note in (at(0, "E"), at(1, "Ee"), at(25, "Een"), at(100, "Eens"), at(101, "Eens", SegmentState.TRANSLATED)):
        store.keep_rows(file, [note])
    assert [note.target for note in store.row_history(file, "7")] == ["Eens", "Eens", "Een"]
    store.keep_rows(file, [at(102, "Twee", SegmentState.TRANSLATED, by="Bo")])
    store.keep_rows(file, [at(103, "Drie", SegmentState.TRANSLATED, by="Bo", at="")])
    assert [note.target for note in store.row_history(file, "7")][:2] == ["Drie", "Twee"]


def test_twenty_thousand_rows_are_kept_at_once(store: Store, file: int) -> None:
    notes = [RowNote(str(place), f"t{place}", SegmentState.DRAFT) for place in range(20_000)]
    store.keep_rows(file, notes, 20_000)
    store.keep_rows(file, notes)
    assert store.row_notes(file) == notes
    assert len(store.row_history(file, "19999")) == 1


def test_half_characters_never_make_a_save_fail(store: Store, file: int) -> None:
    store.keep_rows(file, [RowNote("1", "a\ud800b")])
    assert store.row_notes(file)[0].target == "a\ufffdb"


def test_a_damaged_row_hides_no_other(profile: Profile) -> None:
    with opened(profile) as store:
        job = store.save_job(Job(0, "J", "en", "nl"))
        file = store.add_job_file(job.id, JobFile(0, "a"), b"").id
        store.keep_rows(file, [RowNote("1", "een"), RowNote("2", "twee")])
    with outsider(profile.database) as connection:
        connection.execute("UPDATE row_notes SET body = '{' WHERE segment = '1'")
        connection.execute("UPDATE row_history SET body = '{' WHERE segment = '1'")
    with opened(profile) as store:
        assert [note.segment for note in store.row_notes(file)] == ["2"]
        store.keep_rows(file, [RowNote("1", "nieuw")])
        assert [note.target for note in store.row_history(file, "1")] == ["nieuw"]
