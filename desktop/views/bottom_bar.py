"""The bottom bar: where the text goes, which model answers, what it costs, how fast, and how safe the text is."""

from __future__ import annotations

import math

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.calls import Spent
from desktop.core.events import Waiting
from desktop.core.finding import CheckReport, Verdict
from desktop.core.provider import split_model
from desktop.core.settings import CURRENCY, MODEL, RATE
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.drafts import SaveKind, SaveState
from desktop.runtime.session import DraftChange
from desktop.views.actions import key_of
from desktop.views.leaving_words import cost_of
from desktop.views.model_fetch import ModelFetch, small_button
from desktop.views.model_words import is_local
from desktop.views.moments import clock
from desktop.views.tokens import Size, Space
from desktop.views.where import HEEDED, where
from desktop.views.widgets.icon_words import IconWords
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.quiet_link import QuietLink
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import Label

_QUIET_MS = 600
"""Between two saves of one flow of typing nothing is called saved, so that the words do not flicker."""
_SHORTEST = 4


class Aside(QWidget):
    """What a screen says in the bar by itself."""

    def fit(self, width: int) -> None:
        """Say it in as many words as there is room for."""


class BottomBar(Surface):
    """Says what is true now; owns nothing but the Stop buttons. Where room is scarce it says it in fewer words."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(0, parent)
        self._desk = desk
        self.setAccessibleName(tr("Status"))
        self.setFixedHeight(Size.BOTTOM_BAR)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.L, 0, Space.L - Space.XXS, 0)
        self._row.setSpacing(Space.L)
        self.place = IconWords()
        self.place.setCursor(Qt.CursorShape.PointingHandCursor)
        self.place.clicked.connect(desk.privacy.look)
        self.model = QuietLink(tr("choose another model"), key=key_of("model"))
        self.speed = Label("", "small", "text_2")
        self.stop = small_button(tr("Stop"))
        self.stop.setAccessibleDescription(tr("Stop writing"))
        self.stop.set_key(key_of("stop"))
        self.stop.clicked.connect(desk.writer.stop)
        self.fetch = ModelFetch(desk)
        self.facts = Label("", "small", "text_2")
        self.month = Label("", "small", "text_2")
        self.saved = IconWords()
        self._aside: Aside | None = None
        self._lay_out()
        self._speed = 0.0
        self._facts = ("", "")
        self._month = ("", "")
        self._state = SaveState()
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._show_saved)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self.fit)
        self._connect(desk)
        self._show_model()
        self._show_writing()
        self._show_month()
        self._show_facts(len(desk.session.draft.brief.facts), 0)
        self._on_save_state(desk.drafts.save_state)

    def _lay_out(self) -> None:
        self._usual = _row_of(self.place, self.model, self.speed, self.stop)
        self._figures = _row_of(self.facts, self.month)
        for widget in (self._usual, self.fetch):
            self._row.addWidget(widget)
        self._stretch = QWidget()
        self._row.addWidget(self._stretch, 1)
        for widget in (self._figures, self.saved):
            self._row.addWidget(widget)

    def _connect(self, desk: Desk) -> None:
        desk.models.changed.connect(self._show_model)
        desk.providers.changed.connect(self._show_model)
        desk.foreseen.changed.connect(self._show_model)
        desk.spending.changed.connect(self._show_month)
        desk.settings.changed.connect(self._on_setting)
        desk.writer.started.connect(self._show_writing)
        desk.writer.finished.connect(self._show_writing)
        desk.writer.failed.connect(self._show_writing)
        desk.writer.speed_changed.connect(self._on_speed)
        desk.writer.waiting.connect(self._on_waiting)
        desk.session.changed.connect(self._on_changed)
        desk.session.opened.connect(self._on_opened)
        desk.session.locked_changed.connect(self._show_writing)
        desk.checker.checked.connect(self._on_checked)
        desk.drafts.save_state_changed.connect(self._on_save_state)

    def show_aside(self, aside: Aside | None) -> None:
        """Show the words of a screen in the place of those of the draft; `None` for these again."""
        if aside is self._aside:
            return
        if self._aside is not None:
            self._aside.hide()
        self._aside = aside
        if aside is not None:
            if self._row.indexOf(aside) < 0:
                self._row.insertWidget(0, aside, 1)
            aside.show()
        for part in (self._usual, self._figures, self._stretch):
            part.setVisible(aside is None)
        self.fit()

    # Its width

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Say it in as many words as there is room for; first the facts give way, then the money, then the rest."""
        if self._aside is not None:
            others = [part.sizeHint().width() + Space.L for part in (self.fetch, self.saved) if not part.isHidden()]
            margins = self._row.contentsMargins()
            self._aside.fit(self.width() - sum(others) - margins.left() - margins.right())
            return
        for level in range(_SHORTEST + 1):
            self._shorten(level)
            if self._needed() <= self.width():
                return

    def _shorten(self, level: int) -> None:
        whole, count = self._facts
        self.facts.setText(whole if level < 1 else count)
        self.facts.setVisible(bool(whole) and level < 3)
        self.month.setText(self._month[0] if level < 2 else self._month[1])
        self.place.set_short(short=level >= 4)
        self.saved.set_short(short=level >= 4)

    def _needed(self) -> int:
        parts = (self.place, self.model, self.speed, self.stop, self.fetch, self.facts, self.month, self.saved)
        shown = [part.sizeHint().width() for part in parts if not part.isHidden()]
        margins = self._row.contentsMargins()
        return sum(shown) + (len(shown) + 1) * self._row.spacing() + margins.left() + margins.right()

    # The model and its cost

    def _on_setting(self, key: str) -> None:
        if key in HEEDED:
            self._show_model()
        elif key in {CURRENCY.key, RATE.key}:
            self._show_model()
            self._show_month()

    def _show_model(self) -> None:
        goes = where(self._desk)
        tip = with_key(goes.sentence, key_of("leaving"))
        self.place.say(goes.icon, goes.words, goes.role, tip, short=goes.short)
        words = self._model_words()
        self.model.setText(words)
        self.model.setVisible(bool(words))
        self._fitting.start()

    def _model_words(self) -> str:
        desk = self._desk
        chosen = desk.settings.get(MODEL)
        if not is_local(chosen):
            return self._provider_words(chosen)
        model = desk.models.current
        if model is None:
            return ""
        if model.state == "ready":
            return tr("{model} · free", model=model.title)
        return "" if desk.models.fetching else tr("{model} is not on this computer yet", model=model.title)

    def _provider_words(self, chosen: str) -> str:
        desk = self._desk
        name, own = split_model(chosen)
        if desk.providers.info(name) is None:
            return chosen
        model = desk.providers.model(chosen)
        title = (model.title if model is not None else "") or own
        estimated = desk.foreseen.estimated
        if not desk.foreseen.costs:
            return tr("{model} · free", model=title) if desk.providers.stays_here(chosen) else title
        if estimated is None:
            return title
        if estimated.cost is None:
            return tr("{model} · cost unknown", model=title)
        return tr("{model} · about {cost}", model=title, cost=cost_of(estimated, desk.spending.rate))

    def _show_month(self) -> None:
        """What all of this month cost; nothing as long as nothing was paid."""
        spending = self._desk.spending
        month, show = spending.month, spending.rate.show
        if not month.cost and not month.unknown:
            self._month = ("", "")
        else:
            self._month = _month_words(month, show(month.cost))
        self.month.setText(self._month[0])
        self.month.setToolTip(
            tr("Today {today}, this draft {draft}", today=show(spending.today.cost), draft=show(spending.draft.cost))
        )
        self.month.setAccessibleName(self._month[0])
        self.month.setVisible(bool(self._month[0]))
        self._fitting.start()

    # Writing

    def _on_speed(self, words_per_second: float) -> None:
        self._speed = words_per_second
        self._show_writing()

    def _on_waiting(self, waiting: Waiting) -> None:
        self._show_writing()
        if waiting.seconds and self._desk.writer.busy:
            self.speed.set_tone("warning")
            self.speed.setText(tr("Trying again in {n} s", n=math.ceil(waiting.seconds)))
            self.speed.setToolTip(waiting.reason)
            self.speed.show()

    def _show_writing(self, _value: object = None) -> None:
        busy = self._desk.writer.busy
        self.stop.setVisible(busy)
        shown = busy and self._speed > 0
        self.speed.setVisible(shown)
        self.speed.set_tone("text_2")
        self.speed.setToolTip("")
        if shown:
            digits = 1 if self._speed < 10 else 0
            self.speed.setText(tr("{n} words/s", n=QLocale().toString(self._speed, "f", digits)))
        self._fitting.start()

    # The draft

    def _on_changed(self, change: DraftChange) -> None:
        self._show_facts(len(change.draft.brief.facts), len(self._desk.checker.report.forgotten))

    def _on_opened(self, _draft: object) -> None:
        self._show_facts(len(self._desk.session.draft.brief.facts), 0)

    def _on_checked(self, report: CheckReport) -> None:
        known = {fact.id for fact in self._desk.session.draft.brief.facts}
        used = {fact for claim in report.claims if claim.verdict is Verdict.SUPPORTED for fact in claim.facts}
        self._show_facts(len(known), len(report.forgotten), len(used & known))

    def _show_facts(self, count: int, forgotten: int, used: int = 0) -> None:
        words = whole = trn("{n} fact", "{n} facts", count) if count else ""
        if words and forgotten:
            whole = " · ".join((words, trn("{n} not mentioned", "{n} not mentioned", forgotten)))
        elif words and used:
            whole = " · ".join((words, trn("{n} used", "{n} used", used)))
        if (whole, words) != self._facts:
            self._facts = (whole, words)
            self.facts.setText(whole)
            self.facts.setVisible(bool(whole))
            self._fitting.start()

    def _on_save_state(self, state: SaveState) -> None:
        """What endangers the text is said at once, that it is safe when the writer rests."""
        unsafe, self._state = self._state.kind is SaveKind.SAVING or self._quiet.isActive(), state
        if state.kind is SaveKind.SAVED and unsafe:
            self._quiet.start()
            return
        self._quiet.stop()
        if state.kind is not SaveKind.SAVING or not unsafe:  # it says that already, and keys are pressed meanwhile
            self._show_saved()

    def _show_saved(self) -> None:
        state = self._state
        match state.kind:
            case SaveKind.NEW:
                self.saved.say("", "")
            case SaveKind.SAVED:
                at = clock(state.at)
                self.saved.say("check", tr("Saved {time}", time=at), short=at)
            case SaveKind.SAVING:
                self.saved.say("", tr("Saving…"))
            case SaveKind.WAITING:
                self.saved.say("waiting", state.message or tr("Waiting to save"), "warning")
            case SaveKind.READ_ONLY:
                self.saved.say("lock", tr("Read-only, nothing is saved"), "warning", state.message)
            case SaveKind.FAILED:
                since = tr("Not saved since {time}", time=clock(state.at, seconds=True))
                self.saved.say("contradicted", since, "contradicted", state.message)
        self._fitting.start()


def _row_of(*parts: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.L)
    for part in parts:
        row.addWidget(part)
    return holder


def _month_words(month: Spent, amount: str) -> tuple[str, str]:
    """What this month cost, in many words and in few; calls of unknown cost are named beside it."""
    if not month.cost:
        words = trn("{n} call of unknown cost", "{n} calls of unknown cost", month.unknown)
        return words, trn("{n} unknown", "{n} unknown", month.unknown)
    whole = tr("{cost} this month", cost=amount)
    if not month.unknown:
        return whole, amount
    unknown = trn("{n} unknown", "{n} unknown", month.unknown)
    return f"{whole} + {unknown}", f"{amount} + {unknown}"
