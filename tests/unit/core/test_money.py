"""Money in words: unknown is never nothing, and small amounts keep their figures."""

from __future__ import annotations

import pytest

from desktop.core.money import Rate, money, read_amount
from desktop.core.settings import CURRENCY, RATE, RATE_ON, Settings


@pytest.mark.parametrize(
    ("amount", "currency", "language", "shown"),
    [
        (None, "USD", "en", "unknown"),
        (float("nan"), "USD", "en", "unknown"),
        (0.0, "USD", "en", "US$ 0.00"),
        (0.0012, "USD", "en", "US$ 0.0012"),
        (0.00004, "USD", "en", "< US$ 0.0001"),
        (0.00996, "USD", "en", "US$ 0.010"),
        (0.0999999, "USD", "en", "US$ 0.10"),
        (0.0123, "USD", "en", "US$ 0.012"),
        (0.1, "USD", "en", "US$ 0.10"),
        (12.346, "USD", "en", "US$ 12.35"),
        (1234.5, "USD", "en", "US$ 1,234"),
        (-0.5, "USD", "en", "−US$ 0.50"),
        (0.0012, "EUR", "nl", "€ 0,0012"),
        (1234567.0, "EUR", "nl", "€ 1.234.567"),
        (1.2, "SEK", "sv", "1,20 kr"),
        (0.5, "USD", "sv", "0,50 US$"),
        (12345.0, "SEK", "sv", "12 345 kr"),
        (1.0, "CHF", "en", "CHF 1.00"),
    ],
)
def test_amounts(amount: float | None, currency: str, language: str, shown: str) -> None:
    assert money(amount, currency, language).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("0.92", 0.92), ("0,92", 0.92), (" 10 ", 10.0), ("1\u00a0000", 1000.0), ("", None), ("0", None), ("-1", None),
        ("much", None), ("nan", None), ("inf", None), ("1" * 400, None), ("1,000.5", None),
    ],
)  # fmt: skip
def test_what_is_typed_as_a_rate(typed: str, amount: float | None) -> None:
    assert read_amount(typed) == amount


def test_a_rate_that_was_typed_is_used_and_bears_its_day() -> None:
    settings = Settings({CURRENCY.key: "eur", RATE.key: "0,50", RATE_ON.key: "2026-11-01"})
    rate = Rate.of(settings)
    assert (rate.currency, rate.per_dollar, rate.on) == ("EUR", 0.5, "2026-11-01")
    assert rate.show(2.0, "en").replace("\u00a0", " ") == "€ 1.00"
    assert rate.show(None, "en") == "unknown"


@pytest.mark.parametrize(
    ("currency", "rate"), [("EUR", ""), ("EUR", "free"), ("euro", "0.9"), ("", "0.9"), ("USD", "3")]
)
def test_without_a_rate_it_stays_in_dollars(currency: str, rate: str) -> None:
    found = Rate.of(Settings({CURRENCY.key: currency, RATE.key: rate}))
    assert found.show(1.0, "en").replace("\u00a0", " ") == "US$ 1.00"
