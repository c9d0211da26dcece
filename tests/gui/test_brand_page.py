"""The Brand page: what is typed is kept, what cannot be used is said, and a password is never shown again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.core.brand import Brand, LinkPattern
from desktop.core.errors import EnvironmentProblem, ErrorKind
from desktop.core.mail import Platform, SocialLink
from desktop.core.mail_server import MailServer
from desktop.engine.mail_messages import AskMailPassword, MailPasswordState, SetMailPassword
from desktop.views.main_window import MainWindow
from desktop.views.settings.brand_page import BrandPage
from desktop.views.settings.brand_rows import TextRow
from tests.fakes.desk import FakeDesk


@pytest.fixture
def page(window: MainWindow) -> BrandPage:
    window.show_settings("Brand")
    found = window.findChild(BrandPage)
    assert found is not None
    return found


def typed(row: TextRow, text: str) -> None:
    row.edit.setText(text)
    row.hand_in()


def test_what_is_typed_is_kept_at_once(page: BrandPage, desk: FakeDesk) -> None:
    typed(page.name, "Sjöbod")
    typed(page.from_name, "Ylva från Sjöbod")
    typed(page.from_address, "hej@sjobod.example")
    typed(page.website, "sjobod.example")
    page.accent.take("ABC")
    page.links_on.click()
    typed(page.links["campaign"], "{type}-{date}")
    typed(page.social["facebook"], "facebook.example/sjobod")
    typed(page.social["instagram"], "https://instagram.example/sjobod")
    page.font_choice.button("serif").click()
    page.address.box.setPlainText("Bryggvägen 4\n\n572 30 Oskarshamn\n")
    QApplication.sendEvent(page.address.box, QFocusEvent(QEvent.Type.FocusOut))
    assert desk.mailing.brand == Brand(
        name="Sjöbod",
        sender="Ylva från Sjöbod",
        from_address="hej@sjobod.example",
        website="https://sjobod.example",
        address="Bryggvägen 4\n572 30 Oskarshamn",
        accent="#aabbcc",
        font="serif",
        social=(
            SocialLink("instagram", "https://instagram.example/sjobod"),
            SocialLink("facebook", "https://facebook.example/sjobod"),
        ),
        links=LinkPattern(on=True, campaign="{type}-{date}"),
    )
    typed(page.social["instagram"], "")
    assert [each.network for each in desk.mailing.brand.social] == ["facebook"]


@pytest.mark.parametrize("text", ["hej", "hej@", "a b@c.example", "hej@example", "<hej@c.example>"])
def test_an_address_that_is_none_is_said_stays_and_is_not_kept(page: BrandPage, desk: FakeDesk, text: str) -> None:
    typed(page.from_address, "hej@sjobod.example")
    typed(page.from_address, text)
    assert page.from_address.said.text() == "This is no mail address."
    assert page.from_address.edit.text() == text
    assert desk.mailing.brand.from_address == "hej@sjobod.example"
    typed(page.from_address, "hallo@sjobod.example")
    assert not page.from_address.said.text()
    assert desk.mailing.brand.from_address == "hallo@sjobod.example"
    typed(page.from_address, "")
    assert desk.mailing.brand.from_address == ""


def test_a_colour_that_is_none_is_not_kept(page: BrandPage, desk: FakeDesk) -> None:
    page.accent.take("blue")
    assert page.accent.said.text()
    assert desk.mailing.brand.accent == Brand().accent


def test_the_sender_s_platform_and_layout_are_chosen(page: BrandPage, desk: FakeDesk) -> None:
    page.platform.setCurrentIndex(page.platform.findData("brevo"))
    page.platform.activated.emit(page.platform.currentIndex())
    page.layout_choice.setCurrentIndex(page.layout_choice.findData("letter"))
    page.layout_choice.activated.emit(page.layout_choice.currentIndex())
    assert (desk.mailing.brand.platform, desk.mailing.brand.layout) == (Platform.BREVO, "letter")


def test_what_changed_elsewhere_is_shown(page: BrandPage, desk: FakeDesk) -> None:
    desk.mailing.set_brand(Brand("Sjöbod", logo="https://sjobod.example/logo.png", links=LinkPattern(on=True)))
    assert page.name.edit.text() == "Sjöbod"
    assert page.links_on.isChecked()
    assert page.links["source"].isEnabled()
    assert not page.no_logo.isHidden()
    page.no_logo.click()
    assert desk.mailing.brand.logo == ""
    assert page.no_logo.isHidden()


def test_every_row_has_a_name_for_the_blind(page: BrandPage) -> None:
    for row in page.findChildren(TextRow):
        assert row.edit.accessibleName()
    for colour in (page.accent, page.text, page.background):
        assert colour.patch.accessibleName() != colour.edit.accessibleName()


def test_the_port_goes_with_the_encryption_unless_another_was_named(page: BrandPage, desk: FakeDesk) -> None:
    page.server.security.button("tls").click()
    assert (desk.mailing.server.security, desk.mailing.server.port) == ("tls", 465)
    page.server.port.spin.setValue(2525)
    page.server.security.button("starttls").click()
    assert (desk.mailing.server.security, desk.mailing.server.port) == ("starttls", 2525)


def test_a_password_goes_to_the_keyring_and_is_not_seen_again(
    qtbot: QtBot, page: BrandPage, desk: FakeDesk, tmp_path: Path
) -> None:
    kept: dict[str, str] = {}

    def keep(request: SetMailPassword) -> MailPasswordState:
        kept[request.server.host] = request.password
        return MailPasswordState(bool(request.password))

    desk.engine.answers[SetMailPassword] = keep
    desk.engine.answers[AskMailPassword] = lambda request: MailPasswordState(bool(kept.get(request.server.host)))
    server = page.server
    server.password.setText("s3cret!")
    assert not server.keep.isEnabled()  # for which server?
    typed(server.host, "smtp.sjobod.example")
    typed(server.to, "hej@sjobod.example")
    assert server.keep.isEnabled()
    server.keep.click()
    qtbot.waitUntil(lambda: server.password.placeholderText() == "One is kept", timeout=5_000)
    assert kept == {"smtp.sjobod.example": "s3cret!"}
    assert server.password.text() == ""
    assert desk.mailing.server == MailServer("smtp.sjobod.example", to="hej@sjobod.example")
    assert "s3cret" not in str(desk.settings.settings.values)
    assert not server.forget.isHidden()
    server.forget.click()
    qtbot.waitUntil(lambda: server.password.placeholderText() == "None is kept", timeout=5_000)
    assert kept == {"smtp.sjobod.example": ""}


def test_a_keyring_that_is_locked_is_said_and_the_password_stays(qtbot: QtBot, page: BrandPage, desk: FakeDesk) -> None:
    def locked(_request: SetMailPassword) -> MailPasswordState:
        raise EnvironmentProblem(ErrorKind.KEYRING, "The keyring is locked.", "Unlock it.")

    desk.engine.answers[SetMailPassword] = locked
    typed(page.server.host, "smtp.sjobod.example")
    page.server.password.setText("s3cret!")
    page.server.keep.click()
    qtbot.waitUntil(lambda: bool(page.server.secret.said.text()), timeout=5_000)
    assert page.server.secret.said.text() == "The keyring is locked. Unlock it."
    assert page.server.password.text() == "s3cret!"
    assert "s3cret" not in "".join(label.text() for label in page.findChildren(QLabel))
