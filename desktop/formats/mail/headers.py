"""The headers of a mail: who it is from, what it is called, and how one gets no more of them."""

from __future__ import annotations

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

import msgspec

from desktop.core.brand import Brand
from desktop.core.errors import ErrorKind, UserError
from desktop.core.mail import Mail
from desktop.core.words import tr

_BREAKS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}")


class Sender(msgspec.Struct, frozen=True):
    """Who a mail is from, as its mail says it or else the brand."""

    name: str
    address: str
    reply_to: str


def sender_of(mail: Mail, brand: Brand) -> Sender:
    """The sender of a mail."""
    return Sender(
        name=mail.sender or brand.sender or brand.name,
        address=mail.from_address or brand.from_address,
        reply_to=mail.reply_to or brand.reply_to,
    )


def header_address(address: str, name: str = "") -> Address:
    """An address for a header, its domain as ASCII; raises `UserError` (input) for what is no address."""
    local, at, domain = address.strip().rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii") if domain else ""
    except UnicodeError:
        ascii_domain = ""
    if (
        not at
        or not ascii_domain
        or not _LOCAL.fullmatch(local)
        or ".." in local
        or local[0] == "."
        or local[-1] == "."
    ):
        raise UserError(
            ErrorKind.INPUT,
            tr("“{address}” is no mail address.", address=_one_line(address)[:120]),
            tr("An address looks like name@shop.com, without å or é before the @."),
        )
    return Address(_one_line(name), local, ascii_domain)


def set_headers(message: EmailMessage, sender: Sender, subject: str, *, date: datetime, to: str = "") -> None:
    """Who, what and when (RFC 5322); names and subjects in other than ASCII as RFC 2047 has them."""
    message["Subject"] = _one_line(subject)
    if sender.address:
        message["From"] = header_address(sender.address, sender.name)
    if sender.reply_to and sender.reply_to != sender.address:
        message["Reply-To"] = header_address(sender.reply_to)
    if to:
        message["To"] = header_address(to)
    message["Date"] = format_datetime(date)
    domain = sender.address.rpartition("@")[2] or "localhost.invalid"
    try:
        message["Message-ID"] = make_msgid(domain=domain.encode("idna").decode("ascii"))
    except UnicodeError:
        message["Message-ID"] = make_msgid(domain="localhost.invalid")


def set_unsubscribe(message: EmailMessage, page: str, mail_address: str) -> None:
    """How to unsubscribe: a page in one click (RFC 8058) and a mail (RFC 2369)."""
    ways = [way for way in (page if page.startswith("https://") else "", mail_address) if way]
    if not ways:
        return
    message["List-Unsubscribe"] = ", ".join(f"<{way}>" for way in ways)
    if page.startswith("https://"):
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _one_line(text: str) -> str:
    return " ".join(_BREAKS.sub(" ", text).split())
