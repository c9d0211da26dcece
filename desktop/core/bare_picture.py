"""Pictures without what cameras and programs write beside them: places, times, names, thumbnails, words.

The picture itself stays to the byte, with its colours (ICC) and the way up that its camera noted.
"""

from __future__ import annotations

import re
import struct
import zlib

_MARKER = re.compile(rb"\xff+([^\x00\xff])")
_AFTER_SCAN = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_SOI, _EOI, _SOS, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_APPS = range(0xE0, 0xF0)
_KEPT_APPS: dict[int, bytes] = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_EXIF_APP, _EXIF = 0xE1, b"Exif\0\0"
_ORIENTATION = 0x0112
_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = {
    *(b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI", b"sBIT", b"bKGD", b"hIST", b"tRNS", b"pHYs"),
    *(b"acTL", b"fcTL", b"fdAT"),
}
_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04


def bare_picture(data: bytes) -> bytes:
    """A JPEG, PNG or WebP without its notes (EXIF with places, XMP, IPTC, comments, text) and what follows its end.

    Of the EXIF only the orientation stays, where it is not the usual one. What is none of these, or so broken that
    nothing shows it, is given back as it is.
    """
    if data.startswith(b"\xff\xd8\xff"):
        return _bare_jpeg(data)
    if data.startswith(_PNG):
        return _bare_png(data)
    return _bare_webp(data) if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else data


def _bare_jpeg(data: bytes) -> bytes:
    kept = [data[:2]]
    place, scanned = 2, False
    while found := (_AFTER_SCAN if scanned else _MARKER).search(data, place):
        if scanned:
            kept.append(data[place : found.start()])
            scanned = False
        marker = found[1][0]
        if marker == _EOI:
            return b"".join([*kept, b"\xff\xd9"])
        length = int.from_bytes(data[found.end() : found.end() + 2], "big")
        end = found.end() + length
        if length < 2 or end > len(data):
            break
        kept.append(_segment(marker, data[found.end() + 2 : end]))
        place, scanned = end, marker == _SOS
    if not any(each[:2] == b"\xff\xda" for each in kept):
        return data  # no picture began: there is nothing that anyone could show
    return b"".join([*kept, data[place:]] if scanned else kept)


def _segment(marker: int, content: bytes) -> bytes:
    """A segment of a JPEG, as it is, as little of it as is needed, or none of it."""
    if marker == _EXIF_APP:
        turned = _orientation(content[len(_EXIF) :]) if content.startswith(_EXIF) else 1
        content = _EXIF + _small_exif(turned) if turned != 1 else b""
    elif marker in _APPS and not (marker in _KEPT_APPS and content.startswith(_KEPT_APPS[marker])):
        content = b""
    elif marker == 0xE0:
        content = content[:12] + b"\0\0"  # without the thumbnail
    if not content or marker == _COMMENT:
        return b""
    return b"\xff" + bytes([marker]) + (len(content) + 2).to_bytes(2, "big") + content


def _bare_png(data: bytes) -> bytes:
    if data[12:16] != b"IHDR":
        return data
    kept, place = [_PNG], len(_PNG)
    while place + 8 <= len(data):
        length, name = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        whole = data[place : place + 12 + length]
        place += 12 + length
        if name == b"eXIf":
            turned = _orientation(whole[8:-4])
            whole = _chunk(name, _small_exif(turned)) if turned != 1 else b""
        elif not name[:1].isupper() and name not in _KEPT_CHUNKS:
            whole = b""
        kept.append(whole)
        if name == b"IEND":
            break
    return b"".join(kept)


def _chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")


def _bare_webp(data: bytes) -> bytes:
    kept: list[bytes] = []
    exif = b""
    end, place = min(8 + int.from_bytes(data[4:8], "little"), len(data)), 12
    while place + 8 <= end:
        name, length = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        if not name.isascii() or not name.decode("ascii").isprintable():
            return data
        content = data[place + 8 : place + 8 + length]
        place += 8 + length + length % 2
        if name == b"EXIF":
            turned = _orientation(content.removeprefix(_EXIF))
            exif = _small_exif(turned) if turned != 1 else b""
        elif name in _WEBP_KEPT:
            kept.append(name + length.to_bytes(4, "little") + content + b"\0" * (length % 2))
    if exif:
        kept.append(b"EXIF" + len(exif).to_bytes(4, "little") + exif)
    if kept and kept[0][:4] == b"VP8X" and len(kept[0]) > 8:
        flags = kept[0][8] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if exif else 0)
        kept[0] = kept[0][:8] + bytes([flags]) + kept[0][9:]
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _orientation(tiff: bytes) -> int:
    """The way up that EXIF notes, 1 to 8; 1 (as it is) where it notes none or cannot be read."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return 1
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for at in range(first + 2, first + 2 + 12 * count, 12):
            tag, sort, _number, value = struct.unpack_from(f"{order}HHIH", tiff, at)
            if tag == _ORIENTATION:
                return int(value) if sort == 3 and 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _small_exif(turned: int) -> bytes:
    """EXIF that notes the way up and nothing else; 26 bytes."""
    return struct.pack(">4sIHHHIHHI", b"MM\0*", 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)
