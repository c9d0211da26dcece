from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.checks.counters import measure
from desktop.checks.shorten import shorten
from desktop.core.lexicon import function_words

EN = "The Havn backpack weighs 980 g. It carries 18 litres. Your laptop up to 15 inches fits in a padded sleeve."


def within(limit: int) -> Callable[[str], bool]:
    return lambda text: len(text) <= limit


@pytest.mark.parametrize(
    ("text", "limit", "language", "short"),
    [
        (EN, 200, "en", EN),
        (EN, 100, "en", "The Havn backpack weighs 980 g. It carries 18 litres."),
        (EN, 45, "en", "The Havn backpack weighs 980 g."),
        (
            "Havn rugzak 18 l: licht, waterafstotend, 5 jaar garantie en gemaakt in Portugal van gerecycled polyester",
            70,
            "nl",
            "Havn rugzak 18 l: licht, waterafstotend, 5 jaar garantie",
        ),
        (
            "Lightweight Havn backpack with an 18 litre volume and room for a 15 inch laptop, made in Portugal",
            70,
            "en",
            "Lightweight Havn backpack with an 18 litre volume",
        ),
        (
            "Lätt ryggsäck på 18 liter med plats för en dator på upp till 15 tum och fem års garanti",
            50,
            "sv",
            "Lätt ryggsäck på 18 liter",
        ),
        ("Maten: 30 x 20 x 10 cm en nog veel meer tekst", 20, "nl", "Maten"),
        ("Een set van 8 ribben in glasvezel, sterk", 15, "nl", "Een set"),
        ("Weegt bijv. 2.5 kg. Sterk en licht.", 25, "nl", "Weegt bijv. 2.5 kg."),
        ("Havn (light, strong, blue) bag", 20, "en", "Havn"),
        ("Havn rugzak | Lichte tassen", 16, "nl", "Havn rugzak"),
        ("A bag for work and for the weekend.", 20, "en", "A bag for work."),
        ("Een ‘lichte tas’ voor elke dag van het jaar", 12, "nl", "Een"),
        ("Donaudampfschifffahrtsgesellschaft", 10, "nl", ""),
        ("De tas", 3, "nl", "De"),
        ("", 3, "nl", ""),
        ("   Havn   ", 4, "en", "Havn"),
        ("- Light\n- Strong and blue\n- Cheap", 20, "en", "- Light"),
    ],
)
def test_what_remains_reads_as_if_written_so(text: str, limit: int, language: str, short: str) -> None:
    assert shorten(text, within(limit), language) == short


PIECES = """
bag tas väska the van och met and 980 g 18 liter (light) "soft" 5 years strong, blue. Portugal. – | (een twee) “a b”
€ 12,50 https://havn.nl waterafstotend
"""
WORDS = st.sampled_from(PIECES.split())
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


@given(TEXTS, st.integers(0, 120), st.sampled_from(["en", "nl", "sv", ""]))
@example("van de", 5, "nl")
def test_it_fits_and_holds_whole_words_from_the_beginning(text: str, limit: int, language: str) -> None:
    short = shorten(text, within(limit), language)
    assert len(short) <= limit or short == text.strip()
    kept, original = short.split(), text.split()
    for mine, theirs in zip(kept[:-1], original, strict=False):
        assert mine == theirs
    if kept:
        last, source = kept[-1], original[len(kept) - 1]
        assert source.startswith(last.rstrip(".")), "a word was cut"
        assert set(source[len(last.rstrip(".")) :]) <= set(",;:.|/&-–—([{“„«\"'”)"), "a word was cut"


@given(TEXTS, st.integers(1, 120), st.sampled_from(["en", "nl", "sv"]))
def test_something_remains_when_the_first_word_fits(text: str, limit: int, language: str) -> None:
    first = text.split(maxsplit=1)[0].strip('(–|“"€') if text.split() else ""
    if first and len(text.split(maxsplit=1)[0]) <= limit:
        assert shorten(text, within(limit), language)


@given(TEXTS, st.integers(1, 120), st.sampled_from(["en", "nl", "sv"]))
def test_no_number_loses_its_unit(text: str, limit: int, language: str) -> None:
    short = shorten(text, within(limit), language).split()
    original = text.split()
    if short and len(short) < len(original) and short[-1] in {"980", "18", "5"} and len(short) > 1:
        following = original[len(short)]
        only_small_words = all(word in function_words(language) or word.isdigit() for word in short)
        assert following not in {"g", "liter", "years"} or only_small_words or '"' in text or "(" in text or "“" in text


@given(
    st.text(max_size=200), st.sampled_from(["seo.title", "x.post", "sms", "google_ads.headline", "amazon.search_terms"])
)
def test_any_text_fits_any_channel_afterwards(text: str, channel: str) -> None:
    text = text * 4
    short = shorten(text, lambda each: measure(channel, each).fits, "nl")
    assert measure(channel, short).fits


def test_a_long_text_is_shortened_at_once() -> None:
    calls = 0

    def fits(text: str) -> bool:
        nonlocal calls
        calls += 1
        return len(text) <= 2000

    assert len(shorten(EN * 20_000, fits, "en")) <= 2000
    assert calls < 100
