"""What was spent: the calls of every job are kept with their draft, and added up by day, month, provider and draft."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.calls import CallRecord, DaySpent, Spent
from desktop.core.errors import ErrorKind, Problem
from desktop.core.ids import DraftId
from desktop.core.limits import Limit, asks_above, reached, start_of_day, start_of_month, tightest, total
from desktop.core.money import US, Rate
from desktop.core.settings import Settings
from desktop.engine.messages import Estimated, ExtractFacts, Judge, Write, WriteLines
from desktop.runtime.drafts import Drafts
from desktop.runtime.engine_client import EngineClient, Job
from desktop.runtime.notices import Notices
from desktop.runtime.session import DraftSession
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.store_thread import StoreThread

if TYPE_CHECKING:
    from desktop.store.store import Store

_GATHER_MS = 200
_JOBS_REMEMBERED = 512
"""A comparison may ask for a hundred variants at once."""
_KEY = "spending"


class Verdict(StrEnum):
    """Whether a call may be made."""

    GO = "go"
    ASK = "ask"
    STOP = "stop"


class Decision(msgspec.Struct, frozen=True):
    """A verdict; `limit` is the tightest there is, `max_cost` what the job may cost by it (in USD; `None`: anything).

    `unknown` says that it is asked because nobody knows the cost, `problem` why it may not be made.
    """

    verdict: Verdict
    max_cost: float | None = None
    limit: Limit | None = None
    unknown: bool = False
    problem: Problem | None = None


def decided(settings: Settings, limit: Limit | None, estimated: Estimated | None = None) -> Decision:
    """Whether a call may be made within the tightest limit; without an estimate it is a small one."""
    if estimated is not None and estimated.here and estimated.cost == 0.0:
        return Decision(Verdict.GO)
    cost = estimated.cost if estimated is not None and estimated.currency == US else None
    if limit is not None and (limit.left <= 0 or (cost is not None and cost > limit.left)):
        return Decision(Verdict.STOP, 0.0, limit, problem=reached(limit, Rate.of(settings), cost))
    if estimated is not None and cost is None:
        return Decision(Verdict.ASK, None, limit, unknown=True)
    above = cost is not None and cost > asks_above(settings)
    return Decision(Verdict.ASK if above else Verdict.GO, limit.left if limit is not None else None, limit)


class Totals(msgspec.Struct, frozen=True):
    """What was spent today, this month, and for the draft on the desk, each by provider."""

    today: tuple[Spent, ...] = ()
    month: tuple[Spent, ...] = ()
    draft: tuple[Spent, ...] = ()


class Spending(QObject):
    """Keeps every call that the engine reports, and knows what they cost."""

    changed = Signal()  # the totals

    def __init__(
        self,
        store: StoreThread,
        settings: SettingsService,
        engine: EngineClient,
        session: DraftSession,
        drafts: Drafts,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._settings = settings
        self._drafts = drafts
        self._notices = notices
        self._totals = Totals()
        self._draft_of: OrderedDict[int, Callable[[], DraftId]] = OrderedDict()
        self._kept = Totals()
        self._waiting: list[_Reported] = []
        self._writing: list[_Reported] = []
        self._unkept: list[_Reported] = []
        self._gather = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gather.timeout.connect(self.flush)
        engine.requested.connect(self._on_requested)
        engine.called.connect(self._on_called)
        session.opened.connect(self._on_opened)

    # What was spent

    @property
    def totals(self) -> Totals:
        """What was spent as far as is known; `refresh` reads it anew."""
        return self._totals

    @property
    def today(self) -> Spent:
        """What all of today cost."""
        return total(self._totals.today)

    @property
    def month(self) -> Spent:
        """What all of this month cost."""
        return total(self._totals.month)

    @property
    def draft(self) -> Spent:
        """What the draft on the desk cost, from its first call on."""
        return total(self._totals.draft)

    @property
    def rate(self) -> Rate:
        """The currency in which the writer wants to read amounts; it shows them too."""
        return Rate.of(self._settings.settings)

    def refresh(self, then: Callable[[], None] | None = None) -> None:
        """Add up anew what is kept, calls of commands included; `then` is called when that is done, well or not."""
        self._write([], then)

    def calls(
        self, then: Callable[[list[CallRecord]], None], since: str = "", limit: int = 200, offset: int = 0
    ) -> None:
        """Hand the calls since a moment, the newest first, to `then`."""
        self._store.submit(lambda store: store.calls(since, limit, offset), then, self._notices.problem)

    def days(self, then: Callable[[list[DaySpent]], None], since: str = "") -> None:
        """Hand what each day cost, the newest first, to `then`."""
        self._store.submit(lambda store: store.spent_by_day(since), then, self._notices.problem)

    def clear(self, then: Callable[[], None]) -> None:
        """Forget the calls before this month, and of the others what was sent and for which draft."""
        before = start_of_month()
        self._store.submit(
            lambda store: store.clear_calls(before), lambda _none: self.refresh(then), self._notices.problem
        )

    # Whether a call may be made

    def may_write(self, estimated: Estimated, provider: str = "", provider_cap: float = 0.0) -> Decision:
        """Whether something may be written that is expected to cost so much, with a provider that may have a cap."""
        return decided(self._settings.settings, self.tightest(provider, provider_cap), estimated)

    def may_call(self, provider: str = "", provider_cap: float = 0.0) -> Decision:
        """Whether a call may be made whose cost nobody estimated, because it is small."""
        return decided(self._settings.settings, self.tightest(provider, provider_cap))

    def tightest(self, provider: str = "", provider_cap: float = 0.0) -> Limit | None:
        """The limit of which the least is left; `None` when the writer set none."""
        return tightest(self._settings.settings, self._totals.today, self._totals.month, provider, provider_cap)

    # Keeping calls

    def flush(self) -> None:
        """Keep what was reported until now."""
        self._gather.stop()
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._write(waiting, None)

    def _on_opened(self, _draft: object) -> None:
        self.refresh()

    def _on_requested(self, job: Job) -> None:
        """The draft on the desk is the one that a job works for, also when it gets its id later."""
        if isinstance(job.params, Write | WriteLines | Judge | ExtractFacts):
            self._draft_of[job.number] = self._drafts.on_desk()
            while len(self._draft_of) > _JOBS_REMEMBERED:
                self._draft_of.popitem(last=False)

    def _on_called(self, number: int, call: CallRecord) -> None:
        self._waiting.append(_Reported(call, self._draft_of.get(number, _no_draft)))
        self._count()
        if not self._gather.isActive():
            self._gather.start()

    def _write(self, waiting: list[_Reported], then: Callable[[], None] | None) -> None:
        """Keep calls and add up anew; those that cannot be kept count all the same, and are tried again."""
        sent, self._unkept = [*self._unkept, *waiting], []
        self._writing += sent
        on_desk = self._drafts.on_desk()

        def work(store: Store) -> Totals:
            if sent:
                store.add_calls([msgspec.structs.replace(each.call, draft=each.draft()) for each in sent])
            draft, month = on_desk(), start_of_month()
            return Totals(
                tuple(store.spent(start_of_day())),
                tuple(store.spent(month)),
                tuple(store.spent(draft=draft)) if draft else (),
            )

        def done(totals: Totals) -> None:
            self._kept = totals
            self._after(sent, then)

        def failed(problem: Problem) -> None:
            self._unkept = [*sent, *self._unkept]
            if problem.kind is not ErrorKind.READ_ONLY:
                self._notices.problem(problem, key=_KEY)
            self._after(sent, then)

        self._store.submit(work, done, failed)

    def _after(self, sent: list[_Reported], then: Callable[[], None] | None) -> None:
        self._writing = [each for each in self._writing if not any(each is one for one in sent)]
        self._count()
        if then is not None:
            then()

    def _count(self) -> None:
        """What the history has, and what it has not yet: the next call is judged with all of it."""
        on_desk = self._drafts.on_desk()()
        rest = [*self._writing, *self._unkept, *self._waiting]
        today = tuple(_spent(each.call) for each in rest)
        draft = tuple(_spent(each.call) for each in rest if each.draft() == on_desk)
        kept = self._kept
        self._totals = Totals((*kept.today, *today), (*kept.month, *today), (*kept.draft, *draft))
        self.changed.emit()


class _Reported(msgspec.Struct, frozen=True):
    """A call as the engine reported it, and its draft, whose id may come later."""

    call: CallRecord
    draft: Callable[[], DraftId]


def _spent(call: CallRecord) -> Spent:
    unknown = call.cost is None or (call.currency != US and call.cost > 0)
    known = 0.0 if unknown else call.cost or 0.0
    return Spent(call.provider, 1, known, int(unknown), int(call.estimated and known > 0))


def _no_draft() -> DraftId:
    return DraftId("")
