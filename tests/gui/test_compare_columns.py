"""Columns are made wider, put elsewhere, added, taken away and explained; comparisons go to files and come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.core.brief import Kind
from desktop.core.comparison import Choice, ColumnState, ComparisonHeader, ComparisonId
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, SearchHit, Variant, Version
from desktop.core.ids import DraftId, VersionId
from desktop.core.making import Exchange, Making, Mending
from desktop.core.prompt import Message, Role
from desktop.views.compare.adding import Adding, HistoryPicker, copy_of
from desktop.views.compare.columns import Columns
from desktop.views.compare.exporting import Exporting
from desktop.views.compare.head import ColumnHead, Verb
from desktop.views.compare.screen import CompareScreen
from desktop.views.compare.why import FACTS, REPAIRS, SETTINGS, WhyCard
from desktop.views.history.screen import HistoryScreen
from desktop.views.main_window import MainWindow
from desktop.views.tokens import Size
from desktop.views.widgets.search_popover import SearchPopover
from tests.fakes.desk import SAMPLE, FakeDesk, sample_draft
from tests.gui.compare_screen import INSIDE, PLAIN, WARM, asked, press, settle, shown_screen, two_columns

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def head_of(page: CompareScreen, key: str) -> ColumnHead:
    head = page.columns.head(key)
    assert head is not None
    return head


def trigger(page: CompareScreen, words: str) -> None:
    """The action that bears these words."""
    action = next(action for action in page.actions() if action.text() == words)
    action.trigger()


def menu_of(head: ColumnHead) -> dict[str, QAction]:
    return {str(action.data()): action for action in head.menu().actions()}


# Places and widths


def test_a_border_is_drawn_and_a_key_widens(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    columns: Columns = page.columns
    before = head_of(page, plain).width()
    handle = next(child for child in columns.children() if "Handle" in type(child).__name__)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(2, 50))  # type: ignore[call-overload]  # a widget
    QTest.mouseMove(handle, QPoint(102, 50))  # type: ignore[call-overload]
    columns._on_handle(0, before + 100)  # noqa: SLF001 - the platform of the test sends no move while a button is held
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(2, 50))  # type: ignore[call-overload]
    assert head_of(page, plain).width() == pytest.approx(before + 100, abs=8)
    assert desk.comparing.comparison.widths[plain] > desk.comparing.comparison.widths[warm]
    page.navigator.go_to(warm)
    narrow = head_of(page, warm).width()
    trigger(page, "Make the column wider")
    assert head_of(page, warm).width() > narrow


def test_no_column_is_narrower_than_can_be_read(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    page.columns._on_handle(0, 5)  # noqa: SLF001 - as drawn far to the left
    assert head_of(page, plain).width() >= Size.COLUMN - 1
    assert head_of(page, warm).width() > head_of(page, plain).width()


def test_a_column_is_put_elsewhere_by_key_and_by_drag(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    plain, warm = two_columns(desk)
    third = desk.comparing.put(PLAIN, Choice(INSIDE))
    page = shown_screen(window, qtbot)
    page.navigator.go_to(plain)
    trigger(page, "Put the column further right")
    assert page.columns.order == (warm, plain, third)
    assert page.navigator.key == plain
    trigger(page, "Put the column further left")
    assert page.columns.order == (plain, warm, third)
    head = head_of(page, plain)
    right = head_of(page, third).mapToGlobal(QPoint(head_of(page, third).width() - 5, 5)).x()
    head.drag_moved.emit(right)
    head.dropped.emit(right)
    assert page.columns.order == (warm, third, plain)
    left = head_of(page, warm).mapToGlobal(QPoint(2, 5)).x()
    head.dropped.emit(left)
    assert page.columns.order == (plain, warm, third)


# What the menu offers


def test_the_menu_of_a_column_does_what_it_says(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    menu = menu_of(head_of(page, warm))
    assert Verb.STOP not in menu
    assert menu[Verb.REDO].isEnabled()
    assert not menu[Verb.AGAIN].isEnabled(), "it has no variant to be made from"
    page.verbs.do(warm, Verb.PIN)
    assert not menu_of(head_of(page, warm))[Verb.REDO].isEnabled(), "a column that is held is not written anew"
    page.verbs.do(warm, Verb.BASE)
    assert desk.comparing.comparison.base == warm
    page.verbs.do(warm, Verb.BASE)
    assert desk.comparing.comparison.base == ""
    page.verbs.do(plain, Verb.COPY)
    assert QGuiApplication.clipboard().text().startswith(PLAIN.text("title"))
    page.verbs.do(warm, Verb.REMOVE)
    assert page.columns.order == (plain,)
    page.verbs.do(plain, Verb.OPEN)
    assert window.shown == "product"
    assert desk.session.draft.copy.text("description") == PLAIN.text("description")


def test_a_column_under_way_can_be_stopped_alone(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    two_columns(desk)
    key = desk.comparing.put(Copy(), Choice(INSIDE), state=ColumnState.WAITING)
    page = shown_screen(window, qtbot)
    desk.comparing.stream(key, "title", "Havn")
    settle(page, qtbot)
    qtbot.waitUntil(lambda: Verb.STOP in menu_of(head_of(page, key)))
    page.verbs.do(key, Verb.STOP)
    assert asked(desk) == ("stop", key)


# Why


def variant() -> Variant:
    messages = (Message(Role.SYSTEM, "You write copy."), Message(Role.USER, "Write the title."))
    made = Making(
        seed=7,
        exchanges=(Exchange("title", messages, "Havn!", 0.7, 90, 7), Exchange("title", messages, "Havn", repair=1)),
        mendings=(Mending("title", "Havn!", "Havn", "The exclamation mark went."),),
    )
    return Variant("v1", INSIDE, "product/3", WARM, repairs=1, made=made)


def test_a_column_shows_why_it_reads_so(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.session.open(sample_draft())
    key = desk.comparing.put(WARM, Choice(INSIDE, "Warm"), variant=variant())
    page = shown_screen(window, qtbot)
    page.verbs.why(key)
    card = next(iter(window.findChildren(WhyCard)))
    assert "You write copy." in card.prompt.sent.toPlainText()
    assert card.prompt.answer.toPlainText() == "Havn!"
    card.tabs.choose(REPAIRS)
    assert "The exclamation mark went." in words_on(card)
    card.tabs.choose(FACTS)
    card.tabs.choose(SETTINGS)
    assert "product/3" not in visible_words(card), "technical words are folded away"
    assert "product/3" in words_on(card)
    assert "Warm" in visible_words(card)
    card.again.click()
    assert asked(desk) == ("make_again", key)


def test_a_text_of_nobody_has_nothing_to_show(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.session.open(sample_draft())
    key = desk.comparing.put(WARM, title="Pasted text")
    page = shown_screen(window, qtbot)
    assert not menu_of(head_of(page, key))[Verb.WHY].isEnabled()
    page.verbs.why(key)
    card = next(iter(window.findChildren(WhyCard)))
    assert not card.again.isEnabled()
    assert "No model wrote this text, so nothing was sent." in words_on(card)


def words_on(card: WhyCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel)]


def visible_words(card: WhyCard) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]


# Adding


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A headline\n\nThe text.\nMore.", {"title": "A headline", "description": "The text.\nMore."}),
        ("# Rubrik på svenska\n\nTexten.", {"title": "Rubrik på svenska", "description": "Texten."}),
        ("One paragraph of text.\nAnd more of it.", {"description": "One paragraph of text.\nAnd more of it."}),
    ],
)
def test_a_text_from_elsewhere_finds_its_fields(desk: FakeDesk, text: str, expected: dict[str, str]) -> None:
    desk.session.open(sample_draft())
    assert copy_of(text, desk.comparing.fields).fields == expected


def test_the_clipboard_becomes_a_column(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    two_columns(desk)
    page = shown_screen(window, qtbot)
    QGuiApplication.clipboard().setText("A pasted headline\n\nAnd a text.")
    page.header.add_asked.emit("paste")
    assert desk.comparing.columns()[-1].copy.text("title") == "A pasted headline"
    QGuiApplication.clipboard().setText("  ")
    page.header.add_asked.emit("paste")
    assert len(desk.comparing.columns()) == 3


def test_files_become_columns_and_what_is_no_text_is_told(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    two_columns(desk)
    page = shown_screen(window, qtbot)
    told: list[str] = []
    desk.notices.posted.connect(lambda notice: told.append(notice.title))
    good, bad = tmp_path / "Räksmörgås.md", tmp_path / "picture.txt"
    good.write_text("\ufeff# Titel\n\nEn text.", encoding="utf-8")
    bad.write_bytes(b"\xff\xfe\x00\x81")
    Adding(page._shell, page).add_files([str(good), str(bad), str(tmp_path / "gone.txt")])  # noqa: SLF001
    assert desk.comparing.columns()[-1].copy.text("title") == "Titel"
    assert told == ["picture.txt is not a text file.", "gone.txt cannot be read."]


def test_a_text_of_the_history_becomes_a_column(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    two_columns(desk)
    desk.history.hits = [
        SearchHit(DraftId("d9"), VersionId(44), Kind.PRODUCT, "en", "Old bag", "an old bag", desk.drafts.saved_at)
    ]
    page = shown_screen(window, qtbot)
    page.header.add_asked.emit("history")
    picker = next(iter(window.findChildren(HistoryPicker)))
    picker.field.setText("bag")
    qtbot.waitUntil(lambda: bool(picker.shown))
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert asked(desk) == ("add_versions", (VersionId(44),))


def test_a_version_or_an_earlier_comparison_is_chosen_from_a_list(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot
) -> None:
    two_columns(desk)
    draft = desk.session.draft
    stamp = desk.drafts.saved_at
    desk.drafts.put(draft, Version(VersionId(3), draft.id, Origin.VARIANT, stamp, draft.brief, draft.copy))
    desk.comparing.headers = [ComparisonHeader(ComparisonId(5), draft.id, stamp, 6)]
    page = shown_screen(window, qtbot)
    for source, wanted in (
        ("versions", ("add_versions", (VersionId(3),))),
        ("comparisons", ("open", ComparisonId(5))),
    ):
        page.header.add_asked.emit(source)
        picker = next(card for card in window.findChildren(SearchPopover) if card.isVisible())
        QTest.keyClick(picker.field, Qt.Key.Key_Return)
        assert asked(desk) == wanted
        QApplication.processEvents()
    page.header.add_asked.emit("new")
    assert asked(desk) == ("new",)


def test_versions_of_the_history_stand_side_by_side(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    draft = Draft(DraftId("d1"), brief=SAMPLE, copy=PLAIN, changed_at=desk.drafts.saved_at)
    stamp = desk.drafts.saved_at
    newer = Version(VersionId(2), draft.id, Origin.WRITTEN, stamp, SAMPLE, PLAIN)
    older = Version(VersionId(1), draft.id, Origin.TYPED, stamp, SAMPLE, WARM)
    desk.drafts.put(draft, newer, older)
    window.show_screen("history")
    screen = window.page
    assert isinstance(screen, HistoryScreen)
    qtbot.waitUntil(screen.comparison.foot.restore.isVisible)
    screen.comparison.foot.columns_icon.click()
    assert window.shown == "compare"
    assert desk.session.draft.id == draft.id
    assert asked(desk) == ("add_versions", (VersionId(1), VersionId(2)))


# To files and back


def test_a_comparison_goes_to_files(window: MainWindow, desk: FakeDesk, qtbot: QtBot, tmp_path: Path) -> None:
    two_columns(desk)
    page = shown_screen(window, qtbot)
    kinds = [str(action.data()) for action in page.header.export_menu().actions() if action.data()]
    assert kinds == ["html", "pdf", "md", "csv", "xlsx", "google_ads", "meta_ads", "mail", "read_sheet", "results"]
    exporting = Exporting(page._shell, page)  # noqa: SLF001
    exporting.save_to("html", tmp_path / "page.html")
    assert asked(desk) == ("export", tmp_path / "page.html")
    exporting.save_to("google_ads", tmp_path / "ads.csv")
    assert asked(desk) == ("export_ads", tmp_path / "ads.csv", "google_ads")


def test_comments_of_a_sheet_are_shown_until_they_are_put_away(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot
) -> None:
    two_columns(desk)
    page = shown_screen(window, qtbot)
    assert not page.comments.isVisible()
    page.comments.show_comments({"description": "Shorter, please."})
    assert page.comments.words.text() == "Description: “Shorter, please.”"
    assert page.comments.isVisible()
    page.comments._put_away()  # noqa: SLF001
    page.comments.show_comments({"description": "Shorter, please."})
    assert not page.comments.isVisible()
    page.comments.show_comments({"description": "Now it is too short."})
    assert page.comments.isVisible()


def test_the_compare_action_brings_the_screen_up(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    two_columns(desk)
    window.commands.actions["compare"].trigger()
    assert window.shown == "compare"
    page = window.page
    assert isinstance(page, CompareScreen)
    press(page, Qt.Key.Key_D, ALT)
    assert page.draft.is_open
