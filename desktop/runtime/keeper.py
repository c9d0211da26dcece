"""The keeper of the history while a window is open: brings back what was on the desk, says what happened to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.draft import Draft, Version
from desktop.core.errors import CopydeskError, ErrorKind, Problem
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.words import tr, trn
from desktop.runtime.backing_up import REPLACING
from desktop.runtime.desk import Desk
from desktop.runtime.notices import Answer
from desktop.store.lock import ProfileLock, busy_elsewhere
from desktop.store.values import (
    BackedUp,
    CharactersReplaced,
    IndexMadeAgain,
    PreviousSession,
    Recovered,
    StoreEvent,
    Waiting,
    Warned,
)

if TYPE_CHECKING:
    # SQLite and multiprocessing come in after the first paint.
    from desktop.store.server import StoreServer
    from desktop.store.store import Store
    from desktop.store.wire import Reply, Request

_IDLE_MS = 20_000
_BACKING_MS = 60_000
_WAIT_S = 10.0


class Found(msgspec.Struct, frozen=True):
    """What the history held when it was opened; `newest` is the newest version of the draft.

    `problem` says why the draft that was open, or its newest version, could not be read.
    """

    previous: PreviousSession
    read_only_reason: str
    draft: Draft | None
    newest: Version | None
    problem: Problem | None = None


class _Saved(msgspec.Struct, frozen=True):
    """What is read of a draft that a command saved."""

    id: str = ""


class Keeper(QObject):
    """Owns the profile for one window: its lock, its store, and the socket for commands."""

    _told = Signal(object)  # StoreEvent, from the store's thread
    _found = Signal(object)  # Found, from the store's thread
    _asked_to_show = Signal()  # from a thread of the socket
    _changed_by_command = Signal()  # from a thread of the socket
    _replaced_by_command = Signal()  # from a thread of the socket
    _saved_by_command = Signal(str)  # the id of a draft; from a thread of the socket

    def __init__(self, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._desk: Desk | None = None
        self._lock = ProfileLock(profile)
        self._server: StoreServer | None = None
        self._told.connect(self._on_told)
        self._found.connect(self._on_found)
        self._idle = QTimer(self, interval=_IDLE_MS)
        self._idle.timeout.connect(self._on_idle)
        self._backing = QTimer(self, interval=_BACKING_MS)
        self._backing.timeout.connect(self._on_backing)

    def claim(self) -> bool:
        """Take the profile for this window; `False` when another window has it, which has come to the front instead."""
        try:
            if self._lock.acquire():
                return True
        except CopydeskError:
            return True  # nobody can write there, so nobody is in the way; the store says so
        from desktop.store.client import ask_owner_to_show

        return not ask_owner_to_show(self._profile)

    def open_store(self) -> Store:
        """The history, on the thread that calls this; waits for a command that has it. Raises `EnvironmentProblem`."""
        from desktop.store.store import Store

        try:
            ours = self._lock.acquire(_WAIT_S)
        except CopydeskError as error:
            if error.problem.kind is not ErrorKind.READ_ONLY:
                raise
            ours = True
        if not ours:
            raise busy_elsewhere(self._profile)
        return Store(self._profile, self._told.emit, on_close=self._lock.release)

    def start(self, desk: Desk, show: Callable[[], None]) -> None:
        """Open the history off the window's thread; `show` brings the window to the front for a second one."""
        self._desk = desk
        self._asked_to_show.connect(show)
        self._changed_by_command.connect(desk.drafts.latest_changed)
        self._changed_by_command.connect(desk.drafts.versions_changed)
        self._replaced_by_command.connect(desk.backing_up.read_again)
        self._saved_by_command.connect(self._on_saved_by_command)
        desk.store.mistaken.connect(lambda problem: desk.notices.problem(problem, key="opening"))
        desk.store.start(self._look, self._on_failed)
        self._idle.start()
        self._backing.start()

    def close(self) -> None:
        """Stop listening to commands; the store itself is closed by its thread."""
        self._idle.stop()
        self._backing.stop()
        if self._server is not None:
            self._server.close()

    def _look(self, store: Store) -> None:
        """On the store's thread: what was on the desk when the last window ended."""
        previous = store.begin_session()
        draft = newest = problem = None
        try:
            draft = _last_on_desk(store, previous)
            newest = _newest_version(store, draft) if draft is not None and previous.unclean else None
        except CopydeskError as error:
            problem = error.problem  # one draft cannot be read: no reason to keep the others from the writer
        self._found.emit(Found(previous, store.read_only_reason, draft, newest, problem))
        if self._lock.held:
            self._listen()

    def _listen(self) -> None:
        """Do for commands what they ask; a system that lets us listen nowhere leaves them to wait for the profile."""
        from desktop.store.server import StoreServer

        try:
            self._server = StoreServer(self._profile, self._answer, lambda _arguments: self._asked_to_show.emit())
        except OSError as error:
            self._told.emit(Warned(tr("Commands cannot reach this window."), str(error)))

    def _answer(self, request: Request) -> Reply:
        """On a thread of the socket: what a command asks, done on the store's thread."""
        from desktop.store.wire import Reply, answer

        desk = self._desk
        if desk is None:
            return Reply()
        try:
            reply = desk.store.call(lambda store: answer(store, request))
        except CopydeskError as error:
            return Reply(problem=error.problem)
        self._changed_by_command.emit()
        if request.method in REPLACING:
            self._replaced_by_command.emit()
        elif request.method == "save_draft" and reply.problem is None:
            self._saved_by_command.emit(msgspec.json.decode(reply.result, type=_Saved).id)
        return reply

    def _on_saved_by_command(self, draft_id: str) -> None:
        """A command gave a draft another text, an older version's say: on the desk it is shown, and can be undone.

        What a model writes there just now is not ended by that; the command's text is a version then.
        """
        desk = self._desk
        if desk is None:
            return
        if draft_id != desk.session.draft.id:
            desk.drafts.forget_left(DraftId(draft_id))
        elif not desk.session.locked:
            desk.backing_up.read_again()

    def _on_found(self, found: Found) -> None:
        desk = self._desk
        if desk is None:
            return
        if found.read_only_reason:
            desk.drafts.set_read_only(found.read_only_reason)
            desk.notices.warn(tr("Nothing can be saved here."), found.read_only_reason, key="read_only")
        if found.problem is not None:
            desk.notices.problem(found.problem, key="opening")
        draft = desk.session.draft
        untouched = not draft.id and draft.copy.is_empty and draft.brief.is_empty
        if not untouched:
            return
        desk.reopening.remember(found.previous.state)
        if found.draft is None:
            desk.new_draft()
            return
        desk.drafts.put_on_desk(found.draft, recovered=found.previous.unclean)
        if found.previous.draft in ("", found.draft.id):
            desk.reopening.come_back(unclean=found.previous.unclean)
        damaged = desk.recovering.report is not None  # told already, and what is in a backup ended in no crash
        if found.previous.unclean and found.draft.changed_at and not damaged:
            self._say_recovered(desk, found.draft, found.newest)

    @staticmethod
    def _say_recovered(desk: Desk, draft: Draft, newest: Version | None) -> None:
        moment = datetime.fromisoformat(draft.changed_at).astimezone()
        text = tr("Copydesk did not end by itself. This is the text as it was saved last.")
        answers = [Answer(tr("Keep"), lambda: desk.notices.dismiss("recovered"), primary=True)]
        if newest is not None and newest.copy != draft.copy:
            more = draft.copy.words - newest.copy.words
            if more > 0:
                text += " " + trn(
                    "It has {n} word more than your version of {time}.",
                    "It has {n} words more than your version of {time}.",
                    more,
                    time=datetime.fromisoformat(newest.saved_at).astimezone().strftime("%H:%M"),
                )
            answers.append(Answer(tr("Go back to that version"), lambda: desk.drafts.restore(newest)))
        desk.notices.recovered(tr("Recovered up to {time}", time=moment.strftime("%H:%M:%S")), text, *answers)

    def _on_failed(self, problem: Problem) -> None:
        if self._desk is not None:
            self._desk.drafts.set_read_only(problem.message)
            self._desk.notices.problem(problem, key="read_only")

    def _on_told(self, event: StoreEvent) -> None:
        desk = self._desk
        if desk is None:
            return
        match event:
            case Waiting():
                desk.drafts.on_waiting()
            case Recovered(report=report):
                desk.recovering.tell(report)
            case CharactersReplaced(count=count):
                desk.notices.warn(
                    trn(
                        "{n} character that no program can show was left out.",
                        "{n} characters that no program can show were left out.",
                        count,
                    ),
                    key="characters",
                )
            case Warned(message=message, hint=hint):
                desk.notices.warn(message, hint, key="place")
            case BackedUp():
                desk.backing_up.refresh()
            case IndexMadeAgain():
                pass

    def _on_idle(self) -> None:
        """Backups and the like, when nothing else waits for the history."""
        desk = self._desk
        if desk is not None and not (desk.writer.busy or desk.comparing.busy):
            desk.store.submit(lambda store: store.idle(desk.store.has_work), lambda _: None, desk.notices.problem)

    def _on_backing(self) -> None:
        """A backup when one is due, also while models write for hours and there is no idle moment."""
        desk = self._desk
        if desk is not None:
            desk.store.submit(
                lambda store: None if store.read_only_reason else store.backup_if_due(desk.store.has_work),
                lambda _: None,
                desk.notices.problem,
            )


def _last_on_desk(store: Store, previous: PreviousSession) -> Draft | None:
    """The draft that was open when the last window ended, or else the one that changed last."""
    if previous.draft:
        return store.draft(previous.draft)
    return next(iter(store.latest_drafts(1)), None)


def _newest_version(store: Store, draft: Draft) -> Version | None:
    own = [header for header in store.versions(draft.id) if not header.origin.beside]
    return store.version(own[0].id) if own else None
