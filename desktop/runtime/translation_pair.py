"""Two documents that are translations of each other, put beside each other as a file in two languages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import Segment, SegmentState, TaggedText
from desktop.core.words import tr
from desktop.runtime.beside import Beside
from desktop.runtime.translation_files import file_bytes, write_file

if TYPE_CHECKING:
    from desktop.formats.aligning import Aligned

_LARGEST = 20_000_000
_UNSURE = 0.5


class PairAligning(QObject):
    """Reads and aligns beside the window; `ready` tells the file that can be opened as a job."""

    ready = Signal(object)  # Path
    failed = Signal(object)  # Problem

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._beside = Beside("aligning", self)

    def begin(self, source: Path, target: Path, languages: tuple[str, str], folder: Path) -> None:
        """Put two documents beside each other as a file in this folder."""
        made: list[Path] = []

        def work() -> None:
            made.append(aligned_file(source, target, languages, folder))

        self._beside.run(work, lambda: self.ready.emit(made[0]), self.failed.emit)

    def close(self) -> None:
        """Wait for what is being aligned."""
        self._beside.wait(3.0)


def aligned_file(source: Path, target: Path, languages: tuple[str, str], folder: Path) -> Path:
    """Both documents as one XLIFF file. Raises `UserError` for one that cannot be read or holds no text."""
    from desktop.formats.aligning import align
    from desktop.formats.bitext.new_xliff1 import xliff1_of

    sources, targets = _segments(source, languages[0]), _segments(target, languages[1])
    pairs = pairs_of(sources, targets, align(sources, targets))
    path = folder / f"{source.stem}.xlf"
    write_file(path, xliff1_of(pairs, languages, source.name))
    return path


def pairs_of(sources: Sequence[Segment], targets: Sequence[Segment], aligned: Sequence[Aligned]) -> list[Segment]:
    """The texts that belong together, in the order of the source; a note says where that is not sure.

    What only the translation has goes to the pair before it, with a note, so that nothing of it is lost.
    """
    pairs: list[Segment] = []
    for each in aligned:
        said = _joined(sources, each.source)
        translated = _joined(targets, each.target)
        if not said and pairs:
            last = pairs.pop()
            words = f"{last.target.text} {translated}".strip()
            note = tr("Only the translation has: {words}", words=translated)
            pairs.append(_pair(len(pairs) + 1, last.source.text, words, (*last.notes, note)))
        elif said:
            unsure = bool(translated) and each.score < _UNSURE
            notes = (tr("It is not sure that these belong together."),) if unsure else ()
            pairs.append(_pair(len(pairs) + 1, said, translated, notes))
    return pairs


def _pair(number: int, source: str, target: str, notes: tuple[str, ...]) -> Segment:
    state = SegmentState.TRANSLATED if target else SegmentState.UNTRANSLATED
    return Segment(str(number), str(number), TaggedText(source), TaggedText(target), state, notes=notes)


def _joined(segments: Sequence[Segment], places: Sequence[int]) -> str:
    return " ".join(text for place in places if (text := segments[place].source.words.strip()))


def _segments(path: Path, language: str) -> tuple[Segment, ...]:
    from desktop.formats.bitext.opening import open_bitext

    found = open_bitext(file_bytes(path, _LARGEST), path.name, language).segments
    if not any(segment.source.words.strip() for segment in found):
        raise UserError(ErrorKind.INPUT, tr("{file} holds no text.", file=path.name))
    return found
