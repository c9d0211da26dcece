"""A file of one language, opened by what it is."""

from __future__ import annotations

from desktop.core.collecting import uncollected
from desktop.formats.bitext import docx_file, draft_file, html_file, markdown_file, text_file
from desktop.formats.bitext.monolingual import Monolingual

ENDINGS = (*markdown_file.ENDINGS, *html_file.ENDINGS, *text_file.ENDINGS, *docx_file.ENDINGS, *draft_file.ENDINGS)
"""The endings of files of one language."""

_PAGE = (b"<!doctype html", b"<html")


def open_monolingual(data: bytes, name: str, source: str = "") -> Monolingual | None:
    """Open the bytes of a file called `name`, which is in the language `source`; `None` for a file of another kind.

    Raises `UserError` (input) with the place and the reason for one that is broken.
    """
    with uncollected():
        return _opened(data, name.lower(), source)


def _opened(data: bytes, ending: str, source: str) -> Monolingual | None:
    head = data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if ending.endswith(markdown_file.ENDINGS):
        return markdown_file.MarkdownFile(data, source)
    if ending.endswith(html_file.ENDINGS) or head.startswith(_PAGE):
        return html_file.HtmlFile(data, source)
    if ending.endswith(text_file.ENDINGS):
        return text_file.TextFile(data, source)
    if ending.endswith(docx_file.ENDINGS):
        return docx_file.DocxFile(data, source)
    if ending.endswith(draft_file.ENDINGS):
        return draft_file.JsonFile(data, source)
    return None
