"""The slug of a post, made from its title and looked at while it is typed."""

from __future__ import annotations

import pytest

from desktop.core.brief import Brief, Kind
from desktop.core.post import Post
from desktop.core.rulings import Rulings, Silence
from desktop.runtime.post_slug import about_slug, slug_of_title, typed_slug


def brief(slug: str, keyphrase: str = "", rulings: Rulings = Rulings()) -> Brief:  # noqa: B008 - a frozen value
    return Brief(Kind.BLOG, language="en", keyphrase=keyphrase, rulings=rulings, post=Post(slug=slug))


def test_a_title_becomes_a_slug() -> None:
    assert slug_of_title("Så väljer du en ryggsäck", "sv") == "sa-valjer-du-en-ryggsack"
    assert slug_of_title("How to store loose-leaf tea so it stays fresh", "en") == "store-loose-leaf-tea-stays-fresh"
    assert slug_of_title("Чай дома", "en") == "чаи-дома"
    assert slug_of_title("?!") == ""


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("store-tea", "store-tea"),
        (" store-tea ", "store-tea"),
        ("store-", "store-"),
        ("blog/store-tea", "blog/store-tea"),
        ("https://sjobod.se/blog/store-tea/?utm=1#top", "blog/store-tea"),
        ("https://sjobod.se", ""),
        ("", ""),
    ],
)
def test_a_pasted_address_leaves_its_path(typed: str, slug: str) -> None:
    assert typed_slug(typed) == slug


def test_a_slug_is_looked_at_as_the_checks_do() -> None:
    assert about_slug(brief("store-tea")).message == ""
    wrong = about_slug(brief("Store Teå"))
    assert "Small letters" in wrong.message
    assert wrong.better == "store-tea"
    assert "79 characters" in about_slug(brief("-".join(["tea"] * 20))).message
    assert "loose-leaf tea" in about_slug(brief("our-shop", "loose-leaf tea")).message


def test_what_is_silenced_says_nothing() -> None:
    silent = Rulings(silenced=(Silence("search.slug"),))
    assert about_slug(brief("Store Teå", rulings=silent)).message == ""
    assert about_slug(brief("Store Teå"), ("search.",)).message == ""
