"""Beside the grid: what was found in the row, what the memories and term lists know, how good it is, how it looks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.finding import Severity
from desktop.core.translation import Row, RowKey, TermBase
from desktop.core.translation_finding import SegmentFinding
from desktop.core.words import tr
from desktop.runtime.translating import Translating
from desktop.runtime.translating_values import Returned, Work
from desktop.runtime.translation_terms import TranslationTerms
from desktop.views.tokens import Size, Space
from desktop.views.translate.job_adding import FileAdding
from desktop.views.translate.side_check_rows import Place, places_of
from desktop.views.translate.side_checks import ChecksTab
from desktop.views.translate.side_memory import MemoryTab
from desktop.views.translate.side_row_terms import row_terms
from desktop.views.translate.side_terms import TermsTab
from desktop.views.widgets.badge import Tone
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.tabs import Tabs

if TYPE_CHECKING:
    from desktop.views.translate.layout_tab import LayoutTab
    from desktop.views.translate.quality_tab import QualityTab

JOB_KEY = "Alt+Shift+I"
CHECKS, MEMORY, TERMS, QUALITY, PREVIEW = TABS = ("checks", "memory", "terms", "quality", "preview")
_KEYS = {
    CHECKS: "Alt+Shift+C", MEMORY: "Alt+Shift+M", TERMS: "Alt+Shift+T", QUALITY: "Alt+Shift+Q", PREVIEW: "Alt+Shift+P",
}  # fmt: skip
_ROW_MS, _ALL_MS = 30, 300
_TONES = {Severity.ERROR: Tone.CONTRADICTED, Severity.WARNING: Tone.WARNING, Severity.INFO: Tone.INFORMATION}


class SidePanel(Surface):
    """Tabs on the open job; the tab of a row follows the row on which the writer is.

    `finding_chosen` asks the grid to show the words of a finding. The screen calls `look_up`, `add_term`, `mark_error`
    and `write_comment` with what is chosen in the grid.
    """

    finding_chosen = Signal(object, object)  # RowKey, SegmentFinding
    grown = Signal()  # a tab was made

    def __init__(self, translating: Translating, parent: QWidget | None = None) -> None:
        super().__init__(1, parent)
        self._translating = translating
        self.setAccessibleName(tr("Beside the row"))
        self.setMinimumWidth(Size.SIDE_LIST)
        self.tabs = Tabs(tr("Beside the row"))
        self.adding = FileAdding(translating, self)
        self.term_lists = TranslationTerms(translating.services.store, self)
        self.checks = ChecksTab()
        self.memory = MemoryTab()
        self.terms = TermsTab(self.term_lists)
        self._stack = QStackedWidget()
        self._followed: tuple[object, ...] | None = None
        self._flush: Callable[[], None] = _nothing
        self._insert_match: Callable[[int], None] = self._put_match
        self._insert_words: Callable[[str], None] = self._put_words
        self._row_soon = QTimer(self, singleShot=True, interval=_ROW_MS)
        self._all_soon = QTimer(self, singleShot=True, interval=_ALL_MS)
        self._none_soon = QTimer(self, singleShot=True, interval=_ALL_MS)
        self._lay_out()
        self._connect()
        self._connect_tabs()
        self._on_job()
        self.show_tab(MEMORY)

    def _lay_out(self) -> None:
        words = {
            CHECKS: tr("Checks"), MEMORY: tr("Memory"), TERMS: tr("Terms"), QUALITY: tr("Quality"),
            PREVIEW: tr("Preview"),
        }  # fmt: skip
        made: dict[str, QWidget] = {CHECKS: self.checks, MEMORY: self.memory, TERMS: self.terms}
        for place, tab_id in enumerate(TABS):
            self.tabs.add(tab_id, words[tab_id])
            self.tabs.setTabToolTip(place, with_key(words[tab_id], _KEYS[tab_id]))
            self._stack.addWidget(made.get(tab_id) or QWidget())
        head = QHBoxLayout()
        head.setContentsMargins(Space.XS, Space.M + Space.XXS, Space.XS, Space.M)
        head.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        translating = self._translating
        self.tabs.chosen.connect(self._on_tab)
        self._row_soon.timeout.connect(self._show_row)
        self._all_soon.timeout.connect(self._show_all)
        self._none_soon.timeout.connect(self._show_none)
        translating.job_opened.connect(self._on_job)
        translating.job_closed.connect(self._on_job)
        translating.jobs_changed.connect(self._follow_job)
        translating.current_changed.connect(self._on_current)
        translating.rows_changed.connect(self._on_rows)
        translating.findings_changed.connect(self._on_findings)
        translating.suggestions_came.connect(self._on_suggestions)
        translating.working_changed.connect(self._on_working)
        translating.returned_read.connect(self._on_returned)
        self.term_lists.edited.connect(translating.load_terms)
        self.term_lists.failed.connect(translating.failed)
        self.term_lists.said.connect(translating.said)
        self.term_lists.made.connect(self._on_base)

    def _connect_tabs(self) -> None:
        self.checks.place_chosen.connect(self._on_place)
        self.checks.finding_chosen.connect(self._on_finding)
        self.checks.fixed.connect(self._on_fixed)
        self.checks.kept.connect(self._on_kept)
        self.memory.match_taken.connect(self._on_match)
        self.memory.term_taken.connect(self._on_term)
        self.memory.looked_up.connect(self._on_looked_up)
        self.terms.base_asked.connect(self._on_base_asked)

    # Tabs

    @cached_property
    def quality(self) -> QualityTab:
        """How good the row and the job are."""
        from desktop.views.translate.quality_tab import QualityTab

        tab = QualityTab(self._translating)
        self._put(QUALITY, tab)
        return tab

    @cached_property
    def preview(self) -> LayoutTab:
        """How the finished file looks."""
        from desktop.views.translate.layout_tab import LayoutTab

        tab = LayoutTab(self._translating)
        self._put(PREVIEW, tab)
        return tab

    def _put(self, tab_id: str, page: QWidget) -> None:
        place = TABS.index(tab_id)
        kept = self._stack.widget(place)
        self._stack.insertWidget(place, page)
        if kept is not None:
            self._stack.removeWidget(kept)
            kept.deleteLater()
        self.grown.emit()

    def show_tab(self, tab_id: str) -> None:
        """Bring a tab to the front."""
        self.tabs.choose(tab_id)
        self._on_tab(tab_id)

    def _on_tab(self, tab_id: str) -> None:
        page: QWidget = getattr(self, tab_id)
        self._stack.setCurrentWidget(page)
        if tab_id == CHECKS:
            self._show_all()
        elif tab_id == MEMORY:
            self._show_row()

    # What the screen asks

    def look_up(self, words: str = "") -> None:
        """Look words up in the memories, or put the caret where they are typed."""
        self.show_tab(MEMORY)
        self.memory.look_up(words)

    def add_term(self, source: str = "", target: str = "") -> None:
        """Ask for a term that begins with these words."""
        self.terms.add_term(source, target)

    def mark_error(self, *, on_source: bool = False, start: int = 0, end: int = 0) -> None:
        """Ask what is wrong with a span of the row (code points); without one, with the whole target."""
        self.show_tab(QUALITY)
        self.quality.mark_error(on_source=on_source, start=start, end=end)

    def write_comment(self) -> None:
        """Put the caret where a remark on the row is written."""
        self.show_tab(QUALITY)
        self.quality.write_comment()

    def doings(self) -> tuple[tuple[str, str, Callable[[], None]], ...]:
        """What can be done here from anywhere on the screen: words, key, and what it does."""
        return (
            (tr("Findings of the row and of all files"), _KEYS[CHECKS], lambda: self._go_to(CHECKS)),
            (tr("Matches of the memories"), _KEYS[MEMORY], lambda: self._go_to(MEMORY)),
            (tr("Terms of the job"), _KEYS[TERMS], lambda: self._go_to(TERMS)),
            (tr("Quality: errors, comments, who wrote what"), _KEYS[QUALITY], lambda: self._go_to(QUALITY)),
            (tr("Preview of the finished file"), _KEYS[PREVIEW], lambda: self._go_to(PREVIEW)),
            (tr("Files, memories, terms and brief of this job"), JOB_KEY, self.open_job_card),
            (tr("Bring a table back that somebody changed"), "Alt+Shift+B", self.bring_back),
            (tr("Write the translation into its draft"), "Alt+Shift+W", self.write_draft),
            (tr("Take in what changed in the draft"), "Alt+Shift+R", self.refresh_draft),
        )

    def open_job_card(self, part: str = "files") -> None:
        """Show what belongs to the job, beginning with a part of it."""
        from desktop.views.translate.job_card import AboutJob

        if self._translating.job is not None:
            AboutJob(self.window(), self._translating, self.adding, part).open_in_middle()

    def bring_back(self) -> None:
        """Ask for a bilingual table that came back; what it would change is shown before it does."""
        from desktop.views.translate.job_returned import choose_returned

        if not self._translating.nothing_open():
            choose_returned(self.window(), self._translating)

    def _on_returned(self, returned: Returned) -> None:
        from desktop.views.translate.job_returned import ReturnedCard

        ReturnedCard(self.window(), self._translating, returned).open_in_middle()

    def write_draft(self) -> None:
        """Write the translation of a draft into one of its own; a file is exported instead."""
        self._with_draft(self._translating.write_into_draft)

    def refresh_draft(self) -> None:
        """Take in the draft's text as it is now; rows whose source changed are marked."""
        self._with_draft(self._translating.refresh_from_draft)

    def _with_draft(self, does: Callable[[int], None]) -> None:
        """Do it with the draft in which the writer is; says so when it is a file."""
        job, row = self._translating.job, self._row
        files = job.files if job is not None else ()
        if any(each.draft and row is not None and each.id == row.key.file for each in files) and row is not None:
            self._flush()
            does(row.key.file)
        else:
            self._translating.said.emit(tr("This is no translation of a draft."))

    def _go_to(self, tab_id: str) -> None:
        self.show_tab(tab_id)
        self.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # What the session says

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._row_soon.start()
        self._all_soon.start()

    def _on_job(self) -> None:
        self._follow_job()
        self._show_row()
        self._all_soon.start()

    def _follow_job(self) -> None:
        """Terms are read anew only for another job, or one that uses other lists: not with each row that is kept."""
        job = self._translating.job
        wanted = (job.id, job.source, job.target, job.term_bases) if job is not None else None
        if wanted != self._followed:
            self._followed = wanted
            self.term_lists.show_job(job)
        if job is not None:
            self.terms.show_languages(job.source, job.target)

    def _on_current(self, _key: RowKey | None) -> None:
        self._row_soon.start()

    def _on_rows(self, keys: list[RowKey]) -> None:
        if self._translating.current in keys:
            self._row_soon.start()

    def _on_findings(self, keys: list[RowKey]) -> None:
        self._on_rows(keys)
        if not self._all_soon.isActive():
            self._all_soon.start()

    def _on_working(self) -> None:
        if not self._row_soon.isActive():
            self._row_soon.start()
        if not self._all_soon.isActive():
            self._all_soon.start()

    def _on_suggestions(self, key: RowKey) -> None:
        if key == self._translating.current and self.tabs.current == MEMORY:
            self._show_matches(key)

    # What is shown

    @property
    def _row(self) -> Row | None:
        key = self._translating.current
        return self._translating.rows.get(key) if key is not None else None

    @property
    def _checking(self) -> bool:
        working = self._translating.working
        return working is not None and working.kind is Work.CHECKING

    def _show_row(self) -> None:
        row = self._row
        findings = self._translating.findings(row.key) if row is not None else ()
        self.checks.show_findings(findings, chosen=row is not None, checking=self._checking)
        count, worst = self.checks.count
        self.tabs.set_badge(CHECKS, str(count or ""), _TONES[worst] if worst is not None else Tone.NEUTRAL)
        if row is None:
            self.memory.show_nothing(tr("Choose a row to see what the memories have for it."))
            self.memory.show_terms(())
            return
        if self.tabs.current == MEMORY:
            self.memory.show_terms(row_terms(self._translating.term_hits(row.key), row.segment.target.text))
            if self._translating.suggestions(row.key):
                self._show_matches(row.key)
            else:
                self._none_soon.start()  # they come in a moment; the ones before do not flicker away until then

    def _show_none(self) -> None:
        if (row := self._row) is not None:
            self._show_matches(row.key)

    def _show_matches(self, key: RowKey) -> None:
        row = self._translating.rows.get(key)
        if row is not None:
            self.memory.show_matches(self._translating.suggestions(key), row.segment.source.text)

    def _show_all(self) -> None:
        """The findings of all files, while they are looked at: going through 20,000 rows is not for nothing."""
        if not self.isVisible() or self.tabs.currentIndex() != TABS.index(CHECKS):
            return
        translating = self._translating
        found = {key: said for key in translating.rows if (said := translating.findings(key))}
        numbers = {key: translating.rows[key].number for key in found}
        self.checks.show_places(places_of(numbers, found), checking=self._checking)

    # What is done here

    def _on_place(self, place: Place) -> None:
        self._translating.go(place.key)
        self.finding_chosen.emit(place.key, place.finding)

    def _on_finding(self, finding: SegmentFinding) -> None:
        if (row := self._row) is not None:
            self.finding_chosen.emit(row.key, finding)

    def act_through(
        self, flush: Callable[[], None], match: Callable[[int], None], words: Callable[[str], None]
    ) -> None:
        """With an open editor in the grid: first what is typed there is kept; matches and words go in at its caret."""
        self._flush, self._insert_match, self._insert_words = flush, match, words

    def _on_fixed(self, finding: SegmentFinding, number: int) -> None:
        self._flush()
        if (row := self._row) is not None:
            self._translating.apply_fix(row.key, finding, number + 1)

    def _on_kept(self, finding: SegmentFinding) -> None:
        self._flush()
        if (row := self._row) is not None:
            self._translating.silence(finding, row.key)

    def _on_match(self, number: int) -> None:
        self._insert_match(number)

    def _on_term(self, number: int) -> None:
        terms = self.memory.terms.terms
        if 1 <= number <= len(terms):
            self._insert_words(terms[number - 1].term.target)

    def _put_match(self, number: int) -> None:
        if (row := self._row) is not None:
            self._translating.insert_match(row.key, number)

    def _put_words(self, words: str) -> None:
        """At the end of the target, where no caret says otherwise."""
        if (row := self._row) is not None:
            self._translating.insert_text(row.key, words)

    def _on_looked_up(self, words: str) -> None:
        self._translating.concordance(words, self.memory.show_found)

    def _on_base_asked(self) -> None:
        job = self._translating.job
        if job is not None:
            self.term_lists.new_base(job.name)

    def _on_base(self, base: TermBase) -> None:
        """A new list is used by the job at once."""
        job = self._translating.job
        if job is not None:
            self._translating.change_job(msgspec.structs.replace(job, term_bases=(*job.term_bases, base.id)))


def _nothing() -> None:
    """There is no editor with words that are not kept yet."""
