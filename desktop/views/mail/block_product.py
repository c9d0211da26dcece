"""A product in a mail: picture, name, a sentence and the price, from the ledger of facts or typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.core.brief import number_facts
from desktop.core.mail import Block
from desktop.core.words import tr
from desktop.views.mail.block_body import INSET, MIDDLE, BlockBody, BlockParts, LinkRow, column_of, outside, with_link
from desktop.views.mail.block_image import ask_for_picture, take_picture
from desktop.views.mail.picture_box import PictureBox
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.surface import paint_card

_PICTURE = Size.CONTROL + Size.MONOGRAM
_PRICE = Size.RAIL_ITEM + Space.S


class ProductBody(BlockBody):
    """A card with what is typed in it; its facts are chosen below while the block is selected."""

    def __init__(self, parts: BlockParts, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(block, parent)
        self._desk = parts.desk
        name, text, price = (parts.text(block, part) for part in ("", "text", "price"))
        self.views = (name, text, price)
        self.price = price
        self.picture = PictureBox(parts.desk.mailing.pictures, side=_PICTURE)
        self.picture.file_asked.connect(lambda: ask_for_picture(self, self.take))
        self.picture.dropped.connect(self.take)
        column = column_of(self)
        card = _Card()
        around = QHBoxLayout()
        around.setContentsMargins(INSET, 0, 0, 0)
        around.addWidget(card)
        column.addLayout(around)
        for view in self.views:
            outside(view, column)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(name)
        words.addWidget(text)
        words.addStretch(1)
        row = QHBoxLayout(card)
        row.setContentsMargins(Space.S + Space.XXS, Space.S + Space.XXS, Space.L, Space.S + Space.XXS)
        row.setSpacing(0)
        row.addWidget(self.picture, 0, MIDDLE)
        row.addLayout(words, 1)
        row.addWidget(price, 0, MIDDLE)
        self.details = self._make_details()
        price.editor.text_changed.connect(self._fit_price)
        self._fit_price()
        self.show_block(block)

    def _make_details(self) -> QWidget:
        self.link = LinkRow()
        self.link.changed.connect(self._on_link)
        self.facts = Button(tr("Fill from facts"), ButtonKind.QUIET, icon="table", small=True)
        self.facts.set_tip(tr("Choose the facts that name, text and price are made from"))
        self.facts.set_trailing("chevron-down")
        self.facts.clicked.connect(self._open_facts)
        details = QWidget()
        row = QHBoxLayout(details)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.link, 1)
        row.addWidget(self.facts)
        return details

    def show_block(self, block: Block) -> None:
        """As `BlockBody` says."""
        super().show_block(block)
        self.picture.show_picture(block.src)
        self.link.show_link(block.href)

    def take(self, source: Path | bytes) -> None:
        """Show this picture from now on."""
        take_picture(self._desk, self.block.id, source)

    def facts_menu(self) -> QMenu:
        """The facts of the ledger, those that the card is made from ticked; choosing fills the card anew."""
        menu = QMenu(self)
        facts = number_facts(self._desk.session.draft.brief.facts)
        for fact in facts:
            words = f"{fact.name}: {fact.text}" if fact.name else fact.text
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(fact.id in self.block.facts)
            action.triggered.connect(lambda checked, fact_id=fact.id: self._on_fact(fact_id, checked=checked))
        if not facts:
            menu.addAction(tr("There are no facts yet")).setEnabled(False)
            return menu
        menu.addSeparator()
        every: QAction = menu.addAction(tr("Fill from all facts"))
        every.triggered.connect(lambda: self._fill(tuple(fact.id for fact in facts)))
        return menu

    # Inside

    def _open_facts(self) -> None:
        menu = self.facts_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.facts.mapToGlobal(QPoint(0, self.facts.height())))

    def _on_fact(self, fact_id: str, *, checked: bool) -> None:
        kept = tuple(each for each in self.block.facts if each != fact_id)
        self._fill((*kept, fact_id) if checked else kept)

    def _fill(self, fact_ids: tuple[str, ...]) -> None:
        self._desk.mailing.fill_product(self.block.id, fact_ids)

    def _on_link(self, href: str) -> None:
        if href != self.block.href:
            self._desk.mailing.change_block(with_link(self.block, href))

    def _fit_price(self) -> None:
        """As wide as the price, at most a third of a narrow column."""
        self.price.setFixedWidth(max(_PRICE, min(self.price.editor.natural_width() + Space.XS, Size.COLUMN)))


class _Card(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(Size.TEXT_NARROW, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_card(QPainter(self), QRectF(self.rect()), border="line", ground="surface_2")
