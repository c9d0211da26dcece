"""The fact table: typed, pasted and reordered by keyboard alone, and undone with the rest."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QWidget

from desktop.core.words import tr
from desktop.views.product.fact_delegate import FactDelegate
from desktop.views.product.facts_model import FACT_ROLE, NAME, STATUS, VALUE, VARIANT, FactsModel
from desktop.views.tokens import Size, Space

_EDITING = QAbstractItemView.State.EditingState
_Hint = QAbstractItemDelegate.EndEditHint
_MANY = 200
"""Rows from which the table scrolls in itself: to measure each of ten thousand takes seconds."""
_SHOWN = 14


class FactTable(QTableView):
    """Enter and Tab move on while editing, and behind the last value open a new row; keys and a menu do the rest."""

    text_pasted = Signal(str)  # that is no table
    written = Signal()  # Ctrl+Enter

    def __init__(self, model: FactsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = model
        self._delegate = FactDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._lay_out()
        model.modelReset.connect(self.fit)
        model.rowsInserted.connect(self._on_rows)
        model.rowsRemoved.connect(self._on_rows)
        model.dataChanged.connect(self._on_data)
        self.fit()

    def _lay_out(self) -> None:
        self.setAccessibleName(tr("Facts"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(Size.BUTTON)
        header = self.horizontalHeader()
        header.hide()
        header.setMinimumSectionSize(Size.CONTROL_SMALL)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(VARIANT, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(VARIANT, Size.HERO)
        self.setColumnHidden(VARIANT, True)
        header.setSectionResizeMode(STATUS, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(STATUS, Size.CONTROL_SMALL)

    # What the writer can do

    def add(self) -> None:
        """Open a row for a new fact and begin to write in it."""
        row = self._facts.open_row()
        self._edit(row, NAME)

    def fit(self) -> None:
        """Take the height that the rows need; a long ledger scrolls in itself, with rows of one height."""
        self.setColumnHidden(VARIANT, not self._facts.has_variants)
        count = self._facts.rowCount()
        many = count > _MANY
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if many else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != policy:
            self.setVerticalScrollBarPolicy(policy)
        if many:
            self.verticalHeader().setDefaultSectionSize(Size.BUTTON)
            self.setFixedHeight(_SHOWN * Size.BUTTON)
            return
        self.resizeRowsToContents()
        self.setFixedHeight(self.verticalHeader().length())

    def set_variant(self) -> None:
        """Write for which variant alone the chosen fact holds."""
        row = self.currentIndex().row()
        if row >= 0:
            self.setColumnHidden(VARIANT, False)
            self._edit(row, VARIANT)

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.horizontalHeader().resizeSection(NAME, round(event.size().width() * 0.345))
        super().resizeEvent(event)
        self.fit()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """On from name to value, from value to the next name, and back."""
        index = self.currentIndex()
        move = QAbstractItemView.CursorAction
        if action in {move.MoveNext, move.MovePrevious} and index.isValid():
            step = 1 if action == move.MoveNext else -1
            columns = 2 if self.isColumnHidden(VARIANT) else 3
            place = columns * index.row() + min(index.column(), columns - 1) + step
            return self.model().index(place // columns, place % columns)
        return super().moveCursor(action, modifiers)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After the last value comes the name of a new fact; an empty new row goes away."""
        index = QPersistentModelIndex(self.currentIndex())
        last = index.row() == len(self._facts.facts) - 1 and index.column() == (
            VALUE if self.isColumnHidden(VARIANT) else VARIANT
        )
        if hint == _Hint.EditNextItem and last:
            super().closeEditor(editor, _Hint.NoHint)
            self.add()
            return
        super().closeEditor(editor, hint)
        if self.state() != _EDITING or self.currentIndex().row() != len(self._facts.facts):
            self._facts.close_row()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._takes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        match event.key():
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._delete()
            case Qt.Key.Key_Up | Qt.Key.Key_Down if alt:
                self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_M if control:
                self._facts.toggle_must_mention(row)
            case Qt.Key.Key_U if control:
                self._facts.toggle_approved(row)
            case Qt.Key.Key_Insert:
                self.add()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if control:
                event.ignore()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if row < 0:
                self.add()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F2:
                self._edit(row, VALUE if self.currentIndex().column() == STATUS else self.currentIndex().column())
            case _ if event.matches(QKeySequence.StandardKey.Paste):
                self.paste(QGuiApplication.clipboard().text())
            case _ if event.matches(QKeySequence.StandardKey.Copy):
                self._copy()
            case _ if event.key() == Qt.Key.Key_Tab or control or alt:
                event.ignore()
            case _:
                super().keyPressEvent(event)

    def paste(self, text: str) -> None:
        """Add the rows of a table; what is no table goes the way of supplier text."""
        if text.strip() and not self._facts.add_table(text):
            self.text_pasted.emit(text)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._hover(index.row())
        over_menu = index.column() == STATUS
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over_menu else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.column() == STATUS and event.button() == Qt.MouseButton.LeftButton:
            self._open_menu(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.currentIndex().isValid():
            self._open_menu(event.globalPos())

    # Inside

    @staticmethod
    def _takes(event: QKeyEvent) -> bool:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        return event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} or (
            alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}
        )

    def _edit(self, row: int, column: int) -> None:
        index = self.model().index(row, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)

    def _rows(self) -> list[int]:
        chosen = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return chosen or ([self.currentIndex().row()] if self.currentIndex().isValid() else [])

    def _delete(self) -> None:
        rows = self._rows()
        if rows:
            self._facts.remove(rows)
            self._choose(min(rows[0], len(self._facts.facts) - 1))

    def _move(self, step: int) -> None:
        row = self.currentIndex().row()
        if row >= 0:
            self._choose(self._facts.move(row, step))

    def _choose(self, row: int) -> None:
        index = self.model().index(row, NAME)
        if index.isValid():
            self.setCurrentIndex(index)

    def _copy(self) -> None:
        facts = [self.model().index(row, NAME).data(FACT_ROLE) for row in self._rows()]
        QGuiApplication.clipboard().setText("\n".join(f"{fact.name}\t{fact.text}" for fact in facts))

    def _open_menu(self, where: QPoint) -> None:
        menu = self.row_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def row_menu(self) -> QMenu:
        """What can be done with the row that is chosen."""
        row = self.currentIndex().row()
        fact = self._facts.fact(row)
        menu = QMenu(self)
        must = menu.addAction(tr("Must be mentioned"))
        must.setCheckable(True)
        must.setChecked(fact is not None and fact.must_mention)
        must.triggered.connect(lambda: self._facts.toggle_must_mention(row))
        approved = menu.addAction(tr("Approved as evidence"))
        approved.setCheckable(True)
        approved.setChecked(fact is not None and fact.approved)
        approved.triggered.connect(lambda: self._facts.toggle_approved(row))
        menu.addSeparator()
        for words, key, work in (
            (tr("Edit"), "F2", lambda: self._edit(row, VALUE)),
            (tr("Only for one variant"), "", self.set_variant),
            (tr("Move up"), "Alt+Up", lambda: self._move(-1)),
            (tr("Move down"), "Alt+Down", lambda: self._move(1)),
            (tr("Delete"), "Del", self._delete),
        ):
            action = menu.addAction(words)
            action.triggered.connect(work)
            _show_key(action, key)
        _show_key(must, "Ctrl+M")
        _show_key(approved, "Ctrl+U")
        return menu

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()

    def _on_rows(self, _parent: QModelIndex, _first: int, _last: int) -> None:
        self.fit()

    def _on_data(self, _first: QModelIndex, _last: QModelIndex) -> None:
        self.fit()


def _show_key(action: QAction, key: str) -> None:
    if key:
        action.setShortcut(QKeySequence(key))
        action.setShortcutVisibleInContextMenu(True)


COLUMN_INDENT = Space.XS + Space.XXS
"""How far the table reaches beyond the fields on both sides, so that its words stand below theirs."""
