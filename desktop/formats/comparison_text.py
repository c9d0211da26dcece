"""A comparison as Markdown to read, and as CSV to work with: one row for each field of each text."""

from __future__ import annotations

import csv
import io

from desktop.core.comparison_page import ComparisonPage, PageColumn
from desktop.core.copy import Copy
from desktop.core.words import tr
from desktop.formats.clipboard import as_markdown
from desktop.formats.spreadsheet import harmless

COLUMNS: tuple[str, ...] = (
    "column", "label", "model", "tone", "prompt", "version", "field", "text", "counts", "fits", "complete",
)  # fmt: skip
"""The head of the CSV; the figures of each column follow under their names in the writer's language."""


def comparison_markdown(page: ComparisonPage) -> str:
    """One section a text, with its figures as a table at the end."""
    parts = [f"# {_line(page.title)}"]
    for column in page.columns:
        parts.append(f"## {column.letter} · {_line(column.label)}")
        if column.error:
            parts.append(f"*{_line(column.error)}*")
        for field in column.fields:
            counts = f" ({', '.join(field.counts)})" if field.counts else ""
            parts += [f"### {_line(field.label)}{counts}", as_markdown(Copy({"text": field.value}))]
        if column.remarks:
            parts.append("\n".join(f"- {_line(remark)}" for remark in column.remarks))
    return "\n\n".join([*parts, _table(page)]) + "\n"


def comparison_csv(page: ComparisonPage) -> str:
    """The texts as CSV with a line of names; no field can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    labels = [label for label, _ in page.columns[0].figures] if page.columns else []
    writer.writerow([*COLUMNS, *labels])
    for column in page.columns:
        for field in column.fields:
            head = (
                column.letter, column.label, column.model, column.tone, column.prompt, str(column.version or ""),
                field.name, field.text, "; ".join(field.counts), _yes(field.fits), _yes(not column.error),
            )  # fmt: skip
            writer.writerow([harmless(cell) for cell in (*head, *(value for _, value in column.figures))])
    return out.getvalue()


def _table(page: ComparisonPage) -> str:
    columns = page.columns
    if not columns:
        return ""
    lines = ["| |" + "|".join(f" {column.letter} " for column in columns) + "|", "|---|" + "---|" * len(columns)]
    for place, (label, _) in enumerate(columns[0].figures):
        cells = "|".join(f" {_cell(column, place)} " for column in columns)
        lines.append(f"| {_line(label)} |{cells}|")
    return "\n".join(lines)


def _cell(column: PageColumn, place: int) -> str:
    return _line(column.figures[place][1]).replace("|", "\\|")


def _line(text: str) -> str:
    """The text in one line, with what Markdown would take for a mark escaped."""
    return as_markdown(Copy({"text": " ".join(text.split())}))


def _yes(value: bool) -> str:  # noqa: FBT001 - a cell
    return tr("yes") if value else tr("no")
