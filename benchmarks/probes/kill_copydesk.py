"""A process of its own that is going to be killed: the real window, in which somebody types, writes, saves, restores.

Each line on standard output is something that happened: what was typed and when, and what the program took for kept.
A line is written only after the program itself knew it, and in one piece, so that it outlives the process.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import Program
from desktop.core.brief import Brief, Fact, Length
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Variant, Version
from desktop.core.errors import Problem
from desktop.core.profile import Profile
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE, MAX_REPAIRS, MODEL
from desktop.runtime import desk as desk_module
from desktop.runtime.drafts import SaveKind, SaveState
from desktop.runtime.keeper import Keeper
from desktop.runtime.session import Place
from desktop.store.backing import Backing
from desktop.store.settings_file import save_settings
from desktop.store.store import Store
from desktop.store.values import BackupInfo
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.product.screen import ProductScreen

FIELD = "description"
_MODEL = "loopback"
_KEY_MS = 25
_ACT_MS = 120


def say(*words: object) -> None:
    """One line, at once."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def count(copy: Copy) -> int:
    """How many words stand in the text."""
    return len(copy.text(FIELD).split())


def listen() -> None:
    """Say what the store has kept, as soon as it says so itself."""
    save, version, backup, restore = Store.save_draft, Store.add_version, Backing.backup_now, Backing.restore_backup

    def save_draft(self: Store, draft: Draft) -> Draft:
        kept = save(self, draft)
        say("kept", kept.id, count(kept.copy))
        return kept

    def add_version(
        self: Store, draft: Draft, origin: Origin, name: str = "", variant: Variant | None = None
    ) -> Version:
        made = version(self, draft, origin, name, variant)
        say("version", made.id, count(made.copy))
        return made

    def backup_now(self: Backing) -> BackupInfo:
        made = backup(self)
        say("backup", made.name)
        return made

    def restore_backup(self: Backing, name: str) -> None:
        say("restoring", name)
        restore(self, name)
        say("restored", name)

    Store.save_draft, Store.add_version = save_draft, add_version  # type: ignore[method-assign]
    Backing.backup_now, Backing.restore_backup = backup_now, restore_backup  # type: ignore[method-assign]


class Scene(QObject):
    """What is done in the window until it is killed."""

    def __init__(self, program: Program, name: str) -> None:
        super().__init__()
        self._program = program
        self._desk = program.desk
        self._name = name
        self._number = 0
        self._editor: FieldEditor | None = None
        self._keys = QTimer(self, interval=_KEY_MS)
        self._keys.timeout.connect(self._press)
        self._acts = QTimer(self, interval=_ACT_MS)
        self._acts.timeout.connect(self._act)
        program.desk.drafts.save_state_changed.connect(self._on_state)
        program.desk.session.changed.connect(self._on_changed)
        # it is done when the history is open and the draft that was open is on the desk again
        self._desk.store.submit(lambda _store: None, lambda _: self._begin(), _fail)

    def _begin(self) -> None:
        say("back", count(self._desk.session.draft.copy), self._program.window.shown)
        if self._name == "streaming":
            self._write()
            return
        self._desk.session.set_brief(
            Brief(product="Backpack", language="en", channels=("shop.description",)), Place("brief"), "Brief"
        )
        QApplication.processEvents()
        page = self._program.window.page
        view = page.fields.view(FIELD) if isinstance(page, ProductScreen) else None
        if view is None:
            sys.exit("the field is not shown")
        self._editor = view.editor
        self._number = count(self._desk.session.draft.copy)
        self._keys.start()
        if self._name != "typing":
            self._acts.start()

    def _write(self) -> None:
        facts = (Fact("f1", "Weight", "980", "g"), Fact("f2", "Material", "recycled polyester"))
        brief = Brief(
            product="Backpack", language="en", facts=facts, channels=("shop.description",), length=Length.LONG
        )
        self._desk.drafts.new(brief)
        self._desk.writer.finished.connect(lambda _variant: self._desk.writer.write())
        self._desk.writer.failed.connect(self._on_failed)
        self._desk.writer.write()

    @staticmethod
    def _on_failed(problem: Problem) -> None:
        sys.exit(problem.message)

    def _press(self) -> None:
        """Another word, its number, by keys."""
        if self._editor is None:
            return
        self._number += 1
        QTest.keyClicks(self._editor, f"{self._number} ")
        say("typed", self._number, time.monotonic())

    def _act(self) -> None:
        drafts, store = self._desk.drafts, self._desk.store
        if self._name == "saving":
            drafts.name_version(f"at {self._number}")
        elif self._name == "backing_up" and not store.has_work():
            store.submit(lambda kept: kept.backup_now(), _ignore, _fail)
        elif self._name == "restoring" and not store.has_work():
            store.submit(_restore, _ignore, _fail)

    def _on_state(self, state: SaveState) -> None:
        if state.kind is SaveKind.SAVED:
            say("saved", count(self._desk.session.handed_in.copy))
        elif state.kind is SaveKind.FAILED:
            say("failed", state.message)

    def _on_changed(self, _change: object) -> None:
        words = count(self._desk.session.handed_in.copy)
        if self._name == "streaming" and words:
            say("typed", words, time.monotonic())


def _restore(store: Store) -> None:
    """Put back what a backup has, right after it was made, and then one that is older."""
    backups = store.backups()
    if len(backups) < 3:
        store.backup_now()
    else:
        store.restore_backup(backups[len(backups) // 2].name)


def _ignore(_result: object) -> None:
    """It was said already."""


def _fail(problem: Problem) -> None:
    say("failed", problem.message, problem.details)


def engine_command(folder: Path, scene: str, address: str) -> tuple[str, ...]:
    """The engine, which knows a server on loopback; where nothing is written, a process that only waits."""
    if scene != "streaming":
        return (sys.executable, "-S", "-c", "import sys; sys.stdin.read()")
    routes = folder / "routes.json"
    known = {"id": _MODEL, "model": f"openai/{_MODEL}", "base_url": address, "small": True, "provider": _MODEL}
    routes.write_text(json.dumps([known | {"passed_to": _MODEL}]), encoding="utf-8")
    return (sys.executable, "-m", "desktop.engine", "--routes", str(routes))


class SayingKeeper(Keeper):
    """Says when it begins to open the history."""

    def open_store(self) -> Store:
        """As it is; migrations are made in it."""
        say("opening")
        opened: Callable[[], Store] = super().open_store
        store = opened()
        say("opened")
        return store


def main(folder: Path, scene: str, address: str) -> None:
    """Open the window and do one thing until the end."""
    gc.disable()  # as the program does
    values = {INTERFACE_LANGUAGE.key: "en", COPY_LANGUAGE.key: "en", MAX_REPAIRS.key: 0, MODEL.key: _MODEL}
    save_settings(folder / "settings.json", values)
    desk_module.Desk.__init__.__defaults__ = (None, engine_command(folder, scene, address))
    listen()
    application = QApplication([])
    profile = Profile.at(folder)
    keeper = SayingKeeper(profile)
    if not keeper.claim():
        sys.exit("another window has the profile")
    program = Program(application, profile, keeper)
    scenes = Scene(program, scene)
    program.show()
    application.exec()
    del scenes


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
