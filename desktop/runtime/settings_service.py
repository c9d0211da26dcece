"""The settings in force, kept in a file that people can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.core.settings import Setting, Settings

T = TypeVar("T", str, int, bool)


class SettingsService(QObject):
    """Reads and changes settings; `changed` names the key."""

    changed = Signal(str)

    def __init__(
        self, settings: Settings, save: Callable[[Mapping[str, object]], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._save = save

    @property
    def settings(self) -> Settings:
        """All values at once."""
        return self._settings

    def get(self, setting: Setting[T]) -> T:
        """The value in force."""
        return self._settings.get(setting)

    def set(self, setting: Setting[T], value: T) -> None:
        """Change a value, keep it on disk and tell everyone."""
        if self._settings.get(setting) == value and setting.key in self._settings.values:
            return
        self._settings = self._settings.with_value(setting, value)
        self._save(self._settings.values)
        self.changed.emit(setting.key)
