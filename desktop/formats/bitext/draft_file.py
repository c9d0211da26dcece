"""Drafts as files of one language: the fields of a product, mail or post, from the desk or from a JSON file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy, FieldValue, field_of
from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import Change
from desktop.core.words import tr
from desktop.formats.bitext.markdown_file import MarkdownPart
from desktop.formats.bitext.monolingual import Edit, Monolingual, Paragraph, Writer, Written, applied
from desktop.formats.bitext.monolingual_pieces import Piece
from desktop.formats.bitext.monolingual_text import TextSource
from desktop.formats.bitext.segmenting import Segmenter
from desktop.formats.bitext.xml_scan import refuse

ENDINGS = (".json",)
"""The endings of drafts in files."""

_MARKED = re.compile(r"body|description|text|(?:\w+\.)?description|b\d+(?:\.\w+)?")
_NEVER = re.compile(r"seo_description|(?:meta_ads|google_ads)\..+|b\d+\.(?:link|url|price|alt)")
_NO_TEXT = frozenset({"id", "draft", "kind", "language", "saved_at", "model", "prompt", "version", "channel", "error"})
_ADDRESS = re.compile(r"(?:https?://|mailto:|www\.)\S+|\S+@\S+\.\w+|\{\{[^{}]*\}\}|\{%[^%]*%\}|\*\|[^|]*\|\*")
_TOKEN = re.compile(r'[\s,:]+|[{}\[\]]|"|[^\s,:{}\[\]"]+')


class DraftFile(Monolingual):
    """A draft whose fields are translated one by one."""

    def __init__(self, copy: Copy, language: str = "", rules: Segmenter | None = None, data: bytes = b"") -> None:
        self._copy = copy
        self._fields = [FieldPart(address, text) for address, text in copy.addressed() if text.strip()]
        self._put: Callable[[Mapping[str, str]], bytes] = self._as_json
        super().__init__(
            tr("Draft"), self._fields, self._assembled, data or _json_of(copy), source=language, rules=rules
        )

    def copy_written(self, changes: Mapping[str, Change]) -> Copy:
        """The draft with translations in the places of its texts; a segment without a target keeps its source."""
        return _with(self._copy, self._texts(self.edits(changes)))

    def _assembled(self, edits: Sequence[Sequence[Edit]]) -> bytes:
        return self._put(self._texts(edits))

    def _texts(self, edits: Sequence[Sequence[Edit]]) -> dict[str, str]:
        """The texts that changed, by their addresses."""
        return {field.address: field.with_edits(own) for field, own in zip(self._fields, edits, strict=True) if own}

    def _as_json(self, texts: Mapping[str, str]) -> bytes:
        return _json_of(_with(self._copy, texts))


class JsonFile(DraftFile):
    """A draft in a JSON file, as `export` and `write` give it; only the strings that change are written anew."""

    def __init__(self, data: bytes, source: str = "", rules: Segmenter | None = None) -> None:
        """Raises `UserError` with the line where it is no JSON, or holds no texts."""
        self._source = TextSource(data)
        document = _read(self._source.text)
        self._strings = {each.address: each for each in _texts_in(self._source.text)}
        if not self._strings:
            raise UserError(ErrorKind.INPUT, tr("There are no texts in it that can be translated."))
        said = document.get("language") if isinstance(document, dict) else ""
        language = source or (said if isinstance(said, str) else "")
        copy = Copy({address: each.value for address, each in self._strings.items()})
        super().__init__(copy, language, rules, data)
        self._put = self._in_place

    def _in_place(self, texts: Mapping[str, str]) -> bytes:
        plain = "\\u" in self._source.text and self._source.text.isascii()
        edits = [
            Edit(self._strings[address].start, self._strings[address].end, json.dumps(text, ensure_ascii=plain))
            for address, text in texts.items()
        ]
        return self._source.assembled([sorted(edits)])


def open_draft(copy: Copy, kind: Kind, brief: Brief, rules: Segmenter | None = None) -> DraftFile:
    """The texts of a draft as segments; `copy_written` gives the translated draft.

    The ids of segments stay as long as its texts do. `kind` is that of the draft, whose language its brief names.
    """
    del kind  # every field says by its name what it is, in drafts of all kinds
    return DraftFile(copy, brief.language, rules)


class FieldPart:
    """One field in paragraphs; see `Part`. A body and a description are Markdown, all others plain words."""

    def __init__(self, address: str, text: str) -> None:
        self.address = address
        self._source = TextSource(text.encode("utf-8", "surrogatepass") if text.isascii() else text.encode())
        name = field_of(address)
        found: Sequence[Paragraph] = []
        if _ADDRESS.fullmatch(text.strip()) is None:
            marked = _MARKED.fullmatch(name) is not None and _NEVER.fullmatch(name) is None
            found = MarkdownPart(self._source, by_line=True).paragraphs if marked else list(self._lines())
        label = field_label(address)
        self.paragraphs: Sequence[Paragraph] = [
            each._replace(
                unit=address if len(found) == 1 else f"{address}/{number}", context=_context(label, each.context)
            )
            for number, each in enumerate(found, 1)
        ]

    def raw(self, start: int, end: int) -> str:
        """What stands there."""
        return self._source.raw(start, end)

    def with_edits(self, edits: Sequence[Edit]) -> str:
        """The field with edits."""
        return applied(self._source.text, edits)

    def _lines(self) -> Iterator[Paragraph]:
        """Each line by itself."""
        for found in re.finditer(r"[^\r\n]+", self._source.text):
            piece = Piece(found.start(), found.end(), found[0])
            once = field_of(self.address) in _TITLES
            line = self._source.line_of(found.start())
            yield Paragraph(found.start(), found.end(), [piece], _plain_writer(), at_once=once, line=line)


_TITLES = frozenset({"title", "seo_title", "subject", "preheader"})


def field_label(address: str) -> str:
    """What a field is called where its texts are translated."""
    labels = {
        "title": tr("Title"), "description": tr("Description"), "bullets": tr("Bullet point"),
        "seo_title": tr("SEO title"), "seo_description": tr("SEO description"), "subject": tr("Subject"),
        "preheader": tr("Preheader"), "body": tr("Text"), "excerpt": tr("Excerpt"),
    }  # fmt: skip
    return labels.get(field_of(address), address)


def _context(label: str, within: str) -> str:
    if not within or within == tr("Paragraph"):
        return label
    return tr("{field}: {part}", field=label, part=within)


def _plain_writer() -> Writer:
    def write(parts: Sequence[Written], _first: Piece) -> str:
        return " ".join("".join(part.text for part in parts).splitlines())

    return write


def _with(copy: Copy, texts: Mapping[str, str]) -> Copy:
    """A copy with other texts at these addresses."""
    fields: dict[str, FieldValue] = {}
    for name, value in copy.fields.items():
        if isinstance(value, str):
            fields[name] = texts.get(name, value)
        else:
            fields[name] = tuple(texts.get(f"{name}[{place}]", item) for place, item in enumerate(value))
    return Copy(fields)


def _json_of(copy: Copy) -> bytes:
    return msgspec.json.format(msgspec.json.encode(copy.fields), indent=2) + b"\n"


class _String(NamedTuple):
    """A text in a JSON file: the address of its field, and where it stands with its quotes."""

    address: str
    start: int
    end: int
    value: str


def _read(text: str) -> object:
    try:
        document: object = json.loads(text)
    except json.JSONDecodeError as error:
        refuse(error.lineno, tr("this is not JSON ({reason}).", reason=error.msg))
    except RecursionError as error:
        raise UserError(ErrorKind.INPUT, tr("This document is nested too deeply to be read.")) from error
    return document


def _texts_in(text: str) -> Iterator[_String]:
    """The texts of fields, of which the names stand in an object `fields`, or in the file itself where none is."""
    found = [each for each in _strings(text) if each[0]]
    anywhere = any("fields" in path for path, *_ in found)
    seen: set[str] = set()
    for path, start, end, value in found:
        own = path[path.index("fields") + 1 :] if "fields" in path else () if anywhere else path
        if not 1 <= len(own) <= 2 or not isinstance(own[0], str) or (not anywhere and own[0] in _NO_TEXT):
            continue
        if len(own) == 2 and not isinstance(own[1], int):
            continue
        before = "".join(f"{each}." for each in path[: path.index("fields")]) if anywhere else ""
        address = before + own[0] + (f"[{own[1]}]" if len(own) == 2 else "")
        if address not in seen:
            seen.add(address)
            yield _String(address, start, end, value)


Path = tuple[str | int, ...]


def _strings(text: str) -> Iterator[tuple[Path, int, int, str]]:
    """All strings that are values, with the names and numbers on the way to them."""
    decoder = json.JSONDecoder()
    path: list[str | int] = []
    objects: list[bool] = []
    name_next = False
    place = 0
    while (found := _TOKEN.match(text, place)) is not None:
        place, sign = found.end(), found[0]
        if sign == '"':
            value, place = decoder.raw_decode(text, found.start())
            if name_next:
                path[-1], name_next = value, False
            else:
                yield tuple(path), found.start(), place, value
        elif sign in "{[":
            objects.append(sign == "{")
            path.append("" if sign == "{" else 0)
            name_next = sign == "{"
        elif sign in "}]":
            path.pop()
            name_next = False
            objects.pop()
        elif "," in sign and objects:
            name_next = objects[-1]
            if not objects[-1]:
                last = path[-1]
                path[-1] = last + 1 if isinstance(last, int) else 0
