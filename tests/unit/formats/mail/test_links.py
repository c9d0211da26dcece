"""Addresses: which lead somewhere, and what campaign parameters do to them."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from desktop.core.brand import LinkPattern
from desktop.formats.mail.links import LinkPlace, safe_href, with_campaign

PLACE = LinkPlace("ylva-släpps", "trogna", "b4", "launch", "s1", "2026-11-22")
ON = LinkPattern(on=True)


@pytest.mark.parametrize(
    ("href", "safe"),
    [
        ("https://s.se/x?a=1#b", "https://s.se/x?a=1#b"),
        ("  HTTP://s.se ", "HTTP://s.se"),
        ("mailto:a@b.se?subject=x", "mailto:a@b.se?subject=x"),
        ("tel:+46705551234", "tel:+46705551234"),
        ("s.se/ylva", "https://s.se/ylva"),
        ("www.sjöbod.se", "https://www.sjöbod.se"),
        ("https://s.se/en filt", "https://s.se/en%20filt"),
        ("#", "#"),
        ("", ""),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("\u200bjavascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("vbscript:x", ""),
        ("//evil.example/x", ""),
        ("/ylva", ""),
        ("ylva", ""),
    ],
)
def test_only_pages_mails_and_telephones_are_let_through(href: str, safe: str) -> None:
    assert safe_href(href) == safe


def test_the_pattern_is_filled_and_encoded() -> None:
    href = with_campaign("https://s.se/ylva?f=1#sizes", ON, PLACE)

    parts = urlsplit(href)
    assert parts.fragment == "sizes"
    assert parse_qs(parts.query) == {
        "f": ["1"],
        "utm_source": ["newsletter"],
        "utm_medium": ["email"],
        "utm_campaign": ["ylva-släpps"],
        "utm_content": ["trogna-b4"],
    }
    assert href.isascii()


def test_an_empty_place_leaves_no_dash() -> None:
    href = with_campaign("https://s.se", ON, LinkPlace("", "", "b4"))

    assert href == "https://s.se?utm_source=newsletter&utm_medium=email&utm_content=b4"


def test_every_place_can_be_named() -> None:
    pattern = LinkPattern(True, "{type}", "{variant}", "{date}-{campaign}", "{unknown}")

    assert parse_qs(urlsplit(with_campaign("https://s.se/", pattern, PLACE)).query) == {
        "utm_source": ["launch"],
        "utm_medium": ["s1"],
        "utm_campaign": ["2026-11-22-ylva-släpps"],
        "utm_content": ["{unknown}"],
    }


@pytest.mark.parametrize("href", ["mailto:a@b.se", "tel:112", "#", "", "{{ url }}", "http://[broken"])
def test_what_is_no_page_stays_as_it_is(href: str) -> None:
    assert with_campaign(href, ON, PLACE) == href


def test_the_writers_own_parameters_stay() -> None:
    href = with_campaign("https://s.se/?utm_source=egen&utm_campaign=", ON, PLACE)

    query = parse_qs(urlsplit(href).query, keep_blank_values=True)
    assert query["utm_source"] == ["egen"]
    assert query["utm_campaign"] == [""]
    assert query["utm_medium"] == ["email"]


def test_off_means_off() -> None:
    assert with_campaign("https://s.se/", LinkPattern(), PLACE) == "https://s.se/"
