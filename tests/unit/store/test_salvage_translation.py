"""Translations out of a damaged history: what is newer counts, what has no owner gets one, bytes are whole or told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from desktop.core.segment import SegmentState
from desktop.core.translation import RowNote
from desktop.store.salvage_translation import TABLES, SalvagedTranslations
from desktop.store.schema import migrate
from desktop.store.tables import Tables
from desktop.store.translation_memory import mark_of

FULL = (
    """INSERT INTO jobs VALUES (1, 'Klus', 'en', 'nl', '{}', 't', 5, '')""",
    """INSERT INTO job_files VALUES (1, 1, 1, 'a', '{"id":0,"name":"a"}', 3, 4, 5)""",
    """INSERT INTO job_file_data VALUES (1, 1, 0, x'789c4bcfc907000000ffff')""",
    """INSERT INTO row_notes VALUES (1, 1, 's1', 'draft', 6, '{"segment":"s1","target":"een"}')""",
    """INSERT INTO row_history VALUES (1, 1, 's1', '{"segment":"s1","target":"een"}')""",
    """INSERT INTO row_history VALUES (2, 1, 's2', '{"segment":"s2","target":"twee","state":"translated"}')""",
    """INSERT INTO memories VALUES (1, 'M', 'en', 'nl', 't', 7)""",
    f"""INSERT INTO memory_units VALUES (1, 1, 'wool', 'wol', '', '', '', '', {mark_of("wool")}, 0, 8)""",  # noqa: S608 - a number of ours
    """INSERT INTO term_bases VALUES (1, 'T', 9)""",
    """INSERT INTO terms VALUES (1, 1, 'wool', 'wol', 9, '{"source":"wool","target":"wol"}')""",
)


@pytest.fixture
def source() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        for statement in FULL:
            connection.execute(statement)
        yield connection


@pytest.fixture
def target() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


def salvaged(source: sqlite3.Connection, target: sqlite3.Connection) -> list[str]:
    known: dict[str, set[int]] = {name: set() for name in TABLES}
    work = SalvagedTranslations(source, target, known)
    work.run()
    assert target.execute("PRAGMA foreign_key_check").fetchall() == []
    return work.lost


def test_everything_comes_into_an_empty_history(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    source.execute("DELETE FROM job_file_data")
    source.execute("UPDATE job_files SET size = 0")
    Tables(source).jobs._put_data(1, b"")  # noqa: SLF001 - as the store compresses it
    assert salvaged(source, target) == []
    for table in TABLES:
        if table != "row_notes":
            rows = [each.execute(f"SELECT * FROM {table}").fetchall() for each in (source, target)]  # noqa: S608
            assert rows[0] == rows[1]
    assert Tables(target).memory_search.find([1], "wol", 5)[0].source == "wool"


def test_a_row_that_is_lost_is_as_its_history_says(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    salvaged(source, target)
    assert Tables(target).rows.notes(1) == [RowNote("s1", "een"), RowNote("s2", "twee", SegmentState.TRANSLATED)]
    assert target.execute("SELECT state FROM row_notes WHERE segment = 's2'").fetchone() == ("translated",)


def test_the_newer_of_two_counts(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    salvaged(source, target)
    source.execute("UPDATE jobs SET name = 'Ouder', changed = 4")
    source.execute("UPDATE memory_units SET target = 'garen', changed = 80")
    source.execute("UPDATE terms SET target = 'even oud'")
    salvaged(source, target)
    assert target.execute("SELECT name FROM jobs").fetchall() == [("Klus",)]
    assert target.execute("SELECT target FROM memory_units").fetchall() == [("garen",)]
    assert target.execute("SELECT target FROM terms").fetchall() == [("wol",)]
    assert target.execute("SELECT count(*) FROM row_notes").fetchall() == [(2,)], "an update takes nothing along"


def test_what_lost_its_owner_gets_a_nameless_one(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    for table in ("jobs", "memories", "term_bases"):
        source.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    lost = salvaged(source, target)
    assert lost[:1] == ["name and languages of “Recovered 1”"]
    tables = Tables(target)
    assert [card.name for card in tables.jobs.cards()] == ["Recovered 1"]
    assert tables.jobs.get(1).files[0].name == "a"
    assert [(each.name, each.units) for each in tables.memories.all()] == [("Recovered 1", 1)]
    assert [term.target for term in tables.terms.all(1, "", "")] == ["wol"]


def test_what_is_cut_up_is_told_and_not_kept(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    source.execute("UPDATE memory_units SET source = 'wooZZ'")
    source.execute('UPDATE terms SET body = \'{"source": "wo\'')
    source.execute("UPDATE row_history SET body = '{' WHERE id = 2")
    lost = salvaged(source, target)
    assert "1 unit of a translation memory" in lost
    assert "1 term" in lost
    assert "1 earlier state of a segment" in lost
    assert "the bytes of the file a of a translation job" in lost  # what stands in FULL is no whole piece


def test_bytes_of_a_backup_stay_where_the_newer_ones_are_cut(
    source: sqlite3.Connection, target: sqlite3.Connection
) -> None:
    for connection in (source, target):
        if connection is target:
            salvaged(source, target)
        connection.execute("DELETE FROM job_file_data")
        Tables(connection).jobs._put_data(1, b"text")  # noqa: SLF001 - as the store compresses it
    source.execute("UPDATE job_file_data SET data = zeroblob(9)")
    assert salvaged(source, target) == []
    assert Tables(target).jobs.data(1) == b"text"
