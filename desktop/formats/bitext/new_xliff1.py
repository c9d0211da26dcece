"""New XLIFF 1.2 files, for programs that know nothing newer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import Segment, SegmentState, Tag, TaggedText, TagKind
from desktop.core.words import tr
from desktop.formats.bitext.new_inline import Pairs, pairs_of, pieces, tags_of
from desktop.formats.bitext.xliff1 import WRITTEN

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xliff1_of(segments: Sequence[Segment], languages: tuple[str, str], original: str) -> bytes:
    """The segments as XLIFF 1.2. Raises `UserError` for a character that XML cannot hold."""
    units = [_unit(segment) for segment in segments]
    told = f'original={_quoted(original or "x")} source-language="{languages[0]}" target-language="{languages[1]}"'
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">',
        f'<file {told} datatype="plaintext" xml:space="preserve">',
        "<body>",
    ]
    return "\n".join([*head, *units, "</body>", "</file>", "</xliff>", ""]).encode()


def _unit(segment: Segment) -> str:
    tags = tags_of(segment)
    attributes = f"id={_quoted(segment.id)}"
    if segment.context:
        attributes += f" resname={_quoted(segment.context)}"
    if segment.locked:
        attributes += ' translate="no"'
    if segment.state is SegmentState.APPROVED:
        attributes += ' approved="yes"'
    if segment.most:
        attributes += f' maxwidth="{segment.most}" size-unit="char"'
    target = ""
    if not segment.target.is_empty:
        state, qualifier = WRITTEN[segment.state]
        told = f' state="{state}"' + (f' state-qualifier="{qualifier}"' if qualifier else "")
        target = f"<target{told}>{_text(segment.target, tags)}</target>"
    notes = "".join(f"<note>{_words(note)}</note>" for note in segment.notes)
    source = f"<source>{_text(segment.source, tags)}</source>"
    return f"<trans-unit {attributes}>{source}{target}{notes}</trans-unit>"


def _text(text: TaggedText, tags: dict[int, Tag]) -> str:
    pairs = pairs_of(text, tags)
    return "".join(_words(piece) if isinstance(piece, str) else _code(piece, pairs) for piece in pieces(text, tags))


def _code(tag: Tag, pairs: Pairs) -> str:
    told = f" equiv-text={_quoted(tag.label)}" if tag.label else ""
    if tag.kind is TagKind.OPEN and tag.number in pairs.closes:
        return f'<bpt id="{tag.number}" rid="{tag.number}"{told}>{_words(tag.code)}</bpt>'
    if tag.kind is TagKind.CLOSE and tag.number in pairs.opens:
        return f'<ept id="{tag.number}" rid="{pairs.opens[tag.number]}"{told}>{_words(tag.code)}</ept>'
    if tag.kind is TagKind.ALONE:
        return f'<ph id="{tag.number}"{told}>{_words(tag.code)}</ph>'
    position = "open" if tag.kind is TagKind.OPEN else "close"
    return f'<it id="{tag.number}" pos="{position}"{told}>{_words(tag.code)}</it>'


def _words(text: str) -> str:
    found = _NOT_IN_XML.search(text)
    if found:
        code = f"{ord(found[0]):04X}"
        raise UserError(ErrorKind.INPUT, tr("The character U+{code} may not stand in XML.", code=code))
    return escape(text, {"\r": "&#13;"})


def _quoted(text: str) -> str:
    return quoteattr(_NOT_IN_XML.sub("\ufffd", text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
