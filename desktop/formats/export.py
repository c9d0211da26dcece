"""Drafts as files, by the file's ending; a file is written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from html import escape
from pathlib import Path

import msgspec

from desktop.core.draft import Draft
from desktop.core.errors import EnvironmentProblem, ErrorKind, UserError
from desktop.core.words import tr
from desktop.formats.clipboard import as_html, as_markdown


class ExportFormat(msgspec.Struct, frozen=True):
    """A way to write a draft to a file; `ending` has its dot."""

    ending: str
    render: Callable[[Draft], str]


def _markdown(draft: Draft) -> str:
    return as_markdown(draft.copy) + "\n"


def _html(draft: Draft) -> str:
    head = f'<!doctype html>\n<html lang="{escape(draft.brief.language or "en")}">\n<head>\n<meta charset="utf-8">\n'
    return f"{head}<title>{escape(draft.title)}</title>\n</head>\n<body>\n{as_html(draft.copy)}\n</body>\n</html>\n"


def _json(draft: Draft) -> str:
    document = {
        "draft": draft.id,
        "kind": draft.kind.value,
        "language": draft.brief.language,
        "saved_at": draft.changed_at,
        "brief": msgspec.to_builtins(draft.brief),
        "fields": msgspec.to_builtins(draft.copy.fields),
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


EXPORT_FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(".md", _markdown),
    ExportFormat(".html", _html),
    ExportFormat(".json", _json),
)


def render_draft(draft: Draft, ending: str) -> str:
    """The text of the file; raises `UserError` (unsupported) for an ending that is not known."""
    for each in EXPORT_FORMATS:
        if each.ending == ending.lower():
            return each.render(draft)
    raise UserError(
        ErrorKind.UNSUPPORTED,
        tr("Files ending in {ending} cannot be written.", ending=ending or tr("nothing")),
        tr("These can: {endings}.", endings=", ".join(each.ending for each in EXPORT_FORMATS)),
    )


def export_draft(draft: Draft, path: Path) -> None:
    """Write the draft to a file; raises `UserError` (unsupported) or `EnvironmentProblem` (storage, disk_full)."""
    write_whole(path, render_draft(draft, path.suffix))


def write_whole(path: Path, text: str) -> None:
    """Put a text in a file's place at once, so that a full disk leaves the old file as it was."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        full = error.errno == errno.ENOSPC
        reason = tr("the disk is full") if full else error.strerror or str(error)
        raise EnvironmentProblem(
            ErrorKind.DISK_FULL if full else ErrorKind.STORAGE,
            tr("{file} cannot be written: {reason}.", file=path, reason=reason),
            tr("Your draft is not touched. Choose another place."),
        ) from error
