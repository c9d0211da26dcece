"""The draft that receives, always in sight: one line of it, or its fields to be edited in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.finding import CheckReport
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views import theme
from desktop.views.compare.draft_words import beginning, checks_words, taken_words
from desktop.views.compare.piece import DraggedPiece, piece_of
from desktop.views.icons import IconLabel
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.button import IconButton
from desktop.views.widgets.icon_words import IconWords
from desktop.views.widgets.surface import rounded
from desktop.views.widgets.text import ElidedLabel, Label

if TYPE_CHECKING:
    from desktop.views.compare.draft_fields import DraftFields

KEY = "Alt+D"


class DraftStrip(QWidget):
    """`dropped` sends a piece, the field it was dropped in (empty: on the line) and the code point."""

    dropped = Signal(object, str, int)
    opened = Signal(bool)
    announced = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._over = False
        self._locked = False
        self._room = 0
        self.fields: DraftFields | None = None
        self.setAccessibleName(tr("Your draft"))
        self.setAcceptDrops(True)
        self.headline = ElidedLabel("", "strong")
        self.headline.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.text = ElidedLabel("", "base", "text_2")
        self.checks = IconWords()
        self.taken = ElidedLabel("", "small", "text_2")
        self.taken.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.toggle = IconButton("chevron-down", tr("Open your draft"), key=KEY, size=Size.CONTROL_SMALL)
        self.toggle.clicked.connect(self.switch)
        line = QHBoxLayout()
        line.setContentsMargins(Space.M, 0, Space.S, 0)
        line.setSpacing(Space.S)
        line.addWidget(IconLabel("product", "accent", Size.ICON_MEDIUM))
        line.addWidget(Label(tr("Your draft"), "strong", "accent"))
        line.addSpacing(Space.XS)
        line.addWidget(self.headline)
        line.addWidget(self.text, 1)
        line.addWidget(self.checks)
        line.addWidget(self.taken)
        line.addWidget(self.toggle)
        self._line = QWidget()
        self._line.setLayout(line)
        self._line.setFixedHeight(Size.ROW + Space.XS)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._line)
        desk.session.changed.connect(self.refresh)
        desk.session.opened.connect(self.refresh)
        desk.checker.checked.connect(self._on_checked)
        self.refresh()
        self._on_checked(desk.checker.report)

    @property
    def is_open(self) -> bool:
        """Whether its fields are shown."""
        return self.fields is not None and self.fields.isVisibleTo(self)

    def refresh(self, _change: object = None) -> None:
        """Say what the draft is now."""
        draft = self._desk.session.handed_in
        headline, text = beginning(draft, self._desk.comparing.fields)
        empty = not headline and not text
        self.headline.setText(headline)
        self.headline.setVisible(bool(headline))
        self.text.setText(tr("Empty: take sentences, fields or a whole column into it") if empty else text)
        self.taken.setText(taken_words(draft))
        self.taken.setVisible(bool(self.taken.text()))
        self.setAccessibleDescription(" ".join(part for part in (headline, text, self.taken.text()) if part))

    def switch(self) -> None:
        """Open or close it; opened, the caret goes into its first field."""
        if self.fields is None:
            self._make_fields()
        fields = self.fields
        if fields is None:
            return
        shown = not fields.isVisibleTo(self)
        fields.setVisible(shown)
        fields.fit(self._room)
        self.toggle.set_icon("chevron-up" if shown else "chevron-down")
        self.toggle.set_name(tr("Close your draft") if shown else tr("Open your draft"))
        self.opened.emit(shown)
        if shown:
            fields.take_focus()

    def set_locked(self, *, locked: bool) -> None:
        """Whether nothing may be changed."""
        self._locked = locked
        if self.fields is not None:
            self.fields.set_locked(locked=locked)

    def set_room(self, height: int) -> None:
        """How high it may be when it is open."""
        self._room = height
        if self.fields is not None:
            self.fields.fit(height)

    # Qt's events

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._line.geometry().contains(event.position().toPoint()):
            self.switch()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if piece_of(event.mimeData()) is not None and not self._locked:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._set_over(over=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._set_over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(over=False)
        piece = piece_of(event.mimeData())
        if piece is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(piece, "", -1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outlined = self._over or theme.tokens().high_contrast
        painter.setPen(QPen(theme.colour("accent"), Size.LINE) if outlined else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.LARGE - Space.XXS))

    # Inside

    def _set_over(self, *, over: bool) -> None:
        self._over = over
        self.update()

    def _make_fields(self) -> None:
        from desktop.views.compare.draft_fields import DraftFields

        fields = DraftFields(self._desk, self)
        fields.setVisible(False)
        fields.set_locked(locked=self._locked)
        fields.dropped.connect(self.dropped)
        fields.announced.connect(self.announced)
        self._column.addWidget(fields)
        self.fields = fields

    def _on_checked(self, report: CheckReport) -> None:
        icon, role, words = checks_words(report)
        self.checks.say(icon, words, role or "text_2")


def where_dropped(piece: DraggedPiece, field: str) -> str:
    """The field of the draft that gets a piece: the one it was dropped in, else the one it comes from."""
    return field or piece.field
