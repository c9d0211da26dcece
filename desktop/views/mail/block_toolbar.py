"""What can be done with the chosen block, in a bar that floats at its upper edge."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop.core.mail import Block, BlockKind
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.mail.block_keys import DELETE, DOWN, DUPLICATE, UP
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.surface import paint_card, paint_shadow

_REACH = Size.SHADOW


class BlockToolbar(QWidget):
    """Rewrite and Shorter, more ways to write it, up, down, and what else there is; each is one signal."""

    rewrite_asked = Signal(str)  # again, shorter, longer, simpler
    wish_asked = Signal(object)  # the button: the writer says how
    step_asked = Signal(int)
    duplicate_asked = Signal()
    delete_asked = Signal()
    level_asked = Signal(int)
    align_asked = Signal(str)
    tag_asked = Signal(object)  # the button
    link_asked = Signal()
    only_asked = Signal(str, bool)  # segment, whether it sees the block
    picture_removed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._block = Block("", BlockKind.TEXT)
        self._segments: tuple[tuple[str, str], ...] = ()
        self.setAccessibleName(tr("What to do with the block"))
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.rewrite = Button(tr("Rewrite"), ButtonKind.QUIET, icon="retry", small=True)
        self.rewrite.set_tip(tr("Write this text again, from the brief and the facts"))
        self.shorter = Button(tr("Shorter"), ButtonKind.QUIET, icon="shorter", small=True)
        self.shorter.set_tip(tr("Say the same in fewer words"))
        self.up = IconButton("chevron-up", tr("Move up"), key=UP, size=Size.CONTROL_SMALL)
        self.down = IconButton("chevron-down", tr("Move down"), key=DOWN, size=Size.CONTROL_SMALL)
        self.more = IconButton("more", tr("More for this block"), size=Size.CONTROL_SMALL)
        self.delete = IconButton("trash", tr("Delete the block"), key=DELETE, size=Size.CONTROL_SMALL)
        self._lay_out()
        self.rewrite.clicked.connect(lambda: self.rewrite_asked.emit("again"))
        self.shorter.clicked.connect(lambda: self.rewrite_asked.emit("shorter"))
        self.up.clicked.connect(lambda: self.step_asked.emit(-1))
        self.down.clicked.connect(lambda: self.step_asked.emit(1))
        self.more.clicked.connect(self._open_more)
        self.delete.clicked.connect(self.delete_asked)
        for button in self.buttons:  # the words keep the caret; the keys for these are in the palette
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    def _lay_out(self) -> None:
        self._row = row = QHBoxLayout(self)
        edge = _REACH + Space.XS
        row.setContentsMargins(edge, edge, edge, edge)
        row.setSpacing(Space.XXS)
        self._write_rule, self._move_rule = _Line(), _Line()
        for part in (
            self.rewrite, self.shorter, self._write_rule, self.up, self.down, self._move_rule, self.more, self.delete,
        ):  # fmt: skip
            row.addWidget(part)

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """Its buttons in their order."""
        return self.rewrite, self.shorter, self.up, self.down, self.more, self.delete

    def show_block(self, block: Block, *, writable: bool, segments: tuple[tuple[str, str], ...] = ()) -> None:
        """Speak of this block; `writable` has words that a model can write, `segments` are ids and names."""
        self._block = block
        self._segments = segments
        for part in (self.rewrite, self.shorter, self._write_rule):
            part.setVisible(writable)

    def show_ends(self, *, first: bool, last: bool) -> None:
        """Whether the block is the first or the last one in its place."""
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)

    def place(self, right: int, line: int, room: int) -> None:
        """Stand with the right edge there, half above a line; with little room the words of the buttons go."""
        words = ((self.rewrite, tr("Rewrite")), (self.shorter, tr("Shorter")))
        for button, said in words:
            button.setText(said)
        self._row.activate()
        if self.sizeHint().width() - 2 * _REACH > room:
            for button, said in words:
                button.setText("")
                button.setAccessibleName(said)
            self._row.activate()
        size = self.sizeHint()
        self.resize(size)
        self.move(right - size.width() + _REACH, line - size.height() // 2)
        self.raise_()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), Size.MONOGRAM + 2 * _REACH)

    def menu(self) -> QMenu:
        """What there is besides."""
        menu = QMenu(self)
        block = self._block
        if not self.rewrite.isHidden():
            for how, words in (("longer", tr("Longer")), ("simpler", tr("Simpler"))):
                menu.addAction(words).triggered.connect(partial(self._ask_rewrite, how))
            wish = menu.addAction(tr("Say how…"))
            wish.triggered.connect(lambda: self.wish_asked.emit(self.more))
            menu.addSeparator()
            menu.addAction(tr("Insert a merge tag…")).triggered.connect(lambda: self.tag_asked.emit(self.more))
        if block.kind is BlockKind.TEXT or block.kind is BlockKind.FOOTER:
            menu.addAction(tr("Link…")).triggered.connect(self.link_asked)
        self._add_looks(menu)
        self._add_segments(menu)
        menu.addSeparator()
        twice = menu.addAction(tr("Duplicate"))
        twice.setShortcut(DUPLICATE)
        twice.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        twice.setShortcutVisibleInContextMenu(True)
        twice.triggered.connect(self.duplicate_asked)
        return menu

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(_REACH, _REACH, -_REACH, -_REACH)
        paint_shadow(painter, area)
        paint_card(painter, area)

    # Inside

    def _add_looks(self, menu: QMenu) -> None:
        block = self._block
        if block.kind is BlockKind.HEADING:
            menu.addSeparator()
            for level, words in ((1, tr("Large heading")), (2, tr("Small heading"))):
                action = menu.addAction(words)
                action.setCheckable(True)
                action.setChecked(block.level == level)
                action.triggered.connect(partial(self._ask_level, level))
        if block.kind in {BlockKind.BUTTON, BlockKind.IMAGE, BlockKind.HEADING, BlockKind.TEXT}:
            menu.addSeparator()
            for align, words in (
                ("", tr("At the left")),
                ("center", tr("In the middle")),
                ("right", tr("At the right")),
            ):
                action = menu.addAction(words)
                action.setCheckable(True)
                action.setChecked(block.align in {align, align or "left"})
                action.triggered.connect(partial(self._ask_align, align))
        if block.src:
            menu.addSeparator()
            menu.addAction(tr("Take the picture out")).triggered.connect(self.picture_removed)

    def _add_segments(self, menu: QMenu) -> None:
        if not self._segments:
            return
        menu.addSeparator()
        below = menu.addMenu(tr("Who sees it"))
        everybody = below.addAction(tr("Everybody"))
        everybody.setCheckable(True)
        everybody.setChecked(not self._block.only)
        everybody.triggered.connect(lambda: self.only_asked.emit("", True))
        below.addSeparator()
        for segment, name in self._segments:
            action = below.addAction(tr("Only {segment}", segment=name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(segment in self._block.only)
            action.triggered.connect(lambda checked, segment=segment: self.only_asked.emit(segment, checked))

    def _open_more(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _ask_rewrite(self, how: str, _checked: bool = False) -> None:  # noqa: FBT002 - what Qt sends along
        self.rewrite_asked.emit(how)

    def _ask_level(self, level: int, _checked: bool = False) -> None:  # noqa: FBT002 - what Qt sends along
        self.level_asked.emit(level)

    def _ask_align(self, align: str, _checked: bool = False) -> None:  # noqa: FBT002 - what Qt sends along
        self.align_asked.emit(align)


class _Line(QWidget):
    """A short upright line between buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(Space.S, Size.ICON_MEDIUM)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.width() // 2, 0, Size.HAIR, self.height(), theme.colour("line_strong"))
