"""The Quality tab: what models say beside a row, the figures of a job, and the painted bars."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.core.finding import Severity
from desktop.core.profile import Profile
from desktop.core.quality import PostEdit, PostEditing
from desktop.core.translation import Dimension, ErrorSeverity, RowNote, TranslationError
from desktop.engine.translation_messages import MeasurePostEditing
from desktop.runtime.translating_values import BackTranslation, MeaningDifference, Other
from desktop.views.translate.quality_bars import EditBars, said_of
from desktop.views.translate.quality_other import BackPart, OtherPart, difference_words
from desktop.views.translate.quality_tab import JOB, QualityTab
from desktop.views.translate.side_text import Look
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench, xliff

SOURCE, BACK = "Do not wash above 30 degrees.", "Wash at 30 degrees."
LOST = MeaningDifference("missing", "negation", Severity.ERROR, 3, 6, 0, 0)
OTHER_WORD = MeaningDifference("changed", "words", Severity.INFO, 12, 17, 5, 7)
ADDED = MeaningDifference("added", "numbers", Severity.ERROR, 0, 0, 8, 10)
QWEN = PostEdit("local/qwen2.5", 24, 3, 61.3, 44.2, 0.4)
GPT = PostEdit("openai/gpt-5-mini", 60, 40, 88.1, 12.4, 0.1)


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile) -> Iterator[Bench]:
    made = Bench(profile)
    yield made
    made.close()


def until(qtbot: QtBot, what: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(what()), timeout=PATIENCE_MS)


def test_another_translation_shows_where_it_differs(qtbot: QtBot) -> None:
    part = OtherPart()
    qtbot.addWidget(part)
    assert part.take.isHidden()
    part.show_other(Other("Was hem niet warmer.", "openai/gpt-5-mini"), "Was hem warmer.")
    assert [run.text for run in part.text.runs if run.look is Look.NEW] == ["niet"]
    assert part.who.text() == "By gpt-5-mini"
    taken: list[bool] = []
    part.taken.connect(lambda: taken.append(True))
    part.take.click()
    assert taken == [True]


def test_a_back_translation_marks_what_became_of_the_meaning(qtbot: QtBot) -> None:
    part = BackPart()
    qtbot.addWidget(part)
    back = BackTranslation("Was op 30.", BACK, "local/qwen", (LOST, OTHER_WORD, ADDED))
    part.show_back(back, SOURCE, "Was op 30.")
    looks = {run.text: run.look for run in part.text.runs}
    assert looks["at"] is Look.MARKED
    assert looks["30"] is Look.WRONG
    assert part.differences.text().split("\n") == ["“not” is missing.", "“above” became “at”.", "“30” was added."]
    assert "before the translation was changed" not in part.who.text()
    part.show_back(back, SOURCE, "Was niet op 30.")
    assert "before the translation was changed" in part.who.text()
    part.show_back(BackTranslation("x", SOURCE, "local/qwen"), SOURCE, "x")
    assert part.differences.text() == "It says the same."


def test_a_difference_in_words() -> None:
    assert difference_words(LOST, SOURCE, BACK) == "“not” is missing."


def test_bars_show_the_least_changed_model_first(qtbot: QtBot) -> None:
    bars = EditBars()
    qtbot.addWidget(bars)
    bars.show_models((QWEN, GPT))
    assert bars.models == (GPT, QWEN)
    assert said_of(GPT) == "gpt-5-mini: chrF 88.1, TER 12.4, 40 of 60 rows as they came"
    assert "qwen2.5" in bars.accessibleName()
    bars.resize(280, bars.sizeHint().height())
    bars.show()
    assert not bars.grab().isNull()


def test_the_job_shows_its_score_its_files_and_machine_output(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    desk.fake.answers[MeasurePostEditing] = lambda _request: PostEditing(None, (QWEN, GPT))
    paths = [tmp_path / "a.xlf", tmp_path / "b.xlf"]
    paths[0].write_text(xliff(("One two three four five", "Een twee drie vier vijf")), encoding="utf-8")
    paths[1].write_text(xliff(("Bye now", "Dag")), encoding="utf-8")
    keys = desk.open_paths(qtbot, paths)
    for key in keys:
        desk.translating.confirm(key)
    desk.translating.mark_error(keys[0], TranslationError(Dimension.STYLE, ErrorSeverity.MINOR))
    tab = QualityTab(desk.translating)
    qtbot.addWidget(tab)
    tab.show()
    tab.switch.choose(JOB)
    until(qtbot, lambda: tab.job.bars.models)
    until(qtbot, lambda: "1 error, 7 words judged" in tab.job.sentence.text())
    words = [label.text() for label in tab.job.findChildren(QLabel)]
    for said in ("a.xlf", "b.xlf", "Points per 1,000", "200.0", "100.0", "Style · Minor", "1 point"):
        assert said in words
    desk.translating.close_job()
    until(qtbot, lambda: not tab.job.bars.models)


def test_a_row_with_marked_errors_does_not_say_that_nothing_speaks_against_it(
    qtbot: QtBot, desk: Bench, tmp_path: Path
) -> None:
    keys = desk.open(qtbot, tmp_path, ("Bye", "Dag"))
    tab = QualityTab(desk.translating)
    qtbot.addWidget(tab)
    tab.show()
    desk.translating.go(keys[0])
    until(qtbot, lambda: tab.row.reason.text() == "Nothing speaks against it.")
    desk.translating.mark_error(keys[0], TranslationError(Dimension.STYLE, ErrorSeverity.MINOR))
    until(qtbot, lambda: tab.row.reason.text() == "1 error is marked.")


def test_what_was_in_the_history_may_come_when_the_tab_is_gone(
    qtbot: QtBot, desk: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = desk.open(qtbot, tmp_path, ("Bye", "Dag"))
    asked: list[Callable[[list[RowNote]], None]] = []
    monkeypatch.setattr(desk.translating, "row_history", lambda _key, then: asked.append(then))
    tab = QualityTab(desk.translating)
    tab.row.show_row(desk.row(keys[0]))
    delete(tab)
    asked[-1]([])
