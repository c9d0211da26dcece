"""Models on this computer: what each can do, what it takes, and the button that fetches or uses it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.brief import LANGUAGES
from desktop.core.events import Progress
from desktop.core.settings import MODEL
from desktop.core.words import language_name, tr
from desktop.runtime.desk import Desk
from desktop.views import theme
from desktop.views.icons import IconLabel, paint_icon
from desktop.views.model_words import ShownModel, grade_icon, grade_tone, grade_words
from desktop.views.moments import size_words
from desktop.views.settings.page import Page, SettingRow, settings_of
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.badge import Badge
from desktop.views.widgets.button import Button, IconButton
from desktop.views.widgets.confirm_card import ConfirmCard
from desktop.views.widgets.progress import ProgressStrip, Skeleton
from desktop.views.widgets.surface import Rule, rounded
from desktop.views.widgets.text import Label

MB = 1_000_000
_PATIENCE_MS = 8000


class ModelsPage(Page):
    """The list of models, and below it how they are used."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Models on this computer"),
            tr("A model that writes here costs nothing and works without a network. Larger ones write better."),
            parent,
        )
        self._desk = desk
        self.rows: dict[str, ModelRow] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._waiting = Skeleton(4)
        self._nothing = Label(
            tr("The part that writes has not answered. Your texts are not affected; start Copydesk again to try anew."),
            "base",
            "text_2",
            wrap=True,
        )
        self._nothing.hide()
        self.column.addLayout(self._list)
        self.column.addWidget(self._waiting)
        self.column.addWidget(self._nothing)
        self.add_heading(tr("How they are used"))
        for setting in settings_of("Models"):
            if setting.key != MODEL.key:  # chosen in the list above
                self.add_row(SettingRow(setting, desk.settings))
        desk.models.changed.connect(self.show_models)
        desk.models.fetch_progress.connect(self._on_progress)
        desk.settings.changed.connect(self._on_setting)
        self.show_models()
        QTimer.singleShot(_PATIENCE_MS, self, self._give_up)

    def show_models(self) -> None:
        """Show the models as they are now."""
        models = self._desk.models.models
        self._waiting.setVisible(not models)
        if models:
            self._nothing.hide()
        if list(self.rows) != [model.id for model in models]:
            self._rebuild([model.id for model in models])
        current = self._desk.models.current
        for model in models:
            chosen = current is not None and current.id == model.id
            self.rows[model.id].show_model(model, chosen=chosen, fetching=self._desk.models.fetching)

    def _rebuild(self, ids: list[str]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.rows = {}
        for model_id in ids:
            if self.rows:
                self._list.addWidget(Rule())
            self.rows[model_id] = ModelRow(self._desk, model_id)
            self._list.addWidget(self.rows[model_id])

    def _on_progress(self, progress: Progress) -> None:
        row = self.rows.get(self._desk.models.fetching)
        if row is not None:
            row.show_progress(progress)

    def _on_setting(self, key: str) -> None:
        if key == MODEL.key:
            self.show_models()

    def _give_up(self) -> None:
        """Nobody waits longer than this in front of grey bars."""
        nothing = not self._desk.models.models
        self._waiting.setVisible(False)
        self._nothing.setVisible(nothing)


class ModelRow(QWidget):
    """One model: picture, name, what it takes, how it writes each language, and what can be done with it."""

    def __init__(self, desk: Desk, model_id: str) -> None:
        super().__init__()
        self._desk = desk
        self._id = model_id
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.title = Label("", "text_strong")
        self.facts = Label("", "base", "text_2", wrap=True)
        self.note = Label("", "small", "text_2", wrap=True)
        self.sources = Label("", "small", "text_3", wrap=True)
        self.grades = QHBoxLayout()
        self.grades.setSpacing(Space.XS + Space.XXS)
        self.strip = ProgressStrip(tr("Download of the model"))
        self.far = Label("", "small", "text_2")
        self.state_icon = IconLabel("check", "supported", Size.ICON_MEDIUM)
        self.state = Label("", "base", "supported")
        self.button = Button("")
        self.button.clicked.connect(self._on_button)
        self.delete = IconButton("trash", tr("Delete the model"))
        self.delete.clicked.connect(self._ask_to_delete)
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(Space.XXS)
        words.addWidget(self.title)
        words.addWidget(self.facts)
        words.addWidget(self.note)
        words.addWidget(self.sources)
        words.addSpacing(Space.XS)
        words.addLayout(self.grades)
        words.addSpacing(Space.XXS)
        words.addWidget(self.far)
        words.addWidget(self.strip)
        state = QHBoxLayout()
        state.setSpacing(Space.XS + Space.XXS)
        state.addWidget(self.state_icon)
        state.addWidget(self.state)
        state.addWidget(self.button)
        state.addWidget(self.delete)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.M, 0, Space.M)
        row.setSpacing(Space.M)
        row.addWidget(_Monogram(), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addLayout(state)

    def show_model(self, model: ShownModel, *, chosen: bool, fetching: str) -> None:
        """Show it as it is now; `fetching` is the id of the model that is being downloaded."""
        self.setAccessibleName(model.title)
        self.title.setText(model.title)
        memory = QLocale().toString(model.memory_mb * MB / (1000 * MB), "f", 1)
        self.facts.setText(
            tr(
                "{size} download · {memory} GB of memory · licence {licence}",
                size=size_words(model.size),
                memory=memory,
                licence=model.licence,
            )
        )
        self.note.setText(model.note)
        self.note.setVisible(bool(model.note))
        sources = " · ".join(model.sources)
        self.sources.setText(tr("From {sources}", sources=sources) if sources else "")
        self.sources.setVisible(bool(sources))
        self._show_grades(model.grades)
        here = fetching == model.id
        self.far.setVisible(here)
        self.strip.setVisible(here)
        if here and not self.far.text():
            self.far.setText(tr("The download begins"))
            self.strip.set_progress(0, 0)
        elif not here:
            self.far.setText("")
        self._show_state(model, chosen=chosen, fetching=fetching)

    def show_progress(self, progress: Progress) -> None:
        """Show how far the download is."""
        self.strip.set_progress(progress.done, progress.total)
        if progress.unit == "bytes" and progress.total:
            done, total = size_words(progress.done), size_words(progress.total)
            self.far.setText(tr("{done} of {total}", done=done, total=total))
        else:
            self.far.setText(progress.message)

    def _show_grades(self, grades: dict[str, str]) -> None:
        while (item := self.grades.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for code in LANGUAGES:
            grade = grades.get(code, "")
            words = tr("{language}: {grade}", language=language_name(code), grade=grade_words(grade))
            self.grades.addWidget(Badge(words, grade_tone(grade), icon=grade_icon(grade)))
        self.grades.addStretch()

    def _show_state(self, model: ShownModel, *, chosen: bool, fetching: str) -> None:
        here = fetching == model.id
        ready = model.state == "ready"
        words = tr("In use") if chosen and ready else tr("Damaged") if model.state == "damaged" and not here else ""
        self.state.setText(words)
        self.state.setVisible(bool(words))
        self.state_icon.setVisible(bool(words))
        role = "supported" if ready else "contradicted"
        self.state.set_tone(role)
        self.state_icon.set_icon("check" if ready else "contradicted", role)
        self.button.setVisible(not (chosen and ready))
        self.button.setEnabled(here or not fetching or ready)
        if here:
            self.button.setText(tr("Pause"))
            self.button.set_icon("pause")
        elif ready:
            self.button.setText(tr("Use"))
            self.button.set_icon("")
        else:
            self.button.setText(tr("Go on downloading") if model.state == "partial" else tr("Download"))
            self.button.set_icon("download")
        self.button.setAccessibleDescription(model.title)
        self.delete.set_name(tr("Delete {model}", model=model.title))
        keeps = self.delete.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.delete.setSizePolicy(keeps)
        self.delete.setVisible(model.state != "missing" and not here)
        self.button.setProperty("does", "stop" if here else "use" if ready else "fetch")

    def _ask_to_delete(self) -> None:
        card = ConfirmCard(
            self,
            tr("Delete {model}?", model=self.title.text()),
            tr("Its file is deleted from this computer; it can be downloaded again."),
            tr("Delete"),
        )
        card.confirmed.connect(lambda: self._desk.models.delete(self._id))
        card.open_at(self.delete.rect(), self.delete)

    def _on_button(self) -> None:
        models = self._desk.models
        match self.button.property("does"):
            case "stop":
                models.stop_fetch()
            case "use":
                models.choose(self._id)
            case _:
                models.fetch(self._id)


class _Monogram(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(Size.MONOGRAM, Size.MONOGRAM)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface_0"))
        painter.drawPath(rounded(QRectF(self.rect()), Radius.SMALL + Space.XXS))
        side = (Size.MONOGRAM - Size.ICON_MEDIUM) // 2
        paint_icon(painter, "chip", self.rect().adjusted(side, side, -side, -side), "text_2")
