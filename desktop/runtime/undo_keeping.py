"""Undo that outlives the window: the steps of a draft are kept beside it and come back with it.

A step is kept as what it replaces in the text of its neighbour, so that 500 steps of a long text are small.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.provenance import Source
from desktop.runtime.draft_shelf import Slot
from desktop.runtime.session import DraftSession, Place, Step, Steps
from desktop.runtime.store_thread import StoreThread

if TYPE_CHECKING:
    from desktop.store.store import Store

MOST_BYTES = 1_000_000
_MOST_READ = 24_000_000
"""Of the texts that are looked at for the steps of one draft: the time this takes is another save's wait."""
_EVERY_MS = 10_000
_FAST = 1


class _Text(msgspec.Struct, frozen=True):
    """A draft without its id and times."""

    kind: Kind
    brief: Brief
    copy: Copy
    sources: tuple[Source, ...] = ()


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A step: its neighbour's bytes from `start` to `end` before their end are `middle` instead."""

    place: str
    label: str
    start: int
    end: int
    middle: bytes


class _Body(msgspec.Struct, frozen=True, array_like=True):
    """The draft as it was left; the steps with the nearest one first, each against the one before it."""

    draft: bytes
    undo: tuple[_Kept, ...]
    redo: tuple[_Kept, ...]


def pack(steps: Steps) -> bytes:
    """The steps as they are kept: of many the newest, in at most about a megabyte."""
    base = _bytes_of(steps.draft)
    undo = tuple(_chain(base, reversed(steps.undo)))
    redo = tuple(_chain(base, reversed(steps.redo)))
    while True:
        body = zlib.compress(msgspec.msgpack.encode(_Body(base, undo, redo)), _FAST)
        if len(body) <= MOST_BYTES or not (undo or redo):
            return body
        undo, redo = undo[: len(undo) // 2], redo[: len(redo) // 2]


def unpack(body: bytes, draft_id: DraftId) -> Steps | None:
    """The steps of a draft; `None` when there are none or they are damaged, which costs no text."""
    try:
        kept = msgspec.msgpack.decode(zlib.decompress(body), type=_Body)
        undo = tuple(_steps(kept.draft, kept.undo, draft_id))
        redo = tuple(_steps(kept.draft, kept.redo, draft_id))
        return Steps(_draft_of(kept.draft, draft_id), undo[::-1], redo[::-1])
    except (zlib.error, msgspec.DecodeError):
        return None


def read_steps(store: Store, draft_id: DraftId) -> Steps | None:
    """What was kept of a draft, on the store's thread."""
    body = store.undo(draft_id)
    return unpack(body, draft_id) if body else None


class UndoKeeper(QObject):
    """Keeps the steps of the draft on the desk: every ten seconds while there are new ones, and when it is left."""

    def __init__(self, session: DraftSession, store: StoreThread, slot: Slot, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._store = store
        self._slot = slot
        self._kept: Steps | None = None
        self._later = QTimer(self, singleShot=True, interval=_EVERY_MS)
        self._later.timeout.connect(self.keep)
        session.undo_changed.connect(self._on_changed)

    def begin(self, slot: Slot, *, recovered: bool = False) -> None:
        """Another draft is on the desk: what can be undone of it comes back, unless this session knows it.

        After a crash (`recovered`) it does so too when the text went on for some seconds after it was kept.
        """
        self._slot, self._kept = slot, self._session.steps
        self._later.stop()
        if slot.id and not self._session.undo_label and not self._session.redo_label:
            draft_id = slot.id
            self._store.submit(
                lambda store: read_steps(store, draft_id), lambda steps: self._on_read(slot, steps, recovered), _ignore
            )

    def keep(self) -> None:
        """Keep what can be undone now; without it no text is lost, so nobody is told when it fails."""
        self._later.stop()
        slot, steps = self._slot, self._session.steps
        if steps == self._kept:
            return
        self._kept = steps

        def work(store: Store) -> None:
            if slot.id and not store.read_only_reason:
                store.keep_undo(slot.id, pack(steps))

        self._store.submit(work, lambda _: None, _ignore)

    def _on_read(self, slot: Slot, steps: Steps | None, recovered: bool) -> None:
        if steps is not None and slot is self._slot:
            self._session.take_up(steps, going_on=recovered)
            self._kept = steps  # what went on after a crash is kept with the step that this has become

    def _on_changed(self) -> None:
        if not self._later.isActive():
            self._later.start()


def _ignore(_problem: object) -> None:
    """Undo of an earlier session is a help, and no promise."""


def _bytes_of(draft: Draft) -> bytes:
    return msgspec.json.encode(_Text(draft.kind, draft.brief, draft.copy, draft.sources))


def _draft_of(data: bytes, draft_id: DraftId) -> Draft:
    text = msgspec.json.decode(data, type=_Text)
    return Draft(draft_id, text.kind, text.brief, text.copy, sources=text.sources)


def _chain(base: bytes, steps: Iterable[Step]) -> Iterable[_Kept]:
    read, before = 0, base
    for step in steps:
        data = _bytes_of(step.before)
        read += len(data)
        if read > _MOST_READ:
            return
        start = _shared(before, data)
        most = min(len(before), len(data)) - start
        end = _shared(before[::-1][:most], data[::-1][:most])
        yield _Kept(step.place, step.label, start, end, data[start : len(data) - end])
        before = data


def _steps(base: bytes, kept: tuple[_Kept, ...], draft_id: DraftId) -> Iterable[Step]:
    data = base
    for each in kept:
        data = data[: each.start] + each.middle + data[len(data) - each.end :]
        yield Step(_draft_of(data, draft_id), Place(each.place), each.label)


def _shared(one: bytes, other: bytes) -> int:
    """With how many bytes both begin."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
