"""What filters say of themselves, and the days of this computer as the history counts time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.core.brief import Kind
from desktop.core.draft import SearchHit
from desktop.core.history import EVERYTHING, Facet, Facets, Filters, Shelf
from desktop.core.ids import DraftId, VersionId
from desktop.views.history import filter_words
from desktop.views.history.filter_bar import FilterBar
from desktop.views.history.filter_cards import TimeCard
from desktop.views.history.found_forms import forms_words

TODAY = date(2026, 11, 23)
EVERY = Facets(
    tuple(Facet(kind.value, 1) for kind in Kind),
    (Facet("en", 3), Facet("nl", 2), Facet("sv", 1)),
    (Facet("local/qwen2.5-coder-1.5b", 4),),
    (Facet("winter", 2), Facet("wool", 1)),
    (Facet("Winter/Blankets", 2),),
)


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (EVERYTHING, ""),
        (Filters(kinds=(Kind.MAIL,), languages=("nl", "sv")), "Mail, Dutch, Swedish"),
        (Filters(tags=("a", "b", "c", "d")), "a, b and 2 more"),
        (Filters(folder=""), "No folder"),
        (Filters(folder="Winter/Blankets"), "Winter/Blankets"),
        (Filters(shelf=Shelf.ARCHIVE, named=True, findings="none"), "Archive, Named or kept, Without findings"),
        (Filters(models=("local/qwen2.5",)), "qwen2.5"),
        (Filters(since=filter_words.begin_of(date(2025, 9, 1))), "Since 1 September 2025"),
        (Filters(until=filter_words.end_of(date(2025, 9, 1))), "Until 1 September 2025"),
        (
            Filters(since=filter_words.begin_of(date(2025, 9, 1)), until=filter_words.end_of(date(2025, 10, 3))),
            "1 September 2025 to 3 October 2025",
        ),
        (
            Filters(since=filter_words.begin_of(date(2025, 9, 1)), until=filter_words.end_of(date(2025, 9, 1))),
            "1 September 2025",
        ),
    ],
)
def test_filters_say_what_they_narrow_to(filters: Filters, words: str) -> None:
    assert filter_words.filters_words(filters) == words


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 7, 1), date(2026, 10, 25), date(2026, 12, 31)])
def test_a_day_begins_and_ends_where_this_computer_is(day: date) -> None:
    begin, end = filter_words.begin_of(day), filter_words.end_of(day)
    assert filter_words.local_day(begin) == day == filter_words.local_day(end)
    assert begin < end < filter_words.begin_of(day + timedelta(days=1))
    assert begin.endswith("Z")


def test_a_chip_with_nothing_to_choose_from_is_not_there(qtbot: QtBot) -> None:
    bar = FilterBar("Alt+S", "Alt+L", "Alt+G")
    qtbot.addWidget(bar)
    bar.show()
    assert bar.shown == [bar.state, bar.time]
    bar.show_facets(EVERY, {"local/qwen2.5-coder-1.5b": "Qwen2.5 Coder 1.5B"})
    assert bar.shown == list(bar.chips)
    bar.show_facets(Facets(), {})
    bar.show_filters(Filters(tags=("winter",)), searching=False)
    assert bar.tag in bar.shown, "what narrows can be taken away"
    assert bar.save.isVisible()


@pytest.mark.parametrize("width", [1188, 900, 640])
def test_chips_wrap_and_none_is_cut_off(qtbot: QtBot, width: int) -> None:
    bar = FilterBar("Alt+S", "Alt+L", "Alt+G")
    qtbot.addWidget(bar)
    bar.show_saved(3)
    bar.show_facets(EVERY, {})
    bar.show_filters(
        Filters(kinds=tuple(Kind), languages=("nl", "sv"), tags=("winter", "wool"), folder="Winter/Blankets/Wool"),
        searching=True,
    )
    bar.resize(width, bar.sizeHint().height())
    bar.show()
    qtbot.waitExposed(bar)
    bar.resize(width, bar.sizeHint().height())
    line = bar.kind.parentWidget()
    assert line is not None
    qtbot.waitUntil(lambda: bar.height() >= line.height())
    for chip in bar.shown:
        assert line.rect().contains(chip.geometry()), chip.value
    for one in bar.shown:
        assert not [other for other in bar.shown if other is not one and other.geometry().intersects(one.geometry())]


def test_since_after_until_moves_the_other_end(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    until = filter_words.end_of(TODAY - timedelta(days=10))
    card = TimeCard(window, "Time", Filters(until=until), TODAY)
    sent: list[Filters] = []
    card.changed.connect(sent.append)
    card.open_in_middle()
    card.quick[1].click()
    assert sent == [Filters(since=filter_words.begin_of(TODAY - timedelta(days=6)))]


def test_a_day_is_chosen_by_key_as_the_end(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    since = filter_words.begin_of(date(2026, 9, 1))
    card = TimeCard(window, "Time", Filters(since=since), TODAY)
    sent: list[Filters] = []
    card.changed.connect(sent.append)
    card.open_in_middle()
    card.ends.choose("until")
    card.month.days.show_day(date(2026, 9, 3))
    QTest.keyClick(card.month.days, Qt.Key.Key_Return)
    assert sent == [Filters(since=since, until=filter_words.end_of(date(2026, 9, 3)))]


@pytest.mark.parametrize(
    ("query", "marked", "said"),
    [
        ("wol* garantie", ("wol", "garantie"), ""),
        ("wol* garantie", ("wollen", "wolwasmiddel", "garantie"), "wol also finds wollen and wolwasmiddel"),
        ("Blankets", ("blanket",), "blankets also finds blanket"),
        ("cup", ("mitten",), ""),
        ("", ("cup",), ""),
        ('"wool cup"', ("woollen",), "wool also finds woollen"),
    ],
)
def test_other_forms_that_were_found_are_named(query: str, marked: tuple[str, ...], said: str) -> None:
    hits = [
        SearchHit(DraftId("d"), VersionId(1), Kind.PRODUCT, "nl", "", f"Een \x02{word}\x03 ding", "") for word in marked
    ]
    assert forms_words(query, hits) == said
