"""The sections of an outline as rows: typed in, moved by key or mouse, joined, added and taken out."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import msgspec
from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.post import Section
from desktop.core.post_structures import outline_of
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.notices import Answer
from desktop.runtime.posting_values import SectionRow
from desktop.views.mail.block_grip import DropLine
from desktop.views.post.section_keys import Verb
from desktop.views.post.section_line import DEEPEST, HIGHEST, SectionLine
from desktop.views.post.words import section_name
from desktop.views.tokens import Size, Space

_LATE_MS = 300
_NEW = Section("", "")
_NEW_ROW = SectionRow("", "", 2, 0, 0, -1)


class OutlineList(QWidget):
    """What is typed goes to the session a little later, or as soon as somebody asks for the draft."""

    announced = Signal(str)
    shown = Signal(QWidget)  # a row that is to be seen
    write_asked = Signal(str)  # the id of a section
    rows_changed = Signal()  # a row was opened or closed, which the session does not tell

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._posting = desk.posting
        self.lines: list[SectionLine] = []
        self.new: SectionLine | None = None
        self.tab_after: QWidget | None = None
        """What the Tab key leaves for the first row."""
        self._after = ""
        self._target = -1
        self.setAccessibleName(tr("Sections of the outline"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XXS)
        self.line = DropLine(self)
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._late.timeout.connect(self._hand_in_typed)
        session = desk.session
        session.add_puller(self.hand_in)
        self.destroyed.connect(partial(session.remove_puller, self.hand_in))
        session.opened.connect(self._on_opened)

    # What is shown

    def show_rows(self, rows: tuple[SectionRow, ...], writing: str) -> None:
        """Show the planned sections; `writing` is the id of the one that is being written."""
        post = self._posting.post
        planned = {row.id: row for row in rows if row.id}
        sections = [section for section in post.outline if section.id in planned]
        known = {line.section.id: line for line in self.lines}
        order = [known.get(section.id) or self._made(section) for section in sections]
        gone = [line for line in self.lines if line not in order]
        moved = [line.section.id for line in order] != [line.section.id for line in self.lines] or bool(gone)
        self.lines = order
        for number, (line, section) in enumerate(zip(order, sections, strict=True), 1):
            line.show_section(section, planned[section.id], number=number, writing=section.id == writing)
            line.set_free(free=section.id != writing)
        if moved or self._column.count() != len(order) + (self.new is not None):
            self._place(gone)

    def line_of(self, section_id: str) -> SectionLine | None:
        """The row of a section."""
        return next((line for line in self.lines if line.section.id == section_id), None)

    def stops(self) -> list[QWidget]:
        """What the Tab key stops at, from the top."""
        return [stop for line in self._all() for stop in line.stops()]

    # What the writer asks

    def add_after(self, section_id: str) -> None:
        """Open a row for a new section behind another (empty: at the end); it is one as soon as it has a heading."""
        self.hand_in()
        self._after = section_id or (self.lines[-1].section.id if self.lines else "")
        self._close_new()
        self.new = self._made(_NEW)
        self.new.show_section(_NEW, _NEW_ROW, number=len(self.lines) + 1, writing=False)
        self._place([])
        self.new.go_to()
        self.shown.emit(self.new)

    def add_lines(self, lines: tuple[str, ...], after: str = "") -> None:
        """Make sections of the lines of a list, behind another or at the end; those that are there already stay."""
        self.hand_in()
        post = self._posting.post
        there = {each.heading.strip().casefold() for each in post.outline}
        fresh = [each for each in outline_of(lines) if each.heading.casefold() not in there]
        added: list[Section] = []
        for each in fresh:
            taken = msgspec.structs.replace(post, outline=(*post.outline, *added))
            added.append(msgspec.structs.replace(each, id=taken.next_section_id()))
        at = next((at for at, each in enumerate(post.outline, 1) if each.id == after), len(post.outline))
        outline = (*post.outline[:at], *added, *post.outline[at:])
        if added:
            self._posting.change(tr("Paste an outline"), "outline.paste", outline=outline)
            self.announced.emit(trn("{n} section added", "{n} sections added", len(added)))

    def hand_in(self) -> None:
        """Give the session what was typed since the last time, a new section with it."""
        self._hand_in_typed()
        new = self.new
        if new is not None and new.dirty and new.typed.heading.strip():
            new.dirty = False
            typed = new.typed
            added = self._posting.add_section(typed.heading, self._after)
            section = self._posting.post.section(added)
            line = self.line_of(added)
            if section is None or line is None:
                return
            held = new.heading.hasFocus()
            self._close_new()
            if typed.words:
                self._posting.change_section(msgspec.structs.replace(section, words=typed.words))
            if held:
                line.go_to()

    def _hand_in_typed(self) -> None:
        self._late.stop()
        for line in tuple(self.lines):
            if line.dirty:
                line.dirty = False
                section = line.typed
                if section != self._posting.post.section(section.id):
                    self._posting.change_section(section)

    # What a row asks

    def _on_asked(self, line: SectionLine, verb: Verb) -> None:
        if line is self.new:
            self._on_new(line, verb)
            return
        if verb is Verb.ON and line is self.lines[-1]:
            self.add_after(line.section.id)
            return
        if verb in {Verb.NEXT, Verb.ON, Verb.PREVIOUS}:
            self._step(line, -1 if verb is Verb.PREVIOUS else 1)
            return
        if verb is Verb.NOTES:
            line.set_open(line.notes is None)
            if line.notes is not None:
                line.notes.setFocus()
            self.shown.emit(line)
            self.rows_changed.emit()
            return
        self.hand_in()
        self._change(line, verb)

    def _on_new(self, line: SectionLine, verb: Verb) -> None:
        """A row that is no section yet: Enter makes it one and opens the next, and an empty one goes away."""
        filled = bool(line.heading.text().strip())
        after = self._after
        if verb is Verb.ON and filled:
            self.hand_in()
            place = next((at for at, each in enumerate(self.lines) if each.section.id == after), -1) + 1
            self.add_after(self.lines[min(place, len(self.lines) - 1)].section.id)
        elif verb in {Verb.PREVIOUS, Verb.NEXT, Verb.REMOVE, Verb.ON}:
            self.hand_in()
            self._close_new()
            found = self.line_of(after)
            if found is not None:
                self._step(found, 1) if verb is Verb.NEXT else found.go_to()

    def _change(self, line: SectionLine, verb: Verb) -> None:
        section, posting = line.section, self._posting
        place = self.lines.index(line)
        busy = posting.writing.section == section.id
        change = msgspec.structs.replace
        match verb:
            case Verb.PIN:
                posting.pin_section(section.id, pinned=not section.pinned)
                self.announced.emit(tr("No longer pinned") if section.pinned else tr("Pinned"))
            case Verb.DEEPER if section.level < DEEPEST:
                posting.change_section(change(section, level=section.level + 1))
            case Verb.HIGHER if section.level > HIGHEST:
                posting.change_section(change(section, level=section.level - 1))
            case Verb.UP if place > 0 and not busy:
                self.move_to(section.id, place - 1)
            case Verb.DOWN if place < len(self.lines) - 1 and not busy:
                self.move_to(section.id, place + 1)
            case Verb.MERGE if place > 0 and not busy:
                before = self.lines[place - 1]
                posting.merge_section(section.id)
                before.go_to()
                self.announced.emit(tr("Merged with “{heading}”", heading=before.section.heading))
            case Verb.REMOVE if not busy:
                self._remove(line, place)
            case Verb.WRITE:
                self.write_asked.emit(section.id)
            case _:
                pass

    def move_to(self, section_id: str, place: int) -> None:
        """Put a section at another place, from 0, counted without it."""
        self._posting.move_section(section_id, place)
        line = self.line_of(section_id)
        if line is not None:
            self.shown.emit(line)
        self.announced.emit(tr("Section {n} of {total}", n=place + 1, total=len(self.lines)))

    def _remove(self, line: SectionLine, place: int) -> None:
        """Take a section out; of one that has words, say so, with the way back."""
        row = next((row for row in self._posting.rows() if row.id == line.section.id), _NEW_ROW)
        self._posting.remove_section(line.section.id)
        if self.lines:
            self.lines[max(0, min(place - 1, len(self.lines) - 1))].go_to()
        if row.written:
            self._desk.notices.info(
                tr("“{heading}” was removed.", heading=section_name(row.id, row.heading)),
                trn("Its {n} word went with it.", "Its {n} words went with it.", row.written),
                Answer(tr("Undo"), self._desk.session.undo),
                key="outline",
            )
        else:
            self.announced.emit(tr("Section removed"))

    def _step(self, line: SectionLine, step: int) -> None:
        at = self.lines.index(line) + step
        if 0 <= at < len(self.lines):
            self.lines[at].go_to()
            self.shown.emit(self.lines[at])

    # Dragging

    def _on_dragged(self, line: SectionLine, at: QPoint) -> None:
        y = self.mapFromGlobal(at).y()
        others = [each for each in self.lines if each is not line]
        self._target = sum(each.geometry().center().y() < y for each in others)
        below = others[self._target].y() if self._target < len(others) else others[-1].geometry().bottom() + 1
        self.line.setGeometry(0, max(0, below - Space.XXS), self.width(), Size.BAR)
        self.line.show()
        self.line.raise_()
        line.update()
        self.shown.emit(others[min(self._target, len(others) - 1)])

    def _on_dropped(self, line: SectionLine, keep: bool) -> None:
        self.line.hide()
        target, self._target = self._target, -1
        if keep and target >= 0 and target != self.lines.index(line):
            self.hand_in()
            self.move_to(line.section.id, target)
        line.update()

    # The rows

    def _made(self, section: Section) -> SectionLine:
        line = SectionLine(self._desk.session, section, self)
        line.edited.connect(self._on_edited)
        line.asked.connect(lambda verb, line=line: self._on_asked(line, verb))
        line.left.connect(lambda line=line: self._on_left(line))
        line.lines_pasted.connect(lambda lines, line=line: self.add_lines(lines, line.section.id or self._after))
        line.notes_edited.connect(lambda text, line=line: self._on_notes(line, text))
        line.grip.dragged.connect(lambda at, line=line: self._on_dragged(line, at) if len(self.lines) > 1 else None)
        line.grip.dropped.connect(lambda keep, line=line: self._on_dropped(line, keep))
        return line

    def _all(self) -> list[SectionLine]:
        """The rows with the new one at its place."""
        if self.new is None:
            return list(self.lines)
        at = next((at for at, line in enumerate(self.lines, 1) if line.section.id == self._after), len(self.lines))
        return [*self.lines[:at], self.new, *self.lines[at:]]

    def _place(self, gone: list[SectionLine]) -> None:
        for line in gone:
            self._drop(line)
        for place, line in enumerate(self._all()):
            item = self._column.itemAt(place)
            if item is None or item.widget() is not line:
                self._column.removeWidget(line)
                self._column.insertWidget(place, line)
                line.show()
            line.raise_()  # so that who asks for the parts of the page is told them in this order
        before = (self.tab_after,) if self.tab_after is not None else ()
        for first, second in pairwise((*before, *self.stops())):
            QWidget.setTabOrder(first, second)

    def _drop(self, line: SectionLine) -> None:
        line.set_open(False)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _close_new(self) -> None:
        new, self.new = self.new, None
        if new is not None:
            self._drop(new)

    def _on_edited(self) -> None:
        self._desk.session.note_held_back()
        if not self._late.isActive():
            self._late.start()

    def _on_left(self, line: SectionLine) -> None:
        """The new row is a section or goes away when the caret leaves it."""
        if line is self.new and not line.words.hasFocus() and not line.heading.hasFocus():
            self.hand_in()
            self._close_new()
            self.rows_changed.emit()

    def _on_notes(self, line: SectionLine, text: str) -> None:
        section = self._posting.post.section(line.section.id)
        if section is not None:
            self._posting.change_section(msgspec.structs.replace(section, notes=text))

    def _on_opened(self, _draft: object) -> None:
        """What was typed belongs to the draft that left, and was handed in there."""
        self._late.stop()
        self._close_new()
        for line in self.lines:
            line.dirty = False
            line.set_open(False)
