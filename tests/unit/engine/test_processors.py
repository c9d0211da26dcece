"""How much of the machine a model may use."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from desktop.engine.processors import free_memory_mb, worker_threads


@pytest.fixture(autouse=True)
def _many_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: set(range(64)), raising=False)


@pytest.mark.parametrize(("cores", "threads"), [(1, 1), (2, 2), (3, 3), (4, 3), (8, 7)])
def test_from_four_cores_on_one_is_left_to_the_window(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cores: int, threads: int
) -> None:
    monkeypatch.setattr(psutil, "cpu_count", lambda **_: cores)
    assert worker_threads(tmp_path) == threads


def test_the_cores_that_we_may_use_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(psutil, "cpu_count", lambda **_: 16)
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: {0, 1}, raising=False)
    assert worker_threads(tmp_path) == 2


@pytest.mark.parametrize(
    ("share", "threads"), [("200000 100000", 2), ("50000 100000", 1), ("max 100000", 15), ("nonsense", 15)]
)
def test_a_containers_share_of_the_processor_counts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, share: str, threads: int
) -> None:
    monkeypatch.setattr(psutil, "cpu_count", lambda **_: 16)
    (tmp_path / "cpu.max").write_text(f"{share}\n")
    assert worker_threads(tmp_path) == threads


def test_where_the_physical_cores_are_unknown_there_is_one_thread_at_least(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(psutil, "cpu_count", lambda **_: None)
    monkeypatch.setattr("os.cpu_count", lambda: None)
    assert worker_threads(tmp_path) == 1


def test_free_memory_is_what_the_system_says(tmp_path: Path) -> None:
    free = free_memory_mb(tmp_path)
    assert 0 < free <= psutil.virtual_memory().total / 1_000_000


def test_a_containers_limit_on_memory_counts_and_cached_files_are_free(tmp_path: Path) -> None:
    (tmp_path / "memory.max").write_text("100000000\n")
    (tmp_path / "memory.current").write_text("70000000\n")
    assert free_memory_mb(tmp_path) == 30
    (tmp_path / "memory.stat").write_text("anon 30000000\nactive_file 10000000\ninactive_file 20000000\n")
    assert free_memory_mb(tmp_path) == 60
    (tmp_path / "memory.max").write_text("max\n")
    assert free_memory_mb(tmp_path) > 60
