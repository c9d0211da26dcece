"""What the first bytes of attached files say."""

from __future__ import annotations

import io
import zipfile

import pytest

from desktop.formats.received.files import ending, real_kind


def _packed(*names: str, encrypted: bool = False) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, b"x" * 40)
    data = bytearray(buffer.getvalue())
    if encrypted:
        data[6] |= 1
        data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"MZ\x90", "application/x-msdownload"),
        (b"%PDF-1.7", "application/pdf"),
        (_packed("a.txt"), "application/zip"),
        (_packed("map/factuur.pdf.js"), "application/zip; holds=js"),
        (_packed("a.txt", encrypted=True), "application/zip; encrypted"),
        (_packed("[Content_Types].xml", "word/vbaProject.bin"), "application/vnd.openxmlformats; macros"),
        (b"PK\x03\x04\x14\x00\x01\x00broken", "application/zip; encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"M\x00a\x00c\x00r\x00o\x00s\x00", "application/x-ole; macros"),
        (b"  <!DOCTYPE html><p>", "text/html"),
        (b"<svg xmlns='x'><script>1</script></svg>", "image/svg+xml; script"),
        (b"\0" * 32769 + b"CD001", "application/x-iso9660-image"),
        (b"plain words", ""),
        (b"", ""),
    ],
)
def test_kinds(data: bytes, kind: str) -> None:
    assert real_kind(data) == kind


@pytest.mark.parametrize(
    ("name", "expected"), [("a.PDF", "pdf"), ("b.pdf.exe ", "exe"), ("x\\y.js.", "js"), ("none", ""), ("", "")]
)
def test_endings(name: str, expected: str) -> None:
    assert ending(name) == expected
