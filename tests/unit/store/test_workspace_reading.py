"""Workspace files that nobody honest made: each is refused with a sentence, before anything is touched."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.core.errors import CopydeskError, ErrorKind, UserError
from desktop.core.profile import Profile
from desktop.core.settings import LANGUAGE_TOOL, MASK_PRIVATE, TEXT_SIZE, THEME
from desktop.store import workspace_reading
from desktop.store.store import Store
from tests.unit.store.samples import opened
from tests.unit.store.workspaces import PNG, fill


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
