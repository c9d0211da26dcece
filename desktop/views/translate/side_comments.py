"""The remarks on a row: what was said, by whom and when, and a line to say more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.translation import Comment
from desktop.core.words import tr
from desktop.views.announce import spoken
from desktop.views.moments import moment
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import IconButton
from desktop.views.widgets.fields import LineEdit
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.text import Label

COMMENT_KEY = "Ctrl+M"


class CommentLine(QWidget):
    """One remark."""

    removed = Signal(object)  # Comment

    def __init__(self, comment: Comment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.comment = comment
        who = " · ".join(part for part in (comment.by, moment(comment.at)) if part)
        self.words = Label(comment.text, "base", wrap=True, selectable=True)
        self.who = Label(who, "small", "text_3")
        self.remove = IconButton("trash", tr("Take the comment away"), size=Size.CONTROL_SMALL, role="text_3")
        self.remove.clicked.connect(lambda: self.removed.emit(comment))
        words = QVBoxLayout()
        words.setSpacing(Space.XXS)
        words.addWidget(self.words)
        words.addWidget(self.who)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.XXS, 0, Space.XXS)
        row.setSpacing(Space.S)
        row.addLayout(words, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(spoken(comment.text, who))


class CommentsPart(QWidget):
    """`written` sends the words of a new remark, `removed` the one that is to go."""

    written = Signal(str)
    removed = Signal(object)  # Comment

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comments: tuple[Comment, ...] = ()
        self.heading = Label(tr("Comments"), "small_strong", "text_2")
        self.field = LineEdit(tr("Write a comment"), placeholder=tr("Write a comment"))
        self.field.setToolTip(with_key(tr("Write a comment on this row; Enter keeps it"), COMMENT_KEY))
        self.field.returnPressed.connect(self._on_written)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.XS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.heading)
        column.addLayout(self._lines)
        column.addWidget(self.field)

    @property
    def lines(self) -> list[CommentLine]:
        """The remarks that are shown."""
        items = (self._lines.itemAt(index) for index in range(self._lines.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [each for each in widgets if isinstance(each, CommentLine)]

    def show_comments(self, comments: Sequence[Comment]) -> None:
        """Show these, the oldest first."""
        if tuple(comments) == self._comments:
            return
        self._comments = tuple(comments)
        for line in self.lines:
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        for comment in self._comments:
            line = CommentLine(comment)
            line.removed.connect(self.removed)
            self._lines.addWidget(line)

    def _on_written(self) -> None:
        words = self.field.text().strip()
        if words:
            self.field.clear()
            self.written.emit(words)
