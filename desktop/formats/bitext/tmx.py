"""TMX: the units of a translation memory, as pairs of its source language and one other."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import Change, Segment, SegmentState
from desktop.core.words import tr
from desktop.formats.bitext.bitext import Languages, UniqueIds, no_such, told_where
from desktop.formats.bitext.splices import Splice, spliced
from desktop.formats.bitext.tagged_xml import Tags, as_xml, pieces_of, tagged_of
from desktop.formats.bitext.xml_scan import Document, Node, refuse

_XML_LANG = "http://www.w3.org/XML/1998/namespace lang"


class Tmx:
    """An opened TMX file, seen as one pair of languages."""

    format = "TMX"

    def __init__(self, document: Document, source: str = "", target: str = "") -> None:
        """Languages that are not given are those of the header and of the first unit. Raises `UserError`."""
        self._document = document
        root = document.root
        header, body = root.first("header"), root.first("body")
        if root.local != "tmx" or header is None or body is None:
            refuse(root.line, tr("the file has no <header> and <body> of TMX."))
        units = [node for node in body.elements if node.local == "tu"]
        self.languages = _languages(units, header.attributes.get("srclang", ""), source, target)
        ids = UniqueIds()
        self._segs: dict[str, Node] = {}
        segments = []
        for row, unit in enumerate(units, 1):
            pair = [self._seg_of(unit, language) for language in self.languages]
            if pair[0] is None or pair[1] is None:
                continue
            segment = self._segment(unit, pair[0], pair[1], ids, row)
            self._segs[segment.id] = pair[1]
            segments.append(segment)
        self.segments = tuple(segments)

    def written(self, changes: Mapping[str, Change], target_language: str = "") -> bytes:
        """The bytes of the file with these changes; see `Bitext`. TMX has no states."""
        del target_language
        no_such(changes, self._segs)
        splices = []
        for segment in self.segments:
            change = changes.get(segment.id)
            if change is None or change.target == segment.target:
                continue
            seg = self._segs[segment.id]
            try:
                text = as_xml(change.target, segment.tags)
            except UserError as error:
                raise told_where(segment, error) from error
            if seg.inner == seg.end:
                splices.append(Splice(seg.start, seg.end, b"<seg>" + text + b"</seg>"))
            else:
                splices.append(Splice(seg.inner, seg.close, text))
        return self._document.encode(spliced(self._document.data, splices))

    @staticmethod
    def _seg_of(unit: Node, language: str) -> Node | None:
        for variant in unit.elements:
            if variant.local == "tuv" and _fits(_language(variant), language):
                return variant.first("seg")
        return None

    def _segment(self, unit: Node, source: Node, target: Node, ids: UniqueIds, row: int) -> Segment:
        tags, data = Tags(), self._document.data
        text = tagged_of(pieces_of(source, data, _holds_text), tags)
        goal = tagged_of(pieces_of(target, data, _holds_text), tags)
        name = unit.attributes.get("tuid", "")
        notes = tuple(node.text.strip() for node in unit.elements if node.local == "note")
        state = SegmentState.UNTRANSLATED if goal.is_empty else SegmentState.TRANSLATED
        return Segment(
            ids.of(name or str(row)), name or str(row), text, goal, state, tuple(tags.all), notes, line=source.line
        )


def _languages(units: list[Node], declared: str, source: str, target: str) -> Languages:
    found = list(dict.fromkeys(_language(node) for unit in units for node in unit.elements if node.local == "tuv"))
    if not found:
        return Languages(source or declared.replace("*all*", ""), target)
    named = declared if declared != "*all*" else ""
    first = next((each for each in found if _fits(each, source or named)), "" if source else found[0])
    second = next((each for each in found if each != first and (not target or _fits(each, target))), "")
    for wanted, got in ((source, first), (target, second)):
        if wanted and not got:
            raise UserError(
                ErrorKind.INPUT,
                tr("The file holds no texts in “{language}”.", language=wanted),
                tr("It holds: {languages}.", languages=", ".join(found)),
            )
    return Languages(first, second)


def _language(variant: Node) -> str:
    return variant.attributes.get(_XML_LANG) or variant.attributes.get("lang", "")


def _fits(found: str, wanted: str) -> bool:
    """Whether a language is the wanted one, or a regional form of it."""
    low, want = found.lower().replace("_", "-"), wanted.lower().replace("_", "-")
    return bool(want) and (low == want or low.startswith(f"{want}-") or want.startswith(f"{low}-"))


def _holds_text(node: Node) -> bool:
    return node.local == "hi"
