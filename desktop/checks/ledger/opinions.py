"""Sentences of taste, mood and invitation, by a few words that value."""

from __future__ import annotations

import functools

import msgspec

from desktop.checks.words import split_words
from desktop.core.resources import resource_text


@functools.lru_cache(maxsize=8192)
def is_opinion(sentence: str, language: str) -> bool:
    """Whether a sentence without any checkable claim says what someone feels of it."""
    valuing = _valuing().get(language, frozenset())
    return any(word.lower in valuing for word in split_words(sentence))


@functools.cache
def _valuing() -> dict[str, frozenset[str]]:
    return msgspec.json.decode(resource_text("lexicons/opinions.json"), type=dict[str, frozenset[str]])
