"""Drafts as files, by the file's ending; a file is written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from html import escape
from pathlib import Path

import msgspec

from desktop.core.brand import Brand
from desktop.core.brief import Kind
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


class Exported(msgspec.Struct, frozen=True):
    """Every file that was written, the draft's own first, and sentences to know."""

    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()


class MailLook(msgspec.Struct, frozen=True):
    """What a draft looks like beyond itself: for a mail the brand of its workspace, and the folder of its pictures."""

    brand: Brand = Brand()
    pictures: str = ""


EXPORT_FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(".md", _markdown),
    ExportFormat(".html", _html),
    ExportFormat(".json", _json),
)


_NO_LOOK = MailLook()

WORD = ".docx"
"""The ending of a Word document, which every draft can be."""


def render_draft(draft: Draft, ending: str) -> str:
    """The text of the file; raises `UserError` (unsupported) for an ending that is not known."""
    for each in EXPORT_FORMATS:
        if each.ending == ending.lower():
            return each.render(draft)
    raise UserError(
        ErrorKind.UNSUPPORTED,
        tr("Files ending in {ending} cannot be written.", ending=ending or tr("nothing")),
        tr("These can: {endings}.", endings=", ".join((*(each.ending for each in EXPORT_FORMATS), WORD))),
    )


def export_draft(draft: Draft, path: Path, look: MailLook = _NO_LOOK, segment: str = "", form: str = "") -> Exported:
    """Write the draft to a file, a mail as it is sent to a segment, a post in a `form` of its kind of file.

    Raises `UserError` (unsupported, usage, input) or `EnvironmentProblem` (storage, disk_full).
    """
    if draft.kind is Kind.BLOG and path.suffix.lower() != ".json":
        from desktop.formats.blog.export import export_posts

        return export_posts((draft,), path, pictures=look.pictures, form=form)
    if path.suffix.lower() == WORD:
        from desktop.formats.blog.docx_drafts import export_word

        return export_word(draft, path, look.pictures, segment)
    if draft.kind is Kind.MAIL and path.suffix.lower() != ".json":
        from desktop.formats.mail.export import export_mail

        return export_mail(draft.brief, draft.copy, path, look.brand, segment=segment, pictures=look.pictures)
    write_whole(path, render_draft(draft, path.suffix))
    return Exported((path,))


def write_folder(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Put files into a folder that is made for them; without files there is none.

    Raises `EnvironmentProblem` (storage, disk_full).
    """
    if not files:
        return []
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(
            ErrorKind.STORAGE,
            tr("{file} cannot be written: {reason}.", file=folder, reason=error.strerror or str(error)),
            tr("Your draft is not touched. Choose another place."),
        ) from error
    for name, content in files.items():
        write_bytes(folder / name, content)
    return [folder / name for name in files]


def write_whole(path: Path, text: str) -> None:
    """Put a text in a file's place at once, as UTF-8 with the line ends that it has."""
    write_bytes(path, text.encode("utf-8", errors="replace"))


def write_bytes(path: Path, content: bytes) -> None:
    """Put a content in a file's place at once, so that a full disk leaves the old file as it was.

    Where the path is a link, the file that it leads to is written, and the link stays.
    Raises `EnvironmentProblem` (storage, disk_full).
    """
    place = Path(os.path.realpath(path)) if path.is_symlink() else path
    temporary = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(place)
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
