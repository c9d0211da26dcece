"""Sources of posts: files are read in a process of their own, pages are fetched when somebody asks for them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import msgspec

from desktop.core.calls import CallRecord, Purpose
from desktop.core.errors import CopydeskError, ErrorKind
from desktop.core.events import Called, Progress
from desktop.core.moment import timestamp
from desktop.core.words import tr
from desktop.engine.jobs import Emit
from desktop.engine.masking import kept_here
from desktop.engine.source_fetching import Page, PageFetcher, checked_page, is_own
from desktop.engine.source_messages import FetchedSource, MatchSources, ReadSource, SourceMatches, SourceRead
from desktop.engine.worker_client import WorkerClient

READ_S, MATCH_S = 30.0, 10.0
"""How long the worker may take, in seconds: a PDF of 400 pages needs ten."""

_NAME = "@page"
"""Under what the log of calls files pages that were fetched; no provider can be called so."""

Fetch = Callable[[str], Awaitable[Page]]


class SourceWork:
    """Reads sources; with `local_only`, no page of another computer is asked for."""

    def __init__(self, fetch: Fetch | None = None) -> None:
        self.local_only = False
        self._reader = WorkerClient("source.read", "source.take")
        self._matcher = WorkerClient("source.match")  # nobody who looks for a source waits for a long PDF
        self._fetch = fetch or PageFetcher().fetch

    @property
    def workers(self) -> tuple[WorkerClient, ...]:
        """The workers, to be told the language and to be ended."""
        return (self._reader, self._matcher)

    async def read(self, request: ReadSource, emit: Emit) -> SourceRead:
        """A source of a file, a text or a page.

        Raises `UserError` for what cannot be read or takes longer than thirty seconds, and `EnvironmentProblem` when a
        page does not come or may not be asked for.
        """
        if request.address:
            return await self._page(request, emit)
        return await self._reader.ask("source.read", request, SourceRead, limit_s=READ_S, hint=_hint())

    async def match(self, request: MatchSources) -> SourceMatches:
        """What speaks of a sentence; `UserError` when that takes longer than ten seconds."""
        return await self._matcher.ask("source.match", request, SourceMatches, limit_s=MATCH_S)

    async def _page(self, request: ReadSource, emit: Emit) -> SourceRead:
        address, host = checked_page(request.address)
        if self.local_only and not is_own(address):
            problem = kept_here(host).problem
            message = tr("{host} was not asked: nothing may leave this computer here.", host=host)
            raise CopydeskError.from_problem(msgspec.structs.replace(problem, message=message))
        emit(Progress("source", tr("{host} is asked for the page; only its address is sent.", host=host)))
        record = CallRecord(timestamp(), _NAME, "", host, Purpose.FETCH, cost=0.0)
        outcome = ErrorKind.CANCELLED.value
        try:
            page = await self._fetch(address)
            outcome = "ok"
        except CopydeskError as error:
            outcome = error.problem.kind.value
            raise
        finally:
            emit(Called(msgspec.structs.replace(record, outcome=outcome)))
        fetched = FetchedSource(
            page.content, page.kind, page.charset, page.address, request.title or page.name or host, timestamp()
        )
        return await self._reader.ask("source.take", fetched, SourceRead, limit_s=READ_S, hint=_hint())


def _hint() -> str:
    return tr("Nothing was changed. Copy the part that you need, and paste it as a source.")
