"""The report of a job as a page, a table and a PDF, from the rows of a real session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.profile import Profile
from desktop.core.quality import PostEdit, PostEditing
from desktop.core.translation import Dimension, ErrorSeverity, TranslationError
from desktop.engine.translation_messages import MeasurePostEditing
from desktop.runtime.translation_quality import REPORT_ENDINGS, TranslationQuality, report_bytes
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile) -> Iterator[Bench]:
    made = Bench(profile)
    yield made
    made.close()


def test_the_report_counts_what_was_marked(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    quality = TranslationQuality(desk.translating)
    assert quality.report() is None
    keys = desk.open(qtbot, tmp_path, ("One two three four five", "Een twee drie vier vijf"), ("Bye", ""))
    desk.translating.confirm(keys[0])
    desk.translating.mark_error(keys[0], TranslationError(Dimension.STYLE, ErrorSeverity.MINOR, note="Stiff"))
    report = quality.report()
    assert report is not None
    assert (report.total.words, report.total.points, report.total.errors) == (5, 1.0, 1)
    assert report.total.per_thousand == 200.0
    html = report_bytes(report, ".html").decode()
    assert "Stiff" in html
    assert b"Stiff" in report_bytes(report, ".csv")
    assert report_bytes(report, ".pdf").startswith(b"%PDF")
    for ending in REPORT_ENDINGS:
        with qtbot.waitSignal(quality.written, timeout=PATIENCE_MS) as written:
            quality.write(tmp_path / f"out{ending}")
        assert written.args == [str(tmp_path / f"out{ending}")]
    with qtbot.waitSignal(quality.failed, timeout=PATIENCE_MS):
        quality.write(tmp_path / "no" / "out.html")
    quality.close()


def test_machine_output_is_measured_and_forgotten_with_the_job(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    figures = PostEditing(PostEdit("", 1, 0, 80.0, 25.0, 0.2), (PostEdit("local/qwen", 1, 0, 80.0, 25.0, 0.2),))
    desk.fake.answers[MeasurePostEditing] = lambda _request: figures
    quality = TranslationQuality(desk.translating)
    quality.measure()
    assert quality.post_editing == PostEditing()
    desk.open(qtbot, tmp_path, ("Bye", "Dag"))
    with qtbot.waitSignal(quality.changed, timeout=PATIENCE_MS):
        quality.measure()
    assert quality.post_editing == figures
    report = quality.report()
    assert report is not None
    assert report.post_editing == figures
    quality.forget()
    assert quality.post_editing == PostEditing()
