"""Bilingual tables for people without the program: written, and taken back as people change them."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import docx
import pytest

from desktop.core.errors import UserError
from desktop.core.segment import Segment, SegmentState, Tag, TagKind, tagged
from desktop.formats.bilingual_table import TableRow, rows_of, table_docx, table_html
from desktop.formats.bilingual_table_cells import docx_rows, html_rows
from desktop.formats.bilingual_table_reading import bring_back, new_comment, read_returned, returned
from desktop.formats.bitext.opening import open_bitext

TAGS = (Tag(1, TagKind.OPEN, "<b>", "b"), Tag(2, TagKind.CLOSE, "</b>", "b"))
SEGMENTS = (
    Segment("1/a", "a", tagged('A "warm" {1}blanket{2} <new>', {1, 2}), tagged("Een {1}deken{2} & meer", {1, 2}),
            SegmentState.DRAFT, TAGS, ("Mind the width",)),
    Segment("1/b", "b", tagged("Two\nlines ", set()), tagged("Twee\nregels ", set()), SegmentState.TRANSLATED),
    Segment("1/c", "c", tagged("Tea", set()), locked=True),
)  # fmt: skip
ROWS = rows_of(SEGMENTS)
MAKERS: dict[str, Callable[..., bytes]] = {"docx": table_docx, "html": table_html}


@pytest.mark.parametrize("kind", MAKERS)
def test_what_is_not_touched_comes_back_as_it_was(kind: str) -> None:
    data = MAKERS[kind](ROWS, ("en", "nl"), "The <job>")
    came = read_returned(data, f"a.{kind}")
    assert list(came.rows) == ["1/a", "1/b", "1/c"]
    assert returned(data, f"a.{kind}")["1/a"] == ("Een {1}deken{2} & meer", "Mind the width")
    back = bring_back(came, SEGMENTS)
    assert (back.targets, back.comments, back.notes) == ({}, {}, ())


def test_a_page_is_escaped_and_can_be_written_into() -> None:
    page = table_html([TableRow("x", "<script>alert(1)</script>", "", comment='"')], ("en", "sv")).decode()
    assert "<script>alert" not in page
    assert 'contenteditable="true"' in page
    assert '<td lang="sv"' in page


def test_word_opens_the_document_with_headings_on_each_page() -> None:
    document = docx.Document(io.BytesIO(table_docx(ROWS, ("en", "nl"))))
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[0] == ["#", "ID", "Source (en)", "Target (nl)", "State", "Comment"]
    assert cells[2][:5] == ["2", "1/b", "Two\nlines ", "Twee\nregels ", "Translated"]
    assert "tblHeader" in document.element.xml


def test_changes_of_a_page_are_taken_as_browsers_and_word_save_them() -> None:
    page = table_html(ROWS, ("en", "nl")).decode()
    page = page.replace("Een {1}deken{2} &amp; meer", "Een <span>warme</span>\r\n  { 1 }deken{2}&nbsp;erbij")
    page = page.replace("Mind the width", "Mind the width<div>Fine</div>").replace(
        "Twee<br>regels ", "Twee<div>lijnen</div>"
    )
    back = bring_back(read_returned(page.encode(), "a.html"), SEGMENTS)
    assert back.targets["1/a"].text == "Een warme {1}deken{2}\xa0erbij"
    assert back.targets["1/a"].numbers == (1, 2)
    assert back.targets["1/b"].text == "Twee\nlijnen "
    assert back.comments == {"1/a": "Fine"}


def edited(change: Callable[[str], str], extra: dict[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(table_docx(ROWS, ("en", "nl")))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()).encode() if name == "word/document.xml" else data)
        for name, text in (extra or {}).items():
            new.writestr(name, text)
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_tracked_changes_are_taken_as_accepted_and_their_authors_told() -> None:
    def change(text: str) -> str:
        old = '<w:t xml:space="preserve">Een {1}deken{2} &amp; meer</w:t></w:r>'
        assert old in text
        new = (
            '<w:t xml:space="preserve">Een </w:t></w:r>'
            '<w:ins w:id="1" w:author="Anna"><w:r><w:t>wollen </w:t></w:r></w:ins>'
            '<w:del w:id="2" w:author="Bo"><w:r><w:delText>x</w:delText><w:t>niet</w:t></w:r></w:del>'
            '<w:r><w:t>{1}deken{2}</w:t><w:commentReference w:id="7"/></w:r>'
        )
        text = text.replace(old, new)
        row = text.index("<w:tr>", text.index("1/b") - 900)
        return text[:row] + '<w:tr><w:trPr><w:del w:id="3" w:author="Bo"/></w:trPr>' + text[row + len("<w:tr>") :]

    words = "<w:p><w:r><w:t>Sure?</w:t></w:r></w:p>"
    note = f'<w:comments {W}><w:comment w:id="7" w:author="Anna">{words}</w:comment></w:comments>'
    back = bring_back(read_returned(edited(change, {"word/comments.xml": note}), "a.docx"), SEGMENTS)
    assert {name: text.text for name, text in back.targets.items()} == {"1/a": "Een wollen {1}deken{2}"}
    assert back.comments["1/a"] == "Anna: Sure?"
    assert "Tracked changes of Anna, Bo are taken as accepted." in back.notes
    assert any("deleted with tracked changes are left out: 1" in note for note in back.notes)


def test_what_cannot_be_matched_is_told() -> None:
    def change(text: str) -> str:
        text = text.replace(">1/a<", ">zzz<").replace('A "warm"', "A “warm”")  # known by its source, quotes or not
        return text.replace(">1/b<", "><").replace(">Tea<", ">Teas<").replace(">1/c<", ">qqq<")

    back = bring_back(read_returned(edited(change), "a.docx"), SEGMENTS)
    assert back.targets == {}
    assert [note.partition(":")[0] for note in back.notes] == [
        "1 row has no ID and is left out.",
        "No segment is called like these rows, which are left out",
    ]
    came = read_returned(
        table_html([TableRow("1/c", "Tea", "Thee"), TableRow("1/a", "Other", "Een deken")], ("", "")), "a.html"
    )
    back = bring_back(came, SEGMENTS)
    assert list(back.targets) == ["1/a"]
    assert [note.partition(":")[0] for note in back.notes] == [
        "The source of these rows was changed; their targets are taken",
        "These segments are locked and stay as they are",
        "These targets have other tags than their sources",
    ]


def test_columns_may_move_and_rows_be_sorted() -> None:
    page = (
        "<table><tr><th>Comment</th><th>Target (nl)</th><th>ID</th></tr><tr><td>c</td><td>Z</td><td>1/b</td></tr>"
        "<tr><td></td><td>Y</td><td>1/a</td></tr><tr><td></td><td>again</td><td>1/a</td></tr></table>"
    )
    came = read_returned(page.encode(), "a.html")
    assert {name: (row.target, row.comment) for name, row in came.rows.items()} == {"1/b": ("Z", "c"), "1/a": ("Y", "")}
    assert came.notes == ("Rows that are there twice count once, as they come first: 1/a.",)


def test_a_page_in_an_encoding_that_nobody_knows_is_read_all_the_same() -> None:
    page = table_html(ROWS, ("en", "nl")).replace(b'charset="utf-8"', b'charset="ut\x00f-8"')
    assert "1/b" in read_returned(page, "a.html").rows


def test_a_csv_comes_back_too() -> None:
    came = read_returned(b"id,source,target,note\n1/b,Two,Drie,hm\n", "a.csv")
    assert (came.rows["1/b"].target, came.rows["1/b"].comment) == ("Drie", "hm")


def test_comments_that_went_out_are_not_new_when_they_come_back() -> None:
    assert new_comment("one\ntwo\nthree", ["one", "two\nthree"]) == ""
    assert new_comment("one\n mine \ntwo", ["two", "one"]) == "mine"
    assert new_comment("", ["one"]) == ""


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"<p>Hello</p>", "a.html", "no table with the columns"),
        (b"PK no", "a.docx", "not a Word document"),
        (b"x", "a.pdf", "no table that can come back"),
    ],
)
def test_another_file_is_refused(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        read_returned(data, name)


def test_five_thousand_rows_are_written_and_read_in_seconds() -> None:
    rows = [TableRow(f"f/{place}", f"Source {place}", f"Target {place}") for place in range(5000)]
    began = time.process_time()
    assert len(docx_rows(table_docx(rows, ("en", "nl"))).rows) == 5001
    assert len(html_rows(table_html(rows, ("en", "nl"))).rows) == 5001
    assert time.process_time() - began < 12


def test_rows_whose_ids_are_those_of_other_texts_by_now_go_where_their_sources_are() -> None:
    """A file of one language numbers its segments: a sentence more at its beginning moves them all."""
    before = open_bitext(b"Alpha. Beta. Tea. Tea.\n", "a.md", "en", "nl").segments
    after = open_bitext(b"New. Alpha. Beta. Tea. Tea.\n", "a.md", "en", "nl").segments
    rows = [TableRow(each.id, each.source.text, f"NL {each.source.text}") for each in before]
    back = bring_back(read_returned(table_docx(rows, ("en", "nl")), "a.docx"), after)
    assert {name: text.text for name, text in back.targets.items()} == {
        "2": "NL Alpha.",
        "3": "NL Beta.",
        "4": "NL Tea.",
    }
    assert back.notes == ("No segment is called like these rows, which are left out: 3.",)
