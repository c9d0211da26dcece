"""The inspector: what matters first, previews that load nothing, versions that can be compared and restored."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.checks.counters import measure
from desktop.core.brand import Brand
from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.finding import CheckReport, Finding, Severity
from desktop.core.ids import DraftId
from desktop.core.post import Post
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE
from desktop.core.words import set_language
from desktop.views.history.timeline import End
from desktop.views.inspector.inspector import CHECKS, PREVIEW, VERSIONS, Inspector
from desktop.views.inspector.product_page import ProductPage
from desktop.views.inspector.rows import Row, rows_of
from desktop.views.inspector.search_preview import cut, post_result, search_result
from desktop.views.main_window import MainWindow
from desktop.views.product.screen import ProductScreen
from tests.fakes.desk import SAMPLE, SAMPLE_COPY, FakeChecker, FakeDesk, sample_draft
from tests.gui.product_screen import found, press


class Counting(FakeChecker):
    """Counts as the channels do."""

    measure = staticmethod(measure)


@pytest.fixture
def inspector(window: MainWindow, desk: FakeDesk) -> Inspector:
    desk.session.open(sample_draft())
    page = window.page
    assert isinstance(page, ProductScreen)
    return page.inspector


def many(count: int, severity: Severity, check: str = "style.repetition") -> tuple[Finding, ...]:
    return tuple(Finding(check, severity, "title", 0, 1, f"word {number}", "Twice.") for number in range(count))


# The list


def test_what_is_wrong_comes_first() -> None:
    report = CheckReport((*many(1, Severity.INFO), *many(1, Severity.WARNING), *many(1, Severity.ERROR, "limits.hard")))
    rows = rows_of(report, Brief(), frozenset(), written=True)
    assert [row.icon for row in rows] == ["contradicted", "warning", "info", "check"]
    assert rows[-1].title == "The rest holds"
    assert "Style" not in rows[-1].words.split(", ")
    assert {"Search engine", "Links"} <= set(rows[-1].words.split(", "))
    assert not {"Mail", "Reply", "Sources"} & set(rows[-1].words.split(", "))
    of_a_post = rows_of(report, Brief(Kind.BLOG), frozenset(), written=True)[-1]
    assert "Sources" in of_a_post.words.split(", ")
    assert "Mail" not in of_a_post.words.split(", ")


def test_what_is_little_and_much_is_folded_by_kind() -> None:
    report = CheckReport((*many(9, Severity.WARNING, "words.banned"), *many(4, Severity.INFO)))
    rows = rows_of(report, Brief(), frozenset(), written=True)[:-1]
    assert [row.title for row in rows[:6]] == [f"“word {number}”" for number in range(6)]
    assert [(row.title, row.words) for row in rows[6:]] == [("A word to avoid", "3 places"), ("Repeated", "4 places")]
    opened = rows_of(report, Brief(), frozenset({rows[7].kind}), written=True)
    assert len(opened) == len(rows) + 4 + 1


def test_a_list_that_was_cut_says_so() -> None:
    report = CheckReport(many(300, Severity.INFO), left_out=940)
    cut = next(
        row for row in rows_of(report, Brief(), frozenset(), written=True) if row.role == "information" and not row.kind
    )
    assert cut.title == "The 300 gravest of 1,240 are shown"


def test_a_screen_reader_hears_what_to_do_and_who_says_so() -> None:
    law = Finding(
        "policy.price.before", Severity.ERROR, "title", 0, 3, "was", "No price before.",
        advice="Give the lowest price.", source="Directive 98/6/EC",
    )  # fmt: skip
    row = rows_of(CheckReport((law,)), Brief(), frozenset(), written=True)[0]
    assert row.spoken == "“was”. No price before. Give the lowest price. Directive 98/6/EC."


def test_a_forgotten_fact_is_told_once() -> None:
    facts = (Fact("f1", "Made in", "Portugal", must_mention=True), Fact("f2", "Weight", "980 g", must_mention=True))
    told = Finding("facts.must_mention", Severity.WARNING, "description", 0, 0, "", "Not mentioned.", ("f2",))
    rows = rows_of(CheckReport((told,), (), ("f1", "f2")), Brief(facts=facts), frozenset(), written=True)[:-1]
    assert [(row.title, row.fact) for row in rows] == [
        ("A fact is missing", ""), ("Made in is not mentioned", "f1"),
    ]  # fmt: skip


def test_nothing_found_is_said_only_of_a_text() -> None:
    assert rows_of(CheckReport(), Brief(), frozenset(), written=False) == []
    assert [row.title for row in rows_of(CheckReport(), Brief(), frozenset(), written=True)] == ["Nothing to change"]


def test_the_tab_counts_errors_and_a_row_leads_to_its_words(inspector: Inspector, desk: FakeDesk, qtbot: QtBot) -> None:
    finding = found(SAMPLE_COPY, "title", "light")
    desk.checker.say(CheckReport((finding, *many(3, Severity.WARNING))))
    QApplication.processEvents()
    assert inspector.tabs.accessibleTabName(0) == "Checks 1"
    rows = inspector.checks.list
    rows.setFocus()
    rows.setCurrentIndex(rows.model().index(0, 0))
    with qtbot.waitSignal(inspector.finding_chosen) as chosen:
        press(rows, Qt.Key.Key_Return)
    assert chosen.args == [finding]


def test_a_folded_kind_opens(inspector: Inspector, desk: FakeDesk) -> None:
    desk.checker.say(CheckReport(many(4, Severity.INFO)))
    QApplication.processEvents()
    rows = inspector.checks.list
    counts = [len(rows.rows)]
    for _ in range(2):
        rows.chosen.emit(rows.rows[0])
        counts.append(len(rows.rows))
    assert counts == [2, 6, 2]


def test_a_missing_fact_leads_to_its_row(inspector: Inspector, desk: FakeDesk, window: MainWindow) -> None:
    desk.checker.say(CheckReport((), (), ("f7",)))
    QApplication.processEvents()
    row = inspector.checks.list.rows[0]
    assert row == Row("warning", "warning", "Made in is not mentioned", "Marked as must mention", fact="f7")
    inspector.checks.list.chosen.emit(row)
    page = window.page
    assert isinstance(page, ProductScreen)
    assert page.brief.table.currentIndex().row() == 6


# The search result


def test_a_title_is_cut_between_words_where_the_search_engine_cuts(qtbot: QtBot) -> None:
    long = "Lightweight backpack of recycled polyester for laptops up to fifteen inch with five years of warranty"
    shown = cut(long, "seo.title", Counting)  # type: ignore[arg-type]  # counts as the real one
    assert shown.endswith(" …")
    assert long.startswith(shown.removesuffix(" …"))
    assert measure("seo.title", shown).count <= 580
    following = long[len(shown.removesuffix(" …")) :].split(maxsplit=1)[0]
    assert measure("seo.title", f"{shown.removesuffix(' …')} {following} …").count > 580
    assert cut("Short", "seo.title", Counting) == "Short"  # type: ignore[arg-type]  # as above


def test_a_result_takes_what_is_there() -> None:
    copy = Copy({"title": "A mug", "description": "Blue.\n\nHolds 0.3 l."})
    result = search_result(copy, "Kåre's Mug", Counting)  # type: ignore[arg-type]  # as above
    assert (result.title, result.description) == ("A mug", "Blue. Holds 0.3 l.")
    assert result.address == "yourshop.com › kare-s-mug"
    assert not search_result(Copy(), "", Counting).title  # type: ignore[arg-type]  # as above


def test_the_result_of_a_post_has_its_own_address_and_its_shop() -> None:
    copy = Copy({"title": "Storing tea", "seo_title": "Tea " * 60, "seo_description": "Dry and dark."})
    draft = Draft(DraftId("p"), Kind.BLOG, Brief(Kind.BLOG, "Tea", post=Post(slug="store-tea")), copy)
    result = post_result(draft, Brand("Sjöbod", website="https://sjobod.se/blog"))
    assert result.address == "https://sjobod.se › blog › store-tea"
    assert result.title_is_cut
    assert result.title.endswith(" …")
    assert result.description == "Dry and dark."
    assert post_result(draft, Brand()).address == "yourshop.com › store-tea"


def test_the_preview_follows_the_text(inspector: Inspector, desk: FakeDesk, qtbot: QtBot) -> None:
    assert inspector.checks.preview.title.text() == SAMPLE_COPY.text("seo_title")
    desk.session.set_field("seo_title", "New", "Typing")
    qtbot.waitUntil(lambda: inspector.checks.preview.title.text() == "New")


# The product page


def test_the_page_shows_the_text_and_loads_nothing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ProductPage()
    qtbot.addWidget(page)
    hostile = '<img src="file:///etc/passwd"><script>x</script> [a](javascript:alert(1)) https://tracker.example/p.png'
    asked: list[QUrl] = []
    monkeypatch.setattr(QTextDocument, "loadResource", lambda _self, _kind, name: asked.append(name))
    assert page.show_copy(Copy({"title": hostile, "description": hostile, "bullets": (hostile, "two")}))
    page.grab()
    assert hostile in page.toPlainText()
    assert asked == []
    assert not page.openLinks()
    assert page.loadResource(2, QUrl("file:///etc/hostname")) is None
    assert page.document().begin().charFormat().anchorHref() == ""


def test_the_page_of_an_empty_copy_is_empty(qtbot: QtBot) -> None:
    page = ProductPage()
    qtbot.addWidget(page)
    assert not page.show_copy(Copy())


def test_the_preview_tab_counts_pixels_and_characters(inspector: Inspector, desk: FakeDesk) -> None:
    inspector.tabs.choose(PREVIEW)
    assert inspector.preview.title_counter.words.endswith("/ 580 px")
    assert SAMPLE_COPY.text("title") in inspector.preview.page.toPlainText()
    desk.session.open(Draft(DraftId("e")))
    assert inspector.preview.nothing.isVisible()


# Versions


@pytest.fixture
def with_versions(inspector: Inspector, desk: FakeDesk) -> Inspector:
    desk.drafts.put(sample_draft())
    desk.drafts.add_version(Origin.WRITTEN)
    desk.drafts.saved_at = "2026-11-21T13:40:00+00:00"
    desk.session.set_field("title", "Second title", "Typing")
    desk.drafts.add_version(Origin.TYPED)
    desk.session.set_field("title", "Third title", "Typing")
    inspector.tabs.choose(VERSIONS)
    return inspector


def pick(inspector: Inspector, number: int, end: End) -> None:
    tab = inspector.versions
    row = tab.timeline.versions.row_of(number)  # type: ignore[arg-type]  # a plain number is an id here
    tab.timeline.pick(tab.timeline.versions.index(row), end)


def test_a_version_is_compared_with_now(with_versions: Inspector, desk: FakeDesk) -> None:
    tab = with_versions.versions
    pick(with_versions, 2, End.FROM)
    assert tab.difference.isVisible()
    assert tab.heading.text().endswith("to now")
    text = tab.difference.toPlainText()
    assert "Second" in text
    assert "Third" in text
    assert tab.count.text() == "2 changes"


def test_two_versions_are_compared_the_older_one_first(with_versions: Inspector) -> None:
    tab = with_versions.versions
    pick(with_versions, 2, End.FROM)
    pick(with_versions, 1, End.TO)
    changes = [(change.added) for change in tab.difference.changes]
    assert changes[0] is False
    assert "Second" in tab.difference.toPlainText()
    assert "Third" not in tab.difference.toPlainText()


def test_the_comparison_with_now_goes_along_with_typing(with_versions: Inspector, desk: FakeDesk) -> None:
    pick(with_versions, 2, End.FROM)
    desk.session.set_field("title", "Second title", "Typing")
    assert with_versions.versions.count.text() == "No difference in the text"


def test_restoring_can_be_undone(with_versions: Inspector, desk: FakeDesk) -> None:
    pick(with_versions, 1, End.FROM)
    with_versions.versions.restore.click()
    assert desk.session.draft.copy.text("title") == SAMPLE_COPY.text("title")
    desk.session.undo()
    assert desk.session.draft.copy.text("title") == "Third title"


def test_a_new_version_appears_by_itself(with_versions: Inspector, desk: FakeDesk) -> None:
    before = with_versions.versions.timeline.versions.rowCount()
    desk.drafts.name_version("Approved")
    assert with_versions.versions.timeline.versions.rowCount() == before + 1


def test_a_draft_without_versions_says_how_they_come(inspector: Inspector, desk: FakeDesk) -> None:
    desk.session.open(Draft(DraftId("none"), brief=msgspec.structs.replace(SAMPLE, product="Mug")))
    inspector.tabs.choose(VERSIONS)
    assert inspector.versions.nothing.isVisible()
    inspector.tabs.choose(CHECKS)
    assert not inspector.versions.isVisible()


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_the_four_tabs_are_read_whole_in_a_narrow_window(
    qtbot: QtBot, tmp_path: Path, language: str, request: pytest.FixtureRequest
) -> None:
    set_language(language)
    request.addfinalizer(lambda: set_language("en"))
    desk = FakeDesk({INTERFACE_LANGUAGE.key: language, COPY_LANGUAGE.key: language}, tmp_path)
    window = MainWindow(desk.desk)
    qtbot.addWidget(window)
    window.resize(1024, 640)
    window.show()
    qtbot.waitExposed(window)
    desk.session.open(sample_draft())
    page = window.page
    assert isinstance(page, ProductScreen)
    tabs = page.inspector.tabs
    tabs.set_badge("checks", "12")
    assert tabs.count() == 4
    qtbot.waitUntil(lambda: tabs.is_whole)
    assert tabs.tabRect(3).right() < tabs.width()
