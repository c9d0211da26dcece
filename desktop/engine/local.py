"""The model on this computer: its server is started when wanted, restarted after a crash, and gone when we are."""

from __future__ import annotations

import asyncio
import logging
import platform
import secrets
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING

import msgspec

from desktop.core.environment import child_environment
from desktop.core.errors import CopydeskError, EnvironmentProblem, ErrorKind, UserError
from desktop.core.events import Progress
from desktop.core.profile import Profile
from desktop.core.prompt import Message
from desktop.core.words import tr
from desktop.engine import local_problems as problems
from desktop.engine.catalogue import DEFAULT_NAME, Catalogue, LocalModel, load_catalogue
from desktop.engine.model_files import FileState, find, verify
from desktop.engine.model_server import Answer, Failed, Options, Ready
from desktop.engine.processors import free_memory_mb, worker_threads
from desktop.engine.redaction import Secret
from desktop.engine.route import Route
from desktop.engine.turns import Place

if TYPE_CHECKING:
    from desktop.engine.priming import ServerCalls
    from desktop.engine.shelf import Shelf

LOAD_S = 300.0
"""How long loading may take, in seconds: a cold file of several gigabytes on a slow disk."""

_CRASH_S = 0.5
_MOST_AT_ONCE = 256
_ANSWER = msgspec.json.Decoder(Answer)

OnProgress = Callable[[Progress], None]

_log = logging.getLogger(__name__)


class Endpoint(msgspec.Struct, frozen=True):
    """Where a model answers in OpenAI's protocol: `base_url` ends in `/v1`; valid as long as its process lives."""

    base_url: str
    key: Secret
    model_name: str
    model: LocalModel
    pid: int

    @property
    def route(self) -> Route:
        """The same for the gateway."""
        return Route(
            self.model.id,
            f"openai/{self.model_name}",
            self.base_url,
            self.key,
            inside=True,
            small=self.model.small,
            grades={language: str(grade) for language, grade in self.model.grades.items()},
        )


class _Running(msgspec.Struct, frozen=True):
    process: asyncio.subprocess.Process
    endpoint: Endpoint
    idle_s: int


class LocalServer:
    """One server for one model at a time, on one event loop, which it never blocks.

    The server unloads the model after `idle_s` seconds without work (0: never) and loads it again when it is asked.
    `threads` 0 means what this computer has.
    """

    def __init__(
        self,
        profile: Profile,
        catalogue: Catalogue | None = None,
        *,
        idle_s: int = 600,
        threads: int = 0,
        free_memory: Callable[[], int] = free_memory_mb,
    ) -> None:
        self.idle_s = idle_s
        self._profile = profile
        self._catalogue = catalogue or load_catalogue()
        self._threads = threads
        self._free_memory = free_memory
        self._running: _Running | None = None
        self._wanted = ""
        self._start: asyncio.Task[Endpoint] | None = None
        self._listeners: list[OnProgress] = []
        self._claims = Place(_MOST_AT_ONCE)
        self._answers = 0
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._last_used = 0.0
        self._shelf: tuple[int, Shelf] | None = None

    @property
    def loaded(self) -> str:
        """The id of the model whose server runs; empty when none does."""
        running = self._running
        return running.endpoint.model.id if running is not None and running.process.returncode is None else ""

    async def endpoint(self, model_id: str = DEFAULT_NAME, on_progress: OnProgress | None = None) -> Endpoint:
        """Where the model answers; starts its server, in place of another model's, when that is needed.

        Loading goes on when the caller is cancelled, so that the next call finds it done. Raises `UserError` for an
        unknown model or an unsupported system, `EnvironmentProblem` for a missing or damaged file, too little memory,
        or a server that does not start.
        """
        model = self._catalogue.model(model_id)
        problems.refuse_unsupported(sys.platform, platform.machine(), library=find_spec("xllamacpp") is not None)
        if on_progress is not None:
            self._listeners.append(on_progress)
        try:
            if self._wanted != model.id or self._is_over():
                self._wanted = model.id
                self._start = asyncio.create_task(self._switch(model, self._start))
                self._start.add_done_callback(_retrieve)
            assert self._start is not None  # noqa: S101 - set above, or by an earlier call
            endpoint = await self._started(model, self._start)
            await self._wake(endpoint)
            return endpoint
        finally:
            if on_progress is not None:
                self._listeners.remove(on_progress)

    @asynccontextmanager
    async def use(self, model_id: str = DEFAULT_NAME, on_progress: OnProgress | None = None) -> AsyncIterator[Endpoint]:
        """The endpoint for the time of an answer, and of the loading before it: who wants another model waits."""
        model = self._catalogue.model(model_id)
        async with self._claims.taken(model.id):
            endpoint = await self.endpoint(model.id, on_progress)
            self._answers += 1
            self._quiet.clear()
            try:
                yield endpoint
            finally:
                self._answers -= 1
                self._last_used = asyncio.get_running_loop().time()
                if self._answers == 0:
                    self._quiet.set()

    async def warm(self, model_id: str = DEFAULT_NAME, on_progress: OnProgress | None = None) -> None:
        """Load a model before it is asked; nothing happens, and loading ends, when somebody asks another one."""
        model = self._catalogue.model(model_id)
        if self._claims.model not in {"", model.id}:
            return
        try:
            await self.endpoint(model.id, on_progress)
        except EnvironmentProblem:
            if self._claims.model in {"", model.id}:
                raise

    async def prime(self, endpoint: Endpoint, messages: Sequence[Message], answers: int) -> int:
        """Have the server read a prompt once for so many answers that will begin at once; see `priming`."""
        return await self._calls(endpoint).prime(messages, answers, LOAD_S)

    def shelf(self, endpoint: Endpoint) -> Shelf:
        """What the server of an endpoint has read and kept."""
        from desktop.engine.shelf import Shelf

        if self._shelf is None or self._shelf[0] != endpoint.pid:
            shelf = Shelf(self._calls(endpoint), self._profile.caches / "slots", LOAD_S)
            self._shelf = (endpoint.pid, shelf)
        return self._shelf[1]

    async def explain(self, endpoint: Endpoint) -> EnvironmentProblem | None:
        """Why an answer from this endpoint broke off, when its server has ended; `None` while it runs.

        Waits up to half a second, as a connection breaks before the end of its process is known.
        """
        running = self._running
        if running is None or running.endpoint.pid != endpoint.pid:
            return problems.replaced(endpoint.model)
        with suppress(TimeoutError):
            async with asyncio.timeout(_CRASH_S):
                await running.process.wait()
        status = running.process.returncode
        return None if status is None else problems.crashed(endpoint.model, status)

    async def release(self, model_id: str) -> None:
        """End the server of this model, so that its file can go; `UserError` while it writes."""
        model = self._catalogue.model(model_id)
        if self._wanted != model.id:
            return
        if self._claims.model == model.id:
            raise UserError(
                ErrorKind.INPUT,
                tr("{model} is writing just now.", model=model.title),
                tr("Stop it, or wait until it is done."),
            )
        await self.stop()

    async def stop(self) -> None:
        """End the server, if there is one, whatever it does."""
        start, self._start, self._wanted = self._start, None, ""
        if start is not None:
            start.cancel()
            with suppress(asyncio.CancelledError, CopydeskError, OSError):
                await start
        await self._end()

    async def _started(self, model: LocalModel, start: asyncio.Task[Endpoint]) -> Endpoint:
        """What the start comes to; it goes on when we are cancelled."""
        try:
            return await asyncio.shield(start)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if start.cancelled() and task is not None and not task.cancelling():
                raise problems.replaced(model) from None
            raise

    def _is_over(self) -> bool:
        """Whether there is neither a server nor the beginning of one."""
        start = self._start
        if start is None:
            return True
        if not start.done():
            return False
        return start.cancelled() or start.exception() is not None or not self.loaded

    async def _switch(self, model: LocalModel, previous: asyncio.Task[Endpoint] | None) -> Endpoint:
        if previous is not None and not previous.done():
            previous.cancel()
            await asyncio.wait([previous])
        running = self._running
        if running is not None and self.loaded == model.id:
            return running.endpoint
        if self.loaded:
            await self._quiet.wait()
        await self._end()
        await self._refuse_unfit(model)
        self._tell(Progress("load", tr("Loading {model}…", model=model.title)))
        self._running = await self._spawn(model)
        self._last_used = asyncio.get_running_loop().time()
        return self._running.endpoint

    async def _refuse_unfit(self, model: LocalModel) -> None:
        """Raise when the file is not there and whole, or memory is short."""
        found = find(model, self._profile.models)
        if found.state is FileState.UNVERIFIED:
            loop = asyncio.get_running_loop()
            message = tr("Checking the file of {model}…", model=model.title)

            def tell(done: int) -> None:
                loop.call_soon_threadsafe(self._tell, Progress("verify", message, done, found.size, "bytes"))

            found = await asyncio.to_thread(verify, model, self._profile.models, tell)
        if found.state is FileState.DAMAGED:
            raise problems.damaged(model)
        if found.state in {FileState.MISSING, FileState.PARTIAL}:
            raise problems.missing(model)
        free = await asyncio.to_thread(self._free_memory)
        if free < model.memory_mb:
            raise problems.too_big(model, free)

    async def _spawn(self, model: LocalModel) -> _Running:
        key = secrets.token_urlsafe(24)
        path = self._profile.models / model.file
        threads = self._threads or worker_threads()
        slots = await asyncio.to_thread(self._slots_folder)
        options = Options(
            str(path), model.id, key, threads, context=model.served_context, idle_s=self.idle_s, slots_folder=str(slots)
        )
        process = await self._process()
        try:
            answer = await _answer(process, options)
        except BaseException:
            await _kill(process)
            raise
        if not isinstance(answer, Ready):
            await _kill(process)
            _log.error("The model server did not start: %s", answer)
            raise problems.not_started(model, answer, process.returncode)
        endpoint = Endpoint(f"http://127.0.0.1:{answer.port}/v1", Secret(key), model.id, model, answer.pid)
        return _Running(process, endpoint, self.idle_s)

    async def _process(self) -> asyncio.subprocess.Process:
        log = await asyncio.to_thread(self._open_log)
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
        try:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "desktop.engine.model_server",
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log or subprocess.DEVNULL,
                env=child_environment(),
                creationflags=flags,
            )
        finally:
            if log is not None:
                log.close()

    def _slots_folder(self) -> Path:
        """The folder where the server keeps copies of slots for a moment; empty now."""
        folder = self._profile.caches / "slots"
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True)
        return folder

    def _calls(self, endpoint: Endpoint) -> ServerCalls:
        from desktop.engine.priming import ServerCalls

        return ServerCalls(endpoint.base_url, endpoint.key, self._profile.caches / "slots")

    def _open_log(self) -> IO[bytes] | None:
        """The log of this run alone; none where it cannot be written."""
        try:
            self._profile.logs.mkdir(parents=True, exist_ok=True)
            return (self._profile.logs / "model-server.log").open("wb")
        except OSError:
            return None

    async def _wake(self, endpoint: Endpoint) -> None:
        """Have the model loaded again if it was unloaded, and say so meanwhile."""
        loop = asyncio.get_running_loop()
        idle, self._last_used = loop.time() - self._last_used, loop.time()
        running = self._running
        if running is None or not running.idle_s or self._answers or idle < running.idle_s:
            return
        calls = self._calls(endpoint)
        if await calls.sleeps():
            self._tell(Progress("load", tr("Loading {model}…", model=endpoint.model.title)))
            await calls.wake(LOAD_S)

    def _tell(self, progress: Progress) -> None:
        for listener in tuple(self._listeners):
            listener(progress)

    async def _end(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            await _kill(running.process)
            # What the server kept of prompts is text of the writer's, and up to half a gigabyte.
            await asyncio.to_thread(shutil.rmtree, self._profile.caches / "slots", ignore_errors=True)


async def _answer(process: asyncio.subprocess.Process, options: Options) -> Ready | Failed | None:
    """What the process says once it has loaded the model; `None` when it ended without a word or took too long."""
    assert process.stdin is not None  # noqa: S101 - pipes of ours
    assert process.stdout is not None  # noqa: S101 - as above
    process.stdin.write(msgspec.json.encode(options) + b"\n")
    try:
        async with asyncio.timeout(LOAD_S):
            await process.stdin.drain()
            line = await process.stdout.readline()
    except (TimeoutError, ConnectionError):
        return None
    return _ANSWER.decode(line) if line else None


async def _kill(process: asyncio.subprocess.Process) -> None:
    """End the process and wait until it has gone; it has nothing to save."""
    with suppress(ProcessLookupError):
        process.kill()
    await process.communicate()


def _retrieve(task: asyncio.Task[Endpoint]) -> None:
    """Take note of an error that nobody may be waiting for any more."""
    if not task.cancelled():
        task.exception()
