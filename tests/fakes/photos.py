"""Pictures with what cameras and programs write beside them, made where they are needed."""

from __future__ import annotations

import struct
import zlib

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QColorSpace, QImage

PLACE = b"52 deg 5 min 24.8 s N"
"""Where they were taken; nothing else in them is like it."""


def picture(sort: str) -> bytes:
    """A small picture as Qt writes it, with a profile of its colours."""
    image = QImage(48, 32, QImage.Format.Format_RGB32)
    for x in range(48):
        for y in range(32):
            image.setPixelColor(x, y, QColor(x * 5, y * 7, 90))
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.AdobeRgb))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, sort, 90)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def exif(orientation: int = 1) -> bytes:
    """EXIF in the byte order of Intel with an orientation, and a place as text."""
    place = 8 + 2 + 24 + 4
    entries = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0) + struct.pack("<HHII", 0x8825, 2, len(PLACE), place)
    return b"II*\0" + struct.pack("<IH", 8, 2) + entries + struct.pack("<I", 0) + PLACE


def jpeg(orientation: int = 1) -> bytes:
    """A JPEG with a place, XMP, a comment, and a film behind its end, as phones write them."""
    plain = picture("jpg")
    notes = b""
    for marker, content in (
        (0xE1, b"Exif\0\0" + exif(orientation)),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + PLACE),
        (0xED, b"Photoshop 3.0\0" + PLACE),
        (0xE2, b"MPF\0" + PLACE),
        (0xFE, PLACE),
    ):
        notes += bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content
    return plain[:2] + notes + plain[2:] + b"ftypmp42" + PLACE


def png() -> bytes:
    """A PNG with words, EXIF and a time."""
    plain = picture("png")
    notes = b""
    for name, content in ((b"tEXt", b"Comment\0" + PLACE), (b"iTXt", b"XML\0\0\0\0\0" + PLACE), (b"eXIf", exif())):
        notes += struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    return plain[:33] + notes + plain[33:] + PLACE


def webp(orientation: int = 1) -> bytes:
    """A WebP with EXIF and XMP."""
    simple = picture("webp")
    chunks = b"".join(
        name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
        for name, content in ((b"EXIF", exif(orientation)), (b"XMP ", PLACE))
    )
    body = simple[12:]
    if body[:4] == b"VP8X":
        body = body[:8] + bytes([body[8] | 0x0C]) + body[9:]
    else:
        body = b"VP8X" + struct.pack("<IB3x", 10, 0x0C) + struct.pack("<I", 47)[:3] + struct.pack("<I", 31)[:3] + body
    body += chunks
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body
