"""The history: found as one types, two versions in one text, and the way back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, SearchHit, Variant, Version, VersionHeader
from desktop.core.ids import DraftId, VersionId
from desktop.runtime.history import differences
from desktop.views import moments, theme
from desktop.views.history.difference_text import DifferenceText
from desktop.views.history.marked_lines import split_marks
from desktop.views.history.names import length_change, version_detail, version_title
from desktop.views.history.results import hit_of
from desktop.views.history.screen import HistoryScreen
from desktop.views.history.timeline import End, lines_of
from desktop.views.main_window import MainWindow
from tests.fakes.desk import FakeDesk

BRIEF = Brief(product="Wool blanket Fjell", language="en", facts=(Fact("f1", "Weight", "1450", "g"),))
NOW = datetime.now(UTC)


def ago(**parts: float) -> str:
    return (NOW - timedelta(**parts)).isoformat()


def copy_of(description: str, title: str = "Wool blanket Fjell") -> Copy:
    return Copy({"title": title, "description": description, "seo_title": "Wool blanket | Fjell"})


def version(number: int, origin: Origin, saved_at: str, text: Copy, name: str = "", model: str = "") -> Version:
    variant = Variant("v", model, "product/1") if model else None
    return Version(VersionId(number), DraftId("d1"), origin, saved_at, BRIEF, text, name, variant)


def header(number: int, words: int, origin: Origin = Origin.TYPED, name: str = "", saved_at: str = "") -> VersionHeader:
    return VersionHeader(VersionId(number), DraftId("d1"), origin, saved_at or ago(minutes=number), name, words, "")


def hit(number: int, title: str, snippet: str, found: int = 0) -> SearchHit:
    return SearchHit(
        DraftId(f"d{number}"), VersionId(found), Kind.PRODUCT, "en", title, snippet, ago(minutes=10 * number)
    )


@pytest.fixture
def filled(desk: FakeDesk) -> FakeDesk:
    """Two drafts; the first has four versions."""
    draft = Draft(DraftId("d1"), Kind.PRODUCT, BRIEF, copy_of("newest"), ago(days=2), ago(minutes=5))
    other = Draft(DraftId("d2"), Kind.PRODUCT, Brief(product="Cup"), Copy({"title": "Cup"}), ago(days=3), ago(days=3))
    desk.drafts.put(
        draft,
        version(4, Origin.TYPED, ago(minutes=5), copy_of("It weighs 1450 grams. Made by hand in Tilburg.")),
        version(3, Origin.WRITTEN, ago(minutes=9), copy_of("It weighs about a kilo. Made by hand."), model="local/x"),
        version(2, Origin.NAMED, ago(days=1), copy_of("It weighs about a kilo."), name="Approved for shop"),
        version(1, Origin.TYPED, ago(days=2), copy_of("It weighs")),
    )
    desk.drafts.put(
        other, Version(VersionId(9), DraftId("d2"), Origin.TYPED, ago(days=3), Brief(), Copy({"title": "Cup"}))
    )
    desk.history.hits = [
        hit(1, "Wool blanket Fjell", "woven of \x02wool\x03, with five years of \x02warranty\x03", 4),
        hit(2, "Cup", "a cup of \x02wool\x03 white", 9),
    ]
    return desk


@pytest.fixture
def screen(filled: FakeDesk, window: MainWindow, qtbot: QtBot) -> HistoryScreen:
    window.show_screen("history")
    page = window.page
    assert isinstance(page, HistoryScreen)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.panes)
    return page


def search(screen: HistoryScreen, desk: FakeDesk, qtbot: QtBot, words: str) -> None:
    with qtbot.waitSignal(desk.history.results):
        screen.search.setText(words)
    QApplication.processEvents()


# Finding


def test_it_begins_with_the_newest(screen: HistoryScreen, filled: FakeDesk) -> None:
    assert filled.history.asked == [("", False)]
    assert screen.count.text() == "2 texts"
    assert [found.title for found in screen.results.hits.hits] == ["Wool blanket Fjell", "Cup"]
    assert screen.results.hits.hits[0].snippet == "newest Wool blanket | Fjell"
    assert not screen.order.isVisible()


def test_it_finds_as_one_types_and_ranks_on_enter(screen: HistoryScreen, filled: FakeDesk, qtbot: QtBot) -> None:
    search(screen, filled, qtbot, "cup")
    assert filled.history.asked[-1] == ("cup", False)
    assert [found.title for found in screen.results.hits.hits] == ["Cup"]
    assert screen.search.hint.text() == "Enter puts the best match first"
    with qtbot.waitSignal(filled.history.results):
        QTest.keyClick(screen.search, Qt.Key.Key_Return)
    assert filled.history.asked[-1] == ("cup", True)
    assert screen.order.text() == "Best match first"
    with qtbot.waitSignal(filled.history.results):
        screen.order.click()
    assert filled.history.asked[-1] == ("cup", False)


def test_quick_typing_asks_once(screen: HistoryScreen, filled: FakeDesk, qtbot: QtBot) -> None:
    before = len(filled.history.asked)
    with qtbot.waitSignal(filled.history.results):
        for letters in ("w", "wo", "woo", "wool"):
            screen.search.setText(letters)
    assert filled.history.asked[before:] == [("wool", False)]


def test_nothing_found_says_for_what(screen: HistoryScreen, filled: FakeDesk, qtbot: QtBot) -> None:
    search(screen, filled, qtbot, "zebra")
    assert screen.stack.currentWidget() is screen.nothing_found
    assert screen.nothing_found.headline.text() == "Nothing found for “zebra”"
    QTest.keyClick(screen.search, Qt.Key.Key_Escape)
    assert screen.search.text() == ""


def test_an_empty_history_offers_to_begin(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    window.show_screen("history")
    page = window.page
    assert isinstance(page, HistoryScreen)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.nothing_yet)


def test_an_answer_to_other_words_is_dropped(screen: HistoryScreen, filled: FakeDesk, qtbot: QtBot) -> None:
    search(screen, filled, qtbot, "cup")
    screen.search.blockSignals(True)
    screen.search.setText("cups")
    screen.search.blockSignals(False)
    with qtbot.waitSignal(filled.history.results):
        filled.history.search("wool")
    assert [found.title for found in screen.results.hits.hits] == ["Cup"]


def test_keys_lead_from_the_field_to_the_draft(
    screen: HistoryScreen, filled: FakeDesk, window: MainWindow, qtbot: QtBot
) -> None:
    assert screen.search.hasFocus()
    QTest.keyClick(screen.search, Qt.Key.Key_Down)
    assert screen.results.hasFocus()
    QTest.keyClick(screen.results, Qt.Key.Key_Down)
    assert screen.results.current is not None
    assert screen.results.current.draft == DraftId("d2")
    QTest.keyClick(screen.results, Qt.Key.Key_Up)
    QTest.keyClick(screen.results, Qt.Key.Key_Up)
    assert screen.search.hasFocus()
    QTest.keyClick(screen.search, Qt.Key.Key_Down)
    QTest.keyClick(screen.results, Qt.Key.Key_Return)
    assert filled.session.draft.id == DraftId("d1")
    assert window.shown == "product"


def test_ctrl_f_goes_to_the_search(screen: HistoryScreen, window: MainWindow) -> None:
    screen.results.setFocus()
    QTest.keyClick(screen.results, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.search.hasFocus()


@pytest.mark.parametrize(
    ("snippet", "words", "spans"),
    [
        ("plain", "plain", []),
        ("of \x02wool\x03 and \x02more\x03", "of wool and more", [(3, 7), (12, 16)]),
        ("\x02open", "open", []),
        ("two\nlines\x03", "two lines", []),
    ],
)
def test_marks_are_read_from_a_snippet(snippet: str, words: str, spans: list[tuple[int, int]]) -> None:
    assert split_marks(snippet) == (words, spans)


def test_the_chosen_draft_stays_chosen_in_new_results(screen: HistoryScreen, filled: FakeDesk, qtbot: QtBot) -> None:
    search(screen, filled, qtbot, "wool")
    screen.results.setCurrentIndex(screen.results.hits.index(1))
    with qtbot.waitSignal(filled.history.results):
        filled.drafts.latest_changed.emit()
    assert screen.results.current == filled.history.hits[1]


def test_at_the_end_of_the_list_there_is_more(screen: HistoryScreen, filled: FakeDesk, qtbot: QtBot) -> None:
    filled.history.hits = [hit(number, f"Text {number}", "of wool") for number in range(1, 61)]
    filled.history.page = 25
    search(screen, filled, qtbot, "wool")
    assert screen.count.text() == "The first 25 texts"
    bar = screen.results.verticalScrollBar()
    with qtbot.waitSignal(filled.history.results):
        bar.setValue(bar.maximum())
    place = bar.value()
    assert len(screen.results.hits.hits) == 50
    assert 0 < place < bar.maximum(), "what was looked at stays in view"
    with qtbot.waitSignal(filled.history.results):
        QTest.keyClick(screen.results, Qt.Key.Key_End)
    assert screen.count.text() == "60 texts"
    asked = len(filled.history.asked)
    bar.setValue(0)
    bar.setValue(bar.maximum())
    assert len(filled.history.asked) == asked, "there is no more"


def test_a_draft_without_text_shows_its_facts() -> None:
    assert hit_of(Draft(DraftId("d3"), brief=BRIEF)).snippet == "Weight: 1450 g"
    assert hit_of(Draft(DraftId("d3"), brief=Brief(notes="Call the supplier"))).snippet == "Call the supplier"


# Comparing


def test_the_newest_is_compared_with_the_one_before(screen: HistoryScreen) -> None:
    changes = screen.comparison.text.changes
    assert [change.added for change in changes] == [False, True, True]
    assert screen.comparison.ends.words.text() == "+4 −3 words"
    assert screen.comparison.position.text() == "Change 1 of 3"
    assert screen.comparison.same.text() == "The same: Title, Search title. 1 fact is the same."


def test_the_text_holds_old_and_new(screen: HistoryScreen) -> None:
    lines = screen.comparison.text.toPlainText().split("\n")
    assert lines == ["Description", "It weighs about a kilo 1450 grams. Made by hand in Tilburg."]
    assert "Title" not in lines, "what is the same is not repeated"


def test_any_two_versions_can_be_compared(screen: HistoryScreen) -> None:
    timeline = screen.timeline
    index = timeline.versions.index(timeline.versions.row_of(VersionId(2)))
    timeline.pick(index, End.FROM)
    assert timeline.versions.ends == {End.FROM: VersionId(2), End.TO: VersionId(4)}
    index = timeline.versions.index(timeline.versions.row_of(VersionId(1)))
    timeline.pick(index, End.TO)
    assert timeline.versions.ends == {End.FROM: VersionId(1), End.TO: VersionId(2)}, "the older one comes first"
    assert screen.comparison.text.toPlainText().endswith("It weighs about a kilo.")


def test_a_version_is_not_compared_with_itself(screen: HistoryScreen) -> None:
    timeline = screen.timeline
    before = dict(timeline.versions.ends)
    timeline.pick(timeline.versions.index(timeline.versions.row_of(VersionId(4))), End.FROM)
    assert timeline.versions.ends == before


def test_versions_are_picked_by_mouse_and_by_key(screen: HistoryScreen) -> None:
    timeline = screen.timeline
    index = timeline.versions.index(timeline.versions.row_of(VersionId(1)))
    spot = timeline.visualRect(index).topLeft() + QPoint(40, 10)
    QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert timeline.versions.ends[End.FROM] == VersionId(1)
    timeline.setCurrentIndex(timeline.versions.index(timeline.versions.row_of(VersionId(3))))
    QTest.keyClick(timeline, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert timeline.versions.ends == {End.FROM: VersionId(1), End.TO: VersionId(3)}
    chip = timeline.visualRect(index)
    area = timeline.itemDelegate().chips(chip)[End.TO]  # type: ignore[attr-defined]  # the timeline's own delegate
    QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert timeline.versions.ends == {End.FROM: VersionId(1), End.TO: VersionId(3)}, "it is the other end already"


def test_a_draft_with_one_version_is_shown_as_it_is(screen: HistoryScreen) -> None:
    screen.results.setCurrentIndex(screen.results.hits.index(1))
    assert screen.comparison.text.toPlainText() == "Title\nCup"
    assert screen.comparison.ends.headline.text() == "The only version so far"
    assert not screen.comparison.foot.restore.isVisible()
    assert screen.comparison.foot.open_button.isVisible()
    assert not screen.comparison.position.isVisible()


def test_changes_are_reached_by_key(screen: HistoryScreen) -> None:
    text = screen.comparison.text
    QTest.keyClick(screen.search, Qt.Key.Key_F8)
    assert text.current == 1
    QTest.keyClick(screen.search, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(screen.search, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert text.current == 2
    assert screen.comparison.position.text() == "Change 3 of 3"


def test_differences_are_told_by_more_than_colour(qtbot: QtBot) -> None:
    text = DifferenceText()
    qtbot.addWidget(text)
    text.resize(400, 200)
    old, new = version(1, Origin.TYPED, "", copy_of("red cup")), version(2, Origin.TYPED, "", copy_of("blue cup"))
    text.show_fields(differences(old, new))
    text.show()
    gone, came = text.changes
    cursor = text.textCursor()
    cursor.setPosition(gone.end)
    assert cursor.charFormat().fontStrikeOut()
    image = text.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    for role in ("supported_soft", "contradicted_soft", "supported"):
        assert QColor(theme.tokens().colour(role)).name() in seen, role
    assert came.added


def test_a_space_at_the_end_of_a_line_is_no_change_of_its_own(qtbot: QtBot) -> None:
    text = DifferenceText()
    qtbot.addWidget(text)
    old = version(1, Origin.TYPED, "", copy_of("Wash it at 30 degrees."))
    new = version(2, Origin.TYPED, "", copy_of("Wash it at 30 degrees with woolwash."))
    text.show_fields(differences(old, new))
    text.show()
    (added,) = text.changes
    for width in range(80, 400, 10):
        text.resize(width, 300)
        for rect in text._rects(added):  # noqa: SLF001 - where it is painted
            assert rect.width() > 8, f"a stub of {rect.width()} pixels at {width}"


def test_the_text_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    text = DifferenceText()
    qtbot.addWidget(text)
    text.show_fields(
        differences(version(1, Origin.TYPED, "", copy_of("red")), version(2, Origin.TYPED, "", copy_of("blue")))
    )
    text.show()
    light = text.textCursor().charFormat().foreground().color().name()
    theme.apply_theme(qapp, "dark", 15)
    assert text.textCursor().charFormat().foreground().color().name() != light
    assert len(text.changes) == 2


def test_a_long_text_is_shown_quickly_and_whole(qtbot: QtBot) -> None:
    text = DifferenceText()
    qtbot.addWidget(text)
    body = " ".join(f"word{number}" for number in range(4000))
    old, new = (
        version(1, Origin.TYPED, "", copy_of(body)),
        version(2, Origin.TYPED, "", copy_of(body.replace("word7 ", "x "))),
    )
    text.show_fields(differences(old, new))
    assert len(text.changes) == 2
    assert "word3999" in text.toPlainText()


# The timeline


def test_the_timeline_has_a_line_for_each_day() -> None:
    lines = lines_of(
        [header(3, 10), header(2, 5), header(1, 5, saved_at=ago(days=1)), header(0, 1, saved_at=ago(days=9))]
    )
    days = [line.day for line in lines if line.version is None]
    assert len(days) >= 2
    assert days[-1] != "Today"
    assert lines[-1].last


@pytest.mark.parametrize(
    ("words", "before", "said"),
    [(12, 10, "+2 words"), (11, 10, "+1 word"), (10, 10, "Same length"), (7, 10, "−3 words"), (9, 10, "−1 word")],
)
def test_a_version_says_how_its_length_changed(words: int, before: int, said: str) -> None:
    assert length_change(header(2, words), header(1, before)) == said


def test_the_first_version_says_how_long_it_is() -> None:
    assert length_change(header(1, 14), None) == "14 words"
    assert version_detail(header(1, 14), None, "Qwen 1.5B") == "14 words · Qwen 1.5B"


def test_every_origin_has_words() -> None:
    titles = {version_title(header(1, 1, origin)) for origin in Origin}
    assert len(titles) == len(Origin)
    assert version_title(header(1, 1, Origin.NAMED, "For the shop")) == "For the shop"


# Restoring and deleting


def test_restoring_brings_the_older_text_to_the_desk(
    screen: HistoryScreen, filled: FakeDesk, window: MainWindow
) -> None:
    timeline = screen.timeline
    timeline.pick(timeline.versions.index(timeline.versions.row_of(VersionId(2))), End.FROM)
    assert screen.comparison.foot.restore.text().startswith("Restore ")
    screen.comparison.foot.restore.click()
    assert [restored.id for restored in filled.drafts.restored] == [VersionId(2)]
    assert filled.session.draft.copy.text("description") == "It weighs about a kilo."
    assert window.notice_bar.cards[-1].notice.title.startswith("Restored")
    filled.session.undo()
    assert filled.session.draft.copy.text("description") == "newest"


def test_the_timeline_shows_what_restoring_added(screen: HistoryScreen, filled: FakeDesk) -> None:
    screen.comparison.foot.restore.click()
    assert screen.timeline_count.text == "5"
    assert screen.timeline.versions.ends[End.TO] == filled.drafts.all_versions[0].id


# Times


@pytest.mark.parametrize(
    ("stamp", "short", "long"),
    [
        ("2026-11-21T12:30:00", "12:30", "12:30"),
        ("2026-11-20T12:30:00", "Yesterday", "20 Nov, 12:30"),
        ("2026-03-02T09:05:00", "2 Mar", "2 Mar, 09:05"),
        ("2025-03-02T09:05:00", "2 Mar 2025", "2 Mar 2025, 09:05"),
        ("", "", ""),
        ("yesterday", "", ""),
    ],
)
def test_times_are_said_as_people_say_them(stamp: str, short: str, long: str) -> None:
    today = date(2026, 11, 21)
    assert moments.clock_or_day(stamp, today) == short
    assert moments.moment(stamp, today) == long


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 s"), (45, "45 s"), (200, "3 min"), (3700, "1 h 2 min"), (4800, "1 h 20 min")]
)
def test_durations(seconds: float, words: str) -> None:
    assert moments.duration(seconds) == words


@pytest.mark.parametrize(("size", "words"), [(397_807_936, "398 MB"), (1_117_320_768, "1.1 GB"), (0, "0 MB")])
def test_sizes(size: float, words: str) -> None:
    assert moments.size_words(size) == words
