"""Word documents: words without Word's cuts, only changed paragraphs written anew, all other members as they were."""

from __future__ import annotations

import io
import struct
import time
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.errors import UserError
from desktop.core.segment import Change
from desktop.formats.bitext import docx_file, monolingual_zip
from desktop.formats.bitext.docx_file import DocxFile
from desktop.formats.bitext.opening import open_bitext
from tests.unit.formats.bitext.one_language import DONE, after, put, sources, stays

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def member(body: str, root: str = "document") -> bytes:
    inner = f"<w:body>{body}</w:body>" if root == "document" else body
    spaces = f'xmlns:w="{W}" xmlns:r="urn:r" xmlns:mc="urn:mc" xmlns:wps="urn:wps"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<w:{root} {spaces}>{inner}</w:{root}>'.encode()


def packed(body: str, **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("word/document.xml", member(body))
        for name, content in more.items():
            file.writestr(f"word/{name}.xml", content)
        file.writestr("word/media/image1.png", bytes(range(256)) * 20)
    return out.getvalue()


def run(words: str, look: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r w:rsidR="00A1">{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs: str, head: str = "") -> str:
    return f'<w:p w:rsidR="00B2">{f"<w:pPr>{head}</w:pPr>" if head else ""}{"".join(runs)}</w:p>'


def document_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read("word/document.xml").decode()


RICH = "".join(
    (
        paragraph(run("Kop"), head='<w:pStyle w:val="Heading1"/>'),
        paragraph(
            run("Een "), '<w:proofErr w:type="spellStart"/>', run("zi", '<w:lang w:val="nl-NL"/>'), run("n met "),
            run("vet", "<w:b/>"), run(" erin. Twee &amp; "), run("meer."), "<w:bookmarkStart w:id='1' w:name='a'/>",
        ),
        paragraph(
            run("Zie "), '<w:hyperlink r:id="rId5">', run("de ", '<w:rStyle w:val="Hyperlink"/>'),
            run("pagina", '<w:rStyle w:val="Hyperlink"/>'), "</w:hyperlink>", run(" nu."),
            "<w:r><w:br/></w:r>", run("Onder."),
        ),
        paragraph(
            run("Blz. "), '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>',
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', run("7"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            run(" van"), "<w:r><w:tab/></w:r>", run("x"), "<w:r><w:t>y</w:t><w:footnoteReference w:id='2'/></w:r>",
        ),
        paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "u"</w:instrText></w:r>',
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', run("Klik"),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>', run(" hier"),
        ),
        paragraph(
            "<w:del><w:r><w:delText>weg</w:delText></w:r></w:del>", "<w:ins w:id='3'>", run("Nieuw"), "</w:ins>",
            run(" woord"), "<w:sdt><w:sdtPr/><w:sdtContent>", run(" vast"), "</w:sdtContent></w:sdt>",
        ),
        paragraph(
            run("Kader "), "<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>", paragraph(run("Binnen.")),
            "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:txbxContent>", paragraph(run("Binnen.")),
            "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>", run(" buiten"),
        ),
        "<w:tbl><w:tr><w:tc>", paragraph(run("Cel")), "</w:tc></w:tr></w:tbl>",
        paragraph(run("punt"), head="<w:numPr/>"), paragraph(), "<w:p/>",
    )
)  # fmt: skip
DATA = packed(
    RICH,
    header1=member(paragraph(run("Boven")), "hdr"),
    footnotes=member(f"<w:footnote>{paragraph(run('Noot'))}</w:footnote>", "footnotes"),
    comments=member(f"<w:comment>{paragraph(run('Niet'))}</w:comment>", "comments"),
    styles=member('<w:docDefaults><w:lang w:val="nl-NL"/></w:docDefaults>', "styles"),
)


def test_a_document_is_read() -> None:
    file = open_bitext(DATA, "a.docx")
    assert (file.format, file.languages.source) == ("DOCX", "nl-NL")
    assert [(each.source.text, each.context) for each in file.segments] == [
        ("Kop", "Heading"), ("Een zin met {1}vet{2} erin.", "Paragraph"), ("Twee & meer.", "Paragraph"),
        ("Zie {1}de pagina{2} nu.", "Paragraph"), ("Onder.", "Paragraph"),
        ("Blz. {1} van{2}xy{3}", "Paragraph"), ("{1}Klik{2} hier", "Paragraph"),
        ("{1}Nieuw{2} woord{3} vast{4}", "Paragraph"), ("Kader {1} buiten", "Paragraph"), ("Binnen.", "Text box"),
        ("Cel", "Table cell"), ("punt", "List item"), ("Boven", "Page header"), ("Noot", "Note"),
    ]  # fmt: skip
    assert [tag.label for tag in file.segments[1].tags] == ["b", "b"]
    assert file.segments[5].tags[0].label == "PAGE"
    stays(file, DATA)
    assert file.written({}) is DATA


def test_only_a_changed_paragraph_is_written_anew() -> None:
    file = DocxFile(DATA)
    out = put(file, {"Een zin met {1}vet{2} erin.": "{1}Vet{2} is <een> zin.", "Boven": "Onder\nen\tverder"})
    old, new = document_of(DATA), document_of(out)
    start = old.index("<w:r", old.index("<w:p ", old.index("</w:p>")))
    end = old.index("</w:p>", start)
    assert new[:start] == old[:start]
    assert new.endswith(old[end:])
    assert new[start : len(new) - len(old[end:])] == (
        '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Vet</w:t></w:r>'
        '<w:r><w:t xml:space="preserve"> is &lt;een&gt; zin. Twee &amp; meer.</w:t></w:r>'
        "<w:bookmarkStart w:id='1' w:name='a'/>"
    )
    again = DocxFile(out)
    assert sources(again)[1:3] == ["{1}Vet{2} is <een> zin.", "Twee & meer."]
    with zipfile.ZipFile(io.BytesIO(out)) as one, zipfile.ZipFile(io.BytesIO(DATA)) as two:
        assert one.testzip() is None
        assert [name for name in two.namelist() if one.read(name) != two.read(name)] == [
            "word/document.xml", "word/header1.xml",
        ]  # fmt: skip
        assert b"<w:br/>" in one.read("word/header1.xml")
        assert b"<w:tab/>" in one.read("word/header1.xml")


def test_tags_of_all_kinds_come_back() -> None:
    file = DocxFile(DATA)
    out = document_of(
        put(
            file,
            {
                "Zie {1}de pagina{2} nu.": "Nu {1}hier{2}!",
                "{1}Klik{2} hier": "Hier {1}klikken{2}",
                "Blz. {1} van{2}xy{3}": "{1} {2}z{3}",
                "{1}Nieuw{2} woord{3} vast{4}": "{3}Vast{4} {1}nieuw{2}",
                "Binnen.": "Buiten.",
                "Kader {1} buiten": "{1} om",
            },
        )
    )
    look = '<w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>'
    assert f'<w:hyperlink r:id="rId5"><w:r>{look}<w:t xml:space="preserve">hier</w:t></w:r></w:hyperlink>' in out
    assert '<w:r><w:br/></w:r><w:r><w:t xml:space="preserve">Onder.</w:t></w:r>' in out
    assert '<w:t xml:space="preserve">klikken</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>' in out
    assert '<w:t xml:space="preserve">7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' in out
    assert "<w:r><w:footnoteReference w:id='2'/></w:r></w:p>" in out
    assert out.count("<w:del><w:r><w:delText>weg</w:delText></w:r></w:del>") == 1
    assert "<w:sdt><w:sdtPr/><w:sdtContent><w:r>" in out
    assert out.count("Buiten.") == 1  # what is there a second time for old programs stays
    assert sources(DocxFile(_with_document(out)))[8:10] == ["{1} om", "Buiten."]


def _with_document(text: str) -> bytes:
    return monolingual_zip.Package(DATA).replaced({"word/document.xml": text.encode()})


def test_word_reads_what_is_written() -> None:
    made = docx.Document()
    made.add_heading("Title", 1)
    line = made.add_paragraph("A sentence with ")
    line.add_run("bold").bold = True
    line.add_run(" words. Another one.")
    made.add_table(1, 1).cell(0, 0).text = "Cell"
    stream = io.BytesIO()
    made.save(stream)
    file = DocxFile(stream.getvalue(), "en")
    out = put(file, {"A sentence with {1}bold{2} words.": "Een zin met {1}vette{2} woorden.", "Cell": "Cel"})
    read = docx.Document(io.BytesIO(out))
    assert [each.text for each in read.paragraphs] == ["Title", "Een zin met vette woorden. Another one."]
    assert [each.text for each in read.paragraphs[1].runs if each.bold] == ["vette"]
    assert read.tables[0].cell(0, 0).text == "Cel"


def test_what_cannot_be_worked_on_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="damaged"):
        DocxFile(b"PK\x03\x04 nothing")
    with pytest.raises(UserError, match="damaged"):
        DocxFile(DATA[:-30])
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as file:
        file.writestr("a.txt", "b")
    with pytest.raises(UserError, match="no Word document"):
        DocxFile(other.getvalue())
    with pytest.raises(UserError, match=r"word/document\.xml: Line 2: .*not well-formed"):
        DocxFile(packed("<w:p>"))
    with pytest.raises(UserError, match="entities"):
        DocxFile(_entities())
    with pytest.raises(UserError, match="password"):
        DocxFile(_locked(DATA))
    with pytest.raises(UserError, match="may not stand in XML"):
        put(DocxFile(DATA), {"Cel": "\x01"})
    monkeypatch.setattr(monolingual_zip, "LARGEST_MEMBER", 1000)
    with pytest.raises(UserError, match=r"word/document\.xml is too large"):
        DocxFile(packed(paragraph(run("a" * 2000))))
    monkeypatch.setattr(monolingual_zip, "LARGEST", 1000)
    with pytest.raises(UserError, match="too large"):
        DocxFile(DATA)


def _entities() -> bytes:
    text = b'<!DOCTYPE a [<!ENTITY b "c">]>' + member(paragraph(run("&b;"))).split(b"\n", 1)[1]
    return monolingual_zip.Package(DATA).replaced({"word/document.xml": text})


def _locked(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        place = file.start_dir
    found = bytearray(data)
    while found[place : place + 4] == b"PK\x01\x02":
        found[place + 8] |= 1
        place += 46 + sum(struct.unpack_from("<3H", found, place + 28))
    return bytes(found)


def test_a_bomb_does_not_go_off() -> None:
    bomb = bytearray(packed(paragraph(run("a" * 90_000_000))))
    begun = time.perf_counter()
    with pytest.raises(UserError, match="too large"):
        DocxFile(bytes(bomb))
    assert time.perf_counter() - begun < 2


def test_the_text_that_stands_for_a_picture_is_a_segment() -> None:
    picture = '<w:r><w:drawing><wp:docPr xmlns:wp="urn:wp" id="1" descr="A &amp; &quot;é&quot;"/></w:drawing></w:r>'
    data = packed(paragraph(run("See "), picture) + paragraph(picture))
    file = DocxFile(data)
    assert sources(file) == ["See {1}", 'A & "é"', 'A & "é"']
    assert file.segments[1].context == "Alternative text of an image"
    stays(file, data)
    out = document_of(put(file, {'A & "é"': 'B < "ö"', "See {1}": "{1} se"}))
    assert out.count('descr="B &lt; &quot;ö&quot;"') == 2
    assert "> se</w:t></w:r></w:p>" in out
    with pytest.raises(UserError, match="may not stand in XML"):
        put(file, {'A & "é"': "\x02"})


def test_many_large_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_file, "_MOST_BYTES", 1000)
    with pytest.raises(UserError, match="texts of this document are too large"):
        DocxFile(DATA)


def test_members_of_every_make_are_kept() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:  # stored, with a comment, and one of a name beyond ASCII
        file.writestr("word/é.bin", b"1")
        file.writestr("word/document.xml", member(paragraph(run("Hi"))))
        file.comment = b"made by hand"
    streamed = io.BytesIO()
    with zipfile.ZipFile(_Unseekable(streamed), "w", zipfile.ZIP_DEFLATED) as file:  # sizes behind each member
        file.writestr("word/document.xml", member(paragraph(run("Hi"))))
        file.writestr("word/b.bin", b"2" * 500)
    for data in (out.getvalue(), streamed.getvalue()):
        again = put(DocxFile(data), {"Hi": "Hej"})
        with zipfile.ZipFile(io.BytesIO(again)) as one, zipfile.ZipFile(io.BytesIO(data)) as two:
            assert one.testzip() is None
            assert (one.comment, one.namelist()) == (two.comment, two.namelist())
            assert b">Hej<" in one.read("word/document.xml")


class _Unseekable(io.RawIOBase):
    def __init__(self, inner: io.BytesIO) -> None:
        self._inner = inner

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return self._inner.write(data)  # type: ignore[arg-type]


_RUNS = st.sampled_from(
    [
        *(run("Een zin. "), run("woord", "<w:b/>"), run(" ", "<w:i/>"), run("Nog een! ", "<w:b/>"), run("a &amp; b")),
        *("<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", "<w:bookmarkEnd w:id='1'/>", "<w:r><w:drawing/></w:r>"),
        '<w:hyperlink r:id="a">' + run("link", "<w:u/>") + "</w:hyperlink>",
        "<w:r><w:rPr><w:b/></w:rPr><w:t>x</w:t><w:sym w:char='F0'/><w:t>y</w:t></w:r>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.lists(_RUNS, max_size=8), min_size=1, max_size=3))
def test_a_changed_segment_changes_only_itself(paragraphs: list[list[str]]) -> None:
    data = packed("".join(paragraph(*runs) for runs in paragraphs))
    file = DocxFile(data, "nl")
    stays(file, data)
    for segment in file.segments:
        again = DocxFile(file.written({segment.id: Change(after("Nieuw ", segment), DONE)}), "nl")
        wanted = " ".join("Nieuw " * (each.id == segment.id) + each.source.words for each in file.segments)
        assert " ".join(each.source.words for each in again.segments).split() == wanted.split()
