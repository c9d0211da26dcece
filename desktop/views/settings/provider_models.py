"""The models of one provider: searched as one types, with what each can do and costs, and what it is used for."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.calls import Purpose
from desktop.core.money import Rate
from desktop.core.provider import ProviderModel
from desktop.core.settings import CURRENCY, RATE
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.provider_values import ProviderInfo, Standing, speaks_of
from desktop.runtime.task_models import TASKS, has_own_model
from desktop.views.announce import announce
from desktop.views.moments import moment
from desktop.views.provider_words import (
    ability_words,
    context_words,
    look_of,
    price_words,
    statement,
    task_words,
    trouble_words,
)
from desktop.views.settings.model_rows import ModelLine, ModelList
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.fields import LineEdit
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import Label


class ProviderModels(QWidget):
    """Fills the place of the page; `left` is sent when the writer goes back to the list of providers."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.provider = ""
        self.back = IconButton("chevron-left", tr("Back to the providers"))
        self.headline = Label("", "heading", wrap=True)
        self.when = Label("", "base", "text_2", wrap=True)
        self.again = Button(tr("Fetch the list anew"), icon="retry", small=True)
        self.says = Label("", "small", "text_3", wrap=True)
        self.search = LineEdit(tr("Search the models"), placeholder=tr("Search the models"), icon_name="search")
        self.list = ModelList()
        self.nothing = Label("", "base", "text_2", wrap=True)
        self.detail = ModelDetail()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.back)
        head.addWidget(self.headline, 1)
        head.addWidget(self.again)
        page = QWidget()
        page.setMaximumWidth(Size.TEXT_COLUMN)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(head)
        column.addWidget(self.when)
        column.addWidget(self.says)
        column.addSpacing(Space.XS)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(Rule())
        column.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XL + Space.XS, Space.L, Space.XL + Space.XS, Space.L)
        row.addWidget(page, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.again.clicked.connect(lambda: self._desk.providers.fetch_models(self.provider))
        self.search.textChanged.connect(self._on_search)
        self.search.installEventFilter(self)
        self.list.chosen.connect(self._on_chosen)
        self.list.used.connect(lambda line: self._use(line.id, Purpose.WRITE))
        self.list.starred.connect(self._on_starred)
        self.list.left_up.connect(self.search.setFocus)
        self.detail.used.connect(self._use)
        self.detail.starred.connect(self._star_current)
        self._desk.providers.changed.connect(self._refresh)
        self._desk.settings.changed.connect(self._on_setting)

    def open_provider(self, name: str) -> None:
        """Show the models of this provider."""
        self.provider = name
        self.search.clear()
        info = self._desk.providers.info(name)
        if info is not None and not info.provider.listed_at:
            self._desk.providers.fetch_models(name)
        self._refresh()
        self.list.choose(self._desk.providers.model_for(Purpose.WRITE))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.list.current is not None:
                self._use(self.list.current.id, Purpose.WRITE)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _refresh(self) -> None:
        service = self._desk.providers
        info = service.info(self.provider)
        if info is None:
            if self.provider and service.loaded:
                self.left.emit()  # it was removed elsewhere
            return
        chosen = self.list.current
        self.headline.setText(tr("Models of {provider}", provider=service.title(self.provider)))
        self.again.setEnabled(service.standing(self.provider) is not Standing.TESTING)
        self.when.setText(self._said(info))
        preset = service.preset(info.provider.preset)
        says = statement(preset) if preset is not None and speaks_of(preset, info.provider) else ""
        self.says.setText(says)
        self.says.setVisible(bool(says))
        self.list.lines.show_lines(self._lines(info))
        if chosen is not None and self.list.current is None:
            self.list.choose(chosen.id)
        self._show_nothing(info)
        self._on_chosen(self.list.current)

    def _said(self, info: ProviderInfo) -> str:
        standing, trial = self._desk.providers.standing(self.provider), self._desk.providers.trial(self.provider)
        if standing is Standing.TESTING:
            return tr("Fetching the list…")
        if trial is not None and trial.problem is not None:
            return trouble_words(info, trial)
        if not info.provider.listed_at:
            return tr(look_of(standing)[0])
        count = trn("{n} model", "{n} models", len(info.provider.models))
        return tr("{models}, as listed {time}", models=count, time=moment(info.provider.listed_at))

    def _lines(self, info: ProviderInfo) -> list[ModelLine]:
        service, settings, name = self._desk.providers, self._desk.settings, info.provider.name
        rate = Rate.of(settings.settings)
        used = {
            task: service.model_for(task) for task in TASKS if task is Purpose.WRITE or has_own_model(settings, task)
        }
        favourites = frozenset(info.provider.favourites)
        lines = []
        for model in info.provider.models:
            model_id = f"{name}/{model.id}"
            price = info.provider.prices.get(model.id, model.price)
            facts = " · ".join(
                part
                for part in (
                    tr("passed on to {host}", host=model.passed_to) if model.passed_to else "",
                    context_words(model.context),
                    price_words(price, rate, free=info.free and not model.passed_to),
                    *ability_words(model),
                )
                if part
            )
            title = _title(model)
            tasks = tuple(task_words(task) for task, each in used.items() if each == model_id)
            search = f"{model.title} {model.id}".casefold()
            lines.append(ModelLine(model_id, title, facts, model.id in favourites, tasks, search))
        return lines

    def _show_nothing(self, info: ProviderInfo) -> None:
        shown = self.list.lines.rowCount() > 0
        self.list.setVisible(shown)
        self.nothing.setVisible(not shown)
        self.detail.setVisible(shown)
        if info.provider.models:
            self.nothing.setText(tr("Nothing by that name"))
        else:
            self.nothing.setText(tr("No list yet. Once the provider has answered, its models stand here."))

    def _on_search(self, text: str) -> None:
        self.list.lines.search(text)
        info = self._desk.providers.info(self.provider)
        if info is not None:
            self._show_nothing(info)
        if self.list.lines.rowCount():
            self.list.setCurrentIndex(self.list.lines.index(0))
        self._on_chosen(self.list.current)

    def _on_chosen(self, line: ModelLine | None) -> None:
        self.detail.show_model(line, self._desk)

    def _on_starred(self, line: ModelLine) -> None:
        self._desk.providers.set_favourite(line.id, on=not line.favourite)

    def _star_current(self) -> None:
        if self.list.current is not None:
            self._on_starred(self.list.current)

    def _use(self, model_id: str, task: Purpose) -> None:
        service = self._desk.providers
        own = task is not Purpose.WRITE and service.model_for(task) == model_id
        service.choose("" if own and has_own_model(self._desk.settings, task) else model_id, task)
        line = self.list.current
        announce(self, f"{task_words(task)}: {line.title if line is not None else model_id}")

    def _on_setting(self, key: str) -> None:
        if key in {CURRENCY.key, RATE.key}:
            self._refresh()


class ModelDetail(QWidget):
    """The chosen model, and the buttons that give it work."""

    used = Signal(str, object)  # the model's id, Purpose
    starred = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = ""
        self.title = Label("", "strong", wrap=True, selectable=True)
        self.facts = Label("", "base", "text_2", wrap=True)
        self.write = Button(tr("Use for writing"), ButtonKind.PRIMARY, icon="pencil")
        self.judge = _task_button(tr("Judging"), tr("Judges the sentences that the facts leave open"))
        self.extract = _task_button(tr("Reading facts"), tr("Reads facts out of what a supplier says"))
        self.star = IconButton("star-outline", tr("Favourite"))
        self.star.setCheckable(True)
        self.star.clicked.connect(self.starred)
        for task, button in ((Purpose.WRITE, self.write), (Purpose.JUDGE, self.judge), (Purpose.EXTRACT, self.extract)):
            button.clicked.connect(partial(self._on_button, task))
        words = QVBoxLayout()
        words.setSpacing(Space.XXS)
        words.addWidget(self.title)
        words.addWidget(self.facts)
        top = QHBoxLayout()
        top.addLayout(words, 1)
        top.addWidget(self.star, 0, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.XS + Space.XXS)
        buttons.addWidget(self.write)
        for button in (self.judge, self.extract):
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.XS, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(top)
        column.addLayout(buttons)

    def show_model(self, line: ModelLine | None, desk: Desk) -> None:
        """Show this one."""
        if line is None:
            return
        service = desk.providers
        self._id = line.id
        own_id = line.id.partition("/")[2]
        self.title.setText(line.title if own_id in line.title else f"{line.title} ({own_id})")
        self.facts.setText(line.facts)
        writes = service.model_for(Purpose.WRITE) == line.id
        self.write.setText(tr("Writes now") if writes else tr("Use for writing"))
        self.write.set_icon("check" if writes else "pencil")
        self.write.setEnabled(not writes)
        for task, button in ((Purpose.JUDGE, self.judge), (Purpose.EXTRACT, self.extract)):
            on = has_own_model(desk.settings, task) and service.model_for(task) == line.id
            button.setChecked(on)
            button.set_icon("check" if on else "")
        self.star.setChecked(line.favourite)
        self.star.set_icon("star" if line.favourite else "star-outline")
        self.star.set_name(tr("No favourite any more") if line.favourite else tr("Make it a favourite"))

    def _on_button(self, task: Purpose, _checked: bool = False) -> None:  # noqa: FBT002 - what Qt sends along
        self.used.emit(self._id, task)


def _task_button(words: str, tip: str) -> Button:
    button = Button(words)
    button.setCheckable(True)
    button.set_tip(tip)
    return button


def _title(model: ProviderModel) -> str:
    return model.title or model.id
