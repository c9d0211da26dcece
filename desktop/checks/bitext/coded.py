"""What in a text is no language: placeholders of programs and mail senders, markup, messages in ICU's format.

Each such thing has a key by which it is compared with the other text: `%2$.3f` and `%f` are the same value, the words
for a missing name in a merge tag (`default: "customer"`) may be translated, the forms of a plural may be others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

_PRINTF = re.compile(
    r"%(?P<at>\d+\$)?[-+#0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|ll|[hlLqjzt])?(?P<kind>[diouxXeEfFgGcpn@]|s)(?![A-Za-z])"
    r"|(?<!\d)(?<!\d[ \u00a0])%(?P<loose>[sd])(?=[A-Za-z])"
)
_PLACEHOLDER = re.compile(
    r"\{\{\{.*?\}\}\}|\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\[%.*?%\]|\*\|[^|\n]+\|\*|%%[\w ]+%%"
    r"|%(?:\(\w+\)[#0 +-]?\d*(?:\.\d+)?[sdifgexX]|\{\w+\})|[$#@!]\{[\w.]+\}|(?<![\d%])%[A-Za-z]\w+%(?!\w)"
    r"|\{\s*[A-Za-z_$][\w.$-]*(?:\s*,\s*(?:number|date|time)[^{}]*|:[^{}\s]+)?\s*\}|\{\d+(?:[,:][^{}]*)?\}|\{\}"
    r"|(?<![\w:}/.]):[a-z][a-z_]*[a-z](?![\w:])(?=[\s,.!?)\"”’]|$)|&(?:lt|gt);|(?<!\w)__\w+__(?!\w)|\[\[\w+\]\]"
    r"|\[[A-Z]+_[A-Z_]+\]|(?<!\w)@\w+@(?!\w)|(?<!\w)##\w+##|\$t\([\w.]+\)",
    re.DOTALL,
)
_SIGN = re.compile(r"[{%&$@_#*\[:<]")
_ENTITY = re.compile(r"&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);")
_ESCAPE = re.compile(r"\\[nrt\"']")
_ICU = re.compile(r"\{\s*(?P<name>\w+)\s*,\s*(?P<kind>plural|selectordinal|select)\s*,(?:\s*offset:\s*\d+)?")
_ICU_KEY = re.compile(r"(?<![\w#])(?P<key>=\d+|[A-Za-z]\w*)\s*\{")
_MARKUP = re.compile(r"<(?P<close>/)?(?P<name>[A-Za-z][\w:-]*|\d+)(?:\s[^<>]*)?(?P<alone>/)?>")
_BBCODE = re.compile(r"\[(?P<close>/)?(?P<name>b|i|u|s|url|img|quote|code|color|size|list)(?:=[^\]]*)?\]")
_NAMES = (
    "a abbr b big blockquote br button code del div em font h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol "
    "p pre s small span strike strong sub sup table tbody td th thead tr tt u ul var"
)
_ELEMENTS = frozenset(_NAMES.split())
_ALONE = frozenset({"br", "hr", "img", "input", "wbr"})
_FALLBACK = re.compile(r"((?:default|or)\s*[:=(]?\s*|,\s*)(\"[^\"]*\"|'[^']*'|“[^”]*”|&quot;.*?&quot;)")


class Code(msgspec.Struct, frozen=True):
    """Something in a text that is no language: a placeholder, an address, a tag; equal keys are the same thing."""

    start: int
    end: int
    text: str
    key: str = ""


class Mark(msgspec.Struct, frozen=True):
    """A piece of markup that stands in the text as it is: `<b>`, `</b>`, `<br>`, `[url=…]`."""

    start: int
    end: int
    text: str
    name: str
    opens: bool
    closes: bool


def placeholders_in(text: str) -> Iterator[Code]:
    """Placeholders and merge tags, in no order; they may meet one another, then the first one counts."""
    if not _SIGN.search(text):
        return
    if "{" in text:
        yield from _messages(text)
    for found in _PLACEHOLDER.finditer(text):
        yield Code(found.start(), found.end(), found[0], _key(found[0]))
    if "%" in text:
        for found in _PRINTF.finditer(text):
            kind = found["kind"] or found["loose"]
            yield Code(found.start(), found.end(), found[0], f"%{found['at'] or ''}{'d' if kind == 'i' else kind}")


def hidden_in(text: str) -> Iterator[tuple[int, int]]:
    """Spans that are neither language nor compared: entities of single characters, escaped line breaks."""
    if "&" in text:
        yield from (found.span() for found in _ENTITY.finditer(text))
    if "\\" in text:
        yield from (found.span() for found in _ESCAPE.finditer(text))


def escapes_in(text: str) -> list[str]:
    """The line breaks and tabs that are written as `\\n`."""
    return _ESCAPE.findall(text) if "\\" in text else []


def marks_in(text: str) -> tuple[Mark, ...]:
    """Markup in a text: known elements of HTML, and others that are opened and closed, as `<0>…</0>`."""
    if "<" not in text and "[" not in text:
        return ()
    found = [*_MARKUP.finditer(text), *_BBCODE.finditer(text)]
    closed = {each["name"].lower() for each in found if each["close"]}
    opened = {each["name"].lower() for each in found if not each["close"]}
    marks = []
    for each in found:
        name = each["name"].lower()
        if each[0][0] == "[" or name in _ELEMENTS or name in closed & opened:
            alone = name in _ALONE or bool(each.groupdict().get("alone"))
            close = bool(each["close"])
            marks.append(Mark(each.start(), each.end(), each[0], name, not close and not alone, close))
    return tuple(sorted(marks, key=lambda mark: mark.start))


def is_broken(text: str) -> bool:
    """Whether a message in ICU's format has a brace without its other half."""
    return bool(_ICU.search(text)) and text.count("{") != text.count("}")


def _key(text: str) -> str:
    if text.startswith(("{{", "{%", "*|", "<%")):
        return re.sub(r"\s+", "", _FALLBACK.sub(r"\1", text))
    return re.sub(r"\s+", "", text)


def _messages(text: str) -> Iterator[Code]:
    """The frame of plurals and choices, whose words are language: `{n, plural, one {…} other {…}}`."""
    heads = list(_ICU.finditer(text))
    if not heads:
        return
    first = heads[0].start()
    for found in heads:
        yield Code(found.start(), found.end(), found[0], f"{{{found['name']},{found['kind']}}}")
    chosen = heads[0]["kind"] == "select" and len(heads) == 1
    for found in _ICU_KEY.finditer(text, first):
        # the forms of a plural are those of the language, the cases of a choice are the program's
        key = f"{{{found['key']}}}" if chosen else "{other}" if found["key"] == "other" else ""
        yield Code(found.start(), found.end(), found[0], key)
    for found in re.finditer(r"\}", text[first:]):
        yield Code(first + found.start(), first + found.end(), "}", "")
