"""The editor of one side of a segment: its tags are chips, over which the caret steps as over one letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QTextCursor
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.core.finding import Finding
from desktop.core.segment import Tag
from desktop.core.translation_finding import SegmentFinding
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.editor.marks import Visible
from desktop.views.tokens import Size
from desktop.views.translate.cell_text import line_step
from desktop.views.translate.faces import SPELLING
from desktop.views.translate.foretelling import Foretelling
from desktop.views.translate.tag_layer import TagLayer

_WORD_ENDS = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})


class RowEditor(FieldEditor):
    """Text is read and given as the segment has it, tags as `{1}`; a copy of a chip is `{1}` too.

    Braces that are typed or pasted become a chip when the segment has a tag of that number, and stay text otherwise.
    """

    _tags_ready = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.tag_layer = TagLayer(self)
        self.foretelling = Foretelling(self)
        self._tags_ready = True
        self._before = 0
        self._labels: dict[int, str] = {}
        self._terms: list[tuple[int, int]] = []
        self._hits: list[tuple[int, int]] = []
        self.setViewportMargins(0, 0, 0, 0)
        self.set_text_size(theme.tokens().text_size)
        self.document().contentsChange.connect(self._on_words_moved)
        self.cursorPositionChanged.connect(self._keep_out_of_chips)

    def know_tags(self, tags: Iterable[Tag]) -> None:
        """The tags of the segment; their codes are told by pointing at a chip."""
        known = tuple(tags)
        self._labels = {tag.number: tag.label or tag.code for tag in known}
        if self.tag_layer.know(known):
            self.fit()

    def show_row_findings(self, findings: Sequence[SegmentFinding]) -> None:
        """Mark what the checks say of this side."""
        length = len(self.text())
        self.show_findings([(each.start, each.end, _as_finding(each)) for each in findings if each.end <= length])

    def show_terms(self, spans: Iterable[tuple[int, int]]) -> None:
        """Underline these code points as terms of the list."""
        self._terms = [(self.position_of(start), self.position_of(end)) for start, end in spans]
        self.viewport().update()

    def show_hits(self, spans: Iterable[tuple[int, int]]) -> None:
        """Mark these code points as what is searched for."""
        self._hits = [(self.position_of(start), self.position_of(end)) for start, end in spans]
        self.viewport().update()

    @property
    def terms(self) -> tuple[tuple[int, int], ...]:
        """What is underlined as a term, in positions of the document."""
        return tuple(self._terms)

    @property
    def chosen(self) -> tuple[int, int]:
        """The code points that are selected; equal ones are the caret."""
        cursor = self.textCursor()
        return self.offset_of(cursor.selectionStart()), self.offset_of(cursor.selectionEnd())

    @property
    def chosen_words(self) -> str:
        """The words that are selected."""
        start, end = self.chosen
        return self.text()[start:end]

    def choose(self, start: int, end: int | None = None) -> None:
        """Select these code points, or put the caret there."""
        cursor = self.textCursor()
        cursor.setPosition(self.position_of(start))
        if end is not None:
            cursor.setPosition(self.position_of(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def insert(self, words: str) -> None:
        """Put words at the caret, in the place of what is selected, as if they were typed."""
        if not self.isReadOnly():
            self.textCursor().insertText(words)
            self.ensureCursorVisible()

    def set_text_size(self, size: int) -> None:
        """Show the text in this size, in the lines of the grid."""
        self.setFont(theme.font(size))
        self._spacing.set_step(line_step(size))
        if self._tags_ready:
            self.tag_layer.refresh()
        self.fit()

    # The keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _WORD_ENDS and self._take_chip_out(back=event.key() == Qt.Key.Key_Backspace):
            return
        super().keyPressEvent(event)

    def _take_chip_out(self, *, back: bool) -> bool:
        """Take a whole chip out as one letter."""
        cursor = self.textCursor()
        if cursor.hasSelection() or self.isReadOnly():
            return False
        at = cursor.position()
        found = self.tag_layer.replaced_at(at, inside=False)
        if found is not None and at != (found[1] if back else found[0]):
            beside = self.tag_layer.replaced_at(at - 1 if back else at + 1)
            found = beside if beside is not None and at == (beside[1] if back else beside[0]) else None
        if found is None:
            return False
        cursor.setPosition(found[0])
        cursor.setPosition(found[1], QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        return True

    def _keep_out_of_chips(self) -> None:
        """A caret within a chip goes on to its end or back to its start."""
        cursor = self.textCursor()
        position, before = cursor.position(), self._before
        self._before = position
        found = self.tag_layer.replaced_at(position)
        if found is None:
            return
        start, end, _ = found
        forwards = position > before if not start < before < end else position - start > end - position
        target = end if forwards else start
        keep = QTextCursor.MoveMode.KeepAnchor if cursor.hasSelection() else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(target, keep)
        self._before = target
        self.setTextCursor(cursor)

    # Qt's events

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain_tab = event.key() == Qt.Key.Key_Tab and event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain_tab and self._tags_ready and self.foretelling.take():
                return True
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.tag_layer.at_point(QPointF(event.pos() - self.viewport().pos()))
            if found is not None:
                label = self._labels.get(int(found[2].words), "")
                QToolTip.showText(event.globalPos(), tr("Tag {n}: {code}", n=found[2].words, code=label), self)
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._hits:
            self._paint_hits()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self._terms:
            self._paint_terms(painter)
        self.tag_layer.paint(painter)
        self.foretelling.paint(painter)
        painter.end()

    def _paint_hits(self) -> None:
        painter = QPainter(self.viewport())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("selection"))
        visible = Visible(self)
        for start, end in self._hits:
            for rect in visible.rects(start, end):
                painter.drawRoundedRect(rect, Size.LINE, Size.LINE)
        painter.end()

    def _paint_terms(self, painter: QPainter) -> None:
        pen = QPen(theme.colour("accent"), Size.LINE)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1.0, 1.0])
        painter.setPen(pen)
        visible = Visible(self)
        for start, end in self._terms:
            for rect in visible.rects(start, end):
                low = round(rect.bottom()) + Size.HAIR
                painter.drawLine(QPointF(rect.left(), low), QPointF(rect.right(), low))

    def _on_words_moved(self, position: int, removed: int, added: int) -> None:
        """What is underlined moves with the text until it is found anew; what is typed into is let go."""
        self._terms = _moved(self._terms, position, removed, added)
        self._hits = _moved(self._hits, position, removed, added)


def _moved(spans: list[tuple[int, int]], position: int, removed: int, added: int) -> list[tuple[int, int]]:
    moved = []
    for start, end in spans:
        if start >= position + removed:
            moved.append((start + added - removed, end + added - removed))
        elif end <= position:
            moved.append((start, end))
    return moved


def _as_finding(finding: SegmentFinding) -> Finding:
    """As the editors know it: what is misspelt gets a wave."""
    check = "spelling.word" if finding.check == SPELLING else f"translation.{finding.check}"
    return Finding(
        check, finding.severity, finding.side.value, finding.start, finding.end, finding.text, finding.message,
        fixes=finding.fixes,
    )  # fmt: skip
