"""The card that brings one text back out of a backup: its difference from today's, and what becomes of both."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.history import DraftCard
from desktop.core.restoring import DraftPlan
from desktop.core.words import tr, trn
from desktop.runtime.backing_up import differences_of
from desktop.views.history.difference_text import DifferenceText
from desktop.views.history.names import kind_icon, kind_name
from desktop.views.moments import day, moment
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.search_popover import Entry, SearchPopover, matching
from desktop.views.widgets.text import Label


class RestoreDraftCard(Popover):
    """One text as it was and as it is; `confirmed` is sent for yes. The focus is on no. Deletes itself."""

    confirmed = Signal()

    def __init__(self, window: QWidget, plan: DraftPlan) -> None:
        headline = tr(
            "“{title}” as it was at {time}",
            title=plan.there.title or tr("Without a name"),
            time=moment(plan.there.changed_at or plan.made_at),
        )
        super().__init__(window, headline)
        self.plan = plan
        self.text = DifferenceText()
        self.yes = Button(tr("Restore this text"), ButtonKind.PRIMARY, icon="restore", small=True)
        restores = plan.text_differs or plan.trashed or bool(plan.versions_coming)
        self.no = Button(tr("Cancel") if restores else tr("Close"), small=True)
        self.body.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        self.body.setSpacing(Space.M)
        self._say(headline, "text_strong")
        self._say(what_comes(plan), tone="text_2")
        self.text.show_fields(differences_of(plan), plain=plan.here is None)
        self.text.document().setTextWidth(Size.PALETTE)
        height = math.ceil(self.text.document().size().height()) + Space.XS
        self.text.setFixedSize(Size.PALETTE, min(height, Size.PALETTE_HEIGHT - Size.PASTE_BOX))
        self.text.setVisible(plan.text_differs)
        self.body.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(Space.XS + Space.XXS)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        row.addStretch()
        self.body.addLayout(row)
        self.yes.setVisible(restores)
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self.close_card)
        self.setFocusProxy(self.no)
        self.closed.connect(self.deleteLater)

    def _say(self, words: str, kind: str = "base", tone: str = "text_1") -> None:
        label = Label(words, kind, tone, wrap=True)
        label.fit(Size.PALETTE)
        self.body.addWidget(label)

    def _on_yes(self) -> None:
        self.close_card()
        self.confirmed.emit()


def what_comes(plan: DraftPlan) -> str:
    """What restoring would do, and that it takes nothing away."""
    parts = []
    if plan.here is None:
        parts.append(tr("This text is not here any more. It comes back with its versions."))
    elif plan.text_differs:
        parts.append(tr("The text that it has today stays as a version, and undo takes this back."))
    else:
        parts.append(tr("The text is the same as today."))
    if plan.trashed:
        parts.append(tr("It lies in the trash, and is taken out of it."))
    if plan.here is not None and plan.versions_coming:
        parts.append(
            trn(
                "{n} version that is missing here comes back.",
                "{n} versions that are missing here come back.",
                plan.versions_coming,
            )
        )
    return " ".join(parts)


def draft_chooser(window: QWidget, cards: Sequence[DraftCard]) -> SearchPopover:
    """The texts of a backup, to be found by their titles; what is taken has the card as its value."""
    entries = [_entry(card) for card in cards]

    def find(words: Sequence[str]) -> Sequence[Entry]:
        return matching(entries, words)

    height = min(Size.PALETTE_HEIGHT, Size.ROW * max(1, len(entries)))
    chooser = SearchPopover(window, tr("Find a text in the backup"), tr("Texts in the backup"), height, find)
    chooser.narrow("")
    chooser.closed.connect(chooser.deleteLater)
    return chooser


def _entry(card: DraftCard) -> Entry:
    title = card.title or tr("Without a name")
    where = tr("trash") if card.trashed_at else tr("archive") if card.archived_at else ""
    tail = " · ".join(part for part in (where, kind_name(card.kind), day(card.changed_at)) if part)
    return Entry(card, title, tail, kind_icon(card.kind), f"{title} {tail}".casefold())
