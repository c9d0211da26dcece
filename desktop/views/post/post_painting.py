"""What is painted over and under the words of a post: hits, a veil, pills behind headings, a frame round a section."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextBlock

from desktop.core.words import trn
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.post.markdown_layer import is_folded, level_of
from desktop.views.tokens import Radius, Size, Space, Type
from desktop.views.widgets.surface import rounded

if TYPE_CHECKING:
    from desktop.views.post.post_text import PostText

_VEIL = 170
"""Of 255: how much of the page covers what is not in focus."""


def paint_hits(painter: QPainter, editor: PostText, hits: Sequence[tuple[int, int]], chosen: int) -> None:
    """A ground under what a search found, in positions of the document; the chosen one in the accent."""
    visible = editor.marks.visible
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    begin = max(0, bisect_left(hits, (visible.start, 0)) - 1)
    for number in range(begin, bisect_right(hits, (visible.end, 0))):
        current = number == chosen
        painter.setPen(theme.colour("accent" if current else "warning"))
        painter.setBrush(theme.colour("selection" if current else "warning_soft"))
        for rect in visible.rects(*hits[number]):
            painter.drawRoundedRect(rect.adjusted(-Size.HAIR, 0, Size.HAIR, 0), Size.LINE, Size.LINE)


def paint_veil(painter: QPainter, editor: PostText) -> None:
    """Cover with a thin page what is not in the paragraph at the caret."""
    first = last = editor.textCursor().block()
    while first.text().strip() and first.previous().isValid() and first.previous().text().strip():
        first = first.previous()
    while last.text().strip() and last.next().isValid() and last.next().text().strip():
        last = last.next()
    veil = theme.colour("surface_2")
    veil.setAlpha(_VEIL)
    for block, block_area in editor.marks.visible.blocks:
        if not first.position() <= block.position() <= last.position():
            area = QRectF(block_area)  # that of the others stays as it is
            area.setWidth(editor.viewport().width())
            painter.fillRect(area, veil)


def paint_pills(
    painter: QPainter, editor: PostText, exposed: QRect, said: Callable[[QTextBlock], tuple[str, bool]]
) -> None:
    """Behind a folded heading its words, behind the one being written that it is, behind a pinned one a pin.

    `said` gives the words of the section that is being written (empty: it is not) and whether it is pinned.
    """
    headings = [each for each in editor.marks.visible.near(exposed) if level_of(each[0])]
    if not headings:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font(Type.SMALL))
    metrics = QFontMetricsF(painter.font())
    for block, geometry in headings:
        writing, pinned = said(block)
        folded = is_folded(block)
        words = writing or (trn("… {n} word", "… {n} words", editor.folded_words(block)) if folded else "")
        line = block.layout().lineAt(block.layout().lineCount() - 1)
        middle = geometry.top() + line.y() + line.height() / 2
        left = geometry.left() + line.x() + line.naturalTextWidth() + Space.S
        if words:
            height = metrics.height() + Space.XS
            area = QRectF(left, middle - height / 2, metrics.horizontalAdvance(words) + 2 * Space.S, height)
            painter.setPen(theme.colour("line_strong") if theme.tokens().high_contrast else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if writing else "surface_0"))
            painter.drawPath(rounded(area, area.height() / 2))
            painter.setPen(theme.colour("accent" if writing else "text_2"))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), words)
            left = area.right() + Space.S
        if pinned:
            side = Size.ICON_SMALL
            paint_icon(painter, "pin", QRectF(left, middle - side / 2, side, side), "text_2")


def paint_frame(painter: QPainter, editor: PostText, start: int, end: int) -> None:
    """A frame round the section that is being written, in positions of the document."""
    inside = [area for block, area in editor.marks.visible.blocks if start <= block.position() < end]
    if not inside:
        return
    width = editor.viewport().width()
    area = QRectF(0, inside[0].top(), width, inside[-1].bottom() - inside[0].top())
    area.adjust(Size.LINE, -Space.XS, -Size.LINE, Space.XS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = theme.colour("accent_soft")
    painter.setPen(QPen(colour, Size.LINE + Size.HAIR))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, Radius.LARGE, Radius.LARGE)
