"""Letters that look like others: a Cyrillic а in a Latin word, a Greek ο, full-width and mathematical letters."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from desktop.checks.check import Spot, Subject
from desktop.checks.sentences import paragraphs_of
from desktop.core.finding import Finding, Severity
from desktop.core.resources import resource_text
from desktop.core.words import tr

_STYLED = "\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff"
_SUSPECT = re.compile(f"[\u0370-\u03ff\u0400-\u052f\u0250-\u02af\u13a0-\u13ff\ua4d0-\ua4ff{_STYLED}]")
"""Letters of scripts that hold look-alikes; nearly no text has any."""
_WORD = re.compile(r"[^\W\d_][\w\u0300-\u036f'’]*")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_STYLED_RUN = re.compile(f"[{_STYLED}](?:[ {_STYLED}]*[{_STYLED}])?")


class _Found(NamedTuple):
    """A span in code points of its paragraph, what was found, and the Latin letters for it."""

    start: int
    end: int
    kind: str
    fix: str


class LookAlikes:
    """Letters of another script within a Latin word, words of look-alikes only, and letters of a costume."""

    id = "text.lookalike"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Look-alike letters")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr(
            "Finds letters that look like Latin ones but are others, so that search and screen readers miss the word."
        )

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for address, text in subject.copy.addressed():
            if text.isascii() or _SUSPECT.search(text) is None:
                continue
            for start, end in paragraphs_of(text):
                for each in _in_paragraph(text[start:end]):
                    spot = Spot(address, text, start + each.start, start + each.end)
                    yield spot.finding(self.id, Severity.WARNING, _say(each.kind), fixes=(each.fix,))


@functools.lru_cache(maxsize=4096)
def _in_paragraph(text: str) -> tuple[_Found, ...]:
    if _SUSPECT.search(text) is None:
        return ()
    found = [*_styled(text), *_mixed(text)]
    return tuple(sorted(found))


def _styled(text: str) -> Iterator[_Found]:
    """Runs of full-width and mathematical letters; ligatures of print (ﬁ) come from a copied PDF."""
    for each in _STYLED_RUN.finditer(text):
        plain = unicodedata.normalize("NFKC", each[0])
        if any(char.isalnum() for char in plain) and plain != each[0]:
            yield _Found(each.start(), each.end(), "ligature" if each[0][0] in "ﬀﬁﬂﬃﬄﬅﬆ" else "styled", plain)


def _mixed(text: str) -> Iterator[_Found]:
    table = latin_twins()
    words = [each for each in _WORD.finditer(text) if _SUSPECT.search(each[0])]
    if not words:
        return
    is_latin = len(_LATIN.findall(text)) >= 3 * sum(len(each[0]) for each in words)
    for each in words:
        letters = [char for char in each[0] if char.isalpha()]
        foreign = [char for char in letters if not _LATIN.match(char) and ord(char) < 0xFB00]
        if not foreign or any(char not in table for char in foreign):
            continue  # a letter without a Latin twin makes it a word of its own script: μm, Ω, Привет
        if len(foreign) == len(letters) and (len(letters) < 2 or not is_latin):
            continue
        fix = "".join(table.get(char, char) for char in each[0])
        yield _Found(each.start(), each.end(), "script", fix)


@functools.cache
def latin_twins() -> dict[str, str]:
    """The Latin twin of each look-alike."""
    listed = msgspec.json.decode(resource_text("lexicons/lookalikes.json"), type=dict[str, str])
    return {other: latin for latin, others in listed.items() for other in others}


def _say(kind: str) -> str:
    return {
        "script": tr("Letters of another script stand here that look like Latin ones; search does not find the word."),
        "styled": tr("These are signs that only look like letters; screen readers and search do not read them."),
        "ligature": tr("Two letters are one sign here, as in print; search may not find the word."),
    }[kind]
