"""The Compare screen: the draft that receives above, the columns below, and everything that can be done with them."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.core.comparison import ColumnState, Compared
from desktop.core.settings import TEXT_SIZE
from desktop.core.words import tr, trn
from desktop.runtime.drafts import SaveKind
from desktop.views.announce import announce, spoken
from desktop.views.bottom_bar import Aside
from desktop.views.catalogue import Shell
from desktop.views.compare.cell_menu import CellMenu
from desktop.views.compare.column_words import state_look, words_in
from desktop.views.compare.columns import Columns
from desktop.views.compare.comments_bar import CommentsBar
from desktop.views.compare.draft_strip import DraftStrip
from desktop.views.compare.editing import Editing
from desktop.views.compare.empty_page import EmptyPage
from desktop.views.compare.feed import Feed, Looking
from desktop.views.compare.header import CompareHeader
from desktop.views.compare.keys import bind_keys
from desktop.views.compare.mark_cards import MarkCards
from desktop.views.compare.navigator import Navigator
from desktop.views.compare.others_list import OthersList
from desktop.views.compare.piece import DraggedPiece
from desktop.views.compare.side_pages import SidePages
from desktop.views.compare.status_bar import CompareBar
from desktop.views.compare.verbs import Verbs
from desktop.views.compare.view_bar import ViewBar
from desktop.views.tokens import Size, Space
from desktop.views.widgets.surface import Surface

_TICK_MS = 1000
_HEADS_MS = 150
_FRAME_MS = 16
_RUNNING = frozenset({ColumnState.WAITING, ColumnState.WRITING})


class CompareScreen(Surface):
    """Listens to `desk.comparing` and speaks to it; the window's actions write and stop."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(1, parent)
        self._shell = shell
        self._desk = desk = shell.desk
        self._states: dict[str, ColumnState] = {}
        self._began: dict[str, float] = {}
        self._stale: set[str] = set()
        self.feed = Feed(desk, self)
        self.header = CompareHeader(desk)
        self.draft = DraftStrip(desk)
        self.bar = ViewBar()
        self.columns = Columns(desk, self.feed)
        self.navigator = Navigator(desk, self.columns.board)
        self.editing = Editing(desk, self.columns.board)
        self.cards = MarkCards(desk, self.columns.board)
        self.comments = CommentsBar()
        self.others = OthersList(desk)
        self.empty = EmptyPage(desk, self.open_grid, shell.show)
        self.verbs = Verbs(shell, self)
        self.pages = QStackedWidget()
        self.sides = SidePages(shell)
        self._below: CompareBar | None = None
        self._heads = QTimer(self, singleShot=True, interval=_HEADS_MS)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._lay_out()
        self._connect()
        self._own_actions = bind_keys(self)
        self._on_opened()
        desk.providers.ensure()

    # What the window asks

    @property
    def below(self) -> Aside:
        """What the bottom bar says while this screen is shown."""
        if self._below is None:
            self._below = CompareBar(self._desk)
            self.sides.fronted.connect(self._below.set_in_front)
        return self._below

    def write(self) -> None:
        """Write what the grid says."""
        if self.sides.write():
            return
        if self.header.write.isEnabled() and not self._desk.comparing.busy:
            self._desk.comparing.write()

    def _stop(self) -> None:
        self._desk.comparing.stop()

    def show_results(self) -> None:
        """Show what became of the texts out in the world."""
        self.editing.end()
        self.sides.show_duel().results_button.click()

    def export(self) -> None:
        """Offer what the comparison can be exported to."""
        if self.header.export.isEnabled():
            self.header.export.click()

    def go_to_column(self, letter: str) -> bool:
        """Put the cursor into a column by its letter, which is shown if need be."""
        column = next((each for each in self._desk.comparing.columns() if each.letter == letter), None)
        if column is None:
            return False
        if column.key not in self.columns.order:
            self.verbs.toggle_shown(column.key)
        return self.navigator.go_to(column.key)

    def show_duel(self) -> None:
        """Show the duel in the place of the columns."""
        self.editing.end()
        self.sides.show_duel()

    def show_lines(self) -> None:
        """Show many short lines in the place of the columns."""
        self.editing.end()
        self.sides.show_lines()

    def _on_fronted(self, front: bool) -> None:
        """Keys of the columns mean nothing while they are not seen."""
        for action in self._own_actions:
            action.setEnabled(front)

    def _on_column_asked(self, key: str) -> None:
        column = self._desk.comparing.compared(key)
        if column is not None:
            self.go_to_column(column.letter)

    # Building

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.columns.setProperty("page", True)
        scroll.setWidget(self.columns)
        work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(scroll, 1)
        row.addWidget(self.others)
        self._comparing_page = QWidget()
        inner = QVBoxLayout(self._comparing_page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(Space.S - Space.XXS)
        for above in (self.draft, self.bar, self.comments):
            inner.addWidget(above)
        inner.addWidget(work, 1)
        for page in (self._comparing_page, self.empty):
            self.pages.addWidget(page)
        front = QWidget()
        column = QVBoxLayout(front)
        column.setSpacing(Space.NONE)
        column.setContentsMargins(Space.L, 0, Space.L, Space.M)
        column.addWidget(self.header)
        column.addWidget(self.pages, 1)
        self.sides.addWidget(front)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.sides)

    def _connect(self) -> None:
        comparing, header = self._desk.comparing, self.header
        comparing.opened.connect(self._on_opened)
        comparing.changed.connect(self._on_changed)
        comparing.column_changed.connect(self._on_column)
        comparing.streamed.connect(self._on_streamed)
        comparing.busy_changed.connect(self._on_busy)
        comparing.estimated.connect(self._show_grid)
        comparing.taken.connect(self.verbs.on_taken)
        header.write_asked.connect(self.write)
        header.stop_asked.connect(self._stop)
        header.add_asked.connect(self.verbs.add)
        header.export_asked.connect(self.verbs.export)
        header.duel_asked.connect(self.show_duel)
        header.lines_asked.connect(self.show_lines)
        self.sides.fronted.connect(self._on_fronted)
        self.sides.column_asked.connect(self._on_column_asked)
        self.bar.looked.connect(self._on_looked)
        self.bar.whole_chosen.connect(self.columns.board.set_whole)
        self.bar.let_go_chosen.connect(self.columns.board.set_let_go)
        self.columns.asked.connect(self.verbs.do)
        self.columns.moved.connect(self.verbs.move_before)
        self.columns.shared_out.connect(comparing.set_width)
        self.navigator.taken.connect(self.verbs.take)
        self.navigator.edit_asked.connect(self.verbs.edit)
        self.navigator.card_asked.connect(self.open_card)
        self.navigator.menu_asked.connect(CellMenu(self.navigator, self.verbs.edit, self.verbs.why).open)
        self.navigator.column_wanted.connect(self.go_to_column)
        self.draft.dropped.connect(self._on_dropped)
        self.draft.opened.connect(self._share_height)
        self.draft.announced.connect(lambda words: announce(self, words))
        self.cards.reached.connect(lambda words: announce(self, words))
        self.others.list.toggled.connect(self.verbs.toggle_shown)
        self._connect_desk()

    def _connect_desk(self) -> None:
        desk = self._desk
        self._heads.timeout.connect(self._show_stale)
        self._tick.timeout.connect(self._show_running)
        desk.session.changed.connect(self._on_draft)
        desk.session.opened.connect(self._on_draft)
        desk.session.locked_changed.connect(self._on_locked)
        desk.drafts.save_state_changed.connect(self._on_locked)
        desk.settings.changed.connect(self._on_setting)
        desk.models.changed.connect(self._show_heads)
        desk.providers.changed.connect(self._show_heads)

    def go_to_first(self) -> bool:
        """Put the cursor into the first column that has words."""
        return any(self.navigator.go_to(key) for key in self.columns.order)

    def open_card(self) -> None:
        """Show what was found in the chosen sentence, or put it away."""
        cell, sentence = self.navigator.cell, self.navigator.sentence
        if cell is not None and sentence is not None:
            self.cards.open_in(cell, sentence)

    def switch_whole(self) -> None:
        """Field by field, or whole."""
        choice = self.bar.layout_choice
        choice.choose("rows" if choice.value == "whole" else "whole")

    def switch_step(self) -> None:
        """Let each column scroll alone, or together again."""
        if self.bar.layout_choice.value == "whole":
            self.bar.step.toggle()

    def open_grid(self) -> None:
        """Choose models and tones."""
        self.header.grid.open_grid()

    # What the comparison says

    def _on_opened(self) -> None:
        self.feed.forget()
        self._states = {each.key: each.state for each in self._desk.comparing.columns()}
        self._on_changed()
        self._on_busy(self._desk.comparing.busy)

    def _on_changed(self) -> None:
        comparing = self._desk.comparing
        columns, shown, fields = comparing.columns(), comparing.shown(), comparing.fields
        base = comparing.compared(comparing.comparison.base) if comparing.comparison.base else None
        self.bar.show_base(base.letter if base is not None else "")
        self.columns.show_columns(shown, fields, dict(comparing.comparison.widths))
        self.navigator.set_columns(self.columns.order, tuple(each.name for each in fields))
        self.others.show_columns(columns, self.columns.order)
        self.header.set_filled(filled=len(columns) > 1)
        self.comments.show_comments(comparing.comments)
        self._show_grid()
        self._show_page()
        self._show_heads()
        self._on_locked()

    def _show_page(self) -> None:
        filled = bool(self._desk.comparing.columns())
        self.empty.show_state()
        page = self._comparing_page if filled else self.empty
        first = self.columns.board if filled else self.header.grid
        begins = page is not self.pages.currentWidget() and self.isVisible()
        self.pages.setCurrentWidget(page)
        self.setFocusProxy(first)
        if begins and not isinstance(self.focusWidget(), QLineEdit | QAbstractScrollArea):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_column(self, key: str) -> None:
        column = self._desk.comparing.compared(key)
        if column is None:
            return
        before, self._states[key] = self._states.get(key), column.state
        if column.state is ColumnState.WRITING and before is not ColumnState.WRITING:
            self._began[key] = time.monotonic()
        if before in _RUNNING and column.state not in _RUNNING:
            self._say_end(column)
        self.columns.board.show_column(column)
        if key == self._desk.comparing.comparison.base:
            self.columns.board.touch_all()
        if self.others.isVisible():
            self.others.list.columns.show_one(column)
        self._show_later(key)

    def _on_streamed(self, key: str, field: str) -> None:
        self.feed.note_writing(key, field)
        self.columns.board.touch(key, field)
        self._show_later(key)

    def _show_later(self, key: str) -> None:
        self._stale.add(key)
        if not self._heads.isActive():
            self._heads.start(_HEADS_MS)

    def _show_running(self) -> None:
        """The time goes on, also where no word comes."""
        for key in self._desk.comparing.writing:
            self._show_later(key)

    def _show_stale(self) -> None:
        """A column a time, so that no frame has to wait for all of them."""
        if self._stale:
            self._show_head(self._stale.pop())
        if self._stale:
            self._heads.start(_FRAME_MS)

    def _show_heads(self) -> None:
        comparing = self._desk.comparing
        for column in comparing.shown():
            self._show_head(column.key)
        self._stale.clear()

    def _show_head(self, key: str) -> None:
        comparing, now = self._desk.comparing, time.monotonic()
        column = comparing.compared(key)
        if column is not None and key in self.columns.order:
            running, base = column.state is ColumnState.WRITING, comparing.comparison.base
            texts = [comparing.text(column.key, each.name) for each in comparing.fields] if running else []
            words = sum(map(words_in, texts)) if running else column.words
            self.columns.show_column(
                column,
                words=words,
                note=comparing.note(column.key),
                is_base=column.key == base,
                running_s=now - self._began.get(column.key, now) if running else 0.0,
            )

    def _show_grid(self, _estimate: object = None) -> None:
        comparing = self._desk.comparing
        self.header.show_title(self._desk.session.handed_in.title)
        self.header.show_grid(comparing.grid, possible=not self._desk.session.handed_in.brief.is_empty)

    def _on_busy(self, busy: bool) -> None:
        self.header.set_busy(busy)
        if busy:
            self._tick.start()
        else:
            self._tick.stop()
        self._show_heads()

    def _say_end(self, column: Compared) -> None:
        words = trn("{n} word", "{n} words", column.words)
        state = state_look(column.state).words
        named = tr("Column {letter} {state}, {words}", letter=column.letter, state=state, words=words)
        announce(self, spoken(named, column.error.message if column.error is not None else ""))

    # What the draft says

    def _on_draft(self, _change: object = None) -> None:
        self._show_grid()
        if not self._desk.comparing.columns():
            self.empty.show_state()

    def _on_locked(self, _value: object = None) -> None:
        """Nothing is taken while a model writes the draft, or when nothing can be kept."""
        read_only = self._desk.drafts.save_state.kind is SaveKind.READ_ONLY
        self.draft.set_locked(locked=read_only)
        self.columns.set_locked(locked=read_only or self._desk.session.locked)
        self.navigator.set_locked(locked=read_only or self._desk.session.locked)

    def _on_dropped(self, piece: DraggedPiece, field: str, at: int) -> None:
        self.verbs.take(piece, into=field, at=at)

    # How it is looked at

    def _on_looked(self, value: str) -> None:
        self.feed.set_looking(Looking(value))
        self.columns.board.touch_all()

    def _on_setting(self, key: str) -> None:
        if key == TEXT_SIZE.key:
            self.columns.board.set_text_size(self._desk.settings.get(TEXT_SIZE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_grid()

    def _share_height(self, _opened: object = None) -> None:
        self.draft.set_room((self.height() - 2 * Size.HEADER) * 2 // 5)
