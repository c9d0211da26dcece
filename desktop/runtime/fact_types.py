"""What sort of fact each is, in a word.

The ledger knows the sorts; it brings lexicons along whose reading would be felt in the window's thread, so it is loaded
beside it when somebody first looks, and until then nothing is said.
"""

from __future__ import annotations

import threading

from desktop.core.brief import Fact
from desktop.core.words import mark, tr

_WORDS: dict[str, str] = {
    "quantity": mark("quantity"),
    "money": mark("money"),
    "percentage": mark("percentage"),
    "dimension": mark("size"),
    "range": mark("range"),
    "count": mark("count"),
    "duration": mark("duration"),
    "date": mark("date"),
    "material_shares": mark("material"),
    "colour": mark("colour"),
    "place": mark("place"),
    "certificate": mark("certificate"),
    "rating": mark("rating"),
    "name": mark("name"),
    "property": mark("property"),
}
"""The words for the ledger's types; free text has none."""

_loaded = threading.Event()
_loading = threading.Lock()


def type_word(fact: Fact) -> str:
    """The word for a fact's type in the writer's language; empty for free text, and until the ledger is loaded."""
    if not is_ready():
        return ""
    from desktop.checks.ledger.types import type_of

    word = _WORDS.get(type_of(fact).value)
    return tr(word) if word else ""


def is_ready() -> bool:
    """Whether types can be said; asked for the first time, the ledger begins to be loaded on another thread."""
    if not _loaded.is_set() and _loading.acquire(blocking=False):
        threading.Thread(target=_load, name="fact types", daemon=True).start()
    return _loaded.is_set()


def _load() -> None:
    from desktop.checks.ledger.types import type_of

    type_of(Fact(name="Material", value="100 % wool"))  # reads the lexicons
    _loaded.set()
