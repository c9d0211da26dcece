"""A page of one step to a post: a calm column with a heading, and at its foot what comes next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.runtime.desk import Desk
from desktop.runtime.drafts import SaveKind, SaveState
from desktop.views.announce import announce
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button
from desktop.views.widgets.surface import Rule, Surface
from desktop.views.widgets.text import Label

SUGGEST_KEY = "Alt+Shift+S"
"""Has a model propose what the page is about: angles, or an outline."""

_WIDEST = Size.TEXT_COLUMN + 2 * Space.XXL


class StepPage(Surface):
    """Scrolls above its foot; nothing of it can be changed in a profile that can only be read."""

    step_asked = Signal(object)  # Step
    announced = Signal(str)

    def __init__(self, desk: Desk, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(2, parent)
        self.desk = desk
        self.setAccessibleName(title)
        self.title = Label(title, "title")
        self.sentence = Label(sentence, "text", "text_2", wrap=True)
        self.inside = QWidget()
        self.inside.setProperty("page", True)
        self.column = QVBoxLayout()
        self.foot = QHBoxLayout()
        self._below = QWidget()
        self._frame()
        desk.drafts.save_state_changed.connect(self._on_save_state)
        self._on_save_state(desk.drafts.save_state)

    def add_to_foot(self, first: Button, *others: Button) -> None:
        """Put what comes next at the foot."""
        self.foot.addWidget(first)
        for other in others:
            self.foot.addWidget(other)
        self.foot.addStretch(1)

    def stand_over(self, left: int, width: int) -> None:
        """Put the words of the page where those of the text stand: from `left`, `width` pixels wide."""
        for row, page in self._rows:
            row.setContentsMargins(max(0, left - Space.XXL), 0, 0, 0)
            row.setStretch(0, 0)
            page.setFixedWidth(width + 2 * Space.XXL)

    def bind(self, words: str, key: str, work: Callable[[], object]) -> None:
        """Give the page an action of its own, which the palette lists; the key works while the page has the focus."""
        action = QAction(words, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: work())
        self.addAction(action)

    def tell(self, words: str) -> None:
        """Say it to those who hear the window, and to whoever shows what happened."""
        announce(self, words)
        self.announced.emit(words)

    def bring_into_sight(self, part: QWidget) -> None:
        """Scroll until a part of the page can be seen."""
        self.area.ensureWidgetVisible(part, 0, Space.XXL)

    def _frame(self) -> None:
        page = QVBoxLayout()
        page.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        page.setSpacing(Space.S)
        page.addWidget(self.title)
        page.addWidget(self.sentence)
        page.addSpacing(Space.M)
        page.addLayout(self.column)
        page.addStretch(1)
        self.column.setSpacing(Space.L)
        self.area = scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = (_centred(page, self.inside), _centred(self.foot, self._below))
        scroll.setWidget(self.inside)
        self.foot.setContentsMargins(Space.XXL, Space.M, Space.XXL, Space.M)
        self.foot.setSpacing(Space.S)
        self._rule = Rule()
        self._rule.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._rule)
        whole.addWidget(self._below)
        scroll.verticalScrollBar().rangeChanged.connect(self._on_range)

    def _on_range(self, _least: int, most: int) -> None:
        """What goes on below the foot has a line above it; the foot stays under the column beside a scroll bar."""
        self._rule.setVisible(most > 0)
        self._below.setContentsMargins(0, 0, Size.SCROLL_BAR if most else 0, 0)

    def _on_save_state(self, state: SaveState) -> None:
        free = state.kind is not SaveKind.READ_ONLY
        self.inside.setEnabled(free)
        self._below.setEnabled(free)


def _centred(column: QHBoxLayout | QVBoxLayout, holder: QWidget) -> tuple[QHBoxLayout, QWidget]:
    """Put a column of its widest width in the middle of its holder; answers the row and the page of the column."""
    page = QWidget()
    page.setMaximumWidth(_WIDEST)
    page.setLayout(column)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(page, 1 << 8)
    row.addStretch(1)
    return row, page
