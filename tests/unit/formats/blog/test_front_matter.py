"""Front matter: read back by a YAML parser with the same values, and read from every generator's names."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.core.errors import ErrorKind, UserError
from desktop.core.post import PostState
from desktop.formats.blog.article import article_of
from desktop.formats.blog.front_matter import Generator, read_front_matter, with_front_matter
from desktop.formats.blog.reading import read_post_text
from desktop.formats.blog.shopify import blog_table
from tests.fakes.posts import COPY, POST, post_draft


def front(text: str) -> dict[str, object]:
    found = re.match(r"---\n(.*?)\n---\n\n", text, re.DOTALL)
    assert found
    values = yaml.safe_load(found[1])
    assert isinstance(values, dict)
    return values


@pytest.mark.parametrize(
    ("generator", "date", "draft", "description"),
    [
        (Generator.HUGO, "date", ("draft", False), "description"),
        (Generator.JEKYLL, "date", ("published", True), "description"),
        (Generator.ASTRO, "pubDate", ("draft", False), "description"),
        (Generator.ELEVENTY, "date", ("draft", False), "description"),
    ],
)
def test_a_yaml_parser_reads_what_was_written(
    generator: Generator, date: str, draft: tuple[str, bool], description: str
) -> None:
    values = front(with_front_matter(article_of(post_draft()), generator))
    assert values["title"] == "Lampen: “5” & meer <3"
    assert values[date] == dt.date(2026, 12, 1)
    assert values[draft[0]] is draft[1]
    assert values[description] == "Zo kies je een lamp: 'no' & yes."
    assert values["tags"] == ["hout", "no", "1e3"]
    assert values["author"] == "Åsa Öberg"


@pytest.mark.parametrize("generator", Generator)
def test_what_was_written_is_read_back(generator: Generator) -> None:
    article = article_of(post_draft())
    read = read_front_matter(with_front_matter(article, generator))
    assert (read.title, read.description, read.date, read.draft) == (
        article.title,
        article.description,
        "2026-12-01",
        False,
    )
    assert (read.slug, read.canonical, read.author) == ("lampen", article.canonical, article.author)
    assert (read.tags, read.categories, read.cover) == (article.tags, article.categories, article.cover)
    assert read.body == article.body


@pytest.mark.parametrize("generator", Generator)
def test_the_time_that_was_planned_is_kept(generator: Generator) -> None:
    article = article_of(post_draft(post=replace(POST, date="2026-12-01T09:30")))
    text = with_front_matter(article, generator)
    values = front(text)
    moment = values["pubDate" if generator is Generator.ASTRO else "date"]
    assert isinstance(moment, dt.datetime)
    assert moment == dt.datetime(2026, 12, 1, 9, 30).astimezone()
    assert read_front_matter(text).date == "2026-12-01T09:30"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-12-01", "2026-12-01"),
        ("2026-12-01T00:00:00Z", "2026-12-01"),
        ("2026-12-01 09:30:00", "2026-12-01T09:30"),
        ('"1 december"', "1 december"),
        ("0001-01-01T00:00:01+14:00", "0001-01-01"),
    ],
)
def test_dates_are_read_with_their_time(written: str, read: str) -> None:
    assert read_front_matter(f"---\ntitle: x\ndate: {written}\n---\nText").date == read


def test_an_idea_is_a_draft_and_has_no_date() -> None:
    article = article_of(post_draft(post=replace(POST, state=PostState.IDEA, date="")))
    assert front(with_front_matter(article, Generator.JEKYLL))["published"] is False
    values = front(with_front_matter(article, Generator.HUGO))
    assert values["draft"] is True
    assert "date" not in values


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_any_title_survives(title: str) -> None:
    article = article_of(post_draft(copy=COPY.with_field("title", f"A{title}z")))
    for generator in Generator:
        text = with_front_matter(article, generator)
        assert read_front_matter(text).title == article.title
        assert front(text)["title"] == article.title


def test_toml_is_read_too() -> None:
    read = read_front_matter('+++\ntitle = "Över"\ndate = 2026-12-01\ntags = ["a"]\ndraft = true\n+++\n\nText')
    assert (read.title, read.date, read.tags, read.draft, read.body) == ("Över", "2026-12-01", ("a",), True, "Text")


@pytest.mark.parametrize("text", ["", "Text", "---\n\nA line above text", "--- no\n", "---\n- a\n---\nText"])
def test_a_text_without_front_matter_is_all_body(text: str) -> None:
    assert read_front_matter(text).body == text


@pytest.mark.parametrize(
    "head", ["title: [", "a: *b", "title: !!python/object/apply:os.system [ls]", "\tb: c", "{" * 3_000]
)
def test_what_cannot_be_read_is_said(head: str) -> None:
    with pytest.raises(UserError) as caught:
        read_front_matter(f"---\n{head}\n---\n\nText")
    assert caught.value.problem.kind is ErrorKind.INPUT


def test_aliases_that_grow_do_no_harm() -> None:
    rows = ["a: &a [x, x]"] + [f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(20)]
    read = read_front_matter("---\n" + "\n".join(rows) + "\ntags: *u\ntitle: T\n---\nText")
    assert (read.title, read.tags) == ("T", ())


@pytest.mark.parametrize(
    ("generator", "key"),
    [
        (Generator.HUGO, "linkTitle"),
        (Generator.JEKYLL, "seo_title"),
        (Generator.ASTRO, "seoTitle"),
        (Generator.ELEVENTY, "seoTitle"),
    ],
)
def test_the_title_for_searches_goes_out_and_comes_back(generator: Generator, key: str) -> None:
    text = with_front_matter(article_of(post_draft()), generator)
    assert front(text)[key] == "Lampen kopen"
    assert read_post_text(text).copy.text("seo_title") == "Lampen kopen"


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ('mug: "best"', "mug-best"),
        ("Guides/Så väljer du / ", "guides/sa-valjer-du"),
        ("gidsen/2026/lampen", "gidsen/2026/lampen"),
        ("Дом", "дом"),
        ("?!", "lampen-5-meer-3"),
    ],
)
def test_what_was_typed_as_a_slug_leaves_as_one(typed: str, slug: str) -> None:
    article = article_of(post_draft(post=replace(POST, slug=typed)))
    assert article.slug == slug
    assert front(with_front_matter(article, Generator.ELEVENTY))["permalink"] == f"/{slug}/"
    (row,) = csv.DictReader(io.StringIO(blog_table([article], lambda source: source), newline=""))
    assert row["Handle"] == slug.rpartition("/")[2]
