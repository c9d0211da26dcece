"""Before there is a mail: what it may be, with the facts of a product if there are some, or one that exists already."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.core.mail import MailType
from desktop.core.mail_series import SERIES, MailSeries
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.views.facts_choice import FactsChoice
from desktop.views.mail.importing import KEY as IMPORT_KEY
from desktop.views.mail.words import type_icon, type_name, type_sentence
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.choice_cards import Choice, ChoiceCards
from desktop.views.widgets.scrolled_page import scrolled
from desktop.views.widgets.text import Label

_WIDEST = Size.TEXT_COLUMN + Size.SIDE_LIST


class StartPage(QWidget):
    """`type_chosen` and `series_chosen` come with the draft whose facts the mail begins with (or `None`).

    `others` are buttons that lead to other screens.
    """

    type_chosen = Signal(object, object)  # MailType, Draft | None
    series_chosen = Signal(str, object)  # id, Draft | None
    file_asked = Signal()
    paste_asked = Signal()
    back_asked = Signal()

    def __init__(self, desk: Desk, others: tuple[Button, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = Button(tr("Back to the mail"), ButtonKind.QUIET, icon="chevron-left", small=True)
        self.back.hide()
        self.facts = FactsChoice(desk)
        self.products = self.facts.products
        self.types = ChoiceCards(tr("Kinds of mail"), _types())
        self.series = ChoiceCards(
            tr("Series of mails"), tuple(map(_series, SERIES)), most_columns=4, narrowest=Size.COLUMN
        )
        self.open = Button(tr("Open a mail…"), icon="folder", key=IMPORT_KEY)
        self.open.set_tip(tr("An HTML, MJML, Markdown or .eml file, made into blocks to edit"))
        self.paste = Button(tr("Paste a mail"), icon="clipboard")
        self.paste.set_tip(tr("HTML, MJML or Markdown from the clipboard, made into blocks to edit"))
        self.others = others
        self._lay_out()
        self.types.chosen.connect(lambda chosen: self.type_chosen.emit(MailType(chosen), self.product))
        self.series.chosen.connect(lambda chosen: self.series_chosen.emit(chosen, self.product))
        self.open.clicked.connect(self.file_asked)
        self.paste.clicked.connect(self.paste_asked)
        self.back.clicked.connect(self.back_asked)
        self.setFocusProxy(next(iter(self.types.cards.values())))

    @property
    def product(self) -> Draft | None:
        """The product whose facts the mail begins with; `None` for none."""
        return self.facts.product

    def show_way_back(self, *, shown: bool) -> None:
        """Whether there is a mail on the desk to go back to."""
        self.back.setVisible(shown)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(page)
        column.setContentsMargins(Space.XXL, Space.L, Space.XXL, Space.XL)
        column.setSpacing(Space.S)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Label(tr("A new mail"), "title"))
        column.addWidget(self._sentence())
        column.addWidget(self.facts)
        column.addSpacing(Space.XS)
        column.addWidget(self.types)
        column.addSpacing(Space.S)
        column.addWidget(Label(tr("Several mails, on their days"), "strong", "text_2"))
        column.addWidget(self.series)
        column.addSpacing(Space.S)
        column.addWidget(Label(tr("A mail that exists already"), "strong", "text_2"))
        column.addLayout(self._existing())
        column.addWidget(self._drop_hint())
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(page))

    @staticmethod
    def _sentence() -> Label:
        words = tr("Choose what it is for. Its blocks are laid out for you; change, move and leave out what you like.")
        return Label(words, "base", "text_2", wrap=True)

    def _existing(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.open)
        row.addWidget(self.paste)
        for other in self.others:
            row.addWidget(other)
        row.addStretch(1)
        return row

    @staticmethod
    def _drop_hint() -> Label:
        return Label(tr("Or drop a file here. Nothing in it is loaded or run."), "small", "text_3", wrap=True)


def _types() -> tuple[Choice, ...]:
    return tuple(Choice(each, type_icon(each), type_name(each), type_sentence(each)) for each in MailType)


def _series(series: MailSeries) -> Choice:
    days = ", ".join(str(step.day) for step in series.steps)
    mails = trn("{n} mail", "{n} mails", len(series.steps))
    return Choice(series.id, "calendar", tr(series.name), tr("{mails}, on the days {days}", mails=mails, days=days))
