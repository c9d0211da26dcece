"""Very long texts: inserted a little at a time, and lines without end shown in blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.views.editor.plain import in_pieces

LONGEST_LINE = 4_000
"""Characters from which a line is shown in blocks: laying out one line costs time with its square."""

_PIECE = 1_000
_BATCH = 16_000
_SLICE = 200_000


def batches(text: str) -> Iterator[tuple[bool, str]]:
    """A text in parts to be inserted one after another; `True` before a part that goes on the line of the part before.

    Parts are about 16,000 characters long or shorter, and no line in them is longer than an editor can lay out at ease.
    """
    if len(text) <= LONGEST_LINE:
        yield False, text
        return
    gathered: list[str] = []
    size = 0
    first = True
    for line in text.split("\n"):
        pieces = in_pieces(line, LONGEST_LINE, _PIECE)
        if not first:
            pieces[0] = "\n" + pieces[0]
        first = False
        gathered.append(pieces[0])
        size += len(pieces[0])
        for piece in pieces[1:]:
            yield False, "".join(gathered)
            gathered, size = [], 0
            yield True, piece
        if size >= _BATCH:
            yield False, "".join(gathered)
            gathered, size = [], 0
    if gathered:
        yield False, "".join(gathered)


class Filler(QObject):
    """Hands the parts of a long text to `insert`, a slice at a time, so that the window stays alive between them."""

    progressed = Signal(float)
    finished = Signal()

    def __init__(self, insert: Callable[[list[tuple[bool, str]]], None], parent: QObject) -> None:
        super().__init__(parent)
        self._insert = insert
        self._parts: Iterator[tuple[bool, str]] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        self._total = 1
        self._done = 0
        self.target = ""

    @property
    def active(self) -> bool:
        """Whether a text is still coming in; `target` is the whole text of the editor then."""
        return self._timer.isActive()

    def start(self, text: str, target: str) -> None:
        """Begin to insert `text`, after which the editor will hold `target`."""
        self._parts = batches(text)
        self._total, self._done = max(1, len(text)), 0
        self.target = target
        self._timer.start()
        self.progressed.emit(0.0)

    def stop(self) -> None:
        """Leave the rest out, because the text is going to be replaced."""
        if self.active:
            self._end()

    def _go_on(self) -> None:
        gathered: list[tuple[bool, str]] = []
        size = 0
        for part in self._parts:
            gathered.append(part)
            size += len(part[1])
            if size >= _SLICE:  # the end of the document is laid out once a slice, so a slice must not be small
                break
        if gathered:
            self._insert(gathered)
            self._done += size
            self.progressed.emit(min(1.0, self._done / self._total))
            return
        self._end()
        self.finished.emit()

    def _end(self) -> None:
        self._timer.stop()
        self._parts = iter(())
        self.target = ""
