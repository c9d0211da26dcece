"""Keeps the marks of sources in an editor in step with what the checks and the sources of the post say."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.runtime.desk import Desk
from desktop.runtime.posting_values import BODY
from desktop.views.post.post_text import PostText


class CitationsOnText(QObject):
    """Numbers as they will be published; the sentences without a source as the last checks found them."""

    def __init__(self, desk: Desk, text: PostText, field: str = BODY) -> None:
        super().__init__(text)
        self._desk = desk
        self._text = text
        self._field = field
        desk.checker.checked.connect(self._show)
        desk.posting.sources.changed.connect(self._show)
        self._show()

    def _show(self, *_: object) -> None:
        if self._field != BODY or not self._desk.posting.is_post:
            self._text.citations.show({}, ())
            return
        draft = self._desk.session.handed_in
        shown = self._desk.posting.sources.shown(self._desk.checker.report, draft)
        same = draft.copy.text(BODY) == self._text.text()
        self._text.citations.show(shown.numbers, shown.bare if same else ())
