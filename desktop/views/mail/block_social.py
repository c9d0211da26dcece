"""The pages of a shop elsewhere, as they stand in a mail, and where each of them is."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.core.mail import Block, SocialLink
from desktop.core.words import tr
from desktop.views.mail.block_body import INSET, BlockBody, BlockParts, clear_layout, column_of
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Badge
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.fields import LineEdit
from desktop.views.widgets.text import Label

NETWORKS: tuple[tuple[str, str], ...] = (
    ("instagram", "Instagram"),
    ("facebook", "Facebook"),
    ("tiktok", "TikTok"),
    ("youtube", "YouTube"),
    ("linkedin", "LinkedIn"),
    ("pinterest", "Pinterest"),
    ("x", "X"),
)
"""The networks that are known, with the names that they have in every language."""

_NAMES = dict(NETWORKS)


class SocialBody(BlockBody):
    """The links as words; while the block is selected, a line for each. Without any, those of the brand stand there."""

    def __init__(self, parts: BlockParts, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(block, parent)
        self._mailing = parts.desk.mailing
        self.edits: dict[str, LineEdit] = {}
        column = column_of(self)
        self._words = QHBoxLayout()
        self._words.setContentsMargins(INSET, 0, 0, 0)
        self._words.setSpacing(Space.XS + Space.XXS)
        column.addLayout(self._words)
        self.details = QWidget()
        self._lines = QVBoxLayout(self.details)
        self._lines.setContentsMargins(INSET, 0, 0, 0)
        self._lines.setSpacing(Space.XS)
        self.add = Button(tr("Add a network"), ButtonKind.QUIET, icon="plus", small=True)
        self.add.clicked.connect(self._open_networks)
        self._shown: tuple[SocialLink, ...] | None = None
        self.show_block(block)

    def show_block(self, block: Block) -> None:
        """As `BlockBody` says."""
        super().show_block(block)
        self.refit()
        if block.links != self._shown:
            self._shown = block.links
            self._show_lines()

    def refit(self) -> None:
        """As `BlockBody` says."""
        _empty(self._words)
        links = self.block.links or self._mailing.brand.social
        for link in links:
            self._words.addWidget(Badge(_NAMES.get(link.network, link.network)))
        if not links:
            self._words.addWidget(Label(tr("No networks yet; those of the brand would stand here"), "small", "text_3"))
        self._words.addStretch(1)

    def networks_menu(self) -> QMenu:
        """The networks that are not there yet."""
        menu = QMenu(self)
        there = {link.network for link in self.block.links}
        for network, name in NETWORKS:
            if network not in there:
                menu.addAction(name).triggered.connect(partial(self._add, network))
        return menu

    # Inside

    def _show_lines(self) -> None:
        self._lines.removeWidget(self.add)
        _empty(self._lines)
        self.edits = {}
        for link in self.block.links:
            name = _NAMES.get(link.network, link.network)
            edit = LineEdit(tr("Address on {network}", network=name), placeholder=tr("https://… the page there"))
            edit.setFixedHeight(Size.CONTROL_SMALL)
            edit.setText(link.href)
            edit.editingFinished.connect(partial(self._on_edited, link.network))
            gone = IconButton("close", tr("Take {network} out", network=name), size=Size.CONTROL_SMALL)
            gone.clicked.connect(partial(self._remove, link.network))
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(Space.S)
            label = Label(name, "small", "text_2")
            label.setFixedWidth(Size.RAIL_ITEM_WIDTH)
            row.addWidget(label)
            row.addWidget(edit, 1)
            row.addWidget(gone)
            self._lines.addWidget(line)
            self.edits[link.network] = edit
        self._lines.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def _open_networks(self) -> None:
        menu = self.networks_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    def _add(self, network: str, _checked: bool = False) -> None:  # noqa: FBT002 - what Qt sends along
        known = {link.network: link.href for link in self._mailing.brand.social}
        self._set((*self.block.links, SocialLink(network, known.get(network, ""))))

    def _remove(self, network: str, _checked: bool = False) -> None:  # noqa: FBT002 - what Qt sends along
        self._set(tuple(link for link in self.block.links if link.network != network))

    def _on_edited(self, network: str) -> None:
        edit = self.edits.get(network)
        if edit is not None:
            href = edit.text().strip()
            links = tuple(SocialLink(network, href) if link.network == network else link for link in self.block.links)
            self._shown = links  # the line that is being typed in stays
            self._set(links)

    def _set(self, links: tuple[SocialLink, ...]) -> None:
        if links != self.block.links:
            self._mailing.change_block(msgspec.structs.replace(self.block, links=links))


def _empty(layout: QHBoxLayout | QVBoxLayout) -> None:
    items = [layout.itemAt(place) for place in range(layout.count())]
    gone = [item.widget() for item in items if item is not None]
    clear_layout(layout)
    for widget in gone:
        if widget is not None:
            widget.deleteLater()
