"""Any file in two languages, opened by what it is."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.core.collecting import uncollected
from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.formats.bitext.bitext import Bitext
from desktop.formats.bitext.monolingual_opening import ENDINGS as MONOLINGUAL
from desktop.formats.bitext.monolingual_opening import open_monolingual
from desktop.formats.bitext.po import Po
from desktop.formats.bitext.table import Table
from desktop.formats.bitext.tmx import Tmx
from desktop.formats.bitext.xliff1 import open_xliff1
from desktop.formats.bitext.xliff2 import open_xliff2
from desktop.formats.bitext.xlsx_table import XlsxTable
from desktop.formats.bitext.xml_scan import Document

BILINGUAL = (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".tmx", ".po", ".pot", ".csv", ".tsv", ".xlsx")
"""The endings of files in two languages."""

_MOST_TEXT = 60_000_000

ENDINGS = (*BILINGUAL, *MONOLINGUAL)
"""The endings of files that can be opened; in one of a single language translations take the places of its texts."""


def open_bitext(
    data: bytes, name: str, source: str = "", target: str = "", mapping: Mapping[str, str] | None = None
) -> Bitext:
    """Open the bytes of a file called `name`; the languages choose the pair where a file holds more than two.

    `mapping` says which columns of a table hold what, as `columns_of` reads it. Raises `UserError` (input) with the
    place and the reason for one that is broken, and (unsupported) for another kind.
    """
    ending = name.lower()
    if not data.strip():
        raise UserError(ErrorKind.INPUT, tr("The file is empty."))
    if ending.endswith((".po", ".pot", ".csv", ".tsv")) and len(data) > _MOST_TEXT:
        most = _MOST_TEXT // 1_000_000
        raise UserError(
            ErrorKind.INPUT, tr("The file is too large."), tr("At most {most} MB are read. Split it first.", most=most)
        )
    if ending.endswith((".po", ".pot")):
        return Po(data)
    if ending.endswith((".csv", ".tsv")):
        return Table(data, mapping)
    if ending.endswith(".xlsx"):
        with uncollected():
            return XlsxTable(data, mapping)
    one_language = open_monolingual(data, name, source)
    if one_language is not None:
        return one_language
    if data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \r\n\t")[:1] == b"<":
        with uncollected():
            return _xml(Document(data), source, target)
    raise UserError(
        ErrorKind.UNSUPPORTED,
        tr("{file} is no file that can be translated here.", file=name),
        tr("Known are XLIFF, TMX, PO, CSV, XLSX, Markdown, HTML, DOCX and text."),
    )


def _xml(document: Document, source: str, target: str) -> Bitext:
    root = document.root
    if root.local == "tmx":
        return Tmx(document, source, target)
    if root.local == "xliff":
        version2 = ":document:2" in root.name or root.attributes.get("version", "").startswith("2")
        return open_xliff2(document, target) if version2 else open_xliff1(document)
    raise UserError(ErrorKind.UNSUPPORTED, tr("XML with <{name}> is no file in two languages.", name=root.local))
