"""The post on the desk as a part of its draft: one step of undo for every change of what it is made of."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.post import Post
from desktop.runtime.session import DraftChange, DraftSession, Place

_NO_POST = Post()


class PostDesk(QObject):
    """Reads the post from the session and writes it there; knows no other service."""

    changed = Signal()

    def __init__(self, session: DraftSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._seen: Post | None = session.handed_in.brief.post
        session.changed.connect(self._on_changed)
        session.opened.connect(self._on_opened)

    @property
    def is_post(self) -> bool:
        """Whether a post is on the desk; a draft of its kind with words is one, also without a structure."""
        draft = self.session.handed_in
        brief = draft.brief
        begun = brief.post is not None or not (brief.is_empty and draft.copy.is_empty)
        return brief.kind is Kind.BLOG and begun

    @property
    def post(self) -> Post:
        """The post on the desk; an empty one when there is none."""
        return self.session.handed_in.brief.post or _NO_POST

    @property
    def brief(self) -> Brief:
        """The brief as it was handed in."""
        return self.session.handed_in.brief

    @property
    def copy(self) -> Copy:
        """The words as they were handed in."""
        return self.session.handed_in.copy

    @property
    def draft(self) -> Draft:
        """The draft with what the editors held back."""
        return self.session.draft

    def set_post(self, post: Post, place: str, label: str) -> None:
        """Change what the post is made of, in one step of undo; edits at one place, close together, join."""
        if self.is_post:
            brief = msgspec.structs.replace(self.session.draft.brief, post=post)
            self.session.set_brief(brief, Place(f"post.{place}"), label)

    def set_parts(self, post: Post, copy: Copy, place: str, label: str) -> None:
        """Change what the post is made of and its words, in one step of undo."""
        if self.is_post:
            brief = msgspec.structs.replace(self.session.draft.brief, post=post)
            self.session.replace(brief, copy, Place(f"post.{place}"), label)

    def _on_changed(self, change: DraftChange) -> None:
        post = change.draft.brief.post
        if post is not self._seen:
            same, self._seen = post == self._seen, post
            if not same:
                self.changed.emit()

    def _on_opened(self, draft: Draft) -> None:
        self._seen = draft.brief.post
        self.changed.emit()
