"""A workspace as one file: out, in on another computer, and out again; and files that nobody honest made."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from pathlib import Path

import msgspec
import pytest

from desktop.core.copy import Copy
from desktop.core.draft import Origin, Template
from desktop.core.errors import Cancelled, EnvironmentProblem, ErrorKind, UserError
from desktop.core.profile import Profile
from desktop.core.settings import TEXT_SIZE, THEME
from desktop.store import index, workspace_import
from desktop.store.settings_file import save_settings
from desktop.store.workspace_form import Step
from tests.unit.store.samples import SOCK, draft, opened, outsider
from tests.unit.store.workspaces import STRANGE, fill


def contents(path: Path) -> dict[str, bytes]:
    """What stands in a file, but for when it was made."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        found = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(found["workspace.json"])
    manifest.pop("made_at")
    return {**found, "workspace.json": json.dumps(manifest).encode()}


def test_a_workspace_that_goes_to_another_computer_comes_back_the_same(
    profile: Profile, other: Profile, tmp_path: Path
) -> None:
    out, again = tmp_path / "out.zip", tmp_path / "again.zip"
    with opened(profile) as store:
        first = fill(profile, store)
        store.export_workspace(str(out))
        drafts, versions = store.latest_drafts(), store.versions(first.id)
    with opened(other) as store:
        report = store.import_workspace(str(out))
        assert (len(report.added), report.changed, report.skipped, report.pictures) == (5, (), 0, 1)
        assert report.settings == {THEME.key: "dark", TEXT_SIZE.key: 18}
        assert store.latest_drafts() == drafts
        assert store.versions(first.id) == versions
        assert {hit.draft for hit in store.search("naast")} == {first.id}
        assert [card.title for card in store.trashed()] == ["Merino sock"]
        save_settings(other.settings, report.settings)
        store.export_workspace(str(again))
        assert store.check()
    assert contents(again) == contents(out)
    assert len(contents(out)) > 20


def test_people_can_read_it_and_nothing_private_is_in_it(profile: Profile, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    with opened(profile) as store:
        fill(profile, store)
        store.export_workspace(str(out))
    found = contents(out)
    text = next(data.decode() for name, data in found.items() if name.endswith("text.md") and b"#winter" in data)
    assert text.startswith("# Merino sock\n\nproduct · nl · in Sokken/Wol · #får · #winter · changed 20")
    assert "## bullets\n\n- zacht\n- sterk" in text
    assert "- Weight: 98 g" in text
    assert STRANGE in text
    versions = next(data.decode() for name, data in found.items() if name.endswith("versions.md") and b"Naast" in data)
    assert "· named · Approved · local/small" in versions
    everything = b"".join(found.values())
    assert b"http://x" not in everything
    assert b"/home/me" not in everything


def test_what_is_here_already_is_skipped_and_a_second_import_changes_nothing(profile: Profile, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    with opened(profile) as store:
        fill(profile, store)
        store.export_workspace(str(out))
        before = store._file.read(lambda tables: "\n".join(tables.connection.iterdump()))  # noqa: SLF001
        for _ in range(2):
            report = store.import_workspace(str(out))
            assert (report.added, report.changed, report.skipped, report.versions) == ((), (), 5, 0)
            assert (report.others, report.pictures, report.settings) == ((), 0, {})
        after = store._file.read(lambda tables: "\n".join(tables.connection.iterdump()))  # noqa: SLF001
    without_count = [[line for line in dump.splitlines() if "'changes'" not in line] for dump in (before, after)]
    assert without_count[0] == without_count[1]


def test_what_both_changed_comes_as_a_version_and_nothing_is_overwritten(
    profile: Profile, other: Profile, tmp_path: Path
) -> None:
    out, back = tmp_path / "out.zip", tmp_path / "back.zip"
    with opened(profile) as store:
        first = store.draft(store.add_version(draft("samen"), Origin.TYPED).draft)
        store.set_tags(first.id, ("winter",))
        store.save_template(Template("Mine", SOCK))
        store.export_workspace(str(out))
    with opened(other) as store:
        store.import_workspace(str(out))
        store.add_version(msgspec.structs.replace(first, copy=Copy({"body": "daar"})), Origin.TYPED)
        store.save_draft(msgspec.structs.replace(first, copy=Copy({"body": "daar, nog geen versie"})))
        store.add_version(draft("alleen daar"), Origin.TYPED)
        store.set_tags(first.id, ("zomer",))
        store.save_template(Template("Mine", msgspec.structs.replace(SOCK, product="Another")))
        store.export_workspace(str(back))
    with opened(profile) as store:
        mine = store.save_draft(msgspec.structs.replace(first, copy=Copy({"body": "hier"})))
        store.add_version(draft("alleen hier"), Origin.TYPED)  # takes the number that a version there has
        report = store.import_workspace(str(back))
        assert (len(report.added), report.changed, report.skipped, report.versions) == (1, (first.id,), 0, 2)
        assert store.draft(first.id) == mine
        found = [(each.origin, store.version(each.id).copy.text("body")) for each in store.versions(first.id)]
        assert found == [
            (Origin.IMPORTED, "daar, nog geen versie"), (Origin.TYPED, "hier"), (Origin.TYPED, "daar"),
            (Origin.TYPED, "samen"),
        ]  # fmt: skip
        assert store.card(first.id).tags == ("winter", "zomer")
        assert [(each.name, each.brief.product) for each in store.templates()] == [
            ("Mine", "Merino sock"), ("Mine (2)", "Another"),
        ]  # fmt: skip
        assert len(store.backups()) == 1
        assert store.import_workspace(str(back)).skipped == 2
        assert store.check()


def test_references_follow_versions_that_get_another_number(profile: Profile, other: Profile, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    with opened(profile) as store:
        first = fill(profile, store)
        beside = next(each.id for each in store.versions(first.id) if each.pinned)
        store.export_workspace(str(out))
    with opened(other) as store:
        for number in range(7):
            store.add_version(draft(str(number)), Origin.TYPED)
        store.import_workspace(str(out))
        moved = next(each.id for each in store.versions(first.id) if each.pinned)
        assert moved != beside
        assert store.draft(first.id).sources[0].version == moved
        assert {each.left_version for each in store.duels()} == {moved}
        assert [each.version for each in store.outcomes()] == [moved]
        assert store.version(moved).copy.text("title") == "Naast"


def test_it_can_be_stopped_and_nothing_of_it_remains(profile: Profile, other: Profile, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    out.write_bytes(b"what was there")
    with opened(profile) as store:
        fill(profile, store)
        with pytest.raises(Cancelled):
            store.export_workspace(str(out), lambda done, _all: done < 2)
        assert out.read_bytes() == b"what was there"
        store.export_workspace(str(out))
    with opened(other) as store:
        told: list[tuple[int, int]] = []

        def until(last: int) -> Step:
            def step(done: int, total: int) -> bool:
                told.append((done, total))
                return len(told) < last

            return step

        for last in (1, 4, 6):
            told.clear()
            with pytest.raises(Cancelled):
                store.import_workspace(str(out), until(last))
            assert len(told) == last
            assert store.version_count() == 0
        told.clear()
        store.import_workspace(str(out), until(1000))
        assert told == sorted(told)
        assert told[-1][0] <= told[-1][1]
    assert sorted(each.name for each in tmp_path.glob("*.zip*")) == ["out.zip"]


def test_a_disk_that_is_in_the_way_leaves_what_was_there(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.zip"
    out.write_bytes(b"what was there")

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    with opened(profile) as store:
        store.save_draft(draft())
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(EnvironmentProblem, match="was not written: the disk is full") as caught:
            store.export_workspace(str(out))
        monkeypatch.undo()
        assert caught.value.problem.kind is ErrorKind.DISK_FULL
        assert [each.name for each in tmp_path.glob("out*")] == ["out.zip"]
        assert out.read_bytes() == b"what was there"
        for place in ("relative.zip", str(tmp_path), str(tmp_path / "none" / "x.zip")):
            with pytest.raises(UserError):
                store.export_workspace(place)


def test_a_full_disk_while_it_comes_in_leaves_nothing_of_it(profile: Profile, other: Profile, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    with opened(profile) as store:
        for number in range(300):
            store.add_version(draft(f"tekst {number} " * 50), Origin.TYPED)
        store.export_workspace(str(out))
    with opened(other) as store:
        kept = store.save_draft(draft("mine"))
        store._file.read(lambda tables: tables.connection.execute("PRAGMA max_page_count = 100").fetchone())  # noqa: SLF001
        with pytest.raises(EnvironmentProblem) as caught:
            store.import_workspace(str(out))
        assert caught.value.problem.kind is ErrorKind.DISK_FULL
        assert [each.id for each in store.latest_drafts()] == [kept.id]
        assert store.version_count() == 0
    shutil.rmtree(other.folder)


def test_what_is_many_is_searched_bit_by_bit_and_what_is_new_at_once(
    profile: Profile, other: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.zip"
    with opened(profile) as store:
        for number in range(8):
            store.add_version(draft(f"woord{number} en meer"), Origin.TYPED)
        store.export_workspace(str(out))
    monkeypatch.setattr(workspace_import, "_INDEXED_AT_ONCE", 3)
    monkeypatch.setattr(index, "_AT_ONCE", 2)
    with opened(other) as store:
        store.add_version(draft("van hier"), Origin.TYPED)
        store.import_workspace(str(out))
        assert [len(store.search(f"woord{number}")) for number in (0, 7)] == [0, 1]
        assert store.version_count() == 9
        store.idle()
        assert all(len(store.search(word)) == 1 for word in (*(f"woord{number}" for number in range(8)), "hier"))
        assert store.check()


def test_a_workspace_is_never_written_over_the_history_itself(profile: Profile) -> None:
    with opened(profile) as store:
        store.add_version(draft("kept"), Origin.TYPED)
        with pytest.raises(EnvironmentProblem) as caught:
            store.export_workspace(str(profile.database))
        assert str(profile.database) in caught.value.problem.message
    with opened(profile) as store:
        assert store.version_count() == 1


def test_a_draft_that_is_damaged_here_keeps_nothing_of_the_file_from_coming(
    profile: Profile, other: Profile, tmp_path: Path
) -> None:
    file = tmp_path / "all.zip"
    with opened(profile) as store:
        kept = store.draft(store.add_version(draft("first"), Origin.TYPED).draft)
        store.export_workspace(str(file))
        with opened(other) as there:
            there.import_workspace(str(file))
        store.save_draft(msgspec.structs.replace(kept, copy=Copy({"body": "newer there"})))
        added = store.save_draft(draft("second")).id
        store.export_workspace(str(file))
    with outsider(other.database) as damaging:
        damaging.execute("UPDATE drafts SET brief = ?", ('{"kind": "of a newer program"}',))
    with opened(other) as store:
        report = store.import_workspace(str(file))
        assert (report.added, report.changed) == ((added,), (kept.id,))
        newest = store.version(store.versions(kept.id)[0].id)
        assert (newest.origin, newest.copy.text("body")) == (Origin.IMPORTED, "newer there")
