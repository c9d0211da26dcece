"""The tags of a segment as chips in an editor: the characters `{1}` stay in the text, a chip is painted over them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit

from desktop.core.segment import Tag, TagKind, tagged
from desktop.views.editor.plain import units
from desktop.views.mail.inline_layer import InlineLayer
from desktop.views.mail.inline_runs import Run, RunKind
from desktop.views.translate.chips import chip_width, paint_chip, take_room


class TagLayer(InlineLayer):
    """Shows as chips what a known tag is; braces around any other number are text."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        self._kinds: dict[int, TagKind] = {}
        super().__init__(editor, self._runs_in)

    @property
    def kinds(self) -> dict[int, TagKind]:
        """The tags that are known, by their numbers."""
        return self._kinds

    def know(self, tags: Iterable[Tag]) -> bool:
        """Know these tags from now on; whether they are others than before."""
        kinds = {tag.number: tag.kind for tag in tags}
        if kinds == self._kinds:
            return False
        self._kinds = kinds
        self.refresh()
        return True

    def _runs_in(self, text: str) -> tuple[Run, ...]:
        if "{" not in text or not self._kinds:
            return ()
        found = []
        for chip in tagged(text, self._kinds.keys()).chips:
            first = units(text[: chip.start])
            found.append(Run(RunKind.TAG, first, first + len(chip.text), str(chip.number), chip.text))
        return tuple(found)

    def _look(self, run: Run) -> QTextCharFormat:
        look = QTextCharFormat()
        take_room(look, run.raw, chip_width(run.words, self._kind(run), self._size), self._editor.font())
        return look

    def _paint_chip(self, painter: QPainter, run: Run, rects: list[QRectF], *, chosen: bool) -> None:
        for rect in rects:
            paint_chip(painter, rect, run.words, self._kind(run), self._size, chosen=chosen)

    def _kind(self, run: Run) -> TagKind:
        return self._kinds.get(int(run.words), TagKind.ALONE)

    @property
    def _size(self) -> int:
        return max(1, self._editor.font().pixelSize())
