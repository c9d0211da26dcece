"""One draft in several languages: what each says, what is behind, and a button that translates only that anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.core.words import tr, trn
from desktop.runtime.translating import Translating
from desktop.runtime.translation_drafts import DraftTranslation, draft_name
from desktop.runtime.translation_languages import DraftLanguages, LanguageColumn, LanguagesTable, Standing
from desktop.views.tokens import Size, Space
from desktop.views.translate.languages_table import LanguagesView
from desktop.views.translate.start_languages import LanguagesCard
from desktop.views.translate.words import language_words
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.empty import EmptyState
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.progress import Skeleton
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import ElidedLabel, Label

_SIDE = 3 * Space.XXL
_TOP = Space.XXL
_LEAST_HEIGHT = Size.RESULTS - Size.RAIL


class LanguageHead(QWidget):
    """Above a column: the language, how it stands, and what can be done."""

    update_asked = Signal(object)  # DraftTranslation
    open_asked = Signal(object)  # DraftTranslation

    def __init__(self, column: LanguageColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        translation = column.translation
        self.name = Label(language_words(translation.target), "strong")
        self.state = ElidedLabel(state_words(column), "small", "warning" if behind(column) else "text_2")
        self.update_it = Button(tr("Translate what changed"), small=True, icon="retry")
        self.update_it.setText(tr("Update"))
        self.update_it.set_tip(tr("Have the model translate only what changed or is missing"))
        self.update_it.setVisible(bool(behind(column)))
        self.open = Button(tr("Open"), ButtonKind.QUIET, small=True)
        self.open.set_tip(tr("Open this translation row by row"))
        self.update_it.clicked.connect(lambda: self.update_asked.emit(translation))
        self.open.clicked.connect(lambda: self.open_asked.emit(translation))
        words = QVBoxLayout()
        words.setSpacing(Space.XXS)
        words.addWidget(self.name)
        words.addWidget(self.state)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.S, 0, Space.S, 0)
        row.setSpacing(Space.XS)
        row.addLayout(words, 1)
        row.addWidget(self.update_it)
        row.addWidget(self.open)


class DraftLanguagesCard(Popover):
    """Reads when it is opened; `show_job` brings up the screen on which a job is opened from here."""

    def __init__(self, window: QWidget, translating: Translating, draft: Draft, show_job: Callable[[], None]) -> None:
        super().__init__(window, tr("The draft in its languages"))
        self._translating = translating
        self._draft = draft
        self._show_job = show_job
        self.known = translating.findChild(DraftLanguages) or DraftLanguages(translating, translating)
        self.view = LanguagesView()
        self.add = Button(tr("Another language…"), icon="plus", small=True)
        self.add_first = Button(tr("Translate it…"), ButtonKind.PRIMARY, icon="languages")
        sentence = tr(
            "Each translation stays beside its source; what changes later is marked, and only that done anew."
        )
        self.empty = EmptyState("languages", tr("No translation of this draft yet"), sentence, self.add_first)
        self.heads: list[LanguageHead] = []
        self._heads = QHBoxLayout()
        self._stack = QStackedWidget()
        self._lay_out()
        self.add.clicked.connect(self._on_add)
        self.add_first.clicked.connect(self._on_add)
        self.known.came.connect(self.show_table)
        self.known.failed.connect(translating.failed)
        self.closed.connect(self.deleteLater)
        self.known.look(draft)

    def _lay_out(self) -> None:
        close = IconButton("close", tr("Close"), size=Size.CONTROL_SMALL)
        close.clicked.connect(self.close_card)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(ElidedLabel(draft_name(self._draft), "text_strong"), 1)
        head.addWidget(self.add)
        head.addWidget(close)
        self._heads.setSpacing(Space.NONE)
        self._table = QWidget()
        column = QVBoxLayout(self._table)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(self._heads)
        column.addWidget(Rule())
        column.addWidget(self.view, 1)
        waiting = QWidget()
        skeleton = QVBoxLayout(waiting)
        skeleton.addWidget(Skeleton(6))
        skeleton.addStretch(1)
        for page in (waiting, self._table, self.empty):
            self._stack.addWidget(page)
        self.body.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        self.body.setSpacing(Space.M)
        self.body.addLayout(head)
        self.body.addWidget(self._stack, 1)
        room = self.window().size()
        width = min(room.width() - _SIDE, Size.WINDOW_WIDTH - _SIDE)
        self._stack.setFixedSize(QSize(max(Size.DIALOG, width), max(_LEAST_HEIGHT, room.height() - 2 * _SIDE)))

    def open_large(self) -> None:
        """Show it over the window."""
        self.open_in_middle(_TOP)

    def show_table(self, table: LanguagesTable) -> None:
        """Show what was read."""
        if table.draft.id != self._draft.id:
            return
        while (item := self._heads.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.heads = []
        source = QWidget()
        words = QVBoxLayout(source)
        words.setContentsMargins(Space.S, 0, Space.S, 0)
        words.setSpacing(Space.XXS)
        words.addWidget(Label(language_words(self._draft.brief.language or "en"), "strong"))
        words.addWidget(Label(trn("{n} text", "{n} texts", len(table.sources)), "small", "text_2"))
        self._heads.addWidget(source, 1)
        for column in table.columns:
            head = LanguageHead(column)
            head.update_asked.connect(self._on_update)
            head.open_asked.connect(self._on_open)
            self.heads.append(head)
            self._heads.addWidget(head, 1)
        self.add.setVisible(bool(table.columns))
        self.view.show_table(table)
        self._stack.setCurrentWidget(self._table if table.columns else self.empty)

    def _on_update(self, translation: DraftTranslation) -> None:
        self._leave(partial(self.known.update, translation))

    def _on_open(self, translation: DraftTranslation) -> None:
        self._leave(partial(self._translating.open_job, translation.job))

    def _on_add(self) -> None:
        card = LanguagesCard(
            self.window(), draft_name(self._draft), tr("The model begins at once; you look it over."),
            self._draft.brief.language, "",
        )  # fmt: skip
        card.chosen.connect(partial(_begin, self.known, self._draft, self._show_job))
        self.close_card()
        card.open_in_middle()

    def _leave(self, does: Callable[[], None]) -> None:
        """The job is shown on its screen."""
        self.close_card()
        self._show_job()
        does()


def _begin(known: DraftLanguages, draft: Draft, show_job: Callable[[], None], source: str, target: str) -> None:
    """Translate a draft into one more language, and show that."""
    brief = msgspec.structs.replace(draft.brief, language=source)
    show_job()
    known.add(msgspec.structs.replace(draft, brief=brief), target)


def behind(column: LanguageColumn) -> int:
    """How many texts are behind their source: changed, or missing."""
    return column.count(Standing.CHANGED, Standing.MISSING)


def state_words(column: LanguageColumn) -> str:
    """How a translation stands, in some words."""
    changed, missing = column.count(Standing.CHANGED), column.count(Standing.MISSING)
    parts = [trn("{n} source changed", "{n} sources changed", changed)] if changed else []
    parts += [trn("{n} not translated", "{n} not translated", missing)] if missing else []
    if parts:
        return " · ".join(parts)
    open_ones = column.count(Standing.OPEN)
    return trn("{n} to look over", "{n} to look over", open_ones) if open_ones else tr("Up to date")


def open_languages(
    window: QWidget, translating: Translating, draft: Draft, show: Callable[[], None]
) -> DraftLanguagesCard | None:
    """Show a draft in its languages; `show` brings up the Translate screen. One without words says so."""
    if draft.copy.is_empty or not draft.id:
        said = tr("There is nothing to translate in this draft yet.")
        translating.services.notices.info(said, key="translate-draft")
        return None
    card = DraftLanguagesCard(window, translating, draft, show)
    card.open_large()
    return card
