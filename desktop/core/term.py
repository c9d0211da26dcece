"""Terms: what a word of one language is called in another."""

from __future__ import annotations

import msgspec


class Term(msgspec.Struct, frozen=True):
    """A term: what it is in the target language, and what must not be written for it.

    With `case` capitals have to be as they are here. `id` is 0 for a term that no base holds yet. Empty languages fit
    every pair. `note` is about the term, `source_note` and `target_note` about its use in one of the languages.
    """

    source: str
    target: str
    forbidden: tuple[str, ...] = ()
    case: bool = False
    note: str = ""
    id: int = 0
    definition: str = ""
    source_language: str = ""
    target_language: str = ""
    source_note: str = ""
    target_note: str = ""
