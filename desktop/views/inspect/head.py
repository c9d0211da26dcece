"""Who sends: the addresses of the head with their marks, and what the receiving server found."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.received import Authentication, Place, ReceivedMail
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.inspect.numbers import paint_number
from desktop.views.inspect.reasons import Reason
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.badge import Badge, Tone
from desktop.views.widgets.text import Label

_LINE = Size.BOTTOM_BUTTON


class AddressLine(QWidget):
    """One address, shortened in its middle where there is no room; `chosen` sends the number of a mark."""

    chosen = Signal(int)

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._text = ""
        self._reasons: tuple[Reason, ...] = ()
        self._spots: list[tuple[QRect, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_address(self, text: str, reasons: tuple[Reason, ...]) -> None:
        """Show an address with the marks that are its own."""
        self._text = text or tr("none")
        self._reasons = tuple(each for each in reasons if each.places(self._place))
        told = ". ".join(each.sign.message for each in self._reasons)
        self.setAccessibleName(f"{self._text}. {told}" if told else self._text)
        self.setToolTip(self._text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font(Type.BASE)).horizontalAdvance(self._text)
        return QSize(width + len(self._reasons) * (Size.BADGE + Space.XXS) + Space.XXS, _LINE)

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.MONOGRAM * 2, _LINE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for area, number in self._spots:
            if area.contains(event.position().toPoint()):
                self.chosen.emit(number)
                return
        if self._reasons and event.position().x() < self.sizeHint().width():
            self.chosen.emit(self._reasons[0].number)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = theme.font(Type.BASE)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        marks = len(self._reasons) * (Size.BADGE + Space.XXS)
        room = self.width() - marks
        words = metrics.elidedText(self._text, Qt.TextElideMode.ElideMiddle, room)
        painter.setPen(theme.colour("text_1" if self._text != tr("none") else "text_3"))
        painter.drawText(QRect(0, 0, room, self.height()), int(Qt.AlignmentFlag.AlignVCenter), words)
        right = metrics.horizontalAdvance(words)
        self._spots = []
        if self._reasons:
            self._underline(painter, metrics, words, right)
        for number, reason in enumerate(self._reasons):
            left = right + Space.XXS + number * (Size.BADGE + Space.XXS)
            area = QRect(left, (self.height() - Size.ICON_MEDIUM) // 2, Size.ICON_MEDIUM, Size.ICON_MEDIUM)
            paint_number(painter, QRectF(area), reason.number, strong=reason.strong)
            self._spots.append((area, reason.number))

    def _underline(self, painter: QPainter, metrics: QFontMetrics, words: str, right: int) -> None:
        reason = min(self._reasons, key=lambda each: (not each.strong, each.number))
        start = reason.places(self._place)[0].start if words == self._text else 0
        left = metrics.horizontalAdvance(words[:start])
        pen = QPen(theme.colour(reason.role), Size.LINE)
        if not reason.strong:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        line = (self.height() + metrics.height()) // 2
        painter.drawLine(left, line, right, line)


class Head(QWidget):
    """From, Reply-To, Return-Path, and three chips; `chosen` sends the number of a mark."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, Space.S)
        self._row.setSpacing(Space.XL)
        self.who = self._add(tr("From"), Place.FROM, 5)
        self.reply_to = self._add(tr("Reply-To"), Place.REPLY_TO, 4)
        self.return_path = self._add(tr("Return-Path"), Place.RETURN_PATH, 4)
        self._chips = [Badge("") for _ in range(3)]
        chips = QHBoxLayout()
        chips.setContentsMargins(0, 0, 0, 0)
        chips.setSpacing(Space.S)
        for chip in self._chips:
            chips.addWidget(chip)
        chips.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        label = Label(tr("Is the sender genuine?"), "small", "text_2")
        label.setFixedHeight(_LINE)
        column.addWidget(label)
        column.addLayout(chips)
        self._row.addLayout(column)

    def show_mail(self, mail: ReceivedMail, reasons: tuple[Reason, ...]) -> None:
        """Show who sends a mail."""
        self.who.show_address(mail.sender.address or mail.sender.name, reasons)
        self.reply_to.show_address(", ".join(each.address for each in mail.reply_to), reasons)
        self.return_path.show_address(mail.return_path, reasons)
        for chip, (words, tone, icon) in zip(self._chips, chip_looks(mail.authentication), strict=True):
            chip.set_text(words, tone, icon)
            chip.setToolTip(
                tr("Found by {server}", server=mail.authentication.server) if mail.authentication.server else ""
            )

    def _add(self, name: str, place: Place, stretch: int) -> AddressLine:
        line = AddressLine(place)
        line.chosen.connect(self.chosen)
        label = Label(name, "small", "text_2")
        label.setFixedHeight(_LINE)
        label.setBuddy(line)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label)
        column.addWidget(line)
        self._row.addLayout(column, stretch)
        return line


def chip_looks(found: Authentication) -> tuple[tuple[str, Tone, str], ...]:
    """What each of the three checks came to: words, tone and icon."""
    return tuple(
        _chip(name, result) for name, result in (("SPF", found.spf), ("DKIM", found.dkim), ("DMARC", found.dmarc))
    )


def _chip(name: str, result: str) -> tuple[str, Tone, str]:
    if result == "pass":
        return f"{name} pass", Tone.SUPPORTED, "check"
    if result in {"fail", "permerror"}:
        return f"{name} fail", Tone.CONTRADICTED, "contradicted"
    if not result:
        return f"{name} ?", Tone.NEUTRAL, ""
    return f"{name} {result}", Tone.WARNING, "warning"
