"""What the first bytes of an attached file say that it is; no attachment is opened or unpacked.

A kind is a media type; `; encrypted` says that a password is needed, `; macros` that a document brings a program, and
`; holds=exe` that an archive lists such a file.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from desktop.core.received import RUNS

_FIRST_BYTES: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
    (b"\xcf\xfa\xed\xfe", "application/x-executable"),
    (b"\xca\xfe\xba\xbe", "application/x-executable"),
    (b"#!", "text/x-script"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "application/x-ms-shortcut"),
    (b"\xe4\x52\x5c\x7b", "application/onenote"),
    (b"%PDF", "application/pdf"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"Rar!", "application/x-rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"MSCF", "application/vnd.ms-cab-compressed"),
    (b"ITSF", "application/x-chm"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_MACROS = (
    b"_\x00V\x00B\x00A\x00_\x00P\x00R\x00O\x00J\x00E\x00C\x00T",
    b"V\x00B\x00A\x00",
    b"M\x00a\x00c\x00r\x00o\x00s",
)
_ISO_MARK, _ISO_PLACE = b"CD001", 32769
_MOST_NAMES = 1000


def real_kind(data: bytes) -> str:
    """The kind of a file by its bytes; empty where they say nothing."""
    if data.startswith(_ZIP):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return "application/x-ole; macros" if any(mark in data for mark in _MACROS) else "application/x-ole"
    for mark, kind in _FIRST_BYTES:
        if data.startswith(mark):
            return kind
    if data[_ISO_PLACE : _ISO_PLACE + len(_ISO_MARK)] == _ISO_MARK:
        return "application/x-iso9660-image"
    start = data[:2000].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<script", b"<head", b"<body")):
        return "text/html"
    if start.startswith(b"<svg") or (start.startswith(b"<?xml") and b"<svg" in start):
        return "image/svg+xml; script" if b"<script" in data[:200_000].lower() else "image/svg+xml"
    return ""


def _zip_kind(data: bytes) -> str:
    """An archive or a modern office document, by the list of its files; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()[:_MOST_NAMES]
    except (
        zipfile.BadZipFile,
        ValueError,
        OSError,
        EOFError,
        RuntimeError,
    ):  # also for ways of packing it does not know
        encrypted = len(data) > 6 and data[6] & 1
        return "application/zip; encrypted" if encrypted else "application/zip"
    names = [info.filename.lower() for info in infos]
    kind = "application/zip"
    if "[content_types].xml" in names:
        kind = "application/vnd.openxmlformats"
        if any(name.endswith("vbaproject.bin") for name in names):
            kind += "; macros"
    if any(info.flag_bits & 1 for info in infos):
        kind += "; encrypted"
    runs = sorted({ending(name) for name in names} & RUNS)
    return f"{kind}; holds={runs[0]}" if runs else kind


def ending(name: str) -> str:
    """The last ending of a file's name, in lower case and without the dot."""
    return PurePosixPath(name.strip().rstrip(". ").replace("\\", "/")).suffix.lower().lstrip(".")
