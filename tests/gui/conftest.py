"""A dressed application, a desk that answers from memory, and a window on it."""

from __future__ import annotations

import gc
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.views.editor.field_editor import FieldEditor
from desktop.views.main_window import MainWindow
from desktop.views.product.screen import ProductScreen
from desktop.views.theme import apply_theme
from tests.fakes.desk import FakeDesk, sample_draft
from tests.gui.editor_page import on_a_page

OFFSCREEN_ONLY = "This plugin does not support propagateSizeHints"
"""What Qt's offscreen platform says of every window; no other platform says it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every other warning of Qt fails the test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_ONLY))


_COLLECT_EVERY = 20
_gone = itertools.count(1)


@pytest.fixture(autouse=True)
def _windows_gone_between_tests() -> Iterator[None]:
    """Windows of earlier tests go before they are so many that a change of the theme takes long to dress them."""
    yield
    if next(_gone) % _COLLECT_EVERY == 0:
        gc.collect()


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    QLocale.setDefault(QLocale("en_US"))
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
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def screen(window: MainWindow, desk: FakeDesk) -> ProductScreen:
    """The screen that opens with a product: the sample, here."""
    desk.session.open(sample_draft())
    page = window.page
    assert isinstance(page, ProductScreen)
    return page


@pytest.fixture
def editor(qtbot: QtBot) -> FieldEditor:
    """An empty editor on a page."""
    return on_a_page(FieldEditor(), qtbot)
