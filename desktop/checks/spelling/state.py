"""Suggestions for a word, and what spelling lacks on this computer."""

from __future__ import annotations

import sys

import msgspec

from desktop.checks.spelling.folders import find_dictionaries
from desktop.checks.spelling.spelling import speller_for
from desktop.core.brief import LANGUAGES
from desktop.core.words import tr

_MOST = 6
_PACKAGES = {"en": "hunspell-en-gb", "nl": "hunspell-nl", "sv": "hunspell-sv"}


class SpellingState(msgspec.Struct, frozen=True):
    """Whether a language can be spelled; `dictionaries` are the files in use, `hint` what to do when it cannot."""

    language: str
    ready: bool
    dictionaries: tuple[str, ...] = ()
    hint: str = ""


def spelling_state(language: str, folder: str = "") -> SpellingState:
    """What there is for a language, by loading it; `folder` is the user's folder of dictionaries, empty for none."""
    paths = find_dictionaries(language, folder)
    names = tuple(map(str, paths))
    if speller_for(language, folder) is not None:
        return SpellingState(language, ready=True, dictionaries=names)
    if language not in LANGUAGES:
        return SpellingState(language, ready=False, hint=tr("Spelling is checked in English, Dutch and Swedish."))
    if names:
        hint = tr(
            "The dictionary {path} is damaged. Replace it, or name another folder in the settings.", path=names[0]
        )
        return SpellingState(language, ready=False, dictionaries=names, hint=hint)
    return SpellingState(language, ready=False, hint=_how_to_get(language))


def suggest(word: str, language: str, folder: str = "") -> tuple[str, ...]:
    """Up to six words that may be meant, the likeliest first, written as the word is; takes up to two seconds."""
    speller = speller_for(language, folder)
    if speller is None or not word.strip():
        return ()
    found = speller.suggest(word.lower() if word[0].isupper() else word)
    if word[0].isupper():
        found = tuple(each[0].upper() + each[1:] for each in found if each)
    return tuple(dict.fromkeys(each for each in found if each != word))[:_MOST]


def _how_to_get(language: str) -> str:
    elsewhere = tr("Install LibreOffice with this language, or name a folder with dictionaries.")
    on_linux = tr("Install the package {package}, or name a folder with dictionaries.", package=_PACKAGES[language])
    return {"linux": on_linux}.get(sys.platform, elsewhere)
