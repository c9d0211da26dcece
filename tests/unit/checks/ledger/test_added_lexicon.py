"""The lists and patterns of `added.json`."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.words.added_lexicon import (
    added_frames,
    added_words,
    is_abstract,
    is_no_noun,
    is_part,
    is_thing,
)
from desktop.core.brief import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_lists_and_patterns(language: str) -> None:
    words, frames = added_words(language), added_frames(language)
    assert words.things
    assert "{" not in frames.placed.pattern.replace("{0,", "").replace("{1,", "")
    assert "{side}" not in frames.told.pattern + frames.behind.pattern
    assert frames.elsewhere.search("zonder without utan")


@pytest.mark.parametrize(
    ("language", "word", "thing", "part"),
    [
        ("en", "tripods", True, True),
        ("en", "towel", True, False),
        ("en", "charm", False, False),
        ("nl", "wandbeugel", True, True),
        ("nl", "badhanddoek", True, False),
        ("nl", "uitstraling", False, False),
        ("sv", "svärdskyddet", True, True),
        ("sv", "utelykta", True, False),
        ("sv", "stämning", False, False),
    ],
)
def test_things_also_end_compounds(language: str, word: str, *, thing: bool, part: bool) -> None:
    assert is_thing(word, language) is thing
    assert is_part(word, language) is part


@pytest.mark.parametrize(
    ("language", "word", "abstract", "no_noun"),
    [
        ("en", "happiness", True, False),
        ("en", "sturdy", False, True),
        ("en", "bookend", False, False),
        ("en", "call", True, False),
        ("nl", "gezelligheid", True, False),
        ("nl", "zomeravond", True, False),
        ("nl", "stevige", False, True),
        ("sv", "vinterkväll", True, False),
        ("sv", "bokstöd", False, False),
    ],
)
def test_moods_are_no_things_and_praise_is_no_noun(language: str, word: str, *, abstract: bool, no_noun: bool) -> None:
    assert is_abstract(word, language) is abstract
    assert is_no_noun(word, language) is no_noun
