"""Domains: what they look like, and whom they belong to."""

from __future__ import annotations

import pytest

from desktop.checks.received.domains import (
    belongs,
    brand_of,
    fits_name,
    imitates,
    is_address_of_numbers,
    is_decorated,
    is_free_mail,
    is_mixed,
    lures_in,
    readable,
    registered,
    shown_hosts,
    target_of,
)


@pytest.mark.parametrize(
    ("domain", "original", "how"),
    [
        ("sjobod-betaling.example", "sjobod.example", "added"),
        ("betaling-sjobod.example", "sjobod.example", "added"),
        ("sjobodlogin.example", "sjobod.example", "added"),
        ("sjobod-nieuws.example", "sjobod.example", "related"),
        ("sj0bod.example", "sjobod.example", "letters"),
        ("sjobood.example", "sjobod.example", "letters"),
        ("rnollie.example", "mollie.example", "letters"),
        ("sjobod.test", "sjobod.example", "ending"),
        ("sjobod.example.evil.test", "sjobod.example", "inside"),
        ("sjobod-example.test", "sjobod.example", "inside"),
        ("xn--sjbod-kua.example", "sjobod.example", "ending"),
        ("mail.sjobod.example", "sjobod.example", ""),
        ("bakker.example", "sjobod.example", ""),
        ("shop24.example", "shop25.example", ""),
        ("abc.example", "abd.example", ""),
    ],
)
def test_look_alikes(domain: str, original: str, how: str) -> None:
    assert imitates(domain, original) == how


@pytest.mark.parametrize(
    ("host", "mixed"),
    [
        ("раураl.com", True),
        ("xn--pypal-4ve.com", True),
        ("sjöbod.example", False),
        ("xn--sjbod-kua.example", False),
        ("почта.рф", False),
        ("bank.example", False),
    ],
)
def test_letters_of_two_alphabets(host: str, mixed: bool) -> None:
    assert is_mixed(host) is mixed


@pytest.mark.parametrize(
    ("href", "scheme", "host", "user"),
    [
        ("https://a.example/x", "https", "a.example", ""),
        ("HTTPS://A.Example.", "https", "a.example", ""),
        ("//a.example/x", "https", "a.example", ""),
        ("https://bank.example@evil.test/x", "https", "evil.test", "bank.example"),
        ("https:\\\\evil.test\\x", "https", "evil.test", ""),
        ("mailto:a@b.example?subject=x", "mailto", "b.example", ""),
        ("javascript:alert(1)", "javascript", "", ""),
        ("http://[broken", "http", "", ""),
        ("", "", "", ""),
    ],
)
def test_targets(href: str, scheme: str, host: str, user: str) -> None:
    found = target_of(href)
    assert (found.scheme, found.host, found.userinfo) == (scheme, host, user)


def test_small_questions() -> None:
    assert registered("a.b.co.uk") == "b.co.uk"
    assert registered("localhost") == "localhost"
    assert readable("xn--sjbod-kua.example") == "sjöbod.example"
    assert [host for host, _, _ in shown_hosts("Zie www.bank.example/x en factuur.pdf, a@b.example")] == [
        "www.bank.example"
    ]
    assert is_address_of_numbers("203.0.113.5")
    assert not is_address_of_numbers("bank.example")
    assert lures_in("secure-login-bank.example") == ("secure", "login")
    assert is_decorated("zorgzeker-klantportaal.example")
    assert not is_decorated("zorgzeker.example")
    assert is_free_mail("gmail.com")
    assert is_free_mail("postvak.example")
    assert not is_free_mail("havn.example")
    assert brand_of("PayPal Service") == "paypal"
    assert brand_of("Bakkerij Jansen") == ""
    assert belongs("mail.paypal.com", "paypal")
    assert not belongs("paypal-support.com", "paypal")
    assert fits_name("Bakkerij Jansen", "bakkerijjansen.example")
    assert fits_name("De Nieuwe Winkel", "dnw.example")
    assert not fits_name("Noordbank", "mijn-zekerheid24.example")
