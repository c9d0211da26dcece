"""The window's end of the pipe: starts the engine, sends requests, and turns what comes back into signals."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.environment import child_environment
from desktop.core.errors import ErrorKind, Problem, Remedy
from desktop.core.events import Called
from desktop.core.words import tr
from desktop.engine.frames import CancelJob, Request, Response
from desktop.engine.messages import METHODS, Configure, Configured

if TYPE_CHECKING:
    from PySide6.QtCore import QProcess

R = TypeVar("R", bound=msgspec.Struct)

_NAMES = {params: name for name, (params, _) in METHODS.items()}
_QUIT_MS = 2500
ENGINE_COMMAND: tuple[str, ...] = (sys.executable, "-m", "desktop.engine")
_LOG_KEPT = 40


class EngineState(StrEnum):
    """How the engine is."""

    OFF = "off"
    STARTING = "starting"
    READY = "ready"
    STOPPED = "stopped"


class Job(QObject):
    """One request under way: events while it runs, then exactly one of `finished` and `failed`."""

    happened = Signal(object)  # core.events.Event
    finished = Signal(object)  # the method's result type
    failed = Signal(object)  # Problem

    def __init__(self, number: int, params: msgspec.Struct, client: EngineClient) -> None:
        super().__init__(client)
        self.number = number
        self.params = params
        self.ended = False
        self._client = client

    def cancel(self) -> None:
        """Ask the engine to stop; it answers with what it had made, or with a `cancelled` problem."""
        if not self.ended:
            self._client.notify("cancel", CancelJob(self.number))


class EngineClient(QObject):
    """Owns the engine's process; requests made before it is ready wait for it."""

    state_changed = Signal(str)  # EngineState
    requested = Signal(object)  # Job: it was sent just now
    called = Signal(int, object)  # a job's number, and the CallRecord of a call that it made

    def __init__(
        self,
        profile: Path,
        configure: Configure,
        parent: QObject | None = None,
        command: Sequence[str] = ENGINE_COMMAND,
    ) -> None:
        super().__init__(parent)
        self._command = tuple(command)
        self._profile = profile
        self._configure = configure
        self._state = EngineState.OFF
        self._jobs: dict[int, Job] = {}
        self._next = 1
        self._buffer = bytearray()
        self._log: deque[str] = deque(maxlen=_LOG_KEPT)
        self._process: QProcess | None = None
        self._closing = False

    @property
    def state(self) -> EngineState:
        """How the engine is."""
        return self._state

    @property
    def pid(self) -> int:
        """The engine's process id, 0 when there is none."""
        return int(self._process.processId()) if self._process else 0

    def start(self) -> None:
        """Start the engine; again after it stopped."""
        if self._process is not None or self._closing:
            return
        from PySide6.QtCore import QProcess, QProcessEnvironment  # needed after the first paint only

        process = QProcess(self)
        environment = QProcessEnvironment()
        for name, value in child_environment().items():
            environment.insert(name, value)
        process.setProcessEnvironment(environment)
        program, *arguments = self._command
        process.setProgram(program)
        process.setArguments([*arguments, "--profile", str(self._profile)])
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_log)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        self._buffer.clear()
        self._set_state(EngineState.STARTING)
        process.start()
        self.request(self._configure, Configured).finished.connect(self._on_configured)

    def reconfigure(self, configure: Configure) -> None:
        """Tell the engine of changed settings."""
        self._configure = configure
        if self._process is not None:
            self.request(configure, Configured)

    def request(self, params: msgspec.Struct, result: type[R]) -> Job:
        """Send a request, and start the engine if need be; `result` names the type that `finished` will carry."""
        expected = METHODS[_NAMES[type(params)]][1]
        if expected is not result:
            message = f"{type(params).__name__} answers with {expected.__name__}"
            raise TypeError(message)
        if self._process is None and not isinstance(params, Configure):
            self.start()
        job = Job(self._next, params, self)
        self._next += 1
        self._jobs[job.number] = job
        raw = msgspec.Raw(msgspec.json.encode(params))
        self._send(Request(_NAMES[type(params)], raw, job.number))
        self.requested.emit(job)
        return job

    def notify(self, method: str, params: msgspec.Struct | None = None) -> None:
        """Send a notification: `cancel` or `shutdown`."""
        raw = msgspec.Raw(msgspec.json.encode(params) if params is not None else b"{}")
        self._send(Request(method, raw))

    def close(self) -> None:
        """End the engine and all it started; waits at most 2.5 s, then kills it."""
        self._closing = True
        process = self._process
        if process is None:
            return
        self.notify("shutdown")
        process.closeWriteChannel()
        if not process.waitForFinished(_QUIT_MS):
            process.kill()
            process.waitForFinished(_QUIT_MS)

    def _send(self, request: Request) -> None:
        if self._process is not None:
            self._process.write(msgspec.json.encode(request) + b"\n")

    def _read(self) -> None:
        if self._process is None:
            return
        came = self._process.readAllStandardOutput().data()
        self._buffer += came
        if b"\n" not in came:
            return  # the rest of a long line, of a file with 20,000 segments say: it is not looked through each time
        *lines, rest = self._buffer.split(b"\n")
        self._buffer = bytearray(rest)
        for line in lines:
            if line.strip():
                self._take(bytes(line))

    def _take(self, line: bytes) -> None:
        try:
            response = msgspec.json.decode(line, type=Response)
        except msgspec.DecodeError as error:
            self._log.append(f"not a message: {error}")
            return
        if response.params is not None:
            if isinstance(response.params.event, Called):
                self.called.emit(response.params.id, response.params.event.call)
            job = self._jobs.get(response.params.id)
            if job is not None:
                job.happened.emit(response.params.event)
            return
        job = self._jobs.pop(response.id, None) if response.id is not None else None
        if job is None:
            return
        job.ended = True
        if response.error is not None:
            job.failed.emit(response.error.data)
        elif response.result is not None:
            self._finish(job, response.result)
        job.deleteLater()

    @staticmethod
    def _finish(job: Job, raw: msgspec.Raw) -> None:
        expected = METHODS[_NAMES[type(job.params)]][1]
        try:
            result = msgspec.json.decode(raw, type=expected)
        except msgspec.ValidationError as error:
            job.failed.emit(Problem(ErrorKind.BUG, tr("The answer was not understood."), details=str(error)))
            return
        job.finished.emit(result)

    def _read_log(self) -> None:
        if self._process is not None:
            text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
            self._log.extend(text.splitlines())

    def _on_configured(self, _result: object) -> None:
        self._set_state(EngineState.READY)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error.name == "FailedToStart":
            self._on_finished()

    def _on_finished(self) -> None:
        """The engine is gone: every job ends with a sentence, and the next request starts another engine."""
        self._read()
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        jobs, self._jobs = list(self._jobs.values()), {}
        self._set_state(EngineState.STOPPED)
        problem = Problem(
            ErrorKind.PROVIDER,
            tr("The part that writes has stopped."),
            tr("Your text is safe here. Press Retry to start it again."),
            Remedy.RETRY,
            details="\n".join(self._log),
        )
        for job in jobs:
            job.ended = True
            if not self._closing:
                job.failed.emit(problem)
            job.deleteLater()
        if not self._closing and jobs and not any(isinstance(job.params, Configure) for job in jobs):
            QTimer.singleShot(0, self.start)

    def _set_state(self, state: EngineState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)
