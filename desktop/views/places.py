"""Where the writer is on a screen: the widget with the caret, what is scrolled, chosen and drawn wide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QTabBar,
    QTextEdit,
    QWidget,
)

from desktop.runtime.reopening import Look

W = TypeVar("W", bound=QWidget)
_MOST = 60


def look_of(screen: str, page: QWidget) -> Look:
    """How a screen looks now; what is scrolled to its top or drawn as it was made is not noted."""
    numbers: dict[str, tuple[int, ...]] = {}
    for key, tabs in _named(page, QTabBar):
        if tabs.currentIndex() > 0:
            numbers[key] = (tabs.currentIndex(),)
    for key, splitter in _named(page, QSplitter):
        numbers[key] = tuple(splitter.sizes())
    focus, caret, anchor = "", 0, 0
    held = page.focusWidget()
    for key, area in _named(page, QAbstractScrollArea):
        if area.verticalScrollBar().value():
            numbers[key] = (area.verticalScrollBar().value(),)
        if area is held:
            focus, (caret, anchor) = key, _caret_of(area)
    for key, line in _named(page, QLineEdit):
        if line is held:
            focus, caret, anchor = key, line.cursorPosition(), line.cursorPosition()
    return Look(screen, focus, caret, anchor, dict(list(numbers.items())[:_MOST]))


def show_look(page: QWidget, look: Look) -> None:
    """Let a screen look so again, as far as its widgets are there."""
    for key, tabs in _named(page, QTabBar):
        for index in look.numbers.get(key, ()):
            if index < tabs.count() and tabs.isTabEnabled(index):
                tabs.setCurrentIndex(index)
    for key, splitter in _named(page, QSplitter):
        sizes = look.numbers.get(key, ())
        if len(sizes) == splitter.count() and all(sizes):
            splitter.setSizes(list(sizes))
    _focus(page, look)
    for key, area in _named(page, QAbstractScrollArea):
        for value in look.numbers.get(key, ()):
            area.verticalScrollBar().setValue(value)


def _focus(page: QWidget, look: Look) -> None:
    for key, line in _named(page, QLineEdit):
        if key == look.focus:
            line.setFocus()
            line.setCursorPosition(look.caret)
    for key, area in _named(page, QAbstractScrollArea):
        if key == look.focus:
            area.setFocus()
            _put_caret(area, look)


def _named(page: QWidget, kind: type[W]) -> Iterator[tuple[str, W]]:
    """The widgets that are shown, each with a key that is the same in the next window: its class, name and place."""
    seen: Counter[str] = Counter()
    for widget in page.findChildren(kind):
        name = f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()}".strip()
        seen[name] += 1
        if widget.isVisibleTo(page):
            yield f"{name} {seen[name]}", widget


def _caret_of(area: QAbstractScrollArea) -> tuple[int, int]:
    """Caret and the other end of what is selected; in a table its row and column."""
    if isinstance(area, QPlainTextEdit | QTextEdit):
        cursor = area.textCursor()
        return cursor.position(), cursor.anchor()
    if isinstance(area, QAbstractItemView):
        return area.currentIndex().row(), area.currentIndex().column()
    return 0, 0


def _put_caret(area: QAbstractScrollArea, look: Look) -> None:
    if isinstance(area, QPlainTextEdit | QTextEdit):
        cursor, last = area.textCursor(), area.document().characterCount() - 1
        cursor.setPosition(min(look.anchor, last))
        cursor.setPosition(min(look.caret, last), QTextCursor.MoveMode.KeepAnchor)
        area.setTextCursor(cursor)
    elif isinstance(area, QAbstractItemView) and area.model() is not None:
        area.setCurrentIndex(area.model().index(look.caret, look.anchor))
