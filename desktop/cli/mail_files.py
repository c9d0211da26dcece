"""Mails as files that `check mail` reads: a copy as JSON or text, or a mail as it was laid out elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from desktop.cli.input_files import load_copy
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.mail import RenderedMail

_LAID_OUT = (".eml", ".html", ".htm", ".xhtml", ".mjml")
_PAGE = re.compile(r"\s*(?:<!doctype html|<html|<body|<table|<div|<center)\b", re.IGNORECASE)
_BLOCK = re.compile(r"b\d+(?:[.@].*)?")


class MailFile(msgspec.Struct, frozen=True):
    """What is checked of a file: its words and their brief, and the mail itself where it is laid out already."""

    brief: Brief
    copy: Copy
    sent: RenderedMail | None = None

    @property
    def is_read(self) -> bool:
        """Whether the words were read out of a mail or a post, so that whoever asked does not know their fields."""
        return self.brief.mail is not None or self.brief.post is not None


def load_mail(name: str, brief: Brief) -> MailFile:
    """A mail with what `brief` asks for over what it says itself; raises `UserError` (input)."""
    if Path(name).suffix.lower() in _LAID_OUT:
        return _laid_out(Path(name), brief)
    copy = load_copy(name)
    if _PAGE.match(copy.text("body")):
        page = _laid_out_text(copy.text("body"), brief)
        fields = dict(page.copy.fields)
        fields.update((field, value) for field, value in copy.fields.items() if field in {"subject", "preheader"})
        return msgspec.structs.replace(page, copy=Copy(fields))
    if copy.text("body").strip():
        # What `write mail` prints has the body as one text and each block's text: they are the same words.
        copy = Copy({field: value for field, value in copy.fields.items() if not _BLOCK.fullmatch(field)})
    return MailFile(brief, copy)


def _laid_out(path: Path, brief: Brief) -> MailFile:
    from desktop.formats.mail.reading import read_mail_file
    from desktop.formats.mail.reading_eml import read_eml

    read = read_mail_file(path)
    found = MailFile(_over(brief, read.brief), read.copy)
    if path.suffix.lower() == ".mjml":
        return found
    data = path.read_bytes()
    if path.suffix.lower() == ".eml":
        mail = read_eml(data)
        return msgspec.structs.replace(found, sent=_sent(read.copy, mail.html, mail.text))
    return msgspec.structs.replace(found, sent=_sent(read.copy, data.decode("utf-8", "replace"), ""))


def _laid_out_text(html: str, brief: Brief) -> MailFile:
    from desktop.formats.mail.reading import read_mail

    read = read_mail(html, "html")
    return MailFile(_over(brief, read.brief), read.copy, _sent(read.copy, html, ""))


def _sent(copy: Copy, html: str, text: str) -> RenderedMail:
    return RenderedMail(copy.text("subject"), copy.text("preheader"), "", html, text)


def _over(brief: Brief, read: Brief) -> Brief:
    return msgspec.structs.replace(brief, mail=read.mail, language=brief.language or read.language)
