"""New XLIFF files, 2.1 or 1.2, of the segments of any file: for a translator with another program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import Segment, Tag, TaggedText, TagKind
from desktop.core.words import tr
from desktop.formats.bitext.bitext import Bitext
from desktop.formats.bitext.new_inline import Pairs, by_unit, pairs_of, pieces, tags_of
from desktop.formats.bitext.new_xliff1 import xliff1_of
from desktop.formats.bitext.xliff2 import SLR, WRITTEN
from desktop.formats.bitext.xliff2_shapes import CORE

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")
_TOKEN = re.compile(r"[A-Za-z0-9._-]+")


def xliff_of(bitext: Bitext, source: str, target: str, version: str = "2.1", original: str = "") -> bytes:
    """The segments as XLIFF with their targets, states, notes and limits; `original` is the name of their file.

    Ids of segments are kept where they can stand in XLIFF. Raises `UserError` for languages that nobody can name.
    """
    languages = (_language(source or bitext.languages.source), _language(target or bitext.languages.target))
    if version == "1.2":
        return xliff1_of(bitext.segments, languages, original)
    names = _Names()
    units = [line for row in by_unit(bitext.segments) for line in _unit(row, names)]
    if not units:
        raise UserError(ErrorKind.INPUT, tr("There is nothing to translate in this file."))
    limited = any(segment.most for segment in bitext.segments)
    profiles = ['<slr:profiles generalProfile="xliff:codepoints"/>'] if limited else []
    spaces = f'xmlns="{CORE[0]}"' + (f' xmlns:slr="{SLR}"' if limited else "")
    named = f" original={_quoted(original)}" if original else ""
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff {spaces} version="{version}" srcLang="{languages[0]}" trgLang="{languages[1]}">',
        f'<file id="f1"{named} xml:space="preserve">',
    ]
    return "\n".join([*head, *profiles, *units, "</file>", "</xliff>", ""]).encode()


class _Names:
    """Ids of units: those that they have, where no other has them and XLIFF lets them stand."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, wanted: str) -> str:
        """An id for a unit that was called `wanted`."""
        found = wanted if _TOKEN.fullmatch(wanted) else ""
        number = len(self._taken) + 1
        while not found or found in self._taken:
            found, number = f"u{number}", number + 1
        self._taken.add(found)
        return found


def _language(name: str) -> str:
    tag = name.strip().replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        raise UserError(
            ErrorKind.INPUT,
            tr("The languages of the file are not known."),
            tr("Name both, as “en” and “nl”."),
        )
    return tag


def _unit(row: Sequence[Segment], names: _Names) -> Iterator[str]:
    first = row[0]
    wanted = first.id if len(row) == 1 else first.unit
    attributes = [f'id="{names.of(wanted)}"']
    if first.context or first.unit:
        attributes.append(f"name={_quoted(first.context or first.unit)}")
    if first.locked:
        attributes.append('translate="no"')
    if len(row) == 1 and first.most:
        attributes.append(f'slr:sizeRestriction="{first.most}"')
    yield f"<unit {' '.join(attributes)}>"
    notes = list(dict.fromkeys(note for segment in row for note in segment.notes))
    if notes:
        yield f"<notes>{''.join(f'<note>{_in_xml(note)}</note>' for note in notes)}</notes>"
    writers = [_Inline(segment, f"{place}-" if len(row) > 1 else "") for place, segment in enumerate(row, 1)]
    data = "".join(
        f'<data id="{writer.data(tag)}">{_words(tag.code)}</data>' for writer in writers for tag in writer.tags.values()
    )
    if data:
        yield f"<originalData>{data}</originalData>"
    for place, (segment, writer) in enumerate(zip(row, writers, strict=True), 1):
        yield _segment(segment, writer, f"s{place}" if len(row) > 1 else "")
    yield "</unit>"


def _segment(segment: Segment, writer: _Inline, name: str) -> str:
    state, sub = WRITTEN[segment.state]
    attributes = f' id="{name}"' if name else ""
    target = ""
    if not segment.target.is_empty:
        attributes += f' state="{state}"' + (f' subState="{sub}"' if sub else "")
        target = f"<target>{writer.written(segment.target)}</target>"
    return f"<segment{attributes}><source>{writer.written(segment.source)}</source>{target}</segment>"


class _Inline:
    """Writes the texts of one segment; `prefix` tells its tags from those of other segments of the unit.

    Pairs are elements where both texts hold them well, and starts and ends of their own otherwise: a tag is written
    alike in source and target.
    """

    def __init__(self, segment: Segment, prefix: str) -> None:
        self.tags = tags_of(segment)
        self._prefix = prefix
        texts = [each for each in (segment.source, segment.target) if each.chips]
        told = [pairs_of(text, self.tags) for text in texts]
        self._nested = all(each.nested for each in told) and all(each.closes == told[0].closes for each in told)

    def data(self, tag: Tag) -> str:
        """The id of the tag's code."""
        return f"d{self._prefix}{tag.number}"

    def written(self, text: TaggedText) -> str:
        """The text as XLIFF."""
        pairs = pairs_of(text, self.tags)
        seen: set[int] = set()
        parts = []
        for piece in pieces(text, self.tags):
            if isinstance(piece, str):
                parts.append(_words(piece))
                continue
            copy = piece.number in seen
            seen.add(piece.number)
            parts.append(self._code(piece, pairs, copy=copy))
        return "".join(parts)

    def _code(self, tag: Tag, pairs: Pairs, *, copy: bool) -> str:
        if copy:
            raise UserError(ErrorKind.INPUT, tr("The tag {tag} is there twice.", tag=f"{{{tag.number}}}"))
        name, data = f"{self._prefix}{tag.number}", self.data(tag)
        shown = _quoted(tag.label or tag.code)
        if tag.kind is TagKind.ALONE:
            return f'<ph id="{name}" dataRef="{data}" disp={shown}/>'
        if self._nested:
            if tag.kind is TagKind.CLOSE:
                return "</pc>"
            end = self.tags[pairs.closes[tag.number]]
            shown_end = _quoted(end.label or end.code)
            return (
                f'<pc id="{name}" dataRefStart="{data}" dataRefEnd="{self.data(end)}" dispStart={shown}'
                f" dispEnd={shown_end}>"
            )
        if tag.kind is TagKind.OPEN:
            alone = "" if tag.number in pairs.closes else ' isolated="yes"'
            return f'<sc id="{name}" dataRef="{data}" disp={shown}{alone}/>'
        start = pairs.opens.get(tag.number)
        which = f'id="{name}" isolated="yes"' if start is None else f'startRef="{self._prefix}{start}"'
        return f'<ec {which} dataRef="{data}" disp={shown}/>'


def _words(text: str) -> str:
    """Words as XML; a character that XML has none for is written by its code."""
    return _NOT_IN_XML.sub(lambda found: f'<cp hex="{ord(found[0]):04X}"/>', escape(text, {"\r": "&#13;"}))


def _in_xml(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", text), {"\r": "&#13;"})


def _quoted(text: str) -> str:
    return quoteattr(_NOT_IN_XML.sub("\ufffd", text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
