"""What somebody pasted of a mail: its source, or its text below the lines that mail programs put above a copied one."""

from __future__ import annotations

import re

from desktop.core.received import Address, ReceivedMail
from desktop.formats.received.headers import addresses

_SOURCE_LINE = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]{1,60}):(?: |\t|$)")
_TELLING = frozenset(
    [
        "received",
        "return-path",
        "delivered-to",
        "message-id",
        "mime-version",
        "content-type",
        "authentication-results",
        "dkim-signature",
    ]
)
_LABELS = {
    "from": ("from", "van", "från", "afzender", "avsändare", "sender"),
    "to": ("to", "aan", "till"),
    "subject": ("subject", "onderwerp", "ämne", "re"),
    "date": ("date", "sent", "datum", "verzonden", "skickat", "verstuurd"),
    "reply_to": ("reply-to", "antwoord aan", "svara till", "beantwoorden"),
}
_LABEL_OF = {label: part for part, labels in _LABELS.items() for label in labels}
_LINE = re.compile(rf"[ \t>*]*(?P<label>{'|'.join(_LABEL_OF)})\*?[ \t]*:[ \t*]*(?P<value>.*)", re.IGNORECASE)
_HEAD_LINES = 14


def as_source(text: str) -> str | None:
    """The text as the source of a mail, from its first header on; `None` when it is none."""
    lines = text.lstrip().split("\n")
    names: set[str] = set()
    for line in lines[:200]:
        if not line.strip():
            break
        if line[:1] in " \t":
            continue
        found = _SOURCE_LINE.match(line)
        if found is None:
            return None
        names.add(found["name"].lower())
    if names & _TELLING or {"from", "to", "subject"} <= names or {"from", "subject", "date"} <= names:
        return text.lstrip()
    return None


def pasted_headers(text: str) -> tuple[ReceivedMail, str]:
    """What the lines above a copied mail say of it, and the text below them."""
    lines = text.strip("\n").split("\n")
    found: dict[str, str] = {}
    last = -1
    for number, line in enumerate(lines[:_HEAD_LINES]):
        match = _LINE.fullmatch(line.rstrip("\r"))
        if match is not None:
            part = _LABEL_OF[match["label"].lower()]
            found.setdefault(part, match["value"].strip())
            last = number
        elif line.strip() and last >= 0:
            break
    if not found or ("from" not in found and "subject" not in found):
        return ReceivedMail(), text
    sender = addresses(found.get("from", "").replace("[mailto:", "<").replace("]", ">"))
    mail = ReceivedMail(
        subject=found.get("subject", ""),
        sender=sender[0] if sender else Address("", ""),
        reply_to=addresses(found.get("reply_to", "")),
        to=addresses(found.get("to", "")),
        date=found.get("date", ""),
    )
    return mail, "\n".join(lines[last + 1 :]).strip("\n")
