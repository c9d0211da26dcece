"""Text that stops in the middle."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from desktop.checks.check import Spot, Subject, field_name
from desktop.checks.mail.postal import has_postal_address
from desktop.checks.questions import is_closing
from desktop.core.brief import Kind
from desktop.core.finding import Finding, Severity
from desktop.core.lexicon import function_words, sentence_ends
from desktop.core.mail import BlockKind
from desktop.core.words import tr

_ENDINGS = regex.compile(r"(?:[.!?…:]|\p{Extended_Pictographic}\ufe0f?|https?://\S+)[\"'”’»)\]*_]*$")
_LIST_LINE = re.compile(r"\s*(?:[-*•–+]|\d+[.)])\s|\s*#|\s*\|.*\|\s*$|\s*\[\^[\w.-]{1,60}\]:|\s*(?:```|~~~)")
_NOTES = re.compile(r"(?:[ ]?\[\^?q\d[^\[\]\n]{0,60}\]|\[\^[\w.-]{1,60}\])+$")
"""Marks of notes and sources behind the sign that ends a sentence."""
_OPEN_END = re.compile(r"[,;(\[{„“&/–—+]$|\s-$")
_LAST_WORD = re.compile(r"(\w+)\W*$")
_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "„": "”", "«": "»"}


class Unfinished:
    """Texts that end on a comma, an open bracket or a small word, and prose without an end to its last sentence."""

    id = "text.unfinished"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Unfinished text")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds text that stops in the middle of a sentence.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for address, text in subject.copy.addressed():
            end = len(text.rstrip())
            if not end:
                continue
            start = text.rfind("\n", 0, end) + 1
            last_line = text[start:end]
            if _takes_leave(subject, last_line):
                continue
            if dangles(last_line, subject.language):
                message = tr("This stops in the middle.")
            elif subject.is_prose(address) and not _on_card(subject, address) and _is_cut(subject, last_line):
                message = tr("The last sentence has no end.")
            else:
                continue
            word = _LAST_WORD.search(text, max(start, end - 80), end)
            spot = Spot(address, text, word.start() if word else max(start, end - 1), end)
            yield spot.finding(self.id, Severity.WARNING, message)


def dangles(line: str, language: str) -> bool:
    """Whether a line ends where no line can end: after a comma, in an open bracket, on an article or a preposition."""
    line = line.rstrip()[-1000:]
    if not line:
        return False
    if _OPEN_END.search(line) or _is_open(line):
        return True
    word = _LAST_WORD.search(line, max(0, len(line) - 80))
    if word is None or line[word.end(1) :].strip("\"'”’)»"):
        return False
    return word[1].lower() in function_words(language) - sentence_ends(language)


def _takes_leave(subject: Subject, last_line: str) -> bool:
    """Whether a letter ends as letters do, on a comma: whoever sends it signs it."""
    return subject.brief.kind in {Kind.MAIL, Kind.REPLY} and is_closing(last_line, subject.language)


def _on_card(subject: Subject, address: str) -> bool:
    """Whether a text stands on a product card, where a few words say enough: `130 × 180 cm, 100 % wool`."""
    mail = subject.brief.mail
    block = mail.block(field_name(address).partition(".")[0]) if mail is not None else None
    return block is not None and block.kind is BlockKind.PRODUCT


def _is_open(line: str) -> bool:
    return any(line.rfind(left) > line.rfind(right) for left, right in _PAIRS.items() if left in line and left != "„")


def _is_cut(subject: Subject, last_line: str) -> bool:
    """Whether prose stops before its end; a mail may end with who sends it, which is no sentence."""
    if subject.brief.kind not in {Kind.MAIL, Kind.REPLY}:
        return _lacks_an_end(last_line, 4)
    return _lacks_an_end(last_line, 8) and not has_postal_address(last_line)


def _lacks_an_end(last_line: str, least: int) -> bool:
    if _LIST_LINE.match(last_line) or len(last_line[-200:].split()) < least:
        return False
    return _ENDINGS.search(_NOTES.sub("", last_line.rstrip()[-200:])) is None
