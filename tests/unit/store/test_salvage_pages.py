from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.store.salvage_pages import Cell, Page, Pages, pages_below

VALUE = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.integers(-300, 300),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.binary(max_size=40),
    st.builds(lambda text, times: text * times, st.text("aé☃", min_size=1, max_size=3), st.integers(0, 9000)),
    st.builds(lambda data, times: data * times, st.binary(min_size=1, max_size=3), st.integers(0, 9000)),
)
ROW = st.tuples(VALUE, VALUE, st.integers(-(2**40), 2**40))


def cells_of(path: Path, name: str) -> tuple[list[Cell], list[Page | None]]:
    """Every cell of a tree, and the pages it was read from."""
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
    with path.open("rb") as file:
        pages = list(pages_below(Pages(file, path.with_name(path.name + "-wal")), root, set()))
    return [cell for page in pages if page is not None for cell in page.cells], pages


@pytest.mark.parametrize("size", [512, 4096, 65536])
@given(rows=st.lists(ROW, max_size=60))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_of_every_kind_are_read_as_sqlite_reads_them(
    tmp_path: Path, size: int, rows: list[tuple[object, object, int]]
) -> None:
    path = tmp_path / "any.db"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {size}")
        connection.execute("CREATE TABLE any (id INTEGER PRIMARY KEY, one, two, three INTEGER)")
        connection.execute("CREATE INDEX by_three ON any (three, one)")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO any (one, two, three) VALUES (?, ?, ?)", rows)
        connection.execute("COMMIT")
    found, pages = cells_of(path, "any")
    assert all(page is not None and page.whole for page in pages)
    assert [(cell.number, *cell.values[1:]) for cell in found] == [(1 + place, *row) for place, row in enumerate(rows)]
    entries, pages = cells_of(path, "by_three")
    assert all(page is not None and page.whole for page in pages)
    wanted = [(row[2], row[0], 1 + place) for place, row in enumerate(rows)]
    assert sorted(map(repr, (cell.values for cell in entries))) == sorted(map(repr, wanted))
    assert all(cell.number is None for cell in entries)


@pytest.mark.parametrize("kind", [2, 5, 10, 13])
@pytest.mark.parametrize("seed", range(8))
def test_no_garbage_raises_anything_or_reads_for_ever(tmp_path: Path, seed: int, kind: int) -> None:
    path = tmp_path / "garbage.db"
    data = random.Random(seed).randbytes(4096)  # noqa: S311 - no secret
    few = bytes([kind, 0, 0, 0, seed]) + data[5:]
    path.write_bytes(data + few + bytes([kind]) + bytes(byte & 3 for byte in data[1:]))
    with path.open("rb") as file:
        pages = Pages(file, tmp_path / "none")
        assert pages.count == 3
        for number in range(1, 4):
            for page in pages_below(pages, number, set()):
                assert page is None or all(isinstance(cell, Cell) for cell in page.cells)
        assert len(pages.free()) < 2000


def test_pages_that_were_given_back_are_known(tmp_path: Path) -> None:
    path = tmp_path / "any.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE any (text)")
        connection.executemany("INSERT INTO any VALUES (?)", [("x" * 3000,)] * 3000)
        connection.execute("DELETE FROM any WHERE rowid > 10")
        count = connection.execute("PRAGMA freelist_count").fetchone()[0]
    with path.open("rb") as file:
        free = Pages(file, tmp_path / "none").free()
    assert len(free) == count > 2500
