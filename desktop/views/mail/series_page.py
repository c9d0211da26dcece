"""Every mail of a series on one page: its day, what it is, whether it is written, and the way to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.brief import Brief
from desktop.core.ids import DraftId
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.mailing_values import SeriesMail
from desktop.views.icons import IconLabel
from desktop.views.mail.series_panel import day_words, state_words
from desktop.views.mail.words import type_icon, type_name
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Badge, Tone
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.scrolled_page import scrolled
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import ElidedLabel, Label


class SeriesPage(QWidget):
    """`opened` is sent when a mail was put on the desk, or is there already; `left` to go back."""

    opened = Signal()
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows: tuple[SeriesRow, ...] = ()
        self.back = Button(tr("Back to the mail"), ButtonKind.QUIET, icon="chevron-left", small=True)
        self.title = Label("", "title", wrap=True)
        self.summary = Label("", "base", "text_2", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        page = QWidget()
        page.setMaximumWidth(Size.TEXT_COLUMN)
        column = QVBoxLayout(page)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.XL)
        column.setSpacing(Space.S)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.title)
        column.addWidget(self.summary)
        column.addSpacing(Space.S)
        column.addLayout(self._list)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(page))
        self.back.clicked.connect(self.left)
        self.setFocusProxy(self.back)

    def refresh(self) -> None:
        """Ask for the mails of the series and show them."""
        series = self._desk.mailing.mail.series
        self.title.setText(series.name if series is not None else "")
        self._desk.mailing.series(self.show_mails)

    def show_mails(self, mails: Sequence[SeriesMail]) -> None:
        """Show these mails."""
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        here = self._desk.session.handed_in.id
        self.rows = tuple(SeriesRow(mail, here=mail.draft.id == here) for mail in mails)
        for row in self.rows:
            row.open.clicked.connect(lambda _checked=False, row=row: self._open(row.mail.draft.id))
            self._list.addWidget(row)
        written = sum(mail.written for mail in mails)
        count = trn("{n} mail", "{n} mails", len(mails))
        self.summary.setText(tr("{mails}, {n} of them written", mails=count, n=written))

    def _open(self, draft_id: DraftId) -> None:
        if draft_id != self._desk.session.handed_in.id:
            self._desk.drafts.open(draft_id)
        self.opened.emit()


class SeriesRow(QWidget):
    """One mail of the series."""

    def __init__(self, mail: SeriesMail, *, here: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mail = mail
        self.day = Label(day_words(mail.day), "strong")
        self.day.setMinimumWidth(Size.RAIL)
        self.subject = ElidedLabel(_subject(mail), "strong", "text_1" if mail.written else "text_2")
        self.about = ElidedLabel(_about(mail), "small", "text_2")
        self.state = Badge(state_words(mail), Tone.SUPPORTED if mail.written else Tone.NEUTRAL,
                           icon="check" if mail.written else "")  # fmt: skip
        self.open = Button(tr("Shown now") if here else tr("Open"), ButtonKind.QUIET if here else ButtonKind.SECONDARY,
                           small=True)  # fmt: skip
        self.open.setAccessibleDescription(f"{self.day.text()}: {self.subject.text()}")
        words = QVBoxLayout()
        words.setSpacing(Space.XXS)
        words.addWidget(self.subject)
        words.addWidget(self.about)
        row = QHBoxLayout()
        row.setContentsMargins(0, Space.M, 0, Space.M)
        row.setSpacing(Space.M)
        row.addWidget(self.day)
        row.addWidget(IconLabel(type_icon(mail.type), "text_2", Size.ICON))
        row.addLayout(words, 1)
        row.addWidget(self.state)
        row.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Rule())


def _subject(mail: SeriesMail) -> str:
    return mail.draft.copy.text("subject").strip() or tr("No subject yet")


def _about(mail: SeriesMail) -> str:
    brief: Brief = mail.draft.brief
    purpose = brief.notes.strip().rpartition("\n")[2]
    return " · ".join(part for part in (type_name(mail.type), purpose) if part)
