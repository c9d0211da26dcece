"""What is done with the text that the caret is in: rewritten, given tags and links, made everybody's again."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.core.mail import Platform
from desktop.runtime.desk import Desk
from desktop.views.mail.blocks_column import BlocksColumn
from desktop.views.mail.emphasis import toggled
from desktop.views.mail.everybody_card import EverybodyCard
from desktop.views.mail.inline_runs import link_at
from desktop.views.mail.link_words_card import LinkWordsCard
from desktop.views.mail.mail_text import MailTextView
from desktop.views.mail.tag_menu import TagCard, open_tag_menu, tag_menu
from desktop.views.mail.wish_card import WishCard
from desktop.views.widgets.popover import Popover


class TextVerbs(QObject):
    """Speaks to the mail for its texts; a card opens at the words it is about."""

    def __init__(self, desk: Desk, column: BlocksColumn) -> None:
        super().__init__(column)
        self._desk = desk
        self._mailing = desk.mailing
        self._column = column
        self._last: MailTextView | None = None
        self.card: Popover | None = None
        toolbar = column.floating.toolbar
        toolbar.rewrite_asked.connect(self.rewrite)
        toolbar.wish_asked.connect(self.ask_for_wish)
        toolbar.tag_asked.connect(self.ask_for_tag)
        toolbar.link_asked.connect(self.ask_for_link)
        column.follow_asked.connect(self._follow_block)
        column.all_asked.connect(self._show_everybody)
        column.subject.follow_asked.connect(self._mailing.follow_all)
        column.text_focused.connect(self._on_focused)
        column.view_made.connect(self._listen)
        for view in column.mail_views():
            self._listen(view)

    @property
    def current(self) -> MailTextView | None:
        """The text that is meant: where the caret is, or was in the chosen block, or its first one."""
        focused = self._column.focused_view()
        if focused is not None:
            return focused
        views = list(self._column.mail_views())
        frame = self._column.frame_of(self._column.selected)
        if frame is not None and frame.body.views:
            return self._last if self._last in frame.body.views else frame.body.views[0]
        return self._last if self._last in views else None

    def rewrite(self, how: str) -> None:
        """Have the text written again in this way."""
        view = self.current
        if view is not None and not self._desk.writer.busy:
            self._mailing.rewrite(view.spec.name, how)

    def ask_for_wish(self, _button: QWidget | None = None) -> None:
        """Ask how the text shall be written."""
        view = self.current
        if view is not None and not self._desk.writer.busy:
            card = WishCard(self._column, view.label)
            card.wished.connect(self.rewrite)
            self._open(card, view, view.editor.cursorRect())

    def ask_for_tag(self, button: QWidget | None = None) -> None:
        """Offer the merge tags, to be put where the caret is."""
        view = self.current
        if view is None:
            return
        menu = tag_menu(self._mailing, self._column, lambda raw: self._insert(view, raw), self._choose_platform)
        open_tag_menu(menu, button if isinstance(button, QWidget) else None, view.editor)

    def ask_for_link(self) -> None:
        """Give the chosen words a link, or change the one that the caret is in."""
        view = self.current
        if view is None or view.editor.look.line:
            return
        editor = view.editor
        cursor, text = editor.textCursor(), editor.text()
        found = link_at(text, editor.offset_of(cursor.position()))
        if found is not None:
            start, end, words, address = found
        else:
            start, end = editor.offset_of(cursor.selectionStart()), editor.offset_of(cursor.selectionEnd())
            words, address = text[start:end], ""
        card = LinkWordsCard(self._column, words, address)
        card.changed.connect(lambda made: self._replace(view, start, end, made))
        self._open(card, view, editor.cursorRect())

    def emphasise(self, sign: str) -> None:
        """Put Markdown's signs around the chosen words, or take them away."""
        view = self.current
        if view is None or view.editor.look.line or view.editor.isReadOnly():
            return
        editor = view.editor
        cursor = editor.textCursor()
        start, end = editor.offset_of(cursor.selectionStart()), editor.offset_of(cursor.selectionEnd())
        made = toggled(editor.text(), start, end, sign)
        editor.type_over(made.start, made.end, made.text)
        cursor = editor.textCursor()
        cursor.setPosition(editor.position_of(made.first))
        cursor.setPosition(editor.position_of(made.last), QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        view.binding.hand_in()

    def follow_everybody(self) -> None:
        """Drop the segment's own text where the caret is."""
        view = self.current
        if view is not None and view.is_own:
            self._mailing.follow_all(view.base)

    # Inside

    def _listen(self, view: MailTextView) -> None:
        view.editor.tag_pressed.connect(lambda start, end: self._open_tag(view, start, end))
        view.editor.link_pressed.connect(lambda start, _end: self._open_link(view, start))

    def _on_focused(self, _address: str) -> None:
        self._last = self._column.focused_view() or self._last

    def _insert(self, view: MailTextView, raw: str) -> None:
        view.editor.insert_text(raw)
        view.binding.hand_in()
        view.editor.setFocus()

    def _choose_platform(self, platform: Platform) -> None:
        self._mailing.set_platform(platform)
        self.ask_for_tag()

    def _open_tag(self, view: MailTextView, start: int, end: int) -> None:
        editor = view.editor
        first, last = editor.offset_of(start), editor.offset_of(end)
        found = [tag for tag in self._mailing.tags_in(editor.text()) if tag.start == first]
        if not found or editor.isReadOnly():
            return
        card = TagCard(self._column, found[0], self._mailing.tag_label(found[0].raw))
        card.changed.connect(lambda raw: self._replace(view, first, last, raw))
        cursor = QTextCursor(editor.document())
        cursor.setPosition(start)
        self._open(card, view, editor.cursorRect(cursor))

    def _open_link(self, view: MailTextView, start: int) -> None:
        cursor = view.editor.textCursor()
        cursor.setPosition(start)
        view.editor.setTextCursor(cursor)
        if not view.editor.isReadOnly():
            self.ask_for_link()

    def _replace(self, view: MailTextView, start: int, end: int, text: str) -> None:
        view.editor.type_over(start, end, text)
        view.binding.hand_in()

    def _follow_block(self, block_id: str) -> None:
        frame = self._column.frame_of(block_id)
        for view in frame.body.views if frame is not None else ():
            if view.is_own:
                self._mailing.follow_all(view.base)

    def _show_everybody(self, block_id: str, button: QWidget) -> None:
        frame = self._column.frame_of(block_id)
        segment = self._mailing.mail.segment(self._mailing.segment)
        own = [view for view in frame.body.views if view.is_own] if frame is not None else []
        if segment is None or not own:
            return
        self._desk.session.pull()
        texts = [(view.label, self._mailing.differences(view.base)) for view in own]
        card = EverybodyCard(self._column, segment.name, texts)
        card.follow_asked.connect(lambda: self._follow_block(block_id))
        self._show(card, button.rect(), button)

    def _open(self, card: Popover, view: MailTextView, area: QRect) -> None:
        self._show(card, area.translated(view.editor.viewport().pos()), view.editor)

    def _show(self, card: Popover, area: QRect, of: QWidget) -> None:
        self.card = card
        card.keep_within = self._column
        card.closed.connect(self._on_closed)
        card.open_at(area, of)

    def _on_closed(self) -> None:
        self.card = None
