"""What became of the texts out in the world: figures from a file, with their intervals and in plain sentences."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.results import ResultsMapping, ResultsTable
from desktop.views.duel.mapping_form import MappingForm
from desktop.views.duel.outcome_rows import rows_of
from desktop.views.icons import IconLabel
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.confirm_card import ConfirmCard
from desktop.views.widgets.interval_chart import IntervalTable
from desktop.views.widgets.text import Label

_ENDINGS = (".csv", ".tsv", ".txt")


class ResultsCard(QWidget):
    """A file is chosen or dropped, its columns are told once, and the figures stand below; all of it stays here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAcceptDrops(True)
        self.choose = Button(tr("Choose a file…"), ButtonKind.PRIMARY, icon="folder")
        self.forget = Button(tr("Forget these figures"), ButtonKind.QUIET, icon="trash")
        self.drop = Label(tr("or drop it here"), "base", "text_2")
        self.mapping = MappingForm()
        self.table = IntervalTable(
            tr("Figures from outside"),
            (tr("Text"), tr("Chart"), tr("Rate"), tr("Likely range"), tr("Column"), tr("Counted")),
        )
        self.sentences: list[Label] = []
        self._lines: list[QWidget] = []
        self.nothing = Label(
            tr("A CSV file with a row for each text: its name, how many people saw it, and how often it happened."),
            "base", "text_2", wrap=True,
        )  # fmt: skip
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the figures of the draft on the desk."""
        rows, scale = rows_of(self._desk.results.rows)
        self.table.show_rows(rows, scale)
        self.table.setVisible(bool(rows))
        self.forget.setVisible(bool(rows))
        self.nothing.setVisible(not rows and not self.mapping.isVisibleTo(self))
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        told = self._desk.results.sentences
        self.sentences = [
            self._say(words, self._first if not place else self._told) for place, words in enumerate(told)
        ]

    def open_file(self, path: Path) -> None:
        """Read this file; then its columns are asked for."""
        self.drop.setText(tr("Reading {file}…", file=path.name))
        self._desk.results.read(path, self._on_read)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(self.choose)
        head.addWidget(self.drop)
        head.addStretch(1)
        head.addWidget(self.forget)
        inside = QWidget()
        inside.setProperty("page", True)
        self._first, self._told = QVBoxLayout(), QVBoxLayout()
        self._told.setSpacing(Space.XS)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, Space.L, Space.S, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(Label(tr("What became of the texts"), "heading"))
        column.addWidget(
            Label(
                tr("Opens, clicks, orders or sales, as your mail program or your shop counted them. Nothing is sent."),
                "base", "text_2", wrap=True,
            )
        )  # fmt: skip
        column.addLayout(head)
        column.addWidget(self.nothing)
        column.addWidget(self.mapping)
        column.addLayout(self._first)
        column.addWidget(self.table)
        column.addLayout(self._told)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self.mapping.hide()

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose_file)
        self.forget.clicked.connect(self._ask_to_forget)
        self.mapping.used.connect(self._use)
        self.mapping.left.connect(self._close_mapping)
        self._desk.results.changed.connect(self.refresh)
        self._desk.notices.posted.connect(self._on_notice)

    def _choose_file(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        filters = ";;".join((tr("Tables (*.csv *.tsv *.txt)"), tr("All files (*)")))
        dialog = QFileDialog(self, tr("Figures from outside"), folder, filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open_file(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_notice(self, _notice: object) -> None:
        """What could not be read is said in the window; this card waits no longer."""
        self._end_drag()

    def _on_read(self, table: ResultsTable) -> None:
        self._end_drag()
        self.mapping.show_table(table)
        self.mapping.show()
        self.nothing.hide()
        self.mapping.setFocus(Qt.FocusReason.OtherFocusReason)

    def _use(self, table: ResultsTable, mapping: ResultsMapping) -> None:
        self._close_mapping()
        self._desk.results.import_(table, mapping)

    def _close_mapping(self) -> None:
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.mapping.hide()
        self.refresh()

    def _ask_to_forget(self) -> None:
        card = ConfirmCard(
            self,
            tr("Forget these figures?"),
            tr("The file itself stays as it is and can be read again."),
            tr("Forget"),
        )
        card.confirmed.connect(self._desk.results.forget)
        card.open_at(self.forget.rect(), self.forget)

    def _say(self, words: str, where: QVBoxLayout) -> Label:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        first = where is self._first
        label = Label(words, "text_strong" if first else "base", "text_1" if first else "text_2", wrap=True)
        row.addWidget(IconLabel("info", "information", Size.ICON_MEDIUM), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        where.addWidget(line)
        self._lines.append(line)
        return label

    # Dropping a file

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()
            self.drop.setText(tr("Drop it: it is read here, nothing is sent"))
            self.drop.set_tone("accent")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._end_drag()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        self._end_drag()
        if path is not None:
            event.acceptProposedAction()
            self.open_file(path)

    def _end_drag(self) -> None:
        self.drop.setText(tr("or drop it here"))
        self.drop.set_tone("text_2")


def _dropped(event: QDropEvent) -> Path | None:
    """The table among what is dragged."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower() in _ENDINGS), None)
