"""The history for a command: opened here, or asked of the window that has it open."""

from __future__ import annotations

import time
from typing import Any

import msgspec

from desktop.core.brief import Brief
from desktop.core.calls import CallRecord, DaySpent, Spent
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Template, Variant, Version, VersionHeader
from desktop.core.errors import CopydeskError, ErrorKind
from desktop.core.ids import DraftId, VersionId
from desktop.core.profile import Profile
from desktop.core.provenance import Source
from desktop.store.fidelity import cleaned
from desktop.store.lock import ProfileLock, busy_elsewhere
from desktop.store.protocol import StoreLike
from desktop.store.remote import GONE, ask
from desktop.store.remote_parts import RemoteBacking, RemoteOrganising, RemoteSideBySide
from desktop.store.remote_translating import RemoteTranslating
from desktop.store.store import Store
from desktop.store.wire import SHOW, Request, address_of, secret_of

WAIT_S = 10.0
"""How long a command waits for a profile that is taken by a program which does not listen: another command."""

_NO_DRAFT = DraftId("")
_STEP_S = 0.1


def open_store(profile: Profile, wait_s: float = WAIT_S) -> StoreLike:
    """The profile's history, whoever has it open.

    Takes the profile's lock and opens the file; when a window holds the lock, speaks to it. Raises
    `EnvironmentProblem`.
    """
    lock = ProfileLock(profile)
    deadline = time.monotonic() + wait_s
    while True:
        try:
            ours = lock.acquire()
        except CopydeskError as error:
            if error.problem.kind is ErrorKind.READ_ONLY:
                return Store(profile)  # nobody can write there, so nobody is in the way
            raise
        if ours:
            return _open_ours(profile, lock)
        remote = _connect(profile)
        if remote is not None:
            return RemoteStore(profile, remote)
        if time.monotonic() >= deadline:
            raise busy_elsewhere(profile)
        time.sleep(_STEP_S)


def ask_owner_to_show(profile: Profile, arguments: tuple[str, ...] = (), wait_s: float = 3.0) -> bool:
    """Ask the window that has the profile open to come to the front; whether one heard it."""
    deadline = time.monotonic() + wait_s
    while True:
        connection = _connect(profile)
        if connection is not None:
            try:
                request = Request(SHOW, {"arguments": msgspec.Raw(msgspec.json.encode(cleaned(arguments).value))})
                ask(connection, request)
            except GONE:
                return False
            finally:
                connection.close()
            return True
        if time.monotonic() >= deadline:
            return False
        time.sleep(_STEP_S)


class RemoteStore(RemoteSideBySide, RemoteBacking, RemoteOrganising, RemoteTranslating):
    """The history of a window, over its socket; see `StoreLike` for the words."""

    @property
    def read_only_reason(self) -> str:
        """Empty: a window that cannot write says so with each save."""
        return ""

    def save_draft(self, draft: Draft) -> Draft:
        """Keep the working copy for good; returns it as it was kept."""
        return self._call("save_draft", Draft, draft=draft)

    def draft(self, draft_id: DraftId) -> Draft:
        """One draft with its working copy."""
        return self._call("draft", Draft, draft_id=draft_id)

    def latest_drafts(self, limit: int = 20) -> list[Draft]:
        """The drafts that changed last, the newest first."""
        return self._call("latest_drafts", list[Draft], limit=limit)

    def delete_draft(self, draft_id: DraftId) -> None:
        """Put a draft into the trash."""
        self._call("delete_draft", type(None), draft_id=draft_id)

    def restore_draft(self, draft_id: DraftId) -> None:
        """Take a draft out of the trash."""
        self._call("restore_draft", type(None), draft_id=draft_id)

    def forget_draft(self, draft_id: DraftId) -> None:
        """Delete a draft for good."""
        self._call("forget_draft", type(None), draft_id=draft_id)

    def add_version(self, draft: Draft, origin: Origin, name: str = "", variant: Variant | None = None) -> Version:
        """Keep the working copy and a version of it."""
        return self._call("add_version", Version, draft=draft, origin=origin, name=name, variant=variant)

    def add_variant(
        self, draft: DraftId, brief: Brief, copy: Copy, origin: Origin, name: str = "", variant: Variant | None = None,
        sources: tuple[Source, ...] = (),
    ) -> Version:  # fmt: skip
        """Keep a version that stands beside a draft."""
        return self._call(
            "add_variant", Version, draft=draft, brief=brief, copy=copy, origin=origin, name=name, variant=variant,
            sources=sources,
        )  # fmt: skip

    def versions(self, draft_id: DraftId) -> list[VersionHeader]:
        """The versions of a draft, the newest first."""
        return self._call("versions", list[VersionHeader], draft_id=draft_id)

    def version(self, version_id: VersionId) -> Version:
        """One version with its text."""
        return self._call("version", Version, version_id=version_id)

    def templates(self) -> list[Template]:
        """The templates by name."""
        return self._call("templates", list[Template])

    def save_template(self, template: Template) -> None:
        """Keep a template."""
        self._call("save_template", type(None), template=template)

    def delete_template(self, name: str) -> None:
        """Forget a template."""
        self._call("delete_template", type(None), name=name)

    def add_calls(self, records: list[CallRecord]) -> None:
        """Keep calls that were made to models."""
        self._call("add_calls", type(None), records=records)

    def calls(self, since: str = "", limit: int = 200, offset: int = 0) -> list[CallRecord]:
        """The calls since a moment, the newest first."""
        return self._call("calls", list[CallRecord], since=since, limit=limit, offset=offset)

    def spent(self, since: str = "", draft: DraftId = _NO_DRAFT) -> list[Spent]:
        """What the calls since a moment cost, by provider; with `draft` those for one draft only."""
        return self._call("spent", list[Spent], since=since, draft=draft)

    def spent_by_day(self, since: str = "") -> list[DaySpent]:
        """What the calls since a moment cost on each day."""
        return self._call("spent_by_day", list[DaySpent], since=since)

    def clear_calls(self, before: str) -> None:
        """Forget the calls before a moment, and of the others their text and draft."""
        self._call("clear_calls", type(None), before=before)

    def close(self) -> None:
        """Hang up; the window goes on."""
        self._connection.close()


def _open_ours(profile: Profile, lock: ProfileLock) -> Store:
    try:
        return Store(profile, on_close=lock.release)
    except CopydeskError:
        lock.release()
        raise


def _connect(profile: Profile) -> Any | None:  # noqa: ANN401 - of either family
    """A connection to the window of a profile; `None` when nobody listens or it is not the right one."""
    from multiprocessing.connection import Client

    secret = secret_of(profile, make=False)
    if secret is None:
        return None
    try:
        address, family = address_of(profile)
        return Client(address, family, authkey=secret)
    except GONE:
        return None
