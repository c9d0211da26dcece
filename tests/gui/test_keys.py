"""No key means two things: what a screen can do by itself, and what the window can do everywhere, are told apart."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from desktop.views.catalogue import SCREENS
from desktop.views.main_window import MainWindow


def keys_of(actions: list[QAction]) -> list[str]:
    return [key.toString() for action in actions for key in action.shortcuts()]


@pytest.mark.parametrize("screen_id", [spec.id for spec in SCREENS])
def test_the_keys_of_a_screen_are_not_those_of_the_window(window: MainWindow, qtbot: QtBot, screen_id: str) -> None:
    window.show_screen(screen_id)
    page = window.page
    assert page is not None
    qtbot.waitUntil(page.isVisible)
    own, everywhere = keys_of(page.actions()), keys_of(window.actions())
    assert not set(own) & set(everywhere)
    assert [key for key, times in Counter(own).items() if times > 1] == []
    assert [key for key, times in Counter(everywhere).items() if times > 1] == []
