"""Sources from what people have: each kind read as words, in its own characters, and hostile ones refused."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from docx import Document

from desktop.core.errors import ErrorKind, UserError
from desktop.core.post import SourceKind
from desktop.formats.source_text import (
    LONGEST,
    decoded,
    first_words,
    plain_of_markdown,
    read_source_bytes,
    read_source_file,
    read_source_text,
)

DATA = Path(__file__).parents[3].parent / "shared" / "data"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tea &amp; storage</title>
<meta name="author" content="Åsa Tea"><style>p{color:red}</style></head><body><nav>Home Shop 99 euro</nav>
<article><h1>Tea</h1><p>Black tea <b>keeps</b> <a href="https://x.example/99">two years</a>.<sup><a href="#n3">[3]</a>
</sup></p><script>alert(1)</script><ul><li>No light</li></ul><img src="http://track.example/1.gif" alt="tin"></article>
<footer>Copyright 2026</footer></body></html>"""


def docx(*paragraphs: str) -> bytes:
    made = Document()
    for each in paragraphs:
        made.add_paragraph(each)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def refused(path: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        read_source_file(path)
    assert caught.value.problem.message
    return caught.value


def test_of_a_page_its_article_is_read_as_words() -> None:
    source = read_source_text(PAGE, SourceKind.HTML).source
    assert (source.title, source.author) == ("Tea & storage", "Åsa Tea")
    assert source.text.split() == ["#", "Tea", "Black", "tea", "keeps", "two", "years.", "-", "No", "light"]


def test_markdown_is_read_without_its_head_and_where_links_lead() -> None:
    head = "---\ntitle: Storing tea\nauthor: A. Tea\n---\n\n"
    text = f"{head}See **[this](https://x.example/1999)** ![tin](a.png) \\*so\\*.\n"
    source = read_source_text(text, SourceKind.MARKDOWN, title="tea.md").source
    assert (source.title, source.author, source.text) == ("Storing tea", "A. Tea", "See this  *so*.")


def test_a_word_document_is_read(tmp_path: Path) -> None:
    path = tmp_path / "Tea.docx"
    path.write_bytes(docx("Tea likes the dark.", "It keeps 2 years."))
    source = read_source_file(path).source
    assert (source.title, source.kind) == ("Tea.docx", SourceKind.DOCX)
    assert [words for _, words in source.pieces()] == ["Tea likes the dark.", "It keeps 2 years."]


@pytest.mark.parametrize(
    ("data", "charset", "words"),
    [
        ("Thé à cœur".encode(), "", "Thé à cœur"),
        ("Thé à cœur".encode("cp1252"), "", "Thé à cœur"),
        ("Thé à cœur".encode("cp1252"), "iso-8859-1", "Thé à cœur"),
        ("Thé".encode("utf-16"), "", "Thé"),
        ("\ufeffThé".encode(), "iso-8859-1", "Thé"),
        ("чай".encode("koi8-r"), "koi8-r", "чай"),
        ("Thé".encode(), "no-such-charset", "Thé"),
        (b"hex", "hex", "hex"),
        (b"\xff\xfe\x00", "", "�"),
    ],
)
def test_characters_are_those_that_were_meant(data: bytes, charset: str, words: str) -> None:
    assert decoded(data, charset) == words


@pytest.mark.parametrize(
    "head", ['<meta charset="koi8-r">', '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">',
             '<?xml version="1.0" encoding="koi8-r"?>'],
)  # fmt: skip
def test_a_page_says_itself_how_it_is_written(head: str) -> None:
    data = f"{head}<p>чай</p>".encode("koi8-r")
    assert "чай" in read_source_bytes(data, SourceKind.PAGE).source.text


def test_a_long_text_is_cut_at_a_line_and_says_so() -> None:
    found = read_source_text("A line of tea.\n" * 40_000, SourceKind.TEXT)
    assert len(found.source.text) <= LONGEST
    assert found.source.text.endswith("A line of tea.")
    assert "Only the first" in found.notes[0]


def test_what_has_no_words_is_refused() -> None:
    for kind in (SourceKind.TEXT, SourceKind.MARKDOWN, SourceKind.HTML):
        with pytest.raises(UserError):
            read_source_text(" \n\t", kind)


def test_files_that_are_none_of_these_are_refused(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"\0")
    assert refused(film).problem.kind is ErrorKind.UNSUPPORTED
    assert "film.mp4" in refused(film).problem.message
    assert refused(tmp_path / "none.txt").problem.kind is ErrorKind.INPUT
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    assert refused(folder).problem.kind is ErrorKind.INPUT


def test_a_word_document_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        with file.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(200):
                part.write(b" " * 1_000_000)
    assert path.stat().st_size < 1_000_000
    begun = time.process_time()
    assert refused(path).problem.kind is ErrorKind.INPUT
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("name", ["broken.docx", "broken.pdf", "empty.docx", "empty.txt", "nul.txt"])
def test_broken_files_end_in_a_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes({"broken": b"PK\x03\x04" + b"x" * 99, "empty": b"", "nul": b"\0" * 500}[name.partition(".")[0]])
    assert refused(path).problem.kind is ErrorKind.INPUT


@pytest.mark.parametrize(
    "text", ["![" * 20_000, "[](" * 20_000, "**" * 40_000, "\\" * 50_000, "[a](" + "(" * 20_000, "__a" * 20_000]
)
def test_hostile_markdown_is_read_soon(text: str) -> None:
    begun = time.process_time()
    plain_of_markdown(text)
    assert time.process_time() - begun < 5


def test_a_text_without_a_title_is_called_by_its_first_words() -> None:
    assert first_words("\n\n# Tea\n\nMore.") == "Tea"
    assert first_words("word " * 40) == "word " * 11 + "word…"
    assert first_words("") == ""


def test_published_files_are_read() -> None:
    folder = DATA / "omegat" / "filters"
    files = [each for each in sorted(folder.rglob("*")) if each.suffix.lower() in {".docx", ".html", ".htm", ".txt"}]
    if not files:
        pytest.skip("there are no files of other programs here")
    read = 0
    for path in files:
        try:
            found = read_source_file(path)
        except UserError:
            continue
        read += 1
        assert found.source.text.strip()
        assert "<script" not in found.source.text
    assert read * 2 > len(files)
