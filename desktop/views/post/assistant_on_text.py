"""Attaches the assistant to an editor: how it is opened, where it stands in the text, and its keys."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from desktop.core.wishes import WishName
from desktop.core.words import tr, trn
from desktop.runtime.assisting import Assistant
from desktop.runtime.assisting_values import Phase, TextPlace, copy_place, words_in
from desktop.runtime.desk import Desk
from desktop.views import theme
from desktop.views.announce import announce
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.post.assistant_button import SelectionButton
from desktop.views.post.assistant_card import ACCEPT_ALL_KEY, ACCEPT_KEY, REJECT_KEY, AssistantCard
from desktop.views.post.assistant_marks import ChangesView
from desktop.views.post.assistant_places import WordsPlace
from desktop.views.post.assistant_runs import runs_of
from desktop.views.tokens import Size, Space

OPEN_KEY = "Ctrl+J"
NEXT_KEY, PREVIOUS_KEY = "Alt+Right", "Alt+Left"
_GAP = Space.S + Space.XXS
_UNDER = Space.L
_SETTLED = frozenset({Phase.READY, Phase.PROPOSED, Phase.ANSWERED})


class AssistantOnText(QObject):
    """The assistant on one text of the draft in one editor: a field of the copy, unless `place` says which text.

    `opened` and `closed` say when it stands in the text. It goes away with its editor.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, editor: FieldEditor, field: str = "body", *, place: TextPlace | None = None) -> None:
        super().__init__(editor)
        self._session = desk.session
        self._editor = editor
        self.assistant: Assistant = desk.posting.assistant
        self._place = place if place is not None else copy_place(desk.session, field)
        self._phase = Phase.IDLE
        self._height = 0.0
        self._card_height = 0
        self._words = WordsPlace(editor)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._move = QTimer(self, singleShot=True, interval=0)
        self.view = ChangesView(editor.viewport())
        self.bar = _Bar(editor)
        self.card = AssistantCard(editor)
        self.button = SelectionButton(editor, OPEN_KEY)
        self.action = QAction(tr("Have these words changed"), editor)
        self.action.setShortcut(QKeySequence(OPEN_KEY))
        self.action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.action.setShortcutVisibleInContextMenu(True)
        editor.addAction(self.action)
        self._connect()

    @property
    def active(self) -> bool:
        """Whether the assistant works on words of this editor."""
        return self.assistant.place is self._place

    def open(self) -> bool:
        """Open it on what is chosen, else on the paragraph at the caret; whether there is anything to work on."""
        if self.active and self._holds_focus():
            self.card.row.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        if self._editor.isReadOnly():
            return False
        self._session.pull()
        if not self.assistant.begin(self._place, *self._chosen()):
            announce(self._editor, tr("There are no words here to work on."))
            return False
        self.card.row.ask_for_words()
        self.card.row.field.clear()
        self._show()
        self._reveal()
        self.card.row.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.opened.emit()
        return True

    def close(self) -> None:
        """Put it away; what was not accepted stays as it was."""
        if self.active:
            self.assistant.close()

    def accept(self) -> None:
        """Accept the current change; the next one that is open becomes the current one."""
        self._decide(self.assistant.accept)

    def reject(self) -> None:
        """Reject the current change; the next one that is open becomes the current one."""
        self._decide(self.assistant.reject)

    def _decide(self, decide: Callable[[int], None]) -> None:
        if self.view.current >= 0:
            decide(self.view.current)
            self._show()  # at once: the next key may come before

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the assistant while it is open, wherever within the editor the focus is."""
        kind = event.type()
        if watched is self._editor and isinstance(event, QKeyEvent) and self.active:
            work = self._work_of(event)
            if kind is QEvent.Type.ShortcutOverride:
                if work is not None:
                    event.accept()  # comes back as a key press
                return work is not None
            if kind is QEvent.Type.KeyPress:
                if work is not None:
                    work()
                return work is not None or self._is_stray(event)
        if kind in {QEvent.Type.Resize, QEvent.Type.StyleChange} and self.active:
            self._soon.start()
        return False

    def _work_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key does now; `None` when it is not the assistant's."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        pressed = QKeyCombination(held, Qt.Key(event.key()))
        if pressed == _keys("Esc"):
            if self._editor.marks.chosen is not None:
                return None
            return self.assistant.stop if self.assistant.state.phase is Phase.ASKING else self.close
        if self.assistant.state.phase is not Phase.PROPOSED:
            return None
        works: tuple[tuple[str, Callable[[], None]], ...] = (
            (ACCEPT_KEY, self.accept),
            (REJECT_KEY, self.reject),
            (ACCEPT_ALL_KEY, self.assistant.accept_all),
            (NEXT_KEY, lambda: self.view.step(1)),
            (PREVIOUS_KEY, lambda: self.view.step(-1)),
        )
        return next((work for key, work in works if pressed == _keys(key)), None)

    def _is_stray(self, event: QKeyEvent) -> bool:
        """Whether a key came from the card or the proposal, and must not be typed into the text."""
        undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        return self._holds_focus() and not undo

    def _holds_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self.view or self.card.isAncestorOf(focus))

    # Inside

    def _connect(self) -> None:
        editor, card, assistant = self._editor, self.card, self.assistant
        self._soon.timeout.connect(self._show)
        self._move.timeout.connect(self._put)
        self.action.triggered.connect(self.open)
        self.button.asked.connect(self.open)
        editor.installEventFilter(self)
        editor.text_changed.connect(self._on_text)
        editor.verticalScrollBar().valueChanged.connect(self._put)
        editor.document().contentsChange.connect(self._on_contents)
        editor.document().documentLayout().documentSizeChanged.connect(self._on_text)
        assistant.changed.connect(self._on_state)
        assistant.closed.connect(self._on_state)
        card.wished.connect(assistant.ask)
        card.accept_asked.connect(self.accept)
        card.reject_asked.connect(self.reject)
        card.accept_all_asked.connect(assistant.accept_all)
        card.again_asked.connect(assistant.again)
        card.stop_asked.connect(assistant.stop)
        card.replace_asked.connect(assistant.replace)
        card.insert_asked.connect(assistant.insert)
        card.copy_asked.connect(self._copy)
        card.close_asked.connect(self.close)
        self.view.accept_asked.connect(assistant.accept)
        self.view.reject_asked.connect(assistant.reject)
        QWidget.setTabOrder(self.view, card.row.shorter)

    def _on_text(self) -> None:
        """What stands elsewhere takes more room or less; a key in a book must not wait for more than that."""
        if self.active:
            self._move.start()

    def _on_contents(self, position: int, removed: int, added: int) -> None:
        """What is typed into the words is handed in at once, which ends it; the rest is when typing pauses."""
        if self.active and self._words.touches(position, removed, added):
            self._soon.start()

    def _on_state(self) -> None:
        """Shown a moment later, when the editor shows the text that the state is of."""
        if self.active or self._phase is not Phase.IDLE:
            self._soon.start()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.assistant.state.text.strip())

    def _chosen(self) -> tuple[int, int]:
        """What is chosen; else the line at the caret, or the next one before it that has words."""
        editor, cursor = self._editor, self._editor.textCursor()
        if cursor.hasSelection():
            return editor.offset_of(cursor.selectionStart()), editor.offset_of(cursor.selectionEnd())
        text, at = editor.text(), editor.offset_of(cursor.position())
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        end = len(text[:end].rstrip()) if text[:end].strip() else end
        return text.rfind("\n", 0, end) + 1, end

    def _show(self) -> None:
        """Show the state, where its words stand."""
        self._soon.stop()
        if not self.active:
            self._hide()
            return
        state = self.assistant.state
        if state.phase is Phase.PROPOSED and state.proposal is not None and not state.proposal.open:
            self._tell_end()
            self.assistant.close()
            return
        if self._editor.text() != self._place.read(self._session.handed_in):
            self._session.pull()  # what was just typed moves the words, or ends it
        if not self.assistant.active:
            self._hide()
            return
        held = self._holds_focus()
        self.card.show_state(state, self.assistant.words, free=self.assistant.free)
        self.button.quiet = True
        before, self._phase = self._phase, state.phase
        self._lay_out()
        self._put()
        if state.phase is not before:
            self._on_phase(held=held)

    def _on_phase(self, *, held: bool) -> None:
        """Put the focus where it goes on, and say what came."""
        state, card = self.assistant.state, self.card
        goes_on = state.wish is not None and state.wish.name is WishName.CONTINUE
        targets: dict[Phase, QWidget] = {
            Phase.ASKING: card.stop,
            Phase.PROPOSED: self.view,
            Phase.ANSWERED: card.insert if goes_on else card.replace,
            Phase.READY: card.row.field,
        }
        target = targets.get(state.phase)
        if held and target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        if state.phase is Phase.PROPOSED and state.proposal is not None:
            count = len(state.proposal.decisions)
            said = trn("{n} change is proposed.", "{n} changes are proposed.", count)
            announce(self.card, f"{said} {self.view.current_words()} {card.note.words}".strip())
        elif state.phase is Phase.ANSWERED:
            announce(
                self.card, trn("A text of {n} word is there.", "A text of {n} words is there.", words_in(state.text))
            )
        elif card.note.words:
            announce(self.card, card.note.words)
        if state.phase in _SETTLED:
            self._reveal()

    def _tell_end(self) -> None:
        proposal = self.assistant.state.proposal
        if proposal is not None:
            of = len(proposal.decisions)
            announce(self._editor, tr("{n} of {of} changes accepted.", n=proposal.accepted, of=of))

    def _hide(self) -> None:
        held = self._holds_focus()
        was, self._phase = self._phase, Phase.IDLE
        for widget in (self.view, self.bar, self.card):
            widget.hide()
        self.view.forget()
        self.button.quiet = False
        self._words.forget()
        if held:
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if was is not Phase.IDLE:
            self.closed.emit()

    # Places

    def _lay_out(self) -> None:
        """Find out how high all is, and keep room for it under the words."""
        state, (start, end), words = self.assistant.state, self.assistant.span, self._words
        words.set_words(start, end)
        left, width = words.line
        own = height = words.height
        if state.phase is Phase.PROPOSED and state.proposal is not None:
            text, (begin, stop) = self._editor.text(), words.lines
            self.view.setFont(self._editor.font())
            runs = runs_of(text[begin:start], state.proposal, text[end:stop], begin, state.kept)
            self.view.show_runs(runs, state.proposal, words.looks)
            height = self.view.lay_out(left, width, words.step)
        else:
            self.view.forget()
        self._height = height
        self._card_height = self.card.height_for(round(width))
        words.keep_room(math.ceil(max(0.0, height - own) + _GAP + self._card_height + _UNDER))

    def _put(self) -> None:
        """Put all where the words are on the screen now; out of sight with them, but not hidden: the focus stays."""
        if not self.active or self._phase is Phase.IDLE:
            return
        proposed = self.assistant.state.phase is Phase.PROPOSED
        if not self._words.visible:
            for widget in (self.view, self.bar, self.card):
                widget.hide()
            return
        left, width = self._words.line
        port, height = self._editor.viewport().geometry(), round(self._height)
        top = self._words.top
        y = round(top) if math.isfinite(top) else -height - self._card_height - self._editor.height()
        if proposed:
            self.view.setGeometry(0, y, port.width(), height)
        x, y = port.x() + round(left), port.y() + y
        self.bar.setGeometry(x - Space.S - Space.XXS - Size.RING, y, Size.RING, height)
        reach = Size.SHADOW
        card = QRect(x, y + height + _GAP, round(width), self._card_height)
        self.card.setGeometry(card.adjusted(-reach, -reach, reach, reach))
        for widget in (self.view, self.bar, self.card) if proposed else (self.bar, self.card):
            widget.show()
            widget.raise_()

    def _reveal(self) -> None:
        """Scroll so far that the card is seen."""
        editor = self._editor
        if editor.is_huge:
            self._words.scroll_by(self.card.geometry().bottom() - Size.SHADOW + Space.S - editor.height())
            return
        parent = editor.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if isinstance(parent, QScrollArea):
            area = parent
            QTimer.singleShot(0, self, lambda: area.ensureWidgetVisible(self.card, 0, Space.L))


class _Bar(QWidget):
    """The bar beside the words that the assistant works on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("accent"))


def _keys(key: str) -> QKeyCombination:
    return QKeyCombination.fromCombined(QKeySequence(key)[0].toCombined())  # type: ignore[index]
