"""Shows Markdown as what it means while it is typed, at the cost of the lines that change.

A `QSyntaxHighlighter` reports each line that it colours as a change of the text, at which marks of findings fall off
and the draft looks edited. Here the looks are set in the layouts while Qt tells of the change itself, before it lays
the lines out: no report, no second layout. What later lines must know of a block (its level as a heading, whether it
is folded, the fence that is open behind it) is kept in the block, so that it moves with the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextEdit

from desktop.views import theme
from desktop.views.post.markdown_runs import Run, RunKind, fence_after, heading_level, runs_of
from desktop.views.tokens import Space, Type, Weight

FOLDED = 1
_LEVEL_SHIFT, _FENCE_SHIFT = 1, 4
_LEVEL_BITS = 0b111
_HEADING_PERCENT = {1: 155, 2: 125, 3: 112}
_KEPT = 256
_PAGE = 4_000
_ID = re.compile(r"q\d+")
_RAISED_PERCENT = 72
"""The size of a raised number, of that of the text."""


def state_of(block: QTextBlock) -> int:
    """What is kept in a block; 0 for a new one and for none."""
    return max(0, block.userState())


def level_of(block: QTextBlock) -> int:
    """The level of a heading, 1 to 6; 0 for a line that is none."""
    return state_of(block) >> _LEVEL_SHIFT & _LEVEL_BITS


def is_folded(block: QTextBlock) -> bool:
    """Whether what this heading heads is folded away."""
    return bool(state_of(block) & FOLDED)


def set_folded(block: QTextBlock, *, folded: bool) -> None:
    """Note that a heading is folded or not."""
    state = state_of(block)
    block.setUserState(state | FOLDED if folded else state & ~FOLDED)


class MarkdownLayer:
    """The looks of the lines of one editor; `restructured` says whether a heading came, went or changed its level.

    To be told of each change of the document's contents by `note_change`, and to `refresh` when type or theme change.
    Of a text that comes in by the page, lines are dressed when they are laid out: `dress_for_layout`.
    `forget_looks` is called where lines were dressed and nothing was written, see `PostLayout`.
    Marks of sources that have a number take only the room of it, unless the caret is in them; who paints the numbers
    sets `numbers`, and `gaps`, which says behind which places of a block room is needed for a sign.
    """

    def __init__(self, editor: QPlainTextEdit, forget_looks: Callable[[], None]) -> None:
        self._editor = editor
        self._forget_looks = forget_looks
        self._looks: dict[tuple[RunKind, int], QTextCharFormat] = {}
        self._kept: dict[tuple[str, int], list[QTextLayout.FormatRange]] = {}
        self.restructured = False
        self._changed = False  # whether the line that was dressed last looks otherwise
        self.numbers: Mapping[str, int] = {}
        self.gaps: Callable[[QTextBlock], list[int]] = lambda _block: []
        self.gap = 0.0

    def note_change(self, position: int, added: int) -> int:
        """Dress the lines that changed, and those after them whose meaning changes with a fence: one at least.

        Lines may have been taken out, and a fence with them, so the first line that was there before decides. Returns
        the position of the last line that looks otherwise.
        """
        document = self._editor.document()
        block = document.findBlock(position)
        last = block.position()
        end = position + added
        fence = _fence_of(block.previous())
        later = added > _PAGE
        while block.isValid():
            before = block.userState()
            self._changed = False
            fence = self._dress(block, fence, later=later)
            if self._changed:
                last = block.position()
            if block.position() > end and before >= 0 and fence == before >> _FENCE_SHIFT:
                break
            block = block.next()
        return last

    def refresh(self) -> None:
        """Dress everything anew; the caller sees to it that this does not count as an edit."""
        self._looks.clear()
        self._kept.clear()
        document: QTextDocument = self._editor.document()
        block, fence = document.firstBlock(), 0
        while block.isValid():
            fence = self._dress(block, fence, later=True)
            block = block.next()
        document.markContentsDirty(0, document.characterCount())

    def dress_for_layout(self, block: QTextBlock) -> None:
        """Set the looks of a line that is about to be laid out, unless it has them."""
        if not block.layout().formats():
            self._changed = False
            self._set_looks(block, block.text(), _fence_of(block.previous()))
            if self._changed:
                self._forget_looks()

    def _set_looks(self, block: QTextBlock, text: str, fence: int) -> None:
        ranges = self._ranges(text, fence)
        if self.numbers or self.gap:
            ranges = self._with_numbers(block, fence, ranges)
        layout = block.layout()
        if ranges != layout.formats():
            layout.setFormats(ranges)
            self._changed = True

    def _dress(self, block: QTextBlock, fence: int, *, later: bool = False) -> int:
        """Set the looks of a line, or have them set when it is laid out; returns the fence that is open behind it."""
        text = block.text()
        layout = block.layout()
        if not later or layout.lineCount():
            self._set_looks(block, text, fence)
        elif layout.formats():
            layout.clearFormats()
            self._changed = True
        before, level, after = state_of(block), heading_level(text, fence), fence_after(text, fence)
        if level != before >> _LEVEL_SHIFT & _LEVEL_BITS:
            self.restructured = True
        block.setUserState(before & FOLDED | level << _LEVEL_SHIFT | after << _FENCE_SHIFT)
        return after

    def redress(self, blocks: Iterable[QTextBlock]) -> None:
        """Dress lines anew, whose marks are shown otherwise; the caller sees to it that this is no edit."""
        document = self._editor.document()
        for block in blocks:
            self._changed = False
            self._dress(block, _fence_of(block.previous()))
            if not block.layout().lineCount():  # what was never in sight is laid out when it comes there
                self._forget_looks()
            elif self._changed:
                document.markContentsDirty(block.position(), block.length())

    def citations(self, block: QTextBlock, fence: int | None = None) -> list[Run]:
        """The marks of sources in a line that are shown as numbers: all but the one that the caret is in."""
        marks = self.numbered(block, fence)
        cursor = self._editor.textCursor() if marks else None
        if cursor is None or cursor.block() != block:
            return marks
        at = cursor.positionInBlock()
        return [run for run in marks if not run.start < at < run.end]

    def numbered(self, block: QTextBlock, fence: int | None = None) -> list[Run]:
        """The marks of sources in a line that have a number, in UTF-16 units of the line."""
        text = block.text()
        if not self.numbers or "[" not in text or "q" not in text:
            return []
        runs = runs_of(text, _fence_of(block.previous()) if fence is None else fence)
        return [run for run in runs if run.kind is RunKind.CITATION and self.number_of(run.raw)]

    def number_of(self, raw: str) -> str:
        """What stands for a mark: the numbers of its sources; empty when one of them does not exist."""
        numbers = [self.numbers.get(name, 0) for name in _ID.findall(raw)]
        return ",".join(map(str, numbers)) if all(numbers) else ""

    def raised_font(self) -> QFont:
        """The font of raised numbers."""
        font = QFont(self._editor.font())
        font.setPixelSize(max(1, font.pixelSize() * _RAISED_PERCENT // 100))
        font.setWeight(QFont.Weight(Weight.STRONG))
        return font

    def _with_numbers(
        self, block: QTextBlock, fence: int, ranges: list[QTextLayout.FormatRange]
    ) -> list[QTextLayout.FormatRange]:
        """The ranges with those of marks that show a number, and with room behind what has a sign there."""
        runs = self.citations(block, fence)
        shown = {run.start for run in runs}
        made = [each for each in ranges if each.start not in shown] if runs else list(ranges)
        for run in runs:
            made.append(_ranged(run.start, run.end, self._narrow(run.raw)))
        for place in self.gaps(block):
            look = QTextCharFormat()
            look.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            look.setFontLetterSpacing(self.gap)
            made.append(_ranged(place, place + 1, look))
        return made

    def _narrow(self, raw: str) -> QTextCharFormat:
        """Draws nothing, and takes just the room of the number that is painted there."""
        font = self.raised_font()
        wanted = QFontMetricsF(font).horizontalAdvance(self.number_of(raw)) + Space.XXS
        font.setWeight(QFont.Weight(Weight.REGULAR))
        font.setKerning(False)
        look = QTextCharFormat()
        look.setProperty(QTextCharFormat.Property.FontPixelSize, font.pixelSize())
        look.setFontWeight(QFont.Weight(Weight.REGULAR))
        look.setForeground(QColor(Qt.GlobalColor.transparent))
        look.setFontKerning(False)
        look.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        look.setFontLetterSpacing((wanted - QFontMetricsF(font).horizontalAdvance(raw)) / max(1, len(raw)))
        return look

    def _ranges(self, text: str, fence: int) -> list[QTextLayout.FormatRange]:
        key = (text, fence)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[key] = [self._range(run) for run in runs_of(text, fence)]
        return found

    def _range(self, run: Run) -> QTextLayout.FormatRange:
        look = self._looks.get((run.kind, run.level))
        if look is None:
            look = self._looks[run.kind, run.level] = self._look(run.kind, run.level)
        return _ranged(run.start, run.end, look)

    def _look(self, kind: RunKind, level: int) -> QTextCharFormat:
        look = QTextCharFormat()
        match kind:
            case RunKind.HEADING:
                size = self._editor.font().pixelSize() * _HEADING_PERCENT.get(level, 100) // 100
                look.setProperty(QTextCharFormat.Property.FontPixelSize, max(size, Type.SMALL))
                look.setFontWeight(QFont.Weight(Weight.STRONG))
            case RunKind.STRONG:
                look.setFontWeight(QFont.Weight(Weight.STRONG))
            case RunKind.EMPHASIS:
                look.setFontItalic(True)
            case RunKind.STRUCK:
                look.setFontStrikeOut(True)
            case RunKind.LINKED | RunKind.CITATION:
                look.setForeground(theme.colour("accent"))
            case RunKind.CODE | RunKind.TABLE:
                look.setFontFamilies(["monospace"])
                look.setFontStyleHint(QFont.StyleHint.Monospace)
                look.setForeground(theme.colour("text_2" if kind is RunKind.CODE else "text_1"))
            case RunKind.MARKER:
                look.setForeground(theme.colour("accent"))
            case RunKind.HTML | RunKind.TARGET | RunKind.SIGN:
                look.setForeground(theme.colour("text_3"))
        return look


def _ranged(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, look
    return made


def _fence_of(block: QTextBlock) -> int:
    return state_of(block) >> _FENCE_SHIFT if block.isValid() else 0
