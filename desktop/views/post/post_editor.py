"""The editor of a post: outline, text, find bar and counts, joined to one field of the draft on the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.core.post import Post
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.session import DraftChange, Place
from desktop.views.post import edits
from desktop.views.post.body_binding import BodyBinding
from desktop.views.post.citations_on_text import CitationsOnText
from desktop.views.post.count_strip import CountStrip
from desktop.views.post.find_bar import FindBar
from desktop.views.post.outline_pane import OutlinePane
from desktop.views.post.post_actions import bind_keys
from desktop.views.post.post_text import PostText
from desktop.views.post.post_verbs import PostVerbs
from desktop.views.post.sections import Structure, moved_section, step_of_section
from desktop.views.post.writing_session import WritingSession
from desktop.views.tokens import Size, Space
from desktop.views.widgets.surface import Surface

AddPicture = Callable[[Path | QImage], str]
"""Takes a picture into the draft's store and gives its name; an empty one when it could not."""

_LATE_MS = 250
_MARGIN = Size.ICON_SMALL + Space.XXL


class PostEditor(QWidget):
    """All of it in one widget; `outline` may be put elsewhere on a screen, which then lays it out.

    `session_field` is the field of the copy that holds the Markdown text. `add_picture` is called for each picture that
    is dropped or pasted. Findings are shown through `text` (`show_findings`), which is a `FieldEditor`. `close_editor`
    before it goes away. `structure_changed` gives the outline with its words, a little after the last key.
    """

    structure_changed = Signal(object)  # Structure
    scrolled = Signal()  # for a preview beside it

    def __init__(
        self,
        desk: Desk,
        session_field: str = "body",
        *,
        add_picture: AddPicture | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = desk.session
        self._add_picture = add_picture
        self.text = PostText()
        self.text.setAccessibleName(tr("Text of the post, in Markdown"))
        self.text.setPlaceholderText(tr("# A heading, then text. Or paste what you have."))
        self.binding = BodyBinding(desk.session, self.text, session_field)
        self.citations = CitationsOnText(desk, self.text, session_field)
        self.find_bar = FindBar(self.text, self.binding)
        self.outline = OutlinePane()
        self.counts = CountStrip()
        self.verbs = PostVerbs(self.text)
        self.writing = WritingSession()
        self.structure = Structure((), 0, 0)
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._lay_out()
        self.doings = bind_keys(self)
        self._connect()
        self._on_opened(desk.session.handed_in)

    def close_editor(self) -> None:
        """Hand in what was typed, before it goes away."""
        self._late.stop()
        self._session.changed.disconnect(self._on_changed)
        self._session.opened.disconnect(self._on_opened)
        self.binding.close()

    # Sections

    def go_to_section(self, row: int) -> None:
        """Put the caret behind the heading of this row of the outline."""
        self.refresh()
        if 0 <= row < len(self.structure.rows):
            self.text.go_to(self.structure.rows[row].end)
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def move_section(self, which: int, before: int) -> None:
        """Put a section with all under it before another (the number of rows: at the end), as one step of undo."""
        self.refresh()
        rows = self.structure.rows
        if not 0 <= which < len(rows) or not 0 <= before <= len(rows):
            return
        moved = moved_section(self.text.text(), rows, which, before)
        if moved is None:
            return
        within = self.text.caret - rows[which].start
        inside = 0 <= within < rows[which].stop - rows[which].start
        self.text.fold_all(folded=False)
        heading = rows[which].text
        if self.binding.change([moved[:3]], tr("Move “{heading}”", heading=heading)):
            self.text.choose(moved.at + (within if inside else len(heading)))
            self.refresh()

    def step_section(self, which: int | None, *, back: bool) -> None:
        """Put a section past its neighbour of the same level; without one, that in which the caret is."""
        self.refresh()
        row = self.structure.row_at(self.text.caret) if which is None else which
        if row < 0:
            return
        before = step_of_section(self.structure.rows, row, back=back)
        if before is not None:
            self.move_section(row, before)

    def focus_outline(self) -> None:
        """Go from the text to the outline, at the section of the caret."""
        self._show_caret()
        self.outline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Pictures

    def insert_picture(self, picture: Path | QImage) -> None:
        """Take a picture in and stand for it at the caret; its file's name is its alternative text for now."""
        if self._add_picture is None or self.text.isReadOnly():
            return
        name = self._add_picture(picture)
        if name:
            alt = picture.stem.replace("_", " ").replace("-", " ") if isinstance(picture, Path) else tr("Picture")
            self.text.insert_block(edits.picture(name, alt))

    # Counting

    def refresh(self) -> None:
        """Read outline and counts anew, without waiting for a pause."""
        self._late.stop()
        structure = self.text.word_counts.structure(self.text.text())
        self.writing.note_words(structure.words)
        if structure != self.structure:
            self.structure = structure
            self.outline.show_structure(structure)
            self.structure_changed.emit(structure)
        self._show_counts()
        self._show_caret()

    # Inside

    def _lay_out(self) -> None:
        page = Surface(2)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.text.setMaximumWidth(Size.TEXT_COLUMN + _MARGIN)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(self.text, stretch=1000)
        middle.addStretch(1)
        column.addWidget(self.find_bar)
        column.addLayout(middle, stretch=1)
        column.addWidget(self.counts)
        self.outline.setFixedWidth(Size.SIDE_LIST)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.outline)
        row.addWidget(page, stretch=1)

    def _connect(self) -> None:
        self._late.timeout.connect(lambda: self._session.lull.run(self.refresh))
        text, outline = self.text, self.outline
        text.text_changed.connect(self._late.start)
        text.edited.connect(self.writing.note_edit)
        text.caret_moved.connect(self._show_caret)
        text.picture_dropped.connect(lambda path: self.insert_picture(Path(path)))
        text.picture_pasted.connect(self._on_picture_pasted)
        text.verticalScrollBar().valueChanged.connect(lambda _value: self.scrolled.emit())
        outline.heading_chosen.connect(self.go_to_section)
        outline.section_moved.connect(self.move_section)
        outline.section_stepped.connect(lambda row, back: self.step_section(row, back=back))
        outline.fold_asked.connect(self._fold_row)
        self.counts.goal_changed.connect(self._set_goal)
        self._session.changed.connect(self._on_changed)
        self._session.opened.connect(self._on_opened)
        self._session.locked_changed.connect(lambda locked: outline.set_free(not locked))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Beside the text the wheel scrolls it too."""
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.value() - event.angleDelta().y() * bar.singleStep() * 3 // 120)
        event.accept()

    @property
    def _post(self) -> Post | None:
        return self._session.handed_in.brief.post

    def _set_goal(self, words: int) -> None:
        draft, post = self._session.draft, self._post
        if post is not None and post.goal != words:
            brief = msgspec.structs.replace(draft.brief, post=msgspec.structs.replace(post, goal=words))
            self._session.set_brief(brief, Place("brief.post.goal"), tr("Goal"))

    def _fold_row(self, row: int, folded: bool) -> None:
        headings = self.text.folds.headings()
        self.refresh()
        if row < len(headings):
            self.text.folds.set_folded(headings[row], folded=folded)
            self.text.viewport().update()

    def _show_counts(self) -> None:
        post = self._post
        self.counts.words.setEnabled(post is not None)
        goal, language = post.goal if post is not None else 0, self._session.draft.brief.language or "en"
        self.counts.show_counts(self.structure.words, goal, self.writing, language)

    def _show_caret(self) -> None:
        if not self._late.isActive():
            self.outline.show_current(self.structure.row_at(self.text.caret))

    def _on_picture_pasted(self, picture: object) -> None:
        if isinstance(picture, QImage):
            self.insert_picture(picture)

    def _on_changed(self, change: DraftChange) -> None:
        if not change.place.startswith("write."):
            self._show_counts()

    def _on_opened(self, _draft: Draft) -> None:
        if self.text.rich.reading:
            self.text.rich.forget()
            self.text.set_waiting(False)
        self.text.show_hits(())
        self.writing.begin(0)
        self.refresh()
        self.writing.begin(self.structure.words)
        self._show_counts()
