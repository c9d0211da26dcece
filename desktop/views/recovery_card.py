"""The card that tells what became of a damaged history: what happened, what came back, what is lost, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.words import tr, trn
from desktop.runtime.recovering import Damage, RecoveryReport, headline, lost_words, open_folder_of
from desktop.views.icons import IconLabel
from desktop.views.moments import moment
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import ElidedLabel, Label

if TYPE_CHECKING:
    from desktop.views.sent_text import SentText

_MOST_LINES = 8


class RecoveryCard(Popover):
    """One report, as a person tells it; the damaged file is never deleted, and the card says where it is."""

    other_asked = Signal()

    def __init__(self, window: QWidget, report: RecoveryReport) -> None:
        super().__init__(window, tr("What became of the history"))
        self.report = report
        self.lost: SentText | None = None
        self.body.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        self.body.setSpacing(Space.M)
        self.title = _said(headline(report), "text_strong")
        self.body.addWidget(self.title)
        self.body.addWidget(_said(what_happened(report), "base", "text_2"))
        self._add_part(tr("What came back"), *(_line("check", "supported", words) for words in came_back(report)))
        self._add_lost()
        self.folder = Button(tr("Show the folder"), icon="folder", small=True)
        self.other = Button(tr("Restore another backup"), icon="restore", small=True)
        self.close_button = Button(tr("Close"), ButtonKind.PRIMARY, small=True)
        self._add_file()
        self._add_buttons()
        self.setFocusProxy(self.close_button)

    def _add_part(self, name: str, *parts: QWidget) -> None:
        column = QVBoxLayout()
        column.setSpacing(Space.XS)
        column.addWidget(Label(name, "small_strong", "text_2"))
        for part in parts:
            column.addWidget(part)
        self.body.addLayout(column)

    def _add_lost(self) -> None:
        missing = self.report.damage is Damage.MISSING  # what was in a file that is not there, nobody can list
        gone = () if missing else self.report.lost
        icon, tone = ("warning", "warning") if gone or missing else ("check", "supported")
        parts: list[QWidget] = [_line(icon, tone, lost_words(self.report))]
        if gone:
            self.lost = _listing(gone)
            parts.append(self.lost)
        self._add_part(tr("What is lost"), *parts)

    def _add_file(self) -> None:
        """A name of a file has no spaces to break it at, so its middle is left out where it is too long."""
        file = self.report.damaged_file
        if file:
            words = ElidedLabel(file, "base", "text_2", mode=Qt.TextElideMode.ElideMiddle)
            self._add_part(tr("The damaged file is kept"), words)
        self.folder.setVisible(bool(file))

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.XS + Space.XXS)
        for button in (self.close_button, self.other, self.folder):
            row.addWidget(button)
        row.addStretch()
        self.body.addLayout(row)
        self.close_button.clicked.connect(self.close_card)
        self.folder.clicked.connect(self._open_folder)
        self.other.clicked.connect(self._on_other)

    def _open_folder(self) -> None:
        open_folder_of(self.report.damaged_file)

    def _on_other(self) -> None:
        self.close_card()
        self.other_asked.emit()


def what_happened(report: RecoveryReport) -> str:
    """What was wrong with the file, in words that need no knowledge of files."""
    match report.damage:
        case Damage.EMPTY:
            return tr("Its file was empty. That happens when the power fails, or a disk is full, at the wrong moment.")
        case Damage.NOT_OURS:
            return tr("In the place of its file there was one that is no history of Copydesk.")
        case Damage.MISSING:
            return tr("Its file was not there any more, while backups of it were: deleted or moved, perhaps.")
        case _:
            return tr("Parts of its file could not be read. Often that is the first sign of a disk that is failing.")


def came_back(report: RecoveryReport) -> list[str]:
    """What was brought back from where, a sentence each."""
    lines = []
    if report.restored_from:
        lines.append(tr("Everything up to the backup of {time}.", time=moment(report.restored_from)))
    if report.drafts:
        lines.append(
            trn(
                "{n} draft that is newer, from the damaged file.",
                "{n} drafts that are newer, from the damaged file.",
                report.drafts,
            )
        )
    if report.versions:
        lines.append(
            trn(
                "{n} version that is newer, from the damaged file.",
                "{n} versions that are newer, from the damaged file.",
                report.versions,
            )
        )
    return lines or [tr("Nothing: there was no backup, and nothing in the file could be read.")]


def _line(icon: str, tone: str, words: str) -> QWidget:
    """An icon with a sentence, read as one."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.S)
    row.addWidget(IconLabel(icon, tone, Size.ICON_MEDIUM), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(_said(words, room=Size.PALETTE - Size.ICON_MEDIUM - Space.S), 1)
    return line


def _said(words: str, kind: str = "base", tone: str = "text_1", *, room: int = Size.PALETTE) -> Label:
    label = Label(words, kind, tone, wrap=True, selectable=True)
    label.fit(room)
    return label


def _listing(lines: tuple[str, ...]) -> SentText:
    """What is lost, a line each, to be scrolled through and copied."""
    from desktop.views.sent_text import SentText

    found = SentText(tr("What is lost"))
    found.setPlainText("\n".join(lines))
    shown = min(len(lines), _MOST_LINES) + 1
    found.setMinimumHeight(0)
    found.setFixedHeight(shown * found.fontMetrics().lineSpacing() + Space.L)
    return found
