from __future__ import annotations

import pytest

from desktop.checks.search.linking import CompetingLinks, InnerAndOuterLinks, Pictures
from desktop.checks.search.markup import markup_of
from desktop.core.post import Post, PostType
from tests.unit.checks.search.posts import found, marked, words


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
@pytest.mark.parametrize(
    ("links", "website", "part"),
    [
        ("", "", "No link:"),
        ("[straps](/straps)", "", "elsewhere"),
        ("[straps](/straps) [study](https://example.org/study)", "", ""),
        ("[study](https://example.org/study)", "", ""),
        ("[study](https://example.org/study)", "https://www.havn.nl", "page of your shop"),
        ("[straps](https://havn.nl/straps)", "www.havn.nl", "elsewhere"),
        ("[straps](https://www.havn.nl/straps) https://example.org", "https://havn.nl", ""),
        ("[up](#top) [mail](mailto:a@havn.nl)", "", "No link:"),
        ("`[x](/y)`", "", "No link:"),
        ("see [study][1]\n\n[1]: https://example.org/study", "", ""),
        ('<a href="/straps">straps</a> <https://example.org>', "", ""),
    ],
)
def test_a_post_leads_within_the_shop_and_elsewhere(language: str, links: str, website: str, part: str) -> None:
    body = f"{words(language, 320)}\n\n{links}"
    findings = found(InnerAndOuterLinks(), language, website=website, body=body)
    assert len(findings) == bool(part), findings
    assert all(part in each.message for each in findings)


def test_short_posts_and_pages_of_the_shop_need_no_links() -> None:
    body = words("en", 320)
    assert not found(InnerAndOuterLinks(), "en", body="Short.")
    assert not found(InnerAndOuterLinks(), "en", post=Post(PostType.DELIVERY), body=body)
    (finding,) = found(
        InnerAndOuterLinks(), "en", post=Post(canonical="https://havn.nl/p"), body=f"{body} [x](https://havn.nl/y)"
    )
    assert "elsewhere" in finding.message


@pytest.mark.parametrize(
    ("language", "phrase", "body", "expected"),
    [
        ("en", "light backpack", "See [light backpacks](/bags).", ["[light backpacks](/bags)"]),
        ("en", "light backpack", "See [how to clean a light backpack](/clean).", []),
        ("en", "light backpack", "See [light backpack](#below).", []),
        ("nl", "lichte rugzak", "Zie [de lichte rugzakken](/tassen).", ["[de lichte rugzakken](/tassen)"]),
        ("nl", "lichte rugzak", "Zie [tassen](/tassen).", []),
        ("sv", "lätt ryggsäck", "Se [lätta ryggsäckar](/v).", ["[lätta ryggsäckar](/v)"]),
        ("sv", "lätt ryggsäck", "Se [väskor](/v) och https://lätt.se.", []),
        ("sv", "", "Se [väskor](/v).", []),
    ],
)
def test_words_of_links_do_not_give_the_keyphrase_away(
    language: str, phrase: str, body: str, expected: list[str]
) -> None:
    assert marked(found(CompetingLinks(), language, keyphrase=phrase, body=body)) == expected


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_a_longer_post_shows_something(language: str) -> None:
    body = words(language, 320)
    assert len(found(Pictures(), language, body=body)) == 1
    assert not found(Pictures(), language, body=f"{body}\n\n![Bag](bag.jpg)")
    assert not found(Pictures(), language, body=f'{body}\n\n<img src="bag.jpg" alt="">')
    assert not found(Pictures(), language, post=Post(cover="picture:bag.jpg"), body=body)
    assert not found(Pictures(), language, post=Post(PostType.QUESTIONS), body=body)
    assert not found(Pictures(), language, body=words(language, 100))


def test_markup_is_found_where_it_stands() -> None:
    text = 'A [**b**](/c_(d) "t") ![e](f.png) [![g](h.png)](/i) ~~~\n\n~~~\n[no](/no)\n~~~\nhttps://j.nl/k.'
    markup = markup_of(text)
    assert [(each.text, each.url) for each in markup.links][:1] == [("b", "/c_(d)")]
    assert [each.alt for each in markup.images] == ["e", "g"]
    assert all(text[each.start : each.end] for each in markup.links)
    assert all(text[each.start : each.end] for each in markup.images)
    assert "/no" not in [each.url for each in markup.links]
    assert markup.links[-1].host == "j.nl"


@pytest.mark.parametrize("text", ["[" * 20_000, "![" * 10_000, "`" * 20_001, "<a href='" * 5_000, "[a](" * 8_000])
def test_hostile_text_does_not_hold_it_up(text: str) -> None:
    import time

    began = time.process_time()
    markup_of(text)
    assert time.process_time() - began < 2
