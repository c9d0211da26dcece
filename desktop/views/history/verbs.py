"""What can be done with a draft of the history and with its versions: actions with keys, and the menus of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QStandardPaths, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.draft import Draft, Version, VersionHeader
from desktop.core.history import Facets
from desktop.core.ids import DraftId, VersionId
from desktop.core.words import tr, trn
from desktop.runtime.notices import Answer
from desktop.views.catalogue import DRAFT, Shell
from desktop.views.history.chosen import Chosen
from desktop.views.history.comparison import Comparison
from desktop.views.history.foot import (
    BRANCH_KEY,
    COLUMNS_KEY,
    FORGET_KEY,
    MORE_KEY,
    OPEN_KEY,
    RESTORE_KEY,
    TAKE_OUT_KEY,
)
from desktop.views.history.timeline import End, Timeline
from desktop.views.icons import icon
from desktop.views.moments import moment
from desktop.views.widgets.confirm_card import ConfirmCard

_NOT_IN_A_NAME = r"[^\w \-.,()]+"
_LONGEST_NAME = 60


class Verbs(QObject):
    """The verbs of one history screen; each is an action on it, so that the palette and the help list them."""

    def __init__(
        self, shell: Shell, screen: QWidget, chosen: Chosen, comparison: Comparison, timeline: Timeline
    ) -> None:
        super().__init__(screen)
        self._shell = shell
        self._desk = shell.desk
        self._screen = screen
        self._chosen = chosen
        self._comparison = comparison
        self._timeline = timeline
        self._facets = Facets()
        self.open_action = self._add(tr("Open this draft"), OPEN_KEY, "pencil", self.open)
        self.columns = self._add(tr("Side by side in columns"), COLUMNS_KEY, "columns", self.show_in_columns)
        self.restore_action = self._add(
            tr("Restore the older version"), RESTORE_KEY, "restore", comparison.restore_older
        )
        self.branch_action = self._add(
            tr("Branch: a text of its own from this version"), BRANCH_KEY, "branch", self.branch
        )
        self.name_action = self._add(tr("Name this version"), "F2", "pencil", self.name_version)
        self.pin_action = self._add(tr("Keep this version for ever"), "Alt+P", "star", self.pin)
        self.hold_action = self._add(tr("Compare this version with another text"), "Alt+H", "pin", chosen.hold)
        self.tags_action = self._add(tr("Tags of this text"), "Alt+T", "tag", self.tag)
        self.folder_action = self._add(tr("Move this text to a folder"), "Alt+O", "folder", self.move)
        self.put_away = self._add(tr("Put into the archive"), TAKE_OUT_KEY, "archive", self.archive_or_take_out)
        self.trash_action = self._add(tr("Move to the trash"), "Alt+Del", "trash", self.trash)
        self.forget_action = self._add(tr("Delete for good"), FORGET_KEY, "trash", self.ask_to_forget)
        self.more_action = self._add(tr("More with this text"), MORE_KEY, "more", self.open_more)
        foot = comparison.foot
        for signal, verb in (
            (foot.opened, self.open), (foot.branched, self.branch), (foot.columns_asked, self.show_in_columns),
            (foot.taken_out, self.archive_or_take_out), (foot.forgotten, self.ask_to_forget),
            (foot.more_asked, self.open_more),
        ):  # fmt: skip
            signal.connect(verb)
        comparison.restored.connect(self.restore)
        timeline.menu_asked.connect(self._open_version_menu)
        chosen.changed.connect(self.refresh)
        timeline.selectionModel().currentChanged.connect(self.refresh)
        self.refresh()

    def show_facets(self, facets: Facets) -> None:
        """Say which tags and folders there are."""
        self._facets = facets

    def refresh(self, _current: object = None, _before: object = None) -> None:
        """Say what makes sense for the chosen draft and its version."""
        card, version = self._chosen.card, self._chosen.version
        there, trashed = card is not None, card is not None and bool(card.trashed_at)
        archived = card is not None and bool(card.archived_at)
        for action in (self.open_action, self.columns, self.restore_action, self.branch_action, self.trash_action):
            action.setEnabled(there and not trashed)
        for action in (self.name_action, self.pin_action, self.hold_action, self.tags_action, self.folder_action):
            action.setEnabled(there)
        self.put_away.setEnabled(there)
        self.forget_action.setEnabled(trashed)
        put_away = tr("Take out of the archive") if archived else tr("Put into the archive")
        self.put_away.setText(tr("Take out of the trash") if trashed else put_away)
        pinned = version is not None and version.pinned
        self.pin_action.setEnabled(there and version is not None and (pinned or not version.name))
        self.pin_action.setText(tr("No longer keep it for ever") if pinned else tr("Keep this version for ever"))
        held = self._chosen.held is not None
        self.hold_action.setText(
            tr("No longer compare with it") if held else tr("Compare this version with another text")
        )

    # The draft

    def open(self, _hit: object = None) -> None:
        """Put the draft on the desk; one in the trash has to be taken out first."""
        if self._chosen.draft and self.open_action.isEnabled():
            self._open_draft(self._chosen.draft)

    def tag(self) -> None:
        """Ask for its tags."""
        from desktop.views.history.place_cards import TagsCard

        card = self._chosen.card
        if card is not None:
            known = [facet.value for facet in self._facets.tags]
            tags = TagsCard(self._screen, card.tags, known)
            tags.tagged.connect(partial(self._desk.history.organising.set_tags, card.draft))
            tags.open_at(self._comparison.foot.more.rect(), self._comparison.foot.more)

    def move(self) -> None:
        """Ask for its folder."""
        from desktop.views.history.place_cards import FolderCard

        card = self._chosen.card
        if card is not None:
            folders = FolderCard(self._screen, card.folder, [facet.value for facet in self._facets.folders])
            folders.moved.connect(partial(self._desk.history.organising.set_folder, card.draft))
            folders.open_at(self._comparison.foot.more.rect(), self._comparison.foot.more)

    def archive_or_take_out(self) -> None:
        """Put it into the archive, or take it out of where it lies."""
        card, organising = self._chosen.card, self._desk.history.organising
        if card is None:
            return
        if card.trashed_at:
            organising.take_out(card.draft)
        elif card.archived_at:
            organising.unarchive(card.draft)
        else:
            organising.archive(card.draft, self._chosen.title)

    def trash(self) -> None:
        """Move it to the trash; the notice takes that back."""
        if self._chosen.draft:
            self._desk.history.organising.trash(self._chosen.draft, self._chosen.title)

    def ask_to_forget(self) -> None:
        """Ask before it is deleted for good."""
        card = self._chosen.card
        if card is None or not card.trashed_at:
            return
        question = ConfirmCard(
            self._screen,
            tr("Delete “{title}” for good?", title=self._chosen.title),
            trn("It has {n} version. Only backups still have it.", "It has {n} versions. Only backups still have them.",
                card.versions),
            tr("Delete for good"),
        )  # fmt: skip
        question.confirmed.connect(partial(self._desk.history.organising.forget, card.draft))
        button = self._comparison.foot.forget
        question.open_at(button.rect(), button)

    # Versions

    def show_in_columns(self) -> None:
        """The compared versions on the Compare screen, with the draft that they are of on the desk."""
        desk, wanted = self._desk, self._chosen.draft
        versions = tuple(each.id for each in self._comparison.shown)
        if not versions or not self.columns.isEnabled():
            return
        self._shell.show("compare")
        if desk.session.draft.id == wanted:
            desk.comparing.add_versions(versions)
            return

        def add(draft: Draft) -> None:
            if draft.id == wanted:
                desk.comparing.add_versions(versions)

        desk.session.opened.connect(add, Qt.ConnectionType.SingleShotConnection)
        desk.drafts.open(wanted)

    def restore(self, version: Version) -> None:
        """Bring a version back to the desk."""
        self._desk.drafts.restore(version)
        self._desk.notices.info(
            tr("Restored {time}", time=moment(version.saved_at)),
            tr("It is on your desk. Undo takes it back; the text of before is in the timeline."),
            Answer(tr("Go to the text"), partial(self._shell.show, DRAFT), primary=True),
            key="restored",
        )

    def branch(self) -> None:
        """Make a text of its own from the version."""
        version = self._chosen.version
        if version is not None:
            self._desk.history.organising.branch(version.id, partial(self._on_branched, version))

    def _on_branched(self, version: VersionHeader, draft: Draft) -> None:
        self._desk.notices.info(
            tr("A text of its own, as it was at {time}", time=moment(version.saved_at)),
            tr("The other text stays as it is."),
            Answer(tr("Open this draft"), partial(self._open_draft, draft.id), primary=True),
            key="branched",
        )

    def name_version(self) -> None:
        """Ask for the name of the version."""
        from desktop.views.name_card import NameCard

        version = self._chosen.version
        if version is None:
            return
        card = NameCard(
            self._screen, tr("Name this version"), tr("Name"), tr("Keep"),
            tr("A named version is kept for ever."), name=version.name,
        )  # fmt: skip
        card.named.connect(partial(self._desk.history.organising.name_version, version.id))
        row = self._timeline.versions.row_of(version.id)
        place = self._timeline.visualRect(self._timeline.versions.index(max(row, 0)))
        card.open_at(place, self._timeline.viewport())

    def unname_version(self) -> None:
        """Take the name of the version away."""
        version = self._chosen.version
        if version is not None:
            self._desk.history.organising.name_version(version.id, "")

    def pin(self) -> None:
        """Keep the version for ever, or no longer."""
        version = self._chosen.version
        if version is not None:
            self._desk.history.organising.pin(version.id, pinned=not version.pinned)

    def export(self) -> None:
        """Ask for a file, then write the version to it."""
        version = self._chosen.version
        if version is not None:
            self._desk.drafts.version(version.id, self._export)

    def _export(self, version: Version) -> None:
        from PySide6.QtWidgets import QFileDialog

        title = re.sub(_NOT_IN_A_NAME, " ", self._chosen.title).strip()[:_LONGEST_NAME]
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        filters = ";;".join((tr("Markdown (*.md)"), tr("Web page (*.html)"), tr("Data (*.json)")))
        dialog = QFileDialog(self._screen, tr("Export this version"), str(Path(folder) / title), filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("md")
        dialog.fileSelected.connect(lambda path: self._desk.history.organising.export(version, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # Menus

    def more_menu(self) -> QMenu:
        """What can be done with the draft, and with the version."""
        menu = self._menu()
        if self._chosen.card is not None and not self._chosen.card.trashed_at:
            menu.addAction(self.open_action)
            menu.addSeparator()
            menu.addAction(self.tags_action)
            menu.addAction(self.folder_action)
            menu.addAction(self.put_away)
            menu.addAction(self.trash_action)
            menu.addSeparator()
        self._add_version_actions(menu)
        return menu

    def version_menu(self, version: VersionHeader) -> QMenu:
        """What can be done with a version."""
        menu = self._menu()
        for words, key, end in (
            (tr("Compare from this version"), "Return", End.FROM),
            (tr("Compare to this version"), "Shift+Return", End.TO),
        ):
            action = menu.addAction(words)
            action.setShortcut(key)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(partial(self._pick, version.id, end))
        menu.addSeparator()
        if self.restore_action.isEnabled():
            bring_back = menu.addAction(icon("restore"), tr("Restore this version"))
            bring_back.triggered.connect(partial(self._desk.drafts.version, version.id, self.restore))
        menu.addAction(self.branch_action)
        self._add_version_actions(menu)
        return menu

    def open_more(self) -> None:
        """Open the menu of the draft at its button."""
        button = self._comparison.foot.more
        self._popup(self.more_menu(), button.mapToGlobal(button.rect().bottomLeft()))

    def open_more_at(self, where: QPoint) -> None:
        """Open the menu of the draft at a place of the screen."""
        self._popup(self.more_menu(), where)

    def _open_version_menu(self, version: VersionHeader, where: QPoint) -> None:
        self.refresh()
        self._popup(self.version_menu(version), where)

    def _add_version_actions(self, menu: QMenu) -> None:
        self.refresh()
        version = self._chosen.version
        menu.addAction(self.name_action)
        if version is not None and version.name:
            menu.addAction(icon("close"), tr("Take its name away")).triggered.connect(self.unname_version)
        menu.addAction(self.pin_action)
        menu.addAction(self.hold_action)
        menu.addAction(icon("export"), tr("Export this version")).triggered.connect(self.export)

    def _menu(self) -> QMenu:
        menu = QMenu(self._screen)
        menu.setToolTipsVisible(False)
        return menu

    @staticmethod
    def _popup(menu: QMenu, where: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _pick(self, version: VersionId, end: End) -> None:
        row = self._timeline.versions.row_of(version)
        self._timeline.pick(self._timeline.versions.index(row), end)

    def _open_draft(self, draft: DraftId) -> None:
        self._desk.drafts.open(draft)
        self._shell.show(DRAFT)

    def _add(self, words: str, key: str, name: str, verb: Callable[[], object]) -> QAction:
        return add_action(self._screen, words, key, name, verb)


def add_action(screen: QWidget, words: str, key: str, name: str, verb: Callable[[], object]) -> QAction:
    """An action of a screen, with a key that works on it; the palette and the help list it."""
    action = QAction(icon(name), words, screen)
    if key:
        action.setShortcut(key)
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.setShortcutVisibleInContextMenu(True)
    action.setProperty("icon_name", name)
    action.triggered.connect(lambda _checked=False: verb())
    screen.addAction(action)
    return action


def empty_trash_card(screen: QWidget, texts: int) -> ConfirmCard:
    """Asks before all that lies in the trash is deleted."""
    return ConfirmCard(
        screen,
        tr("Empty the trash?"),
        trn("{n} text goes for good. Only backups still have it.",
            "{n} texts go for good. Only backups still have them.", texts),
        tr("Delete for good"),
    )  # fmt: skip
