"""A dressed application, a desk that answers from memory, and a window on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.views.main_window import MainWindow
from desktop.views.theme import apply_theme
from tests.fakes.desk import FakeDesk


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "light", 15)
    yield
    apply_theme(qapp, "light", 15)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> FakeDesk:
    """A desk whose writer has chosen English."""
    return FakeDesk(folder=tmp_path)


@pytest.fixture
def window(qtbot: QtBot, desk: FakeDesk) -> MainWindow:
    """A window on that desk, shown."""
    made = MainWindow(desk.desk)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    return made
