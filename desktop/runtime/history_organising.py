"""Putting drafts and versions in order: tags, folders, archive, trash, pins, names, branches, kept searches."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.core.draft import Draft, Version
from desktop.core.history import DraftCard, SavedSearch
from desktop.core.ids import DraftId, VersionId
from desktop.core.words import tr
from desktop.runtime.drafts import Drafts
from desktop.runtime.notices import Answer, Notices
from desktop.runtime.store_thread import StoreThread

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.store import Store

T = TypeVar("T")

_PUT_AWAY = "put_away"


class Organising(QObject):
    """Each verb is one piece of work of the store; `changed` is sent when it is done, after `latest_changed` of drafts.

    What puts a draft away says so, with a button that takes it back.
    """

    changed = Signal()
    searches_changed = Signal()

    def __init__(self, drafts: Drafts, store: StoreThread, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._store = store
        self._notices = notices

    # Drafts

    def set_tags(self, draft: DraftId, tags: tuple[str, ...]) -> None:
        """Tag a draft with these and no others."""
        self._do(lambda store: store.set_tags(draft, tags))

    def set_folder(self, draft: DraftId, folder: str) -> None:
        """Move a draft to a folder; empty for none."""
        self._do(lambda store: store.set_folder(draft, folder))

    def archive(self, draft: DraftId, title: str) -> None:
        """Put a draft into the archive."""

        def done(_none: object) -> None:
            self._on_changed()
            self._offer(tr("Put into the archive"), title, partial(self.unarchive, draft))

        self._ask(lambda store: store.archive_draft(draft), done)

    def unarchive(self, draft: DraftId) -> None:
        """Take a draft out of the archive."""
        self._notices.dismiss(_PUT_AWAY)
        self._do(lambda store: store.unarchive_draft(draft))

    def trash(self, draft: DraftId, title: str) -> None:
        """Put a draft into the trash; what is on the desk is kept first, and stays there while a model writes."""
        if self._drafts.on_desk()() == draft:
            if not self._drafts.may_leave():
                return
            self._drafts.leave()
        self._drafts.delete(draft)

        def done(card: DraftCard) -> None:
            self._on_changed()
            if card.trashed_at:
                self._offer(tr("Moved to the trash"), title, partial(self.take_out, draft))

        self._ask(lambda store: store.card(draft), done)

    def take_out(self, draft: DraftId) -> None:
        """Take a draft out of the trash."""
        self._notices.dismiss(_PUT_AWAY)
        self._do(lambda store: store.restore_draft(draft))

    def forget(self, draft: DraftId) -> None:
        """Delete a draft with all its versions for good."""
        self._do(lambda store: store.forget_draft(draft), versions=True)

    def empty_trash(self) -> None:
        """Delete all that lies in the trash for good."""
        self._do(lambda store: store.empty_trash(), versions=True)

    # Versions

    def pin(self, version: VersionId, *, pinned: bool) -> None:
        """Keep a version for ever, or no longer."""
        self._change_version(lambda store: store.pin_version(version, pinned))

    def name_version(self, version: VersionId, name: str) -> None:
        """Give a version a name, another one, or with an empty name none."""
        self._change_version(lambda store: store.name_version(version, name))

    def branch(self, version: VersionId, then: Callable[[Draft], None]) -> None:
        """Make a draft of its own from a version; `then` gets it."""

        def done(draft: Draft) -> None:
            self._on_changed(versions=True)
            then(draft)

        self._ask(lambda store: store.branch(version), done)

    def export(self, version: Version, path: Path) -> None:
        """Write a version to a file, by the file's ending."""
        from desktop.formats.export import export_draft

        draft = Draft(version.draft, version.brief.kind, version.brief, version.copy, changed_at=version.saved_at)
        self._ask(
            lambda _store: export_draft(draft, path),
            lambda _none: self._notices.info(tr("Exported to {file}.", file=path.name), key="export"),
        )

    # Searches

    def save_search(self, search: SavedSearch) -> None:
        """Keep a search in the place of one with its name."""

        def done(_none: object) -> None:
            self.searches_changed.emit()
            self._notices.info(tr("Saved: “{name}”", name=search.name), key="saved_search")

        self._ask(lambda store: store.save_search(search), done)

    def delete_search(self, name: str) -> None:
        """Forget a search."""
        self._ask(lambda store: store.delete_search(name), lambda _none: self.searches_changed.emit())

    # Inside

    def _do(self, work: Callable[[Store], object], *, versions: bool = False) -> None:
        self._ask(work, lambda _done: self._on_changed(versions=versions))

    def _change_version(self, work: Callable[[Store], object]) -> None:
        self._ask(work, lambda _done: self._drafts.versions_changed.emit())

    def _ask(self, work: Callable[[Store], T], then: Callable[[T], None]) -> None:
        self._store.submit(work, then, self._notices.problem)

    def _on_changed(self, *, versions: bool = False) -> None:
        self._drafts.latest_changed.emit()
        if versions:
            self._drafts.versions_changed.emit()
        self.changed.emit()

    def _offer(self, headline: str, title: str, back: Callable[[], None]) -> None:
        self._notices.info(headline, title, Answer(tr("Undo"), back, primary=True), key=_PUT_AWAY)
