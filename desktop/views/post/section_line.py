"""A section of the outline as a row to edit: its place, level, heading, words, notes, and whether it is pinned."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QIntValidator, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.core.post import Post, Section
from desktop.core.words import tr, trn
from desktop.runtime.posting_values import SectionRow
from desktop.runtime.session import DraftSession
from desktop.views import theme
from desktop.views.mail.block_grip import BlockGrip
from desktop.views.post.framed_text import FramedText, NoteEditor
from desktop.views.post.section_keys import KEYS, Verb, verb_of
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.fields import LineEdit
from desktop.views.widgets.keys import key_words, with_key
from desktop.views.widgets.surface import paint_ground
from desktop.views.widgets.text import ElidedLabel, Label

MOST_WORDS = 50_000
DEEPEST, HIGHEST = 4, 2
_WORDS_STEP = 10


class SectionLine(QWidget):
    """Shows a section and tells what is asked of it; `edited` when heading or words were typed in."""

    edited = Signal()
    asked = Signal(object)  # Verb
    lines_pasted = Signal(object)  # tuple[str, ...]
    left = Signal()  # the focus went out of the heading
    notes_edited = Signal(str)

    def __init__(self, session: DraftSession, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.section = section
        self.dirty = False
        self.notes: FramedText | None = None
        self._shown: tuple[object, ...] = ()
        self.grip = _Grip(self)
        self.level = Button("##", ButtonKind.QUIET, small=True)
        self.heading = _Heading()
        self.said = ElidedLabel("", "small", "text_3")
        self.words = _Words()
        self.pin = IconButton("pin", tr("Pin"), key=KEYS[Verb.PIN], size=Size.CONTROL_SMALL)
        self.open = IconButton("chevron-down", tr("Notes"), key=KEYS[Verb.NOTES], size=Size.CONTROL_SMALL)
        self.more = IconButton("more", tr("More for this section"), size=Size.CONTROL_SMALL)
        self.pin.setCheckable(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        row.addWidget(self.grip)
        row.addWidget(self.level)
        row.addWidget(self.heading, 1)
        row.addSpacing(Space.S)
        row.addWidget(self.words)
        unit = Label(tr("words"), "small", "text_3")
        unit.setBuddy(self.words)
        row.addWidget(unit)
        row.addSpacing(Space.XS)
        for part in (self.pin, self.open, self.more):
            row.addWidget(part)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(Size.ICON + Size.ROW + 2 * Space.XS, 0, Space.S, 0)
        self._below.setSpacing(Space.XS)
        self._below.addWidget(self.said)
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XS + Space.XXS, Space.XS, Space.XS, Space.XS)
        column.setSpacing(0)
        column.addLayout(row)
        column.addLayout(self._below)
        self.level.setFixedWidth(Size.ROW)

    def _connect(self) -> None:
        for edit in (self.heading, self.words):
            edit.textEdited.connect(self._on_typed)
            edit.verb.connect(self.asked)
            edit.left.connect(self.left)
            edit.touched.connect(self.update)
        self.heading.lines_pasted.connect(self.lines_pasted)
        self.level.clicked.connect(self._turn_level)
        self.pin.clicked.connect(lambda: self.asked.emit(Verb.PIN))
        self.open.clicked.connect(lambda: self.asked.emit(Verb.NOTES))
        self.more.clicked.connect(self.open_menu)
        self.grip.stepped.connect(lambda step: self.asked.emit(Verb.UP if step < 0 else Verb.DOWN))

    # What it shows

    def show_section(self, section: Section, row: SectionRow, *, number: int, writing: bool) -> None:
        """Show a section and how much of it is written; what is being typed stays as it is."""
        self.section = section
        shown = (section, row, number, writing, self.dirty, self.notes is None)
        if shown == self._shown:
            return
        self._shown = shown
        heading = row.heading if section.heading.strip() else ""
        if not self.dirty:
            if self.heading.text().strip() != heading.strip():
                self.heading.show_text(heading)
            if self.words.number != section.words:
                self.words.show_text(str(section.words) if section.words else "")
        self.level.setText("#" * section.level)
        self.level.setAccessibleName(tr("Heading of level {level}", level=section.level))
        self.level.set_tip(tr("Level of the heading: {deeper} and {higher} change it", **_level_keys()))
        name = tr("Section {n}", n=number)
        self.heading.setAccessibleName(tr("{section}, heading", section=name))
        self.words.setAccessibleName(tr("{section}, words wanted", section=name))
        self.pin.setChecked(section.pinned)
        self.pin.set_name(tr("Pinned: it stays as it is") if section.pinned else tr("Pin: keep it as it is"))
        self._show_said(section, row, writing=writing)

    def _show_said(self, section: Section, row: SectionRow, *, writing: bool) -> None:
        parts = []
        if writing:
            parts.append(tr("Being written now"))
        elif row.written:
            parts.append(trn("{n} word written", "{n} words written", row.written))
        if section.notes.strip() and self.notes is None:
            parts.append(" ".join(section.notes.split()))
        self.said.set_tone("accent" if writing else "text_3")
        self.said.setText(" · ".join(parts))
        self.said.setVisible(bool(parts))

    def set_free(self, *, free: bool) -> None:
        """Whether the section may be moved, joined and taken out; not while it is being written."""
        self.grip.setEnabled(free)
        self.more.setEnabled(free)

    @property
    def typed(self) -> Section:
        """The section with what was typed."""
        heading = self.heading.text()
        changed = heading if self.heading.typed else self.section.heading
        return msgspec.structs.replace(self.section, heading=changed, words=self.words.number)

    def set_open(self, opened: bool) -> None:
        """Show or fold away the notes."""
        if opened is (self.notes is not None):
            return
        self.open.set_icon("chevron-up" if opened else "chevron-down")
        if opened:
            editor = NoteEditor(tr("What must be in it"), tr("What must be in it, in a few words"))
            self.notes = FramedText(self._session, editor, self._notes_of, self.notes_edited.emit)
            self._below.addSpacing(Space.XS)
            self._below.addWidget(self.notes)
            self.said.hide()
            return
        gone, self.notes = self.notes, None
        if gone is not None:
            self._below.takeAt(self._below.indexOf(gone) - 1)
            gone.close_text()
            gone.hide()
            gone.deleteLater()

    def go_to(self) -> None:
        """Put the caret behind the heading."""
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self.heading.end(False)

    def stops(self) -> list[QWidget]:
        """What the Tab key stops at."""
        notes = [self.notes.editor] if self.notes is not None else []
        return [self.grip, self.level, self.heading, self.words, self.pin, self.open, self.more, *notes]

    def menu(self) -> QMenu:
        """What else can be done with the section."""
        menu = QMenu(self)
        deep, high = self.section.level >= DEEPEST, self.section.level <= HIGHEST
        for verb, words, off in (
            (Verb.UP, tr("Move up"), False),
            (Verb.DOWN, tr("Move down"), False),
            (Verb.MERGE, tr("Merge with the one above"), False),
            (None, "", False),
            (Verb.DEEPER, tr("One level deeper"), deep),
            (Verb.HIGHER, tr("One level higher"), high),
            (None, "", False),
            (Verb.WRITE, tr("Write this section"), self.section.pinned),
            (Verb.REMOVE, tr("Remove the section"), False),
        ):
            if verb is None:
                menu.addSeparator()
                continue
            action = menu.addAction(words)
            action.setEnabled(not off)
            action.triggered.connect(lambda _checked=False, verb=verb: self.asked.emit(verb))
            if verb in KEYS:
                action.setShortcut(QKeySequence(KEYS[verb]))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return menu

    def open_menu(self) -> None:
        """Offer it below its button."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.heading.hasFocus() or self.words.hasFocus() or self.grip.dragging:
            paint_ground(QPainter(self), QRectF(self.rect()), "surface_1", Radius.LARGE)

    # Inside

    def _on_typed(self) -> None:
        self.dirty = True
        self.edited.emit()

    def _turn_level(self) -> None:
        """From the second to the third, and back; the keys reach the others."""
        self.asked.emit(Verb.DEEPER if self.section.level == HIGHEST else Verb.HIGHER)

    def _notes_of(self, draft: Draft) -> str:
        section = (draft.brief.post or Post()).section(self.section.id)
        return section.notes if section is not None else ""


class _Keyed(LineEdit):
    """A line of a row: keys that are the row's go to it before the window has them."""

    verb = Signal(object)  # Verb
    left = Signal()
    touched = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._verb(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verb = self._verb(event)
        if verb is not None:
            self.verb.emit(verb)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()  # with Ctrl it writes, see the screen
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.touched.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.touched.emit()
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def show_text(self, text: str) -> None:
        """Show another text, the caret where it was as far as there is one."""
        place = self.cursorPosition()
        self.setText(text)
        self.setCursorPosition(min(place, len(text)))

    def _verb(self, event: QKeyEvent) -> Verb | None:
        return verb_of(event, empty=False)


class _Heading(_Keyed):
    lines_pasted = Signal(object)  # tuple[str, ...]

    def __init__(self) -> None:
        super().__init__(tr("Heading"), placeholder=tr("Heading of the section"), session_undo=True)
        self.typed = False
        self.setProperty("field", False)
        self.setProperty("bare", True)
        self._dress()
        self.textEdited.connect(self._on_edited)

    def shows_focus_ring(self) -> bool:
        """The row is lit instead."""
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip:
            cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
            self.setToolTip(self.text() if cut else "")
        return super().event(event)

    def show_text(self, text: str) -> None:
        self.typed = False
        super().show_text(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()  # a new style sheet forgets the font

    def keyPressEvent(self, event: QKeyEvent) -> None:
        lines = _lines() if event.matches(QKeySequence.StandardKey.Paste) else ()
        if len(lines) > 1:
            self.lines_pasted.emit(lines)
        elif event.matches(QKeySequence.StandardKey.Copy) and not self.hasSelectedText():
            event.ignore()  # the page copies the outline
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self.setFont(theme.font(Type.TEXT, Weight.STRONG))

    def _on_edited(self) -> None:
        self.typed = True

    def _verb(self, event: QKeyEvent) -> Verb | None:
        return verb_of(event, empty=not self.text())


class _Words(_Keyed):
    def __init__(self) -> None:
        super().__init__(tr("Words wanted"), placeholder=tr("any"), session_undo=True)
        self.setValidator(QIntValidator(0, MOST_WORDS, self))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFixedSize(Size.COUNTER_BAR, Size.CONTROL_SMALL)

    @property
    def number(self) -> int:
        """The words wanted; 0 for no wish."""
        text = self.text().strip()
        return min(MOST_WORDS, int(text)) if text.isdecimal() else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: _WORDS_STEP, Qt.Key.Key_Down: -_WORDS_STEP}.get(Qt.Key(event.key()), 0)
        if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.setText(str(max(0, min(MOST_WORDS, self.number + step))))
            self.textEdited.emit(self.text())
        else:
            super().keyPressEvent(event)


class _Grip(BlockGrip):
    """The handle at the left of a section, seen as a faint sign until it is touched."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Move the section"))
        tip = tr("Drag to move the section, or press {up} and {down}", up=key_words("Up"), down=key_words("Down"))
        self.setAccessibleDescription(tip)
        self.setToolTip(with_key(tip, ""))
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.underMouse() or self.hasFocus() or self.dragging:
            super().paintEvent(event)
            return
        from desktop.views.icons import paint_icon

        area = QRectF(0, 0, Size.ICON_SMALL, Size.ICON_SMALL)
        area.moveCenter(QRectF(self.rect()).center())
        paint_icon(QPainter(self), "drag", area, "text_3")


def _lines() -> tuple[str, ...]:
    """The lines on the clipboard that say something."""
    return tuple(line for line in QGuiApplication.clipboard().text().splitlines() if line.strip())


def _level_keys() -> dict[str, str]:
    return {"deeper": key_words(KEYS[Verb.DEEPER]), "higher": key_words(KEYS[Verb.HIGHER])}
