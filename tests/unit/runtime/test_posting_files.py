"""Posts in and out: files that others read, paper, the clipboard, pictures; and nothing hostile that survives."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import time
from pathlib import Path

import docx
import icalendar
import msgspec
import pytest
import yaml
from lxml import etree
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageReader, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.copy import Copy
from desktop.core.draft import Origin
from desktop.formats.blog.html_in import to_markdown
from desktop.runtime import post_printer
from desktop.runtime.notices import Notice
from desktop.runtime.post_pictures import WIDEST
from desktop.runtime.post_printer import PostPrinter
from desktop.runtime.posting_files import POST_ENDINGS, PostFiles
from tests.clock import on_time
from tests.fakes.desk import FakeDesk
from tests.fakes.photos import PLACE, jpeg
from tests.fakes.post_engine import works_on_posts
from tests.fakes.posts import BODY, PNG, POST, post_draft, post_pictures

HOSTILE = (
    "<script>alert(1)</script>",
    '<img src="https://evil.example/pixel.gif" onerror="alert(1)">',
    "![spy](https://evil.example/spy.png)",
    '<a href="javascript:alert(1)">press</a>',
    "[press](javascript:alert(1))",
    "[press](JaVaScRiPt&#58;alert(1))",
    "[press](data:text/html;base64,PHNjcmlwdD4=)",
    '<div style="background:url(https://evil.example/x)">words</div>',
    "<style>@import url(https://evil.example/x.css)</style>",
    '<iframe src="https://evil.example"></iframe>',
    '<svg onload="alert(1)"><script>alert(1)</script></svg>',
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    '<object data="https://evil.example/x.swf"></object>',
    '<form action="https://evil.example"><input name="q"></form>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "![](file:///etc/passwd)",
    "![](picture:../../settings.json)",
    "<p onclick=alert(1)>words</p>",
    '<math><mtext><img src=x onerror="alert(1)"></mtext></math>',
)
_DEAD = {"script", "style", "iframe", "object", "embed", "svg", "math", "form", "input", "base", "frame"}
_SCHEMES = ("http:", "https:", "mailto:", "tel:", "#", "data:image/png;", "picture:")


def dangers(html: str, *, loads: bool) -> list[str]:
    """What runs or styles in a piece of HTML; with `loads` also what is loaded from elsewhere."""
    found = []
    for element in etree.HTML(f"<div>{html}</div>").iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _DEAD and element.get("type") != "application/ld+json" and not _own_style(element):
            found.append(element.tag)
        for name, value in element.items():
            address = "".join(value.split()).lower()
            if name.startswith("on") or (name == "style" and ("url" in address or "expression" in address)):
                found.append(f"{name}={value}")
            if name in {"href", "src", "action", "data", "srcset"} and not address.startswith(_SCHEMES):
                found.append(f"{name}={value}")
            if loads and name == "src" and not address.startswith(("data:", "picture:")):
                found.append(f"{name}={value}")
    return found


def _own_style(element: etree._Element) -> bool:
    """The sheet of the whole page is ours."""
    text = element.text or ""
    return element.tag == "style" and "max-width" in text and "url" not in text and "@import" not in text


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> FakeDesk:
    made = FakeDesk(folder=tmp_path / "profile")
    works_on_posts(made.engine)
    post_pictures(made.posting.files.pictures)
    made.session.open(post_draft())
    return made


@pytest.fixture
def files(desk: FakeDesk) -> PostFiles:
    return desk.posting.files


@pytest.fixture
def told(desk: FakeDesk) -> list[Notice]:
    found: list[Notice] = []
    desk.notices.posted.connect(found.append)
    return found


def exported(qtbot: QtBot, files: PostFiles, path: Path, form: str = "") -> Path:
    with qtbot.waitSignal(files.exported, timeout=60_000):
        files.export(path, form)
    return path


def hostile(desk: FakeDesk) -> None:
    desk.session.open(post_draft(copy=Copy({"title": "T<script>alert(1)</script>", "body": "\n\n".join(HOSTILE)})))


# Files


def test_each_kind_of_file_is_read_by_a_reader_of_its_own(qtbot: QtBot, files: PostFiles, tmp_path: Path) -> None:
    made = {ending: exported(qtbot, files, tmp_path / f"blog{ending}") for ending in POST_ENDINGS - {".pdf"}}
    _, front, body = made[".md"].read_text(encoding="utf-8").split("---\n", 2)
    assert yaml.safe_load(front)["title"] == "Lampen: “5” & meer <3"
    assert "blog-pictures/lamp.png" in body
    assert (tmp_path / "blog-pictures" / "lamp.png").read_bytes() == PNG
    assert "Hoe hang ik hem op?" in [each.text for each in docx.Document(str(made[".docx"])).paragraphs]
    item = etree.parse(str(made[".xml"])).find(".//item")
    assert item is not None
    assert item.findtext("title") == "Lampen: “5” & meer <3"
    event = icalendar.Calendar.from_ical(made[".ics"].read_bytes()).walk("VEVENT")[0]
    assert str(event.decoded("dtstart")) == POST.date
    row = next(csv.DictReader(io.StringIO(made[".csv"].read_text(encoding="utf-8"))))
    assert row["Handle"] == "lampen"
    assert json.loads(made[".json"].read_text(encoding="utf-8"))["kind"] == "blog"
    assert "<title>Lampen kopen</title>" in made[".html"].read_text(encoding="utf-8")


@pytest.mark.parametrize(("form", "sign"), [("blocks", "<!-- wp:heading -->"), ("body", "<h2 id=")])
def test_a_form_of_a_kind_is_written(qtbot: QtBot, files: PostFiles, tmp_path: Path, form: str, sign: str) -> None:
    text = exported(qtbot, files, tmp_path / "post.html", form).read_text(encoding="utf-8")
    assert sign in text
    assert "<title>" not in text


def test_what_there_is_to_know_of_a_file_is_said(
    qtbot: QtBot, files: PostFiles, told: list[Notice], tmp_path: Path
) -> None:
    exported(qtbot, files, tmp_path / "post.csv")
    assert "Exported to post.csv and 1 pictures beside it." in told[-1].title
    assert "Matrixify" in told[-1].text


def test_a_place_that_is_not_there_is_said_and_nothing_is_written(
    qtbot: QtBot, desk: FakeDesk, told: list[Notice], tmp_path: Path
) -> None:
    for ending in (".md", ".pdf"):
        with qtbot.waitSignal(desk.notices.posted, timeout=60_000):
            desk.posting.files.export(tmp_path / "gone" / f"post{ending}")
        assert "cannot be written" in told[-1].title
    assert not (tmp_path / "gone").exists()


# Paper


def test_a_pdf_is_printed_in_a_process_of_its_own(qtbot: QtBot, files: PostFiles, tmp_path: Path) -> None:
    content = exported(qtbot, files, tmp_path / "post.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert b"/Subtype /Image" in content
    assert not files.busy


def test_a_printer_that_stops_or_hangs_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    for command, limit in ((("-c", "raise SystemExit(3)"), 60), (("-c", "import time; time.sleep(600)"), 1)):
        printer = PostPrinter(command=(sys.executable, *command), limit_s=limit)
        with qtbot.waitSignal(printer.failed, timeout=60_000) as failed:
            printer.print_post(tmp_path / "x.pdf", "T", "<p>x</p>", "", "en")
        assert "print" in failed.args[0].message
        assert not printer.busy
    assert not (tmp_path / "x.pdf").exists()


def test_a_heading_stays_with_its_text(qapp: QApplication) -> None:
    from PySide6.QtCore import QSizeF

    from desktop.runtime.post_printing import first_page, keep_together

    def page(words: str) -> int:
        return first_page(document, document.find(words).block())

    del qapp
    parted = 0
    for lines in range(30, 50):
        document = QTextDocument()
        document.setHtml("<p>word</p>" * lines + "<h2>Heading</h2><p>Its text</p>")
        document.setPageSize(QSizeF(400, 640))
        parted += page("Heading") != page("Its text")
        keep_together(document)
        assert page("Heading") == page("Its text")
    assert parted


def test_the_printer_is_the_module_that_prints() -> None:
    assert post_printer.COMMAND[1:] == ("-m", "desktop.runtime.post_printing")


# What is hostile


@pytest.mark.parametrize("ending", [".html", ".xml", ".csv"])
def test_nothing_that_runs_survives_in_a_file(qtbot: QtBot, desk: FakeDesk, tmp_path: Path, ending: str) -> None:
    hostile(desk)
    path = exported(qtbot, desk.posting.files, tmp_path / f"blog{ending}")
    html = path.read_text(encoding="utf-8")
    if ending == ".xml":
        html = etree.parse(str(path)).findtext(".//{http://purl.org/rss/1.0/modules/content/}encoded") or ""
    elif ending == ".csv":
        html = next(csv.DictReader(io.StringIO(html)))["Body HTML"]
    assert "words" in html
    assert dangers(html, loads=False) == []


def test_nothing_that_runs_survives_in_a_word_document(qtbot: QtBot, desk: FakeDesk, tmp_path: Path) -> None:
    hostile(desk)
    document = docx.Document(str(exported(qtbot, desk.posting.files, tmp_path / "post.docx")))
    targets = [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert targets
    assert all(target.startswith(("https://", "http://", "mailto:", "tel:")) for target in targets)
    assert document.inline_shapes is not None
    assert len(document.inline_shapes) == 0


@pytest.mark.parametrize("shape", ["rich", "blocks", "html", "page", "paper"])
def test_nothing_that_runs_survives_in_any_shape(desk: FakeDesk, shape: str) -> None:
    from desktop.engine.post_messages import ShapePost
    from desktop.engine.post_tasks import shape as shaped

    hostile(desk)
    text = shaped(ShapePost(desk.session.draft, shape, str(desk.posting.files.pictures))).text
    assert "words" in text
    assert dangers(text, loads=shape in {"page", "paper"}) == []  # those are shown here, where nothing may be loaded


def test_the_search_for_dangers_finds_them() -> None:
    assert all(
        dangers(each, loads=True)
        for each in HOSTILE
        if each.startswith("<") and "refresh" not in each and "stylesheet" not in each
    )


def test_the_page_for_the_browser_may_load_nothing(
    qtbot: QtBot, files: PostFiles, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "desktop.runtime.posting_files.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    files.open_in_browser()
    qtbot.waitUntil(lambda: bool(opened))
    text = Path(opened[0]).read_text(encoding="utf-8")
    assert "default-src 'none'" in text[: text.index("<title>")]
    assert 'src="data:image/png;base64,' in text
    assert 'https://shop.example/cover.jpg"' not in re.findall(r'<img src="([^"]*)"', text)


# In


def test_a_word_document_comes_in_with_its_pictures(qtbot: QtBot, desk: FakeDesk, tmp_path: Path) -> None:
    path = exported(qtbot, desk.posting.files, tmp_path / "post.docx")
    with qtbot.waitSignal(desk.session.opened):
        desk.posting.files.open_post(path)
    draft = desk.session.draft
    name = re.findall(r"\(picture:([\w.]+)", draft.copy.text("body"))[0]
    assert (desk.posting.files.pictures / name).read_bytes() == PNG
    assert draft.copy.text("title") == "Lampen: “5” & meer <3"
    assert [each.heading for each in desk.posting.post.outline][:2] == ["Hoe hang ik hem op?", "Wat kost hij?"]
    assert desk.drafts.all_versions[0].origin is Origin.IMPORTED


def test_what_was_copied_comes_in_as_clean_markdown(qtbot: QtBot, desk: FakeDesk) -> None:
    with qtbot.waitSignal(desk.session.opened):
        desk.posting.files.paste_post("<h1>Tea</h1><p>It is <b>dry</b><script>alert(1)</script>.</p>", html=True)
    assert desk.session.draft.copy.text("title") == "Tea"
    assert desk.session.draft.copy.text("body").strip() == "It is **dry**."


def test_what_cannot_be_read_is_said_and_the_draft_stays(
    qtbot: QtBot, desk: FakeDesk, told: list[Notice], tmp_path: Path
) -> None:
    (tmp_path / "x.docx").write_bytes(b"no zip")
    for name in ("x.docx", "gone.md"):
        with qtbot.waitSignal(desk.notices.posted):
            desk.posting.files.open_post(tmp_path / name)
    with qtbot.waitSignal(desk.notices.posted):
        desk.posting.files.paste_post("  \n")
    assert len(told) == 3
    assert desk.session.draft.copy.text("body") == BODY


# Pictures


def test_a_small_picture_is_kept_as_it_is(files: PostFiles, tmp_path: Path) -> None:
    file = tmp_path / "tin.png"
    file.write_bytes(PNG)
    assert (files.pictures / files.add_picture(file)).read_bytes() == PNG


def test_a_huge_picture_has_its_name_at_once_and_is_made_smaller_aside(
    qtbot: QtBot, files: PostFiles, tmp_path: Path
) -> None:
    image = QImage(2 * WIDEST, WIDEST, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    file = tmp_path / "huge.jpg"
    assert image.save(str(file))
    for source in (file, image):
        with qtbot.waitSignal(files.picture_kept, timeout=30_000) as kept:
            name = files.add_picture(source)
        assert kept.args == [name]
        size = QImageReader(str(files.pictures / name)).size()
        assert (size.width(), size.height()) == (WIDEST, WIDEST // 2)
        assert files.add_picture(source) == name


def test_what_is_no_picture_is_said(files: PostFiles, told: list[Notice], tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"no picture")
    assert files.add_picture(tmp_path / "x.png") == ""
    assert files.add_picture(tmp_path / "gone.png") == ""
    assert files.add_picture(QImage()) == ""
    assert len(told) >= 1


# The clipboard


def test_where_a_picture_was_taken_is_not_kept(files: PostFiles, tmp_path: Path, qtbot: QtBot) -> None:
    for orientation in (1, 6):
        file = tmp_path / f"phone{orientation}.jpg"
        file.write_bytes(jpeg(orientation))
        kept = files.pictures / files.add_picture(file)
        qtbot.waitUntil(lambda kept=kept: kept.is_file() and not files.busy, timeout=8_000)  # type: ignore[misc]
        assert PLACE not in kept.read_bytes()
        turned = QImageReader(str(kept)).size()
        assert (turned.width(), turned.height()) == ((48, 32) if orientation == 1 else (32, 48))


def copied(qtbot: QtBot, files: PostFiles, shape: str) -> tuple[str, str]:
    with qtbot.waitSignal(files.copied):
        files.copy_as(shape)
    data = QGuiApplication.clipboard().mimeData()
    return data.html(), data.text()


def test_the_rich_copy_is_read_back_whole(qtbot: QtBot, files: PostFiles) -> None:
    html, plain = copied(qtbot, files, "rich")
    document = QTextDocument()
    document.setHtml(html)
    blocks = []
    block = document.begin()
    while block.isValid():
        blocks.append((block.blockFormat().headingLevel(), block.text(), block.textList() is not None))
        block = block.next()
    assert (1, "Lampen: “5” & meer <3", False) in blocks
    assert (2, "Hoe hang ik hem op?", False) in blocks
    assert (0, "eerst links", True) in blocks
    assert "border-collapse" in html
    assert 'src="data:image/png;base64,' in html
    assert 'width="8" height="8"' in html
    assert not re.search(r' (?:class|id)="', html)
    markdown = to_markdown(html)
    assert "## Hoe hang ik hem op?" in markdown
    assert "| Groot | 20,00 |" in markdown
    assert "[in de winkel](https://shop.example/lamp?a=1&b=2)" in markdown
    assert "2. Draai de schroeven vast:" in plain
    assert "Groot\t20,00" in plain
    assert "980 g[1]" in plain


def test_every_copy_is_what_it_says(qtbot: QtBot, files: PostFiles) -> None:
    assert copied(qtbot, files, "blocks")[1].startswith("<!-- wp:paragraph -->")
    assert copied(qtbot, files, "markdown")[1].startswith("# Lampen")
    assert copied(qtbot, files, "html")[1].startswith("<p>Een lamp")


# The page beside the text


def test_nothing_is_rendered_while_nobody_looks_and_the_newest_words_win(qtbot: QtBot, desk: FakeDesk) -> None:
    preview = desk.posting.preview
    pages: list[str] = []
    preview.rendered.connect(lambda page: pages.append(page.html))
    desk.session.set_field("body", "one", "Text")
    qtbot.wait(500)
    assert pages == []
    preview.follow(on=True)
    for words in ("two", "three", "four"):
        desk.session.set_field("body", words, "Text")
    qtbot.waitUntil(lambda: bool(pages) and "four" in pages[-1], timeout=5_000)
    assert not any("two" in page or "three" in page for page in pages)
    preview.follow(on=False)


def test_notes_and_sources_are_shown_when_they_are_wanted(qtbot: QtBot, desk: FakeDesk) -> None:
    preview = desk.posting.preview
    with qtbot.waitSignal(preview.rendered):
        preview.follow(on=True)
    assert preview.page is not None
    assert "Bronnen" in preview.page.html
    with qtbot.waitSignal(preview.rendered):
        preview.show_sources(on=False)
    assert "Bronnen" not in preview.page.html


@on_time
def test_twenty_thousand_brackets_are_a_message_and_the_page_before_stays(qtbot: QtBot, desk: FakeDesk) -> None:
    preview = desk.posting.preview
    with qtbot.waitSignal(preview.rendered):
        preview.follow(on=True)
    page = preview.page
    began = time.monotonic()
    with qtbot.waitSignal(preview.failed, timeout=2_000) as failed:
        desk.session.set_field("body", "[" * 20_000, "Text")
    assert time.monotonic() - began < 2
    assert "20000" in failed.args[0].message
    assert preview.page is page
    with qtbot.waitSignal(preview.rendered):
        desk.session.set_field("body", "Fine.", "Text")
    assert preview.problem is None


def test_another_post_forgets_the_page(qtbot: QtBot, desk: FakeDesk) -> None:
    preview = desk.posting.preview
    with qtbot.waitSignal(preview.rendered):
        preview.follow(on=True)
    preview.follow(on=False)
    desk.session.open(msgspec.structs.replace(post_draft(), copy=Copy({"body": "Other"})))
    assert preview.page is None
