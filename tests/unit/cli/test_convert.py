"""`convert` and `export` of posts: every form of file, several posts in one, and what cannot be."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from desktop.cli import main
from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.formats.source_pdf import read_pdf
from desktop.store.client import open_store
from tests.fakes.mails import COPY as MAIL_COPY
from tests.fakes.mails import mail_brief
from tests.fakes.posts import PNG, post_draft, post_pictures


def saved(profile: Profile, *drafts: Draft) -> list[DraftId]:
    post_pictures(profile.pictures)
    store = open_store(profile)
    try:
        return [store.save_draft(each).id for each in drafts]
    finally:
        store.close()


def run(profile: Profile, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    capsys.readouterr()
    status = main([*arguments, "--json", "--profile", str(profile.folder)])
    return status, json.loads(capsys.readouterr().out)


def test_a_post_is_written_in_every_form(profile: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (draft,) = saved(profile, post_draft(draft=""))
    for ending in ("md", "html", "docx", "xml", "csv", "ics", "json"):
        path = tmp_path / f"lampen-blog.{ending}"
        status, answer = run(profile, capsys, "export", draft, "-o", str(path))
        assert (status, answer["files"][0]) == (0, str(path))

    assert (tmp_path / "lampen-blog-pictures" / "lamp.png").read_bytes() == PNG
    page = (tmp_path / "lampen-blog.html").read_text(encoding="utf-8")
    assert '<img src="lampen-blog-pictures/lamp.png" alt="Lamp aan de muur">' in page
    assert "(lampen-blog-pictures/lamp.png " in (tmp_path / "lampen-blog.md").read_text(encoding="utf-8")
    assert len(docx.Document(str(tmp_path / "lampen-blog.docx")).inline_shapes) == 1


@pytest.mark.parametrize(
    ("ending", "form", "part"),
    [
        ("md", "jekyll", 'layout: "post"'),
        ("md", "astro", "pubDate: 2026-12-01"),
        ("md", "eleventy", 'permalink: "/lampen/"'),
        ("md", "plain", "# Lampen"),
        ("html", "body", "<p>Een lamp"),
        ("html", "blocks", "<!-- wp:paragraph -->"),
    ],
)
def test_a_form_is_chosen(
    profile: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str, form: str, part: str
) -> None:
    (draft,) = saved(profile, post_draft(draft=""))
    path = tmp_path / f"a.{ending}"
    assert run(profile, capsys, "export", draft, "-o", str(path), "--form", form)[0] == 0
    assert part in path.read_text(encoding="utf-8")


def test_a_post_is_printed(profile: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    post, product = saved(
        profile, post_draft(draft=""), Draft(DraftId(""), Kind.PRODUCT, Brief(), Copy({"title": "x"}))
    )
    path = tmp_path / "lampen.pdf"
    status, answer = run(profile, capsys, "export", post, "-o", str(path))
    assert (status, answer["files"]) == (0, [str(path)])
    words = read_pdf(path.read_bytes(), "").source.text
    assert words.startswith("Lampen: “5” & meer <3")  # signs between figures have their words, too
    assert "2026-12-01" in words
    source = tmp_path / "a.md"
    source.write_text("# Titel\n\nEen **woord**.\n", encoding="utf-8")
    assert run(profile, capsys, "convert", str(source), str(tmp_path / "a.pdf"))[0] == 0
    assert "Een woord" in read_pdf((tmp_path / "a.pdf").read_bytes(), "").source.text

    for draft, out, more, kind in (
        (product, "b.pdf", (), "unsupported"),
        (post, "b.pdf", ("--form", "hugo"), "usage"),
        (post, "no/b.pdf", (), "storage"),
    ):
        status, answer = run(profile, capsys, "export", draft, "-o", str(tmp_path / out), *more)
        assert (status, answer["error"]["kind"]) == (4 if kind == "storage" else 2, kind)
        assert not (tmp_path / "b.pdf").exists()


def test_several_posts_go_into_one_file(profile: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drafts = saved(profile, post_draft(draft=""), post_draft(draft="", language="en"))
    for ending in ("xml", "csv", "ics"):
        status, answer = run(profile, capsys, "export", *drafts, "-o", str(tmp_path / f"all.{ending}"))
        assert (status, answer["drafts"]) == (0, drafts)
    assert len(etree.parse(str(tmp_path / "all.xml")).findall("channel/item")) == 2
    with (tmp_path / "all.csv").open(encoding="utf-8", newline="") as file:
        assert len([*csv.DictReader(file)]) == 2
    assert (tmp_path / "all.ics").read_bytes().count(b"BEGIN:VEVENT") == 2

    status, answer = run(profile, capsys, "export", *drafts, "-o", str(tmp_path / "all.md"))
    assert (status, answer["error"]["kind"]) == (2, "usage")
    assert not (tmp_path / "all.md").exists()


def test_every_kind_of_draft_is_a_word_document(
    profile: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    product = Draft(
        DraftId(""), Kind.PRODUCT, Brief(product="Mok"), Copy({"title": "Mok & meer", "bullets": ("*een*", "twee")})
    )
    mail = Draft(DraftId(""), Kind.MAIL, mail_brief(), MAIL_COPY)
    first, second = saved(profile, product, mail)
    for draft in (first, second):
        assert run(profile, capsys, "export", draft, "-o", str(tmp_path / f"{draft}.docx"))[0] == 0

    words = [each.text for each in docx.Document(str(tmp_path / f"{first}.docx")).paragraphs]
    assert words == ["Mok & meer", "*een*", "twee"]
    text = "\n".join(each.text for each in docx.Document(str(tmp_path / f"{second}.docx")).paragraphs)
    assert "Nu är Ylva här" in text
    assert ":::" not in text
    assert "{." not in text


def test_a_file_becomes_another_and_back(profile: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, word, back = tmp_path / "a.md", tmp_path / "a.docx", tmp_path / "b.md"
    source.write_text("# Titel\n\nEen **woord**.\n\n- a\n- b\n", encoding="utf-8")
    assert run(profile, capsys, "convert", str(source), str(word))[0] == 0
    assert run(profile, capsys, "convert", str(word), str(back), "--form", "plain")[0] == 0
    assert back.read_text(encoding="utf-8") == source.read_text(encoding="utf-8")


def test_what_cannot_be_is_said(profile: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.md"
    source.write_text("Text", encoding="utf-8")
    for out, kind in ((tmp_path / "a.odt", "unsupported"), (tmp_path / "no" / "a.html", "storage")):
        status, answer = run(profile, capsys, "convert", str(source), str(out))
        assert (status, answer["error"]["kind"]) == (4 if kind == "storage" else 2, kind)
        assert (".pdf" in answer["error"]["hint"]) is (kind == "unsupported")
    status, answer = run(profile, capsys, "convert", str(source), str(tmp_path / "a.html"), "--form", "hugo")
    assert (status, answer["error"]["kind"]) == (2, "usage")
