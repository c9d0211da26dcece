"""Every check, in the order in which findings of one place are listed."""

from __future__ import annotations

from desktop.checks.banned import BannedWords
from desktop.checks.check import Check
from desktop.checks.dates import Dates
from desktop.checks.facts import MustMention
from desktop.checks.hidden import HiddenCharacters
from desktop.checks.inclusive import InclusiveLanguage
from desktop.checks.language import LanguageOfText, UnsupportedLanguage
from desktop.checks.ledger.check import Claims, FactConflicts, FactUnits, SellingFacts
from desktop.checks.leftover import Leftover
from desktop.checks.limits import AdvisedLimits, HardLimits, SmsEncoding
from desktop.checks.links import Links
from desktop.checks.lookalikes import LookAlikes
from desktop.checks.merge_tags import MergeTags, Placeholders
from desktop.checks.policies.check import Policies
from desktop.checks.preferred import PreferredWords
from desktop.checks.prices import Prices
from desktop.checks.private import PrivateData
from desktop.checks.readability import (
    LongParagraphs,
    LongSentences,
    PassiveVoice,
    ReadingEase,
    Subheadings,
    Transitions,
)
from desktop.checks.repetition import Repetition
from desktop.checks.search.duplicates import Duplicates
from desktop.checks.search.images import AltTexts
from desktop.checks.search.keyphrase import KeyphraseDensity, KeyphraseLength, KeyphrasePlaces
from desktop.checks.spelling.spelling import Spelling
from desktop.checks.style.address import Address
from desktop.checks.style.beginnings import Beginnings
from desktop.checks.style.cliches import Cliches
from desktop.checks.style.compounds import SplitCompounds
from desktop.checks.style.loudness import Emoji, Exclamations, Shouting
from desktop.checks.style.typing import Spacing
from desktop.checks.unfinished import Unfinished
from desktop.core.errors import Bug, ErrorKind

CHECKS: tuple[Check, ...] = (
    HardLimits(),
    Leftover(),
    LanguageOfText(),
    UnsupportedLanguage(),
    Claims(),
    BannedWords(),
    MustMention(),
    FactConflicts(),
    FactUnits(),
    SellingFacts(),
    Unfinished(),
    Repetition(),
    AdvisedLimits(),
    SmsEncoding(),
    HiddenCharacters(),
    LookAlikes(),
    MergeTags(),
    Placeholders(),
    Links(),
    Dates(),
    Policies(),
    Prices(),
    PrivateData(),
    Spelling(),
    PreferredWords(),
    Address(),
    SplitCompounds(),
    KeyphrasePlaces(),
    KeyphraseDensity(),
    KeyphraseLength(),
    Duplicates(),
    AltTexts(),
    LongSentences(),
    LongParagraphs(),
    PassiveVoice(),
    Transitions(),
    Subheadings(),
    ReadingEase(),
    Beginnings(),
    Cliches(),
    Exclamations(),
    Shouting(),
    Emoji(),
    Spacing(),
    InclusiveLanguage(),
)

if len({check.id for check in CHECKS}) != len(CHECKS):
    raise Bug(ErrorKind.BUG, "Two checks have the same id.")
