"""The headers of a mail, whatever stands in them: decoded, cut to a length that can be read, never raising.

The standard library's structured headers (`policy.default`) end in a `RecursionError` at 5,000 brackets and need two
seconds for 20 KB of `<`, so that names and addresses are read from the raw text here.
"""

from __future__ import annotations

import binascii
import re
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime

from desktop.core.received import Address, Authentication

MOST_HEADERS = 200
LONGEST_HEADER = 4000
MOST_ADDRESSES = 100

_SPACES = re.compile(r"\s+")
_COMMENT = re.compile(r"\([^()]*\)")
_RESULT = re.compile(r"(?:^|[;\s])(?P<method>spf|dkim|dmarc)\s*=\s*(?P<result>[a-z]+)", re.IGNORECASE)
_SIGNED_BY = re.compile(r"header\.(?:d|i)\s*=\s*\"?[^@\s;\"]*@?(?P<domain>[\w.-]+)", re.IGNORECASE)
_SPF = re.compile(r"\s*(?P<result>pass|fail|softfail|neutral|none|temperror|permerror)\b", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def headers_of(message: Message) -> tuple[tuple[str, str], ...]:
    """The headers as they stand, in order, each decoded and cut."""
    found: list[tuple[str, str]] = []
    for name, value in message.raw_items():
        found.append((str(name), decoded(str(value))))
        if len(found) >= MOST_HEADERS:
            break
    return tuple(found)


def decoded(value: str) -> str:
    """A header's text without its line breaks and codings (RFC 2047); what cannot be decoded stays as it is."""
    text = _SPACES.sub(" ", repaired(value[:LONGEST_HEADER])).strip()
    if "=?" not in text:
        return text
    try:
        pieces = decode_header(text)
    except (ValueError, binascii.Error, LookupError):
        return text
    return _SPACES.sub(" ", "".join(_piece(piece, charset) for piece, charset in pieces)).strip()


def _piece(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    return decoded_bytes(piece, charset or "")


def decoded_bytes(data: bytes, charset: str) -> str:
    """Bytes as text: as they say that they are coded, else UTF-8, else Windows' western letters."""
    if charset.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "", "unknown-8bit"}:
        order = ["utf-8", "cp1252"]  # what bears these names is one of the two
    else:
        order = [charset, "utf-8", "cp1252"]
    for each in order:
        try:
            return _CONTROLS.sub("", data.decode(each))
        except (LookupError, UnicodeError, ValueError):
            continue
    return _CONTROLS.sub("", data.decode("latin-1"))


def repaired(text: str) -> str:
    """Text that the parser kept as surrogates, since its bytes were not ASCII."""
    if not any("\udc80" <= char <= "\udcff" for char in text):
        return text
    return decoded_bytes(text.encode("utf-8", "surrogateescape"), "")


def header(message: Message, name: str) -> str:
    """The first header of this name, decoded; empty where there is none."""
    wanted = name.lower()
    for key, value in message.raw_items():
        if str(key).lower() == wanted:
            return decoded(str(value))
    return ""


def raw_header(message: Message, name: str) -> str:
    """The first header of this name, cut, with its coded words."""
    wanted = name.lower()
    for key, value in message.raw_items():
        if str(key).lower() == wanted:
            return _SPACES.sub(" ", repaired(str(value)[:LONGEST_HEADER])).strip()
    return ""


def addresses(raw: str) -> tuple[Address, ...]:
    """The names and addresses of a header, by walking it once; what bears no address is a name."""
    found: list[Address] = []
    for part in _parts(raw):
        address = _address(part)
        if address.name or address.address:
            found.append(address)
        if len(found) >= MOST_ADDRESSES:
            break
    return tuple(found)


def _parts(raw: str) -> list[str]:
    """What stands between commas that are neither quoted nor in brackets."""
    parts, start, quoted, depth = [], 0, False, 0
    for place, char in enumerate(raw):
        if char == '"' and raw[place - 1 : place] != "\\":
            quoted = not quoted
        elif not quoted and char in "<(":
            depth += 1
        elif not quoted and char in ">)":
            depth = max(0, depth - 1)
        elif char in ",;" and not quoted and depth == 0:
            parts.append(raw[start:place])
            start = place + 1
    parts.append(raw[start:])
    if quoted and len(parts) == 1 and '"' in raw:  # a quote that nobody closed
        return raw.replace('"', "").split(",")
    return parts


def _address(part: str) -> Address:
    text = part.strip()
    opened = text.rfind("<")
    if opened >= 0:
        name = text[:opened]
        address = text[opened + 1 :].partition(">")[0]
    else:
        bare = _COMMENT.sub(" ", text).strip()
        comment = _COMMENT.search(text)
        if "@" not in bare:
            return Address(_unquoted(text), "")
        name, address = (comment[0][1:-1] if comment else ""), bare.split()[-1]
    return Address(_unquoted(name), decoded(address).strip().strip('"'))


def _unquoted(name: str) -> str:
    text = name.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    return decoded(text.replace('\\"', '"').replace("\\\\", "\\")).strip().strip('"').strip()


def authentication_of(message: Message) -> Authentication:
    """What the server that took the mail in says: the topmost `Authentication-Results`, else `Received-SPF`.

    Those below it may have been written by the sender.
    """
    raw = raw_header(message, "Authentication-Results")
    if not raw:
        found = _SPF.match(raw_header(message, "Received-SPF"))
        return Authentication(spf=found["result"].lower()) if found else Authentication()
    server, _, rest = raw.partition(";")
    server = server.split()[0] if server.split() else ""
    results: dict[str, str] = {}
    signer = ""
    for part in _COMMENT.sub(" ", rest).split(";"):
        method = _RESULT.search(part)
        if method is None:
            continue
        name, result = method["method"].lower(), method["result"].lower()
        by = _SIGNED_BY.search(part)
        if name == "dkim" and results.get(name) == "pass":
            continue  # one good signature is enough
        if name == "dkim" and by is not None:
            signer = by["domain"].lower().strip(".")
        results[name] = result
    return Authentication(
        results.get("spf", ""), results.get("dkim", ""), results.get("dmarc", ""), server.lower(), signer
    )


def return_path_of(message: Message) -> str:
    """The address to which errors go; `<>` of an automatic answer is empty."""
    raw = raw_header(message, "Return-Path")
    found = addresses(raw) if raw else ()
    return found[0].address or found[0].name if found else ""


def date_of(message: Message) -> str:
    """The date as ISO 8601 (`2026-11-22T14:32:00+01:00`), or as it stands where it is none."""
    raw = header(message, "Date")
    try:
        return parsedate_to_datetime(raw).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return raw
