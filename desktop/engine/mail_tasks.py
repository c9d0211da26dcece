"""The worker's tasks that are about mails."""

from __future__ import annotations

from pathlib import Path

import msgspec

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.mail import RenderedMail
from desktop.engine.mail_messages import ExportMail, MailExported, RenderMail
from desktop.formats.mail.export import export_mail
from desktop.formats.mail.render import render_mail


def render(request: RenderMail) -> RenderedMail:
    """`mail.render`."""
    return render_mail(
        in_its_language(request.brief, request.copy),
        request.copy,
        request.brand,
        segment=request.segment,
        sample=request.sample,
        pictures=request.pictures,
        embed=request.embed,
        images=request.images,
        dark=request.dark,
    )


def export(request: ExportMail) -> MailExported:
    """`mail.export`."""
    done = export_mail(
        in_its_language(request.brief, request.copy),
        request.copy,
        Path(request.path),
        request.brand,
        segment=request.segment,
        pictures=request.pictures,
    )
    return MailExported(tuple(str(file) for file in done.files), done.notes)


def in_its_language(brief: Brief, copy: Copy) -> Brief:
    """The brief with the language that its text is in, where it names none: what is read aloud depends on it."""
    if brief.language:
        return brief
    from desktop.checks.language import language_of_copy

    return msgspec.structs.replace(brief, language=language_of_copy(copy))
