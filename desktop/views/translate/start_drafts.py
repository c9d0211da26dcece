"""Which of the drafts is to be translated, and into which language."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtWidgets import QWidget

from desktop.core.brief import Kind
from desktop.core.draft import Draft
from desktop.core.words import tr
from desktop.runtime.translating import Translating
from desktop.runtime.translation_drafts import DraftTranslation, DraftTranslations, draft_name
from desktop.views.moments import clock_or_day
from desktop.views.tokens import Size
from desktop.views.translate.start_languages import LanguagesCard
from desktop.views.translate.words import language_words
from desktop.views.widgets.search_popover import Entry, SearchPopover, matching

_MOST = 200
_ICONS = {Kind.MAIL: "mail", Kind.BLOG: "document", Kind.REPLY: "mail"}


def choose_draft(window: QWidget, translating: Translating) -> None:
    """Show the drafts that changed last; the one that is taken is asked for its language and opened."""
    translating.services.drafts.latest(lambda drafts: show_drafts(window, translating, drafts), _MOST)


def draft_entries(drafts: Sequence[Draft]) -> list[Entry]:
    """The drafts that have words to translate."""
    return [
        Entry(
            draft,
            draft_name(draft),
            " · ".join(part for part in (_language(draft), clock_or_day(draft.changed_at)) if part),
            _ICONS.get(draft.kind, "product"),
            f"{draft_name(draft)} {_language(draft)}".casefold(),
        )
        for draft in drafts
        if draft.id and not draft.copy.is_empty
    ]


def _language(draft: Draft) -> str:
    return language_words(draft.brief.language) if draft.brief.language else ""


def show_drafts(window: QWidget, translating: Translating, drafts: Sequence[Draft]) -> None:
    """Let one of these be chosen."""
    entries = draft_entries(drafts)
    if not entries:
        translating.services.notices.info(tr("There is no draft with words to translate yet."), key="translate-draft")
        return
    height = Size.PALETTE_HEIGHT - Size.RAIL
    chooser = SearchPopover(
        window, tr("Which draft is to be translated?"), tr("Drafts"), height, lambda words: matching(entries, words)
    )
    chooser.narrow("")
    chooser.taken.connect(lambda entry: ask_language(window, translating, entry.value))
    chooser.closed.connect(chooser.deleteLater)
    chooser.open_on_top()


def ask_language(window: QWidget, translating: Translating, draft: object) -> None:
    """Ask into which language a draft goes, then open that translation."""
    if isinstance(draft, Draft):
        sentence = tr("Its texts become rows. The translation becomes a draft of its own.")
        card = LanguagesCard(window, draft_name(draft), sentence, draft.brief.language, "")
        card.chosen.connect(lambda source, target: begin(translating, draft, source, target))
        card.open_in_middle()


def begin(translating: Translating, draft: Draft, source: str, target: str) -> None:
    """Open the translation of a draft into a language: the one that there is, or a new one."""
    brief = msgspec.structs.replace(draft.brief, language=source or draft.brief.language)
    wanted = msgspec.structs.replace(draft, brief=brief)
    looking = DraftTranslations(translating.services.store, translating)

    def found(_draft: str, translations: tuple[DraftTranslation, ...]) -> None:
        looking.deleteLater()
        there = next((each for each in translations if each.target == target), None)
        if there is not None:
            translating.open_job(there.job)
        else:
            translating.open_draft(wanted, target)

    looking.found.connect(found)
    looking.failed.connect(translating.failed)
    looking.look(draft)
