"""XLIFF 2.0 to 2.2."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import Change, Segment, SegmentState, TaggedText, TagKind
from desktop.core.words import tr
from desktop.formats.bitext.bitext import Languages, UniqueIds
from desktop.formats.bitext.tagged_xml import Tags, pieces_of, tagged_of
from desktop.formats.bitext.xliff import Marks, Place, Xliff, indent_before
from desktop.formats.bitext.xliff2_rules import check_xliff2
from desktop.formats.bitext.xliff2_shapes import CORE
from desktop.formats.bitext.xml_scan import Document, Node, refuse

_VERSIONS = ("2.0", "2.1", "2.2")
_HOLD_TEXT = frozenset({"pc", "mrk"})
_READ = {
    "initial": SegmentState.UNTRANSLATED, "translated": SegmentState.TRANSLATED, "reviewed": SegmentState.REVIEWED,
    "final": SegmentState.APPROVED,
}  # fmt: skip
WRITTEN = {
    SegmentState.UNTRANSLATED: ("initial", ""), SegmentState.DRAFT: ("initial", "copydesk:draft"),
    SegmentState.TRANSLATED: ("translated", ""), SegmentState.REVIEWED: ("reviewed", ""),
    SegmentState.APPROVED: ("final", ""), SegmentState.REJECTED: ("translated", "copydesk:rejected"),
}  # fmt: skip
_KEPT = re.compile(r"""can(?:Delete|Reorder)\s*=\s*["']no["']""")
_DELETE = re.compile(r"""canDelete\s*=\s*["']no["']""")
_REORDER = re.compile(r"""canReorder\s*=\s*["']no["']""")
SLR = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
_SUB_STATES = {"copydesk:draft": SegmentState.DRAFT, "copydesk:rejected": SegmentState.REJECTED}


def open_xliff2(document: Document, target: str = "") -> Xliff:
    """Open a file of version 2; `target` is its language where it names none.

    Raises `UserError` with the line for one that breaks the rules.
    """
    root = document.root
    version = root.attributes.get("version", "")
    if version and version not in _VERSIONS:
        refuse(root.line, tr("XLIFF {version} is not known.", version=version))
    check_xliff2(root, target)
    languages = Languages(root.attributes["srcLang"], root.attributes.get("trgLang", ""))
    files = [node for node in root.elements if node.local == "file"]
    ids, places = UniqueIds(), list[Place]()
    for file in files:
        prefix = "" if len(files) == 1 else f"{file.attributes.get('id', files.index(file) + 1)}/"
        for unit in _units(file):
            places.extend(_segments(document.data, unit, ids, prefix))
    return Xliff(document, f"XLIFF {version}", languages, places, {} if languages.target else {root: {"trgLang": ""}})


def _units(node: Node) -> Iterator[Node]:
    for child in node.elements:
        if child.local == "unit" and _is_core(child):
            yield child
        elif child.local == "group" and _is_core(child):
            yield from _units(child)


def _is_core(node: Node) -> bool:
    return node.name.rpartition(" ")[0] in CORE


def _segments(data: bytes, unit: Node, ids: UniqueIds, prefix: str) -> Iterator[Place]:
    parts = [node for node in unit.elements if node.local == "segment" and _is_core(node)]
    notes = unit.first("notes")
    told = tuple(node.text.strip() for node in notes.elements if node.text.strip()) if notes is not None else ()
    name = unit.attributes["id"]
    for place, part in enumerate(parts, 1):
        source, target = part.first("source"), part.first("target")
        if source is None:  # the rules were held to before
            continue
        own = part.attributes.get("id", "") or (str(place) if len(parts) > 1 else "")
        tags = Tags()
        text = tagged_of(pieces_of(source, data, _holds_text), tags)
        goal = tagged_of(pieces_of(target, data, _holds_text), tags) if target is not None else TaggedText()
        segment = Segment(
            ids.of(f"{name}:{own}" if len(parts) > 1 else name, prefix), name, text, goal,
            _state(part, goal), tuple(tags.all), told, unit.attributes.get("name", ""), not _may_change(part),
            _most(unit), source.line,
        )  # fmt: skip
        yield Place(
            segment, target, source.end, indent_before(data, source), "target", _marks_of(part),
            check=_check_of(segment), has_target=True,
        )  # fmt: skip


def _check_of(segment: Segment) -> Callable[[Change], None] | None:
    """What refuses targets without the codes that may not be deleted, or with such in another order that may not be."""
    codes = {tag.number: tag.code for tag in segment.tags if tag.kind is not TagKind.CLOSE}
    told = [number for number in segment.source.numbers if number in codes]
    if not any(_KEPT.search(code) for code in codes.values()):
        return None

    def check(change: Change) -> None:
        there = change.target.numbers
        if change.target.is_empty and change.state is SegmentState.UNTRANSLATED:
            return
        for before, number in zip([0, *told], told, strict=False):
            deleted = number not in there and _DELETE.search(codes[number]) is not None
            if deleted and change.state is SegmentState.APPROVED:
                raise UserError(ErrorKind.INPUT, tr("The tag {tag} may not be deleted.", tag=f"{{{number}}}"))
            row = _REORDER.search(codes[number]) is not None and before
            kept = before in there and number in there and there.index(before) < there.index(number)
            if row and not kept:
                raise UserError(ErrorKind.INPUT, tr("The tag {tag} has to stay in its row.", tag=f"{{{number}}}"))

    return check


def _marks_of(part: Node) -> Callable[[SegmentState], tuple[Marks, dict[str, str]]]:
    def marks(state: SegmentState) -> tuple[Marks, dict[str, str]]:
        value, sub = WRITTEN[state]
        return {part: {"state": value, "subState": sub}}, {}

    return marks


def _holds_text(node: Node) -> bool:
    return node.local in _HOLD_TEXT and _is_core(node)


def _most(unit: Node) -> int:
    """The most characters that a unit of one segment may have, where the file counts code points."""
    told = unit.attributes.get(f"{SLR} sizeRestriction", "").rpartition(",")[2]
    if not told.isdecimal() or sum(node.local == "segment" for node in unit.elements) != 1:
        return 0
    file = unit.parent
    while file is not None and file.local != "file":
        file = file.parent
    profiles = file.first("profiles") if file is not None else None
    counted = profiles.attributes.get("generalProfile", "") if profiles is not None else ""
    return int(told) if counted == "xliff:codepoints" else 0


def _may_change(node: Node) -> bool:
    """Whether a segment is for translation, which the elements around it may say."""
    at: Node | None = node
    while at is not None:
        if said := at.attributes.get("translate", ""):
            return said == "yes"
        at = at.parent
    return True


def _state(part: Node, target: TaggedText) -> SegmentState:
    sub = _SUB_STATES.get(part.attributes.get("subState", ""))
    if sub is not None:
        return sub
    state = _READ.get(part.attributes.get("state", "initial"), SegmentState.UNTRANSLATED)
    if state is SegmentState.UNTRANSLATED and not target.is_empty:
        return SegmentState.DRAFT if "state" in part.attributes else SegmentState.TRANSLATED
    return state
