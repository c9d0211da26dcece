"""The fields of the draft above the columns: real editors with what the checks say, that take what is dropped."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.finding import CheckReport
from desktop.runtime.desk import Desk
from desktop.views import theme
from desktop.views.compare.draft_drop import DropPlace
from desktop.views.compare.piece import DraggedPiece
from desktop.views.product.cards import CardPlace
from desktop.views.product.fields_column import FieldsColumn
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.surface import rounded


class DraftFields(QWidget):
    """The column of fields of the product screen on a bright ground."""

    dropped = Signal(object, str, int)  # DraggedPiece, the field, the code point
    announced = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._places: dict[str, DropPlace] = {}
        self._most = int(Size.PASTE_BOX)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(lambda: self.fit(self._most))
        self.column = FieldsColumn(desk)
        self.cards = CardPlace(desk, self.column)
        self.cards.reached.connect(self.announced)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XS, 0, Space.XS, Space.XS)
        column.addWidget(self.column)
        self.column.again_asked.connect(lambda field: desk.writer.write((field,)))
        desk.session.changed.connect(self._on_changed)
        desk.session.opened.connect(self._on_changed)
        desk.checker.checked.connect(self._on_checked)
        self._on_changed()
        self._on_checked(desk.checker.report)

    def take_focus(self) -> None:
        """Put the caret into the first field."""
        if self.column.views:
            self.column.go_to(self.column.views[0])

    def set_locked(self, *, locked: bool) -> None:
        """Whether nothing may be changed."""
        self.column.set_locked(locked)

    def fit(self, most: int) -> None:
        """Be as high as the fields need, and not higher than this."""
        self._most = max(most, Size.PASTE_BOX)
        inside = self.column.widget()
        needed = inside.sizeHint().height() + 2 * Space.XS if inside is not None else 0
        height = max(Size.PASTE_BOX, min(self._most, needed))
        if height != self.height():
            self.setFixedHeight(height)

    def place(self, field: str) -> DropPlace | None:
        """Where pieces are dropped into a field."""
        return self._places.get(field)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface_2"))
        area = QRectF(self.rect()).adjusted(Space.XS, 0, -Space.XS, -Space.XS)
        painter.drawPath(rounded(area, Radius.SMALL))

    def _on_changed(self, _change: object = None) -> None:
        if not self.column.show_fields(self._desk.comparing.fields):
            return
        self._places = {}
        for view in self.column.views:
            place = DropPlace(view.editor, view.spec.name, self._landing)
            place.dropped.connect(self.dropped)
            view.editor.grown.connect(self._fitting.start)
            self._places[view.spec.name] = place
        self._on_checked(self._desk.checker.report)

    def _landing(self, piece: DraggedPiece, field: str, at: int) -> int:
        comparing = self._desk.comparing
        end = len(comparing.text(piece.key, piece.field)) if piece.whole else piece.end
        return comparing.landing(piece.key, piece.field, piece.start, end, field, at)

    def _on_checked(self, report: CheckReport) -> None:
        if not self._desk.writer.busy:
            self.column.show_report(report)
