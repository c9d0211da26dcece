"""Changes of a file as splices of its bytes: everything else stays as it was."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.sax.saxutils import escape

from desktop.formats.bitext.xml_scan import Node


class Splice(NamedTuple):
    """Bytes `new` in the place of those from `start` to `end`."""

    start: int
    end: int
    new: bytes


def spliced(data: bytes, splices: list[Splice]) -> bytes:
    """The bytes with every splice made; they may not overlap."""
    parts, place = [], 0
    for splice in sorted(splices):
        parts += [data[place : splice.start], splice.new]
        place = splice.end
    return b"".join([*parts, data[place:]])


def attribute(data: bytes, node: Node, name: str, value: str) -> Splice:
    """Set an attribute in the start tag of a node, `name` as it is written there; an empty value takes it away.

    One splice covers the start tag from its name on, so that a node takes one such splice only: see `attributes`.
    """
    return attributes(data, node, {name: value})


def attributes(data: bytes, node: Node, values: dict[str, str]) -> Splice:
    """Set several attributes of a node at once, as `attribute` does."""
    head = data[node.start : node.inner]
    for name, value in values.items():
        found = re.search(rb"""\s+%s\s*=\s*("[^"]*"|'[^']*')""" % re.escape(name.encode()), head)
        written = f' {name}="{escape(value, {chr(34): "&quot;"})}"'.encode() if value else b""
        if found is not None:
            head = head[: found.start()] + written + head[found.end() :]
        elif written:
            end = re.search(rb"\s*/?>$", head)
            place = end.start() if end is not None else len(head)
            head = head[:place] + written + head[place:]
    return Splice(node.start, node.inner, head)
