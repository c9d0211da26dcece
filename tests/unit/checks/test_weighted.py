from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.checks.weighted import find_links, weighted_length


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("This is a test.", 15),
        ("http://test.com", 23),
        ("https://test.com", 23),
        ("test.com", 23),
        ("Test https://test.com test https://test.com test.com test", 86),
        ("english text 日本語 😷 https://example.com", 46),
        ("저찀쯿쿿", 8),
        ("\U00010000\U0010ffff", 4),
        ("H\U0001f431☺", 5),
        ("e\u0301", 1),
        ("Åäöéñ", 5),
        ("“quoted”", 8),
        ("…", 2),
        ("€", 2),
        ("•", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("👋🏽", 2),
        ("🇳🇱", 2),
        ("1️⃣", 2),
        ("#️⃣", 2),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2),
        ("☺️", 2),
        ("❤️", 2),
        ("12", 2),
    ],
)
def test_posts_weigh_what_x_says(text: str, weight: int) -> None:
    assert weighted_length(text) == weight


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("havn.nl/rugzak ok", ["havn.nl/rugzak"]),
        ("(havn.nl)", ["havn.nl"]),
        ("Kijk op https://havn.nl/rugzak?x=1, leuk", ["https://havn.nl/rugzak?x=1"]),
        ("https://en.wikipedia.org/wiki/Bag_(disambiguation).", ["https://en.wikipedia.org/wiki/Bag_(disambiguation)"]),
        ("(https://havn.nl/a)", ["https://havn.nl/a"]),
        ("Een fijne tas.Nu te koop", ["tas.Nu"]),
        ("info@havn.nl", []),
        ("#havn.nl", []),
        ("$havn.nl", []),
        ("a.b", []),
        ("1.299,00 of 5.5", []),
        ("http://x.notatopleveldomain", []),
        ("t.ex. och bl.a. d.w.z.", []),
        ("foo.co.uk!", ["foo.co.uk"]),
        ("havn.nl:8080/a", ["havn.nl:8080/a"]),
        ("HTTPS://WWW.HAVN.COM", ["HTTPS://WWW.HAVN.COM"]),
    ],
)
def test_links_are_found_where_x_finds_them(text: str, links: list[str]) -> None:
    assert [text[start:end] for start, end in find_links(text)] == links


@given(st.text(max_size=200))
def test_the_weight_is_that_of_the_composed_text(text: str) -> None:
    assert weighted_length(text) == weighted_length(unicodedata.normalize("NFC", text))
    assert 0 <= weighted_length(text) <= max(2 * len(unicodedata.normalize("NFC", text)), 23 * len(text))


@given(st.text(alphabet="ab.:/ ()é?", max_size=120))
def test_links_lie_in_the_text_one_after_another(text: str) -> None:
    position = 0
    for start, end in find_links(text):
        assert position <= start < end <= len(text)
        assert not any(char.isspace() for char in text[start:end])
        position = end


@pytest.mark.parametrize("text", ["a." * 20_000, "é." * 20_000, "é" * 40_000 + ".a", "http://a.nl/" + "(" * 20_000])
def test_no_text_takes_the_counter_hostage(text: str) -> None:
    begun = time.process_time()
    weighted_length(text)
    assert time.process_time() - begun < 5
