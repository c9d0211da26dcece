"""Word documents (.docx) as HTML, with their pictures and footnotes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from xml.parsers.expat import ExpatError

import mammoth
import msgspec

from desktop.core.bare_picture import bare_picture
from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.formats.blog.markdown import OWN_PICTURE
from desktop.formats.mail.pictures import LARGEST, Picture, sort_of

LARGEST_FILE = 60_000_000
"""Bytes of all that is packed in a document, unpacked: a small file can hold gigabytes of nothing."""

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Code'] => pre:separator('\\n')
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='caption'] => p:fresh > em
p[style-name='Caption'] => p:fresh > em
p[style-name='List Continue'] => p:fresh
r[style-name='Inline Code'] => code
r[style-name='HTML Code'] => code
strike => s
u => u
"""


class WordText(msgspec.Struct, frozen=True):
    """The text of a document as HTML, still to be sanitised; pictures have the address `picture:NAME`."""

    html: str
    pictures: tuple[Picture, ...] = ()
    notes: tuple[str, ...] = ()


def read_docx(data: bytes) -> WordText:
    """What stands in a document; pictures that are only linked, or no pictures, are left out with a note.

    Raises `UserError` (input) for what is no Word document, or unpacks to too much.
    """
    _require_bounded(data)
    pictures: dict[str, Picture] = {}
    notes: list[str] = []
    try:
        found = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(_keep(pictures, notes)),
        )
    except (KeyError, ValueError, OSError, ExpatError, zipfile.BadZipFile, RuntimeError, AttributeError) as error:
        raise _no_document() from error
    return WordText(found.value, tuple(pictures.values()), tuple(dict.fromkeys(notes)))


def _keep(pictures: dict[str, Picture], notes: list[str]) -> Callable[[mammoth.images.Image], dict[str, str]]:
    def keep(image: mammoth.images.Image) -> dict[str, str]:
        try:
            with image.open() as file:
                content = file.read(LARGEST + 1)
        except (OSError, KeyError, ValueError):
            content = b""
        sort = sort_of(content) if len(content) <= LARGEST else ""
        if not sort:
            notes.append(tr("A picture could not be taken over: only PNG, JPEG, GIF and WebP of up to 5 MB can."))
            return {"src": ""}
        content = bare_picture(content)
        name = f"{hashlib.sha256(content).hexdigest()[:16]}.{'jpg' if sort == 'jpeg' else sort}"
        pictures[name] = Picture(name, sort, content)
        return {"src": OWN_PICTURE + name}

    return keep


def _require_bounded(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            total = sum(each.file_size for each in file.infolist())
            names = set(file.namelist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise _no_document() from error
    if total > LARGEST_FILE:
        raise UserError(ErrorKind.INPUT, tr("This Word document is too large to be read."))
    if "[Content_Types].xml" not in names:
        raise _no_document()


def _no_document() -> UserError:
    return UserError(
        ErrorKind.INPUT,
        tr("This is not a Word document (.docx)."),
        tr("Save it in Word or LibreOffice as .docx, then try again."),
    )
