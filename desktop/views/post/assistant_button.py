"""The quiet button beside words that were chosen with the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.icons import paint_icon
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.button import IconButton
from desktop.views.widgets.surface import rounded

_LEAVES = {QEvent.Type.KeyPress, QEvent.Type.Wheel, QEvent.Type.FocusOut, QEvent.Type.Resize}


class SelectionButton(IconButton):
    """Comes when the mouse has chosen some words, and goes with the next key, scroll or click; `asked` is its press."""

    asked = Signal()

    def __init__(self, editor: FieldEditor, key: str) -> None:
        super().__init__("assistant", tr("Change these words"), key=key, size=Size.BUTTON, role="accent", parent=editor)
        self._editor = editor
        self.quiet = False
        """Whether it stays away, as while the assistant is open."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._on_clicked)
        editor.installEventFilter(self)
        editor.viewport().installEventFilter(self)
        editor.verticalScrollBar().valueChanged.connect(self.hide)
        editor.text_changed.connect(self.hide)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        released = event.type() is QEvent.Type.MouseButtonRelease and watched is self._editor.viewport()
        if released and isinstance(event, QMouseEvent) and event.button() is Qt.MouseButton.LeftButton:
            self._place()
        elif event.type() in _LEAVES or event.type() is QEvent.Type.MouseButtonPress:
            self.hide()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = Size.HAIR / 2
        painter.setPen(theme.colour("line_strong"))
        painter.setBrush(theme.colour("accent_soft" if self.underMouse() else "surface_3"))
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(half, half, -half, -half), Radius.SMALL))
        area = QRectF(0, 0, Size.ICON_MEDIUM, Size.ICON_MEDIUM)
        area.moveCenter(QRectF(self.rect()).center())
        paint_icon(painter, "assistant", area, "accent")

    def _place(self) -> None:
        """Under the end of what is chosen, within the editor; above it where there is no room."""
        editor = self._editor
        cursor = editor.textCursor()
        if self.quiet or editor.isReadOnly() or not cursor.selectedText().strip():
            return
        end = editor.cursorRect(cursor).translated(editor.viewport().pos())
        top = end.bottom() + Space.XS
        if top + self.height() > editor.height():
            top = end.top() - self.height() - Space.XS
        left = max(0, min(end.left() + Space.XS, editor.width() - self.width() - Space.XS))
        self.move(left, max(0, top))
        self.show()
        self.raise_()

    def _on_clicked(self) -> None:
        self.hide()
        self.asked.emit()
