"""WordPress: block markup that its grammar accepts, and an import file that an XML parser reads."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest
from lxml import etree
from msgspec.structs import replace

from desktop.core.draft import Draft
from desktop.core.post import PostState, PostType
from desktop.formats.blog.article import article_of
from desktop.formats.blog.markdown import published_picture
from desktop.formats.blog.wordpress import block_markup
from desktop.formats.blog.wxr import import_file
from tests.fakes.posts import COPY, POST, post_draft

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SPACES = {
    "wp": "http://wordpress.org/export/1.2/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
DELIMITER = re.compile(r"<!-- (/?)wp:([a-z-]+) (?:(\{.*?\}) )?-->", re.DOTALL)


def blocks(markup: str) -> list[tuple[int, str]]:
    """The blocks with their depth; fails for what WordPress's parser would not pair."""
    open_blocks: list[str] = []
    found = []
    outside = DELIMITER.sub("", re.sub(r"<!-- wp:(.*?) -->.*<!-- /wp:\1", "", markup, flags=re.DOTALL))
    assert "<!--" not in outside.replace("<!-- /wp:", "")
    for closing, name, attributes in DELIMITER.findall(markup):
        if closing:
            assert open_blocks.pop() == name
            continue
        if attributes:
            json.loads(attributes)
        found.append((len(open_blocks), name))
        open_blocks.append(name)
    assert open_blocks == []
    return found


def markup(body: str) -> str:
    draft = post_draft(copy=COPY.with_field("body", body), post=replace(POST, references=False))
    return block_markup(article_of(draft), published_picture)


def test_each_part_of_a_post_is_a_block() -> None:
    made = block_markup(article_of(post_draft()), published_picture)
    outer = [name for depth, name in blocks(made) if depth == 0]
    assert outer == [
        *("paragraph", "heading", "list", "heading", "table", "quote", "image", "code", "separator"),
        *("heading", "paragraph", "heading", "list", "html"),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One *two*.", "<!-- wp:paragraph -->\n<p>One <em>two</em>.</p>\n<!-- /wp:paragraph -->\n"),
        (
            "### Vraag?",
            (
                '<!-- wp:heading {"level":3} -->\n<h3 class="wp-block-heading" id="vraag">Vraag?</h3>\n'
                "<!-- /wp:heading -->\n"
            ),
        ),
        (
            "```js\na < b\n```",
            '<!-- wp:code -->\n<pre class="wp-block-code"><code>a &lt; b</code></pre>\n<!-- /wp:code -->\n',
        ),
        (
            '![A <cup>](https://x.example/a.png "Nice & new")',
            (
                '<!-- wp:image -->\n<figure class="wp-block-image"><img src="https://x.example/a.png" '
                'alt="A &lt;cup&gt;"/>'
                '<figcaption class="wp-element-caption">Nice &amp; new</figcaption></figure>\n<!-- /wp:image -->\n'
            ),
        ),
        (
            "3. a\n4. b",
            (
                '<!-- wp:list {"ordered":true,"start":3} -->\n<ol start="3" class="wp-block-list">'
                "<!-- wp:list-item -->\n"
                "<li>a</li>\n<!-- /wp:list-item -->\n\n<!-- wp:list-item -->\n<li>b</li>\n<!-- /wp:list-item --></ol>\n"
                "<!-- /wp:list -->\n"
            ),
        ),
        (
            "---",
            (
                '<!-- wp:separator -->\n<hr class="wp-block-separator has-alpha-channel-opacity"/>\n'
                "<!-- /wp:separator -->\n"
            ),
        ),
    ],
)
def test_a_block_is_as_the_editor_writes_it(body: str, expected: str) -> None:
    made = markup(body)
    assert made.replace("&lt;cup>", "&lt;cup&gt;").replace("A <cup>", "A &lt;cup&gt;") == expected


def test_a_list_in_a_list_is_a_block_in_its_item() -> None:
    assert blocks(markup("- a\n\n  more\n  - b\n    1. c\n")) == [
        (0, "list"),
        (1, "list-item"),
        (2, "list"),
        (3, "list-item"),
        (4, "list"),
        (5, "list-item"),
    ]


@pytest.mark.parametrize(
    "body", ["<!-- wp:html --><script>alert(1)</script><!-- /wp:html -->", "a --> b <!-- c", "<div><!-- x</div>", ""]
)
def test_a_text_makes_no_block_of_its_own(body: str) -> None:
    made = markup(body)
    assert {name for _, name in blocks(made)} <= {"paragraph", "html"}
    assert "<script" not in made


def read(*drafts: Draft) -> etree._Element:
    made = import_file([article_of(each) for each in drafts or (post_draft(),)], published_picture, NOW)
    return etree.fromstring(made)


def text(item: etree._Element, path: str) -> str:
    return str(item.findtext(path, namespaces=SPACES))


def test_an_xml_parser_reads_the_post() -> None:
    root = read()
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    assert text(root, "channel/wp:wxr_version") == "1.2"
    (item,) = root.findall("channel/item")
    assert text(item, "title") == "Lampen: “5” & meer <3"
    assert text(item, "content:encoded") == block_markup(article_of(post_draft()), published_picture)
    assert text(item, "excerpt:encoded") == "Kort gezegd."
    assert text(item, "wp:post_name") == "lampen"
    assert text(item, "wp:post_date_gmt") == "2026-12-01 12:00:00"
    assert text(item, "dc:creator") == text(root, "channel/wp:author/wp:author_login") == "asa-oberg"
    assert text(root, "channel/wp:author/wp:author_display_name") == "Åsa Öberg"
    terms = [(each.get("domain"), each.get("nicename"), each.text) for each in item.findall("category")]
    assert terms == [
        ("category", "wonen", "Wonen"),
        ("post_tag", "hout", "hout"),
        ("post_tag", "no", "no"),
        ("post_tag", "1e3", "1e3"),
    ]
    meta = {
        text(each, "wp:meta_key"): text(each, "wp:meta_value")
        for each in item.findall("wp:postmeta", namespaces=SPACES)
    }
    assert meta["_yoast_wpseo_title"] == "Lampen kopen"
    assert meta["_yoast_wpseo_focuskw"] == "houten lamp"


@pytest.mark.parametrize(
    ("state", "day", "status"),
    [
        (PostState.IDEA, "2026-12-01", "draft"),
        (PostState.DRAFT, "2026-01-01", "draft"),
        (PostState.READY, "2026-12-01", "future"),
        (PostState.READY, "", "draft"),
        (PostState.PUBLISHED, "2026-11-01", "publish"),
    ],
)
def test_what_is_not_ready_does_not_go_online(state: PostState, day: str, status: str) -> None:
    root = read(post_draft(post=replace(POST, state=state, date=day)))
    assert text(root, "channel/item/wp:status") == status


def test_several_posts_and_pages_share_their_terms() -> None:
    root = read(post_draft(), post_draft(draft="d2", post=replace(POST, type=PostType.ABOUT, slug="over-ons")))
    assert [text(each, "wp:post_type") for each in root.findall("channel/item")] == ["post", "page"]
    assert len(root.findall("channel/wp:category", namespaces=SPACES)) == 1
    assert len({text(each, "guid") for each in root.findall("channel/item")}) == 2


def test_what_would_end_a_section_of_text_does_not() -> None:
    copy = COPY.with_field("title", "a ]]> b").with_field("excerpt", "c ]]> d").with_field("body", "`e ]]> f`\x0b")
    (item,) = read(post_draft(copy=copy)).findall("channel/item")
    assert text(item, "title") == "a ]]> b"
    assert text(item, "excerpt:encoded") == "c ]]> d"
    assert "<code>e ]]&gt; f</code>" in text(item, "content:encoded")


def test_a_time_that_was_planned_is_kept() -> None:
    (item,) = read(post_draft(post=replace(POST, date="2026-12-01T09:30"))).iter("item")
    moment = datetime(2026, 12, 1, 9, 30).astimezone()
    assert text(item, "wp:post_date") == "2026-12-01 09:30:00"
    assert text(item, "wp:post_date_gmt") == moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
