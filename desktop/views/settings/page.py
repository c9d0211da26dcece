"""A page of the settings: headline, sentence, rows with lines between them; the controls come from the descriptors."""

from __future__ import annotations

from typing import TypeGuard

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.settings import CATALOGUE, INTERFACE_LANGUAGE, Setting
from desktop.core.words import tr
from desktop.runtime.settings_service import SettingsService
from desktop.views.system_language import system_language
from desktop.views.tokens import Size, Space
from desktop.views.widgets.choice import SegmentedChoice
from desktop.views.widgets.fields import ComboBox, LineEdit, NumberField, Toggle
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import Label

AnySetting = Setting[str] | Setting[int] | Setting[bool]

_FEW = 4
"""Up to so many choices stand side by side; more go into a list."""


def settings_of(page: str) -> tuple[AnySetting, ...]:
    """The settings of a page (its English words), in the order of the catalogue."""
    return tuple(setting for setting in CATALOGUE if setting.page == page)


class Page(QWidget):
    """A column with a headline and a sentence; rows are added below."""

    def __init__(self, headline: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("page", True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(Label(headline, "heading"))
        self.column.addSpacing(Space.XS)
        self.column.addWidget(Label(sentence, "base", "text_2", wrap=True))
        self.column.addSpacing(Space.L)
        self._rows = 0

    def add_row(self, row: QWidget) -> None:
        """Add a row, with a line above it unless it is the first."""
        if self._rows:
            self.column.addWidget(Rule())
        self._rows += 1
        self.column.addWidget(row)

    def add_heading(self, words: str) -> None:
        """Begin another group of rows."""
        self.column.addSpacing(Space.XL)
        self.column.addWidget(Label(words, "text_strong"))
        self.column.addSpacing(Space.XS)
        self._rows = 0


def scrolled(page: QWidget) -> QScrollArea:
    """A page in the middle of a column that scrolls."""
    holder = QWidget()
    holder.setProperty("page", True)
    page.setMaximumWidth(Size.TEXT_COLUMN)
    page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    column = QVBoxLayout()
    column.addWidget(page)
    column.addStretch(1)
    row = QHBoxLayout(holder)
    row.setContentsMargins(Space.XL + Space.XS, Space.L, Space.XL + Space.XS, Space.XL)
    row.addLayout(column, 1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(holder)
    return scroll


class SettingRow(QWidget):
    """A setting: its words on the left, its control on the right; it follows changes made elsewhere."""

    def __init__(self, setting: AnySetting, service: SettingsService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._service = service
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.control = self._make_control()
        self.control.setAccessibleDescription(tr(setting.help) if setting.help else "")
        words = QVBoxLayout()
        words.setSpacing(Space.XXS)
        words.addWidget(Label(tr(setting.label), "strong"))
        if setting.help:
            words.addWidget(Label(tr(setting.help), "base", "text_2", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.M, 0, Space.M)
        row.setSpacing(Space.XL)
        row.addLayout(words, 1)
        row.addWidget(self.control, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.show_value()
        service.changed.connect(self._on_changed)

    def show_value(self) -> None:
        """Show the value in force."""
        value = self._value()
        match self.control:
            case SegmentedChoice() as choice:
                choice.set_value(str(value))
            case ComboBox() as combo:
                combo.setCurrentIndex(combo.findData(value))
            case NumberField() as number:
                number.set_value(int(value))
            case Toggle() as toggle:
                blocked = toggle.blockSignals(True)  # what is shown is chosen by nobody
                toggle.setChecked(bool(value))
                toggle.blockSignals(blocked)
                toggle.update()
            case LineEdit() as line if line.text() != value:
                line.setText(str(value))

    def _value(self) -> str | int | bool:
        value: str | int | bool = self._service.settings.get(self.setting)  # type: ignore[misc]  # a union of three, each right by itself
        if value == "" and self.setting.choices and "language" in self.setting.key:
            return self._service.get(INTERFACE_LANGUAGE) or system_language()
        return value

    def _make_control(self) -> QWidget:
        setting, name = self.setting, tr(self.setting.label)
        if _is_switch(setting):
            toggle = Toggle(name)
            toggle.toggled.connect(lambda on: self._service.set(setting, on))
            return toggle
        if _is_number(setting):
            number = NumberField(name, setting.minimum, setting.maximum, tr(setting.unit) if setting.unit else "")
            number.changed.connect(lambda value: self._service.set(setting, value))
            return number
        if not _is_text(setting):
            message = f"no control for {setting.key}"
            raise TypeError(message)
        choices = [(choice.value, tr(choice.label)) for choice in setting.choices]
        if not choices:
            line = LineEdit(name)
            line.editingFinished.connect(lambda: self._service.set(setting, line.text().strip()))
            return line
        if len(choices) <= _FEW:
            few = SegmentedChoice(name, choices)
            few.chosen.connect(lambda value: self._service.set(setting, value))
            return few
        combo = ComboBox(name)
        for value, words in choices:
            combo.addItem(words, value)
        combo.activated.connect(lambda _index: self._service.set(setting, str(combo.currentData())))
        return combo

    def _on_changed(self, key: str) -> None:
        if key == self.setting.key:
            self.show_value()


def _is_switch(setting: AnySetting) -> TypeGuard[Setting[bool]]:
    return isinstance(setting.default, bool)


def _is_number(setting: AnySetting) -> TypeGuard[Setting[int]]:
    return isinstance(setting.default, int) and not isinstance(setting.default, bool)


def _is_text(setting: AnySetting) -> TypeGuard[Setting[str]]:
    return isinstance(setting.default, str)
