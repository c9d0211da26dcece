"""Product texts, mails and replies as Word documents, with their fields in order."""

from __future__ import annotations

import re
from pathlib import Path

from desktop.core.brief import Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.formats.blog.docx_out import Paper, word_document
from desktop.formats.blog.markdown import OWN_PICTURE, render_post
from desktop.formats.blog.pictures import PostPictures
from desktop.formats.clean import cleaned
from desktop.formats.clipboard import as_markdown
from desktop.formats.export import Exported, write_bytes

_HEAD = {"title": "subject", "preheader": "preheader"}
_MARK = re.compile(r":{3,}|<!-- -->")
_NAME = re.compile(r" ?\{\.[a-z]+\}$")


def export_word(draft: Draft, path: Path, pictures: str = "", segment: str = "") -> Exported:
    """Write the words of a draft as a Word document, those of a mail as a segment reads them.

    Raises `UserError` (input) or `EnvironmentProblem` (storage, disk_full).
    """
    found = PostPictures(pictures)
    text = _mail_text(draft, segment) if draft.kind is Kind.MAIL else as_markdown(draft.copy)
    try:
        html = render_post(cleaned(text), lambda source: source).html
        content, notes = word_document(
            Paper(html, language=draft.brief.language or "en"),
            lambda source: found.find(source) if source.startswith(OWN_PICTURE) else None,
        )
    except RecursionError as error:
        raise UserError(ErrorKind.INPUT, tr("The HTML in this text is nested too deeply to be written.")) from error
    write_bytes(path, content)
    return Exported((path,), (*found.notes, *notes))


def _mail_text(draft: Draft, segment: str) -> str:
    """Subject and preheader above the body; the marks of blocks, which Word does not know, are left out."""
    from desktop.core.mail import copy_for
    from desktop.formats.mail.body import mail_of
    from desktop.formats.mail.markdown_out import mail_to_markdown

    mail, copy = mail_of(draft.brief, draft.copy)
    words = copy_for(mail, copy, segment)
    head = as_markdown(Copy({name: " ".join(words.text(field).split()) for name, field in _HEAD.items()}))
    lines = mail_to_markdown(mail, copy, segment).split("\n")
    return f"{head}\n\n" + "\n".join("" if _MARK.match(line) else _NAME.sub("", line) for line in lines)
