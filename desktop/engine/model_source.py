"""Every model by its name, ready to be asked: the ones inside, those of providers, and what is put around each call."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from desktop.core.brief import Brief
from desktop.core.calls import Purpose
from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.core.events import Called, Event, Progress
from desktop.core.profile import Profile
from desktop.core.prompt import Chunk, Ending, FinishReason, LanguageModel, Message, Prompt, Role
from desktop.core.usage import Timing
from desktop.core.words import tr
from desktop.engine.catalogue import DEFAULT_NAME, load_catalogue
from desktop.engine.fetch import Fetcher
from desktop.engine.gateway import Gateway, Patience
from desktop.engine.inside import InsideModel, Seat
from desktop.engine.jobs import Emit
from desktop.engine.local import LocalServer
from desktop.engine.messages import (
    Configure,
    DeleteModel,
    Done,
    Estimated,
    FetchModel,
    Models,
    ModelTested,
    TryModel,
    WarmModel,
    Write,
)
from desktop.engine.model_list import list_models
from desktop.engine.redaction import Redactor
from desktop.engine.route import Route
from desktop.engine.speeds import Speeds
from desktop.engine.turns import place_of

if TYPE_CHECKING:
    from desktop.engine.masking import Mask
    from desktop.engine.providing import Providing
    from desktop.engine.retrying import Pauses
    from desktop.engine.spending import Budget
    from desktop.engine.translation_messages import Translate

_TEST_TOKENS = 512
"""Room for a model that thinks before it says a word."""


class Job(NamedTuple):
    """What a model is wanted for; no call takes the cost of all above `max_cost` (in USD), `brief` is its subject.

    `budget` takes the place of `max_cost` where other jobs spend of it too; `seat` is that of a variant among several,
    if the model is on this computer.
    """

    purpose: Purpose
    max_cost: float | None = None
    brief: Brief | None = None
    budget: Budget | None = None
    seat: Seat | None = None


class Asked(NamedTuple):
    """A model ready to be asked; `inside` is the same one without what is around it, when it is on this computer.

    `telling` makes one that tells somebody else of its calls, such as a variant; they count in the same budget.
    """

    model: LanguageModel
    route: Route
    telling: Callable[[Emit], LanguageModel]
    inside: InsideModel | None = None


class ModelSource:
    """Models for one profile, on one event loop; `routes` are models beyond those of catalogue and providers."""

    def __init__(self, profile: Profile, routes: Sequence[Route], redactor: Redactor) -> None:
        self._profile = profile
        self._redactor = redactor
        self._routes = {route.id: route for route in routes}
        self._catalogue = load_catalogue()
        self._local = LocalServer(profile, self._catalogue)
        self._fetcher = Fetcher(profile, self._catalogue)
        self._gateway = Gateway(redactor)
        self._providing: Providing | None = None
        self._pauses: Pauses | None = None
        self._speeds = Speeds()
        self._settings = Configure()

    def configure(self, settings: Configure) -> None:
        """Take over the settings."""
        self._settings = settings
        if self._providing is not None:
            self._providing.local_only = settings.local_only
        self._gateway.patience = Patience(settings.first_token_timeout_s, settings.idle_timeout_s)
        self._local.idle_s = settings.unload_after_min * 60

    @property
    def providing(self) -> Providing:
        """What is done with providers; it comes in with the first of them."""
        if self._providing is None:
            from desktop.engine.keys import Keys
            from desktop.engine.providing import Providing

            keys = Keys(self._profile, self._redactor)
            self._providing = Providing(self._profile, keys, self._gateway.clients, self._redactor)
            self._providing.local_only = self._settings.local_only
        return self._providing

    async def library(self) -> None:
        """Bring in what every call to a model needs."""
        await self._gateway.library()

    @asynccontextmanager
    async def ask(self, model_id: str, emit: Emit, job: Job) -> AsyncIterator[Asked]:
        """The model with this id, ready to be asked, for as long as this holds.

        Raises `UserError` when there is none, `EnvironmentProblem` when it cannot be reached or may not be asked.
        """
        if is_inside(model_id):
            async with self._local.use(model_id, emit) as endpoint:
                await self._prepared(emit)
                route = endpoint.route
                if job.seat is not None:
                    route = msgspec.structs.replace(route, body={"id_slot": job.seat.slot})
                inside = InsideModel(self._gateway.model(route), self._local, endpoint, job.seat)
                near = self._counted(route, job, None)
                yield Asked(near(inside, emit), route, lambda tell: near(inside, tell), inside)
            return
        route = await self.way(model_id)
        await self._prepared(emit)
        from desktop.engine.retrying import Pauses, RetryingModel

        self._pauses = self._pauses or Pauses()
        pause = self._pauses.of(place_of(route))
        mask = self.mask(route, job.brief)
        counted = self._counted(route, job, mask)

        def telling(tell: Emit) -> LanguageModel:
            model = counted(RetryingModel(self._gateway.model(route), tell, pause), self._heard(route, tell))
            if mask is None:
                return model
            from desktop.engine.masking import MaskingModel

            return MaskingModel(model, mask)

        yield Asked(telling(emit), route, telling)

    async def way(self, model_id: str) -> Route:
        """The way to a model, which it is allowed to go; starts and sends nothing.

        Raises `UserError` when there is no such model, `EnvironmentProblem` when its key is missing or the lock is on.
        """
        if is_inside(model_id):
            model = self._catalogue.model(model_id)
            grades = {language: str(grade) for language, grade in model.grades.items()}
            return Route(model.id, model.id, "", inside=True, small=model.small, grades=grades, context=model.context)
        route = self._routes.get(model_id) or await self.providing.route(model_id)
        from desktop.engine.masking import may_leave

        if refused := may_leave(route, local_only=self._settings.local_only):
            raise refused
        return route

    def mask(self, route: Route, brief: Brief | None) -> Mask | None:
        """What hides private details on this way; `None` where nothing leaves, or the writer wants none."""
        if route.inside or route.here or not self._settings.mask_private:
            return None
        from desktop.engine.masking import Mask, words_of

        words = words_of(brief) if brief is not None else ()
        return Mask((*self._settings.own_words, *words), brief.language if brief is not None else "")

    async def estimate(self, request: Write) -> Estimated:
        """What writing would send, where to, and what that is likely to cost; raises as `way`, sends nothing."""
        from desktop.engine.estimating import estimate_write
        from desktop.engine.gateway_requests import ignored_settings

        route = await self.way(request.model)
        model, mask = self._gateway.model(route), self.mask(route, request.brief)
        return await asyncio.to_thread(
            estimate_write, request, model, route, mask, ignored_settings(route), self._speeds.of(route)
        )

    async def estimate_translation(self, request: Translate, brief: Brief) -> Estimated:
        """What translating would send, where to, and what that is likely to cost; raises as `way`, sends nothing."""
        from desktop.engine.gateway_requests import ignored_settings
        from desktop.engine.translation_estimating import estimate_translation

        route = await self.way(request.model)
        model, mask = self._gateway.model(route), self.mask(route, brief)
        return await asyncio.to_thread(
            estimate_translation, request, model, route, mask, ignored_settings(route), self._speeds.of(route)
        )

    async def list(self) -> Models:
        """Every model of the catalogue with its state on this computer, the default one first."""
        return await asyncio.to_thread(list_models, self._catalogue, self._profile.models)

    async def fetch(self, request: FetchModel, emit: Emit) -> Done:
        """Download and verify a model; a download that was stopped goes on where it ended."""
        await self._fetcher.fetch(self._catalogue.model(request.id), lambda progress: emit(progress.event))
        return Done()

    async def warm(self, request: WarmModel, emit: Emit) -> Done:
        """Load a model, so that the first word comes soon; one of a provider is only prepared for."""
        if is_inside(request.id):
            await self._local.warm(request.id, emit)
        await self._prepared(emit)
        return Done()

    async def delete(self, request: DeleteModel) -> Done:
        """Delete the file of a model, and what there is of its download."""
        model = self._catalogue.model(request.id)
        await self._local.release(model.id)
        await self._fetcher.delete(model)
        return Done()

    async def test(self, request: TryModel, emit: Emit) -> ModelTested:
        """Ask a model for one word; raises what a call raises."""
        prompt = Prompt((Message(Role.USER, "Answer with one word: hello."),), _TEST_TOKENS)
        said = ""
        async with self.ask(request.id, emit, Job(Purpose.TEST)) as asked:
            async for piece in asked.model.stream(prompt):
                if isinstance(piece, Chunk):
                    said += piece.text
                elif isinstance(piece, Ending):
                    if piece.reason is FinishReason.CUT_OFF:
                        break
                    timing = Timing(piece.first_token_s, piece.total_s)
                    return ModelTested(asked.route.id, asked.route.place, said.strip(), piece.usage, timing)
            raise EnvironmentProblem(
                ErrorKind.NETWORK,
                tr("The connection to {place} was lost.", place=asked.route.place),
                tr("Try again."),
                Remedy.RETRY,
            )

    async def close(self) -> None:
        """End everything that was started."""
        await asyncio.gather(self._local.stop(), self._gateway.close())

    def _counted(self, route: Route, job: Job, mask: Mask | None) -> Callable[[LanguageModel, Emit], LanguageModel]:
        """What every call of a job gets: it is reported with its cost, and kept within one budget."""
        from desktop.engine.spending import Budget, SpendingModel

        budget, keep_content = job.budget or Budget(job.max_cost), self._settings.keep_content

        def replaced() -> int:
            return len(mask.replaced) if mask is not None else 0

        def counted(model: LanguageModel, emit: Emit) -> LanguageModel:
            return SpendingModel(
                model,
                route,
                emit,
                job.purpose,
                budget,
                keep_content=keep_content,
                replaced=replaced,
                speeds=self._speeds,
            )

        return counted

    def _heard(self, route: Route, tell: Emit) -> Emit:
        """Tells on what is told; after a refused key it is read anew, as another program may have set a new one."""

        def heard(event: Event) -> None:
            if isinstance(event, Called) and event.call.outcome == ErrorKind.AUTH and self._providing is not None:
                self._providing.forget_keys(route.provider)
            tell(event)

        return heard

    async def _prepared(self, emit: Emit) -> None:
        if not self._gateway.is_ready:
            emit(Progress("prepare", tr("Preparing…")))
        await self._gateway.library()


def is_inside(model_id: str) -> bool:
    """Whether a name is that of a model inside this program."""
    return model_id == DEFAULT_NAME or model_id.startswith(f"{DEFAULT_NAME}/")
