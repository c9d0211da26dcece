"""Sources of posts from what people have: plain text, Markdown, pages, PDF and Word documents."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from desktop.core.errors import ErrorKind, UserError
from desktop.core.post import PostSource, SourceKind
from desktop.core.words import tr, trn
from desktop.formats.clean import cleaned

LARGEST_FILE = 40_000_000
"""Bytes of a file that is read."""

LONGEST = 300_000
"""Characters of a source that are kept; the checks read all of them with each sentence that is typed."""

PAGE = "\f"
"""Stands before the words of each page but the first; whoever splits a text at blanks never sees it."""

ENDINGS: dict[str, SourceKind] = {
    ".txt": SourceKind.TEXT,
    ".text": SourceKind.TEXT,
    ".md": SourceKind.MARKDOWN,
    ".markdown": SourceKind.MARKDOWN,
    ".html": SourceKind.HTML,
    ".htm": SourceKind.HTML,
    ".xhtml": SourceKind.HTML,
    ".pdf": SourceKind.PDF,
    ".docx": SourceKind.DOCX,
}
"""The endings of the files that are read."""

_LONGEST_TITLE = 120
_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\]\((?:[^()\s]|\([^()\s]*\)){0,2000}(?:\s+\"[^\"\n]*\")?\)")
_JUMP = re.compile(r"\[(?:\\\[[\w ]{1,12}\\\]|↑|\^|¶|#)\]\(<?#[^)\n]{0,200}\)")
_LINK = re.compile(r"\[([^\[\]\n]{0,500})\]\((?:[^()\s]|\([^()\s]*\)){0,2000}(?:\s+\"[^\"\n]*\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,500}?)(?<=\S)\1")
_HTML = re.compile(r"</?(?:sup|sub|u|kbd|mark|small|br)\b[^<>\n]{0,80}>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~<>&])")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{1,40})""", re.IGNORECASE)
_HEAD = 4096
_MARKS_OF_ORDER = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class SourceText(msgspec.Struct, frozen=True):
    """A source without an id, and sentences to know about it."""

    source: PostSource
    notes: tuple[str, ...] = ()


def read_source_file(path: Path) -> SourceText:
    """The source in a file; raises `UserError` (input, unsupported) that says why it cannot be read."""
    kind = ENDINGS.get(path.suffix.lower())
    if kind is None:
        raise UserError(
            ErrorKind.UNSUPPORTED,
            tr("{file} cannot be read as a source.", file=path.name),
            tr("These can: {endings}.", endings=", ".join(ENDINGS)),
        )
    found = read_source_bytes(_content(path), kind, title=path.name)
    return msgspec.structs.replace(found, source=msgspec.structs.replace(found.source, address=path.name))


def read_source_bytes(data: bytes, kind: SourceKind, *, title: str = "", charset: str = "") -> SourceText:
    """The source in bytes of this kind; `title` counts where they bear none of their own, `charset` is what was said.

    A PDF or Word document keeps `title`: what such files say of themselves is often a template's. Raises `UserError`
    (input) that says why they cannot be read.
    """
    if kind is SourceKind.PDF:
        from desktop.formats.source_pdf import read_pdf

        return _kept(read_pdf(data, title))
    if kind is SourceKind.DOCX:
        return _kept(_from_docx(data, title))
    text = decoded(data, charset, markup=kind in {SourceKind.HTML, SourceKind.PAGE})
    return read_source_text(text, kind, title=title)


def read_source_text(text: str, kind: SourceKind, *, title: str = "") -> SourceText:
    """The source in a text of this kind; raises `UserError` (input) when there are no words in it."""
    if kind in {SourceKind.HTML, SourceKind.PAGE}:
        return _kept(_from_html(text, kind, title))
    words = cleaned(text)
    author = ""
    if kind is SourceKind.MARKDOWN:
        words, title, author = _from_markdown(words, title)
    return _kept(SourceText(PostSource("", title or first_words(words), kind, text=words, author=author)))


def first_words(text: str) -> str:
    """What a text without a title is called by: its first line, shortened at a word."""
    line = next((each.strip(" #>*-\t") for each in text.split("\n") if each.strip(" #>*-\t")), "")
    if len(line) <= _LONGEST_TITLE // 2:
        return line
    return line[: _LONGEST_TITLE // 2].rsplit(" ", 1)[0] + "…"


def decoded(data: bytes, charset: str = "", *, markup: bool = False) -> str:
    """Bytes as text: by their mark of order, by what was said (`charset`) or they say (of `markup`), UTF-8, cp1252."""
    for mark, name in _MARKS_OF_ORDER:
        if data.startswith(mark):
            return data.decode(name, "replace")
    said = [charset] if charset else []
    if markup:
        head = data[:_HEAD]
        said += [each[1].decode("ascii") for each in (_DECLARED.search(head), _CHARSET.search(head)) if each]
    for name in (*said, "utf-8"):
        try:
            return data.decode(_codec(name))
        except (LookupError, UnicodeError):
            continue
    return data.decode("cp1252", "replace")


def _codec(name: str) -> str:
    """What pages call Latin 1 is read as cp1252, as browsers do; only codecs of text are taken."""
    import codecs

    info = codecs.lookup(name)
    if not getattr(info, "_is_text_encoding", True):
        raise LookupError(name)
    return "cp1252" if info.name in {"iso8859-1", "ascii"} else info.name


def plain_of_markdown(text: str) -> str:
    """Markdown without what a reader does not read: pictures, where links lead, stars and backslashes."""
    text = _IMAGE.sub("", text)
    text = _JUMP.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _STRONG.sub(r"\2", _HTML.sub("", text))
    text = _ESCAPED.sub(r"\1", text)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+(?=\n|$)", "", text)).strip("\n")


def _from_html(text: str, kind: SourceKind, title: str) -> SourceText:
    from desktop.formats.blog.html_in import read_page

    page = read_page(text)
    words = plain_of_markdown(page.body)
    called = page.title or title or first_words(words)
    return SourceText(PostSource("", called, kind, text=words, author=page.author))


def _from_docx(data: bytes, title: str) -> SourceText:
    from desktop.formats.blog.docx_in import read_docx
    from desktop.formats.blog.html_in import to_markdown

    found = read_docx(data)
    try:
        words = plain_of_markdown(to_markdown(found.html))
    except RecursionError as error:
        raise UserError(ErrorKind.INPUT, tr("This document is nested too deeply to be read.")) from error
    return SourceText(PostSource("", title or first_words(words), SourceKind.DOCX, text=words))


def _from_markdown(text: str, title: str) -> tuple[str, str, str]:
    """The words, the title of its own if there is one, and the author; front matter that is none is text."""
    from desktop.formats.blog.front_matter import read_front_matter

    try:
        front = read_front_matter(text)
    except UserError:
        return plain_of_markdown(text), title, ""
    return plain_of_markdown(front.body), front.title or title, front.author


def _kept(found: SourceText) -> SourceText:
    """The source as it is kept: with words, no longer than it may be, under a title of one line."""
    source = found.source
    if not source.text.strip():
        raise UserError(
            ErrorKind.INPUT,
            tr("There are no words in {name}.", name=source.title or tr("this text")),
            tr("Copy its words and paste them as a source."),
        )
    notes, text = found.notes, source.text
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit("\n", 1)[0] or text[:LONGEST]
        notes += (
            trn(
                "Only the first {n} character was taken.", "Only the first {n} characters were taken.", len(text)
            ),
        )  # fmt: skip
    called = " ".join(cleaned(source.title).split())[:_LONGEST_TITLE]
    author = " ".join(cleaned(source.author).split())[:_LONGEST_TITLE]
    return SourceText(msgspec.structs.replace(source, text=text, title=called, author=author), notes)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise UserError(ErrorKind.INPUT, tr("There is no file {file}.", file=path.name)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        message = tr("{file} cannot be read: {reason}.", file=path.name, reason=reason)
        raise UserError(ErrorKind.INPUT, message) from error
    if len(data) > LARGEST_FILE:
        raise UserError(
            ErrorKind.INPUT,
            tr("{file} is too large to be read.", file=path.name),
            tr("Up to {n} MB are read. Copy the part that you need, and paste it.", n=LARGEST_FILE // 1_000_000),
        )
    return data
