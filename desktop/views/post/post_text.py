"""The editor of the body of a post: a field editor for whole books, that knows Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core.words import trn
from desktop.runtime.rich_paste import RichPaste
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.editor.plain import clean
from desktop.views.post import edits, tables
from desktop.views.post.citation_marks import CitationMarks
from desktop.views.post.edits import Edit
from desktop.views.post.fold_margin import FoldMargin, hidden_words
from desktop.views.post.folds import Folds
from desktop.views.post.markdown_layer import MarkdownLayer, is_folded, level_of
from desktop.views.post.post_layout import PostLayout
from desktop.views.post.post_painting import paint_frame, paint_hits, paint_pills, paint_veil
from desktop.views.post.sections import SectionCounts
from desktop.views.tokens import Space


class PostText(FieldEditor):
    """Scrolls in itself. `changed_at_once` follows what is to be handed in without waiting: a paste, a key that writes.

    `picture_dropped` gives a file's path (a picture was dropped or pasted); `caret_moved` a position of the document.
    """

    changed_at_once = Signal()
    picture_dropped = Signal(str)
    picture_pasted = Signal(object)  # QImage
    caret_moved = Signal()
    fold_changed = Signal()
    _built = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._quiet, self._blocks = False, 1
        self._hits, self._hit = list[tuple[int, int]](), -1
        self._focus = self._typewriter = False
        self._section_at = -1
        self._pinned: frozenset[str] = frozenset()
        self._spacing = self._layout = layout = PostLayout(self.document(), self._spacing.step)
        self.document().setDocumentLayout(layout)
        self.layer = MarkdownLayer(self, layout.forget_looks)
        layout.dress = self.layer.dress_for_layout
        self.citations = CitationMarks(self)
        self.folds = Folds(self)
        self.rich = RichPaste(self)
        self.word_counts = SectionCounts()
        self._folded_words: dict[int, int] = {}
        self._left.deleteLater()
        self._left = FoldMargin(self, self.marks, self.folds)
        self._left.finding_clicked.connect(self.mark_pressed)
        self._left.fold_clicked.connect(self.toggle_fold)
        self.setViewportMargins(self._left.sizeHint().width(), 0, Space.XS, 0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._built = True
        self.document().setDocumentMargin(Space.S)  # room for the frame round a section
        self.cursorPositionChanged.connect(self._on_caret)

    # How it lies on the page

    @property
    def is_huge(self) -> bool:
        """It scrolls in itself, however short it is."""
        return True

    def fit(self) -> None:
        """Nothing: its height is the page's."""

    def set_text_size(self, size: int) -> None:
        """Show the text in this size, in pixels."""
        super().set_text_size(size)
        if self._built:
            self._quietly(self.layer.refresh)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._typewriter:
            self.centerCursor()

    # Ways of writing

    @property
    def focus_mode(self) -> bool:
        """Whether only the paragraph at the caret is in full colour."""
        return self._focus

    def set_focus_mode(self, on: bool) -> None:
        """Show only the paragraph at the caret in full colour, or all of it."""
        self._focus = on
        self.viewport().update()

    @property
    def typewriter_mode(self) -> bool:
        """Whether the line of the caret stays in the middle."""
        return self._typewriter

    def set_typewriter_mode(self, on: bool) -> None:
        """Keep the line of the caret in the middle, or let it move."""
        self._typewriter = on
        self.setCenterOnScroll(on)
        self.centerCursor() if on else self.ensureCursorVisible()

    # Places and edits

    @property
    def caret(self) -> int:
        """The code point of the text at which the caret stands."""
        return self.offset_of(self.textCursor().position())

    @property
    def chosen(self) -> tuple[int, int]:
        """From which code point to which the text is chosen; both are the caret's when nothing is."""
        cursor = self.textCursor()
        return self.offset_of(cursor.selectionStart()), self.offset_of(cursor.selectionEnd())

    def choose(self, first: int, last: int | None = None) -> None:
        """Put the caret behind `last`, with what is between it and `first` chosen, and bring it into sight."""
        cursor = self.textCursor()
        cursor.setPosition(self.position_of(first))
        if last is not None and last != first:
            cursor.setPosition(self.position_of(last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.folds.reveal(cursor.block())
        self.centerCursor() if self._typewriter else self.ensureCursorVisible()

    def go_to(self, offset: int) -> None:
        """Put the caret at a code point, at the top third of what is seen."""
        self.choose(offset)
        bar = self.verticalScrollBar()
        if not self._typewriter:
            self.centerCursor()
            bar.setValue(bar.value() + bar.pageStep() // 4)

    def apply(self, edit: Edit | None) -> bool:
        """Write what a key asks for, as if it were typed."""
        if edit is None or self.isReadOnly():
            return False
        self.type_over(edit.start, edit.end, edit.text)
        self.choose(edit.first, edit.last)
        self.changed_at_once.emit()
        return True

    def replace_many(self, changes: Sequence[tuple[int, int, str]], target: str) -> None:
        """Replace many runs (from, to, new words; in order, apart from each other), after which the text is `target`.

        Not reported as typed: who calls hands it in.
        """
        if self._positions.has_soft_breaks or any(len(text) > _LONGEST_WORDS for _, _, text in changes):
            self.show_text(target)
            return
        spans = self._positions.spans([(start, end) for start, end, _ in changes])
        with self._by_program() as cursor:
            for (first, last), (_, _, text) in zip(reversed(spans), reversed(changes), strict=True):
                cursor.setPosition(first)
                cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(text)
            self._positions.note_change(0, 0, 0)

    # Sections

    def show_sections(self, writing: int, pinned: frozenset[str]) -> None:
        """Frame the section whose heading begins at this code point (-1: none); headings of pinned ones get a pin."""
        at = self.position_of(writing) if writing >= 0 else -1
        if (at, pinned) != (self._section_at, self._pinned):
            self._section_at, self._pinned = at, pinned
            self.viewport().update()

    # Hits of a search

    def show_hits(self, spans: Sequence[tuple[int, int]], current: int = -1) -> None:
        """Show where something was found, from code point to code point; `current` is the number of the one chosen."""
        self._hits = self._positions.spans(list(spans)) if spans else []
        self._hit = current
        self.viewport().update()

    # Folding

    def toggle_fold(self, block: QTextBlock | None = None) -> None:
        """Fold or open a heading; without one, that of the section in which the caret is."""
        heading = self.folds.heading_of(block if block is not None else self.textCursor().block())
        if heading.isValid():
            self.folds.set_folded(heading, folded=not is_folded(heading))
            self._after_folding()

    def fold_all(self, *, folded: bool) -> None:
        """Fold every heading, or open them all."""
        self.folds.fold_all(folded=folded)
        self._after_folding()

    def folded_words(self, heading: QTextBlock) -> int:
        """How many words are folded away under a heading; kept while only lines in sight change."""
        number = heading.blockNumber()
        found = self._folded_words.get(number)
        if found is None:
            found = self._folded_words[number] = hidden_words(heading, self.word_counts)
        return found

    def _after_folding(self) -> None:
        self.ensureCursorVisible()
        self.viewport().update()
        self._left.update()
        self.fold_changed.emit()

    # The keys

    def focusNextPrevChild(self, forwards: bool) -> bool:
        at = self.caret
        if not self.isReadOnly() and (tables.in_table(self.text(), at) or edits.is_item(self.text(), at)):
            return False
        return super().focusNextPrevChild(forwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} and not self.isReadOnly():
            self._on_tab(back=event.key() == Qt.Key.Key_Backtab)
        else:
            super().keyPressEvent(event)
            rect, bar = self.cursorRect(), self.verticalScrollBar()
            if rect.top() < self.viewport().height() <= rect.bottom():  # Qt may leave the line half in sight
                bar.setValue(bar.value() + 1)

    def _on_tab(self, *, back: bool) -> None:
        text, at = self.text(), self.caret
        if tables.in_table(text, at):
            self.apply(tables.next_cell(text, at, back=back))
        elif edits.is_item(text, at):
            self.apply(edits.moved_item(text, at, back=back))

    def _on_enter(self, event: QKeyEvent) -> None:
        held = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        cursor = self.textCursor()
        line = cursor.block().text().lstrip(" \t")[:2]
        may_go_on = line[:1] in {"-", "*", "+", ">"} or line[:1].isdigit()
        plain = not event.modifiers() & held and not cursor.hasSelection() and may_go_on
        if not (plain and not self.isReadOnly() and self.apply(edits.on_enter(self.text(), self.caret))):
            super()._on_enter(event)

    # The clipboard

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml() or source.hasImage() or bool(edits.pictures_of(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.isReadOnly():
            return
        pictures = edits.pictures_of(source)
        first, last = self.chosen
        words = self.text()[first:last]
        address = edits.as_address(source.text()) if source.hasText() else ""
        if pictures:
            for path in pictures:
                self.picture_dropped.emit(path)
        elif address and edits.may_bear_link(words):
            made = edits.link(words, address)
            self.apply(Edit(first, last, made, first + len(made), first + len(made)))
        elif source.hasImage() and not source.hasText():
            self.picture_pasted.emit(source.imageData())
        elif source.hasHtml() and not address:
            self._paste_rich(source, first, last)
        else:
            super().insertFromMimeData(source)

    def paste_plain(self, text: str) -> None:
        """Paste text as it is, also when the clipboard has it with looks."""
        data = QMimeData()
        data.setText(text)
        super().insertFromMimeData(data)

    def insert_block(self, text: str) -> None:
        """Put a paragraph of its own at the caret, as a picture is."""
        whole, at = self.text(), self.caret
        start, end = edits.line_at(whole, at)
        if whole[start:end].strip():
            made, where = f"\n\n{text}", end
        else:
            made, where = text, at
        rest = whole[where:]
        if not rest:
            made += "\n"
        elif rest != "\n" and not rest.startswith("\n\n"):
            made += "\n" if rest.startswith("\n") else "\n\n"
        self.apply(Edit(where, where, made, where + len(made), where + len(made)))

    def _paste_rich(self, source: QMimeData, first: int, last: int) -> None:
        plain = source.text()

        def put(markdown: str) -> None:
            self.set_waiting(False)
            text = clean(markdown or plain).text
            if text:  # of nothing that can be read, the chosen words would go
                self.apply(Edit(first, last, text, first + len(text), first + len(text)))

        self.rich.read(source, put)
        if self.rich.reading:
            self.set_waiting(True)

    # Inside

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ThemeChange and self._built:
            self._quietly(self.layer.refresh)
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._hits:
            painter = QPainter(self.viewport())
            paint_hits(painter, self, self._hits, self._hit)
            painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self.citations.paint(painter, event.rect())
        if self._focus:
            paint_veil(painter, self)
        paint_pills(painter, self, event.rect(), self._pill_of)
        if self._section_at >= 0:
            paint_frame(painter, self, *self._section_span())
        painter.end()

    def _pill_of(self, block: QTextBlock) -> tuple[str, bool]:
        """What is said of a section behind its heading: its words while it is written, and whether it is pinned."""
        writing = ""
        if block.position() == self._section_at:
            start, end = self._section_span()
            words = self.word_counts.of(self.text()[self.offset_of(start + block.length()) : self.offset_of(end)])
            writing = trn("writing… {n} word", "writing… {n} words", words)
        return writing, block.text().lstrip("#").strip().casefold() in self._pinned

    def _section_span(self) -> tuple[int, int]:
        block = self.document().findBlock(self._section_at)
        level = level_of(block)
        last = block.next()
        while last.isValid() and not (level_of(last) and level):
            last = last.next()
        return self._section_at, last.position() if last.isValid() else self.document().characterCount()

    def dress_quietly(self, *blocks: QTextBlock) -> None:
        """Dress some lines anew, which Qt reports as if they had been written anew."""
        self._quietly(lambda: self.layer.redress(blocks))

    def _quietly(self, dress: Callable[[], None]) -> None:
        self._quiet = True
        dress()
        self._quiet = False
        self._layout.requestUpdate()

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if self._quiet:
            return
        super()._on_contents_change(position, removed, added)
        if not self._built:
            return
        self.citations.note_change(position, removed, added)
        self._layout.note_edit(position, added, self.layer.note_change)
        block = self.document().findBlock(position)
        if not block.isVisible() or added >= block.length():
            self._folded_words.clear()
        if self._hits:
            moved = added - removed
            self._hits = [
                (start + moved, end + moved) if start >= position + removed else (start, end)
                for start, end in self._hits
                if end <= position or start >= position + removed
            ]

    def _on_contents_changed(self) -> None:
        if self._quiet:
            return
        count = self.document().blockCount()
        if count != self._blocks or self.layer.restructured:
            self._folded_words.clear()
            self.folds.update()
        self._blocks = count
        self.layer.restructured = False
        super()._on_contents_changed()

    def _on_caret(self) -> None:
        block = self.textCursor().block()
        if not block.isVisible():
            self.folds.reveal(block)
            self.fold_changed.emit()
        if self._focus:
            self.viewport().update()
        if self._typewriter:
            self.centerCursor()
        self.citations.note_caret()
        self.caret_moved.emit()

    def heading_level(self) -> int:
        """The level of the heading at the caret; 0 for plain text."""
        return level_of(self.textCursor().block())


_LONGEST_WORDS = 4_000
