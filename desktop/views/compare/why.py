"""Why a column reads as it does: what was sent, the facts, what was put right, the settings; and making it again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.brief import Brief
from desktop.core.comparison import Compared
from desktop.core.making import Exchange, Mending
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.fields import field_label
from desktop.views.compare.column_words import title_of, tone_of
from desktop.views.compare.letter import Letter
from desktop.views.compare.why_words import exchange_name, plain_settings, technical_settings
from desktop.views.editor.changes import GONE
from desktop.views.editor.fact_line import FactLine
from desktop.views.product.notes import Disclosure
from desktop.views.sent_text import SentText
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Tone
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import ComboField
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.tabs import Tabs
from desktop.views.widgets.text import ElidedLabel, Label

PROMPT, FACTS, REPAIRS, SETTINGS = "prompt", "facts", "repairs", "settings"
_WIDTH = Size.PALETTE + Size.SIDE_LIST


class WhyCard(Popover):
    """A card in the middle of the window with four pages."""

    again_asked = Signal()

    def __init__(self, window: QWidget, desk: Desk, column: Compared) -> None:
        super().__init__(window, tr("Why column {letter} reads so", letter=column.letter))
        self._desk = desk
        self._column = column
        made = column.variant.made if column.variant is not None else None
        self.tabs = Tabs(tr("Why it reads so"))
        self.pages = QStackedWidget()
        self.again = Button(tr("Make again"), icon="retry")
        self.again.set_tip(tr("Writes once more from exactly this, as a new column beside it"))
        self.again.setEnabled(made is not None)
        self.again.clicked.connect(self._ask_again)
        done = Button(tr("Close"), ButtonKind.QUIET, key="Esc")
        done.clicked.connect(self.close_card)
        self.prompt = PromptPage(made.exchanges if made is not None else (), self._missing, column.brief)
        self.repairs = _scrolled(self._repairs(made.mendings if made is not None else ()))
        pages = (
            (PROMPT, tr("What was sent"), self.prompt),
            (FACTS, tr("Facts"), _scrolled(self._facts())),
            (REPAIRS, tr("Put right"), self.repairs),
            (SETTINGS, tr("Settings"), _scrolled(self._settings())),
        )
        for name, words, page in pages:
            self.tabs.add(name, words)
            self.pages.addWidget(page)
        self.tabs.set_badge(FACTS, str(len(column.brief.facts)) if column.brief.facts else "")
        if made is not None and made.mendings:
            self.tabs.set_badge(REPAIRS, str(len(made.mendings)), Tone.INFORMATION)
        self.tabs.chosen.connect(lambda name: self.pages.setCurrentIndex([each[0] for each in pages].index(name)))
        self.pages.setFixedSize(_WIDTH, Size.PALETTE_HEIGHT)
        self._lay_out(done)

    def _lay_out(self, done: Button) -> None:
        column = self._column
        letter = Letter()
        letter.show_letter(column.letter, chosen=False)
        head = QHBoxLayout()
        head.setSpacing(Space.S + Space.XXS)
        head.addWidget(letter)
        head.addWidget(ElidedLabel(title_of(self._desk, column), "text_strong"))
        head.addWidget(ElidedLabel(tone_of(column), "base", "text_2"), 1)
        foot = QHBoxLayout()
        foot.addWidget(self.again)
        foot.addStretch(1)
        foot.addWidget(done)
        self.body.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self.body.addLayout(head)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.pages)
        self.body.addWidget(Rule())
        self.body.addLayout(foot)
        self.setFocusProxy(self.tabs)

    @property
    def _missing(self) -> str:
        if self._column.variant is None:
            return tr("No model wrote this text, so nothing was sent.")
        return tr("An older program wrote this; what it sent was not kept.")

    def _facts(self) -> QWidget:
        page = QWidget()
        column = _column_of(page)
        for fact in self._column.brief.facts:
            line = FactLine(fact)
            line.setEnabled(False)
            column.addWidget(line)
        if not self._column.brief.facts:
            column.addWidget(Label(tr("It was written without facts."), "base", "text_2"))
        column.addStretch(1)
        return page

    def _repairs(self, mendings: tuple[Mending, ...]) -> QWidget:
        page = QWidget()
        column = _column_of(page)
        for mending in mendings:
            column.addWidget(Label(field_label(mending.field, self._column.brief), "small_strong", "text_2"))
            column.addWidget(Label(mending.reason, "base", wrap=True, selectable=True))
            for words, sign, role in (
                (mending.before, tr("Before: {words}"), GONE),
                (mending.after, tr("Now: {words}"), "supported"),
            ):
                shown = sign.format(words=words or tr("nothing"))
                column.addWidget(Label(shown, "base", role, wrap=True, selectable=True))
            column.addWidget(Rule())
        if not mendings:
            column.addWidget(Label(tr("Nothing had to be put right."), "base", "text_2"))
        column.addStretch(1)
        return page

    def _settings(self) -> QWidget:
        page = QWidget()
        column = _column_of(page)
        for name, value in plain_settings(self._desk, self._column):
            column.addWidget(_line(name, value))
        technical = technical_settings(self._column)
        if technical:
            details = Disclosure(tr("Details"))
            column.addWidget(details, 0, Qt.AlignmentFlag.AlignLeft)
            for name, value in technical:
                line = _line(name, value)
                column.addWidget(line)
                details.add(line)
        column.addStretch(1)
        return page

    def _ask_again(self) -> None:
        self.close_card()
        self.again_asked.emit()


class PromptPage(QWidget):
    """One call at a time: the messages as they were sent, and the answer as it came."""

    def __init__(self, exchanges: tuple[Exchange, ...], missing: str, brief: Brief | None = None) -> None:
        super().__init__()
        self._exchanges = exchanges
        self.choice = ComboField(
            tr("Call"),
            tuple((str(place), exchange_name(place, each, brief)) for place, each in enumerate(exchanges)),
        )
        self.sent = SentText(tr("What was sent"))
        self.answer = SentText(tr("The answer as it came"))
        nothing = Label(missing, "base", "text_2", wrap=True)
        nothing.setVisible(not exchanges)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(Space.XS)
        for part in (
            nothing,
            self.choice,
            self.sent,
            Label(tr("The answer as it came"), "small", "text_2"),
            self.answer,
        ):
            column.addWidget(part)
            if part is not nothing:
                part.setVisible(bool(exchanges))
        if not exchanges:
            column.addStretch(1)
        self.choice.chosen.connect(self._show)
        if exchanges:
            self._show("0")

    def _show(self, place: str) -> None:
        exchange = self._exchanges[int(place)]
        self.sent.show_messages(exchange.messages, ())
        self.answer.setPlainText(exchange.answer)


def _column_of(page: QWidget) -> QVBoxLayout:
    page.setProperty("page", True)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, Space.S, Space.S, 0)
    column.setSpacing(Space.XS + Space.XXS)
    return column


def _line(name: str, value: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.M)
    title = Label(name, "base", "text_2")
    title.setFixedWidth(Size.SIDE_LIST)
    row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(value, "base", wrap=True, selectable=True), 1)
    return line


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area
