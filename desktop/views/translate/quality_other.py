"""What another model says of a row: its own translation to take, and the target put back into the source's language."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.finding import Severity
from desktop.core.words import tr
from desktop.runtime.translating_values import BackTranslation, MeaningDifference, Other
from desktop.runtime.translation_difference import differing, without_tags
from desktop.views.tokens import Space
from desktop.views.translate.side_text import Look, Run, RunText, runs_of
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.flow import Flow
from desktop.views.widgets.text import Label


class OtherPart(QWidget):
    """Two translations side by side: where the other one differs from what stands in the row."""

    asked = Signal()
    taken = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Label(tr("Another translation"), "small_strong", "text_2")
        self.text = RunText("text_1")
        self.who = Label("", "small", "text_3", wrap=True)
        self.take = Button(tr("Take it"), small=True)
        self.drop = Button(tr("Not this"), ButtonKind.QUIET, small=True)
        self.ask = Button(tr("Ask another model…"), ButtonKind.SECONDARY, icon="chip", small=True)
        self.take.clicked.connect(self.taken)
        self.drop.clicked.connect(self.dropped)
        self.ask.clicked.connect(self.asked)
        self._answers = Flow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for part in (self.heading, self.text, self.who, self._answers):
            column.addWidget(part)
        self._answers.put((self.take, self.drop, self.ask))
        self.show_other(None, "")

    def show_other(self, other: Other | None, target: str) -> None:
        """Show what is offered beside this target, or that it can be asked for."""
        for part in (self.text, self.who, self.take, self.drop):
            part.setVisible(other is not None)
        self._answers.put((self.take, self.drop, self.ask) if other is not None else (self.ask,))
        if other is None:
            return
        said = without_tags(other.text)
        self.text.show_runs(runs_of(differing(without_tags(target), said)) if target else [Run(said)])
        self.who.setText(tr("By {model}", model=_short(other.model)) if other.model else tr("What stood here before"))


class BackPart(QWidget):
    """The target put back into the source's language, with the places where the meaning differs."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Label(tr("Put back into the source's language"), "small_strong", "text_2", wrap=True)
        self.text = RunText("text_1")
        self.differences = Label("", "base", "text_2", wrap=True)
        self.who = Label("", "small", "text_3", wrap=True)
        self.ask = Button(tr("Translate it back"), icon="retry", small=True)
        self.ask.clicked.connect(self.asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for part in (self.heading, self.text, self.differences, self.who):
            column.addWidget(part)
        row = QVBoxLayout()
        row.addWidget(self.ask)
        column.addLayout(row)
        self.show_back(None, "", "")

    def show_back(self, back: BackTranslation | None, source: str, target: str) -> None:
        """Show it beside this source; one that was made of another target than this says so."""
        for part in (self.text, self.differences, self.who):
            part.setVisible(back is not None)
        if back is None:
            return
        self.text.show_runs(_marked(back))
        told = dict.fromkeys(difference_words(each, source, back.text) for each in back.differences)
        self.differences.setText("\n".join(told) or tr("It says the same."))
        old = tr("made before the translation was changed") if back.of != target else ""
        parts = (tr("By {model}", model=_short(back.model)), old)
        self.who.setText(" · ".join(part for part in parts if part))


def difference_words(difference: MeaningDifference, source: str, back: str) -> str:
    """A difference of meaning as a sentence."""
    said = source[difference.source_start : difference.source_end].strip()
    became = back[difference.back_start : difference.back_end].strip()
    if said and became:
        return tr("“{words}” became “{other}”.", words=said, other=became)
    if said:
        return tr("“{words}” is missing.", words=said)
    return tr("“{words}” was added.", words=became)


def _marked(back: BackTranslation) -> list[Run]:
    """The text with what differs marked: what changes the meaning strongly, other words softly."""
    looks: dict[int, Look] = {}
    for each in back.differences:
        look = Look.MARKED if each.severity is Severity.INFO else Look.WRONG
        for place in range(each.back_start, each.back_end):
            if looks.get(place) is not Look.WRONG:
                looks[place] = look
    places = range(len(back.text))
    groups = groupby(places, key=lambda place: looks.get(place, Look.PLAIN))
    return [Run("".join(back.text[place] for place in group), look) for look, group in groups]


def _short(model: str) -> str:
    return model.rpartition("/")[2] or model
