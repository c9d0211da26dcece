"""How far the writing is: which field, how many, how long it will take."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.events import Waiting
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.fields import field_label
from desktop.views.moments import duration
from desktop.views.tokens import Space
from desktop.views.widgets.progress import ProgressStrip
from desktop.views.widgets.text import Label

_TICK_MS = 1000
_SETTLES_MS = 400


class BusyStrip(QWidget):
    """“Writing 3 of 5 fields, about 20 s left”, while it is so; why and how long a call waits to be made again."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._began = 0.0
        self._fields: tuple[str, ...] = ()
        self._done: set[str] = set()
        self._stage = ""
        self._waiting: Waiting | None = None
        self._again_at = 0.0
        self._wait_s = 0.0
        self.words = Label("", "strong", wrap=True)
        self.left = Label("", "base", "text_2")
        self.bar = ProgressStrip(tr("Writing"))
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.setSpacing(Space.XS + Space.XXS)
        column.addLayout(row)
        column.addWidget(self.bar)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._show)
        writer = desk.writer
        writer.started.connect(self._on_started)
        writer.field_started.connect(self._on_field_started)
        writer.field_done.connect(self._on_field_done)
        writer.progress.connect(self._on_progress)
        writer.waiting.connect(self._on_waiting)
        writer.finished.connect(self._on_ended)
        writer.failed.connect(self._on_ended)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLES_MS)
        self._settling.timeout.connect(self._show_settling)
        desk.permission.changed.connect(self._on_settling)
        desk.permission.asks.connect(self._on_asks)
        self.setVisible(writer.busy)

    def _on_settling(self) -> None:
        """Before a provider is asked, it is found out what will be sent; that is worth a word only if it takes long."""
        if self._desk.permission.busy:
            self._settling.start()
            return
        self._settling.stop()
        if not self._desk.writer.busy:
            self.hide()

    def _on_asks(self, _asked: object) -> None:
        """It is found out; the card says it."""
        self._settling.stop()
        if not self._desk.writer.busy:
            self.hide()

    def _show_settling(self) -> None:
        permission = self._desk.permission
        if permission.busy and permission.asked is None and not self._desk.writer.busy:
            self.words.set_tone("text_1")
            self.words.setText(tr("Finding out what will be sent…"))
            self.left.setText("")
            self.bar.set_progress(0, 0)
            self.show()

    def _on_started(self, fields: tuple[str, ...]) -> None:
        self._fields, self._done, self._stage = tuple(fields), set(), ""
        self._began = 0.0
        self._waiting = None
        self._show()
        self._tick.start()
        self.show()

    def _on_field_started(self, _field: str) -> None:
        self._began = self._began or self._clock()
        self._stage = ""
        self._waiting = None
        self._show()

    def _on_field_done(self, field: str) -> None:
        self._done.add(field)
        self._show()

    def _on_progress(self, progress: object) -> None:
        self._stage = str(getattr(progress, "message", ""))
        self._show()

    def _on_waiting(self, waiting: Waiting) -> None:
        if self._waiting is None or waiting.attempt != self._waiting.attempt:
            self._wait_s = waiting.seconds
        self._waiting = waiting if waiting.seconds > 0 else None
        self._again_at = self._clock() + waiting.seconds
        self._show()

    def _on_ended(self, _outcome: object) -> None:
        self._tick.stop()
        self.hide()

    def _show(self) -> None:
        waiting = self._waiting
        self.words.set_tone("warning" if waiting is not None else "text_1")
        if waiting is not None:
            self._show_waiting(waiting)
            return
        total, done = len(self._fields), len(self._done & set(self._fields))
        if not self._began:
            self.words.setText(self._stage or tr("Reading the brief…"))
            self.left.setText("")
            self.bar.set_progress(0, 0)
            return
        brief = self._desk.session.handed_in.brief
        several = tr("Writing {n} of {total} fields", n=min(done + 1, total), total=total)
        one = field_label(self._fields[0], brief)
        self.words.setText(several if total > 1 else tr("Writing {field}", field=one))
        self.bar.set_progress(done + 0.5 if done < total else total, total)
        self.left.setText(self._time_left(done, total))

    def _show_waiting(self, waiting: Waiting) -> None:
        left = max(0.0, self._again_at - self._clock())
        self.words.setText(waiting.reason)
        self.left.setText(tr("Trying again in {n} s", n=math.ceil(left)) if left else tr("Trying again…"))
        self.bar.set_progress(self._wait_s - left, self._wait_s)

    def _time_left(self, done: int, total: int) -> str:
        """From the pace of the finished fields; nothing before there is one."""
        if not done or done >= total:
            return ""
        seconds = (self._clock() - self._began) / done * (total - done)
        return tr("about {time} left", time=duration(seconds))
