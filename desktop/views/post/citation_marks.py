"""The marks of sources in the text of a post as small raised numbers, and a sign behind what has no source.

The characters of a mark stay in the text: they are drawn without colour and as narrow as the number that is painted
over them (`MarkdownLayer`), and are seen as they are while the caret is in them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextBlock

from desktop.views import theme
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.surface import rounded

if TYPE_CHECKING:
    from desktop.views.post.post_text import PostText

_MOST_BARE = 100
_SIGN = "?"


class CitationMarks:
    """The numbers and signs of one editor; to be told when text or caret changed, and to `paint` over the text.

    Places are plain numbers: Qt lays out the line of each `QTextCursor` that is made, and there are a hundred of them.
    """

    def __init__(self, editor: PostText) -> None:
        self._editor = editor
        self._ends: list[int] = []
        self._open: tuple[int, int] | None = None
        editor.layer.gaps = self._gaps

    def show(self, numbers: Mapping[str, int], bare: Sequence[tuple[int, int]]) -> None:
        """Show these numbers for sources by their ids, and a sign behind each sentence of `bare` (code points)."""
        layer = self._editor.layer
        last = self._editor.document().characterCount() - 1
        places = {min(at, last) for at in self._editor.positions_of([end for _, end in bare[:_MOST_BARE]])}
        held = set(self._ends)
        renumbered = dict(numbers) != dict(layer.numbers)
        if not renumbered and places == held:
            return
        self._ends = sorted(places)
        layer.numbers = dict(numbers)
        layer.gap = self._side() + Space.XS if self._ends else 0.0
        document = self._editor.document()
        changed = [*map(document.findBlock, places ^ held), *(self._marked() if renumbered else ())]
        self._editor.dress_quietly(*{each.blockNumber(): each for each in changed}.values())
        self._editor.viewport().update()

    def note_change(self, position: int, removed: int, added: int) -> None:
        """Move with the words: what is typed at a sign comes behind it, what is taken out takes its sign along.

        Qt tells of a letter before the first one as if the whole line had been written over: signs there move with it.
        """
        first = bisect_right(self._ends, position)
        if first < len(self._ends):
            by, kept = added - removed, position if added else position + removed - (not removed)
            self._ends[first:] = [at + by for at in self._ends[first:] if at > kept and at + by > position]

    def note_caret(self) -> None:
        """Show the mark that the caret is in as it is written, and the one that it left as its number."""
        cursor = self._editor.textCursor()
        block = cursor.block()
        now = self._mark_at(block, cursor.positionInBlock())
        if now == self._open:
            return
        before, self._open = self._open, now
        document = self._editor.document()
        numbers = {each[0] for each in (before, now) if each is not None}
        self._editor.dress_quietly(*(document.findBlockByNumber(number) for number in numbers))

    def paint(self, painter: QPainter, exposed: QRect) -> None:
        """Paint the numbers and signs that are in this area of the viewport."""
        layer = self._editor.layer
        if not layer.numbers and not self._ends:
            return
        visible = self._editor.marks.visible
        near = visible.near(exposed)
        if not near:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(layer.raised_font())
        cursor = self._editor.textCursor()
        for block, _ in near:
            for run in layer.citations(block):
                start, end = block.position() + run.start, block.position() + run.end
                chosen = cursor.selectionStart() <= start and end <= cursor.selectionEnd()
                for area in visible.rects(start, end)[:1]:
                    if chosen:
                        painter.fillRect(area, theme.colour("selection"))
                    painter.setPen(theme.colour("accent"))
                    painter.drawText(_raised(area, painter), _LEFT, layer.number_of(run.raw))
        document = self._editor.document()
        start, end = near[0][0].position(), near[-1][0].position() + near[-1][0].length()
        for at in self._ends[bisect_left(self._ends, start) : bisect_right(self._ends, end)]:
            if document.findBlock(at).isVisible():
                for area in visible.rects(at - 1, at)[-1:]:
                    self._paint_sign(painter, area)

    def _paint_sign(self, painter: QPainter, area: QRectF) -> None:
        side = self._side()
        badge = QRectF(area.right() + Space.XXS, area.top() - Size.HAIR, side, side)
        painter.setPen(theme.colour("warning") if theme.tokens().high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("warning_soft"))
        painter.drawPath(rounded(badge, Radius.SMALL - Space.XXS))
        painter.setPen(theme.colour("warning"))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), _SIGN)

    def _side(self) -> float:
        return QFontMetricsF(self._editor.layer.raised_font()).ascent() + Space.XXS

    def _gaps(self, block: QTextBlock) -> list[int]:
        """Behind which places of a block a sign stands, where words follow it there."""
        start, end = block.position(), block.position() + block.length() - 1
        return [at - start for at in self._ends[bisect_right(self._ends, start) : bisect_left(self._ends, end)]]

    def _marked(self) -> Iterator[QTextBlock]:
        """The lines that may hold marks."""
        block = self._editor.document().firstBlock()
        while block.isValid():
            text = block.text()
            if "[q" in text or "[^q" in text:
                yield block
            block = block.next()

    def _mark_at(self, block: QTextBlock, at: int) -> tuple[int, int] | None:
        """The block and start of the mark that a place is within."""
        found = next((run for run in self._editor.layer.numbered(block) if run.start < at < run.end), None)
        return (block.blockNumber(), found.start) if found is not None else None


_LEFT = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)


def _raised(area: QRectF, painter: QPainter) -> QRectF:
    """Where a raised number stands: at the top of the letters."""
    height = painter.fontMetrics().height()
    return QRectF(area.left() + Size.HAIR, area.top() - Size.HAIR, area.width() + Space.S, height)
