"""The rules of XLIFF 2 that its schemas cannot tell: ids, references, pairs of codes, order, languages and states.

Each refusal names the line. They follow the standard's text, with its Schematron rules where these say the same; what
those give as a warning only is no reason to refuse a file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from desktop.core.words import tr
from desktop.formats.bitext import xliff2_codes, xliff2_modules
from desktop.formats.bitext.xliff2_shapes import CORE, rules_of
from desktop.formats.bitext.xml_rules import XML
from desktop.formats.bitext.xml_scan import Node, refuse

_NO_CHARACTER = re.compile(
    r"0*(?:[0-8bBcCeEfF]|1[\da-fA-F]|7[fF]|8[0-46-9a-fA-F]|9[\da-fA-F]|[dD][89a-fA-F]..|[fF]{3}[eEfF])"
)


class Side(NamedTuple):
    """All of a unit's sources, or all of its targets: each text with its part, and the inline elements in order."""

    name: str
    texts: tuple[Node, ...]
    inline: tuple[Node, ...]


class Unit(NamedTuple):
    """A unit with its parts; `units` are the ids of all units of its file."""

    node: Node
    parts: tuple[Node, ...]
    source: Side
    target: Side
    data: frozenset[str]
    units: frozenset[str]

    @property
    def sides(self) -> tuple[Side, Side]:
        """The sources and the targets."""
        return self.source, self.target


def check_xliff2(root: Node, target: str = "") -> None:
    """Raises `UserError` with the line for a file that breaks a rule of the standard.

    A `target` language that is told from outside stands for that of the file where it names none.
    """
    language = root.attributes.get("trgLang", target)
    space = root.name.rpartition(" ")[0]
    if space not in CORE:
        refuse(root.line, tr("XLIFF 2 has another namespace than “{name}”.", name=space))
    rules_of(space).check(root)
    files = [node for node in root.elements if node.local == "file"]
    unique(files)
    for file in files:
        _check_file(root, file, language)
    xliff2_modules.check_modules(root)


def unique(nodes: Iterable[Node], name: str = "id") -> None:
    """Refuse the second of two nodes with one id; those without any are left."""
    seen: set[str] = set()
    for node in nodes:
        value = node.attributes.get(name, "").strip()
        if value and value in seen:
            refuse(node.line, tr("the {name} “{id}” is there twice.", name=name, id=value))
        seen.add(value)


def _check_file(root: Node, file: Node, language: str) -> None:
    space = root.name.rpartition(" ")[0]
    groups, units = list[Node](), list[Node]()
    for node in file.walk():
        local = node.local if node.name.startswith(f"{space} ") else ""
        if local in ("group", "unit"):
            (groups if local == "group" else units).append(node)
        elif local in ("notes", "originalData"):
            unique(node.elements)
        elif local == "skeleton":
            _check_skeleton(node)
        elif local == "cp" and not _NO_CHARACTER.fullmatch(node.attributes["hex"]):
            refuse(node.line, tr("<{element}> is for characters only that may not stand in XML.", element="cp"))
    unique(groups)
    unique(units)
    names = frozenset(unit.attributes["id"] for unit in units)
    for node in units:
        unit = _unit(node, names)
        _check_unit(root, unit, language)
        xliff2_codes.check_codes(unit)


def _check_skeleton(node: Node) -> None:
    if ("href" in node.attributes) is bool(node.children):
        refuse(node.line, tr("<{element}> has either a content or an href.", element="skeleton"))


def _unit(node: Node, units: frozenset[str]) -> Unit:
    parts = tuple(
        part for part in node.elements if part.local in ("segment", "ignorable") and part.name in _names(node)
    )
    originals = node.first("originalData")
    data = frozenset(each.attributes["id"] for each in originals.elements) if originals is not None else frozenset()
    return Unit(node, parts, _side(parts, "source"), _side(parts, "target"), data, units)


def _names(node: Node) -> tuple[str, str]:
    """What the parts of this unit are called in full; elements of other namespaces may have the same short names."""
    space = node.name.rpartition(" ")[0]
    return f"{space} segment", f"{space} ignorable"


def _side(parts: Iterable[Node], name: str) -> Side:
    texts = tuple(text for part in parts for text in part.elements if text.local == name)
    return Side(name, texts, tuple(node for text in texts for node in _inside(text)))


def _inside(text: Node) -> Iterator[Node]:
    found = text.walk()
    next(found)
    return found


def _check_unit(root: Node, unit: Unit, language: str) -> None:
    if all(part.local != "segment" for part in unit.parts):
        refuse(unit.node.line, tr("<unit> has no <segment>."))
    for target in unit.target.texts:
        if not language:
            reason = tr("there is a <target>, and <xliff> does not say its {name}.", name="trgLang")
            refuse(target.line, reason, tr("Say the target language when you open it."))
        _check_language(target, language, "trgLang")
    for source in unit.source.texts:
        _check_language(source, root.attributes["srcLang"], "srcLang")
    for part in unit.parts:
        _check_state(part)
    _check_order(unit)
    _check_ids(unit)


def _check_language(text: Node, language: str, name: str) -> None:
    """A text may name the language of the file, or a regional form of it."""
    own = text.attributes.get(f"{XML} lang")
    if own is not None and not f"{own}-".lower().startswith(f"{language}-".lower()):
        refuse(text.line, tr("xml:lang is “{own}”, and {name} is “{language}”.", own=own, name=name, language=language))


def _check_state(part: Node) -> None:
    state = part.attributes.get("state", "")
    if "subState" in part.attributes and not state:
        refuse(
            part.line, tr("<{element}> has a {name} and no {other}.", element="segment", name="subState", other="state")
        )
    if state not in ("", "initial") and part.first("target") is None:
        refuse(part.line, tr("<{element}> is “{state}” and has no <target>.", element="segment", state=state))


def _check_order(unit: Unit) -> None:
    """Targets that are ordered otherwise than their sources: each place is taken once."""
    ordered = {
        part: int(target.attributes["order"])
        for part in unit.parts
        if (target := part.first("target")) is not None and "order" in target.attributes
    }
    if not ordered:
        return
    unique((target for target in unit.target.texts), "order")
    for place, part in enumerate(unit.parts, 1):
        if part not in ordered:
            continue
        if ordered[part] > len(unit.parts):
            refuse(
                part.line,
                tr("the order is {order}, and there are {count} parts.", order=ordered[part], count=len(unit.parts)),
            )
        if place not in ordered.values():
            refuse(part.line, tr("no <target> says that it comes at place {place}.", place=place))


def _check_ids(unit: Unit) -> None:
    """Ids are told apart in the sources of a unit; a target has those of the source beside it, or new ones."""
    unique([*unit.parts, *unit.source.inline])
    counts = Counter(
        node.attributes["id"]
        for node in (*unit.parts, *unit.source.inline, *unit.target.inline)
        if "id" in node.attributes
    )
    for part in unit.parts:
        source, target = part.first("source"), part.first("target")
        if source is None or target is None:
            continue
        here = {node.attributes.get("id", ""): node for node in _inside(source)}
        for node in _inside(target):
            own = node.attributes.get("id", "")
            if own and counts[own] > 1 and not (counts[own] == 2 and own in here and _are_one(here[own], node)):
                refuse(node.line, tr("the id “{id}” belongs to another element of this unit.", id=own))


def _are_one(source: Node, target: Node) -> bool:
    """Whether two elements are the same one; a pair may be written as an element or as its two ends."""
    same = ({"pc", "sc"}, {"mrk", "sm"})
    return source.local == target.local or {source.local, target.local} in same
