"""XLIFF 1.0 to 1.2, and its dialects: SDLXLIFF of Trados and MQXLIFF of memoQ, whose states are their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape

from desktop.core.segment import Segment, SegmentState, TaggedText
from desktop.core.words import tr
from desktop.formats.bitext.bitext import Languages, UniqueIds
from desktop.formats.bitext.tagged_xml import Tags, pieces_of, tagged_of
from desktop.formats.bitext.xliff import Marks, Place, Xliff, indent_before
from desktop.formats.bitext.xliff1_rules import check_xliff1
from desktop.formats.bitext.xml_scan import Document, Node, refuse

SDL = "http://sdl.com/FileTypes/SdlXliff/1.0"
MEMOQ = "MQXliff"
_VERSIONS = ("1.0", "1.1", "1.2")
_HOLD_TEXT = frozenset({"g", "mrk"})

_READ = {
    "new": SegmentState.UNTRANSLATED, "needs-translation": SegmentState.UNTRANSLATED,
    "needs-adaptation": SegmentState.DRAFT, "needs-l10n": SegmentState.DRAFT,
    "needs-review-translation": SegmentState.DRAFT, "needs-review-adaptation": SegmentState.DRAFT,
    "needs-review-l10n": SegmentState.DRAFT, "translated": SegmentState.TRANSLATED,
    "signed-off": SegmentState.REVIEWED, "final": SegmentState.APPROVED,
}  # fmt: skip
WRITTEN = {
    SegmentState.UNTRANSLATED: ("needs-translation", ""), SegmentState.DRAFT: ("needs-review-translation", ""),
    SegmentState.TRANSLATED: ("translated", ""), SegmentState.REVIEWED: ("signed-off", ""),
    SegmentState.APPROVED: ("final", ""), SegmentState.REJECTED: ("needs-review-translation", "rejected-inaccurate"),
}  # fmt: skip
_SDL_READ = {
    "Draft": SegmentState.DRAFT, "Translated": SegmentState.TRANSLATED, "ApprovedTranslation": SegmentState.REVIEWED,
    "ApprovedSignOff": SegmentState.APPROVED, "RejectedTranslation": SegmentState.REJECTED,
    "RejectedSignOff": SegmentState.REJECTED,
}  # fmt: skip
_SDL_WRITTEN = {
    SegmentState.UNTRANSLATED: "Unspecified", SegmentState.DRAFT: "Draft", SegmentState.TRANSLATED: "Translated",
    SegmentState.REVIEWED: "ApprovedTranslation", SegmentState.APPROVED: "ApprovedSignOff",
    SegmentState.REJECTED: "RejectedTranslation",
}  # fmt: skip
_MEMOQ_READ = {
    "NotStarted": SegmentState.UNTRANSLATED, "PartiallyEdited": SegmentState.DRAFT, "Pretranslated": SegmentState.DRAFT,
    "MachineTranslated": SegmentState.DRAFT, "AssembledFromFragments": SegmentState.DRAFT,
    "ManuallyConfirmed": SegmentState.TRANSLATED, "ReviewerConfirmed": SegmentState.REVIEWED,
    "Proofread": SegmentState.APPROVED, "Rejected": SegmentState.REJECTED,
}  # fmt: skip
_MEMOQ_WRITTEN = {
    SegmentState.UNTRANSLATED: "NotStarted", SegmentState.DRAFT: "PartiallyEdited",
    SegmentState.TRANSLATED: "ManuallyConfirmed", SegmentState.REVIEWED: "ReviewerConfirmed",
    SegmentState.APPROVED: "Proofread", SegmentState.REJECTED: "Rejected",
}  # fmt: skip


def open_xliff1(document: Document) -> Xliff:
    """Open a file of version 1. Raises `UserError` with the line for one that breaks the rules."""
    root = document.root
    version = root.attributes.get("version", "")
    if version and version not in _VERSIONS:
        refuse(root.line, tr("XLIFF {version} is not known.", version=version))
    check_xliff1(root)
    files = [node for node in root.elements if node.local == "file"]
    ids, places = UniqueIds(), list[Place]()
    for file in files:
        _Reader(document, file, ids, prefix=_prefix_of(file, files)).read(places)
    first = files[0].attributes
    languages = Languages(first.get("source-language", ""), first.get("target-language", ""))
    unnamed: Marks = {file: {"target-language": ""} for file in files if not file.attributes.get("target-language")}
    return Xliff(document, _format_of(document.data[:5000], version), languages, places, unnamed)


def _format_of(head: bytes, version: str) -> str:
    """What the file is called by; a dialect declares a namespace of its own at the beginning."""
    if SDL.encode() in head:
        return "SDLXLIFF"
    return "MQXLIFF" if f'"{MEMOQ}"'.encode() in head else f"XLIFF {version or '1.2'}"


def _prefix_of(file: Node, files: list[Node]) -> str:
    """What tells the units of several files of one document apart."""
    return "" if len(files) == 1 else f"{files.index(file) + 1}/"


class _Pair(NamedTuple):
    """A segment as it stands in a unit; `whole` is the target that several segments share, `mid` their mark."""

    unit: Node
    name: str
    source: Node
    target: Node | None
    state: SegmentState
    after: int
    indent: bytes
    definition: Node | None = None
    mid: str = ""
    whole: Node | None = None


class _Reader:
    """Reads the units of one `<file>`."""

    def __init__(self, document: Document, file: Node, ids: UniqueIds, prefix: str) -> None:
        self._data = document.data
        self._file = file
        self._ids = ids
        self._prefix = prefix

    def read(self, places: list[Place]) -> None:
        """Append the places of all segments."""
        body = self._file.first("body")
        for unit in self._units(body) if body is not None else ():
            places.extend(self._segments(unit))

    def _units(self, node: Node) -> Iterator[Node]:
        for child in node.elements:
            if child.local == "trans-unit":
                yield child
            elif child.local == "group":
                yield from self._units(child)

    def _segments(self, unit: Node) -> Iterator[Place]:
        source, target = unit.first("source"), unit.first("target")
        if source is None:  # the rules were held to before
            return
        parts = _parts(unit.first("seg-source"))
        if parts:
            for pair in self._marked(unit, source, target, parts):
                yield self._place(pair)
            return
        name, indent = unit.attributes.get("id", ""), indent_before(self._data, source)
        yield self._place(_Pair(unit, name, source, target, _state(unit, target, target), source.end, indent))

    def _marked(self, unit: Node, source: Node, target: Node | None, parts: list[Node]) -> Iterator[_Pair]:
        """A unit with `<mrk mtype="seg">` in its `<seg-source>`; its targets are marks of the same number."""
        there = {node.attributes.get("mid", ""): node for node in _parts(target)}
        defined = {node.attributes.get("id", ""): node for node in unit.walk() if node.name == f"{SDL} seg"}
        behind = unit.first("seg-source") or source
        after, indent = (target.close, b"") if target is not None else (behind.end, indent_before(self._data, source))
        for part in parts:
            mid = part.attributes.get("mid", "")
            own, definition = there.get(mid), defined.get(mid)
            name = f"{unit.attributes.get('id', '')}:{mid}" if len(parts) > 1 else unit.attributes.get("id", "")
            state = _state(unit, target, own) if definition is None else _sdl_state(definition, own)
            yield _Pair(unit, name, part, own, state, after, indent, definition, mid, target)

    def _place(self, pair: _Pair) -> Place:
        unit, target, mid = pair.unit, pair.target, pair.mid
        tags = Tags()
        text = tagged_of(pieces_of(pair.source, self._data, _holds_text), tags)
        goal = tagged_of(pieces_of(target, self._data, _holds_text), tags) if target is not None else TaggedText()
        notes = tuple(node.text.strip() for node in unit.elements if node.local == "note" and node.text.strip())
        most = unit.attributes.get("maxwidth", "") if unit.attributes.get("size-unit", "char") == "char" else ""
        locked = unit.attributes.get("translate") == "no" or (
            pair.definition is not None and pair.definition.attributes.get("locked") == "true"
        )
        segment = Segment(
            self._ids.of(pair.name, self._prefix), unit.attributes.get("id", ""), text, goal,
            SegmentState.UNTRANSLATED if goal.is_empty and pair.state is SegmentState.DRAFT else pair.state,
            tuple(tags.all), notes, unit.attributes.get("resname", ""), locked, int(most) if most.isdigit() else 0,
            pair.source.line,
        )  # fmt: skip
        return Place(
            segment, target, pair.after, pair.indent, "mrk" if mid else "target",
            lambda state: self._marks(state, pair),
            f' mtype="seg" mid="{escape(mid, {chr(34): "&quot;"})}"' if mid else "",
            "target" if mid and pair.whole is None else "",
        )  # fmt: skip

    def _marks(self, state: SegmentState, pair: _Pair) -> tuple[Marks, dict[str, str]]:
        """The attributes for a state, on nodes that are there and on the target itself."""
        unit, definition = pair.unit, pair.definition
        if definition is not None:
            return {definition: {"conf": _SDL_WRITTEN[state]}}, {}
        if f"{MEMOQ} status" in unit.attributes:
            return {unit: {_written_name(self._data, unit, "status"): _MEMOQ_WRITTEN[state]}}, {}
        value, qualifier = WRITTEN[state]
        marks: dict[Node, dict[str, str]] = {}
        if "approved" in unit.attributes or state is SegmentState.APPROVED:
            marks[unit] = {"approved": "yes" if state is SegmentState.APPROVED else "no"}
        values = {"state": value, "state-qualifier": qualifier}
        if pair.mid:  # one target holds several segments
            return (marks if pair.whole is None else {**marks, pair.whole: values}), {}
        return marks, values


def _parts(node: Node | None) -> list[Node]:
    """The segments of a text that was segmented."""
    if node is None:
        return []
    return [each for each in node.walk() if each.local == "mrk" and each.attributes.get("mtype") == "seg"]


def _written_name(data: bytes, node: Node, local: str) -> str:
    """An attribute's name with the prefix that the file gives its namespace."""
    head = data[node.start : node.inner].decode()
    return next(part for part in head.replace("=", " ").split() if part.rpartition(":")[2] == local and ":" in part)


def _holds_text(node: Node) -> bool:
    return node.local in _HOLD_TEXT


def _sdl_state(definition: Node, target: Node | None) -> SegmentState:
    there = target is not None and bool(target.text.strip() or target.elements)
    return _SDL_READ.get(
        definition.attributes.get("conf", ""), SegmentState.DRAFT if there else SegmentState.UNTRANSLATED
    )


def _state(unit: Node, whole: Node | None, own: Node | None) -> SegmentState:
    """The state of a segment, which its `whole` target says; where nothing says it, what is there of its own tells."""
    memoq = unit.attributes.get(f"{MEMOQ} status", "")
    if memoq:
        return _MEMOQ_READ.get(memoq, SegmentState.DRAFT)
    said = whole.attributes if whole is not None else {}
    there = own is not None and bool(own.text.strip() or own.elements)
    if said.get("state-qualifier", "").startswith("rejected"):
        return SegmentState.REJECTED
    if said.get("state", "") in _READ:
        found = _READ[said["state"]]
        return SegmentState.DRAFT if found is SegmentState.UNTRANSLATED and there else found
    if unit.attributes.get("approved") == "yes":
        return SegmentState.APPROVED
    return SegmentState.TRANSLATED if there else SegmentState.UNTRANSLATED
