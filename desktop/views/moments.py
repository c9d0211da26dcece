"""Times as people say them, in the language of the program and the time zone of the computer."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale, QTime

from desktop.core.words import tr

_KIB = 1000
_MIB = 1_000_000
_GIB = 1_000_000_000


def local_time(stamp: str) -> datetime | None:
    """An ISO 8601 time in the computer's zone; `None` for an empty or damaged one."""
    try:
        return datetime.fromisoformat(stamp).astimezone()
    except ValueError:
        return None


def clock(stamp: str, *, seconds: bool = False) -> str:
    """The time of day: `14:32`, with seconds when asked."""
    moment = local_time(stamp)
    if moment is None:
        return ""
    return QTime(moment.hour, moment.minute, moment.second).toString("HH:mm:ss" if seconds else "HH:mm")


def day(stamp: str, today: date | None = None) -> str:
    """The day: `Today`, `Yesterday`, `12 Nov`, and with the year when it is another one."""
    moment = local_time(stamp)
    if moment is None:
        return ""
    now = today or datetime.now().astimezone().date()
    found = moment.date()
    if found == now:
        return tr("Today")
    if found == now - timedelta(days=1):
        return tr("Yesterday")
    shape = "d MMM" if found.year == now.year else "d MMM yyyy"
    return QLocale().toString(QDate(found.year, found.month, found.day), shape).rstrip(".")


def month(stamp: str) -> str:
    """The month of a day or of `2025-06`: `June 2025`; what is neither stays as it is."""
    found = QDate.fromString(stamp[:7], "yyyy-MM")
    return QLocale().toString(found, "MMMM yyyy") if found.isValid() else stamp


def clock_or_day(stamp: str, today: date | None = None) -> str:
    """The time when it was today, else the day: what a list shows."""
    moment = local_time(stamp)
    if moment is None:
        return ""
    now = today or datetime.now().astimezone().date()
    return clock(stamp) if moment.date() == now else day(stamp, now)


def moment(stamp: str, today: date | None = None) -> str:
    """A time that can stand in a sentence: `14:32` today, else `12 Nov, 14:32`."""
    found = local_time(stamp)
    if found is None:
        return ""
    now = today or datetime.now().astimezone().date()
    if found.date() == now:
        return clock(stamp)
    shape = "d MMM" if found.year == now.year else "d MMM yyyy"
    date_words = QLocale().toString(QDate(found.year, found.month, found.day), shape).rstrip(".")
    return f"{date_words}, {clock(stamp)}"


def duration(seconds: float) -> str:
    """About how long: `20 s`, `3 min`, `1 h 20 min`."""
    whole = max(1, round(seconds))
    if whole < 60:
        return tr("{n} s", n=whole)
    minutes = round(whole / 60)
    if minutes < 60:
        return tr("{n} min", n=minutes)
    return tr("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)


def size_words(size: float) -> str:
    """A size in bytes: `120 kB`, `398 MB`, `1.1 GB`."""
    if size >= _GIB:
        return tr("{n} GB", n=QLocale().toString(size / _GIB, "f", 1))
    if 0 < size < _MIB:
        return tr("{n} kB", n=QLocale().toString(math.ceil(size / _KIB)))
    return tr("{n} MB", n=QLocale().toString(round(size / _MIB)))
