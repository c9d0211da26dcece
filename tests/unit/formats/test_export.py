"""Drafts as files and on the clipboard: everything there, nothing that runs, nothing half written."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.errors import EnvironmentProblem, ErrorKind, UserError
from desktop.core.ids import DraftId
from desktop.formats.clipboard import as_html, as_markdown, as_text
from desktop.formats.export import export_draft, render_draft, write_bytes

COPY = Copy(
    {
        "title": "Havn <b>& co</b>",
        "description": "One.\n\nTwo *stars*.",
        "bullets": ("a_b_c", "", "- dash"),
        "seo_title": "",
    }
)
DRAFT = Draft(DraftId("d1"), brief=Brief(product="Havn", language="nl"), copy=COPY)


def test_text() -> None:
    assert as_text(COPY) == "Havn <b>& co</b>\n\nOne.\n\nTwo *stars*.\n\n- a_b_c\n- - dash"


def test_html_escapes_the_text() -> None:
    assert as_html(COPY) == (
        "<h1>Havn &lt;b&gt;&amp; co&lt;/b&gt;</h1>\n<p>One.</p>\n<p>Two *stars*.</p>\n"
        "<ul><li>a_b_c</li><li>- dash</li></ul>"
    )


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), max_size=40))
@example("0<")
@example("- dash")
@example("=")
@example("= is equal")
@example("1. first")
@example("&lt; & <b>")
@example("***")
@settings(deadline=None)
def test_markdown_says_what_the_text_says(text: str) -> None:
    words = " ".join(text.split())
    rendered = markdown.markdown(as_markdown(Copy({"bullets": (words,)})))
    assert unescape(re.sub(r"</?(?:ul|li)>", "", rendered)).strip() == words


def test_each_ending_writes_its_file(tmp_path: Path) -> None:
    for ending in (".md", ".html", ".json"):
        path = tmp_path / f"draft{ending}"
        export_draft(DRAFT, path)
        assert "Havn" in path.read_text(encoding="utf-8")
    document = json.loads((tmp_path / "draft.json").read_text(encoding="utf-8"))
    assert document["fields"]["bullets"] == ["a_b_c", "", "- dash"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.html", "draft.json", "draft.md"]


def test_an_unknown_ending_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UserError) as caught:
        render_draft(DRAFT, ".xyz")
    assert ".md, .html, .json" in caught.value.problem.hint


def test_a_place_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        export_draft(DRAFT, tmp_path / "nowhere" / "draft.md")
    assert caught.value.problem.kind is ErrorKind.STORAGE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "draft.md"
    path.write_text("old", encoding="utf-8")
    real = Path.open

    def full(self: Path, *arguments: object, **named: object) -> object:
        return real(Path("/dev/full") if self.name.endswith(".part") else self, *arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(EnvironmentProblem) as caught:
        export_draft(DRAFT, path)
    assert caught.value.problem.kind is ErrorKind.DISK_FULL
    monkeypatch.undo()
    assert path.read_text(encoding="utf-8") == "old"


def test_a_link_stays_and_the_file_that_it_leads_to_is_written(tmp_path: Path) -> None:
    real, link = tmp_path / "real" / "a.xlf", tmp_path / "a.xlf"
    real.parent.mkdir()
    real.write_bytes(b"old")
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("no links can be made here")
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert [each.name for each in real.parent.iterdir()] == ["a.xlf"]
