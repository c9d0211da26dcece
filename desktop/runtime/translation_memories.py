"""The memories that a job can use: what there are, new ones, files of translations in and out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.core.moment import timestamp
from desktop.core.translation import MemoryInfo, MemoryUnit, TermBase
from desktop.core.words import trn
from desktop.runtime.beside import Beside
from desktop.runtime.store_thread import StoreThread
from desktop.runtime.translation_files import file_bytes, write_file

if TYPE_CHECKING:
    from desktop.core.segment import Segment
    from desktop.store.store import Store

_LARGEST = 200_000_000
_AT_ONCE = 1000
_KEPT_AT_ONCE = 250  # some 50 ms, for which another save waits at most


class TranslationMemories(QObject):
    """Memories and term lists of the workspace; `changed` says that they are others."""

    changed = Signal()
    made = Signal(object)  # MemoryInfo
    progress = Signal(int, int)  # units kept, of so many; 0, 0 at the end
    failed = Signal(object)  # Problem
    said = Signal(str)
    kept = Signal()  # translations came into a memory

    def __init__(self, store: StoreThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._beside = Beside("memory", self)
        self.memories: tuple[MemoryInfo, ...] = ()
        self.bases: tuple[TermBase, ...] = ()

    def refresh(self) -> None:
        """Read what there is."""

        def work(store: Store) -> tuple[tuple[MemoryInfo, ...], tuple[TermBase, ...]]:
            return tuple(store.memories()), tuple(store.term_bases())

        self._store.submit(work, lambda found: self._take(*found), self.failed.emit)

    def _take(self, memories: tuple[MemoryInfo, ...], bases: tuple[TermBase, ...]) -> None:
        if (memories, bases) != (self.memories, self.bases):
            self.memories, self.bases = memories, bases
            self.changed.emit()

    def new(self, name: str, source: str, target: str) -> None:
        """An empty memory; `made` hands it over."""

        def then(info: MemoryInfo) -> None:
            self.refresh()
            self.made.emit(info)

        self._store.submit(lambda store: store.new_memory(name, source, target), then, self.failed.emit)

    def rename(self, memory: int, name: str) -> None:
        """Call a memory otherwise."""
        self._store.submit(
            lambda store: store.rename_memory(memory, name), lambda _info: self.refresh(), self.failed.emit
        )

    def delete(self, memory: int) -> None:
        """Forget a memory for good."""
        self._store.submit(lambda store: store.delete_memory(memory), lambda _none: self.refresh(), self.failed.emit)

    def delete_base(self, base: int) -> None:
        """Forget a list of terms for good."""
        self._store.submit(lambda store: store.delete_term_base(base), lambda _none: self.refresh(), self.failed.emit)

    # Files

    def bring_in(self, memory: MemoryInfo, path: Path) -> None:
        """Keep the translations of a file (TMX, XLIFF, PO, a table) in a memory, a few at a time."""
        found: list[MemoryUnit] = []

        def read() -> None:
            if path.suffix.lower() == ".tmx":  # unit by unit, with who made each and what stands around it
                from desktop.formats.bitext.tmx_units import units_of_tmx

                found.extend(units_of_tmx(path, memory.source, memory.target))
                return
            from desktop.formats.bitext.opening import open_bitext

            data = file_bytes(path, _LARGEST)
            found.extend(units_of(open_bitext(data, path.name, memory.source, memory.target).segments))

        self._beside.run(read, lambda: self._keep(memory.id, path.name, found, 0, 0), self.failed.emit)

    def _keep(self, memory: int, name: str, units: list[MemoryUnit], done: int, kept: int) -> None:
        """The next ones; others save in between."""
        some = units[done : done + _KEPT_AT_ONCE]
        if not some:
            self.progress.emit(0, 0)
            said = trn("{n} translation came in from {file}.", "{n} translations came in from {file}.", kept, file=name)
            self.said.emit(said)
            self.refresh()
            self.kept.emit()
            return
        self.progress.emit(done, len(units))

        def then(count: int) -> None:
            self._keep(memory, name, units, done + len(some), kept + count)

        self._store.submit(lambda store: store.add_units(memory, some), then, self._on_not_kept)

    def take_out(self, memory: MemoryInfo, path: Path) -> None:
        """Write a memory as TMX."""
        self._read(memory, path, [])

    def _read(self, memory: MemoryInfo, path: Path, units: list[MemoryUnit]) -> None:
        start = len(units)

        def then(some: list[MemoryUnit]) -> None:
            units.extend(some)
            if some:
                self._read(memory, path, units)
            else:
                self._write(memory, path, units)

        self._store.submit(lambda store: store.memory_units(memory.id, start, _AT_ONCE), then, self.failed.emit)

    def _write(self, memory: MemoryInfo, path: Path, units: list[MemoryUnit]) -> None:
        def write() -> None:
            from desktop.formats.bitext.new_tmx import tmx_of

            write_file(path, tmx_of(units, memory.source, memory.target))

        said = trn("{n} translation is in {file}.", "{n} translations are in {file}.", len(units), file=path.name)
        self._beside.run(write, lambda: self.said.emit(said), self.failed.emit)

    def close(self) -> None:
        """Wait for what is being read or written."""
        self._beside.wait(3.0)

    def _on_not_kept(self, problem: object) -> None:
        self.progress.emit(0, 0)
        self.failed.emit(problem)


def units_of(segments: tuple[Segment, ...]) -> Iterator[MemoryUnit]:
    """The translated segments of a file as units of a memory, each with its neighbours."""
    sources = [segment.source.text for segment in segments]
    now = timestamp()
    for place, segment in enumerate(segments):
        if segment.source.is_empty or segment.target.is_empty:
            continue
        before = sources[place - 1] if place else ""
        after = sources[place + 1] if place + 1 < len(sources) else ""
        yield MemoryUnit(segment.source.text, segment.target.text, before, after, at=now)
