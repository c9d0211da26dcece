"""Word documents, out and in: read back by python-docx and by mammoth, which know nothing of how they were made."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import mammoth
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from desktop.core.errors import UserError
from desktop.formats.blog.article import article_of
from desktop.formats.blog.docx_in import read_docx
from desktop.formats.blog.docx_out import Paper, word_document
from desktop.formats.blog.html_in import to_markdown
from desktop.formats.blog.markdown import render_post
from desktop.formats.blog.page import body_html
from desktop.formats.blog.pictures import PostPictures
from tests.fakes.posts import PNG, post_draft, post_pictures


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> bytes:
    article = article_of(post_draft())
    pictures = PostPictures(str(post_pictures(tmp_path)))
    paper = Paper(body_html(article, lambda source: source), article.title, "nl", article.author, article.tags)
    content, notes = word_document(paper, pictures.find)
    assert notes == ()
    return content


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def made(markdown: str) -> bytes:
    return word_document(Paper(render_post(markdown, lambda source: source).html), lambda _source: None)[0]


def test_headings_lists_and_the_title_have_words_own_styles(file: bytes) -> None:
    paragraphs = [(each.style.name if each.style else "", each.text) for each in opened(file).paragraphs]
    assert paragraphs[0] == ("Title", "Lampen: “5” & meer <3")
    assert ("Heading 2", "Hoe hang ik hem op?") in paragraphs
    assert ("Heading 3", "Meer") in paragraphs
    assert ("List Number", "Boor twee gaten.") in paragraphs
    assert ("List Bullet", "eerst links") in paragraphs
    assert ("List Continue", "Klaar.") in paragraphs
    assert ("Quote", "Mooi licht, zegt Åsa.") in paragraphs
    assert ("Caption", "De lamp in de keuken") in paragraphs
    assert ("Code", 'for each in range(2):\n    print("<lamp>")') in paragraphs


def test_the_file_says_what_it_is_and_in_which_language(file: bytes) -> None:
    document = opened(file)
    told = document.core_properties
    assert (told.title, told.author, told.language) == ("Lampen: “5” & meer <3", "Åsa Öberg", "nl")
    language = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    assert [each.get(qn("w:val")) for each in language] == ["nl-NL"]


def test_a_table_has_its_cells_and_a_head_that_is_repeated(file: bytes) -> None:
    (table,) = opened(file).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Maat", "Prijs"],
        ["Klein | smal", "12,50"],
        ["Groot", "20,00"],
    ]
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")  # noqa: SLF001 -- python-docx has no name for it
    assert str(table.rows[1].cells[1].paragraphs[0].alignment).startswith("RIGHT")


def test_links_lead_out_and_to_headings(file: bytes) -> None:
    document = opened(file)
    links = {link.text: link.address or f"#{link.fragment}" for each in document.paragraphs for link in each.hyperlinks}
    assert links["in de winkel"] == "https://shop.example/lamp?a=1&b=2"
    marks = {each.get(qn("w:name")) for each in document.element.iter(qn("w:bookmarkStart"))}
    assert links["over het hout"].removeprefix("#") in marks


def test_a_picture_has_its_words(file: bytes) -> None:
    document = opened(file)
    (shape,) = document.inline_shapes
    (told,) = document.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    assert told.get("descr") == "Lamp aan de muur"
    assert shape.width > 0
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert any(package.read(name) == PNG for name in package.namelist() if name.startswith("word/media/"))


def test_footnotes_are_footnotes(file: bytes) -> None:
    read = mammoth.convert_to_html(io.BytesIO(file)).value
    assert '<a href="#footnote-1" id="footnote-ref-1">' in read
    assert 'Fabriek, <a href="https://fabriek.example/blad">Blad van de fabriek</a>, gelezen op 2026-11-20.' in read
    assert 'Eigen <em>meting</em>, zie <a href="https://meting.example">hier</a>.' in read


def test_a_second_list_begins_at_its_own_number() -> None:
    document = opened(made("1. a\n2. b\n\nText\n\n1. c\n\nText\n\n7. d\n"))
    ids = [
        each._p.pPr.numPr.numId.val  # type: ignore[union-attr]  # noqa: SLF001 -- an item has all of them
        for each in document.paragraphs
        if each.style and each.style.name == "List Number"
    ]
    assert len(ids) == 4
    assert len({*ids}) == 3
    starts = [each.get(qn("w:val")) for each in document.part.numbering_part.element.iter(qn("w:startOverride"))]
    assert starts == ["1", "1", "7"]


def test_a_picture_of_the_web_is_a_link_with_its_words() -> None:
    document = opened(made("![A cup](https://x.example/cup.png)"))
    (link,) = document.paragraphs[0].hyperlinks
    assert (link.text, link.address) == ("[Picture: A cup]", "https://x.example/cup.png")


def test_nothing_is_loaded_from_anywhere(file: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        outside = [
            line
            for name in package.namelist()
            if name.endswith(".rels")
            for line in package.read(name).decode().split("<Relationship ")
            if 'TargetMode="External"' in line
        ]
    assert outside
    assert all("/hyperlink" in line for line in outside)


def test_what_is_no_picture_is_words_and_said() -> None:
    from desktop.formats.mail.pictures import Picture

    content, notes = word_document(
        Paper(render_post("![A cup](picture:cup.webp)", lambda source: source).html),
        lambda _source: Picture("cup.webp", "webp", b"RIFF    WEBPVP8 "),
    )
    assert "cup.webp" in notes[0]
    assert opened(content).paragraphs[0].text == "[Picture: A cup]"


@pytest.mark.parametrize(
    "text",
    ["", "a\x0bb\x01c", "# ", "|a|b|\n|-|-|\n|1|", "<div>a<p>b</p>c</div>", "<ul>x<li></li></ul>", "- \n-", "> > > a",
     "<dl><dt>a<dd>b</dl>", "<details><summary>a</summary>b</details>", "[^a]\n\n[^a]: ", "x[^a]\n\n[^a]: - l\n    - m",
     "<b>a<p>b</b>c", "&#1;&#11;", "\U0001f600 é", "<table><tr><td><table><tr><td>x</table></table>", "[a](#b)"],
)  # fmt: skip
def test_any_text_becomes_a_document_that_opens(text: str) -> None:
    opened(made(text))
    mammoth.convert_to_html(io.BytesIO(made(text)))


def test_what_goes_out_comes_back(file: bytes) -> None:
    read = read_docx(file)
    text = to_markdown(read.html)
    for part in (
        "# Lampen: “5” & meer \\<3" if "\\<3" in text else "# Lampen: “5” & meer <3",
        "weegt **980 g**[^1] en hangt [in de winkel](https://shop.example/lamp?a=1&b=2).",
        "## Hoe hang ik hem op?",
        "1. Boor twee gaten.\n2. Draai de schroeven vast:\n   - eerst links\n   - dan rechts",
        "| Klein \\| smal | 12,50 |",
        "> Mooi licht, zegt Åsa.",
        '```\nfor each in range(2):\n    print("<lamp>")\n```',
        "*De lamp in de keuken*",
        "H<sub>2</sub>O en ~~oud~~.",
        "[^2]: Eigen *meting*, zie [hier](https://meting.example).",
    ):
        assert part in text
    (picture,) = read.pictures
    assert picture.content == PNG
    assert f"![Lamp aan de muur](picture:{picture.name})" in text


def _packed(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", b"<Types/>")
        file.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"no", b"PK\x03\x04", _packed("word/document.xml", b"<a"), _packed("x", b""),
     _packed("word/document.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
     _packed("word/document.xml", b"\0" * 61_000_000)],
    ids=["empty", "text", "cut", "xml", "nothing", "entity", "bomb"],
)  # fmt: skip
def test_what_is_no_document_is_said(data: bytes) -> None:
    with pytest.raises(UserError):
        read_docx(data)


def test_a_picture_that_is_only_linked_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(PNG)
    file = opened(made("Text"))
    file.add_picture(io.BytesIO(PNG))
    out = io.BytesIO()
    file.save(out)
    linked = io.BytesIO()
    with zipfile.ZipFile(out) as before, zipfile.ZipFile(linked, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                content = content.replace(b"r:embed=", b"r:link=")
            if name == "word/_rels/document.xml.rels":
                outside = f'Target="{secret.as_uri()}" TargetMode="External"'
                content = content.replace(b'Target="media/image1.png"', outside.encode())
            after.writestr(name, content)
    read = read_docx(linked.getvalue())
    assert read.pictures == ()
    assert "secret" not in read.html
