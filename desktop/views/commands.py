"""What the actions of the window do: each one small verb, spoken to the desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from desktop.core.brief import Brief, Kind
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.settings import MODEL, THEME
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views import theme
from desktop.views.actions import Actions
from desktop.views.catalogue import DRAFT, screen_of

_NOT_IN_A_NAME = r"[^\w \-.,()]+"
_LONGEST_NAME = 60


@runtime_checkable
class Writes(Protocol):
    """A screen that knows how to write what is on it."""

    def write(self) -> None:
        """Write."""


@runtime_checkable
class Exports(Protocol):
    """A screen that has more to export than the draft."""

    def export(self) -> None:
        """Ask what and where to."""


@runtime_checkable
class Searches(Protocol):
    """A screen with a search field."""

    def focus_search(self) -> None:
        """Put the caret into it."""


@runtime_checkable
class Begins(Protocol):
    """A screen that shows the ways to begin something new."""

    def show_new(self) -> None:
        """Show them."""


class Commands(QObject):
    """The verbs of one window; `show` brings a screen up by its id, `screen` is the one that is shown."""

    def __init__(
        self, window: QWidget, desk: Desk, show: Callable[[str], None], screen: Callable[[], QWidget | None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._show = show
        self._screen = screen
        self.actions = Actions(window, self._handlers())
        desk.session.undo_changed.connect(self.refresh)
        desk.writer.started.connect(self.refresh)
        desk.writer.finished.connect(self.refresh)
        desk.writer.failed.connect(self.refresh)
        desk.comparing.busy_changed.connect(self.refresh)
        self.refresh()

    def _handlers(self) -> dict[str, Callable[[], None]]:
        desk = self._desk
        return {
            "write": self.write,
            "stop": self.stop,
            "compare": self.compare,
            "languages": self.languages,
            "model": self.choose_model,
            "leaving": desk.privacy.look,
            "undo": desk.session.undo,
            "redo": desk.session.redo,
            "copy_text": lambda: self.copy("text"),
            "copy_html": lambda: self.copy("html"),
            "copy_markdown": lambda: self.copy("markdown"),
            "new": self.new,
            "new_mail": self.new_mail,
            "new_post": self.new_post,
            "open": self.open_latest,
            "name_version": self.name_version,
            "backup": desk.backing_up.make,
            "export": self.export,
            "sample": self.open_sample,
            "search": self.search,
            "palette": self.palette,
            "theme": self.change_theme,
            "help": self.help,
            "full_screen": self.full_screen,
            "quit": QApplication.quit,
        }

    def refresh(self, _value: object = None) -> None:
        """Say which actions make sense now."""
        session, actions = self._desk.session, self.actions
        for action_id, label, words in (
            ("undo", session.undo_label, tr("Undo")),
            ("redo", session.redo_label, tr("Redo")),
        ):
            actions[action_id].setEnabled(bool(label))
            actions[action_id].setText(f"{words}: {label}" if label else words)
        actions["stop"].setEnabled(self._desk.writer.busy or self._desk.comparing.busy)
        actions["write"].setEnabled(not self._desk.writer.busy)

    def write(self) -> None:
        """Write from the brief on the desk; the screen may have something to say before."""
        screen: object = self._screen()  # for mypy no widget can follow a protocol, for Python each can
        if not isinstance(screen, Writes):
            self._show(DRAFT)
            screen = self._screen()
        if isinstance(screen, Writes):
            screen.write()
        else:
            self._desk.writer.write()

    def stop(self) -> None:
        """End what models write: the draft first, then the columns."""
        if self._desk.writer.busy:
            self._desk.writer.stop()
        else:
            self._desk.comparing.stop()

    def compare(self) -> None:
        """Variants of the draft on the desk, side by side."""
        self._show("compare")

    def languages(self) -> None:
        """The draft on the desk beside its translations."""
        from desktop.views.translate.languages_card import open_languages

        desk = self._desk
        open_languages(self._window, desk.translating, desk.session.draft, lambda: self._show("translate"))

    def new(self) -> None:
        """An empty product text."""
        self._desk.new_draft()
        self._show(DRAFT)

    def new_mail(self) -> None:
        """The ways to begin a mail."""
        self._begin(Kind.MAIL, on_desk=self._desk.mailing.is_mail)

    def new_post(self) -> None:
        """The ways to begin a post or a page."""
        self._begin(Kind.BLOG, on_desk=self._desk.posting.is_post)

    def _begin(self, kind: Kind, *, on_desk: bool) -> None:
        if on_desk:
            self._show(screen_of(kind))
        elif self._desk.drafts.may_leave():
            self._desk.drafts.new(Brief(kind, language=self._desk.copy_language))
            self._show(DRAFT)
        screen: object = self._screen()
        if isinstance(screen, Begins):
            screen.show_new()

    def open_sample(self) -> None:
        """The sample product, ready to be written."""
        self._desk.open_sample()
        self._show(DRAFT)

    def open_draft(self, draft_id: DraftId) -> None:
        """A draft of the history, on the screen of its kind as soon as it was read."""
        self._show(DRAFT)
        self._desk.drafts.open(draft_id)

    def copy(self, kind: str) -> None:
        """The copy on the clipboard, and a word that says so."""
        self._desk.copy_as(kind)
        self._desk.notices.info(tr("Copied"), key="copied")

    def export(self) -> None:
        """What the screen exports, or the draft."""
        screen: object = self._screen()
        if isinstance(screen, Exports):
            screen.export()
        else:
            self.export_draft()

    def export_draft(self) -> None:
        """Ask for a file, then write the draft to it."""
        title = re.sub(_NOT_IN_A_NAME, " ", self._desk.session.draft.title).strip()[:_LONGEST_NAME] or tr("Draft")
        from PySide6.QtCore import QStandardPaths
        from PySide6.QtWidgets import QFileDialog

        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        filters = (tr("Markdown (*.md)"), tr("Web page (*.html)"), tr("Data (*.json)"))
        dialog = QFileDialog(self._window, tr("Export to a file"), str(Path(folder) / title), ";;".join(filters))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("md")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_suffix(chosen)))
        dialog.fileSelected.connect(lambda path: self._desk.export(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def name_version(self) -> None:
        """Ask for a name, and keep the draft as it is under it."""
        from desktop.views.name_card import NameCard

        card = NameCard(
            self._window,
            tr("Keep this version under a name"),
            tr("Name"),
            tr("Keep"),
            tr("Named versions are kept for ever and stand out in the timeline."),
        )
        card.named.connect(self._desk.drafts.name_version)
        card.open_in_middle()

    def search(self) -> None:
        """Go to the history, into its search field."""
        self._show("history")
        screen: object = self._screen()
        if isinstance(screen, Searches):
            screen.focus_search()

    def palette(self) -> None:
        """Every command, and the latest drafts."""
        self._desk.drafts.latest(lambda drafts: self._open_palette(drafts, only_drafts=False))

    def open_latest(self) -> None:
        """The latest drafts."""
        self._desk.drafts.latest(lambda drafts: self._open_palette(drafts, only_drafts=True))

    def choose_model(self, _checked: bool = False) -> None:  # noqa: FBT002 - what Qt sends along
        """The models that can write, inside and at providers."""
        from desktop.views.model_picker import ModelPicker

        picker = ModelPicker(self._window, self._desk)
        picker.closed.connect(picker.deleteLater)
        picker.open_on_top()

    def open_account(self) -> None:
        """Show the address of the account with the provider that writes, and open it if the writer says so."""
        from desktop.core.provider import split_model
        from desktop.views.link_card import LinkCard

        providers = self._desk.providers
        name = split_model(self._desk.settings.get(MODEL))[0]
        info = providers.info(name)
        preset = providers.preset(info.provider.preset) if info is not None else None
        if preset is None or not preset.key_page:
            providers.key_asked.emit("")
            return
        reason = tr("Your account at {provider}:", provider=providers.title(name))
        LinkCard(self._window, reason, preset.key_page).open_in_middle()

    def help(self) -> None:
        """Every key."""
        from desktop.views.key_list import KeyCard

        card = KeyCard(self._window, self.actions, self._more())
        card.closed.connect(card.deleteLater)
        card.open_in_middle()

    def change_theme(self) -> None:
        """From light to dark, or back."""
        self._desk.settings.set(THEME, "light" if theme.tokens().dark else "dark")

    def full_screen(self) -> None:
        """The whole screen, or a window again."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def _open_palette(self, drafts: list[Draft], *, only_drafts: bool) -> None:
        from desktop.views.command_palette import CommandPalette

        palette = CommandPalette(self._window, self.actions, self._more)
        palette.closed.connect(palette.deleteLater)
        palette.open_with(drafts, self.open_draft, only_drafts=only_drafts)

    def _more(self) -> list[QAction]:
        """What the screen that is shown can do besides."""
        screen = self._screen()
        return list(screen.actions()) if screen is not None else []


def _suffix(chosen: str) -> str:
    """The ending that a filter of the file dialog names: `md` of `Markdown (*.md)`."""
    found = re.search(r"\*\.(\w+)", chosen)
    return found.group(1) if found else "md"
