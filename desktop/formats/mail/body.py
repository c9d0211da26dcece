"""A mail that has no blocks yet: written elsewhere, as a subject, a preheader and one Markdown text."""

from __future__ import annotations

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.mail import Mail
from desktop.formats.mail.markdown_in import markdown_to_mail

BODY = "body"
"""The field of such a mail that holds its text."""


def mail_of(brief: Brief, copy: Copy) -> tuple[Mail, Copy]:
    """The mail and its words; where there are no blocks, those that its body makes."""
    if brief.mail is not None:
        return brief.mail, copy
    read = markdown_to_mail(copy.text(BODY))
    head = {name: value for name, value in copy.fields.items() if name != BODY}
    return Mail(blocks=read.blocks), Copy({**read.texts, **head})
