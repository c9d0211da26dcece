"""Addresses of model servers, as people type them and as they are kept."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

from desktop.core.errors import ErrorKind, UserError
from desktop.core.provider import Protocol, is_loopback
from desktop.core.words import tr
from desktop.engine.redaction import redact_shapes
from desktop.engine.route import request_base

_LIST = re.compile(r"/(models|responses)$")
_UNFIT = re.compile(r"[\s\x00-\x1f\x7f\\<>\"`]")
_ROOTED = frozenset({Protocol.ANTHROPIC, Protocol.OLLAMA})
"""Protocols whose addresses end where those of their servers do."""

_PLACE = re.compile(r"\{(\w+)\}")
_LONGEST = 1000


def clean_address(typed: str, protocol: Protocol) -> str:
    """The address as it is kept: with a scheme, and up to where the paths of the protocol begin.

    Without a scheme it is `http` on this computer and `https` elsewhere. Raises `UserError` for what is no address,
    is not filled in, or holds a password or a key.
    """
    text = typed.strip()
    if place := _PLACE.search(text):
        raise UserError(
            ErrorKind.INPUT,
            tr("The address is not complete: {part} stands for a word of yours.", part=place[0]),
            tr("Put that word in its place: {address}", address=redact_shapes(text)[:200]),
        )
    if not text or len(text) > _LONGEST or _UNFIT.search(text):
        raise _no_address(text)
    parts = _parts(text)
    if parts.username is not None or parts.password is not None:
        raise UserError(
            ErrorKind.INPUT,
            tr("The address holds a name or a password."),
            tr("Leave out what stands before the @; a key is typed in its own field."),
        )
    if parts.query or parts.fragment:
        raise UserError(
            ErrorKind.INPUT,
            tr("The address goes on after a ? or a #."),
            tr("Leave that part out; a key is typed in its own field."),
        )
    path = _LIST.sub("", re.sub(r"/{2,}", "/", parts.path).rstrip("/"))
    address = request_base(protocol, urlunsplit((parts.scheme, parts.netloc.lower(), path, "", "")))
    return f"{address}/v1" if not urlsplit(address).path and protocol not in _ROOTED else address


def warning_of(address: str) -> str:
    """What is to be known of an address before it is used: that what goes there can be read on the way. Else empty."""
    if urlsplit(address).scheme == "http" and not is_loopback(address):
        return tr(
            "This address begins with http:// and is not on this computer: "
            "your text and your key can be read by others on the way."
        )
    return ""


def _parts(text: str) -> SplitResult:
    try:
        if "://" not in text:
            text = f"{'http' if is_loopback(f'http://{text}') else 'https'}://{text}"
        parts = urlsplit(text)
        port = parts.port  # reading it checks it
    except ValueError:
        raise _no_address(text) from None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or port == 0:
        raise _no_address(text)
    return parts._replace(scheme=parts.scheme.lower())


def _no_address(text: str) -> UserError:
    return UserError(
        ErrorKind.INPUT,
        tr("This is no address of a server: {address}", address=redact_shapes(text)[:200]),
        tr("An address looks like https://api.example.com/v1 or http://localhost:1234."),
    )
