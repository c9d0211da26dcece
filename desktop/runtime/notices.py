"""The one message service: what the bar above the editors says, without blocking anything."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.errors import Problem, Remedy


class Level(StrEnum):
    """How a notice looks."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    RECOVERED = "recovered"


class Answer(msgspec.Struct, frozen=True):
    """A button of a notice; pressing it also puts the notice away."""

    label: str
    action: Callable[[], None]
    primary: bool = False


class Notice(msgspec.Struct, frozen=True):
    """One message: headline, sentence, buttons, and what *Details* shows; a later one with its key replaces it."""

    level: Level
    title: str
    text: str = ""
    answers: tuple[Answer, ...] = ()
    details: str = ""
    key: str = ""


class Notices(QObject):
    """Posts notices; the window shows the newest of each key until it is dismissed."""

    posted = Signal(object)  # Notice
    dismissed = Signal(str)  # key

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remedies: dict[Remedy, tuple[Callable[[], str], Callable[[], None]]] = {}

    def offer(self, remedy: Remedy, label: Callable[[], str], action: Callable[[], None]) -> None:
        """Say what the button of a remedy does, in the language of the moment."""
        self._remedies[remedy] = (label, action)

    def offered(self, remedy: Remedy) -> Answer | None:
        """The button of a remedy, for those who say elsewhere what went wrong; `None` when there is none."""
        if remedy not in self._remedies:
            return None
        label, action = self._remedies[remedy]
        return Answer(label(), action)

    def info(self, title: str, text: str = "", *answers: Answer, key: str = "") -> None:
        """Something worth knowing."""
        self.posted.emit(Notice(Level.INFO, title, text, answers, key=key))

    def warn(self, title: str, text: str = "", *answers: Answer, key: str = "") -> None:
        """Something the writer should look at."""
        self.posted.emit(Notice(Level.WARNING, title, text, answers, key=key))

    def recovered(self, title: str, text: str, *answers: Answer, key: str = "recovered") -> None:
        """Text that came back after a crash."""
        self.posted.emit(Notice(Level.RECOVERED, title, text, answers, key=key))

    def problem(self, problem: Problem, *answers: Answer, key: str = "") -> None:
        """An error as it crossed a pipe, with these answers and the button of its remedy."""
        buttons = answers
        offered = self.offered(problem.remedy)
        if offered is not None:
            buttons = (*answers, msgspec.structs.replace(offered, primary=not answers))
        self.posted.emit(Notice(Level.ERROR, problem.message, problem.hint, buttons, problem.details, key))

    def dismiss(self, key: str) -> None:
        """Put the notices with this key away, because their reason is gone."""
        self.dismissed.emit(key)
