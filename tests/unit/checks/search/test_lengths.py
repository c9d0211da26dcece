from __future__ import annotations

import pytest

from desktop.checks.channels import channel
from desktop.checks.check import Subject
from desktop.checks.search.lengths import DescriptionLength, TextLength, TitleWidth
from desktop.checks.widths import pixel_width
from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.post import Post, PostType
from tests.unit.checks.search.posts import found, marked, words

TITLES = {
    "en": (
        "Choosing a light backpack for work",
        "How to choose a light backpack for work, for school and for long days",
    ),
    "nl": ("Een lichte rugzak kiezen", "Zo kies je een lichte rugzak voor je werk, voor school en voor lange dagen"),
    "sv": ("Välj en lätt ryggsäck", "Så väljer du en lätt ryggsäck för jobbet, för skolan och för långa dagar på resa"),
}


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
@pytest.mark.parametrize(
    ("kind", "count", "said"),
    [
        (PostType.POST, 200, True),
        (PostType.POST, 300, False),
        (PostType.CATEGORY, 5, True),
        (PostType.CATEGORY, 40, False),
        (PostType.DELIVERY, 10, False),
        (PostType.ABOUT, 100, True),
    ],
)
def test_each_type_has_a_length_of_its_own(language: str, kind: PostType, count: int, said: bool) -> None:
    findings = found(TextLength(), language, post=Post(kind), title="x", body=words(language, count))
    assert len(findings) == said


def test_nothing_and_a_plain_file_are_not_too_short() -> None:
    assert not found(TextLength(), "en", title="x", body="")
    assert not found(TextLength(), "en", body="A note.")


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_wide_titles_are_said_in_pixels(language: str) -> None:
    short, long = TITLES[language]
    assert not found(TitleWidth(), language, title=short)
    (finding,) = found(TitleWidth(), language, title=long)
    assert f"{round(pixel_width(long))} pixels" in finding.message
    assert finding.severity.value == "info"
    assert pixel_width(long[: finding.start]) <= 580 < pixel_width(long[: finding.start + 1])
    (finding,) = found(TitleWidth(), language, seo_title=long, title=short)
    assert (finding.severity.value, finding.field) == ("warning", "seo_title")


def test_what_the_channel_says_is_not_said_twice() -> None:
    copy = Copy({"seo_title": TITLES["en"][1], "seo_description": "x" * 200, "body": "Text."})
    subject = Subject(copy, Brief(Kind.BLOG), "en", (channel("seo.title"), channel("seo.description")))
    assert not list(TitleWidth().find(subject))
    assert not list(DescriptionLength().find(subject))
    assert not list(TitleWidth().find(Subject(copy, Brief(Kind.PRODUCT), "en")))


@pytest.mark.parametrize(
    ("language", "description", "part", "severity"),
    [
        ("en", "", "No search description", "info"),
        ("en", "Choose a bag.", "13 characters", "info"),
        ("en", "A bag that holds. " * 7, "", ""),
        ("en", "A bag that holds. " * 10, "179 characters", "warning"),
        ("nl", "Kies een tas.", "13 characters", "info"),
        ("nl", "Een tas die houdt. " * 7, "", ""),
        ("sv", "Välj en väska.", "14 characters", "info"),
        ("sv", "En väska som håller. " * 6, "", ""),
    ],
)
def test_the_search_description_has_the_right_length(language: str, description: str, part: str, severity: str) -> None:
    findings = found(DescriptionLength(), language, title="x", body="Text.", seo_description=description)
    assert [each.severity.value for each in findings] == ([severity] if part else [])
    assert all(part in each.message for each in findings)


def test_only_what_is_hidden_of_a_description_is_marked() -> None:
    assert marked(found(DescriptionLength(), "en", title="x", body="Text.", seo_description="x" * 156 + "yz")) == ["yz"]
