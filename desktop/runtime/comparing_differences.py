"""How columns differ from the base, and what all have in common; long texts are compared beside the window's thread."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from desktop.core.comparison import ColumnKey
from desktop.runtime.comparing_board import Board

if TYPE_CHECKING:
    from desktop.checks.difference import Piece

_AT_ONCE = 2_000
"""Characters of all texts together up to which the window waits: 1 to 2 ms."""
_REMEMBERED = 128
_LONGER = 1.1

_Texts = tuple[str, ...]
_Asked = tuple[str, ...]
"""`difference` or `shared`, the keys of the columns, and the field."""
_Work = Callable[[_Texts], tuple[object, ...]]
_Spans = tuple[tuple[int, int], ...]


class Differences(QObject):
    """Remembers what was compared last; long texts are answered with nothing until they are."""

    ready = Signal(str)  # a column's key: ask again
    _done = Signal(object, object, object)  # what was asked, the texts, and what came of it; from a thread

    def __init__(self, board: Board, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._known: OrderedDict[tuple[str, _Texts], tuple[object, ...]] = OrderedDict()
        self._waiting: dict[_Asked, tuple[_Texts, _Work]] = {}
        self._under_way = False
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)

    def of(self, key: str, field: str) -> tuple[Piece, ...]:
        """The pieces of a field against the base; all but the deleted ones joined are the field's text.

        A text that is being written is held against the beginning of the base, as long as it is itself.
        """
        base, held = self._board.held(self._board.comparison.base), self._board.held(key)
        if base is None or held is None or base is held or not base.loaded or not held.loaded:
            return ()
        old, new = base.text(field), held.text(field)
        if held.growing and len(new) * _LONGER < len(old):
            old = old[: max(old.find(" ", int(len(new) * _LONGER)), 0)]
        pieces = self._found(("difference", key, field), (old, new), _difference)
        return pieces if pieces is not None else ()  # type: ignore[return-value]

    def shared(self, field: str) -> dict[ColumnKey, _Spans]:
        """What all columns side by side say in a field, in code points; nothing as long as fewer than two have it."""
        texts: dict[ColumnKey, str] = {}
        for key in self._board.comparison.shown:
            held = self._board.held(key)
            if held is not None and held.loaded and not held.growing and held.text(field).strip():
                texts[key] = held.text(field)
        if len(texts) < 2:
            return {}
        spans = self._found(("shared", *texts, field), tuple(texts.values()), _shared)
        return dict(zip(texts, spans, strict=True)) if spans is not None else {}  # type: ignore[arg-type]

    def _found(self, asked: _Asked, texts: _Texts, work: _Work) -> tuple[object, ...] | None:
        """What is known of these texts; `None` when it is being found out."""
        known = self._known.get((asked[0], texts))
        if known is not None:
            self._known.move_to_end((asked[0], texts))
            return known
        if sum(map(len, texts)) <= _AT_ONCE:
            return self._remember(asked[0], texts, work(texts))
        self._waiting[asked] = (texts, work)
        self._next()
        return None

    def _next(self) -> None:
        """One thread at a time; of what was asked again meanwhile, the newest texts."""
        if self._under_way or not self._waiting:
            return
        self._under_way = True
        asked = next(iter(self._waiting))
        texts, work = self._waiting.pop(asked)
        beside = threading.Thread(
            target=lambda: self._done.emit(asked, texts, work(texts)), name="differences", daemon=True
        )
        beside.start()

    def _on_done(self, asked: _Asked, texts: _Texts, found: tuple[object, ...]) -> None:
        self._under_way = False
        self._remember(asked[0], texts, found)
        self._next()
        for key in asked[1:-1]:
            self.ready.emit(key)

    def _remember(self, kind: str, texts: _Texts, found: tuple[object, ...]) -> tuple[object, ...]:
        self._known[kind, texts] = found
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return found


def _difference(texts: _Texts) -> tuple[object, ...]:
    from desktop.checks.difference import difference  # its library takes time that a window does not wait for

    return difference(texts[0], texts[1])


def _shared(texts: _Texts) -> tuple[object, ...]:
    from desktop.checks.shared import shared

    return shared(texts)
