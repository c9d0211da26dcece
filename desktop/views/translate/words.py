"""The words of the Translate screen: states, checks, languages and who put a target there."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from desktop.core.segment import SegmentState
from desktop.core.translation import Origin, OriginKind, Row
from desktop.core.words import mark, tr

_STATES = {
    SegmentState.UNTRANSLATED: mark("not translated"),
    SegmentState.DRAFT: mark("draft"),
    SegmentState.TRANSLATED: mark("translated"),
    SegmentState.REVIEWED: mark("reviewed"),
    SegmentState.APPROVED: mark("approved"),
    SegmentState.REJECTED: mark("rejected"),
}

_CHECKS = {
    "numbers": mark("Number does not match"),
    "units": mark("Number and unit do not match"),
    "dates": mark("Date or time does not match"),
    "currency": mark("Amount of money does not match"),
    "placeholders": mark("Placeholder does not match"),
    "tags": mark("Tags do not match"),
    "url": mark("Address of a page does not match"),
    "email": mark("Mail address does not match"),
    "terms": mark("Term of the list"),
    "negation": mark("The meaning may be turned round"),
    "omission": mark("Something may be missing"),
    "addition": mark("Something may have been added"),
    "untranslated": mark("Not translated"),
    "wrong_language": mark("Another language"),
    "consistency": mark("Translated otherwise elsewhere"),
    "punctuation": mark("Punctuation"),
    "quotes": mark("Quotation marks"),
    "whitespace": mark("Spaces"),
    "capitals": mark("Capitals"),
    "double_word": mark("A word stands twice"),
    "brand": mark("Name of a brand"),
    "locale_format": mark("Not how the language writes it"),
    "length": mark("Too long"),
    "spelling": mark("Spelling"),
    "register": mark("Form of address"),
    "facts": mark("Against the facts"),
}


def state_words(state: SegmentState) -> str:
    """How a state is called."""
    return tr(_STATES[state])


def check_words(check: str) -> str:
    """What a check found, as the heading of its card."""
    known = _CHECKS.get(check)
    return tr(known) if known else check


def language_words(code: str) -> str:
    """A language by its name in the language of the window; with its country where the code has one."""
    locale = QLocale(code.replace("-", "_"))
    if locale.language() == QLocale.Language.C:
        return code
    name = _named(locale)
    region = code.replace("_", "-").partition("-")[2]
    return tr("{language} ({region})", language=name, region=region) if region else name


def _named(locale: QLocale) -> str:
    """In Dutch, Swedish and English the names are known; Qt names all languages in English and in themselves."""
    english = {"English": tr("English"), "Dutch": tr("Dutch"), "Swedish": tr("Swedish"), "German": tr("German"),
               "French": tr("French"), "Danish": tr("Danish"), "Finnish": tr("Finnish"), "Spanish": tr("Spanish"),
               "Italian": tr("Italian")}  # fmt: skip
    name = QLocale.languageToString(locale.language())
    return english.get(name, name)


def origin_words(origin: Origin) -> str:
    """Who put a target there; empty when the file brought it or it was typed here."""
    match origin.kind:
        case OriginKind.MEMORY:
            return tr("From {memory}, {percent} %", memory=origin.memory or tr("a memory"), percent=origin.percent)
        case OriginKind.MODEL:
            return tr("Translated by {model}", model=origin.model.rpartition("/")[2])
        case OriginKind.REPETITION:
            return tr("The same as a row that was confirmed")
        case OriginKind.FIX:
            return tr("Changed by a fix")
        case _:
            return ""


def target_of(row: Row) -> str:
    """The target as typed, tags as `{1}`."""
    return row.segment.target.text
