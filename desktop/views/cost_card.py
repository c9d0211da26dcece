"""The card that asks before writing that costs more than the writer wanted, or of which nobody knows the cost."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.limits import Limit, Period
from desktop.core.money import Rate
from desktop.core.words import tr
from desktop.runtime.permission import Asked, Reason
from desktop.views.icons import IconLabel
from desktop.views.leaving_words import cost_of, cost_words, fit_words
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label


class CostCard(Popover):
    """What it costs and why that is asked; `looked` is sent by the button that shows what leaves."""

    answered = Signal(bool)
    looked = Signal()

    def __init__(self, window: QWidget, asked: Asked, rate: Rate) -> None:
        self.headline = headline(asked, rate)
        super().__init__(window, self.headline)
        self.asked = asked
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(IconLabel("coins" if Reason.TOO_LONG not in asked.reasons else "warning", "warning"))
        title = Label(self.headline, "strong", wrap=True)
        title.fit(Size.DIALOG)
        head.addWidget(title, 1)
        self.body.addLayout(head)
        self.sentences = [words for words in _sentences(asked, rate) if words]
        for words in self.sentences:
            label = Label(words, "base", "text_2", wrap=True, selectable=True)
            label.fit(Size.DIALOG + Size.ICON + Space.S)
            self.body.addWidget(label)
        self.send = Button(tr("Send"), ButtonKind.PRIMARY, icon="arrow-right", small=True)
        self.later = Button(tr("Not now"), small=True)
        self.look = Button(tr("Show what is sent"), ButtonKind.QUIET, small=True)
        self.look.setVisible(bool(asked.estimated.leaves))
        self.send.clicked.connect(lambda: self.answered.emit(True))
        self.later.clicked.connect(self.close_card)
        self.look.clicked.connect(self.looked)
        row = QHBoxLayout()
        row.setSpacing(Space.XS + Space.XXS)
        for button in (self.send, self.later, self.look):
            row.addWidget(button)
        row.addStretch()
        self.body.addLayout(row)
        self.setFocusProxy(self.later)


def headline(asked: Asked, rate: Rate) -> str:
    """What the question is, in a line."""
    if Reason.COST in asked.reasons:
        return tr("About {cost}, more than you wanted to be asked at", cost=cost_of(asked.estimated, rate))
    if Reason.UNKNOWN_COST in asked.reasons:
        return tr("Nobody knows what this costs")
    return tr("This may be too long for the model")


def limit_words(limit: Limit | None, rate: Rate) -> str:
    """What is left of the tightest limit; empty when there is none."""
    if limit is None:
        return ""
    left, most = rate.show(limit.left), rate.show(limit.most)
    if limit.period is Period.DAY:
        return tr("{left} is left of {most} a day.", left=left, most=most)
    if limit.period is Period.MONTH:
        return tr("{left} is left of {most} a month.", left=left, most=most)
    return tr("{left} is left of {most} a month for this provider.", left=left, most=most)


def _sentences(asked: Asked, rate: Rate) -> tuple[str, ...]:
    decision = asked.decision
    unknown = Reason.UNKNOWN_COST in asked.reasons
    return (
        tr("Goes to {provider}.", provider=asked.estimated.place) if not asked.estimated.here else "",
        "" if unknown and not asked.estimated.leaves else cost_words(asked.estimated, rate),
        tr("The price of this model can be typed in the settings, under Money.") if unknown else "",
        tr("No limit can be kept for it.") if unknown and decision.limit is not None else "",
        "" if unknown else limit_words(decision.limit, rate),
        fit_words(asked.estimated),
    )
