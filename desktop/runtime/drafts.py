"""The drafts: saving by itself, opening, versions, templates."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.brief import Brief, Kind
from desktop.core.draft import Draft, Origin, Template, Variant, Version, VersionHeader
from desktop.core.errors import Problem, Remedy
from desktop.core.ids import DraftId, VersionId
from desktop.core.mail_structures import is_untouched
from desktop.core.moment import timestamp
from desktop.core.words import tr
from desktop.runtime.draft_shelf import Left, Shelf, Slot, change_on_desk, changed_in
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


class Drafts(QObject):
    """Keeps the draft on the desk safe and lets others be opened."""

    save_state_changed = Signal(object)  # SaveState
    latest_changed = Signal()
    versions_changed = Signal()
    leaving = Signal()  # the draft on the desk is about to make room for another
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
        self._slot = Slot(session.draft)
        self._shelf = Shelf()
        self._saving = False
        self._typed_since_version = False
        self._held: Callable[[], bool] = bool
        self._read_only = ""
        self._autosave = QTimer(self, singleShot=True, interval=_AUTOSAVE_MS)
        self._autosave.timeout.connect(lambda: session.lull.run(self.save_now))
        self._versioning = QTimer(self, interval=_VERSION_EVERY_MS)
        self._versioning.timeout.connect(self._version_of_typing)
        self._versioning.start()
        session.changed.connect(self._on_changed)
        self._first_kept.connect(self._on_first_kept)

    @property
    def save_state(self) -> SaveState:
        """How safe the text is now."""
        return self._state

    def on_desk(self) -> Callable[[], DraftId]:
        """Says, on any thread, the id of the draft that is on the desk now; also when it gets one only later."""
        slot = self._slot
        return lambda: slot.id

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

    def hold_while(self, held: Callable[[], bool]) -> None:
        """Let another draft come by itself only while this is false: models work on what is on the desk."""
        self._held = held

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

    def _on_saved(self, slot: Slot, sent: Draft, kept: Draft) -> None:
        self._saving = False
        if self._state.kind is SaveKind.FAILED:
            self._notices.dismiss("save")
        self.latest_changed.emit()
        if slot is not self._slot:
            self._autosave.start()
            return
        is_new = not self._session.handed_in.id
        self._session.saved_as(kept)
        now = self._session.handed_in  # what is held back still comes, and is saved then
        same = (now.brief, now.copy, now.sources) == (sent.brief, sent.copy, sent.sources)
        self._saved = now if same else None
        self._set_state(SaveState(SaveKind.SAVED, kept.changed_at))
        if is_new:
            self._note_open()
            self.versions_changed.emit()
        if self._saved is None:
            self._autosave.start()

    def _on_first_kept(self, slot: Slot, sent: Draft, kept: Draft) -> None:
        """A save that was made for something beside the draft: one of its own may still be under way."""
        saving = self._saving
        self._on_saved(slot, sent, kept)
        self._saving = saving

    def _on_failed(self, problem: Problem) -> None:
        self._saving = False
        since = self._state.at if self._state.kind is SaveKind.FAILED else timestamp()
        self._set_state(SaveState(SaveKind.FAILED, since, problem.message))
        remedy = Remedy.SAVE_ELSEWHERE
        again = Answer(tr("Try again"), self.save_now, primary=True)
        self._notices.problem(msgspec.structs.replace(problem, remedy=remedy), again, key="save")
        QTimer.singleShot(_RETRY_MS, self.save_now)

    def _is_blank(self, draft: Draft) -> bool:
        mail = draft.brief.mail
        return not draft.id and draft.copy.is_empty and draft.brief.is_empty and (mail is None or is_untouched(mail))

    def _set_state(self, state: SaveState) -> None:
        if state != self._state:
            self._state = state
            self.save_state_changed.emit(state)

    # Opening

    def new(self, brief: Brief = Brief()) -> None:  # noqa: B008 - a frozen value
        """Put an empty draft on the desk; the one that was there is kept."""
        self.leave()
        self.put_new(Draft(DraftId(""), brief.kind, brief))

    def put_new(self, draft: Draft, origin: Origin | None = None) -> None:
        """Put a draft on the desk that no history knows yet, after `leave`; with an origin it begins as a version."""
        self._put(draft)
        self._saved = None
        self._note_open()
        self._set_state(SaveState())
        self.versions_changed.emit()
        if origin is not None:
            self.add_version(origin)
        elif not draft.brief.is_empty:
            self._autosave.start()

    def may_leave(self) -> bool:
        """Whether another draft may take the place of the one on the desk by itself; says why not.

        While a model writes, it may not: going to another screen is no wish to end that.
        """
        if not self._session.locked and not self._held():
            return True
        self._notices.info(
            tr("The text is still being written."),
            tr("Wait until it is done, or stop it; then you can go on."),
            key="still_writing",
        )
        return False

    def show_kind(self, kind: Kind) -> bool:
        """Put the last draft of a kind on the desk, an empty one when there is none; `False` while a model writes."""
        if self._session.handed_in.kind is kind:
            return True
        if not self.may_leave():
            return False
        self.leave()
        known = self._shelf.last(kind)
        if known is not None:
            self._put_back(known)
        else:
            self._ask(lambda store: store.latest_drafts(1, kind), lambda found: self._show_found(kind, found))
        return True

    def _show_found(self, kind: Kind, found: list[Draft]) -> None:
        if found:
            self.put_on_desk(found[0])
        else:
            self.put_new(Draft(DraftId(""), kind, Brief(kind)))

    def _put_back(self, left: Left) -> None:
        """A draft that was left in this session, as it was; the history may not have it yet."""
        draft = left.draft
        self._shelve()
        self._slot = left.slot
        self._saved = draft if left.is_kept else None
        self._typed_since_version = False
        self._session.open(draft, left.steps)
        self._note_open()
        self._set_state(SaveState(SaveKind.SAVED, draft.changed_at) if draft.id else SaveState())
        self.versions_changed.emit()
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
        self._shelve()
        known = self._shelf.find(draft.id)
        self._slot = Slot(draft)
        self._saved = draft
        self._typed_since_version = False
        self._session.open(draft, known.steps if known is not None else None)

    def _shelve(self) -> None:
        """Remember how the draft on the desk is left, with what can be undone of it."""
        self._shelf.put(Left(self._slot, self._session.steps))

    def leave(self) -> None:
        """Keep what is on the desk before something else takes its place."""
        self.leaving.emit()
        self._version_of_typing()
        self.save_now()

    def change(self, draft_id: DraftId, change: Callable[[Draft], Draft], place: Place, label: str) -> None:
        """Change a draft wherever it is, as a step of undo of it; one that is not on the desk has versions of both."""

        def done(drafts: tuple[Draft, Draft]) -> None:
            if draft_id == self._session.draft.id:  # it came to the desk as it was left, while this was under way
                change_on_desk(self._session, change, place, label)
            else:
                self._shelf.change(*drafts, change, place, label)
            self.latest_changed.emit()

        if draft_id == self._session.draft.id:
            change_on_desk(self._session, change, place, label)
        elif not self._read_only:
            self._ask(lambda store: changed_in(store, draft_id, change), done)

    def delete(self, draft_id: DraftId) -> None:
        """Put a draft in the trash."""
        if draft_id == self._session.draft.id:
            self._put(Draft(DraftId(""), self._session.draft.kind, Brief(self._session.draft.kind)))
            self._set_state(SaveState())
        self._shelf.forget(draft_id)
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
        self._session.replace(version.brief, version.copy, Place("restore"), tr("Restore"), version.sources)
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
