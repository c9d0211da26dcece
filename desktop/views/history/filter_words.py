"""What a filter says of itself in a few words, and which moments a day stands for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QDate, QLocale

from desktop.core.history import Filters, Shelf
from desktop.core.words import language_name, tr, trn
from desktop.views.history.names import kind_name

_MOST_NAMED = 2


def shelf_name(shelf: Shelf) -> str:
    """Where drafts lie."""
    names = {Shelf.WORK: tr("In work"), Shelf.ARCHIVE: tr("Archive"), Shelf.TRASH: tr("Trash")}
    return names[shelf]


def kinds_words(filters: Filters) -> str:
    """The chosen kinds."""
    return _listed([kind_name(kind) for kind in filters.kinds])


def languages_words(filters: Filters) -> str:
    """The chosen languages."""
    return _listed([language_name(code) for code in filters.languages])


def tags_words(filters: Filters) -> str:
    """The chosen tags."""
    return _listed(filters.tags)


def models_words(filters: Filters, titles: dict[str, str]) -> str:
    """The chosen models, by their titles where these are known."""
    return _listed([model_name(model, titles) for model in filters.models])


def model_name(model: str, titles: dict[str, str]) -> str:
    """How a model is called."""
    return titles.get(model, model.rpartition("/")[2])


def folder_words(filters: Filters) -> str:
    """The chosen folder."""
    if filters.folder is None:
        return ""
    return filters.folder or tr("No folder")


def state_words(filters: Filters) -> str:
    """The shelf when it is another one than usual, and which versions count."""
    said = [shelf_name(filters.shelf)] if filters.shelf is not Shelf.WORK else []
    if filters.named:
        said.append(tr("Named or kept"))
    if filters.findings:
        said.append(tr("With findings") if filters.findings == "some" else tr("Without findings"))
    return ", ".join(said)


def time_words(filters: Filters) -> str:
    """Since and until when."""
    since, until = (day_words(local_day(stamp)) for stamp in (filters.since, filters.until))
    if since and until:
        return since if since == until else tr("{since} to {until}", since=since, until=until)
    if since:
        return tr("Since {day}", day=since)
    return tr("Until {day}", day=until) if until else ""


def filters_words(filters: Filters) -> str:
    """All that is narrowed to, in one line."""
    said = (
        kinds_words(filters), languages_words(filters), state_words(filters), tags_words(filters),
        folder_words(filters), models_words(filters, {}), time_words(filters),
    )  # fmt: skip
    return ", ".join(words for words in said if words)


def day_words(day: date | None, today: date | None = None) -> str:
    """A day in a filter: `1 September`, with the year when it is another one."""
    if day is None:
        return ""
    this_year = (today or datetime.now().astimezone().date()).year
    shape = "d MMMM" if day.year == this_year else "d MMMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), shape)


def begin_of(day: date) -> str:
    """The moment at which a day of this computer begins, as the history counts time."""
    return _utc(datetime.combine(day, time.min).astimezone())


def end_of(day: date) -> str:
    """The last moment of a day of this computer."""
    return _utc(datetime.combine(day + timedelta(days=1), time.min).astimezone() - timedelta(milliseconds=1))


def local_day(stamp: str) -> date | None:
    """The day of this computer that a moment lies in; `None` for none."""
    try:
        return datetime.fromisoformat(stamp).astimezone().date()
    except ValueError:
        return None


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _listed(names: Sequence[str]) -> str:
    if len(names) <= _MOST_NAMED:
        return ", ".join(names)
    shown = ", ".join(names[:_MOST_NAMED])
    return trn("{shown} and {n} more", "{shown} and {n} more", len(names) - _MOST_NAMED, shown=shown)
