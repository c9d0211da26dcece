"""Many short variants of one line: choose a channel, have twenty written, choose, take, and export them."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QStandardPaths, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.events import Progress, Waiting
from desktop.core.lines import Line
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.views.actions import Actions, key_of
from desktop.views.announce import announce
from desktop.views.field_count import unit_of
from desktop.views.lines.clash_list import ClashPane
from desktop.views.lines.line_card import LineCard
from desktop.views.lines.table import LinesTable
from desktop.views.lines.words import order_words
from desktop.views.screen_actions import lend
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.empty import EmptyState
from desktop.views.widgets.fields import ComboBox, NumberField
from desktop.views.widgets.icon_words import IconWords
from desktop.views.widgets.progress import ProgressStrip
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import Label

_COUNT = 20
_MOST = 100


class LinesPage(Surface):
    """The page; `left` goes back to the long texts. Ctrl+Enter writes, Esc stops or goes back."""

    left = Signal()

    def __init__(self, desk: Desk, actions: Actions | None = None, parent: QWidget | None = None) -> None:
        super().__init__(2, parent)
        self._desk = desk
        self._window_actions = actions
        self._taken = 0
        self.setAccessibleName(tr("Short lines"))
        self.back = IconButton("chevron-left", tr("Back to the texts"), key="Esc")
        self.channel = ComboBox(tr("What the lines are for"))
        self.count = NumberField(tr("How many lines"), 1, _MOST)
        self.write_button = Button("", ButtonKind.PRIMARY, icon="pencil", key=key_of("write"))
        self.stop = Button(tr("Stop"), icon="stop", key="Esc")
        self.order = ComboBox(tr("Order of the lines"))
        self.order.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for value in desk.lining.orders:
            self.order.addItem(order_words(value), value)
        self.status = IconWords()
        self.progress = ProgressStrip(tr("Lines written"))
        self.table = LinesTable(tr("Short lines"))
        self.clashes = ClashPane()
        self.chosen = Label("", "base", "text_2")
        self.take = Button(tr("Take into the draft"), ButtonKind.SECONDARY, icon="check")
        self.copy = Button(tr("Copy"), icon="copy")
        self.remove = Button(tr("Take out"), ButtonKind.QUIET, icon="trash")
        self.export = Button(tr("Export"), ButtonKind.QUIET, icon="export")
        self.export.set_trailing("chevron-down")
        self.begin = Button("", ButtonKind.PRIMARY, icon="pencil", key=key_of("write"))
        self.empty = EmptyState(
            "table",
            tr("Many short lines at once"),
            tr("Subject lines, headlines, ads, posts: each is counted, checked against the facts, unlike the others."),
            self.begin,
        )
        self.stack = QStackedWidget()
        self._lay_out()
        self._add_actions()
        self._connect()
        self._fill_channels()
        self.refresh()

    def write(self) -> None:
        """Write as many lines as the number says, for the channel that is chosen."""
        if not self._desk.lining.busy and not self._desk.session.draft.brief.is_empty:
            self._desk.lining.write(self._desk.lining.channel, self.count.spin.value())

    def refresh(self, _line: object = None) -> None:
        """Show the lines as they are."""
        lining = self._desk.lining
        lines = lining.lines
        self.clashes.show_clashes(lining)
        self.table.show_lines(lines, lining.chosen, self.clashes.sentences, lining.unchecked)
        shown = self._work if lines or lining.busy else self.empty
        self.stack.setCurrentWidget(shown)
        self.channel.setCurrentIndex(self.channel.findData(lining.channel))
        self.order.setCurrentIndex(self.order.findData(lining.sorted_by))
        self._say(lines)

    # Building

    def _lay_out(self) -> None:
        self._lay_out_work()
        self.count.set_value(_COUNT)
        self.channel.setMinimumWidth(Size.SIDE_LIST)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.back)
        head.addWidget(Label(tr("Short lines"), "text_strong"))
        head.addSpacing(Space.S)
        head.addWidget(self.channel, 1)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.stop)
        head.addWidget(self.write_button)
        for page in (self._work, self.empty):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.S + Space.XXS, Space.L, Space.M)
        column.setSpacing(Space.S)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)

    def _lay_out_work(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(Space.M)
        bar.addWidget(Label(tr("Sort by"), "small", "text_2"))
        bar.addWidget(self.order)
        bar.addStretch(1)
        bar.addWidget(self.status)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, Space.S, 0, 0)
        foot.setSpacing(Space.S)
        foot.addWidget(self.chosen)
        foot.addStretch(1)
        for button in (self.remove, self.copy, self.export, self.take):
            foot.addWidget(button)
        self._work = QWidget()
        tables = QHBoxLayout()
        tables.setSpacing(Space.L)
        tables.addWidget(self.table, 3)
        tables.addWidget(self.clashes, 2)
        work = QVBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(Space.S)
        work.addLayout(bar)
        work.addWidget(self.progress)
        work.addLayout(tables, 1)
        work.addLayout(foot)

    def _add_actions(self) -> None:
        self._verbs: list[QAction] = []
        for words, icon, keys, work in (
            (tr("Take the chosen lines into the draft"), "check", "Ctrl+Shift+T", self._take),
            (tr("Copy the chosen lines"), "copy", "", self._copy),
            (tr("Choose all lines, or none"), "check", "Ctrl+Shift+A", self._choose_all),
            (tr("Export the lines as a sheet"), "export", "", self._ask_where),
            (tr("Back to the texts"), "chevron-left", "", self.left.emit),
        ):
            action = QAction(words, self)
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setProperty("icon_name", icon)
            action.triggered.connect(lambda _checked=False, work=work: work())
            self.addAction(action)
            self._verbs.append(action)

    def _connect(self) -> None:
        lining = self._desk.lining
        lining.changed.connect(self.refresh)
        lining.line_added.connect(self.refresh)
        lining.busy_changed.connect(self._on_busy)
        self.table.ticked.connect(lining.choose)
        self.table.edited.connect(lining.edit)
        self.table.removed.connect(lambda place: lining.remove((place,)))
        self.table.asked.connect(self._open_card)
        lining.line_changed.connect(self.refresh)
        lining.progress.connect(self._on_progress)
        self.channel.activated.connect(lambda _index: lining.show(str(self.channel.currentData())))
        self.order.activated.connect(lambda _index: lining.sort(str(self.order.currentData())))
        self.back.clicked.connect(self.left)
        self.stop.clicked.connect(lining.stop)
        self.take.clicked.connect(self._take)
        self.copy.clicked.connect(self._copy)
        self.remove.clicked.connect(self._remove)
        self.export.clicked.connect(self._open_export)
        self.clashes.compared.connect(self.refresh)
        lining.taken.connect(self._on_taken)
        lining.waiting.connect(self._on_waiting)
        self.count.changed.connect(lambda _count: self._say(lining.lines))
        for button in (self.write_button, self.begin):
            button.clicked.connect(self.write)
        self._desk.session.opened.connect(self.refresh)

    def _fill_channels(self) -> None:
        for choice in self._desk.lining.channels():
            limit = " ".join(part for part in (str(choice.limit), unit_of(choice.unit)) if part) if choice.limit else ""
            words = tr("{place}: {field}", place=choice.group, field=choice.label)
            self.channel.addItem(tr("{channel} ({limit})", channel=words, limit=limit) if limit else words, choice.id)

    # What the writer does

    def _places(self) -> tuple[int, ...]:
        """The chosen lines, else the one with the keyboard."""
        chosen = tuple(sorted(self._desk.lining.chosen))
        return chosen or ((self.table.current,) if self.table.current >= 0 else ())

    def _take(self) -> None:
        self._taken = 0
        if places := self._places():
            self._desk.lining.take(places)
        if self._taken:
            words = trn("{n} line is in the draft", "{n} lines are in the draft", self._taken)
            self.status.say("check", words, "supported")
            announce(self, words)

    def _on_taken(self, _source: object) -> None:
        self._taken += 1

    def _copy(self) -> None:
        if places := self._places():
            lines = self._desk.lining.lines
            QGuiApplication.clipboard().setText("\n".join(lines[place].text for place in places))
            self._desk.notices.info(tr("Copied"), key="copied")

    def _remove(self) -> None:
        if places := self._places():
            self._desk.lining.remove(places)

    def _choose_all(self) -> None:
        lining = self._desk.lining
        lining.choose_all(range(len(lining.lines)), len(lining.chosen) < len(lining.lines))

    def export_menu(self) -> QMenu:
        """What can be exported: the lines, and the table that the advertising program imports where there is one."""
        menu = QMenu(self)
        menu.addAction(tr("The lines as a table…")).triggered.connect(lambda: self._ask_where(ads=False))
        if self._desk.lining.has_ads_sheet:
            menu.addAction(tr("The sheet for the advertising program…")).triggered.connect(
                lambda: self._ask_where(ads=True)
            )
        return menu

    def _open_export(self) -> None:
        menu = self.export_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.export.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _ask_where(self, *, ads: bool = False) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = Path(folder) / (tr("Advertisement") if ads else tr("Lines"))
        dialog = QFileDialog(self, tr("Export the lines as a sheet"), str(name), tr("Table (*.csv)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        export = self._desk.lining.export_ads if ads else self._desk.lining.export
        dialog.fileSelected.connect(lambda path: export(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open_card(self, place: int) -> None:
        lines = self._desk.lining.lines
        if 0 <= place < len(lines):
            card = LineCard(self, lines[place], self.clashes.sentences.get(place, ()))
            card.open_at(self.table.sign_area(place), self.table.viewport())

    # What the desk says

    def _on_progress(self, progress: Progress) -> None:
        self.progress.set_progress(progress.done, progress.total)
        self.status.say("pencil", tr("Writing, {done} of {total}", done=progress.done, total=progress.total))

    def _on_waiting(self, waiting: Waiting) -> None:
        self.status.say("waiting", tr("Trying again in {n} s", n=math.ceil(waiting.seconds)), "warning", waiting.reason)

    def _on_busy(self, busy: bool) -> None:
        self.progress.set_progress(0, 0)
        self.refresh()
        if self.isVisible() and not busy:
            announce(self, self.status.words)

    def _say(self, lines: tuple[Line, ...]) -> None:
        """Head, foot and how it stands."""
        lining = self._desk.lining
        busy = lining.busy
        self.write_button.setVisible(bool(lines) and not busy)  # the empty page has its own
        self.stop.setVisible(busy)
        self.progress.setVisible(busy)
        words = trn("Write {n}", "Write {n}", self.count.spin.value())
        possible = not self._desk.session.draft.brief.is_empty
        for button in (self.write_button, self.begin):
            button.setText(words)
            button.setEnabled(possible)
        words = trn("{n} line", "{n} lines", len(lines)) if lines else ""
        said = tr("Writing…") if busy else " · ".join(part for part in (words, lining.note) if part)
        self.status.say("pencil" if busy else "info" if lining.note else "", said)
        chosen = len(lining.chosen)
        self.chosen.setText(
            trn("{n} line chosen", "{n} lines chosen", chosen) if chosen else tr("Space chooses a line, Enter edits it")
        )
        for button in (self.take, self.copy, self.export, self.remove):
            button.setEnabled(bool(lines))

    # Its keys

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter and Esc mean the lines here, not the draft."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _own(event):
            super().keyPressEvent(event)
        elif event.key() != Qt.Key.Key_Escape:
            self.write()
        elif self._desk.lining.busy:
            self._desk.lining.stop()
        else:
            self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        lend(self, self._verbs)
        self.refresh()
        for action in self._verbs:
            action.setEnabled(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for action in self._verbs:
            action.setEnabled(False)


def _own(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return (enter and control) or (event.key() == Qt.Key.Key_Escape and not event.modifiers())
