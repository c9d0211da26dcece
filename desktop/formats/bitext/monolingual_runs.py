"""A paragraph of Word as words and tags, and back: runs of one look are one text, whatever Word cut them into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import TagKind
from desktop.core.words import tr
from desktop.formats.bitext.monolingual import Written
from desktop.formats.bitext.monolingual_pieces import LOOSE, Piece
from desktop.formats.bitext.xml_scan import Node

SPACES = frozenset(
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"}
)
"""The namespaces of Word's documents: the usual one, and that of the strict kind."""

_KEPT_SPACE = "http://www.w3.org/XML/1998/namespace space"
_HOLDERS = frozenset({"hyperlink", "ins", "moveTo", "smartTag", "customXml", "dir", "bdo"})
_UNSEEN = frozenset({"pPr", "rPr", "proofErr", "lastRenderedPageBreak"})
_LETTERS = {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_GAPS = {"tab": "tab", "ptab": "tab", "br": "br", "cr": "br"}
_EDGES = frozenset(
    {"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd", "del", "moveFrom",
     "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "commentReference"}
)  # fmt: skip
_NO_LOOK = re.compile(r"<(?:\w+:)?(?:lang|noProof|kern|spacing|w|szCs|bCs|iCs|webHidden)(?:\s[^<>]*)?/>")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHOWN = ("b", "i", "u", "strike", "caps", "smallCaps", "vertAlign", "highlight", "color", "rStyle", "rFonts", "sz")


class _Item(NamedTuple):
    """Words with their look, or a tag; `field` tells what a part of a field does."""

    piece: Piece
    look: int = -1
    field: str = ""


def is_word(node: Node, local: str) -> bool:
    """Whether an element is Word's own one of that name."""
    return node.local == local and node.name.rpartition(" ")[0] in SPACES


class Runs:
    """The paragraphs of one part; it knows every look that a run has in it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._looks: list[str] = [""]
        self._names: list[str] = [""]
        self._known: dict[str, int] = {"": 0}

    def pieces(self, paragraph: Node) -> list[Piece]:
        """What is in a paragraph."""
        return self._shown(self._fields(list(self._items(paragraph))), self._base(paragraph))

    def write(self, parts: Sequence[Written], paragraph: Node) -> str:
        """A paragraph's content of these parts."""
        head = self._data[paragraph.start + 1 : paragraph.inner].decode()
        prefix = head.split(None, 1)[0].rstrip("/>").removesuffix("p")
        looks = [self._base(paragraph)]
        out: list[str] = []
        for part in _joined(parts):
            if part.piece is None:
                out.append(_run(prefix, self._looks[looks[-1]], part.text))
                continue
            kind, _, look = part.piece.name.partition(":")
            if part.piece.kind is TagKind.CLOSE and len(looks) > 1:
                looks.pop()
            if kind == "run":
                out.append(f"<{prefix}r>{self._looks[int(look)]}{part.text}</{prefix}r>")
            elif kind != "look":
                out.append(part.text)
            if part.piece.kind is TagKind.OPEN:
                looks.append(int(look.partition(":")[0]))
        return "".join(out)

    def _base(self, holder: Node) -> int:
        """The look that most letters of a paragraph, or of a link in it, have."""
        count: Counter[int] = Counter()
        for child in holder.elements:
            if is_word(child, "r"):
                count[self._look(child)] += sum(len(each.text) for each in child.elements if is_word(each, "t"))
        return count.most_common(1)[0][0] if count else 0

    def _look(self, run: Node) -> int:
        found = next((child for child in run.elements if is_word(child, "rPr")), None)
        raw = self._data[found.start : found.end].decode() if found is not None else ""
        key = _NO_LOOK.sub("", raw)
        key = "" if found is None or re.fullmatch(r"<[^<>]*>\s*</[^<>]*>|<[^<>]*/>", key) else key
        if key not in self._known:
            self._known[key] = len(self._looks)
            self._looks.append(raw)
            self._names.append(_called(found) if found is not None else "")
        return self._known[key]

    def _items(self, holder: Node) -> Iterator[_Item]:
        for child in holder.elements:
            local = child.local
            if is_word(child, "r"):
                yield from self._run_items(child)
            elif local in _UNSEEN:
                continue
            elif local == "sdt" or (local in _HOLDERS and child.inner != child.end):
                inner = child.first("sdtContent") if local == "sdt" else child
                if inner is None or inner.inner == inner.end:
                    yield _Item(_alone(child, local, edge=True))
                    continue
                name = f"hold:{self._base(inner)}:{child.start}"
                yield _Item(Piece(child.start, inner.inner, "", TagKind.OPEN, name, local))
                yield from self._items(inner)
                yield _Item(Piece(inner.close, child.end, "", TagKind.CLOSE, name, local))
            else:
                yield _Item(_alone(child, local, edge=local in _EDGES))

    def _run_items(self, run: Node) -> Iterator[_Item]:
        look = self._look(run)
        fields = [each for each in run.elements if each.local in ("fldChar", "instrText", "delInstrText")]
        if fields:
            does = fields[0].local if fields[0].local != "fldChar" else _does(fields[0])
            said = "".join(each.text for each in fields)
            yield _Item(Piece(run.start, run.end, "", TagKind.ALONE, "field", said.strip(), edge=True), field=does)
            return
        for child in run.elements:
            if child.local in _UNSEEN:
                continue
            if is_word(child, "t") or child.local in _LETTERS:
                words = _LETTERS.get(child.local) or child.text
                words = words if child.attributes.get(_KEPT_SPACE) == "preserve" else words.strip(" \t\r\n")
                if words:
                    yield _Item(Piece(LOOSE, LOOSE, words), look)
                continue
            gap = child.local in _GAPS
            label = _GAPS.get(child.local, child.local)
            edge = gap or child.local in _EDGES
            yield _Item(Piece(child.start, child.end, "", TagKind.ALONE, f"run:{look}", label, edge=edge, gap=gap))

    def _fields(self, items: list[_Item]) -> list[_Item]:
        """Fields as one tag each; the words of a link that is a field are words."""
        found: list[_Item] = []
        place = 0
        while place < len(items):
            end = _field_end(items, place) if items[place].field == "begin" else -1
            if end < 0:
                found.append(items[place])
                place += 1
                continue
            inside = items[place : end + 1]
            said = "".join(each.piece.label for each in inside if each.field == "instrText").strip()
            parts = next((number for number, each in enumerate(inside) if each.field == "separate"), -1)
            first, last = inside[0].piece, inside[-1].piece
            if said.upper().startswith("HYPERLINK") and parts > 0:
                words = [each for each in inside[parts + 1 : -1] if each.look >= 0]
                name = f"hold:{_most(words)}:{first.start}"
                start = inside[parts].piece
                found.append(_Item(Piece(first.start, start.end, "", TagKind.OPEN, name, said)))
                found += self._fields(inside[parts + 1 : -1])
                found.append(_Item(Piece(last.start, last.end, "", TagKind.CLOSE, name, said)))
            else:
                found.append(_Item(Piece(first.start, last.end, "", TagKind.ALONE, "field", said)))
            place = end + 1
        return found

    def _shown(self, items: Sequence[_Item], base: int) -> list[Piece]:
        """The pieces, with tags where the look is not that of most letters."""
        found: list[Piece] = []
        bases = [base]
        now = -1
        number = 0

        def end_look() -> None:
            nonlocal now
            if now >= 0:
                found.append(Piece(LOOSE, LOOSE, "", TagKind.CLOSE, f"look:{now}:{number}", self._names[now], code=""))
            now = -1

        for item in items:
            piece = item.piece
            if piece.kind is not None:
                if piece.kind is not TagKind.ALONE or not piece.name.startswith("run:"):
                    end_look()
                found.append(piece)
                if piece.kind is TagKind.OPEN:
                    bases.append(int(piece.name.split(":")[1]))
                elif piece.kind is TagKind.CLOSE:
                    bases.pop()
                continue
            look = item.look if piece.words.strip() else (now if now >= 0 else bases[-1])
            if look != (now if now >= 0 else bases[-1]):
                end_look()
                if look != bases[-1]:
                    now, number = look, number + 1
                    name = f"look:{look}:{number}"
                    found.append(Piece(LOOSE, LOOSE, "", TagKind.OPEN, name, self._names[look], code=""))
            found.append(piece)
        end_look()
        return found


def require_xml(words: str) -> None:
    """Raise `UserError` for a letter that may not stand in XML."""
    wrong = _NOT_IN_XML.search(words)
    if wrong is not None:
        code = f"{ord(wrong[0]):04X}"
        raise UserError(ErrorKind.INPUT, tr("The character U+{code} may not stand in XML.", code=code))


def _joined(parts: Sequence[Written]) -> Iterator[Written]:
    """The parts with words side by side taken together, so that they are one run."""
    words = ""
    for part in parts:
        if part.piece is None:
            words += part.text
            continue
        if words:
            yield Written(words)
        words = ""
        yield part
    if words:
        yield Written(words)


def _run(prefix: str, look: str, words: str) -> str:
    """A run with words; a line break and a tab are elements of their own."""
    require_xml(words)
    out = []
    for part in re.split(r"(\r\n?|\n|\t)", words):
        if part in ("\n", "\r", "\r\n", "\t"):
            out.append(f"<{prefix}tab/>" if part == "\t" else f"<{prefix}br/>")
        elif part:
            out.append(f'<{prefix}t xml:space="preserve">{escape(part)}</{prefix}t>')
    return f"<{prefix}r>{look}{''.join(out)}</{prefix}r>" if out else ""


def _alone(node: Node, label: str, *, edge: bool) -> Piece:
    return Piece(node.start, node.end, "", TagKind.ALONE, "raw", label, edge=edge)


def _does(node: Node) -> str:
    return next((value for name, value in node.attributes.items() if name.endswith("fldCharType")), "")


def _field_end(items: Sequence[_Item], place: int) -> int:
    """Where a field ends that begins here; -1 where it goes on in another paragraph."""
    depth = 0
    for number in range(place, len(items)):
        depth += {"begin": 1, "end": -1}.get(items[number].field, 0)
        if depth == 0:
            return number
        if items[number].piece.kind is not None and items[number].piece.kind is not TagKind.ALONE:
            return -1
    return -1


def _most(items: Sequence[_Item]) -> int:
    count: Counter[int] = Counter()
    for item in items:
        count[item.look] += len(item.piece.words)
    return count.most_common(1)[0][0] if count else 0


def _called(look: Node) -> str:
    """What a look is called: `b i`, the name of its style, its colour."""
    found = []
    for child in look.elements:
        if child.local in _SHOWN:
            value = next((each for name, each in child.attributes.items() if name.endswith(" val")), "")
            found.append(
                value if child.local in ("vertAlign", "rStyle", "color", "highlight") and value else child.local
            )
    return " ".join(found) or "rPr"
