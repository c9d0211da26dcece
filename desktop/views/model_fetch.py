"""A download of a model in the bottom bar."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.events import Progress
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.moments import duration, size_words
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button
from desktop.views.widgets.progress import ProgressStrip
from desktop.views.widgets.text import ElidedLabel

_RATE_AFTER_S = 2.0


class ModelFetch(QWidget):
    """A model that is being downloaded: how far, how long, Stop; or the button that starts it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._began: tuple[float, float] | None = None
        self.words = ElidedLabel("", "small", "text_2")
        self.strip = ProgressStrip(tr("Download of the model"))
        self.strip.setFixedWidth(Size.RAIL + Space.XL)
        self.button = small_button(tr("Stop"))
        self.button.clicked.connect(self._on_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        for widget in (self.words, self.strip, self.button):
            row.addWidget(widget)
        desk.models.changed.connect(self._show)
        desk.models.fetch_progress.connect(self._on_progress)
        self._show()

    def _show(self) -> None:
        models = self._desk.models
        current = models.current
        fetching = models.fetching
        offered = not fetching and current is not None and current.state != "ready"
        self.setVisible(bool(fetching) or offered)
        self.strip.setVisible(bool(fetching))
        self.words.setVisible(bool(fetching))
        if not fetching:
            self._began = None
        if offered and current is not None:
            self.button.setText(tr("Download {size}", size=size_words(current.size)))
            self.button.set_icon("download")
            self.button.setAccessibleDescription(current.title)
        else:
            self.button.setText(tr("Stop"))
            self.button.set_icon("stop")
            self.button.setAccessibleDescription(tr("Download of the model"))
            if fetching and self._began is None:
                self.words.setText(tr("The model is being downloaded"))
                self.strip.set_progress(0, 0)

    def _on_progress(self, progress: Progress) -> None:
        self.strip.set_progress(progress.done, progress.total)
        if progress.unit != "bytes" or not progress.total:
            self.words.setText(progress.message or progress.stage)
            return
        now = time.monotonic()
        if self._began is None:
            self._began = (now, progress.done)
        words = tr("Model: {done} of {total}", done=size_words(progress.done), total=size_words(progress.total))
        seconds, came = now - self._began[0], progress.done - self._began[1]
        if seconds > _RATE_AFTER_S and came > 0:
            left = duration((progress.total - progress.done) / (came / seconds))
            words = " · ".join((words, tr("about {time} left", time=left)))
        self.words.setText(words)

    def _on_button(self) -> None:
        models = self._desk.models
        if models.fetching:
            models.stop_fetch()
        elif models.current is not None:
            models.fetch(models.current.id)


def small_button(text: str) -> Button:
    """A Stop that fits into the bar."""
    button = Button(text, icon="stop", small=True)
    button.setFixedHeight(Size.BOTTOM_BUTTON)
    return button
