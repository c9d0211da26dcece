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
    sv_deponents: frozenset[str]
    sv_no_passives: frozenset[str]
    sv_passives: frozenset[str]


_ENGLISH_BE = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "am", "get", "gets", "got", "isn't", "aren't", "wasn't"}
)
_ENGLISH_BETWEEN = frozenset(
    {"not", "also", "never", "always", "often", "only", "still", "all", "both", "then", "being", "been"}
)
_DUTCH_BECOME = frozenset({"word", "wordt", "worden", "werd", "werden"})
_DUTCH_PARTICIPLE = re.compile(r"(?:\w*ge\w{2,}(?:[dt]|en)|(?:be|ver|ont|her|er)\w{3,}(?:[dt]|en))")
_CAPITALISED = re.compile(r"(?<=[\w,] )[A-ZÅÄÖ]\w+s\b")
"""The possessive of a name, not at the beginning: *Volvos*."""
_SWEDISH_BECOME = frozenset({"bli", "blir", "blev", "blivit"})
_SWEDISH_PARTICIPLE = re.compile(
    r"\w{2,}(?:ad|at|ade|erad|erat|erade|ägd|ägt|ydd|ytt|örd|ört|sedd|sett|skt|skriven|skrivna|bjuden|bjudna)"
)
_SWEDISH_PASSIVE = re.compile(r"\w{3,}(?:as|ades)|\w{2,}(?:[bdgjlmnrv]des|[kpsx]tes)")
_SWEDISH_SUPINE = re.compile(r"\w{3,}(?:ats|its)|\w{2,}[bdfgjklmnprsvx]ts")
"""Passive only behind *har* or *hade*: *projekts* is a noun."""
_SWEDISH_HAVE = frozenset({"har", "hade", "ha"})
_BETWEEN_HAVE_AND_SUPINE = 6
_SWEDISH_NOUNS = ("glas", "arnas", "ornas", "ernas")
_SWEDISH_ENDS = re.compile(r"(?:a?des|a?ts|as|tes|its)$")


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
            named = {each.lower() for each in _CAPITALISED.findall(sentence)}
            return _is_swedish_passive(tuple(word for word in words if word not in named))
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
    for index, word in enumerate(words):
        if _is_swedish_form(word):
            return True
        before = words[max(0, index - _BETWEEN_HAVE_AND_SUPINE) : index]
        if _SWEDISH_SUPINE.fullmatch(word) and not _is_deponent(word) and not _SWEDISH_HAVE.isdisjoint(before):
            return True
        if word in _SWEDISH_BECOME and any(map(_SWEDISH_PARTICIPLE.fullmatch, words[index + 1 : index + 4])):
            return True
    return False


def _is_swedish_form(word: str) -> bool:
    forms = _forms()
    if word in forms.sv_passives:
        return True
    if _SWEDISH_PASSIVE.fullmatch(word) is None or word.endswith(_SWEDISH_NOUNS):
        return False
    return word not in forms.sv_no_passives and not _is_deponent(word)


def _is_deponent(word: str) -> bool:
    """Whether a verb ends in -s without being passive: *hoppas*, *lyckades*."""
    return _SWEDISH_ENDS.sub("", word) in _forms().sv_deponents


@functools.cache
def _forms() -> _Forms:
    return msgspec.json.decode(resource_text("lexicons/passive.json"), type=_Forms)
