"""One draft on the desk, a screen for each kind: going there and back loses nothing, and makes nothing for nobody."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.post import Post
from desktop.core.settings import BRAND
from desktop.views.main_window import MainWindow
from desktop.views.product.screen import ProductScreen
from tests.fakes.desk import FakeDesk, sample_draft
from tests.gui.mail_window import ylva


def test_the_product_screen_makes_no_fields_for_a_mail(qtbot: QtBot, window: MainWindow, desk: FakeDesk) -> None:
    desk.session.open(sample_draft())
    window.show_screen("product")
    page = window.page
    assert isinstance(page, ProductScreen)
    qtbot.waitUntil(lambda: bool(page.fields.views), timeout=5_000)
    before = list(page.fields.views)
    desk.session.open(ylva())
    desk.session.set_field("b1", "Nu är hon här", "Typing")
    qtbot.wait(100)
    assert list(page.fields.views) == before
    assert desk.session.draft.kind is Kind.MAIL
    assert window.shown == "mail"
    desk.session.open(sample_draft())
    assert list(page.fields.views) == before
    assert window.shown == "product"


def test_the_product_screen_keeps_no_second_copy_of_a_post(qtbot: QtBot, window: MainWindow, desk: FakeDesk) -> None:
    window.show_screen("product")
    page = window.page
    assert isinstance(page, ProductScreen)
    brief = Brief(Kind.BLOG, "Loose tea", language="en", post=Post())
    desk.session.open(Draft(DraftId("p1"), Kind.BLOG, brief, Copy({"title": "Tea", "body": "Words. " * 9})))
    qtbot.wait(500)  # the fields of a blank desk are made by then
    assert window.shown == "blog"
    assert page.fields.view("body") is None
    assert "Words." not in "".join(view.editor.text() for view in page.fields.views)


def test_a_mail_of_the_history_is_shown_on_its_screen(window: MainWindow, desk: FakeDesk) -> None:
    window.show_screen("history")
    desk.session.open(ylva())
    assert window.shown == "history"  # looking something up is no wish to go away
    window.show_screen("draft")
    assert window.shown == "mail"


def test_a_changed_brand_is_one_of_the_options_of_the_checks(desk: FakeDesk) -> None:
    before = desk.options.current
    desk.settings.set(BRAND, '{"name":"Sjöbod"}')
    assert desk.options.current.brand.name == "Sjöbod" != before.brand.name
