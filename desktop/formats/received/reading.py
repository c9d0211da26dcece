"""A mail that came in, from the bytes of an `.eml` file or from what somebody pasted, as a `ReceivedMail`.

Whatever stands in it, this answers: with what could be read, and sentences on what could not. Files beside the text are
described and never opened.
"""

from __future__ import annotations

import email
import email.policy
import quopri
import re
from collections.abc import Iterator
from email.message import Message

import msgspec

from desktop.core.errors import ErrorKind, UserError
from desktop.core.received import Address, Attachment, ReceivedLink, ReceivedMail
from desktop.core.words import tr
from desktop.formats.received.files import real_kind
from desktop.formats.received.headers import (
    addresses,
    authentication_of,
    date_of,
    decoded,
    decoded_bytes,
    header,
    headers_of,
    raw_header,
    return_path_of,
)
from desktop.formats.received.html import LONGEST_HTML, LONGEST_TEXT, ReadHtml, read_html
from desktop.formats.received.pasted import as_source, pasted_headers
from desktop.formats.received.plain import read_plain

LARGEST_MAIL = 60_000_000
"""Bytes of a file that is still read; servers take mails of 25 to 50 MB."""
MOST_PARTS = 300
MOST_ATTACHMENTS = 100
_LARGEST_LINE = re.compile(rb"[^\n]{1000000}")
_TEXT_KINDS = ("text/plain", "text/html", "text/enriched", "text/watch-html", "text/x-amp-html")
_HTML = re.compile(r"\s*(?:<!--|<!doctype|<html|<meta|<body|<div|<table|<p\b|<a\b)", re.IGNORECASE)


def read_received(data: bytes) -> ReceivedMail:
    """Read a mail from the bytes of a file; `UserError` when it is no mail or too large."""
    if len(data) > LARGEST_MAIL:
        size = round(len(data) / 1_000_000)
        raise UserError(
            ErrorKind.INPUT,
            tr("This file has {size} MB; a mail of more than {most} MB is not read.", size=size, most=60),
            tr("Save the mail without its attachments and open that."),
        )
    source = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n\t ")
    if source.startswith(b"From ") and b"\n" in source:  # the first line of an mbox file
        source = source.partition(b"\n")[2]
    if not source.strip():
        raise UserError(ErrorKind.INPUT, tr("This file is empty."), tr("Open a mail that was saved as .eml."))
    if source.startswith(b"\xd0\xcf\x11\xe0"):
        raise UserError(
            ErrorKind.UNSUPPORTED,
            tr("This is a mail in Outlook's own format (.msg)."),
            tr("Save it as .eml in Outlook, or copy the text and paste it."),
        )
    if b"\x00" in source.partition(b"\n")[0] or not re.match(rb"[!-9;-~]+[ \t]*:", source):
        raise UserError(
            ErrorKind.INPUT,
            tr("This file is not a mail."),
            tr("Open a mail that was saved as .eml, or paste its text."),
        )
    return _from_message(*_parsed(source))


def read_pasted(text: str) -> ReceivedMail:
    """Read a mail from what was pasted: its source, its HTML, or its text as a mail program shows it."""
    if not text.strip():
        raise UserError(ErrorKind.INPUT, tr("There is no text to inspect."), tr("Copy the mail, then paste it here."))
    text = text.removeprefix("\ufeff")
    source = as_source(text)
    if source is not None:
        return read_received(source.encode("utf-8", "replace"))
    if _HTML.match(text):
        return _with_text(ReceivedMail(), read_html(text), [_no_headers()])
    found, body = pasted_headers(text)
    read = read_plain(body)
    return _with_text(found, read, [_no_headers()])


def _no_headers() -> str:
    return tr(
        "Only the text was pasted: what the server found of the sender is not in it. "
        "Save the mail as .eml and open that to have it looked at too."
    )


def _parsed(source: bytes) -> tuple[Message, list[str]]:
    problems: list[str] = []
    try:
        return email.message_from_bytes(source, policy=email.policy.compat32), problems
    except (RecursionError, ValueError, LookupError, AssertionError, TypeError, AttributeError):
        # Parts within parts, deeper than anybody writes: headers and the text as it stands are left.
        problems.append(_odd())
        head, _, body = source.replace(b"\r\n", b"\n").partition(b"\n\n")
        kept = b"\n".join(
            line for line in head[:200_000].split(b"\n") if not line.lower().startswith((b"content-type", b"mime-"))
        )
        message = email.message_from_bytes(kept + b"\nContent-Type: text/plain\n\n" + body[:LONGEST_TEXT])
        return message, problems


class _Parts(msgspec.Struct):
    """What the walk over the parts gathers."""

    html: list[ReadHtml] = []
    plain: list[str] = []
    attachments: list[Attachment] = []
    problems: list[str] = []


def _from_message(message: Message, problems: list[str]) -> ReceivedMail:
    parts = _Parts(problems=problems)
    for number, part in enumerate(_leaves(message)):
        if number >= MOST_PARTS:
            parts.problems.append(tr("It has more than {n} parts; the rest was not read.", n=MOST_PARTS))
            break
        _take(part, parts)
    sender = addresses(raw_header(message, "From")) or addresses(raw_header(message, "Sender"))
    mail = ReceivedMail(
        subject=header(message, "Subject"),
        sender=sender[0] if sender else Address("", ""),
        reply_to=addresses(raw_header(message, "Reply-To")),
        return_path=return_path_of(message),
        to=addresses(raw_header(message, "To")),
        date=date_of(message),
        message_id=header(message, "Message-ID"),
        authentication=authentication_of(message),
        attachments=tuple(parts.attachments[:MOST_ATTACHMENTS]),
        headers=headers_of(message),
    )
    return _with_text(mail, _joined(parts), parts.problems)


def _leaves(message: Message, depth: int = 0) -> Iterator[Message]:
    """The parts that hold no others; an attached mail is one of them, as it is another mail."""
    if message.is_multipart() and message.get_content_maintype() == "multipart" and depth < 100:
        payload = message.get_payload()
        for part in payload if isinstance(payload, list) else ():
            if isinstance(part, Message):
                yield from _leaves(part, depth + 1)
    else:
        yield message


def _take(part: Message, parts: _Parts) -> None:
    kind = part.get_content_type()
    name = _file_name(part)
    attached = str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")
    if kind in {"text/watch-html", "text/x-amp-html"}:
        return  # other forms of what stands beside it
    if kind in _TEXT_KINDS and not attached and not (name and kind != "text/plain"):
        text = _text_of(part, parts)
        if kind == "text/html" or (kind == "text/plain" and _is_page(text)):
            parts.html.append(read_html(text))
        else:
            parts.plain.append(text)
        return
    if kind.startswith("multipart/"):  # too deep, or with none of the parts that it speaks of
        parts.problems.append(_odd())
        parts.plain.append(_bytes_of(part)[:LONGEST_TEXT].decode("utf-8", "replace"))
        return
    if kind.startswith("message/"):
        inner = part.get_payload()
        size = len(bytes(inner[0])) if isinstance(inner, list) and inner and isinstance(inner[0], Message) else 0
        parts.attachments.append(Attachment(name or tr("Attached mail"), kind, size, "message/rfc822"))
        parts.problems.append(tr("A mail is attached to it; save that one and open it by itself to have it inspected."))
        return
    data = _bytes_of(part)
    parts.attachments.append(Attachment(name, kind, len(data), real_kind(data)))


def _odd() -> str:
    return tr("Its parts are not put together as those of a mail; what could be read is shown.")


def _is_page(text: str) -> bool:
    return bool(re.match(r"\s*(?:<!doctype html|<html)", text[:200], re.IGNORECASE))


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename("") or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        name = ""
    return decoded(str(name)).replace("/", "_").strip()[:200]


def _bytes_of(part: Message) -> bytes:
    """The bytes of a part, decoded as far as they can be."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError):
        data = None
    if isinstance(data, bytes):
        return data
    raw = part.get_payload()
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def _text_of(part: Message, parts: _Parts) -> str:
    data = _bytes_of(part)
    if _LARGEST_LINE.search(data) and b"=3D" in data:  # quoted-printable that was not declared
        data = quopri.decodestring(data[:LONGEST_HTML])
    try:
        charset = str(part.get_content_charset("") or "")
    except (ValueError, LookupError, TypeError, AttributeError):
        charset = ""
    text = decoded_bytes(data, charset)
    if charset:
        try:
            "".encode(charset)
        except (LookupError, UnicodeError, ValueError):
            told = charset[:40]
            parts.problems.append(tr("It names a way of writing letters that nobody knows: {charset}.", charset=told))
    return text


def _joined(parts: _Parts) -> ReadHtml:
    """What a reader sees: the HTML where there is some, since mail programs show that, else the plain text."""
    shown = [each for each in parts.html if each.text.strip()]
    if not shown:
        plain = read_plain("\n\n".join(parts.plain))
        blind = parts.html[0] if parts.html else ReadHtml("")
        return msgspec.structs.replace(
            plain,
            hidden=blind.hidden,
            forms=blind.forms,
            secret_fields=blind.secret_fields,
            remote=blind.remote,
            links=(*plain.links, *_flat(blind)),
        )
    text, links = "", []
    for each in shown:
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{each.text}" if text else each.text
        links += [ReceivedLink(link.href, link.start + start, link.end + start) for link in each.links]
    return ReadHtml(
        text,
        " ".join(each.hidden for each in shown if each.hidden),
        tuple(links),
        sum(each.forms for each in shown),
        sum(each.secret_fields for each in shown),
        sum(each.remote for each in shown),
        any(each.cut for each in shown),
    )


def _flat(read: ReadHtml) -> tuple[ReceivedLink, ...]:
    """Links of HTML that shows pictures only: they stand nowhere in the text."""
    return tuple(ReceivedLink(link.href, 0, 0) for link in read.links)


def _with_text(mail: ReceivedMail, read: ReadHtml, problems: list[str]) -> ReceivedMail:
    text, notes = read.text, list(problems)
    if read.cut or len(text) > LONGEST_TEXT:
        notes.append(tr("It is very long; only the beginning was read."))
        text = text[:LONGEST_TEXT]
    links = tuple(link for link in read.links if link.end <= len(text))
    if not text.strip() and not mail.attachments:
        notes.append(tr("There is no text in it that could be read."))
    return msgspec.structs.replace(
        mail,
        text=text,
        hidden=read.hidden[:LONGEST_TEXT],
        links=links,
        forms=read.forms,
        secret_fields=read.secret_fields,
        remote=read.remote,
        problems=tuple(dict.fromkeys(notes)),
    )
