"""`copydesk backup`: with and without a window on the profile."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop.cli import main
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.profile import Profile
from desktop.core.settings import BACKUP_FOLDER
from desktop.store.client import open_store
from desktop.store.settings_file import save_settings
from tests.unit.store.samples import draft, overwrite
from tests.unit.store.windows import Window


class Program:
    """The command line on a profile."""

    def __init__(self, profile: Profile, capsys: pytest.CaptureFixture[str]) -> None:
        self.profile, self._capsys = profile, capsys

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit status, standard output, standard error."""
        self._capsys.readouterr()
        status = main([*arguments, "--profile", str(self.profile.folder)])
        captured = self._capsys.readouterr()
        return status, captured.out, captured.err

    def json(self, *arguments: str) -> tuple[int, Any]:
        """Exit status and the one document."""
        status, out, _ = self.run(*arguments, "--json")
        assert out.count("\n") == 1
        return status, json.loads(out)

    def write(self, text: str, old: Draft | None = None) -> Draft:
        """Keep a draft with a version."""
        store = open_store(self.profile)
        try:
            new = draft(text) if old is None else msgspec.structs.replace(old, copy=Copy({"body": text}))
            return store.draft(store.add_version(new, Origin.TYPED).draft)
        finally:
            store.close()

    def text(self, wanted: Draft) -> str:
        """What a draft says now."""
        store = open_store(self.profile)
        try:
            return store.draft(wanted.id).copy.text("body")
        finally:
            store.close()


@pytest.fixture(params=["alone", "beside a window"])
def program(profile: Profile, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Iterator[Program]:
    window = Window(profile) if request.param == "beside a window" else None
    yield Program(profile, capsys)
    if window is not None:
        window.close()


def test_a_backup_is_made_listed_and_read(program: Program) -> None:
    assert program.json("backup", "list") == (0, {"backups": []})
    assert program.run("backup", "verify") == (0, "There is no backup.\n", "")
    program.write("one")
    status, made = program.json("backup", "create")
    assert (status, set(made["backup"])) == (0, {"name", "made_at", "changes", "size"})
    assert program.json("backup", "list") == (0, {"backups": [made["backup"]]})
    name = made["backup"]["name"]
    assert program.run("backup", "verify")[1] == f"{name} is whole.\n"
    assert program.run("backup", "list")[1].splitlines()[1].startswith(f"{name}  20")
    overwrite(program.profile.backups / name, 8192, 8192)
    assert program.json("backup", "verify", name) == (4, {"backups": [{"name": name, "whole": False}]})
    status, refused = program.json("backup", "restore", name)
    assert (status, refused["error"]["kind"]) == (2, "input")


def test_what_would_change_is_said_before_all_of_it_comes_back(program: Program) -> None:
    first = program.write("old")
    name = program.json("backup", "create")[1]["backup"]["name"]
    program.write("new", first)
    second = program.write("another")
    status, out, _ = program.run("backup", "restore", name, "--plan")
    assert status == 0
    assert [line[:1] for line in out.splitlines()[:2]] == ["-", "~"]
    assert second.id in out
    assert "0 versions come back.\n2 versions go.\n" in out
    assert program.text(first) == "new"
    status, done = program.json("backup", "restore", name)
    assert (status, done["restored"], done["plan"]["going"][0]["draft"]) == (0, True, second.id)
    assert program.text(first) == "old"
    assert program.run("backup", "restore", done["kept_as"])[0] == 0
    assert (program.text(first), program.text(second)) == ("new", "another")
    assert "Nothing would change" in program.run("backup", "restore", done["kept_as"], "--plan")[1]


def test_one_draft_comes_back_and_todays_text_stays_as_a_version(program: Program) -> None:
    first, second = program.write("old"), program.write("second")
    name = program.json("backup", "create")[1]["backup"]["name"]
    program.write("new", first)
    program.write("second, new", second)
    status, plan = program.json("backup", "restore", name, "--draft", first.id, "--plan")
    assert (status, plan["restored"], plan["plan"]["text_differs"]) == (0, False, True)
    assert program.text(first) == "new"
    status, out, _ = program.run("backup", "restore", name, "--draft", first.id)
    assert (status, out.splitlines()[-1]) == (0, "Restored.")
    assert (program.text(first), program.text(second)) == ("old", "second, new")
    shown = program.json("history", "show", first.id)[1]
    assert [each["origin"] for each in shown["versions"]] == ["restored", "typed", "typed"]
    assert program.json("backup", "restore", name, "--draft", "d0")[0] == 2


def test_a_file_from_elsewhere_is_named_by_its_path(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = program.write("old")
    name = program.json("backup", "create")[1]["backup"]["name"]
    shutil.copyfile(program.profile.backups / name, tmp_path / "mine.db")
    program.write("new", first)
    monkeypatch.chdir(tmp_path)
    assert program.json("backup", "verify", "mine.db")[1]["backups"][0]["whole"]
    assert program.run("backup", "restore", "mine.db")[0] == 0
    assert program.text(first) == "old"
    for missing in ("none.db", "./none.db"):
        assert program.json("backup", "restore", missing)[0] == 2


def test_a_backup_goes_to_the_second_folder_too(program: Program, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    save_settings(program.profile.settings, {BACKUP_FOLDER.key: str(tmp_path / "disk")})
    program.write("one")
    name = program.json("backup", "create")[1]["backup"]["name"]
    assert [path.name for path in (tmp_path / "disk").rglob("*.db")] == [name]
