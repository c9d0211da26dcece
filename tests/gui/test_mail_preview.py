"""The preview of a mail and the card that sends a test, as the writer sees and presses them."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import msgspec
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QImageWriter, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.errors import ErrorKind, Problem
from desktop.engine.mail_messages import MailSent
from desktop.runtime.desk import Desk
from desktop.runtime.mail_pictures import MailPicture, MailPictures
from desktop.views.mail.inbox_lines import InboxLines, InboxText
from desktop.views.mail.preview_card import PreviewCard
from desktop.views.mail.preview_tab import PreviewTab
from desktop.views.mail.send_card import SendCard
from desktop.views.mail.simple_preview import SimplePreview, picture_of
from desktop.views.mail.size_line import LIMIT, SizeLine
from desktop.views.theme import apply_theme
from tests.fakes.mail_preview import PIXEL, YLVA, FakeMailing


def png(width: int, height: int, colour: int = 0xFF1F4E5F) -> bytes:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(colour)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


class FakePictures(QObject):
    """Draws when a test says so."""

    drawn = Signal(object)
    failed = Signal(object)

    def __init__(self, *, installed: bool = True) -> None:
        super().__init__()
        self.installed = installed
        self.asked: list[tuple[str, int, bool]] = []

    def draw(self, html: str, width: int, *, dark: bool = False) -> None:
        self.asked.append((html, width, dark))

    def answer(self) -> MailPicture:
        """Draw what was asked last."""
        _, width, dark = self.asked[-1]
        picture = MailPicture(width, dark, png(width * 2, 1600), 800)
        self.drawn.emit(picture)
        return picture


@pytest.fixture
def mailing(qtbot: QtBot) -> FakeMailing:
    return FakeMailing()


@pytest.fixture
def pictures(qtbot: QtBot) -> FakePictures:
    return FakePictures()


def shown(qtbot: QtBot, mailing: FakeMailing, pictures: FakePictures, width: int = 356) -> PreviewTab:
    desk = cast("Desk", SimpleNamespace(mailing=mailing))
    tab = PreviewTab(desk, pictures=cast("MailPictures", pictures))
    qtbot.addWidget(tab)
    tab.resize(width, 740)
    tab.show()
    qtbot.waitExposed(tab)
    return tab


@pytest.fixture
def tab(qtbot: QtBot, mailing: FakeMailing, pictures: FakePictures) -> PreviewTab:
    return shown(qtbot, mailing, pictures)


def test_a_mail_is_rendered_as_soon_as_it_is_looked_at_and_no_longer(tab: PreviewTab, mailing: FakeMailing) -> None:
    assert mailing.asked == [(False, True, True)]
    followed = [mailing.following]
    tab.hide()
    assert [*followed, mailing.following] == [True, False]


def test_the_simple_preview_stands_there_until_the_picture_comes(tab: PreviewTab, pictures: FakePictures) -> None:
    assert tab.stack.currentWidget() is tab.simple
    assert "Nu är Ylva här" in tab.simple.toPlainText()
    assert tab.note.isHidden()
    picture = pictures.answer()
    assert tab.stack.currentWidget() is tab.faithful
    assert tab.faithful.picture is picture
    assert "Anna, du har handlat" in tab.faithful.accessibleDescription()


def test_width_and_colours_are_asked_for(
    qtbot: QtBot, tab: PreviewTab, mailing: FakeMailing, pictures: FakePictures
) -> None:
    assert pictures.asked[-1][1:] == (360, False)
    frames = [tab.frame.phone]
    QTest.mouseClick(tab.width_choice.button("600"), Qt.MouseButton.LeftButton)
    assert pictures.asked[-1][1:] == (600, False)
    assert [*frames, tab.frame.phone] == [True, False]
    QTest.mouseClick(tab.light.button("dark"), Qt.MouseButton.LeftButton)
    assert mailing.asked[-1] == (True, True, True)
    assert pictures.asked[-1][1:] == (600, True)
    assert tab.frame.dark
    QTest.mouseClick(tab.images, Qt.MouseButton.LeftButton)
    assert mailing.asked[-1] == (True, False, True)
    QTest.keyClick(tab.light.button("dark"), Qt.Key.Key_Left)
    assert mailing.asked[-1] == (False, False, True)


def test_the_text_part_is_shown_as_it_is(qtbot: QtBot, tab: PreviewTab, pictures: FakePictures) -> None:
    pictures.answer()
    QTest.mouseClick(tab.plain, Qt.MouseButton.LeftButton)
    assert tab.stack.currentWidget() is tab.simple
    assert tab.simple.toPlainText() == YLVA.text
    assert tab.note.isHidden()
    QTest.mouseClick(tab.plain, Qt.MouseButton.LeftButton)
    pictures.answer()
    assert tab.stack.currentWidget() is tab.faithful


def test_without_the_part_the_preview_says_that_it_is_simple_and_how_the_other_comes(
    qtbot: QtBot, mailing: FakeMailing
) -> None:
    tab = shown(qtbot, mailing, FakePictures(installed=False))
    assert tab.stack.currentWidget() is tab.simple
    assert tab.note.text().startswith("Simple preview:")
    QTest.mouseClick(tab.why, Qt.MouseButton.LeftButton)
    card = tab.window().findChild(PreviewCard)
    assert card is not None
    assert card.command.text() == 'pip install "copydesk[preview]"'
    QTest.mouseClick(card.browser, Qt.MouseButton.LeftButton)
    assert mailing.opened == 1


def test_when_drawing_fails_the_simple_preview_stays_and_says_why(tab: PreviewTab, pictures: FakePictures) -> None:
    pictures.answer()
    pictures.failed.emit(Problem(ErrorKind.BUG, "The part that draws mails has stopped.", "Start anew."))
    assert tab.stack.currentWidget() is tab.simple
    assert "Simple preview" in tab.note.text()


def test_a_mail_that_cannot_be_rendered_says_why(tab: PreviewTab, mailing: FakeMailing) -> None:
    mailing.mail_to_render = Problem(ErrorKind.INPUT, "A text of this mail is too long.", "Divide it.")
    mailing.render()
    assert tab.note.text() == "A text of this mail is too long. Divide it."
    assert tab.note.property("tone") == "contradicted"
    mailing.mail_to_render = msgspec.structs.replace(YLVA, notes=("A picture is not there.", "Two."))
    mailing.render()
    assert tab.note.text() == "A picture is not there."
    assert "Two." in tab.note.toolTip()


def test_no_mail_is_said_in_a_sentence(tab: PreviewTab, mailing: FakeMailing) -> None:
    mailing.is_mail = False
    mailing.changed.emit()
    assert not tab.nothing.isHidden()
    assert not tab.frame.isVisible()


def test_the_inbox_shows_what_is_cut_and_of_how_much(tab: PreviewTab) -> None:
    assert tab.inbox.desktop.whole
    assert not tab.inbox.phone.whole
    assert f"{tab.inbox.phone.count} of 47 characters" in tab.inbox.accessibleDescription()
    assert "Sjöbod" in tab.inbox.accessibleDescription()


@pytest.mark.parametrize("width", [200, 274, 324, 600])
def test_the_inbox_is_never_wider_than_its_place(qtbot: QtBot, width: int) -> None:
    lines = InboxLines()
    qtbot.addWidget(lines)
    lines.show_text(InboxText("Sjöbod", "W" * 60, "Först till kvarn " * 8))
    lines.resize(width, lines.heightForWidth(width))
    lines.show()
    qtbot.waitExposed(lines)
    image = lines.grab().toImage()
    assert not image.isNull()
    assert lines.heightForWidth(width) <= lines.heightForWidth(1000)


@pytest.mark.parametrize(
    ("size", "words", "icon"),
    [
        (0, "0 of 102 KB", "check"),
        (38_900, "38 of 102 KB", "check"),
        (LIMIT - 2000, "100 of 102 KB", "warning"),
        (LIMIT + 1, "103 of 102 KB", "contradicted"),
    ],
)
def test_the_size_says_what_gmail_does(qtbot: QtBot, size: int, words: str, icon: str) -> None:
    line = SizeLine()
    qtbot.addWidget(line)
    line.show_size(size, "Anna Lindqvist")
    assert line.words == words
    assert line.to == "as sent to Anna Lindqvist"
    assert ("cuts the mail off" in line.toolTip()) == (icon == "contradicted")
    assert ("Nearly" in line.toolTip()) == (icon == "warning")


def test_the_simple_preview_loads_nothing(qtbot: QtBot) -> None:
    view = SimplePreview()
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.show_html(
        "<style>@import url(http://127.0.0.1:9/a.css)</style><link rel=stylesheet href=file:///etc/hostname>"
        "<body background='http://127.0.0.1:9/b.png'><img src='file:///etc/hostname'><img src='http://127.0.0.1:9/c.png'>"
        f"<img src='data:image/png;base64,{PIXEL}'><p style='font-size:0'>x</p><a href='javascript:x()'>Hej</a></body>"
    )
    view.show()
    qtbot.waitExposed(view)
    image = QTextDocument.ResourceType.ImageResource.value
    sheet = QTextDocument.ResourceType.StyleSheetResource.value
    for address in ("http://127.0.0.1:9/c.png", "file:///etc/hostname", "qrc:/x", "mail:99"):
        assert view.loadResource(image, QUrl(address)) is None
        assert view.loadResource(sheet, QUrl(address)) is None
    assert isinstance(view.loadResource(image, QUrl("mail:0")), QImage)
    assert not view.openLinks()
    assert not view.openExternalLinks()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://x.example/a.png",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "data:image/png;base64,!!!!",
        "data:image/png;base64,aGVq",
    ],
)
def test_what_is_no_picture_is_none(qapp: QApplication, address: str) -> None:
    assert picture_of(address) is None


def test_a_mail_beyond_all_measure_is_said_in_the_simple_preview(qtbot: QtBot) -> None:
    view = SimplePreview()
    qtbot.addWidget(view)
    view.show_html("<p>" + "x " * 400_000 + "</p>")
    assert "too large" in view.toPlainText()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [290, 316, 356, 460])
def test_nothing_is_cut_off_at_any_width(
    qtbot: QtBot, qapp: QApplication, mailing: FakeMailing, pictures: FakePictures, theme: str, width: int
) -> None:
    apply_theme(qapp, theme, 15)
    tab = shown(qtbot, mailing, pictures, width)
    pictures.answer()
    for part in (tab.inbox, tab.light, tab.width_choice, tab.images, tab.frame, tab.size_line):
        left = part.mapTo(tab, part.rect().topLeft()).x()
        assert left >= 0
        assert left + part.width() <= width
    assert not tab.grab().isNull()


# Sending


@pytest.fixture
def card(qtbot: QtBot, mailing: FakeMailing) -> Iterator[SendCard]:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(700, 700)
    page.show()
    qtbot.waitExposed(page)
    made = SendCard(page, cast("Desk", SimpleNamespace(mailing=mailing)))
    made.open_in_middle()
    yield made
    page.close()


def test_nothing_is_sent_before_the_button_is_pressed(card: SendCard, mailing: FakeMailing) -> None:
    assert mailing.tests_sent == 0
    assert mailing.passwords == []
    assert "The mail goes to anna@example.com through smtp.example.com" in card.leaves.text()


def test_a_test_is_sent_with_what_stands_in_the_fields(qtbot: QtBot, card: SendCard, mailing: FakeMailing) -> None:
    card.user.set_text("anna@example.com")
    QTest.keyClicks(card.password, "kanel 4711")
    QTest.mouseClick(card.security.button("tls"), Qt.MouseButton.LeftButton)
    assert card.port.text == "465"
    QTest.mouseClick(card.go, Qt.MouseButton.LeftButton)
    assert mailing.tests_sent == 1
    assert mailing.passwords == ["kanel 4711"]
    assert (mailing.server.user, mailing.server.security, mailing.server.port) == ("anna@example.com", "tls", 465)
    assert card.password.text() == ""
    assert card.outcome.text() == "Sending…"
    assert card.go.isHidden()
    mailing.end(MailSent("Taken as 4711", 4000))
    assert card.outcome.text() == "Sent to anna@example.com. The server said: Taken as 4711"
    assert "A password for this server is kept" in card.kept.text()


def test_a_port_that_the_writer_chose_stays(qtbot: QtBot, card: SendCard) -> None:
    card.port.set_text("2525")
    QTest.mouseClick(card.security.button("tls"), Qt.MouseButton.LeftButton)
    assert card.port.text == "2525"


def test_a_failure_is_said_on_the_card_and_it_can_be_tried_again(
    qtbot: QtBot, card: SendCard, mailing: FakeMailing
) -> None:
    QTest.mouseClick(card.go, Qt.MouseButton.LeftButton)
    assert mailing.passwords == [None]
    QTest.mouseClick(card.stop, Qt.MouseButton.LeftButton)
    assert mailing.stopped == 1
    mailing.end(Problem(ErrorKind.AUTH, "smtp.example.com refused the user or the password.", "Nothing was sent."))
    assert card.outcome.text() == "smtp.example.com refused the user or the password. Nothing was sent."
    assert card.outcome.property("tone") == "contradicted"
    assert not card.go.isHidden()
    assert card.go.isEnabled()


def test_a_password_that_cannot_be_kept_ends_it(qtbot: QtBot, card: SendCard, mailing: FakeMailing) -> None:
    mailing.keyring_problem = Problem(ErrorKind.KEYRING, "The keyring is locked.", "Unlock it.")
    QTest.keyClicks(card.password, "kanel")
    QTest.mouseClick(card.go, Qt.MouseButton.LeftButton)
    assert mailing.tests_sent == 0
    assert card.outcome.text() == "The keyring is locked. Unlock it."
    assert card.password.text() == "kanel"


@pytest.mark.parametrize(
    ("field", "text"), [("to", "nobody"), ("to", ""), ("host", ""), ("port", "0"), ("port", "x"), ("port", "70000")]
)
def test_it_cannot_be_sent_nowhere(card: SendCard, field: str, text: str) -> None:
    edit = getattr(card, field)
    edit.set_text(text)
    edit.text_edited.emit(text)
    assert not card.go.isEnabled()
    assert "Name your own address" in card.leaves.text()


def test_a_long_password_shows_nothing_of_itself(qtbot: QtBot, card: SendCard) -> None:
    QTest.keyClicks(card.password, "abcdefghijklmnopqrstuvwxyz")
    assert card.password.seen == "•" * 26
