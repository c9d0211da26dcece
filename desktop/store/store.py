"""The history of one profile: everything that is written, kept in one SQLite file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from desktop.core.brief import Brief, Kind
from desktop.core.calls import CallRecord, DaySpent, Spent
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Template, Variant, Version, VersionHeader
from desktop.core.errors import Bug, CopydeskError, EnvironmentProblem, ErrorKind
from desktop.core.ids import DraftId, VersionId
from desktop.core.profile import Profile
from desktop.core.provenance import Source
from desktop.core.words import tr
from desktop.store.backing import Backing
from desktop.store.backups import BackupInterruptedError, Interrupted
from desktop.store.drafts import now
from desktop.store.fidelity import cleaned
from desktop.store.history_file import HistoryFile
from desktop.store.organising import Organising
from desktop.store.part import never
from desktop.store.posts import KnownPost
from desktop.store.side_by_side import SideBySide
from desktop.store.tables import Tables
from desktop.store.thinning import forget_draft
from desktop.store.translating import Translating
from desktop.store.undo_steps import UndoKeeping
from desktop.store.values import (
    CharactersReplaced,
    PreviousSession,
    RecoveryReport,
    StoreEvent,
    Warned,
)

PATIENCE_S = 60.0
"""How long a save waits for another program that holds the file."""

_STOPS_WITHIN_S = 1.0  # a second folder whose disk hangs must not keep the window from closing
_CHECK_EVERY = timedelta(days=7)
_LEFT_FOR = timedelta(minutes=5)
_AT_ONCE = 20
_NO_DRAFT = DraftId("")


def ignore(_event: StoreEvent) -> None:
    """Nobody listens."""


def _keep_versions(tables: Tables) -> None:
    """A text that was left five minutes ago, by a crash say, becomes a version: only versions can be searched."""
    for number, draft in tables.drafts.unversioned(now(_LEFT_FOR), _AT_ONCE):
        if not (draft.copy.is_empty and draft.brief.is_empty):
            tables.versions.add(number, draft, Origin.TYPED, "", None)
        tables.drafts.set_versioned(number)


class Store(SideBySide, Backing, Organising, Translating, UndoKeeping):
    """Drafts, versions, templates, search and backups on the profile's one connection; see `StoreLike` for the words.

    Opened, used and closed on one thread. `tell` hears of waiting, recovery and repairs, on that thread. What a method
    that saves has returned survives `kill -9` and a power cut. `on_close` is called last of all, to give the profile's
    lock back. Raises `EnvironmentProblem`.
    """

    def __init__(
        self,
        profile: Profile,
        tell: Callable[[StoreEvent], None] = ignore,
        *,
        patience_s: float = PATIENCE_S,
        on_close: Callable[[], None] | None = None,
    ) -> None:
        self._tell = tell
        self._on_close = on_close
        self._file = HistoryFile(profile, tell, patience_s)
        self._begin_backing(profile)

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be saved, as a sentence; empty when everything can."""
        return self._file.read_only_reason

    @property
    def recovery(self) -> RecoveryReport | None:
        """What happened to a damaged history when it was opened or since; `None` when all is well."""
        return self._file.recovery

    # Drafts

    def save_draft(self, draft: Draft) -> Draft:
        """Keep the working copy for good; returns it as it was kept, with its id and times."""
        clean = self._cleaned(draft)
        return self._file.write(lambda tables: tables.drafts.save(clean)[1])

    def draft(self, draft_id: DraftId) -> Draft:
        """One draft with its working copy, also from the trash."""
        return self._file.read(lambda tables: tables.drafts.get(draft_id))

    def latest_drafts(self, limit: int = 20, kind: Kind | None = None, series: str = "") -> list[Draft]:
        """The drafts that changed last, newest first, without those put away; of a kind, or mails of a series."""
        return self._file.read(lambda tables: tables.drafts.latest(limit, kind, series))

    def posts(self) -> list[KnownPost]:
        """Every post that is not in the trash, as a calendar shows it."""
        return self._file.read(lambda tables: tables.posts.all())

    def delete_draft(self, draft_id: DraftId) -> None:
        """Put a draft into the trash."""
        self._file.write(lambda tables: tables.drafts.set_trashed(draft_id, trashed=True))

    def restore_draft(self, draft_id: DraftId) -> None:
        """Take a draft out of the trash."""
        self._file.write(lambda tables: tables.drafts.set_trashed(draft_id, trashed=False))

    def forget_draft(self, draft_id: DraftId) -> None:
        """Delete a draft with all its versions for good; only backups still have it."""
        self._file.write(lambda tables: forget_draft(tables, draft_id))

    # Versions

    def add_version(self, draft: Draft, origin: Origin, name: str = "", variant: Variant | None = None) -> Version:
        """Keep the working copy and, in the same breath, a version of it; one without a name is not kept twice."""
        clean, written, named = self._cleaned(draft), cleaned(variant).value, cleaned(name).value

        def add(tables: Tables) -> Version:
            number, kept = tables.drafts.save(clean)
            tables.drafts.set_versioned(number)
            return tables.versions.add(number, kept, origin, named, written)

        return self._file.write(add)

    def add_variant(
        self, draft: DraftId, brief: Brief, copy: Copy, origin: Origin, name: str = "", variant: Variant | None = None,
        sources: tuple[Source, ...] = (),
    ) -> Version:  # fmt: skip
        """Keep a version that stands beside a draft (`Origin.beside`), whose own text does not change by it."""
        if not origin.beside:
            raise Bug(ErrorKind.BUG, f"A version of origin {origin} does not stand beside a draft.")
        text, taken = cleaned(copy), tuple(cleaned(each).value for each in sources)
        if text.replaced:
            self._tell(CharactersReplaced(draft, text.replaced))
        version = Version(
            VersionId(0), draft, origin, "", cleaned(brief).value, text.value, cleaned(name).value,
            cleaned(variant).value, taken,
        )  # fmt: skip
        return self._file.write(lambda tables: tables.versions.add_beside(tables.drafts.known(draft), version))

    def versions(self, draft_id: DraftId) -> list[VersionHeader]:
        """The versions of a draft, the newest first."""
        return self._file.read(lambda tables: tables.versions.headers(draft_id))

    def version(self, version_id: VersionId) -> Version:
        """One version with its text."""
        return self._file.read(lambda tables: tables.versions.get(version_id))

    # Templates

    def templates(self) -> list[Template]:
        """The templates by name."""
        return self._file.read(lambda tables: tables.templates.all())

    def save_template(self, template: Template) -> None:
        """Keep a template in place of one with the same name."""
        self._file.write(lambda tables: tables.templates.save(cleaned(template).value))

    def delete_template(self, name: str) -> None:
        """Forget a template."""
        self._file.write(lambda tables: tables.templates.delete(cleaned(name).value))

    # Calls to models

    def add_calls(self, records: list[CallRecord]) -> None:
        """Keep calls that were made to models."""
        clean = [cleaned(each).value for each in records]
        self._file.write(lambda tables: tables.calls.add(clean))

    def calls(self, since: str = "", limit: int = 200, offset: int = 0) -> list[CallRecord]:
        """The calls since a moment, the newest first."""
        return self._file.read(lambda tables: tables.calls.since(since, limit, offset))

    def spent(self, since: str = "", draft: DraftId = _NO_DRAFT) -> list[Spent]:
        """What the calls since a moment cost, by provider, the dearest first; with `draft` those for one draft only."""
        return self._file.read(lambda tables: tables.calls.spent(since, draft))

    def spent_by_day(self, since: str = "") -> list[DaySpent]:
        """What the calls since a moment cost on each day on which there were any, the newest first."""
        return self._file.read(lambda tables: tables.calls.by_day(since))

    def clear_calls(self, before: str) -> None:
        """Forget the calls before a moment, and of the others their text and draft: what they cost still counts."""
        self._file.write(lambda tables: tables.calls.clear(before))

    # The session of a window

    def begin_session(self) -> PreviousSession:
        """A window opens; returns how the last one ended, and what was open in it."""
        previous = self._file.read(lambda tables: tables.sessions.previous())
        if not self.read_only_reason:
            self._file.write(lambda tables: tables.sessions.begin())
            self._file.session = (DraftId(""), "")
            self._file.read(lambda tables: tables.checkpoint("PASSIVE"))  # or a lost log would take its own trace along
            if previous.unclean:
                self._file.write(lambda tables: tables.notes.set("checked_at", ""))  # the next idle moment reads it all
                if not self._file.log_was_there and self.recovery is None:
                    self._warn_of_missing_log()
        return previous

    def note_open(self, draft_id: DraftId, state: str = "") -> None:
        """Write down what is open, should the window not end by itself; `state` is the window's own matter."""
        if self._file.session is not None:
            self._file.session = (draft_id, state)
            self._file.write(lambda tables: tables.sessions.note(draft_id, state))

    # Care

    def idle(self, interrupted: Interrupted = never) -> None:
        """Do what has time: versions of what nobody kept one of, thinning, the log, backups, and a check every week.

        Call it when nothing was typed for some seconds. `interrupted` is asked every few milliseconds and says when
        there is something more urgent; what was cut off is done the next time. A problem is told, not raised.
        """
        if self.read_only_reason:
            return
        try:
            self._file.write(_keep_versions)
            self._file.write(lambda tables: tables.index.tidy())
            self._go_on_with_index(interrupted)
            self._go_on_with_memories(interrupted)
            self._thin_out(interrupted)
            self._file.read(lambda tables: tables.checkpoint("PASSIVE"))
            self.backup_if_due(interrupted)
            if self._check_is_due() and not interrupted():
                self.check(interrupted)
        except BackupInterruptedError:
            return
        except CopydeskError as error:
            self._tell(Warned(error.problem.message, error.problem.hint))

    def check(self, interrupted: Interrupted = never) -> bool:
        """Read the whole file; a damaged one is recovered at once and told. Returns whether it was whole.

        Raises `BackupInterruptedError` when `interrupted` says so.
        """
        whole = self._file.check(interrupted)
        if not self.read_only_reason:
            moment = datetime.now(UTC).isoformat()
            self._file.write(lambda tables: tables.notes.set("checked_at", moment))
        return whole

    def close(self) -> None:
        """End the session, write everything into the one file, and give the profile back."""
        self._copying.stop(_STOPS_WITHIN_S)
        try:
            if self._file.session is not None:
                self._file.session = None
                self._file.write(lambda tables: tables.sessions.end())
            if not self.read_only_reason:
                self._fold_log_in()
        finally:
            self._file.close()
            if self._on_close is not None:
                self._on_close()

    def _fold_log_in(self) -> None:
        """Write the log into the file; where the disk is too full for that, all that was kept stays in the log."""
        try:
            self._file.read(lambda tables: tables.checkpoint("TRUNCATE"))
        except EnvironmentProblem as error:
            if error.problem.kind is not ErrorKind.DISK_FULL:
                raise

    def _cleaned(self, draft: Draft) -> Draft:
        result = cleaned(draft)
        if result.replaced:
            self._tell(CharactersReplaced(draft.id, result.replaced))
        return result.value

    def _check_is_due(self) -> bool:
        noted = self._file.read(lambda tables: tables.notes.get("checked_at"))
        return not noted or abs(datetime.now(UTC) - datetime.fromisoformat(noted)) >= _CHECK_EVERY

    def _warn_of_missing_log(self) -> None:
        newest = next(iter(self.backups()), None)
        hint = tr("The newest backup is of {time}.", time=newest.made_at) if newest else tr("There is no backup.")
        name = f"{self._file.path.name}-wal"
        self._tell(Warned(tr("The last changes are missing: the file {file} is gone.", file=name), hint))
