"""Pictures of mails as they arrive, drawn by a process of its own that is there only while somebody looks."""

from __future__ import annotations

import base64
import importlib.util
import sys
from collections import OrderedDict, deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop.core.environment import child_environment
from desktop.core.errors import ErrorKind, Problem
from desktop.core.words import tr
from desktop.preview.frames import NARROW, WIDE, Draw, Drawn, Ready

if TYPE_CHECKING:
    from PySide6.QtCore import QProcess

__all__ = ["NARROW", "WIDE", "MailPicture", "MailPictures"]

COMMAND: tuple[str, ...] = (sys.executable, "-m", "desktop.preview")
PART = "PySide6.QtWebEngineCore"
INSTALL = 'pip install "copydesk[preview]"'
"""How the part comes that draws: an extra of this package, at the very version of Qt that is here."""

_KEPT = 8
_KEPT_LOG = 20
_MOST_STOPS = 2
_QUIT_MS = 1500
_NOT_INSTALLED = 3


class MailPicture(msgspec.Struct, frozen=True):
    """A mail drawn `width` CSS pixels wide; `png` has two pixels for each. `cut`: the mail goes on below it."""

    width: int
    dark: bool
    png: bytes
    height: int
    cut: bool = False


_Key = tuple[str, int, bool]


class MailPictures(QObject):
    """Draws one page at a time; of those that are asked for meanwhile, the last one."""

    drawn = Signal(object)  # MailPicture: what was asked for last
    failed = Signal(object)  # Problem

    def __init__(self, parent: QObject | None = None, *, command: Sequence[str] = COMMAND, part: str = PART) -> None:
        super().__init__(parent)
        self._command = tuple(command)
        self._part = part
        self._process: QProcess | None = None
        self._ready = False
        self._buffer = bytearray()
        self._log: deque[str] = deque(maxlen=_KEPT_LOG)
        self._kept: OrderedDict[_Key, MailPicture] = OrderedDict()
        self._wanted: _Key | None = None
        self._asked: _Key | None = None
        self._number = 0
        self._stops = 0
        self._installed: bool | None = None
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)

    @property
    def installed(self) -> bool:
        """Whether the part is there that draws."""
        if self._installed is None:
            try:
                self._installed = not self._part or importlib.util.find_spec(self._part) is not None
            except ModuleNotFoundError:
                self._installed = False
        return self._installed

    @property
    def busy(self) -> bool:
        """Whether a picture is being waited for."""
        return self._wanted is not None

    @property
    def pid(self) -> int:
        """The id of the process, 0 when there is none."""
        return int(self._process.processId()) if self._process is not None else 0

    def draw(self, html: str, width: int, *, dark: bool = False) -> None:
        """Draw a page; `drawn` brings the picture, at once when it is the same as one of the last."""
        key = (html, width, dark)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            self._wanted = None
            self.drawn.emit(kept)
            return
        if not self.installed:
            self.failed.emit(_missing())
            return
        if self._stops >= _MOST_STOPS:
            self.failed.emit(self._stopped())
            return
        self._wanted = key
        self._start()
        self._send()

    def close(self) -> None:
        """End the process; the next picture starts it again."""
        process, self._process = self._process, None
        self._ready = False
        self._wanted = self._asked = None
        if process is None:
            return
        process.finished.disconnect(self._on_finished)
        process.errorOccurred.disconnect(self._on_error)
        process.closeWriteChannel()
        if not process.waitForFinished(_QUIT_MS):
            process.kill()
            process.waitForFinished(_QUIT_MS)
        process.deleteLater()

    def _start(self) -> None:
        if self._process is not None:
            return
        from PySide6.QtCore import QProcess, QProcessEnvironment

        process = QProcess(self)
        environment = QProcessEnvironment()
        for name, value in child_environment().items():
            environment.insert(name, value)
        process.setProcessEnvironment(environment)
        program, *arguments = self._command
        process.setProgram(program)
        process.setArguments(arguments)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_log)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        self._ready = False
        self._buffer.clear()
        self._log.clear()
        process.start()

    def _send(self) -> None:
        if not self._ready or self._process is None or self._asked is not None or self._wanted is None:
            return
        self._asked = self._wanted
        self._number += 1
        html, width, dark = self._asked
        self._process.write(msgspec.json.encode(Draw(self._number, html, width, dark)) + b"\n")

    def _read(self) -> None:
        if self._process is None:
            return
        self._buffer += bytes(self._process.readAllStandardOutput().data())
        while (end := self._buffer.find(b"\n")) >= 0:
            line = bytes(self._buffer[:end])
            del self._buffer[: end + 1]
            self._take(line)

    def _take(self, line: bytes) -> None:
        if not self._ready:
            try:
                msgspec.json.decode(line, type=Ready)
            except msgspec.DecodeError:
                return  # a library that talks
            self._ready = True
            self._send()
            return
        try:
            answer = msgspec.json.decode(line, type=Drawn)
        except msgspec.DecodeError:
            return
        if answer.id == self._number:
            self._on_drawn(answer)

    def _on_drawn(self, answer: Drawn) -> None:
        key, self._asked = self._asked, None
        if key is None:
            return
        if answer.error or not answer.png:
            if key == self._wanted:
                self._wanted = None
                self.failed.emit(_too_hard())
            self._send()
            return
        self._stops = 0
        _, width, dark = key
        picture = MailPicture(width, dark, base64.b64decode(answer.png), answer.height, answer.cut)
        self._kept[key] = picture
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        if key == self._wanted:
            self._wanted = None
            self.drawn.emit(picture)
        self._send()

    def _read_log(self) -> None:
        if self._process is not None:
            text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
            self._log.extend(text.splitlines())

    def _on_error(self, _error: object) -> None:
        from PySide6.QtCore import QProcess

        if self._process is not None and self._process.error() is QProcess.ProcessError.FailedToStart:
            self._on_finished(-1)

    def _on_finished(self, status: int, _how: object = None) -> None:
        """It ends by itself when nobody asks; when somebody waits, that is a failure."""
        self._read_log()
        process, self._process = self._process, None
        self._ready = False
        wanted, self._wanted, self._asked = self._wanted, None, None
        if process is not None:
            process.deleteLater()
        if wanted is None:
            return
        self._stops += 1
        if status == 0 and self._stops < _MOST_STOPS:
            self.draw(*wanted[:2], dark=wanted[2])  # it was leaving as the question came
            return
        if status == _NOT_INSTALLED:
            self._stops = _MOST_STOPS
        self.failed.emit(self._stopped())

    def _stopped(self) -> Problem:
        details = "\n".join(self._log)
        library = next((word.rstrip(":") for word in details.split() if word.startswith("lib") and ".so" in word), "")
        if library:
            return Problem(
                ErrorKind.UNSUPPORTED,
                tr("The part that draws mails needs {library}, which this system does not have.", library=library),
                tr("The simple preview stays. On Debian and Ubuntu: {command}",
                   command="sudo apt install libnss3 libasound2"),
                details=details,
            )  # fmt: skip
        return Problem(
            ErrorKind.BUG,
            tr("The part that draws mails has stopped."),
            tr("The simple preview stays. Start the program anew to try again."),
            details=details,
        )


def _missing() -> Problem:
    return Problem(
        ErrorKind.UNSUPPORTED,
        tr("The part that draws mails as they arrive is not installed."),
        tr("Install it with {command}; it takes 440 MB. The simple preview stays.", command=INSTALL),
    )


def _too_hard() -> Problem:
    return Problem(
        ErrorKind.INPUT,
        tr("This mail could not be drawn within 15 seconds."),
        tr("The simple preview stays. Fewer or smaller pictures help."),
    )
