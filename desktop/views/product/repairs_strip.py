"""What was put right after writing: one line above the text, and the list that it opens."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.brief import Brief
from desktop.core.draft import Draft
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.fields import field_label
from desktop.runtime.repairs import PutRight
from desktop.views.icons import IconLabel
from desktop.views.inspector.finding_words import said_shortly
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import ElidedLabel, Label

_SHOWN_MS = 5 * 60_000
_SOON_MS = 200
_LONGEST = 160
_MOST_HEIGHT = 13 * Size.ROW


class RepairsStrip(QWidget):
    """“3 places put right after writing”, for some minutes or until it is closed; the marks in the text go with it."""

    shown = Signal(bool)  # whether the pieces are to be marked in the text
    asked = Signal(object)  # PutRight: the writer wants to see it
    announced = Signal(str)
    grown = Signal()  # its parts were made

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open = False
        self._ids: tuple[str, ...] = ()
        self.list: RepairsList | None = None
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._timer.timeout.connect(self._on_time)
        self._soon.timeout.connect(self._update)
        desk.writer.started.connect(lambda _fields: self.close_strip())
        desk.writer.finished.connect(lambda _variant: self._on_written())
        desk.writer.failed.connect(lambda _problem: self._on_written())
        desk.repairs.changed.connect(self._later)
        desk.session.changed.connect(lambda _change: self._later())
        desk.session.opened.connect(self._on_opened)
        self.hide()

    def _build(self) -> None:
        """Make its parts when they are first needed: most windows are opened and shown without it."""
        self.words = ElidedLabel("", "base", "text_1")
        self.show_list = Button(tr("Show"), ButtonKind.QUIET, small=True)
        self.show_list.set_tip(tr("Shows each place with what stood there before"))
        self.leave = IconButton("close", tr("Keep them all"), size=Size.CONTROL_SMALL)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, Space.S)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel("check", "supported", Size.ICON_MEDIUM))
        row.addWidget(self.words)
        row.addWidget(self.show_list)
        row.addStretch(1)
        row.addWidget(self.leave)
        self.show_list.clicked.connect(self.open_list)
        self.leave.clicked.connect(self.close_strip)
        self.grown.emit()

    def open_strip(self) -> None:
        """Show what was put right in this draft, if anything was and still stands."""
        pieces = self._desk.repairs.standing()
        if pieces and self.layout() is None:
            self._build()
        self._set_open(bool(pieces))
        if pieces:
            self._timer.start()
            self._show(pieces)

    def close_strip(self) -> None:
        """Keep everything as it is now, and speak of it no more."""
        self._timer.stop()
        self._set_open(False)

    def open_list(self) -> None:
        """Open the list below the line; from anywhere, also when the line was closed."""
        self.open_strip()
        if not self._open:
            self.announced.emit(tr("Nothing was put right in this text."))
            return
        self._close_list()
        made = RepairsList(self._desk.repairs.standing(), self, self._desk.session.handed_in.brief)
        made.keep_within = self.parentWidget()
        made.back_asked.connect(self._desk.repairs.put_back)
        made.asked.connect(self._on_asked)
        made.closed.connect(self._on_list_closed)
        self.list = made
        made.open_at(self.show_list.geometry(), self)

    def _on_written(self) -> None:
        self.open_strip()
        if self._open:
            self.announced.emit(self.words.text())

    def _on_time(self) -> None:
        if self.list is None:
            self.close_strip()
        else:
            self._timer.start()

    def _on_opened(self, _draft: Draft) -> None:
        self.close_strip()

    def _later(self) -> None:
        if self._open and not self._soon.isActive():
            self._soon.start()

    def _update(self) -> None:
        """Say how many still stand; the writer may have put some back, or written over them."""
        if not self._open or self._desk.writer.busy:
            return
        pieces = self._desk.repairs.standing()
        ids = tuple(piece.id for piece in pieces)
        if ids != self._ids:
            self._show(pieces)
            self.shown.emit(True)
        if self.list is not None:
            if pieces:
                self.list.show_pieces(pieces)
            else:
                self._close_list()

    def _show(self, pieces: tuple[PutRight, ...]) -> None:
        self._ids = tuple(piece.id for piece in pieces)
        count = len(pieces)
        self.words.setText(
            trn("{n} place was put right after writing", "{n} places were put right after writing", count)
            if count
            else tr("Everything is as it was written")
        )
        self.show_list.setVisible(bool(count))

    def _set_open(self, is_open: bool) -> None:
        if is_open != self._open:
            self._open = is_open
            self.setVisible(is_open)
            self.shown.emit(is_open)
        if not is_open:
            self._close_list()

    def _on_asked(self, piece: PutRight) -> None:
        self._close_list()
        self.asked.emit(piece)

    def _close_list(self) -> None:
        if self.list is not None:
            self.list.close_card()

    def _on_list_closed(self) -> None:
        made, self.list = self.list, None
        if made is not None:
            made.deleteLater()


class RepairsList(Popover):
    """Each piece: where, why, what stood there and what stands there now, and the button that puts it back."""

    asked = Signal(object)  # PutRight
    back_asked = Signal(str)

    def __init__(self, pieces: tuple[PutRight, ...], window: QWidget, brief: Brief | None = None) -> None:
        super().__init__(window, tr("Put right after writing"))
        self._brief = brief
        self.backs: list[Button] = []
        self.shows: list[Button] = []
        self._pieces: tuple[PutRight, ...] = ()
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFixedWidth(Size.RESULTS + Space.XXL)
        self.body.addWidget(self._scroll)
        self.show_pieces(pieces)

    def show_pieces(self, pieces: tuple[PutRight, ...]) -> None:
        """Show these, the focus staying in the list."""
        if [(each.id, each.before) for each in pieces] == [(each.id, each.before) for each in self._pieces]:
            self._pieces = pieces
            return
        focused = QApplication.focusWidget()
        held = focused is not None and self.isAncestorOf(focused)
        self._pieces, self.backs, self.shows = pieces, [], []
        inside = QWidget()
        inside.setProperty("page", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(Space.XS, 0, Space.S, 0)
        column.setSpacing(Space.M)
        for number, piece in enumerate(pieces):
            if number:
                column.addWidget(Rule())
            column.addLayout(self._row(number, piece))
        column.addStretch(1)
        self._scroll.setWidget(inside)
        width = self._scroll.width() - Space.L
        height = inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()
        self._scroll.setFixedHeight(min(_MOST_HEIGHT, height + Space.S))
        if self.backs:
            self.setFocusProxy(self.backs[0])
            if held:
                self.backs[0].setFocus()
        self.refit()

    def _row(self, number: int, piece: PutRight) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(Space.XS)
        column.addWidget(Label(field_label(piece.field, self._brief), "small", "text_3"))
        column.addWidget(Label(piece.reason, "strong", wrap=True))
        column.addWidget(Label(_told(piece), "base", "text_2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        back = Button(tr("Put back"), icon="undo", small=True)
        back.setAccessibleName(". ".join((tr("Put back"), f"{piece.reason} {_told(piece)}")))
        back.clicked.connect(lambda _checked=False: self.back_asked.emit(self._pieces[number].id))
        show = Button(tr("Go there"), ButtonKind.QUIET, small=True)
        show.clicked.connect(lambda _checked=False: self.asked.emit(self._pieces[number]))
        self.backs.append(back)
        self.shows.append(show)
        row.addWidget(back)
        row.addWidget(show)
        row.addStretch(1)
        column.addLayout(row)
        return column


def _told(piece: PutRight) -> str:
    before, after = said_shortly(piece.before, _LONGEST), said_shortly(piece.after, _LONGEST)
    if not after:
        return tr("Left out: {words}", words=before)
    if not before:
        return tr("Added: {words}", words=after)
    return tr("Before: {before} · Now: {after}", before=before, after=after)
