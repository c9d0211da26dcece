"""The Checks tab: what was found in the row with its fixes, and below all that was found in the job, by kind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.finding import Severity
from desktop.core.translation_finding import SegmentFinding
from desktop.core.words import tr, trn
from desktop.views.inspector.checks_list import ChecksList
from desktop.views.inspector.rows import Row
from desktop.views.tokens import Size, Space
from desktop.views.translate.side_check_rows import Place, PlaceRow, gravity, kind_rows
from desktop.views.translate.side_finding import FindingPart
from desktop.views.translate.side_memory import quiet_scroll
from desktop.views.widgets.icon_words import IconWords
from desktop.views.widgets.text import Label

_SIDE = Space.S
_LEAST_LIST = Size.HERO * 3


class ChecksTab(QWidget):
    """`place_chosen` sends a place of the list; the row's own findings send themselves, a fix with its number."""

    place_chosen = Signal(object)  # Place
    finding_chosen = Signal(object)  # SegmentFinding
    fixed = Signal(object, int)
    kept = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[SegmentFinding, ...] | None = None
        self._places: tuple[Place, ...] = ()
        self._opened: frozenset[str] = frozenset()
        self.row_title = Label(tr("This row"), "small_strong", "text_2")
        self.row_clear = IconWords()
        self.all_title = Label(tr("All files"), "small_strong", "text_2")
        self.all_clear = IconWords()
        self.list = ChecksList()
        self.list.setAccessibleName(tr("Findings of all files by kind"))
        self._parts = QVBoxLayout()
        self._parts.setSpacing(Space.S)
        self._lay_out()
        self.list.chosen.connect(self._on_row)
        self.show_findings(())
        self.show_places(())

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("page", True)
        upper = QVBoxLayout(inside)
        upper.setContentsMargins(_SIDE, 0, _SIDE, Space.S)
        upper.setSpacing(Space.S)
        upper.addWidget(self._inset(self.row_title, self.row_clear))
        upper.addLayout(self._parts)
        upper.addStretch(1)
        self._scroll = quiet_scroll(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.S)
        whole.addWidget(self._scroll, 3)
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 0, _SIDE, 0)
        head.addWidget(self._inset(self.all_title, self.all_clear))
        whole.addLayout(head)
        whole.addWidget(self.list, 4)
        self.list.setMinimumHeight(_LEAST_LIST)
        self._rest = QWidget()
        whole.addWidget(self._rest, 4)

    @staticmethod
    def _inset(*parts: QWidget) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(Space.S, 0, Space.S, 0)
        column.setSpacing(Space.S)
        for part in parts:
            column.addWidget(part)
        return box

    @property
    def parts(self) -> list[FindingPart]:
        """The findings of the row that are shown."""
        items = (self._parts.itemAt(index) for index in range(self._parts.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [each for each in widgets if isinstance(each, FindingPart)]

    @property
    def count(self) -> tuple[int, Severity | None]:
        """How many findings the row has, and how grave the worst of them is."""
        found = self._findings or ()
        return len(found), min((each.severity for each in found), key=gravity, default=None)

    def show_findings(self, findings: Sequence[SegmentFinding], *, chosen: bool = True, checking: bool = False) -> None:
        """Show what was found in the row; without a `chosen` one, or while it is read, nothing is called right."""
        ordered = tuple(sorted(findings, key=lambda each: (gravity(each.severity), each.start)))
        said = tr("No check found anything here.") if chosen else tr("Choose a row to see what was found in it.")
        said = tr("The checks are still reading.") if chosen and checking else said
        icon = "hourglass" if chosen and checking else "check" if chosen else "info"
        self.row_clear.say(icon, "" if ordered else said, "text_2")
        if ordered == self._findings:
            return
        self._findings = ordered
        for part in self.parts:
            self._parts.removeWidget(part)
            part.hide()
            part.deleteLater()
        for finding in ordered:
            part = FindingPart(finding)
            part.chosen.connect(self.finding_chosen)
            part.fixed.connect(self.fixed)
            part.kept.connect(self.kept)
            self._parts.addWidget(part)

    def show_places(self, places: Sequence[Place], *, checking: bool = False) -> None:
        """Show what was found in all files; while they are still being looked at, say so."""
        self._places = tuple(places)
        total = len(self._places)
        rows = len({place.key for place in places})
        if total:
            where = trn("in {n} row", "in {n} rows", rows)
            self.all_title.setText(tr("All files · {count} {where}", count=total, where=where))
        else:
            self.all_title.setText(tr("All files"))
        clear = tr("The checks are still reading.") if checking else tr("No check found anything in the files.")
        self.all_clear.say("hourglass" if checking else "check", "" if total else clear, "text_2")
        self.list.setVisible(bool(total))
        self._rest.setVisible(not total)
        self._show_rows()

    def _show_rows(self) -> None:
        self.list.show_rows(kind_rows(self._places, self._opened))

    def _on_row(self, row: Row) -> None:
        if isinstance(row, PlaceRow) and row.place is not None:
            self.place_chosen.emit(row.place)
        elif row.kind:
            self._opened = self._opened ^ {row.kind}
            self._show_rows()
