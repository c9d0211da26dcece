"""The text of a received mail with its numbered marks; only text, so that nothing in it can be loaded or followed."""

from __future__ import annotations

import itertools
import re

import msgspec
from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from desktop.core.received import Evidence, Place, ReceivedMail
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.inspect.numbers import NUMBER, NUMBER_OBJECT, STRONG, NumberObject
from desktop.views.inspect.reasons import Reason
from desktop.views.tokens import LINE_HEIGHT_PERCENT, Radius, Space
from desktop.views.widgets.surface import paint_ground

_ROW = re.compile(r"(?P<label>[^\t\n]{1,40})\t(?P<value>[^\t\n]{1,120})")
_REASON = "reason:"
_OBJECT = "\ufffc"


class _Mark(msgspec.Struct, frozen=True):
    """A span of the text with the reason it shows."""

    start: int
    end: int
    reason: Reason


class MailText(QTextEdit):
    """Read-only; `chosen` sends the number of a mark that was clicked."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("Text of the mail"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._number = NumberObject(self)
        self.document().documentLayout().registerHandler(NUMBER_OBJECT, self._number)
        self.document().setDocumentMargin(0)
        self._mail = ReceivedMail()
        self._reasons: tuple[Reason, ...] = ()
        self._current = 0
        self._places: dict[int, list[tuple[int, int]]] = {}
        self._links: list[tuple[int, int, str]] = []
        self._tables: list[QTextTable] = []
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.viewport().setMouseTracking(True)

    def show_mail(self, mail: ReceivedMail, reasons: tuple[Reason, ...], current: int = 0) -> None:
        """Show a mail with the marks of its reasons; `current` is the number of the one that is chosen."""
        self._mail, self._reasons, self._current = mail, reasons, current
        self._build()

    def show_current(self, number: int) -> None:
        """Mark one reason as the chosen one."""
        if number != self._current:
            self._current = number
            self._build()

    def place_of(self, number: int) -> int:
        """How far down the first mark of a reason stands, in pixels; -1 when it stands not in the text."""
        places = self._places.get(number)
        if not places:
            return -1
        cursor = QTextCursor(self.document())
        cursor.setPosition(places[0][0])
        return self.cursorRect(cursor).top()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        for table in self._tables:
            top = self.cursorRect(table.firstCursorPosition()).top() - Space.M
            bottom = self.cursorRect(table.lastCursorPosition()).bottom() + Space.M
            area = QRectF(0, top, self.viewport().width(), bottom - top)
            paint_ground(painter, area, "surface_1", Radius.SMALL)
        painter.end()
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange} and self._mail.text:
            self._build()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        number = self._number_at(event.position().toPoint())
        if number and not self.textCursor().hasSelection():
            self.chosen.emit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = bool(self._number_at(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell_link(event)
            return True
        return super().event(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText().replace(_OBJECT, ""))
        return data

    def _tell_link(self, event: QHelpEvent) -> None:
        place = self.cursorForPosition(event.pos()).position()
        for start, end, href in self._links:
            if start <= place <= end:
                QToolTip.showText(event.globalPos(), tr("Opens {address}; nothing is opened here", address=href), self)
                return
        QToolTip.hideText()

    def _number_at(self, point: QPoint) -> int:
        anchor = self.anchorAt(point)
        return int(anchor.removeprefix(_REASON)) if anchor.startswith(_REASON) else 0

    def _fit(self) -> None:
        height = round(self.document().size().height()) + Space.XS
        if self.minimumHeight() != height:
            self.setFixedHeight(height)

    # The document

    def _build(self) -> None:
        self._places, self._links = {}, []
        marks = sorted(_marks(self._reasons), key=lambda mark: (mark.start, -mark.end))
        document = self.document()
        self._tables = []  # they go with the text
        document.clear()
        document.setDefaultFont(theme.font(theme.tokens().text_size))
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        cursor.setBlockFormat(_paragraph())
        writer = _Writer(cursor, self._mail, marks, self._current, self._places, self._links)
        writer.write()
        cursor.endEditBlock()
        self._tables = writer.tables
        self._fit()


class _Writer:
    """Writes a mail into a document, line by line; rows of a label and a value become a table."""

    def __init__(
        self,
        cursor: QTextCursor,
        mail: ReceivedMail,
        marks: list[_Mark],
        current: int,
        places: dict[int, list[tuple[int, int]]],
        links: list[tuple[int, int, str]],
    ) -> None:
        self._cursor = cursor
        self._text = mail.text
        self._mail = mail
        self._marks = marks
        self._current = current
        self._places = places
        self._links = links
        self._badged: set[tuple[int, int]] = set()
        self.tables: list[QTextTable] = []

    def write(self) -> None:
        """Write it all."""
        lines = _lines(self._text)
        number, fresh, spaced = 0, True, False
        while number < len(lines):
            start, end = lines[number]
            if not self._text[start:end].strip():
                spaced, number = not fresh, number + 1
                continue
            rows = _rows(self._text, lines, number)
            if rows:
                self._table(rows)
                number += len(rows)
                fresh, spaced = True, False
                continue
            if not fresh:
                self._cursor.insertBlock(_paragraph(after_gap=spaced), QTextCharFormat())
            else:
                self._cursor.setBlockFormat(_paragraph())
            self._span(start, end)
            fresh, spaced, number = False, False, number + 1

    def _table(self, rows: list[re.Match[str]]) -> None:
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellPadding(0)
        form.setCellSpacing(0)
        form.setTopMargin(Space.M)
        form.setBottomMargin(Space.M)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, 24), QTextLength(QTextLength.Type.PercentageLength, 76)]
        )
        table = self._cursor.insertTable(len(rows), 2, form)
        for number, row in enumerate(rows):
            for column, part in enumerate(("label", "value")):
                cell = table.cellAt(number, column)
                room = QTextTableCellFormat()
                room.setLeftPadding(Space.L if column == 0 else 0)
                room.setTopPadding(Space.M if number == 0 else Space.XXS)
                room.setBottomPadding(Space.M if number == len(rows) - 1 else Space.XXS)
                cell.setFormat(room)
                self._cursor = cell.firstCursorPosition()
                self._span(*row.span(part), tone="text_2" if part == "label" else "text_1")
        self.tables.append(table)
        self._cursor = table.lastCursorPosition()
        self._cursor.movePosition(QTextCursor.MoveOperation.NextBlock)

    def _span(self, start: int, end: int, tone: str = "text_1") -> None:
        """Write a piece of one line with the marks and links that fall into it."""
        begun = self._cursor.position()
        borders = {start, end}
        here = [mark for mark in self._marks if mark.start < end and mark.end > start]
        for mark in here:
            borders |= {max(mark.start, start), min(mark.end, end)}
        ordered = sorted(borders)
        shift: list[tuple[int, int]] = []
        for left, right in itertools.pairwise(ordered):
            covering = [mark for mark in here if mark.start <= left and mark.end >= right]
            place = self._cursor.position()
            shift.append((left, place))
            self._cursor.insertText(self._text[left:right].replace("\t", "   "), self._look(covering, tone))
            for mark in covering:
                self._places.setdefault(mark.reason.number, []).append((place, self._cursor.position()))
            for mark in [mark for mark in here if mark.end == right]:
                self._badge(mark)
        self._note_links(start, end, begun, shift)

    def _look(self, covering: list[_Mark], tone: str) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(theme.colour(tone))
        if not covering:
            return form
        mark = min(covering, key=lambda each: (not each.reason.strong, each.reason.number))
        solid = QTextCharFormat.UnderlineStyle.SingleUnderline
        form.setUnderlineStyle(solid if mark.reason.strong else QTextCharFormat.UnderlineStyle.DotLine)
        form.setUnderlineColor(theme.colour(mark.reason.role))
        if any(each.reason.number == self._current for each in covering):
            form.setBackground(theme.colour(f"{mark.reason.role}_soft"))
        form.setAnchor(True)
        form.setAnchorHref(f"{_REASON}{mark.reason.number}")
        return form

    def _badge(self, mark: _Mark) -> None:
        key = (mark.reason.number, mark.end)
        if key in self._badged:
            return
        self._badged.add(key)
        form = QTextCharFormat()
        form.setObjectType(NUMBER_OBJECT)
        form.setProperty(NUMBER, mark.reason.number)
        form.setProperty(STRONG, mark.reason.strong)
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignNormal)
        form.setAnchor(True)
        form.setAnchorHref(f"{_REASON}{mark.reason.number}")
        self._cursor.insertText(_OBJECT, form)

    def _note_links(self, start: int, end: int, begun: int, shift: list[tuple[int, int]]) -> None:
        def moved(place: int) -> int:
            base = max((pair for pair in shift if pair[0] <= place), default=(start, begun))
            return base[1] + place - base[0]

        for link in self._mail.links:
            if link.start < end and link.end > start:
                self._links.append((moved(max(link.start, start)), moved(min(link.end, end)), link.href))


def _marks(reasons: tuple[Reason, ...]) -> list[_Mark]:
    return [
        _Mark(each.start, each.end, reason)
        for reason in reasons
        for each in reason.places(Place.TEXT)
        if _is_shown(each)
    ]


def _is_shown(evidence: Evidence) -> bool:
    return evidence.end > evidence.start


def _lines(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _rows(text: str, lines: list[tuple[int, int]], first: int) -> list[re.Match[str]]:
    """The rows of a small table that begins at a line."""
    pattern = _ROW
    found = []
    for start, end in lines[first:]:
        row = pattern.fullmatch(text, start, end)
        if row is None:
            break
        found.append(row)
    return found


def _paragraph(*, after_gap: bool = False) -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setLineHeight(LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    form.setTopMargin(Space.M if after_gap else 0)
    return form
