"""Every check, in the order in which findings of one place are listed."""

from __future__ import annotations

from desktop.checks.banned import BannedWords
from desktop.checks.check import Check
from desktop.checks.facts import MustMention
from desktop.checks.hidden import HiddenCharacters
from desktop.checks.language import LanguageOfText, UnsupportedLanguage
from desktop.checks.leftover import Leftover
from desktop.checks.limits import AdvisedLimits, HardLimits, SmsEncoding
from desktop.checks.repetition import Repetition
from desktop.checks.unfinished import Unfinished
from desktop.core.errors import Bug, ErrorKind

CHECKS: tuple[Check, ...] = (
    HardLimits(),
    Leftover(),
    LanguageOfText(),
    UnsupportedLanguage(),
    BannedWords(),
    MustMention(),
    Unfinished(),
    Repetition(),
    AdvisedLimits(),
    SmsEncoding(),
    HiddenCharacters(),
)

if len({check.id for check in CHECKS}) != len(CHECKS):
    raise Bug(ErrorKind.BUG, "Two checks have the same id.")
