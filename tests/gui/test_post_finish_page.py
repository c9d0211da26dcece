"""The last step to a post: its lines, what a search and a shared link show, its address, tags, cover and networks."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.brand import Brand
from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.errors import ErrorKind, Problem
from desktop.core.finding import CheckReport, Claim, Finding, Severity, Verdict
from desktop.core.ids import DraftId
from desktop.core.post import Post, PostState, Section
from desktop.core.settings import TEXT_SIZE
from desktop.runtime.drafts import SaveKind
from desktop.runtime.posting_values import Step
from desktop.views.post.finish_fields import LineView
from desktop.views.post.finish_page import FinishPage
from desktop.views.product.field_state import FieldState
from tests.fakes.desk import FakeDesk, sample_draft
from tests.gui.product_screen import press, type_into, undo

OFFSCREEN_MENUS = pytest.mark.qt_log_ignore("This plugin does not support")
BODY = "Dry and dark.\n\n## Why tea goes stale\n\nAir and light do it.\n"
LINES = {
    "title": "How to store loose-leaf tea",
    "excerpt": "Five places to keep it.",
    "seo_title": "How to store loose-leaf tea at home | Sjöbod",
    "seo_description": "Keep loose-leaf tea dry and dark, and it tastes as it did in the shop for two years.",
}
OUTLINE = (Section("s1", "Why tea goes stale"),)
POST = Post(angle="For small kitchens", outline=OUTLINE, state=PostState.DRAFT, date="2026-11-24")


def post_draft(post: Post = POST, lines: dict[str, str] | None = None, channels: tuple[str, ...] = ()) -> Draft:
    brief = Brief(
        Kind.BLOG, "Loose-leaf tea", language="en", keyphrase="loose-leaf tea", channels=channels,
        facts=(Fact("f1", "Keeps", "2 years"),), post=post,
    )  # fmt: skip
    return Draft(DraftId("p1"), Kind.BLOG, brief, Copy({**(LINES if lines is None else lines), "body": BODY}))


def shown_page(qtbot: QtBot, desk: FakeDesk, draft: Draft | None = None) -> FinishPage:
    desk.session.open(draft or post_draft())
    page = FinishPage(desk.desk)
    qtbot.addWidget(page)
    page.resize(648, 900)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.fixture
def page(qtbot: QtBot, desk: FakeDesk) -> FinishPage:
    return shown_page(qtbot, desk)


def line(page: FinishPage, name: str) -> LineView:
    found = page.fields.line(name)
    assert found is not None, name
    return found


def key(page: QWidget, keys: str) -> None:
    QTest.keySequence(QApplication.focusWidget() or page, QKeySequence(keys))


# The lines


def test_every_line_but_the_text_is_typed_here_counted_and_undone(page: FinishPage, desk: FakeDesk) -> None:
    assert [view.spec.name for view in page.field_views] == ["title", "excerpt", "seo_title", "seo_description"]
    assert len(page.editors()) == 4
    for name, text in LINES.items():
        editor = line(page, name).editor
        type_into(editor, "!")
        assert desk.session.draft.copy.text(name) == f"{text}!", name
        undo(editor)
        assert desk.session.draft.copy.text(name) == text


def test_a_line_is_counted_as_it_is_typed(page: FinishPage, qtbot: QtBot) -> None:
    description = line(page, "seo_description")
    assert description.counter.words == f"{len(LINES['seo_description'])} / 156"
    type_into(description.editor, "x" * (158 - len(LINES["seo_description"])))
    qtbot.waitUntil(lambda: "2 too many" in description.counter.words)


def test_what_is_missing_is_written_in_one_go(qtbot: QtBot, desk: FakeDesk) -> None:
    page = shown_page(qtbot, desk, post_draft(lines={"title": "Tea"}))
    assert page.foot.write.isVisible()
    assert page.foot.said.text() == "3 fields are empty"
    page.foot.write.click()
    assert desk.writer.fields == ("seo_title", "seo_description", "excerpt")
    assert line(page, "excerpt").state is FieldState.WAITING
    assert line(page, "title").state is FieldState.IDLE
    assert page.foot.stop.isVisible()
    assert not page.foot.write.isVisible()
    desk.writer.stream("excerpt", "Five places.")
    assert line(page, "excerpt").state is FieldState.WRITING
    desk.writer.stream("seo_title", "Tea at home")
    desk.writer.stream("seo_description", "Keep it dry.")
    desk.writer.finish()
    assert desk.session.draft.copy.text("excerpt") == "Five places."
    assert page.foot.ready.isVisible()


def test_without_anything_to_write_from_the_button_says_so(qtbot: QtBot, desk: FakeDesk) -> None:
    draft = post_draft(Post(), lines={})
    brief = msgspec.structs.replace(draft.brief, product="", facts=())
    page = shown_page(qtbot, desk, msgspec.structs.replace(draft, brief=brief))
    assert not page.foot.write.isEnabled()
    assert "what the post is about" in page.foot.write.toolTip()


def test_one_line_is_written_again_by_button_and_by_key(page: FinishPage, desk: FakeDesk) -> None:
    title = line(page, "title")
    title.editor.setFocus()
    assert title.again.isVisible()
    title.again.click()
    assert (desk.writer.fields, desk.writer.how) == (("title",), "")
    desk.writer.stream("title", "Tea at home")
    desk.writer.finish()
    line(page, "excerpt").editor.setFocus()
    key(page, "Alt+R")
    assert desk.writer.fields == ("excerpt",)


def test_a_line_is_written_in_another_way(page: FinishPage, desk: FakeDesk) -> None:
    description = line(page, "seo_description")
    description.editor.setFocus()
    key(page, "Alt+S")
    assert (desk.writer.fields, desk.writer.how) == (("seo_description",), "shorter")
    desk.writer.stream("seo_description", "Keep it dry.")
    desk.writer.finish()
    words = [action.text() for action in description.ways_menu().actions()]
    assert words == ["Write it again", "Shorter", "Longer", "Simpler", "Say how…"]
    description.ways_menu().actions()[3].trigger()
    assert desk.writer.how == "simpler"


def test_an_empty_line_can_only_be_written(qtbot: QtBot, desk: FakeDesk) -> None:
    page = shown_page(qtbot, desk, post_draft(lines={}))
    title = line(page, "title")
    actions = title.ways_menu().actions()
    assert [action.isEnabled() for action in actions] == [True, False, False, False, False]
    actions[0].trigger()
    assert desk.writer.fields == ("title",)


@OFFSCREEN_MENUS
def test_the_ways_open_by_key_and_a_wish_in_words_is_written(page: FinishPage, desk: FakeDesk, qtbot: QtBot) -> None:
    title = line(page, "title")
    title.editor.setFocus()
    key(page, "Alt+M")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
    title.ask_for_wish()
    card = page.window().findChild(QWidget, "", Qt.FindChildOption.FindDirectChildrenOnly)
    assert card is not None
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "with a question")
    press(field, Qt.Key.Key_Return)
    assert (desk.writer.fields, desk.writer.how) == (("title",), "with a question")


def test_what_failed_is_said_at_its_line_and_tried_again(page: FinishPage, desk: FakeDesk) -> None:
    line(page, "title").rewrite_asked.emit("title", "longer")
    desk.writer.busy = False
    desk.session.end_writing()
    desk.writer.failed.emit(Problem(ErrorKind.PROVIDER, "The model did not answer."))
    card = page.show_writing.outcome
    assert card is not None
    assert "did not answer" in card.headline.text() + card.sentence.text()
    desk.writer.how = ""
    card.buttons[0].click()
    assert desk.writer.fields == ("title",)


def test_what_became_of_the_text_is_not_said_here(page: FinishPage, desk: FakeDesk) -> None:
    dismissed: list[str] = []
    desk.notices.dismissed.connect(dismissed.append)
    desk.posting.writing.write_section("s1")
    desk.writer.stream("section.s1", "Air")
    desk.writer.stop()
    assert page.show_writing.outcome is None
    desk.posting.writing.write_section("s1")
    desk.writer.busy = False
    desk.session.end_writing()
    desk.writer.failed.emit(Problem(ErrorKind.PROVIDER, "The model did not answer."))
    assert page.show_writing.outcome is None
    assert not dismissed
    assert page.foot.ready.isVisible()


def test_a_line_that_was_stopped_says_so_and_can_go_on(page: FinishPage, desk: FakeDesk) -> None:
    page.show_writing.write(("excerpt",))
    desk.writer.stream("excerpt", "Five places and")
    page.foot.stop.click()
    assert page.show_writing.outcome is not None
    assert line(page, "excerpt").state is FieldState.STOPPED


def test_a_line_is_copied_by_key(page: FinishPage) -> None:
    said: list[str] = []
    page.announced.connect(said.append)
    line(page, "title").editor.setFocus()
    key(page, "Alt+C")
    assert QGuiApplication.clipboard().text() == LINES["title"]
    assert said == ["Copied: Title"]


# What was found


def test_findings_are_marked_in_place_and_gone_to(page: FinishPage, desk: FakeDesk, qtbot: QtBot) -> None:
    text = LINES["seo_description"]
    start = text.index("two years")
    found = Finding("claims.number", Severity.WARNING, "seo_description", start, start + 9, "two years", "No fact.")
    claim = Claim("seo_description", start, start + 9, "two years", Verdict.UNSUPPORTED)
    desk.checker.say(CheckReport((found,), (claim,)))
    marks = line(page, "seo_description").editor.marks.marks
    assert [mark.finding for mark in marks] == [found]
    assert page.go_to_finding(found)
    qtbot.waitUntil(lambda: page.cards.card is not None)
    assert line(page, "seo_description").editor.hasFocus()
    assert page.go_to_span(claim)


def test_a_finding_about_a_field_or_the_address_leads_there(page: FinishPage) -> None:
    assert page.go_to_finding(Finding("search.x", Severity.INFO, "seo_title", 0, 0, "", "About it"))
    assert line(page, "seo_title").editor.hasFocus()
    assert page.go_to_finding(Finding("search.slug", Severity.INFO, "slug", 0, 3, "Tea", "Small letters"))
    assert page.address.slug.edit.hasFocus()
    assert not page.go_to_finding(Finding("links.dead", Severity.INFO, "body", 0, 3, "Dry", "Elsewhere"))


def test_what_was_found_while_it_was_away_is_shown_when_it_comes(page: FinishPage, desk: FakeDesk) -> None:
    page.hide()
    found = Finding("words.banned", Severity.ERROR, "title", 0, 3, "How", "Not this")
    desk.checker.say(CheckReport((found,)))
    assert not line(page, "title").editor.marks.marks
    page.show()
    assert [mark.finding for mark in line(page, "title").editor.marks.marks] == [found]


# In a search, and shared


def test_the_search_result_follows_what_is_typed(page: FinishPage, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.mailing.set_brand(Brand("Sjöbod", website="https://sjobod.se/blog"))
    page.refresh()
    found = page.found.result.found
    assert found.site == "Sjöbod"
    assert found.address == "https://sjobod.se › blog › how-to-store-loose-leaf-tea"
    assert found.title == (LINES["seo_title"],)
    assert found.date == "24 Nov 2026 — "
    assert [run.text for run in found.description[0] if run.bold][:3] == ["loose", "leaf", "tea"]
    type_into(line(page, "seo_title").editor, ", and everything else that one can do with it")
    qtbot.waitUntil(lambda: page.found.result.found.title_is_cut)
    assert page.found.cut.text() == "The title is cut here."


def test_the_result_is_seen_on_a_phone_by_key(page: FinishPage) -> None:
    line(page, "title").editor.setFocus()
    height = page.found.result.heightForWidth(500)
    key(page, "Alt+W")
    assert page.found.shown_on == "phone"
    assert page.found.result.heightForWidth(500) != height
    key(page, "Alt+W")
    assert page.found.shown_on == "desktop"


def test_the_result_becomes_smaller_where_there_is_no_room(page: FinishPage) -> None:
    result = page.found.result
    assert result.heightForWidth(200) < result.heightForWidth(1600) == result.heightForWidth(2000)


def test_the_result_is_painted_in_the_colours_of_the_theme(page: FinishPage) -> None:
    image = page.found.result.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(image.height())}
    assert len(colours) > 20


def test_a_post_without_words_says_when_there_will_be_something(qtbot: QtBot, desk: FakeDesk) -> None:
    page = shown_page(qtbot, desk, post_draft(lines={}))
    assert page.found.nothing.isVisible()
    assert page.shared.nothing.isVisible()
    assert not page.shared.cover.isVisible()
    assert line(page, "title").editor.placeholderText() == "What the post is called"


def test_a_shared_link_shows_cover_title_description_and_host(page: FinishPage, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.mailing.set_brand(Brand(website="https://www.sjobod.se"))
    page.refresh()
    assert page.shared.title.text() == LINES["seo_title"]
    assert page.shared.description.text() == LINES["seo_description"]
    assert page.shared.host.text() == "sjobod.se"
    assert page.shared.cover.accessibleName() == "No picture yet"


# The address


def test_a_slug_is_typed_looked_at_and_put_right(page: FinishPage, desk: FakeDesk) -> None:
    slug = page.address.slug.edit
    assert slug.placeholderText() == "how-to-store-loose-leaf-tea"
    slug.setFocus()
    QTest.keyClicks(slug, "Store Tea")
    assert desk.posting.post.slug == "Store Tea"
    assert slug.text() == "Store Tea"
    assert "Better: store-tea" in page.address.said.label.text()
    page.address.better.click()
    assert (desk.posting.post.slug, slug.text()) == ("store-tea", "store-tea")
    assert not page.address.better.isVisible()
    desk.session.undo()
    assert desk.posting.post.slug == "Store Tea"
    desk.session.undo()
    assert (desk.posting.post.slug, slug.text()) == ("", "")


def test_a_slug_is_made_of_the_title_by_key(page: FinishPage, desk: FakeDesk) -> None:
    line(page, "title").editor.setFocus()
    type_into(line(page, "title").editor, " at home")
    key(page, "Alt+U")
    assert desk.posting.post.slug == "store-loose-leaf-tea-home"
    assert not page.address.from_title.isEnabled()
    assert desk.session.undo_label == "Make the address of the title"


def test_a_pasted_address_becomes_its_path(page: FinishPage, desk: FakeDesk) -> None:
    QGuiApplication.clipboard().setText("https://sjobod.se/blog/store-tea/?utm_source=x")
    page.address.slug.edit.setFocus()
    key(page, "Ctrl+V")
    assert desk.posting.post.slug == "blog/store-tea"
    assert page.address.slug.edit.text() == "blog/store-tea"


def test_a_canonical_address_must_be_whole(page: FinishPage, desk: FakeDesk, qtbot: QtBot) -> None:
    edit = page.address.canonical.edit
    edit.setFocus()
    QTest.keyClicks(edit, "sjobod.se/tea")
    assert page.address.canonical_said.isVisible()
    edit.selectAll()
    QTest.keyClicks(edit, "https://sjobod.se/blog/tea")
    assert desk.posting.post.canonical == "https://sjobod.se/blog/tea"
    assert not page.address.canonical_said.isVisible()
    page.refresh()
    assert page.found.result.found.address == "https://sjobod.se › blog › tea"


def test_typing_an_attribute_is_one_step_of_undo(page: FinishPage, desk: FakeDesk) -> None:
    edit = page.author.edit
    edit.setFocus()
    QTest.keyClicks(edit, "Elin Berg")
    assert desk.posting.post.author == "Elin Berg"
    desk.session.undo()
    assert desk.posting.post.author == ""
    assert edit.text() == ""
    assert not desk.session.undo_label


# Tags and categories


def test_tags_are_added_by_enter_and_comma_and_taken_out_by_backspace(page: FinishPage, desk: FakeDesk) -> None:
    edit = page.tags.edit
    edit.setFocus()
    QTest.keyClicks(edit, "tea")
    press(edit, Qt.Key.Key_Return)
    QTest.keyClicks(edit, "loose leaf,storage, Tea,")
    assert list(desk.posting.post.tags) == ["tea", "loose leaf", "storage"]
    assert [chip.text() for chip in page.tags.chips] == ["tea", "loose leaf", "storage"]
    press(edit, Qt.Key.Key_Backspace)
    assert list(desk.posting.post.tags) == ["tea", "loose leaf"]
    QTest.keyClicks(edit, "xy")
    press(edit, Qt.Key.Key_Backspace)
    assert edit.text() == "x"
    assert list(desk.posting.post.tags) == ["tea", "loose leaf"]


def test_chips_are_reached_and_taken_out_by_key(page: FinishPage, desk: FakeDesk) -> None:
    desk.posting.change("Tags", "tags", tags=("a", "b", "c"))
    page.refresh()
    edit = page.tags.edit
    edit.setFocus()
    press(edit, Qt.Key.Key_Left)
    assert page.tags.chips[2].hasFocus()
    press(page.tags.chips[2], Qt.Key.Key_Left)
    press(page.tags.chips[1], Qt.Key.Key_Delete)
    assert list(desk.posting.post.tags) == ["a", "c"]
    assert page.tags.chips[1].hasFocus()
    press(page.tags.chips[1], Qt.Key.Key_Right)
    assert edit.hasFocus()
    QTest.mouseClick(page.tags.chips[0], Qt.MouseButton.LeftButton)
    assert list(desk.posting.post.tags) == ["c"]
    desk.session.undo()
    assert len(desk.posting.post.tags) > 1


def test_a_tag_that_is_typed_is_kept_when_one_goes_on(page: FinishPage, desk: FakeDesk) -> None:
    page.categories.edit.setFocus()
    QTest.keyClicks(page.categories.edit, "Guides")
    page.tags.edit.setFocus()
    assert desk.posting.post.categories == ("Guides",)


def test_many_tags_wrap(page: FinishPage, qtbot: QtBot) -> None:
    low = page.tags.height()
    page.tags.show_words([f"a rather long tag number {n}" for n in range(12)])
    qtbot.waitUntil(lambda: page.tags.height() > low + 40)
    flow = page.tags.edit.parentWidget()
    assert flow is not None
    qtbot.waitUntil(lambda: all(flow.rect().contains(chip.geometry()) for chip in page.tags.chips))


# The cover


def picture(folder: Path) -> Path:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 30, 30))
    path = folder / "tin.png"
    image.save(str(path))
    return path


def test_a_picture_is_dropped_described_and_taken_out(page: FinishPage, desk: FakeDesk, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture(tmp_path)))])
    box = page.cover.picture
    where = QPointF(box.rect().center())
    copying, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    drop = QDropEvent(where, copying, data, left, Qt.KeyboardModifier.NoModifier)
    box.dropEvent(drop)
    assert desk.posting.post.cover.startswith("picture:")
    assert not box.is_empty
    assert page.cover.said.isVisible()
    page.cover.alt.edit.setFocus()
    QTest.keyClicks(page.cover.alt.edit, "A red tin")
    assert desk.posting.post.cover_alt == "A red tin"
    assert not page.cover.said.isVisible()
    page.refresh()
    image = page.shared.cover.grab().toImage()
    assert image.pixelColor(image.rect().center()).red() > 150
    page.cover.remove.click()
    assert desk.posting.post.cover == ""
    desk.session.undo()
    assert not box.is_empty


def test_a_picture_on_the_web_is_named_and_not_fetched(page: FinishPage, desk: FakeDesk) -> None:
    edit = page.cover.address.edit
    edit.setFocus()
    QTest.keyClicks(edit, "https://sjobod.se/tin.jpg")
    assert desk.posting.post.cover == "https://sjobod.se/tin.jpg"
    assert "not fetched" in page.cover.picture.toolTip()
    edit.selectAll()
    press(edit, Qt.Key.Key_Delete)
    assert desk.posting.post.cover == ""


def test_typing_nothing_leaves_the_picture_of_the_profile(page: FinishPage, desk: FakeDesk, tmp_path: Path) -> None:
    page.cover.take(picture(tmp_path))
    cover = desk.posting.post.cover
    edit = page.cover.address.edit
    edit.setFocus()
    press(edit, Qt.Key.Key_Space)
    assert desk.posting.post.cover == cover
    assert edit.text().strip() == ""


# Networks


def test_a_network_that_is_chosen_gets_a_field_and_keeps_its_words(
    page: FinishPage, desk: FakeDesk, qtbot: QtBot
) -> None:
    assert [chip.text() for chip in page.social.chips.values()] == ["X", "LinkedIn", "Instagram", "Facebook"]
    page.social.chips["linkedin.post"].click()
    page.social.chips["x.post"].click()
    assert desk.session.draft.brief.channels == ("x.post", "linkedin.post")
    assert [view.spec.name for view in page.field_views][4:] == ["x.post", "linkedin.post"]
    qtbot.waitUntil(line(page, "x.post").editor.hasFocus)
    type_into(line(page, "x.post").editor, "Tea!")
    assert line(page, "x.post").counter.words.endswith("/ 280")
    page.social.chips["x.post"].click()
    assert page.fields.line("x.post") is None
    assert desk.session.draft.copy.text("x.post") == "Tea!"
    page.social.chips["x.post"].click()
    assert line(page, "x.post").editor.text() == "Tea!"


def test_posts_for_networks_are_missing_until_they_are_written(page: FinishPage, desk: FakeDesk) -> None:
    page.social.chips["x.post"].click()
    page.refresh()
    assert page.foot.missing == ("x.post",)
    page.foot.write.click()
    assert desk.writer.fields == ("x.post",)


# Structured data


def test_linked_data_is_made_when_it_is_opened_and_follows(page: FinishPage, desk: FakeDesk, qtbot: QtBot) -> None:
    part = page.linked_data
    assert part.text.toPlainText() == ""
    part.fold.click()
    qtbot.waitUntil(lambda: bool(part.text.toPlainText()))
    assert json.loads(part.text.toPlainText())["headline"] == LINES["title"]
    assert part.text.isReadOnly()
    desk.posting.change("Author", "author", author="Elin")
    qtbot.waitUntil(lambda: "Elin" in part.text.toPlainText())
    part.copy.click()
    assert json.loads(QGuiApplication.clipboard().text())["author"]["name"] == "Elin"


def test_linked_data_that_cannot_be_made_says_why(qtbot: QtBot, desk: FakeDesk) -> None:
    draft = post_draft()
    page = shown_page(qtbot, desk, msgspec.structs.replace(draft, copy=draft.copy.with_field("body", "[" * 20_000)))
    page.linked_data.fold.click()
    qtbot.waitUntil(lambda: bool(page.linked_data.text.placeholderText()))
    assert not page.linked_data.copy.isEnabled()


# What comes next


def test_a_finished_post_is_marked_as_ready(page: FinishPage, desk: FakeDesk) -> None:
    assert page.foot.ready.isVisible()
    page.foot.ready.click()
    assert desk.posting.post.state is PostState.READY
    assert not page.foot.ready.isVisible()
    assert page.foot.said.text() == "Ready: export it, or plan its day."
    desk.session.undo()
    assert page.foot.ready.isVisible()


def test_a_step_that_is_not_done_is_a_press_away(qtbot: QtBot, desk: FakeDesk) -> None:
    page = shown_page(qtbot, desk, post_draft(Post(outline=(*OUTLINE, Section("s2", "The tin"))), lines={}))
    asked: list[Step] = []
    page.step_asked.connect(asked.append)
    assert page.foot.go.text() == "Still open: Angle"
    page.foot.go.click()
    assert asked == [Step.ANGLE]


# Its place


def test_the_tab_key_goes_through_the_page_in_the_order_of_reading(page: FinishPage) -> None:
    page.social.chips["x.post"].click()
    stops = page.stops()
    order = [
        line(page, "title").editor, line(page, "excerpt").editor, line(page, "seo_title").editor,
        line(page, "seo_description").editor, page.address.slug.edit, page.address.canonical.edit, page.author.edit,
        page.tags.edit, page.cover.picture, page.cover.alt.edit, page.social.chips["x.post"],
        line(page, "x.post").editor, page.linked_data.fold,
    ]  # fmt: skip
    places = [stops.index(part) for part in order]
    assert places == sorted(places)
    page.tags.show_words(("a", "b"))
    page.setFocus()
    assert line(page, "x.post").editor.hasFocus()
    unnamed = [stop for stop in page.stops() if not (stop.accessibleName() or getattr(stop, "text", str)())]
    assert unnamed == []


def test_nothing_can_be_changed_in_a_profile_that_is_only_read(page: FinishPage, desk: FakeDesk) -> None:
    desk.drafts.put_state(SaveKind.READ_ONLY)
    assert all(editor.isReadOnly() for editor in page.editors())
    assert not page.address.isEnabled()
    assert not page.cover.isEnabled()
    assert not page.foot.isEnabled()
    line(page, "title").editor.setFocus()
    key(page, "Alt+R")
    assert desk.writer.writes == 0
    desk.drafts.put_state(SaveKind.SAVED)
    assert not page.editors()[0].isReadOnly()


def test_another_draft_brings_its_own(page: FinishPage, desk: FakeDesk) -> None:
    other = post_draft(Post(slug="other", tags=("x",)), lines={"title": "Another"}, channels=("x.post",))
    desk.session.open(msgspec.structs.replace(other, id=DraftId("p2")))
    assert line(page, "title").editor.text() == "Another"
    assert page.address.slug.text == "other"
    assert page.tags.words == ("x",)
    assert page.fields.line("x.post") is not None
    desk.session.open(sample_draft())
    desk.session.open(post_draft())
    assert line(page, "title").editor.text() == LINES["title"]
    assert page.fields.line("x.post") is None


def test_a_key_in_the_text_costs_the_page_nothing(
    page: FinishPage, desk: FakeDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.refresh()
    shown: list[object] = []
    monkeypatch.setattr(page.found, "show_found", shown.append)
    desk.session.set_field("body", f"{BODY}More.", "Typing")
    qtbot.wait(150)
    assert not shown
    page.hide()
    desk.session.set_field("seo_title", "Changed", "Typing")
    qtbot.wait(150)
    assert not shown
    page.show()
    assert page.shared.title.text() == "Changed"
    assert shown


@pytest.mark.parametrize("width", [436, 600, 900])
def test_everything_fits_at_any_width(page: FinishPage, desk: FakeDesk, width: int, qtbot: QtBot) -> None:
    desk.posting.change("Slug", "slug", slug="Store-" + "loose-leaf-tea-" * 5)
    page.resize(width, 800)
    qtbot.waitUntil(lambda: page.fields.width() == width)
    QApplication.processEvents()
    inside = page.fields.viewport().width()
    content = page.fields.widget()
    assert content is not None
    assert content.minimumSizeHint().width() <= inside
    assert page.address.mapTo(page, page.address.rect().topRight()).x() < inside


def test_the_text_has_the_size_that_is_set(page: FinishPage, desk: FakeDesk) -> None:
    before = line(page, "excerpt").editor.font().pixelSize()
    desk.settings.set(TEXT_SIZE, 20)
    assert line(page, "excerpt").editor.font().pixelSize() > before
