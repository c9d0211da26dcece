"""The words of PDF documents, page by page."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator
from statistics import median

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from desktop.core.errors import ErrorKind, UserError
from desktop.core.post import PostSource, SourceKind
from desktop.core.words import tr, trn
from desktop.formats.clean import cleaned
from desktop.formats.source_text import LONGEST, PAGE, SourceText

MOST_PAGES = 400
"""Pages that are read of a document."""

_BROKEN = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pypdf raises of documents that are damaged, or made to be: there is no one root of them."""

_PARTED = re.compile(r"(?<=[^\W\d_])-$")
_ENDS = re.compile(r"[.!?:…][\"”’)»]*$")
_ITEM = re.compile(r"\s*(?:[-–•●▪◦*]|\d{1,3}[.)])\s")
_FULL_LINE = 0.75

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of each oddity of a file; what matters is told here


def read_pdf(data: bytes, title: str) -> SourceText:
    """The words of a document; `PAGE` stands before each page but the first, also before one without words.

    Raises `UserError` (input) for what is no PDF, is locked with a password, or holds pictures of pages only.
    """
    if b"%PDF-" not in data[:1024]:
        raise _no_document(title)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked(title)
        count = len(reader.pages)
    except DependencyError as error:
        raise _locked(title) from error
    except _BROKEN as error:
        raise _no_document(title) from error
    pages, damaged = _pages(reader, min(count, MOST_PAGES))
    silent = sum(not page.strip() for page in pages) - damaged
    if silent + damaged == len(pages):
        raise _no_document(title) if damaged else _no_words(title)
    notes: list[str] = []
    if count > MOST_PAGES:
        notes.append(tr("Of {count} pages only the first {n} were read.", count=count, n=MOST_PAGES))
    if silent:
        notes.append(
            trn("{n} page has no words: it may be a picture.", "{n} pages have no words: they may be pictures.", silent)
        )
    if damaged:
        notes.append(trn("{n} page is damaged and was left out.", "{n} pages are damaged and were left out.", damaged))
    text = f"\n\n{PAGE}".join(pages)
    return SourceText(PostSource("", title, SourceKind.PDF, text=text, author=_author(reader)), tuple(notes))


def _pages(reader: PdfReader, count: int) -> tuple[list[str], int]:
    """The words of each page, and how many pages are damaged; ends when there is more than is kept."""
    pages: list[str] = []
    damaged = characters = 0
    for number in range(count):
        try:
            words = "\n\n".join(_paragraphs(cleaned(reader.pages[number].extract_text())))
        except _BROKEN:
            words = ""
            damaged += 1
        pages.append(words)
        characters += len(words)
        if characters > LONGEST:
            break
    return pages, damaged


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a page: lines are joined, and words that a line end parted.

    A paragraph ends at a blank line, before an item of a list, and at a full stop in a line that is not full.
    """
    lines = [" ".join(line.split()) for line in text.split("\n")]
    full = _FULL_LINE * median([len(line) for line in lines if line] or [0])
    parts: list[str] = []
    for line in lines:
        if parts and (not line or _ITEM.match(line)):
            yield "".join(parts)
            parts = []
        if not line:
            continue
        if parts:
            before = parts[-1]
            parts[-1:] = [_PARTED.sub("", before)] if _PARTED.search(before) and line[0].islower() else [before, " "]
        parts.append(line)
        if _ENDS.search(line) and len(line) < full:
            yield "".join(parts)
            parts = []
    if parts:
        yield "".join(parts)


def _author(reader: PdfReader) -> str:
    try:
        found = reader.metadata
        return str(found.author or "") if found is not None else ""
    except _BROKEN:
        return ""


def _no_document(title: str) -> UserError:
    return UserError(
        ErrorKind.INPUT,
        tr("{file} is damaged, or no PDF.", file=title or tr("This file")),
        tr("Open it in your PDF program, copy what you need, and paste it as a source."),
    )


def _locked(title: str) -> UserError:
    return UserError(
        ErrorKind.INPUT,
        tr("{file} is locked with a password.", file=title or tr("This file")),
        tr("Open it in your PDF program with the password, save a copy without one, and add that."),
    )


def _no_words(title: str) -> UserError:
    return UserError(
        ErrorKind.INPUT,
        tr("{file} holds pictures of pages, and no words that can be read.", file=title or tr("This file")),
        tr("Have a program with text recognition (OCR) make a copy with words in it, and add that."),
    )
