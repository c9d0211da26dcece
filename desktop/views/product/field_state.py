"""What becomes of one field of the copy while a model writes."""

from __future__ import annotations

from enum import StrEnum


class FieldState(StrEnum):
    """What a model does with a field."""

    IDLE = "idle"
    WAITING = "waiting"
    WRITING = "writing"
    DONE = "done"
    STOPPED = "stopped"
