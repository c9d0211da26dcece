"""Figures from a file: read once, matched with columns, and told in sentences that invent nothing."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.core.copy import Copy
from desktop.core.outcomes import Metric, Outcome
from desktop.core.profile import Profile
from desktop.core.words import set_language
from desktop.runtime.results import Results, ResultsMapping, ResultsTable
from desktop.runtime.results_words import figures_of, said_of
from tests.clock import on_time
from tests.unit.runtime.comparing_bench import Table

CSV = "Subject line;Sent;Unique opens;Revenue\nHavn, light;1000;310;120,50\nB;1000;280;80,00\nElse;900;100;\n"


class Desk(Table):
    """A table with results."""

    def __init__(self, profile: Profile) -> None:
        super().__init__(profile)
        self.results = Results(self.comparing, self.services)
        self.tables: list[ResultsTable] = []

    def read(self, qtbot: QtBot, path: Path) -> ResultsTable:
        count = len(self.tables)
        self.results.read(path, self.tables.append)
        qtbot.waitUntil(lambda: len(self.tables) > count, timeout=10_000)
        return self.tables[-1]


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile) -> Iterator[Desk]:
    gc.collect()  # what earlier tests left must not be collected on the store's thread
    made = Desk(profile)
    yield made
    made.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mailing.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def rows(desk: Desk) -> list[tuple[str, str, int, int]]:
    return [(row.outcome.name, row.letter, row.outcome.shown, row.outcome.happened) for row in desk.results.rows]


def test_a_file_is_read_matched_and_told(qtbot: QtBot, desk: Desk, file: Path) -> None:
    desk.written(qtbot, Copy({"title": "Havn, light"}), Copy({"title": "Another"}))
    table = desk.read(qtbot, file)
    assert table.source == "mailing.csv"
    assert table.guessed == ResultsMapping(0, 1, 2, 3, Metric.OPENS)
    desk.results.import_(table, msgspec.structs.replace(table.guessed, currency="EUR"))
    qtbot.waitUntil(lambda: bool(desk.results.rows), timeout=10_000)
    assert rows(desk) == [("Havn, light", "A", 1000, 310), ("B", "B", 1000, 280), ("Else", "", 900, 100)]
    first = desk.results.rows[0]
    assert first.rate == pytest.approx(0.31)
    assert first.low is not None
    assert first.high is not None
    assert first.low < 0.31 < first.high
    assert (first.outcome.amount, first.outcome.currency) == (120.5, "EUR")
    assert first.outcome.version == desk.comparing.columns()[0].version
    said = desk.results.sentences
    assert any(each.startswith("A is ahead of B, 92% sure. About ") and "95% sure" in each for each in said)
    assert any(each.startswith("A is ahead of “Else”, 99% sure.") for each in said)
    assert any(each.startswith("A brought in €") for each in said)


def test_the_columns_are_asked_for_once(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    one = tmp_path / "one.csv"
    one.write_text("thing,x,y\nA,100,7\nB,100,9\n", encoding="utf-8")
    table = desk.read(qtbot, one)
    assert not table.guessed.usable
    desk.results.import_(table, ResultsMapping(0, 1, 2, metric=Metric.SALES))
    qtbot.waitUntil(lambda: len(desk.results.rows) == 2, timeout=10_000)
    two = tmp_path / "two.csv"
    two.write_text("y,thing,x\n1,A,100\n", encoding="utf-8")
    assert desk.read(qtbot, two).guessed == ResultsMapping(1, 2, 0, metric=Metric.SALES)


def test_the_same_file_again_replaces_its_figures_but_not_those_of_another_metric(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "ads.csv"
    file.write_text("Ad,Impressions,Clicks,Orders\nA,100,7,2\nB,100,9,1\n", encoding="utf-8")
    table = desk.read(qtbot, file)
    desk.results.import_(table, ResultsMapping(0, 1, 2, metric=Metric.CLICKS))
    desk.results.import_(table, ResultsMapping(0, 1, 3, metric=Metric.SALES))
    desk.results.import_(table, ResultsMapping(0, 1, 2, metric=Metric.CLICKS))
    qtbot.waitUntil(lambda: len(desk.results.rows) == 4, timeout=10_000)
    assert sorted((row.outcome.metric.value, row.outcome.happened) for row in desk.results.rows) == [
        ("clicks", 7), ("clicks", 9), ("sales", 1), ("sales", 2),
    ]  # fmt: skip
    assert desk.results.sentences[0].startswith("Clicks: ")


def test_figures_come_with_their_draft_and_are_forgotten(qtbot: QtBot, desk: Desk, file: Path) -> None:
    desk.written(qtbot, Copy({"title": "Havn, light"}))
    table = desk.read(qtbot, file)
    desk.results.import_(table, table.guessed)
    qtbot.waitUntil(lambda: len(desk.results.rows) == 3, timeout=10_000)
    draft = desk.session.draft.id
    desk.drafts.new()
    assert (desk.results.rows, desk.results.sentences) == ((), ())
    desk.drafts.open(draft)
    qtbot.waitUntil(lambda: [row.letter for row in desk.results.rows] == ["A", "", ""], timeout=10_000)
    desk.results.forget()
    qtbot.waitUntil(lambda: desk.results.rows == (), timeout=10_000)
    assert desk.store.call(lambda store: store.outcomes()) == []


def test_what_is_wrong_with_a_file_is_a_notice(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    broken = tmp_path / "picture.csv"
    broken.write_bytes(b"\x89PNG\x00\x01")
    desk.results.read(broken, desk.tables.append)
    qtbot.waitUntil(lambda: bool(desk.posted), timeout=10_000)
    assert desk.tables == []


def test_a_row_that_cannot_be_read_is_told(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("Subject,Sent,Opens\nA,100,many\nB,100,20\nC,100,30\n", encoding="utf-8")
    table = desk.read(qtbot, file)
    desk.results.import_(table, table.guessed)
    qtbot.waitUntil(lambda: len(desk.results.rows) == 2, timeout=10_000)
    assert any("many" in each for each in desk.results.sentences)


def said(*figures: tuple[str, int, int], language: str = "en") -> tuple[str, ...]:
    set_language(language)
    return said_of(figures_of([Outcome(name, Metric.CLICKS, shown, happened) for name, shown, happened in figures]), {})


def test_too_few_figures_say_so() -> None:
    assert said(("A", 100, 40)) == ("Not enough figures yet: there is only one text to look at.",)
    assert said(("A", 12, 2), ("B", 10, 1)) == ("Not enough figures yet to tell “A” and “B” apart.",)
    assert said() == ()


def test_even_figures_are_even() -> None:
    assert said(("A", 1000, 100), ("B", 1000, 100)) == ("“A” and “B” do equally well so far.",)


def test_what_is_sure_needs_nobody_more() -> None:
    (sentence,) = said(("A", 1000, 100), ("B", 1000, 200))
    assert sentence == "“B” is ahead of “A”, 99% sure."


def test_the_best_of_many_is_named() -> None:
    sentences = said(("A", 1000, 100), ("B", 1000, 120), ("C", 10, 5))
    assert sentences[0].startswith("“B” looks best of all") or sentences[0].startswith("“B” is ahead of “A”")
    assert sentences[-1] == "Not enough figures yet: “C”."


def test_amounts_in_two_currencies_are_not_compared() -> None:
    outcomes = [
        Outcome("A", Metric.SALES, 100, 5, 10.0, "EUR"),
        Outcome("B", Metric.SALES, 100, 9, 12.0, "USD"),
    ]
    assert figures_of(outcomes).amounts == ()


def test_a_file_of_more_texts_than_stand_side_by_side_is_refused(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """The history waits while figures are worked out, which takes 7 s for 300 texts."""
    file = tmp_path / "all.csv"
    body = "".join(f"Text {n},100,{n % 100}\n" for n in range(101))
    file.write_text(f"Ad,Impressions,Clicks\n{body}", encoding="utf-8")
    table = desk.read(qtbot, file)
    desk.results.import_(table, ResultsMapping(0, 1, 2, metric=Metric.CLICKS))
    qtbot.waitUntil(lambda: any("101" in each.title for each in desk.posted), timeout=10_000)
    assert desk.results.rows == ()


@on_time
def test_figures_find_their_columns_quickly(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    long = "It holds 18 litres and weighs 980 g. " * 40
    desk.written(qtbot, *(Copy({"title": f"Havn {n}", "description": f"{long} {n}"}) for n in range(50)))
    file = tmp_path / "all.csv"
    body = "".join(f"Havn {n},100,{n}\n" for n in range(100))
    file.write_text(f"Ad,Impressions,Clicks\n{body}", encoding="utf-8")
    desk.results.import_(desk.read(qtbot, file), ResultsMapping(0, 1, 2, metric=Metric.CLICKS))
    qtbot.waitUntil(lambda: len(desk.results.rows) == 100, timeout=20_000)
    assert [row.letter for row in desk.results.rows[:50]] == [each.letter for each in desk.comparing.columns()]
    began = time.perf_counter()
    desk.comparing.column_changed.emit(desk.keys[0])
    assert time.perf_counter() - began < 0.05  # it was 0.1 s, for each key that is typed into a column
