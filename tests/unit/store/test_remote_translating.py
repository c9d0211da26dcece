"""Translations in the history of a window, asked for by a command."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from desktop.core.errors import UserError
from desktop.core.profile import Profile
from desktop.core.segment import SegmentState
from desktop.core.term import Term
from desktop.core.translation import Job, JobFile, MemoryUnit, MemoryUse, RowNote
from desktop.store.client import RemoteStore, open_store
from tests.unit.store.windows import Window


@pytest.fixture
def remote(profile: Profile) -> Iterator[RemoteStore]:
    window = Window(profile)
    store = open_store(profile)
    assert isinstance(store, RemoteStore)
    yield store
    store.close()
    window.close()


def test_jobs_and_rows_work_through_a_window(remote: RemoteStore) -> None:
    job = remote.save_job(Job(0, "J\ud800", "en", "nl"))
    assert job.name == "J\ufffd"
    file = remote.add_job_file(job.id, JobFile(0, "a.xlf"), b"\x00\xff")
    assert remote.job_file_bytes(file.id) == b"\x00\xff"
    changed = msgspec.structs.replace(file, mapping={"A": "source"})
    remote.change_job_file(changed)
    assert remote.job(job.id).files == (changed,)
    assert remote.replace_job_file(file.id, b"new", changed).mapping == {"A": "source"}
    note = RowNote("1", "een", SegmentState.REVIEWED)
    remote.keep_rows(file.id, [note], 3)
    assert remote.row_notes(file.id) == remote.row_history(file.id, "1") == [note]
    assert [(card.segments, card.confirmed) for card in remote.jobs()] == [(3, 1)]
    remote.trash_job(job.id)
    assert remote.jobs() == []
    remote.restore_job(job.id)
    remote.remove_job_file(file.id)
    assert [card.files for card in remote.jobs()] == [()]


def test_memories_and_terms_work_through_a_window(remote: RemoteStore) -> None:
    memory, uses = remote.new_memory("M", "en", "nl"), [MemoryUse(1)]
    assert remote.add_units(memory.id, [MemoryUnit("Warm socks", "Warme sokken")]) == 1
    assert remote.rename_memory(memory.id, "N").name == "N"
    assert remote.memory_units(memory.id) == [MemoryUnit("Warm socks", "Warme sokken")]
    (match,) = remote.matches(uses, "Warm socks", "", "", ("en", "nl"))
    some = [("Warm socks", "", ""), ("x", "", "")] * 25
    assert remote.matches_of(uses, some, ("en", "nl")) == [match, None] * 25
    assert [each.target for each in remote.concordance(uses, "sok")] == ["Warme sokken"]
    remote.remove_unit(match.unit)
    assert [each.units for each in remote.memories()] == [0]
    remote.delete_memory(memory.id)
    base = remote.new_term_base("T")
    term = remote.put_term(base.id, Term("sock", "sok"))
    assert remote.put_terms(base.id, [Term("wool", "wol")]) == 1
    assert remote.terms(base.id)[0] == term
    remote.delete_term(base.id, term.id)
    assert [each.terms for each in remote.term_bases()] == [1]
    remote.delete_term_base(base.id)
    with pytest.raises(UserError, match="There is no term base"):
        remote.put_term(base.id, term)
