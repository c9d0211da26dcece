"""New TMX 1.4 files: what a memory holds, or the translated segments of any file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from desktop.core.segment import Segment, Tag, TaggedText, TagKind
from desktop.core.translation import MemoryUnit
from desktop.formats.bitext.bitext import Bitext
from desktop.formats.bitext.new_inline import Pairs, pairs_of, pieces, tags_of

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CHIP = re.compile(r"(\{[1-9]\d*\})")
_NOT_DIGITS = re.compile(r"[-:]")


def tmx_of(units: Iterable[MemoryUnit], source: str, target: str) -> bytes:
    """The units of a memory as TMX; `{1}` in a text is a tag, and stands as a code that other programs protect."""
    return _document((_memory_unit(unit, source, target) for unit in units), source)


def tmx_of_bitext(bitext: Bitext, source: str, target: str) -> bytes:
    """The translated segments of a file as TMX, with their tags."""
    return _document((_segment(each, source, target) for each in bitext.segments if not each.target.is_empty), source)


def _document(units: Iterator[str], source: str) -> bytes:
    tool = 'creationtool="Copydesk" creationtoolversion="1" o-tmf="Copydesk" adminlang="en"'
    header = f'<header {tool} segtype="sentence" srclang={quoteattr(source)} datatype="plaintext"/>'
    head = ['<?xml version="1.0" encoding="UTF-8"?>', '<tmx version="1.4">', header, "<body>"]
    return "\n".join([*head, *units, "</body>", "</tmx>", ""]).encode()


def _memory_unit(unit: MemoryUnit, source: str, target: str) -> str:
    attributes = ""
    if at := _time(unit.at):
        attributes += f' changedate="{at}"'
    if unit.by:
        attributes += f" changeid={quoteattr(_NOT_IN_XML.sub('', unit.by))}"
    props = "".join(
        f'<prop type="{kind}">{_words(text)}</prop>'
        for kind, text in (("x-context-pre", unit.before), ("x-context-post", unit.after))
        if text
    )
    return _unit(attributes + ">" + props, source, target, _chipped(unit.source), _chipped(unit.target))


def _segment(segment: Segment, source: str, target: str) -> str:
    tags = tags_of(segment)
    notes = "".join(f"<note>{_words(note)}</note>" for note in segment.notes)
    head = f" tuid={quoteattr(_NOT_IN_XML.sub('', segment.id))}>{notes}"
    return _unit(head, source, target, _text(segment.source, tags), _text(segment.target, tags))


def _unit(head: str, source: str, target: str, text: str, goal: str) -> str:
    variants = "".join(
        f"<tuv xml:lang={quoteattr(language)}><seg>{words}</seg></tuv>"
        for language, words in ((source, text), (target, goal))
    )
    return f"<tu{head}{variants}</tu>"


def _chipped(text: str) -> str:
    """A memory's text, whose tags are written as `{1}`."""
    parts = _CHIP.split(text)
    return "".join(
        f'<ph x="{part[1:-1]}">{part}</ph>' if place % 2 else _words(part) for place, part in enumerate(parts)
    )


def _text(text: TaggedText, tags: dict[int, Tag]) -> str:
    pairs = pairs_of(text, tags)
    return "".join(_words(piece) if isinstance(piece, str) else _code(piece, pairs) for piece in pieces(text, tags))


def _code(tag: Tag, pairs: Pairs) -> str:
    code = _words(tag.code)
    if tag.kind is TagKind.OPEN and tag.number in pairs.closes:
        return f'<bpt i="{tag.number}" x="{tag.number}">{code}</bpt>'
    if tag.kind is TagKind.CLOSE and tag.number in pairs.opens:
        return f'<ept i="{pairs.opens[tag.number]}">{code}</ept>'
    if tag.kind is TagKind.ALONE:
        return f'<ph x="{tag.number}">{code}</ph>'
    position = "begin" if tag.kind is TagKind.OPEN else "end"
    return f'<it pos="{position}" x="{tag.number}">{code}</it>'


def _time(at: str) -> str:
    """A time as TMX writes it: `20261123T081500Z`."""
    digits = _NOT_DIGITS.sub("", at.partition("+")[0].partition(".")[0]).rstrip("Z")
    return f"{digits}Z" if re.fullmatch(r"\d{8}T\d{6}", digits) else ""


def _words(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", text), {"\r": "&#13;"})
