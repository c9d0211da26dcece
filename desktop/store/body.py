"""How a version is stored: brief, copy and variant as JSON, compressed; comparisons and lines likewise.

JSON of a product text shrinks to about half, at 0.1 ms a version, and the compression carries a checksum, so that a
broken page is noticed instead of shown. The working copy of a draft is not compressed: any SQLite tool can read the
newest text.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import TypeVar

import msgspec

from desktop.core.brief import Brief
from desktop.core.comparison import Comparison
from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.lines import LineList
from desktop.core.provenance import Source

_FAST = 1  # levels above it save less than 2 % of such short texts
T = TypeVar("T")


class Body(msgspec.Struct, frozen=True, omit_defaults=True):
    """The text of a version, the variant when a model wrote it, and what in it was taken from others."""

    brief: Brief
    copy: Copy
    variant: Variant | None = None
    sources: tuple[Source, ...] = ()


class Words(msgspec.Struct, frozen=True):
    """The part of a body that a search reads."""

    brief: Brief
    copy: Copy


def pack(body: Body | Comparison | LineList) -> bytes:
    """The body as it is stored."""
    return zlib.compress(msgspec.json.encode(body), _FAST)


def unpack(data: bytes, wanted: type[T]) -> T:
    """The body, or the part of it that `wanted` describes. Raises `DamagedBody`."""
    try:
        return msgspec.json.decode(zlib.decompress(data), type=wanted)
    except (zlib.error, msgspec.DecodeError) as error:
        raise DamagedBody(str(error)) from error


def is_whole(data: bytes) -> bool:
    """Whether stored bytes are those that were written, whoever may read what they mean."""
    try:
        zlib.decompress(data)
    except (zlib.error, TypeError):  # a text in the place of bytes is none
        return False
    return True


class DamagedBody(Exception):
    """The stored bytes of a version, a comparison or lines are not what was written."""


def digest(brief: Brief, copy: Copy) -> bytes:
    """16 bytes that are the same for the same brief and copy, fields in the same order included."""
    return hashlib.blake2b(msgspec.json.encode((brief, copy)), digest_size=16).digest()
