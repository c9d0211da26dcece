"""The drafts of a job: their texts as files of segments, and their translations as texts of drafts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
from PySide6.QtCore import QObject

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.errors import Problem
from desktop.core.segment import Change
from desktop.engine.translation_messages import OpenedBitext
from desktop.runtime.beside import Beside

Refused = Callable[[Problem], None]


class DraftText(msgspec.Struct, frozen=True):
    """What a job keeps of a draft: its text as it was when it came into the job, or was taken in again."""

    kind: Kind
    brief: Brief
    copy: Copy


def text_of(draft: Draft) -> bytes:
    """A draft as the bytes of a job's file."""
    return msgspec.json.encode(DraftText(draft.kind, draft.brief, draft.copy))


def read_text(data: bytes) -> DraftText:
    """What the bytes of a job's file say of a draft."""
    return msgspec.json.decode(data, type=DraftText)


class DraftFiles(QObject):
    """Segments of drafts, made and put back on a thread beside."""

    def segments(self, data: bytes, came: Callable[[OpenedBitext], None], refused: Refused) -> None:
        """Hand the segments of a draft to `came`."""
        found: list[OpenedBitext] = []

        def work() -> None:
            from desktop.formats.bitext.draft_file import open_draft

            text = read_text(data)
            opened = open_draft(text.copy, text.kind, text.brief)
            found.append(OpenedBitext(opened.format, (text.brief.language, ""), opened.segments))

        self._run(work, lambda: came(found[0]), refused)

    def written(
        self, data: bytes, changes: Mapping[str, Change], came: Callable[[DraftText, Copy], None], refused: Refused
    ) -> None:
        """Hand the text of a draft with these changes to `came`, beside the one it was made of."""
        found: list[tuple[DraftText, Copy]] = []

        def work() -> None:
            from desktop.formats.bitext.draft_file import open_draft

            text = read_text(data)
            found.append((text, open_draft(text.copy, text.kind, text.brief).copy_written(changes)))

        self._run(work, lambda: came(*found[0]), refused)

    def _run(self, work: Callable[[], None], then: Callable[[], None], refused: Refused) -> None:
        beside = Beside("draft", self)

        def done() -> None:
            beside.deleteLater()
            then()

        def failed(problem: Problem) -> None:
            beside.deleteLater()
            refused(problem)

        beside.run(work, done, failed)
