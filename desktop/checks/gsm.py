"""How a text message is counted and divided: GSM 03.38 and UTF-16.

The alphabet is that of 3GPP TS 23.038, section 6.2.1, without the national shift tables, which senders of marketing do
not use. The two packages on the registry that know it (gsm0338, smsutil) are unkept since 2020 and do not tell which
letters force UTF-16, which is what a writer needs to know; the table is 137 characters.
"""

from __future__ import annotations

import msgspec

GSM7_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM7_EXTENSION = frozenset("\f^{}\\[~]|€")
"""Characters that take an escape and so two septets."""

GSM7_SINGLE, GSM7_PART = 160, 153
UCS2_SINGLE, UCS2_PART = 70, 67


class Sms(msgspec.Struct, frozen=True):
    """A message as it is sent; `units` are septets or UTF-16 units, `limit` those that one part takes."""

    encoding: str
    units: int
    limit: int
    parts: tuple[str, ...]


def encode_sms(text: str) -> Sms:
    """The message as a phone sends it; an empty one is one empty part.

    Neither an escaped character nor a surrogate pair is ever divided over two parts.
    """
    if all(char in GSM7_BASIC or char in GSM7_EXTENSION for char in text):
        sizes = [2 if char in GSM7_EXTENSION else 1 for char in text]
        return _divide(text, sizes, "GSM-7", GSM7_SINGLE, GSM7_PART)
    sizes = [2 if ord(char) > 0xFFFF else 1 for char in text]
    return _divide(text, sizes, "UCS-2", UCS2_SINGLE, UCS2_PART)


def outside_gsm7(text: str) -> tuple[tuple[int, str], ...]:
    """The characters that make the whole message UTF-16, with their offsets."""
    return tuple(
        (offset, char) for offset, char in enumerate(text) if char not in GSM7_BASIC and char not in GSM7_EXTENSION
    )


def _divide(text: str, sizes: list[int], encoding: str, single: int, part: int) -> Sms:
    units = sum(sizes)
    if units <= single:
        return Sms(encoding, units, single, (text,))
    parts: list[str] = []
    start = filled = 0
    for offset, size in enumerate(sizes):
        if filled + size > part:
            parts.append(text[start:offset])
            start, filled = offset, 0
        filled += size
    return Sms(encoding, units, single, (*parts, text[start:]))
