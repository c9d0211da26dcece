"""The mail in the list of an inbox: once beside others on a desktop, once on a telephone."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core.words import tr
from desktop.runtime.inbox import DESKTOP_PX, LETTERS_PX, PHONE_LINES, PHONE_PX, Shown, shown
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Size, Space, Type, Weight

_LEFT = Size.ICON_SMALL + Space.M
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_END = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_LINE = Size.BADGE - Space.HAIR
_TIME = "09:00"


class InboxText(msgspec.Struct, frozen=True):
    """What an inbox shows of a mail."""

    sender: str = ""
    subject: str = ""
    preheader: str = ""


class _Row(msgspec.Struct, frozen=True):
    """One of the two rows: the room is as wide as in the client, in our letters."""

    icon: str
    room: int
    subject: Shown
    preheader: Shown


class InboxLines(QWidget):
    """Two rows, each cut where its client cuts; made smaller where there is less room than they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = InboxText()
        self._rows: tuple[_Row, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_text(InboxText())

    @property
    def desktop(self) -> Shown:
        """What a desktop shows of the subject."""
        return self._rows[0].subject

    @property
    def phone(self) -> Shown:
        """What a telephone shows of the subject."""
        return self._rows[1].subject

    def show_text(self, text: InboxText) -> None:
        """Show a mail."""
        self._text = text
        scale = Type.SMALL / LETTERS_PX
        self._rows = (
            _Row("computer", round(DESKTOP_PX * scale), shown(text.subject, DESKTOP_PX),
                 shown(text.preheader, DESKTOP_PX)),
            _Row("phone", round(PHONE_PX * scale), shown(text.subject, PHONE_PX),
                 shown(text.preheader, PHONE_PX, PHONE_LINES)),
        )  # fmt: skip
        self.setAccessibleName(tr("Inbox"))
        self.setAccessibleDescription(self.words())
        self.setToolTip(self.words())
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """What is cut off, in a sentence each; for the tooltip and the screen reader."""
        desktop, phone = self._rows
        parts = [f"{self._text.sender}. {self._text.subject}"]
        if not desktop.subject.whole:
            parts.append(tr("A desktop shows {count} of {total} characters of the subject.",
                            count=desktop.subject.count, total=desktop.subject.total))  # fmt: skip
        if not phone.subject.whole:
            parts.append(tr("A phone shows {count} of {total} characters of the subject.",
                            count=phone.subject.count, total=phone.subject.total))  # fmt: skip
        return "\n".join(parts)

    def sizeHint(self) -> QSize:
        return QSize(_LEFT + Size.INBOX_TEXT, round(self._height() * self._scale()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, round(self._height() * self._scale()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._height() * min(1.0, width / self._needed()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale()
        painter.scale(scale, scale)
        width = self.width() / scale
        top = 0.0
        for place, row in enumerate(self._rows):
            if place:
                top += Space.M
                painter.setPen(theme.colour("line"))
                painter.drawLine(0, round(top), round(width), round(top))
                top += Space.M - Space.XXS
            top = self._paint_row(painter, row, top, width)

    def _paint_row(self, painter: QPainter, row: _Row, top: float, width: float) -> float:
        paint_icon(painter, row.icon, QRectF(0, top, Size.ICON_SMALL, _LINE), "text_2")
        room = self._room(row)
        painter.setFont(theme.font(Type.SMALL, Weight.STRONG))
        painter.setPen(theme.colour("text_1"))
        name = painter.fontMetrics().elidedText(self._text.sender, Qt.TextElideMode.ElideRight, round(room - Size.HERO))
        painter.drawText(QRectF(_LEFT, top, room, _LINE), _MIDDLE, name)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        painter.drawText(QRectF(_LEFT, top, room, _LINE), _END, _TIME)
        top += _LINE
        self._paint_count(painter, row, top, width)
        subject = row.subject.lines or (tr("(no subject)"),)
        for role, lines in (("text_1" if row.subject.lines else "text_3", subject), ("text_2", row.preheader.lines)):
            painter.setPen(theme.colour(role))
            for line in lines:
                painter.drawText(QRectF(_LEFT, top, width, _LINE), _MIDDLE, line)
                top += _LINE
        return top

    def _paint_count(self, painter: QPainter, row: _Row, top: float, width: float) -> None:
        """How much of the subject is shown, at the end of its line, where the row leaves room."""
        if row.subject.whole or row.icon != "phone":
            return
        painter.setPen(theme.colour("text_2"))
        count = tr("{count} of {total}", count=row.subject.count, total=row.subject.total)
        for words in (count, tr("shown")):
            painter.drawText(QRectF(0, top, width, _LINE), _END, words)
            top += _LINE

    def _room(self, row: _Row) -> float:
        """As wide as the client's line; wider when our letters are."""
        metrics = QFontMetricsF(theme.font(Type.SMALL))
        return max(float(row.room), *(metrics.horizontalAdvance(line) for line in self._lines_of(row)), 0.0)

    @staticmethod
    def _lines_of(row: _Row) -> tuple[str, ...]:
        return (*row.subject.lines, *row.preheader.lines, "")

    def _needed(self) -> float:
        desktop, phone = (self._room(row) for row in self._rows)
        metrics = QFontMetricsF(theme.font(Type.SMALL))
        aside = 0.0
        if not self._rows[1].subject.whole:
            total = self._rows[1].subject.total
            widest = max(
                map(metrics.horizontalAdvance, (tr("{count} of {total}", count=total, total=total), tr("shown")))
            )
            aside = widest + Space.S
        return _LEFT + max(desktop, phone + aside)

    def _height(self) -> float:
        lines = sum(1 + max(1, len(row.subject.lines)) + len(row.preheader.lines) for row in self._rows)
        return lines * _LINE + 2 * Space.M

    def _scale(self) -> float:
        return min(1.0, self.width() / self._needed())

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self.updateGeometry()
