"""What a policy pack is: a dated set of rules of a law or a marketplace, as it lies in a file."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop.core.finding import Severity
from desktop.core.words import interface_language

Words = dict[str, str]
"""The same words in several languages, by two-letter code."""


class Part(StrEnum):
    """The part of a product text that a rule is about."""

    TITLE = "title"
    BULLETS = "bullets"
    DESCRIPTION = "description"


class Shape(StrEnum):
    """What a rule can look for that no pattern says; `desktop.checks.policies.shapes` has one function for each."""

    CAPITALS = "capitals"
    REPEATED_WORD = "repeated_word"
    FINAL_MARK = "final_mark"
    LOWER_START = "lower_start"


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A law or a page of rules, with its public address if it has a lasting one."""

    title: str
    address: str = ""


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The words of a rule in one language.

    `words` are words and phrases that are found in any inflection; `patterns` are regular expressions for whole words,
    in either case, where a space stands for spaces and hyphens; `but_not` are patterns of what is not meant: a hit
    inside or across one of them does not count.
    """

    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One rule of a pack.

    `law` says which article or section it comes from; no `parts` means all of the text. `characters` are regular
    expressions that hold in every language and in this case only. `lifted_by` names groups of `Pack.certificates`: an
    approved fact with one of them ends the rule, one of `softened_by` makes it an advice, and `raised_by` are patterns
    of which a fact must have one for the rule to count at all. With `remove`, deleting the words puts it right; with
    `even_denied` they count after *not* and *without* too; with `not_in_name` words of the product's name do not count.
    """

    id: str
    severity: Severity
    law: str
    message: Words
    fix: Words
    parts: tuple[Part, ...] = ()
    vocabulary: dict[str, Vocabulary] = {}
    characters: tuple[str, ...] = ()
    shape: Shape | None = None
    allowed: tuple[str, ...] = ()
    lifted_by: tuple[str, ...] = ()
    softened_by: tuple[str, ...] = ()
    raised_by: tuple[str, ...] = ()
    remove: bool = False
    even_denied: bool = False
    not_in_name: bool = False


class Pack(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True, omit_defaults=True):
    """A policy pack, hashed by identity.

    `channels` is the beginning of the ids of the channels that it is about (`amazon.`, empty: it is about all text);
    `verified_on` is the day on which the rules were last compared with what is known of the sources, and `knowledge`
    says how; `certificates` are patterns by group; `file` is where it was read from, empty for one of Copydesk's own.
    """

    id: str
    titles: Words
    about: Words
    region: str
    version: str
    verified_on: str
    knowledge: Words
    sources: tuple[Source, ...]
    rules: tuple[Rule, ...]
    channels: str = ""
    certificates: dict[str, tuple[str, ...]] = {}
    notes: tuple[Words, ...] = ()
    file: str = ""

    @property
    def title(self) -> str:
        """Its title in the writer's language."""
        return spoken(self.titles)

    @property
    def source(self) -> str:
        """The titles of its sources."""
        return "; ".join(source.title for source in self.sources)


def spoken(words: Words) -> str:
    """Words in the writer's language, else in English, else in the first there is."""
    return words.get(interface_language()) or words.get("en") or next(iter(words.values()), "")
