"""The rows of an open job as Qt's views and screen readers want them; what is shown of each is made when it is seen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.core.translation import RowKey
from desktop.views.translate.faces import Face, face_of

if TYPE_CHECKING:
    from desktop.runtime.translating import Translating

Index = QModelIndex | QPersistentModelIndex
_MOST_FACES = 2_000


class RowsModel(QAbstractListModel):
    """The keys in their order; `UserRole` gives a row's key."""

    def __init__(self, translating: Translating, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translating = translating
        self._keys: tuple[RowKey, ...] = ()
        self._places: dict[RowKey, int] | None = {}
        self._faces: dict[RowKey, Face] = {}
        self._lengths: list[int] = []

    @property
    def keys(self) -> tuple[RowKey, ...]:
        """The keys of the rows in their order."""
        return self._keys

    def show_order(self) -> None:
        """Show the rows in the order that the job has now."""
        self.beginResetModel()
        self._keys = self._translating.order
        self._places = None
        self._faces.clear()
        self._lengths.clear()
        self.endResetModel()

    def forget(self, keys: Iterable[RowKey]) -> list[int]:
        """What is shown of these has changed; returns the rows of those that are here."""
        rows = []
        for key in keys:
            self._faces.pop(key, None)
            row = self.row_of(key)
            if row >= 0:
                rows.append(row)
        return rows

    def row_of(self, key: RowKey | None) -> int:
        """Where a key stands; -1 when it is not shown."""
        if self._places is None:
            self._places = {each: row for row, each in enumerate(self._keys)}
        return self._places.get(key, -1) if key is not None else -1

    def face(self, row: int) -> Face:
        """What is shown of a row."""
        key = self._keys[row]
        found = self._faces.get(key)
        if found is None:
            if len(self._faces) >= _MOST_FACES:
                self._faces.clear()
            found = self._faces[key] = face_of(self._translating, key)
        return found

    def lengths(self) -> list[int]:
        """How many characters the longer text of each row had when the order was made: a first guess of its height."""
        if not self._lengths:
            rows = self._translating.rows
            segments = (rows[key].segment for key in self._keys)
            self._lengths = [max(len(each.source.text), len(each.target.text)) for each in segments]
        return self._lengths

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._keys):
            return None
        if role == Qt.ItemDataRole.UserRole:
            return self._keys[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.face(index.row()).said
        return None
