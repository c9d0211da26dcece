"""The Backups page: the newest one, all that there are, where they lie, and the whole workspace as one file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.core.history import DraftCard
from desktop.core.restoring import DraftPlan, RestorePlan
from desktop.core.words import tr, trn
from desktop.runtime.backing_up import BackingUp, BackupInfo
from desktop.runtime.notices import Answer
from desktop.views.backup_words import doing_words
from desktop.views.catalogue import DRAFT, Shell
from desktop.views.icons import IconLabel
from desktop.views.moments import moment, size_words
from desktop.views.settings.backup_places import BackupPlaces
from desktop.views.settings.backup_rows import BackupList, when
from desktop.views.settings.page import Page
from desktop.views.settings.restore_card import RestoreCard
from desktop.views.settings.restore_draft_card import RestoreDraftCard, draft_chooser
from desktop.views.settings.workspace_file import WorkspaceFile
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.progress import ProgressStrip
from desktop.views.widgets.search_popover import Entry
from desktop.views.widgets.text import Label


class BackupsPage(Page):
    """Reads what there is when it is shown, and follows what is done; the work itself is the store's."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Backups"),
            tr("While you work, the whole history is copied by itself. Each copy is checked before it counts."),
            parent,
        )
        self._shell = shell
        self._backing_up = shell.desk.backing_up
        self.newest = Newest(self._backing_up)
        self.list = BackupList()
        self.check = Button(tr("Check"), icon="shield-check", small=True)
        self.restore_all = Button(tr("Restore everything…"), icon="restore", small=True)
        self.restore_one = Button(tr("Restore one text…"), icon="document", small=True)
        self.other = Button(tr("From a file…"), ButtonKind.QUIET, icon="folder", small=True)
        self.other.set_tip(tr("A backup of another folder or another computer"))
        self.none = Label(tr("As soon as there is one, it stands here."), "base", "text_2", wrap=True)
        self.places = BackupPlaces(shell.desk)
        self.file = WorkspaceFile(shell)
        self.story = Button(tr("See what came back"), icon="history", small=True)
        self.column.addWidget(self.newest)
        self.column.addWidget(self.story, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_list()
        self.add_heading(tr("Where they lie"))
        self.column.addWidget(self.places)
        self.add_heading(tr("The whole workspace in one file"))
        self.column.addWidget(self.file)
        self.story.hide()
        self._connect()
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.story.setVisible(self._shell.desk.recovering.report is not None)
        self._backing_up.refresh()
        self.places.refresh()

    def _add_list(self) -> None:
        self.add_heading(tr("Go back to a backup"))
        self.column.addWidget(self.list)
        self.column.addWidget(self.none)
        row = QHBoxLayout()
        row.setContentsMargins(0, Space.S, 0, 0)
        row.setSpacing(Space.XS + Space.XXS)
        for button in (self.restore_one, self.restore_all, self.check):
            row.addWidget(button)
        row.addWidget(self.other)
        row.addStretch()
        self.column.addLayout(row)

    def _connect(self) -> None:
        backing_up = self._backing_up
        backing_up.changed.connect(self._show)
        backing_up.doing_changed.connect(self._show_buttons)
        backing_up.checked.connect(self.list.lines.say_checked)
        backing_up.restored.connect(self._on_restored)
        self.list.chosen.connect(self._show_buttons)
        self.check.clicked.connect(self._on_check)
        self.restore_all.clicked.connect(self._on_restore_all)
        self.restore_one.clicked.connect(self._on_restore_one)
        self.other.clicked.connect(self._on_other)
        self.story.clicked.connect(self._shell.desk.recovering.look)

    def _show(self) -> None:
        standing = self._backing_up.standing
        backups = standing.backups if standing is not None else ()
        self.list.show_backups(backups)
        self.list.setVisible(bool(backups))
        self.none.setVisible(not backups)
        for button in (self.check, self.restore_all, self.restore_one):
            button.setVisible(bool(backups))
        self._show_buttons()

    def _show_buttons(self, _value: object = None) -> None:
        info = self.list.current
        free = info is not None and self._backing_up.doing is None
        for button in (self.check, self.restore_all, self.restore_one):
            button.setEnabled(free)
            button.setAccessibleDescription(when(info) if info is not None else "")
        self.other.setEnabled(self._backing_up.doing is None)

    def _on_check(self) -> None:
        if (info := self.list.current) is not None:
            self._backing_up.check(info.name)

    def _on_restore_all(self) -> None:
        if (info := self.list.current) is not None:
            self._backing_up.plan(info.name, partial(self._ask_for_all, info.name))

    def _on_other(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        folder = self._backing_up.folder or str(Path.home())
        dialog = QFileDialog(self.window(), tr("Open a backup"), folder, tr("Backups (*.db)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._look_into)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _look_into(self, path: str) -> None:
        self._backing_up.plan(path, partial(self._ask_for_all, path))

    def _ask_for_all(self, name: str, plan: RestorePlan) -> None:
        card = RestoreCard(self.window(), plan)
        card.confirmed.connect(partial(self._backing_up.restore, name))
        card.open_in_middle()

    def _on_restore_one(self) -> None:
        if (info := self.list.current) is not None:
            self._backing_up.drafts_in(info.name, partial(self._choose_draft, info))

    def _choose_draft(self, info: BackupInfo, cards: list[DraftCard]) -> None:
        chooser = draft_chooser(self.window(), cards)
        chooser.taken.connect(partial(self._on_taken, info))
        chooser.open_on_top()

    def _on_taken(self, info: BackupInfo, entry: Entry) -> None:
        if isinstance(entry.value, DraftCard):
            self._backing_up.plan_draft(info.name, entry.value.draft, partial(self._ask_for_one, info))

    def _ask_for_one(self, info: BackupInfo, plan: DraftPlan) -> None:
        card = RestoreDraftCard(self.window(), plan)
        card.confirmed.connect(partial(self._backing_up.restore_draft, info.name, plan.there.id))
        card.open_in_middle()

    def _on_restored(self, draft: Draft) -> None:
        self._shell.desk.notices.info(
            tr("“{title}” is back.", title=draft.title or tr("Without a name")),
            tr("All its versions are in the history."),
            Answer(tr("Open it"), partial(self._open, draft), primary=True),
            key="backup",
        )

    def _open(self, draft: Draft) -> None:
        desk = self._shell.desk
        if draft.id != desk.session.draft.id:
            desk.drafts.open(draft.id)
        self._shell.show(DRAFT)


class Newest(QWidget):
    """How safe the history is now, the button that makes a backup, and how far the work at hand is."""

    def __init__(self, backing_up: BackingUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backing_up = backing_up
        self.icon = IconLabel("shield-check", "supported", Size.ICON)
        self.headline = Label("", "text_strong", wrap=True)
        self.figures = Label("", "base", "text_2", wrap=True)
        self.make = Button(tr("Make one now"), ButtonKind.PRIMARY)
        self.strip = ProgressStrip(tr("How far it is"))
        self.doing = Label("", "small", "text_2", wrap=True)
        self.stop = Button(tr("Stop"), icon="stop", small=True)
        self._lay_out()
        self.make.clicked.connect(backing_up.make)
        self.stop.clicked.connect(backing_up.stop)
        backing_up.changed.connect(self.refresh)
        backing_up.doing_changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(Space.XXS)
        words.addWidget(self.headline)
        words.addWidget(self.figures)
        upper = QHBoxLayout()
        upper.setSpacing(Space.M)
        upper.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        upper.addLayout(words, 1)
        upper.addWidget(self.make, 0, Qt.AlignmentFlag.AlignTop)
        self._work = QWidget()
        told = QVBoxLayout()
        told.setSpacing(Space.XS)
        told.addWidget(self.doing)
        told.addWidget(self.strip)
        lower = QHBoxLayout(self._work)
        lower.setContentsMargins(Size.ICON + Space.M, Space.S, 0, 0)
        lower.setSpacing(Space.M)
        lower.addLayout(told, 1)
        lower.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper)
        column.addWidget(self._work)

    def refresh(self) -> None:
        """Say what is true now."""
        standing, doing = self._backing_up.standing, self._backing_up.doing
        newest = standing.backups[0] if standing is not None and standing.backups else None
        self.icon.set_icon(
            "shield-check" if newest is not None else "shield", "supported" if newest is not None else "text_3"
        )
        if standing is None:
            self.headline.setText(tr("Looking for backups…"))
        elif newest is None:
            self.headline.setText(tr("There is no backup yet"))
        else:
            self.headline.setText(tr("Last backup {time}, checked", time=moment(newest.made_at)))
        self.figures.setText("" if standing is None else _figures(standing.versions, standing.backups))
        self.make.setEnabled(doing is None)
        self._work.setVisible(doing is not None)
        if doing is not None:
            self.doing.setText(doing_words(doing))
            self.strip.set_progress(doing.done, doing.total)
            self.stop.setVisible(self._backing_up.can_stop)


def _figures(versions: int, backups: tuple[BackupInfo, ...]) -> str:
    """How much there is to lose, and how often it lies elsewhere."""
    count = QLocale().toString(versions)
    kept = trn("{count} version in the history", "{count} versions in the history", versions, count=count)
    if not backups:
        return tr("{kept}. The first backup is made by itself within a quarter of an hour of work.", kept=kept)
    size = size_words(sum(info.size for info in backups))
    copies = trn("{n} backup, {size}", "{n} backups, {size} together", len(backups), size=size)
    return f"{kept} · {copies}"
