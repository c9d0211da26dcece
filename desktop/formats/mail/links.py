"""The addresses in a mail: which are let through, and the campaign parameters they get."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

import msgspec

from desktop.core.brand import LinkPattern

_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_BARE = re.compile(r"(?:www\.)?(?:[\w-]+\.)+[A-Za-z]{2,}(?:[/?#].*)?", re.DOTALL)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")


class LinkPlace(msgspec.Struct, frozen=True):
    """What the patterns of campaign parameters are filled with."""

    campaign: str = ""
    segment: str = ""
    block: str = ""
    type: str = ""
    variant: str = ""
    date: str = ""


def safe_href(href: str) -> str:
    """The address without what cannot stand in one; empty where it would do anything but open a page or a mail.

    `shop.se/x` gets its `https://`.
    """
    href = _UNSEEN.sub(lambda found: "%20" if found[0] == " " else "", href.strip())
    scheme = _SCHEME.match(href)
    if scheme is None or _BARE.fullmatch(href):
        if _BARE.fullmatch(href):
            return f"https://{href}"
        return href if href.startswith("#") else ""
    return href if scheme[1].lower() in _SAFE_SCHEMES else ""


def with_campaign(href: str, pattern: LinkPattern, place: LinkPlace) -> str:
    """The address with the parameters of the pattern; those that it has already stay the writer's.

    Only pages get them (`http`, `https`): mail addresses, telephone numbers and addresses that are one merge tag don't.
    """
    if not pattern.on:
        return href
    try:
        parts = urlsplit(href)
    except ValueError:
        return href
    if parts.scheme not in {"http", "https"}:
        return href
    taken = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    asked = {
        "utm_source": pattern.source,
        "utm_medium": pattern.medium,
        "utm_campaign": pattern.campaign,
        "utm_content": pattern.content,
    }
    added = [
        f"{name}={quote(value, safe='-_.~')}"
        for name, template in asked.items()
        if name not in taken and (value := _filled(template, place))
    ]
    query = "&".join(filter(None, (parts.query, *added)))
    return urlunsplit(parts._replace(query=query))


def _filled(template: str, place: LinkPlace) -> str:
    """The pattern with its places filled; separators around an empty place go."""
    values = msgspec.structs.asdict(place)
    filled = re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), template)
    return re.sub(r"([-_.])\1+", r"\1", filled).strip("-_. ")
