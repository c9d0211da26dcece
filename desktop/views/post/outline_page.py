"""The third step to a post: its outline, written by hand, pasted, begun with the usual parts, or proposed."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.post import INTRODUCTION
from desktop.core.post_lengths import goal_of, intro_words, shared_out, usual_outline
from desktop.core.post_structures import outline_lines
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.posting_values import BODY, OUTLINE, SectionRow, Step
from desktop.runtime.session import DraftChange
from desktop.views.post.asking_row import AskingRow
from desktop.views.post.outline_asides import Unplanned, UsualParts
from desktop.views.post.outline_list import OutlineList
from desktop.views.post.step_page import SUGGEST_KEY, StepPage
from desktop.views.post.words import section_name
from desktop.views.tokens import Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.confirm_card import ConfirmCard
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.progress import Skeleton
from desktop.views.widgets.text import ElidedLabel, Label

_LATE_MS = 400
_SHARE_KEY = "Alt+Shift+O"


class OutlinePage(StepPage):
    """Shows the sections, how long they are together, and the headings that stand in the text alone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            tr("Make the outline"),
            tr("What the post says, part by part. Each section is written by itself, and can be written again."),
            parent,
        )
        self.ask = AskingRow(
            desk.writer, tr("Suggest an outline"), tr("Making an outline…"), SUGGEST_KEY, self._is_outline
        )
        self.total = Label("", "strong", "text_2")
        self.share = Button(tr("Share out"), ButtonKind.QUIET, icon="equals", small=True)
        self.opening = ElidedLabel("", "small", "text_3")
        self.list = OutlineList(desk)
        self.skeleton = Skeleton(4)
        self.usual = UsualParts()
        self.unplanned = Unplanned()
        self.add = Button(tr("Add a section"), ButtonKind.QUIET, icon="plus", small=True)
        self.paste = Button(tr("Paste a list"), ButtonKind.QUIET, icon="clipboard", small=True)
        self.copy = Button(tr("Copy"), ButtonKind.QUIET, icon="copy", small=True)
        self.write_next = Button(tr("Write the first section"), ButtonKind.PRIMARY)
        self.write_all = Button(tr("Write everything"))
        self.bind(tr("Suggest an outline"), SUGGEST_KEY, self.ask.press)
        self.bind(tr("Share out the words"), _SHARE_KEY, self.share.click)
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        self.paste.set_tip(tr("Each line on the clipboard becomes a section: “Care (150)” asks for 150 words"))
        self.copy.set_tip(tr("Copy the outline as lines"))
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.total)
        head.addStretch(1)
        head.addWidget(self.share)
        below = QHBoxLayout()
        below.setSpacing(Space.XS)
        for part in (self.add, self.paste, self.copy):
            below.addWidget(part)
        below.addStretch(1)
        outline = QVBoxLayout()
        outline.setSpacing(Space.S)
        outline.addLayout(head)
        outline.addWidget(self.opening)
        outline.addWidget(self.list)
        outline.addWidget(self.skeleton)
        outline.addLayout(below)
        self.column.addWidget(self.ask)
        self.column.addWidget(self.usual)
        self.column.addLayout(outline)
        self.column.addWidget(self.unplanned)
        self.add_to_foot(self.write_next, self.write_all)
        self.list.tab_after = self.share
        self.setFocusProxy(self.ask.button)

    def _connect(self) -> None:
        desk = self.desk
        self.ask.asked.connect(self.suggest)
        self.share.clicked.connect(self.share_out)
        self.add.clicked.connect(lambda: self.list.add_after(""))
        self.paste.clicked.connect(self.paste_lines)
        self.copy.clicked.connect(self.copy_lines)
        self.usual.button.clicked.connect(self.begin_with_usual)
        self.unplanned.adopted.connect(desk.posting.adopt_heading)
        self.write_next.clicked.connect(self.go_on)
        self.write_all.clicked.connect(self.write_everything)
        self.list.announced.connect(self.tell)
        self.list.rows_changed.connect(self._show)
        self.list.shown.connect(self.bring_into_sight)
        self.list.write_asked.connect(self._write_section)
        self._late.timeout.connect(self._show)
        desk.posting.changed.connect(self._show)
        desk.session.opened.connect(self._show)
        desk.session.changed.connect(self._on_changed)
        for signal in (desk.writer.started, desk.writer.field_started, desk.writer.finished, desk.writer.failed):
            signal.connect(self._show)

    # What the writer asks

    def suggest(self) -> None:
        """Ask for an outline; where one would be replaced, ask the writer first."""
        self.desk.session.pull()
        replaced = sum(not each.pinned for each in self.desk.posting.post.outline)
        if not replaced:
            self.desk.posting.writing.write_outline()
            return
        card = ConfirmCard(
            self,
            trn("Replace {n} section of the outline?", "Replace {n} sections of the outline?", replaced),
            tr("Pinned sections stay. All words in the text stay as they are, and Undo brings this outline back."),
            tr("Suggest another outline"),
        )
        card.confirmed.connect(self.desk.posting.writing.write_outline)
        card.open_at(self.ask.button.rect(), self.ask.button)

    def share_out(self) -> None:
        """Spread the goal over the sections; pinned ones keep their words."""
        draft = self.desk.session.draft
        outline = shared_out(self.desk.posting.post.outline, draft.brief)
        self.desk.posting.change(tr("Share out the words"), "outline.share", outline=outline)

    def begin_with_usual(self) -> None:
        """Take the parts that such a page usually has, those that there are facts for."""
        outline = usual_outline(self.desk.session.draft.brief)
        self.desk.posting.change(tr("Begin with the usual parts"), "outline.usual", outline=outline)
        if self.list.lines:
            self.list.lines[0].go_to()

    def paste_lines(self) -> None:
        """Make sections of the lines on the clipboard."""
        lines = tuple(line for line in QGuiApplication.clipboard().text().splitlines() if line.strip())
        if lines:
            self.list.add_lines(lines)
        else:
            self.desk.notices.info(tr("There is no text on the clipboard."), key="paste")

    def copy_lines(self) -> None:
        """Put the outline on the clipboard, a line for each section."""
        self.desk.session.pull()
        lines = outline_lines(self.desk.posting.post.outline)
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
            self.tell(trn("{n} line copied", "{n} lines copied", len(lines)))

    def go_on(self) -> None:
        """Write the next section that is not there yet, and go to the text."""
        self.desk.session.pull()
        step, _ = self.desk.posting.writing.next_step()
        if step is Step.SECTIONS and not self.desk.writer.busy:
            self.desk.posting.writing.write_next()
        self.step_asked.emit(Step.SECTIONS)

    def write_everything(self) -> None:
        """Write all that is not there yet, and go to the text."""
        self.desk.session.pull()
        self.desk.posting.writing.write_rest()
        self.step_asked.emit(Step.SECTIONS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_lines()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_lines()
        else:
            super().keyPressEvent(event)

    def _write_section(self, section_id: str) -> None:
        self.desk.posting.writing.write_section(section_id)
        if self.desk.writer.busy:
            self.step_asked.emit(Step.SECTIONS)

    # What the desk says

    def _is_outline(self, fields: tuple[str, ...]) -> bool:
        """Whether an outline comes at the end of the job: asked for by name, or with all the rest."""
        return OUTLINE in fields or (BODY in fields and not self.desk.posting.post.outline)

    def _on_changed(self, change: DraftChange) -> None:
        """How much is written is counted a little after it was."""
        if change.place.startswith(("copy.", "write.")) and self.isVisible() and not self._late.isActive():
            self._late.start()
        elif not change.place:
            self._show()

    def _show(self, _what: object = None) -> None:
        if not self.isVisible():
            return
        posting, busy = self.desk.posting, self.desk.writer.busy
        brief = self.desk.session.handed_in.brief
        outline, answering = posting.post.outline, self.ask.answering
        rows = posting.rows()
        self.list.show_rows(rows, posting.writing.section)
        self.list.setEnabled(not answering)
        self.list.setVisible(bool(outline) or self.list.new is not None)
        self.skeleton.setVisible(answering and not outline)
        self._show_total(rows)
        self.usual.show_outline(() if outline or answering else usual_outline(brief))
        self.unplanned.show_rows(tuple(row for row in rows if not row.id) if not answering else ())
        for part in (self.add, self.paste):
            part.setEnabled(not answering)
            part.setVisible(bool(outline) or not answering)
        self.copy.setVisible(bool(outline))
        self._show_foot(rows, busy=busy)
        self.ask.set_words(tr("Suggest another outline") if outline else tr("Suggest an outline"))

    def _show_total(self, rows: tuple[SectionRow, ...]) -> None:
        brief, outline = self.desk.session.handed_in.brief, self.desk.posting.post.outline
        number = QLocale().toString
        opening = intro_words(brief)
        planned = sum(each.words for each in outline) + opening
        goal = goal_of(brief)
        sections = trn("{n} section", "{n} sections", len(outline))
        words = tr("{planned} of {goal} words", planned=number(planned), goal=number(goal))
        self.total.setText(f"{sections} · {words}")
        written = next((row.written for row in rows if row.id == INTRODUCTION), 0)
        said = trn("{n} word written", "{n} words written", written)
        later = tr("written after the sections")
        about = tr("about {words} words", words=opening)
        self.opening.setText(" · ".join((section_name(INTRODUCTION, ""), about, said if written else later)))
        for part in (self.total, self.opening, self.share):
            part.setVisible(bool(outline))
        self.share.setEnabled(not self.ask.answering and shared_out(outline, brief) != outline)
        tip = tr("Spread {goal} words over the sections; pinned ones keep theirs", goal=number(goal))
        self.share.set_tip(with_key(tip, _SHARE_KEY))

    def _show_foot(self, rows: tuple[SectionRow, ...], *, busy: bool) -> None:
        planned = [row for row in rows if row.id and row.id != INTRODUCTION]
        written = sum(row.written > 0 for row in planned)
        if busy or (planned and written == len(planned)):
            words = tr("On to the text")
        else:
            words = tr("Write the next section") if written else tr("Write the first section")
        self.write_next.setText(words)
        self.write_next.setEnabled(bool(planned) or busy)
        self.write_all.setEnabled(not busy)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()
