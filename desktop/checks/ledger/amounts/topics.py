"""What words say that a number is about: weight, warranty, pockets, in three languages and a few of suppliers."""

from __future__ import annotations

import functools

import msgspec

from desktop.core.resources import resource_text


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An attribute of products or a thing that is counted; `weigh*` begins, `*gewicht` ends a word."""

    sort: str
    en: tuple[str, ...] = ()
    nl: tuple[str, ...] = ()
    sv: tuple[str, ...] = ()
    other: tuple[str, ...] = ()

    def words(self, language: str) -> tuple[str, ...]:
        """Its words in a language; all of them without one."""
        return {"en": self.en, "nl": self.nl, "sv": self.sv}.get(language, self.en + self.nl + self.sv + self.other)


class _Index(msgspec.Struct, frozen=True):
    exact: dict[str, tuple[str, ...]]
    begins: dict[str, tuple[tuple[str, str], ...]]
    ends: dict[str, tuple[tuple[str, str], ...]]


@functools.lru_cache(maxsize=32_768)
def topics_of(word: str, language: str) -> frozenset[str]:
    """The topics that a word in lower case belongs to; `language` empty: in any language."""
    index = _index(language)
    found = set(index.exact.get(word, ()))
    found.update(topic for start, topic in index.begins.get(word[:2], ()) if word.startswith(start))
    found.update(topic for end, topic in index.ends.get(word[-2:], ()) if word.endswith(end) and word != end)
    return frozenset(found)


@functools.cache
def attributes() -> frozenset[str]:
    """The topics that are attributes; the others are things."""
    return frozenset(name for name, topic in _topics().items() if topic.sort == "attribute")


@functools.cache
def _topics() -> dict[str, Topic]:
    return msgspec.json.decode(resource_text("lexicons/topics.json"), type=dict[str, Topic])


@functools.cache
def _index(language: str) -> _Index:
    exact: dict[str, tuple[str, ...]] = {}
    begins: dict[str, tuple[tuple[str, str], ...]] = {}
    ends: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, topic in _topics().items():
        for word in map(str.casefold, topic.words(language)):
            if word.endswith("*"):
                begins[word[:2]] = (*begins.get(word[:2], ()), (word[:-1], name))
            elif word.startswith("*"):
                ends[word[-2:]] = (*ends.get(word[-2:], ()), (word[1:], name))
            else:
                exact[word] = (*exact.get(word, ()), name)
    return _Index(exact, begins, ends)
