"""The rules of the modules of XLIFF 2 that their schemas cannot tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from desktop.core.words import tr
from desktop.formats.bitext.xliff2_codes import check_attributes, check_pairs
from desktop.formats.bitext.xliff2_its import ITS, check_its
from desktop.formats.bitext.xml_rules import XML
from desktop.formats.bitext.xml_scan import Node, refuse

_PREFIX = "urn:oasis:names:tc:xliff:"
_CORE = f"{_PREFIX}document:"
_FS = f"{_PREFIX}fs:2.0"
_SLR = f"{_PREFIX}sizerestriction:2.0"
_PLACES: Mapping[str, frozenset[str]] = {
    f"{_PREFIX}matches:2.0 matches": frozenset({"unit"}),
    f"{_PREFIX}glossary:2.0 glossary": frozenset({"unit"}),
    f"{_PREFIX}metadata:2.0 metadata": frozenset({"xliff", "file", "group", "unit", "match", "glossEntry"}),
    f"{_PREFIX}resourcedata:2.0 resourceData": frozenset({"file", "group", "unit"}),
    f"{_PREFIX}sizerestriction:2.0 profiles": frozenset({"file"}),
    f"{_PREFIX}validation:2.0 validation": frozenset({"file", "group", "unit"}),
}
"""Where the outermost element of a module may stand, once."""


def check_modules(root: Node) -> None:
    """Raises `UserError` with the line for an element of a module that breaks a rule."""
    ids: set[str] = set()
    for node in root.walk():
        core, more = node.name.startswith(_CORE), " " in "".join(node.attributes)
        if core and not more:
            continue
        own_id = node.attributes.get(f"{XML} id", "")
        if own_id and own_id in ids:
            refuse(node.line, tr("the {name} “{id}” is there twice.", name="xml:id", id=own_id))
        ids.add(own_id)
        if not core and node.name.startswith(_PREFIX):
            _check_element(node)
        if more and node.name.startswith(_PREFIX):
            _check_foreign(node)
        if node.name.startswith(f"{ITS} ") or any(name.startswith(ITS) or ":itsm:" in name for name in node.attributes):
            check_its(node)


def _check_element(node: Node) -> None:
    if node.name in _PLACES:
        _check_place(node)
    check = _CHECKS.get(node.name.removeprefix(_PREFIX))
    if check is not None:
        check(node)


def _check_place(node: Node) -> None:
    parent = node.parent
    if parent is None or not parent.name.startswith(_PREFIX):
        return
    if parent.local not in _PLACES[node.name]:
        refuse(node.line, tr("<{child}> may not stand there in <{element}>.", child=node.local, element=parent.local))
    if next(each for each in parent.elements if each.name == node.name) is not node:
        refuse(node.line, tr("<{element}> is there twice.", element=node.local))


def _check_foreign(node: Node) -> None:
    """Attributes of the format style and the size restriction modules."""
    style, more = node.attributes.get(f"{_FS} fs"), node.attributes.get(f"{_FS} subFs")
    if (style is not None or more is not None) and node.local == "ec" and node.attributes.get("isolated") != "yes":
        refuse(node.line, tr("<ec> has a {name} only where it is isolated.", name="fs:fs"))
    if more is not None and style is None:
        refuse(
            node.line,
            tr("<{element}> has a {name} and no {other}.", element=node.local, name="fs:subFs", other="fs:fs"),
        )
    if f"{_SLR} sizeInfo" in node.attributes and f"{_SLR} sizeInfoRef" in node.attributes:
        refuse(node.line, tr("{name} and {other} do not come together.", name="slr:sizeInfo", other="slr:sizeInfoRef"))


def _above(node: Node, local: str) -> Node | None:
    at = node.parent
    while at is not None and at.local != local:
        at = at.parent
    return at


def _ids_in(node: Node, *wanted: str) -> None:
    seen: set[str] = set()
    space = node.name.rpartition(" ")[0]
    for each in node.walk():
        own = each.attributes.get("id", "") if each.local in wanted and each.name.startswith(f"{space} ") else ""
        if own and own in seen:
            refuse(each.line, tr("the {name} “{id}” is there twice.", name="id", id=own))
        seen.add(own)


def _check_ref(node: Node) -> None:
    """A `ref` names a span of the unit's texts: by its id, or by a fragment that ends in it."""
    ref, unit = node.attributes.get("ref"), _above(node, "unit")
    if ref is None or unit is None:
        return
    own = re.sub(r"^t=", "", ref.rpartition("#")[2].rpartition("/")[2])
    for part in (each for each in unit.elements if each.local == "segment"):
        if any(each.attributes.get("id") == own for each in part.walk()):
            return
    refuse(node.line, tr("“{ref}” names nothing in this unit.", ref=ref))


def _check_matches(node: Node) -> None:
    _ids_in(node, "match")


def _check_match(node: Node) -> None:
    _check_ref(node)
    if "subType" in node.attributes and "type" not in node.attributes:
        refuse(node.line, tr("<{element}> has a {name} and no {other}.", element="match", name="subType", other="type"))
    originals, source, target = node.first("originalData"), node.first("source"), node.first("target")
    data = [each.attributes["id"] for each in originals.elements] if originals is not None else []
    known: dict[str, Node] = {}
    for text in (source, target):
        inline = [each for each in text.walk() if each is not text] if text is not None else []
        seen: set[str] = set()
        for each in inline:
            check_attributes(each, data)
            own = each.attributes.get("id", "")
            if own and (own in seen or (own in known and known[own].local != each.local)):
                refuse(each.line, tr("the {name} “{id}” is there twice.", name="id", id=own))
            seen.add(own)
        known.update({each.attributes["id"]: each for each in inline if "id" in each.attributes})
        check_pairs(inline)


def _check_glossary(node: Node) -> None:
    _ids_in(node, "glossEntry", "translation")


def _check_gloss_entry(node: Node) -> None:
    _check_ref(node)
    if all(each.local not in ("translation", "definition") for each in node.elements):
        refuse(node.line, tr("a term of the glossary has neither a translation nor a definition."))


def _check_metadata(node: Node) -> None:
    _ids_in(node, "metadata", "metaGroup")


def _check_resources(node: Node) -> None:
    _ids_in(node, "resourceItem", "resourceItemRef")
    refs = [each for each in node.elements if each.local == "resourceItemRef"]
    file = _above(node, "file") if refs else None
    if file is None:
        return
    there = {
        each.attributes.get("id") for each in file.walk() if each.name == f"{_PREFIX}resourcedata:2.0 resourceItem"
    }
    for each in refs:
        if each.attributes["ref"] not in there:
            refuse(each.line, tr("“{ref}” names no resource of this file.", ref=each.attributes["ref"]))


def _check_resource(node: Node) -> None:
    texts = [each for each in node.elements if each.local in ("source", "target")]
    if "mimeType" not in node.attributes and (len(texts) < 2 or any(not each.elements for each in texts)):
        refuse(node.line, tr("<{element}> has no {name}.", element="res:resourceItem", name="mimeType"))


def _check_resource_text(node: Node) -> None:
    if ("href" in node.attributes) is bool(node.children):
        refuse(node.line, tr("<{element}> has either a content or an href.", element=f"res:{node.local}"))
    root = _above(node, "xliff")
    own = node.attributes.get(f"{XML} lang")
    name = "srcLang" if node.local == "source" else "trgLang"
    language = root.attributes.get(name, "") if root is not None else ""
    if own is not None and not f"{own}-".lower().startswith(f"{language}-".lower()):
        refuse(node.line, tr("xml:lang is “{own}”, and {name} is “{language}”.", own=own, name=name, language=language))


def _check_rule(node: Node) -> None:
    said = [name for name in ("isPresent", "isNotPresent", "startsWith", "endsWith") if name in node.attributes]
    own = any(" " in name for name in node.attributes)
    if len(said) > 1 or not (said or own):
        refuse(node.line, tr("a rule has one of isPresent, isNotPresent, startsWith and endsWith."))
    if "occurs" in node.attributes and "isPresent" not in said:
        refuse(node.line, tr("a rule has {name} only with {others}.", name="occurs", others="isPresent"))
    if "existsInSource" in node.attributes and (not said or said == ["isNotPresent"]):
        refuse(
            node.line,
            tr(
                "a rule has {name} only with {others}.", name="existsInSource", others="isPresent, startsWith, endsWith"
            ),
        )
    above = node.parent.parent if node.parent is not None else None
    if node.attributes.get("disabled") == "yes" and above is not None and above.local == "file":
        refuse(node.line, tr("a rule of the whole file cannot be disabled."))


_CHECKS: Mapping[str, Callable[[Node], None]] = {
    "matches:2.0 matches": _check_matches,
    "matches:2.0 match": _check_match,
    "glossary:2.0 glossary": _check_glossary,
    "glossary:2.0 glossEntry": _check_gloss_entry,
    "glossary:2.0 translation": _check_ref,
    "metadata:2.0 metadata": _check_metadata,
    "resourcedata:2.0 resourceData": _check_resources,
    "resourcedata:2.0 resourceItem": _check_resource,
    "resourcedata:2.0 source": _check_resource_text,
    "resourcedata:2.0 target": _check_resource_text,
    "validation:2.0 rule": _check_rule,
}
