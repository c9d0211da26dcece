"""The longer texts of the brief, and the line that folds them away."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.core.words import tr
from desktop.runtime.session import DraftSession, Place
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Radius, Size, Space, Type
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import rounded
from desktop.views.widgets.text import Label

if TYPE_CHECKING:
    from desktop.views.editor.brief_editor import BriefEditor


class BriefText(QWidget):
    """A labelled text of the brief that grows with what is in it; its editor is made when it is first shown."""

    grown = Signal()

    def __init__(
        self, session: DraftSession, name: str, label: str, placeholder: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._words = label
        self._session = session
        self._placeholder = placeholder
        self.label = Label(label, "small", "text_2")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS + Space.XXS)
        column.addWidget(self.label)

    @cached_property
    def editor(self) -> BriefEditor:
        """Where it is written."""
        from desktop.views.editor.binding import TextBinding
        from desktop.views.editor.brief_editor import BriefEditor

        editor = BriefEditor(self._words)
        editor.setPlaceholderText(self._placeholder)
        self.label.setBuddy(editor)
        self._column.addWidget(_Frame(editor))
        TextBinding(self._session, editor, self._read, self._write)
        return editor

    def showEvent(self, event: QShowEvent) -> None:
        if "editor" not in self.__dict__:
            self.editor.show()
            self.grown.emit()
        super().showEvent(event)

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


class Disclosure(KeyFocus, QPushButton):
    """A quiet line with a chevron that shows or hides what was added to it."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._parts: list[QWidget] = []
        self._open = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self.clicked.connect(self._toggle)
        self.set_open(False)

    def add(self, part: QWidget) -> None:
        """Fold this widget too."""
        self._parts.append(part)
        part.setVisible(self._open)

    @property
    def is_open(self) -> bool:
        """Whether what was added is shown."""
        return self._open

    def set_open(self, opened: bool) -> None:
        """Show or hide."""
        self._open = opened
        self.setAccessibleDescription(tr("Shown") if opened else tr("Folded away"))
        for part in self._parts:
            part.setVisible(opened)
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font(Type.SMALL)).horizontalAdvance(self.text())
        return QSize(Size.ICON_SMALL + Space.XS + width + Space.XS, Size.BADGE + Space.XS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        role = "text_1" if self.underMouse() else "text_2"
        chevron = QRect(-Space.XXS, 0, Size.ICON_SMALL, self.height())
        paint_icon(painter, "chevron-down" if self._open else "chevron-right", chevron, role)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour(role))
        words = self.rect().adjusted(Size.ICON_SMALL + Space.XS, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())

    def _toggle(self) -> None:
        self.set_open(not self._open)
