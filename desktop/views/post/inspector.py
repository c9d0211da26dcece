"""The right side of the Blog screen: checks, the sources that each statement rests on, the preview, and versions."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.core.draft import Draft
from desktop.core.finding import CheckReport
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.inspector.inspector import CHECKS, PREVIEW, VERSIONS, Inspector
from desktop.views.post.post_editor import PostEditor

if TYPE_CHECKING:
    from desktop.views.post.preview_tab import PostPreviewTab
    from desktop.views.post.sources_tab import SourcesTab

SOURCES = "sources"


class PostInspector(Inspector):
    """The inspector with the sources of a post in the place of its facts, and a preview that goes with the text."""

    beside_asked = Signal(bool)  # the preview wants the room beside the text, or gives it back

    order = (CHECKS, SOURCES, PREVIEW, VERSIONS)

    def __init__(self, desk: Desk, editor: Callable[[], PostEditor], parent: QWidget | None = None) -> None:
        self._editor = editor
        super().__init__(desk, parent)

    @cached_property
    def sources(self) -> SourcesTab:
        """What each statement rests on."""
        from desktop.views.post.sources_tab import SourcesTab

        tab = SourcesTab(self._desk)
        tab.span_asked.connect(self.span_asked)
        if self._known:
            tab.show_report(self._report, self._draft)
        self._put(SOURCES, tab)
        return tab

    @cached_property
    def shown_post(self) -> PostPreviewTab:
        """The post as readers will see it."""
        from desktop.views.post.preview_tab import PostPreviewTab

        tab = PostPreviewTab(self._desk, self._editor())
        tab.beside_asked.connect(self.beside_asked)
        self._put(PREVIEW, tab)
        return tab

    @property
    def is_beside(self) -> bool:
        """Whether the preview has the room beside the text."""
        return "shown_post" in self.__dict__ and self.shown_post.is_beside

    def show_report(self, report: CheckReport) -> None:
        """Show what the checks say."""
        super().show_report(report)
        if SOURCES in self.__dict__:
            self.sources.show_report(report, self._draft)

    def _words(self) -> dict[str, str]:
        return {**super()._words(), SOURCES: tr("Sources")}

    def _page_of(self, tab_id: str) -> QWidget:
        if tab_id == PREVIEW:
            return self.shown_post
        return self.sources if tab_id == SOURCES else super()._page_of(tab_id)

    def _on_tab(self, tab_id: str) -> None:
        super()._on_tab(tab_id)
        if SOURCES in self.__dict__:
            self.sources.set_shown(tab_id == SOURCES)

    def _on_opened(self, draft: Draft) -> None:
        if SOURCES in self.__dict__:
            self.sources.forget(draft)
        super()._on_opened(draft)

    def _show_draft(self) -> None:
        super()._show_draft()
        if self.tabs.current == SOURCES:
            self.sources.show_draft(self._draft)

    def _show_preview(self, _draft: Draft) -> None:
        """It follows the desk by itself while it is seen."""
