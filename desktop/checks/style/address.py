"""The way a text speaks to its reader: *je* or *u*, *du* or *ni*, but not both."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.checks.check import Spot, Subject
from desktop.checks.remarks import Remark, by_sentence
from desktop.checks.style.fields import styled_fields
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr

_MOST = 5
"""So many places are marked; who changes the rest knows by then."""


class _Register(msgspec.Struct, frozen=True):
    """The words of two ways to address a reader, with what each becomes in the other one."""

    one: dict[str, tuple[str, ...]]
    other: dict[str, tuple[str, ...]]
    guard: re.Pattern[str]
    silent: re.Pattern[str]


_REGISTERS = {
    "nl": _Register(
        one={
            "je": ("u", "uw"),
            "jij": ("u",),
            "jou": ("u",),
            "jouw": ("uw",),
            "jezelf": ("uzelf",),
            "jouwe": ("uwe",),
        },
        other={"u": ("je",), "uw": ("je",), "uzelf": ("jezelf",), "uwe": ("jouwe",)},
        guard=re.compile(
            r"(?<![\w.&/’'-])(?:je|jij|jou|jouwe?|jezelf|uw|uwe|uzelf|u)(?![\w&/’'-]|\.\w)", re.IGNORECASE
        ),
        # What hours are counted in; an idiom; what somebody else said.
        silent=re.compile(r"(?i:\d\s*u(?!\w)|\bje van het\b|\bje ne sais\b)|[“\"„][^”\"]*[”\"]"),
    ),
    "sv": _Register(
        one={"du": ("ni",), "dig": ("er",), "din": ("er",), "ditt": ("ert",), "dina": ("era",)},
        other={"ni": ("du",), "er": ("dig", "din"), "ert": ("ditt",), "era": ("dina",)},
        guard=re.compile(r"(?<![\w.&/-])(?:du|dig|din|ditt|dina|ni|er|ert|era)(?![\w&/-]|\.\w)", re.IGNORECASE),
        # French names; what somebody else said.
        silent=re.compile(
            r"(?i:\b(?:crème|creme|eau|vin|tour|cirque|pain|fleur|roi|café|côtes|soupe|plat|jus)\s+du\b)"
            r"|[“”\"][^”\"]*[”\"]"
        ),
    ),
}
_SEVERAL = re.compile(
    r"\b(?:tillsammans|båda|bägge|familjen?|familjer|alla|paret|vänner\w*|gäng\w*|företag\w*|team\w*|barnen|barn|ihop|"
    r"varandra|gäster\w*|syskon\w*|grupp\w*|klass\w*|era|två|tre|fyra|fem|flera|sällskap\w*|kollegor\w*|förening\w*)\b",
    re.IGNORECASE,
)
"""Swedish *ni* is also the plural of *du*: such words say that several are meant."""


class Address:
    """Both ways of speaking to the reader in one draft; the rarer one is marked."""

    id = "style.address"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Two ways of speaking to the reader")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds je and u, or du and ni, in one draft.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        if subject.language not in _REGISTERS:
            return
        found = [
            (address, text, remark)
            for address, text in styled_fields(subject)
            for remark in by_sentence(text, subject.language, _addresses)
        ]
        ones = [each for each in found if each[2].kind == "one"]
        others = [each for each in found if each[2].kind == "other"]
        # When both are as many, what the reader met first holds.
        first_wins = len(ones) == len(others) and bool(found) and found[0][2].kind == "one"
        rarer, more = (others, ones) if len(others) < len(ones) or first_wins else (ones, others)
        if not rarer or not more:
            return
        usual = more[0][1][more[0][2].start : more[0][2].end].lower()
        for address, text, remark in rarer[:_MOST]:
            spot = Spot(address, text, remark.start, remark.end)
            word = text[remark.start : remark.end].lower()
            message = tr(
                "“{word}” here, “{usual}” elsewhere: the reader is addressed in two ways.", word=word, usual=usual
            )
            yield spot.finding(self.id, Severity.WARNING, message, fixes=remark.fixes)


@functools.lru_cache(maxsize=8192)
def _addresses(sentence: str, language: str) -> tuple[Remark, ...]:
    register = _REGISTERS[language]
    if register.guard.search(sentence) is None:
        return ()
    silent = [found.span() for found in register.silent.finditer(sentence)]
    remarks: list[Remark] = []
    for found in register.guard.finditer(sentence):
        word, lower = found[0], found[0].lower()
        begins = not sentence[: found.start()].strip(" \"'“‘«(-*•–#>_")
        # In capitals within a sentence it is a name or a type: DIN 912, model U, Ni.
        if (word[0].isupper() and not begins) or (len(word) > 1 and word.isupper()):
            continue
        if any(start <= found.start() < end for start, end in silent):
            continue
        if lower in register.one:
            remarks.append(_remark(found, "one", register.one[lower]))
        elif language != "sv" or not _several(sentence, found):
            remarks.append(_remark(found, "other", register.other[lower]))
    return tuple(remarks)


def _several(sentence: str, found: re.Match[str]) -> bool:
    return _SEVERAL.search(sentence[: found.start()]) is not None or _SEVERAL.search(sentence, found.end()) is not None


def _remark(found: re.Match[str], kind: str, words: tuple[str, ...]) -> Remark:
    fixes = tuple(word.capitalize() for word in words) if found[0][0].isupper() else words
    return Remark(found.start(), found.end(), kind, fixes)
