"""The longer texts of the brief, and the line that folds them away."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.runtime.session import DraftSession, Place
from desktop.views import theme
from desktop.views.editor.binding import TextBinding
from desktop.views.editor.brief_editor import BriefEditor
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.surface import rounded
from desktop.views.widgets.text import Label


class BriefText(QWidget):
    """A labelled text of the brief that grows with what is in it."""

    def __init__(self, session: DraftSession, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._words = label
        self._session = session
        self.editor = BriefEditor(label)
        self.label = Label(label, "small", "text_2")
        self.label.setBuddy(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS + Space.XXS)
        column.addWidget(self.label)
        column.addWidget(_Frame(self.editor))
        self.binding = TextBinding(session, self.editor, self._read, self._write)

    def _read(self, draft: Draft) -> str:
        return str(getattr(draft.brief, self._name))

    def _write(self, text: str) -> None:
        brief = msgspec.structs.replace(self._session.draft.brief, **{self._name: text})
        self._session.set_brief(brief, Place(f"brief.{self._name}"), self._words)


class _Frame(QFrame):
    """The border of an input around an editor that has none."""

    def __init__(self, editor: BriefEditor) -> None:
        super().__init__()
        self._editor = editor
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)
        column.addWidget(editor)
        editor.installEventFilter(self)

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = Size.HAIR / 2
        painter.setPen(theme.colour("accent" if self._editor.hasFocus() else "line"))
        painter.setBrush(theme.colour("surface_2"))
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(half, half, -half, -half), Radius.SMALL))


class Disclosure(Button):
    """A quiet line with a chevron that shows or hides what was added to it."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, ButtonKind.QUIET, icon="chevron-right", small=True, parent=parent)
        self._parts: list[QWidget] = []
        self._open = False
        self.clicked.connect(self._toggle)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def add(self, part: QWidget) -> None:
        """Fold this widget too."""
        self._parts.append(part)
        part.setVisible(self._open)

    def set_open(self, opened: bool) -> None:
        """Show or hide."""
        self._open = opened
        self.set_icon("chevron-down" if opened else "chevron-right")
        for part in self._parts:
            part.setVisible(opened)

    def _toggle(self) -> None:
        self.set_open(not self._open)
