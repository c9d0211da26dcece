"""The time as values carry it."""

from __future__ import annotations

from datetime import UTC, datetime


def timestamp() -> str:
    """This second, as ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
