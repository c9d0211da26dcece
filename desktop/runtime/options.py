"""What a workspace chose about its checks: read from the settings, joined with the texts of the other drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.checking import CheckOptions, Preference, Published, chosen_options, listed
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.settings import BRAND, KNOWN_WORDS, POLICIES, PREFERRED_WORDS, SILENCED_CHECKS, SPELLING, Setting
from desktop.runtime.session import DraftSession
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.store_thread import StoreThread

if TYPE_CHECKING:
    from desktop.store.store import Store

_COMPARED = ("title", "seo_title", "seo_description")
_NEWEST = 300
_LONGEST = 400
"""Characters of another draft's text that are compared; titles and descriptions are shorter."""
_AFTER_MS = 1500
"""The other drafts are read when the one that was opened is on the screen."""
_KEYS = {setting.key for setting in (POLICIES, SILENCED_CHECKS, KNOWN_WORDS, PREFERRED_WORDS, SPELLING, BRAND)}


def words_in(settings: SettingsService, setting: Setting[str]) -> tuple[str, ...]:
    """The words or ids that a setting lists; a list that was damaged by hand is empty."""
    return listed(settings.get(setting), str)


def set_words(settings: SettingsService, setting: Setting[str], words: tuple[str, ...]) -> None:
    """Keep a list of words or ids, each once."""
    settings.set(setting, msgspec.json.encode(tuple(dict.fromkeys(words))).decode())


def preferences_in(settings: SettingsService) -> tuple[Preference, ...]:
    """The words of the workspace to avoid, each with the one to use."""
    return listed(settings.get(PREFERRED_WORDS), Preference)


def set_preferences(settings: SettingsService, preferences: tuple[Preference, ...]) -> None:
    """Keep the words to avoid."""
    settings.set(PREFERRED_WORDS, msgspec.json.encode(preferences).decode())


def options_of(settings: SettingsService, profile: Profile, others: tuple[Published, ...] = ()) -> CheckOptions:
    """How drafts are checked by these settings."""
    return msgspec.structs.replace(chosen_options(settings.settings, profile), others=others)


def published_of(drafts: list[Draft], but: DraftId) -> tuple[Published, ...]:
    """The titles and search texts of drafts, but for the one on the desk."""
    return tuple(
        Published(draft.title, field, text[:_LONGEST])
        for draft in drafts
        if draft.id != but
        for field in _COMPARED
        if (text := draft.copy.text(field).strip())
    )


class WorkspaceOptions(QObject):
    """The options in force; `changed` when a setting or another draft made them different."""

    changed = Signal()

    def __init__(
        self,
        settings: SettingsService,
        profile: Profile,
        session: DraftSession,
        store: StoreThread | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._profile = profile
        self._session = session
        self._store = store
        self._others: tuple[Published, ...] = ()
        self._current: CheckOptions | None = None
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._soon.timeout.connect(self._read_others)
        settings.changed.connect(self._on_setting)
        session.opened.connect(self._on_opened)

    @property
    def current(self) -> CheckOptions:
        """The options in force."""
        if self._current is None:
            self._current = options_of(self._settings, self._profile, self._others)
        return self._current

    def _on_setting(self, key: str) -> None:
        if key in _KEYS:
            self._forget()

    def _on_opened(self, _draft: object) -> None:
        if self._store is not None:
            self._soon.start()

    def _read_others(self) -> None:
        but = self._session.draft.id

        def read(store: Store) -> tuple[Published, ...]:
            return published_of(store.latest_drafts(_NEWEST), but)

        if self._store is not None:
            self._store.submit(read, self._take_others, lambda _problem: None)

    def _take_others(self, others: tuple[Published, ...]) -> None:
        if others != self._others:
            self._others = others
            self._forget()

    def _forget(self) -> None:
        self._current = None
        self.changed.emit()
