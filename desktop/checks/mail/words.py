"""The lists in `resources/mail/`: words that filters count, that hurry or threaten, and hosts that hide a target."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.core.brief import LANGUAGES
from desktop.core.resources import resource_text


class SpamWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that a filter or a reader takes for spam at once, and those that only together do."""

    heavy: tuple[str, ...]
    light: tuple[str, ...]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists by language; `*` stands for any ending, `#` for a number."""

    spam: dict[str, SpamWords]
    urgency: dict[str, tuple[str, ...]]
    stock: dict[str, tuple[str, ...]]
    threat: dict[str, tuple[str, ...]]
    ask: dict[str, tuple[str, ...]]
    credential: dict[str, tuple[str, ...]]
    unsubscribe: dict[str, tuple[str, ...]]
    view_online: dict[str, tuple[str, ...]]
    replies: tuple[str, ...]


class Hosts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hosts that shorten addresses, hosts that count clicks, and endings under which names are given out.

    `endings` are those of hosts that readers know as such: `Node.js` and `version 2.0` are none. `files` are endings of
    files that mail filters distrust.
    """

    shorteners: frozenset[str]
    trackers: frozenset[str]
    second_level: frozenset[str]
    files: frozenset[str]
    endings: frozenset[str]


@functools.cache
def words() -> Words:
    """The lists of words."""
    return msgspec.json.decode(resource_text("mail/words.json"), type=Words)


@functools.cache
def hosts() -> Hosts:
    """The lists of hosts."""
    return msgspec.json.decode(resource_text("mail/hosts.json"), type=Hosts)


def find_listed(sort: str, text: str, language: str) -> Iterator[re.Match[str]]:
    """Where phrases of a list (`urgency`, `spam.heavy`, …) stand in a text; in a language not known, of all three."""
    return _pattern(sort, language if language in LANGUAGES else "").finditer(text)


def holds_listed(sort: str, text: str, language: str) -> bool:
    """Whether any phrase of a list stands in a text."""
    return next(find_listed(sort, text, language), None) is not None


@functools.cache
def _pattern(sort: str, language: str) -> re.Pattern[str]:
    name, _, part = sort.partition(".")
    listed = getattr(words(), name)
    chosen = [listed[each] for each in ((language,) if language else LANGUAGES)]
    phrases = {phrase for each in chosen for phrase in (getattr(each, part) if part else each)}
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_escaped, ordered))})(?!\w)", re.IGNORECASE)


def _escaped(phrase: str) -> str:
    escaped = re.escape(phrase.strip()).replace(r"\*", r"\w*").replace(r"\#", r"\d{1,4}").replace("'", "['’]")
    return escaped.replace(r"\ ", r"\s+")
