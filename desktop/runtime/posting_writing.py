"""What a model writes of a post: angles to choose from, an outline, section by section, and the lines around it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QTimer

from desktop.core.copy import FieldValue
from desktop.core.draft import Draft, Variant
from desktop.core.errors import Problem
from desktop.core.outline import with_section
from desktop.core.post import SECTION_FIELD, Section
from desktop.core.words import tr
from desktop.runtime.fields import fields_of
from desktop.runtime.notices import Notices
from desktop.runtime.posting_desk import PostDesk
from desktop.runtime.posting_values import ANGLES, BODY, OUTLINE, Step, rows_of
from desktop.runtime.writer import Writer

_PLAN = frozenset({ANGLES, OUTLINE})


class PostWriting:
    """Asks the writer; sections land in the body as they come, angles and outlines with the post."""

    def __init__(self, desk: PostDesk, writer: Writer, notices: Notices, changed: Callable[[], None]) -> None:
        self._desk = desk
        self._writer = writer
        self._notices = notices
        self._changed = changed
        self._asked: tuple[str, ...] = ()
        self._goes_on = False
        self.angles: tuple[str, ...] = ()
        """Angles that a model proposed for the post on the desk, to choose from."""
        writer.land_with(self._landing)
        writer.started.connect(self._on_started)
        writer.finished.connect(self._on_finished)
        writer.failed.connect(self._on_failed)
        desk.session.opened.connect(self._on_opened)

    # What can be asked

    def next_step(self) -> tuple[Step, tuple[str, ...]]:
        """What comes next, and the fields that are to be written for it; none when all is there."""
        draft = self._desk.draft
        brief, copy = draft.brief, draft.copy
        if brief.post is None:
            return Step.IDEA, ()
        if not brief.post.angle.strip() and not brief.post.outline and not copy.text(BODY).strip():
            return Step.ANGLE, (ANGLES,)
        if not brief.post.outline and not copy.text(BODY).strip():
            return Step.OUTLINE, (OUTLINE,)
        if section := self._unwritten():
            return Step.SECTIONS, section[:1]
        lines = tuple(spec.name for spec in fields_of(brief) if spec.name != BODY and not copy.text(spec.name).strip())
        return Step.FINISH, lines

    def write_next(self) -> None:
        """Write what comes next: angles, the outline, the next section, or the lines around the post."""
        _, fields = self.next_step()
        if fields:
            self._writer.write(fields)
        else:
            self._notices.info(tr("Everything of this post is written."), key="write")

    def write_rest(self) -> None:
        """Write all that is not written yet, in one go; the outline first when there is none."""
        draft = self._desk.draft
        post = draft.brief.post
        if post is None:
            return
        if not post.outline and not draft.copy.text(BODY).strip():
            self._goes_on = True  # with its sections, once it is there
            self._writer.write((OUTLINE,))
            return
        lines = tuple(
            spec.name for spec in fields_of(draft.brief) if spec.name != BODY and not draft.copy.text(spec.name).strip()
        )
        fields = (*self._unwritten(), *lines)
        if fields:
            self._writer.write(fields)
        else:
            self._notices.info(tr("Everything of this post is written."), key="write")

    def write_section(self, section_id: str, how: str = "") -> None:
        """Write one section, again if it is there; `how` is a wish about the words that stand there."""
        section = self._desk.post.section(section_id)
        if section is not None and section.pinned:
            self._notices.warn(
                tr("The section “{heading}” is pinned: it stays as it is.", heading=section.heading),
                tr("Unpin it to have it written again."),
                key="write",
            )
            return
        self._writer.write((f"{SECTION_FIELD}{section_id}",), how=how)

    def write_angles(self) -> None:
        """Ask for several angles to choose from."""
        self._writer.write((ANGLES,))

    def write_outline(self) -> None:
        """Ask for an outline; pinned sections stay in it."""
        self._writer.write((OUTLINE,))

    def write_lines(self, fields: tuple[str, ...]) -> None:
        """Write these fields of the copy, which are not the body."""
        self._writer.write(fields)

    @property
    def section(self) -> str:
        """The id of the section that is being written now; empty when none is."""
        field = self._writer.writing if self._writer.busy else ""
        return field.removeprefix(SECTION_FIELD) if field.startswith(SECTION_FIELD) else ""

    @property
    def writes_body(self) -> bool:
        """Whether the job under way writes in the body."""
        return self._writer.busy and any(each == BODY or each.startswith(SECTION_FIELD) for each in self._writer.fields)

    # What comes

    def _unwritten(self) -> tuple[str, ...]:
        draft = self._desk.draft
        post = draft.brief.post
        if post is None:
            return ()
        rows = rows_of(post, draft.copy.text(BODY))
        missing = [row.id for row in rows if row.id and not row.written and not row.pinned]
        opening = [each for each in missing if post.section(each) is None]
        rest = [each for each in missing if post.section(each) is not None]
        return tuple(f"{SECTION_FIELD}{each}" for each in (*rest, *opening))  # the opening knows what it opens

    def _landing(self, draft: Draft, name: str, value: FieldValue) -> tuple[str, FieldValue] | None:
        """Where a text that was written belongs in the draft; `None` when it is not copy."""
        post = draft.brief.post
        if post is None:
            return name, value
        if name in _PLAN:
            if name == ANGLES:
                self.angles = tuple(each for each in _lines_of(value) if each)
                self._changed()
            return None
        if not name.startswith(SECTION_FIELD):
            return name, value
        text = value if isinstance(value, str) else "\n".join(value)
        return BODY, with_section(draft.copy.text(BODY), post.outline, name.removeprefix(SECTION_FIELD), text)

    def _on_started(self, fields: tuple[str, ...]) -> None:
        self._asked = fields
        self._changed()

    def _on_finished(self, variant: Variant) -> None:
        """The plan that the variant was written by becomes the post's, where it had none or asked for another."""
        made, post = variant.post, self._desk.post
        goes_on, self._goes_on = self._goes_on and variant.complete, False
        if made is None or not self._desk.is_post:
            return
        angle = post.angle or made.angle
        outline: tuple[Section, ...] = post.outline
        if made.outline and (not outline or OUTLINE in self._asked):
            outline = made.outline
        self._desk.set_post(msgspec.structs.replace(post, angle=angle, outline=outline), "plan", tr("Outline"))
        self._changed()
        if goes_on and self._desk.post.outline:
            QTimer.singleShot(0, self._desk, self.write_rest)

    def _on_failed(self, _problem: Problem) -> None:
        self._goes_on = False
        self._changed()

    def _on_opened(self, _draft: Draft) -> None:
        self.angles = ()
        self._asked, self._goes_on = (), False


def _lines_of(value: FieldValue) -> list[str]:
    lines = value.split("\n") if isinstance(value, str) else value
    return [line.strip() for line in lines]
