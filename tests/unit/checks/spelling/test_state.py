from __future__ import annotations

from pathlib import Path

import pytest

from desktop.checks.check import Subject
from desktop.checks.spelling import folders
from desktop.checks.spelling.folders import find_dictionaries
from desktop.checks.spelling.spelling import Spelling
from desktop.checks.spelling.state import spelling_state, suggest
from desktop.core.brief import Brief
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.lexicon import function_words


def make(folder: Path, name: str, language: str, *words: str) -> Path:
    """A dictionary of the small words of a language and these."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.aff").write_text("SET UTF-8\nTRY aeiou\n", encoding="utf-8")
    listed = sorted({*function_words(language), *words})
    (folder / f"{name}.dic").write_text(f"{len(listed)}\n" + "\n".join(listed) + "\n", encoding="utf-8")
    return folder / f"{name}.dic"


@pytest.fixture(autouse=True)
def _no_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the folder that a test names."""
    monkeypatch.setattr(folders, "_of_the_system", lambda: iter(()))
    monkeypatch.setattr(folders, "_FRESH_S", 1e-9)
    monkeypatch.setattr("sysconfig.get_path", lambda _: "/nowhere")
    monkeypatch.setattr(folders, "find_spec", lambda _: None)


def test_the_folder_of_the_user_is_looked_in_and_the_folders_in_it(tmp_path: Path) -> None:
    assert find_dictionaries("nl", str(tmp_path)) == ()
    path = make(tmp_path / "dict-nl", "nl_NL", "nl", "rugzak")
    assert find_dictionaries("nl", str(tmp_path)) == (path,)
    state = spelling_state("nl", str(tmp_path))
    assert (state.ready, state.dictionaries, state.hint) == (True, (str(path),), "")
    options = CheckOptions(dictionaries_folder=str(tmp_path))
    subject = Subject(Copy({"body": "de rugzak en de ruqzak van het"}), Brief(), "nl", options=options)
    assert [each.text for each in Spelling().find(subject)] == ["ruqzak"]
    assert suggest("Ruqzak", "nl", str(tmp_path)) == ("Rugzak",)


def test_english_takes_a_word_of_either_dictionary(tmp_path: Path) -> None:
    make(tmp_path, "en_GB", "en", "colour", "charcoal")
    make(tmp_path, "en_US", "en", "color")
    options = CheckOptions(dictionaries_folder=str(tmp_path))
    subject = Subject(Copy({"body": "the colour and the color of a colur"}), Brief(), "en", options=options)
    assert [each.text for each in Spelling().find(subject)] == ["colur"]


def test_a_missing_dictionary_is_silent_and_says_how_to_get_it(tmp_path: Path) -> None:
    options = CheckOptions(dictionaries_folder=str(tmp_path))
    subject = Subject(Copy({"body": "een ruqzak"}), Brief(), "nl", options=options)
    assert list(Spelling().find(subject)) == []
    assert suggest("ruqzak", "nl", str(tmp_path)) == ()
    state = spelling_state("nl", str(tmp_path))
    assert not state.ready
    assert state.hint
    assert not spelling_state("de").ready


def test_a_damaged_dictionary_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "sv_SE.aff").write_bytes(b"\x00\xff" * 400)
    (tmp_path / "sv_SE.dic").write_bytes(b"\xfe\x01" * 400)
    state = spelling_state("sv", str(tmp_path))
    assert not state.ready
    assert str(tmp_path / "sv_SE.dic") in state.hint
    options = CheckOptions(dictionaries_folder=str(tmp_path))
    assert list(Spelling().find(Subject(Copy({"body": "en väska"}), Brief(), "sv", options=options))) == []
