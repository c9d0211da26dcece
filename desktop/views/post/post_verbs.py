"""What is done to the words at the caret: emphasis, headings, links."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from desktop.core.words import tr
from desktop.views.mail.inline_runs import link_at
from desktop.views.mail.link_words_card import LinkWordsCard
from desktop.views.post import edits
from desktop.views.post.edits import Edit
from desktop.views.post.post_text import PostText


class PostVerbs:
    """Verbs of one text; nothing happens while it may not be written in."""

    def __init__(self, text: PostText) -> None:
        self._text = text
        self.card: LinkWordsCard | None = None

    def emphasise(self, sign: str) -> None:
        """Put Markdown's signs around the chosen words, or the word at the caret, or take them away."""
        text = self._text.text()
        first, last = self._text.chosen
        caret = None
        if first == last:
            caret = first
            first, last = _word_at(text, first)
        if "\n" in text[first:last]:
            return
        edit = edits.emphasised(text, first, last, sign)
        if caret is not None and first != last:
            at = min(max(caret + edit.first - first, edit.first), edit.last)
            edit = edit._replace(first=at, last=at)
        self._text.apply(edit)

    def set_heading(self, level: int) -> None:
        """Make the line at the caret a heading of a level, or plain text."""
        self._text.apply(edits.with_heading(self._text.text(), self._text.caret, level))

    def ask_for_link(self) -> None:
        """Give the chosen words a link, or change the one that the caret is in."""
        if self._text.isReadOnly():
            return
        text = self._text.text()
        first, last = self._text.chosen
        start, end = edits.line_at(text, first)
        found = link_at(text[start:end], first - start)
        if found is not None:
            first, last = start + found[0], start + found[1]
            words, address = found[2], found[3]
        else:
            words, address = text[first:last], edits.as_address(QGuiApplication.clipboard().text())
        card = self.card = LinkWordsCard(self._text, words, address)
        card.off.setVisible(found is not None)
        card.address.edit.setPlaceholderText(tr("https://…"))
        card.changed.connect(lambda made: self._put(first, last, made))
        card.closed.connect(self._on_closed)
        card.open_at(self._text.cursorRect().translated(self._text.viewport().pos()), self._text)

    def paste_plain(self) -> None:
        """Paste the words of the clipboard without their looks."""
        if not self._text.isReadOnly():
            self._text.paste_plain(QGuiApplication.clipboard().text())

    def _put(self, first: int, last: int, made: str) -> None:
        self._text.apply(Edit(first, last, made, first + len(made), first + len(made)))

    def _on_closed(self) -> None:
        self.card = None


def _word_at(text: str, at: int) -> tuple[int, int]:
    """The word that a code point is within; nothing at an edge."""
    first = last = at
    while first > 0 and text[first - 1].isalnum():
        first -= 1
    while last < len(text) and text[last].isalnum():
        last += 1
    return (first, last) if first < at < last else (at, at)
