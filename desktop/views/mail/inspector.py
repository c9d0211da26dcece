"""The right side of the Mail screen: the mail as it will arrive first, then checks, facts and versions."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtWidgets import QWidget

from desktop.core.draft import Draft
from desktop.views.inspector.inspector import CHECKS, FACTS, PREVIEW, VERSIONS, Inspector
from desktop.views.mail.preview_tab import PreviewTab


class MailInspector(Inspector):
    """The inspector with a preview that looks at the desk by itself."""

    order = (PREVIEW, CHECKS, FACTS, VERSIONS)

    @cached_property
    def arriving(self) -> PreviewTab:
        """The mail as it will arrive."""
        tab = PreviewTab(self._desk)
        self._put(PREVIEW, tab)
        return tab

    def _page_of(self, tab_id: str) -> QWidget:
        return self.arriving if tab_id == PREVIEW else super()._page_of(tab_id)

    def _show_preview(self, _draft: Draft) -> None:
        """It follows the desk by itself while it is seen."""
