"""The finished file of a job as a page to look at: sanitised, with nothing in it that loads, runs or leads away."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.errors import Problem
from desktop.core.translation import JobFile, Row
from desktop.core.words import tr
from desktop.runtime.beside import Beside
from desktop.runtime.translating import Translating

_MARKDOWN = (".md", ".markdown")
_HTML = (".html", ".htm", ".xhtml")
_WORD = (".docx",)
_MOST = 400_000
"""Characters of HTML: a longer page would hold the window up while it is laid out, so rows are shown instead."""
_AROUND = 120


class Layout(msgspec.Struct, frozen=True):
    """A page of a file: sanitised HTML. Of a very long file only the rows from `first` to `last` are in it (0: all)."""

    file: int
    html: str
    first: int = 0
    last: int = 0

    def has(self, number: int) -> bool:
        """Whether the row with this number is in it."""
        return not self.first or self.first <= number <= self.last


class TranslationLayout(QObject):
    """One page at a time; what is asked for later takes the place of what is being made."""

    came = Signal(object)  # Layout
    failed = Signal(object)  # Problem

    def __init__(self, translating: Translating, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translating = translating
        self._beside = Beside("layout", self)
        self._busy = False
        self._again: tuple[int, int] | None = None

    def ask(self, file: int, near: int) -> None:
        """Make the page of a file; `near` is the number of the row around which it is cut when it is very long."""
        if self._busy:
            self._again = (file, near)
            return
        job = self._translating.job
        found = next((each for each in job.files if each.id == file), None) if job is not None else None
        if found is None:
            return
        rows = [row for row in self._translating.rows.values() if row.key.file == file]
        if has_layout(found):
            self._busy = True
            self._translating.finished(
                file, lambda data: self._convert(found, data, rows, near), lambda problem: self._end(None, problem)
            )
        else:
            self.came.emit(rows_page(file, rows, near))

    def _convert(self, file: JobFile, data: bytes, rows: list[Row], near: int) -> None:
        made: list[Layout] = []

        def work() -> None:
            html = page_of(data, file.name)
            made.append(Layout(file.id, html) if len(html) <= _MOST else rows_page(file.id, rows, near))

        self._beside.run(work, lambda: self._end(made[0], None), lambda problem: self._end(None, problem))

    def _end(self, layout: Layout | None, problem: Problem | None) -> None:
        self._busy = False
        if layout is not None:
            self.came.emit(layout)
        elif problem is not None:
            self.failed.emit(problem)
        again, self._again = self._again, None
        if again is not None:
            self.ask(*again)

    def close(self) -> None:
        """Wait for what is being made."""
        self._again = None
        self._beside.wait(3.0)


def has_layout(file: JobFile) -> bool:
    """Whether a file is a document that looks like something; others are shown as their translated rows."""
    return not file.draft and file.name.lower().endswith((*_MARKDOWN, *_HTML, *_WORD))


def page_of(data: bytes, name: str) -> str:
    """A document as sanitised HTML that a simple layout shows. Raises `UserError` for one that cannot be shown."""
    from desktop.formats.blog.markdown import cleaned_html, shown_post
    from desktop.formats.blog.paper import simple_html

    ending = name.lower()
    if ending.endswith(_MARKDOWN):
        html = shown_post(_without_front_matter(data.decode("utf-8-sig", "replace"))).html
    elif ending.endswith(_WORD):
        from desktop.formats.blog.docx_in import read_docx

        html = cleaned_html(read_docx(data).html, _no_picture)
    else:
        html = cleaned_html(_body(data.decode("utf-8-sig", "replace")), _no_picture)
    return simple_html(html)


def rows_page(file: int, rows: Sequence[Row], near: int) -> Layout:
    """The translated rows as paragraphs, those of one unit together; what is not translated yet stands in the source.

    Of very many rows those around the one with the number `near`.
    """
    every = list(rows)
    first = max(0, near - _AROUND) if len(every) > 2 * _AROUND else 0
    some = every[first : first + 2 * _AROUND]
    paragraphs: list[list[str]] = []
    unit = ""
    for row in some:
        segment = row.segment
        empty = segment.target.is_empty
        words = escape((segment.source if empty else segment.target).words, quote=False).replace("\n", "<br>")
        shown = f'<span class="open">{words}</span>' if empty else words
        if segment.unit and segment.unit == unit and paragraphs:
            paragraphs[-1].append(shown)
        else:
            paragraphs.append([shown])
        unit = segment.unit
    html = "\n".join(f"<p>{' '.join(each)}</p>" for each in paragraphs)
    nothing = tr("There is nothing in this file.")
    shown = html or f"<p>{escape(nothing)}</p>"
    return Layout(file, shown) if len(some) == len(every) else Layout(file, shown, some[0].number, some[-1].number)


def _body(page: str) -> str:
    """What stands between the tags of the body; all of it where there are none."""
    low = page.lower()
    start = low.find("<body")
    if start < 0:
        return page
    begin = page.find(">", start) + 1
    end = low.rfind("</body")
    return page[begin : end if end > begin else len(page)]


def _without_front_matter(text: str) -> str:
    if not text.startswith("---\n"):
        return text
    end = text.find("\n---", 4)
    return text[text.find("\n", end + 1) + 1 :] if end > 0 else text


def _no_picture(_address: str) -> str:
    return ""
