"""The bottom bar's words while the Translate screen is shown: where the text goes, what is left, how safe it is."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.moment import timestamp
from desktop.core.settings import MODEL
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.views.actions import key_of
from desktop.views.bottom_bar import Aside
from desktop.views.model_words import is_local
from desktop.views.moments import clock, duration
from desktop.views.tokens import Size, Space
from desktop.views.translate.words import language_words
from desktop.views.translate.working_strip import QUIET, working_words
from desktop.views.where import where
from desktop.views.widgets.icon_words import IconWords
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.quiet_link import QuietLink
from desktop.views.widgets.text import Label

_PAUSE_MS = 250
_WORDS_PER_HOUR = 900
"""What reviewing machine output is usually planned with."""


class TranslateBar(Aside):
    """Follows the job by itself, some times a second."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept_at = ""
        self.place = IconWords()
        self.place.setCursor(Qt.CursorShape.PointingHandCursor)
        self.place.clicked.connect(desk.privacy.look)
        self.model = QuietLink(tr("choose another model"), key=key_of("model"))
        self.left = Label("", "small", "text_2")
        self.working = Label("", "small", "text_2")
        self.languages = Label("", "small", "text_2")
        self.saved = IconWords()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        for part in (self.place, self.model, self.left, self.working):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.languages)
        row.addWidget(self.saved)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self.refresh)
        translating = desk.translating
        for signal in (translating.job_opened, translating.job_closed, translating.progress_changed,
                       translating.working_changed,
                       desk.models.changed, desk.providers.changed):  # fmt: skip
            signal.connect(self._later)
        desk.settings.changed.connect(self._later)
        self.refresh()

    def refresh(self) -> None:
        """Say what is true now."""
        goes = where(self._desk)
        tip = with_key(goes.sentence, key_of("leaving"))
        self.place.say(goes.icon, goes.words, goes.role, tip, short=goes.short)
        self.model.setText(_model_words(self._desk))
        translating = self._desk.translating
        job = translating.job
        words = translating.counts.words_left if job is not None else 0
        self.left.setText(left_words(words) if job is not None else "")
        working = translating.working
        self.working.setText(working_words(working) if working is not None and working.kind in QUIET else "")
        said = job is not None and job.source and job.target
        source, target = (job.source, job.target) if job is not None else ("", "")
        both = tr("{source} to {target}", source=language_words(source), target=language_words(target))
        self.languages.setText(both if said else "")
        if job is None:
            self.saved.say("", "")
        elif not translating.all_kept:
            self._kept_at = ""
            self.saved.say("", tr("Saving…"))
            self._soon.start()  # looks again until it is kept
        else:
            self._kept_at = self._kept_at or timestamp()
            at = clock(self._kept_at)
            self.saved.say("check", tr("Saved {time}", time=at), short=at)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Say it in so many words as there is room for: languages give way first, then the words that are left."""
        order = (self.languages, self.working, self.left, self.model)
        for part in order:
            part.setVisible(bool(part.text()))
        for part in order:
            if self._needed() <= width:
                return
            part.hide()

    def minimumSizeHint(self) -> QSize:
        """What it needs when it says least, or its words would keep the window from becoming small."""
        return QSize(Size.SIDE_LIST, super().minimumSizeHint().height())

    def _needed(self) -> int:
        parts: tuple[QWidget, ...] = (
            self.place, self.model, self.left, self.working, self.languages, self.saved,
        )  # fmt: skip
        shown = [part.sizeHint().width() for part in parts if not part.isHidden()]
        return sum(shown) + max(0, len(shown) - 1) * Space.L

    def _later(self, *_values: object) -> None:
        if not self._soon.isActive():
            self._soon.start()


def left_words(words: int) -> str:
    """How much is left, and about how long that takes."""
    if not words:
        return tr("Nothing is left")
    count = QLocale().toString(words)
    left = trn("{count} word left", "{count} words left", words, count=count)
    return tr("{left} · about {time}", left=left, time=duration(words / _WORDS_PER_HOUR * 3600))


def _model_words(desk: Desk) -> str:
    chosen = desk.settings.get(MODEL)
    if is_local(chosen):
        model = desk.models.current
        if model is None:
            return ""
        ready = model.state == "ready"
        return (
            tr("{model} · free", model=model.title)
            if ready
            else tr("{model} is not on this computer yet", model=model.title)
        )
    known = desk.providers.model(chosen)
    return known.title if known is not None and known.title else chosen.rpartition("/")[2]
