"""Web pages in one language: the words of their blocks, and the attributes that people read, become segments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape

from desktop.core.segment import TagKind
from desktop.core.words import tr
from desktop.formats.bitext.monolingual import Monolingual, Paragraph, Writer, Written
from desktop.formats.bitext.monolingual_html_scan import (
    RAW,
    VOID,
    Kind,
    Token,
    attributes_of,
    said_encodings,
    tokens_of,
    values_of,
)
from desktop.formats.bitext.monolingual_pieces import Piece
from desktop.formats.bitext.monolingual_text import TextSource
from desktop.formats.bitext.segmenting import Segmenter

ENDINGS = (".html", ".htm", ".xhtml")
"""The endings of pages."""

_BLOCKS = frozenset({
    "address", "article", "aside", "base", "blockquote", "body", "button", "caption", "center", "col", "colgroup",
    "datalist", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html",
    "iframe", "legend", "li", "link", "main", "map", "menu", "meta", "nav", "noembed", "noframes", "noscript", "ol",
    "optgroup", "option", "p", "pre", "script", "search", "section", "select", "slot", "style", "summary", "table",
    "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "title", "tr", "ul", "xmp",
})  # fmt: skip
_WHOLE = frozenset({"code", "samp", "svg", "math", "object", "audio", "video", "canvas", "picture", "map"})
_DEEPEST = 300
_GAPS = frozenset({"br", "wbr"})
_READ = frozenset({"alt", "title", "placeholder", "aria-label", "aria-description"})
_LABELS = {"option": "label", "optgroup": "label", "track": "label", "table": "summary"}
_BUTTONS = frozenset({"submit", "button", "reset"})
_DESCRIBING = frozenset(
    {"description", "og:title", "og:description", "og:image:alt", "twitter:title", "twitter:description"}
)
_OTHERWISE = re.compile(
    r"[ \t\r\n\f]{2,}|[\t\r\n\f]|&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
)
_REFERENCE = re.compile(r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_FILLED_IN = re.compile(r"\{\{[^{}]{0,300}\}\}|\{%[^%]{0,300}%\}|\*\|[^|*]{0,200}\|\*")
_MARKUP = re.compile(r"<[A-Za-z/!?]")
_BLANKS = re.compile(r"\s*[\r\n]\s*")
_LANGUAGE = re.compile(r"""<html\b[^>]{0,400}?\slang\s*=\s*["']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)""", re.IGNORECASE)


class HtmlFile(Monolingual):
    """An opened page."""

    def __init__(self, data: bytes, source: str = "", rules: Segmenter | None = None) -> None:
        """Raises `UserError` where its bytes are no text."""
        text = TextSource(data, said_encodings(data), references=True)
        said = _LANGUAGE.search(text.text[:20_000])
        language = source or (said[1] if said is not None else "")
        super().__init__("HTML", [HtmlPart(text)], text.assembled, data, source=language, rules=rules)


class HtmlPart:
    """A page, or a part of a text that is HTML, in paragraphs; see `Part`."""

    def __init__(self, source: TextSource, start: int = 0, end: int | None = None) -> None:
        self.raw = source.raw
        self._source = source
        self._text = source.text
        self._nbsp = source.has_nbsp
        self._tokens = list(tokens_of(self._text, start, end))
        self._mates = _mates(self._tokens)
        self._blocks: list[str] = []
        self._pieces: list[Piece] = []
        self._found: list[Paragraph] = []
        self._read()
        self.paragraphs: Sequence[Paragraph] = sorted(self._found, key=lambda each: each.start)

    def _read(self) -> None:
        number = 0
        while number < len(self._tokens):
            token = self._tokens[number]
            last = number
            if token.kind is Kind.WORDS:
                self._pieces += words_in(self._text, token.start, token.end, kept="pre" in self._blocks)
            elif token.kind is Kind.REMARK:
                self._pieces.append(_alone(token.start, token.end, _remark(token), edge=token.name != "<%"))
            elif token.kind is Kind.OPEN:
                last = self._opened(number, token)
            else:
                self._closed(token)
            number = last + 1
        self._flush()

    def _opened(self, number: int, token: Token) -> int:
        """Take a tag that opens; gives the number of the last token that goes with it."""
        mate = self._mates.get(number, number)
        values = values_of(self._text, token) if token.end - token.start > len(token.name) + 2 else {}
        if values.get("translate", "").lower() == "no" or "notranslate" in values.get("class", "").split():
            return self._left_out(number, token, mate)
        self._found += self._attributes(token, values)
        if token.name in RAW:
            self._flush()
            return mate
        if token.name in _BLOCKS:
            self._flush()
            if token.name not in VOID:
                _enter(self._blocks, token.name)
            return number
        if token.name in _WHOLE and mate > number:
            self._found += self._attributes_within(number, mate)
            label = self._text[token.end : self._tokens[mate].start] if token.name in {"code", "samp"} else token.name
            self._pieces.append(_alone(token.start, self._tokens[mate].end, label))
            return mate
        kind = TagKind.ALONE if token.name in VOID or token.closed else TagKind.OPEN
        gap = token.name in _GAPS
        self._pieces.append(
            Piece(token.start, token.end, "", kind, token.name, _label(token, values), edge=gap, gap=gap)
        )
        return number

    def _left_out(self, number: int, token: Token, mate: int) -> int:
        """An element that is not for translation: a tag within a text, nothing where it is a block."""
        if token.name in VOID or token.closed:
            mate = number
        elif mate == number:  # never closed: up to the next block
            mate = next(
                (each - 1 for each in range(number + 1, len(self._tokens)) if self._tokens[each].name in _BLOCKS),
                len(self._tokens) - 1,
            )
        if token.name in _BLOCKS:
            self._flush()
        else:
            self._pieces.append(_alone(token.start, self._tokens[mate].end, token.name))
        return mate

    def _closed(self, token: Token) -> None:
        if token.name in _BLOCKS:
            self._flush()
            _leave(self._blocks, token.name)
        elif token.name in _GAPS:
            self._pieces.append(_alone(token.start, token.end, token.name, edge=True))
        else:
            self._pieces.append(Piece(token.start, token.end, "", TagKind.CLOSE, token.name, token.name))

    def _flush(self) -> None:
        pieces, self._pieces = self._pieces, []
        if any(piece.kind is None and piece.words.strip() for piece in pieces):
            kept = "pre" in self._blocks
            write = _writer("", kept=kept, nbsp=self._nbsp)
            line = self._source.line_of(next(each.start for each in pieces if each.kind is None and each.words.strip()))
            self._found.append(
                Paragraph(pieces[0].start, pieces[-1].end, pieces, write, context_of(self._blocks), line=line)
            )

    def _attributes_within(self, first: int, last: int) -> Iterator[Paragraph]:
        for token in self._tokens[first + 1 : last]:
            if token.kind is Kind.OPEN:
                yield from self._attributes(token, values_of(self._text, token))

    def _attributes(self, token: Token, values: dict[str, str]) -> Iterator[Paragraph]:
        wanted = _wanted(token, values)
        for each in attributes_of(self._text, token) if wanted else ():
            if each.name not in wanted or each.end == each.start:
                continue
            wanted = wanted - {each.name}
            if not each.quote and "&" in self._text[each.start : each.end]:
                continue
            pieces = list(words_in(self._text, each.start, each.end, kept=True))
            write = _writer(each.quote or "none", kept=True, nbsp=self._nbsp)
            told = tr("Attribute {name} of <{tag}>", name=each.name, tag=token.name)
            context = tr("Alternative text of an image") if each.name == "alt" else told
            if token.name == "meta":
                context = tr("Description of the page ({name})", name=values.get("name") or values.get("property", ""))
            line = self._source.line_of(each.start)
            yield Paragraph(each.start, each.end, pieces, write, context, at_once=True, line=line)


def attribute_paragraphs(source: TextSource, start: int, end: int) -> list[Paragraph]:
    """The attributes that people read of a tag that stands in another text."""
    return [each for each in HtmlPart(source, start, end).paragraphs if each.at_once]


def words_in(text: str, start: int, end: int, *, kept: bool) -> Iterator[Piece]:
    """Words as a reader sees them: references are letters, blanks are one blank unless they are `kept`."""
    place = start
    for found in (_REFERENCE if kept else _OTHERWISE).finditer(text, start, end):
        words = unescape(found[0]) if found[0].startswith("&") else " "
        if words == found[0]:
            continue
        if found.start() > place:
            yield Piece(place, found.start(), text[place : found.start()])
        yield Piece(found.start(), found.end(), words)
        place = found.end()
    if place < end:
        yield Piece(place, end, text[place:end])


def _writer(quote: str, *, kept: bool, nbsp: bool) -> Writer:
    """Writes words as HTML; in an attribute with the quotes that are there, or that have to be there."""

    def write(parts: Sequence[Written], _first: Piece) -> str:
        out = []
        for part in parts:
            if part.piece is not None:
                out.append(part.text)
                continue
            words = part.text if kept else _BLANKS.sub(" ", part.text)
            made = _escaped(words).replace('"', "&quot;") if quote in ('"', "none") else _escaped(words)
            made = made.replace("'", "&#39;") if quote == "'" else made
            out.append(made.replace("\u00a0", "&nbsp;") if nbsp else made)
        text = "".join(out)
        return f'"{text}"' if quote == "none" else text

    return write


def _escaped(words: str) -> str:
    """Words without signs of HTML; what a sender fills in stays as it is."""
    parts, place = [], 0
    for found in _FILLED_IN.finditer(words):
        if _MARKUP.search(found[0]) is None:
            parts += [escape(words[place : found.start()], quote=False), found[0]]
            place = found.end()
    return "".join([*parts, escape(words[place:], quote=False)])


def context_of(blocks: Sequence[str]) -> str:
    """What a text is, by the elements around it."""
    for name in reversed(blocks[-8:]):
        if name in _CONTEXTS:
            return _CONTEXTS[name]()
        if name in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            return tr("Heading {n}", n=name[1])
    return tr("Paragraph")


_CONTEXTS = {
    "title": lambda: tr("Title of the page"), "li": lambda: tr("List item"), "td": lambda: tr("Table cell"),
    "th": lambda: tr("Heading of a table"), "caption": lambda: tr("Caption"), "figcaption": lambda: tr("Caption"),
    "blockquote": lambda: tr("Quotation"), "button": lambda: tr("Button"), "option": lambda: tr("Choice in a list"),
    "legend": lambda: tr("Heading of a form"), "dt": lambda: tr("Term"), "dd": lambda: tr("Explanation of a term"),
    "summary": lambda: tr("Summary"), "textarea": lambda: tr("Text field"), "pre": lambda: tr("Preformatted text"),
}  # fmt: skip


def _wanted(token: Token, values: dict[str, str]) -> frozenset[str]:
    """The attributes of a tag that people read."""
    if token.name == "meta":
        said = (values.get("name") or values.get("property", "")).lower()
        return frozenset({"content"}) if said in _DESCRIBING else frozenset()
    wanted = _READ & values.keys()
    if token.name in _LABELS:
        wanted |= {_LABELS[token.name]}
    if token.name == "input" and values.get("type", "").lower() in _BUTTONS:
        wanted |= {"value"}
    return frozenset(wanted)


def _mates(tokens: Sequence[Token]) -> dict[int, int]:
    """Which tag closes which one."""
    opened: dict[str, list[int]] = {}
    mates: dict[int, int] = {}
    for number, token in enumerate(tokens):
        if token.kind is Kind.OPEN and token.name not in VOID and not token.closed:
            opened.setdefault(token.name, []).append(number)
        elif token.kind is Kind.CLOSE and opened.get(token.name):
            mates[opened[token.name].pop()] = number
    return mates


def _enter(blocks: list[str], name: str) -> None:
    """A block begins; one of its kind that nobody closed ends."""
    if blocks and blocks[-1] == name and name in {"p", "li", "td", "th", "tr", "dt", "dd", "option"}:
        return
    if len(blocks) < _DEEPEST:
        blocks.append(name)


def _leave(blocks: list[str], name: str) -> None:
    if name in blocks:
        while blocks.pop() != name:
            pass


def _alone(start: int, end: int, label: str, *, edge: bool = False) -> Piece:
    return Piece(start, end, "", TagKind.ALONE, label, label, edge=edge)


def _remark(token: Token) -> str:
    return {"<!--": tr("remark"), "<%": "<%…%>", "<?": "<?…?>"}.get(token.name, tr("remark"))


def _label(token: Token, values: dict[str, str]) -> str:
    """What a tag is called: where it leads or what it shows, or its name."""
    return values.get("href") or values.get("alt") or values.get("class") or token.name
