"""Counting a text as its channel counts it."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from types import MappingProxyType

from desktop.checks.channels import Channel, Counter, channel
from desktop.checks.gsm import encode_sms
from desktop.checks.widths import pixel_width
from desktop.core.finding import Measure

_HASHTAG = r"(?<![\w&/#])[#＃](?=\w*[^\W\d])\w+"


def count_double_width(text: str) -> int:
    """Characters, of which wide and full-width ones (Chinese, Japanese, Korean, emoji) count 2."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1 for char in text)


def count_utf8_bytes(text: str) -> int:
    """Bytes of UTF-8; a lone surrogate counts as the replacement character it will become."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def count_pixels(text: str) -> int:
    """Pixels of Arial at 20 px, rounded half up, as a browser gives the width of a line."""
    return math.floor(pixel_width(text) + 0.5)


def count_hashtags(text: str) -> int:
    """Hashtags; a number alone (`#1`) is none."""
    return sum(1 for _ in re.finditer(_HASHTAG, text))


def count_weighted(text: str) -> int:
    """Characters as X weighs them."""
    from desktop.checks.weighted import weighted_length  # brings the regex library along

    return weighted_length(text)


_COUNTERS: MappingProxyType[Counter, Callable[[str], int]] = MappingProxyType(
    {
        Counter.CODE_POINTS: len,
        Counter.DOUBLE_WIDTH: count_double_width,
        Counter.UTF8_BYTES: count_utf8_bytes,
        Counter.PIXELS: count_pixels,
        Counter.X_POST: count_weighted,
    }
)


def measure(channel_id: str, text: str) -> Measure:
    """The text as this channel counts it; a `UserError` (usage) for an unknown channel.

    `limit` is the channel's limit, hard or advised, and `fits` says whether the text is within it. For `sms`, limit and
    unit follow from the encoding and `fits` means one part; `instagram.caption` also needs few enough hashtags.
    """
    return measure_on(channel(channel_id), text)


def measure_on(where: Channel, text: str) -> Measure:
    """As `measure`, for a channel at hand."""
    if where.counter is Counter.SMS:
        sms = encode_sms(text)
        unit = where.unit if sms.encoding == "GSM-7" else "UTF-16 units"
        parts = len(sms.parts)
        return Measure(where.id, sms.units, sms.limit, unit, parts == 1, parts, sms.encoding)
    count = _COUNTERS[where.counter](text)
    fits = count <= where.limit and (where.hashtags is None or count_hashtags(text) <= where.hashtags)
    return Measure(where.id, count, where.limit, where.unit, fits)
