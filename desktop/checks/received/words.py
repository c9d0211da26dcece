"""The phrases that signs look for, of all three languages at once: a mail may be in one and threaten in another."""

from __future__ import annotations

import functools
import re

import msgspec

from desktop.core.resources import resource_text


class Hosts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names in addresses: of free mail, of what hides where a link leads, and words that lure."""

    free_mail: frozenset[str]
    free_mail_words: tuple[str, ...]
    shorteners: frozenset[str]
    free_hosts: frozenset[str]
    lures: frozenset[str]
    soft_lures: frozenset[str]


@functools.cache
def phrases(concept: str) -> re.Pattern[str]:
    """The pattern of a concept of `resources/lexicons/received/phrases.json`."""
    listed = _phrases()[concept]
    return re.compile(
        "|".join(f"(?:{'' if each.startswith(_OWN_EDGE) else _EDGE}{each})" for each in listed), re.IGNORECASE
    )


@functools.cache
def hosts() -> Hosts:
    """The names of `resources/lexicons/received/hosts.json`."""
    return msgspec.json.decode(resource_text("lexicons/received/hosts.json"), type=Hosts)


@functools.cache
def brands() -> dict[str, tuple[str, ...]]:
    """Names that are often borrowed, each with the domains that are theirs."""
    return msgspec.json.decode(resource_text("lexicons/received/brands.json"), type=dict[str, tuple[str, ...]])


@functools.cache
def _phrases() -> dict[str, tuple[str, ...]]:
    return msgspec.json.decode(resource_text("lexicons/received/phrases.json"), type=dict[str, tuple[str, ...]])


_EDGE = r"(?<!\w)"
_OWN_EDGE = ("\\b", "\\d", "(?:usd|eur|\\$")
