"""Posts from files of other programs: what they say, and nothing of what they do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.errors import ErrorKind, UserError
from desktop.core.post import Post, PostState
from desktop.formats.blog.html_in import read_page, to_markdown
from desktop.formats.blog.markdown import render_post
from desktop.formats.blog.reading import READ_ENDINGS, read_post, read_post_text

PAGE = """<!doctype html><html lang="sv-SE"><head><title>Lampor | Butiken</title>
<meta name="description" content="Om &amp; lampor"><meta name="author" content="Åsa">
<link rel="canonical" href="https://b.example/lampor"><style>p{}</style></head>
<body><nav><a href="/">Hem</a></nav><header>Butiken</header><main><article><h1>Lampor</h1>
<p class=MsoNormal style="mso-x:1">Ett <b>ljus</b>&nbsp;val.<o:p></o:p></p><script>alert(1)</script>
<figure><img src="https://b.example/a b.png" alt="En [lampa]"><figcaption>Så här</figcaption></figure>
<table><tr><th>A|B</th><th>C</th></tr><tr><td>1|2</td><td><p>x</p><p>y</p></td></tr></table>
<p><a href="javascript:alert(1)">Tryck</a> <a href="https://b.example/a_(b)">här</a></p></article></main>
<footer>Slut</footer></body></html>"""


def test_of_a_page_its_article_is_read() -> None:
    page = read_page(PAGE)
    assert (page.title, page.description, page.author) == ("Lampor | Butiken", "Om & lampor", "Åsa")
    assert (page.canonical, page.language) == ("https://b.example/lampor", "sv")
    assert page.body == (
        "# Lampor\n\nEtt **ljus**\u00a0val.\n\n"
        '![En \\[lampa\\]](https://b.example/a%20b.png "Så här")\n\n'
        "| A\\|B | C |\n| --- | --- |\n| 1\\|2 | x y |\n\n"
        "Tryck [här](https://b.example/a_%28b%29)\n"
    )


@pytest.mark.parametrize(
    "words",
    ["# no heading", "1. no list", "- no list", "> no quote", "=====", "a_b_c and _d_", "2 * 3 * 4", "[x](y)",
     "`code`", "<b>", "&lt;", "back\\slash", "a|b", "+ plus", "![x](y)", "---", "- - -", "~~x~~", "~~~", "http://x.example/a_b"],
)  # fmt: skip
def test_plain_words_of_a_page_stay_plain(words: str) -> None:
    from html import escape, unescape

    for html in (f"<p>{escape(words)}</p>", f"<ul><li>{escape(words)}</li></ul>"):
        back = render_post(to_markdown(html), lambda source: source).html
        assert words in unescape(back)
        assert not {"<h1", "<ol", "<blockquote", "<em", "<code", "<img", "<a "} & {
            part for part in ("<h1", "<ol", "<blockquote", "<em", "<code", "<img", "<a ") if part in back
        }


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abc #*_[]()<>`|\\-+.1!&;~^=é", min_size=1, max_size=40))
def test_any_words_of_a_page_come_back_as_they_were(words: str) -> None:
    from html import escape

    from desktop.formats.blog.article import plain_words

    back = render_post(to_markdown(f"<p>x{escape(words)}x</p>"), lambda source: source).html
    assert plain_words(back) == " ".join(f"x{words}x".split())


def test_a_post_in_markdown_has_its_title_and_outline() -> None:
    read = read_post_text("---\ntitle: Lamp\ndraft: true\n---\n\n# Lamp\n\nIntro.\n\n## One\n\nx\n\n### Two\n")
    assert dict(read.copy.fields) == {"title": "Lamp", "body": "Intro.\n\n## One\n\nx\n\n### Two\n"}
    post = read.brief.post or Post()
    assert [(each.id, each.heading, each.level) for each in post.outline] == [("s1", "One", 2), ("s2", "Two", 3)]
    assert post.state is PostState.DRAFT


def test_a_page_is_a_post(tmp_path: Path) -> None:
    path = tmp_path / "page.HTML"
    path.write_text(PAGE, encoding="utf-8")
    read = read_post(path)
    assert read.copy.text("title") == "Lampor"
    assert read.copy.text("seo_title") == "Lampor | Butiken"
    assert read.copy.text("seo_description") == "Om & lampor"
    assert read.brief.language == "sv"
    assert "alert" not in read.copy.text("body")


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    unknown, binary = tmp_path / "a.odt", tmp_path / "a.md"
    binary.write_bytes(b"\xff\xfe\x00")
    missing = tmp_path / "b.md"
    for path, kind in ((unknown, ErrorKind.UNSUPPORTED), (binary, ErrorKind.INPUT), (missing, ErrorKind.INPUT)):
        with pytest.raises(UserError) as caught:
            read_post(path)
        assert caught.value.problem.kind is kind
    assert ".docx" in READ_ENDINGS


@pytest.mark.parametrize("html", ["", " ", "<!-- -->", "\0", "<p>" * 20_000])
def test_a_page_without_words_is_said(html: str) -> None:
    with pytest.raises(UserError, match="no text"):
        read_page(html)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<form><input value=x><h1>Tea</h1><p>Keep it dry.</p><button>Go</button></form>", "# Tea\n\nKeep it dry.\n"),
        ("<p>Tea.</p><form><h2>Our letter</h2><label>Mail</label><input></form>", "Tea.\n"),
        (
            "<header><h1>Us</h1></header><article><header><h1>Tea</h1></header><p>Dry.</p></article>",
            "# Tea\n\nDry.\n",
        ),
        ("<header><h1>A shop</h1></header><p>Dry.</p>", "Dry.\n"),
    ],
)
def test_what_stands_around_the_text_goes_and_the_text_stays(html: str, words: str) -> None:
    assert read_page(f"<html><body>{html}</body></html>").body == words


def test_a_page_that_is_nested_too_deeply_is_said() -> None:
    with pytest.raises(UserError) as caught:
        read_page("<main>" + "<blockquote>" * 900 + "x")
    assert caught.value.problem.kind is ErrorKind.INPUT
