"""The mail as text on the quietest surface: subject, who to whom, text, and files that were not opened."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QRectF, QSize, Qt, QTime, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.received import Attachment, Place, ReceivedMail
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.icons import IconLabel
from desktop.views.inspect.mail_text import MailText
from desktop.views.inspect.numbers import paint_number
from desktop.views.inspect.reasons import Reason
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.badge import Badge
from desktop.views.widgets.surface import Card, Surface
from desktop.views.widgets.text import ElidedLabel, Label

_COLUMN = Size.TEXT_COLUMN - Space.XXL - Space.XS


class _Numbers(QWidget):
    """The numbers of the reasons that have their evidence in one line."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reasons: tuple[Reason, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_reasons(self, reasons: tuple[Reason, ...]) -> None:
        """Show these."""
        self._reasons = reasons
        self.setVisible(bool(reasons))
        self.setToolTip("\n".join(each.sign.message for each in reasons))
        self.setAccessibleName(". ".join(each.sign.message for each in reasons))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(len(self._reasons) * (Size.ICON_MEDIUM + Space.XS), Size.BADGE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = int(event.position().x()) // (Size.ICON_MEDIUM + Space.XS)
        if 0 <= index < len(self._reasons):
            self.chosen.emit(self._reasons[index].number)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for index, reason in enumerate(self._reasons):
            left = index * (Size.ICON_MEDIUM + Space.XS)
            area = QRectF(left, Space.HAIR, Size.ICON_MEDIUM, Size.ICON_MEDIUM)
            paint_number(painter, area, reason.number, strong=reason.strong)


class _File(Card):
    """An attached file: its name, its size, that it was not opened."""

    chosen = Signal(int)

    def __init__(self, file: Attachment, reasons: tuple[Reason, ...]) -> None:
        super().__init__()
        name = file.name or tr("File without a name")
        size = QLocale().formattedDataSize(file.size, 0, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
        unopened = tr("not opened")
        self.setAccessibleName(f"{name}, {size}, {unopened}")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.XS + Space.XXS, Space.M, Space.XS + Space.XXS)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel("paperclip", "text_2", Size.ICON_MEDIUM))
        shown = ElidedLabel(name, mode=Qt.TextElideMode.ElideMiddle)
        width = QFontMetrics(theme.font(Type.BASE)).horizontalAdvance(name) + Space.XS
        shown.setFixedWidth(min(width, _COLUMN // 2))
        row.addWidget(shown)
        row.addWidget(Label(size, "base", "text_3"))
        numbers = _Numbers()
        numbers.show_reasons(reasons)
        numbers.chosen.connect(self.chosen)
        row.addWidget(numbers)
        row.addWidget(Badge(tr("not opened"), icon="lock"))


class Paper(Surface):
    """Scrolls; `chosen` sends the number of a mark that was clicked."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(2, parent)
        self.subject = Label("", "heading", wrap=True, selectable=True)
        self.numbers = _Numbers()
        self.people = ElidedLabel("", "base", "text_2")
        self.as_text = Badge(tr("shown as text"), icon="eye")
        self.text = MailText()
        self._files = QVBoxLayout()
        self._files.setSpacing(Space.S)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._holder = self._lay_out()
        self._scroll.setWidget(self._holder)
        self._scroll.setAccessibleName(tr("The mail"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self.text.chosen.connect(self.chosen)
        self.numbers.chosen.connect(self.chosen)

    def _lay_out(self) -> QWidget:
        page = QWidget()
        page.setProperty("page", True)
        page.setMaximumWidth(_COLUMN + Space.XXL + Space.S + Space.XL)
        column = QVBoxLayout(page)
        column.setContentsMargins(Space.XXL + Space.S, Space.XL, Space.XL, Space.XL)
        column.setSpacing(Space.XS + Space.XXS)
        head = QHBoxLayout()
        head.addWidget(self.subject, 1)
        head.addWidget(self.numbers, alignment=Qt.AlignmentFlag.AlignTop)
        below = QHBoxLayout()
        below.addWidget(self.people, 1)
        below.addWidget(self.as_text)
        column.addLayout(head)
        column.addLayout(below)
        column.addSpacing(Space.M)
        column.addWidget(self.text)
        column.addSpacing(Space.M)
        column.addLayout(self._files)
        column.addStretch(1)
        holder = QWidget()
        holder.setProperty("page", True)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(page, 1)
        row.addStretch(0)
        return holder

    def show_mail(self, mail: ReceivedMail, reasons: tuple[Reason, ...]) -> None:
        """Show a mail with its marks, from its beginning."""
        self.subject.setText(mail.subject or tr("No subject"))
        self.numbers.show_reasons(tuple(each for each in reasons if each.places(Place.SUBJECT)))
        self.people.setText(_people(mail))
        self.people.setVisible(bool(self.people.text()))
        self.text.show_mail(mail, reasons)
        while (item := self._files.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for index, file in enumerate(mail.attachments):
            here = tuple(each for each in reasons if any(mark.index == index for mark in each.places(Place.ATTACHMENT)))
            card = _File(file, here)
            card.chosen.connect(self.chosen)
            self._files.addWidget(card, alignment=Qt.AlignmentFlag.AlignLeft)
        self._scroll.verticalScrollBar().setValue(0)

    def show_current(self, number: int) -> None:
        """Light the marks of a reason and bring the first of them into view."""
        self.text.show_current(number)
        place = self.text.place_of(number)
        if place >= 0:
            top = self.text.mapTo(self._holder, self.text.rect().topLeft()).y()
            self._scroll.ensureVisible(0, top + place, 0, Size.HERO * 2)


def _people(mail: ReceivedMail) -> str:
    """Who wrote to whom, and when."""
    who = mail.sender.name or mail.sender.address
    to = mail.to[0].address or mail.to[0].name if mail.to else ""
    words = tr("{sender} to {receiver}", sender=who, receiver=to) if who and to else who or to
    when = _when(mail.date)
    return ", ".join(part for part in (words, when) if part)


def _when(date: str) -> str:
    """A date as the weekday and time, with the day once a week has passed; as it stands where it is none."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return date
    local = QDateTime(QDate(moment.year, moment.month, moment.day), QTime(moment.hour, moment.minute))
    days = local.daysTo(QDateTime.currentDateTime())
    form = "dddd HH:mm" if 0 <= days < 7 else "d MMMM yyyy HH:mm"
    return QLocale().toString(local, form)
