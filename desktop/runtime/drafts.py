"""The drafts: saving by itself, opening, versions, templates."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.brief import Brief, Kind
from desktop.core.draft import Draft, Origin, Template, Variant, Version, VersionHeader
from desktop.core.ids import DraftId, VersionId
from desktop.core.words import tr
from desktop.runtime.draft_shelf import Left, Shelf, Slot, change_on_desk, changed_in, same_text
from desktop.runtime.notices import Notices
from desktop.runtime.saving import Asked, SaveKind, SaveState, Saving
from desktop.runtime.session import DraftChange, DraftSession, Place, Step, Steps
from desktop.runtime.store_thread import StoreThread
from desktop.runtime.undo_keeping import UndoKeeper

if TYPE_CHECKING:
    from desktop.store.store import Store

__all__ = ["Drafts", "SaveKind", "SaveState"]

T = TypeVar("T")

_VERSION_EVERY_MS = 5 * 60 * 1000
_TAKEN_MS = 1000
"""What is taken within this time, all changes of a list say, is one version."""


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
        self._saving = Saving(session, store, notices, self)
        self._undo = UndoKeeper(session, store, self._saving.slot, self)
        self._shelf = Shelf()
        self._typed_since_version = False
        self._taken = False
        self._window_state = ""
        self._held: Callable[[], bool] = bool
        self._versioning = QTimer(self, interval=_VERSION_EVERY_MS)
        self._versioning.timeout.connect(self._version_of_typing)
        self._versioning.start()
        self._taking = QTimer(self, singleShot=True, interval=_TAKEN_MS)
        self._taking.timeout.connect(self._version_of_taking)
        self._connect()

    def _connect(self) -> None:
        self._session.changed.connect(self._on_changed)
        self._session.taking.connect(self._on_taking)
        self._session.taken.connect(self._on_taken)
        self._saving.state_changed.connect(self.save_state_changed)
        self._saving.versioned.connect(self.versions_changed)
        self._saving.kept.connect(self._on_kept)

    @property
    def save_state(self) -> SaveState:
        """How safe the text is now."""
        return self._saving.state

    @property
    def all_safe(self) -> bool:
        """Whether the disk has all that was written."""
        return self._saving.all_safe

    def on_desk(self) -> Callable[[], DraftId]:
        """Says, on any thread, the id of the draft that is on the desk now; also when it gets one only later."""
        slot = self._saving.slot
        return lambda: slot.id

    def keeper(self) -> Callable[[Store], DraftId]:
        """Says, on the store's thread, the id of the draft that is on the desk now; see `Saving.keeper`."""
        return self._saving.keeper()

    def hold_while(self, held: Callable[[], bool]) -> None:
        """Let another draft come by itself only while this is false: models work on what is on the desk."""
        self._held = held

    def set_read_only(self, reason: str) -> None:
        """Nothing can be kept; say why."""
        self._saving.set_read_only(reason)

    def save_now(self) -> None:
        """Save what changed; the answer comes as a `save_state_changed`."""
        self._saving.save_now()

    def on_waiting(self) -> None:
        """Another program holds the history; saving goes on trying."""
        self._saving.on_waiting()

    def _on_changed(self, _change: DraftChange) -> None:
        self._typed_since_version = True

    def _on_kept(self, is_new: bool) -> None:
        if is_new:
            self._note_open()
            self.versions_changed.emit()
        self.latest_changed.emit()

    # Opening

    def new(self, brief: Brief = Brief()) -> None:  # noqa: B008 - a frozen value
        """Put an empty draft on the desk; the one that was there is kept."""
        self.leave()
        self.put_new(Draft(DraftId(""), brief.kind, brief))

    def put_new(self, draft: Draft, origin: Origin | None = None) -> None:
        """Put a draft on the desk that no history knows yet, after `leave`; with an origin it begins as a version."""
        self._shelve()
        self._show(Slot(draft), draft, None)
        if origin is not None:
            self.add_version(origin)

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
        self._show(left.slot, draft, draft if left.is_kept else None, left.steps)

    def open(self, draft_id: DraftId) -> None:
        """Open a draft of the history."""
        self.leave()
        self._ask(lambda store: store.draft(draft_id), self.put_on_desk)

    def put_on_desk(self, draft: Draft, *, recovered: bool = False) -> None:
        """Show a draft that was read from the history; after a crash it is `recovered`, with what can be undone of it.

        One that was left in this session with something unsaved comes back with it.
        """
        self._shelve()
        known = self._shelf.find(draft.id)
        if known is not None and not known.is_kept and not self._saving.read_only:
            self._show(known.slot, known.draft, None, known.steps)
        else:
            slot = known.slot if known is not None else Slot(draft)  # one draft, one slot: its saves are in order
            slot.kept = draft if draft.id else None
            self._show(slot, draft, draft, known.steps if known is not None else None, recovered=recovered)

    def _show(
        self, slot: Slot, draft: Draft, saved: Draft | None, steps: Steps | None = None, *, recovered: bool = False
    ) -> None:
        self._taking.stop()
        self._typed_since_version = self._taken = False
        self._saving.begin(slot, saved)
        self._session.open(draft, steps)
        self._undo.begin(slot, recovered=recovered)
        self._note_open()
        self._saving.say()
        self.versions_changed.emit()

    def _shelve(self) -> None:
        """Remember how the draft on the desk is left, with what can be undone of it."""
        self._shelf.put(Left(self._saving.slot, self._session.steps))

    def leave(self) -> None:
        """Keep what is on the desk before something else takes its place."""
        self.leaving.emit()
        self._version_of_taking()
        self._version_of_typing()
        self._saving.save_before_leaving()
        self._undo.keep()

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
        elif not self._saving.read_only:
            self._ask(lambda store: changed_in(store, draft_id, change), done)

    def delete(self, draft_id: DraftId) -> None:
        """Put a draft in the trash."""
        if draft_id == self._session.draft.id:
            self.put_on_desk(Draft(DraftId(""), self._session.draft.kind, Brief(self._session.draft.kind)))
        self._shelf.forget(draft_id)
        self._ask(lambda store: store.delete_draft(draft_id), lambda _: self.latest_changed.emit())

    def forget_left(self, draft_id: DraftId | None = None) -> None:
        """The history has another text of a draft now, or of all of them: what this session remembers is past."""
        self._shelf.outdate(draft_id)

    def take_over(self, kept: Draft) -> None:
        """The history has another text of the draft on the desk now: it is opened anew, and undo takes it back."""
        left = self._session.steps
        step = Step(left.draft, Place("restore"), tr("Restore"))
        same = same_text(left.draft, kept)
        steps = Steps(kept, left.undo, left.redo) if same else Steps(kept, (*left.undo, step))
        self._show(Slot(kept), kept, kept, steps)

    def latest(self, then: Callable[[list[Draft]], None], limit: int = 20) -> None:
        """Hand the drafts that changed last to `then`."""
        self._ask(lambda store: store.latest_drafts(limit), then)

    # Versions

    def add_version(self, origin: Origin, name: str = "", variant: Variant | None = None) -> None:
        """Keep the draft as it is as a version; a draft without a word is not kept."""
        self._typed_since_version = self._taken = False
        self._taking.stop()
        self._saving.keep_version(Asked(origin, name, variant))

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

    def _on_taking(self) -> None:
        """What stood there before is a version too, unless it is one of those that are taken together."""
        if not self._taken:
            self._version_of_typing()

    def _on_taken(self) -> None:
        self._taken = True
        self._taking.start()

    def _version_of_taking(self) -> None:
        if self._taken and not self._session.locked:
            self.add_version(Origin.WRITTEN)

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

    def note_state(self, state: str) -> None:
        """Write down how the window looks, in its own words, should it not end by itself."""
        self._window_state = state
        self._note_open()

    def _note_open(self) -> None:
        slot, state = self._saving.slot, self._window_state
        if not self._saving.read_only:
            self._ask(lambda store: store.note_open(slot.id, state), lambda _: None)

    def _ask(self, work: Callable[[Store], T], then: Callable[[T], None]) -> None:
        self._store.submit(work, then, self._notices.problem)
