"""The Markdown of posts: as CommonMark has it, what we add to it, and nothing that runs or loads."""

from __future__ import annotations

import json
import re
import time
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from desktop.core.errors import ErrorKind, UserError
from desktop.core.outline import headings_of
from desktop.formats.blog.markdown import (
    LONGEST,
    MOST_BRACKETS,
    cleaned_html,
    published_picture,
    render_post,
    shown_post,
)
from tests.conftest import REPOSITORY
from tests.fakes.posts import BODY

EXAMPLES = REPOSITORY.parent / "shared" / "data" / "markdown" / "commonmark-0.31.2.json"

HOSTILE = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    '<img src="https://evil.example/p.png" onerror="alert(1)">',
    "![p](https://evil.example/p.png)",
    "![p][r]\n\n[r]: https://evil.example/p.png",
    "![p](//evil.example/p.png)",
    "![p](\\\\evil.example\\p.png)",
    "![p](file:///etc/passwd)",
    "![p](data:image/svg+xml;base64,PHN2Zz4=)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="java\nscript:alert(1)">x</a>',
    "[x](vbscript:msgbox)",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "[x][r]\n\n[r]: data:text/html;base64,PHNjcmlwdD4=",
    "<style>@import 'https://evil.example/a.css'</style>",
    '<link rel="stylesheet" href="https://evil.example/a.css">',
    '<div style="background:url(https://evil.example)">x</div>',
    '|a|\n|-|\n|<b style="background:url(//evil.example)">x</b>|',
    '<td style="text-align:left;background:url(https://evil.example)">x</td>',
    "<svg onload=alert(1)></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    '<iframe src="https://evil.example"></iframe>',
    '<object data="https://evil.example"></object><embed src="https://evil.example">',
    '<video src="https://evil.example" autoplay></video><audio src="https://evil.example"></audio>',
    '<picture><source srcset="https://evil.example/a.png"><img srcset="https://evil.example/b.png"></picture>',
    '<form action="https://evil.example"><input name="q"><button formaction="javascript:alert(1)">b</button></form>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<base href="https://evil.example/">',
    '<body background="https://evil.example/a.png" onload="alert(1)">',
    '<p onclick="alert(1)" onmouseover=alert(1)>x</p>',
    '<details ontoggle="alert(1)" open>x</details>',
    '<table background="https://evil.example"><tr><td background="https://evil.example">x</table>',
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '![x](https://evil.example/a.png "onerror=alert(1)")',
    "[^n]\n\n[^n]: <script>alert(1)</script>![p](https://evil.example/p.png)",
    "```html\n<script>alert(1)</script>\n```",
]


class _Seen(HTMLParser):
    """What a browser would find in the markup."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def seen(html: str) -> _Seen:
    reader = _Seen()
    reader.feed(html)
    reader.close()
    return reader


def is_plain(address: str) -> bool:
    """Whether a browser takes it for an address of the web, of mail, or of the page's own site."""
    return urlsplit(address).scheme in {"", "http", "https", "mailto", "tel"} and not re.match(r"\s*[/\\]{2}", address)


def same(html: str) -> str:
    """HTML without differences that no reader sees."""
    html = re.sub(r">\s+<", "><", re.sub(r"\s+", " ", html))
    return re.sub(r"\s*/?>", ">", html).replace("&quot;", '"').strip()


def examples() -> list[dict[str, str]]:
    if not EXAMPLES.is_file():
        pytest.skip("the examples of CommonMark are not there")
    found = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return [{name: str(each[name]).replace("→", "\t") for name in ("markdown", "html", "section")} for each in found]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_runs_and_a_preview_loads_nothing(hostile: str) -> None:
    html = shown_post(f"Before\n\n{hostile}\n\nafter").html
    found = seen(html)

    dead = {"script", "style", "svg", "math", "iframe", "object", "embed", "img", "link", "meta", "base", "form"}
    assert not dead & {*found.tags}
    assert not {"input", "button", "video", "audio", "source", "body"} & {*found.tags}
    for name, value in found.attributes:
        assert not name.startswith("on")
        assert name not in {"src", "srcset", "background", "action", "formaction", "data"}
        assert name != "style" or re.fullmatch(r"text-align: ?\w+;?", value)
        assert name != "href" or is_plain(value)
    assert "Before" in html
    assert "after" in html


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_published_page_loads_pictures_of_the_web_and_nothing_else(hostile: str) -> None:
    found = seen(render_post(hostile, published_picture).html)
    for name, value in found.attributes:
        assert not name.startswith("on")
        assert name != "src" or is_plain(value)
        assert name != "href" or is_plain(value)
    assert not {"script", "style", "svg", "iframe"} & {*found.tags}


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="<>[]()!\"'=:/ \n&#;`*_|-ascriptjvonloadimgs", max_size=200))
def test_no_text_makes_anything_run(text: str) -> None:
    found = seen(shown_post(text).html)
    assert not {"script", "style", "img", "svg", "iframe"} & {*found.tags}
    assert not any(name.startswith("on") for name, _ in found.attributes)


def test_every_example_of_commonmark_is_read_as_published() -> None:
    reader = MarkdownIt("commonmark")
    wrong = [each for each in examples() if same(reader.render(each["markdown"])) != same(each["html"])]
    assert wrong == []


def test_our_extensions_and_the_sanitiser_change_what_the_documentation_says() -> None:
    """docs/markdown.md has these figures."""
    found = examples()
    parsed, shown = 0, 0
    captions, others = 0, []
    for each in found:
        html = re.sub(r' id="[^"]*"', "", render_post(each["markdown"], lambda source: source).html)
        clean = re.sub(r' id="[^"]*"', "", cleaned_html(each["html"], lambda source: source))
        parsed += same(html) == same(clean)
        shown += same(html) == same(each["html"])
        if same(html) != same(clean):
            captions += "<figcaption>" in html
            others += [each["markdown"]] if "<figcaption>" not in html else []
    assert others == []
    assert (len(found), parsed, captions, shown) == (652, 642, 10, SHOWN)


SHOWN = 572


@pytest.mark.parametrize("text", ["[" * 20_000, "![" * 20_000, "[^" * 20_000, "[a](" * 20_000])
def test_too_many_brackets_are_a_message_at_once(text: str) -> None:
    began = time.process_time()
    with pytest.raises(UserError) as caught:
        shown_post(f"Fine.\n\n{text}")
    assert time.process_time() - began < 0.5
    assert caught.value.problem.kind is ErrorKind.INPUT
    assert "line 3" in caught.value.problem.message
    assert "20000" in caught.value.problem.message


@pytest.mark.parametrize(
    "text",
    ["[" * MOST_BRACKETS, "![" * MOST_BRACKETS, "*a_ " * 5_000, "> " * 5_000 + "a", "<" * 20_000, "~~a " * 5_000,
     "|a" * 2_000 + "\n" + "|-" * 2_000, "^[" * (MOST_BRACKETS // 2), "- " * 200 + "a", "`" * 5_000],
)  # fmt: skip
def test_tangled_text_ends_soon(text: str) -> None:
    began = time.process_time()
    shown_post(text)
    assert time.process_time() - began < 2


def test_many_paragraphs_of_brackets_are_refused_as_one_is() -> None:
    began = time.process_time()
    with pytest.raises(UserError) as caught:
        shown_post("\n\n".join(["[" * 4_900] * 20))
    assert time.process_time() - began < 0.5
    assert "line 3" in caught.value.problem.message
    shown_post("\n\n".join(["- [a](https://a.example) [b](https://b.example)"] * 4_000))


def test_elements_deep_in_each_other_are_refused_at_once() -> None:
    began = time.process_time()
    for text in ("<div>" * 100_000, "<div>" * 50_000 + "words" + "</div>" * 50_000, "<b><i>" * 40_000):
        with pytest.raises(UserError) as caught:
            shown_post(text)
        assert caught.value.problem.kind is ErrorKind.INPUT
    assert time.process_time() - began < 30  # it took minutes
    assert "words" in shown_post("<div>" * 900 + "words").html


def test_headings_of_the_same_words_have_ids_of_their_own_however_many_there_are() -> None:
    html = shown_post("# Lamp\n\n# Lamp\n\n# Lamp 1\n\n# Lamp\n\n# …").html
    assert re.findall(r'id="([^"]+)"', html) == ["lamp", "lamp-1", "lamp-1-1", "lamp-2", "part"]
    began = time.process_time()
    shown = shown_post("## Lamp\n" * 30_000)
    assert time.process_time() - began < 60  # it took minutes
    assert len({anchor.id for anchor in shown.anchors}) == 30_000


def test_a_text_beyond_the_cap_is_refused() -> None:
    with pytest.raises(UserError):
        shown_post("a" * (LONGEST + 1))


def test_a_post_has_tables_notes_code_captions_and_named_headings() -> None:
    html = render_post(BODY.replace("[^q1]", ""), lambda source: source).html
    assert '<h2 id="hoe-hang-ik-hem-op">Hoe hang ik hem op?</h2>' in html
    assert '<td style="text-align:right">12,50</td>' in html
    assert "<td>Klein | smal</td>" in html
    assert '<code class="language-python">for each in range(2):\n    print("&lt;lamp&gt;")\n</code>' in html
    assert '<img src="picture:lamp.png" alt="Lamp aan de muur"><figcaption>De lamp in de keuken</figcaption>' in html
    assert '<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup>' in html
    assert '<section class="footnotes">' in html
    assert "H<sub>2</sub>O" in html
    assert "<s>oud</s>" in html


def test_two_headings_of_the_same_words_have_names_of_their_own() -> None:
    html = shown_post("# Över oss\n\n# Över oss\n\n# 日本\n\n# !").html
    assert re.findall(r'<h1 id="([^"]+)"', html) == ["over-oss", "over-oss-1", "日本", "part"]


def test_a_picture_that_is_not_shown_is_its_words() -> None:
    assert "<span>[Picture: &lt;b&gt; cup]</span>" in shown_post("![<b> cup](https://x.example/a.png)").html
    assert "<span>[Picture]</span>" in shown_post("![](https://x.example/a.png)").html
    assert '<img src="picture:a.png" alt="cup">' in shown_post("![cup](picture:a.png)").html


def test_the_anchors_say_in_which_line_each_block_begins() -> None:
    text = "Intro.\n\n## Part\n\nOne\ntwo.\n\n- a\n- b\n"
    shown = shown_post(text)
    assert [(each.line, each.id) for each in shown.anchors] == [
        (1, "line-1"),
        (3, "part"),
        (5, "line-5"),
        (8, "line-8"),
    ]
    assert all(f'id="{each.id}"' in shown.html for each in shown.anchors)


def test_the_headings_of_the_outline_are_those_of_the_page() -> None:
    html = shown_post(BODY).html
    assert len(re.findall(r"<h[1-6] ", html)) == len(headings_of(BODY))
