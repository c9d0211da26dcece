"""The engine: everything the program does that takes a model or takes long, for the pipe and the command line alike."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from desktop import __version__
from desktop.agents.recording import Recorder
from desktop.agents.task import WriteRequest
from desktop.core.brief import knowing
from desktop.core.calls import Purpose
from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.errors import CopydeskError
from desktop.core.finding import CheckReport
from desktop.core.profile import Profile
from desktop.core.reply import Resting
from desktop.core.words import set_language, tr
from desktop.engine.groups import Groups, Joined
from desktop.engine.inside import Seat
from desktop.engine.inspecting import MailInspection
from desktop.engine.jobs import Emit
from desktop.engine.language_tool import LanguageTool
from desktop.engine.mail_messages import RestReply
from desktop.engine.mail_post import MailPost
from desktop.engine.mail_work import MailWork
from desktop.engine.messages import (
    Check,
    Configure,
    Configured,
    Done,
    Estimate,
    Estimated,
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
    Suggest,
    Suggestions,
    WarmModel,
    Write,
    WriteLines,
    Written,
    WrittenLines,
)
from desktop.engine.model_source import Asked, Job, ModelSource, is_inside
from desktop.engine.post_messages import Render, Rendered
from desktop.engine.post_work import PostWork
from desktop.engine.provider_messages import Tested, TestProvider
from desktop.engine.redaction import Redactor
from desktop.engine.route import Route
from desktop.engine.source_work import SourceWork
from desktop.engine.translation_models import TranslationModels
from desktop.engine.translation_work import TranslationWork
from desktop.engine.turns import Turns
from desktop.engine.warming import PASTE_TO_WARM, load_checks, warming_checks, warming_words
from desktop.engine.worker_client import WorkerClient
from desktop.engine.writing import requests_of, write_variants

if TYPE_CHECKING:
    from desktop.engine.providing import Providing

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


class Engine:
    """One engine for one profile, on one event loop; `routes` are models beyond those of catalogue and providers.

    `models` holds the models, `providers` what is done with providers and their keys, `mails` what is done with mails,
    `post` how they come in and go out, `inspecting` looks at those that came in. `posts` reads and writes the files of
    blog posts, `translations` what is done with files in two languages, `translating`
    what models do with their segments.
    """

    def __init__(self, profile: Profile, *, routes: Sequence[Route] = (), redactor: Redactor | None = None) -> None:
        redactor = redactor or Redactor()
        self.models = ModelSource(profile, routes, redactor)
        self._reader = WorkerClient("check", "warm_words", "read_paste", "reply.rest")
        self._renderer = WorkerClient("render")
        # Each takes seconds that neither typing nor the preview can wait for.
        self._proofreader = WorkerClient("proofread")
        self._suggester = WorkerClient("suggest")
        self.mails = MailWork()
        self.posts = PostWork()
        self.post = MailPost(profile, redactor)
        self.inspecting = MailInspection(self._ask)
        self.sources = SourceWork()
        self._language_tool = LanguageTool()
        self._groups = Groups()
        self.translations = TranslationWork()
        self.translating = TranslationModels(self._ask, self.models, self._groups)
        self._turns = Turns()
        self._preparing: asyncio.Task[None] | None = None
        self._warming: asyncio.Task[None] | None = None
        self._warmed: set[str] = set()
        self._copy_language = ""
        self._has_agents = False
        self._checks_loaded: dict[str, asyncio.Future[None]] = {}

    async def configure(self, request: Configure) -> Configured:
        """Take over the settings."""
        set_language(request.language)
        self.models.configure(request)
        self._language_tool.local_only = self.post.local_only = self.sources.local_only = request.local_only
        self._copy_language = request.copy_language
        for worker in self._workers:
            worker.language = request.language
        return Configured(__version__, os.getpid())

    @property
    def providers(self) -> Providing:
        """What is done with providers and their keys; it comes in when it is first used."""
        return self.models.providing

    @property
    def _workers(self) -> tuple[WorkerClient, ...]:
        return (
            self._reader,
            self._renderer,
            self._proofreader,
            self._suggester,
            *self.mails.workers,
            *self.posts.workers,
            *self.post.workers,
            *self.inspecting.workers,
            *self.sources.workers,
            *self.translations.workers,
        )

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
        await self.models.library()
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
                for words in warming_words(language):
                    await self._reader.ask("warm_words", words, Done, limit_s=WARM_S)

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
        route = await self.models.way(request.model)
        group = self._groups.group(request.group)
        alone = max(request.company, request.variants) == 1
        variants = await write_variants(
            requests_of(request),
            route.id,
            lambda each, tell, recorder: self._write_one(
                each, route, tell, recorder, Joined(group, group.budget(request.max_cost), alone=alone)
            ),
            emit,
        )
        from desktop.agents.loop import language_of

        return Written(language_of(request.brief), variants)

    async def _write_one(
        self, request: WriteRequest, route: Route, emit: Emit, recorder: Recorder, joined: Joined
    ) -> Variant:
        """One variant, when its turn comes."""
        async with self._turns.take(route, emit) as slot:
            seat = Seat(slot, joined.group) if route.inside and not joined.alone else None
            job = Job(Purpose.WRITE, brief=request.brief, budget=joined.budget, seat=seat)
            async with self._ask(route.id, emit, job) as asked:
                await self._agents()
                from desktop.agents.loop import language_of, run

                self._load_checks(language_of(request.brief))
                return await run(request, asked.model, emit, recorder)

    async def lines(self, request: WriteLines, emit: Emit) -> WrittenLines:
        """Write many short variants of one text; stopped or failed after the first of them, it returns what there is.

        Raises `CopydeskError` when nothing can be written at all, and `CancelledError` when no line had come.
        """
        async with self._ask(request.model, emit, Job(Purpose.LINES, request.max_cost, request.brief)) as asked:
            await self._agents()
            from desktop.agents.loop import language_of
            from desktop.engine.lining import write_lines

            self._load_checks(language_of(request.brief))
            return await write_lines(request, asked.model, emit)

    async def judge(self, request: Judge, emit: Emit) -> Judged:
        """Have a model judge the sentences that the rules left open; raises `CopydeskError` when it cannot be asked."""
        async with self._ask(request.model, emit, Job(Purpose.JUDGE, request.max_cost, request.brief)) as asked:
            await self._agents()
            from desktop.agents.judge import judge, language_of, why_silent

            note = why_silent(asked.model, language_of(request.copy, request.brief))
            prime = asked.inside.prime if asked.inside is not None else None
            return Judged(await judge(request.copy, request.brief, asked.model, emit, prime), note)

    async def extract_facts(self, request: ExtractFacts, emit: Emit) -> ExtractedFacts:
        """Have a model read the facts of a text; raises `CopydeskError` when it cannot be asked."""
        async with self._ask(request.model, emit, Job(Purpose.EXTRACT, request.max_cost)) as asked:
            await self._agents()
            from desktop.agents.extracting import extract_facts

            return ExtractedFacts(await extract_facts(request.text, asked.model, emit))

    async def estimate(self, request: Estimate) -> Estimated:
        """What writing would send, where to, and what that is likely to cost; nothing is sent."""
        await self._agents()
        return await self.models.estimate(request.write)

    async def check(self, request: Check) -> CheckReport:
        """All that the checks say of a copy; `UserError` when that takes longer than `check_seconds`."""
        facts = len(knowing(request.brief).facts)  # the paragraphs of a post's sources are read as facts are
        limit_s = check_seconds(request.copy, facts)
        hint = check_hint(request.copy, facts)
        return await self._reader.ask("check", request, CheckReport, limit_s=limit_s, hint=hint)

    async def rest_reply(self, request: RestReply) -> Resting:
        """What a reply to a customer rests on; `UserError` when that takes longer than `check_seconds`."""
        limit_s = check_seconds(request.copy, len(request.brief.facts) + len(request.brief.passages))
        return await self._reader.ask("reply.rest", request, Resting, limit_s=limit_s)

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
        return await self.models.list()

    async def models_fetch(self, request: FetchModel, emit: Emit) -> Done:
        """Download and verify a model; a download that was stopped goes on where it ended."""
        return await self.models.fetch(request, emit)

    async def models_warm(self, request: WarmModel, emit: Emit) -> Done:
        """Load a model, so that the first word comes soon."""
        if is_inside(request.id):
            self.prepare()
        return await self.models.warm(request, emit)

    async def providers_test(self, request: TestProvider) -> Tested:
        """Whether a provider answers and takes the key; what is wrong is in the answer."""
        return await self.providers.test(request)

    async def close(self) -> None:
        """End everything that was started, within three seconds."""
        for task in (self._warming, self._preparing):
            if task is not None:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
        self._warming = self._preparing = None
        await asyncio.gather(
            self.models.close(),
            *(worker.close() for worker in self._workers),
            self._language_tool.close(),
        )

    @asynccontextmanager
    async def _ask(self, model_id: str, emit: Emit, job: Job) -> AsyncIterator[Asked]:
        """The model with this id, ready to be asked, for as long as this holds."""
        if is_inside(model_id):
            self.prepare()  # in its thread, while the model is loaded by another process
        async with self.models.ask(model_id, emit, job) as asked:
            yield asked
