"""For advertisements: the headlines beside the descriptions, and the pairs that do not go together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.lines import Clash
from desktop.core.words import tr, trn
from desktop.runtime.lining import DESCRIPTIONS, HEADLINES, Lining
from desktop.views.icons import IconLabel
from desktop.views.tokens import Size, Space
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import Label

_REST_MS = 300
_OTHER = {HEADLINES: DESCRIPTIONS, DESCRIPTIONS: HEADLINES}


class ClashPane(Surface):
    """The other list of the advertisement; `sentences` say for each place of the shown list what it clashes with.

    Pairs are compared when nothing has changed for a moment: each line is compared with each. `compared` says so.
    """

    compared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(1, parent)
        self.sentences: dict[int, tuple[str, ...]] = {}
        self.lines: list[OtherLine] = []
        self._asked: tuple[str, tuple[str, ...], tuple[str, ...]] | None = None
        self.setAccessibleName(tr("The other half of the advertisement"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.heading = Label("", "small_strong", "text_2")
        self.verdict = Label("", "small", "text_2", wrap=True)
        inside = QWidget()
        inside.setProperty("page", True)
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, Space.S, 0)
        self._list.setSpacing(Space.S)
        self._list.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        scroll.setAccessibleName(tr("The other half of the advertisement"))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.S, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(self.heading)
        column.addWidget(self.verdict)
        column.addWidget(scroll, 1)
        self._lining: Lining | None = None
        self._resting = QTimer(self, singleShot=True, interval=_REST_MS)
        self._resting.timeout.connect(self._compare)
        self.hide()

    def show_clashes(self, lining: Lining) -> None:
        """Show the other half of the channel that is shown; hides itself where there is none."""
        self._lining = lining
        other = _OTHER.get(lining.channel, "")
        texts = lining.texts(other) if other else ()
        self.setVisible(bool(texts) and bool(lining.lines))
        if not texts or not lining.lines:
            self.sentences, self._asked = {}, None
            self._fill(())
            return
        headlines = lining.channel == HEADLINES
        own = [line.text for line in lining.lines]
        asked = (lining.channel, tuple(own), texts)
        if asked == self._asked:
            return  # a tick or a finding changes nothing here
        same_list = self._asked is not None and self._asked[0] == lining.channel
        self._asked = asked
        self.heading.setText(tr("Beside the descriptions") if headlines else tr("Beside the headlines"))
        if not same_list:
            self._fill([(text, ()) for text in texts])
        self.sentences = {}  # places may be others by now
        self.verdict.setText(tr("Comparing…"))
        self.verdict.set_tone("text_2")
        self._resting.start()

    def _compare(self) -> None:
        """Find the pairs that do not go together; while lines come, it is not worth it yet."""
        if self._lining is None or self._asked is None:
            return
        if self._lining.busy:
            self._resting.start()
            return
        channel, own, texts = self._asked
        headlines = channel == HEADLINES
        found = self._lining.clashes()
        self._count(len(found), len(texts) * len(own))
        self.sentences = _sentences(found, texts, own_first=headlines)
        against = _sentences(found, own, own_first=not headlines)
        self._fill([(text, against.get(place, ())) for place, text in enumerate(texts)])
        self.compared.emit()

    def _count(self, clashing: int, pairs: int) -> None:
        if clashing:
            words = trn("{n} pair does not go together.", "{n} pairs do not go together.", clashing)
        else:
            words = trn("The {n} pair goes together.", "All {n} pairs go together.", pairs)
        self.verdict.setText(words)
        self.verdict.set_tone("warning" if clashing else "supported")

    def _fill(self, texts: Sequence[tuple[str, Sequence[str]]]) -> None:
        if [(line.text, line.clashing) for line in self.lines] == [(text, tuple(found)) for text, found in texts]:
            return
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = [OtherLine(text, tuple(clashing)) for text, clashing in texts]
        for line in self.lines:
            self._list.insertWidget(self._list.count() - 1, line)


class OtherLine(QWidget):
    """A line of the other list, with what it does not go with."""

    def __init__(self, text: str, clashing: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = text
        self.clashing = clashing
        self.setAccessibleName(", ".join((text, *clashing)))
        told = QVBoxLayout()
        told.setSpacing(Space.XXS)
        told.addWidget(Label(text, "base", "text_1", wrap=True))
        for words in clashing:
            told.addWidget(Label(words, "small", "warning", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        mark = ("split", "warning") if clashing else ("check", "supported")
        row.addWidget(IconLabel(*mark, Size.ICON_SMALL), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)


def _sentences(found: Sequence[Clash], others: Sequence[str], *, own_first: bool) -> dict[int, tuple[str, ...]]:
    """For each place of one list: with which of the others it clashes, and why."""
    said: dict[int, list[str]] = {}
    for clash in found:
        own, other = (clash.first, clash.second) if own_first else (clash.second, clash.first)
        words = tr("With “{text}”: {why}", text=others[other], why=clash.message)
        said.setdefault(own, []).append(words)
    return {place: tuple(words) for place, words in said.items()}
