"""The Mail screen: the ways to begin, what stands beside the mail, and how it goes with the other screens."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.brief import Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Claim, Finding, Severity, Verdict
from desktop.core.ids import DraftId
from desktop.core.mail import MailType, Platform
from desktop.engine.mail_messages import ExportMail, InspectMail, MailExported, MailRead, ReadMail
from desktop.runtime.drafts import SaveKind
from desktop.views.mail.details_card import DetailsCard
from desktop.views.mail.exporting import ending
from desktop.views.mail.importing import dropped_mail, dropped_received, mail_text
from desktop.views.mail.screen import MailScreen
from desktop.views.mail.words import PLATFORMS, type_icon, type_name, type_sentence
from desktop.views.main_window import MainWindow
from desktop.views.widgets.choice_cards import Choice, ChoiceCards
from tests.fakes.desk import FakeDesk, sample_draft
from tests.gui.mail_window import FACTS, ylva


@pytest.fixture
def mail(window: MainWindow, desk: FakeDesk) -> MailScreen:
    """The screen with a launch mail for three audiences."""
    desk.session.open(ylva())
    QApplication.processEvents()
    return shown(window)


@pytest.fixture
def start(window: MainWindow, desk: FakeDesk) -> MailScreen:
    """The screen when there is no mail at all."""
    window.show_screen("mail")
    QApplication.processEvents()
    return shown(window)


def shown(window: MainWindow) -> MailScreen:
    page = window.page
    assert isinstance(page, MailScreen)
    return page


def press(window: MainWindow, key: str) -> None:
    QTest.keySequence(QApplication.focusWidget() or window, QKeySequence(key))
    QApplication.processEvents()


# Between the screens


def test_a_mail_that_is_opened_brings_its_screen(window: MainWindow, desk: FakeDesk) -> None:
    desk.session.open(sample_draft())
    assert window.shown == "product"
    desk.session.open(ylva())
    assert window.shown == "mail"
    assert window.windowTitle() == "Ylva, lansering – Copydesk"
    desk.session.open(sample_draft())
    assert window.shown == "product"


def test_the_keys_bring_back_the_last_of_each_kind(window: MainWindow, desk: FakeDesk) -> None:
    desk.drafts.put(ylva())
    desk.session.open(sample_draft())
    desk.drafts.save_now()
    press(window, "Ctrl+2")
    assert desk.session.draft.id == DraftId("ylva")
    press(window, "Ctrl+1")
    assert desk.session.draft.id == DraftId("draft-1")
    assert window.shown == "product"


def test_while_a_model_writes_its_draft_stays(window: MainWindow, desk: FakeDesk) -> None:
    desk.session.open(sample_draft())
    desk.writer.write()
    press(window, "Ctrl+2")
    assert window.shown == "product"
    assert desk.session.draft.kind is Kind.PRODUCT
    chosen = next(item for item in window.rail.findChildren(QWidget) if item.property("checked"))
    assert chosen.property("text") == "Product"


def test_a_mail_of_the_history_opens_on_its_screen(window: MainWindow, desk: FakeDesk) -> None:
    desk.drafts.put(ylva())
    desk.session.open(sample_draft())
    window.commands.open_draft(DraftId("ylva"))
    assert window.shown == "mail"


def test_screens_behind_it_light_its_place(window: MainWindow, start: MailScreen) -> None:
    assert [way.text() for way in start.ways] == ["Inspect a received mail"]
    assert [way.text() for way in start.start.others] == ["Answer a customer", "Inspect a received mail"]
    for screen_id, way in zip(("reply", "inspect"), start.start.others, strict=True):
        window.show_screen("product")
        window.show_screen("mail")
        way.click()
        assert window.shown == screen_id
        chosen = next(item for item in window.rail.findChildren(QWidget) if item.property("checked"))
        assert chosen.property("text") == "Mail"


# The ways to begin


@pytest.mark.parametrize("mail_type", list(MailType))
def test_each_type_begins_a_mail(start: MailScreen, desk: FakeDesk, mail_type: MailType) -> None:
    assert start.stack.currentIndex() == 1
    card = start.start.types.cards[mail_type]
    assert card.text() == type_name(mail_type)
    assert card.accessibleDescription() == type_sentence(mail_type)
    assert type_icon(mail_type)
    card.click()
    assert desk.mailing.mail.type is mail_type
    assert desk.mailing.mail.blocks
    assert start.stack.currentIndex() == 0


def test_without_a_product_there_are_no_facts_to_begin_with(start: MailScreen) -> None:
    assert not start.start.products.isVisible()
    assert start.start.product is None


def test_the_facts_of_the_product_come_along(window: MainWindow, desk: FakeDesk) -> None:
    desk.session.open(sample_draft())
    desk.drafts.save_now()
    window.show_screen("mail")
    page = shown(window).start
    assert page.products.currentText() == "Havn backpack, 8 facts"
    page.types.cards[MailType.LAUNCH].click()
    assert desk.session.draft.brief.product == "Havn backpack"
    assert len(desk.session.draft.brief.facts) == 8


def test_a_mail_can_begin_without_the_product(window: MainWindow, desk: FakeDesk) -> None:
    desk.session.open(sample_draft())
    desk.drafts.save_now()
    window.show_screen("mail")
    page = shown(window).start
    page.products.setCurrentIndex(page.products.count() - 1)
    page.types.cards[MailType.OFFER].click()
    assert desk.session.draft.brief.facts == ()


def test_cards_are_reached_by_arrows(start: MailScreen) -> None:
    cards = list(start.start.types.cards.values())
    cards[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(cards[0], Qt.Key.Key_Right)
    assert cards[1].hasFocus()
    QTest.keyClick(cards[1], Qt.Key.Key_Down)
    assert cards[4].hasFocus()
    QTest.keyClick(cards[4], Qt.Key.Key_Return)
    assert start.stack.currentIndex() == 0


@pytest.mark.parametrize("width", [240, 480, 700, 1200])
def test_cards_show_all_of_their_words(qtbot: QtBot, width: int) -> None:
    types = ChoiceCards("Kinds", [Choice(each, type_icon(each), each, type_sentence(each)) for each in MailType])
    qtbot.addWidget(types)
    types.resize(width, types.heightForWidth(width))
    types.show()
    QApplication.processEvents()
    for card in types.cards.values():
        assert card.height() >= card.height_for(card.width())
        assert card.geometry().right() <= width
        assert card.geometry().bottom() <= types.heightForWidth(width)


def test_a_new_mail_can_be_thought_better_of(window: MainWindow, mail: MailScreen) -> None:
    press(window, "Ctrl+Shift+N")
    assert mail.stack.currentIndex() == 1
    assert mail.start.back.isVisible()
    mail.start.back.click()
    assert mail.stack.currentIndex() == 0


def test_a_new_mail_from_a_product(window: MainWindow, desk: FakeDesk) -> None:
    desk.session.open(sample_draft())
    window.commands.actions["new_mail"].trigger()
    assert window.shown == "mail"
    assert desk.session.draft.kind is Kind.MAIL
    assert not desk.mailing.is_mail
    assert not shown(window).start.back.isVisible()


# Mails from elsewhere


def read_back(desk: FakeDesk) -> list[ReadMail]:
    asked: list[ReadMail] = []

    def answer(request: ReadMail) -> MailRead:
        asked.append(request)
        draft = ylva()
        return MailRead(draft.brief, draft.copy)

    desk.engine.answers[ReadMail] = answer
    return asked


def test_a_pasted_mail_is_read(start: MailScreen, desk: FakeDesk, qtbot: QtBot) -> None:
    asked = read_back(desk)
    QGuiApplication.clipboard().setText("<mjml><mj-body></mj-body></mjml>")
    start.start.paste.click()
    qtbot.waitUntil(lambda: desk.mailing.is_mail)
    assert [request.text for request in asked] == ["<mjml><mj-body></mj-body></mjml>"]
    assert start.stack.currentIndex() == 0


def test_an_empty_clipboard_is_said(window: MainWindow, start: MailScreen) -> None:
    QGuiApplication.clipboard().clear()
    start.start.paste.click()
    assert [card.notice.title for card in window.notice_bar.cards] == ["There is no text on the clipboard."]


@pytest.mark.parametrize("name", ["launch.html", "launch.MJML", "launch.md", "launch.eml"])
def test_a_dropped_mail_is_read(start: MailScreen, desk: FakeDesk, qtbot: QtBot, tmp_path: Path, name: str) -> None:
    asked = read_back(desk)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    start.dropEvent(dropping(data))
    qtbot.waitUntil(lambda: desk.mailing.is_mail)
    assert [Path(request.path).name for request in asked] == [name]


def dropping(data: QMimeData) -> QDropEvent:
    return QDropEvent(
        QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )


def test_a_mail_dropped_on_the_window_is_inspected(
    window: MainWindow, mail: MailScreen, desk: FakeDesk, tmp_path: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "invoice.eml"))])
    asked = len(desk.engine.asked)
    window.dropEvent(dropping(data))
    assert window.shown == "inspect"
    (request,) = [each for each in desk.engine.asked[asked:] if isinstance(each, InspectMail)]
    assert Path(request.path).name == "invoice.eml"
    assert desk.session.draft.id == DraftId("ylva")


def test_other_files_dropped_on_the_window_change_nothing(window: MainWindow, mail: MailScreen, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "invoice.pdf"))])
    window.dropEvent(dropping(data))
    assert window.shown == "mail"


def test_other_files_are_no_mails() -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.com/mail.eml"), QUrl.fromLocalFile("/pictures/blanket.png")])
    assert dropped_mail(data) is None
    assert dropped_received(data) is None


def test_what_lies_on_the_clipboard_is_taken_as_it_was_meant() -> None:
    source, formatted, plain = QMimeData(), QMimeData(), QMimeData()
    source.setText("<p>Hej</p>")
    source.setHtml("<pre>&lt;p&gt;Hej&lt;/p&gt;</pre>")
    formatted.setText("Hej")
    formatted.setHtml("<b>Hej</b>")
    plain.setText("# Hej")
    assert [mail_text(each) for each in (source, formatted, plain, None)] == [
        "<p>Hej</p>", "<b>Hej</b>", "# Hej", "",
    ]  # fmt: skip


# Who sends it


def test_the_sender_is_chosen_by_a_chip(mail: MailScreen, desk: FakeDesk) -> None:
    side = mail.side
    assert side.chips.value is Platform.KLAVIYO
    assert side.written_as.tag.text() == "{{ first_name|default:'du' }}"
    side.chips.chip(Platform.SHOPIFY).click()
    assert desk.mailing.mail.platform is Platform.SHOPIFY
    QApplication.processEvents()
    assert "default: 'du'" in side.written_as.tag.text().replace('"', "'")
    assert "{{ first_name|default:'Hej' }}" not in desk.session.draft.copy.text("b2@s2")
    desk.session.undo()
    QApplication.processEvents()
    assert side.chips.value is Platform.KLAVIYO


def test_the_chosen_chip_again_means_nobody(mail: MailScreen, desk: FakeDesk) -> None:
    mail.side.chips.chip(Platform.KLAVIYO).click()
    QApplication.processEvents()
    assert desk.mailing.mail.platform is Platform.NONE
    assert not mail.side.written_as.tag.isVisible()
    assert mail.side.written_as.heading.text().startswith("Choose who sends it")


def test_arrows_move_the_sender(mail: MailScreen, desk: FakeDesk) -> None:
    chip = mail.side.chips.chip(Platform.KLAVIYO)
    chip.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chip, Qt.Key.Key_Right)
    assert desk.mailing.mail.platform is Platform.BREVO
    assert mail.side.chips.chip(Platform.BREVO).hasFocus()


@pytest.mark.parametrize("width", [120, 180, 236, 500])
def test_chips_wrap_and_stay_whole(mail: MailScreen, width: int) -> None:
    chips = mail.side.chips
    chips.setFixedWidth(width)
    chips.setFixedHeight(chips.heightForWidth(width))
    QApplication.processEvents()
    areas = [chips.chip(platform).geometry() for platform, _ in PLATFORMS]
    assert all(area.right() < width and area.bottom() < chips.height() for area in areas)
    assert not any(one.intersects(other) for one in areas for other in areas if one is not other)


# Type, layout and sender


def test_details_go_to_the_mail_at_once(mail: MailScreen, desk: FakeDesk) -> None:
    mail.side.details.click()
    (card,) = mail.window().findChildren(DetailsCard)
    assert card.type.value == MailType.LAUNCH
    assert [card.layout_choice.combo.itemData(row) for row in range(card.layout_choice.combo.count())][:2] == [
        "", "plain",
    ]  # fmt: skip
    card.layout_choice.combo.setCurrentIndex(card.layout_choice.combo.findData("letter"))
    card.layout_choice.combo.activated.emit(2)
    assert desk.mailing.mail.layout == "letter"
    QTest.keyClicks(card.campaign.edit, "ylva-lansering")
    card.from_name.edit.clear()
    QTest.keyClicks(card.from_name.edit, "Ylva hos oss")
    QTest.keyClicks(card.reply_to.edit, "hej@sjobod.example")
    assert desk.mailing.mail.campaign == "ylva-lansering"
    assert desk.mailing.mail.sender == "Ylva hos oss"
    assert desk.mailing.mail.reply_to == "hej@sjobod.example"
    assert card.about.height() >= card.about.heightForWidth(card.about.width())
    QTest.keyClick(card.campaign.edit, Qt.Key.Key_Return)
    assert not card.isVisible()


def test_another_type_keeps_what_is_written(mail: MailScreen, desk: FakeDesk) -> None:
    before = desk.session.draft.copy
    mail.side.open_details()
    (card,) = mail.window().findChildren(DetailsCard)
    card.type.combo.setCurrentIndex(card.type.combo.findData(MailType.OFFER))
    card.type.combo.activated.emit(0)
    QApplication.processEvents()
    assert desk.mailing.mail.type is MailType.OFFER
    assert desk.session.draft.copy == before
    assert mail.side.details.text() == "Offer"


# Facts and brief


def test_the_facts_are_the_ledger_of_the_product_screen(mail: MailScreen, desk: FakeDesk) -> None:
    facts = mail.side.facts
    assert facts.count.text == str(len(FACTS))
    assert not facts.paste_box.box.isVisible()
    facts.add.click()
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, "Garanti")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    value = QApplication.focusWidget()
    assert value is not None
    QTest.keyClicks(value, "2 years")
    QTest.keyClick(value, Qt.Key.Key_Return)
    assert desk.session.draft.brief.facts[-1].text == "2 years"


def test_paste_reads_the_clipboard_into_the_facts(mail: MailScreen, desk: FakeDesk) -> None:
    QGuiApplication.clipboard().setText("Havn backpack\nWeight: 980 g")
    mail.side.facts.paste.click()
    assert desk.pastes == ["Havn backpack\nWeight: 980 g"]


def test_text_dropped_on_the_facts_is_read(mail: MailScreen, desk: FakeDesk) -> None:
    data = QMimeData()
    data.setText("Havn backpack\nWeight: 980 g")
    mail.side.facts.dropEvent(dropping(data))
    assert desk.pastes == ["Havn backpack\nWeight: 980 g"]


def test_a_blank_mail_shows_where_to_begin(start: MailScreen, desk: FakeDesk) -> None:
    start.start.types.cards[MailType.LAUNCH].click()
    side = start.side
    assert side.brief.fold.is_open
    assert side.facts.paste_box.box.isVisible()
    QTest.keyClicks(side.brief.product.edit, "Ylva")
    assert desk.session.draft.brief.product == "Ylva"
    QTest.keyClicks(side.brief.banned.edit, "exclusive, ")
    assert desk.session.draft.brief.banned == ("exclusive",)
    assert side.brief.banned.text == "exclusive, "


def test_the_brief_follows_the_desk(mail: MailScreen, desk: FakeDesk) -> None:
    assert not mail.side.brief.fold.is_open
    brief = msgspec.structs.replace(desk.session.draft.brief, tone="Warm", banned=("cheap", "best"))
    desk.session.open(msgspec.structs.replace(ylva(), brief=brief))
    assert mail.side.brief.tone.text == "Warm"
    assert mail.side.brief.banned.text == "cheap, best"


# Inspector and findings


def test_the_preview_comes_first(mail: MailScreen) -> None:
    tabs = mail.inspector.tabs
    assert tabs.current == "preview"
    assert [tabs.tabText(place) for place in range(tabs.count())] == ["Preview", "Checks", "Facts", "Versions"]
    assert mail.inspector.arriving.isVisible()


def test_findings_are_counted(mail: MailScreen, desk: FakeDesk, qtbot: QtBot) -> None:
    warning = Finding("mail.no_link", Severity.WARNING, "b4", 0, 0, "", "The button leads nowhere")
    desk.checker.say(CheckReport((warning,)))
    qtbot.waitUntil(lambda: mail.inspector.tabs.accessibleTabName(1) == "Checks 1")


def test_a_finding_leads_to_its_text(mail: MailScreen, desk: FakeDesk) -> None:
    start = desk.session.draft.copy.text("b2").index("Ylva")
    finding = Finding("spelling.word", Severity.WARNING, "b2", start, start + 4, "Ylva", "Not a word")
    desk.checker.say(CheckReport((finding,)))
    QApplication.processEvents()
    mail.series.left.emit()
    mail.inspector.finding_chosen.emit(finding)
    assert mail.middle.currentWidget() is mail.column


def test_a_finding_without_a_place_leads_to_its_fact(mail: MailScreen) -> None:
    finding = Finding("facts.forgotten", Severity.WARNING, "", 0, 0, "", "Not mentioned", ("f5",))
    mail.inspector.finding_chosen.emit(finding)
    assert mail.side.facts.table.currentIndex().row() == 4


def test_the_bar_says_how_many_facts_are_used(window: MainWindow, mail: MailScreen, desk: FakeDesk) -> None:
    claims = tuple(Claim("b2", 0, 4, "I da", Verdict.SUPPORTED, (f"f{number}",)) for number in range(1, 6))
    desk.checker.say(CheckReport(claims=claims))
    assert window.bottom_bar.facts.text() == "6 facts · 5 used"


# Export


@pytest.mark.parametrize("name", ["ylva.eml", "ylva.html", "ylva.mjml", "ylva.txt", "ylva.md"])
def test_a_mail_is_exported_by_its_ending(
    mail: MailScreen, desk: FakeDesk, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    asked: list[ExportMail] = []

    def answer(request: ExportMail) -> MailExported:
        asked.append(request)
        return MailExported((request.path,))

    desk.engine.answers[ExportMail] = answer
    desk.mailing.show_segment("s2")
    mail.exporting.write(tmp_path / name)
    qtbot.waitUntil(lambda: bool(asked))
    assert (Path(asked[0].path).name, asked[0].segment) == (name, "s2")


def test_a_draft_is_exported_as_data(mail: MailScreen, desk: FakeDesk, tmp_path: Path) -> None:
    mail.exporting.write(tmp_path / "ylva.json")
    assert desk.exported == [tmp_path / "ylva.json"]


def test_the_file_is_named_after_mail_and_segment(mail: MailScreen, desk: FakeDesk) -> None:
    assert mail.exporting.name() == "Ylva, lansering"
    desk.mailing.show_segment("s3")
    assert mail.exporting.name() == "Ylva, lansering Tysta sedan 90 dagar"
    assert [ending(each) for each in ("Mail (*.eml)", "MJML (*.mjml)", "anything")] == ["eml", "mjml", "eml"]


# Its state


def test_a_read_only_history_locks_the_side(mail: MailScreen, desk: FakeDesk) -> None:
    desk.drafts.put_state(SaveKind.READ_ONLY, "The folder cannot be written.")
    assert not mail.side.isEnabled()
    desk.drafts.put_state(SaveKind.SAVED)
    assert mail.side.isEnabled()


def test_write_writes_the_mail(window: MainWindow, mail: MailScreen, desk: FakeDesk) -> None:
    press(window, "Ctrl+Return")
    assert desk.writer.writes == 1


def test_nothing_is_written_from_the_start_page(window: MainWindow, start: MailScreen, desk: FakeDesk) -> None:
    press(window, "Ctrl+Return")
    assert desk.writer.writes == 0


def test_undo_back_to_no_mail_shows_the_ways_to_begin(start: MailScreen, desk: FakeDesk) -> None:
    desk.session.open(Draft(DraftId(""), Kind.MAIL, ylva().brief, Copy()))
    assert start.stack.currentIndex() == 0
    desk.session.open(Draft(DraftId(""), Kind.MAIL))
    assert start.stack.currentIndex() == 1


@pytest.mark.parametrize(("width", "height"), [(1024, 640), (1280, 800), (1920, 1080)])
def test_everything_has_its_place(window: MainWindow, mail: MailScreen, width: int, height: int) -> None:
    window.resize(width, height)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (width, height)
    side = mail.side
    for part in (side.segments.list, side.chips, side.facts.table, side.details, side.written_as):
        right = part.mapTo(side, part.rect().bottomRight()).x()
        assert right < side.width(), type(part).__name__
    sizes = mail.splitter.sizes()
    assert sizes[1] >= max(sizes[0], sizes[2])


def test_every_action_of_the_screen_has_words_and_no_key_twice(mail: MailScreen) -> None:
    keys = [action.shortcut().toString() for action in mail.actions() if not action.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))
    assert all(action.text() for action in mail.actions())
    window = mail.window()
    taken = {key.toString() for action in window.actions() for key in action.shortcuts()}
    assert not taken & set(keys)
