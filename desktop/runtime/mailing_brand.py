"""The brand of the workspace and the server of its test mails, as the settings keep them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.brand import Brand
from desktop.core.checking import chosen_brand
from desktop.core.errors import Problem
from desktop.core.mail_server import MailServer
from desktop.core.settings import BRAND, MAIL_SERVER
from desktop.engine.mail_messages import AskMailPassword, MailPasswordState, SetMailPassword
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.notices import Notices
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.store_thread import StoreThread

if TYPE_CHECKING:
    from desktop.store.pictures import Picture


class BrandService(QObject):
    """Reads and keeps both; the password goes to the engine, which keeps it in the keyring, and never comes back."""

    changed = Signal()

    def __init__(
        self,
        settings: SettingsService,
        engine: EngineClient,
        store: StoreThread,
        notices: Notices,
        pictures: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self.pictures = pictures
        self._settings = settings
        self._engine = engine
        self._notices = notices
        self._brand: Brand | None = None
        settings.changed.connect(self._on_setting)

    @property
    def brand(self) -> Brand:
        """The brand of the workspace."""
        if self._brand is None:
            self._brand = chosen_brand(self._settings.settings)
        return self._brand

    def set_brand(self, brand: Brand) -> None:
        """Keep the brand."""
        self._settings.set(BRAND, msgspec.json.encode(brand).decode())

    def take_logo(self, source: Path | bytes) -> None:
        """Keep a picture and make it the logo; why that cannot be is said."""

        def keep(_store: object) -> Picture:
            from desktop.store.pictures import keep_picture

            return keep_picture(self.pictures, source)

        def take(picture: Picture) -> None:
            self.set_brand(msgspec.structs.replace(self.brand, logo=f"picture:{picture.name}"))

        self._store.submit(keep, take, lambda problem: self._notices.problem(problem, key="logo"))

    @property
    def server(self) -> MailServer:
        """The server of test mails; an empty one when it was damaged by hand."""
        try:
            return msgspec.json.decode(self._settings.get(MAIL_SERVER), type=MailServer)
        except (msgspec.DecodeError, UnicodeEncodeError):
            return MailServer()

    def set_server(
        self, server: MailServer, password: str | None, then: Callable[[Problem | None], None] | None = None
    ) -> None:
        """Keep the server, and the password in the keyring; `None` leaves the password, an empty one deletes it."""
        self._settings.set(MAIL_SERVER, msgspec.json.encode(server).decode())
        done = then or self._told
        if password is None:
            done(None)
            return
        job = self._engine.request(SetMailPassword(server, password), MailPasswordState)
        job.finished.connect(lambda _state: done(None))
        job.failed.connect(done)

    def password_kept(self, then: Callable[[bool], None]) -> None:
        """Say whether the keyring holds a password for the server."""
        server = self.server
        if not server.host:
            then(False)
            return
        job = self._engine.request(AskMailPassword(server), MailPasswordState)
        job.finished.connect(lambda state: then(state.kept))
        job.failed.connect(lambda _problem: then(False))

    def _told(self, problem: Problem | None) -> None:
        if problem is not None:
            self._notices.problem(problem, key="mail_password")

    def _on_setting(self, key: str) -> None:
        if key in (BRAND.key, MAIL_SERVER.key):
            self._brand = None
            self.changed.emit()
