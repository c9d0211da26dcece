"""Saving the draft on the desk by itself, and saying truthfully how safe it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.draft import Draft, Origin, Variant
from desktop.core.errors import Problem, Remedy
from desktop.core.ids import DraftId
from desktop.core.mail_structures import is_untouched
from desktop.core.moment import timestamp
from desktop.core.words import tr
from desktop.runtime.draft_shelf import Slot, same_text
from desktop.runtime.notices import Answer, Notices
from desktop.runtime.session import DraftChange, DraftSession
from desktop.runtime.store_thread import StoreThread

if TYPE_CHECKING:
    from desktop.store.store import Store

_AUTOSAVE_MS = 700
"""From the first key that is not saved to the save; with the time of the save itself less than 2 s."""
_RETRY_MS = 5000


class SaveKind(StrEnum):
    """How safe the text is."""

    NEW = "new"
    SAVED = "saved"
    SAVING = "saving"
    WAITING = "waiting"
    FAILED = "failed"
    READ_ONLY = "read_only"


class SaveState(msgspec.Struct, frozen=True):
    """What the bottom bar says; `at` is the ISO time of the last save, or for `FAILED` of the first one that failed.

    It is `SAVED` only while all that stands on the desk is on the disk.
    """

    kind: SaveKind = SaveKind.NEW
    at: str = ""
    message: str = ""


class Asked(msgspec.Struct, frozen=True):
    """A version to be made with a save."""

    origin: Origin
    name: str = ""
    variant: Variant | None = None


class _Owed(msgspec.Struct, frozen=True, eq=False):
    """What a save that failed was to keep."""

    slot: Slot
    draft: Draft
    version: Asked | None


class Saving(QObject):
    """Saves what changes within a second, also while somebody types without a pause, and goes on trying."""

    state_changed = Signal(object)  # SaveState
    kept = Signal(bool)  # a draft is kept; whether it is the one on the desk and has its id only now
    versioned = Signal()
    _first_kept = Signal(object, object, object)  # Slot, the Draft as sent, and as kept; from the store's thread

    def __init__(
        self, session: DraftSession, store: StoreThread, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._store = store
        self._notices = notices
        self._state = SaveState()
        self._saved: Draft | None = None
        self._saved_at = ""
        self._slot = Slot(session.draft)
        self._under_way = 0
        self._sent: Draft | None = None
        self._sent_at = 0.0
        self._owed: list[_Owed] = []
        self._read_only = ""
        self._autosave = QTimer(self, singleShot=True)
        self._autosave.timeout.connect(lambda: session.lull.run(self.save_now))
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.try_again)
        session.changed.connect(self._on_changed)
        session.held_back.connect(self._note_unsaved)
        self._first_kept.connect(self._took)

    @property
    def state(self) -> SaveState:
        """How safe the text is now."""
        return self._state

    @property
    def slot(self) -> Slot:
        """The draft on the desk, for those who save it."""
        return self._slot

    @property
    def read_only(self) -> bool:
        """Whether nothing can be kept."""
        return bool(self._read_only)

    @property
    def all_safe(self) -> bool:
        """Whether the disk has all that was on the desk, or it is not worth keeping."""
        draft = self._session.draft
        return not self._owed and not self._under_way and (self._is_saved(draft) or self._is_blank(draft))

    def keeper(self) -> Callable[[Store], DraftId]:
        """Says, on the store's thread, the id of the draft that is on the desk now; one without an id is saved first.

        For what is kept beside a draft. It may be called whenever that draft has left the desk, too.
        """
        slot, draft = self._slot, self._session.draft

        def ensure(store: Store) -> DraftId:
            if not slot.id:
                kept = slot.keep(store, draft)
                self._first_kept.emit(slot, draft, kept)
            return slot.id

        return ensure

    def set_read_only(self, reason: str) -> None:
        """Nothing can be kept; say why."""
        self._read_only = reason
        self._set_state(SaveState(SaveKind.READ_ONLY, message=reason))

    def begin(self, slot: Slot, saved: Draft | None) -> None:
        """Another draft comes to the desk; `saved` is what the history has of it. `say` follows when it is there."""
        self._slot, self._saved, self._sent = slot, saved, None
        self._owed = [each for each in map(self._owed_now, self._owed) if each is not None]
        known = saved or slot.kept
        self._saved_at = known.changed_at if known is not None and known.id else ""

    def _owed_now(self, owed: _Owed) -> _Owed | None:
        """What is owed of a draft that came to the desk anew: an older text of it is never written over what came."""
        if not self._slot.id or owed.slot is self._slot or owed.slot.id != self._slot.id:
            return owed
        return None if owed.version is None else msgspec.structs.replace(owed, slot=self._slot)

    def say(self) -> None:
        """Say how safe the draft is that has come to the desk."""
        if self._owed:
            self._set_state(msgspec.structs.replace(self._state, kind=SaveKind.FAILED))
        else:
            self._set_state(self._state_of_saved())
        if self._saved is None and not self._is_blank(self._session.handed_in):
            self._note_unsaved()

    def soon(self, waited_ms: int = 0) -> None:
        """Save in a moment; sooner when what is to be saved has waited for so long already."""
        if not self._autosave.isActive() and not self._read_only:
            self._autosave.start(max(0, _AUTOSAVE_MS - waited_ms))

    def save_now(self) -> None:
        """Save what changed; the answer comes as a `state_changed`."""
        self._autosave.stop()
        draft = self._session.draft
        if self._read_only or self._under_way:
            return  # what is under way looks afterwards whether there is more
        if self._is_saved(draft) or self._is_blank(draft):
            self._settle()
        else:
            self._send(self._slot, draft)

    def save_before_leaving(self) -> None:
        """Save what changed also while a save of what was there before is under way: nobody will look afterwards."""
        draft = self._session.draft
        sent = self._sent is not None and self._under_way > 0 and same_text(draft, self._sent)
        if not (self._read_only or sent or self._is_saved(draft) or self._is_blank(draft)):
            self._send(self._slot, draft)

    def keep_version(self, version: Asked) -> None:
        """Keep the draft as it is as a version; a draft without a word is not kept."""
        draft = self._session.draft
        if not self._read_only and not self._is_blank(draft):
            self._send(self._slot, draft, version)

    def try_again(self) -> None:
        """Save what could not be saved; also texts that have left the desk meanwhile."""
        if self._under_way:
            return  # it comes back here when that is done
        self._again.stop()
        owed, self._owed = self._owed, []
        for each in owed:
            draft = self._session.draft if each.slot is self._slot else each.draft
            if each.slot is not self._slot or each.version is not None:
                self._send(each.slot, draft, each.version)
        self.save_now()

    def on_waiting(self) -> None:
        """Another program holds the history; saving goes on trying."""
        if self._state.kind is SaveKind.SAVING:
            message = tr("Waiting to save: another program uses the history.")
            self._set_state(SaveState(SaveKind.WAITING, self._state.at, message))

    def _send(self, slot: Slot, draft: Draft, version: Asked | None = None) -> None:
        self._under_way += 1
        self._sent, self._sent_at = draft, time.monotonic()
        self._note_unsaved()

        def keep(store: Store) -> Draft:
            kept = slot.keep(store, draft)
            if version is not None:
                store.add_version(kept, version.origin, version.name, version.variant)
            return kept

        self._store.submit(
            keep,
            lambda kept: self._on_kept(slot, draft, kept, version),
            lambda problem: self._on_failed(_Owed(slot, draft, version), problem),
        )

    def _on_changed(self, change: DraftChange) -> None:
        if not self._is_blank(change.draft):
            self._note_unsaved()
        self.soon()

    def _note_unsaved(self) -> None:
        """Something stands on the desk that the disk has not."""
        if self._state.kind in (SaveKind.NEW, SaveKind.SAVED):
            self._set_state(SaveState(SaveKind.SAVING, self._state.at))
        if not self._read_only:
            self.soon()

    def _on_kept(self, slot: Slot, sent: Draft, kept: Draft, version: Asked | None) -> None:
        self._under_way -= 1
        if self._state.kind in (SaveKind.FAILED, SaveKind.WAITING):
            self._set_state(SaveState(SaveKind.SAVING, self._saved_at))
        self._owed = [
            msgspec.structs.replace(each, draft=sent) if each.slot is slot else each
            for each in self._owed
            if each.slot is not slot or each.version is not None
        ]
        self._took(slot, sent, kept)
        if not self._owed:
            self._notices.dismiss("save")
        elif not self._under_way:
            self.try_again()
        if version is not None:
            self.versioned.emit()

    def _took(self, slot: Slot, sent: Draft, kept: Draft) -> None:
        """The history has a draft: what it is called there, and whether it is what stands on the desk."""
        if slot is not self._slot:
            self.kept.emit(False)
            self.soon()  # what is on the desk may have waited for this
            return
        is_new = not self._session.handed_in.id
        self._session.saved_as(kept)
        self._saved_at = kept.changed_at
        self._saved = sent
        self._session.lull.run(self._compare)
        self.kept.emit(is_new)

    def _compare(self) -> None:
        """Whether the disk has what is on the desk, with what an editor still held back; no key waits for that."""
        if self._saved is None:
            return  # another text came to the desk meanwhile
        now = self._session.draft
        if same_text(now, self._saved):
            self._saved = now
            self._settle()
        else:
            self._saved = None
            self.soon(round((time.monotonic() - self._sent_at) * 1000))

    def _on_failed(self, owed: _Owed, problem: Problem) -> None:
        self._under_way -= 1
        others = (each for each in self._owed if each.slot is not owed.slot or each.version is not None)
        self._owed = [*others, owed]
        since = self._state.at if self._state.kind is SaveKind.FAILED else timestamp()
        self._set_state(SaveState(SaveKind.FAILED, since, problem.message))
        remedy = Remedy.SAVE_ELSEWHERE
        again = Answer(tr("Try again"), self.try_again, primary=True)
        self._notices.problem(msgspec.structs.replace(problem, remedy=remedy), again, key="save")
        self._again.start(_RETRY_MS)

    def _settle(self) -> None:
        """The disk has what is on the desk; say so, unless a version or another text could not be kept."""
        self._owed = [each for each in self._owed if each.slot is not self._slot or each.version is not None]
        if not self._owed and self._state.kind is not SaveKind.NEW:
            if self._state.kind is SaveKind.FAILED:
                self._notices.dismiss("save")
            self._set_state(self._state_of_saved())

    def _state_of_saved(self) -> SaveState:
        return SaveState(SaveKind.SAVED, self._saved_at) if self._saved_at else SaveState()

    def _is_saved(self, draft: Draft) -> bool:
        return self._saved is not None and same_text(draft, self._saved)

    @staticmethod
    def _is_blank(draft: Draft) -> bool:
        mail = draft.brief.mail
        return not draft.id and draft.copy.is_empty and draft.brief.is_empty and (mail is None or is_untouched(mail))

    def _set_state(self, state: SaveState) -> None:
        if self._read_only and state.kind is not SaveKind.READ_ONLY:
            return
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)
