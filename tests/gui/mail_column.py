"""Helpers of the tests of the middle column of a mail: a mail on a desk, and the parts of its column."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.mail import Block, BlockKind, Mail, MailType, Platform, Segment
from desktop.views.mail.block_body import BlockBody
from desktop.views.mail.block_frame import BlockFrame
from desktop.views.mail.mail_column import MailColumn
from desktop.views.mail.mail_text import MailTextView
from tests.fakes.desk import FakeDesk

Body = TypeVar("Body", bound=BlockBody)
HELLO = "{{ first_name|default:'Hej' }}"
LOYAL = f"{HELLO}, du har handlat hos oss förut. I dag släpper vi Ylva, en filt av svensk ull."
BLOCKS = (
    Block("b1", BlockKind.HEADING),
    Block("b2", BlockKind.TEXT),
    Block("b3", BlockKind.IMAGE),
    Block("b4", BlockKind.BUTTON),
    Block("b5", BlockKind.PRODUCT),
    Block("b6", BlockKind.FOOTER),
)
COPY = Copy(
    {
        "subject": "Ylva är här, vävd i Småland",
        "preheader": "De 50 första får fri frakt.",
        "b1": "Nu är Ylva här",
        "b2": "I dag släpper vi Ylva, en filt av svensk ull.",
        "b2@s2": LOYAL,
        "b3.alt": "Filten över en träbänk",
        "b4": "Beställ Ylva",
        "b5": "Ylva, ullfilt",
        "b5.text": "130 × 180 cm",
        "b5.price": "1 249 kr",
        "b6": "Du får mejlet för att du är kund.",
        "b6.unsubscribe": "Avregistrera dig",
        "b6.address": "Bryggvägen 4, Oskarshamn",
    }
)
MAIL = Mail(
    type=MailType.LAUNCH,
    platform=Platform.KLAVIYO,
    blocks=BLOCKS,
    segments=(Segment("s1", "Nya"), Segment("s2", "Trogna kunder")),
)
FACTS = (Fact("f1", "Material", "100 % svensk ull"), Fact("f2", "Price", "1 249", "kr"))


def mail_draft(mail: Mail = MAIL, copy: Copy = COPY) -> Draft:
    """A mail with six blocks and two segments, one of which has a text of its own."""
    brief = Brief(kind=Kind.MAIL, product="Ylva", language="sv", facts=FACTS, mail=mail)
    return Draft(DraftId("m1"), Kind.MAIL, brief, copy)


def shown_column(qtbot: QtBot, desk: FakeDesk, draft: Draft | None = None) -> MailColumn:
    """The column on a window of its own, as wide as on the smallest common screen."""
    desk.session.open(draft if draft is not None else mail_draft())
    column = MailColumn(desk.desk)
    qtbot.addWidget(column)
    column.resize(592, 770)
    column.show()
    qtbot.waitExposed(column)
    column.activateWindow()
    qtbot.waitUntil(column.isActiveWindow)
    return column


def text(column: MailColumn, base: str) -> MailTextView:
    """A text of the column, which must be there."""
    found = next((view for view in column.blocks.mail_views() if view.base == base), None)
    assert found is not None, base
    return found


def frame(column: MailColumn, block_id: str) -> BlockFrame:
    """The frame of a block, which must be there."""
    found = column.blocks.frame_of(block_id)
    assert found is not None, block_id
    return found


def body(column: MailColumn, block_id: str, kind: type[Body]) -> Body:
    """What is inside the frame of a block."""
    found = frame(column, block_id).body
    assert isinstance(found, kind), block_id
    return found


def order(column: MailColumn) -> list[str]:
    """The blocks as they stand on the page, from top to bottom."""
    blocks = column.blocks
    shown = [each for each in blocks.frames if each.parentWidget() is blocks.list]
    return [each.block.id for each in sorted(shown, key=lambda each: each.y())]


def picture(width: int = 120, height: int = 60, colour: str = "teal") -> QImage:
    """A picture of one colour."""
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor(colour))
    return made


def visible(*parts: QWidget) -> list[bool]:
    """Which of these are shown."""
    return [part.isVisible() for part in parts]


def action(column: MailColumn, words: str) -> QAction:
    """What the palette shows of the column, by its words."""
    return next(each for each in column.actions() if each.text() == words)
