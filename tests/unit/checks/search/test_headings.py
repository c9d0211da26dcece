from __future__ import annotations

import pytest

from desktop.checks.search.headings import HeadingLevels, SameHeadings
from desktop.core.brief import Kind
from tests.unit.checks.search.posts import found, marked


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Bags", "Text.\n\n## One\n\nText.\n\n### Two\n\nText.", []),
        ("Bags", "# Bags\n\nText.", ["# Bags"]),
        ("", "# Bags\n\nText.\n\n## One\n\nText.", []),
        ("", "# Bags\n\nText.\n\n# More\n\nText.", ["# More"]),
        ("", "Text.\n\n# Bags\n\nText.", ["# Bags"]),
        ("Tassen", "## Een\n\nTekst.\n\n#### Twee\n\nTekst.", ["#### Twee"]),
        ("Väskor", "### Ett\n\nText.", ["### Ett"]),
        ("Väskor", "## Ett\n\nText.\n\n### Två\n\nText.\n\n## Tre\n\nText.", []),
        ("Bags", "```\n# not a heading\n```\n\nText.", []),
        ("Bags", "", []),
    ],
)
def test_no_level_is_left_out_and_the_title_stands_once(title: str, body: str, expected: list[str]) -> None:
    assert marked(found(HeadingLevels(), "en", title=title, body=body)) == expected


def test_the_right_level_is_offered() -> None:
    (one,) = found(HeadingLevels(), "en", title="Bags", body="# Bags\n\nText.")
    (two,) = found(HeadingLevels(), "nl", title="Tassen", body="## Een\n\nTekst.\n\n#### Twee\n\nTekst.")
    (three,) = found(HeadingLevels(), "sv", title="Väskor", body="#### Ett\n\nText.")
    assert (one.fixes, two.fixes, three.fixes) == (("## Bags",), ("### Twee",), ("## Ett",))


@pytest.mark.parametrize(
    ("language", "title", "body", "expected"),
    [
        ("en", "Bags", "## Straps\n\nText.\n\n## Zips\n\nText.", []),
        ("en", "Bags", "## Straps\n\nText.\n\n## straps:\n\nText.", ["## straps:"]),
        ("en", "Bags", "## Bags\n\nText.", ["## Bags"]),
        ("nl", "Tassen", "## Riemen\n\nTekst.\n\n### Riemen\n\nTekst.", ["### Riemen"]),
        ("sv", "Väskor", "## Remmar\n\nText.\n\n## REMMAR\n\nText.", ["## REMMAR"]),
        ("en", "Bags", "## Straps\n\n## Zips\n\nText.", ["## Straps"]),
        ("nl", "Tassen", "## Riemen\n\n### Lange\n\nTekst.", []),
        ("sv", "Väskor", "Text.\n\n## Remmar\n", ["## Remmar"]),
        ("en", "", "", []),
    ],
)
def test_a_heading_stands_once_with_words_below_it(language: str, title: str, body: str, expected: list[str]) -> None:
    assert marked(found(SameHeadings(), language, title=title, body=body)) == expected


def test_product_texts_have_headings_as_they_like() -> None:
    assert not found(HeadingLevels(), "en", kind=Kind.PRODUCT, title="Bag", description="# Bag\n\n#### Small")
