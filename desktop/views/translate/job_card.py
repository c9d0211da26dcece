"""A card about the job that is open: its files, memories, term lists, brief, and the count for a quote."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.translation import MemoryUse, TermBase, TranslationBrief
from desktop.core.words import tr
from desktop.runtime.translating import Translating
from desktop.runtime.translation_memories import TranslationMemories
from desktop.runtime.translation_terms import TranslationTerms
from desktop.views.name_card import NameCard
from desktop.views.tokens import Size, Space
from desktop.views.translate.job_adding import FileAdding
from desktop.views.translate.job_brief import JobBrief
from desktop.views.translate.job_files import JobFiles
from desktop.views.translate.job_memories import JobMemories
from desktop.views.translate.job_quote import JobQuote
from desktop.views.translate.job_terms import JobTerms
from desktop.views.translate.side_memory import quiet_scroll
from desktop.views.translate.words import language_words
from desktop.views.widgets.button import IconButton
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.tabs import Tabs
from desktop.views.widgets.text import ElidedLabel, Label

FILES, MEMORIES, TERMS, BRIEF, QUOTE = PARTS = ("files", "memories", "terms", "brief", "quote")

_LATER_MS = 250


class AboutJob(Popover):
    """What is changed counts at once. Deletes itself when it is closed."""

    def __init__(self, window: QWidget, translating: Translating, adding: FileAdding, part: str = FILES) -> None:
        super().__init__(window, tr("About this job"))
        self._translating = translating
        self.memories_known = memories_of(translating)
        self.term_lists = TranslationTerms(translating.services.store, self)
        self.files = JobFiles(translating)
        self.memories = JobMemories(self.memories_known)
        self.terms = JobTerms(self.memories_known)
        self.brief = JobBrief()
        self.quote = JobQuote(translating)
        self.tabs = Tabs(tr("About this job"))
        self.title = ElidedLabel("", "text_strong")
        self.languages = Label("", "small", "text_2")
        self._stack = QStackedWidget()
        self._adding = adding
        self._soon = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._lay_out()
        self._connect()
        self.memories_known.refresh()
        self.show_job()
        self.tabs.choose(part)
        self.setFocusProxy(self.tabs)

    def _lay_out(self) -> None:
        close = IconButton("close", tr("Close"), size=Size.CONTROL_SMALL)
        close.clicked.connect(self.close_card)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        words = QVBoxLayout()
        words.setSpacing(Space.XXS)
        words.addWidget(self.title)
        words.addWidget(self.languages)
        head.addLayout(words, 1)
        head.addWidget(close)
        pages: dict[str, tuple[str, QWidget]] = {
            FILES: (tr("Files"), self.files),
            MEMORIES: (tr("Memories"), self.memories),
            TERMS: (tr("Terms"), self.terms),
            BRIEF: (tr("Brief"), self.brief),
            QUOTE: (tr("Word count"), self.quote),
        }
        for part, (name, page) in pages.items():
            self.tabs.add(part, name)
            page.setProperty("page", True)
            self._stack.addWidget(quiet_scroll(page))
        self._stack.setFixedSize(Size.PALETTE, Size.RESULTS)
        self.body.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        self.body.setSpacing(Space.M)
        self.body.addLayout(head)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._stack)

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.PALETTE, super().minimumSizeHint().height())

    def _connect(self) -> None:
        translating = self._translating
        self.tabs.chosen.connect(lambda part: self._stack.setCurrentIndex(PARTS.index(part)))
        self.files.add_asked.connect(self._on_add)
        self.memories.changed.connect(self._on_memories)
        self.terms.changed.connect(self._on_terms)
        self.terms.new_asked.connect(self._on_new_list)
        self.brief.changed.connect(self._on_brief)
        self.term_lists.made.connect(self._on_list)
        self.term_lists.failed.connect(translating.failed)
        self.term_lists.said.connect(translating.said)
        self._soon.timeout.connect(self.show_job)
        translating.progress_changed.connect(self._on_progress)
        translating.job_closed.connect(self.close_card)
        self.closed.connect(self.deleteLater)

    def show_job(self) -> None:
        """Show the job as it is now."""
        job = self._translating.job
        if job is None:
            return
        self.title.setText(job.name)
        source, target = language_words(job.source), language_words(job.target)
        self.languages.setText(tr("{source} to {target}", source=source, target=target))
        self.files.show_job(job)
        self.memories.show_job(job)
        self.terms.show_job(job)
        self.brief.show_job(job)

    def _on_progress(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is pressed in a card that was opened from here is not elsewhere."""
        inner = watched if isinstance(watched, QWidget) else None
        while inner is not None and not isinstance(inner, Popover):
            inner = inner.parentWidget()
        return False if inner is not None and inner is not self else super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.brief.waits:
            self.brief.hand_in()

    # What is changed

    def _change(self, **changes: object) -> None:
        job = self._translating.job
        if job is not None:
            self._translating.change_job(msgspec.structs.replace(job, **changes))

    def _on_add(self) -> None:
        self.close_card()
        self._adding.choose(adds=True)

    def _on_memories(self, uses: tuple[MemoryUse, ...]) -> None:
        self._change(memories=uses)

    def _on_terms(self, bases: tuple[int, ...]) -> None:
        self._change(term_bases=bases)

    def _on_brief(self, name: str, brief: TranslationBrief) -> None:
        job = self._translating.job
        self._change(name=name or (job.name if job is not None else ""), brief=brief)

    def _on_new_list(self) -> None:
        card = NameCard(self.window(), tr("A new list of terms"), tr("Name"), tr("Make it"))
        card.named.connect(self.term_lists.new_base)
        card.open_in_middle()

    def _on_list(self, base: TermBase) -> None:
        job = self._translating.job
        if job is not None:
            self._change(term_bases=(*job.term_bases, base.id))
            self.memories_known.refresh()


def memories_of(translating: Translating) -> TranslationMemories:
    """The memories of the workspace; a file that comes in goes on coming in when the card is closed."""
    there = translating.findChild(TranslationMemories)
    if isinstance(there, TranslationMemories):
        return there
    made = TranslationMemories(translating.services.store, translating)
    made.failed.connect(translating.failed)
    made.said.connect(translating.said)
    made.kept.connect(translating.look_again)
    return made
