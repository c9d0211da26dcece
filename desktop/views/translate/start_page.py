"""The Translate screen before a job is open: files to open or drop, drafts to translate, an example, and the jobs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTemporaryDir
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.errors import CopydeskError, Problem
from desktop.core.settings import COPY_LANGUAGE
from desktop.core.translation import JobCard
from desktop.core.words import tr
from desktop.runtime.notices import Answer
from desktop.runtime.translating import Translating
from desktop.views.tokens import Size, Space
from desktop.views.translate.job_adding import FileAdding
from desktop.views.translate.start_files import dropped_files
from desktop.views.translate.start_jobs import JobsList
from desktop.views.translate.start_pair import PairOpening
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.empty import EmptyState
from desktop.views.widgets.scrolled_page import scrolled
from desktop.views.widgets.text import Label

OPEN_KEY, DRAFT_KEY, PAIR_KEY = "Alt+O", "Alt+T", "Alt+P"
_WIDEST = Size.TEXT_COLUMN + Size.SIDE_LIST


class StartPage(QWidget):
    """Opens what is dropped or chosen; languages are asked only when the file does not tell them."""

    def __init__(self, translating: Translating, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translating = translating
        self.adding = FileAdding(translating, self)
        self.pair = PairOpening(translating, self.adding, self)
        self._example_folder: QTemporaryDir | None = None
        self.setAcceptDrops(True)
        self._make_buttons()
        self.jobs = JobsList()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.show_jobs()

    def _make_buttons(self) -> None:
        self.open = Button(tr("Open files…"), ButtonKind.PRIMARY, icon="folder", key=OPEN_KEY)
        self.open.set_tip(tr("XLIFF, TMX, PO, tables, Word, HTML, Markdown or plain text"))
        self.draft = Button(tr("Translate a draft…"), icon="pencil", key=DRAFT_KEY)
        self.draft.set_tip(tr("A product text, a mail or a post of yours; no file is needed"))
        self.two = Button(tr("A text and its translation…"), ButtonKind.QUIET, key=PAIR_KEY)
        self.two.set_tip(tr("Two documents, put beside each other row by row to be reviewed"))
        self.example = Button(tr("Open the example"), ButtonKind.QUIET)
        self.example.set_tip(tr("A backpack in two languages, partly translated, with a slip for the checks to find"))
        self.first_open = Button(tr("Open files…"), ButtonKind.PRIMARY, icon="folder", key=OPEN_KEY)
        self.first_draft = Button(tr("Translate a draft…"), icon="pencil", key=DRAFT_KEY)
        self.first_example = Button(tr("Open the example"), ButtonKind.QUIET)
        self.first_example.set_tip(self.example.toolTip())

    def _lay_out(self) -> None:
        page = QWidget()
        page.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(page)
        column.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(Label(tr("Translate"), "title"))
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        for button in (self.open, self.draft, self.two, self.example):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(Label(tr("Or drop files here."), "small", "text_3"))
        column.addSpacing(Space.S)
        column.addWidget(Label(tr("Jobs"), "strong", "text_2"))
        column.addWidget(self.jobs)
        column.addStretch(1)
        self._list = scrolled(page)
        sentence = tr(
            "Open a file or drop it here: XLIFF, TMX, PO, tables, Word, HTML, Markdown. The worst rows come first."
        )
        actions = (self.first_open, self.first_draft, self.first_example)
        self.empty = EmptyState("languages", tr("Nothing to translate yet"), sentence, *actions)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _connect(self) -> None:
        for button, does in (
            (self.open, self.choose_files),
            (self.first_open, self.choose_files),
            (self.draft, self.choose_draft),
            (self.first_draft, self.choose_draft),
            (self.two, self.pair.choose),
            (self.example, self.open_example),
            (self.first_example, self.open_example),
        ):
            button.clicked.connect(partial(_call, does))
        self.jobs.chosen.connect(self._on_chosen)
        self.jobs.trashed.connect(self._on_trashed)
        self._translating.jobs_changed.connect(self.show_jobs)
        for words, key, does in self.doings():
            action = QAction(words, self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(partial(_call, does))
            self.addAction(action)

    def doings(self) -> tuple[tuple[str, str, Callable[[], None]], ...]:
        """What can be begun here: words, key, and what it does."""
        return (
            (tr("Open files to translate"), OPEN_KEY, self.choose_files),
            (tr("Translate a draft"), DRAFT_KEY, self.choose_draft),
            (tr("Open a document and its translation, side by side"), PAIR_KEY, self.pair.choose),
            (tr("Open the example of a translation"), "", self.open_example),
        )

    # What is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._translating.list_jobs()
        self._take_focus()

    def show_jobs(self) -> None:
        """Show the jobs there are, or that there are none."""
        cards = self._translating.jobs()
        self.jobs.show_jobs(cards)
        held = self.isVisible() and (self.first_open.hasFocus() or self.focusWidget() is None)
        self._stack.setCurrentWidget(self._list if cards else self.empty)
        self.setFocusProxy(self.jobs if cards else self.first_open)
        if held:
            self._take_focus()

    def _take_focus(self) -> None:
        (self.jobs if self.jobs.jobs.cards else self.first_open).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, card: JobCard) -> None:
        self._translating.open_job(card.id)

    def _on_trashed(self, card: JobCard) -> None:
        self._translating.trash_job(card.id)
        back = Answer(tr("Undo"), partial(self._translating.restore_job, card.id))
        words = tr("“{name}” is in the trash.", name=card.name)
        self._translating.services.notices.info(words, tr("After 30 days it is deleted."), back, key="translation-job")

    # What is opened

    def choose_files(self) -> None:
        """Ask for files."""
        self.adding.choose()

    def open_files(self, paths: Sequence[Path], source: str = "", target: str = "") -> None:
        """Open these as a job."""
        self.adding.open_new(paths, source, target)

    def asks_about(self, problem: Problem) -> bool:
        """Whether it is no mistake, but something that a file does not tell: it is asked for."""
        return self.adding.asks_about(problem)

    def open_example(self) -> None:
        """Open the example."""
        from desktop.runtime.translation_example import example_file

        self._example_folder = self._example_folder or QTemporaryDir()
        language = self._translating.services.settings.get(COPY_LANGUAGE)
        try:
            path = example_file(Path(self._example_folder.path()), language)
        except CopydeskError as error:
            self._translating.services.notices.problem(error.problem)
        else:
            self.open_files([path])

    def choose_draft(self) -> None:
        """Ask which of the drafts is to be translated."""
        from desktop.views.translate.start_drafts import choose_draft

        choose_draft(self.window(), self._translating)

    # Files that are dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.open_files(paths)


def _call(does: Callable[[], None], *_sent: object) -> None:
    """Do it; what Qt sends along is not needed."""
    does()
