"""The drafts: saving by itself, opening, versions, templates."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.brief import Brief
from desktop.core.draft import Draft, DraftId, Origin, Template, Variant, Version, VersionHeader, VersionId
from desktop.core.errors import Problem, Remedy
from desktop.core.moment import timestamp
from desktop.core.words import tr
from desktop.runtime.notices import Answer, Notices
from desktop.runtime.session import DraftChange, DraftSession, Place
from desktop.runtime.store_thread import StoreThread

if TYPE_CHECKING:
    from desktop.store.store import Store

T = TypeVar("T")

_AUTOSAVE_MS = 700
_RETRY_MS = 5000
_VERSION_EVERY_MS = 5 * 60 * 1000


class SaveKind(StrEnum):
    """How safe the text is."""

    NEW = "new"
    SAVED = "saved"
    SAVING = "saving"
    WAITING = "waiting"
    FAILED = "failed"
    READ_ONLY = "read_only"


class SaveState(msgspec.Struct, frozen=True):
    """What the bottom bar says; `at` is the ISO time of the last save, or for `FAILED` of the first one that failed."""

    kind: SaveKind = SaveKind.NEW
    at: str = ""
    message: str = ""


class _Slot:
    """One draft while it is on the desk; the store's thread writes its id here as soon as the first save gave it one.

    So several saves under way are saves of one draft, and the answer to a save is never taken for another draft's.
    """

    __slots__ = ("created_at", "id")

    def __init__(self, draft: Draft) -> None:
        self.id = draft.id
        self.created_at = draft.created_at

    def keep(self, store: Store, draft: Draft) -> Draft:
        """Save the draft under its one id; on the store's thread."""
        kept = store.save_draft(msgspec.structs.replace(draft, id=self.id, created_at=self.created_at))
        self.id, self.created_at = kept.id, kept.created_at
        return kept


class Drafts(QObject):
    """Keeps the draft on the desk safe and lets others be opened."""

    save_state_changed = Signal(object)  # SaveState
    latest_changed = Signal()
    versions_changed = Signal()
    leaving = Signal()  # the draft on the desk is about to make room for another

    def __init__(
        self, session: DraftSession, store: StoreThread, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._store = store
        self._notices = notices
        self._state = SaveState()
        self._saved: Draft | None = None
        self._slot = _Slot(session.draft)
        self._saving = False
        self._typed_since_version = False
        self._read_only = ""
        self._autosave = QTimer(self, singleShot=True, interval=_AUTOSAVE_MS)
        self._autosave.timeout.connect(self.save_now)
        self._versioning = QTimer(self, interval=_VERSION_EVERY_MS)
        self._versioning.timeout.connect(self._version_of_typing)
        self._versioning.start()
        session.changed.connect(self._on_changed)

    @property
    def save_state(self) -> SaveState:
        """How safe the text is now."""
        return self._state

    def on_desk(self) -> Callable[[], DraftId]:
        """Says, on any thread, the id of the draft that is on the desk now; also when it gets one only later."""
        slot = self._slot
        return lambda: slot.id

    def set_read_only(self, reason: str) -> None:
        """Nothing can be kept; say why."""
        self._read_only = reason
        self._set_state(SaveState(SaveKind.READ_ONLY, message=reason))

    # Saving

    def save_now(self) -> None:
        """Save what changed; the answer comes as a `save_state_changed`."""
        self._autosave.stop()
        draft = self._session.draft
        if self._read_only or self._saving or draft == self._saved or self._is_blank(draft):
            return
        self._saving = True
        if self._state.kind is not SaveKind.FAILED:
            self._set_state(SaveState(SaveKind.SAVING, self._state.at))
        slot = self._slot
        self._store.submit(
            lambda store: slot.keep(store, draft), lambda kept: self._on_saved(slot, draft, kept), self._on_failed
        )

    def on_waiting(self) -> None:
        """Another program holds the history; saving goes on trying."""
        self._set_state(
            SaveState(SaveKind.WAITING, self._state.at, tr("Waiting to save: another program uses the history."))
        )

    def _on_changed(self, _change: DraftChange) -> None:
        self._typed_since_version = True
        if not self._autosave.isActive():
            self._autosave.start()

    def _on_saved(self, slot: _Slot, sent: Draft, kept: Draft) -> None:
        self._saving = False
        if self._state.kind is SaveKind.FAILED:
            self._notices.dismiss("save")
        self.latest_changed.emit()
        if slot is not self._slot:
            self._autosave.start()
            return
        is_new = not self._session.draft.id
        self._session.saved_as(kept)
        now = self._session.draft
        self._saved = now if now.brief == sent.brief and now.copy == sent.copy else None
        self._set_state(SaveState(SaveKind.SAVED, kept.changed_at))
        if is_new:
            self._note_open()
            self.versions_changed.emit()
        if self._saved is None:
            self._autosave.start()

    def _on_failed(self, problem: Problem) -> None:
        self._saving = False
        since = self._state.at if self._state.kind is SaveKind.FAILED else timestamp()
        self._set_state(SaveState(SaveKind.FAILED, since, problem.message))
        remedy = Remedy.SAVE_ELSEWHERE
        again = Answer(tr("Try again"), self.save_now, primary=True)
        self._notices.problem(msgspec.structs.replace(problem, remedy=remedy), again, key="save")
        QTimer.singleShot(_RETRY_MS, self.save_now)

    def _is_blank(self, draft: Draft) -> bool:
        return not draft.id and draft.copy.is_empty and draft.brief.is_empty

    def _set_state(self, state: SaveState) -> None:
        if state != self._state:
            self._state = state
            self.save_state_changed.emit(state)

    # Opening

    def new(self, brief: Brief = Brief()) -> None:  # noqa: B008 - a frozen value
        """Put an empty draft on the desk; the one that was there is kept."""
        self.leave()
        self._put(Draft(DraftId(""), brief.kind, brief))
        self._saved = None
        self._note_open()
        self._set_state(SaveState())
        self.versions_changed.emit()
        if not brief.is_empty:
            self._autosave.start()

    def open(self, draft_id: DraftId) -> None:
        """Open a draft of the history."""
        self.leave()
        self._ask(lambda store: store.draft(draft_id), self.put_on_desk)

    def put_on_desk(self, draft: Draft) -> None:
        """Show a draft that was read from the history."""
        self._put(draft)
        self._note_open()
        self._set_state(SaveState(SaveKind.SAVED, draft.changed_at))
        self.versions_changed.emit()

    def _put(self, draft: Draft) -> None:
        self._slot = _Slot(draft)
        self._saved = draft
        self._typed_since_version = False
        self._session.open(draft)

    def leave(self) -> None:
        """Keep what is on the desk before something else takes its place."""
        self.leaving.emit()
        self._version_of_typing()
        self.save_now()

    def delete(self, draft_id: DraftId) -> None:
        """Put a draft in the trash."""
        if draft_id == self._session.draft.id:
            self._put(Draft(DraftId("")))
            self._set_state(SaveState())
        self._ask(lambda store: store.delete_draft(draft_id), lambda _: self.latest_changed.emit())

    def latest(self, then: Callable[[list[Draft]], None], limit: int = 20) -> None:
        """Hand the drafts that changed last to `then`."""
        self._ask(lambda store: store.latest_drafts(limit), then)

    # Versions

    def add_version(self, origin: Origin, name: str = "", variant: Variant | None = None) -> None:
        """Keep the draft as it is as a version; a draft without a word is not kept."""
        draft = self._session.draft
        if self._read_only or self._is_blank(draft):
            return
        self._typed_since_version = False

        slot = self._slot

        def keep(store: Store) -> Draft:
            kept = slot.keep(store, draft)
            store.add_version(kept, origin, name, variant)
            return kept

        def done(kept: Draft) -> None:
            self._on_saved(slot, draft, kept)
            self.versions_changed.emit()

        self._saving = True
        self._store.submit(keep, done, self._on_failed)

    def name_version(self, name: str) -> None:
        """Keep the draft under a name."""
        self.add_version(Origin.NAMED, name)

    def versions(self, then: Callable[[list[VersionHeader]], None], draft_id: DraftId | None = None) -> None:
        """Hand the versions of a draft (default: the one on the desk), newest first, to `then`."""
        wanted = draft_id or self._session.draft.id
        if not wanted:
            then([])
            return
        self._ask(lambda store: store.versions(wanted), then)

    def version(self, version_id: VersionId, then: Callable[[Version], None]) -> None:
        """Hand one version with its text to `then`."""
        self._ask(lambda store: store.version(version_id), then)

    def restore(self, version: Version) -> None:
        """Bring a version back; what is there now is kept as a version, and undo takes it back too."""
        if version.draft != self._session.draft.id:
            self.leave()
            self._ask(lambda store: store.draft(version.draft), lambda draft: self._restore_onto(draft, version))
            return
        self._version_of_typing()
        self._session.replace(version.brief, version.copy, Place("restore"), tr("Restore"))
        self.add_version(Origin.RESTORED)

    def _restore_onto(self, draft: Draft, version: Version) -> None:
        self.put_on_desk(draft)
        self.restore(version)

    def _version_of_typing(self) -> None:
        if self._typed_since_version and not self._session.locked:
            self.add_version(Origin.TYPED)

    # Templates

    def templates(self, then: Callable[[list[Template]], None]) -> None:
        """Hand the templates, by name, to `then`."""
        self._ask(lambda store: store.templates(), then)

    def save_template(self, name: str) -> None:
        """Keep the brief on the desk, without its facts and product, to begin others from."""
        brief = msgspec.structs.replace(self._session.draft.brief, product="", facts=())
        self._ask(lambda store: store.save_template(Template(name, brief)), lambda _: None)

    def delete_template(self, name: str) -> None:
        """Forget a template."""
        self._ask(lambda store: store.delete_template(name), lambda _: None)

    def use_template(self, template: Template) -> None:
        """Fill the brief from a template; product and facts stay."""
        brief = self._session.draft.brief
        filled = msgspec.structs.replace(template.brief, product=brief.product, facts=brief.facts)
        self._session.set_brief(filled, Place("template"), tr("Use a template"))

    def _note_open(self) -> None:
        draft_id = self._session.draft.id
        if not self._read_only:
            self._ask(lambda store: store.note_open(draft_id), lambda _: None)

    def _ask(self, work: Callable[[Store], T], then: Callable[[T], None]) -> None:
        self._store.submit(work, then, self._notices.problem)
