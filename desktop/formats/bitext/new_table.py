"""New tables of the segments of any file, as CSV or as a spreadsheet (XLSX)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from desktop.core.errors import ErrorKind, UserError
from desktop.core.term import Term
from desktop.core.words import tr
from desktop.formats.bitext.bitext import Bitext
from desktop.formats.spreadsheet import harmless

HEADS = ("id", "source", "target", "state", "note")
"""The columns, by names that are found again when the table is opened."""
TERM_HEADS = ("source", "target", "forbidden", "case", "note", "definition")
_CELL = 32_767
_WIDTHS = (16, 60, 60, 14, 40)


def csv_of(bitext: Bitext) -> bytes:
    """The segments as CSV in UTF-8 with the mark that spreadsheets look for; nothing in it runs as a formula."""
    return _csv(HEADS, _rows(bitext))


def terms_csv(terms: Iterable[Term]) -> bytes:
    """Terms as CSV, to be read again as a list of terms; words that are forbidden are parted by bars."""
    rows = (
        (term.source, term.target, " | ".join(term.forbidden), "yes" if term.case else "", term.note, term.definition)
        for term in terms
    )
    return _csv(TERM_HEADS, rows)


def _csv(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_of(bitext: Bitext) -> bytes:
    """The segments as a spreadsheet. Raises `UserError` for a text that is longer than a cell."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Translation")
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (name, width) in enumerate(zip(HEADS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    sheet.freeze_panes(1, 0)
    for place, row in enumerate(_rows(bitext), 1):
        for column, text in enumerate(row):
            if len(text) > _CELL:
                reason = tr("Segment {id} is longer than a cell of a spreadsheet.", id=row[0])
                raise UserError(ErrorKind.INPUT, reason, tr("Write it as CSV instead."))
            sheet.write_string(place, column, text, body)
    book.close()
    return out.getvalue()


def _rows(bitext: Bitext) -> Iterator[tuple[str, ...]]:
    for each in bitext.segments:
        note = "\n".join(dict.fromkeys((*each.notes, *((each.context,) if each.context not in ("", each.id) else ()))))
        yield each.id, each.source.text, each.target.text, str(each.state), note
