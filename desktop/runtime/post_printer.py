"""Starts the process that prints a post to a PDF file, and hears how it went."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, QProcess, QProcessEnvironment, QTimer, Signal

from desktop.core.environment import child_environment
from desktop.core.errors import ErrorKind, Problem
from desktop.core.words import tr
from desktop.formats.blog.paper import PAPER_STYLE
from desktop.runtime.print_messages import Printed, PrintPost

COMMAND: tuple[str, ...] = (sys.executable, "-m", "desktop.runtime.post_printing")
LIMIT_S = 60
_QUIT_MS = 1500


class PostPrinter(QObject):
    """Prints one post at a time; another waits for it."""

    printed = Signal(Path, int)  # the file, and how many pages it has
    failed = Signal(object)  # Problem

    def __init__(
        self, parent: QObject | None = None, *, command: Sequence[str] = COMMAND, limit_s: int = LIMIT_S
    ) -> None:
        super().__init__(parent)
        self._command = tuple(command)
        self._limit_s = limit_s
        self._process: QProcess | None = None
        self._waiting: list[PrintPost] = []
        self._path = Path()
        self._late = QTimer(self, singleShot=True, interval=limit_s * 1000)
        self._late.timeout.connect(self._on_late)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._process is not None

    def print_post(self, path: Path, title: str, html: str, pictures: str, language: str) -> None:
        """Print HTML of `formats.blog.paper` to a file; `printed` or `failed` tells the end."""
        self._waiting.append(PrintPost(str(path), title, html, PAPER_STYLE, pictures, language))
        self._next()

    def close(self) -> None:
        """End the process; a file that was there before stays as it was."""
        self._waiting.clear()
        process, self._process = self._process, None
        self._late.stop()
        if process is not None:
            process.finished.disconnect(self._on_finished)
            process.kill()
            process.waitForFinished(_QUIT_MS)
            process.deleteLater()

    def _next(self) -> None:
        if self._process is not None or not self._waiting:
            return
        request = self._waiting.pop(0)
        self._path = Path(request.path)
        process = self._process = QProcess(self)
        environment = QProcessEnvironment()
        for name, value in child_environment().items():
            environment.insert(name, value)
        environment.insert("QT_MAC_DISABLE_FOREGROUND_APPLICATION_TRANSFORM", "1")  # no second icon in the dock
        process.setProcessEnvironment(environment)
        program, *arguments = self._command
        process.setProgram(program)
        process.setArguments(arguments)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        process.start()
        process.write(msgspec.json.encode(request))
        process.closeWriteChannel()
        self._late.start()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._on_finished(-1)

    def _on_late(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._on_finished)
            process.kill()
            process.waitForFinished(_QUIT_MS)
            process.deleteLater()
        self.failed.emit(
            Problem(
                ErrorKind.INPUT,
                tr("This text is too complex to be printed in {seconds} seconds.", seconds=self._limit_s),
                tr("Your text is as it was. Fewer or smaller pictures help."),
            )
        )
        self._next()

    def _on_finished(self, status: int, _how: object = None) -> None:
        process, self._process = self._process, None
        self._late.stop()
        if process is None:
            return
        answer = bytes(process.readAllStandardOutput().data())
        log = bytes(process.readAllStandardError().data()).decode("utf-8", "replace")
        process.deleteLater()
        try:
            printed = msgspec.json.decode(answer, type=Printed) if status == 0 else Printed(problem=_stopped(log))
        except msgspec.DecodeError:
            printed = Printed(problem=_stopped(log))
        if printed.problem is not None:
            self.failed.emit(printed.problem)
        else:
            self.printed.emit(self._path, printed.pages)
        self._next()


def _stopped(log: str) -> Problem:
    return Problem(
        ErrorKind.BUG,
        tr("The part that prints has stopped."),
        tr("Your text is as it was. Write a Word document instead, and print that."),
        details=log[-2000:],
    )
