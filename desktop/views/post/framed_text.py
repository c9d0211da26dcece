"""A text of several lines in the border of an input, that the session keeps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.runtime.session import DraftSession
from desktop.views import theme
from desktop.views.editor.binding import TextBinding
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.tokens import Radius, Size, Space, Type
from desktop.views.widgets.surface import rounded


class FramedText(QFrame):
    """`read` finds the text in a draft, `write` gives the session another; `close_text` before it goes away."""

    def __init__(
        self,
        session: DraftSession,
        editor: FieldEditor,
        read: Callable[[Draft], str],
        write: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        editor.setViewportMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.XS + Space.XXS, Space.S, Space.XS + Space.XXS)
        column.addWidget(editor)
        self._binding = TextBinding(session, editor, read, write)
        editor.installEventFilter(self)
        self.setFocusProxy(editor)

    def close_text(self) -> None:
        """Hand in what was typed and let the session go."""
        self._binding.close()

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = Size.HAIR / 2
        painter.setPen(theme.colour("accent" if self.editor.hasFocus() else "line"))
        painter.setBrush(theme.colour("surface_2" if self.isEnabled() else "surface_1"))
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(half, half, -half, -half), Radius.SMALL))


class NoteEditor(FieldEditor):
    """Small type, two lines high at least."""

    least_lines = 2
    own_size = Type.BASE

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)


class SentenceEditor(FieldEditor):
    """The type of the text itself, three lines high at least."""

    least_lines = 3

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
