"""The quality report of a translation for a client: one HTML page that needs nothing else, and the same as CSV.

The page is laid out with plain tables, which a text document of Qt prints as a browser shows them. Every word of it is
escaped; nothing in it loads or runs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from html import escape
from types import MappingProxyType

from desktop.core.quality import MarkedError, PostEdit, QualityReport, QualityScore
from desktop.core.translation import Dimension, ErrorSeverity
from desktop.core.words import decimal, interface_language, tr
from desktop.formats.spreadsheet import harmless

_STYLE = """
body { font-family: Inter, "Segoe UI", "Helvetica Neue", Arial, sans-serif; font-size: 10pt; color: #1f1d1a; }
h1 { font-size: 18pt; margin: 0 0 4pt 0; }
h2 { font-size: 13pt; margin: 16pt 0 4pt 0; }
p { margin: 0 0 6pt 0; }
p.quiet, td.quiet, th { color: #565149; font-size: 9pt; font-weight: normal; text-align: left; }
p.score { font-size: 22pt; font-weight: bold; margin: 8pt 0 2pt 0; }
table { border-collapse: collapse; width: 100%; margin: 6pt 0 12pt 0; }
td, th { padding: 6px 8px; vertical-align: top; border: 1px solid #e3ded5; }
td.figure, th.figure { text-align: right; }
tr { page-break-inside: avoid; }
mark { background: #fbe3df; color: #b5342a; }
.passed { color: #1d7a4c; }
.failed { color: #b5342a; }
@media (prefers-color-scheme: dark) {
  body { background: #22211e; color: #ece8df; }
  p.quiet, td.quiet, th { color: #b9b3a7; }
  td, th { border-color: #34322d; }
  mark { background: #4a2723; color: #ff8c7f; }
  .passed { color: #5cc48d; }
  .failed { color: #ff8c7f; }
}
@media print { body { background: #ffffff; color: #1f1d1a; } }
@page { size: A4; margin: 14mm; }
"""
_DIMENSIONS: MappingProxyType[Dimension, Callable[[], str]] = MappingProxyType(
    {
        Dimension.TERMINOLOGY: lambda: tr("Terminology"),
        Dimension.ACCURACY: lambda: tr("Accuracy"),
        Dimension.LINGUISTIC: lambda: tr("Linguistic conventions"),
        Dimension.STYLE: lambda: tr("Style"),
        Dimension.LOCALE: lambda: tr("Locale conventions"),
        Dimension.AUDIENCE: lambda: tr("Audience appropriateness"),
        Dimension.DESIGN: lambda: tr("Design and markup"),
    }
)
_SEVERITIES: MappingProxyType[ErrorSeverity, Callable[[], str]] = MappingProxyType(
    {
        ErrorSeverity.NEUTRAL: lambda: tr("Neutral"),
        ErrorSeverity.MINOR: lambda: tr("Minor"),
        ErrorSeverity.MAJOR: lambda: tr("Major"),
        ErrorSeverity.CRITICAL: lambda: tr("Critical"),
    }
)
_NONE = "–"
_FIGURE = ' class="figure"'
_Rows = Iterator[list[str]]


def quality_html(report: QualityReport) -> str:
    """The whole document in the interface's language."""
    title = escape(tr("Quality of the translation: {job}", job=report.job))
    head = (
        f'<!doctype html>\n<html lang="{escape(interface_language())}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    )
    return f"{head}{''.join(_body(report))}</body>\n</html>\n"


def quality_csv(report: QualityReport) -> str:
    """The same tables below one another, each with a line of names; nothing runs as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")

    def write(rows: _Rows) -> None:
        writer.writerows([harmless(cell) for cell in row] for row in rows)

    write(iter([[tr("Job"), report.job], [tr("From"), report.source], [tr("To"), report.target]]))
    write(iter([[tr("Date"), report.made_at], []]))
    write(_scores(report))
    write(iter([[]]))
    write(_counts(report.total))
    if report.post_editing.total is not None:
        write(iter([[]]))
        write(_edits(report))
    write(iter([[], _error_names()]))
    write(_error_cells(each) for each in report.errors)
    return out.getvalue()


def _body(report: QualityReport) -> Iterator[str]:
    languages = tr("From {source} to {target}", source=report.source, target=report.target)
    method = tr("Counted by MQM: a minor error is 1 point, a major one 5, a critical one 25.")
    yield f'<p class="quiet">{escape(" · ".join(each for each in (languages, report.made_at) if each))}</p>\n'
    yield f'<p class="score">{escape(_score(report.total))}{_verdict(report.total)}</p>\n'
    yield f'<p class="quiet">{escape(_per_thousand(report.total))} {escape(method)}</p>\n'
    yield _table(tr("Files"), list(_scores(report)), figures_from=1)
    yield _table(tr("Errors by dimension and severity"), list(_counts(report.total)), figures_from=1)
    if report.post_editing.total is not None:
        yield _table(tr("Changes to machine translation"), list(_edits(report)), figures_from=2)
        told = tr("chrF is 100 and TER is 0 where nothing was changed. Only confirmed segments are counted.")
        yield f'<p class="quiet">{escape(told)}</p>\n'
    yield from _errors(report)


def _table(title: str, rows: list[list[str]], figures_from: int) -> str:
    """A table whose first row are names; cells from one column on are figures."""
    parts = [f'<h2>{escape(title)}</h2>\n<table cellspacing="0">\n']
    for number, row in enumerate(rows):
        tag = "td" if number else "th"
        cells = [
            f"<{tag}{_FIGURE if column >= figures_from else ''}>{escape(cell)}</{tag}>"
            for column, cell in enumerate(row)
        ]
        parts.append(f"<tr>{''.join(cells)}</tr>\n")
    return "".join([*parts, "</table>\n"])


def _score(score: QualityScore) -> str:
    return _NONE if score.score is None else tr("{score} of 100", score=decimal(score.score))


def _per_thousand(score: QualityScore) -> str:
    if score.per_thousand is None:
        return tr("Nothing is confirmed yet, so there is no score.")
    return tr("{points} points for each 1,000 words.", points=decimal(score.per_thousand))


def _verdict(score: QualityScore) -> str:
    if score.passed is None or score.threshold is None:
        return ""
    least = decimal(score.threshold)
    words = tr("passed, at least {least}", least=least) if score.passed else tr("failed, at least {least}", least=least)
    return f' <span class="{"passed" if score.passed else "failed"}">({escape(words)})</span>'


def _scores(report: QualityReport) -> _Rows:
    """Each file, and all of them together where there are several."""
    yield [
        tr("File"),
        tr("Segments"),
        tr("Words"),
        tr("Errors"),
        tr("Points"),
        tr("Points per 1,000 words"),
        tr("Score"),
    ]
    every = [(each.name, each) for each in report.files]
    if len(every) != 1:
        every.append((tr("All files"), report.total))
    for name, each in every:
        per_thousand = _NONE if each.per_thousand is None else decimal(each.per_thousand)
        score = _NONE if each.score is None else decimal(each.score)
        yield [name, str(each.segments), str(each.words), str(each.errors), f"{each.points:g}", per_thousand, score]


def _counts(score: QualityScore) -> _Rows:
    """How many errors of each dimension have which severity."""
    yield [tr("Dimension"), *(_SEVERITIES[each]() for each in ErrorSeverity), tr("Points")]
    count = {(each.dimension, each.severity): each for each in score.counts}
    for dimension in Dimension:
        found = [count.get((dimension, severity)) for severity in ErrorSeverity]
        points = sum(each.points for each in found if each)
        yield [_DIMENSIONS[dimension](), *(str(each.count if each else 0) for each in found), f"{points:g}"]


def _edits(report: QualityReport) -> _Rows:
    """What was changed in machine output: all, by model, by file."""
    yield [tr("Of"), tr("Name"), tr("Segments"), tr("Unchanged"), "chrF", "TER", tr("Characters changed")]
    for what, edits in ((tr("Model"), report.post_editing.models), (tr("File"), report.post_editing.files)):
        yield from (_edit(what, each.name, each) for each in edits)
    if report.post_editing.total is not None:
        yield _edit(tr("All"), "", report.post_editing.total)


def _edit(what: str, name: str, edit: PostEdit) -> list[str]:
    changed = tr("{share} %", share=decimal(100 * edit.distance))
    return [what, name, str(edit.segments), str(edit.unchanged), decimal(edit.chrf), decimal(edit.ter), changed]


def _errors(report: QualityReport) -> Iterator[str]:
    """Every error with its source and target, the marked words set off."""
    title, none = escape(tr("Errors")), escape(tr("No errors were marked."))
    yield f"<h2>{title}</h2>\n"
    if not report.errors:
        yield f"<p>{none}</p>\n"
        return
    names = [tr("Place"), tr("Error"), tr("Source"), tr("Translation")]
    cells = "".join(f"<th>{escape(name)}</th>" for name in names)
    yield f'<table cellspacing="0">\n<tr>{cells}</tr>\n'
    for each in report.errors:
        error = each.error
        kind = [_DIMENSIONS[error.dimension](), _SEVERITIES[error.severity](), error.kind]
        note = f'<p class="quiet">{_lines(error.note)}</p>' if error.note else ""
        place = f"{escape(each.file)} · {each.number}" if each.file else str(each.number)
        yield (
            f'<tr><td class="quiet">{place}</td><td>{escape(" · ".join(part for part in kind if part))}{note}</td>'
            f"<td>{_marked(each, on_source=True)}</td><td>{_marked(each, on_source=False)}</td></tr>\n"
        )
    yield "</table>\n"


def _marked(marked: MarkedError, *, on_source: bool) -> str:
    """One of the texts with the words of the error set off, if they are in this one and still there."""
    text, error = marked.source if on_source else marked.target, marked.error
    start, end = max(0, error.start), min(error.end, len(text))
    if error.on_source is not on_source or start >= end:
        return _lines(text)
    return f"{_lines(text[:start])}<mark>{_lines(text[start:end])}</mark>{_lines(text[end:])}"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _error_names() -> list[str]:
    return [
        tr("File"), tr("Segment"), tr("Dimension"), tr("Severity"), tr("Kind"), tr("Marked words"), tr("Source"),
        tr("Translation"), tr("Note"), tr("Marked by"), tr("Marked at"),
    ]  # fmt: skip


def _error_cells(marked: MarkedError) -> list[str]:
    error = marked.error
    text = marked.source if error.on_source else marked.target
    return [
        marked.file, str(marked.number), _DIMENSIONS[error.dimension](), _SEVERITIES[error.severity](), error.kind,
        text[max(0, error.start) : max(0, error.end)], marked.source, marked.target, error.note, error.by, error.at,
    ]  # fmt: skip
