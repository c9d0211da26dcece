"""The row on which the writer is: its source, the editor in place, what is known of it, and the card of a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.core.translation import Row, RowKey
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.editor.menu import EditorMenu
from desktop.views.icons import paint_icon
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.translate.cell_text import line_step
from desktop.views.translate.columns import BOX, NUMBER, Columns, columns_of
from desktop.views.translate.faces import Face, face_of
from desktop.views.translate.finding_block import FindingBlock
from desktop.views.translate.row_editor import RowEditor
from desktop.views.translate.row_findings import RowFindings
from desktop.views.translate.row_notes import NoteLine, notes_height, notes_of, paint_notes
from desktop.views.translate.words import language_words
from desktop.views.widgets.surface import rounded

if TYPE_CHECKING:
    from desktop.runtime.translating import Translating

_LATE_MS = 120
_TOP = Space.L - Space.XXS
_PAD = Space.S + Size.HAIR
_CARD_GAP = Space.S + Space.XXS
_TEXT_TOP = _TOP + _PAD
_ANY_HEIGHT = 1 << 16
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)


class OpenRow(QWidget):
    """Lies in the grid over the row that is current; `grown` says that it needs another height.

    What is typed is handed to the job some moments later, and before anything else is done with it (`flush`).
    """

    grown = Signal()

    def __init__(self, translating: Translating, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translating = translating
        self._key: RowKey | None = None
        self._face: Face | None = None
        self._columns = columns_of(Size.WINDOW_WIDTH)
        self._notes: list[NoteLine] = []
        self._height = 0
        self._dirty = False
        self.source = RowEditor(self)
        self.source.set_locked(True)
        self.source.setAccessibleName(tr("Source"))
        self.editor = RowEditor(self)
        self.editor.setAccessibleName(tr("Translation"))
        self.card = FindingBlock(self)
        self.findings = RowFindings(translating, self.editor, self.source, self.card, self)
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._connect()

    def _connect(self) -> None:
        self._late.timeout.connect(self.flush)
        self.editor.edited.connect(self._on_edited)
        self.editor.grown.connect(self._lay_out)
        self.source.grown.connect(self._lay_out)
        self.findings.changed.connect(self._lay_out)
        for each in (self.editor, self.source):
            each.undo_asked.connect(self._undo)
            each.redo_asked.connect(self._redo)
            each.installEventFilter(self)
            EditorMenu(self._translating, each)

    @property
    def key(self) -> RowKey | None:
        """The row that is shown."""
        return self._key

    @property
    def notes(self) -> tuple[NoteLine, ...]:
        """The lines below the source."""
        return tuple(self._notes)

    def show_row(self, key: RowKey, columns: Columns) -> None:
        """Show a row in these columns; what was typed in another one is handed in first."""
        self._columns = columns
        if key != self._key:
            self.flush()
            self._key = key
            self._begin(self._translating.rows[key])
        self.refresh()

    def refresh(self) -> None:
        """Show what is known of the row now; words that were typed and not handed in yet stay."""
        key = self._key
        row = self._translating.rows.get(key) if key is not None else None
        if key is None or row is None:
            return
        self._face = face_of(self._translating, key)
        self.editor.know_tags(row.segment.tags)
        self.source.know_tags(row.segment.tags)
        self.source.show_text(row.segment.source.text)
        if not self._dirty:
            self.editor.show_text(row.segment.target.text)
        self.findings.refresh(key)
        self._note(row)
        self._lay_out()

    def flush(self) -> None:
        """Hand in what was typed."""
        self._late.stop()
        if self._dirty and self._key is not None:
            self._dirty = False
            self._translating.edit(self._key, self.editor.text())

    def needed(self, columns: Columns) -> int:
        """How high the row is in these columns."""
        self._columns = columns
        self._lay_out(tell=False)
        return self._height

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(tell=False)

    # Inside

    def _begin(self, row: Row) -> None:
        """Another row: its languages are said, nothing of the one before is left."""
        job = self._translating.job
        source, target = (job.source, job.target) if job is not None else ("", "")
        self._dirty = False
        self.source.setAccessibleName(tr("{language}, row {n}", language=language_words(source), n=row.number))
        self.editor.setAccessibleName(tr("{language}, row {n}", language=language_words(target), n=row.number))
        self.editor.setAccessibleDescription(row.segment.source.words)
        self.editor.set_locked(row.segment.locked)
        for each, text in ((self.source, row.segment.source.text), (self.editor, row.segment.target.text)):
            each.show_findings([])
            each.know_tags(row.segment.tags)
            each.show_text(text)
            each.choose(0 if each is self.source else len(text))
        self.editor.setPlaceholderText("" if row.segment.locked else tr("Not translated yet"))
        self.findings.begin()

    def _on_edited(self) -> None:
        self._dirty = True
        if not self._late.isActive():
            self._late.start()
        row = self._translating.rows.get(self._key) if self._key is not None else None
        if row is not None and row.segment.most:
            self._note(row)
            self.update()

    def _undo(self) -> None:
        self.flush()
        self._translating.undo()

    def _redo(self) -> None:
        self.flush()
        self._translating.redo()

    def _note(self, row: Row) -> None:
        self._notes = notes_of(row, self.editor.text())

    def _lay_out(self, *, tell: bool = True) -> None:
        """Put the parts where they belong; their words decide how high the row is."""
        columns, inset = self._columns, Space.XXS
        width = columns.text_width + 2 * inset
        for each, left in ((self.source, columns.source), (self.editor, columns.target)):
            each.setGeometry(left - inset, _TEXT_TOP - inset, width, each.height())
        box = self._box()
        low = box.bottom() + _TOP
        if not self.card.isHidden():
            self.card.setGeometry(box.left(), box.bottom() + _CARD_GAP, box.width(), self.card.needed(box.width()))
            self.card.point_at(self.findings.span_middle() - box.left())
            low = self.card.geometry().bottom() + Space.L
        height = max(
            low, self._notes_top() + notes_height(self._notes, columns.text_width) + Space.S, self._reason_end()
        )
        self.update()
        if height != self._height:
            self._height = height
            if tell:
                self.grown.emit()

    def _box(self) -> QRect:
        height = self.editor.height() - 2 * Space.XXS + 2 * _PAD
        return QRect(self._columns.target - BOX, _TOP, self._columns.text_width + 2 * BOX, height)

    def _notes_top(self) -> int:
        return _TEXT_TOP + self.source.height() - 2 * Space.XXS + Space.M - Size.HAIR

    def _reason(self) -> str:
        key, face = self._key, self._face
        reason = self._translating.score_reason(key) if key is not None else ""
        return tr("{score}: {reason}", score=face.score, reason=reason) if reason and face is not None else ""

    def _reason_area(self) -> QRect:
        columns, top = self._columns, _TEXT_TOP + line_step(theme.tokens().text_size) + Space.S
        area = QRect(columns.icon, top, columns.score_end - columns.icon, _ANY_HEIGHT)
        words = self._reason()
        return QFontMetrics(theme.font(Type.SMALL)).boundingRect(area, _WRAP, words) if words else QRect()

    def _reason_end(self) -> int:
        area = self._reason_area()
        return area.bottom() + Space.L if area.isValid() else 0

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("surface_1"))
        painter.fillRect(0, 0, Size.RING, self.height(), theme.colour("accent"))
        if theme.tokens().high_contrast:
            painter.fillRect(0, self.height() - Size.HAIR, self.width(), Size.HAIR, theme.colour("line"))
        self._paint_box(painter)
        if not self.card.isHidden():
            self.card.paint_around(painter)
        if self._face is not None:
            self._paint_face(painter, self._face)
        paint_notes(painter, self._notes, self._columns.source, self._notes_top(), self._columns.text_width)

    def _paint_box(self, painter: QPainter) -> None:
        focused = self.editor.hasFocus()
        half, box = Size.HAIR / 2, QRectF(self._box())
        if focused:
            painter.setPen(QPen(theme.colour("selection"), Size.RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(rounded(box.adjusted(-half, -half, half, half), Radius.SMALL + Size.HAIR))
        painter.setPen(theme.colour("accent" if focused else "line_strong"))
        painter.setBrush(theme.colour("surface_1" if self.editor.isReadOnly() else "surface_2"))
        painter.drawPath(rounded(box.adjusted(half, half, -half, -half), Radius.SMALL))

    def _paint_face(self, painter: QPainter, face: Face) -> None:
        columns, step = self._columns, line_step(theme.tokens().text_size)
        strong, plain = theme.font(Type.BASE, Weight.STRONG), theme.font(Type.BASE)
        paint_icon(painter, face.icon, QRect(columns.icon, _TEXT_TOP, Size.ICON_MEDIUM, step), face.icon_role)
        for font, role, flags, words, left, right in (
            (strong, "accent", _LEFT, face.number, NUMBER, columns.source),
            (plain, "text_2", _RIGHT, face.match, columns.icon, columns.match_end),
            (strong, face.score_role, _RIGHT, face.score, columns.match_end, columns.score_end),
        ):
            painter.setFont(font)
            painter.setPen(theme.colour(role))
            painter.drawText(QRect(left, _TEXT_TOP, right - left, step), flags, words)
        area = self._reason_area()
        if area.isValid():
            painter.setFont(theme.font(Type.SMALL))
            painter.setPen(theme.colour("text_2"))
            painter.drawText(area, _WRAP, self._reason())
