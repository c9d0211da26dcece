"""The page of a post: what search engines and networks read there is valid, and nothing in it runs."""

from __future__ import annotations

import json
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from msgspec.structs import replace

from desktop.core.post import PostState, PostType
from desktop.formats.blog.article import article_of
from desktop.formats.blog.linked_data import linked_data, questions_of
from desktop.formats.blog.markdown import published_picture
from desktop.formats.blog.page import page_html
from tests.fakes.posts import BODY, COPY, POST, post_draft


class _Head(HTMLParser):
    """What a search engine takes from a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.canonical = ""
        self.title = ""
        self.data: list[Any] = []
        self.scripts = 0
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._in = tag
        if tag == "meta":
            self.meta[values.get("name") or values.get("property", "")] = values.get("content", "")
        elif tag == "link" and values.get("rel") == "canonical":
            self.canonical = values["href"]
        elif tag == "script":
            self.scripts += 1
            assert values == {"type": "application/ld+json"}

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "script":
            self.data.append(json.loads(data))
        elif self._in == "title":
            self.title += data


def head(html: str) -> _Head:
    reader = _Head()
    reader.feed(html)
    reader.close()
    return reader


def test_search_engines_and_networks_find_what_they_look_for() -> None:
    found = head(page_html(article_of(post_draft()), published_picture))
    assert found.title == "Lampen kopen"
    assert found.canonical == "https://shop.example/blog/lampen"
    assert found.meta["description"] == found.meta["og:description"] == "Zo kies je een lamp: 'no' & yes."
    assert found.meta["og:type"] == "article"
    assert found.meta["og:url"] == found.canonical
    assert found.meta["og:locale"] == "nl_NL"
    assert found.meta["og:image"] == "https://shop.example/cover.jpg"
    assert found.meta["article:published_time"] == "2026-12-01"


def test_the_posting_says_what_schema_org_asks_of_it() -> None:
    posting, faq = head(page_html(article_of(post_draft()), published_picture)).data
    assert posting["@context"] == "https://schema.org"
    assert posting["@type"] == "BlogPosting"
    assert posting["headline"] == "Lampen: “5” & meer <3"
    assert posting["author"] == {"@type": "Person", "name": "Åsa Öberg"}
    assert posting["datePublished"] == "2026-12-01"
    assert posting["dateModified"] >= posting["datePublished"]
    assert posting["image"] == "https://shop.example/cover.jpg"
    assert posting["mainEntityOfPage"]["@id"] == posting["url"] == "https://shop.example/blog/lampen"
    assert posting["inLanguage"] == "nl"
    assert 60 < posting["wordCount"] < 130
    assert faq["@type"] == "FAQPage"
    assert [each["name"] for each in faq["mainEntity"]] == ["Hoe hang ik hem op?", "Wat kost hij?"]
    answer = faq["mainEntity"][0]["acceptedAnswer"]
    assert answer["@type"] == "Answer"
    assert answer["text"].startswith("Boor twee gaten. Draai de schroeven vast: eerst links")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (PostType.CATEGORY, ["CollectionPage", "FAQPage"]),
        (PostType.HOME, ["WebPage", "FAQPage"]),
        (PostType.ABOUT, ["AboutPage", "FAQPage"]),
        (PostType.DELIVERY, ["WebPage", "FAQPage"]),
        (PostType.QUESTIONS, ["FAQPage"]),
    ],
)
def test_pages_of_a_shop_say_what_they_are(kind: PostType, expected: list[str]) -> None:
    article = article_of(post_draft(post=replace(POST, type=kind)))
    assert [each["@type"] for each in linked_data(article)] == expected
    assert head(page_html(article, published_picture)).meta["og:type"] == "website"


def test_one_question_makes_no_list_of_questions() -> None:
    article = article_of(post_draft(copy=COPY.with_field("body", "## Why?\n\nSo.\n")))
    assert [each["@type"] for each in linked_data(article)] == ["BlogPosting"]
    assert questions_of("## Why?\n\n## Because\n\nSo.\n") == ()


def test_an_answer_ends_where_the_next_question_of_its_rank_begins() -> None:
    first, second = questions_of("## A?\n\nOne.\n\n### More\n\nTwo.\n\n## B?\n\n> **Three.**\n")
    assert (first.question, first.answer) == ("A?", "One. More Two.")
    assert second.answer == "Three."


def test_words_do_not_break_out_of_their_place() -> None:
    nasty = '</title><script>alert(1)</script>"><img src=x onerror=alert(1)>'
    copy = COPY
    for name in ("title", "seo_title", "seo_description", "excerpt"):
        copy = copy.with_field(name, nasty)
    copy = copy.with_field("body", f"## {nasty}?\n\n</script>{nasty}\n\n## B?\n\nx\n")
    post = replace(POST, author=nasty, tags=(nasty,), categories=(nasty,), cover_alt=nasty, canonical="javascript:x()")
    html = page_html(article_of(post_draft(copy=copy, post=post)), published_picture)
    found = head(html)
    assert found.title == nasty
    assert found.meta["description"] == nasty
    assert found.canonical == ""
    assert found.scripts == len(found.data) == 2
    assert "<img src=x" not in html.partition("</head>")[0].replace("\\u003c", "")


def test_a_post_without_a_date_is_not_dated() -> None:
    article = article_of(post_draft(post=replace(POST, date="soon", state=PostState.IDEA)))
    assert article.date is None
    assert "datePublished" not in linked_data(article)[0]


def test_the_title_stands_once() -> None:
    article = article_of(post_draft(copy=COPY.with_field("body", f"# {COPY.text('title')}\n\n{BODY}")))
    assert page_html(article, published_picture).count("<h1") == 1


def test_a_time_that_was_planned_is_told() -> None:
    article = article_of(post_draft(post=replace(POST, date="2026-12-01T09:30")))
    when = datetime(2026, 12, 1, 9, 30).astimezone().isoformat()
    posting = linked_data(article)[0]
    assert posting["datePublished"] == posting["dateModified"] == when
    assert f'"article:published_time" content="{when}"' in page_html(article, str)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " data:text/html,x", "//evil.example", "file:///etc/passwd"]
)
def test_a_canonical_address_is_of_the_web_or_none(address: str) -> None:
    article = article_of(post_draft(post=replace(POST, canonical=address)))
    assert article.canonical == ""
    assert address not in page_html(article, str)


def test_a_post_without_a_title_is_called_by_its_first_words_and_not_by_their_marks() -> None:
    draft = post_draft(copy=COPY.with_field("title", "").with_field("body", "\n## Keep it *dry*\n\nText."))
    draft = replace(draft, brief=replace(draft.brief, product=""))
    assert draft.title == article_of(draft).title == "Keep it *dry*"
