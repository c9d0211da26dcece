"""What was copied from Word, Google Docs or a page, as clean Markdown: at once when it is short, else aside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QThreadPool, Signal

_AT_ONCE = 60_000
_TAGS_AT_ONCE = 800


class RichPaste(QObject):
    """Reads HTML from the clipboard without keeping the window waiting; one at a time."""

    _done = Signal(int, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._then: Callable[[str], None] | None = None
        self._number = 0
        self._done.connect(self._on_done)

    @property
    def reading(self) -> bool:
        """Whether something long is being read now."""
        return self._then is not None

    def read(self, data: QMimeData, then: Callable[[str], None]) -> None:
        """Give `then` the Markdown; empty when the plain text says as much. A second long one meanwhile is left out."""
        if self.reading:
            return
        html = data.html() if data.hasHtml() else ""
        if not html:
            then("")
        elif len(html) <= _AT_ONCE and html.count("<") <= _TAGS_AT_ONCE:
            then(_markdown_of(html))
        else:
            self._then = then
            number = self._number
            QThreadPool.globalInstance().start(lambda: self._done.emit(number, _markdown_of(html)))

    def forget(self) -> None:
        """Give nobody what is still being read: the text that it was meant for is gone."""
        self._then = None
        self._number += 1

    def _on_done(self, number: int, markdown: str) -> None:
        if number != self._number:
            return
        then, self._then = self._then, None
        if then is not None:
            then(markdown)


def _markdown_of(html: str) -> str:
    from desktop.formats.html_markdown import markdown_of_html

    return markdown_of_html(html)
