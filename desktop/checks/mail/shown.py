"""A line of a mail as it will be seen: with a value in the place of each merge tag."""

from __future__ import annotations

import functools

from desktop.core.merge_tags import fill

TYPICAL: dict[str, str] = {
    "first_name": "Johanna",
    "last_name": "Andersson",
    "full_name": "Johanna Andersson",
    "email": "johanna@posteo.example",
    "company": "Andersson & Co",
    "city": "Amsterdam",
    "country": "Nederland",
    "shop_name": "Hemfrid & Co",
    "product_name": "Wool blanket Norrsken",
    "order_number": "#10482",
    "coupon": "AUTUMN20",
    "year": "2026",
}
"""Values of a usual length."""


@functools.lru_cache(maxsize=512)
def shown(text: str) -> str:
    """The text with usual values for its tags; the very same when it has none."""
    return fill(text, TYPICAL)
