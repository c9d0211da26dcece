"""The Backups page on a real history: what there is, checking, restoring all or one, a second folder, the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.settings import BACKUP_FOLDER
from desktop.runtime.backing_up import BackingUp, Doing, Standing, Work
from desktop.runtime.drafts import Drafts
from desktop.runtime.store_thread import StoreThread
from desktop.store.store import Store
from desktop.views.main_window import MainWindow
from desktop.views.settings.backups_page import BackupsPage
from desktop.views.settings.restore_card import RestoreCard
from desktop.views.settings.restore_draft_card import RestoreDraftCard
from desktop.views.widgets.button import Button
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.search_popover import SearchPopover
from tests.fakes.desk import FakeDesk

WAIT_MS = 20_000
P = TypeVar("P", bound=Popover)


def draft(title: str, text: str = "", id: str = "") -> Draft:
    return Draft(DraftId(id), Kind.PRODUCT, Brief(product=title), Copy({"title": text or title}))


class Kit:
    """The page in the window, on a history of its own."""

    def __init__(self, window: MainWindow, desk: FakeDesk, store: StoreThread, qtbot: QtBot) -> None:
        self.window, self.desk, self.store, self._qtbot = window, desk, store, qtbot
        window.show_settings("Backups")
        found = window.findChild(BackupsPage)
        assert found is not None
        self.page = found
        self.wait_known()

    def wait_known(self) -> None:
        self._qtbot.waitUntil(lambda: self.desk.backing_up.standing is not None, timeout=WAIT_MS)

    def idle(self) -> None:
        self._qtbot.waitUntil(lambda: self.desk.backing_up.doing is None, timeout=WAIT_MS)

    def save(self, made: Draft, *, version: bool = True) -> DraftId:
        def work(store: Store) -> DraftId:
            return store.add_version(made, Origin.TYPED).draft if version else store.save_draft(made).id

        return self.store.call(work)

    def backup(self) -> str:
        """Make one with the page's own button."""
        before = len(self.page.list.lines.backups)
        self.page.newest.make.click()
        self._qtbot.waitUntil(lambda: len(self.page.list.lines.backups) > before, timeout=WAIT_MS)
        return self.page.list.lines.backups[0].name

    def card(self, kind: type[P]) -> P:
        """The card that opens in the window."""
        self._qtbot.waitUntil(lambda: any(each.isVisible() for each in self.window.findChildren(kind)), timeout=WAIT_MS)
        return next(each for each in self.window.findChildren(kind) if each.isVisible())

    def titles(self) -> list[str]:
        return [card.notice.title for card in self.window.notice_bar.cards]

    def text_of(self, id: DraftId) -> str:
        return self.store.call(lambda store: store.draft(id)).copy.text("title")


@pytest.fixture
def kit(request: pytest.FixtureRequest, desk: FakeDesk, profile: Profile, qtbot: QtBot) -> Iterator[Kit]:
    store = StoreThread(lambda: Store(profile))
    store.start(lambda _store: None, lambda problem: pytest.fail(problem.message))
    drafts = cast("Drafts", desk.drafts)
    desk.backing_up = BackingUp(desk.session, drafts, desk.settings, store, desk.notices, profile, desk)
    window: MainWindow = request.getfixturevalue("window")  # made only now, with these backups
    yield Kit(window, desk, store, qtbot)
    store.close()


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


# What there is


def test_before_the_first_backup_the_page_says_so(kit: Kit) -> None:
    words = words_of(kit.page)
    assert "There is no backup yet" in words
    assert "0 versions in the history. The first backup is made by itself" in words
    assert "As soon as there is one, it stands here." in words
    assert not kit.page.list.isVisible()
    assert not kit.page.restore_all.isVisible()


def test_one_is_made_now_and_stands_in_the_list_as_checked(kit: Kit) -> None:
    kit.save(draft("Havn"))
    kit.backup()
    words = words_of(kit.page)
    assert "Last backup" in words
    assert "1 version in the history · 1 backup," in words
    lines = kit.page.list.lines
    told = str(lines.data(lines.index(0), Qt.ItemDataRole.AccessibleTextRole))
    assert told.startswith("Today ")
    assert told.endswith("checked")
    assert kit.page.restore_all.isEnabled()
    assert kit.page.restore_all.accessibleDescription().startswith("Today")


def test_one_is_made_by_its_key_wherever_one_is(kit: Kit, qtbot: QtBot) -> None:
    kit.save(draft("Havn"))
    kit.window.show_screen("product")
    kit.window.commands.actions["backup"].trigger()
    qtbot.waitUntil(lambda: "The backup is made and checked." in kit.titles(), timeout=WAIT_MS)
    assert len(kit.store.call(lambda store: store.backups())) == 1


def test_a_check_by_hand_shows_what_came_of_it(kit: Kit, profile: Profile) -> None:
    kit.save(draft("Havn"))
    name = kit.backup()
    lines = kit.page.list.lines
    kit.page.check.click()
    kit.idle()
    assert lines.state_words(lines.backups[0]) == "checked just now"
    path = profile.backups / name
    path.write_bytes(path.read_bytes()[:5000])
    kit.page.check.click()
    kit.idle()
    assert lines.state_words(lines.backups[0]) == "damaged"
    assert "This backup is damaged." in kit.titles()


def test_what_takes_its_time_is_shown_and_holds_the_other_buttons_back(kit: Kit) -> None:
    kit.save(draft("Havn"))
    kit.backup()
    page, backing_up = kit.page, kit.desk.backing_up
    assert not page.newest.doing.isVisible()
    backing_up.doing = Doing(Work.EXPORT, "mine.zip", 3, 4)
    backing_up.doing_changed.emit()
    assert page.newest.doing.text() == "Writing mine.zip…"
    assert page.newest.strip.value() == 750
    assert page.newest.stop.isVisible()
    for button in (page.check, page.restore_all, page.restore_one, page.other, page.file.export, page.newest.make):
        assert not button.isEnabled()
    backing_up.doing = Doing(Work.RESTORE)
    backing_up.doing_changed.emit()
    assert not page.newest.stop.isVisible(), "half a restore is none"
    backing_up.doing = None
    backing_up.doing_changed.emit()
    assert page.check.isEnabled()


def test_the_chosen_backup_stays_chosen_when_another_is_made(kit: Kit) -> None:
    kit.save(draft("Havn"))
    first = kit.backup()
    kit.save(draft("Fjell"))
    kit.backup()
    assert kit.page.list.current is not None
    assert kit.page.list.current.name == first
    QTest.keyClick(kit.page.list, Qt.Key.Key_Up)
    assert kit.page.list.current.name != first


def test_every_control_has_a_name(kit: Kit) -> None:
    kit.save(draft("Havn"))
    kit.backup()
    for button in kit.page.findChildren(Button):
        assert button.accessibleName()
    assert kit.page.list.accessibleName() == "Backups"
    assert kit.page.newest.strip.accessibleName()


# Everything back


def test_what_would_change_is_shown_before_and_cancel_changes_nothing(kit: Kit) -> None:
    kit.save(draft("Havn"))
    kit.backup()
    kit.save(draft("Fjell"))
    kit.page.restore_all.click()
    card = kit.card(RestoreCard)
    assert "1 text goes" in words_of(card)
    assert "Nothing is lost" in words_of(card)
    assert card.list is not None
    assert card.list.model().index(0, 0).data() == "Fjell"
    assert QApplication.focusWidget() is card.no
    card.no.click()
    assert len(kit.store.call(lambda store: store.latest_drafts(10))) == 2


def test_everything_comes_back(kit: Kit, qtbot: QtBot) -> None:
    havn = kit.save(draft("Havn", "As it was"))
    kit.backup()
    kit.save(draft("Havn", "As it became", havn))
    kit.save(draft("Fjell"))
    kit.page.restore_all.click()
    kit.card(RestoreCard).yes.click()
    qtbot.waitUntil(lambda: "The history is back as the backup has it." in kit.titles(), timeout=WAIT_MS)
    assert kit.text_of(havn) == "As it was"
    assert len(kit.store.call(lambda store: store.latest_drafts(10))) == 1
    qtbot.waitUntil(lambda: len(kit.page.list.lines.backups) == 2, timeout=WAIT_MS)


def test_a_backup_that_holds_what_is_here_offers_nothing(kit: Kit) -> None:
    kit.save(draft("Havn"))
    kit.backup()
    kit.page.restore_all.click()
    card = kit.card(RestoreCard)
    assert not card.yes.isVisible()
    assert card.no.text() == "Close"
    assert "There is nothing in this backup that is not here" in words_of(card)


def test_a_backup_of_another_computer_is_opened_as_a_file(
    kit: Kit, tmp_path: Path, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit.save(draft("Havn"))
    name = kit.backup()
    elsewhere = tmp_path / "elsewhere.db"
    elsewhere.write_bytes((profile.backups / name).read_bytes())
    kit.save(draft("Fjell"))
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(elsewhere)))
    kit.page.other.click()
    card = kit.card(RestoreCard)
    assert "1 text goes" in words_of(card)
    card.yes.click()
    kit.idle()
    assert [each.title for each in kit.store.call(lambda store: store.latest_drafts(10))] == ["Havn"]


def test_a_file_that_is_no_backup_is_refused_with_a_sentence(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = tmp_path / "strange.db"
    strange.write_text("no history", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(strange)))
    kit.page.other.click()
    kit.idle()
    assert len(kit.titles()) == 1
    assert not kit.window.findChildren(RestoreCard)


# One text back


def test_one_text_is_found_compared_and_restored(kit: Kit, qtbot: QtBot) -> None:
    havn = kit.save(draft("Havn", "As it was"))
    kit.save(draft("Fjell"))
    kit.backup()
    kit.save(draft("Havn", "As it became", havn))
    kit.page.restore_one.click()
    chooser = kit.card(SearchPopover)
    chooser.field.setText("hav")
    assert [entry.label for entry in chooser.shown] == ["Havn"]
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    card = kit.card(RestoreDraftCard)
    assert "The text that it has today stays as a version" in words_of(card)
    assert len(card.text.changes) == 2
    card.yes.click()
    qtbot.waitUntil(lambda: "“Havn” is back." in kit.titles(), timeout=WAIT_MS)
    assert kit.text_of(havn) == "As it was"


def test_a_restored_text_is_opened_from_the_notice(kit: Kit, qtbot: QtBot) -> None:
    made = draft("Havn", id="draft-7")
    kit.desk.drafts.put(made)
    kit.desk.backing_up.restored.emit(made)
    [card] = kit.window.notice_bar.cards
    next(button for button in card.findChildren(Button) if button.text() == "Open it").click()
    assert kit.desk.session.draft.id == "draft-7"
    assert kit.window.shown == "product"


# Where they lie, and the file


def test_a_second_folder_is_chosen_and_given_up(
    kit: Kit, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    places = kit.page.places
    assert places.hint.isVisible()
    assert not places.none.isVisible()
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(folder)))
    places.choose.click()
    qtbot.waitUntil(lambda: places.second.text() == str(folder), timeout=WAIT_MS)
    kit.idle()
    assert kit.desk.settings.get(BACKUP_FOLDER) == str(folder)
    assert places.choose.text() == "Choose another…"
    assert not places.trouble.isVisible()
    places.none.click()
    qtbot.waitUntil(places.hint.isVisible, timeout=WAIT_MS)


def test_a_second_folder_that_cannot_be_reached_is_said(kit: Kit, qtbot: QtBot, tmp_path: Path) -> None:
    kit.desk.settings.set(BACKUP_FOLDER, str(tmp_path / "unplugged"))
    kit.page.places.refresh()
    qtbot.waitUntil(kit.page.places.trouble.isVisible, timeout=WAIT_MS)
    assert "Connect its disk" in kit.page.places.trouble.text()


def test_the_workspace_goes_to_a_file_and_comes_back(
    kit: Kit, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    havn = kit.save(draft("Havn"))
    path = tmp_path / "mine.zip"
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(path)))
    kit.page.file.export.click()
    qtbot.waitUntil(lambda: "The workspace is in mine.zip." in kit.titles(), timeout=WAIT_MS)
    kit.store.call(lambda store: store.forget_draft(havn))
    kit.page.file.bring_in.click()
    qtbot.waitUntil(lambda: "The workspace was taken in." in kit.titles(), timeout=WAIT_MS)
    [card] = kit.window.notice_bar.cards
    assert "1 text is new here." in card.notice.text
    next(button for button in card.findChildren(Button) if "history" in button.text()).click()
    assert kit.window.shown == "history"
    assert kit.text_of(havn) == "Havn"


def test_what_is_known_is_shown_at_once_when_the_page_comes_back(kit: Kit) -> None:
    kit.desk.backing_up.standing = Standing(12418, ())
    kit.desk.backing_up.changed.emit()
    assert "12,418 versions in the history" in words_of(kit.page)
