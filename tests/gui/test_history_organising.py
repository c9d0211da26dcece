"""The history over a real store: filters, tags, folders, archive, trash, names, pins, branches, kept searches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.history import EVERYTHING, Filters, SavedSearch, Shelf
from desktop.core.ids import DraftId, VersionId
from desktop.core.profile import Profile
from desktop.runtime.drafts import Drafts
from desktop.runtime.history import History
from desktop.runtime.store_thread import StoreThread
from desktop.store.store import Store
from desktop.views.history.filter_cards import StateCard, TickCard, TimeCard
from desktop.views.history.place_cards import FolderCard, TagsCard
from desktop.views.history.saved_card import SavedCard
from desktop.views.history.screen import HistoryScreen
from desktop.views.history.timeline import End
from desktop.views.main_window import MainWindow
from desktop.views.name_card import NameCard
from desktop.views.widgets.confirm_card import ConfirmCard
from tests.fakes.desk import FakeDesk


class Bench:
    """A history screen over a real store on a thread of its own."""

    def __init__(self, qtbot: QtBot, profile: Profile) -> None:
        self.qtbot = qtbot
        self.desk = FakeDesk(folder=profile.folder)
        self.store = StoreThread(lambda: Store(profile))
        self.store.start(lambda _store: None, lambda _problem: None)
        self.drafts = Drafts(self.desk.session, self.store, self.desk.notices, self.desk)
        self.desk.drafts = self.drafts  # type: ignore[assignment]  # the real one in the place of the fake
        self.history = History(self.drafts, self.store, self.desk.notices, self.desk)
        self.desk.history = self.history  # type: ignore[assignment]  # the real one in the place of the fake
        self.ids: dict[str, DraftId] = {}

    def write(self, title: str, *texts: str, kind: Kind = Kind.PRODUCT, language: str = "en") -> DraftId:
        """A draft with a version of each text."""

        def work(store: Store) -> DraftId:
            draft = Draft(DraftId(""), kind, Brief(kind, product=title, language=language))
            for text in texts:
                draft = store.save_draft(msgspec.structs.replace(draft, copy=Copy({"description": text})))
                store.add_version(draft, Origin.TYPED)
            return draft.id

        self.ids[title] = self.store.call(work)
        return self.ids[title]

    def show(self) -> HistoryScreen:
        """The screen, when it shows the drafts."""
        self.window = MainWindow(self.desk.desk)
        self.qtbot.addWidget(self.window)
        self.window.resize(1280, 800)
        self.window.show()
        self.qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.window.show_screen("history")
        screen = self.window.page
        assert isinstance(screen, HistoryScreen)
        self.screen = screen
        self.wait(lambda: bool(screen.results.hits.hits) and screen.chosen.card is not None)
        self.wait(lambda: bool(screen.comparison.shown))
        return screen

    @property
    def titles(self) -> list[str]:
        """The titles of what is listed."""
        return [hit.title for hit in self.screen.results.hits.hits]

    def wait(self, so: Callable[[], bool]) -> None:
        """Wait until it is so."""
        self.qtbot.waitUntil(so, timeout=5000)

    def choose(self, title: str) -> None:
        """Choose a draft of the list, and wait until all is known of it."""
        row = self.titles.index(title)
        self.screen.results.setCurrentIndex(self.screen.results.hits.index(row))
        self.wait(lambda: self.card_is(title) and self.versions_are(title))

    def card_is(self, title: str) -> bool:
        card = self.screen.chosen.card
        return card is not None and card.draft == self.ids[title]

    def versions_are(self, title: str) -> bool:
        shown = self.screen.comparison.shown
        return bool(shown) and shown[-1].draft == self.ids[title] == self.screen.chosen.headers[0].draft

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.AltModifier) -> None:
        """Press a key in the search field."""
        self.screen.search.setFocus()
        QTest.keyClick(self.screen.search, key, modifiers)

    def card(self, kind: type[QWidget]) -> QWidget:
        """The card of a kind that is open."""
        return next(card for card in reversed(self.window.findChildren(kind)) if card.isVisible())

    def told(self) -> list[str]:
        """What the notices say."""
        return [card.notice.title for card in self.window.notice_bar.cards]

    def answer(self, number: int = 0) -> None:
        """Press a button of the newest notice."""
        self.window.notice_bar.cards[-1].notice.answers[number].action()


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(qtbot, Profile(tmp_path, tmp_path / "models"))
    made.write("Cup", "A cup.", "A blue cup.", "A blue cup of wool.")
    made.write("Herfstmail", "Alles van wol is goedkoper.", kind=Kind.MAIL, language="nl")
    made.write("Mitten", "Wool mittens.", "Warm wool mittens.")
    yield made
    made.store.close()


# Filters


def test_it_counts_texts_and_versions(bench: Bench) -> None:
    screen = bench.show()
    assert bench.titles == ["Mitten", "Herfstmail", "Cup"]
    bench.wait(lambda: screen.count.text() == "3 texts, 6 versions")


def test_a_kind_is_ticked_and_taken_away_by_key(bench: Bench) -> None:
    screen = bench.show()
    bench.wait(screen.filters.kind.isVisible)
    bench.key(Qt.Key.Key_F)
    chip = screen.filters.kind
    assert chip.hasFocus()
    QTest.keyClick(chip, Qt.Key.Key_Return)
    card = cast("TickCard", bench.card(TickCard))
    model = card.list.model()
    words = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert words == ["Product (2)", "Mail (1)"]
    QTest.keyClick(card.list, Qt.Key.Key_Down)
    QTest.keyClick(card.list, Qt.Key.Key_Space)
    bench.wait(lambda: bench.titles == ["Herfstmail"])
    assert chip.value == "Mail"
    assert chip.accessibleName() == "Kind: Mail"
    QTest.keyClick(card.list, Qt.Key.Key_Escape)
    assert chip.hasFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    bench.wait(lambda: len(bench.titles) == 3)
    assert chip.value == ""
    assert chip.accessibleName() == "Kind: all"


def test_the_cross_of_a_chip_takes_the_filter_away(bench: Bench) -> None:
    screen = bench.show()
    screen.filters.changed.emit(Filters(languages=("nl",)))
    bench.wait(lambda: bench.titles == ["Herfstmail"])
    chip = screen.filters.language
    assert chip.value == "Dutch"
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 14, chip.height() // 2))
    bench.wait(lambda: len(bench.titles) == 3)


def test_arrow_keys_go_from_chip_to_chip_and_up_to_the_search(bench: Bench) -> None:
    screen = bench.show()
    bench.wait(screen.filters.kind.isVisible)
    bench.key(Qt.Key.Key_F)
    QTest.keyClick(screen.filters.kind, Qt.Key.Key_Right)
    assert screen.filters.language.hasFocus()
    QTest.keyClick(screen.filters.language, Qt.Key.Key_Left)
    QTest.keyClick(screen.filters.kind, Qt.Key.Key_Left)
    assert screen.filters.time.hasFocus()
    QTest.keyClick(screen.filters.time, Qt.Key.Key_Up)
    assert screen.search.hasFocus()


def test_words_and_filters_hold_together(bench: Bench) -> None:
    screen = bench.show()
    screen.search.setText("wool")
    bench.wait(lambda: bench.titles == ["Mitten", "Cup"])
    screen.filters.changed.emit(Filters(languages=("nl",)))
    bench.wait(lambda: screen.stack.currentWidget() is screen.nothing_found)
    assert screen.show_all.isVisible()
    screen.show_all.click()
    bench.wait(lambda: bench.titles == ["Mitten", "Cup"])


def test_the_state_card_asks_for_named_versions(bench: Bench) -> None:
    screen = bench.show()
    bench.store.call(lambda store: store.name_version(store.versions(bench.ids["Cup"])[1].id, "Approved"))
    screen.filters.state.asked.emit()
    card = cast("StateCard", bench.card(StateCard))
    card.named.button("named").click()
    bench.wait(lambda: bench.titles == ["Cup"])
    assert screen.filters.state.value == "Named or kept"


def test_days_narrow_from_both_ends(bench: Bench) -> None:
    screen = bench.show()
    screen.filters.time.asked.emit()
    card = cast("TimeCard", bench.card(TimeCard))
    card.quick[0].click()
    assert screen.filters.time.value.startswith("Since ")
    bench.wait(lambda: len(bench.titles) == 3)
    screen.filters.changed.emit(Filters(until="2020-01-01T23:59:59.999Z"))
    bench.wait(lambda: screen.stack.currentWidget() is screen.nothing_found)
    assert screen.nothing_found.headline.text() == "No text passes these filters"
    assert "2020" in screen.nothing_found.sentence.text()


# Tags, folders, archive, trash


def test_a_text_is_tagged_and_found_by_its_tag(bench: Bench) -> None:
    screen = bench.show()
    bench.choose("Cup")
    assert not screen.comparison.place.isVisible()
    bench.key(Qt.Key.Key_T)
    card = cast("TagsCard", bench.card(TagsCard))
    QTest.keyClicks(card.field.edit, "blue")
    QTest.keyClick(card.field.edit, Qt.Key.Key_Return)
    bench.wait(lambda: [badge.text for badge in screen.comparison.place.badges] == ["blue"])
    QTest.keyClicks(card.field.edit, "half typed")
    QTest.keyClick(card.field.edit, Qt.Key.Key_Escape)
    bench.wait(lambda: bench.store.call(lambda store: store.card(bench.ids["Cup"])).tags == ("blue", "half typed"))
    bench.wait(screen.filters.tag.isVisible)
    screen.filters.changed.emit(Filters(tags=("blue",)))
    bench.wait(lambda: bench.titles == ["Cup"])


def test_tags_of_others_are_offered(bench: Bench) -> None:
    bench.store.call(lambda store: store.set_tags(bench.ids["Mitten"], ("winter",)))
    screen = bench.show()
    bench.wait(screen.filters.tag.isVisible)
    bench.choose("Cup")
    bench.key(Qt.Key.Key_T)
    card = cast("TagsCard", bench.card(TagsCard))
    assert [chip.text() for chip in card.known.chips] == ["winter"]
    card.known.chips[0].click()
    bench.wait(lambda: bench.store.call(lambda store: store.card(bench.ids["Cup"])).tags == ("winter",))
    assert not card.known.isVisible()


def test_a_text_is_moved_to_a_folder_and_out_again(bench: Bench) -> None:
    screen = bench.show()
    bench.choose("Cup")
    bench.key(Qt.Key.Key_O)
    card = cast("FolderCard", bench.card(FolderCard))
    QTest.keyClicks(card.field.edit, " Winter / Kitchen /")
    QTest.keyClick(card.field.edit, Qt.Key.Key_Return)
    bench.wait(lambda: [badge.text for badge in screen.comparison.place.badges] == ["Winter/Kitchen"])
    screen.filters.changed.emit(Filters(folder="Winter"))
    bench.wait(lambda: bench.titles == ["Cup"])
    bench.key(Qt.Key.Key_O)
    cast("FolderCard", bench.card(FolderCard)).none.click()
    bench.wait(lambda: screen.stack.currentWidget() is screen.nothing_found)


def test_the_trash_is_left_by_undo(bench: Bench) -> None:
    screen = bench.show()
    bench.choose("Herfstmail")
    bench.key(Qt.Key.Key_Delete)
    bench.wait(lambda: bench.titles == ["Mitten", "Cup"])
    assert screen.results.current is not None
    assert screen.results.current.title == "Cup", "the next one is chosen"
    bench.wait(lambda: "Moved to the trash" in bench.told())
    bench.answer()
    bench.wait(lambda: "Herfstmail" in bench.titles)


def test_what_is_on_the_desk_is_kept_before_it_is_thrown_away(bench: Bench) -> None:
    bench.show()
    bench.choose("Cup")
    bench.drafts.open(bench.ids["Cup"])
    bench.wait(lambda: bench.desk.session.draft.id == bench.ids["Cup"])
    bench.window.show_screen("history")
    bench.desk.session.set_field("description", "Typed a moment ago.", "Typing")
    bench.key(Qt.Key.Key_Delete)
    bench.wait(lambda: "Moved to the trash" in bench.told())
    kept = bench.store.call(lambda store: store.draft(bench.ids["Cup"]))
    assert kept.copy.text("description") == "Typed a moment ago."
    assert bench.desk.session.draft.id != bench.ids["Cup"]


def test_in_the_trash_there_is_only_the_way_out(bench: Bench) -> None:
    bench.store.call(lambda store: store.delete_draft(bench.ids["Cup"]))
    screen = bench.show()
    assert bench.titles == ["Mitten", "Herfstmail"]
    bench.key(Qt.Key.Key_G)
    bench.wait(lambda: bench.titles == ["Cup"])
    bench.wait(lambda: bench.card_is("Cup") and screen.comparison.foot.take_out.isVisible())
    foot = screen.comparison.foot
    assert foot.forget.isVisible()
    assert not foot.restore.isVisible()
    assert not foot.branch.isVisible()
    assert screen.filters.trash.isChecked()
    assert screen.filters.state.value == "Trash"
    assert not screen.verbs.open_action.isEnabled()
    foot.take_out.click()
    bench.wait(lambda: screen.stack.currentWidget() is screen.nothing_found)
    assert screen.nothing_found.headline.text() == "The trash is empty"
    bench.key(Qt.Key.Key_G)
    bench.wait(lambda: sorted(bench.titles) == ["Cup", "Herfstmail", "Mitten"])


def test_a_text_is_deleted_for_good_after_a_question(bench: Bench) -> None:
    bench.store.call(lambda store: store.delete_draft(bench.ids["Cup"]))
    bench.store.call(lambda store: store.delete_draft(bench.ids["Mitten"]))
    screen = bench.show()
    bench.key(Qt.Key.Key_G)
    bench.wait(lambda: sorted(bench.titles) == ["Cup", "Mitten"])
    bench.choose("Cup")
    bench.wait(screen.comparison.foot.forget.isVisible)
    screen.comparison.foot.forget.click()
    card = cast("ConfirmCard", bench.card(ConfirmCard))
    card.no.click()
    bench.key(Qt.Key.Key_Delete, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    cast("ConfirmCard", bench.card(ConfirmCard)).yes.click()
    bench.wait(lambda: bench.titles == ["Mitten"])
    screen.empty_trash.click()
    cast("ConfirmCard", bench.card(ConfirmCard)).yes.click()
    bench.wait(lambda: screen.stack.currentWidget() is screen.nothing_found)
    assert bench.store.call(lambda store: store.trashed()) == []


def test_the_archive_is_a_shelf_of_its_own(bench: Bench) -> None:
    screen = bench.show()
    bench.choose("Cup")
    bench.key(Qt.Key.Key_A)
    bench.wait(lambda: bench.titles == ["Mitten", "Herfstmail"])
    bench.wait(lambda: "Put into the archive" in bench.told())
    bench.key(Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    bench.wait(lambda: bench.titles == ["Cup"])
    bench.wait(lambda: screen.verbs.put_away.text() == "Take out of the archive")
    bench.key(Qt.Key.Key_A)
    bench.wait(lambda: screen.stack.currentWidget() is screen.nothing_found)
    assert screen.nothing_found.headline.text() == "The archive is empty"


# Versions


def test_a_version_is_pinned_and_named(bench: Bench) -> None:
    screen = bench.show()
    bench.choose("Cup")
    screen.timeline.setCurrentIndex(screen.timeline.versions.index(screen.timeline.model().rowCount() - 1))
    oldest = screen.chosen.headers[-1].id
    ends = dict(screen.timeline.versions.ends)
    bench.key(Qt.Key.Key_P)
    bench.wait(lambda: screen.chosen.headers[-1].pinned)
    assert screen.timeline.versions.ends == ends, "the two that are compared stay"
    screen.timeline.go_to(oldest)
    bench.key(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    card = cast("NameCard", bench.card(NameCard))
    QTest.keyClicks(card.field.edit, "First words")
    QTest.keyClick(card.field.edit, Qt.Key.Key_Return)
    bench.wait(lambda: screen.chosen.headers[-1].name == "First words")
    index = screen.timeline.versions.index(screen.timeline.versions.row_of(oldest))
    assert "Named, kept for ever" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    screen.timeline.go_to(oldest)
    bench.key(Qt.Key.Key_P)
    bench.wait(lambda: not screen.chosen.headers[-1].pinned)


def test_the_menu_of_a_version_compares_and_takes_its_name_away(bench: Bench) -> None:
    screen = bench.show()
    bench.choose("Cup")
    oldest = screen.chosen.headers[-1]
    bench.store.call(lambda store: store.name_version(oldest.id, "First"))
    bench.drafts.versions_changed.emit()
    bench.wait(lambda: screen.chosen.headers[-1].name == "First")
    screen.timeline.go_to(oldest.id)
    menu = screen.verbs.version_menu(oldest)
    by_words = {action.text(): action for action in menu.actions() if action.text()}
    by_words["Compare from this version"].trigger()
    assert screen.timeline.versions.ends[End.FROM] == oldest.id
    by_words["Take its name away"].trigger()
    bench.wait(lambda: screen.chosen.headers[-1].name == "")


def test_a_branch_is_a_text_of_its_own(bench: Bench) -> None:
    screen = bench.show()
    bench.choose("Cup")
    screen.timeline.go_to(screen.chosen.headers[-1].id)
    screen.comparison.foot.branched.emit()
    bench.wait(lambda: bench.titles.count("Cup") == 2)
    bench.wait(lambda: bench.told()[-1].startswith("A text of its own"))
    bench.answer()
    bench.wait(lambda: bench.desk.session.draft.copy.text("description") == "A cup.")
    assert bench.desk.session.draft.id not in {"", bench.ids["Cup"]}
    assert bench.window.shown == "product"


def test_a_version_is_compared_with_one_of_another_text(bench: Bench) -> None:
    screen = bench.show()
    bench.choose("Cup")
    bench.key(Qt.Key.Key_H)
    bench.wait(screen.comparison.held.isVisible)
    assert "Cup" in screen.comparison.held.words.text()
    bench.choose("Mitten")
    bench.wait(lambda: [each.draft for each in screen.comparison.shown] == [bench.ids["Cup"], bench.ids["Mitten"]])
    assert screen.comparison.ends.headline.text() == "Two texts"
    assert not screen.comparison.foot.restore.isVisible()
    oldest = screen.chosen.headers[-1]
    screen.timeline.pick(screen.timeline.versions.index(screen.timeline.versions.row_of(oldest.id)), End.FROM)
    bench.wait(lambda: screen.comparison.shown[-1].id == oldest.id)
    assert screen.comparison.shown[0].draft == bench.ids["Cup"]
    bench.key(Qt.Key.Key_H)
    bench.wait(lambda: {each.draft for each in screen.comparison.shown} == {bench.ids["Mitten"]})
    assert not screen.comparison.held.isVisible()


def test_a_version_goes_to_a_file(bench: Bench, tmp_path: Path) -> None:
    bench.show()
    bench.choose("Cup")
    oldest = bench.store.call(lambda store: store.version(store.versions(bench.ids["Cup"])[-1].id))
    bench.history.organising.export(oldest, tmp_path / "cup.md")
    bench.wait(lambda: bench.told() == ["Exported to cup.md."])
    assert (tmp_path / "cup.md").read_text(encoding="utf-8").strip() == "A cup."


def test_a_long_timeline_folds_what_is_old(bench: Bench) -> None:
    bench.write("Long", *(f"Text of {number} words" + " more" * number for number in range(30)))
    screen = bench.show()
    bench.choose("Long")
    versions = screen.timeline.versions
    folded = versions.index(versions.rowCount() - 1)
    assert folded.data(Qt.ItemDataRole.AccessibleTextRole) == "18 older versions, since Today"
    screen.timeline.setCurrentIndex(folded)
    QTest.keyClick(screen.timeline, Qt.Key.Key_Return)
    assert versions.row_of(screen.chosen.headers[-1].id) == versions.rowCount() - 1
    assert screen.timeline.current == screen.chosen.headers[12]


def test_a_found_version_is_never_folded(bench: Bench) -> None:
    bench.write("Long", "Zebra first.", *(f"Text {number}" for number in range(30)))
    screen = bench.show()
    screen.search.setText("zebra")
    bench.wait(lambda: bench.titles == ["Long"])
    bench.wait(lambda: bench.versions_are("Long"))
    assert screen.timeline.versions.row_of(screen.timeline.versions.ends[End.FROM]) > 0
    assert screen.timeline.versions.ends[End.FROM] == screen.chosen.headers[-1].id


def test_menus_offer_what_the_keys_do(bench: Bench) -> None:
    screen = bench.show()
    bench.choose("Cup")
    told = [action.text() for action in screen.verbs.more_menu().actions() if action.text()]
    assert told == [
        "Open this draft", "Tags of this text", "Move this text to a folder", "Put into the archive",
        "Move to the trash", "Name this version", "Keep this version for ever",
        "Compare this version with another text", "Export this version",
    ]  # fmt: skip
    menu = screen.verbs.version_menu(screen.chosen.headers[-1])
    restore = next(action for action in menu.actions() if action.text() == "Restore this version")
    restore.trigger()
    bench.wait(lambda: bench.desk.session.draft.copy.text("description") == "A cup.")
    asked: list[QPoint] = []
    screen.results.menu_asked.disconnect(screen.verbs.open_more_at)
    screen.results.menu_asked.connect(asked.append)
    place = screen.results.visualRect(screen.results.hits.index(1)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, screen.results.viewport().mapToGlobal(place))
    QApplication.sendEvent(screen.results.viewport(), event)
    assert asked == [screen.results.viewport().mapToGlobal(place)]
    assert screen.results.currentIndex().row() == 1


# Searches that are kept


def test_a_search_is_saved_taken_and_forgotten(bench: Bench) -> None:
    screen = bench.show()
    screen.search.setText("wool")
    bench.wait(lambda: bench.titles == ["Mitten", "Cup"])
    bench.key(Qt.Key.Key_S)
    card = cast("NameCard", bench.card(NameCard))
    assert card.field.text == "wool"
    card.keep.click()
    bench.wait(screen.filters.saved.isVisible)
    screen.search.clear()
    bench.wait(lambda: len(bench.titles) == 3)
    palette = [action for action in screen.actions() if action.text() == "Search: wool"]
    assert palette[0].shortcut().toString() == "Alt+1"
    palette[0].trigger()
    bench.wait(lambda: bench.titles == ["Mitten", "Cup"])
    assert screen.search.text() == "wool"
    bench.key(Qt.Key.Key_L)
    saved = cast("SavedCard", bench.card(SavedCard))
    QTest.keyClick(saved.field, Qt.Key.Key_Delete)
    bench.wait(lambda: not screen.filters.saved.isVisible())
    assert bench.store.call(lambda store: store.saved_searches()) == []


def test_a_saved_search_brings_its_filters(bench: Bench) -> None:
    bench.store.call(lambda store: store.save_search(SavedSearch("Dutch", "", Filters(languages=("nl",)))))
    screen = bench.show()
    bench.wait(screen.filters.saved.isVisible)
    bench.key(Qt.Key.Key_L)
    saved = cast("SavedCard", bench.card(SavedCard))
    QTest.keyClick(saved.field, Qt.Key.Key_Return)
    bench.wait(lambda: bench.titles == ["Herfstmail"])
    assert screen.filters.language.value == "Dutch"
    bench.key(Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    bench.wait(lambda: len(bench.titles) == 3)


# For all


def test_every_control_has_a_name_and_every_verb_a_key_or_a_button(bench: Bench) -> None:
    screen = bench.show()
    nameless = [
        widget
        for widget in screen.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not widget.accessibleName()
    ]
    assert nameless == []
    assert [action.text() for action in screen.actions() if action.shortcut().isEmpty()] == []


def test_nothing_is_asked_of_a_screen_that_is_away(bench: Bench) -> None:
    screen = bench.show()
    bench.window.show_screen("settings")
    before = screen.results.hits.hits
    bench.history.organising.set_tags(bench.ids["Cup"], ("blue",))
    bench.wait(lambda: bench.store.call(lambda store: store.card(bench.ids["Cup"])).tags == ("blue",))
    assert screen.results.hits.hits is before
    assert Filters(shelf=Shelf.WORK) == EVERYTHING
    assert VersionId(0) not in screen.timeline.versions.ends.values()
