"""XLIFF of every version: opened, and written with its targets and states changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import Change, Segment, SegmentState
from desktop.core.words import tr
from desktop.formats.bitext.bitext import Languages, no_such, told_where
from desktop.formats.bitext.splices import Splice, attributes, spliced
from desktop.formats.bitext.tagged_xml import as_xml
from desktop.formats.bitext.xml_scan import Document, Node

Marks = Mapping[Node, dict[str, str]]
"""Attributes to set, by node."""


class Place(NamedTuple):
    """Where a segment stands in the file.

    `target` is its element, `None` when there is none; then a new one of name `tag` with the attributes `fixed` is
    written at `after` behind `indent`, inside an element `wrapper` where that is named: new ones of one place share it.
    `marks` says which attributes a state becomes, on nodes that are there and on the target itself. `check` raises
    `UserError` for a change that the file's codes do not let. With `has_target` a state that says that there is a
    translation needs the element, be it an empty one.
    """

    segment: Segment
    target: Node | None
    after: int
    indent: bytes
    tag: str
    marks: Callable[[SegmentState], tuple[Marks, dict[str, str]]]
    fixed: str = ""
    wrapper: str = ""
    check: Callable[[Change], None] | None = None
    has_target: bool = False


class Xliff:
    """An opened XLIFF file."""

    def __init__(
        self, document: Document, name: str, languages: Languages, places: Sequence[Place], language_nodes: Marks
    ) -> None:
        self._document = document
        self._places = {place.segment.id: place for place in places}
        self._language_nodes = language_nodes
        self.format = name
        self.languages = languages
        self.segments = tuple(place.segment for place in places)

    def written(self, changes: Mapping[str, Change], target_language: str = "") -> bytes:
        """The bytes of the file with these changes; see `Bitext`."""
        no_such(changes, self._places)
        marks: dict[Node, dict[str, str]] = {}
        splices: list[Splice] = []
        made: dict[tuple[int, bytes, str], bytes] = {}
        for place in (each for name, each in self._places.items() if name in changes):
            change = changes[place.segment.id]
            segment = place.segment
            if (change.target, change.state) == (segment.target, segment.state):
                continue
            if segment.locked:
                raise told_where(segment, UserError(ErrorKind.INPUT, tr("It is locked and is not changed.")))
            try:
                splices += self._splices(place, change, marks, made)
            except UserError as error:
                raise told_where(segment, error) from error
        for (after, indent, wrapper), text in made.items():
            whole = f"<{wrapper}>".encode() + text + f"</{wrapper}>".encode() if wrapper else text
            splices.append(Splice(after, after, indent + whole))
        if splices or marks:
            self._name_language(marks, target_language)
        splices += [attributes(self._document.data, node, values) for node, values in marks.items()]
        return self._document.encode(spliced(self._document.data, splices))

    def _splices(
        self, place: Place, change: Change, marks: dict[Node, dict[str, str]], made: dict[tuple[int, bytes, str], bytes]
    ) -> list[Splice]:
        if place.check is not None:
            place.check(change)
        existing, new = place.marks(change.state) if change.state is not place.segment.state else ({}, {})
        for node, values in existing.items():
            marks.setdefault(node, {}).update(values)
        if change.target == place.segment.target and not _needs_target(place, change.state):
            if place.target is not None:
                _mark_target(place.target, new, marks)
            return []
        text = as_xml(change.target, place.segment.tags)
        if place.target is None:
            written = "".join(f' {name}="{value}"' for name, value in new.items() if value)
            opening, closing = f"<{place.tag}{place.fixed}{written}>".encode(), f"</{place.tag}>".encode()
            key = (place.after, place.indent, place.wrapper)
            made[key] = made.get(key, b"") + opening + text + closing
            return []
        node = place.target
        begun = change.state is not SegmentState.UNTRANSLATED or "order" in node.attributes
        if not text and not begun and place.check is not None:  # an empty one would lack codes that have to stay
            return [Splice(node.start, node.end, b"")]
        _mark_target(node, new, marks)
        if node.inner != node.end:
            return [Splice(node.inner, node.close, text)]
        # `<target/>` becomes an open element: its start tag is written here, with what would have been set in it
        head = attributes(self._document.data, node, marks.pop(node, {})).new
        tag = head[1:].split(None, 1)[0].rstrip(b"/>")
        return [Splice(node.start, node.end, head[: head.rindex(b"/")].rstrip() + b">" + text + b"</" + tag + b">")]

    def _name_language(self, marks: dict[Node, dict[str, str]], language: str) -> None:
        """Say the language of the targets where the file has a place for it and leaves it empty."""
        if language and not self.languages.target:
            for node, values in self._language_nodes.items():
                marks.setdefault(node, {}).update(dict.fromkeys(values, language))


def _needs_target(place: Place, state: SegmentState) -> bool:
    none = place.target is None and place.has_target
    return none and state not in (SegmentState.UNTRANSLATED, SegmentState.DRAFT)


def _mark_target(target: Node, values: dict[str, str], marks: dict[Node, dict[str, str]]) -> None:
    if values:
        marks.setdefault(target, {}).update(values)


def indent_before(data: bytes, node: Node) -> bytes:
    """The line break and the blanks in front of an element, to begin its new neighbour with."""
    start = node.start
    while start > 0 and data[start - 1 : start] in (b" ", b"\t"):
        start -= 1
    if data[start - 1 : start] == b"\n":
        start -= 1 + (data[start - 2 : start - 1] == b"\r")
        return data[start : node.start]
    return b""
