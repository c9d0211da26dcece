"""Subject lines and the preheaders that complete them: seen below, said, and handed out beside them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.formats.lines_csv import lines_as_csv
from desktop.views.lines.lines_model import LineColumn
from desktop.views.lines.page import LinesPage
from tests.fakes.variants import VariantsDesk, line
from tests.gui.variants_window import shown

ALONE = line("Walk to work dry")
PAIR = msgspec.structs.replace(line("Light, and made to last"), beside="=980 grams, 18 litres: it carries a week")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> VariantsDesk:
    return VariantsDesk(tmp_path)


def test_the_preheader_is_seen_below_its_subject_and_said_with_it(qtbot: QtBot, desk: VariantsDesk) -> None:
    page = LinesPage(desk.desk)
    window = shown(qtbot, desk, page)
    desk.lining.put(PAIR, ALONE)
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 2, timeout=5_000)
    qtbot.waitUntil(lambda: page.table.rowHeight(0) > page.table.rowHeight(1), timeout=5_000)
    index = page.table.model().index(0, LineColumn.TEXT)
    assert PAIR.beside in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert str(index.data(Qt.ItemDataRole.EditRole)) == PAIR.text  # only the line itself is typed over
    assert not window.grab().isNull()


def test_a_table_of_pairs_has_a_column_for_preheaders_and_nothing_in_it_runs() -> None:
    rows = list(csv.reader(io.StringIO(lines_as_csv([ALONE, PAIR]))))
    assert rows[0][-1] == "Preheader"
    assert rows[1][-1] == ""
    assert rows[2][-1].endswith(PAIR.beside)
    assert not rows[2][-1].startswith("=")
    assert "Preheader" not in next(csv.reader(io.StringIO(lines_as_csv([ALONE]))))
