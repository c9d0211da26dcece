"""Chooses a merge tag: which of the reader's data stands there, and what for those of whom it is not known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop.core.mail import Platform
from desktop.core.merge_tags import MergeTag, write_tag
from desktop.core.words import tr
from desktop.runtime.mailing import Mailing
from desktop.views.mail.mail_editor import MailEditor
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import LineField
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label


def tag_menu(
    mailing: Mailing, of: QWidget, insert: Callable[[str], None], platforms: Callable[[Platform], None]
) -> QMenu:
    """The tags that the sender of the mail knows; without a sender, those who can be chosen."""
    menu = QMenu(of)
    menu.setAccessibleName(tr("Insert a merge tag"))
    choices = mailing.tag_choices()
    for choice in choices:
        action = menu.addAction(choice.label.replace("&", "&&"))
        action.setToolTip(choice.raw)
        action.triggered.connect(partial(_call, insert, choice.raw))
    menu.setToolTipsVisible(True)
    if not choices:
        menu.addAction(tr("Who sends the mail? Tags are written its way:")).setEnabled(False)
        for platform, name in SENDERS:
            menu.addAction(name).triggered.connect(partial(_call_platform, platforms, platform))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def open_tag_menu(menu: QMenu, spot: QWidget | None, editor: MailEditor) -> None:
    """Show the menu below the button that asked, or at the caret; the first tag is chosen."""
    if spot is not None:
        place = spot.mapToGlobal(QPoint(0, spot.height()))
    else:
        place = editor.viewport().mapToGlobal(editor.cursorRect().bottomLeft() + QPoint(0, Space.XS))
    menu.popup(place)
    first = next((action for action in menu.actions() if action.isEnabled()), None)
    if first is not None:
        menu.setActiveAction(first)


class TagCard(Popover):
    """Opens at a tag in the text: what it stands for, and the words for those who have no value. Deletes itself."""

    changed = Signal(str)  # the tag as it is to be written; empty: out with it

    def __init__(self, window: QWidget, tag: MergeTag, label: str) -> None:
        super().__init__(window, label)
        self._tag = tag
        self.body.addWidget(Label(label, "strong", wrap=True))
        self.body.addWidget(Label(tag.raw, "small", "text_2", wrap=True, selectable=True))
        self.fallback = LineField(tr("Otherwise"), placeholder=tr("nothing"))
        self.fallback.set_text(tag.fallback or "")
        self.fallback.setMinimumWidth(Size.SIDE_LIST)
        self.keep = Button(tr("Keep"), ButtonKind.PRIMARY, small=True)
        self.remove = Button(tr("Take it out"), ButtonKind.QUIET, icon="trash", small=True)
        self.fallback.edit.returnPressed.connect(self._on_keep)
        self.keep.clicked.connect(self._on_keep)
        self.remove.clicked.connect(lambda: self._end(""))
        can_fall_back = not tag.block and bool(write_tag(tag.field, "x", tag.platform)) and tag.field in _NAMED
        self.fallback.setVisible(can_fall_back)
        self.keep.setVisible(can_fall_back)
        self.body.addWidget(self.fallback)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.remove)
        row.addStretch(1)
        row.addWidget(self.keep)
        self.body.addLayout(row)
        if can_fall_back:
            self.setFocusProxy(self.fallback.edit)
        self.closed.connect(self.deleteLater)

    def open_in(self, editor: MailEditor, area: QRect) -> None:
        """Show it at the tag."""
        self.open_at(area, editor)

    def _on_keep(self) -> None:
        self._end(write_tag(self._tag.field, self.fallback.text.strip() or None, self._tag.platform) or self._tag.raw)

    def _end(self, raw: str) -> None:
        self.close_card()
        if raw != self._tag.raw:
            self.changed.emit(raw)


_NAMED = frozenset({
    "first_name", "last_name", "full_name", "company", "city", "coupon", "product_name", "order_number", "shop_name",
})  # fmt: skip
"""Fields in whose place other words can stand."""

SENDERS: tuple[tuple[Platform, str], ...] = (
    (Platform.MAILCHIMP, "Mailchimp"),
    (Platform.KLAVIYO, "Klaviyo"),
    (Platform.BREVO, "Brevo"),
    (Platform.SHOPIFY, "Shopify"),
    (Platform.HUBSPOT, "HubSpot"),
)


def _call(insert: Callable[[str], None], raw: str, _checked: bool = False) -> None:  # noqa: FBT002 - Qt's
    insert(raw)


def _call_platform(choose: Callable[[Platform], None], platform: Platform, _checked: bool = False) -> None:  # noqa: FBT002
    choose(platform)
