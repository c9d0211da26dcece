"""After the last pair: who won the round, with the names, and how the others did."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.copy import Copy
from desktop.core.words import tr
from desktop.runtime.duels import DuelResult, RoundRow
from desktop.runtime.fields import FieldSpec
from desktop.views import theme
from desktop.views.duel.copy_view import CopyView
from desktop.views.duel.words import Name, headline, round_words, tied, won_words
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.badge import Badge, Tone
from desktop.views.widgets.button import Button
from desktop.views.widgets.surface import Card, paint_card, rounded
from desktop.views.widgets.text import ElidedLabel, Label

_ROOM = 1000


class ResultPage(QWidget):
    """The winner with its whole text on the left, the others in their order on the right; `taken` sends a key."""

    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline = Label("", "heading", wrap=True)
        self.headline.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.about = Label("", "base", "text_2", wrap=True)
        self.about.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.first = WinnerCard()
        self.others: list[OtherCard] = []
        self._shown: DuelResult | None = None
        self._lay_out()

    def show_result(self, result: DuelResult, fields: tuple[FieldSpec, ...], names: dict[str, Name]) -> None:
        """Show what came of a round."""
        if not result.rows or (self._shown is not None and self._shown.rows == result.rows):
            return  # the same round, with its standings by now
        self._shown = result
        self.headline.setText(headline(result, names))
        self.about.setText(round_words(result))
        first = result.rows[0]
        won = result.winner is not None
        self.first.show_row(first, fields, names[first.compared.key], won=won)
        for card in self.others:
            card.hide()
            card.deleteLater()
        level = () if won else tied(result)
        self.others = [OtherCard(row, fields, names[row.compared.key], tie=row in level) for row in result.rows[1:]]
        for card in self.others:
            card.taken.connect(self.taken)
            self._list.insertWidget(self._list.count() - 1, card)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(Space.S + Space.XXS)
        self._list.addStretch(1)
        inside = QWidget()
        inside.setProperty("page", True)
        inside.setLayout(self._list)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        self._cards = QWidget()
        row = QHBoxLayout(self._cards)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XL)
        row.addWidget(self.first, 1)
        row.addWidget(self._scroll, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.setSpacing(Space.XS)
        column.addStretch(4)
        column.addWidget(self.headline)
        column.addWidget(self.about)
        column.addSpacing(Space.M)
        column.addWidget(self._cards, _ROOM)
        column.addStretch(5)
        self.first.taken.connect(self.taken)

    def _fit(self) -> None:
        width = (self.width() - Space.XL) // 2
        if width > Size.RAIL and self._shown is not None:
            others = sum(card.sizeHint().height() for card in self.others) + len(self.others) * self._list.spacing()
            self._cards.setMaximumHeight(max(self.first.height_at(width), others))


class WinnerCard(QWidget):
    """The first of the round: its name, how many pairs it won, and its whole text; the winner has a frame."""

    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._won = False
        self._key = ""
        self.name = NameLine()
        self.badge = Badge(tr("winner"), Tone.SUPPORTED, icon="check")
        self.score = ScoreLine()
        self.take = Button(tr("Take into the draft"), small=True)
        self.take.clicked.connect(lambda: self.taken.emit(self._key))
        self.view = CopyView(tr("Text of the first place"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(Space.S)
        head.addWidget(self.name)
        head.addWidget(self.badge)
        head.addStretch(1)
        head.addWidget(self.score)
        head.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.XL)
        column.setSpacing(Space.S)
        column.addWidget(self._head)
        column.addWidget(self.view, 1)

    def show_row(self, row: RoundRow, fields: tuple[FieldSpec, ...], name: Name, *, won: bool) -> None:
        """Show this one; `won` when nobody shares the place."""
        self._won, self._key = won, row.compared.key
        self.name.say(name)
        self.badge.setVisible(won)
        self.take.setVisible(not won)
        self.score.say(won_words(row))
        self.view.show_copy(row.compared.copy, fields)
        self.setAccessibleName(", ".join((*(part for part in name if part), *won_words(row))))
        self.update()

    def height_at(self, width: int) -> int:
        """How high it is when its whole text is shown in this width."""
        head = self._head.sizeHint().height() + Space.S
        return self.view.height_at(width - 2 * Space.XL) + head + Space.L + Space.XL

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        if not self._won:
            paint_card(painter, area)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        halo = Size.RING / 2
        painter.setPen(QPen(theme.colour("selection"), Size.RING))
        painter.drawPath(rounded(area.adjusted(halo, halo, -halo, -halo), Radius.LARGE))
        paint_card(painter, area.adjusted(Size.LINE, Size.LINE, -Size.LINE, -Size.LINE), border="accent")


class OtherCard(Card):
    """One of the others: its name, how many pairs it won, and the beginning of its text."""

    taken = Signal(str)

    def __init__(
        self, row: RoundRow, fields: tuple[FieldSpec, ...], name: Name, *, tie: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.row = row
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(", ".join((*(part for part in name if part), *won_words(row))))
        line, score = NameLine(), ScoreLine()
        line.say(name)
        score.say(won_words(row))
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(line)
        head.addStretch(1)
        head.addWidget(score)
        self.take = Button(tr("Take into the draft"), small=True)
        self.take.setVisible(tie)
        self.take.clicked.connect(partial(self.taken.emit, row.compared.key))
        head.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addWidget(ElidedLabel(beginning(row.compared.copy, fields), "base", "text_2"))


class NameLine(QWidget):
    """A model in strong words and its tone in quiet ones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strong = Label("", "text_strong")
        self._quiet = ElidedLabel("", "text", "text_2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self._strong)
        row.addWidget(self._quiet, 1)

    @property
    def words(self) -> str:
        """What stands there."""
        return " ".join(part for part in (self._strong.text(), self._quiet.text()) if part)

    def say(self, name: Name) -> None:
        """Show this name."""
        strong, quiet = name
        self._strong.setText(strong)
        self._quiet.setText("· " + quiet if quiet else "")
        self._quiet.setVisible(bool(quiet))


class ScoreLine(QWidget):
    """`3 of 3 pairs won`, the figure strong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strong = Label("", "strong")
        self._quiet = Label("", "base", "text_2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self._strong)
        row.addWidget(self._quiet)

    @property
    def words(self) -> str:
        """What stands there."""
        return f"{self._strong.text()} {self._quiet.text()}".strip()

    def say(self, words: tuple[str, str]) -> None:
        """Show this score."""
        self._strong.setText(words[0])
        self._strong.setVisible(bool(words[0]))
        self._quiet.setText(words[1])


def beginning(copy: Copy, fields: tuple[FieldSpec, ...]) -> str:
    """The first line of a copy."""
    names = [field.name for field in fields if copy.text(field.name).strip()] or list(copy.fields)
    return copy.text(names[0]).strip().partition("\n")[0] if names else ""
