"""Fetching a model's file: whatever the network and the disk do, a file is there whole and verified, or not at all."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from desktop.core.environment import child_environment
from desktop.core.errors import CopydeskError, ErrorKind, Problem, Remedy
from desktop.core.profile import Profile
from desktop.engine import fetch as fetch_module
from desktop.engine import fetch_hub
from desktop.engine.catalogue import Grade, GradesFrom, HubSource, LocalModel, Source
from desktop.engine.fetch import Fetcher
from desktop.engine.fetch_hub import Patience
from desktop.engine.fetch_progress import FetchProgress, FetchStage
from desktop.engine.model_files import FileState
from desktop.engine.threads import Wanted
from tests.clock import on_time
from tests.faults.hub_server import Fault, HubServer, Way

CONTENT = random.Random(7).randbytes(3_000_000)  # noqa: S311 - any bytes will do, if they are the same each time
NAME = "tiny.gguf"
SOURCE = HubSource("maker/tiny-GGUF")
HASTY = Patience(connect_s=2.0, silence_s=0.4, tries=3, pause_s=0.01)


def _model(
    content: bytes = CONTENT, *, known: bool = True, sources: tuple[Source, ...] = (SOURCE,), name: str = NAME
) -> LocalModel:
    return LocalModel(
        "local/tiny", "Tiny", "Maker", name, len(content) if known else 0, 10, 4096, "MIT",
        {"en": Grade.FAIR}, GradesFrom.STATED, sources, sha256=hashlib.sha256(content).hexdigest() if known else "",
    )  # fmt: skip


class Seen:
    """Takes progress, and says that it never ran backwards within a stage."""

    def __init__(self) -> None:
        self.all: list[FetchProgress] = []

    def __call__(self, progress: FetchProgress) -> None:
        self.all.append(progress)

    @property
    def stages(self) -> list[FetchStage]:
        return list(dict.fromkeys(progress.stage for progress in self.all))


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with HubServer({f"maker/tiny-GGUF/{NAME}": CONTENT}) as server:
        yield server


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def fetcher(models: Path, hub: HubServer, tmp_path: Path) -> Fetcher:
    return Fetcher(Profile(tmp_path, models), hub=hub.address, patience=HASTY)


def _fetch(fetcher: Fetcher, model: LocalModel | None = None, seen: Seen | None = None) -> Path:
    return asyncio.run(fetcher.fetch(model or _model(), seen or Seen()))


def _problem(fetcher: Fetcher, model: LocalModel | None = None) -> Problem:
    with pytest.raises(CopydeskError) as caught:
        _fetch(fetcher, model)
    return caught.value.problem


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not true():  # noqa: ASYNC110 - what is waited for is a file
            await asyncio.sleep(0.01)


def _part(models: Path, content: bytes) -> Path:
    models.mkdir()
    part = models / f"{NAME}.part"
    part.write_bytes(content)
    return part


def test_a_file_comes_whole_and_verified(fetcher: Fetcher, models: Path, hub: HubServer) -> None:
    seen = Seen()
    assert _fetch(fetcher, seen=seen).read_bytes() == CONTENT
    assert fetcher.installed(_model()).state is FileState.READY
    assert seen.stages == [FetchStage.FETCH, FetchStage.VERIFY]
    fetched = [progress.done for progress in seen.all if progress.stage is FetchStage.FETCH]
    assert fetched == sorted(fetched)
    assert (fetched[0], fetched[-1]) == (0, len(CONTENT))
    assert seen.all[0].source == "127.0.0.1"
    assert sorted(path.name for path in models.iterdir()) == [f".{NAME}.lock", NAME, f"{NAME}.verified"]


def test_nothing_but_the_file_is_asked_for(fetcher: Fetcher, hub: HubServer) -> None:
    _fetch(fetcher)
    assert [asked.path for asked in hub.seen] == [
        f"/maker/tiny-GGUF/resolve/main/{NAME}",
        f"/store/maker/tiny-GGUF/{NAME}",
    ]
    assert not {"authorization", "cookie"} & {name.lower() for asked in hub.seen for name in asked.headers}


def test_what_is_there_is_not_fetched_again(fetcher: Fetcher, hub: HubServer) -> None:
    _fetch(fetcher)
    hub.seen.clear()
    seen = Seen()
    _fetch(fetcher, seen=seen)
    assert hub.seen == []
    assert seen.all == []


@pytest.mark.parametrize("way", [Way.CUT, Way.STALL])
def test_a_broken_download_goes_on_where_it_broke(fetcher: Fetcher, hub: HubServer, way: Way) -> None:
    hub.faults.extend([Fault(way, 1_100_000), Fault(way, 900_000)])
    assert _fetch(fetcher).read_bytes() == CONTENT
    assert hub.ranges == [0, 1_100_000, 2_000_000]


def test_a_server_that_is_busy_is_asked_again(fetcher: Fetcher, hub: HubServer) -> None:
    hub.faults.extend([Fault(Way.STATUS, status=503), Fault(Way.STATUS, status=429)])
    assert _fetch(fetcher).read_bytes() == CONTENT


def test_a_server_that_stays_broken_is_given_up(fetcher: Fetcher, hub: HubServer) -> None:
    hub.faults.extend([Fault(Way.STATUS, status=500)] * 3)
    problem = _problem(fetcher)
    assert (problem.kind, problem.remedy) == (ErrorKind.NETWORK, Remedy.RETRY)
    assert "500" in problem.details


def test_a_part_from_an_earlier_run_is_continued(fetcher: Fetcher, models: Path, hub: HubServer) -> None:
    _part(models, CONTENT[:1_234_567])
    seen = Seen()
    assert _fetch(fetcher, seen=seen).read_bytes() == CONTENT
    assert hub.ranges == [1_234_567]
    assert seen.all[0].done == 1_234_567


def test_a_part_that_is_whole_is_only_verified(fetcher: Fetcher, models: Path, hub: HubServer) -> None:
    _part(models, CONTENT)
    assert _fetch(fetcher).read_bytes() == CONTENT
    assert hub.seen == []


def test_a_part_that_is_wrong_is_fetched_anew(fetcher: Fetcher, models: Path, hub: HubServer) -> None:
    _part(models, bytes(1_000_000))
    assert _fetch(fetcher).read_bytes() == CONTENT
    assert hub.ranges == [1_000_000, 0]


def test_a_part_that_is_too_long_is_fetched_anew(fetcher: Fetcher, models: Path, hub: HubServer) -> None:
    _part(models, CONTENT + b"more")
    assert _fetch(fetcher).read_bytes() == CONTENT
    assert hub.ranges == [len(CONTENT) + 4, 0]


def test_a_server_that_ignores_ranges_still_gives_the_right_file(
    fetcher: Fetcher, models: Path, hub: HubServer
) -> None:
    _part(models, CONTENT[:2_000_000])
    hub.faults.append(Fault(Way.WHOLE))
    assert _fetch(fetcher).read_bytes() == CONTENT


def test_wrong_bytes_are_thrown_away_and_said(fetcher: Fetcher, models: Path, hub: HubServer) -> None:
    hub.faults.append(Fault(Way.WRONG, 2_000_000))
    problem = _problem(fetcher)
    assert (problem.kind, problem.remedy) == (ErrorKind.PROVIDER, Remedy.RETRY)
    assert "Tiny" in problem.message
    assert fetcher.installed(_model()).state is FileState.MISSING
    assert _fetch(fetcher).read_bytes() == CONTENT


def test_more_than_was_announced_is_refused(fetcher: Fetcher, hub: HubServer) -> None:
    hub.faults.append(Fault(Way.ENDLESS))
    assert "another file" in _problem(fetcher).details


def test_the_login_page_of_a_network_costs_nothing_that_was_there(
    fetcher: Fetcher, models: Path, hub: HubServer
) -> None:
    part = _part(models, CONTENT[:1_500_000])
    hub.faults.append(Fault(Way.PAGE))
    problem = _problem(fetcher)
    assert problem.kind is ErrorKind.NETWORK
    assert part.read_bytes() == CONTENT[:1_500_000]
    assert _fetch(fetcher).read_bytes() == CONTENT


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_file_that_the_hub_does_not_give_is_said_with_its_status(
    fetcher: Fetcher, hub: HubServer, status: int
) -> None:
    hub.hub_status = status
    problem = _problem(fetcher)
    assert problem.kind is ErrorKind.NETWORK
    assert f"127.0.0.1: It does not have the file (status {status})." in problem.details
    assert hub.ranges == []


def test_another_file_under_the_same_name_is_refused_before_it_is_fetched(fetcher: Fetcher, hub: HubServer) -> None:
    hub.published[f"maker/tiny-GGUF/{NAME}"] = "0" * 64
    hub.pace = 1
    started = time.monotonic()
    assert "another file" in _problem(fetcher).details
    assert time.monotonic() - started < 5


def test_without_a_hash_of_our_own_the_hubs_counts_and_is_named_as_such(fetcher: Fetcher) -> None:
    model = _model(known=False)
    assert _fetch(fetcher, model).read_bytes() == CONTENT
    assert fetcher.installed(model).hash_from_hub


def test_without_any_hash_nothing_is_kept(fetcher: Fetcher, hub: HubServer) -> None:
    hub.publishes_hash = False
    assert "does not say what the file should be" in _problem(fetcher, _model(known=False)).details


def test_a_whole_part_of_unknown_size_is_recognised(fetcher: Fetcher, models: Path) -> None:
    _part(models, CONTENT)
    assert _fetch(fetcher, _model(known=False)).read_bytes() == CONTENT


def test_an_unreachable_hub_fails_fast(tmp_path: Path, models: Path) -> None:
    fetcher = Fetcher(Profile(tmp_path, models), hub="http://127.0.0.1:9")
    started = time.monotonic()
    problem = _problem(fetcher)
    assert time.monotonic() - started < 5
    assert problem.kind is ErrorKind.NETWORK
    assert "goes on where it stopped" in problem.hint


def test_the_next_source_is_tried(fetcher: Fetcher, hub: HubServer) -> None:
    seen = Seen()
    model = _model(sources=(HubSource("maker/gone"), SOURCE))
    assert _fetch(fetcher, model, seen).read_bytes() == CONTENT
    assert [asked.path.split("/")[2] for asked in hub.seen] == ["gone", "tiny-GGUF", "maker"]


def test_the_address_of_the_hub_can_be_a_mirrors(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, models: Path, hub: HubServer
) -> None:
    monkeypatch.setenv("COPYDESK_HUB", hub.address)
    assert _fetch(Fetcher(Profile(tmp_path, models))).read_bytes() == CONTENT


@pytest.mark.parametrize("damaged", [CONTENT[:-10], CONTENT[:-1] + b"?"])
def test_a_damaged_file_is_put_aside_and_fetched_anew(fetcher: Fetcher, models: Path, damaged: bytes) -> None:
    models.mkdir()
    (models / NAME).write_bytes(damaged)
    seen = Seen()
    assert _fetch(fetcher, seen=seen).read_bytes() == CONTENT
    assert (models / f"{NAME}.damaged").read_bytes() == damaged
    said = [progress.message for progress in seen.all if progress.stage is FetchStage.ASIDE]
    assert said == [f"The file was damaged; it is now called {NAME}.damaged."]


def test_a_file_that_was_already_there_is_verified_and_stamped(fetcher: Fetcher, models: Path, hub: HubServer) -> None:
    models.mkdir()
    (models / NAME).write_bytes(CONTENT)
    assert fetcher.installed(_model()).state is FileState.UNVERIFIED
    _fetch(fetcher)
    assert fetcher.installed(_model()).state is FileState.READY
    assert hub.seen == []


def test_a_changed_file_is_hashed_again(fetcher: Fetcher, models: Path) -> None:
    _fetch(fetcher)
    time.sleep(0.02)
    (models / NAME).write_bytes(CONTENT[:-1] + b"?")
    assert fetcher.installed(_model()).state is FileState.UNVERIFIED
    assert _fetch(fetcher).read_bytes() == CONTENT


@on_time
def test_cancelling_takes_less_than_half_a_second_and_keeps_what_came(
    fetcher: Fetcher, models: Path, hub: HubServer
) -> None:
    hub.pace = 4_000_000

    async def main() -> float:
        task = asyncio.create_task(fetcher.fetch(_model(), Seen()))
        await _until(lambda: fetcher.installed(_model()).size > 1_000_000)
        started = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return time.monotonic() - started

    assert asyncio.run(main()) < 0.5
    here = fetcher.installed(_model())
    assert here.state is FileState.PARTIAL
    hub.pace = 0
    _fetch(fetcher)
    assert hub.ranges == [0, here.size]


def test_a_download_survives_kill_9(models: Path, hub: HubServer, tmp_path: Path) -> None:
    hub.pace = 2_000_000
    script = tmp_path / "fetching.py"
    script.write_text(
        textwrap.dedent(
            """
            import asyncio, sys
            from pathlib import Path
            from desktop.core.profile import Profile
            from desktop.engine.fetch import Fetcher
            from tests.unit.engine.test_fetch import Seen, _model
            folder, hub = sys.argv[1:]
            asyncio.run(Fetcher(Profile(Path(folder), Path(folder)), hub=hub).fetch(_model(), Seen()))
            """
        )
    )
    fetcher = Fetcher(Profile(tmp_path, models), hub=hub.address, patience=HASTY)
    sizes = []
    for _ in range(2):
        before = fetcher.installed(_model()).size
        with subprocess.Popen([sys.executable, script, str(models), hub.address], env=child_environment()) as process:
            deadline = time.monotonic() + 60
            while fetcher.installed(_model()).size < before + 800_000 and time.monotonic() < deadline:
                assert process.poll() is None
                time.sleep(0.01)
            process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        sizes.append(fetcher.installed(_model()).size)
    assert 800_000 <= sizes[0] < sizes[1] < len(CONTENT)
    hub.pace = 0
    assert _fetch(fetcher).read_bytes() == CONTENT
    assert hub.ranges == [0, *sizes]


def test_a_second_process_follows_the_first_instead_of_fetching_too(
    models: Path, hub: HubServer, tmp_path: Path
) -> None:
    hub.pace = 4_000_000
    first, second = (Fetcher(Profile(tmp_path, models), hub=hub.address, patience=HASTY) for _ in range(2))
    seen = Seen()

    async def main() -> list[Path]:
        leading = asyncio.create_task(first.fetch(_model(), Seen()))
        await _until(lambda: first.installed(_model()).size > 0)
        return [*await asyncio.gather(leading, second.fetch(_model(), seen))]

    assert asyncio.run(main()) == [models / NAME] * 2
    assert hub.ranges == [0]
    assert seen.stages == [FetchStage.WAIT]
    assert seen.all[-1].done > seen.all[0].done


def test_a_disk_that_is_too_full_is_said_before_anything_is_fetched(
    monkeypatch: pytest.MonkeyPatch, fetcher: Fetcher, hub: HubServer
) -> None:
    monkeypatch.setattr(fetch_module, "free_space", lambda _folder: 101_000_000)
    problem = _problem(fetcher)
    assert problem.kind is ErrorKind.DISK_FULL
    assert problem.message == "The disk is too full: 103 MB is needed and 101 MB is free."
    assert [path for path in hub.ranges if path] == []


def test_a_disk_that_fills_up_keeps_what_came(
    monkeypatch: pytest.MonkeyPatch, fetcher: Fetcher, hub: HubServer
) -> None:
    real = fetch_hub.write
    blocks: list[int] = []

    def write(file: BinaryIO, block: bytearray, wanted: Wanted | None = None) -> None:
        blocks.append(len(block))
        if len(blocks) > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(file, block, wanted)

    monkeypatch.setattr(fetch_hub, "write", write)
    problem = _problem(fetcher)
    assert problem.kind is ErrorKind.DISK_FULL
    assert "goes on where it stopped" in problem.hint
    assert fetcher.installed(_model()).size == blocks[0]
    monkeypatch.setattr(fetch_hub, "write", real)
    assert _fetch(fetcher).read_bytes() == CONTENT


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, hub: HubServer) -> None:
    in_the_way = tmp_path / "models"
    in_the_way.write_text("a file, not a folder")
    problem = _problem(Fetcher(Profile(tmp_path, in_the_way), hub=hub.address))
    assert problem.kind is ErrorKind.STORAGE
    assert str(in_the_way) in problem.message


def test_a_file_of_the_writers_is_taken_when_it_is_the_right_one(
    fetcher: Fetcher, models: Path, tmp_path: Path, hub: HubServer
) -> None:
    own = tmp_path / "from-a-stick.gguf"
    own.write_bytes(CONTENT)
    asyncio.run(fetcher.adopt(_model(), own, Seen()))
    assert (models / NAME).read_bytes() == CONTENT
    assert fetcher.installed(_model()).state is FileState.READY
    assert own.exists()
    assert hub.seen == []


@pytest.mark.parametrize("content", [CONTENT[:-1], CONTENT[:-1] + b"?"])
def test_another_file_is_not_taken(fetcher: Fetcher, models: Path, tmp_path: Path, content: bytes) -> None:
    own = tmp_path / "other.gguf"
    own.write_bytes(content)
    with pytest.raises(CopydeskError) as caught:
        asyncio.run(fetcher.adopt(_model(), own, Seen()))
    assert caught.value.problem.kind is ErrorKind.INPUT
    assert "other.gguf" in caught.value.problem.message
    assert not (models / NAME).exists()


def test_hashing_leaves_the_loop_free(models: Path, tmp_path: Path) -> None:
    content = bytes(200_000_000)
    models.mkdir()
    (models / NAME).write_bytes(content)
    seen, ticks = Seen(), 0

    async def main() -> None:
        nonlocal ticks
        task = asyncio.create_task(Fetcher(Profile(tmp_path, models)).fetch(_model(content), seen))
        while not task.done():
            await asyncio.sleep(0.001)
            ticks += 1
        await task

    asyncio.run(main())
    assert seen.stages == [FetchStage.VERIFY]
    assert ticks > 20
