"""What the memories have for a row: each match with its percentage, where it differs, and the key that takes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.translation import MatchKind, MemoryMatch
from desktop.core.words import tr, trn
from desktop.runtime.translation_difference import differing, without_tags, words_differing
from desktop.views import theme
from desktop.views.announce import spoken
from desktop.views.moments import day
from desktop.views.tokens import Radius, Size, Space
from desktop.views.translate.side_text import Run, RunText, runs_of
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.keys import key_sign, key_words
from desktop.views.widgets.surface import rounded
from desktop.views.widgets.text import ElidedLabel, Label

MOST_KEYS = 9
_FOLDED_LINES = 2


def match_key(number: int) -> str:
    """The key that takes the match of this number, counted from 1; empty beyond the ninth."""
    return f"Ctrl+{number}" if number <= MOST_KEYS else ""


class MatchCard(KeyFocus, QWidget):
    """One match: open it shows all of both texts on a ground of its own, folded two lines of the source.

    `taken` is sent on Enter and on a double click, `opened` when it is clicked or walked to.
    """

    taken = Signal(int)
    opened = Signal(int)
    ring_radius = Radius.LARGE

    def __init__(self, number: int, match: MemoryMatch, source: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self.match = match
        self._open = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.percent = Label("", "strong")
        self.differs = ElidedLabel("", "small", "text_2")
        self.key = Label("", "small", "text_2")
        self.source = RunText("text_2")
        self.target = RunText()
        self.place = ElidedLabel("", "small", "text_3")
        self._lay_out()
        self.show_match(number, match, source)
        self.set_open(on=False)

    def show_match(self, number: int, match: MemoryMatch, source: str) -> None:
        """Show another match in the same card: making one anew takes ten times as long."""
        self.number, self.match = number, match
        runs = differing(without_tags(match.source), without_tags(source))
        self.percent.setText(percent_words(match.percent))
        self.differs.setText(difference_words(match, words_differing(runs)))
        self.key.setText(key_sign(match_key(number)))
        self.source.show_runs(runs_of(runs))
        self.target.show_runs([Run(without_tags(match.target))])
        self.place.setText(place_words(match))
        self.setToolTip(match_tip(match, number))
        self.setAccessibleName(
            spoken(f"{self.percent.text()}, {self.differs.text()}", self.target.text, self.place.text())
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S + Space.XXS)
        head.addWidget(self.percent)
        head.addWidget(self.differs, 1)
        head.addWidget(self.key)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addWidget(self.source)
        column.addWidget(self.target)
        column.addWidget(self.place)

    @property
    def is_open(self) -> bool:
        """Whether all of it is shown."""
        return self._open

    def set_open(self, *, on: bool) -> None:
        """Show all of it, or the few lines by which it is known."""
        self._open = on
        self.source.set_lines(0 if on else _FOLDED_LINES)
        self.target.setVisible(on)
        self.place.setVisible(on)
        self.updateGeometry()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.opened.emit(self.number)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.taken.emit(self.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.taken.emit(self.number)
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._open and not self.underMouse():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = Size.HAIR / 2
        painter.setPen(theme.colour("line_strong") if theme.tokens().high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface_2" if self._open else "surface_0"))
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(half, half, -half, -half), Radius.LARGE))


def percent_words(percent: int) -> str:
    """The percentage of a match; 101 says that its neighbours are the same, too."""
    return tr("{n} %", n=percent)


def difference_words(match: MemoryMatch, words: int) -> str:
    """In how much a match differs."""
    if match.kind is MatchKind.CONTEXT:
        return tr("The same, between the same rows")
    if match.kind is MatchKind.REPETITION:
        return tr("Repeats a row of this job")
    if words:
        said = trn("{n} word differs", "{n} words differ", words)
    elif match.kind is MatchKind.EXACT:
        said = tr("The same")
    else:
        said = tr("Signs or tags differ")
    return tr("{words} · penalty {n}", words=said, n=match.penalty) if match.penalty else said


def place_words(match: MemoryMatch) -> str:
    """Which memory has it, who confirmed it and when."""
    return " · ".join(part for part in (match.memory, match.by, day(match.at) if match.at else "") if part)


def match_tip(match: MemoryMatch, number: int) -> str:
    """What the card does."""
    key = key_words(match_key(number))
    said = place_words(match)
    does = tr("Double-click, Enter or {key}: take it", key=key) if key else tr("Double-click or Enter: take it")
    return f"{said}\n{does}" if said else does
