"""The finished file as a page: sanitised, and rows where a file has no layout of its own."""

from __future__ import annotations

import io

import docx
import pytest

from desktop.core.errors import UserError
from desktop.core.segment import Segment, TaggedText
from desktop.core.translation import JobFile, Row, RowKey, RowNote
from desktop.runtime.translation_layout import has_layout, page_of, rows_page


def row(number: int, source: str, target: str = "", unit: str = "") -> Row:
    segment = Segment(str(number), unit or str(number), TaggedText(source), TaggedText(target))
    return Row(RowKey(1, str(number)), number, segment, RowNote(str(number)))


def test_a_page_loses_all_that_loads_runs_or_leads_away() -> None:
    page = (
        b"<html><head><title>x</title><script>alert(1)</script></head><body onload='x()'><h1>Regen</h1>"
        b"<p style='background:url(http://x)'>Kom <b>maar</b> <img src='http://x/a.png' alt='op'></p>"
        b"<iframe src='http://x'></iframe><script>alert(2)</script></body></html>"
    )
    html = page_of(page, "page.html")
    assert "Regen" in html
    assert "<b>maar</b>" in html or "<strong>maar</strong>" in html
    for bad in ("script", "alert", "http://", "iframe", "onload", "url("):
        assert bad not in html


def test_markdown_is_shown_without_its_front_matter() -> None:
    text = b"---\ntitle: X\n---\n# Regen\n\nKom **maar** op. <script>x</script>\n"
    html = page_of(text, "post.md")
    assert "title: X" not in html
    assert "Regen" in html
    assert "<script" not in html


def test_a_word_document_is_shown_and_a_broken_one_is_told() -> None:
    document = docx.Document()
    document.add_heading("Regen", 1)
    document.add_paragraph("Kom maar op.")
    data = io.BytesIO()
    document.save(data)
    assert "Kom maar op." in page_of(data.getvalue(), "a.docx")
    with pytest.raises(UserError):
        page_of(b"PK no document", "a.docx")


def test_rows_of_a_unit_stand_together_and_open_ones_in_the_source() -> None:
    rows = [row(1, "Rain.", "Regen.", "a"), row(2, "Bring <it> on.", "", "a"), row(3, "Bye", "Dag", "b")]
    page = rows_page(1, rows, 1)
    assert page.html == '<p>Regen. <span class="open">Bring &lt;it&gt; on.</span></p>\n<p>Dag</p>'
    assert page.has(1)
    assert page.has(5000)


def test_of_very_many_rows_those_around_the_current_one_are_shown() -> None:
    rows = [row(number, f"Row {number}", f"Rij {number}") for number in range(1, 2000)]
    page = rows_page(1, rows, 1000)
    assert page.has(1000)
    assert not page.has(1)
    assert "Rij 1000<" in page.html
    assert "Rij 1<" not in page.html
    assert page.html.count("<p>") < 300


def test_which_files_have_a_layout() -> None:
    assert has_layout(JobFile(1, "a.DOCX"))
    assert has_layout(JobFile(1, "a.md"))
    assert not has_layout(JobFile(1, "a.xlf"))
    assert not has_layout(JobFile(1, "a.md", draft="d1"))
