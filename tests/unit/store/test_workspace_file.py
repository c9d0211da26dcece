"""A workspace as one file: out, in on another computer, and out again; and files that nobody honest made."""

from __future__ import annotations

import json
import os
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Template
from desktop.core.errors import CopydeskError, EnvironmentProblem, ErrorKind, UserError
from desktop.core.finding import Measure
from desktop.core.history import Filters, SavedSearch
from desktop.core.ids import VersionId
from desktop.core.lines import Line, LineList
from desktop.core.profile import Profile
from desktop.core.settings import LANGUAGE_TOOL, MASK_PRIVATE, TEXT_SIZE, THEME, WATCHED_FOLDER
from desktop.store import workspace_reading
from desktop.store.pictures import keep_picture
from desktop.store.settings_file import save_settings
from desktop.store.store import Store
from desktop.store.workspace_form import Step
from tests.unit.store.comparing import DUEL, OUTCOME, SOURCE, VARIANT, comparison
from tests.unit.store.samples import SOCK, draft, opened

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\0IEND\xaeB`\x82"
STRANGE = "NUL\0 NBSP\u00a0 LS\u2028 👩\u200d👧 e\u0301 \ufdd0 \U000e0041 får"


@pytest.fixture
def other(tmp_path: Path) -> Profile:
    """The profile of another computer."""
    folder = tmp_path / "other"
    folder.mkdir()
    return Profile(folder, folder / "models")


def fill(profile: Profile, store: Store) -> Draft:
    """A history in which everything is that a workspace holds; returns the draft with most of it."""
    plain = store.draft(store.add_version(draft("eerste tekst", "Sok"), Origin.TYPED).draft)
    first = store.draft(store.add_version(draft(STRANGE, "Får"), Origin.NAMED, "Approved", VARIANT).draft)
    beside = store.add_variant(first.id, SOCK, Copy({"title": "Naast"}), Origin.VARIANT, "", VARIANT, (SOURCE,))
    first = store.save_draft(
        msgspec.structs.replace(first, sources=(msgspec.structs.replace(SOURCE, version=beside.id),))
    )
    store.pin_version(beside.id, True)
    store.set_tags(first.id, ("winter", "får"))
    store.set_folder(first.id, "Sokken/Wol")
    store.save_comparison(comparison(first.id, "under way"))
    store.save_lines(
        first.id, LineList("mail.subject", (Line("Warm!", Measure("mail.subject", 5, 60, "characters", True)),))
    )
    trashed, archived = store.save_draft(draft("weg")), store.save_draft(draft("oud"))
    store.delete_draft(trashed.id)
    store.archive_draft(archived.id)
    store.branch(store.versions(plain.id)[0].id, "Tak")
    store.save_template(Template("Mine", SOCK))
    store.save_search(SavedSearch("Wol", "wol", Filters(tags=("winter",))))
    duel = msgspec.structs.replace(DUEL, draft=first.id, left_version=beside.id, right_version=VersionId(999))
    store.add_duels([duel, duel])
    store.add_outcomes([msgspec.structs.replace(OUTCOME, draft=first.id, version=beside.id)])
    keep_picture(profile.pictures, PNG)
    save_settings(
        profile.settings,
        {THEME.key: "dark", TEXT_SIZE.key: 18, LANGUAGE_TOOL.key: "http://x", WATCHED_FOLDER.key: "/home/me", "odd": 1},
    )
    return first


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
        with pytest.raises(UserError) as caught:
            store.export_workspace(str(out), lambda done, _all: done < 2)
        assert caught.value.problem.kind is ErrorKind.CANCELLED
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
            with pytest.raises(UserError):
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


def rebuilt(path: Path, change: Callable[[dict[str, bytes]], object]) -> None:
    """Write a file anew with other entries."""
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)


def edited(ending: str, old: str, new: str) -> Callable[[dict[str, bytes]], object]:
    """Change the words of the first entry with this ending."""

    def change(entries: dict[str, bytes]) -> None:
        name = next(each for each in entries if each.endswith(ending) and old.encode() in entries[each])
        entries[name] = entries[name].replace(old.encode(), new.encode(), 1)

    return change


HOSTILE: dict[str, Callable[[dict[str, bytes]], object]] = {
    "a path upwards": lambda entries: entries.update({"drafts/../../../etc/x": b""}),
    "a path from the root": lambda entries: entries.update({"/etc/cron.d/x": b""}),
    "a path of Windows": lambda entries: entries.update({"drafts\\x": b""}),
    "a drive": lambda entries: entries.update({"C:x": b""}),
    "no manifest": lambda entries: entries.pop("workspace.json"),
    "another format": edited("workspace.json", "copydesk-workspace", "something"),
    "a newer form": edited("workspace.json", '"form": 1', '"form": 2'),
    "a wrong type": edited("draft.json", '"title": "', '"title": 5, "x": "'),
    "a draft that is a list": lambda entries: entries.update({"drafts/x/draft.json": b"[]"}),
    "an id that is a path": edited("draft.json", '"id": "d', '"id": "../d'),
    "a time that is none": edited("draft.json", '"created_at": "', '"created_at": "never'),
    "a version of another draft": edited("versions.jsonl", '"draft":"d', '"draft":"e'),
    "a number that is too large": edited("versions.jsonl", '"id":', '"id":99999999999999999999'),
    "a version without a number": edited("versions.jsonl", '"version":{"id":', '"version":{"id":-'),
    "a deep nest": lambda entries: entries.update({"templates.json": b"[" * 200_000}),
    "half a line": edited("versions.jsonl", "}\n", ""),
    "no UTF-8": lambda entries: entries.update({"searches.json": b'[{"name": "\xff"}]'}),
    "a picture that is another": lambda entries: entries.update({f"pictures/{'0' * 32}.png": PNG}),
    "a program for a picture": lambda entries: entries.update({f"pictures/{'0' * 32}.png": b"MZ"}),
    "a figure that is too large": edited("outcomes.json", '"shown": 1000', f'"shown": {10**30}'),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_what_is_not_as_we_write_it_is_refused_before_anything_is_touched(
    profile: Profile, other: Profile, tmp_path: Path, change: Callable[[dict[str, bytes]], object]
) -> None:
    out = tmp_path / "out.zip"
    with opened(profile) as store:
        fill(profile, store)
        store.export_workspace(str(out))
    rebuilt(out, change)
    with opened(other) as store:
        with pytest.raises(CopydeskError) as caught:
            store.import_workspace(str(out))
        assert caught.value.problem.kind in {ErrorKind.INPUT, ErrorKind.UNSUPPORTED}
        assert caught.value.problem.message
        assert store.version_count() == 0
        assert not any((store.latest_drafts(), store.templates(), store.duels(), store.saved_searches()))
        assert not other.pictures.exists()


def test_what_is_no_zip_or_half_of_one_is_refused(profile: Profile, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    with opened(profile) as store:
        fill(profile, store)
        store.export_workspace(str(out))
        whole = out.read_bytes()
        middle = bytearray(whole)
        middle[len(whole) // 3 : len(whole) // 3 + 200] = b"\x5a" * 200
        for data in (b"", b"no zip", whole[: len(whole) // 2], bytes(middle)):
            out.write_bytes(data)
            with pytest.raises(UserError):
                store.import_workspace(str(out))
        with pytest.raises(UserError, match="no file"):
            store.import_workspace(str(tmp_path / "none.zip"))
        with pytest.raises(UserError):
            store.import_workspace(str(tmp_path))


def test_a_bomb_is_refused_by_what_it_says_of_itself(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.zip"
    monkeypatch.setattr(workspace_reading, "_MOST", 1_000_000)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("drafts/x/versions.jsonl", b"0" * 5_000_000)
    with pytest.raises(UserError, match="far too large"):
        store.import_workspace(str(out))


def test_one_endless_value_is_not_read_to_its_end(
    store: Store, profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.zip"
    fill(profile, store)
    store.export_workspace(str(out))
    monkeypatch.setattr(workspace_reading, "_MOST_OF_ONE", 500)
    with pytest.raises(UserError, match="not as Copydesk writes it"):
        store.import_workspace(str(out))


@pytest.mark.parametrize("twist", ["link", "encrypted", "twice", "packed otherwise"])
def test_entries_of_another_kind_are_refused(store: Store, tmp_path: Path, twist: str) -> None:
    out = tmp_path / "out.zip"
    store.export_workspace(str(out))
    entry = zipfile.ZipInfo("drafts/x/draft.json")
    with zipfile.ZipFile(out, "a") as archive:
        if twist == "link":
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(entry, "/etc/passwd")
        elif twist == "twice":
            with pytest.warns(UserWarning, match="Duplicate name"):
                archive.writestr("workspace.json", b"{}")
        else:
            archive.writestr(entry, b"{}", zipfile.ZIP_LZMA if twist == "packed otherwise" else zipfile.ZIP_STORED)
    if twist == "encrypted":
        data = out.read_bytes()
        place = data.rindex(b"PK\x01\x02")
        out.write_bytes(data[: place + 8] + bytes([data[place + 8] | 1]) + data[place + 9 :])
    with pytest.raises(UserError, match="not as Copydesk writes it"):
        store.import_workspace(str(out))


def test_settings_that_guard_privacy_do_not_travel(profile: Profile, other: Profile, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    with opened(profile) as store:
        store.export_workspace(str(out))
    guard = {MASK_PRIVATE.key: False, LANGUAGE_TOOL.key: "http://evil", THEME.key: "dark", TEXT_SIZE.key: "huge"}
    rebuilt(out, lambda entries: entries.update({"settings.json": json.dumps(guard).encode()}))
    with opened(other) as store:
        assert store.import_workspace(str(out)).settings == {THEME.key: "dark"}


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
