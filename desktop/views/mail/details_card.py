"""What kind of mail it is, how it is laid out, its campaign, and who it comes from, in a card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.mail import MailType
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.mail_layouts import layout_choices
from desktop.views.mail.words import type_name, type_sentence
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import ComboField, LineField
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label


class DetailsCard(Popover):
    """Every change goes to the desk at once, and Undo takes it back. What is empty is filled from the brand.

    `show_brand` leads to the page of the settings where the brand is kept. Deletes itself.
    """

    def __init__(self, window: QWidget, desk: Desk, show_brand: Callable[[], None]) -> None:
        super().__init__(window, tr("Type, layout and sender"))
        self._mailing = mailing = desk.mailing
        mail, brand = mailing.mail, mailing.brand
        self._layouts = {layout.id: layout for layout in layout_choices()}
        usual = self._layouts.get(brand.layout)
        as_brand = tr("As the brand: {layout}", layout=usual.name) if usual is not None else tr("As the brand")
        self.type = ComboField(tr("Type"), tuple((each, type_name(each)) for each in MailType))
        self.type.set_value(mail.type)
        self.layout_choice = ComboField(
            tr("Layout"), (("", as_brand), *((each.id, each.name) for each in self._layouts.values()))
        )
        self.layout_choice.set_value(mail.layout)
        self.about = Label("", "small", "text_2", wrap=True)
        self.campaign = LineField(tr("Campaign"), placeholder=tr("spring-launch"), session_undo=True)
        self.campaign.set_text(mail.campaign)
        self.campaign.edit.setToolTip(tr("Stands in the links, so that visits can be counted"))
        self.from_name = LineField(tr("Sender name"), placeholder=brand.sender or brand.name, session_undo=True)
        self.from_name.set_text(mail.sender)
        self.address = LineField(tr("Sender address"), placeholder=brand.from_address, session_undo=True)
        self.address.set_text(mail.from_address)
        self.reply_to = LineField(tr("Answers go to"), placeholder=brand.reply_to, session_undo=True)
        self.reply_to.set_text(mail.reply_to)
        self.brand = Button(tr("Brand: colours, logo, address"), ButtonKind.QUIET, icon="appearance", small=True)
        self.brand.clicked.connect(self.close_card)
        self.brand.clicked.connect(show_brand)
        self._lay_out()
        self._connect()
        self._describe()

    def _lay_out(self) -> None:
        body = self.body
        body.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        body.setSpacing(Space.M)
        body.addWidget(Label(tr("Type, layout and sender"), "text_strong"))
        body.addLayout(_pair(self.type, self.layout_choice))
        body.addWidget(self.about)
        body.addWidget(self.campaign)
        body.addWidget(self.from_name)
        body.addLayout(_pair(self.address, self.reply_to))
        foot = QHBoxLayout()
        foot.addWidget(self.brand)
        foot.addStretch(1)
        done = Button(tr("Done"), small=True)
        done.clicked.connect(self.close_card)
        foot.addWidget(done)
        body.addLayout(foot)
        self.setFocusProxy(self.type.combo)

    def _connect(self) -> None:
        self.type.chosen.connect(self._on_type)
        self.layout_choice.chosen.connect(self._on_layout)
        self.campaign.text_edited.connect(self._mailing.set_campaign)
        for line in (self.from_name, self.address, self.reply_to):
            line.text_edited.connect(self._on_sender)
        for line in (self.campaign, self.from_name, self.address, self.reply_to):
            line.edit.returnPressed.connect(self.close_card)
        self.closed.connect(self.deleteLater)

    def _on_type(self, value: str) -> None:
        self._mailing.set_type(MailType(value))
        self._describe()

    def _on_layout(self, value: str) -> None:
        self._mailing.set_layout(value)
        self._describe()

    def _on_sender(self, _text: str) -> None:
        self._mailing.set_sender(self.from_name.text.strip(), self.address.text.strip(), self.reply_to.text.strip())

    def _describe(self) -> None:
        """Say what the type is for and what the layout looks like; the blocks that are there stay."""
        layout = self._layouts.get(self.layout_choice.value or self._mailing.brand.layout)
        sentences = (type_sentence(MailType(self.type.value)), layout.about if layout is not None else "")
        self.about.setText("\n".join(each for each in sentences if each))
        self.about.fit(Size.DIALOG)
        self.refit()


def _pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.S)
    row.addWidget(left, 1)
    row.addWidget(right, 1)
    return row
