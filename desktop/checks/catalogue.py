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
from desktop.checks.mail.foot import WayOut
from desktop.checks.mail.hurry import LooksLikePhishing, SpamWordsFound, Urgency
from desktop.checks.mail.inbox import MailPreheader, MailSubject
from desktop.checks.mail.links import MailLinks
from desktop.checks.mail.tags import TagsWithoutFallback, UnknownTags
from desktop.checks.merge_tags import MergeTags, Placeholders
from desktop.checks.policies.check import Policies
from desktop.checks.posts import UnknownSources, UnmarkedSources, WithoutSource
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
from desktop.checks.reply import NotAnswered, RestsOnNothing, StillOpen
from desktop.checks.search.duplicates import Duplicates
from desktop.checks.search.faq import FaqHeadings
from desktop.checks.search.headings import HeadingLevels, SameHeadings
from desktop.checks.search.images import AltTexts
from desktop.checks.search.keyphrase import KeyphraseDensity, KeyphraseLength, KeyphrasePlaces
from desktop.checks.search.keyphrase_more import (
    KeyphraseInAlts,
    KeyphraseInDescription,
    KeyphraseInSlug,
    NoKeyphrase,
    RelatedPhrases,
)
from desktop.checks.search.lengths import DescriptionLength, TextLength, TitleWidth
from desktop.checks.search.linking import CompetingLinks, InnerAndOuterLinks, Pictures
from desktop.checks.search.slugs import SlugForm
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
    UnknownTags(),
    TagsWithoutFallback(),
    MailSubject(),
    MailPreheader(),
    Links(),
    MailLinks(),
    LooksLikePhishing(),
    Urgency(),
    SpamWordsFound(),
    WayOut(),
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
    KeyphraseInSlug(),
    KeyphraseInDescription(),
    KeyphraseInAlts(),
    RelatedPhrases(),
    NoKeyphrase(),
    Duplicates(),
    AltTexts(),
    TextLength(),
    TitleWidth(),
    DescriptionLength(),
    HeadingLevels(),
    SameHeadings(),
    InnerAndOuterLinks(),
    CompetingLinks(),
    Pictures(),
    SlugForm(),
    FaqHeadings(),
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
    RestsOnNothing(),
    StillOpen(),
    NotAnswered(),
    WithoutSource(),
    UnmarkedSources(),
    UnknownSources(),
)

if len({check.id for check in CHECKS}) != len(CHECKS):
    raise Bug(ErrorKind.BUG, "Two checks have the same id.")
