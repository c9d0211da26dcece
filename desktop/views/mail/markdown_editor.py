"""The body of a mail as one Markdown text, for those who would rather type than put blocks together."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.session import DraftChange
from desktop.views.editor.binding import TextBinding
from desktop.views.editor.gutter import GUTTER, RIGHT
from desktop.views.mail.looks import Look
from desktop.views.mail.mail_editor import MailEditor
from desktop.views.tokens import Space
from desktop.views.widgets.text import Label

_LOOK = Look("", "", height=150)
_LEAST_LINES = 12


class MarkdownEditor(QWidget):
    """The text, and one line that says what becomes of it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mailing = desk.mailing
        self.editor = _Editor(_LOOK, self._mailing.tags_in, self._mailing.tag_label)
        self.editor.setAccessibleName(tr("The mail as Markdown"))
        self.editor.setPlaceholderText(tr("# A heading, then text, and a blank line between blocks"))
        self.hint = Label(
            tr("Headings, lists, links and pictures become blocks; what you do not touch keeps its looks."),
            "small",
            "text_3",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, RIGHT, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.editor)
        below = QHBoxLayout()
        below.setContentsMargins(GUTTER, 0, 0, 0)
        below.addWidget(self.hint)
        column.addLayout(below)
        self.binding = _MarkdownBinding(desk, self.editor)
        self._mailing.segment_changed.connect(lambda _segment: self.binding.show_again())

    def close_editor(self) -> None:
        """Hand in what was typed, before it goes away."""
        self.binding.close()


class _Editor(MailEditor):
    least_lines = _LEAST_LINES


class _MarkdownBinding(TextBinding):
    """What is typed here changes blocks and words; what they have become meanwhile is shown when it was not typed."""

    def __init__(self, desk: Desk, editor: MailEditor) -> None:
        self._mailing = desk.mailing
        self._typed = ""
        super().__init__(desk.session, editor, self._read_mail, self._write_mail)

    def show_again(self) -> None:
        """Another segment is on the desk."""
        self._typed = ""
        self._on_opened(self._session.handed_in)

    def _read_mail(self, _draft: Draft) -> str:
        if not self._mailing.is_mail or not self._mailing.mail.markdown:
            return self._known
        return self._mailing.markdown_text()

    def _write_mail(self, text: str) -> None:
        self._typed = text
        self._mailing.set_markdown_text(text)

    def _on_changed(self, change: DraftChange) -> None:
        if change.place == _OWN_PLACE:
            self._known = self._typed  # it is written as the writer writes it, not as it would be written out
            return
        super()._on_changed(change)


_OWN_PLACE = "mail.body"
