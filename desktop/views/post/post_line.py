"""A line of what a post is made of besides its words, as its author: typed, kept at once, and undone with the rest."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.runtime.posting import Posting
from desktop.views.widgets.fields import LineField


class PostLine(LineField):
    """One attribute of the post on the desk (`core.post.Post`); typing on joins into one step of undo."""

    def __init__(
        self, posting: Posting, name: str, label: str, change: str, *, placeholder: str = "", help_text: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(label, placeholder=placeholder, session_undo=True, help_text=help_text, parent=parent)
        self.label.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)  # as high as the label's lines
        self._posting = posting
        self._attribute = name
        self._change = change
        self.text_edited.connect(self._on_edited)
        posting.changed.connect(self.show_post)
        self.show_post()

    def show_post(self) -> None:
        """Show what the post has."""
        self.set_text(self.shown())

    def shown(self) -> str:
        """What of the attribute is shown."""
        return str(getattr(self._posting.post, self._attribute))

    def kept(self, text: str) -> str:
        """What is kept of what was typed."""
        return text

    def _on_edited(self, text: str) -> None:
        self._posting.change(self._change, self._attribute, **{self._attribute: self.kept(text)})
