"""What happened to a damaged history, for as long as the window is open: told in a notice, shown whole in a card."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from desktop.core.words import tr, trn
from desktop.runtime.notices import Answer, Level, Notice, Notices
from desktop.store.values import Damage, RecoveryReport

__all__ = ["Damage", "RecoveryReport"]  # what views may take from here

_KEY = "damage"


class Recovering(QObject):
    """Tells of a recovery as soon as the store does, and keeps its report for whoever asks again."""

    looked = Signal(object)  # RecoveryReport: the writer wants to see it

    def __init__(self, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self.report: RecoveryReport | None = None

    def tell(self, report: RecoveryReport) -> None:
        """Say that the history was damaged, how much is lost, and offer the whole story."""
        self.report = report
        answer = Answer(tr("See what came back"), self.look, primary=True)
        notice = Notice(Level.RECOVERED, headline(report), lost_words(report), (answer,), report.details, _KEY)
        self._notices.posted.emit(notice)

    def look(self) -> None:
        """Show the whole story, when there is one."""
        if self.report is not None:
            self._notices.dismiss(_KEY)
            self.looked.emit(self.report)


def headline(report: RecoveryReport) -> str:
    """What the writer reads first: whether the work is back."""
    if report.damage is Damage.MISSING:
        return tr("The history was gone, and is back") if report.restored_from else tr("The history was gone")
    if report.restored_from or report.drafts or report.versions:
        return tr("The history was damaged, and is back")
    return tr("The history was damaged, and a new one was begun")


def lost_words(report: RecoveryReport) -> str:
    """How much of a recovered history is gone, in one sentence."""
    if report.damage is Damage.MISSING:
        return tr("What was written after its newest backup is missing.")
    if not report.lost:
        return tr("Nothing is known to be lost.")
    return trn("{n} thing is lost, or may be.", "{n} things are lost, or may be.", len(report.lost))


def open_folder_of(file: str) -> None:
    """Show the folder of a file in the system's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(file).parent)))
