"""The day and time a post is planned for, as people say and type them; kept as ISO 8601 without a zone."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from PySide6.QtCore import QDate, QLocale, QTime

from desktop.core.words import tr

_SHAPES = ("yyyy-MM-dd", "d-M-yyyy", "d.M.yyyy", "d/M/yyyy", "d MMMM yyyy", "d MMM yyyy", "MMMM d, yyyy")
_WITHOUT_YEAR = ("d MMMM", "d MMM", "MMMM d", "MMM d", "d-M", "d.M", "d/M")
_TIME = re.compile(
    r"(?:kl\.?\s*)?(?P<hour>\d{1,2})(?:\s*[:.hu]\s*(?P<minute>\d{2}))?\s*(?P<half>[ap])?\.?m?\.?", re.IGNORECASE
)
_CENTURY = 2000
_NOON = 12


def planned(stamp: str) -> tuple[date | None, time | None]:
    """The day, and the time if there is one, of a post's date; neither of one that is empty or damaged."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None, None
    if moment.tzinfo is not None:
        moment = moment.astimezone()
    return moment.date(), moment.time() if len(stamp) > len("2026-11-24") else None


def stamp_of(day: date | None, at: time | None) -> str:
    """The day and time as a post keeps them: `2026-11-24`, `2026-11-24T09:00`; empty for no day."""
    if day is None:
        return ""
    return f"{day.isoformat()}T{at:%H:%M}" if at is not None else day.isoformat()


def planned_words(stamp: str, today: date | None = None) -> str:
    """As one says it: `Tuesday 24 November, 9:00`, with the year when it is another one; empty for no day."""
    day, at = planned(stamp)
    if day is None:
        return ""
    now = today or datetime.now().astimezone().date()
    shape = "dddd d MMMM" if day.year == now.year else "dddd d MMMM yyyy"
    words = QLocale().toString(QDate(day.year, day.month, day.day), shape)
    return tr("{day}, {time}", day=words, time=time_words(at)) if at is not None else words


def day_words(day: date | None) -> str:
    """A day as one types it here: `24-11-2026`, `2026-11-24`, `11/24/2026`; empty for none."""
    return QLocale().toString(QDate(day.year, day.month, day.day), _short_shape()) if day is not None else ""


def time_words(at: time | None) -> str:
    """A time of day: `9:00`, and `09:00` where one writes it so; empty for none."""
    if at is None:
        return ""
    shape = QLocale().timeFormat(QLocale.FormatType.ShortFormat)
    return QTime(at.hour, at.minute).toString("H:mm" if "a" in shape.lower() else "HH:mm")


def read_day(text: str, today: date | None = None) -> date | None:
    """A day as people type it in this language, the year may be left out; `None` for what is no day."""
    words = " ".join(text.split()).rstrip(".")
    locale = QLocale()
    for shape in (_short_shape(), locale.dateFormat(QLocale.FormatType.ShortFormat), *_SHAPES):
        found = locale.toDate(words, shape, _CENTURY)
        if found.isValid() and found.year() >= _CENTURY:
            return date(found.year(), found.month(), found.day())
    now = today or datetime.now().astimezone().date()
    for shape in _WITHOUT_YEAR:
        # With the year before it, so that the 29th of February is a day in a year that has one.
        found = locale.toDate(f"{now.year} {words}", f"yyyy {shape}")
        if found.isValid():
            day = date(found.year(), found.month(), found.day())
            later = found.addYears(1)
            return day if day >= now else date(later.year(), later.month(), later.day())
    return None


def read_time(text: str) -> time | None:
    """A time of day as people type it: `9`, `9:00`, `9.30`, `9 pm`; `None` for what is none."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").lower()
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def _short_shape() -> str:
    shape = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return shape if "yyyy" in shape else shape.replace("yy", "yyyy")
