"""A small editor for notes: the same care for characters and undo, in the type of the forms."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.views.editor.field_editor import FieldEditor
from desktop.views.tokens import Type


class BriefEditor(FieldEditor):
    """Without gutter, at least three lines high."""

    least_lines = 3
    own_size = Type.BASE

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(name)
        self.setViewportMargins(0, 0, 0, 0)
