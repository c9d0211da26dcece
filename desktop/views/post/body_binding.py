"""Joins the editor of a post and the session: what is changed in many places at once is one step of undo."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.core.words import tr
from desktop.runtime.session import DraftSession, Place
from desktop.views.editor.binding import FieldBinding
from desktop.views.post.post_text import PostText

Change = tuple[int, int, str]
"""Code points from, to, and what stands there then."""


class BodyBinding(FieldBinding):
    """One field of the copy in a post's editor."""

    def __init__(self, session: DraftSession, editor: PostText, field: str) -> None:
        self._field = field
        self._text = editor
        super().__init__(session, editor, field, tr("Text"))
        editor.changed_at_once.connect(self.hand_in)

    def change(self, changes: Sequence[Change], label: str) -> bool:
        """Write over many runs, in order and apart from each other, as one step of undo with this label."""
        if not changes or self._text.isReadOnly() or self._session.locked:
            return False
        self._session.pull()
        old = self._text.text()
        parts: list[str] = []
        at = 0
        for start, end, text in changes:
            parts += (old[at:start], text)
            at = end
        target = "".join([*parts, old[at:]])
        if target == old:
            return False
        self._text.replace_many(changes, target)
        self._known = target
        draft = self._session.handed_in
        copy = draft.copy.with_field(self._field, target)
        self._session.take(copy, draft.sources, Place(f"copy.{self._field}"), label)
        return True
