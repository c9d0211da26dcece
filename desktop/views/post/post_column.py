"""The middle of the Blog screen: the header, and under it the page of the step that is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.copy import field_of
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Claim, Finding
from desktop.core.post import SECTION_FIELD
from desktop.core.settings import TEXT_SIZE
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.drafts import SaveKind, SaveState
from desktop.runtime.posting_account import Statement
from desktop.runtime.posting_values import BODY, Step
from desktop.runtime.repairs import PutRight
from desktop.runtime.session import DraftChange
from desktop.views.actions import Actions
from desktop.views.announce import announce
from desktop.views.post.post_editor import AddPicture
from desktop.views.post.post_fields import PostFields
from desktop.views.post.post_header import PostHeader
from desktop.views.post.words import state_name
from desktop.views.product.busy_strip import BusyStrip
from desktop.views.product.cards import CardPlace
from desktop.views.product.repairs_strip import RepairsStrip
from desktop.views.product.writing_show import WritingShow
from desktop.views.widgets.badge import Tone
from desktop.views.widgets.stops import stops_of

if TYPE_CHECKING:
    from desktop.views.post.angle_page import AnglePage
    from desktop.views.post.finish_page import FinishPage
    from desktop.views.post.idea_page import IdeaPage
    from desktop.views.post.outline_page import OutlinePage


class PostWritingShow(WritingShow):
    """Counts the words of sections where they stand: in the body."""

    def _words(self, fields: Iterable[str]) -> int:
        names = tuple(fields)
        written = {row.id: row.written for row in self._desk.posting.rows()}
        ids = [name.removeprefix(SECTION_FIELD) for name in names if name.startswith(SECTION_FIELD)]
        sections = sum(written.get(each, 0) for each in ids)
        return sections + super()._words(name for name in names if not name.startswith(SECTION_FIELD))


class PostColumn(QWidget):
    """Shows the steps of the post on the desk; `actions` are the window's, for what concerns all of it."""

    finding_asked = Signal(object)  # Finding whose card was opened
    fact_asked = Signal(str)
    fact_added = Signal(str)
    announced = Signal(str)  # for a screen reader
    structure_shown = Signal()  # other parts are there, so the order of focus is another
    step_shown = Signal(object)  # Step
    caret_moved = Signal()  # in the body; where it is costs a look at the whole text
    repurpose_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        actions: Actions | None = None,
        parent: QWidget | None = None,
        *,
        show_settings: Callable[[str], None] | None = None,
        add_picture: AddPicture | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._posting = desk.posting
        self._window_actions = actions
        self._show_settings = show_settings
        self._read_only = False
        self._errors: tuple[str, ...] = ()
        self.header = PostHeader()
        self.busy = BusyStrip(desk)
        self.repairs = RepairsStrip(desk)
        self.fields = PostFields(desk, add_picture)
        self.show_writing = PostWritingShow(desk, self.fields, self._open_settings)
        self.cards = CardPlace(desk, self.fields)
        self.pages: dict[Step, QWidget] = {Step.SECTIONS: self.fields}
        self.step = Step.SECTIONS
        self._lay_out()
        self._connect()
        self._on_opened(desk.session.draft)
        self._on_save_state(desk.drafts.save_state)

    @property
    def text(self) -> QWidget:
        """The editor of the text."""
        return self.fields.body.post.text

    def _lay_out(self) -> None:
        self._top = QWidget()
        self._top_column = top = QVBoxLayout(self._top)
        top.setSpacing(0)
        for part in (self.header, self.busy, self.repairs):
            top.addWidget(part)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.fields)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self.stack, 1)
        self._aligning = QTimer(self, singleShot=True, interval=0)
        self._aligning.timeout.connect(self._align)
        self.fields.body.post.text.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _align(self) -> None:
        """Header and title stand over the words of the text, however wide the column is."""
        left, width = self.fields.body.words()
        self.fields.title.stand_over(left, width)
        begin = self.fields.body.mapTo(self, QPoint(left, 0)).x()
        self._top_column.setContentsMargins(begin, 0, max(0, self.width() - begin - width), 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize}:
            self._aligning.start()
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        desk, header, writing = self._desk, self.header, self._posting.writing
        header.write_asked.connect(self.write_next)
        header.rest_asked.connect(writing.write_rest)
        header.stop_asked.connect(desk.writer.stop)
        header.latest_asked.connect(lambda: self._trigger("open"))
        header.export_asked.connect(lambda: self._trigger("export"))
        header.compare_asked.connect(lambda: self._trigger("compare"))
        header.repurpose_asked.connect(self.repurpose_asked)
        self.cards.opened.connect(self.finding_asked)
        self.cards.reached.connect(self._announce)
        self.cards.fact_asked.connect(self.fact_asked)
        self.cards.fact_added.connect(self._on_fact_added)
        self.repairs.announced.connect(self._announce)
        self.repairs.shown.connect(self.fields.show_repairs)
        self.repairs.asked.connect(self._on_repair_asked)
        self.repairs.grown.connect(self.structure_shown)
        self.show_writing.busy_changed.connect(self._on_busy)
        self.show_writing.announced.connect(self._announce)
        self.fields.body.post.text.caret_moved.connect(self.caret_moved)
        desk.writer.started.connect(self._on_started)
        desk.session.opened.connect(self._on_opened)
        desk.session.changed.connect(self._on_changed)
        desk.posting.changed.connect(self._show_post)
        desk.checker.checked.connect(self._on_checked)
        desk.drafts.save_state_changed.connect(self._on_save_state)
        desk.settings.changed.connect(self._on_setting)

    # What the screen asks

    def write_next(self) -> None:
        """Write what comes next; where nothing is known yet, ask what it is about."""
        if self._desk.session.draft.brief.is_empty:
            self.show_step(Step.IDEA)
            self._announce(tr("Say first what the post is about"))
            return
        self._posting.writing.write_next()

    def show_step(self, step: Step, *, focus: bool = True) -> None:
        """Show the page of a step, made when it is first shown; it gets the keys that a page before it had."""
        page = self.pages.get(step)
        if page is None:
            page = self.pages[step] = self._make(step)
            self.stack.addWidget(page)
            self.structure_shown.emit()
        before = self.stack.currentWidget()
        changes = page is not before
        held = before is not None and before.isAncestorOf(QApplication.focusWidget() or self)
        self.step = step
        self.stack.setCurrentWidget(page)
        self.cards.close()
        self.step_shown.emit(step)
        if focus or (changes and held):
            target = self.fields.body.editor if step is Step.SECTIONS else page
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_place(self, offset: int) -> None:
        """Show a code point of the body, as the outline asks for it."""
        self.show_step(Step.SECTIONS, focus=False)
        self.fields.body.post.text.go_to(offset)
        self.fields.body.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_finding(self, finding: Finding) -> bool:
        """Bring a finding into sight with its card; `False`: it is in no text."""
        if self._is_beside(finding.field):
            return self._finish().go_to_finding(finding)
        self.show_step(Step.SECTIONS, focus=False)
        if self.cards.go_to_finding(finding):
            return True
        view = self.fields.view(field_of(finding.field))
        if view is not None:
            self.fields.go_to(view)
        return view is not None

    def go_to_span(self, claim: Claim | Statement) -> bool:
        """Bring the words of a claim or a statement into sight."""
        if self._is_beside(claim.field):
            return isinstance(claim, Claim) and self._finish().go_to_span(claim)
        self.show_step(Step.SECTIONS, focus=False)
        body = self.fields.body
        words = body.editor.text()[claim.start : claim.end]
        if self.cards.go_to_span(claim.field, claim.start, words):
            return True
        if field_of(claim.field) == BODY:
            body.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            body.post.text.go_to(claim.start)
            return True
        return False

    def show_fact(self, fact_id: str) -> None:
        """Show a fact where facts are kept: on the page of the idea."""
        self.show_step(Step.IDEA, focus=False)
        cast("IdeaPage", self.pages[Step.IDEA]).show_fact(fact_id)

    def go_to_next_finding(self, by: int) -> None:
        """Go to the next finding (-1: the one before) in the text, or in what stands around it when that is shown."""
        cards = cast("FinishPage", self.pages[Step.FINISH]).cards if self.step is Step.FINISH else self.cards
        if self.step not in {Step.SECTIONS, Step.FINISH}:
            self.show_step(Step.SECTIONS, focus=False)
        if by > 0:
            cards.open_next()
        else:
            cards.open_previous()

    def stops(self) -> list[QWidget]:
        """What the Tab key stops at, in the order of reading."""
        page = self.stack.currentWidget()
        own = stops_of(page) if page is not None else []
        return [*stops_of(self.header), *stops_of(self.repairs), *own]

    # Inside

    def _make(self, step: Step) -> QWidget:
        if step is Step.FINISH:
            return self._make_finish()
        page = _page_of(step, self._desk)
        page.step_asked.connect(self.show_step)
        return page

    def _make_finish(self) -> FinishPage:
        from desktop.views.post.finish_page import FinishPage

        page = FinishPage(self._desk, open_settings=self._open_settings)
        page.step_asked.connect(self.show_step)
        page.structure_shown.connect(self.structure_shown)
        page.announced.connect(self._announce)
        page.finding_asked.connect(self.finding_asked)
        page.fact_asked.connect(self.fact_asked)
        page.fact_added.connect(self.fact_added)
        return page

    def _finish(self) -> FinishPage:
        self.show_step(Step.FINISH, focus=False)
        page = self.pages[Step.FINISH]
        return cast("FinishPage", page)

    def _is_beside(self, field: str) -> bool:
        """Whether a text stands on the page of title and search."""
        return bool(field) and self.fields.view(field_of(field)) is None

    def _trigger(self, action_id: str) -> None:
        if self._window_actions is not None:
            self._window_actions[action_id].trigger()

    def _open_settings(self, page: str) -> None:
        if page and self._show_settings is not None:
            self._show_settings(page)
        else:
            self._trigger("screen.settings")

    def _on_repair_asked(self, piece: PutRight) -> None:
        self.show_step(Step.SECTIONS, focus=False)
        found, view = self.fields.repair_mark(piece), self.fields.view(piece.field)
        if found is not None:
            self.cards.go_to(*found)
        elif view is not None:
            self.fields.go_to(view)

    def _on_fact_added(self, fact_id: str) -> None:
        self.fact_added.emit(fact_id)
        self._announce(tr("Added to the facts"))

    # What the desk says

    def _on_started(self, fields: tuple[str, ...]) -> None:
        """What is written is shown, wherever the writer was; lines are written on the page that they stand on."""
        if self._posting.is_post and any(each == BODY or each.startswith(SECTION_FIELD) for each in fields):
            self.show_step(Step.SECTIONS, focus=False)

    def _on_opened(self, _draft: Draft) -> None:
        self.cards.close()
        self._show_post()
        self.fields.body.post.text.verticalScrollBar().setValue(0)

    def _on_changed(self, _change: DraftChange) -> None:
        self._show_title()

    def _show_title(self) -> None:
        draft = self._desk.session.handed_in
        self.header.show_title(draft.title)

    def _show_post(self) -> None:
        self._show_title()
        self._show_state()
        step, fields = self._posting.writing.next_step()
        section = self._posting.post.section(fields[0].removeprefix(SECTION_FIELD)) if fields else None
        self.header.show_next(step, section.heading if section is not None else tr("Opening"))

    def _on_checked(self, report: CheckReport) -> None:
        if not self._desk.writer.busy and self._posting.is_post:
            self.fields.show_report(report)

    def _on_busy(self, busy: bool) -> None:
        self.header.set_busy(busy)
        self._show_post()
        if not busy:
            self._on_checked(self._desk.checker.report)

    def _on_save_state(self, state: SaveState) -> None:
        read_only = state.kind is SaveKind.READ_ONLY
        if read_only is not self._read_only:
            self._read_only = read_only
            self.fields.set_locked(read_only)
            self._show_state()

    def _show_state(self) -> None:
        if self._read_only:
            self.header.show_state(tr("Read only"), Tone.WARNING)
        elif self._desk.writer.busy:
            self.header.show_state(tr("Writing"), Tone.ACCENT)
        else:
            self.header.show_state(state_name(self._posting.post.state))

    def _on_setting(self, key: str) -> None:
        if key == TEXT_SIZE.key:
            self.fields.set_text_size(self._desk.settings.get(TEXT_SIZE))
            self._aligning.start()

    def _announce(self, words: str) -> None:
        announce(self, words)
        self.announced.emit(words)


def _page_of(step: Step, desk: Desk) -> IdeaPage | AnglePage | OutlinePage:
    """The page of a step, imported when it is first shown."""
    match step:
        case Step.IDEA:
            from desktop.views.post.idea_page import IdeaPage

            return IdeaPage(desk)
        case Step.ANGLE:
            from desktop.views.post.angle_page import AnglePage

            return AnglePage(desk)
        case _:
            from desktop.views.post.outline_page import OutlinePage

            return OutlinePage(desk)
