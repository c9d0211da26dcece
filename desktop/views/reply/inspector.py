"""The right side of the reply screen: what each sentence rests on first, then checks, facts and versions."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtWidgets import QWidget

from desktop.core.draft import Draft
from desktop.core.words import tr
from desktop.views.inspector.inspector import CHECKS, FACTS, PREVIEW, VERSIONS, Inspector
from desktop.views.reply.resting_tab import RestingTab


class ReplyInspector(Inspector):
    """The inspector with the account of the reply in the place of a preview."""

    order = (PREVIEW, CHECKS, FACTS, VERSIONS)

    @cached_property
    def account(self) -> RestingTab:
        """What each sentence rests on."""
        tab = RestingTab(self._desk)
        tab.grown.connect(self.grown)
        self._put(PREVIEW, tab)
        return tab

    def _words(self) -> dict[str, str]:
        return {**super()._words(), PREVIEW: tr("Rests on")}

    def _page_of(self, tab_id: str) -> QWidget:
        return self.account if tab_id == PREVIEW else super()._page_of(tab_id)

    def _show_preview(self, _draft: Draft) -> None:
        """It follows the desk by itself."""
