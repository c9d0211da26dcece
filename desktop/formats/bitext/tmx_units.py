"""The units of a TMX file one after the other, for a memory: however large the file is, only one of them is held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from desktop.core.errors import ErrorKind, UserError
from desktop.core.language_tag import same_language
from desktop.core.translation import MemoryUnit
from desktop.core.words import tr

MOST_BYTES = 2_000_000_000
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LOOKED_AT = 500  # units by which the languages of a file are told
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)")


class TmxLanguages(NamedTuple):
    """The languages of a file: that of its sources, and those of its translations, the most frequent first."""

    source: str
    targets: tuple[str, ...]


def languages_of_tmx(path: Path) -> TmxLanguages:
    """What the beginning of a file tells. Raises `UserError` for what is no TMX."""
    declared, seen = "", dict[str, int]()
    for place, (header, unit) in enumerate(_units(path)):
        declared = header
        for variant in unit.iterchildren("tuv"):
            named = _language(variant)
            seen[named] = seen.get(named, 0) + 1
        if place >= _LOOKED_AT:
            break
    if not seen:
        raise UserError(ErrorKind.INPUT, tr("{file} holds no translations.", file=path))
    source = next((each for each in seen if declared and same_language(each, declared)), next(iter(seen)))
    targets = sorted((each for each in seen if not same_language(each, source)), key=lambda each: -seen[each])
    return TmxLanguages(source, tuple(targets))


def units_of_tmx(path: Path, source: str, target: str) -> Iterator[MemoryUnit]:
    """The units that have both languages, whatever their regions; tags are written as `{1}`.

    Raises `UserError`, with the line, where the file is broken.
    """
    for _, unit in _units(path):
        variants = list(unit.iterchildren("tuv"))
        ours = next((each for each in variants if _is(each, source)), None)
        theirs = next((each for each in variants if _is(each, target)), None)
        if ours is None or theirs is None or ours is theirs:
            continue
        numbers: dict[tuple[str, str], int] = {}
        text, goal = _text(ours.find("seg"), numbers), _text(theirs.find("seg"), numbers)
        if text.strip() and goal.strip():
            around = {str(each.get("type")): each.text or "" for each in unit.iterchildren("prop")}
            yield MemoryUnit(
                text, goal, around.get("x-context-pre", ""), around.get("x-context-post", ""),
                _said(unit, theirs, "id"), _moment(_said(unit, theirs, "date")),
            )  # fmt: skip


def _units(path: Path) -> Iterator[tuple[str, Any]]:
    """The language that the header declares, and one `tu` after the other, each gone when the next one comes."""
    from lxml import etree

    if path.stat().st_size > MOST_BYTES:
        raise UserError(ErrorKind.INPUT, tr("{file} is too large.", file=path))
    declared, root = "", ""
    try:
        with path.open("rb") as file:
            for event, node in etree.iterparse(
                file, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
            ):
                root = root or str(node.tag)
                if root != "tmx":
                    raise UserError(ErrorKind.INPUT, tr("{file} is no TMX file.", file=path))
                if event == "start" and node.tag == "header":
                    declared = node.get("srclang", "").replace("*all*", "")
                elif event == "end" and node.tag == "tu":
                    yield declared, node
                    _forget(node)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        message = tr("{file}, line {line}: this is not well-formed XML.", file=path, line=line)
        raise UserError(ErrorKind.INPUT, message, details=str(error)) from error


def _forget(node: Any) -> None:  # noqa: ANN401 - an element
    """Free a unit that was read, and those before it."""
    node.clear()
    body = node.getparent()
    while body is not None and node.getprevious() is not None:
        del body[0]


def _is(variant: Any, language: str) -> bool:  # noqa: ANN401 - an element
    named = _language(variant)
    return bool(named) and same_language(named, language)


def _language(variant: Any) -> str:  # noqa: ANN401 - an element
    return str(variant.get(_LANG) or variant.get("lang") or "")


def _text(seg: Any, numbers: dict[tuple[str, str], int]) -> str:  # noqa: ANN401 - an element
    """The words of a segment; the tags of a target have the numbers of those of its source."""
    if seg is None:
        return ""
    parts = [seg.text or ""]
    for node in seg:
        if node.tag == "hi":
            parts.append(_text(node, numbers))
        elif isinstance(node.tag, str):
            key = (node.tag, node.get("x") or node.get("i") or "".join(node.itertext()))
            parts.append(f"{{{numbers.setdefault(key, len(numbers) + 1)}}}")
        parts.append(node.tail or "")
    return "".join(parts)


def _said(unit: Any, variant: Any, what: str) -> str:  # noqa: ANN401 - elements
    """Who changed a unit last, or when; else who made it."""
    names = (f"change{what}", f"creation{what}")
    return next((each.get(name) for each in (variant, unit) for name in names if each.get(name)), "")


def _moment(date: str) -> str:
    """`20261123T081500Z` as ISO 8601; empty for anything else."""
    found = _DATE.match(date)
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else ""
