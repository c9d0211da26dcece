"""A post as PDF, in a process of its own: laying out a long text would hold the window up, in whatever thread it runs.

`python -m desktop.runtime.post_printing` reads one `PrintPost` from standard input, writes the file, and answers with
one `Printed` on standard output.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import msgspec
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QGuiApplication,
    QImage,
    QImageReader,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
)

from desktop.core.errors import CopydeskError
from desktop.core.words import set_language
from desktop.runtime.print_messages import Printed, PrintPost

_MARGINS_MM = QMarginsF(24, 22, 24, 24)
_DPI, _CSS_DPI = 600, 96
_WIDEST, _HIGHEST = 612, 560
_MOST_PIXELS = 60_000_000
_SHARPEST = 1_600
_BODY_PT, _FOOT_PT = 10.5, 8.5
_FOOT_MM = 11
_LARGEST_KEPT = 0.4
"""Of a page: a longer table may go over its end."""
_FAMILIES = ("Inter", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", "Arial")
_PICTURE = re.compile(r'<img src="picture:([\w.-]+)"[^>]*>')
_IMAGE_CHARACTER = "\ufffc"


class _Paper(QTextDocument):
    """A text that loads pictures of one folder, and nothing else."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__()
        self._folder = folder

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        address = QUrl(name).toString()
        if kind != QTextDocument.ResourceType.ImageResource.value or not address.startswith("picture:"):
            return None
        return self.picture(address.removeprefix("picture:"))

    def picture(self, name: str) -> QImage | None:
        """A picture of the folder; none when there is none of this name, or it would take all memory."""
        if self._folder is None or Path(name).name != name:
            return None
        reader = QImageReader(str(self._folder / name))
        reader.setAutoTransform(True)
        size = reader.size()
        if not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
            return None
        if size.width() > _SHARPEST:
            reader.setScaledSize(size.scaled(_SHARPEST, size.height(), Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        return None if image.isNull() else image

    def sized(self, html: str) -> str:
        """The HTML with each picture as large as it is to be on the page; one that is not there is left out."""

        def tag(found: re.Match[str]) -> str:
            image = self.picture(found[1])
            if image is None:
                return ""
            width, height = min(image.width(), _WIDEST), image.height() * min(image.width(), _WIDEST) / image.width()
            if height > _HIGHEST:
                width, height = round(width * _HIGHEST / height), _HIGHEST
            return f'<img src="picture:{found[1]}" width="{width}" height="{round(height)}">'

        return _PICTURE.sub(tag, html)


def post_pdf(request: PrintPost) -> tuple[bytes, int]:
    """The PDF on A4 with numbered pages, and how many they are; headings stay with what is below them."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(request.title)
    writer.setCreator("Copydesk")
    writer.setResolution(_DPI)
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, _MARGINS_MM, QPageLayout.Unit.Millimeter))
    document = _laid_out(request, writer)
    keep_together(document)
    pages = document.pageCount()
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        _paint_page(painter, document, page, pages, request.title)
    painter.end()
    del writer  # writes the end of the file
    return bytes(buffer.data().data()), pages


def keep_together(document: QTextDocument) -> None:
    """Begin a new page before a small table, or a heading or picture with what belongs to it, that would be parted."""
    height = document.pageSize().height()
    for frame in document.rootFrame().childFrames():
        area = document.documentLayout().frameBoundingRect(frame)
        parted = int(area.top() // height) != int((area.bottom() - 1) // height)
        if parted and area.height() < height * _LARGEST_KEPT and isinstance(frame, QTextTable):
            how = frame.format()
            how.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            frame.setFormat(how)
    block = document.begin()
    while block.isValid():
        after = _next_said(block)
        belongs = block.blockFormat().headingLevel() > 0 or _shows_picture(block)
        if belongs and after.isValid() and first_page(document, block) != first_page(document, after):
            said = block.blockFormat()
            said.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(block).setBlockFormat(said)
        block = block.next()


def _shows_picture(block: QTextBlock) -> bool:
    """A picture with nothing beside it: a caption may stand below."""
    return block.text().strip() == _IMAGE_CHARACTER


def _next_said(block: QTextBlock) -> QTextBlock:
    """The next block with words in it; behind a heading, another heading is passed over."""
    after = block.next()
    while after.isValid() and not after.text().strip():
        after = after.next()
    return after


def first_page(document: QTextDocument, block: QTextBlock) -> int:
    """The page (from 0) on which the first line of a block stands."""
    area = document.documentLayout().blockBoundingRect(block)
    lines = block.layout()
    first = lines.lineAt(0).rect().top() if lines.lineCount() else 0.0
    return int((area.top() + first + 1) // document.pageSize().height())


def _laid_out(request: PrintPost, writer: QPdfWriter) -> _Paper:
    document = _Paper(Path(request.pictures) if request.pictures else None)
    font = QFont()
    font.setFamilies(list(_FAMILIES))
    font.setPointSizeF(_BODY_PT)
    font.setFeature(QFont.Tag("calt"), 0)  # other shapes of signs between figures bear no words in the file
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(request.style)
    document.documentLayout().setPaintDevice(writer)
    document.setHtml(document.sized(request.html))
    document.setPageSize(QSizeF(writer.pageLayout().paintRectPixels(_DPI).size()))
    return document


def _paint_page(painter: QPainter, document: QTextDocument, page: int, pages: int, title: str) -> None:
    size = document.pageSize()
    area = QRectF(0, page * size.height(), size.width(), size.height())
    painter.save()
    painter.translate(0, -area.top())
    painter.setClipRect(area)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = area
    palette = QPalette(context.palette)
    palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    context.palette = palette
    document.documentLayout().draw(painter, context)
    painter.restore()
    font = QFont(document.defaultFont())
    font.setPointSizeF(_FOOT_PT)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.darkGray)
    line = QRectF(0, size.height() + _FOOT_MM * _DPI / 25.4, size.width(), 14 * _DPI / 72)
    number = f"{page + 1} / {pages}"
    numbered = painter.fontMetrics().horizontalAdvance(number)
    room = round(size.width() - 2 * numbered)
    words = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
    painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), words)
    painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), number)


def main() -> int:
    """Run the process; its exit status is 0 whenever it has answered."""
    from desktop.formats.export import write_bytes

    request = msgspec.json.decode(sys.stdin.buffer.read(), type=PrintPost)
    set_language(request.language)
    app = QGuiApplication(sys.argv[:1])
    try:
        content, pages = post_pdf(request)
        write_bytes(Path(request.path), content)
        answer = Printed(pages)
    except CopydeskError as error:
        answer = Printed(problem=error.problem)
    sys.stdout.buffer.write(msgspec.json.encode(answer))
    sys.stdout.flush()
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
