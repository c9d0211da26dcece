from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.errors import EnvironmentProblem, ErrorKind
from desktop.store.settings_file import LoadedSettings, load_settings, save_settings


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "profile" / "settings.json"
    values = {"theme": "dark", "text_size": 17, "on": True, "nested": {"é": [1, None]}}
    save_settings(path, values)
    assert load_settings(path) == LoadedSettings(values)
    assert '"theme": "dark"' in path.read_text(encoding="utf-8")


def test_without_a_file_there_are_no_values_and_no_problem(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.json") == LoadedSettings()


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe{}", b'{"a": "\xed\xa0\x80"}', b"\0" * 100])
def test_a_damaged_file_is_kept_aside_and_reported(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    loaded = load_settings(path)
    assert loaded.values == {}
    assert loaded.problem is not None
    assert loaded.problem.kind is ErrorKind.STORAGE
    (aside,) = tmp_path.iterdir()
    assert aside.name.startswith("settings.json.damaged-")
    assert aside.read_bytes() == content
    assert str(aside) in loaded.problem.hint


def test_a_folder_in_the_place_of_the_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    loaded = load_settings(tmp_path / "settings.json")
    assert loaded.problem is not None
    assert "cannot be read" in loaded.problem.message
    with pytest.raises(EnvironmentProblem):
        save_settings(tmp_path / "settings.json", {})


def test_half_a_character_does_not_stop_the_settings(tmp_path: Path) -> None:
    save_settings(tmp_path / "s.json", {"name": "a\ud800"})
    assert load_settings(tmp_path / "s.json").values == {"name": "a�"}
