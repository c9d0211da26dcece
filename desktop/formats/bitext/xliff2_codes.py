"""The rules of XLIFF 2 for inline elements: references, pairs that belong together, and what may be done with codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from desktop.core.words import tr
from desktop.formats.bitext.xml_scan import Node, refuse

if TYPE_CHECKING:
    from desktop.formats.bitext.xliff2_rules import Side, Unit

_CODES = frozenset({"ph", "pc", "sc", "ec"})
_MARKS = frozenset({"mrk", "sm"})
_FORMATS = frozenset({"xlf:lb", "xlf:pb", "xlf:b", "xlf:i", "xlf:u"})
_HINTS = ("canCopy", "canDelete", "canOverlap")
_PAIRS = (("dataRefStart", "dataRefEnd"), ("subFlowsStart", "subFlowsEnd"), ("equivStart", "equivEnd"))


def check_codes(unit: Unit) -> None:
    """Raises `UserError` with the line for an inline element that breaks a rule."""
    ordered = any("order" in target.attributes for target in unit.target.texts)
    copied = {node.attributes["id"]: node for side in unit.sides for node in side.inline if "id" in node.attributes}
    notes = _notes(unit.node)
    for side in unit.sides:
        for node in side.inline:
            if node.local in _CODES:
                _check_code(node, unit, copied)
            elif node.local in _MARKS:
                _check_mark(node, notes)
        check_pairs(side.inline, ordered=ordered and side is unit.target)
        _check_reorder(side)
    for part in unit.parts:
        _check_part(part)


def _notes(unit: Node) -> frozenset[str]:
    found = next((node for node in unit.elements if node.local == "notes"), None)
    return frozenset(node.attributes.get("id", "") for node in found.elements) if found is not None else frozenset()


def _check_code(node: Node, unit: Unit, copied: dict[str, Node]) -> None:
    check_attributes(node, unit.data)
    for name in ("subFlows", "subFlowsStart", "subFlowsEnd"):
        for each in node.attributes.get(name, "").split():
            if each not in unit.units:
                refuse(node.line, tr("there is no unit “{id}”, which {name} names.", id=each, name=name))
    kind, sub = node.attributes.get("type", ""), node.attributes.get("subType", "")
    if sub and not kind:
        refuse(
            node.line, tr("<{element}> has a {name} and no {other}.", element=node.local, name="subType", other="type")
        )
    wanted = "fmt" if sub in _FORMATS else "ui" if sub == "xlf:var" else ""
    if sub.startswith("xlf:") and kind != wanted:
        refuse(node.line, tr("the subType “{sub}” does not go with the type “{kind}”.", sub=sub, kind=kind))
    if node.attributes.get("canReorder", "yes") != "yes" and not (
        node.attributes.get("canCopy") == node.attributes.get("canDelete") == "no"
    ):
        refuse(node.line, tr("a code that keeps its place needs canCopy and canDelete to be “no”."))
    if name := node.attributes.get("copyOf", ""):
        _check_copy(node, copied.get(name), name)


def check_attributes(node: Node, data: Iterable[str]) -> None:
    """Attributes that come in pairs, and those that name original data. Raises `UserError`."""
    for start, end in _PAIRS:
        if (start in node.attributes) is not (end in node.attributes):
            refuse(node.line, tr("{start} and {end} come together.", start=start, end=end))
    for name in ("dataRef", "dataRefStart", "dataRefEnd"):
        if name in node.attributes and node.attributes[name] not in data:
            refuse(node.line, tr("there is no <data> “{id}”, which {name} names.", id=node.attributes[name], name=name))


def _check_copy(node: Node, base: Node | None, name: str) -> None:
    if base is None:
        refuse(node.line, tr("there is no code “{id}”, which {name} names.", id=name, name="copyOf"))
    if any(each in code.attributes for code in (node, base) for each in ("dataRef", "dataRefStart", "dataRefEnd")):
        refuse(node.line, tr("a code with original data is not copied by copyOf."))
    if base.attributes.get("canCopy") == "no":
        refuse(node.line, tr("the code “{id}” may not be copied.", id=name))


def _check_mark(node: Node, notes: frozenset[str]) -> None:
    kind, ref = node.attributes.get("type", ""), node.attributes.get("ref")
    if kind == "comment":
        if (ref is None) is ("value" not in node.attributes):
            refuse(node.line, tr("a mark of a comment has either a value or a ref."))
        if ref is not None and ref.rpartition("n=")[2] not in notes:
            refuse(node.line, tr("there is no note “{id}” in this unit.", id=ref))
    elif kind == "mtc:match" and ref is not None:
        refuse(node.line, tr("<{element}> may have no {name}.", element=node.local, name="ref"))


def check_pairs(inline: Sequence[Node], *, ordered: bool = False) -> None:
    """Starts and ends that belong together stand in one unit, in this order, with the same hints.

    `ordered` tells that the texts have another order than the file; what comes first is then asked within each only.
    """
    places = {node: place for place, node in enumerate(inline)}
    starts = {node.attributes["id"]: node for node in inline if node.local in ("sc", "sm")}
    ends: dict[str, list[Node]] = {}
    for node in inline:
        if node.local in ("ec", "em"):
            _check_end(node, starts)
            ends.setdefault(node.attributes.get("startRef", ""), []).append(node)
    for name, start in starts.items():
        closing = [node for node in ends.get(name, []) if node.local[1] == start.local[1]]
        if start.attributes.get("isolated") == "yes":
            if closing:
                refuse(start.line, tr("“{id}” is isolated, and its end is in the same unit.", id=name))
            continue
        later = [
            node
            for node in closing
            if places[node] > places[start] or (ordered and _text_of(node) is not _text_of(start))
        ]
        if len(later) != 1 or len(closing) != 1:
            refuse(start.line, tr("“{id}” needs one end in the same unit, after it.", id=name))
        if start.local == "sc":
            _check_alike(start, later[0])


def _text_of(node: Node) -> Node:
    """The source or target that an inline element is in."""
    while node.local not in ("source", "target") and node.parent is not None:
        node = node.parent
    return node


def _check_end(node: Node, starts: dict[str, Node]) -> None:
    ref = node.attributes.get("startRef")
    if node.local == "ec":
        alone = node.attributes.get("isolated") == "yes"
        if alone is (ref is not None) or alone is not ("id" in node.attributes):
            refuse(node.line, tr("<ec> has a startRef, or is isolated and has an id."))
        if alone:
            return
        if "dir" in node.attributes:
            refuse(node.line, tr("<ec> has a dir only where it is isolated."))
    start = starts.get(ref or "")
    if start is None or start.local[1] != node.local[1] or start.attributes.get("isolated") == "yes":
        refuse(node.line, tr("there is no start “{id}” in the same unit, before its end.", id=ref))


def _check_alike(start: Node, end: Node) -> None:
    """Both ends of a pair tell the same of what may be done with them."""
    for name in _HINTS:
        if start.attributes.get(name, "yes") != end.attributes.get(name, "yes"):
            refuse(end.line, tr("{name} is not the same at both ends of “{id}”.", name=name, id=start.attributes["id"]))
    wanted = {"firstNo": "no"}.get(told := start.attributes.get("canReorder", "yes"), told)
    if end.attributes.get("canReorder", "yes") != wanted:
        refuse(
            end.line, tr("{name} is not the same at both ends of “{id}”.", name="canReorder", id=start.attributes["id"])
        )


def _check_reorder(side: Side) -> None:
    """Codes that keep their place follow one that begins their row."""
    before = "yes"
    for node in side.inline:
        if node.local not in _CODES:
            continue
        told = node.attributes.get("canReorder", "yes")
        if told == "no" and before == "yes":
            refuse(node.line, tr("a code with canReorder “no” needs one with “firstNo” or “no” before it."))
        before = told


def _key(node: Node) -> str:
    return node.attributes.get("id") or f"/{node.attributes.get('startRef', '')}"


def _check_part(part: Node) -> None:
    """Codes of a source that must be in its target, or must stay in their row."""
    source, target = part.first("source"), part.first("target")
    if source is None or target is None or part.local != "segment":
        return
    there = [_key(node) for node in target.walk() if node.local in _CODES]
    before = ""
    for node in (node for node in source.walk() if node.local in _CODES):
        key = _key(node)
        if part.attributes.get("state") == "final" and node.attributes.get("canDelete") == "no" and key not in there:
            refuse(target.line, tr("the code “{id}” may not be deleted.", id=key.lstrip("/")))
        kept = before in there and key in there and there.index(before) < there.index(key)
        if node.attributes.get("canReorder") == "no" and before and not kept:
            refuse(target.line, tr("the code “{id}” does not stand in its row as in the source.", id=key.lstrip("/")))
        before = key
