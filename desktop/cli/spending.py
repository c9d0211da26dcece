"""The calls that a command makes: kept in the history like those of the window, and held within the same limits."""

from __future__ import annotations

import msgspec

from desktop.cli.context import Context
from desktop.core.calls import CallRecord
from desktop.core.errors import CopydeskError
from desktop.core.events import Called, Event
from desktop.core.ids import DraftId
from desktop.core.limits import reached, start_of_day, start_of_month, tightest
from desktop.core.money import US, Rate
from desktop.core.provider import INSIDE, split_model
from desktop.engine.jobs import Emit
from desktop.store.protocol import StoreLike

_NO_DRAFT = DraftId("")


class Calls:
    """The calls of one command."""

    def __init__(self) -> None:
        self.records: list[CallRecord] = []

    @property
    def spent(self) -> float:
        """What they cost, in USD, as far as that is known."""
        return sum(each.cost or 0.0 for each in self.records if each.currency == US)

    def hearing(self, emit: Emit) -> Emit:
        """Passes events on, and keeps the calls among them."""

        def hear(event: Event) -> None:
            if isinstance(event, Called):
                self.records.append(event.call)
            else:
                emit(event)

        return hear

    def keep(self, context: Context) -> None:
        """Write them into the history; a history that cannot be written is told of, and ends nothing."""
        if not self.records:
            return
        try:
            with context.store() as store:
                self.keep_in(store)
        except CopydeskError as error:
            context.say(error.problem.message)

    def keep_in(self, store: StoreLike, draft: DraftId = _NO_DRAFT) -> None:
        """Write them into a history that is open, as those of a draft."""
        if self.records:
            store.add_calls([msgspec.structs.replace(each, draft=draft) for each in self.records])
            self.records = []


def left_to_spend(context: Context, model: str) -> float | None:
    """What may be spent on a model by the writer's limits, in USD; `None` is anything.

    Raises `EnvironmentProblem` (quota) when a limit is reached. For the model inside nothing is looked up.
    """
    name, _ = split_model(model)
    if name in {"", INSIDE}:
        return None
    cap = _cap_of(context, name)
    if tightest(context.settings, (), (), name, cap) is None:
        return None
    with context.store() as store:
        limit = tightest(context.settings, store.spent(start_of_day()), store.spent(start_of_month()), name, cap)
    if limit is not None and limit.left <= 0:
        raise CopydeskError.from_problem(reached(limit, Rate.of(context.settings)))
    return limit.left if limit is not None else None


def _cap_of(context: Context, provider: str) -> float:
    from desktop.engine.provider_book import ProviderBook

    return next((each.cap for each in ProviderBook(context.profile).providers() if each.name == provider), 0.0)
