"""What can be made of the post on the desk, in a card: a mail, social posts, a product text."""

from __future__ import annotations

from enum import StrEnum

import msgspec
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from desktop.core.mail import MailType
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.repurposing import SOCIAL_CHANNELS, Along
from desktop.views import theme
from desktop.views.announce import spoken
from desktop.views.icons import paint_icon
from desktop.views.mail.words import type_name
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.choice import SegmentedChoice
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.surface import paint_ground
from desktop.views.widgets.text import Label

_KEYS = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_WIDTH = Size.DIALOG
_ANY_HEIGHT = 1 << 16


class Way(StrEnum):
    """What is made."""

    MAIL = "mail"
    SOCIAL = "social"
    PRODUCT = "product"


class WayWords(msgspec.Struct, frozen=True):
    """What stands in a row: its icon, name, and a line of what comes along."""

    icon: str
    name: str
    along: str


class RepurposeCard(Popover):
    """Three rows, each with its key; `made` is sent when one was chosen. Deletes itself."""

    made = Signal(str)  # Way

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window, tr("Make something of this post"))
        self._repurposing = desk.posting.repurposing
        self._notices = desk.notices
        along = self._repurposing.along
        self.body.addWidget(Label(tr("Make something of this post"), "strong"))
        self.type = SegmentedChoice(
            tr("Which mail"),
            tuple((each, type_name(each)) for each in (MailType.NEWSLETTER, MailType.ANNOUNCEMENT)),
            MailType.NEWSLETTER,
        )
        self.rows = {way: WayRow(words_of(way, along), number) for number, way in enumerate(Way, 1)}
        for way, row in self.rows.items():
            row.clicked.connect(lambda _checked=False, way=way: self.make(way))
            self.body.addWidget(row)
            if way is Way.MAIL:
                choice = QHBoxLayout()
                choice.setContentsMargins(Space.S + Size.ICON + Space.S, 0, 0, Space.XS)
                choice.addWidget(self.type)
                choice.addStretch(1)
                self.body.addLayout(choice)
        note = tr("The post stays as it is, and keeps a version of what it was then.")
        foot = Label(note, "small", "text_3", wrap=True)
        foot.fit(_WIDTH)
        self.body.addWidget(foot)
        self.setFocusProxy(self.rows[Way.MAIL])
        self.closed.connect(self.deleteLater)

    def make(self, way: Way) -> None:
        """Make this of the post, and put the card away."""
        self.close_card()
        match way:
            case Way.MAIL:
                self._repurposing.to_mail(MailType(self.type.value))
            case Way.SOCIAL:
                self._say_social(len(self._repurposing.to_social()))
            case Way.PRODUCT:
                self._repurposing.to_product()
        self.made.emit(way)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = list(self.rows.values())
        held = next((at for at, row in enumerate(rows) if row.hasFocus()), -1)
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if event.key() in _KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.make(list(Way)[_KEYS[Qt.Key(event.key())]])
        elif step and 0 <= held + step < len(rows):
            rows[held + step].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _say_social(self, new: int) -> None:
        added = trn("{n} social post can be written.", "{n} social posts can be written.", new)
        self._notices.info(
            added if new else tr("The social posts are there already."),
            tr("They are on the page “Title and search” of this post."),
            key="repurposed",
        )


class WayRow(KeyFocus, QAbstractButton):
    """One row: pressed by mouse, Enter or Space."""

    def __init__(self, words: WayWords, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._number = number
        self.setText(words.name)
        self.setAccessibleName(words.name)
        self.setAccessibleDescription(spoken(words.along, tr("Key {key}", key=number)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        room = QRect(0, 0, self._room, _ANY_HEIGHT)
        along = QFontMetrics(theme.font(Type.SMALL)).boundingRect(room, _WRAP, self._words.along)
        return QSize(_WIDTH, 2 * Space.S + Size.ICON + along.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                event.ignore()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown() or self.hasFocus():
            paint_ground(painter, self.rect().toRectF(), "surface_1")
        area = self.rect().adjusted(Space.S, Space.S, -Space.S, -Space.S)
        paint_icon(painter, self._words.icon, QRect(area.topLeft(), QSize(Size.ICON, Size.ICON)), "accent")
        left = area.left() + Size.ICON + Space.S
        painter.setFont(theme.font(Type.BASE, Weight.STRONG))
        painter.setPen(theme.colour("text_1"))
        painter.drawText(QRect(left, area.top(), self._room, Size.ICON), _MIDDLE, self._words.name)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        painter.drawText(QRect(left, area.top() + Size.ICON, self._room, area.height()), _WRAP, self._words.along)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight), str(self._number))

    @property
    def _room(self) -> int:
        """How wide the words may be, beside the icon and the key."""
        return _WIDTH - 3 * Space.S - Size.ICON - Size.BADGE


def words_of(way: Way, along: Along) -> WayWords:
    """What stands in the row of a way."""
    facts = trn("{n} fact", "{n} facts", along.facts)
    sections = trn("{n} section", "{n} sections", along.sections)
    match way:
        case Way.MAIL:
            words = tr("With {facts} and the gist of {sections}.", facts=facts, sections=sections)
            if along.link:
                button = tr("Its button leads to the post.")
                words = f"{words} {button}"
            return WayWords("mail", tr("Mail"), words)
        case Way.SOCIAL:
            names = tr("For {n} networks, each in its own length; they stay with the post.", n=len(SOCIAL_CHANNELS))
            return WayWords("chain", tr("Social posts"), names)
        case Way.PRODUCT:
            words = tr("With {facts}, the keyphrase and the gist of {sections}.", facts=facts, sections=sections)
            return WayWords("product", tr("Product text"), words)
