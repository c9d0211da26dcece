"""What is dragged from a column to the draft: which column, which field, from where to where."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QMimeData

_FORMAT = "application/x-copydesk-piece"


class DraggedPiece(msgspec.Struct, frozen=True):
    """A span of a field of a column, in code points; `end` -1 is the whole field."""

    key: str
    field: str
    start: int = 0
    end: int = -1

    @property
    def whole(self) -> bool:
        """Whether the field is meant, and not a part of it."""
        return self.end < 0


def mime_of(piece: DraggedPiece, text: str) -> QMimeData:
    """The piece for our own drafts, and its words for every other program."""
    data = QMimeData()
    data.setText(text)
    data.setData(_FORMAT, msgspec.json.encode(piece))
    return data


def piece_of(data: QMimeData) -> DraggedPiece | None:
    """The piece that is dragged; `None` for anything else."""
    if not data.hasFormat(_FORMAT):
        return None
    try:
        return msgspec.json.decode(data.data(_FORMAT).data(), type=DraggedPiece)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
