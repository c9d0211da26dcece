"""The Translate screen: jobs to begin with, then the grid of one job with what is known of each row beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QKeyCombination, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.errors import ErrorKind, Problem
from desktop.core.translation import RowKey
from desktop.core.translation_finding import SegmentFinding
from desktop.core.words import tr
from desktop.views.announce import announce
from desktop.views.catalogue import Shell
from desktop.views.screen_actions import lend
from desktop.views.tokens import Size, Space
from desktop.views.translate import keys
from desktop.views.translate.screen_keys import bind_keys
from desktop.views.translate.side_panel import TABS, SidePanel
from desktop.views.translate.start_page import StartPage
from desktop.views.translate.status_bar import TranslateBar
from desktop.views.translate.verbs import Verbs
from desktop.views.translate.work_page import WorkPage
from desktop.views.widgets.keys import SHOWN_KEY, with_key
from desktop.views.widgets.splitter import Splitter
from desktop.views.widgets.surface import Surface

_SIDE = Size.BRIEF + Size.BAR
_SAID = "translating"


class TranslateScreen(Surface):
    """Shows the start page while no job is open; the keys of the job are taken only while one is."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(2, parent)
        self._shell = shell
        self._translating = shell.desk.translating
        self._came_back = False
        self.work = WorkPage(self._translating)
        self.side = SidePanel(self._translating)
        self.start = StartPage(self._translating)
        self.verbs = Verbs(self._translating, self.work)
        self.panes = Splitter()
        self.stack = QStackedWidget(self)
        self.below = TranslateBar(shell.desk)
        """What the bottom bar says while this screen is shown."""
        self._lay_out()
        self._taken = self._take_keys(bind_keys(self))
        self._jobs_own = [action for action in self.actions() if action.shortcuts()]
        self._lend()
        self._connect()
        self._show_page()

    # Qt's and the window's

    def write(self) -> None:
        """What Ctrl+Enter means here: confirm the row and go on."""
        if self._translating.job is not None:
            self.verbs.confirm()

    def export(self) -> None:
        """Write the file of the row, or a table of the job."""
        if self._translating.job is None:
            return
        self.work.row.flush()
        from desktop.views.translate.exporting import Exporting

        Exporting(self._translating, self).choose()

    def focus_search(self) -> None:
        """Put the caret into the search of the segments."""
        self.verbs.find()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._came_back:
            self._came_back = True
            self._translating.come_back()

    def event(self, event: QEvent) -> bool:
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._takes(event) is not None:
            event.accept()  # comes back as a key press
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._takes(event)
        if action is not None:
            action.trigger()
        elif event.key() == Qt.Key.Key_Escape and self._stoppable:
            self._translating.stop()
        elif event.key() == Qt.Key.Key_Escape and self.work.row.editor.hasFocus():
            self.work.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    # What the keys ask

    def add_term(self) -> None:
        """Ask for a term that begins with the two selections."""
        self.side.add_term(*self.verbs.selected())

    def look_up(self) -> None:
        """Look the selection up in the memories."""
        source, target = self.verbs.selected()
        self.side.look_up(source or target)

    def mark_error(self) -> None:
        """Ask what is wrong with the words that are selected."""
        row = self.work.row
        on_source = row.source.hasFocus()
        start, end = (row.source if on_source else row.editor).chosen
        self.side.mark_error(on_source=on_source, start=start, end=end)

    def add_files(self) -> None:
        """Ask for files that go into this job."""
        self.side.adding.choose(adds=True)

    def close_job(self) -> None:
        """Keep everything and go back to the jobs."""
        self.work.row.flush()
        self._translating.close_job()

    # Building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.work.setMinimumWidth(Size.DIALOG + Size.SIDE_LIST // 2)
        self.panes.addWidget(self.work)
        self.panes.addWidget(self.side)
        self.panes.setStretchFactor(0, 1)
        self.panes.setStretchFactor(1, 0)
        width = max(_SIDE, self.side.tabs.fitting_width + Space.XXL)  # with room for a count beside the first tab
        self.panes.setSizes([Size.WINDOW_WIDTH - Size.RAIL - width, width])
        self.stack.addWidget(self.start)
        self.stack.addWidget(self.panes)

    @staticmethod
    def _take_keys(actions: dict[str, QAction]) -> dict[str, QAction]:
        """The actions by every key that stands for them."""
        taken: dict[str, QAction] = {}
        for key, action in actions.items():
            also = {keys.CONFIRM: "Ctrl+Enter", "Ctrl+Shift+Z": "Ctrl+Y"}.get(key, "")
            for each in (key, also):
                if each:
                    taken[QKeySequence(each).toString()] = action
        return taken

    def _lend(self) -> None:
        """What the pages beside can do is done from the screen, too."""
        for words, key, work in (*self.side.doings(), (tr("Mark an error"), keys.MARK_ERROR, self.mark_error)):
            action = QAction(words, self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(partial(_call, work))
            self.addAction(action)
            self._jobs_own.append(action)
        lend(self.start, self.start.actions())

    def _connect(self) -> None:
        translating = self._translating
        translating.job_opened.connect(self._show_page)
        translating.job_closed.connect(self._show_page)
        translating.failed.connect(self._on_failed)
        translating.said.connect(self._on_said)
        self.side.finding_chosen.connect(self._on_finding)
        self.side.act_through(self.work.row.flush, self.verbs.insert_match, self.verbs.insert_words)
        self.work.head.job_asked.connect(self._open_job_menu)

    # What the job says

    def _show_page(self) -> None:
        """The jobs, or the job that is open; the keys go along."""
        there = self._translating.job is not None
        page = self.panes if there else self.start
        self.stack.setCurrentWidget(page)
        self.setFocusProxy(self.work.row.editor if there else self.start)
        for action in self._jobs_own:
            action.setEnabled(there)
        for action in self._taken.values():
            action.setEnabled(there)
        for action in self.start.actions():
            action.setEnabled(not there)
        if there and self.isVisible():
            self.work.focus_row()

    def _on_failed(self, problem: Problem) -> None:
        if problem.kind is not ErrorKind.CANCELLED and not self._asked_about(problem):
            self._shell.desk.notices.problem(problem, key=_SAID)

    def _asked_about(self, problem: Problem) -> bool:
        """Whether it is only something that a file does not tell, for which a card asks."""
        return self.start.asks_about(problem) or self.side.adding.asks_about(problem)

    def _on_said(self, words: str) -> None:
        if self.isVisible():
            self._shell.desk.notices.info(words, key=_SAID)
            announce(self, words)

    def _on_finding(self, _key: RowKey, finding: SegmentFinding) -> None:
        self.work.row.findings.show(finding)
        self.work.focus_row()

    # Inside

    @property
    def _stoppable(self) -> bool:
        working = self._translating.working
        return working is not None and working.stoppable

    def _takes(self, event: QKeyEvent) -> QAction | None:
        """The action of a key that means another thing in the rest of the window."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        action = self._taken.get(QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key()))).toString())
        return action if action is not None and action.isEnabled() else None

    def _open_job_menu(self, where: QPoint) -> None:
        menu = self.job_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)
        menu.setActiveAction(menu.actions()[0])

    def job_menu(self) -> QMenu:
        """The files of the job, one of which can be shown alone, and what can be done with the job."""
        menu = QMenu(self)
        job, now = self._translating.job, self._translating.filter
        files = job.files if job is not None else ()
        if len(files) > 1:
            for file, name in ((0, tr("All files")), *((each.id, each.name) for each in files)):
                action = menu.addAction(name)
                action.setCheckable(True)
                action.setChecked(now.file == file)
                action.triggered.connect(partial(self._show_file, file))
            menu.addSeparator()
        for action in self.actions():
            if action.text() in {
                tr("Add files to this job"),
                tr("Files, memories, terms and brief of this job"),
                tr("Keep what was translated"),
                tr("Close this job"),
            }:
                key = action.property(SHOWN_KEY) or action.shortcut()
                menu.addAction(with_key(action.text(), key)).triggered.connect(action.trigger)
        for words, key, work in self.side.doings()[len(TABS) :]:  # the first are the tabs themselves
            menu.addAction(with_key(words, key)).triggered.connect(partial(_call, work))
        export = menu.addAction(with_key(tr("Export…"), self._shell.actions["export"].shortcut()))
        export.triggered.connect(lambda _checked=False: self.export())
        return menu

    def _show_file(self, file: int, _checked: bool = False) -> None:  # noqa: FBT002 - what Qt sends along
        import msgspec

        self._translating.set_filter(msgspec.structs.replace(self._translating.filter, file=file))


def _call(work: object, _checked: bool = False) -> None:  # noqa: FBT002 - what Qt sends along
    if callable(work):
        work()
