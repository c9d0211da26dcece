"""The duel from its start to what came of it; it stands in the place of the columns as long as it is open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.duels import Winner
from desktop.core.standings import Standings
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.duels import DuelResult
from desktop.views.actions import Actions
from desktop.views.announce import announce
from desktop.views.duel.key_button import KeyButton
from desktop.views.duel.pair_page import Margins, PairPage, side_of
from desktop.views.duel.pieces import Pieces
from desktop.views.duel.result_page import ResultPage
from desktop.views.duel.results_card import ResultsCard
from desktop.views.duel.standings_view import StandingsView
from desktop.views.duel.start_page import StartPage
from desktop.views.duel.words import names_of, subject
from desktop.views.icons import IconLabel
from desktop.views.screen_actions import lend
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import ElidedLabel, Label

_SCROLLS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}


class DuelPage(Surface):
    """Start, pairs, result; the keys of the pairs work only while a pair is on the screen.

    `left` asks for the columns, `column_asked` for one of them by its key. Its own actions are among `actions()`.
    """

    left = Signal()
    column_asked = Signal(str)

    def __init__(self, desk: Desk, actions: Actions | None = None, parent: QWidget | None = None) -> None:
        super().__init__(2, parent)
        self._desk = desk
        self._window_actions = actions
        self._told = False
        self._put_away = False
        self._counted = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Blind duel"))
        self.title = Label(tr("Blind duel"), "text_strong")
        self.subject = ElidedLabel("", "base", "text_2")
        self.count = Label("", "strong")
        self.pieces = Pieces()
        self.results_button = Button(tr("Figures from outside"), ButtonKind.QUIET, icon="table")
        self.again = Button(tr("Another round"), icon="retry")
        self.again.set_tip(tr("Another round"))
        self.take = Button(tr("Take the winner into the draft"), ButtonKind.PRIMARY, icon="check", key="Return")
        self.end = KeyButton(tr("End"), "Esc", ButtonKind.QUIET)
        self.start = StartPage(desk)
        self.pair = PairPage()
        self.result = ResultPage()
        self.results = ResultsCard(desk)
        self.standings = StandingsView(desk)
        self.foot_words = Label("", "small", "text_2")
        self.here = Label(tr("Nothing is sent while you choose"), "small", "text_2")
        self.stack = QStackedWidget()
        self._lay_out()
        self._verbs = self._add_actions()
        self._connect()
        self.refresh()

    def open_start(self) -> None:
        """Show who may take part, unless a round runs."""
        self.stack.setCurrentWidget(self._pages[self.start])
        self.refresh()

    def show_results(self) -> None:
        """Show the figures from outside."""
        self.stack.setCurrentWidget(self._pages[self.results])
        self.results.refresh()
        self._show_chrome()

    def refresh(self) -> None:
        """Show how things stand: a pair, what came of a round, or the start."""
        duels = self._desk.duels
        pair, result = duels.pair, self._result
        copies = pair if pair is not None else tuple(row.compared.copy for row in result.rows) if result else ()
        fields = self._desk.comparing.fields
        draft = self._desk.session.draft
        self.subject.setText(subject(draft.title, fields, copies))
        if duels.running and pair is not None:
            self.pair.show_pair(pair, fields, draft.kind)
            self._go(self.pair)
        elif result is not None:
            self.result.show_result(result, fields, names_of(self._desk, result))
            if result.standings is not None:
                self.standings.show_standings(result.standings, included=True)
            self._go(self.result)
        elif self.stack.currentWidget() is not self._pages[self.results]:
            self.start.refresh()
            self._go(self.start)
        self._show_chrome()

    @property
    def _result(self) -> DuelResult | None:
        """What came of the round, unless the writer has left that."""
        return None if self._put_away else self._desk.duels.result

    # Building

    def _lay_out(self) -> None:
        self._pages: dict[QWidget, Margins] = {}
        for page in (self.start, self.pair, self.result, self.results):
            self._pages[page] = Margins(page)
            self.stack.addWidget(self._pages[page])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Margins(self._head()))
        column.addWidget(self.stack, 1)
        column.addWidget(self._foot())

    def _head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(Size.HEADER)
        row = self._head_row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.title)
        row.addSpacing(Space.XS)
        row.addWidget(self.subject, 1)
        row.addWidget(self.count)
        row.addSpacing(Space.XS)
        row.addWidget(self.pieces)
        row.addSpacing(Space.L)
        for button in (self.results_button, self.again, self.take, self.end):
            row.addWidget(button)
        return head

    def _foot(self) -> QWidget:
        foot = Surface(1)
        self._foot_line = QWidget()
        line = QHBoxLayout(self._foot_line)
        line.setContentsMargins(0, Space.L, 0, Space.L)
        line.setSpacing(Space.XS + Space.XXS)
        line.addWidget(self.foot_words, 1)
        line.addWidget(IconLabel("lock", "supported", Size.ICON_SMALL))
        line.addWidget(self.here)
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Margins(self._foot_line))
        self._standings = Margins(self.standings)
        column.addWidget(self._standings)
        self._foot_ground = foot
        return foot

    def _add_actions(self) -> dict[str, QAction]:
        """What can be done here, with its keys; each is on only while it means something."""
        made: dict[str, QAction] = {}
        for name, words, keys, icon, work in (
            ("left", tr("The left text is better"), ("Left",), "chevron-left", lambda: self._choose(Winner.LEFT)),
            ("tie", tr("Both texts are as good"), ("Space",), "equals", lambda: self._choose(Winner.TIE)),
            ("right", tr("The right text is better"), ("Right",), "chevron-right", lambda: self._choose(Winner.RIGHT)),
            ("back", tr("Take the last choice back"), ("Backspace",), "undo", self._back),
            ("enter", tr("Begin a duel"), ("Return", "Enter"), "check", self._enter),
            ("again", tr("Another round"), ("R",), "retry", self._another),
            ("end", tr("End the duel"), ("Esc",), "close", self._end),
            ("results", tr("Figures from outside"), (), "table", self.show_results),
        ):
            action = QAction(words, self)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setProperty("icon_name", icon)
            action.triggered.connect(lambda _checked=False, work=work: work())
            self.addAction(action)
            made[name] = action
        return made

    def _connect(self) -> None:
        self.pair.chosen.connect(self._choose)
        self.start.begun.connect(self._begin)
        self.start.left.connect(self.left)
        self.start.asked.connect(self._ask_for)
        self.result.taken.connect(self._take)
        self.take.clicked.connect(self._take_winner)
        self.again.clicked.connect(self._another)
        self.end.clicked.connect(self._end)
        self.results_button.clicked.connect(self.show_results)
        self._desk.duels.changed.connect(self._on_changed)
        self._desk.comparing.opened.connect(self._on_columns)
        self._desk.comparing.changed.connect(self._on_columns)
        self._desk.comparing.column_changed.connect(self._on_columns)

    # What the writer does

    def _begin(self) -> None:
        self._told = self._put_away = False
        self._desk.duels.begin()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _another(self) -> None:
        self._told = self._put_away = False
        self._desk.duels.another_round()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, winner: Winner) -> None:
        if self._desk.duels.running:
            self._desk.duels.choose(winner)

    def _back(self) -> None:
        self._desk.duels.back()

    def _enter(self) -> None:
        """Enter takes the winner or begins; on a button that was reached by Tab it presses that."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
            focused.click()
        elif self._result is not None:
            self._take_winner()
        elif self.start.begin.isEnabled():
            self._begin()

    def _take_winner(self) -> None:
        result = self._desk.duels.result
        if result is not None and result.winner is not None:
            self._desk.duels.take_winner()
            self._leave()

    def _take(self, key: str) -> None:
        self._desk.comparing.take_all(key)
        self._leave()

    def _end(self) -> None:
        """Away from the figures to the start, from the pairs to what came of them, else away from the duel."""
        if self.stack.currentWidget() is self._pages[self.results]:
            self.open_start()
        elif self._desk.duels.running and self._desk.duels.done:
            self._desk.duels.end()
        else:
            self._leave()

    def _leave(self) -> None:
        if self._desk.duels.running:
            self._desk.duels.end()
        self._put_away = True
        self.left.emit()

    def _ask_for(self, key: str) -> None:
        self.left.emit()
        self.column_asked.emit(key)

    # What the desk says

    def _on_changed(self) -> None:
        self.refresh()
        duels = self._desk.duels
        if not self.isVisible():
            return
        if self._result is not None and not self._told:
            self._told = True
            announce(self, self.result.headline.text())
        elif duels.running:
            announce(self, self.count.text())

    def _on_columns(self, _key: str = "") -> None:
        if self.isVisible() and not self._desk.duels.running and self._result is None:
            self.refresh()

    def _on_standings(self, standings: Standings) -> None:
        """Those without a round; with one they come with its result."""
        if not self._desk.duels.running and self._result is None:
            self.standings.show_standings(standings)

    # Its parts

    def _go(self, page: QWidget) -> None:
        wanted = self._pages[page]
        if self.stack.currentWidget() is not wanted or page is self.start:
            self.stack.setCurrentWidget(wanted)
            if page is self.start:
                self._desk.duels.standings(self._on_standings)

    def _show_chrome(self) -> None:
        """Head and foot, and which keys mean something now."""
        duels = self._desk.duels
        result = self._result
        pairs, done = duels.running and duels.pair is not None, result is not None
        outside = self.stack.currentWidget() is self._pages[self.results]
        place = min(duels.done + 1, duels.total) if pairs else duels.done
        self.count.setText(tr("{n} of {total}", n=place, total=duels.total))
        self.pieces.set_progress(duels.done, duels.total)
        self._counted = (pairs or done) and not outside
        won = result is not None and result.winner is not None
        for part, shown in (
            (self.count, self._counted),
            (self.results_button, not pairs and not done and not outside),
            (self.again, done and not outside),
            (self.take, won and not outside),
            (self._foot_line, pairs),
            (self._standings, not pairs and not outside),
        ):
            part.setVisible(shown)
        self.title.setText(tr("Figures from outside") if outside else tr("Blind duel"))
        self.end.setText(tr("End") if pairs else tr("Back"))
        self.foot_words.setText(tr("Standings are shown after the last pair. ⌫ takes the last choice back."))
        self._foot_ground.setVisible(not outside)
        self._fit_head()
        self._switch_actions(pairs=pairs, done=done, outside=outside)

    def _switch_actions(self, *, pairs: bool, done: bool, outside: bool) -> None:
        shown = self.isVisible()
        for name in ("left", "tie", "right"):
            self._verbs[name].setEnabled(shown and pairs)
        self._verbs["back"].setEnabled(shown and pairs and self._desk.duels.done > 0)
        self._verbs["again"].setEnabled(shown and done and not outside)
        self._verbs["enter"].setEnabled(shown and not pairs and not outside)
        self._verbs["enter"].setText(tr("Take the winner into the draft") if done else tr("Begin a duel"))
        self._verbs["end"].setEnabled(shown)
        self._verbs["results"].setEnabled(shown and not pairs and not outside)

    # Its place on the screen

    def _fit_head(self) -> None:
        """In other languages and narrow windows the words of the head give way, the pieces first."""
        row = self._head_row
        whole = ((self.again, tr("Another round")), (self.take, tr("Take the winner into the draft")))
        short = ((self.again, ""), (self.take, tr("Take the winner")))
        room = self.width() - 2 * side_of(self.width())
        for words, pieces in ((whole, True), (whole, False), (short, False)):
            for button, text in words:
                if button.text() != text:
                    button.setText(text)
            self.pieces.setVisible(pieces and self._counted)
            row.invalidate()
            if row.minimumSize().width() + Size.RAIL <= room:
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = next((steps for key, steps in _SCROLLS.items() if event.key() == key), 0)
        if steps and self._desk.duels.running:
            self.pair.scroll_texts(steps)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        lend(self, self._verbs.values())
        self.refresh()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._show_chrome()
