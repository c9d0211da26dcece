"""Two texts without a name: which one is better? Nothing on this page says whose they are."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.brief import Kind
from desktop.core.copy import Copy
from desktop.core.duels import Winner
from desktop.core.words import tr
from desktop.runtime.fields import FieldSpec
from desktop.views.duel.copy_view import CopyView
from desktop.views.duel.key_button import KeyButton
from desktop.views.duel.words import question
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import ButtonKind
from desktop.views.widgets.surface import Card
from desktop.views.widgets.text import Label

_ROOM = 1000
"""How much more the cards take of the height than the space around them, as long as their texts need it."""


class TextCard(Card):
    """A card with a small heading and a text, padded as a page is."""

    def __init__(self, heading: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.view = CopyView(name)
        self._heading = Label(heading, "small_strong", "text_2")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.XL)
        column.setSpacing(Space.S)
        column.addWidget(self._heading)
        column.addWidget(self.view, 1)

    def height_at(self, width: int) -> int:
        """How high it is when its whole text is shown in this width."""
        inside = width - 2 * Space.XL - 2 * Size.HAIR
        heading = self._heading.sizeHint().height() + Space.S
        return self.view.height_at(inside) + heading + Space.L + Space.XL + 2 * Size.HAIR


class PairPage(QWidget):
    """The pair and the three answers; `chosen` sends a `Winner`. The two texts scroll in step."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = Label("", "heading")
        self.question.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint = Label(tr("Who wrote what stays hidden until the last pair."), "base", "text_2", wrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.left = TextCard(tr("Left"), tr("Left text"))
        self.right = TextCard(tr("Right"), tr("Right text"))
        self.left_button = KeyButton(tr("Left is better"), "Left", leading=True, tall=True)
        self.tie_button = KeyButton(tr("Tie"), "Space", ButtonKind.QUIET)
        self.right_button = KeyButton(tr("Right is better"), "Right", tall=True)
        self._stepping = False
        self._lay_out()
        self._connect()

    def show_pair(self, pair: tuple[Copy, Copy], fields: tuple[FieldSpec, ...], kind: Kind) -> None:
        """Show these two, from their beginning."""
        self.question.setText(question(kind))
        for card, copy in zip((self.left, self.right), pair, strict=True):
            card.view.show_copy(copy, fields)
        self._fit()

    def scroll_texts(self, steps: int) -> None:
        """Scroll both texts by lines."""
        longer = max((self.left.view, self.right.view), key=lambda view: view.verticalScrollBar().maximum())
        bar = longer.verticalScrollBar()
        bar.setValue(bar.value() + steps * Space.XL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        self._cards = QWidget()
        self._cards.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        row = QHBoxLayout(self._cards)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XL)
        row.addWidget(self.left, 1)
        row.addWidget(self.right, 1)
        answers = QGridLayout()
        answers.setContentsMargins(0, 0, 0, 0)
        answers.setHorizontalSpacing(Space.XL)
        answers.addWidget(self.left_button, 0, 0, Qt.AlignmentFlag.AlignCenter)
        answers.addWidget(self.tie_button, 0, 0, 1, 2, Qt.AlignmentFlag.AlignCenter)
        answers.addWidget(self.right_button, 0, 1, Qt.AlignmentFlag.AlignCenter)
        for place in (0, 1):
            answers.setColumnStretch(place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.setSpacing(Space.XS)
        column.addStretch(4)
        column.addWidget(self.question)
        column.addWidget(self.hint)
        column.addSpacing(Space.M)
        column.addWidget(self._cards, _ROOM)
        column.addSpacing(Space.S)
        column.addLayout(answers)
        column.addStretch(5)

    def _connect(self) -> None:
        for button, winner in (
            (self.left_button, Winner.LEFT),
            (self.tie_button, Winner.TIE),
            (self.right_button, Winner.RIGHT),
        ):
            button.clicked.connect(lambda _checked=False, winner=winner: self.chosen.emit(winner))
        left, right = self.left.view.verticalScrollBar(), self.right.view.verticalScrollBar()
        left.valueChanged.connect(lambda _value: self._step(self.left.view, self.right.view))
        right.valueChanged.connect(lambda _value: self._step(self.right.view, self.left.view))

    def _step(self, moved: CopyView, other: CopyView) -> None:
        """Bring the other text to the same share of its way."""
        if self._stepping:
            return
        self._stepping = True
        first, second = moved.verticalScrollBar(), other.verticalScrollBar()
        if first.maximum():
            second.setValue(round(second.maximum() * first.value() / first.maximum()))
        self._stepping = False

    def _fit(self) -> None:
        """The cards are as high as the longer text, where there is room for it."""
        width = (self.width() - Space.XL) // 2
        if width > Size.RAIL:
            self._cards.setMaximumHeight(max(card.height_at(width) for card in (self.left, self.right)))


class Margins(QFrame):
    """Holds a page in the middle, with wide margins where there is room and never wider than two texts are."""

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = side_of(self.width())
        self._row.setContentsMargins(side, 0, side, 0)


def side_of(width: int) -> int:
    """How wide the margins of the duel's pages are."""
    least = Space.XXL + Space.XL + Space.XXS if width > Size.WINDOW_WIDTH - 2 * Size.RAIL else Space.XL
    most = 2 * Size.TEXT_COLUMN + Space.XL
    return max(least, (width - most) // 2)
