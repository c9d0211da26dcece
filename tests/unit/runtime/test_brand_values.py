"""What a writer types about a brand, as it is kept: colours, addresses and links."""

from __future__ import annotations

import pytest

from desktop.core.brand import Brand
from desktop.core.mail import SocialLink
from desktop.runtime.brand_values import colour_of, is_mail_address, social_href, web_address, with_social


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#1F4E5F", "#1f4e5f"), ("1f4e5f", "#1f4e5f"), (" #abc ", "#aabbcc"), ("blue", ""), ("#12345", ""),
        ("#1234567", ""), ("", ""), ("#ggg", ""), ("red;}", ""),
    ],
)  # fmt: skip
def test_a_colour_has_six_digits_or_three(text: str, colour: str) -> None:
    assert colour_of(text) == colour


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("hej@sjobod.example", True), ("hej.då+1@sjö.example", True), ("hej", False), ("a@b", False),
        ("a@b@c.example", False), ("a b@c.example", False), ("a@b.c, d@e.f", False), ("", False), ("a@b.nl\n", True),
    ],
)  # fmt: skip
def test_one_mail_address_is_one(text: str, good: bool) -> None:
    assert is_mail_address(text) is good


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("sjobod.example", "https://sjobod.example"), ("http://sjobod.example/x", "http://sjobod.example/x"),
        ("HTTPS://Sjobod.example", "HTTPS://Sjobod.example"), ("javascript:alert(1)", ""), ("data:text/html,x.y", ""),
        ("mailto:a@b.example", ""), ("sjobod", ""), ("two words.example", ""), ("", ""),
        ("shop.example:8080/x", "https://shop.example:8080/x"), ("file:///etc/passwd", ""),
    ],
)  # fmt: skip
def test_a_website_leads_to_the_web_and_nowhere_else(text: str, address: str) -> None:
    assert web_address(text) == address


def test_links_stand_in_the_order_of_the_networks_and_unknown_ones_stay() -> None:
    brand = Brand(social=(SocialLink("mastodon", "https://m.example"), SocialLink("x", "https://x.example")))
    links = with_social(brand, "instagram", "https://i.example")
    assert [each.network for each in links] == ["instagram", "x", "mastodon"]
    assert [each.network for each in with_social(brand, "x", "")] == ["mastodon"]
    assert social_href(brand, "x") == "https://x.example"
    assert social_href(brand, "tiktok") == ""
