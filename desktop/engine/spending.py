"""What calls cost: each is reported when it ends, however it ends, and none is made that a budget does not allow."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from datetime import UTC, datetime

import msgspec

from desktop.core.calls import CallRecord, Purpose
from desktop.core.errors import CopydeskError, EnvironmentProblem, ErrorKind, Remedy
from desktop.core.events import Called
from desktop.core.money import US, money
from desktop.core.prompt import Chunk, Ending, FinishReason, LanguageModel, Prompt
from desktop.core.usage import Usage
from desktop.core.words import tr
from desktop.engine.gateway_requests import longest_answer
from desktop.engine.jobs import Emit
from desktop.engine.route import Route
from desktop.engine.speeds import Speeds
from desktop.engine.tokens import vocabulary_of
from desktop.engine.wrapping import WrappedModel

_NOT_TAKEN = frozenset(
    {
        ErrorKind.AUTH,
        ErrorKind.QUOTA,
        ErrorKind.MODEL_MISSING,
        ErrorKind.INPUT,
        ErrorKind.UNSUPPORTED,
        ErrorKind.NETWORK,
    }
)
"""Errors before the first word that say that the question was refused or never arrived: nobody charges for it."""

_MOST_TOKENS = 1_000_000_000
_ROUNDING = 1e-12
_OK = "ok"


class Purse:
    """What calls that share one budget have cost together, and what is held for those under way, in USD.

    When one turned out dearer than it could be by our count, the next are counted so much dearer.
    """

    def __init__(self) -> None:
        self.spent = 0.0
        self.held: list[float] = []
        self.dearer = 1.0
        self.settled = asyncio.Condition()

    def with_one_more(self, most: float) -> float:
        """What it will have cost at most after a call that costs so much."""
        return self.spent + (sum(self.held) + most) * self.dearer


class Budget:
    """What all calls of one job may cost together, in USD; `None` is no limit.

    Calls that are made at once wait for each other where only one of them is sure to stay within it. Jobs that share a
    `purse` count what the others spend as their own.
    """

    def __init__(self, max_cost: float | None = None, purse: Purse | None = None) -> None:
        self.max_cost = max_cost
        self._purse = purse or Purse()

    @property
    def spent(self) -> float:
        """What was spent by now."""
        return self._purse.spent

    @asynccontextmanager
    async def hold(self, most: float | None) -> AsyncIterator[None]:
        """Keep what a call may cost at most free for it while it runs; `None` is a call whose price nobody knows.

        Raises `EnvironmentProblem` when there is not so much left.
        """
        if self.max_cost is None:
            yield
            return
        if most is None:
            raise unknown_price()
        purse = self._purse
        async with purse.settled:
            await purse.settled.wait_for(lambda: not purse.held or self._fits(most))
            if not self._fits(most):
                raise too_dear(self.max_cost, purse.spent)
            purse.held.append(most)
        try:
            yield
        finally:
            purse.held.remove(most)
            await asyncio.shield(self._tell())

    def spend(self, cost: float, most: float | None) -> None:
        """Count what a call cost, for which so much was held."""
        self._purse.spent += cost
        if most:
            self._purse.dearer = max(self._purse.dearer, cost / most)

    def _fits(self, most: float) -> bool:
        return self.max_cost is None or self._purse.with_one_more(most) <= self.max_cost + _ROUNDING

    async def _tell(self) -> None:
        async with self._purse.settled:
            self._purse.settled.notify_all()


class SpendingModel(WrappedModel):
    """Wraps a model; see `desktop.core.prompt.LanguageModel`.

    After each answer, also one that failed or was stopped, `emit` gets a `Called`. The ending bears the cost. With
    `keep_content` the record holds the text that was sent; `replaced` says how many private details were replaced, and
    `speeds` learns how long it took.
    """

    def __init__(
        self,
        model: LanguageModel,
        route: Route,
        emit: Emit,
        purpose: Purpose,
        budget: Budget | None = None,
        *,
        keep_content: bool = False,
        replaced: Callable[[], int] = lambda: 0,
        speeds: Speeds | None = None,
    ) -> None:
        super().__init__(model)
        self._route = route
        self._emit = emit
        self._purpose = purpose
        self._budget = budget or Budget()
        self._keep_content = keep_content
        self._replaced = replaced
        self._speeds = speeds or Speeds()

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk | Ending, None]:
        """Ask; raises `EnvironmentProblem` before a call that the budget does not allow."""
        most = most_of(self._route, prompt) if self._budget.max_cost is not None else None
        async with self._budget.hold(most):
            call = _Call(self._route, prompt)
            self._speeds.begin(self._route)
            try:
                async with aclosing(self._pieces(prompt)) as pieces:
                    async for piece in pieces:
                        if isinstance(piece, Chunk):
                            call.text.append(piece.text)
                            yield piece
                        else:
                            call.end(piece)
                            yield msgspec.structs.replace(piece, usage=call.usage())
            except CopydeskError as error:
                call.failed(error.problem.kind)
                raise
            except asyncio.CancelledError:
                call.failed(ErrorKind.CANCELLED)
                raise
            finally:
                self._speeds.end(self._route, call.ending)
                self._report(call, most)

    def _report(self, call: _Call, most: float | None) -> None:
        usage = call.usage()
        if usage.currency == US:
            self._budget.spend(usage.cost or 0.0, most)
        route = self._route
        sent = "\n\n".join(f"{each.role.value}: {each.content}" for each in call.prompt.messages)
        record = CallRecord(
            at=call.at,
            provider=route.provider,
            model=route.id,
            host=route.passed_to or route.host,
            purpose=self._purpose,
            prompt_tokens=usage.prompt_tokens,
            completion_tokens=usage.completion_tokens,
            cost=usage.cost,
            currency=usage.currency,
            outcome=call.outcome,
            replaced=self._replaced(),
            content=sent if self._keep_content else "",
            estimated=usage.estimated,
        )
        self._emit(Called(record))


class _Call:
    """One call while it runs: what came, and how it ended."""

    def __init__(self, route: Route, prompt: Prompt) -> None:
        self.at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self.prompt = prompt
        self.text: list[str] = []
        self.outcome = _OK  # an answer that the agent itself stops, as it repeats itself, is none of the errors
        self._route = route
        self.ending: Ending | None = None

    def end(self, ending: Ending) -> None:
        """The provider has said how it ended."""
        self.ending = ending
        if ending.reason not in {FinishReason.STOP, FinishReason.LENGTH}:
            self.outcome = ending.reason.value

    def failed(self, kind: ErrorKind) -> None:
        """It ended with an error."""
        if self.ending is None:
            self.outcome = kind.value

    def usage(self) -> Usage:
        """What it used, as the provider counts it, else as it is counted here; and what that costs.

        The cost that a provider names itself is preferred to that of the price list.
        """
        said = self.ending.usage if self.ending is not None else Usage()
        if _credible(said):
            cost, currency = cost_of(self._route, said.prompt_tokens, said.completion_tokens)
            if said.cost is not None and not is_free(self._route):
                cost, currency = said.cost, said.currency
            return Usage(said.prompt_tokens, said.completion_tokens, cost, currency)
        if not self.text and self.ending is None and self.outcome in _NOT_TAKEN:
            return Usage(cost=0.0)
        words = vocabulary_of(self._route)
        asked = words.of_messages(self.prompt.messages)
        answered = max(words.of("".join(self.text)), len(self.text) if self.ending is None else 0)
        cost, currency = cost_of(self._route, asked, answered)
        return Usage(asked, answered, cost, currency, estimated=True)


def is_free(route: Route) -> bool:
    """Whether nobody charges for a route's answers: a model on this computer that passes nothing on."""
    return route.inside or (route.free and not route.passed_to)


def cost_of(route: Route, prompt_tokens: int, completion_tokens: int) -> tuple[float | None, str]:
    """What a call costs and in which currency; `None` when nobody knows the price."""
    if is_free(route):
        return 0.0, US
    if route.price is None:
        return None, US
    return route.price.of(prompt_tokens, completion_tokens), route.price.currency


def most_of(route: Route, prompt: Prompt) -> float | None:
    """What a call may cost at most, in USD: all of the answer that is asked for, and a tenth more for the estimate."""
    asked = vocabulary_of(route).of_messages(prompt.messages) * 1.1
    cost, currency = cost_of(route, round(asked), longest_answer(route, prompt))
    return cost if currency == US else None


def too_dear(max_cost: float, spent: float) -> EnvironmentProblem:
    """A call was not made because of the budget."""
    return EnvironmentProblem(
        ErrorKind.QUOTA,
        tr("This could cost more than you allow: {limit}.", limit=money(max_cost)),
        tr("{spent} was used. What was written is kept; allow more in the settings.", spent=money(spent)),
        Remedy.OPEN_SETTINGS,
    )


def unknown_price() -> EnvironmentProblem:
    """A call was not made because nobody can say whether it stays within the budget."""
    return EnvironmentProblem(
        ErrorKind.QUOTA,
        tr("What this model costs is not known, so no limit can be kept."),
        tr("Type its price in the settings, or write without a limit."),
        Remedy.OPEN_SETTINGS,
    )


def _credible(usage: Usage) -> bool:
    """Whether a provider said what was used; one that gives no number, or none that can be, did not."""
    return 0 < usage.prompt_tokens < _MOST_TOKENS and 0 <= usage.completion_tokens < _MOST_TOKENS
