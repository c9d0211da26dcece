"""How a mail's parts are encoded on their way, and how large that makes them."""

from __future__ import annotations

from base64 import b64encode
from quopri import encodestring
from typing import Literal

from desktop.core.mail import MailSize, RenderedMail
from desktop.formats.mail.flowed import flowed
from desktop.formats.mail.pictures import Picture

Encoding = Literal["quoted-printable", "base64"]

_LINE = 76
_HEADERS = 1400
"""Bytes of the headers of a message and its parts, about; the receiver's servers add as much again."""
_PICTURE_HEADERS = 220


def encoding_for(text: str) -> Encoding:
    """The encoding that is shorter: letters of most alphabets but the Latin one take nine bytes in the first."""
    content = text.encode()
    beyond = sum(byte > 126 or byte == 61 for byte in content)
    return "quoted-printable" if 2 * beyond < len(content) / 3 else "base64"


def encoded_size(text: str) -> int:
    """The bytes of a text part as it travels, with its line ends."""
    content = text.rstrip("\n").replace("\n", "\r\n").encode() + b"\r\n"
    if encoding_for(text) == "base64":
        return _as_lines(len(b64encode(content)))
    encoded = encodestring(content.replace(b"\r\n", b"\n"))
    return len(encoded) + encoded.count(b"\n")


def size_of(rendered: RenderedMail, pictures: tuple[Picture, ...]) -> MailSize:
    """The sizes of a mail whose HTML brings its pictures in parts of their own."""
    encoded = encoded_size(rendered.html)
    parts = sum(_as_lines((len(each.content) + 2) // 3 * 4) + _PICTURE_HEADERS for each in pictures)
    return MailSize(
        html=len(rendered.html.encode()),
        encoded=encoded,
        whole=_HEADERS + encoded + encoded_size(flowed(rendered.text)) + parts,
    )


def _as_lines(characters: int) -> int:
    """Characters cut into lines, with two bytes at the end of each."""
    return characters + 2 * -(-characters // _LINE)
