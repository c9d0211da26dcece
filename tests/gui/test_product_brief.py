"""The brief: each line is undone with the rest, supplier text fills it, templates keep it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest

from desktop.core.brief import Brief, Length
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.views.main_window import MainWindow
from desktop.views.product.brief_panel import BriefPanel
from desktop.views.product.screen import ProductScreen
from tests.fakes.desk import SAMPLE, FakeDesk, sample_draft
from tests.gui.product_screen import entries, press, type_into, undo


@pytest.fixture
def panel(window: MainWindow, desk: FakeDesk) -> BriefPanel:
    desk.session.open(sample_draft())
    page = window.page
    assert isinstance(page, ProductScreen)
    return page.brief


def test_every_line_of_the_brief_reaches_the_draft(panel: BriefPanel, desk: FakeDesk) -> None:
    for field in (panel.product, panel.audience, panel.tone, panel.keyphrase):
        field.edit.end(False)
        QTest.keyClicks(field.edit, "!")
    brief = desk.session.draft.brief
    assert (brief.product, brief.audience, brief.tone, brief.keyphrase) == (
        SAMPLE.product + "!", SAMPLE.audience + "!", SAMPLE.tone + "!", SAMPLE.keyphrase + "!",
    )  # fmt: skip
    assert brief.facts == SAMPLE.facts


def test_choices_reach_the_draft_and_come_back_with_undo(panel: BriefPanel, desk: FakeDesk) -> None:
    panel.language.chosen.emit("sv")
    panel.length.chosen.emit("long")
    assert (desk.session.draft.brief.language, desk.session.draft.brief.length) == ("sv", Length.LONG)
    assert panel.language.value == "sv"
    desk.session.undo()
    desk.session.undo()
    assert desk.session.draft.brief == SAMPLE
    assert (panel.language.value, panel.length.value) == ("en", "medium")


def test_a_tone_can_be_typed_or_chosen(panel: BriefPanel, desk: FakeDesk) -> None:
    panel.tone.menu().actions()[1].trigger()
    assert desk.session.draft.brief.tone == "Warm"
    assert panel.tone.text == "Warm"


def test_notes_and_instructions_keep_every_character(panel: BriefPanel, desk: FakeDesk) -> None:
    panel.more.set_open(True)
    type_into(panel.notes.editor, "No\nwool")
    panel.instructions.editor.show_text("Say “je”\u00a0always")
    type_into(panel.instructions.editor, "!")
    brief = desk.session.draft.brief
    assert brief.notes == "No\nwool"
    assert brief.instructions == "Say “je”\u00a0always!"
    undo(panel.notes.editor)
    undo(panel.notes.editor)
    assert desk.session.draft.brief == SAMPLE
    assert panel.notes.editor.text() == ""


def test_words_to_avoid_stand_between_commas(panel: BriefPanel, desk: FakeDesk) -> None:
    panel.more.set_open(True)
    QTest.keyClicks(panel.banned.edit, "cheap, best ever,")
    assert desk.session.draft.brief.banned == ("cheap", "best ever")
    assert panel.banned.text == "cheap, best ever,"
    desk.session.open(Draft(DraftId("b"), brief=Brief(product="Mug", banned=("unique", "luxury"))))
    assert panel.banned.text == "unique, luxury"


def test_the_fold_opens_when_there_are_notes(panel: BriefPanel, desk: FakeDesk) -> None:
    assert not panel.notes.isVisible()
    desk.session.open(Draft(DraftId("n"), brief=Brief(product="Mug", notes="Something")))
    assert panel.notes.isVisible()
    panel.more.click()
    assert not panel.notes.isVisible()


def test_supplier_text_is_read_when_it_is_pasted(panel: BriefPanel, desk: FakeDesk) -> None:
    data = QMimeData()
    data.setText("Mug\nColour: blue\nVolume: 0.3 l")
    panel.paste_box.box.insertFromMimeData(data)
    assert desk.pastes == ["Mug\nColour: blue\nVolume: 0.3 l"]
    assert [fact.text for fact in panel.facts.facts] == ["blue", "0.3 l"]
    assert panel.count.text == "2"
    assert panel.paste_box.box.toPlainText() == ""
    desk.session.undo()
    assert panel.facts.facts == SAMPLE.facts


def test_typed_supplier_text_is_read_on_enter(panel: BriefPanel, desk: FakeDesk) -> None:
    QTest.keyClicks(panel.paste_box.box, "Mug")
    press(panel.paste_box.box, Qt.Key.Key_Return)
    assert desk.pastes == ["Mug"]


def test_what_was_read_is_said(panel: BriefPanel, desk: FakeDesk) -> None:
    desk.session.open(Draft(DraftId("e")))
    panel.paste_box.take("Mug\nColour: blue")
    assert panel.paste_box.said.text() == "1 fact read"


@pytest.mark.parametrize("link", ["https://shop.example/mug", "www.shop.example/mug?x=1", " http://x.example "])
def test_a_link_is_not_fetched_and_that_is_said(panel: BriefPanel, desk: FakeDesk, link: str) -> None:
    panel.paste_box.take(link)
    assert desk.pastes == []
    assert panel.paste_box.said.isVisible()
    assert "not opened" in panel.paste_box.said.text()
    assert panel.paste_box.box.toPlainText() == link.strip()


def test_a_text_with_a_link_in_it_is_read(panel: BriefPanel, desk: FakeDesk) -> None:
    panel.paste_box.take("Mug\nSee https://shop.example")
    assert len(desk.pastes) == 1


def test_characters_that_nothing_can_keep_are_not_passed_on(panel: BriefPanel, desk: FakeDesk) -> None:
    panel.paste_box.take("Mu\0g\ud800")
    assert desk.pastes == ["Mug"]


def test_a_template_keeps_the_brief_and_begins_another(panel: BriefPanel, desk: FakeDesk) -> None:
    desk.drafts.save_template("Bags")
    desk.session.open(Draft(DraftId("t"), brief=Brief(product="Mug")))
    menu = panel.templates.menu(desk.drafts.kept_templates, panel)
    menu.actions()[0].trigger()
    brief = desk.session.draft.brief
    assert (brief.product, brief.audience, brief.facts) == ("Mug", SAMPLE.audience, ())
    assert panel.audience.text == SAMPLE.audience
    entries(menu)[0].trigger()
    assert desk.drafts.kept_templates == []


def test_a_template_is_named_in_place(panel: BriefPanel, desk: FakeDesk, window: MainWindow) -> None:
    from desktop.views.name_card import NameCard

    panel.templates.menu([], panel).actions()[0].trigger()
    card = window.findChild(NameCard)
    assert card is not None
    card.named.emit("For cyclists")
    card.close_card()
    assert [template.name for template in desk.drafts.kept_templates] == ["For cyclists"]


def test_the_channels_are_summed_up(panel: BriefPanel, desk: FakeDesk) -> None:
    assert panel.channels.box.currentText() == "Shop, Search engine"
    desk.session.open(Draft(DraftId("c"), brief=Brief(product="M", channels=("shop.title", "bol.title", "sms"))))
    assert panel.channels.box.currentText() == "3 fields"
