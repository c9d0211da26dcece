"""A Compare screen with columns on it, for its tests."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.comparison import Choice, ColumnKey
from desktop.core.copy import Copy
from desktop.views.compare.cell import Cell
from desktop.views.compare.screen import CompareScreen
from desktop.views.main_window import MainWindow
from tests.fakes.desk import FakeDesk, sample_draft

HAIKU, MINI, INSIDE = "anthropic/claude-haiku-4.5", "openai/gpt-5-mini", "local/qwen2.5-coder-1.5b"
PLAIN = Copy(
    {
        "title": "Havn backpack 18 l: light, water-repellent",
        "description": "The Havn weighs 980 grams and holds 18 litres. A laptop fits inside. Made in Portugal.",
        "seo_title": "Lightweight backpack",
        "seo_description": "Lightweight backpack of 980 g.",
    }
)
WARM = Copy(
    {
        "title": "Havn backpack 18 l: light on your shoulders",
        "description": "The Havn weighs just 980 grams and holds 18 litres. Your laptop rides in a sleeve.",
        "seo_title": "Lightweight backpack for you",
        "seo_description": "Lightweight backpack of just 980 g.",
    }
)


def two_columns(desk: FakeDesk) -> tuple[ColumnKey, ColumnKey]:
    """The sample on the desk, a plain column as the base, and a warm one."""
    desk.session.open(sample_draft())
    plain = desk.comparing.put(PLAIN, Choice(HAIKU, "Plain"))
    warm = desk.comparing.put(WARM, Choice(INSIDE, "Warm"))
    desk.comparing.set_base(plain)
    return plain, warm


def shown_screen(window: MainWindow, qtbot: QtBot) -> CompareScreen:
    """The screen, when all that is on it is shown."""
    window.show_screen("compare")
    page = window.page
    assert isinstance(page, CompareScreen)
    settle(page, qtbot)
    return page


def settle(page: CompareScreen, qtbot: QtBot) -> None:
    """Wait until the columns show what there is."""
    qtbot.waitUntil(lambda: page.columns.board.settled)
    QApplication.processEvents()


def cell_of(page: CompareScreen, key: str, field: str = "description") -> Cell:
    """A cell that was made."""
    cell = page.columns.board.cell(key, field)
    assert cell is not None
    return cell


def press(page: CompareScreen, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the focus is."""
    target = QApplication.focusWidget()
    if target is None:
        target = page
    QTest.keyClick(target, key, modifiers)
    QApplication.processEvents()


def asked(desk: FakeDesk) -> tuple[object, ...]:
    """What the comparison was asked for last."""
    return desk.comparing.asked[-1]


def busy(cell: Cell) -> str:
    """What happens in a cell: `edited`, `written` or nothing."""
    return "edited" if cell.page.editing else "written" if cell.page.writing else ""
