"""A mail as it was sent (`.eml`): who it is from, its page or its text, and the pictures it brings with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr

import msgspec

from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr, trn

MOST_PARTS, DEEPEST = 300, 40
"""Parts of one mail, and how deep they may lie in each other; real mails have a dozen, three deep."""

_NESTED = re.compile(rb"^content-type:\s*(?:multipart/|message/rfc822)", re.IGNORECASE | re.MULTILINE)
_HEADED = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_BROKEN = (ValueError, LookupError, AttributeError, TypeError, MessageError)
"""What the standard library raises on headers that nobody should write."""
_FLOWED = re.compile(r"\bformat\s*=\s*\"?flowed", re.IGNORECASE)


class SentMail(msgspec.Struct):
    """What is read of a mail; `html` is empty when it has no page. `pictures` are its parts by their ids."""

    subject: str = ""
    sender: str = ""
    address: str = ""
    reply_to: str = ""
    language: str = ""
    html: str = ""
    text: str = ""
    pictures: dict[str, bytes] = {}
    notes: list[str] = []


def read_eml(data: bytes) -> SentMail:
    """Read a mail; parts in an unknown character set are read as well as they can be, and the notes say so.

    Raises `UserError` (input) for what is no mail, has too many parts, or has them too deep in each other.
    """
    if len(_NESTED.findall(data)) > DEEPEST:
        raise _too_nested()
    if len(_HEADED.findall(data)) > MOST_PARTS:
        raise _too_many()
    try:
        message = message_from_bytes(data, policy=policy.default)
        parts = list(_parts(message))
    except RecursionError:
        raise _too_nested() from None
    name, address = _address(message, "from")
    _, reply_to = _address(message, "reply-to")
    mail = SentMail(
        _header(message, "subject"), name, address, reply_to, _header(message, "content-language")[:2].lower()
    )
    attached = 0
    for part in parts:
        attached += _take(mail, part)
    if attached:
        mail.notes.append(trn("{n} attachment was left out.", "{n} attachments were left out.", attached))
    if not (mail.html or mail.text.strip()):
        raise UserError(
            ErrorKind.INPUT,
            tr("This mail has no text that can be edited."),
            tr("It may be encrypted, or be nothing but an attachment."),
        )
    return mail


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Every part that holds something, in order."""
    for count, part in enumerate(message.walk()):
        if count >= MOST_PARTS:
            raise _too_many()
        if not part.is_multipart():
            yield part


def _take(mail: SentMail, part: EmailMessage) -> bool:
    """Take from a part what can be used; whether it is an attachment that is left out."""
    try:
        kind, disposition = part.get_content_type(), part.get_content_disposition()
        content_id, name = str(part.get("content-id", "")), part.get_filename() or ""
    except _BROKEN:
        return True
    if kind in {"text/html", "text/plain"} and disposition != "attachment":
        mail.language = mail.language or _header(part, "content-language")[:2].lower()
        text = _text(mail, part)
        if kind == "text/html" and not mail.html:
            mail.html = text
        elif kind == "text/plain" and not mail.text:
            mail.text = _unflowed(text) if _FLOWED.search(str(part.get("content-type", ""))) else text
        return False
    if kind.startswith("image/") and (content_id or name):
        data = _bytes(part)
        for each in (content_id, name):
            if each:
                mail.pictures[each] = data
        return disposition == "attachment" and not content_id
    return kind != "application/pgp-signature"


def _bytes(part: EmailMessage) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except _BROKEN:
        return b""
    return data if isinstance(data, bytes) else b""


def _text(mail: SentMail, part: EmailMessage) -> str:
    """The words of a part: as it says, else as UTF-8, else as Windows writes them."""
    data = _bytes(part)
    try:
        said = str(part.get_content_charset() or "utf-8")
    except _BROKEN:
        said = "utf-8"
    for charset in (said, "utf-8", "cp1252"):
        try:
            text = data.decode(charset)
        except (LookupError, UnicodeError, ValueError):
            continue
        if charset != said:
            mail.notes.append(
                tr("A part is not written in {said}, as it says. It was read as {charset}: look at its letters.",
                   said=said[:40], charset=charset)
            )  # fmt: skip
        return text
    mail.notes.append(tr("A part has letters that cannot be read; they are marked with {sign}.", sign="\ufffd"))
    return data.decode("utf-8", "replace")


def _unflowed(text: str) -> str:
    """Lines that were broken for sending (RFC 3676) as the paragraphs they were."""
    done: list[str] = []
    going_on = False
    for raw in text.replace("\r\n", "\n").split("\n"):
        line = raw.removeprefix(" ")
        if going_on and done:
            done[-1] += line
        else:
            done.append(line)
        going_on = line.endswith(" ") and line != "-- "
    return "\n".join(line.rstrip() for line in done)


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = str(message.get(name, ""))
    except _BROKEN:
        value = next((str(raw) for key, raw in message.raw_items() if key.lower() == name), "")
    return " ".join(value.replace("\ufffd", "").split())


def _address(message: EmailMessage, name: str) -> tuple[str, str]:
    """Name and address of the first of those in a header."""
    try:
        header = message.get(name)
        found = getattr(header, "addresses", ())
        if found:
            return found[0].display_name, found[0].addr_spec
    except _BROKEN:
        pass
    return parseaddr(_header(message, name))


def _too_many() -> UserError:
    return UserError(
        ErrorKind.INPUT,
        tr("This mail has more than {count} parts.", count=MOST_PARTS),
        tr("Open it in your mail program, and copy what you need."),
    )


def _too_nested() -> UserError:
    return UserError(
        ErrorKind.INPUT,
        tr("The parts of this mail lie too deep in each other."),
        tr("Open it in your mail program, and copy what you need."),
    )
