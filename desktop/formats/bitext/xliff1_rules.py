"""The rules of XLIFF 1.0 to 1.2: what must be told, what may stand where, and which values there are.

They are those that the strict and the transitional schema of 1.2 have in common and that tools keep to: files without
an `original` or a `datatype`, with one id twice or with states of their own are made and opened by many, lose nothing
here, and are let, and before version 1.2 so are units and codes without ids. So are attributes of tools, as in the
schema, and elements of other namespaces.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop.core.words import tr
from desktop.formats.bitext.xml_rules import Notation, Rules
from desktop.formats.bitext.xml_scan import Node, refuse

_VALUES = {
    "version": r"1\.[012]",
    "qualifier": r"exact-match|fuzzy-match|id-match|leveraged-glossary|leveraged-inherited|leveraged-mt"
    r"|leveraged-repository|leveraged-tm|mt-suggestion|rejected-grammar|rejected-inaccurate|rejected-length"
    r"|rejected-spelling|tm-suggestion|x-\S+",
    "alternative": r"proposal|previous-version|rejected|reference|accepted|x-\S+",
    "side": "source|target|general",
    "priority": r"\s*\+?0*(?:[1-9]|10)\s*",
    "position": "open|close",
    "size": r"byte|char|col|cm|dlgunit|em|ex|glyph|in|mm|percent|pixel|point|row|x-\S+",
}
_INLINE = "(g|x|bx|ex|bpt|ept|ph|it|mrk|other)*"
_CODE = "(sub|other)*"
_UNIT = "approved=yesno translate=yesno size-unit=size xml:space=space *"
_INFORMATION = "context-group|count-group|prop-group|note"
_TARGET = "xml:lang=language? state-qualifier=qualifier equiv-trans=yesno *"

_SHAPES: Notation = {
    "xliff": ("version!=version xml:lang=language? *", "other* (file|other)+"),
    "file": (
        "source-language!=language target-language=language? xml:space=space *",
        "other* header? other* body other*",
    ),
    "header": (
        "*",
        "other* (skl other*)? (phase-group other*)? (glossary|reference|count-group|prop-group|note|tool|other)*",
    ),
    "skl": ("*", "(internal-file|external-file)"),
    "glossary": ("*", "# (internal-file|external-file)?"),
    "reference": ("*", "# (internal-file|external-file)?"),
    "internal-file": ("*", "..."),
    "external-file": ("href! *", ""),
    "note": ("xml:lang=language? priority=priority annotates=side *", "#"),
    "phase-group": ("*", "phase+"),
    "phase": ("phase-name! process-name! *", "note*"),
    "count-group": ("name! *", "count*"),
    "count": ("*", "#"),
    "context-group": ("*", "context+"),
    "context": ("context-type! *", "#"),
    "prop-group": ("*", "prop+"),
    "prop": ("prop-type! *", "#"),
    "tool": ("tool-id! tool-name! *", "# other*"),
    "body": ("*", "(group|trans-unit|bin-unit|other)*"),
    "group": (_UNIT, f"({_INFORMATION}|other)* (group|trans-unit|bin-unit|other)*"),
    "trans-unit": (
        f"id! {_UNIT}",
        f"other* source other* (seg-source other*)? (target other*)? ({_INFORMATION}|alt-trans|other)*",
    ),
    "alt-trans": (
        "alttranstype=alternative *",
        f"other* (source other*)? (seg-source other*)? (target other*)+ ({_INFORMATION}|other)*",
    ),
    "bin-unit": (
        "id! mime-type! approved=yesno translate=yesno *",
        f"bin-source bin-target? ({_INFORMATION}|trans-unit|other)*",
    ),
    "bin-source": ("*", "(internal-file|external-file)"),
    "bin-target": ("state-qualifier=qualifier *", "(internal-file|external-file)"),
    "source": ("xml:lang=language? *", f"# {_INLINE}"),
    "seg-source": ("xml:lang=language? *", f"# {_INLINE}"),
    "target": (_TARGET, f"# {_INLINE}"),
    "g": ("id! clone=yesno *", f"# {_INLINE}"),
    "x": ("id! clone=yesno *", ""),
    "bx": ("id! clone=yesno *", ""),
    "ex": ("id! *", ""),
    "ph": ("id! *", f"# {_CODE}"),
    "bpt": ("id! *", f"# {_CODE}"),
    "ept": ("id! *", f"# {_CODE}"),
    "it": ("id! pos!=position *", f"# {_CODE}"),
    "sub": ("*", f"# {_INLINE}"),
    "mrk": ("mtype! *", f"# {_INLINE}"),
}
_OLD: Notation = {
    **{name: (told[0].replace("id! ", "id ").replace("!=position", ""), told[1]) for name, told in _SHAPES.items()},
    "xliff": ("version=version xml:lang=language? *", _SHAPES["xliff"][1]),
}


def check_xliff1(root: Node) -> None:
    """Raises `UserError` with the line for a file that breaks a rule of the standard."""
    space = root.name.rpartition(" ")[0]
    if space and not space.startswith("urn:oasis:names:tc:xliff:document:1."):
        refuse(root.line, tr("XLIFF 1 has another namespace than “{name}”.", name=space))
    new = root.attributes.get("version") == "1.2"
    Rules({space: ""} if space else {}, _SHAPES if new else _OLD, _VALUES).check(root)
    for unit in root.walk():
        if unit.name == f"{space} trans-unit".lstrip() and (segmented := unit.first("seg-source")) is not None:
            _check_marks(unit, segmented)


def _check_marks(unit: Node, segmented: Node) -> None:
    marks = _marks(segmented)
    there = set(_different(marks))
    target = unit.first("target")
    for mark in _marks(target) if target is not None else []:
        if mark.attributes.get("mid", "") not in there:
            mid = mark.attributes.get("mid", "")
            refuse(mark.line, tr("the source has no segment “{id}”.", id=mid))


def _marks(text: Node) -> list[Node]:
    return [node for node in text.walk() if node.local == "mrk" and node.attributes.get("mtype") == "seg"]


def _different(marks: Iterable[Node]) -> list[str]:
    found: list[str] = []
    for mark in marks:
        mid = mark.attributes.get("mid", "")
        if mid and mid in found:
            refuse(mark.line, tr("the {name} “{id}” is there twice.", name="mid", id=mid))
        found.append(mid)
    return found
