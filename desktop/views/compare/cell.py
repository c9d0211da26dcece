"""One field of one column: its name, how much of its limit is used, its text, and what there is to say instead."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QDrag, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from desktop.core.comparison import ColumnState
from desktop.core.errors import Problem
from desktop.core.finding import Measure
from desktop.core.words import tr
from desktop.runtime.fields import FieldSpec
from desktop.views import theme
from desktop.views.compare.column_words import NOTHING
from desktop.views.compare.failed_card import FailedCard
from desktop.views.compare.piece import DraggedPiece, mime_of
from desktop.views.compare.variant_page import VariantPage
from desktop.views.field_count import measured, unit_of
from desktop.views.tokens import Radius, Size, Space, Type
from desktop.views.widgets.counter import Counter
from desktop.views.widgets.surface import rounded
from desktop.views.widgets.text import ElidedLabel, Label

PAD = Space.L
"""Left and right of the words of a column."""

_TOP = Space.S
_BOTTOM = Space.XL
_CHIP = Space.XXL
"""Below running text there is room for the chip that takes its last sentence."""
_EMPTY_LINES = 2


class Cell(QWidget):
    """Lays itself out for a width; `needed` is the height that its words take then."""

    height_changed = Signal()
    taken = Signal()  # the field as a whole, from its name

    def __init__(
        self, key: str, spec: FieldSpec, measure: Callable[[str, str], Measure], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.key = key
        self.spec = spec
        self._measure = measure
        self._state = ColumnState.DONE
        self._text = ""
        self._writing = False
        self._placing = False
        self._laid_for = 0
        self._held: QPoint | None = None
        self.needed = 0
        # Opaque, so that a cell that moves is moved on the screen and not painted anew.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.label = ElidedLabel(spec.label, "small", "text_2", parent=self)
        self.label.setCursor(Qt.CursorShape.OpenHandCursor)
        self.label.setAccessibleDescription(tr("Drag it into your draft to take the whole field"))
        self.counter = Counter(self)
        self.page = VariantPage(key, spec.name, heading=spec.kind == "headline", is_list=spec.is_list, parent=self)
        self.instead = Label("", "base", "text_2", wrap=True, parent=self)
        self.card: FailedCard | None = None
        self.page.grown.connect(self._on_grown)

    def set_name(self, column: str) -> None:
        """Say whose field it is."""
        self.page.setAccessibleName(f"{column}, {self.spec.label}")

    # What is shown

    def show_state(self, state: ColumnState, *, writing: bool, text: str) -> None:
        """Show how the column stands; `writing` is whether a model writes in this field now."""
        self._text = text
        self._writing = writing
        self._state = state
        self._laid_for = 0
        if self.page.writing is not writing:
            self.page.set_writing(writing)
            self.update()
        waits = state in {ColumnState.WAITING, ColumnState.WRITING}
        words = "" if text or writing else tr("Comes next") if waits else NOTHING
        if words != self.instead.text():
            self.instead.setText(words)
            self.instead.set_tone("text_3" if waits else "text_2")
        self.page.setVisible(bool(text) or writing or self.page.editing)
        self.instead.setVisible(bool(words) and self.card is None and not self.page.editing)
        self._count()

    def show_note(self, note: str) -> None:
        """Say something beside the field's name."""
        words = f"{self.spec.label} · {note}" if note else self.spec.label
        if words != self.label.text():
            self.label.setText(words)
            self._laid_for = 0

    def show_problem(self, problem: Problem | None, retry: Callable[[], None]) -> None:
        """Say in the place of the text what went wrong, or no longer."""
        if problem is None:
            if self.card is not None:
                self.card.hide()
                self.card.deleteLater()
                self.card = None
                self._changed()
            return
        if self.card is not None and self.card.problem == problem:
            return
        if self.card is not None:
            self.card.deleteLater()
        self.card = FailedCard(problem, kept=bool(self._text), parent=self)
        self.card.retried.connect(retry)
        self.card.show()
        self._changed()

    def recount(self) -> None:
        """Count what is typed."""
        self._text = self.page.text()
        self._laid_for = 0
        self._count()

    @property
    def text(self) -> str:
        """The column's own text of this field."""
        return self._text

    # Its place

    def lay_out(self, width: int) -> int:
        """Lay the parts out for this width; returns the height that they need."""
        if width == self._laid_for:
            return self.needed
        self._placing = True
        room = width - 2 * PAD
        head = max(self.label.sizeHint().height(), Size.BADGE)
        label = self.label.sizeHint().width()
        self.counter.set_bar(shown=True)
        self.counter.set_bar(shown=self.counter.sizeHint().width() + Space.S + label <= room)
        counter = self.counter.sizeHint()
        shows_counter = counter.width() <= room - Size.HERO and bool(self._text or self._writing)
        self.counter.setVisible(shows_counter)
        if shows_counter:
            self.counter.setGeometry(
                width - PAD - counter.width(), _TOP + (head - counter.height()) // 2, counter.width(), counter.height()
            )
        self.label.setGeometry(PAD, _TOP, min(label, room - (counter.width() + Space.S) * shows_counter), head)
        top = _TOP + head + Space.XXS
        least = _EMPTY_LINES * Size.BADGE
        if not self.page.isHidden():
            self.page.move(PAD - Space.XXS, top)
            widest = Size.TEXT_COLUMN * theme.tokens().text_size // Type.TEXT  # never edge to edge
            self.page.resize(min(room, widest) + Space.XS, self.page.height())
            top += self.page.height()
        elif not self.instead.isHidden():
            height = self.instead.heightForWidth(room)
            self.instead.setGeometry(PAD, top, room, height)
            top += height
        if self.card is not None:
            height = self.card.height_for(room)
            self.card.setGeometry(PAD, top + Space.XS, room, height)
            top += height + Space.S
        below = _CHIP if self.spec.kind == "text" else _BOTTOM
        self.needed = max(top, _TOP + head + least) + below
        self._placing = False
        self._laid_for = width
        return self.needed

    # Qt's events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        self._held = here if self.label.geometry().contains(here) and self._text else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        held = self._held
        if held is not None:
            if (event.position().toPoint() - held).manhattanLength() >= QApplication.startDragDistance():
                self._held = None
                drag = QDrag(self)
                drag.setMimeData(mime_of(DraggedPiece(self.key, self.spec.name), self._text))
                drag.exec(Qt.DropAction.CopyAction)
            return
        super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.label.geometry().contains(event.position().toPoint()) and self._text:
            self.taken.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface_2"))
        painter.drawRect(event.rect())
        if not self._writing and not self.page.editing:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent" if self.page.editing else "accent_soft"), Size.RING))
        inset = Size.RING / 2 + Space.XXS
        area = QRectF(self.rect()).adjusted(inset, inset - Space.XXS, -inset, -inset)
        painter.drawPath(rounded(area, Radius.LARGE))

    # Inside

    def _count(self) -> None:
        found = measured(self._measure, self.spec, self._text)
        self.counter.set_busy(self._writing)
        self.counter.set_measure(found.count, found.limit, unit_of(found.unit))

    def _on_grown(self) -> None:
        if not self._placing:
            self._changed()

    def _changed(self) -> None:
        self._laid_for = 0
        self.height_changed.emit()
