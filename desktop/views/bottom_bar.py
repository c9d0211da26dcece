"""The bottom bar: where the text goes, which model answers, how fast, and how safe the text is."""

from __future__ import annotations

import time

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.events import Progress
from desktop.core.finding import CheckReport, Verdict
from desktop.core.settings import GRAMMAR, LANGUAGE_TOOL, MODEL
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.drafts import SaveKind, SaveState
from desktop.runtime.session import DraftChange
from desktop.views.actions import key_of
from desktop.views.icons import IconLabel
from desktop.views.model_words import grammar_host, is_local, provider_of
from desktop.views.moments import clock, duration, size_words
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button
from desktop.views.widgets.progress import ProgressStrip
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import ElidedLabel, Label

_QUIET_MS = 400
"""A save that takes less than this is not worth a word."""
_RATE_AFTER_S = 2.0


class BottomBar(Surface):
    """Says what is true now; owns nothing but the Stop buttons."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(0, parent)
        self._desk = desk
        self.setAccessibleName(tr("Status"))
        self.setFixedHeight(Size.BOTTOM_BAR)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, 0, Space.L - Space.XXS, 0)
        row.setSpacing(Space.L)
        self.place = _IconWords()
        self.model = ElidedLabel("", "small", "text_2")
        self.speed = Label("", "small", "text_2")
        self.stop = _small_button(tr("Stop"))
        self.stop.setAccessibleDescription(tr("Stop writing"))
        self.stop.set_key(key_of("stop"))
        self.stop.clicked.connect(desk.writer.stop)
        self.fetch = _Fetch(desk)
        self.facts = Label("", "small", "text_2")
        self.saved = _IconWords()
        for widget in (self.place, self.model, self.speed, self.stop, self.fetch):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.facts)
        row.addWidget(self.saved)
        self._speed = 0.0
        self._state = SaveState()
        self._saving = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._saving.timeout.connect(self._show_saved)
        self._connect(desk)
        self._show_model()
        self._show_writing()
        self._show_facts(len(desk.session.draft.brief.facts), 0)
        self._on_save_state(desk.drafts.save_state)

    def _connect(self, desk: Desk) -> None:
        desk.models.changed.connect(self._show_model)
        desk.settings.changed.connect(self._on_setting)
        desk.writer.started.connect(self._show_writing)
        desk.writer.finished.connect(self._show_writing)
        desk.writer.failed.connect(self._show_writing)
        desk.writer.speed_changed.connect(self._on_speed)
        desk.session.changed.connect(self._on_changed)
        desk.session.opened.connect(self._on_opened)
        desk.session.locked_changed.connect(self._show_writing)
        desk.checker.checked.connect(self._on_checked)
        desk.drafts.save_state_changed.connect(self._on_save_state)

    # The model

    def _on_setting(self, key: str) -> None:
        if key in {MODEL.key, GRAMMAR.key, LANGUAGE_TOOL.key}:
            self._show_model()

    def _show_model(self) -> None:
        chosen = self._desk.settings.get(MODEL)
        reader = grammar_host(self._desk.settings)
        if is_local(chosen) and reader:
            self.place.say("cloud", tr("Goes to {provider}", provider=reader), "warning")
        elif is_local(chosen):
            self.place.say("lock", tr("Stays on this computer"), "supported")
        else:
            self.place.say("cloud", tr("Goes to {provider}", provider=provider_of(chosen)), "warning")
        model = self._desk.models.current
        fetching = bool(self._desk.models.fetching)
        if model is None:
            words = "" if is_local(chosen) else chosen
        elif model.state == "ready":
            words = tr("{model} · free", model=model.title)
        elif fetching:
            words = ""
        else:
            words = tr("{model} is not on this computer yet", model=model.title)
        self.model.setText(words)
        self.model.setVisible(bool(words))

    def _on_speed(self, words_per_second: float) -> None:
        self._speed = words_per_second
        self._show_writing()

    def _show_writing(self, _value: object = None) -> None:
        busy = self._desk.writer.busy
        self.stop.setVisible(busy)
        shown = busy and self._speed > 0
        self.speed.setVisible(shown)
        if shown:
            digits = 1 if self._speed < 10 else 0
            self.speed.setText(tr("{n} words/s", n=QLocale().toString(self._speed, "f", digits)))

    # The draft

    def _on_changed(self, change: DraftChange) -> None:
        self._show_facts(len(change.draft.brief.facts), len(self._desk.checker.report.forgotten))

    def _on_opened(self, _draft: object) -> None:
        self._show_facts(len(self._desk.session.draft.brief.facts), 0)

    def _on_checked(self, report: CheckReport) -> None:
        used = {fact for claim in report.claims if claim.verdict is Verdict.SUPPORTED for fact in claim.facts}
        self._show_facts(len(self._desk.session.draft.brief.facts), len(report.forgotten), len(used))

    def _show_facts(self, count: int, forgotten: int, used: int = 0) -> None:
        words = trn("{n} fact", "{n} facts", count) if count else ""
        if words and forgotten:
            words = f"{words} · {trn('{n} not mentioned', '{n} not mentioned', forgotten)}"
        elif words and used:
            words = f"{words} · {trn('{n} used', '{n} used', used)}"
        self.facts.setText(words)
        self.facts.setVisible(bool(words))

    def _on_save_state(self, state: SaveState) -> None:
        self._state = state
        if state.kind is SaveKind.SAVING:
            if not self._saving.isActive():
                self._saving.start()
            return
        self._saving.stop()
        self._show_saved()

    def _show_saved(self) -> None:
        state = self._state
        match state.kind:
            case SaveKind.NEW:
                self.saved.say("", "")
            case SaveKind.SAVED:
                self.saved.say("check", tr("Saved {time}", time=clock(state.at)))
            case SaveKind.SAVING:
                self.saved.say("", tr("Saving…"))
            case SaveKind.WAITING:
                self.saved.say("waiting", state.message or tr("Waiting to save"), "warning")
            case SaveKind.READ_ONLY:
                self.saved.say("lock", tr("Read-only, nothing is saved"), "warning", state.message)
            case SaveKind.FAILED:
                since = tr("Not saved since {time}", time=clock(state.at, seconds=True))
                self.saved.say("contradicted", since, "contradicted", state.message)


class _IconWords(QWidget):
    """An icon and words in one colour, read as one."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("check", "text_2", Size.ICON_SMALL)
        self._label = Label("", "small", "text_2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS + Space.XXS)
        row.addWidget(self._icon)
        row.addWidget(self._label)

    @property
    def words(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, icon: str, words: str, role: str = "text_2", tip: str = "") -> None:
        """Show this, or nothing for empty words."""
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.set_icon(icon, role)
        self._label.setText(words)
        self._label.set_tone(role)
        self.setToolTip(tip)
        self.setAccessibleName(f"{words}. {tip}" if tip else words)
        self.setVisible(bool(words))


class _Fetch(QWidget):
    """A model that is being downloaded: how far, how long, Stop; or the button that starts it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._began: tuple[float, float] | None = None
        self.words = ElidedLabel("", "small", "text_2")
        self.strip = ProgressStrip(tr("Download of the model"))
        self.strip.setFixedWidth(Size.RAIL + Space.XL)
        self.button = _small_button(tr("Stop"))
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
            words = f"{words} · {tr('about {time} left', time=left)}"
        self.words.setText(words)

    def _on_button(self) -> None:
        models = self._desk.models
        if models.fetching:
            models.stop_fetch()
        elif models.current is not None:
            models.fetch(models.current.id)


def _small_button(text: str) -> Button:
    button = Button(text, icon="stop", small=True)
    button.setFixedHeight(Size.BOTTOM_BUTTON)
    return button
