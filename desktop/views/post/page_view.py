"""A post as it will be read, drawn by the window itself: nothing is loaded, nothing runs, no link leaves."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QTextBlock, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from desktop.core.words import tr
from desktop.runtime.posting_page import PostPage
from desktop.views import theme
from desktop.views.post.page_look import page_style
from desktop.views.post.page_pictures import PagePictures
from desktop.views.tokens import Space, Type

MOST = 4_500
"""Characters of HTML that are laid out at a time, some 600 words: Qt takes about 5 ms for them."""

_RESIZE_MS = 120
_MARK = "piece-"
_NEEDLE = 14


class PostPageView(QTextBrowser):
    """Shows a `PostPage`, of a long one the part around what is seen, which moves on as one scrolls.

    Lines are those of the text, from 1, with a share of the line behind the point. `line_chosen` sends the place that
    was clicked with some letters that stand there, `moved` the line at the top after the reader has scrolled.
    """

    line_chosen = Signal(float, str)
    moved = Signal(float)

    def __init__(self, pictures: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", "true")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(tr("The post as it will be read"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(Space.NONE)
        self._page: PostPage | None = None
        self._part = range(0)
        self._laid = ""
        self._tops: list[tuple[int, int]] | None = None
        self._quiet = False
        self._by_reader = False
        self._size: int = Type.TEXT
        self._pressed = QPointF()
        self.pictures = PagePictures(pictures, self)
        self.pictures.ready.connect(self._on_picture)
        self._resized = QTimer(self, singleShot=True, interval=_RESIZE_MS)
        self._resized.timeout.connect(self._on_resized)
        bar = self.verticalScrollBar()
        bar.actionTriggered.connect(self._on_reader)  # wheel, slider and arrows; sent before the value changes
        bar.valueChanged.connect(self._on_scrolled)
        self.anchorClicked.connect(self._on_link)
        self._dress()

    @property
    def page(self) -> PostPage | None:
        """What is shown."""
        return self._page

    @property
    def part(self) -> range:
        """The numbers of the pieces that are laid out now."""
        return self._part

    def set_text_size(self, size: int) -> None:
        """Show running text in this size, in pixels."""
        if size != self._size:
            self._size = size
            self._again()

    def show_page(self, page: PostPage | None, line: float = 1.0) -> None:
        """Show another page, or the same after an edit, with this line of the text at the top."""
        self._page = page
        if page is None:
            self._part, self._laid, self._tops = range(0), "", []
            self.clear()
            return
        self._lay(self._part_around(page.at_line(line)))
        self.go_to_line(line)

    def go_to_line(self, line: float) -> None:
        """Bring a line of the text to the top; does not send `moved`."""
        page = self._page
        if page is None or not page.pieces:
            return
        number, share = page.place_of(line)
        if number not in self._part:
            self._lay(self._part_around(number))
        y = self._y_of(number, share)
        if y > self.verticalScrollBar().maximum() and self._part.stop < len(page.pieces):
            self._lay(self._part_around(number))  # it is too near to the end of the part to stand at the top
            y = self._y_of(number, share)
        self._scroll_to(0.0 if line <= 1 else y)

    def top_line(self) -> float:
        """The line of the text that is at the top now."""
        page = self._page
        tops = self._places()
        if page is None or not tops:
            return 1.0
        y = float(self.verticalScrollBar().value())
        place = max(0, sum(self._top(block) <= y for _, block in tops) - 1)
        number, block = tops[place]
        top, bottom = self._top(block), self._bottom(place)
        return page.line_of(number, (y - top) / max(1.0, bottom - top))

    # What Qt calls

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture of the profile; of everything else, nothing."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self.pictures.image(QUrl(name).toString())
        return cast("object", None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            QTimer.singleShot(0, self, self._again)  # behind the event, in which Qt dresses every widget

    def resizeEvent(self, event: QResizeEvent) -> None:
        # While a page is laid out, a scroll bar that comes or goes changes the size, and there are no places yet.
        line = self.top_line() if not self._quiet and event.size() != event.oldSize() else 0.0
        super().resizeEvent(event)
        if line > 1:
            self.go_to_line(line)
        if event.size().width() != event.oldSize().width():
            self._resized.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position()
        still = (point - self._pressed).manhattanLength() < Space.XS
        still = still and not self.textCursor().hasSelection() and not self.anchorAt(point.toPoint()).startswith("#")
        if still and event.button() is Qt.MouseButton.LeftButton:
            self._choose(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the place in the text that is at the top, if it is not on a link."""
        on_link = bool(self.textCursor().charFormat().anchorHref()) and self.textCursor().hasSelection()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not on_link:
            self.line_chosen.emit(self.top_line(), "")
        else:
            self._by_reader = True
            super().keyPressEvent(event)
            self._by_reader = False

    # Inside

    def _part_around(self, number: int) -> range:
        page = self._page
        return page.around(number, MOST) if page is not None else range(0)

    def _lay(self, part: range) -> None:
        """Lay out these pieces; nothing is done when they are what stands there."""
        page = self._page
        if page is None:
            return
        title = f'<p class="h1">{escape(page.title, quote=False)}</p>' if page.title and part.start == 0 else ""
        html = title + "".join(page.pieces[number].shown(number) for number in part)
        width = max(Space.XXL, self.viewport().width())
        html = self.pictures.sized(html, width, self.devicePixelRatioF())
        self._part = part
        if html != self._laid:
            self._quiet = True
            if self.verticalScrollBar().isVisible():  # that it goes and comes again would lay out everything twice
                self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
            self.setHtml(html)
            self.document().size()  # Qt would lay out the rest later, and nothing below could be scrolled to until then
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            self._quiet = False
            self._laid, self._tops = html, None

    def _dress(self) -> None:
        self.document().setDefaultFont(theme.font(self._size))
        self.document().setDefaultStyleSheet(page_style(self._size))

    def _again(self) -> None:
        """Lay out the same in another look."""
        line = self.top_line()
        self._dress()
        self._laid = ""
        self._lay(self._part)
        self.go_to_line(line)

    def _on_resized(self) -> None:
        """Pictures take the width that there is now."""
        line = self.top_line()
        self._lay(self._part)
        self.go_to_line(line)

    def _places(self) -> list[tuple[int, int]]:
        """Each piece with the number of the block with which it begins, found by its mark when first asked for."""
        if self._tops is not None:
            return self._tops
        found: dict[int, int] = {}
        block = self.document().begin()
        while block.isValid():
            for name in _marks(block):
                found.setdefault(int(name.removeprefix(_MARK)), block.blockNumber())
            block = block.next()
        self._tops = sorted(found.items())
        return self._tops

    def _top(self, number: int) -> float:
        document = self.document()
        return document.documentLayout().blockBoundingRect(document.findBlockByNumber(number)).top()

    def _bottom(self, place: int) -> float:
        tops = self._places()
        return self._top(tops[place + 1][1]) if place + 1 < len(tops) else self.document().size().height()

    def _y_of(self, number: int, share: float) -> float:
        for place, (each, block) in enumerate(self._places()):
            if each >= number:
                top = self._top(block)
                return top + (share * (self._bottom(place) - top) if each == number else 0.0)
        return 0.0

    def _scroll_to(self, y: float) -> None:
        before, self._quiet = self._quiet, True
        self.verticalScrollBar().setValue(round(y))
        self._quiet = before

    def _on_reader(self, _action: int) -> None:
        self._by_reader = True

    def _on_scrolled(self, value: int) -> None:
        """Move on with the reader only: a layout that goes on, or a new size, scrolls too."""
        page = self._page
        by_reader, self._by_reader = self._by_reader, False
        if self._quiet or page is None or not by_reader:
            return
        bar = self.verticalScrollBar()
        near = bar.pageStep() // 2
        line = self.top_line()
        more_below = self._part.stop < len(page.pieces) and value > bar.maximum() - near
        more_above = self._part.start > 0 and value < near
        if more_below or more_above:
            self._move_on(page.at_line(line), value)
        self.moved.emit(line)

    def _move_on(self, number: int, value: int) -> None:
        """Lay out the part around what is seen; what is seen stays where it is."""
        offset = value - self._y_of(number, 0.0)
        part = self._part_around(number)
        if part != self._part:
            self._lay(part)
            self._scroll_to(self._y_of(number, 0.0) + offset)

    def _choose(self, point: QPointF) -> None:
        cursor = self.cursorForPosition(point.toPoint())
        block, at = cursor.block(), cursor.positionInBlock()
        here = block.blockNumber()
        number = next((each for each, first in reversed(self._places()) if first <= here), -1)
        page = self._page
        if page is None or number < 0:
            self.line_chosen.emit(1.0, "")
            return
        words = block.text()
        begin = words.rfind(" ", 0, at) + 1
        self.line_chosen.emit(float(page.pieces[number].line), words[begin : begin + _NEEDLE].strip())

    def _on_link(self, url: QUrl) -> None:
        """A link within the post goes there; others stay where they are."""
        name = url.fragment()
        page = self._page
        if url.isRelative() and name and page is not None:
            number = page.with_id(name)
            if number >= 0:
                self.go_to_line(page.line_of(number, 0.0))
                self.moved.emit(self.top_line())

    def _on_picture(self, name: str) -> None:
        """The picture is there: it has the size that its ground had."""
        document = self.document()
        for number in self._part:
            address = f"picture:{name}#{_MARK}{number}"
            self._take(document, address)
        self._take(document, f"picture:{name}")
        document.markContentsDirty(0, document.characterCount())
        self.viewport().update()

    def _take(self, document: QTextDocument, address: str) -> None:
        image = self.pictures.image(address, only_read=True)
        if image is not None:
            document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(address), image)


def _marks(block: QTextBlock) -> list[str]:
    """The marks of pieces in a block."""
    names: list[str] = []
    part = block.begin()
    while not part.atEnd():
        how = part.fragment().charFormat()
        names += [*how.anchorNames(), how.toImageFormat().name().partition("#")[2]]
        part += 1
    return [name for name in names if name.startswith(_MARK)]
