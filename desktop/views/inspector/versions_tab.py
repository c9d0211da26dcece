"""Versions: the timeline of this draft, what is different, and back to any of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.draft import Origin, Version, VersionHeader
from desktop.core.ids import VersionId
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.history import differences
from desktop.views.actions import key_of
from desktop.views.history.difference_text import DifferenceText
from desktop.views.history.timeline import End, Timeline
from desktop.views.moments import clock
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import ElidedLabel, Label

_NOW = VersionId(0)
_LONGEST = 100_000
"""Characters up to which two versions are compared by word; the time it takes grows with the square."""


class VersionsTab(QWidget):
    """A click compares a version with the text as it is now; the chips “from” and “to” compare any two."""

    name_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown = False
        self._from: Version | None = None
        self._to: Version | None = None
        self.timeline = Timeline()
        self.difference = DifferenceText()
        self.heading = ElidedLabel("", "strong")
        self.count = Label("", "small", "text_2")
        self.restore = Button(tr("Restore"), ButtonKind.PRIMARY, icon="restore", small=True)
        self.restore.set_tip(tr("Puts this version on the desk; Undo takes it back"))
        self.close_difference = IconButton("close", tr("Back to the list"), size=Size.CONTROL_SMALL)
        self.name = Button(tr("Keep this version under a name"), ButtonKind.QUIET, icon="star", small=True)
        self.name.set_key(key_of("name_version"))
        self.nothing = Label(
            tr("Versions are kept by themselves: before and after each writing, and every few minutes while you type."),
            "base",
            "text_3",
            wrap=True,
        )
        self._lay_out()
        self.timeline.picked.connect(self._on_picked)
        self.restore.clicked.connect(self._on_restore)
        self.close_difference.clicked.connect(self._close)
        self.name.clicked.connect(self.name_asked)
        desk.drafts.versions_changed.connect(self._later)
        desk.session.changed.connect(self._on_changed)
        desk.session.opened.connect(self._on_opened)

    def _lay_out(self) -> None:
        self._below = QWidget()
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.heading, 1)
        head.addWidget(self.close_difference)
        foot = QHBoxLayout()
        foot.addWidget(self.restore)
        foot.addWidget(self.count, 1)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(Space.L, Space.S, Space.L, Space.L)
        below.setSpacing(Space.S)
        below.addLayout(head)
        below.addWidget(self.difference, 1)
        below.addLayout(foot)
        self._rule = Rule()
        inset = QVBoxLayout()
        inset.setContentsMargins(Space.S, 0, Space.S, 0)
        inset.addWidget(self.name)
        self.nothing.setContentsMargins(Space.S, Space.S, Space.S, 0)
        inset.addWidget(self.nothing)
        inset.addWidget(self.timeline, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inset, 2)
        column.addWidget(self._rule)
        column.addWidget(self._below, 3)
        self._close()

    def set_shown(self, shown: bool) -> None:
        """Whether the tab is the one that is shown; the list is read only then."""
        self._shown = shown
        self._later()

    # The list

    def _later(self) -> None:
        if self._shown:
            self._desk.drafts.versions(self._show)

    def _show(self, versions: list[VersionHeader]) -> None:
        titles = {model.id: model.title for model in self._desk.models.models}
        self.timeline.versions.show(versions, titles)
        self.timeline.setVisible(bool(versions))
        self.nothing.setVisible(not versions)
        self._mark()

    def _on_opened(self, _draft: object) -> None:
        self._close()
        self._later()

    def _on_changed(self, _change: object) -> None:
        """What is compared with the text of now goes with it."""
        if self._shown and self._from is not None and self._to is None and not self._desk.session.locked:
            self._compare()

    # Comparing

    def _on_picked(self, end: End, header: VersionHeader) -> None:
        self._desk.drafts.version(header.id, partial(self._take, end))

    def _take(self, end: End, version: Version) -> None:
        if end == End.TO:  # the signal hands on a plain string
            self._to = version
            self._from = self._from or version
        else:
            self._from = version
        self._compare()

    def _compare(self) -> None:
        old = self._from
        if old is None:
            return
        draft = self._desk.session.draft
        new = self._to or Version(_NOW, draft.id, Origin.TYPED, draft.changed_at, draft.brief, draft.copy)
        if self._to is not None and self._to.saved_at < old.saved_at:
            old, new = new, old
        long = max(_size(old), _size(new)) > _LONGEST
        found = () if long else differences(old, new)
        self.difference.show_fields(found)
        changes = len(self.difference.changes)
        until = clock(new.saved_at) if self._to is not None else tr("now")
        self.heading.setText(tr("From {old} to {new}", old=old.name or clock(old.saved_at), new=new.name or until))
        none = tr("Too long to be compared here") if long else tr("No difference in the text")
        self.count.setText(trn("{n} change", "{n} changes", changes) if changes else none)
        self.difference.setVisible(bool(changes))
        self._below.show()
        self._rule.show()
        self._mark()

    def _mark(self) -> None:
        ends = {}
        if self._from is not None:
            ends[End.FROM] = self._from.id
        if self._to is not None:
            ends[End.TO] = self._to.id
        self.timeline.versions.mark(ends)

    def _close(self) -> None:
        self._from = self._to = None
        self._below.hide()
        self._rule.hide()
        self._mark()

    def _on_restore(self) -> None:
        version = self._from
        if version is not None:
            self._close()
            self._desk.drafts.restore(version)


def _size(version: Version) -> int:
    return sum(len(text) for _, text in version.copy.addressed())
