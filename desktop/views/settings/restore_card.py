"""The card that shows what would change before a whole backup comes back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.restoring import Content, Difference, RestorePlan
from desktop.core.words import tr, trn
from desktop.views.moments import moment
from desktop.views.settings.plan_rows import PlanList, plan_lines
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label


class RestoreCard(Popover):
    """What comes, what goes, what changes; `confirmed` is sent for yes. The focus is on no. Deletes itself."""

    confirmed = Signal()

    def __init__(self, window: QWidget, plan: RestorePlan) -> None:
        time = moment(plan.made_at)
        headline = tr("Restore everything as it was at {time}?", time=time)
        if plan.is_empty:
            headline = tr("Everything is as it was at {time}", time=time)
        super().__init__(window, headline)
        self.plan = plan
        self.yes = Button(tr("Restore everything"), ButtonKind.PRIMARY, icon="restore", small=True)
        self.no = Button(tr("Close") if plan.is_empty else tr("Cancel"), small=True)
        self.list: PlanList | None = None
        self.body.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        self.body.setSpacing(Space.M)
        self._say(headline, "text_strong")
        if plan.is_empty:
            self._say(tr("There is nothing in this backup that is not here, and nothing here that it does not have."))
            self.yes.hide()
        else:
            self._show_plan()
        row = QHBoxLayout()
        row.setSpacing(Space.XS + Space.XXS)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        row.addStretch()
        self.body.addLayout(row)
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self.close_card)
        self.setFocusProxy(self.no)
        self.closed.connect(self.deleteLater)

    def _show_plan(self) -> None:
        lines = plan_lines(self.plan)
        for words in (text_words(self.plan), version_words(self.plan)):
            if words:
                self._say(words)
        if lines:
            self.list = PlanList(lines)
            self.body.addWidget(self.list)
        others = other_words(self.plan.others)
        if others:
            self._say(others, tone="text_2")
        self._say(
            tr("Nothing is lost: what the history is now becomes a backup first, from which it can be brought back."),
            tone="text_2",
        )

    def _say(self, words: str, kind: str = "base", tone: str = "text_1") -> None:
        label = Label(words, kind, tone, wrap=True)
        label.fit(Size.PALETTE)
        self.body.addWidget(label)

    def _on_yes(self) -> None:
        self.close_card()
        self.confirmed.emit()


def text_words(plan: RestorePlan) -> str:
    """How many texts come, go, change and stay."""
    return _joined(
        trn("{n} text comes back", "{n} texts come back", len(plan.coming)) if plan.coming else "",
        trn("{n} text goes", "{n} texts go", len(plan.going)) if plan.going else "",
        trn("{n} text changes", "{n} texts change", len(plan.changing)) if plan.changing else "",
        trn("{n} text stays as it is", "{n} texts stay as they are", plan.unchanged) if plan.unchanged else "",
    )


def version_words(plan: RestorePlan) -> str:
    """How many versions come and go."""
    return _joined(
        trn("{n} version comes", "{n} versions come", plan.versions_coming) if plan.versions_coming else "",
        trn("{n} version goes", "{n} versions go", plan.versions_going) if plan.versions_going else "",
    )


def other_words(others: tuple[Difference, ...]) -> str:
    """What changes besides texts and versions; empty when nothing does."""
    return _joined(*(_other(each) for each in others if each.coming or each.going))


def _other(each: Difference) -> str:
    name = content_name(each.content)
    if not each.going:
        return tr("{what}: {n} more", what=name, n=each.coming)
    if not each.coming:
        return tr("{what}: {n} fewer", what=name, n=each.going)
    return tr("{what}: {more} more, {fewer} fewer", what=name, more=each.coming, fewer=each.going)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def content_name(content: Content) -> str:
    """What a kind of content is called."""
    return {
        Content.TAGS: tr("Tags"),
        Content.TEMPLATES: tr("Templates"),
        Content.SEARCHES: tr("Saved searches"),
        Content.COMPARISONS: tr("Comparisons"),
        Content.LINES: tr("Lists of short lines"),
        Content.DUELS: tr("Choices of duels"),
        Content.OUTCOMES: tr("Results"),
        Content.CALLS: tr("Entries in the log of calls"),
        Content.JOBS: tr("Translation jobs"),
        Content.UNITS: tr("Units of translation memories"),
        Content.TERMS: tr("Terms"),
    }[content]
