"""A translation as a table in a Word document or a web page: for people without the program, who write into it.

Each row has its number, the id that it is known by, source, target, state and a comment; tags stand as `{1}`. What
comes back is read by `bilingual_table_reading`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from xml.sax.saxutils import escape as escape_xml

import msgspec

from desktop.core.segment import Segment, SegmentState
from desktop.core.words import tr

NUMBER, ID = "#", "ID"
"""The headings of the first two columns, which no language translates: by them the table is known again."""
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WIDTHS = (500, 1300, 4700, 4700, 1200, 2400)
_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2em; color: #1f2328; background: #fff; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #c9ced6; padding: .4em .6em; text-align: start; vertical-align: top;
  overflow-wrap: anywhere; }
th { background: #eef1f5; position: sticky; top: 0; }
td:nth-child(-n+3), td:nth-child(5) { background: #f7f8fa; color: #4a5159; }
td[contenteditable]:focus { outline: 2px solid #2f6fde; background: #fff; }
col.number { width: 3em; } col.id { width: 8em; } col.state { width: 7em; } col.comment { width: 14em; }
"""


class TableRow(msgspec.Struct, frozen=True):
    """A segment as a row shows it; `id` is what it is found by when the table comes back."""

    id: str
    source: str
    target: str
    state: str = ""
    comment: str = ""
    number: int = 0


def state_words(state: SegmentState) -> str:
    """What a state is called in a table."""
    return {
        SegmentState.UNTRANSLATED: tr("Untranslated"), SegmentState.DRAFT: tr("Draft"),
        SegmentState.TRANSLATED: tr("Translated"), SegmentState.REVIEWED: tr("Reviewed"),
        SegmentState.APPROVED: tr("Approved"), SegmentState.REJECTED: tr("Rejected"),
    }[state]  # fmt: skip


def rows_of(segments: Iterable[Segment]) -> list[TableRow]:
    """The rows of the segments of a file, with their notes as comments."""
    return [
        TableRow(each.id, each.source.text, each.target.text, state_words(each.state), "\n".join(each.notes), number)
        for number, each in enumerate(segments, 1)
    ]


def heads_of(languages: tuple[str, str]) -> tuple[str, ...]:
    """The headings of the columns."""
    named = zip((tr("Source"), tr("Target")), languages, strict=True)
    texts = [f"{words} ({language})" if language else words for words, language in named]
    return NUMBER, ID, *texts, tr("State"), tr("Comment")


def table_html(rows: Sequence[TableRow], languages: tuple[str, str], title: str = "") -> bytes:
    """The rows as a page; targets and comments can be written into in a browser, which then saves the page."""
    source, target = (escape(each.replace("_", "-"), quote=True) for each in languages)
    head = "".join(f"<th scope=col>{escape(each)}</th>" for each in heads_of(languages))
    said = escape(title or tr("Translation"))
    columns = "".join(f'<col class="{name}">' for name in ("number", "id", "source", "target", "state", "comment"))
    intro = escape(
        tr(
            "Write into the columns with the target and the comment, and leave tags like {tag} as they are. Then save.",
            tag="{1}",
        )
    )
    body = "\n".join(_html_row(row, place, source, target) for place, row in enumerate(rows, 1))
    return (
        f'<!doctype html>\n<html><head><meta charset="utf-8"><title>{said}</title><style>{_STYLE}</style></head>\n'
        f"<body><h1>{said}</h1><p>{intro}</p>\n<table><colgroup>{columns}</colgroup>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody></table></body></html>\n"
    ).encode()


def _html_row(row: TableRow, place: int, source: str, target: str) -> str:
    cells = [_escaped(each) for each in (row.source, row.target, row.state, row.comment)]
    return (
        f"<tr><td>{row.number or place}</td><td>{_escaped(row.id)}</td>"
        f'<td lang="{source}" dir="auto">{cells[0]}</td>'
        f'<td lang="{target}" dir="auto" contenteditable="true">{cells[1]}</td>'
        f'<td>{cells[2]}</td><td contenteditable="true">{cells[3]}</td></tr>'
    )


def _escaped(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", text)).replace("\n", "<br>")


def table_docx(rows: Sequence[TableRow], languages: tuple[str, str], title: str = "") -> bytes:
    """The rows as a Word document on its side, with the headings on each page."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml import parse_xml
    from docx.shared import Cm

    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.5)
    document.core_properties.title = _NOT_IN_XML.sub("", title or tr("Translation"))
    document.add_heading(_NOT_IN_XML.sub("", title or tr("Translation")), 1)
    document.add_paragraph(
        tr(
            "Write into the columns with the target and the comment, and leave tags like {tag} as they are. Then save.",
            tag="{1}",
        )
    )
    table = parse_xml("".join(_table(rows, languages)))
    document.element.body.insert_element_before(table, "w:sectPr")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table(rows: Sequence[TableRow], languages: tuple[str, str]) -> Iterator[str]:
    """The table as XML: a document of 20,000 rows is not built cell by cell."""
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="C9CED6"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    yield f'<w:tbl {_W}><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{border}</w:tblBorders>'
    yield '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    yield "</w:tblGrid>"
    heads = "".join(_cell(each, place, "EEF1F5", bold=True) for place, each in enumerate(heads_of(languages)))
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>"
    for number, row in enumerate(rows, 1):
        texts = (str(row.number or number), row.id, row.source, row.target, row.state, row.comment)
        shades = ("F7F8FA", "F7F8FA", "F7F8FA", "", "F7F8FA", "")
        cells = "".join(
            _cell(text, place, shade) for place, (text, shade) in enumerate(zip(texts, shades, strict=True))
        )
        yield f"<w:tr>{cells}</w:tr>"
    yield "</w:tbl>"


def _cell(text: str, column: int, shade: str, *, bold: bool = False) -> str:
    small = '<w:sz w:val="14"/><w:color w:val="6E7781"/>' if column < 2 and not bold else '<w:sz w:val="20"/>'
    style = f"<w:rPr>{'<w:b/>' if bold else ''}{_in_order(small)}</w:rPr>"
    filled = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape_xml(_NOT_IN_XML.sub(chr(0xFFFD), line))}</w:t>' for line in text.split("\n")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_WIDTHS[column]}" w:type="dxa"/>{filled}</w:tcPr>'
        f"<w:p><w:r>{style}{lines}</w:r></w:p></w:tc>"
    )


def _in_order(properties: str) -> str:
    """The colour of a run comes before its size in the schema of Word."""
    size, _, colour = properties.partition("/>")
    return f"{colour}{size}/>" if colour else properties
