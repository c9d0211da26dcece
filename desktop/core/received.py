"""A mail that came in, and what can be said of it. Nothing of it is loaded, run or sent anywhere."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop.core.finding import Severity

RUNS: frozenset[str] = frozenset(
    [
        "exe",
        "scr",
        "com",
        "pif",
        "bat",
        "cmd",
        "msi",
        "msp",
        "cpl",
        "jar",
        "js",
        "jse",
        "vbs",
        "vbe",
        "wsf",
        "wsh",
        "hta",
        "ps1",
        "psm1",
        "lnk",
        "reg",
        "dll",
        "gadget",
        "inf",
        "appx",
        "msix",
        "iso",
        "img",
        "vhd",
        "vhdx",
        "chm",
        "one",
        "url",
        "iqy",
        "xll",
        "apk",
        "dmg",
        "pkg",
        "app",
        "command",
        "desktop",
        "scf",
        "sct",
        "application",
        "jnlp",
        "library-ms",
    ]
)
"""Endings of files that a double click runs, or that mount as a disk with such files on it."""


class Address(msgspec.Struct, frozen=True):
    """A name and an address of a header, as they stand there, decoded; either may be empty."""

    name: str
    address: str


class ReceivedLink(msgspec.Struct, frozen=True):
    """A link: where it opens (`href`), and the code points of the mail's text that show it."""

    href: str
    start: int
    end: int


class Attachment(msgspec.Struct, frozen=True):
    """A file in a mail, never opened; `kind` is its media type as the mail says, `real` what its first bytes say."""

    name: str
    kind: str
    size: int
    real: str = ""


class Authentication(msgspec.Struct, frozen=True):
    """What the receiving server found: `pass`, `fail`, `softfail`, `none`, … or empty where nothing is said.

    Only the topmost `Authentication-Results` counts; `server` is who says so, `dkim_domain` who signed.
    """

    spf: str = ""
    dkim: str = ""
    dmarc: str = ""
    server: str = ""
    dkim_domain: str = ""


class ReceivedMail(msgspec.Struct, frozen=True):
    """A mail as text; `text` is what a reader sees of it, `hidden` what the HTML hides from them.

    `problems` are sentences on what could not be read.
    """

    subject: str = ""
    sender: Address = Address("", "")
    reply_to: tuple[Address, ...] = ()
    return_path: str = ""
    to: tuple[Address, ...] = ()
    date: str = ""
    message_id: str = ""
    authentication: Authentication = Authentication()
    text: str = ""
    hidden: str = ""
    links: tuple[ReceivedLink, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    language: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    forms: int = 0
    secret_fields: int = 0
    remote: int = 0
    problems: tuple[str, ...] = ()


class Place(StrEnum):
    """Where the evidence of a sign stands."""

    TEXT = "text"
    SUBJECT = "subject"
    FROM = "from"
    REPLY_TO = "reply_to"
    RETURN_PATH = "return_path"
    AUTHENTICATION = "authentication"
    ATTACHMENT = "attachment"


class Evidence(msgspec.Struct, frozen=True):
    """Where a sign is seen: code points of the text, the subject or the address; `index` of the attachment."""

    place: Place
    start: int = 0
    end: int = 0
    text: str = ""
    index: int = 0


class Sign(msgspec.Struct, frozen=True):
    """One reason to distrust a mail; `sign` is its id, `message` a sentence, `evidence` the words that show it.

    An error is a strong sign, a warning supports others, an info only tells.
    """

    sign: str
    severity: Severity
    message: str
    detail: str = ""
    evidence: tuple[Evidence, ...] = ()


class MailVerdict(StrEnum):
    """What the signs come to; `CLEAN` is shown as "no signs found" and promises nothing."""

    PHISHING = "phishing"
    SUSPICIOUS = "suspicious"
    CLEAN = "clean"


class Inspection(msgspec.Struct, frozen=True):
    """All that can be said of a received mail; `summary` and `advice` are sentences. `view` is a model's, if asked."""

    mail: ReceivedMail
    verdict: MailVerdict
    signs: tuple[Sign, ...] = ()
    summary: str = ""
    advice: tuple[str, ...] = ()
    view: str = ""
    viewed_by: str = ""
