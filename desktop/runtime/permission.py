"""What has to be settled before something is sent to a provider: whether the writer knows, and what it costs.

For the model inside, and for servers on this computer that cost nothing, nothing is asked and nothing waits.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.errors import ErrorKind, Problem
from desktop.core.moment import timestamp
from desktop.core.provider import INSIDE, Provider, split_model
from desktop.engine.mail_messages import ViewMail
from desktop.engine.messages import Estimate, Estimated, ExtractFacts, Judge, Write, WriteLines
from desktop.engine.provider_messages import ListProviders, ProviderInfo, Providers
from desktop.engine.translation_messages import BackTranslate, CostTranslation, EstimateTranslations, Translate
from desktop.runtime.engine_client import EngineClient, Job
from desktop.runtime.providers_service import ProvidersService
from desktop.runtime.spending import Decision, Spending, Verdict

CallsModel = Write | WriteLines | Judge | ExtractFacts | ViewMail | Translate | EstimateTranslations | BackTranslate


class Reason(StrEnum):
    """Why the writer is asked."""

    FIRST = "first"
    COST = "cost"
    UNKNOWN_COST = "unknown_cost"
    TOO_LONG = "too_long"


class Asked(msgspec.Struct, frozen=True):
    """What the writer is asked before something is sent: why, what it is, where it goes and what it costs.

    `estimated` holds the exact text of a writing; of other work it says no more than where it goes.
    """

    request: CallsModel
    estimated: Estimated
    reasons: tuple[Reason, ...]
    provider: Provider
    decision: Decision


class _Open(msgspec.Struct, eq=False):
    """The one thing that is being settled."""

    request: CallsModel
    go: Callable[[float | None], None]
    refuse: Callable[[Problem], None]
    info: ProviderInfo | None = None
    asked: Asked | None = None
    job: Job | None = None


class Permission(QObject):
    """Settles one thing at a time; a later one takes the place of an earlier one."""

    asks = Signal(object)  # Asked: `answer` is waited for
    settled = Signal()  # what was asked is answered, or nobody waits for it any more
    agreed = Signal(object)  # Provider: the writer lets text go there from now on; it bears the moment
    changed = Signal()  # `busy`

    def __init__(
        self, engine: EngineClient, spending: Spending, providers: ProvidersService, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._spending = spending
        self._providers = providers
        self._open: _Open | None = None
        self._agreed: set[tuple[str, str]] = set()  # names and origins, until the providers tell of it themselves
        self._at_any_cost: set[str] = set()
        providers.changed.connect(self._on_providers_changed)

    @property
    def busy(self) -> bool:
        """Whether something is being settled."""
        return self._open is not None

    @property
    def asked(self) -> Asked | None:
        """What the writer is asked just now."""
        return self._open.asked if self._open is not None else None

    def settles(self, request: CallsModel) -> bool:
        """Whether this very request is what is being settled."""
        return self._open is not None and self._open.request is request

    def settle(
        self, request: CallsModel, go: Callable[[float | None], None], refuse: Callable[[Problem], None]
    ) -> None:
        """As soon as the request may be sent, call `go` with the most that it may cost (in USD); or call `refuse`.

        What the writer says no to is refused as cancelled. Neither is called once another thing is settled, or `drop`
        was called.
        """
        self.drop()
        name, _ = split_model(request.model)
        if name in {"", INSIDE} or self._is_free(request.model):
            go(None)
            return
        self._open = one = _Open(request, go, refuse)
        self.changed.emit()
        info = self._providers.info(name)
        if info is not None:
            self._take(one, info)
            return
        one.job = self._engine.request(ListProviders(), Providers)
        one.job.finished.connect(lambda found: self._on_providers(one, name, found))
        one.job.failed.connect(lambda problem: self._refuse(one, problem))

    def answer(self, *, go: bool) -> None:
        """What the writer says to what is asked."""
        one = self._open
        if one is None or one.asked is None:
            return
        asked = one.asked
        if not go:
            self._refuse(one, Problem(ErrorKind.CANCELLED, ""))
            return
        info = self._providers.info(asked.provider.name)
        now = info.provider if info is not None else asked.provider
        if now.origin != asked.provider.origin:
            self.settle(one.request, one.go, one.refuse)  # the yes was for another address
            return
        if Reason.FIRST in asked.reasons:
            self._agreed.add((now.name, now.origin))
            moment = timestamp()
            self.agreed.emit(msgspec.structs.replace(now, consented_at=moment))
        if asked.decision.unknown:
            self._at_any_cost.add(one.request.model)
        self._go(one, asked.decision.max_cost)

    def drop(self) -> None:
        """Settle nothing: what was to be sent is not wanted any more."""
        one, self._open = self._open, None
        if one is None:
            return
        if one.job is not None:
            one.job.cancel()
        if one.asked is not None:
            self.settled.emit()
        self.changed.emit()

    def _on_providers_changed(self) -> None:
        """What the providers hold counts from then on: it may be taken back."""
        told = [info.provider for info in self._providers.providers]
        known = {(each.name, each.origin): each.consented_at for each in told}
        self._agreed = {each for each in self._agreed if not known.get(each)}

    def _is_free(self, model: str) -> bool:
        return self._costs_nothing(self._providers.info(split_model(model)[0]), model)

    def _costs_nothing(self, info: ProviderInfo | None, model: str) -> bool:
        """Whether it answers on this computer for nothing; a price that the writer typed is one to be paid."""
        if info is None or split_model(model)[1] in info.provider.prices:
            return False
        return info.free and info.provider.here and self._providers.stays_here(model)

    def _on_providers(self, one: _Open, name: str, found: Providers) -> None:
        one.job = None
        info = next((each for each in found.providers if each.provider.name == name), None)
        if one is not self._open:
            return
        if info is None or self._costs_nothing(info, one.request.model):
            self._go(one, None)  # the engine says what is wrong with a name that nobody knows
        else:
            self._take(one, info)

    def _take(self, one: _Open, info: ProviderInfo) -> None:
        """What was spent is read anew, as commands spend too; then the engine is asked what this will cost."""
        one.info = info
        self._spending.refresh(lambda: self._estimate(one))

    def _estimate(self, one: _Open) -> None:
        if one is not self._open or one.info is None:
            return
        if isinstance(one.request, Translate):
            one.job = self._engine.request(CostTranslation(one.request), Estimated)
        elif isinstance(one.request, Write):
            one.job = self._engine.request(Estimate(one.request), Estimated)
        else:
            provider = one.info.provider
            self._decide(one, None, self._spending.may_call(provider.name, provider.cap))
            return
        one.job.finished.connect(lambda estimated: self._on_estimated(one, estimated))
        one.job.failed.connect(lambda problem: self._refuse(one, problem))

    def _on_estimated(self, one: _Open, estimated: Estimated) -> None:
        one.job = None
        if one is self._open and one.info is not None:
            provider = one.info.provider
            self._decide(one, estimated, self._spending.may_write(estimated, provider.name, provider.cap))

    def _decide(self, one: _Open, estimated: Estimated | None, decision: Decision) -> None:
        if one.info is None:
            return
        if decision.problem is not None:
            self._refuse(one, decision.problem)
            return
        model = one.request.model
        provider = (self._providers.info(one.info.provider.name) or one.info).provider  # as it is by now
        here = self._providers.stays_here(model)
        reasons: list[Reason] = []
        if not here and not provider.consented_at and (provider.name, provider.origin) not in self._agreed:
            reasons.append(Reason.FIRST)
        if decision.verdict is Verdict.ASK and not decision.unknown:
            reasons.append(Reason.COST)
        if decision.unknown and model not in self._at_any_cost:
            reasons.append(Reason.UNKNOWN_COST)
        if estimated is not None and not estimated.fits:
            reasons.append(Reason.TOO_LONG)
        if not reasons:
            self._go(one, decision.max_cost)
            return
        shown = estimated or Estimated(self._providers.place(model), here)
        one.asked = Asked(one.request, shown, tuple(reasons), provider, decision)
        self.asks.emit(one.asked)

    def _go(self, one: _Open, max_cost: float | None) -> None:
        if self._close(one):
            one.go(max_cost)

    def _refuse(self, one: _Open, problem: Problem) -> None:
        if self._close(one):
            one.refuse(problem)

    def _close(self, one: _Open) -> bool:
        """Settle it; whether it was still to be settled."""
        if one is not self._open:
            return False
        self._open = None
        if one.asked is not None:
            self.settled.emit()
        self.changed.emit()
        return True
