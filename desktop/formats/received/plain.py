"""A plain-text part, with the addresses that mail programs make links of."""

from __future__ import annotations

import re

from desktop.core.received import ReceivedLink
from desktop.formats.received.html import LONGEST_TEXT, MOST_LINKS, ReadHtml

_URL = re.compile(
    r"<(?P<target>(?:https?|ftp|javascript|data):[^\s<>]{1,2000}+)>"
    r"|(?P<bare>(?<![\w@/])(?:https?://|www\.)[^\s<>\"“”]{1,2000}+)",
    re.IGNORECASE,
)
_SHOWN = re.compile(r"(?:^|[\s(])(?P<shown>(?:https?://)?[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:/[^\s<>]{0,200})?)[ \t]*$")
_REACH = 300
"""Characters before an address in brackets that are looked at for the words it belongs to."""
_TRAILING = ".,;:!?'’”)*_]"
_MANY_BREAKS = re.compile(r"\n{3,}")


def read_plain(text: str) -> ReadHtml:
    """The text with its links; `text <address>`, as programs write a link into plain text, shows only its words."""
    cut = len(text) > LONGEST_TEXT
    clean = _MANY_BREAKS.sub("\n\n", text[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
    pieces: list[str] = []
    links: list[ReceivedLink] = []
    length = done = 0
    for each in _URL.finditer(clean):
        if len(links) >= MOST_LINKS:
            break
        before = clean[done : each.start()]
        if each["bare"] is not None:
            shown = each["bare"].rstrip(_TRAILING) or each["bare"]
            links.append(_link(shown, length + len(before), shown))
            pieces += (before, shown)
            length += len(before) + len(shown)
            done = each.start() + len(shown)
            continue
        done = each.end()
        target = each["target"]
        if links and not before.strip(" \t") and links[-1].end == length:
            links[-1] = ReceivedLink(target, links[-1].start, links[-1].end)
            continue
        words = _SHOWN.search(before[-_REACH:])
        if words is not None:
            seen = before.rstrip(" \t")
            pieces.append(seen)
            length += len(seen)
            links.append(ReceivedLink(target, length - len(words["shown"]), length))
        else:
            pieces += (before, target)
            length += len(before) + len(target)
            links.append(ReceivedLink(target, length - len(target), length))
    pieces.append(clean[done:])
    return ReadHtml("".join(pieces), links=tuple(links), cut=cut)


def _link(shown: str, start: int, target: str) -> ReceivedLink:
    return ReceivedLink(target if "://" in target else f"http://{target}", start, start + len(shown))
