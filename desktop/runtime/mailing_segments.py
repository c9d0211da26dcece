"""The segments of the mail on the desk, and those that the workspace keeps for new mails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from desktop.core.checking import listed
from desktop.core.copy import Copy
from desktop.core.errors import Problem
from desktop.core.mail import Mail, Segment, segment_of
from desktop.core.settings import SEGMENTS
from desktop.core.words import tr
from desktop.runtime.mail_edits import MailParts, changed, removed
from desktop.runtime.mailing_desk import MailDesk
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.store_thread import StoreThread

if TYPE_CHECKING:
    from desktop.formats.segments_csv import SegmentsRead


class Segments:
    """Changes the segments of the mail on the desk, each in one step of undo."""

    def __init__(self, desk: MailDesk, settings: SettingsService, store: StoreThread) -> None:
        self._desk = desk
        self._settings = settings
        self._store = store

    def of_workspace(self) -> tuple[Segment, ...]:
        """The segments that new mails begin with; none when the list was damaged by hand."""
        return listed(self._settings.get(SEGMENTS), Segment)

    def keep(self) -> None:
        """Let new mails begin with the segments of this one."""
        self._settings.set(SEGMENTS, msgspec.json.encode(self._desk.mail.segments).decode())

    def add(self, name: str, about: str = "") -> str:
        """Add a segment; returns its id, which is empty when no mail is on the desk."""
        if not self._desk.is_mail:
            return ""
        mail, segment = with_segment(self._desk.parts().mail, Segment("", name.strip(), about.strip()))
        self._desk.set_mail(mail, f"segment.{segment}", tr("Add a segment"))
        return segment

    def change(self, segment: Segment) -> None:
        """Put another segment in the place of the one with its id."""
        mail = self._desk.parts().mail
        segments = tuple(segment if each.id == segment.id else each for each in mail.segments)
        after = msgspec.structs.replace(mail, segments=segments)
        self._desk.set_mail(after, f"segment.{segment.id}", tr("Change a segment"))

    def remove(self, segment_id: str) -> None:
        """Take a segment out, with its own texts and the blocks that it alone saw."""
        parts = without_segment(self._desk.parts(), segment_id)
        self._desk.set_parts(parts, f"segment.remove.{segment_id}", tr("Remove a segment"))

    def read(self, path: Path, then: Callable[[Problem | None], None], column: str = "") -> None:
        """Add the segments of a CSV file; those of a name that is there already get its figures."""

        def read(_store: object) -> SegmentsRead:
            from desktop.formats.segments_csv import read_segments

            return read_segments(path, column)

        def take(found: SegmentsRead) -> None:
            mail = self._desk.parts().mail
            for each in found.segments:
                mail, _ = with_segment(mail, each)
            self._desk.set_mail(mail, f"segments.{path.name}", tr("Import segments"))
            then(None)

        self._store.submit(read, take, then)


def with_segment(mail: Mail, segment: Segment) -> tuple[Mail, str]:
    """The mail with a segment, and its id; one of the same name is filled with what the new one knows."""
    same = next((each for each in mail.segments if each.name.casefold() == segment.name.casefold()), None)
    if same is not None:
        people = segment.people if segment.people is not None else same.people
        merged = msgspec.structs.replace(
            same, about=segment.about or same.about, people=people, sample={**same.sample, **segment.sample}
        )
        segments = tuple(merged if each.id == same.id else each for each in mail.segments)
        return msgspec.structs.replace(mail, segments=segments), same.id
    taken, number = {each.id for each in mail.segments}, 1
    while f"s{number}" in taken:
        number += 1
    added = msgspec.structs.replace(segment, id=f"s{number}")
    return msgspec.structs.replace(mail, segments=(*mail.segments, added)), added.id


def without_segment(parts: MailParts, segment_id: str) -> MailParts:
    """Without a segment, its own words, and the blocks' mention of it; a block that only it saw is gone too."""
    for block in tuple(parts.mail.all_blocks()):
        if block.only == (segment_id,):
            parts = removed(parts, block.id)
    mail = parts.mail
    for block in tuple(mail.all_blocks()):
        if segment_id in block.only:
            only = tuple(each for each in block.only if each != segment_id)
            mail = _with_block(mail, block.id, only)
    mail = msgspec.structs.replace(mail, segments=tuple(each for each in mail.segments if each.id != segment_id))
    words = {address: value for address, value in parts.copy.fields.items() if segment_of(address) != segment_id}
    return MailParts(mail, Copy(words))


def _with_block(mail: Mail, block_id: str, only: tuple[str, ...]) -> Mail:
    block = mail.block(block_id)
    if block is None:
        return mail
    return changed(MailParts(mail, Copy()), msgspec.structs.replace(block, only=only)).mail
