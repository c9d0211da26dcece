"""What wins here so far: every model and tone with the share of duels it wins and how sure that is."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.provider import split_model
from desktop.core.standings import LEAST, Rated, Record, Standings
from desktop.core.words import mark, tr, trn
from desktop.runtime.desk import Desk
from desktop.views.compare.grid_words import model_title
from desktop.views.duel.words import duels_words, percent, range_words, standing_notes
from desktop.views.tokens import Space
from desktop.views.widgets.interval_chart import Interval, IntervalRow, IntervalTable, Scale
from desktop.views.widgets.text import ElidedLabel, Label

_LOOKS: dict[Record, tuple[str, str, str]] = {
    Record.MORE: (mark("Wins more often"), "arrow-up", "supported"),
    Record.EVEN: (mark("Too close to call"), "equals", "text_2"),
    Record.LESS: (mark("Loses more often"), "arrow-down", "contradicted"),
}


class StandingsView(QWidget):
    """Heading, chart and the sentence on what was counted together; says so when there is nothing yet."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.about = ElidedLabel("", "small", "text_2")
        self.table = IntervalTable(
            tr("What wins here so far"),
            (
                tr("Model and tone"),
                tr("Chart"),
                tr("Duels won"),
                tr("Likely range"),
                tr("Verdict"),
                tr("Comparisons"),
            ),
        )
        self.pooled = Label("", "small", "text_2", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(Label(tr("What wins here so far"), "small_strong", "text_2"))
        head.addWidget(self.about, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.L, 0, Space.M)
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addWidget(self.table)
        column.addWidget(self.pooled)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that there were no duels yet."""
        self._say_instead(tr("No duel yet. Every choice counts from the first one on."))

    def _say_instead(self, words: str) -> None:
        self.about.setText(words)
        self.table.hide()
        self.pooled.hide()

    def show_standings(self, standings: Standings, *, included: bool = False) -> None:
        """Show these; `included` says that the round on the screen is among them."""
        if not standings.rows and standings.left_out:
            self._say_instead(standing_notes(standings))
            return
        if not standings.rows:
            self.show_nothing()
            return
        self.about.setText(duels_words(standings.duels, standings.task, included=included))
        marks = ((0.0, percent(0.0)), (0.5, tr("even")), (1.0, percent(1.0)))
        rows = tuple(map(self._row, standings.rows))
        self.table.show_rows(_told_apart(rows, standings.rows), Scale(0.0, 1.0, marks, 0.5))
        self.table.show()
        words = standing_notes(standings)
        self.pooled.setText(words)
        self.pooled.setVisible(bool(words))

    def _row(self, rated: Rated) -> IntervalRow:
        title, note = model_title(self._desk, rated.contender.model), rated.contender.tone
        if rated.share is None or rated.low is None or rated.high is None:
            return IntervalRow(title, note, missing=tr("Not enough comparisons yet"), count=_needed(rated))
        words, icon, role = _LOOKS[rated.verdict]
        value, spread = percent(rated.share), range_words(rated.low, rated.high)
        tip = tr(
            "Against an average text it wins {share} of the duels; the true figure most likely lies between {range}.",
            share=value,
            range=spread,
        )
        counted = ", ".join(
            (
                trn("{n} won", "{n} won", round(rated.wins)),
                trn("{n} lost", "{n} lost", round(rated.losses)),
                trn("{n} tie", "{n} ties", rated.ties),
            )
        )
        return IntervalRow(
            title, note, Interval(rated.share, rated.low, rated.high), "", value, spread, tr(words), icon, role,
            str(rated.comparisons), f"{tip}\n{counted}",
        )  # fmt: skip


def _needed(rated: Rated) -> str:
    return tr("{n} of {least} needed", n=rated.comparisons, least=LEAST)


def _told_apart(rows: tuple[IntervalRow, ...], rated: tuple[Rated, ...]) -> list[IntervalRow]:
    """Rows that would be called alike bear the version of their instructions and the provider's own id too."""
    names = [row.name for row in rows]
    found: list[IntervalRow] = []
    for row, each in zip(rows, rated, strict=True):
        if names.count(row.name) > 1:
            more = (row.note, each.contender.prompt, split_model(each.contender.model)[0])
            found.append(msgspec.structs.replace(row, note=" · ".join(part for part in more if part)))
        else:
            found.append(row)
    return found
