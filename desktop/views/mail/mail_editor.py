"""The editor of one text of a mail: typed in place in the look that it will have, with tags and links shown as such."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.editor.marks import Visible
from desktop.views.mail.block_keys import LINK
from desktop.views.mail.inline_layer import InlineLayer
from desktop.views.mail.inline_runs import FindTags, Run, RunKind, TagLabel, runs_of
from desktop.views.mail.looks import Align, Look
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.keys import with_key

_ALIGNS = {
    Align.START: Qt.AlignmentFlag.AlignLeft,
    Align.MIDDLE: Qt.AlignmentFlag.AlignHCenter,
    Align.END: Qt.AlignmentFlag.AlignRight,
}
"""Of 255: how strong the hint of an empty button is, in the colour of its words."""

_ANY_WIDTH = float(1 << 20)


class MailEditor(FieldEditor):
    """A field editor in the look of its text; the caret steps over a tag as over one letter.

    `tag_pressed` and `link_pressed` give where the run begins and ends, in positions of the document.
    """

    tag_pressed = Signal(int, int)
    link_pressed = Signal(int, int)
    picture_dropped = Signal(object)  # QMimeData with a file in it

    _look = Look("", "")
    _made = False
    _ink = ""
    _styling = False

    def __init__(self, look: Look, find_tags: FindTags, label: TagLabel, parent: QWidget | None = None) -> None:
        super().__init__(single_line=look.line, parent=parent)
        self._look = look
        self._made = True
        self._before = 0
        self._added: list[tuple[int, int]] = []
        self.inline = InlineLayer(self, lambda text: runs_of(text, find_tags, label, prose=not look.line))
        self.set_align(look.align)
        if not look.gutter:
            self.setViewportMargins(0, 0, 0, 0)
        self.setPlaceholderText(tr(look.hint))
        self.set_text_size(theme.tokens().text_size)
        self.document().contentsChange.connect(self._move_added)
        self.cursorPositionChanged.connect(self._keep_out_of_runs)

    @property
    def look(self) -> Look:
        """How the text looks."""
        return self._look

    def set_look(self, look: Look) -> None:
        """Look otherwise, as a heading of another level does; lines stay lines."""
        if look != self._look:
            self._look = look
            self.set_text_size(theme.tokens().text_size)

    @property
    def inline_tags(self) -> bool:
        """Whether a merge tag stands in the text."""
        block = self.document().firstBlock()
        while block.isValid():
            if any(run.kind is RunKind.TAG for run in self.inline.runs(block)):
                return True
            block = block.next()
        return False

    def set_align(self, align: Align) -> None:
        """Put the words at the left, in the middle or at the right."""
        option = self.document().defaultTextOption()
        if option.alignment() != _ALIGNS[align]:
            option.setAlignment(_ALIGNS[align])
            self.document().setDefaultTextOption(option)

    def set_ink(self, colour: str) -> None:
        """Write in a colour of the brand; an empty one is the look's own."""
        if colour != self._ink:
            self._ink = colour
            self._dress_words()

    def set_text_size(self, size: int) -> None:
        """Show the text in its size, where plain text has this one, in pixels."""
        look = self._look
        if not self._made:  # the page is laid out before it knows its look
            super().set_text_size(size)
            return
        pixels = round(look.size * size / Type.TEXT)
        font = theme.font(pixels, look.weight)
        font.setUnderline(look.underlined)
        self.setFont(font)
        self._spacing.set_step(pixels * look.height // 100 + Space.XXS)
        self._dress_words()
        self.inline.refresh()
        self.fit()

    def show_added(self, spans: Sequence[tuple[int, int]]) -> None:
        """Mark these code points as words that everybody's text does not have."""
        added = [(self.position_of(start), self.position_of(end)) for start, end in spans]
        if added != self._added:
            self._added = added
            self.viewport().update()

    @property
    def added(self) -> tuple[tuple[int, int], ...]:
        """The words that are marked as this segment's alone, in positions of the document."""
        return tuple(self._added)

    def insert_text(self, text: str) -> None:
        """Put text where the caret is, as if it were typed."""
        if not self.isReadOnly():
            self.textCursor().insertText(text)
            self.ensureCursorVisible()

    def natural_width(self) -> int:
        """How wide the longest line of the text, or its hint, would like to be."""
        block, widest = self.document().firstBlock(), 0.0
        while block.isValid():
            layout = QTextLayout(block.text(), self.font())
            layout.setFormats(block.layout().formats())
            layout.beginLayout()
            line = layout.createLine()
            if line.isValid():
                line.setLineWidth(_ANY_WIDTH)
                widest = max(widest, line.naturalTextWidth())
            layout.endLayout()
            block = block.next()
        if not widest:
            widest = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return round(widest) + 2 * Space.XXS + Size.LINE

    # Files are for the pictures of a mail, text is for the text

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasUrls() and any(url.isLocalFile() for url in source.urls()):
            self.picture_dropped.emit(source)
        else:
            super().insertFromMimeData(source)

    # The keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete} and self._take_out(back=key == Qt.Key.Key_Backspace):
            return
        super().keyPressEvent(event)

    def _take_out(self, *, back: bool) -> bool:
        """Take a whole tag out as one letter; of a link, its words stay."""
        cursor = self.textCursor()
        if cursor.hasSelection() or self.isReadOnly():
            return False
        at = cursor.position()
        found = self.inline.replaced_at(at, inside=False)
        if found is None or at != (found[1] if back else found[0]):
            return False
        start, end, run = found
        if run.kind is RunKind.TAG:
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            return True
        if run.kind is RunKind.TARGET:
            self._unlink(start, end)
            return True
        cursor.setPosition(start if back else end)
        self.setTextCursor(cursor)
        return False

    def _unlink(self, start: int, end: int) -> None:
        """Take out where a link leads, and the bracket before its words."""
        block = self.document().findBlock(start)
        opening = [run for run in self.inline.runs(block) if run.kind is RunKind.OPENING]
        before = [run for run in opening if block.position() + run.start < start]
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        if before:
            cursor.setPosition(block.position() + before[-1].start)
            cursor.deleteChar()
        cursor.endEditBlock()

    def _keep_out_of_runs(self) -> None:
        """A caret within a tag goes on to its end or back to its start."""
        cursor = self.textCursor()
        position, before = cursor.position(), self._before
        self._before = position
        found = self.inline.replaced_at(position)
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
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            run = self.run_at(event.pos())
            if run is not None:
                QToolTip.showText(event.globalPos(), _tip(run), self)
                return True
        return super().event(event)

    def run_at(self, point: QPoint) -> Run | None:
        """The tag or link that is shown at a point of the editor."""
        found = self.inline.at_point(QPointF(point - self.viewport().pos()))
        return found[2] if found is not None else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        plain = event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection()
        found = self.inline.at_point(event.position()) if plain else None
        if found is None:
            return
        if found[2].kind is RunKind.TAG:
            self.tag_pressed.emit(found[0], found[1])
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:  # a plain click is for typing in its words
            self.link_pressed.emit(found[0], found[1])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._paint_added(painter)
        self.inline.paint(painter)
        painter.end()

    def _paint_added(self, painter: QPainter) -> None:
        """A thin dashed line under the words that are this segment's alone."""
        if not self._added:
            return
        pen = QPen(theme.colour("accent"), Size.HAIR)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        visible = Visible(self)
        for start, end in self._added:
            for rect in visible.rects(start, end):
                bottom = rect.bottom() - Size.HAIR
                painter.drawLine(QPointF(rect.left(), bottom), QPointF(rect.right(), bottom))

    def _move_added(self, position: int, removed: int, added: int) -> None:
        """What was marked moves with the text until it is compared again."""
        moved = []
        for start, end in self._added:
            if start >= position + removed:
                moved.append((start + added - removed, end + added - removed))
            elif end <= position:
                moved.append((start, end))
        self._added = moved

    def changeEvent(self, event: QEvent) -> None:
        # Qt is dressing every widget now, and none may be dressed anew before it is done.
        self._styling = True
        super().changeEvent(event)
        self._styling = False

    def _dress_words(self) -> None:
        """The colour of words and hint, by a rule of the one style sheet.

        A sheet of its own would stay behind in Qt when the window is made again, and Qt would crash over it later.
        """
        if self._styling:
            QTimer.singleShot(0, self, self._dress_words)
            return
        ink = self._ink or (self._look.tone if self._look.tone != "text_1" else "")
        if ink != (self.property("ink") or ""):
            self.setProperty("ink", ink)
            font = self.font()
            self.style().unpolish(self)
            self.style().polish(self)
            self.setFont(font)
            self.viewport().update()


def _tip(run: Run) -> str:
    if run.kind is RunKind.TAG:
        return tr("{label}\nWritten as {tag}", label=run.words, tag=run.raw)
    return with_key(tr("Leads to {address}", address=run.words), LINK)
