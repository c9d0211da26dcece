"""The words of a post that need no model, by its type, in three languages (`resources/prompts/blog_words.json`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from desktop.core.brief import Brief, Fact
from desktop.core.lexicon import function_words
from desktop.core.post import Post, PostType
from desktop.core.resources import resource_text


class RoleWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a structure: a pattern for the `names` of its facts, its heading, that as a question, its topic."""

    names: str
    heading: str
    question: str
    topic: str


class BlogWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"and_": "and"}):
    """The words of one language; frames are filled with `{product}` and `{topics}` (`size and care`).

    `about` asks of facts by their names: `What about {names}?`.
    """

    roles: dict[str, RoleWords]
    and_: str
    about: str
    intro: dict[PostType, str]
    closing: dict[PostType, str]
    angles: tuple[str, ...]
    title: dict[PostType, str]


def blog_words(language: str) -> BlogWords:
    """The words of a language; those in English for a language there are none of."""
    return _file().get(language) or _file()["en"]


def post_of(brief: Brief) -> Post:
    """The post of a brief; an empty one where it has none."""
    return brief.post or Post()


def subject_of(brief: Brief) -> str:
    """What the post is about, in a few words: the product, else the keyphrase, the first line of the notes, or `–`."""
    named = brief.product.strip() or brief.keyphrase.strip() or brief.notes.strip().partition("\n")[0]
    return named[:80].rstrip(".") or "–"


def told_facts(brief: Brief, ids: Sequence[str] | None = None) -> tuple[Fact, ...]:
    """The facts that may be told; with `ids`, these in their order."""
    told = {fact.id: fact for fact in brief.facts if fact.approved and fact.text.strip()}
    return tuple(told.values()) if ids is None else tuple(told[each] for each in ids if each in told)


def is_of_role(fact: Fact, role: str, language: str) -> bool:
    """Whether a fact belongs into a part of a structure, by its name.

    `Shelf life of green tea` is read as `Shelf life`, `Storage temperature` as `Storage` and `Tin sizes` as `sizes`,
    the first of these that belongs anywhere.
    """
    return role in _roles_of(fact.name, language)


@lru_cache(maxsize=2_000)
def _roles_of(name: str, language: str) -> frozenset[str]:
    whole = " ".join(name.replace(":", " ").split())
    words = whole.split()
    small = function_words(language)
    cut = next((place for place, word in enumerate(words) if place and word.casefold() in small), len(words))
    forms = [whole, " ".join(words[:cut])]
    forms += [word for word in (*words[:1], *words[-1:]) if word.casefold() not in small]
    roles = blog_words(language).roles
    for form in dict.fromkeys(filter(None, forms)):
        if found := frozenset(role for role, known in roles.items() if re.fullmatch(known.names, form, re.IGNORECASE)):
            return found
    return frozenset()


def heading_of(role: str, brief: Brief) -> str:
    """The heading of a part by rule; on a page of questions it is one."""
    words = blog_words(brief.language).roles[role]
    asks = post_of(brief).type is PostType.QUESTIONS
    return capital((words.question if asks else words.heading).format(product=subject_of(brief)))


def capital(text: str) -> str:
    """The text with its first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=1)
def _file() -> dict[str, BlogWords]:
    return msgspec.json.decode(resource_text("prompts/blog_words.json"), type=dict[str, BlogWords])
