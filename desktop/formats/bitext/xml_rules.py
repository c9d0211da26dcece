"""What may stand where in an XML file, told in a short notation, and a file held to it.

A shape is two strings. The first names the attributes: `id!=token name` means an `id` that must be there and is a name
token, and a `name` of any value. The second says what may stand in the element, as a regular expression over names
with blanks between them: `skeleton? other* (unit|group)+`; `#` in front of it lets words stand there, and `...` lets
anything. `other` is any element of another namespace. Attributes of other namespaces are let by `+` among the
attributes; those that are told of still have to fit. `*` lets any attribute.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple, NoReturn

import regex

from desktop.core.words import tr
from desktop.formats.bitext.xml_scan import Node, refuse

Notation = Mapping[str, tuple[str, str]]
"""The shapes of elements by their names, with the prefix of their namespace where it is not the main one."""

XML = "http://www.w3.org/XML/1998/namespace"
_NAME_START = (
    "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u2c00-\ud7ff\U00010000-\U000effff"
)
_NAME = f"[{_NAME_START}:.\\-0-9\u00b7\u0300-\u036f\u203f-\u2040]+"
_WHOLE = r"\s*[+-]?\d+\s*"
_NAMES = re.compile("[a-zA-Z:-]+")
VALUES: Mapping[str, str] = {
    "any": r"[\s\S]*",
    "token": rf"\s*{_NAME}\s*",
    "tokens": rf"\s*{_NAME}(?:\s+{_NAME})*\s*",
    "ncname": rf"\s*[{_NAME_START}]{_NAME.replace(':', '')[:-1]}*\s*",
    "language": r"\s*[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*\s*",
    "language?": r"(?:\s*[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*\s*)?",
    "positive": r"\s*\+?0*[1-9]\d*\s*",
    "integer": _WHOLE,
    "number": r"\s*[+-]?\d+(?:\.\d+)?\s*",
    "percent": r"\s*\+?0*(?:100(?:\.0*)?|\d{1,2}(?:\.\d*)?|\.\d+)\s*",
    "fraction": r"\s*\+?(?:0*1(?:\.0*)?|0*\.\d+|0+(?:\.\d*)?)(?:[eE](?:-\d+|\+?0+))?\s*",
    "yesno": "yes|no",
    "space": "default|preserve",
}
"""What values of attributes look like; a language adds those of its own."""
_XML_ATTRIBUTES = {"xml:lang": "language?", "xml:space": "space", "xml:id": "ncname", "xml:base": "any"}


class _Shape(NamedTuple):
    attributes: Mapping[str, re.Pattern[str]]
    required: tuple[str, ...]
    content: regex.Pattern[str] | None
    words: bool
    others: bool
    more: bool
    names: tuple[str, ...]


class Rules:
    """The shapes of a language's elements."""

    def __init__(
        self,
        prefixes: Mapping[str, str],
        shapes: Notation,
        values: Mapping[str, str],
        elsewhere: Mapping[str, str] | None = None,
        open_prefixes: Iterable[str] = (),
    ) -> None:
        """`prefixes` by namespaces, of which the main one has none; `values` are kinds of values, by name.

        `elsewhere` tells attributes of known namespaces, as `fs:fs`, by the kinds of their values. Elements of a
        known namespace that no shape tells are refused, but for those of `open_prefixes`.
        """
        kinds = {name: re.compile(pattern) for name, pattern in {**VALUES, **values}.items()}
        self._prefixes = {**prefixes, XML: "xml"}
        self._shapes = {name: _shape(name, notation, kinds) for name, notation in shapes.items()}
        self._elsewhere = {name: kinds[kind] for name, kind in {**_XML_ATTRIBUTES, **(elsewhere or {})}.items()}
        self._open = {"other", "xml", *open_prefixes}
        self.short = cache(self._short)

    def _short(self, name: str) -> str:
        """A name as the notation has it: `unit`, `mtc:match`, or `other:thing`."""
        space, _, local = name.rpartition(" ")
        prefix = self._prefixes.get(space, "other" if space else "")
        return f"{prefix}:{local}" if prefix else local

    def check(self, root: Node) -> None:
        """Raises `UserError` with the line for the first element that breaks a rule."""
        for node in root.walk():
            short = self.short(node.name)
            shape = self._shapes.get(short)
            if shape is not None:
                if node.attributes or shape.required:
                    self._attributes(node, short, shape)
                self._content(node, short, shape)
            elif (short.partition(":")[0] not in self._open) if ":" in short else node.parent is None:
                refuse(node.line, tr("<{element}> is not known.", element=short))

    def _attributes(self, node: Node, short: str, shape: _Shape) -> None:
        found = node.attributes
        if " " in "".join(found):
            found = {self.short(name) if " " in name else name: value for name, value in found.items()}
        for name in shape.required:
            if name not in found:
                refuse(node.line, tr("<{element}> has no {name}.", element=short, name=name))
        for name, value in found.items():
            kind = shape.attributes.get(name)
            if kind is None and ":" in name and shape.others:
                kind = self._elsewhere.get(name)
                if kind is None:
                    continue
            if kind is None and shape.more:
                continue
            if kind is None:
                refuse(node.line, tr("<{element}> may have no {name}.", element=short, name=name))
            if not kind.fullmatch(value):
                refuse(node.line, tr("“{value}” is no value of {name}.", value=value, name=name))

    def _content(self, node: Node, short: str, shape: _Shape) -> None:
        if shape.content is None:
            return
        names = []
        for child in node.children:
            if not isinstance(child, str):
                names.append(f"{self.short(child.name)} ")
            elif not shape.words and child.strip():
                refuse(node.line, tr("<{element}> may hold no words.", element=short))
        if shape.content.fullmatch("".join(names)) is None:
            self._refuse_content(node, short, names, shape, shape.content)

    @staticmethod
    def _refuse_content(
        node: Node, short: str, names: list[str], shape: _Shape, content: regex.Pattern[str]
    ) -> NoReturn:
        """Say which element is the first that may not stand there, or that one is missing at the end."""
        fits, fails = 0, len(names) + 1
        while fails - fits > 1:
            middle = (fits + fails) // 2
            good = content.fullmatch("".join(names[:middle]), partial=True) is not None
            fits, fails = (middle, fails) if good else (fits, middle)
        if fits == len(names):
            missing = next((name for name in shape.names if content.fullmatch("".join([*names, f"{name} "]))), "")
            if missing:
                refuse(node.line, tr("<{element}> has no <{child}>.", element=short, child=missing))
            refuse(node.line, tr("<{element}> lacks elements that must be in it.", element=short))
        for missing in (name for name in shape.names if f"{name} " not in names):
            if content.fullmatch("".join([*names[:fits], f"{missing} ", names[fits]]), partial=True):
                refuse(node.line, tr("<{element}> has no <{child}>.", element=short, child=missing))
        wrong = node.elements[fits]
        child = names[fits].strip().removeprefix("other:")
        refuse(wrong.line, tr("<{child}> may not stand there in <{element}>.", child=child, element=short))


def _shape(name: str, notation: tuple[str, str], kinds: Mapping[str, re.Pattern[str]]) -> _Shape:
    attributes: dict[str, re.Pattern[str]] = {}
    required = []
    for part in notation[0].split():
        if part in ("+", "*"):
            continue
        named, _, kind = part.partition("=")
        attribute = named.removesuffix("!")
        attributes[attribute] = kinds[kind or "any"]
        if named.endswith("!"):
            required.append(attribute)
    more = "*" in notation[0].split()
    others = more or "+" in notation[0].split()
    told = notation[1].strip()
    content = None if told == "..." else _content_pattern(told.removeprefix("#"), name.rpartition(":")[0])
    return _Shape(attributes, tuple(required), content, told.startswith("#"), others, more, tuple(_NAMES.findall(told)))


def _content_pattern(told: str, prefix: str) -> regex.Pattern[str]:
    """The notation of a content as an expression over names that each end in a blank."""
    other = f"(?:(?!{prefix}:)[^_:]+:[^_]+_)" if prefix else "(?:[^_:]+:[^_]+_)"

    def named(found: re.Match[str]) -> str:
        return other if found[0] == "other" else f"(?:{re.escape(found[0])}_)"

    return regex.compile(_NAMES.sub(named, told).replace(" ", "").replace("_", " "))
