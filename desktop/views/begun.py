"""What a newcomer has begun on the first start."""

from __future__ import annotations

import msgspec


class Begun(msgspec.Struct, frozen=True):
    """What was begun and must outlive a change of the program's language."""

    text: str = ""
    copy_language: str = ""
