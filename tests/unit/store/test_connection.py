from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from desktop.store.connection import Patience, open_reading, open_writing, transaction
from tests.unit.store.samples import outsider

PATIENT = Patience(5, lambda _: None)


def pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.mark.parametrize("name", ["plain.db", "spaces and ümlaut.db", "50%?#&mode=ro.db"])
def test_every_safety_is_on(tmp_path: Path, name: str) -> None:
    with closing(open_writing(tmp_path / name, shared_folder=False)) as connection:
        assert {
            each: pragma(connection, each)
            for each in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "cell_size_check")
        } == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1}
    assert (tmp_path / name).exists()


def test_no_log_is_used_in_a_shared_folder(tmp_path: Path) -> None:
    with closing(open_writing(tmp_path / "a.db", shared_folder=True)) as connection:
        assert pragma(connection, "journal_mode") == "delete"


def test_reading_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(open_writing(path, shared_folder=False)) as connection:
        connection.execute("CREATE TABLE t (x)")
    before = path.read_bytes()
    for unchanging in (True, False):
        with closing(open_reading(path, unchanging=unchanging)) as connection:
            assert connection.execute("SELECT count(*) FROM t").fetchone() == (0,)
            with pytest.raises(sqlite3.OperationalError):
                connection.execute("INSERT INTO t VALUES (1)")
    assert path.read_bytes() == before
    with pytest.raises(sqlite3.OperationalError):
        open_reading(tmp_path / "none.db")


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    with closing(open_writing(tmp_path / "a.db", shared_folder=False)) as connection:
        connection.execute("CREATE TABLE t (x)")
        with pytest.raises(sqlite3.OperationalError), transaction(connection, PATIENT):
            connection.execute("INSERT INTO t VALUES (1)").connection.execute("INSERT INTO no_such_table VALUES (1)")
        assert connection.execute("SELECT count(*) FROM t").fetchone() == (0,)
        with transaction(connection, PATIENT):
            connection.execute("INSERT INTO t VALUES (1)")
        assert connection.execute("SELECT count(*) FROM t").fetchone() == (1,)


def test_another_program_is_waited_for_and_the_waiting_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    told: list[float] = []
    with closing(open_writing(path, shared_folder=False)) as connection:
        connection.execute("CREATE TABLE t (x)")
        held, free = threading.Event(), threading.Event()

        def hold() -> None:
            with outsider(path) as other:
                other.execute("BEGIN IMMEDIATE")
                held.set()
                free.wait(10)
                other.execute("ROLLBACK")

        thread = threading.Thread(target=hold)
        thread.start()
        held.wait(10)
        threading.Timer(0.8, free.set).start()
        with transaction(connection, Patience(10, told.append)):
            connection.execute("INSERT INTO t VALUES (1)")
        thread.join()
    assert len(told) >= 2
    assert told == sorted(told)


def test_waiting_ends_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(open_writing(path, shared_folder=False)) as connection, outsider(path) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(sqlite3.OperationalError), transaction(connection, Patience(0.3, lambda _: None)):
            pass
        assert 0.2 < time.monotonic() - began < 5
        other.execute("ROLLBACK")
