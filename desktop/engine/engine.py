"""The engine: everything the program does that takes a model or takes long, for the pipe and the command line alike."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Sequence

from desktop import __version__
from desktop.core.errors import ErrorKind, Remedy, UserError
from desktop.core.events import Progress
from desktop.core.finding import CheckReport
from desktop.core.profile import Profile
from desktop.core.prompt import LanguageModel
from desktop.core.words import set_language, tr
from desktop.engine.gateway import Gateway, Patience
from desktop.engine.jobs import Emit
from desktop.engine.messages import (
    Check,
    Configure,
    Configured,
    Done,
    FetchModel,
    Models,
    PasteRead,
    ReadPaste,
    Render,
    Rendered,
    WarmModel,
    Write,
    Written,
)
from desktop.engine.redaction import Redactor
from desktop.engine.route import Route
from desktop.engine.stand_in import run
from desktop.engine.worker_client import WorkerClient
from desktop.engine.writing import write_variants

CHECK_S, PASTE_S, RENDER_S = 5.0, 5.0, 2.0
"""How long the worker may take for each task, in seconds."""

_log = logging.getLogger(__name__)


class Engine:
    """One engine for one profile, on one event loop; `routes` are models beyond those of the catalogue."""

    def __init__(self, profile: Profile, *, routes: Sequence[Route] = (), redactor: Redactor | None = None) -> None:
        self._profile = profile
        self._routes = {route.id: route for route in routes}
        self._gateway = Gateway(redactor or Redactor())
        self._reader = WorkerClient("check", "read_paste")
        self._renderer = WorkerClient("render")
        self._preparing: asyncio.Task[None] | None = None

    async def configure(self, request: Configure) -> Configured:
        """Take over the settings."""
        set_language(request.language)
        self._gateway.patience = Patience(request.first_token_timeout_s, request.idle_timeout_s)
        for worker in (self._reader, self._renderer):
            worker.language = request.language
        return Configured(__version__, os.getpid())

    def prepare(self) -> None:
        """Begin, in the background, what the first call to a model would have to wait for."""
        if self._preparing is None:
            self._preparing = asyncio.get_running_loop().create_task(self._prepare())

    async def _prepare(self) -> None:
        await self._gateway.library()

    async def write(self, request: Write, emit: Emit) -> Written:
        """Write the variants of a brief; stopped, it returns what there is."""
        model, route = await self._model(request.model, emit)
        variants = await write_variants(
            request.variants,
            request.model,
            lambda variant, take: run(request, model, variant, take),
            emit,
            one_first=route.inside,
        )
        return Written(request.brief.language or "en", variants)

    async def check(self, request: Check) -> CheckReport:
        """All that the checks say of a copy; `UserError` when that takes more than five seconds."""
        return await self._reader.ask("check", request, CheckReport, limit_s=CHECK_S)

    async def read_paste(self, request: ReadPaste) -> PasteRead:
        """What a pasted text says of a product; `UserError` when that takes more than five seconds."""
        return await self._reader.ask("read_paste", request, PasteRead, limit_s=PASTE_S)

    async def render(self, request: Render) -> Rendered:
        """Markdown as sanitised HTML; `UserError` when that takes more than two seconds."""
        return await self._renderer.ask("render", request, Rendered, limit_s=RENDER_S)

    async def models_list(self) -> Models:
        """Every model of the catalogue with its state on this computer."""
        raise NotImplementedError

    async def models_fetch(self, request: FetchModel, emit: Emit) -> Done:
        """Download and verify a model; a download that was stopped goes on where it ended."""
        raise NotImplementedError

    async def models_warm(self, request: WarmModel, emit: Emit) -> Done:
        """Load a model, so that the first word comes soon."""
        raise NotImplementedError

    async def close(self) -> None:
        """End everything that was started, within three seconds."""
        if self._preparing is not None:
            self._preparing.cancel()
        await asyncio.gather(self._reader.close(), self._renderer.close(), self._gateway.close())

    async def _model(self, model_id: str, emit: Emit) -> tuple[LanguageModel, Route]:
        """The model with this id, ready to be asked."""
        route = await self._route(model_id)
        if not self._gateway.is_ready:
            emit(Progress("prepare", tr("Preparing…")))
            await self._gateway.library()
        return self._gateway.model(route), route

    async def _route(self, model_id: str) -> Route:
        route = self._routes.get(model_id)
        if route is not None:
            return route
        raise UserError(
            ErrorKind.UNSUPPORTED,
            tr("There is no model {model}.", model=model_id),
            tr("Choose the model on this computer in the settings."),
            Remedy.OPEN_SETTINGS,
        )
