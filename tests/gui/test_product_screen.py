"""The product screen: what is typed reaches the draft, undo goes through it all, bad input is held."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport
from desktop.core.ids import DraftId
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE, TEXT_SIZE
from desktop.runtime.drafts import SaveKind
from desktop.views.main_window import MainWindow
from desktop.views.product.screen import ProductScreen
from tests.fakes.desk import SAMPLE, SAMPLE_COPY, FakeDesk, sample_draft
from tests.gui.product_screen import entries, field, found, press, redo, type_into, undo

# Typing and undo


def test_typing_reaches_the_draft_a_moment_later(screen: ProductScreen, desk: FakeDesk, qtbot: QtBot) -> None:
    editor = field(screen, "description").editor
    with qtbot.waitSignal(desk.session.changed, timeout=2_000):
        type_into(editor, " Light.")
    qtbot.waitUntil(lambda: desk.session.draft.copy.text("description").endswith(" Light."))


def test_typed_text_is_handed_in_before_the_draft_is_read(screen: ProductScreen, desk: FakeDesk) -> None:
    type_into(field(screen, "title").editor, "!")
    assert desk.session.draft.copy.text("title") == SAMPLE_COPY.text("title") + "!"


def test_undo_goes_through_brief_facts_fields_and_writing(screen: ProductScreen, desk: FakeDesk) -> None:
    start = desk.session.draft
    QTest.keyClicks(screen.brief.product.edit, "X")
    screen.brief.facts.setData(screen.brief.facts.index(0, 1), "1 kg")
    type_into(field(screen, "title").editor, "!")
    desk.session.pull()
    desk.writer.write(("description",))
    desk.writer.stream("description", "All new.")
    desk.writer.finish()
    written = desk.session.draft
    editor = field(screen, "description").editor
    assert editor.text() == "All new."
    undo(editor)
    assert editor.text() == SAMPLE_COPY.text("description")
    undo(editor)
    assert field(screen, "title").editor.text() == SAMPLE_COPY.text("title")
    undo(editor)
    assert desk.session.draft.brief.facts == start.brief.facts
    undo(editor)
    assert desk.session.draft == start
    assert screen.brief.product.text == SAMPLE.product
    for _ in range(4):
        redo(editor)
    assert desk.session.draft == written
    assert editor.text() == "All new."


def test_undo_works_from_a_line_of_the_brief(screen: ProductScreen, desk: FakeDesk, window: MainWindow) -> None:
    edit = screen.brief.audience.edit
    edit.setFocus()
    edit.end(False)
    QTest.keyClicks(edit, "abc")
    assert desk.session.draft.brief.audience == SAMPLE.audience + "abc"
    undo(edit)
    assert desk.session.draft.brief.audience == SAMPLE.audience
    assert edit.text() == SAMPLE.audience


def test_another_draft_brings_its_own_texts(screen: ProductScreen, desk: FakeDesk) -> None:
    type_into(field(screen, "title").editor, "lost?")
    desk.session.pull()
    desk.session.open(Draft(DraftId("d3"), brief=Brief(product="Mug"), copy=Copy({"title": "A mug"})))
    assert field(screen, "title").editor.text() == "A mug"
    assert field(screen, "description").editor.text() == ""
    assert screen.brief.product.text == "Mug"
    assert screen.header.title.text() == "Mug"


def test_enter_in_the_title_goes_to_the_next_field(screen: ProductScreen) -> None:
    title, description = field(screen, "title").editor, field(screen, "description").editor
    title.setFocus()
    press(title, Qt.Key.Key_Return)
    assert description.hasFocus()
    assert "\n" not in title.text()


# Fields and counters


def test_each_field_is_counted_as_its_channel_counts(screen: ProductScreen, desk: FakeDesk, qtbot: QtBot) -> None:
    view = field(screen, "title")
    length = len(SAMPLE_COPY.text("title"))
    qtbot.waitUntil(lambda: view.counter.words.startswith(f"{length} / 70"))
    type_into(view.editor, "x" * 20)
    qtbot.waitUntil(lambda: view.counter.words.startswith(f"{length + 20} / 70, {length - 50} too many"))


def test_a_very_long_text_is_counted_without_being_measured_whole(screen: ProductScreen, qtbot: QtBot) -> None:
    view = field(screen, "description")
    view.editor.show_text("x" * 90_000)
    qtbot.waitUntil(lambda: view.counter.words.startswith("90,000 / 2,000"), timeout=10_000)


def test_the_chosen_channels_are_the_fields(screen: ProductScreen, desk: FakeDesk) -> None:
    actions = {action.data(): action for action in entries(screen.channels.menu(screen))}
    assert actions["shop.title"].isChecked()
    actions["shop.bullets"].trigger()
    actions["seo.title"].trigger()
    names = [view.spec.name for view in screen.fields.views]
    assert names == ["title", "description", "bullets", "seo_description"]
    assert desk.session.draft.brief.channels == ("shop.title", "shop.description", "shop.bullets", "seo.description")
    assert desk.session.draft.copy.text("seo_title") == SAMPLE_COPY.text("seo_title")
    desk.session.undo()
    assert [view.spec.name for view in screen.fields.views] == ["title", "description", "seo_title", "seo_description"]


def test_a_list_field_has_one_item_a_line(screen: ProductScreen, desk: FakeDesk, qtbot: QtBot) -> None:
    brief = msgspec.structs.replace(SAMPLE, channels=("shop.bullets",))
    desk.session.open(Draft(DraftId("d4"), brief=brief, copy=Copy({"bullets": ("Light", "Wide")})))
    editor = field(screen, "bullets").editor
    assert editor.text() == "Light\nWide"
    type_into(editor, "\n\nStrong")
    assert desk.session.draft.copy.fields["bullets"] == ("Light", "Wide", "Strong")
    undo(editor)
    assert editor.text() == "Light\nWide"
    bullets = Copy({"bullets": ("Light", "Wide")})
    item = msgspec.structs.replace(found(bullets, "bullets", "Light"), field="bullets[1]", text="Wide", end=4)
    desk.checker.say(CheckReport((item,)))
    mark = editor.marks.marks[0]
    assert editor.text()[editor.offset_of(mark.start) : editor.offset_of(mark.end)] == "Wide"


def test_a_larger_text_gets_a_wider_page(screen: ProductScreen, desk: FakeDesk) -> None:
    before = field(screen, "title").editor.font().pixelSize()
    desk.settings.set(TEXT_SIZE, 20)
    assert field(screen, "title").editor.font().pixelSize() == before + 5


# States


def test_an_empty_draft_offers_a_beginning(window: MainWindow, desk: FakeDesk) -> None:
    screen = window.page
    assert isinstance(screen, ProductScreen)
    desk.session.open(Draft(DraftId("")))
    assert screen.empty.isVisible()
    assert not screen.header.write.isEnabled()
    QApplication.clipboard().setText("Mug\nColour: blue")
    screen.empty.paste.click()
    assert desk.pastes == ["Mug\nColour: blue"]
    assert not screen.empty.isVisible()
    assert screen.header.write.isEnabled()


def test_a_history_that_cannot_be_written_locks_the_screen(screen: ProductScreen, desk: FakeDesk) -> None:
    desk.drafts.put_state(SaveKind.READ_ONLY, "The folder cannot be written.")
    editor = field(screen, "title").editor
    assert editor.isReadOnly()
    assert not screen.brief.isEnabled()
    assert screen.header.chip.text == "Read only"
    desk.drafts.put_state(SaveKind.SAVED)
    assert not editor.isReadOnly()


def test_everything_that_takes_the_focus_has_a_name(screen: ProductScreen) -> None:
    unnamed = [
        type(widget).__name__
        for widget in screen.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not widget.accessibleName()
        and not (hasattr(widget, "text") and widget.text())
    ]  # fmt: skip
    assert unnamed == []


def test_the_focus_goes_from_brief_to_facts_to_fields_to_inspector(screen: ProductScreen) -> None:
    wanted = [
        screen.brief.product.edit, screen.brief.table, field(screen, "title").editor,
        field(screen, "seo_description").editor, screen.inspector.tabs,
    ]  # fmt: skip
    order: list[object] = []
    widget: QWidget | None = screen.brief.product.edit.previousInFocusChain()
    for _ in range(400):
        widget = widget.nextInFocusChain() if widget is not None else None
        if widget in wanted and widget not in order:
            order.append(widget)
    assert order == wanted


# Bad input and long lives


def test_ten_megabytes_are_kept_whole_and_undone(screen: ProductScreen, desk: FakeDesk, qtbot: QtBot) -> None:
    editor = field(screen, "description").editor
    text = "".join(f"word{number} " for number in range(900_000))[:10_000_000]
    data = QMimeData()
    data.setText(text)
    editor.selectAll()
    editor.insertFromMimeData(data)
    assert desk.session.draft.copy.text("description") == text
    assert field(screen, "description").progress.isVisible()
    qtbot.waitUntil(lambda: not editor.isReadOnly(), timeout=60_000)
    assert not field(screen, "description").progress.isVisible()
    assert editor.text() == text
    screen.inspector.tabs.choose("preview")
    screen.inspector.tabs.choose("checks")
    undo(editor)
    assert editor.text() == SAMPLE_COPY.text("description")
    redo(editor)
    qtbot.waitUntil(lambda: not editor.isReadOnly(), timeout=60_000)
    assert desk.session.draft.copy.text("description") == editor.text() == text


def test_controls_in_a_paste_are_left_out_and_that_is_said(screen: ProductScreen, desk: FakeDesk) -> None:
    data = QMimeData()
    data.setText("a\0b\0")
    view = field(screen, "title")
    view.editor.selectAll()
    view.editor.insertFromMimeData(data)
    assert desk.session.draft.copy.text("title") == "ab"
    assert view.note.text() == "2 characters that no program can show were left out."
    assert view.note.isVisible()


def test_the_screen_can_be_built_anew_in_another_language(
    screen: ProductScreen, desk: FakeDesk, window: MainWindow, qtbot: QtBot
) -> None:
    type_into(field(screen, "title").editor, "!")
    desk.settings.set(INTERFACE_LANGUAGE, "nl")
    qtbot.waitUntil(lambda: window.page is not screen)
    page = window.page
    assert isinstance(page, ProductScreen)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.session.pull()
    assert field(page, "title").editor.text() == SAMPLE_COPY.text("title") + "!"
    type_into(field(page, "title").editor, "?")
    assert desk.session.draft.copy.text("title").endswith("!?")
    desk.session.undo()
    desk.settings.set(INTERFACE_LANGUAGE, "en")
    qtbot.waitUntil(lambda: window.page is not page)


def test_the_palette_can_do_what_the_screen_can(screen: ProductScreen) -> None:
    actions = {action.text(): action for action in screen.actions()}
    actions["Add a fact"].trigger()
    assert screen.brief.facts.rowCount() == 9
    actions["Show the versions"].trigger()
    assert screen.inspector.versions.isVisible()
    assert actions["Next finding"].shortcut().toString() == "F8"


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080)])
def test_the_text_keeps_its_line_at_every_size(
    screen: ProductScreen, window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    editor = field(screen, "description").editor
    words = editor.viewport().width()
    assert 300 <= words <= 520
    left = editor.viewport().mapTo(screen, QPoint(0, 0)).x()
    title = screen.header.title.mapTo(screen, QPoint(0, 0)).x()
    assert abs(left - title) <= 4
    assert screen.header.write.mapTo(screen, screen.header.write.rect().topRight()).x() <= left + words + 4


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_the_window_can_be_as_small_as_promised(qtbot: QtBot, tmp_path: Path, language: str) -> None:
    desk = FakeDesk({INTERFACE_LANGUAGE.key: language, COPY_LANGUAGE.key: "en"}, tmp_path)
    made = MainWindow(desk.desk)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    desk.session.open(sample_draft())
    desk.checker.say(CheckReport())
    made.resize(1024, 640)
    qtbot.waitUntil(lambda: (made.width(), made.height()) == (1024, 640))
