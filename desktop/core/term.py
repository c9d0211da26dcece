"""Terms: what a word of one language is called in another."""

from __future__ import annotations

import msgspec


class Term(msgspec.Struct, frozen=True):
    """A term: what it is in the target language, and what must not be written for it.

    With `case` capitals have to be as they are here.
    """

    source: str
    target: str
    forbidden: tuple[str, ...] = ()
    case: bool = False
    note: str = ""
