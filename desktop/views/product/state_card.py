"""A card in the text that says what happened, what is safe, and what to press."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.views.icons import IconLabel
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.flow import Flow
from desktop.views.widgets.surface import Card
from desktop.views.widgets.text import Label

_Press = tuple[str, str, Callable[[], None]]


class StateCard(Card):
    """Icon with its colour, headline, sentence, and buttons: words, icon, what they do.

    The first one is to be pressed, if the card `calls`.
    """

    def __init__(
        self,
        look: tuple[str, str],
        headline: str,
        sentence: str,
        presses: Sequence[_Press],
        *,
        calls: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        icon, role = look
        self.setAccessibleName(headline)
        self.setAccessibleDescription(sentence)
        self.headline = Label(headline, "strong", role, wrap=True, selectable=True)
        self.sentence = Label(sentence, "base", "text_2", wrap=True, selectable=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(Space.M + Space.XXS, Space.M, Space.L, Space.M)
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        grid.addWidget(IconLabel(icon, role, Size.ICON_MEDIUM), 0, 0)
        grid.addWidget(self.headline, 0, 1)
        if sentence:
            grid.addWidget(self.sentence, 1, 1)
        self.buttons: list[Button] = []
        for number, (words, name, work) in enumerate(presses):
            kind = ButtonKind.PRIMARY if calls and not number else ButtonKind.SECONDARY
            if number and not name:
                kind = ButtonKind.QUIET
            button = Button(words, kind, icon=name, small=True)
            button.clicked.connect(work)
            self.buttons.append(button)
        if presses:
            flow = Flow()
            flow.put(self.buttons)
            row = QVBoxLayout()
            row.setContentsMargins(0, Space.XS, 0, 0)
            row.addWidget(flow)
            grid.addLayout(row, 2, 1)

    def sizeHint(self) -> QSize:
        return QSize(Size.TEXT_NARROW, super().sizeHint().height())
