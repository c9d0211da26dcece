"""Translations in a workspace file: out, and in beside what is here."""

from __future__ import annotations

import zipfile
from pathlib import Path

import msgspec
import pytest

from desktop.core.errors import UserError
from desktop.core.profile import Profile
from desktop.core.restoring import Content
from desktop.core.segment import SegmentState
from desktop.core.term import Term
from desktop.core.translation import Job, JobFile, MemoryUnit, MemoryUse
from desktop.store.store import Store
from tests.unit.store.samples import opened, outsider
from tests.unit.store.workspaces import STRANGE, translate


@pytest.fixture
def file(profile: Profile, tmp_path: Path) -> Path:
    with opened(profile) as store:
        translate(store)
        store.export_workspace(str(tmp_path / "out.zip"))
    return tmp_path / "out.zip"


def came(store: Store, file: Path) -> dict[Content, int]:
    return {each.content: each.coming for each in store.import_workspace(str(file)).others}


def test_everything_comes_to_another_computer(other: Profile, file: Path) -> None:
    with opened(other) as store:
        store.new_memory("First", "sv", "de")  # so that ids are others
        assert came(store, file) == {Content.JOBS: 2, Content.UNITS: 2, Content.TERMS: 2}
        (card,) = store.jobs()
        assert (card.name, card.files, card.segments, card.confirmed) == ("Klus", ("a.xlf", "a.xlf"), 18, 2)
        job = store.job(card.id)
        names = {each.id: each.name for each in store.memories()}
        assert [(names[use.memory], use.penalty) for use in job.memories] == [("Ander", 5), ("Får", 0)]
        assert job.term_bases == (1,)
        assert store.job_file_bytes(job.files[0].id) == bytes(range(256)) * 20
        assert {note.segment: note.state for note in store.row_notes(job.files[1].id)} == {
            "1": None, "2": SegmentState.APPROVED,
        }  # fmt: skip
        assert [note.target for note in store.row_history(job.files[0].id, "1")] == ["twee", "een"]
        assert [unit.target for unit in store.memory_units(job.memories[0].memory)] == ["wol"]
        assert store.concordance([MemoryUse(job.memories[0].memory)], "wol")
        assert came(store, file) == {}


def test_what_is_here_stays(other: Profile, file: Path) -> None:
    with opened(other) as store:
        mine = store.new_memory("FÅR", "eng", "dut").id
        store.add_units(mine, [MemoryUnit(STRANGE, "anders", "a", "b")])
        store.new_memory("Ander", "en", "de")
        store.put_term(store.new_term_base("wol").id, Term("wool", "garen"))
        store.add_job_file(store.save_job(Job(0, "Klus", "en", "nl")).id, JobFile(0, "other"), b"x")
        assert came(store, file) == {Content.JOBS: 2, Content.UNITS: 1, Content.TERMS: 2}
        assert [unit.target for unit in store.memory_units(mine)] == ["anders"]
        assert [each.name for each in store.memories()] == ["Ander", "Ander (2)", "FÅR"]
        assert [term.target for term in store.terms(1)] == ["sok", "garen", "wol"]
        assert {card.name for card in store.jobs()} == {"Klus", "Klus (2)"}


def test_a_damaged_file_of_a_job_is_left_out_and_counted(profile: Profile, other: Profile, tmp_path: Path) -> None:
    with opened(profile) as store:
        translate(store)
    with outsider(profile.database) as connection:
        connection.execute("UPDATE job_file_data SET data = zeroblob(5) WHERE file = 1")
    with opened(profile) as store:
        store.export_workspace(str(tmp_path / "out.zip"))
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert msgspec.json.decode(archive.read("workspace.json"))["unreadable"] == 1
    with opened(other) as store:
        store.import_workspace(str(tmp_path / "out.zip"))
        assert [card.files for card in store.jobs()] == [("a.xlf",)]


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        ("0001/data", b"other bytes"),
        ("0001/rows.jsonl", b'{"segment": 5}\n'),
        ("units.jsonl", b"{}\n"),
        ("job.json", b'{"job": 1}'),
        ("0001/data", None),
    ],
)
def test_what_was_changed_is_refused_before_anything_comes(
    other: Profile, file: Path, tmp_path: Path, ending: str, data: bytes | None
) -> None:
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            if not name.endswith(ending):
                target.writestr(name, source.read(name))
            elif data is not None:
                target.writestr(name, data)
    with opened(other) as store:
        with pytest.raises(UserError, match="not as Copydesk writes it"):
            store.import_workspace(str(changed))
        assert (store.jobs(), store.memories(), store.term_bases()) == ([], [], [])
