"""One text of a mail on the page: its editor, what a model does in it, and whose text it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.core.mail import Block, BlockKind, MailText, text_for
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.fields import text_label
from desktop.runtime.mailing import Mailing
from desktop.runtime.session import DraftChange, DraftSession
from desktop.views.compare.shown_text import PieceLike
from desktop.views.editor.binding import TextBinding
from desktop.views.editor.gutter import GUTTER
from desktop.views.icons import IconLabel
from desktop.views.mail.looks import Align, label_of, look_of, spec_of
from desktop.views.mail.mail_editor import MailEditor
from desktop.views.product.field_state import FieldState
from desktop.views.product.text_view import TextView
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Badge, Tone

_STATE_ICONS = {
    FieldState.WAITING: ("waiting", "text_3"),
    FieldState.WRITING: ("pencil", "accent"),
    FieldState.DONE: ("check", "supported"),
    FieldState.STOPPED: ("pause", "warning"),
}


_ALIGNED = frozenset({BlockKind.HEADING, BlockKind.TEXT})
_BY_NAME = {"center": Align.MIDDLE, "right": Align.END}


_MOST_MARKED = 0.6
"""Share of a segment's text from which its own words are not marked: then it is another text altogether."""


class MailTextView(TextView):
    """A text at its address (`b2`), as the segment on the desk reads it; typing gives the segment its own.

    `spec.name` is the address that typing and writing go to: `b2@s1` while a segment is shown.
    """

    own_changed = Signal()  # the segment got a text of its own here, or follows everybody again
    state_changed = Signal()

    editor: MailEditor
    binding: MailBinding

    def __init__(self, desk: Desk, text: MailText, block: Block | None, parent: QWidget | None = None) -> None:
        super().__init__(spec_of(text, block), parent)
        self._mailing = desk.mailing
        self._session = desk.session
        self._own = False
        self._compared = ("", "")
        self.text = text
        self.base = text.address
        self.label = label_of(text, block)
        self.editor = MailEditor(look_of(text, block), self._mailing.tags_in, self._mailing.tag_label)
        self.editor.setAccessibleName(text_label(self._mailing.mail, self.base) or self.label)
        self.status = StatusLine()
        self._lay_out()
        self.binding = MailBinding(self._session, self.editor, self._mailing, self.base)
        self.editor.text_changed.connect(self._say_words)
        self._session.changed.connect(self._on_changed)
        self._look_whose()
        self._say_words()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        gutter = GUTTER if self.editor.look.gutter else 0
        self.status.setContentsMargins(gutter, 0, 0, 0)
        self.under.setContentsMargins(gutter, 0, 0, 0)
        column.addWidget(self.status)
        column.addWidget(self.editor)
        column.addLayout(self.under)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The address of the text that is read: the segment's own, or everybody's."""
        return (self.spec.name if self._own else self.base,)

    @property
    def is_own(self) -> bool:
        """Whether the segment on the desk has a text of its own here."""
        return self._own

    def follow_segment(self) -> None:
        """Show what the segment on the desk reads, after another one was chosen."""
        self.binding.show_again()
        self._look_whose()
        self.own_changed.emit()

    def show_block(self, block: Block | None) -> None:
        """The block has changed: a heading may have another level."""
        look = look_of(self.text, block)
        self.editor.set_look(look)
        if block is not None and block.kind in _ALIGNED:
            self.editor.set_align(_BY_NAME.get(block.align, look.align))

    def close_field(self) -> None:
        """Hand in what was typed, before the text goes away."""
        super().close_field()
        self._session.changed.disconnect(self._on_changed)

    def set_state(self, state: FieldState) -> None:
        """Show what a model does with it."""
        super().set_state(state)
        self._say_words()
        self.state_changed.emit()

    # Inside

    def _on_changed(self, change: DraftChange) -> None:
        if not change.place.startswith(("brief.", "facts")) and self._mailing.segment:
            self._look_whose()

    def _look_whose(self) -> None:
        own = self._mailing.is_own(self.base)
        changed, self._own = own is not self._own, own
        name = self._mailing.address(self.base)
        if name != self.spec.name:
            self.spec = msgspec.structs.replace(self.spec, name=name)
        self._mark_own(own=own)
        if changed:
            self.own_changed.emit()

    def _mark_own(self, *, own: bool) -> None:
        """Mark the words that everybody's text does not have; compared anew only when one of the two has changed."""
        copy = self._session.handed_in.copy
        texts = (copy.text(self.base), copy.text(self.spec.name)) if own else ("", "")
        if texts == self._compared:
            return
        self._compared = texts
        pieces: Sequence[PieceLike] = self._mailing.differences(self.base) if own else ()
        added = list(_added(pieces))
        wide = sum(end - start for start, end in added) > len(texts[1]) * _MOST_MARKED
        self.editor.show_added(() if wide else added)

    def _say_words(self) -> None:
        words = len(self.editor.text().split()) if self.state is FieldState.WRITING else 0
        self.status.show_state(self.state, words)


class MailBinding(TextBinding):
    """Joins an editor and one text of the mail, as the segment on the desk reads it."""

    def __init__(self, session: DraftSession, editor: MailEditor, mailing: Mailing, base: str) -> None:
        self._mailing = mailing
        self._base = base
        super().__init__(session, editor, self._read_text, self._write_text)

    def show_again(self) -> None:
        """Another segment is on the desk; what was typed for the one before was handed in by then."""
        self._on_opened(self._session.handed_in)

    def _read_text(self, draft: Draft) -> str:
        return text_for(draft.copy, self._base, self._mailing.segment)

    def _write_text(self, text: str) -> None:
        self._mailing.set_text(self._base, text)


class StatusLine(QWidget):
    """What a model does with a text, in a line above it; not there while nothing is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("check", "supported", Size.ICON_SMALL)
        self.badge = Badge("", Tone.ACCENT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS + Space.XXS)
        row.addWidget(self._icon)
        row.addWidget(self.badge)
        row.addStretch(1)
        self.hide()

    def show_state(self, state: FieldState, words: int) -> None:
        """Show this state; `words` are those that have come."""
        if state is not FieldState.IDLE:
            said, tone = _said(state, words)
            self._icon.set_icon(*_STATE_ICONS[state])
            self.badge.set_text(said, tone)
        if self.isHidden() is not (state is FieldState.IDLE):
            self.setVisible(state is not FieldState.IDLE)


def _said(state: FieldState, words: int) -> tuple[str, Tone]:
    if state is FieldState.WRITING:
        return trn("writing… {n} word", "writing… {n} words", words), Tone.ACCENT
    if state is FieldState.STOPPED:
        return tr("stopped here"), Tone.WARNING
    return (tr("waiting"), Tone.NEUTRAL) if state is FieldState.WAITING else (tr("written"), Tone.SUPPORTED)


def _added(pieces: Sequence[PieceLike]) -> Iterator[tuple[int, int]]:
    """Where in the new text the words stand that the old one does not have."""
    at = 0
    for piece in pieces:
        if piece.op == "delete":
            continue
        end = at + len(piece.text)
        if piece.op == "add":
            yield at, end
        at = end
