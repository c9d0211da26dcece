"""Sentences in the passive voice, found by their forms; what a thing is made of or lined with is no passive here."""

from __future__ import annotations

import functools
import re

import msgspec

from desktop.checks.prose import words_in
from desktop.core.resources import resource_text


class _Forms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    en_irregular: frozenset[str]
    en_stative: frozenset[str]
    nl_no_participles: frozenset[str]
    sv_passives: frozenset[str]


_ENGLISH_BE = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "am", "get", "gets", "got", "isn't", "aren't", "wasn't"}
)
_ENGLISH_BETWEEN = frozenset(
    {"not", "also", "never", "always", "often", "only", "still", "all", "both", "then", "being", "been"}
)
_DUTCH_BECOME = frozenset({"word", "wordt", "worden", "werd", "werden"})
_DUTCH_PARTICIPLE = re.compile(r"(?:\w*ge\w{2,}(?:[dt]|en)|(?:be|ver|ont|her|er)\w{3,}(?:[dt]|en))")
_SWEDISH_BECOME = frozenset({"bli", "blir", "blev", "blivit"})
_SWEDISH_PARTICIPLE = re.compile(
    r"\w{2,}(?:ad|at|ade|erad|erat|erade|ägd|ägt|ydd|ytt|örd|ört|sedd|sett|skt|skriven|skrivna|bjuden|bjudna)"
)
_SWEDISH_PASSIVE = re.compile(r"\w{3,}(?:eras|erades|erats)|\w{4,}ades")
_SWEDISH_DEPONENT = re.compile(
    r"(?:hopp|andr|and|lyck|vist|umg|svett|handsk|åldr|minn|lats|låts|triv|brott|nalk|fatt)\w*s"
)


@functools.lru_cache(maxsize=8192)
def is_passive(sentence: str, language: str) -> bool:
    """Whether a sentence is in the passive voice, as far as its forms show; never in a language not known here."""
    words = words_in(sentence)
    match language:
        case "en":
            return _is_english_passive(words)
        case "nl":
            return _is_dutch_passive(words)
        case "sv":
            return _is_swedish_passive(words)
        case _:
            return False


def _is_english_passive(words: tuple[str, ...]) -> bool:
    for index, word in enumerate(words):
        if word not in _ENGLISH_BE:
            continue
        for following in words[index + 1 : index + 4]:
            if _is_english_participle(following):
                return True
            if following not in _ENGLISH_BETWEEN and not following.endswith("ly"):
                break
    return False


def _is_english_participle(word: str) -> bool:
    forms = _forms()
    if word in forms.en_stative or "-" in word:
        return False
    return word in forms.en_irregular or (len(word) > 4 and word.endswith("ed") and not word.endswith("eed"))


def _is_dutch_passive(words: tuple[str, ...]) -> bool:
    return not _DUTCH_BECOME.isdisjoint(words) and any(
        _DUTCH_PARTICIPLE.fullmatch(word) and word not in _forms().nl_no_participles for word in words
    )


def _is_swedish_passive(words: tuple[str, ...]) -> bool:
    passives = _forms().sv_passives
    for index, word in enumerate(words):
        if word in passives or (_SWEDISH_PASSIVE.fullmatch(word) and not _SWEDISH_DEPONENT.fullmatch(word)):
            return True
        if word in _SWEDISH_BECOME and any(map(_SWEDISH_PARTICIPLE.fullmatch, words[index + 1 : index + 4])):
            return True
    return False


@functools.cache
def _forms() -> _Forms:
    return msgspec.json.decode(resource_text("lexicons/passive.json"), type=_Forms)
