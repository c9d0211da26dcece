"""Words that leave readers out, each with others that do not."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import msgspec

from desktop.checks.check import Spot, Subject
from desktop.checks.phrases import Phrases
from desktop.checks.remarks import Remark, by_sentence, like_case
from desktop.checks.style.fields import styled_fields
from desktop.core.brief import LANGUAGES
from desktop.core.finding import Finding, Severity
from desktop.core.resources import resource_text
from desktop.core.words import tr


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Forms of a word with what may stand instead; `unless` are words of the sentence in which it is harmless."""

    words: dict[str, tuple[str, ...]]
    why: str
    unless: tuple[str, ...] = ()


class InclusiveLanguage:
    """Words that name a part of the readers where all are meant, or hurt some of them."""

    id = "words.inclusive"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Inclusive language")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds words that leave some readers out, and offers others.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        if subject.language not in LANGUAGES:
            return
        for address, text in styled_fields(subject):
            for start, end, why, fixes in by_sentence(text, subject.language, _excluding):
                yield Spot(address, text, start, end).finding(self.id, Severity.INFO, _reason(why), fixes=fixes)


def _reason(why: str) -> str:
    match why:
        case "gender":
            return tr("This names one gender where anyone may be meant.")
        case "role":
            return tr("This gives a task to one gender.")
        case "ability":
            return tr("This uses an illness or a disability as a figure of speech, or names a person by it.")
        case "origin":
            return tr("This names people by their origin in a way that many find hurtful.")
        case "colour":
            return tr("This makes black the bad and white the good; a plain word says it more clearly.")
        case "age":
            return tr("This names people by their age in a way that many find hurtful.")
        case "body":
            return tr("This judges a body; say what the product does.")
        case _:
            return tr("This supposes what the reader's family is like.")


@functools.lru_cache(maxsize=8192)
def _excluding(sentence: str, language: str) -> tuple[Remark, ...]:
    lower = sentence.lower()
    return tuple(
        Remark(start, end, entry.why, tuple(like_case(sentence[start:end], use) for use in uses))
        for start, end, (entry, uses) in _entries(language).find(sentence)
        if not any(word in lower for word in entry.unless)
    )


@functools.cache
def _entries(language: str) -> Phrases[tuple[_Entry, tuple[str, ...]]]:
    listed = msgspec.json.decode(resource_text("lexicons/inclusive.json"), type=dict[str, tuple[_Entry, ...]])
    return Phrases((word, (entry, uses)) for entry in listed[language] for word, uses in entry.words.items())
