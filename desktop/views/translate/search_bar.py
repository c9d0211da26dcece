"""Finding and replacing over the segments: one hit or all of them, or only the rows that have one."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.errors import Problem
from desktop.core.translation import RowKey
from desktop.core.words import tr, trn
from desktop.runtime.translating_values import Occurrence, RowSearch
from desktop.views.announce import announce
from desktop.views.post.sign_toggle import SignToggle
from desktop.views.tokens import Size, Space
from desktop.views.translate import keys
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.fields import LineEdit
from desktop.views.widgets.text import Label

if TYPE_CHECKING:
    from desktop.runtime.translating import Translating

_LATE_MS = 200
_LONGEST = 200


class SearchBar(QWidget):
    """Hidden until `open`; Enter goes to the next hit, Shift+Enter to the one before, Esc closes.

    `found` says that the hits are others, `chosen` sends the hit that was gone to.
    """

    found = Signal()
    chosen = Signal(object)  # Occurrence
    closed = Signal()

    def __init__(self, translating: Translating, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translating = translating
        self._hits: list[Occurrence] = []
        self._of_row: dict[RowKey, list[Occurrence]] = {}
        self._at = -1
        self._problem = ""
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._late.timeout.connect(self.look)
        self._make()
        self._lay_out()
        translating.rows_changed.connect(self._on_rows_changed)
        translating.order_changed.connect(self._on_rows_changed)
        self.hide()

    @property
    def wanted(self) -> RowSearch:
        """What is looked for now."""
        return RowSearch(
            self.words.text(),
            regex=self.expression.isChecked(),
            case=self.cased.isChecked(),
            whole_word=self.whole.isChecked(),
            in_source=self.in_source.isChecked(),
            in_target=True,
            shown=True,
        )

    @property
    def hits(self) -> tuple[Occurrence, ...]:
        """Everything that was found, in the order of the rows."""
        return tuple(self._hits)

    def of_row(self, key: RowKey) -> list[Occurrence]:
        """What was found in a row; nothing while the bar is closed."""
        return self._of_row.get(key, []) if self.isVisible() else []

    def open(self, *, replacing: bool, words: str = "") -> None:
        """Show it, with these words as what is looked for."""
        if words and "\n" not in words and len(words) <= _LONGEST:
            self.words.setText(words)
        for part in (self.replacement, self.replace_one, self.replace_all):
            part.setVisible(replacing)
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self.look()

    def close_bar(self) -> None:
        """Hide it, and show every row again."""
        self._late.stop()
        self.hide()
        if self.only.isChecked():
            self.only.setChecked(False)
        self._hits, self._of_row, self._at = [], {}, -1
        self.found.emit()
        self.closed.emit()

    def look(self) -> None:
        """Look anew, and show what there is."""
        self._late.stop()
        before = self._hits[self._at] if 0 <= self._at < len(self._hits) else None
        self._problem = ""
        self._translating.failed.connect(self._on_failed)
        self._hits = self._translating.occurrences(self.wanted) if self.words.text() else []
        self._translating.failed.disconnect(self._on_failed)
        self._of_row = defaultdict(list)
        for hit in self._hits:
            self._of_row[hit.key].append(hit)
        self._at = self._hits.index(before) if before in self._hits else -1
        self._say()
        self.found.emit()

    def step(self, by: int) -> None:
        """Go to the next hit or the one before, from the row of the writer on; behind the last comes the first."""
        if self._late.isActive() or not self.isVisible():
            self.look()
        if not self._hits:
            return
        if self._at < 0:
            at = self._first_from(self._translating.current)
            self._at = at if by > 0 else at - 1
        else:
            self._at += by
        self._at %= len(self._hits)
        self._say()
        self.chosen.emit(self._hits[self._at])
        announce(self, self.count.text())

    def replace_current(self) -> None:
        """Replace the hits of the row that was gone to, and go to the next; when none was, go to the next only."""
        if not 0 <= self._at < len(self._hits):
            self.step(1)
            return
        key = self._hits[self._at].key
        following = next((hit for hit in self._hits[self._at :] if hit.key != key), None)
        self._translating.replace(self.wanted, self.replacement.text(), key)
        self.look()
        self._at = self._hits.index(following) - 1 if following in self._hits else -1
        self.step(1)

    def replace_every(self) -> None:
        """Replace all hits in the rows that are shown, as one step of undo."""
        count = self._translating.replace(self.wanted, self.replacement.text())
        self.look()
        if not self._problem and count:
            said = trn("{n} replaced", "{n} replaced", count)
            self.count.setText(said)
            announce(self, said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not _with_control(event):
            if self.replacement.hasFocus():
                self.replace_current()
            else:
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    # Inside

    def _make(self) -> None:
        self.words = LineEdit(tr("Find"), placeholder=tr("Find in the segments"), icon_name="search")
        self.replacement = LineEdit(tr("Replace with"), placeholder=tr("Replace with"))
        self.cased = SignToggle("Aa", tr("Small and large letters differ"))
        self.whole = SignToggle("“ ”", tr("Whole words only"))
        self.expression = SignToggle(".*", tr("Regular expression; \\1 in the replacement is its first group"))
        self.in_source = Button(tr("Source too"), ButtonKind.QUIET, small=True)
        self.in_source.setCheckable(True)
        self.in_source.set_tip(tr("Look in the source too; only the translation is replaced"))
        self.only = Button(tr("Only these rows"), ButtonKind.QUIET, small=True)
        self.only.setCheckable(True)
        self.only.set_tip(tr("Show only the rows that have it"))
        self.count = Label("", "small", "text_2")
        self.previous = self._icon("chevron-up", tr("Previous hit"), keys.FIND_PREVIOUS)
        self.next = self._icon("chevron-down", tr("Next hit"), keys.FIND_NEXT)
        self.close_button = self._icon("close", tr("Close"), "Esc")
        self.replace_one = Button(tr("Replace"), ButtonKind.SECONDARY, small=True)
        self.replace_all = Button(tr("All"), ButtonKind.SECONDARY, small=True)
        self.replace_all.set_tip(tr("Replace all hits in the rows that are shown"))
        self.words.textEdited.connect(lambda _text: self._late.start())
        for toggle in (self.cased, self.whole, self.expression, self.in_source):
            toggle.toggled.connect(lambda _on: self._on_way_changed())
        self.only.toggled.connect(lambda _on: self._filter())
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.close_button.clicked.connect(self.close_bar)
        self.replace_one.clicked.connect(self.replace_current)
        self.replace_all.clicked.connect(self.replace_every)

    def _icon(self, name: str, words: str, key: str) -> IconButton:
        return IconButton(name, words, key=key, size=Size.CONTROL_SMALL)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.L, Space.XS, Space.L, Space.S)
        rows.setSpacing(Space.S)
        parts: tuple[tuple[QWidget, ...], ...] = (
            (self.words, self.cased, self.whole, self.expression, self.in_source, self.only, self.count,
             self.previous, self.next, self.close_button),
            (self.replacement, self.replace_one, self.replace_all),
        )  # fmt: skip
        for widgets in parts:
            row = QHBoxLayout()
            row.setSpacing(Space.XS)
            for widget in widgets:
                row.addWidget(widget, stretch=isinstance(widget, LineEdit))
            rows.addLayout(row)
        order = (self.words, self.replacement, self.replace_one, self.replace_all, self.cased)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _on_way_changed(self) -> None:
        self.look()
        self._filter()

    def _filter(self) -> None:
        """Show only the rows that have it, or every row again."""
        wanted, now = self.wanted, self._translating.filter
        chosen = msgspec.structs.replace(
            now,
            text=wanted.text if self.only.isChecked() else "",
            regex=wanted.regex,
            case=wanted.case,
            in_source=wanted.in_source,
        )
        if chosen.text != now.text or chosen.text:
            self._translating.set_filter(chosen)

    def _on_rows_changed(self, _keys: object = None) -> None:
        if self.isVisible():
            self._late.start()

    def _on_failed(self, problem: Problem) -> None:
        self._problem = problem.message

    def _first_from(self, key: RowKey | None) -> int:
        """The first hit at or behind a row."""
        places = {each: place for place, each in enumerate(self._translating.order)}
        place = places.get(key, 0) if key is not None else 0
        return next((at for at, hit in enumerate(self._hits) if places.get(hit.key, -1) >= place), 0)

    def _say(self) -> None:
        words = self._problem
        if not words and self.words.text():
            count = len(self._hits)
            place = tr("{n} of {all}", n=self._at + 1, all=count) if self._at >= 0 else ""
            words = place or (trn("{n} hit", "{n} hits", count) if count else tr("Not found"))
        self.count.set_tone("contradicted" if self._problem else "text_2")
        self.count.setText(words)
        for button in (self.previous, self.next, self.replace_one, self.replace_all):
            button.setEnabled(bool(self._hits))


def _with_control(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
