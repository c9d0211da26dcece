"""The rest of a word that was begun, as terms and matches of the row have it: grey behind the caret, Tab takes it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QPainter

from desktop.views import theme

if TYPE_CHECKING:
    from desktop.views.translate.row_editor import RowEditor

_BEGUN = re.compile(r"[^\W_][\w'’-]+$")
_LEAST_REST = 2


class Foretelling:
    """What is foretold in an editor; `know` tells from which words and phrases, the likeliest first."""

    def __init__(self, editor: RowEditor) -> None:
        self._editor = editor
        self._phrases: tuple[str, ...] = ()
        editor.cursorPositionChanged.connect(self._on_moved)

    def know(self, phrases: Iterable[str]) -> None:
        """The words and phrases that may be meant."""
        self._phrases = tuple(dict.fromkeys(each for each in phrases if each.strip()))

    @property
    def rest(self) -> str:
        """What is still missing of the word before the caret; empty where nothing is foretold."""
        editor = self._editor
        cursor = editor.textCursor()
        if editor.isReadOnly() or cursor.hasSelection() or not editor.hasFocus():
            return ""
        line, at = cursor.block().text(), cursor.positionInBlock()
        if line[at : at + 1].strip(".,;:!?)”’ "):
            return ""  # within a word, or before another one that stands close
        begun = _BEGUN.search(line[:at])
        return self._rest_of(begun[0]) if begun is not None else ""

    def take(self) -> bool:
        """Write what is foretold; whether there was anything."""
        rest = self.rest
        if rest:
            self._editor.insert(rest)
        return bool(rest)

    def paint(self, painter: QPainter) -> None:
        """Paint what is foretold behind the caret, where the line has room for it."""
        rest = self.rest
        if not rest:
            return
        editor = self._editor
        caret, metrics = editor.cursorRect(), QFontMetricsF(editor.font())
        if caret.left() + metrics.horizontalAdvance(rest) > editor.viewport().width():
            return
        painter.setFont(editor.font())
        painter.setPen(theme.colour("text_3"))
        top = caret.top() + (caret.height() - metrics.height()) / 2
        painter.drawText(QPointF(caret.left() + 1, top + metrics.ascent()), rest)

    def _on_moved(self) -> None:
        if self._phrases:
            self._editor.viewport().update()  # what stood behind the caret before is gone from there

    def _rest_of(self, begun: str) -> str:
        for phrase in self._phrases:
            if len(phrase) >= len(begun) + _LEAST_REST and phrase[: len(begun)].casefold() == begun.casefold():
                return phrase[len(begun) :]
        return ""


def phrases_of(terms: Iterable[str], targets: Iterable[str]) -> tuple[str, ...]:
    """What may be foretold: terms whole, and the longer words of what the memories have."""
    words = (word for target in targets for word in re.findall(r"[^\W\d_][\w'’-]{4,}", target))
    return (*terms, *words)
