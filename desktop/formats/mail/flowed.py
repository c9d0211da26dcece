"""Plain text as `format=flowed` (RFC 3676): short lines for old programs, whole paragraphs for all others."""

from __future__ import annotations

import re

from desktop.formats.mail.shield import RAW_TAG

WIDTH = 76
"""Characters of a line, with the space at its end that says it goes on; 78 is what the RFC allows."""

_WORD = re.compile(r" *[^ ]+")
_KEPT = "\ufdd0"  # a space in a merge tag; no text has this character
_STUFFED = re.compile(r"(?= |>|From )")


def flowed(text: str) -> str:
    """The text with soft line breaks in paragraphs; merge tags and addresses stay whole, if need be on long lines."""
    return "\n".join(line for paragraph in text.split("\n") for line in _flow(paragraph))


def unflowed(text: str) -> str:
    """What a program makes of it that knows the format: quotes aside, paragraphs on one line each."""
    done: list[str] = []
    going_on = False
    for raw in text.split("\n"):
        line = raw.removeprefix(" ")
        if going_on:
            done[-1] += line
        else:
            done.append(line)
        going_on = line.endswith(" ") and line != "-- "
    return "\n".join(done)


def _flow(paragraph: str) -> list[str]:
    if paragraph == "-- ":
        return [paragraph]
    whole = RAW_TAG.sub(lambda tag: tag[0].replace(" ", _KEPT), paragraph.rstrip(" "))
    lines: list[str] = []
    line = ""
    for word in _WORD.findall(whole):
        if line and len(line) + len(word) >= WIDTH:
            lines.append(f"{line} ")
            line = word[1:]
        else:
            line += word
    lines.append(line)
    return [_stuffed(each.replace(_KEPT, " ")) for each in lines]


def _stuffed(line: str) -> str:
    return f" {line}" if _STUFFED.match(line) else line
