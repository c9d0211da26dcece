"""A comparison as one HTML page that needs nothing else: for a browser, for a mail, and to be printed.

The page is laid out with plain tables, which a text document of Qt prints as a browser shows them. Every word of it is
escaped; nothing in it loads or runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from desktop.core.comparison_page import ComparisonPage, PageColumn, PageField
from desktop.core.words import tr

_SIDE_BY_SIDE = 4
_STYLE = """
body { font-family: Inter, "Segoe UI", "Helvetica Neue", Arial, sans-serif; font-size: 11pt; color: #1f1d1a; }
h1 { font-size: 18pt; margin: 0 0 4pt 0; }
h2 { font-size: 13pt; margin: 16pt 0 4pt 0; }
p { margin: 0 0 6pt 0; }
p.quiet, td.quiet, th { color: #565149; font-size: 9pt; font-weight: normal; text-align: left; }
table { border-collapse: collapse; width: 100%; margin: 6pt 0 12pt 0; }
td, th { padding: 8px; vertical-align: top; border: 1px solid #e3ded5; }
th.letter { font-size: 12pt; font-weight: bold; color: #1f1d1a; }
ins { color: #1d7a4c; text-decoration: underline; }
del { color: #b5342a; text-decoration: line-through; }
.long { color: #b5342a; }
@media (prefers-color-scheme: dark) {
  body { background: #22211e; color: #ece8df; }
  p.quiet, td.quiet, th { color: #b9b3a7; }
  th.letter { color: #ece8df; }
  td, th { border-color: #34322d; }
  ins { color: #5cc48d; }
  del, .long { color: #ff8c7f; }
}
@page { size: A4 landscape; margin: 14mm; }
"""


def comparison_html(page: ComparisonPage) -> str:
    """The whole document; in rows of four columns, so that it can be read on paper too."""
    head = (
        f'<!doctype html>\n<html lang="{escape(page.language or "en")}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(page.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    )
    return f"{head}{''.join(_body(page))}</body>\n</html>\n"


def _body(page: ComparisonPage) -> Iterator[str]:
    yield f"<h1>{escape(page.title)}</h1>\n"
    told = [tr("{letters}: {n} texts side by side", letters=_letters(page), n=len(page.columns)), page.made_at]
    yield f'<p class="quiet">{escape(" · ".join(part for part in told if part))}</p>\n'
    if page.base:
        words = tr("Marked is how each text differs from {letter}.", letter=page.base)
        added, left_out = escape(tr("added")), escape(tr("left out"))
        key = f"<ins>{added}</ins> · <del>{left_out}</del>"
        yield f'<p class="quiet">{escape(words)} {key}</p>\n'
    for first in range(0, len(page.columns), _SIDE_BY_SIDE):
        yield from _table(page, page.columns[first : first + _SIDE_BY_SIDE])
    for column in page.columns:
        yield from _remarks(column)


def _letters(page: ComparisonPage) -> str:
    letters = [column.letter for column in page.columns]
    return f"{letters[0]}–{letters[-1]}" if len(letters) > 1 else "".join(letters)


def _table(page: ComparisonPage, columns: tuple[PageColumn, ...]) -> Iterator[str]:
    empty = "<td></td>" * (min(len(page.columns), _SIDE_BY_SIDE) - len(columns))
    width = 100 // min(len(page.columns), _SIDE_BY_SIDE)
    yield '<table cellspacing="0">\n<tr>'
    for column in columns:
        yield f'<th class="letter" width="{width}%">{escape(column.letter)} · {escape(column.label)}</th>'
    yield f"{empty.replace('td', 'th')}</tr>\n"
    for name, label in page.names:
        if any(column.field(name) for column in columns):
            cells = "".join(f"<td>{_field(column.field(name), label)}</td>" for column in columns)
            yield f"<tr>{cells}{empty}</tr>\n"
    figures = "".join(f'<td class="quiet">{_figures(column)}</td>' for column in columns)
    yield f"<tr>{figures}{empty}</tr>\n</table>\n<p></p>\n"


def _field(field: PageField | None, label: str) -> str:
    if field is None:
        return f'<p class="quiet">{escape(label)}</p><p>–</p>'
    counts = ", ".join(field.counts[:3]) + (" …" if len(field.counts) > 3 else "")
    mark = "" if field.fits else ' class="long"'
    counted = f" · <span{mark}>{escape(counts)}</span>" if counts else ""
    return f'<p class="quiet">{escape(label)}{counted}</p>{_text(field)}'


def _text(field: PageField) -> str:
    if field.pieces:
        tags = {"same": ("", ""), "add": ("<ins>", "</ins>"), "delete": ("<del>", "</del>")}
        marked = "".join(f"{tags[piece.op][0]}{escape(piece.text)}{tags[piece.op][1]}" for piece in field.pieces)
        return f"<p>{marked.replace(chr(10), '<br>')}</p>"
    if not isinstance(field.value, str):
        return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in field.value) + "</ul>"
    return f"<p>{escape(field.value).replace(chr(10), '<br>')}</p>"


def _figures(column: PageColumn) -> str:
    lines = [f"{escape(label)}: {escape(value)}" for label, value in column.figures]
    error = f'<p class="long">{escape(column.error)}</p>' if column.error else ""
    return f"{error}<p>{'<br>'.join(lines)}</p>"


def _remarks(column: PageColumn) -> Iterator[str]:
    if column.remarks:
        heading = escape(tr("Remarks on {letter}", letter=column.letter))
        yield f"<h2>{heading}</h2>\n<ul>"
        yield from (f"<li>{escape(remark)}</li>" for remark in column.remarks)
        yield "</ul>\n"
