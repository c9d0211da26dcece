"""Briefs and own instructions kept under a name, to begin others from."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.draft import Template
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.name_card import NameCard


class TemplatesMenu(QObject):
    """Saves the brief as a template, fills the brief from one, and deletes one."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk

    def open_below(self, button: QWidget) -> None:
        """Read the templates and open the menu below a button."""
        self._desk.drafts.templates(partial(self._open, button))

    def menu(self, templates: list[Template], button: QWidget) -> QMenu:
        """The menu for these templates, which belongs to a button."""
        menu = QMenu(button)
        for template in templates:
            action = menu.addAction(tr("Use “{name}”", name=template.name))
            action.triggered.connect(lambda _checked=False, used=template: self._desk.drafts.use_template(used))
        if templates:
            menu.addSeparator()
        menu.addAction(tr("Keep this brief as a template…")).triggered.connect(lambda: self._ask_name(button))
        if templates:
            deleting = menu.addMenu(tr("Delete a template"))
            for template in templates:
                action = deleting.addAction(template.name)
                action.triggered.connect(
                    lambda _checked=False, name=template.name: self._desk.drafts.delete_template(name)
                )
        return menu

    def _open(self, button: QWidget, templates: list[Template]) -> None:
        menu = self.menu(templates, button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _ask_name(self, button: QWidget) -> None:
        card = NameCard(
            button,
            tr("Keep this brief as a template"),
            tr("Name"),
            tr("Keep"),
            tr("Everything but the product and its facts is kept: tone, language, channels, instructions."),
            name=self._desk.session.draft.brief.audience,
        )
        card.named.connect(self._keep)
        card.open_at(QRect(QPoint(0, 0), button.size()), button)

    def _keep(self, name: str) -> None:
        self._desk.drafts.save_template(name)
        self._desk.notices.info(tr("Kept as the template “{name}”.", name=name), key="template")
