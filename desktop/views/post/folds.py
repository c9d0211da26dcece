"""Folding of headings: what a heading heads is hidden in the editor, and stays in the text as it is."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QPlainTextEdit

from desktop.views.post.markdown_layer import is_folded, level_of, set_folded
from desktop.views.post.post_layout import PostLayout


class Folds:
    """The folds of one editor; `update` them when lines came or went, or headings changed."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        self._editor = editor
        self._any = False

    def __bool__(self) -> bool:
        """Whether anything is folded."""
        return self._any

    def heading_of(self, block: QTextBlock) -> QTextBlock:
        """The heading that a line stands under, or is itself; an invalid block when there is none."""
        while block.isValid() and not level_of(block):
            block = block.previous()
        return block

    def headings(self) -> list[QTextBlock]:
        """Every heading, in order."""
        found = []
        block = self._editor.document().firstBlock()
        while block.isValid():
            if level_of(block):
                found.append(block)
            block = block.next()
        return found

    def set_folded(self, block: QTextBlock, *, folded: bool) -> None:
        """Fold a heading or open it; the caret goes up to the heading when it was in what is hidden now."""
        if level_of(block) and is_folded(block) != folded:
            set_folded(block, folded=folded)
            self._any = self._any or folded
            self._take_caret_along(block, folded=folded)
            self.update()

    def fold_all(self, *, folded: bool) -> None:
        """Fold every heading, or open them all; the first level stays open where it is the title of all."""
        headings = self.headings()
        only_title = bool(headings) and sum(level_of(block) == level_of(headings[0]) for block in headings) == 1
        for index, block in enumerate(headings):
            set_folded(block, folded=folded and not (index == 0 and only_title and len(headings) > 1))
        self._any = folded and bool(headings)
        caret = self._editor.textCursor().block()
        self.update(reveal=False)
        while caret.isValid() and not caret.isVisible():
            caret = caret.previous()
        if caret.isValid() and caret != self._editor.textCursor().block():
            cursor = self._editor.textCursor()
            cursor.setPosition(caret.position() + caret.length() - 1)
            self._editor.setTextCursor(cursor)

    def reveal(self, block: QTextBlock) -> None:
        """Open whatever hides a line."""
        if block.isVisible():
            return
        level = level_of(block) or 7
        above = block.previous()
        while above.isValid():
            if level_of(above) and level_of(above) < level:
                level = level_of(above)
                set_folded(above, folded=False)
            above = above.previous()
        self.update()

    def update(self, *, reveal: bool = True) -> None:
        """Show and hide the lines as the headings say; what is under the caret is never hidden."""
        if not self._any:
            return
        changed = self._apply()
        caret = self._editor.textCursor().block()
        if reveal and not caret.isVisible():
            self.reveal(caret)
            return
        if changed:
            layout = self._editor.document().documentLayout()
            if isinstance(layout, PostLayout):
                layout.tell_size()
                layout.requestUpdate()

    def _apply(self) -> bool:
        changed = self._any = False
        hiding = 0
        block = self._editor.document().firstBlock()
        while block.isValid():
            level = level_of(block)
            if hiding and 0 < level <= hiding:
                hiding = 0
            visible = not hiding
            if block.isVisible() != visible:
                changed = True
                block.setVisible(visible)
                block.setLineCount(max(1, block.layout().lineCount()) if visible else 0)
            if is_folded(block):
                if level:
                    self._any = True
                    hiding = hiding or level
                else:
                    set_folded(block, folded=False)
            block = block.next()
        return changed

    def _take_caret_along(self, heading: QTextBlock, *, folded: bool) -> None:
        cursor = self._editor.textCursor()
        if not folded or cursor.position() <= heading.position() + heading.length() - 1:
            return
        after = heading.next()
        while after.isValid() and not 0 < level_of(after) <= level_of(heading):
            after = after.next()
        if not after.isValid() or cursor.position() < after.position():
            cursor.setPosition(heading.position() + heading.length() - 1)
            self._editor.setTextCursor(cursor)
