"""The interface speaks English, Dutch and Swedish, every sentence of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.core.words import INTERFACE_LANGUAGES, language_name, set_language, tr, trn

REPOSITORY = Path(__file__).resolve().parents[3]


def test_the_catalogues_hold_every_sentence_of_the_code() -> None:
    """Each is translated, its parts are those of the English, and what is compiled is what is written."""
    ended = subprocess.run(
        [sys.executable, str(REPOSITORY / "packaging" / "words.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout == ""
    assert ended.returncode == 0


@pytest.mark.parametrize(("language", "shown"), [("en", "Settings"), ("nl", "Instellingen"), ("sv", "Inställningar")])
def test_a_sentence_in_each_language(language: str, shown: str) -> None:
    set_language(language)
    assert tr("Settings") == shown


def test_parts_are_filled_and_plurals_chosen() -> None:
    set_language("nl")
    assert tr("Saved {time}", time="14:32") == "Opgeslagen 14:32"
    assert trn("{n} fact", "{n} facts", 1) == "1 feit"
    assert trn("{n} fact", "{n} facts", 8) == "8 feiten"


@pytest.mark.parametrize(
    ("language", "alone", "within"),
    [("en", "Dutch", "Dutch"), ("nl", "Nederlands", "Nederlands"), ("sv", "Nederländska", "nederländska")],
)
def test_swedish_writes_languages_small_within_a_sentence(language: str, alone: str, within: str) -> None:
    set_language(language)
    assert (language_name("nl"), language_name("nl", within=True)) == (alone, within)
    assert language_name("de", within=True) == "de"


def test_an_unknown_language_or_sentence_is_english() -> None:
    set_language("fi")
    assert tr("Settings") == "Settings"
    set_language("sv")
    assert tr("Nobody translated this.") == "Nobody translated this."


def test_the_languages_are_those_of_the_catalogues() -> None:
    found = {path.name for path in (REPOSITORY / "resources" / "i18n").iterdir() if path.is_dir()}
    assert found | {"en"} == set(INTERFACE_LANGUAGES)
