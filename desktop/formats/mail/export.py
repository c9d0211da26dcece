"""Mails as files, by the file's ending; each is written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from desktop.core.brand import Brand
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.errors import ErrorKind, UserError
from desktop.core.mail import Mail
from desktop.core.words import tr
from desktop.formats.export import WORD, Exported, write_bytes, write_folder
from desktop.formats.mail.body import mail_of
from desktop.formats.mail.eml import message_of
from desktop.formats.mail.headers import sender_of
from desktop.formats.mail.markdown_out import mail_document
from desktop.formats.mail.render import Rendering, rendering


class _Export(msgspec.Struct, frozen=True):
    """All that a format is written from."""

    rendered: Rendering
    brief: Brief
    copy: Copy
    brand: Brand
    segment: str
    path: Path

    @property
    def folder(self) -> Path:
        """Where pictures are put that an HTML file needs."""
        return self.path.with_name(f"{self.path.stem}-pictures")


def _eml(export: _Export) -> bytes:
    date = datetime.now().astimezone()
    return message_of(export.rendered, export.brief, export.brand, date=date, draft=True).as_bytes()


def _html(export: _Export) -> bytes:
    return export.rendered.with_pictures(lambda each: f"{export.folder.name}/{each.name}").html.encode()


def _mjml(export: _Export) -> bytes:
    return export.rendered.with_pictures(lambda each: f"{export.folder.name}/{each.name}").mjml.encode()


def _txt(export: _Export) -> bytes:
    return export.rendered.mail.text.encode()


def _md(export: _Export) -> bytes:
    return mail_document(*mail_of(export.brief, export.copy), export.segment).encode()


_FORMATS: dict[str, Callable[[_Export], bytes]] = {
    ".eml": _eml,
    ".html": _html,
    ".mjml": _mjml,
    ".txt": _txt,
    ".md": _md,
}
_WITH_PICTURES = frozenset({".html", ".mjml"})

MAIL_ENDINGS: tuple[str, ...] = tuple(_FORMATS)
"""The endings of the files that a mail can be written to."""


def export_mail(
    brief: Brief, copy: Copy, path: Path, brand: Brand, *, segment: str = "", pictures: str = ""
) -> Exported:
    """Write the mail of one segment, merge tags and all; pictures of the profile are put beside HTML and MJML.

    Raises `UserError` (unsupported, input) or `EnvironmentProblem` (storage, disk_full).
    """
    ending = path.suffix.lower()
    if ending not in _FORMATS:
        raise UserError(
            ErrorKind.UNSUPPORTED,
            tr("Files ending in {ending} cannot be written.", ending=ending or tr("nothing")),
            tr("These can: {endings}.", endings=", ".join((*MAIL_ENDINGS, WORD, ".json"))),
        )
    rendered = rendering(brief, copy, brand, segment=segment, pictures=pictures)
    export = _Export(rendered, brief, copy, brand, segment, path)
    content = _FORMATS[ending](export)
    beside = rendered.pictures if ending in _WITH_PICTURES else ()
    written = write_folder(export.folder, {each.name: each.content for each in beside})
    write_bytes(path, content)
    return Exported((path, *written), (*rendered.mail.notes, *_notes(export, ending)))


def _notes(export: _Export, ending: str) -> list[str]:
    notes: list[str] = []
    if ending == ".eml" and not sender_of(export.brief.mail or Mail(), export.brand).address:
        notes.append(tr("The mail has no sender yet: your mail program puts you there."))
    if ending in _WITH_PICTURES and export.rendered.pictures:
        said = tr(
            "Its pictures lie in {folder}: upload them to your sender, who knows no folder of yours.",
            folder=export.folder.name,
        )
        notes.append(said)
    return notes
