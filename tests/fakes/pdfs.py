"""PDF documents for tests: pages with lines of words, without words, locked, and hostile ones."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter


def pdf_of(*pages: Sequence[str], author: str = "") -> bytes:
    """A document with a page for each of these lists of lines; an empty list is a page without words."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids: list[int] = []
    for lines in pages:
        drawn = " ".join(f"({escaped(line)}) Tj 0 -14 Td" for line in lines)
        content = f"BT /F1 11 Tf 60 760 Td {drawn} ET".encode("latin-1") if lines else b"0 0 10 10 re f"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % each for each in kids))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(assembled(objects))))
    if author:
        writer.add_metadata({"/Author": author, "/Title": "Microsoft Word - Document1"})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def locked(data: bytes, password: str, *, for_owner: bool = False) -> bytes:
    """The document locked with a password, or only against changes by others than its owner."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("" if for_owner else password, owner_password=password, algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def bomb(size: int) -> bytes:
    """A document of a few hundred KB whose one page unpacks to `size` bytes."""
    packed = zlib.compress(b" " * size, 9)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
            stream,
        ]
    )


def circular() -> bytes:
    """A document whose tree of pages leads back to itself."""
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 9 /Kids [3 0 R] >>",
            b"<< /Type /Pages /Count 9 /Parent 2 0 R /Kids [2 0 R] >>",
        ]
    )


def assembled(objects: Sequence[bytes]) -> bytes:
    """A document of these objects, numbered from 1."""
    parts = [b"%PDF-1.4\n"]
    places: list[int] = []
    for number, each in enumerate(objects, 1):
        places.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    start = sum(map(len, parts))
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, table))
    parts.append(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start))
    return b"".join(parts)


def escaped(line: str) -> str:
    """The line as a string of a PDF holds it."""
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
