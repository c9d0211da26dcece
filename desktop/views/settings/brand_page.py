"""The Brand page: who the workspace's mails are from, what they look like, what their links carry, and test mails."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.brand import Brand, LinkPattern
from desktop.core.mail import Platform
from desktop.core.words import tr
from desktop.runtime.brand_values import NETWORKS, is_mail_address, social_href, web_address, with_social
from desktop.runtime.desk import Desk
from desktop.runtime.mail_layouts import layout_choices
from desktop.views.mail.picture_box import PictureBox
from desktop.views.mail.words import PLATFORMS
from desktop.views.settings.brand_rows import CONTROL_WIDTH, ColourRow, Row, TextRow
from desktop.views.settings.brand_server import ServerRows
from desktop.views.settings.checks_page import WordsBox
from desktop.views.settings.page import Page
from desktop.views.tokens import Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.choice import SegmentedChoice
from desktop.views.widgets.fields import ComboBox, Toggle

_LOGO = 64


class BrandPage(Page):
    """Everything takes effect at once; what a mail names itself goes before it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        sentence = tr(
            "What every new mail begins with. Each mail can name another sender, look and platform for itself."
        )
        super().__init__(tr("Brand"), sentence, parent)
        self._desk = desk
        self._brands = desk.mailing.brands
        self._shows: list[Callable[[Brand], None]] = []
        self._add_sender()
        self._add_look()
        self._add_social()
        self._add_links()
        self.add_heading(tr("Test mails"))
        self.server = ServerRows(self._brands, self)
        for row in self.server.rows:
            self.add_row(row)
        self._brands.changed.connect(self._show)
        self._show()

    # The groups of rows

    def _add_sender(self) -> None:
        wrong = tr("This is no mail address.")
        self.name = self._text("name", tr("Name"), tr("Of the shop; it stands at the head of mails without a logo."))
        self.from_name = self._text("sender", tr("Sender"), tr("Who the mail is from, as the inbox shows it."))
        self.from_address = self._text(
            "from_address", tr("Sent from"), placeholder="hello@shop.example", read=_mail_address, wrong=wrong
        )
        self.reply_to = self._text(
            "reply_to", tr("Replies go to"), tr("Empty: to the address it is sent from."),
            placeholder="hello@shop.example", read=_mail_address, wrong=wrong,
        )  # fmt: skip
        self.website = self._text(
            "website", tr("Website"), placeholder="https://shop.example", read=web_address,
            wrong=tr("This is no address of a website."),
        )  # fmt: skip
        self.address = WordsBox(tr("Postal address"), tr("It stands under every mail; in most countries it has to."))
        self.address.changed.connect(lambda lines: self._change(address="\n".join(lines)))
        self._shows.append(
            lambda brand: self.address.show_lines(tuple(brand.address.split("\n")) if brand.address else ())
        )
        self.add_row(self.address)
        self.platform = _combo(tr("Sends with"), [("", tr("Nobody that knows merge tags")), *PLATFORMS])
        self.platform.activated.connect(lambda _at: self._change(platform=Platform(self.platform.currentData() or "")))
        self._shows.append(lambda brand: _choose(self.platform, brand.platform))
        self.add_row(Row(tr("Sends with"), tr("Merge tags of new mails are written for it."), self.platform))

    def _add_look(self) -> None:
        self.add_heading(tr("Look"))
        self.logo = PictureBox(self._brands.pictures, side=_LOGO)
        self.no_logo = Button(tr("Remove"), ButtonKind.QUIET, icon="trash", small=True)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        line.addWidget(self.no_logo)
        line.addWidget(self.logo)
        self.logo.file_asked.connect(self._ask_for_logo)
        self.logo.dropped.connect(self._brands.take_logo)
        self.no_logo.clicked.connect(lambda: self._change(logo=""))
        self._shows.append(self._show_logo)
        self.add_row(
            Row(tr("Logo"), tr("A PNG, JPEG, GIF or WebP of at most 5 MB. Press it, or drop a file on it."), holder)
        )
        self.accent = self._colour("accent", tr("Buttons and links"), tr("The colour of the brand."))
        self.text = self._colour("text", tr("Text"), tr("Dark enough to be read on the ground."))
        self.background = self._colour("background", tr("Ground"), tr("Light; in dark mode mails take dark colours."))
        fonts = [("sans", tr("Sans serif")), ("serif", tr("Serif")), ("rounded", tr("Round")), ("wide", tr("Wide"))]
        self.font_choice = SegmentedChoice(tr("Font"), fonts)
        self.font_choice.chosen.connect(lambda font: self._change(font=font))
        self._shows.append(lambda brand: self.font_choice.set_value(brand.font))
        self.add_row(Row(tr("Font"), tr("Of those that every reader has; none is loaded."), self.font_choice))
        self.layout_choice = _combo(tr("Layout"), [(each.id, each.name) for each in layout_choices()])
        self.layout_choice.activated.connect(lambda _at: self._change(layout=str(self.layout_choice.currentData())))
        self._shows.append(lambda brand: _choose(self.layout_choice, brand.layout))
        self.add_row(Row(tr("Layout"), tr("Of mails that choose none."), self.layout_choice))

    def _ask_for_logo(self) -> None:
        from desktop.views.mail.block_image import ask_for_picture  # with it comes the editor of mails

        ask_for_picture(self, self._brands.take_logo)

    def _add_social(self) -> None:
        self.add_heading(tr("Social links"))
        self.social: dict[str, TextRow] = {}
        for network, name in NETWORKS:
            row = TextRow(name, placeholder="https://", read=web_address, wrong=tr("This is no address of a website."))
            row.changed.connect(partial(self._on_social, network))
            self._shows.append(partial(_show_social, row, network))
            self.social[network] = row
            self.add_row(row)

    def _add_links(self) -> None:
        self.add_heading(tr("Links"))
        self.links_on = Toggle(tr("Add campaign parameters"))
        self.links_on.toggled.connect(lambda on: self._change_links(on=on))
        help_text = tr("So that your statistics tell which mail, segment and block a visit came from.")
        self.add_row(Row(tr("Add campaign parameters"), help_text, self.links_on))
        about = {
            "source": ("utm_source", ""),
            "medium": ("utm_medium", ""),
            "campaign": ("utm_campaign", tr("{parts} are filled in.", parts="{campaign} {type} {date}")),
            "content": ("utm_content", tr("{parts} are filled in.", parts="{segment} {block} {variant}")),
        }
        self.links: dict[str, TextRow] = {}
        for field, (parameter, words) in about.items():
            row = TextRow(parameter, words, placeholder=tr("not added"))
            row.changed.connect(partial(self._on_link, field))
            self._shows.append(partial(_show_link, row, field))
            self.links[field] = row
            self.add_row(row)
        self._shows.append(self._show_links)

    # One change at a time

    def _text(self, field: str, label: str, help_text: str = "", *, placeholder: str = "",
              read: Callable[[str], str] | None = None, wrong: str = "") -> TextRow:  # fmt: skip
        row = TextRow(label, help_text, placeholder=placeholder, read=read, wrong=wrong)
        row.changed.connect(lambda text: self._change(**{field: text}))
        self._shows.append(lambda brand: row.show_text(str(getattr(brand, field))))
        self.add_row(row)
        return row

    def _colour(self, field: str, label: str, help_text: str) -> ColourRow:
        row = ColourRow(label, help_text)
        row.changed.connect(lambda colour: self._change(**{field: colour}))
        self._shows.append(lambda brand: row.show_colour(str(getattr(brand, field))))
        self.add_row(row)
        return row

    def _change(self, **values: object) -> None:
        self._brands.set_brand(msgspec.structs.replace(self._brands.brand, **values))

    def _change_links(self, **values: object) -> None:
        links: LinkPattern = msgspec.structs.replace(self._brands.brand.links, **values)
        if links != self._brands.brand.links:
            self._change(links=links)

    def _on_social(self, network: str, href: str) -> None:
        self._change(social=with_social(self._brands.brand, network, href))

    def _on_link(self, field: str, text: str) -> None:
        self._change_links(**{field: text})

    def _show(self) -> None:
        brand = self._brands.brand
        for show in self._shows:
            show(brand)

    def _show_logo(self, brand: Brand) -> None:
        self.logo.show_picture(brand.logo)
        self.no_logo.setVisible(bool(brand.logo))

    def _show_links(self, brand: Brand) -> None:
        blocked = self.links_on.blockSignals(True)  # what is shown is chosen by nobody
        self.links_on.setChecked(brand.links.on)
        self.links_on.blockSignals(blocked)
        self.links_on.update()
        for row in self.links.values():
            row.setEnabled(brand.links.on)


def _combo(name: str, choices: list[tuple[str, str]]) -> ComboBox:
    combo = ComboBox(name)
    combo.setFixedWidth(CONTROL_WIDTH)
    for value, words in choices:
        combo.addItem(words, str(value))
    return combo


def _choose(combo: ComboBox, value: str) -> None:
    combo.setCurrentIndex(max(0, combo.findData(str(value))))


def _show_social(row: TextRow, network: str, brand: Brand) -> None:
    row.show_text(social_href(brand, network))


def _show_link(row: TextRow, field: str, brand: Brand) -> None:
    row.show_text(str(getattr(brand.links, field)))


def _mail_address(text: str) -> str:
    return text if is_mail_address(text) else ""
