"""The window: builds the graph of its objects, and nothing else."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale, QSocketNotifier, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import desktop.runtime.plain_imports  # noqa: F401 - before all others
from desktop.core.errors import CopydeskError, Remedy
from desktop.core.profile import Profile
from desktop.core.settings import INTERFACE_LANGUAGE, TEXT_SIZE, THEME, Settings
from desktop.core.words import INTERFACE_LANGUAGES, set_language, tr
from desktop.runtime.collector import Collector
from desktop.runtime.desk import Desk
from desktop.runtime.excepthook import ExceptHook
from desktop.runtime.keeper import Keeper
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.store_thread import StoreThread
from desktop.store.settings_file import load_settings, save_settings
from desktop.views.first_paint import FirstPaint
from desktop.views.main_window import MainWindow
from desktop.views.theme import apply_theme, make_application


class Program:
    """The objects of one window, joined."""

    def __init__(
        self, application: QApplication, profile: Profile, keeper: Keeper, *, fetch_model: bool = False
    ) -> None:
        self.application = application
        self.profile = profile
        loaded = load_settings(profile.settings)
        self.settings = SettingsService(Settings(dict(loaded.values)), self._save_settings)
        set_language(self.settings.get(INTERFACE_LANGUAGE) or system_language())
        self.tokens = apply_theme(application, self.settings.get(THEME), self.settings.get(TEXT_SIZE))
        self.keeper = keeper
        self.store = StoreThread(self.keeper.open_store)
        self.desk = Desk(profile, self.settings, self.store)
        self.window = MainWindow(self.desk)
        self._offer_remedies()
        if loaded.problem is not None:
            self.desk.notices.problem(loaded.problem, key="settings")
        self._fetch_model = fetch_model
        self._closed = False
        application.aboutToQuit.connect(self.close)

    def show(self) -> None:
        """Show the window; the store and the engine start after its first paint."""
        painted = FirstPaint(self.window)
        painted.painted.connect(self._start_the_rest)
        self.window.show()

    def close(self) -> None:
        """Keep everything and end what was started."""
        if not self._closed:
            self._closed = True
            self.window.hide()  # what is seen when Qt ends is told of it while half of its parts are gone
            self.keeper.close()
            self.desk.shut_down()

    def _offer_remedies(self) -> None:
        """What the buttons of error messages do."""
        notices, models = self.desk.notices, self.desk.models

        def save_elsewhere() -> None:
            self.window.commands.export_draft()

        def choose_model() -> None:
            self.window.commands.choose_model()

        def add_credit() -> None:
            self.window.commands.open_account()

        notices.offer(Remedy.SAVE_ELSEWHERE, lambda: tr("Save to another place"), save_elsewhere)
        notices.offer(Remedy.FETCH_MODEL, lambda: tr("Get the model"), lambda: models.fetch("local"))
        notices.offer(Remedy.OPEN_SETTINGS, lambda: tr("Open settings"), lambda: self.window.show_screen("settings"))
        notices.offer(Remedy.OPEN_KEYS, lambda: tr("Open the keys"), self.desk.providers.ask_for_key)
        notices.offer(Remedy.CHOOSE_MODEL, lambda: tr("Choose the model"), choose_model)
        notices.offer(Remedy.ADD_CREDIT, lambda: tr("Add credit"), add_credit)
        notices.offer(Remedy.RESTART_ENGINE, lambda: tr("Start it again"), self.desk.engine.start)

    def _start_the_rest(self) -> None:
        if not gc.isenabled():
            gc.freeze()  # what the start made stays as long as the window, so nobody need look through it again
            Collector(self.desk, self.desk.session.lull)
        self.keeper.start(self.desk, self.window.come_to_front)
        if self._fetch_model:
            self.desk.models.fetch_when_missing("local")
        self.desk.engine.start()

    def _save_settings(self, values: Mapping[str, object]) -> None:
        try:
            save_settings(self.profile.settings, values)
        except CopydeskError as error:
            self.desk.notices.problem(error.problem, key="settings")


def system_language() -> str:
    """The system's language when the program speaks it, else English."""
    language = QLocale.system().name().partition("_")[0]
    return language if language in INTERFACE_LANGUAGES else "en"


def main(arguments: Sequence[str]) -> int:
    """Open the window, or bring the one that is open on the profile to the front."""
    profile = Profile.at(profile_option(arguments))
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = make_application(sys.argv[0])
    application.setApplicationName("Copydesk")
    application.setDesktopFileName("copydesk")
    keeper = Keeper(profile)
    if not keeper.claim():
        return 0
    program = Program(application, profile, keeper, fetch_model="--fetch-model" in arguments)
    hook = ExceptHook(profile, program.desk)
    sys.excepthook = hook
    notifier = quit_on_signals(application)
    program.show()
    status = application.exec()
    program.close()
    del notifier
    return status


def profile_option(arguments: Sequence[str]) -> str | None:
    """What `--profile DIR` or `--profile=DIR` names; argparse would cost the start more than the rest of this."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--profile":
            return next(rest, None)
        if argument.startswith("--profile="):
            return argument.partition("=")[2]
    return None


def quit_on_signals(application: QApplication) -> QSocketNotifier | None:
    """Quit properly when the system asks the program to end; Windows sends a close event instead."""
    if sys.platform == "win32":
        return None
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda *_: _end(application))
    return notifier


def _end(application: QApplication) -> None:
    """Close the window as its writer would; the system does not wait for one that has a question, so it ends anyway."""
    application.quit()
    application.exit(0)
