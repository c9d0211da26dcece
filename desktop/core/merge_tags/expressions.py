"""The inside of a merge tag: a name, filters after it, and the fallback that one of them gives."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from desktop.core.mail import Platform
from desktop.core.merge_tags.names import CASE_NAMES

_SPACES = re.compile(r"\s+")
_FILTER = re.compile(r"\s*(?P<name>[A-Za-z_]\w*)\s*(?::\s*(?P<colon>.*)|\((?P<call>.*)\))?\s*$", re.DOTALL)
_TOKEN = re.compile(r"personalization_token\(\s*(?P<name>\"[^\"]*\"|'[^']*')\s*(?:,\s*(?P<rest>.*))?\)\s*$", re.DOTALL)
_LOOKUP = "lookup"
_DEFAULT = "default"
_QUOTES = "\"'"


class Expression(NamedTuple):
    """What stands in a tag: the name as its sender's table has it, the neutral case, and the fallback."""

    name: str
    case: str
    fallback: str | None


def plain(inside: str) -> str:
    """The inside of a tag as it was typed, whatever HTML made of its quotes, with single spaces outside them."""
    if "&" in inside:
        inside = html.unescape(inside)
    return "".join(
        part if quoted else _SPACES.sub(" ", part) for part, quoted in _by_quotes(inside.strip().strip("-").strip())
    )


def read_star(inside: str) -> Expression:
    """The inside of `*|…|*`: `TITLE:FNAME`."""
    name = plain(inside)
    head, colon, rest = name.partition(":")
    if colon and rest and head.upper() in {"TITLE", "UPPER", "LOWER"}:
        return Expression(rest.upper(), CASE_NAMES[head.lower()], None)
    return Expression(name.upper() if re.fullmatch(r"[\w:]+", name) else name, "", None)


def read_braces(inside: str) -> Expression:
    """The inside of `{{ … }}`: `person.first_name|default:'Hej'`, `personalization_token('contact.firstname','x')`."""
    text = plain(inside)
    token = _TOKEN.match(text)
    if token:
        arguments = _split(token["rest"] or "", ",")
        given = bool(arguments) and bool(arguments[0].strip())
        name = "|".join((token["name"][1:-1].strip(), *_unlike("personalization_token", arguments[1:])))
        return Expression(name, "", _literal(arguments[0]) if given else None)
    name, *filters = (part.strip() for part in _split(text, "|"))
    case = ""
    fallback: str | None = None
    rest: list[str] = []
    for each in filters:
        found = _FILTER.match(each)
        argument = (found["colon"] if found["colon"] is not None else found["call"]) if found else None
        word = found["name"] if found else ""
        if word == _LOOKUP and argument and not rest:
            name = f"{name}|{_LOOKUP}:{_literal(argument)}"
        elif word == _DEFAULT and fallback is None:
            first, *further = _split(argument or "", ",")
            fallback = _literal(first)
            rest += _unlike(word, further)
        elif word in CASE_NAMES and argument is None and not case:
            case = CASE_NAMES[word]
        else:
            rest.append(_SPACES.sub("", each) if not set(_QUOTES) & set(each) else each)
    return Expression("|".join((name, *rest)), case, fallback)


def read_percent(inside: str) -> Expression:
    """The inside of `{% … %}` that names a value: `unsubscribe 'Stop'`, `coupon_code 'AUTUMN'`."""
    return Expression(f"% {plain(inside)}", "", None)


def quoted(text: str, platform: Platform) -> str:
    """A fallback as a sender takes it; templates know no escapes, so of two sorts of quotes one gives way."""
    preferred = "'" if platform in {Platform.KLAVIYO, Platform.HUBSPOT} else '"'
    other = '"' if preferred == "'" else "'"
    if preferred not in text:
        return f"{preferred}{text}{preferred}"
    if other not in text:
        return f"{other}{text}{other}"
    return '"' + text.replace('"', "”") + '"'


def _unlike(word: str, further: list[str]) -> list[str]:
    """The arguments behind a fallback as part of the name; `true`, which HubSpot asks for, says nothing."""
    plain_ones = [each.strip() for each in further]
    return [f"{word}(, {', '.join(plain_ones)})"] if plain_ones and plain_ones != ["true"] else []


def _literal(argument: str) -> str:
    argument = argument.strip()
    if len(argument) > 1 and argument[0] in _QUOTES and argument[-1] == argument[0]:
        return argument[1:-1]
    return argument


def _split(text: str, sign: str) -> list[str]:
    """The parts of a text between signs that stand outside quotes."""
    parts = [""]
    for part, quoted_part in _by_quotes(text):
        if quoted_part:
            parts[-1] += part
        else:
            first, *others = part.split(sign)
            parts[-1] += first
            parts.extend(others)
    return parts


def _by_quotes(text: str) -> list[tuple[str, bool]]:
    """The parts of a text, each with whether it stands in quotes (and then with them)."""
    parts: list[tuple[str, bool]] = []
    at = 0
    for found in re.finditer(r"\"[^\"]*\"|'[^']*'", text):
        parts += [(text[at : found.start()], False), (found[0], True)]
        at = found.end()
    return [*parts, (text[at:], False)]
