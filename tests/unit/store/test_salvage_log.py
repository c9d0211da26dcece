from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.store.salvage_log import frames_of, hides_saves

FRAME = 24 + 4096


def logged(path: Path, saves: int) -> bytes:
    """The log of a file with so many transactions in it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE any (text)")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for number in range(saves):
            connection.execute("INSERT INTO any VALUES (?)", (f"{number} " * 200,))
        return path.with_name(path.name + "-wal").read_bytes()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log"
    path.write_bytes(logged(tmp_path / "any.db", 12))
    assert (path.stat().st_size - 32) % FRAME == 0
    return path


def harmed(log: Path, frame: int, byte: bytes = b"\x5a\xa5") -> Path:
    content = bytearray(log.read_bytes())
    start = 32 + frame * FRAME + 24 + 3000
    content[start : start + len(byte)] = byte
    log.write_bytes(content)
    return log


def test_each_page_is_there_as_it_was_written_last(log: Path, tmp_path: Path) -> None:
    frames, size = frames_of(log)
    assert size == 4096
    content = log.read_bytes()
    last = {}
    for start in range(32, len(content), FRAME):
        last[int.from_bytes(content[start : start + 4], "big")] = content[start + 24 : start + FRAME]
    assert frames == last
    assert len(frames) > 1
    assert frames_of(tmp_path / "none") == ({}, 0)


def test_a_whole_log_and_one_that_ends_in_the_middle_hide_nothing(log: Path) -> None:
    assert not hides_saves(log)
    content = log.read_bytes()
    for length in (0, 10, 31, 32, 33, len(content) - 1, len(content) - FRAME, len(content) - FRAME - 5000):
        log.write_bytes(content[:length])
        assert not hides_saves(log)


def test_a_broken_last_save_is_what_a_power_cut_leaves(log: Path) -> None:
    frames = (log.stat().st_size - 32) // FRAME
    assert not hides_saves(harmed(log, frames - 1))


def test_saves_behind_a_broken_one_are_noticed_and_read(log: Path) -> None:
    before, _ = frames_of(log)
    assert hides_saves(harmed(log, 1))
    after, _ = frames_of(log)
    assert after == before, "each page was written again later"


def test_what_an_older_log_left_behind_the_end_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "any.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE any (text)")
        for number in range(9):
            connection.execute("INSERT INTO any VALUES (?)", (f"old {number} " * 300,))
        connection.execute("PRAGMA wal_checkpoint(RESTART)")
        connection.execute("DELETE FROM any")
        content = path.with_name("any.db-wal").read_bytes()
    log = tmp_path / "log"
    log.write_bytes(content)
    assert not hides_saves(log)
    frames, _ = frames_of(log)
    assert 0 < len(frames) < len(content) // FRAME


@pytest.mark.parametrize("content", [b"", b"no log", b"\x37\x7f\x06\x82" + b"\xff" * 100, bytes(5000)])
def test_what_is_no_log_holds_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "log").write_bytes(content)
    assert frames_of(tmp_path / "log") == ({}, 0)
    assert not hides_saves(tmp_path / "log")
