"""The table for a Shopify shop, the calendar, and the sources: each read back by another reader."""

from __future__ import annotations

import csv
import datetime as dt
import io
import time

from icalendar import Calendar
from msgspec.structs import replace

from desktop.core.post import PostSource, PostState, SourceKind
from desktop.formats.blog.article import article_of
from desktop.formats.blog.calendar_file import post_calendar
from desktop.formats.blog.markdown import published_picture, render_post, shown_post
from desktop.formats.blog.page import body_html
from desktop.formats.blog.references import numbers_of, reference, with_sources
from desktop.formats.blog.shopify import COLUMNS, blog_table
from tests.fakes.posts import COPY, POST, post_draft

SOURCE = POST.sources[0]


def test_a_row_of_the_table_is_the_post() -> None:
    article = article_of(post_draft())
    (row,) = csv.DictReader(io.StringIO(blog_table([article], published_picture), newline=""))
    assert tuple(row) == COLUMNS
    assert row["Handle"] == "lampen"
    assert row["Title"] == article.title
    assert row["Body HTML"] == body_html(article, published_picture)
    assert row["Tags"] == "hout, no, 1e3"
    assert (row["Published"], row["Published At"]) == ("TRUE", "2026-12-01 12:00:00 +0000")
    assert row["Metafield: title_tag [string]"] == "Lampen kopen"
    assert row["Image Src"] == "https://shop.example/cover.jpg"


def test_a_draft_is_hidden_and_no_field_is_a_formula() -> None:
    copy = COPY.with_field("title", '=HYPERLINK("https://evil.example")').with_field("seo_title", "@x")
    draft = post_draft(copy=copy, post=replace(POST, state=PostState.DRAFT))
    (row,) = csv.DictReader(io.StringIO(blog_table([article_of(draft)], published_picture), newline=""))
    assert (row["Published"], row["Published At"]) == ("FALSE", "")
    assert not any(value.startswith(("=", "+", "-", "@")) for value in row.values())


def test_the_calendar_has_a_day_for_each_dated_post() -> None:
    drafts = [
        post_draft(),
        post_draft(draft="d2", post=replace(POST, state=PostState.IDEA, date="2026-12-24")),
        post_draft(draft="d3", post=replace(POST, date="")),
    ]
    read = Calendar.from_ical(post_calendar([article_of(each) for each in drafts]))
    first, second = read.walk("VEVENT")
    assert str(first["SUMMARY"]) == "Lampen: “5” & meer <3"
    assert (first.decoded("DTSTART"), first.decoded("DTEND")) == (dt.date(2026, 12, 1), dt.date(2026, 12, 2))
    assert (str(first["STATUS"]), str(second["STATUS"])) == ("CONFIRMED", "TENTATIVE")
    assert str(second["X-COPYDESK-STATE"]) == "idea"
    assert str(first["URL"]) == "https://shop.example/blog/lampen"
    assert {str(first["UID"]), str(second["UID"])} == {"d1@copydesk.invalid", "d2@copydesk.invalid"}


def test_lines_of_the_calendar_are_folded_at_75_bytes() -> None:
    copy = COPY.with_field("title", "Å" * 200).with_field("excerpt", "one, two; three\\four\nfive")
    made = post_calendar([article_of(post_draft(copy=copy))])
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Å" * 200
    assert "one, two; three\\four\nfive" in str(event["DESCRIPTION"])


def test_a_cited_source_gets_its_note_and_the_list_its_heading() -> None:
    made = with_sources("A[^q1] and[^q9].\n", [SOURCE], "sv", listed=True)
    line = "Fabriek, [Blad van de fabriek](<https://fabriek.example/blad>), läst 2026-11-20."
    assert made == f"A[^q1] and[^q9].\n\n[^q1]: {line}\n\n## Källor\n\n- {line}\n"


def test_a_note_of_the_writers_own_stays() -> None:
    body = "A[^q1].\n\n[^q1]: Mine.\n"
    assert with_sources(body, [SOURCE], "en", listed=False) == body


def test_a_source_cannot_write_markup() -> None:
    nasty = PostSource("q1", "a](javascript:x) <b> *c*", SourceKind.PAGE, "https://x.example/> <b", author="[d](e)")
    html = render_post(reference(nasty, "en"), published_picture).html
    assert html.count("<a ") == 1
    assert "javascript:x) &lt;b&gt; *c*</a>" in html
    assert "<b>" not in html


def test_marks_of_all_kinds_become_notes_numbered_as_they_are_published() -> None:
    second = PostSource("q2", "Second", text="Two.")
    third = PostSource("q3", "Third", text="Three.")
    body = "Two[^q2.4]. Mine[^own]. Both [q1, q2]. `[^q3]` is code, [q9] is nobody.\n\n[^own]: A note.\n"
    sources = [SOURCE, second, third]
    assert numbers_of(body, sources) == {"q2": 1, "q1": 3, "q3": 4}
    made = with_sources(body, sources, "en", listed=True)
    assert "Two[^q2]. Mine[^own]. Both [^q1][^q2]. `[^q3]` is code, [q9] is nobody." in made
    assert made.index("[^q2]: ") < made.index("[^q1]: ")
    assert "[^q3]: " not in made
    assert made.index("- Second") < made.index(f"- {reference(SOURCE, 'en')}") < made.index("- Third")
    html = shown_post(made).html
    assert html.count('class="footnote-ref"') == 4


def test_numbers_of_a_hostile_text_come_soon() -> None:
    begun = time.process_time()
    numbers_of("[^q1" * 20_000 + "`" * 20_001 + "a`" * 20_000 + "```\n" * 4_001, [SOURCE])
    assert time.process_time() - begun < 2


def test_a_time_that_was_planned_is_kept() -> None:
    article = article_of(post_draft(post=replace(POST, date="2026-12-01T09:30")))
    moment = dt.datetime(2026, 12, 1, 9, 30).astimezone()
    (event,) = Calendar.from_ical(post_calendar([article])).walk("VEVENT")
    assert event.decoded("DTSTART") == moment
    assert event.decoded("DTEND") > moment
    (row,) = csv.DictReader(io.StringIO(blog_table([article], str)))
    assert dt.datetime.strptime(row["Published At"], "%Y-%m-%d %H:%M:%S %z") == moment
