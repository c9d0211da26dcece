from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.checks.channels import CHANNELS, Channel
from desktop.checks.counters import count_hashtags, measure
from desktop.core.errors import UserError


@pytest.mark.parametrize(
    ("channel", "text", "count", "limit", "unit", "fits"),
    [
        ("shop.title", "a" * 70, 70, 70, "characters", True),
        ("shop.title", "a" * 71, 71, 70, "characters", False),
        ("shop.title", "🎒", 1, 70, "characters", True),
        ("shop.description", "a" * 2001, 2001, 2000, "characters", False),
        ("shop.bullets", "a" * 200, 200, 200, "characters", True),
        ("seo.title", "Lichte rugzak 18 l voor laptop tot 15 inch | Havn", 422, 580, "pixels", True),
        ("seo.title", "W" * 31, 585, 580, "pixels", False),
        ("seo.title", "i" * 130, 578, 580, "pixels", True),
        ("seo.description", "a" * 157, 157, 156, "characters", False),
        ("amazon.title", "a" * 76, 76, 75, "characters", False),
        ("amazon.search_terms", "é" * 124, 248, 249, "bytes", True),
        ("amazon.search_terms", "é" * 125, 250, 249, "bytes", False),
        ("google_ads.headline", "日本語", 6, 30, "weighted characters", True),
        ("google_ads.headline", "ｗｉｄｅ", 8, 30, "weighted characters", True),
        ("google_ads.headline", "Väska på rea", 12, 30, "weighted characters", True),
        ("google_ads.description", "a" * 91, 91, 90, "weighted characters", False),
        ("mail.html", "a" * 104_448, 104_448, 104_448, "bytes", True),
        ("mail.html", "é" + "a" * 104_447, 104_449, 104_448, "bytes", False),
        ("x.post", "a" * 257 + " havn.nl", 281, 280, "weighted characters", False),
        ("x.post", "a" * 256 + " havn.nl", 280, 280, "weighted characters", True),
        ("linkedin.post", "a" * 3000, 3000, 3000, "characters", True),
        ("instagram.caption", "#a #b #c #d #e", 14, 2200, "characters", True),
        ("instagram.caption", "#a #b #c #d #e #f", 17, 2200, "characters", False),
        ("facebook.post", "a", 1, 63_206, "characters", True),
        ("sms", "ë" * 70, 70, 70, "UTF-16 units", True),
        ("sms", "a" * 161, 161, 160, "septets", False),
    ],
)
def test_texts_are_counted(channel: str, text: str, count: int, limit: int, unit: str, fits: bool) -> None:
    found = measure(channel, text)
    assert (found.channel, found.count, found.limit, found.unit, found.fits) == (channel, count, limit, unit, fits)


def test_only_text_messages_have_parts() -> None:
    assert (measure("sms", "€" * 81).parts, measure("sms", "€" * 81).encoding) == (2, "GSM-7")
    assert (measure("x.post", "a").parts, measure("x.post", "a").encoding) == (None, None)


@pytest.mark.parametrize(
    ("text", "hashtags"),
    [
        ("", 0),
        ("#väska #rugzak2 ＃全角", 3),
        ("#1 in Portugal", 0),
        ("C#sharp a&#39;b https://x.nl/#top", 0),
        ("#a#b", 1),
        ("(#rea)", 1),
    ],
)
def test_hashtags(text: str, hashtags: int) -> None:
    assert count_hashtags(text) == hashtags


def test_an_unknown_channel_is_refused() -> None:
    with pytest.raises(UserError):
        measure("nowhere", "a")


@given(st.sampled_from(CHANNELS), st.text(max_size=400), st.text(max_size=40))
def test_a_count_is_never_negative_and_an_empty_text_always_fits(channel: Channel, text: str, more: str) -> None:
    assert measure(channel.id, text).count >= 0
    assert measure(channel.id, "").fits
    if channel.unit == "characters":
        assert measure(channel.id, text + more).count == measure(channel.id, text).count + len(more)


@given(st.sampled_from(CHANNELS), st.text(alphabet=st.characters(), max_size=300))
def test_any_text_can_be_counted_even_a_lone_surrogate(channel: Channel, text: str) -> None:
    found = measure(channel.id, text + "\ud800\x00")
    assert found.count > 0
