"""The post on the desk: the steps to it, its outline together with its text, and what can be done with it."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.brief import Brief, Kind
from desktop.core.draft import Draft
from desktop.core.post import Post, PostState, PostType, Section
from desktop.core.profile import Profile
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE
from desktop.core.words import tr
from desktop.runtime.assisting import Assistant
from desktop.runtime.comparing_values import Services
from desktop.runtime.post_edits import (
    PostText,
    with_adopted_heading,
    with_changed_section,
    with_merged_section,
    with_moved_section,
    with_new_section,
    without_section,
)
from desktop.runtime.post_finishing import PostFinishing
from desktop.runtime.posting_calendar import PostCalendar
from desktop.runtime.posting_desk import PostDesk
from desktop.runtime.posting_files import PostFiles
from desktop.runtime.posting_rendering import PostRendering
from desktop.runtime.posting_sources import PostSources
from desktop.runtime.posting_values import BODY, SectionRow, Step, StepState, rows_of, steps_of
from desktop.runtime.posting_writing import PostWriting
from desktop.runtime.repurposing import Repurposing
from desktop.runtime.writer import Writer


class Posting(QObject):
    """One post at a time; every change of it is a step of undo of its draft."""

    changed = Signal()  # steps, outline, sources, settings; the words are told by the session

    def __init__(self, services: Services, writer: Writer, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._profile = profile
        self.desk = PostDesk(services.session, self)
        self.writing = PostWriting(self.desk, writer, services.notices, self.changed.emit)
        self.preview = PostRendering(self.desk, services.engine, self)
        self.files = PostFiles(services, self.desk, profile, self)
        self.finishing = PostFinishing(self.desk, self.files, self)
        self.assistant = Assistant(services, self)
        self.sources = PostSources(services, self.desk, self.assistant, self)
        self.calendar = PostCalendar(services, self.desk, self)
        self.repurposing = Repurposing(services, self.desk, writer, self)
        self.desk.changed.connect(self.changed)

    # The post

    @property
    def post(self) -> Post:
        """The post on the desk; an empty one when there is none."""
        return self.desk.post

    @property
    def is_post(self) -> bool:
        """Whether a post is on the desk."""
        return self.desk.is_post

    def begin(self, type: PostType, about: Draft | None = None) -> None:  # noqa: A002 - a post's own word
        """Put a new post or page on the desk; with `about`, product and facts of another draft come with it."""
        if self._services.drafts.may_leave():
            self._services.drafts.new(self._brief(type, about))

    def show_last(self) -> None:
        """Put the last post on the desk, or an empty sheet when there is none; see `Drafts.show_kind`."""
        self._services.drafts.show_kind(Kind.BLOG)

    def set_type(self, type: PostType) -> None:  # noqa: A002 - a post's own word
        """Change what is written; an outline that is there stays."""
        self.change(tr("Change the type of the post"), "type", type=type)

    def set_state(self, state: PostState) -> None:
        """Change how far the post is."""
        self.change(tr("Change the state of the post"), "state", state=state)

    def set_date(self, date: str) -> None:
        """Change the day (and time) of publication (ISO 8601; empty: none)."""
        self.change(tr("Change the date of the post"), "date", date=date)

    def change(self, label: str, place: str, **changes: object) -> None:
        """Change attributes of the post (`core.post.Post`), as one step of undo with this label."""
        self.desk.set_post(msgspec.structs.replace(self.desk.draft.brief.post or Post(), **changes), place, label)

    def steps(self) -> tuple[StepState, ...]:
        """Every step with how far it is."""
        return steps_of(self.desk.brief, self.desk.copy)

    def current_step(self) -> Step:
        """The first step that is not done; the last when all are."""
        return next((each.step for each in self.steps() if not each.done), Step.FINISH)

    # The outline, with its words

    def rows(self) -> tuple[SectionRow, ...]:
        """The rows of the outline; see `SectionRow`."""
        return rows_of(self.post, self.desk.copy.text(BODY)) if self.is_post else ()

    def add_section(self, heading: str, after: str = "") -> str:
        """Add a section behind another (`intro`: first; empty: at the end); returns its id."""
        made, new = with_new_section(self._text(), heading, after)
        self._put(made, f"add.{new}", tr("Add a section"))
        return new

    def change_section(self, section: Section) -> None:
        """Put another section in the place of the one with its id; its heading in the body follows."""
        self._put(with_changed_section(self._text(), section), f"section.{section.id}", tr("Change a section"))

    def pin_section(self, section_id: str, *, pinned: bool) -> None:
        """Keep a section as it is when the others are written again, or no longer."""
        section = self.post.section(section_id)
        if section is not None:
            self.change_section(msgspec.structs.replace(section, pinned=pinned))

    def move_section(self, section_id: str, place: int) -> None:
        """Move a section, with its words, to a place of the outline (from 0, counted without it)."""
        self._put(with_moved_section(self._text(), section_id, place), f"move.{section_id}", tr("Move a section"))

    def merge_section(self, section_id: str) -> None:
        """Make one of a section and the one before it, under the heading of the first."""
        self._put(with_merged_section(self._text(), section_id), f"merge.{section_id}", tr("Merge two sections"))

    def remove_section(self, section_id: str) -> None:
        """Take a section out of the outline, and its words out of the body."""
        self._put(without_section(self._text(), section_id), f"remove.{section_id}", tr("Remove a section"))

    def adopt_heading(self, start: int) -> str:
        """Plan the heading that stands at this place of the body as a section; returns its id, empty for none."""
        made, new = with_adopted_heading(self._text(), start)
        self._put(made, f"add.{new}", tr("Add a section"))
        return new

    def set_outline(self, outline: tuple[Section, ...]) -> None:
        """Put another outline in place of this one; the body stays as it is."""
        self.change(tr("Change the outline"), "outline", outline=outline)

    def _text(self) -> PostText:
        draft = self.desk.draft
        return PostText(draft.brief.post or Post(), draft.copy.text(BODY))

    def _put(self, made: PostText, place: str, label: str) -> None:
        copy = self.desk.draft.copy
        kept = copy if copy.text(BODY) == made.body else copy.with_field(BODY, made.body)
        self.desk.set_parts(made.post, kept, place, label)

    def _brief(self, type: PostType, about: Draft | None) -> Brief:  # noqa: A002 - a post's own word
        settings = self._services.settings
        language = settings.get(COPY_LANGUAGE) or settings.get(INTERFACE_LANGUAGE) or "en"
        post = Post(type, state=PostState.DRAFT)
        if about is None:
            return Brief(Kind.BLOG, language=language, post=post)
        known = about.brief
        return Brief(
            Kind.BLOG, known.product, known.audience, known.tone, known.language or language, notes=known.notes,
            banned=known.banned, facts=known.facts, post=post,
        )  # fmt: skip
