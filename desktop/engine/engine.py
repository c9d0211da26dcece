"""The engine: everything the program does that takes a model or takes long, for the pipe and the command line alike."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from desktop import __version__
from desktop.agents.task import WriteRequest
from desktop.core.copy import Copy
from desktop.core.errors import CopydeskError, ErrorKind, Remedy, UserError
from desktop.core.events import Progress
from desktop.core.finding import CheckReport
from desktop.core.profile import Profile
from desktop.core.prompt import LanguageModel
from desktop.core.words import set_language, tr
from desktop.engine.catalogue import DEFAULT_NAME, load_catalogue
from desktop.engine.fetch import Fetcher
from desktop.engine.gateway import Gateway, Patience
from desktop.engine.inside import InsideModel
from desktop.engine.jobs import Emit
from desktop.engine.language_tool import LanguageTool
from desktop.engine.local import LocalServer
from desktop.engine.messages import (
    Check,
    Configure,
    Configured,
    Done,
    ExtractedFacts,
    ExtractFacts,
    FetchModel,
    Judge,
    Judged,
    Models,
    PasteRead,
    Proofread,
    Proofreading,
    ReadPaste,
    Render,
    Rendered,
    Suggest,
    Suggestions,
    WarmModel,
    Write,
    Written,
)
from desktop.engine.model_list import list_models
from desktop.engine.redaction import Redactor
from desktop.engine.route import Route
from desktop.engine.warming import PASTE_TO_WARM, load_checks, warming_checks
from desktop.engine.worker_client import WorkerClient
from desktop.engine.writing import write_variants

CHECK_S, PASTE_S, RENDER_S = 5.0, 5.0, 2.0
_MANY_FACTS, _MANY_CHARACTERS = 1000, 60_000
PROOFREAD_S, SUGGEST_S, WARM_S = 60.0, 15.0, 60.0
"""How long the worker may take for each task, in seconds."""


def _warm_agents() -> None:
    """Import the agents' loop, and load what it tells languages apart with; both take long at the first time only."""
    import desktop.agents.loop  # noqa: F401 - to have it imported
    from desktop.checks.language import guess_language

    guess_language("A mug for coffee.")


def check_seconds(copy: Copy, facts: int = 0) -> float:
    """How long the checks of a copy may take: five seconds, and one more for two thousand words or a thousand facts."""
    return CHECK_S + sum(len(text) for _, text in copy.addressed()) / 12_000 + facts / 1000


def check_hint(copy: Copy, facts: int) -> str:
    """What helps when the checks of a copy take too long."""
    characters = sum(len(text) for _, text in copy.addressed())
    if facts >= _MANY_FACTS and characters < _MANY_CHARACTERS:
        return tr("Your text is as it was. It has {count} facts: take out those that are not about it.", count=facts)
    if characters >= _MANY_CHARACTERS:
        return tr("Your text is as it was. Check it in parts: a chapter or a product at a time.")
    return tr("Your text is as it was. Shorten it, or take out long rows of brackets and signs.")


def _request_of(request: Write, variant: str) -> WriteRequest:
    return WriteRequest(
        variant,
        request.brief,
        request.max_repairs,
        request.plain,
        request.fields,
        request.copy,
        options=request.options,
    )


class Engine:
    """One engine for one profile, on one event loop; `routes` are models beyond those of the catalogue."""

    def __init__(self, profile: Profile, *, routes: Sequence[Route] = (), redactor: Redactor | None = None) -> None:
        self._profile = profile
        self._routes = {route.id: route for route in routes}
        self._catalogue = load_catalogue()
        self._local = LocalServer(profile, self._catalogue)
        self._fetcher = Fetcher(profile, self._catalogue)
        self._gateway = Gateway(redactor or Redactor())
        self._reader = WorkerClient("check", "read_paste")
        self._renderer = WorkerClient("render")
        # Each takes seconds that neither typing nor the preview can wait for.
        self._proofreader = WorkerClient("proofread")
        self._suggester = WorkerClient("suggest")
        self._language_tool = LanguageTool()
        self._preparing: asyncio.Task[None] | None = None
        self._warming: asyncio.Task[None] | None = None
        self._warmed: set[str] = set()
        self._copy_language = ""
        self._has_agents = False
        self._checks_loaded: dict[str, asyncio.Future[None]] = {}

    async def configure(self, request: Configure) -> Configured:
        """Take over the settings."""
        set_language(request.language)
        self._gateway.patience = Patience(request.first_token_timeout_s, request.idle_timeout_s)
        self._local.idle_s = request.unload_after_min * 60
        self._copy_language = request.copy_language
        for worker in self._workers:
            worker.language = request.language
        return Configured(__version__, os.getpid())

    @property
    def _workers(self) -> tuple[WorkerClient, ...]:
        return self._reader, self._renderer, self._proofreader, self._suggester

    def prepare(self) -> None:
        """Begin, in the background, what the first check and the first call to a model would have to wait for."""
        if self._warming is None or self._warming.done():
            self._warming = asyncio.get_running_loop().create_task(self._warm())
        if self._preparing is None:
            self._preparing = asyncio.get_running_loop().create_task(self._prepare())

    async def warmed(self) -> None:
        """Wait until the checks are as quick as they get, if `prepare` was called."""
        if self._warming is not None:
            await asyncio.wait([self._warming])

    async def _prepare(self) -> None:
        await self.warmed()  # both at once would take two cores from a window that has just opened
        await self._gateway.library()
        await self._agents()

    async def _warm(self) -> None:
        """Have the worker load what a text is read and checked with; what fails here fails again where it is told.

        The language may be chosen anew meanwhile, as it is when the program starts for the first time.
        """
        while (language := self._copy_language) and language not in self._warmed:
            self._warmed.add(language)
            with suppress(CopydeskError):
                await self._reader.ask("read_paste", ReadPaste(PASTE_TO_WARM), PasteRead, limit_s=WARM_S)
                for check in warming_checks(language):
                    await self._reader.ask("check", check, CheckReport, limit_s=WARM_S)

    async def _agents(self) -> None:
        if not self._has_agents:
            await asyncio.to_thread(_warm_agents)
            self._has_agents = True

    def _load_checks(self, language: str) -> None:
        """Load what written text is checked with, while the model reads what it is asked."""
        if language not in self._checks_loaded:
            self._checks_loaded[language] = asyncio.get_running_loop().run_in_executor(None, load_checks, language)

    async def write(self, request: Write, emit: Emit) -> Written:
        """Write the variants of a brief, each complete or with its error; cancelled, it returns what there is.

        Raises `CopydeskError` when nothing can be written at all, and `CancelledError` when no word had come.
        """
        async with self._model(request.model, emit) as model:
            await self._agents()
            from desktop.agents.loop import first_prompt, language_of, run

            self._load_checks(language_of(request.brief))
            inside, shared = isinstance(model, InsideModel), False
            if isinstance(model, InsideModel) and request.variants > 1:
                first = first_prompt(_request_of(request, ""), model)
                shared = first is not None and await model.prime(first, request.variants)
            variants = await write_variants(
                request.variants,
                model.id,
                lambda variant, take: run(_request_of(request, variant), model, take),
                emit,
                one_first=inside and not shared,
            )
        return Written(language_of(request.brief), variants)

    async def judge(self, request: Judge, emit: Emit) -> Judged:
        """Have a model judge the sentences that the rules left open; raises `CopydeskError` when it cannot be asked."""
        async with self._model(request.model, emit) as model:
            await self._agents()
            from desktop.agents.judge import judge, language_of, why_silent

            note = why_silent(model, language_of(request.copy, request.brief))
            prime = model.prime if isinstance(model, InsideModel) else None
            return Judged(await judge(request.copy, request.brief, model, emit, prime), note)

    async def extract_facts(self, request: ExtractFacts, emit: Emit) -> ExtractedFacts:
        """Have a model read the facts of a text; raises `CopydeskError` when it cannot be asked."""
        async with self._model(request.model, emit) as model:
            await self._agents()
            from desktop.agents.extracting import extract_facts

            return ExtractedFacts(await extract_facts(request.text, model, emit))

    async def check(self, request: Check) -> CheckReport:
        """All that the checks say of a copy; `UserError` when that takes longer than `check_seconds`."""
        facts = len(request.brief.facts)
        limit_s = check_seconds(request.copy, facts)
        hint = check_hint(request.copy, facts)
        return await self._reader.ask("check", request, CheckReport, limit_s=limit_s, hint=hint)

    async def proofread(self, request: Proofread, emit: Emit) -> Proofreading:
        """The grammar of a copy, by the LanguageTool server that the user named, else English on this computer.

        A server that fails is a `CopydeskError`; an English copy is then read here, and the answer says so.
        """
        if not request.language_tool.strip():
            return await self._proofread_here(request)
        try:
            return await self._language_tool.proofread(request, emit)
        except CopydeskError as error:
            if request.brief.language not in {"", "en"}:
                raise
            here = await self._proofread_here(request)
            return Proofreading(here.findings, note=error.problem.message)

    async def _proofread_here(self, request: Proofread) -> Proofreading:
        return await self._proofreader.ask("proofread", request, Proofreading, limit_s=PROOFREAD_S)

    async def suggest(self, request: Suggest) -> Suggestions:
        """Words that may be meant by a misspelled one."""
        return await self._suggester.ask("suggest", request, Suggestions, limit_s=SUGGEST_S)

    async def read_paste(self, request: ReadPaste) -> PasteRead:
        """What a pasted text says of a product; `UserError` when that takes more than five seconds."""
        return await self._reader.ask("read_paste", request, PasteRead, limit_s=PASTE_S)

    async def render(self, request: Render) -> Rendered:
        """Markdown as sanitised HTML; `UserError` when that takes more than two seconds."""
        return await self._renderer.ask("render", request, Rendered, limit_s=RENDER_S)

    async def models_list(self) -> Models:
        """Every model of the catalogue with its state on this computer, the default one first."""
        return await asyncio.to_thread(list_models, self._catalogue, self._profile.models)

    async def models_fetch(self, request: FetchModel, emit: Emit) -> Done:
        """Download and verify a model; a download that was stopped goes on where it ended."""
        await self._fetcher.fetch(self._catalogue.model(request.id), lambda progress: emit(progress.event))
        return Done()

    async def models_warm(self, request: WarmModel, emit: Emit) -> Done:
        """Load a model, so that the first word comes soon."""
        async with self._model(request.id, emit):
            return Done()

    async def close(self) -> None:
        """End everything that was started, within three seconds."""
        for task in (self._warming, self._preparing):
            if task is not None:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
        self._warming = self._preparing = None
        await asyncio.gather(
            self._local.stop(),
            *(worker.close() for worker in self._workers),
            self._language_tool.close(),
            self._gateway.close(),
        )

    @asynccontextmanager
    async def _model(self, model_id: str, emit: Emit) -> AsyncIterator[LanguageModel]:
        """The model with this id, ready to be asked, for as long as this holds."""
        if model_id in self._routes:
            await self._prepared(emit)
            yield self._gateway.model(self._routes[model_id])
        elif model_id == DEFAULT_NAME or model_id.startswith(f"{DEFAULT_NAME}/"):
            self.prepare()  # in its thread, while the model is loaded by another process
            async with self._local.use(model_id, emit) as endpoint:
                await self._prepared(emit)
                yield InsideModel(self._gateway.model(endpoint.route), self._local, endpoint)
        else:
            raise UserError(
                ErrorKind.UNSUPPORTED,
                tr("There is no model {model} here.", model=model_id),
                tr("Choose the model on this computer in the settings; its name is “local”."),
                Remedy.USE_LOCAL_MODEL,
            )

    async def _prepared(self, emit: Emit) -> None:
        if not self._gateway.is_ready:
            emit(Progress("prepare", tr("Preparing…")))
        await self._gateway.library()
