"""The simple preview: the words and pictures of a mail, drawn by the window itself, which loads nothing."""

from __future__ import annotations

import base64
import binascii
import re
from typing import cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QImageReader, QPalette, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.tokens import DARK, LIGHT, Space, Type

LONGEST = 600_000
"""Characters without the pictures; a larger page would hold the window up."""
_MOST_PIXELS = 12_000_000
_WIDEST = 1200
_DATA = re.compile(r"^data:image/(?:png|jpeg|jpg|gif|webp);base64,", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/[a-z+]+;base64,[A-Za-z0-9+/=\s]+", re.IGNORECASE)
_HIDDEN = re.compile(
    r"<(style|script|title|xml)\b.*?</\1\s*>|<!--.*?-->|<head\b.*?</head\s*>", re.IGNORECASE | re.DOTALL
)
_PREHEADER = re.compile(
    r"<(div|span|td|p)\b[^<>]*\bdisplay\s*:\s*none[^<>]*>[^<]*(?:<br[^<>]*>[^<]*)*</\1\s*>", re.IGNORECASE
)
_NO_LETTERS = re.compile(
    r"font-size\s*:\s*0*(?:\.0+)?(?:px|em|pt|rem|%)?\s*(?=[;\"'])|font\s*:\s*0[^;\"']*", re.IGNORECASE
)
"""Letters of no size, of which Qt complains."""
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")
_ATTRIBUTE_STYLE = re.compile(r"([a-z-]+)\s*:\s*([^;]+)", re.IGNORECASE)
_LAID_OUT = frozenset({"table", "tr", "td", "th", "center", "section"})
_DROPPED = frozenset({"tbody", "thead", "tfoot", "col", "colgroup", "meta", "link", "html", "body", "o:p"})
_KEPT = frozenset({"href", "src", "alt", "align", "dir", "lang"})
_STYLES = frozenset({"text-align", "font-weight", "font-style", "font-size", "color", "text-decoration"})


class SimplePreview(QTextBrowser):
    """Shows HTML as far as Qt can; nothing is loaded, neither from the net nor from the disk, and no link opens.

    Pictures come from the mail itself only (`data:`). It breaks the layouts of real mails, and says that it is simple.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", "true")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(tr("Simple preview"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(Space.M)
        self._pictures: dict[str, QImage] = {}

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture that the mail brings with it; of everything else, nothing."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self._pictures.get(QUrl(name).toString())
        return cast("object", None)

    def show_html(self, html: str, *, dark: bool = False) -> None:
        """Show a page, on a light or a dark ground."""
        self._set_ground(dark=dark)
        self._pictures = {}
        width = max(120, self.viewport().width() - 2 * Space.M)

        def named(found: re.Match[str]) -> str:
            image = picture_of(found[0])
            if image is None:
                return ""
            name = f"mail:{len(self._pictures)}"
            if image.width() > width:
                image = image.scaledToWidth(width)
            self._pictures[name] = image
            return name

        plain = _PREHEADER.sub("", _HIDDEN.sub("", _PICTURE.sub(named, html)))
        plain = _simplified(_NO_LETTERS.sub("", plain))
        if len(plain) > LONGEST:
            self.setPlainText(tr("This mail is too large for the simple preview."))
            return
        self.setHtml(plain)

    def show_text(self, text: str, *, dark: bool = False) -> None:
        """Show the text part, in letters of one width as many clients show it."""
        self._set_ground(dark=dark)
        self._pictures = {}
        self.setPlainText(text[:LONGEST])

    def _set_ground(self, *, dark: bool) -> None:
        of = DARK if dark else LIGHT
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Text, QColor(of.text_1))
        palette.setColor(QPalette.ColorRole.Link, QColor(of.accent))
        self.setPalette(palette)
        self.setProperty("paper", "dark" if dark else "light")
        self.style().unpolish(self)
        self.style().polish(self)
        self.document().setDefaultFont(theme.font(Type.BASE))


def _simplified(html: str) -> str:
    """The page without its tables: Qt takes their widths at their word, and what is beside becomes what is below."""
    return _TAG.sub(_simple_tag, html)


def _simple_tag(found: re.Match[str]) -> str:
    slash, tag = found[1], found[2].lower()
    if tag in _DROPPED:
        return ""
    tag = "div" if tag in _LAID_OUT else tag
    if slash:
        return f"</{tag}>"
    kept = [f'{name}="{value}"' for name, value in _attributes(found[3]) if name in _KEPT]
    styles = dict(_ATTRIBUTE_STYLE.findall(next((v for n, v in _attributes(found[3]) if n == "style"), "")))
    wanted = _STYLES | {"background-color"} if tag == "a" else _STYLES
    if tag == "a" and "background" in styles:
        styles["background-color"] = styles["background"]
    style = ";".join(f"{name}:{value}" for name, value in styles.items() if name in wanted)
    return " ".join([f"<{tag}", *kept, *([f'style="{style}"'] if style else [])]) + ">"


def _attributes(text: str) -> list[tuple[str, str]]:
    return [(name.lower(), value.strip("\"'").replace('"', "'")) for name, value in _ATTRIBUTE.findall(text)]


def picture_of(address: str) -> QImage | None:
    """The picture in a `data:` address; none when it is no picture, or one that would take all memory."""
    found = _DATA.match(address)
    if found is None:
        return None
    try:
        data = base64.b64decode("".join(address[found.end() :].split()), validate=True)
    except (ValueError, binascii.Error):
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
        return None
    image = reader.read()
    if image.isNull():
        return None
    return image.scaledToWidth(_WIDEST) if image.width() > _WIDEST else image
