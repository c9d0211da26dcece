"""Translation jobs and the bytes of their files."""

from __future__ import annotations

import random

import msgspec
import pytest

from desktop.core.errors import EnvironmentProblem, UserError
from desktop.core.profile import Profile
from desktop.core.segment import SegmentState
from desktop.core.translation import Job, JobFile, MemoryUse, Reshaping, RowNote, TranslationBrief
from desktop.store import translation_jobs
from desktop.store.store import Store
from tests.unit.store.samples import opened, outsider

JOB = Job(0, "Webshop", "en", "nl", TranslationBrief("hikers", register="informal"), (), (MemoryUse(1, 5),), (2, 1))


def test_a_job_is_kept_as_it_is_and_changed(store: Store) -> None:
    kept = store.save_job(JOB)
    assert kept.id == 1
    assert msgspec.structs.replace(kept, id=0, changed_at="") == JOB
    assert store.job(kept.id) == kept
    again = store.save_job(msgspec.structs.replace(kept, name="Winkel", target="sv"))
    assert (again.id, again.name, again.target) == (1, "Winkel", "sv")
    assert [card.name for card in store.jobs()] == ["Winkel"]


def test_files_stay_in_their_order_with_their_bytes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation_jobs, "_PIECE", 1000)
    job = store.save_job(JOB)
    chance = random.Random(1)  # noqa: S311 - repeatable
    data = {name: chance.randbytes(size) for name, size in (("b.xlf", 0), ("a.docx", 3500), ("c.po", 1000))}
    files = [store.add_job_file(job.id, JobFile(0, name, "x", mapping={"A": "source"}), data[name]) for name in data]
    assert [file.name for file in store.job(job.id).files] == list(data)
    assert list(store.job(job.id).files) == files
    for file in files:
        assert store.job_file_bytes(file.id) == data[file.name]
    store.change_job_file(msgspec.structs.replace(files[1], reshaped=(Reshaping("1", (4,)),), added_at=""))
    changed = store.job(job.id).files[1]
    assert (changed.reshaped, changed.added_at) == ((Reshaping("1", (4,)),), files[1].added_at)
    replaced = store.replace_job_file(files[1].id, b"new", JobFile(0, "a2.docx"))
    assert (replaced.id, replaced.name, store.job_file_bytes(files[1].id)) == (files[1].id, "a2.docx", b"new")
    store.remove_job_file(files[0].id)
    assert [file.name for file in store.job(job.id).files] == ["a2.docx", "c.po"]
    with pytest.raises(UserError, match="There is no file"):
        store.job_file_bytes(files[0].id)


def test_a_card_counts_segments_and_what_is_confirmed(store: Store) -> None:
    job = store.save_job(JOB)
    first, second = (store.add_job_file(job.id, JobFile(0, name), b"x").id for name in ("a", "b"))
    states = [*SegmentState, None]
    store.keep_rows(first, [RowNote(str(place), "t", state) for place, state in enumerate(states)], 20)
    store.keep_rows(second, [RowNote("1", "t", SegmentState.APPROVED)], 5)
    (card,) = store.jobs()
    assert (card.files, card.segments, card.confirmed) == (
        ("a", "b"),
        25,
        3,
    )  # what is only translated may be a model's
    store.keep_rows(second, [])
    assert store.jobs()[0].segments == 25


def test_the_job_that_changed_last_comes_first_and_the_trash_is_not_shown(store: Store) -> None:
    one, two, three = (store.save_job(msgspec.structs.replace(JOB, name=name)).id for name in ("1", "2", "3"))
    file = store.add_job_file(one, JobFile(0, "a"), b"")
    store.trash_job(two)
    assert [card.name for card in store.jobs()] == ["1", "3"]
    store.restore_job(two)
    assert [card.name for card in store.jobs()] == ["2", "1", "3"]
    store.keep_rows(file.id, [RowNote("1", "x")])
    assert [card.id for card in store.jobs()] == [one, two, three]


def test_what_is_not_there_is_refused(store: Store) -> None:
    for work in (
        lambda: store.job(9),
        lambda: store.save_job(msgspec.structs.replace(JOB, id=9)),
        lambda: store.trash_job(9),
        lambda: store.add_job_file(9, JobFile(0, "a"), b""),
    ):
        with pytest.raises(UserError, match="There is no translation job 9"):
            work()
    for change in (
        lambda: store.replace_job_file(9, b"", JobFile(0, "a")),
        lambda: store.change_job_file(JobFile(9, "a")),
        lambda: store.remove_job_file(9),
        lambda: store.keep_rows(9, [RowNote("1")]),
    ):
        with pytest.raises(UserError, match="There is no file 9"):
            change()


def test_a_file_that_is_too_large_is_refused_and_nothing_is_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation_jobs, "MOST_BYTES", 2_000_000)
    job = store.save_job(JOB)
    with pytest.raises(UserError, match="too large") as caught:
        store.add_job_file(job.id, JobFile(0, "huge.xlf"), bytes(2_000_001))
    assert "2 MB" in caught.value.problem.hint
    assert store.job(job.id).files == ()
    file = store.add_job_file(job.id, JobFile(0, "fits.xlf"), bytes(2_000_000))
    with pytest.raises(UserError, match="too large"):
        store.replace_job_file(file.id, bytes(2_000_001), file)
    assert len(store.job_file_bytes(file.id)) == 2_000_000


def test_damaged_bytes_are_told_and_never_given(profile: Profile) -> None:
    with opened(profile) as store:
        job = store.save_job(JOB)
        file = store.add_job_file(job.id, JobFile(0, "a"), b"text" * 100)
        other = store.add_job_file(job.id, JobFile(0, "b"), b"text" * 100)
    with outsider(profile.database) as connection:
        connection.execute("UPDATE job_file_data SET data = zeroblob(20) WHERE file = ?", (file.id,))
        connection.execute("DELETE FROM job_file_data WHERE file = ?", (other.id,))
        connection.execute("UPDATE jobs SET body = 'no'")
    with opened(profile) as store:
        for damaged in (file, other):
            with pytest.raises(EnvironmentProblem, match="damaged"):
                store.job_file_bytes(damaged.id)
        with pytest.raises(EnvironmentProblem, match="job 1 is damaged"):
            store.job(job.id)
        assert [card.name for card in store.jobs()] == ["Webshop"]
