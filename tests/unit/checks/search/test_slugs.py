from __future__ import annotations

import pytest

from desktop.checks.search.slugs import SlugForm
from desktop.core.brief import Kind
from desktop.core.post import Post
from tests.unit.checks.search.posts import found


@pytest.mark.parametrize(
    ("language", "slug", "fixes"),
    [
        ("en", "light-backpack", None),
        ("en", "/blog/light-backpack/", None),
        ("en", "Light Backpack", ("light-backpack",)),
        ("en", "light_backpack", ("light-backpack",)),
        ("nl", "ideeën-voor-één-café", ("ideeen-voor-een-cafe",)),
        ("sv", "lätt-ryggsäck", ("latt-ryggsack",)),
        ("sv", "blogg/Å", ("blogg/a",)),
        ("sv", "", None),
        ("en", "袋", ()),
        (
            "en",
            "how-to-choose-the-very-best-of-all-the-light-backpacks-for-your-work-and-for-your-travels",
            ("choose-best-light-backpacks-work-travels",),
        ),
    ],
)
def test_addresses_are_plain_and_short(language: str, slug: str, fixes: tuple[str, ...] | None) -> None:
    findings = found(SlugForm(), language, post=Post(slug=slug), body="Text.")
    assert [each.fixes for each in findings] == ([] if fixes is None else [fixes])
    assert all((each.field, each.text) == ("slug", slug) for each in findings)


def test_other_drafts_have_no_slug() -> None:
    assert not found(SlugForm(), "en", post=Post(slug="A B"), kind=Kind.PRODUCT, description="x")
    assert not found(SlugForm(), "en", body="Text.")
