"""The mail on the desk as a part of its draft: which segment is shown, and one step of undo for every change."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.mail import Mail, address_for, text_for
from desktop.core.words import tr
from desktop.runtime.mail_edits import MailParts
from desktop.runtime.session import DraftChange, DraftSession, Place

_NO_MAIL = Mail()


class MailDesk(QObject):
    """Reads the mail from the session and writes it there; knows no other service."""

    changed = Signal()
    segment_changed = Signal(str)

    def __init__(self, session: DraftSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._segment = ""
        self._seen: Mail | None = session.handed_in.brief.mail
        session.changed.connect(self._on_changed)
        session.opened.connect(self._on_opened)

    @property
    def is_mail(self) -> bool:
        """Whether a mail with its structure is on the desk."""
        brief = self.session.handed_in.brief
        return brief.kind is Kind.MAIL and brief.mail is not None

    @property
    def mail(self) -> Mail:
        """The mail on the desk; one without blocks when there is none."""
        return self.session.handed_in.brief.mail or _NO_MAIL

    @property
    def copy(self) -> Copy:
        """The words as they were handed in."""
        return self.session.handed_in.copy

    @property
    def segment(self) -> str:
        """The segment that is shown; empty for everybody."""
        return self._segment

    def show_segment(self, segment_id: str) -> None:
        """Show a segment; one that the mail has not is everybody."""
        self.session.pull()  # what was typed belongs to the segment that was shown
        wanted = segment_id if self.mail.segment(segment_id) is not None else ""
        if wanted != self._segment:
            self._segment = wanted
            self.segment_changed.emit(wanted)

    # Structure

    def set_mail(self, mail: Mail, place: str, label: str) -> None:
        """Change what the mail is made of, in one step of undo."""
        if self.is_mail:
            self.session.pull()
            brief = msgspec.structs.replace(self.session.draft.brief, mail=mail)
            self.session.set_brief(brief, Place(f"mail.{place}"), label)

    def set_parts(self, parts: MailParts, place: str, label: str) -> None:
        """Change what the mail is made of and its words, in one step of undo."""
        if self.is_mail:
            brief = msgspec.structs.replace(self.session.draft.brief, mail=parts.mail)
            self.session.replace(brief, parts.copy, Place(f"mail.{place}"), label)

    def parts(self) -> MailParts:
        """The mail and its words, with what the editors held back."""
        draft: Draft = self.session.draft
        return MailParts(draft.brief.mail or _NO_MAIL, draft.copy)

    # Words

    def address(self, base: str) -> str:
        """Where typing goes: the text of the segment that is shown, or everybody's."""
        return address_for(base, self._segment)

    def text(self, base: str) -> str:
        """What the segment that is shown reads there."""
        return text_for(self.copy, base, self._segment)

    def is_own(self, address: str) -> bool:
        """Whether the segment that is shown has a text of its own there."""
        return bool(self._segment) and self.address(address) in self.copy.fields

    def has_own(self, segment_id: str) -> bool:
        """Whether a segment has any text of its own."""
        end = f"@{segment_id}"
        return bool(segment_id) and any(address.endswith(end) for address in self.copy.fields)

    def set_text(self, base: str, text: str) -> None:
        """Change the text of the segment that is shown; it gets one of its own when it differs from everybody's."""
        address = self.address(base)
        copy = self.session.handed_in.copy
        if address not in copy.fields and text == text_for(copy, base, self._segment):
            return
        self.session.set_field(address, text, tr("Typing"))

    def follow_all(self, address: str) -> None:
        """Let the segment that is shown read everybody's text there again."""
        if self._segment:
            self.session.pull()
            copy, own = self.session.draft.copy, self.address(address)
            if own in copy.fields:
                kept = {each: value for each, value in copy.fields.items() if each != own}
                self.session.set_copy(Copy(kept), Place(f"mail.follow.{own}"), tr("Use the text for everybody"))

    # What happens elsewhere

    def _on_changed(self, change: DraftChange) -> None:
        self._look(change.draft.brief)

    def _on_opened(self, draft: Draft) -> None:
        if self._segment:
            self._segment = ""
            self.segment_changed.emit("")
        self._seen = draft.brief.mail
        self.changed.emit()

    def _look(self, brief: Brief) -> None:
        if brief.mail is self._seen:
            return
        same, self._seen = brief.mail == self._seen, brief.mail
        if self._segment and self.mail.segment(self._segment) is None:
            self._segment = ""
            self.segment_changed.emit("")
        if not same:
            self.changed.emit()
