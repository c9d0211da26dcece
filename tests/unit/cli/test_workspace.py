"""`copydesk workspace`: with and without a window on the profile."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main
from desktop.core.draft import Origin
from desktop.core.profile import Profile
from desktop.core.settings import TEXT_SIZE, THEME
from desktop.store.client import open_store
from desktop.store.settings_file import load_settings, save_settings
from tests.unit.store.samples import draft
from tests.unit.store.windows import Window


@pytest.fixture
def other(tmp_path: Path) -> Profile:
    """The profile of another computer."""
    folder = tmp_path / "other"
    folder.mkdir()
    return Profile(folder, folder / "models")


@pytest.fixture(params=["alone", "beside a window"])
def beside(other: Profile, request: pytest.FixtureRequest) -> Iterator[bool]:
    """Whether a window has the other profile open."""
    window = Window(other) if request.param == "beside a window" else None
    yield window is not None
    if window is not None:
        window.close()


def run(capsys: pytest.CaptureFixture[str], profile: Profile, *arguments: str) -> tuple[int, Any]:
    """Exit status and the one document."""
    capsys.readouterr()
    status = main([*arguments, "--profile", str(profile.folder), "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_a_workspace_goes_to_another_computer(
    profile: Profile, other: Profile, beside: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    save_settings(profile.settings, {THEME.key: "dark", TEXT_SIZE.key: 20})
    save_settings(other.settings, {THEME.key: "light"})
    store = open_store(profile)
    made = store.draft(store.add_version(draft("Warm."), Origin.TYPED).draft)
    store.close()
    monkeypatch.chdir(tmp_path)
    status, answer = run(capsys, profile, "workspace", "export", "all.zip")
    assert (status, answer["output"]) == (0, str(tmp_path / "all.zip"))
    assert answer["size"] == (tmp_path / "all.zip").stat().st_size
    status, answer = run(capsys, other, "workspace", "import", "all.zip")
    assert (status, answer["added"], answer["versions"]) == (0, [made.id], 1)
    assert (answer["settings"], answer["settings_taken"]) == ({TEXT_SIZE.key: 20}, not beside)
    chosen = {THEME.key: "light"} if beside else {THEME.key: "light", TEXT_SIZE.key: 20}
    assert dict(load_settings(other.settings).values) == chosen
    store = open_store(other)
    assert store.draft(made.id) == made
    store.close()
    assert main(["workspace", "import", "all.zip", "--profile", str(other.folder)]) == 0
    out = capsys.readouterr().out
    assert "1 draft was here as it is." in out
    assert "0 drafts are new." in out


@pytest.mark.usefixtures("beside")
def test_what_cannot_be_done_is_said(other: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.zip").write_text("Dear reader", encoding="utf-8")
    for arguments in (("import", "letter.zip"), ("import", "none.zip"), ("export", "none/there.zip")):
        status, answer = run(capsys, other, "workspace", arguments[0], str(tmp_path / arguments[1]))
        assert (status, answer["error"]["kind"]) == (2, "input")
