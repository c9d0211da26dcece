"""What every part of the store has: the open file, and who is told of events."""

from __future__ import annotations

from collections.abc import Callable

from desktop.store.history_file import HistoryFile
from desktop.store.values import StoreEvent


def never() -> bool:
    """Nothing is more urgent."""
    return False


class StorePart:
    """The base of the parts of which `Store` consists."""

    _file: HistoryFile
    _tell: Callable[[StoreEvent], None]
