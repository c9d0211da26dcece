"""Exclamation marks, words in capitals and emoji: what is said louder than the words themselves."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec
import regex

from desktop.checks.check import Spot, Subject, field_name
from desktop.checks.prose import count_words
from desktop.checks.remarks import Remark, by_paragraph
from desktop.checks.same import Same
from desktop.checks.style.fields import styled_fields
from desktop.core.brief import Fact
from desktop.core.finding import Finding, Severity
from desktop.core.lexicon import function_words
from desktop.core.resources import resource_text
from desktop.core.words import tr

_EXCLAMATION = re.compile(r"!(?:\s?!)*(?![=\[\w])")
_WORDS_A_MARK = 100
_CAPITALS = re.compile(r"(?<![\w&@#/_.-])[A-ZÅÄÖÉÈËÏÜ]{2,}(?:['’-][A-ZÅÄÖÉÈËÏÜ]{2,})*(?![\w&@/_-]|\.\w)")
_RUN_OF_CAPITALS = 3
_EMOJI = regex.compile(
    r"(?:[\U0001F1E6-\U0001F1FF]{2}|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f)"
    r"(?:\p{Emoji_Modifier}|\ufe0f|\u200d\p{Extended_Pictographic})*)"
)
_BRIEF_FIELDS = frozenset({"title", "seo_title", "seo_description", "subject", "preheader"})
_SOCIAL_FIELDS = frozenset({"x.post", "linkedin.post", "instagram.caption", "facebook.post"})


class Exclamations:
    """Exclamation marks in a row, and more of them than one in a hundred words."""

    id = "style.exclamations"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Exclamation marks")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds exclamation marks in a row, and more than one in a hundred words.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for address, text in styled_fields(subject):
            if "!" not in text:
                continue
            marks = list(by_paragraph(text, subject.language, _exclamations))
            most = max(1, -(-count_words(text) // _WORDS_A_MARK))
            for place, mark in enumerate(marks):
                spot = Spot(address, text, mark.start, mark.end)
                if mark.end - mark.start > 1:
                    yield spot.finding(self.id, Severity.INFO, tr("One exclamation mark is enough."), fixes=("!",))
                elif place == most:
                    message = tr("There are {count} exclamation marks here; one is louder.", count=len(marks))
                    yield spot.finding(self.id, Severity.INFO, message, fixes=(".",))


class Shouting:
    """Words in capitals that are no acronyms, units or names."""

    id = "style.capitals"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Words in capitals")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds words that are written in capitals for emphasis.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        known = _names(subject)
        for address, text in styled_fields(subject):
            for start, end, _, fixes in by_paragraph(text, subject.language, _shouts):
                if known.isdisjoint(text[start:end].split()):
                    message = tr("Capitals are read as shouting.")
                    yield Spot(address, text, start, end).finding(self.id, Severity.INFO, message, fixes=fixes)


class Emoji:
    """More emoji in a field than its place asks for."""

    id = "style.emoji"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Many emoji")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds more emoji than a text of its sort bears.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for address, text in styled_fields(subject):
            if text.isascii():
                continue
            found = list(by_paragraph(text, subject.language, _emoji))
            most = _most_emoji(field_name(address))
            if len(found) > most:
                message = tr("There are {count} emoji here; {most} at most read well.", count=len(found), most=most)
                spot = Spot(address, text, found[most].start, found[most].end)
                yield spot.finding(self.id, Severity.INFO, message, fixes=("",))


def _most_emoji(field: str) -> int:
    if field in _BRIEF_FIELDS:
        return 1
    return 8 if field in _SOCIAL_FIELDS else 3


def _names(subject: Subject) -> frozenset[str]:
    """What the writer wrote in capitals: names of the brief and the facts, and words known to the workspace."""
    brief = subject.brief
    known = " ".join((brief.product, brief.keyphrase, *subject.options.known_words))
    return _names_of_facts(Same(brief.facts)).union(_CAPITALS.findall(known))


@functools.lru_cache(maxsize=8)
def _names_of_facts(facts: Same[tuple[Fact, ...]]) -> frozenset[str]:
    every = "\n".join(f"{fact.name}\n{fact.value}\n{fact.unit}" for fact in facts.value)
    return frozenset(_CAPITALS.findall(every))


@functools.lru_cache(maxsize=4096)
def _exclamations(line: str, _language: str) -> tuple[Remark, ...]:
    return tuple(Remark(found.start(), found.end()) for found in _EXCLAMATION.finditer(line))


@functools.lru_cache(maxsize=4096)
def _emoji(line: str, _language: str) -> tuple[Remark, ...]:
    return () if line.isascii() else tuple(Remark(found.start(), found.end()) for found in _EMOJI.finditer(line))


@functools.lru_cache(maxsize=4096)
def _shouts(line: str, language: str) -> tuple[Remark, ...]:
    """Words in capitals that are words in this language, and runs of three or more of any."""
    found = list(_CAPITALS.finditer(line))
    remarks: list[Remark] = []
    at = 0
    while at < len(found):
        last = at
        while last + 1 < len(found) and line[found[last].end() : found[last + 1].start()].strip(" ,") == "":
            last += 1
        run = found[at : last + 1]
        if len(run) >= _RUN_OF_CAPITALS and any(_is_word(each[0], language) for each in run):
            remarks.append(_shout(line, run[0].start(), run[-1].end()))
        else:
            remarks.extend(_shout(line, each.start(), each.end()) for each in run if _is_word(each[0], language))
        at = last + 1
    return tuple(remarks)


def _shout(line: str, start: int, end: int) -> Remark:
    calm = line[start:end].lower()
    return Remark(
        start, end, "", (calm if line[:start].rstrip()[-1:] not in {"", ".", "!", "?"} else calm.capitalize(),)
    )


def _is_word(word: str, language: str) -> bool:
    lower = word.lower()
    return len(word) >= 3 and (lower in _shouted_words(language) or lower in function_words(language) - _ACRONYMS)


_ACRONYMS = frozenset(
    {"its", "all", "was", "had", "her", "can", "may", "ons", "met", "dit", "als", "tot", "den", "man"}
)
"""Small words whose capitals may be an acronym."""


@functools.cache
def _shouted_words(language: str) -> frozenset[str]:
    listed = msgspec.json.decode(resource_text("lexicons/shouted.json"), type=dict[str, frozenset[str]])
    return listed.get(language, frozenset())
