"""The bar that finds and replaces in a post: plain words or a regular expression, one hit or all of them."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.words import tr, trn
from desktop.views.announce import announce
from desktop.views.post import keys
from desktop.views.post.body_binding import BodyBinding
from desktop.views.post.post_text import PostText
from desktop.views.post.seeking import Found, Wanted, find_all, replace
from desktop.views.post.sign_toggle import SignToggle
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.fields import LineEdit
from desktop.views.widgets.text import Label

_LATE_MS = 150
_LONGEST_WORDS = 200


class FindBar(QWidget):
    """Works on one text; hidden until `open`. Enter goes to the next hit, Shift+Enter to the one before, Esc closes."""

    closed = Signal()

    def __init__(self, text: PostText, binding: BodyBinding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._binding = binding
        self._found = Found()
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._late.timeout.connect(self.look)
        self._make()
        self._lay_out()
        text.text_changed.connect(self._on_text_changed)
        self.hide()

    def open(self, *, replacing: bool) -> None:
        """Show it, with the chosen words as what is looked for."""
        first, last = self._text.chosen
        words = self._text.text()[first:last]
        if words and "\n" not in words and len(words) <= _LONGEST_WORDS:
            self.words.setText(words)
        for part in (self.replacement, self.replace_one, self.replace_all):
            part.setVisible(replacing)
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self.look()

    def close_bar(self) -> None:
        """Hide it, and go back to the text."""
        self.hide()
        self._late.stop()
        self._text.show_hits(())
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    @property
    def wanted(self) -> Wanted:
        """What is looked for now."""
        return Wanted(self.words.text(), self.cased.isChecked(), self.whole.isChecked(), self.expression.isChecked())

    @property
    def found(self) -> Found:
        """What was found the last time."""
        return self._found

    def look(self) -> None:
        """Look anew, and show what there is."""
        self._late.stop()
        self._found = find_all(self._text.text(), self.wanted)
        self._show()

    def step(self, by: int) -> None:
        """Go to the next hit or the one before; behind the last comes the first."""
        if not self.isVisible() or self._late.isActive():
            self.look()
        hits = self._found.hits
        if not hits:
            return
        chosen = self._text.chosen
        at = bisect_left(hits, chosen)
        if at < len(hits) and hits[at] == chosen:
            at += by
        elif by < 0:
            at -= 1
        at %= len(hits)
        self._text.choose(*hits[at])
        self._show()
        announce(self, self.count.text())

    def replace_current(self) -> None:
        """Replace the hit that is chosen and go to the next; when none is chosen, go to the next only."""
        current = self._current()
        if current < 0:
            self.step(1)
            return
        made = replace(self._text.text(), self.wanted, self.replacement.text(), self._found.hits[current])
        if self._refused(made.problem) or not made.changes:
            return
        start, _, new = made.changes[0]
        if self._binding.change(made.changes, tr("Replace")):
            self._text.choose(start + len(new))
        self.look()
        if self._found.hits:
            at = bisect_left(self._found.hits, (start + len(new), 0)) % len(self._found.hits)
            self._text.choose(*self._found.hits[at])
        self._show()

    def replace_every(self) -> None:
        """Replace all hits, as one step of undo; the caret stays at its words."""
        made = replace(self._text.text(), self.wanted, self.replacement.text())
        if self._refused(made.problem) or not made.changes:
            return
        caret = self._text.caret
        before = [(end, len(new) - (end - start)) for start, end, new in made.changes if end <= caret]
        if self._binding.change(made.changes, tr("Replace all")):
            self._text.choose(caret + sum(by for _, by in before))
        self.look()
        said = trn("{n} replaced", "{n} replaced", len(made.changes))
        self.count.setText(said)
        announce(self, said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if self.replacement.hasFocus():
                self.replace_current()
            else:
                self.step(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    # Inside

    def _make(self) -> None:
        self.words = LineEdit(tr("Find"), placeholder=tr("Find"), icon_name="search")
        self.replacement = LineEdit(tr("Replace with"), placeholder=tr("Replace with"))
        self.cased = SignToggle("Aa", tr("Small and large letters differ"))
        self.whole = SignToggle("“ ”", tr("Whole words only"))
        self.expression = SignToggle(".*", tr("Regular expression; \\1 in the replacement is its first group"))
        self.count = Label("", "small", "text_2")
        self.previous = IconButton("chevron-up", tr("Previous hit"), key=keys.PREVIOUS, size=Size.CONTROL_SMALL)
        self.next = IconButton("chevron-down", tr("Next hit"), key=keys.NEXT, size=Size.CONTROL_SMALL)
        self.close_button = IconButton("close", tr("Close"), key="Esc", size=Size.CONTROL_SMALL)
        self.replace_one = Button(tr("Replace"), ButtonKind.SECONDARY, small=True)
        self.replace_all = Button(tr("All"), ButtonKind.SECONDARY, small=True)
        self.words.textEdited.connect(lambda _text: self._late.start())
        for toggle in (self.cased, self.whole, self.expression):
            toggle.toggled.connect(lambda _on: self.look())
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.close_button.clicked.connect(self.close_bar)
        self.replace_one.clicked.connect(self.replace_current)
        self.replace_all.clicked.connect(self.replace_every)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        rows.setSpacing(Space.S)
        parts: tuple[tuple[QWidget, ...], ...] = (
            (self.words, self.cased, self.whole, self.expression, self.count, self.previous, self.next,
             self.close_button),
            (self.replacement, self.replace_one, self.replace_all),
        )  # fmt: skip
        for widgets in parts:
            row = QHBoxLayout()
            row.setSpacing(Space.XS)
            for widget in widgets:
                row.addWidget(widget, stretch=isinstance(widget, LineEdit))
            rows.addLayout(row)

    def _on_text_changed(self) -> None:
        if self.isVisible():
            self._late.start()

    def _current(self) -> int:
        """The number of the hit that is chosen; -1 when none is."""
        chosen = self._text.chosen
        at = bisect_left(self._found.hits, chosen)
        return at if at < len(self._found.hits) and self._found.hits[at] == chosen else -1

    def _show(self) -> None:
        found = self._found
        current = self._current()
        self._text.show_hits(found.hits if self.isVisible() else (), current)
        self.count.set_tone("contradicted" if found.problem else "text_2")
        self.count.setText(_said(found, current) if self.words.text() else "")
        for button in (self.previous, self.next, self.replace_one, self.replace_all):
            button.setEnabled(bool(found.hits))

    def _refused(self, problem: str) -> bool:
        if problem:
            self.count.set_tone("contradicted")
            self.count.setText(problem)
            announce(self, problem)
        return bool(problem)


def _said(found: Found, current: int) -> str:
    if found.problem:
        return found.problem
    if found.more:
        return tr("More than {n} hits", n=len(found.hits))
    if not found.hits:
        return tr("Not found")
    if current >= 0:
        return tr("{n} of {all}", n=current + 1, all=len(found.hits))
    return trn("{n} hit", "{n} hits", len(found.hits))
