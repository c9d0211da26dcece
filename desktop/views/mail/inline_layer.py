"""Shows merge tags as chips and links as underlined words in an editor, without changing one character of its text.

The characters of a tag stay in the document; they are drawn without colour and spaced so that they take the room of
the chip, which is painted over them. So every offset stays true for findings, undo and the clipboard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextBlock, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QPlainTextEdit

from desktop.views import theme
from desktop.views.editor.marks import Visible
from desktop.views.mail.inline_runs import REPLACED, Run, RunKind
from desktop.views.tokens import Radius, Size, Space, Weight
from desktop.views.widgets.surface import rounded

_LONGEST = 4_000
"""Characters of a block from which nothing is looked for in it."""

_SHORTEST_WIDTH = 0.01
_KEPT = 64


class InlineLayer:
    """The runs of one editor: `find` says which there are in a block's text."""

    def __init__(self, editor: QPlainTextEdit, find: Callable[[str], tuple[Run, ...]]) -> None:
        self._editor = editor
        self._find = find
        self._kept: dict[str, tuple[Run, ...]] = {}
        editor.document().contentsChange.connect(self._on_contents_change)

    def refresh(self) -> None:
        """Look again at everything: tags are called otherwise, or the type has another size."""
        self._kept.clear()
        document = self._editor.document()
        block = document.firstBlock()
        while block.isValid():
            self._dress(block)
            block = block.next()
        document.markContentsDirty(0, document.characterCount())

    def runs(self, block: QTextBlock) -> tuple[Run, ...]:
        """The runs of a block."""
        text = block.text()
        if not text or len(text) > _LONGEST:
            return ()
        found = self._kept.get(text)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[text] = self._find(text)
        return found

    def replaced_at(self, position: int, *, inside: bool = True) -> tuple[int, int, Run] | None:
        """The run with something else in its place over a position of the document, with where it begins and ends.

        With `inside` only one that the position is within; else one that it touches.
        """
        block = self._editor.document().findBlock(position)
        at = position - block.position()
        for run in self.runs(block):
            within = run.start < at < run.end if inside else run.start <= at <= run.end
            if within and run.kind in REPLACED:
                return block.position() + run.start, block.position() + run.end, run
        return None

    def at_point(self, point: QPointF) -> tuple[int, int, Run] | None:
        """The tag or the words of a link that are shown at a point of the viewport."""
        for block, run, rects in self._on_screen(frozenset({RunKind.TAG, RunKind.LINKED})):
            if any(rect.contains(point) for rect in rects):
                return block.position() + run.start, block.position() + run.end, run
        return None

    def paint(self, painter: QPainter) -> None:
        """Paint what stands in the places of runs, over the text."""
        cursor = self._editor.textCursor()
        for block, run, rects in self._on_screen(frozenset({RunKind.TAG})):
            start = block.position() + run.start
            chosen = cursor.selectionStart() <= start < cursor.selectionEnd()
            self._paint_chip(painter, run, rects, chosen=chosen)

    # Inside

    def _on_screen(self, kinds: frozenset[RunKind]) -> Iterator[tuple[QTextBlock, Run, list[QRectF]]]:
        visible = Visible(self._editor)
        for block, _ in visible.blocks:
            for run in self.runs(block):
                if run.kind in kinds:
                    at = block.position()
                    yield block, run, visible.rects(at + run.start, at + run.end)

    def _paint_chip(self, painter: QPainter, run: Run, rects: list[QRectF], *, chosen: bool) -> None:
        """The chip in one piece, or in one for each line that it stands on."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._chip_font())
        height = min(rects[0].height(), QFontMetricsF(self._chip_font()).height() + Space.XS) if rects else 0
        before = 0.0
        for rect in rects:
            area = QRectF(rect.left(), rect.center().y() - height / 2, rect.width(), height)
            painter.setPen(theme.colour("accent") if theme.tokens().high_contrast else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection" if chosen else "accent_soft"))
            painter.drawPath(rounded(area.adjusted(Size.HAIR, 0, -Size.HAIR, 0), Radius.SMALL - Space.XXS))
            painter.setPen(theme.colour("accent"))
            painter.setClipRect(area)
            words = QRectF(area.left() - before + Space.XS + Space.XXS, area.top(), _width_of(rects), area.height())
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), run.words)
            painter.setClipping(False)
            before += rect.width()
        painter.restore()

    def _on_contents_change(self, position: int, _removed: int, added: int) -> None:
        """Runs before the new text is laid out, so that it is laid out once."""
        document = self._editor.document()
        block = document.findBlock(position)
        while block.isValid() and block.position() <= position + added:
            self._dress(block)
            block = block.next()

    def _dress(self, block: QTextBlock) -> None:
        runs = self.runs(block)
        layout = block.layout()
        if runs or layout.formats():
            layout.setFormats([self._format(run) for run in runs])

    def _format(self, run: Run) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start = run.start
        made.length = run.end - run.start
        made.format = self._look(run)
        return made

    def _look(self, run: Run) -> QTextCharFormat:
        look = QTextCharFormat()
        match run.kind:
            case RunKind.TAG:
                wanted = QFontMetricsF(self._chip_font()).horizontalAdvance(run.words) + 2 * (Space.XS + Space.XXS)
                self._take_room(look, run.raw, wanted)
            case RunKind.OPENING | RunKind.TARGET:
                self._take_room(look, run.raw, _SHORTEST_WIDTH)
            case RunKind.LINKED:
                look.setForeground(theme.colour("accent"))
                look.setFontUnderline(True)
            case RunKind.STRONG:
                look.setFontWeight(QFont.Weight(Weight.STRONG))
            case RunKind.EMPHASIS:
                look.setFontItalic(True)
            case RunKind.SIGN:
                look.setForeground(theme.colour("text_3"))
        return look

    def _take_room(self, look: QTextCharFormat, raw: str, width: float) -> None:
        """Draw nothing, and take just so much room."""
        font = QFont(self._editor.font())
        font.setKerning(False)
        advance = QFontMetricsF(font).horizontalAdvance(raw)
        look.setForeground(QColor(Qt.GlobalColor.transparent))
        look.setFontKerning(False)
        look.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        look.setFontLetterSpacing((width - advance) / max(1, len(raw)))

    def _chip_font(self) -> QFont:
        font = QFont(self._editor.font())
        font.setPixelSize(max(1, font.pixelSize() - Size.HAIR))
        return font


def _width_of(rects: list[QRectF]) -> float:
    return sum(rect.width() for rect in rects) + Space.M
