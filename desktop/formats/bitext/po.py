"""PO files of gettext: read line by line, and written with their translations and fuzzy flags changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import Change, Segment, SegmentState, TaggedText
from desktop.core.words import tr
from desktop.formats.bitext.bitext import Languages, UniqueIds, no_such, told_where
from desktop.formats.bitext.splices import Splice, spliced
from desktop.formats.bitext.xml_scan import refuse

_CHARSET = re.compile(rb"charset=([A-Za-z0-9._-]+)", re.IGNORECASE)
_LANGUAGE = re.compile(r"^Language:[ \t]*(\S+)", re.MULTILINE)
_KEYWORD = re.compile(rb'(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d+)\])?)[ \t]*(".*)', re.DOTALL)
_STRING = re.compile(rb'"((?:[^"\\]|\\.)*)"[ \t]*$', re.DOTALL)
_ESCAPE = re.compile(r'\\(?:([nrtabfv\\"])|([0-7]{1,3})|x([0-9A-Fa-f]{2}))')
_NAMED = {"n": "\n", "r": "\r", "t": "\t", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\", '"': '"'}
_WRITTEN = {letter: f"\\{name}" for name, letter in _NAMED.items()}
_FUZZY = re.compile(rb",\s*fuzzy\b")


class _Text(NamedTuple):
    """A string of an entry: where it stands, from its keyword to the end of its last line, and what it is."""

    start: int
    end: int
    value: str
    line: int


class _Entry:
    """One entry: its strings by keyword, its flags' place and its comments."""

    def __init__(self) -> None:
        self.texts: dict[str, _Text] = {}
        self.notes: list[str] = []
        self.flags: tuple[int, int] | None = None
        self.previous: list[tuple[int, int]] = []
        self.fuzzy = False

    @property
    def start(self) -> int:
        """Where its first keyword stands."""
        return min(text.start for text in self.texts.values())


class Po:
    """An opened PO file."""

    format = "PO"

    def __init__(self, data: bytes) -> None:
        """Raises `UserError` with the line for what is not PO."""
        self._data = data
        self._bom = 3 if data.startswith(b"\xef\xbb\xbf") else 0
        found = _CHARSET.search(data[:100_000])
        self._encoding = found[1].decode().lower() if found and found[1] != b"CHARSET" else _undeclared(data)
        self._break = b"\r\n" if b"\r\n" in data[:10_000] else b"\n"
        self._entries: dict[str, tuple[_Entry, str]] = {}
        header = ""
        segments, ids = [], UniqueIds()
        for entry in self._read():
            if not entry.texts["msgid"].value and "msgctxt" not in entry.texts:
                header = header or entry.texts["msgstr"].value
                continue
            for keyword in [name for name in entry.texts if name.startswith("msgstr")]:
                segment = _segment(entry, keyword, ids)
                self._entries[segment.id] = (entry, keyword)
                segments.append(segment)
        language = _LANGUAGE.search(header)
        self.languages = Languages("", language[1] if language else "")
        self.segments = tuple(segments)

    def written(self, changes: Mapping[str, Change], target_language: str = "") -> bytes:
        """The bytes of the file with these changes; see `Bitext`. The language stands in the header and stays."""
        del target_language
        no_such(changes, self._entries)
        splices: dict[tuple[int, int], Splice] = {}
        by_id = {segment.id: segment for segment in self.segments}
        for name, change in changes.items():
            segment, (entry, keyword) = by_id[name], self._entries[name]
            if (change.target, change.state) == (segment.target, segment.state):
                continue
            text = entry.texts[keyword]
            if change.target != segment.target:
                try:
                    splices[text.start, text.end] = Splice(text.start, text.end, self._string(keyword, change, segment))
                except UserError as error:
                    raise told_where(segment, error) from error
            fuzzy = change.state in (SegmentState.DRAFT, SegmentState.REJECTED) and not change.target.is_empty
            if fuzzy is not entry.fuzzy:
                flag = self._flag(entry, fuzzy=fuzzy)
                splices[flag.start, flag.end] = flag
        return spliced(self._data, list(splices.values()))

    def _string(self, keyword: str, change: Change, segment: Segment) -> bytes:
        """A keyword with its string, one line of the file for each line of the text, as gettext writes it."""
        text = change.target.text
        for begins in (str.startswith, str.endswith):
            if text and segment.source.text and begins(segment.source.text, "\n") is not begins(text, "\n"):
                raise UserError(ErrorKind.INPUT, tr("Source and target must begin and end with a line break alike."))
        lines = text.splitlines(keepends=True) if "\n" in text else [text]
        if len(lines) > 1:
            lines = ["", *lines]
        quoted = [f'"{"".join(_WRITTEN.get(letter, letter) for letter in line)}"' for line in lines]
        try:
            parts = [part.encode(self._encoding) for part in (f"{keyword} {quoted[0]}", *quoted[1:])]
        except UnicodeEncodeError as error:
            letter = str(error.object)[error.start : error.start + 1]
            reason = tr("The file is in {encoding}, which has no “{letter}”.", encoding=self._encoding, letter=letter)
            raise UserError(ErrorKind.INPUT, reason, tr("Save it in UTF-8 first.")) from error
        return self._break.join(parts)

    def _flag(self, entry: _Entry, *, fuzzy: bool) -> Splice:
        if entry.flags is None:
            return Splice(entry.start, entry.start, b"#, fuzzy" + self._break)
        start, end = entry.flags
        line = self._data[start:end]
        if fuzzy:
            return Splice(start, end, b"#, fuzzy" + line[2:] if line.startswith(b"#,") else line)
        rest = _FUZZY.sub(b"", line, count=1)
        if rest.strip() in (b"#", b"#,"):
            after = end + len(self._break)
            return Splice(start, after, b"")
        return Splice(start, end, rest)

    def _read(self) -> Iterator[_Entry]:
        entry, keyword, place, line = _Entry(), "", self._bom, 0
        for raw in self._data[self._bom :].splitlines(keepends=True):
            line += 1
            bare, start = raw.rstrip(b"\r\n"), place
            place += len(raw)
            if not bare.strip() or bare.startswith(b"#~"):
                keyword = ""
                continue
            begins = bare.startswith((b"#", b"msgctxt", b"msgid ", b"msgid\t"))
            again = not bare.startswith(b"#") and "msgid" in entry.texts
            if begins and (again or any(name.startswith("msgstr") for name in entry.texts)):
                yield self._whole(entry, line)
                entry = _Entry()
            if bare.startswith(b"#"):
                self._comment(entry, bare, start, line)
                keyword = ""
                continue
            keyword = self._text(entry, bare, start, keyword, line)
        if entry.texts:
            yield self._whole(entry, line)

    def _comment(self, entry: _Entry, bare: bytes, start: int, line: int) -> None:
        if bare.startswith(b"#,"):
            entry.flags = (start, start + len(bare))
            entry.fuzzy = _FUZZY.search(bare) is not None
        elif bare.startswith((b"#.", b"# ")):
            entry.notes.append(self._decoded(bare[2:], line).strip())

    def _text(self, entry: _Entry, bare: bytes, start: int, keyword: str, line: int) -> str:
        """Take one line of a string; returns the keyword that it belongs to."""
        found = _KEYWORD.match(bare.lstrip())
        if found is not None:
            keyword = found[1].decode()
            if keyword in entry.texts:
                refuse(line, tr("{name} is there twice.", name=keyword))
            string = found[3]
        elif keyword and bare.lstrip().startswith(b'"'):
            string = bare.lstrip()
        else:
            refuse(line, tr("this is no line of a PO file."))
        quoted = _STRING.fullmatch(string)
        if quoted is None:
            refuse(line, tr("a quotation mark is missing."))
        value = _unescaped(self._decoded(quoted[1], line))
        known = entry.texts.get(keyword)
        end = start + len(bare)
        entry.texts[keyword] = (
            _Text(start, end, value, line) if known is None else known._replace(end=end, value=known.value + value)
        )
        return keyword

    @staticmethod
    def _whole(entry: _Entry, line: int) -> _Entry:
        if "msgid" not in entry.texts or not any(name.startswith("msgstr") for name in entry.texts):
            refuse(line, tr("an entry before this line has no {name}.", name="msgid / msgstr"))
        return entry

    def _decoded(self, data: bytes, line: int) -> str:
        try:
            return data.decode(self._encoding)
        except UnicodeDecodeError:
            refuse(line, tr("this is not text in {encoding}.", encoding=self._encoding))
        except LookupError as error:
            raise UserError(ErrorKind.INPUT, tr("Nobody knows the encoding {name}.", name=self._encoding)) from error


def _segment(entry: _Entry, keyword: str, ids: UniqueIds) -> Segment:
    source = entry.texts["msgid"]
    if keyword not in ("msgstr", "msgstr[0]") and "msgid_plural" in entry.texts:
        source = entry.texts["msgid_plural"]
    context = entry.texts["msgctxt"].value if "msgctxt" in entry.texts else ""
    unit = context or entry.texts["msgid"].value
    target = entry.texts[keyword].value
    state = SegmentState.UNTRANSLATED if not target else SegmentState.DRAFT if entry.fuzzy else SegmentState.TRANSLATED
    name = unit if keyword == "msgstr" else f"{unit} {keyword[6:]}"
    return Segment(
        ids.of(name), unit, TaggedText(source.value), TaggedText(target), state, (), tuple(entry.notes), context,
        line=entry.texts[keyword].line,
    )  # fmt: skip


def _undeclared(data: bytes) -> str:
    """The encoding of a file that does not say it."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def _unescaped(text: str) -> str:
    def letter(found: re.Match[str]) -> str:
        if found[1]:
            return _NAMED[found[1]]
        return chr(int(found[2], 8) if found[2] else int(found[3], 16))

    return _ESCAPE.sub(letter, text) if "\\" in text else text
