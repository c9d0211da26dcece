"""Phrases that every machine writes, and no reader believes."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import msgspec

from desktop.checks.check import Spot, Subject
from desktop.checks.phrases import Phrases
from desktop.checks.remarks import Remark, by_sentence
from desktop.checks.style.fields import styled_fields
from desktop.core.brief import LANGUAGES
from desktop.core.finding import Finding, Severity
from desktop.core.resources import resource_text
from desktop.core.words import tr


class Cliches:
    """Worn phrases, with a hint at what to write instead."""

    id = "style.cliches"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Worn phrases")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds phrases that sound as if a machine had written them.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        if subject.language not in LANGUAGES:
            return
        for address, text in styled_fields(subject):
            for start, end, kind, _ in by_sentence(text, subject.language, _cliches):
                yield Spot(address, text, start, end).finding(self.id, Severity.INFO, _message(kind))


def _message(kind: str) -> str:
    match kind:
        case "opening":
            return tr("A worn opening. Begin with what the reader gets.")
        case "order":
            return tr("A worn invitation. Say what the reader can do with it.")
        case "contrast":
            return tr("A worn contrast. Say what it is, and leave out what it is not.")
        case "closing":
            return tr("A worn closing. Say what the reader can do next.")
        case _:
            return tr("Worn praise. Name the property that earns it.")


@functools.lru_cache(maxsize=8192)
def _cliches(sentence: str, language: str) -> tuple[Remark, ...]:
    return tuple(Remark(start, end, kind) for start, end, kind in _phrases(language).find(sentence))


@functools.cache
def _phrases(language: str) -> Phrases[str]:
    listed = msgspec.json.decode(resource_text("lexicons/cliches.json"), type=dict[str, dict[str, tuple[str, ...]]])
    return Phrases((phrase, kind) for kind, phrases in listed[language].items() for phrase in phrases)
