"""What the history is asked for: searches that are typed over, counts, and the verbs that put drafts in order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.history import DraftCard, Facets, Filters, SavedSearch, Shelf
from desktop.core.ids import DraftId, VersionId
from desktop.core.profile import Profile
from desktop.runtime.drafts import Drafts
from desktop.runtime.history import History, SearchResults
from desktop.runtime.notices import Level, Notice, Notices
from desktop.runtime.session import DraftSession
from desktop.runtime.store_thread import StoreThread
from desktop.store.store import Store


class Room:
    """A history over a real store, with what it said."""

    def __init__(self, profile: Profile) -> None:
        self.session = DraftSession()
        self.notices = Notices()
        self.store = StoreThread(lambda: Store(profile))
        self.drafts = Drafts(self.session, self.store, self.notices)
        self.history = History(self.drafts, self.store, self.notices)
        self.found: list[SearchResults] = []
        self.counts: list[int] = []
        self.told: list[Notice] = []
        self.history.results.connect(self.found.append)
        self.history.counted.connect(lambda _found, count: self.counts.append(count))
        self.notices.posted.connect(self.told.append)

    def write(self, title: str, *texts: str) -> DraftId:
        """A draft with a version of each text."""

        def work(store: Store) -> DraftId:
            draft = store.save_draft(Draft(DraftId(""), brief=Brief(product=title, language="en")))
            for text in texts:
                store.add_version(Draft(draft.id, brief=draft.brief, copy=Copy({"title": text})), Origin.TYPED)
            return draft.id

        return self.store.call(work)


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    made = Room(Profile(tmp_path, tmp_path / "models"))
    made.store.start(lambda _store: None, lambda _problem: None)
    yield made
    made.store.close()


def test_only_the_last_of_quick_searches_is_answered(room: Room, qtbot: QtBot) -> None:
    room.write("Cup", "a blue cup", "a red cup")
    room.write("Mitten", "a blue mitten")
    for words in ("b", "bl", "blu", "blue"):
        room.history.search(words)
    qtbot.waitUntil(lambda: bool(room.counts))
    assert [found.query for found in room.found] == ["blue"]
    assert [hit.title for hit in room.found[0].hits] == ["Mitten", "Cup"]
    assert room.counts == [3]


def test_without_words_the_filters_alone_hold(room: Room, qtbot: QtBot) -> None:
    cup = room.write("Cup", "a cup")
    room.write("Mitten", "a mitten")
    with qtbot.waitSignal(room.history.organising.changed):
        room.history.organising.set_folder(cup, "Kitchen")
    with qtbot.waitSignal(room.history.results):
        room.history.search("", filters=Filters(folder="Kitchen"))
    assert [hit.draft for hit in room.found[-1].hits] == [cup]
    assert room.found[-1].filters == Filters(folder="Kitchen")


def test_tags_come_back_as_facets_and_on_the_card(room: Room, qtbot: QtBot) -> None:
    cup = room.write("Cup", "a cup")
    with qtbot.waitSignal(room.history.organising.changed):
        room.history.organising.set_tags(cup, ("blue", "kitchen"))
    facets: list[Facets] = []
    cards: list[DraftCard] = []
    room.history.facets(Shelf.WORK, facets.append)
    room.history.card(cup, cards.append)
    qtbot.waitUntil(lambda: bool(facets and cards))
    assert [facet.value for facet in facets[0].tags] == ["blue", "kitchen"]
    assert cards[0].tags == ("blue", "kitchen")
    assert cards[0].versions == 1


@pytest.mark.parametrize(
    ("verb", "shelf", "said"),
    [("trash", Shelf.TRASH, "Moved to the trash"), ("archive", Shelf.ARCHIVE, "Put into the archive")],
)
def test_what_is_put_away_can_be_taken_back_where_it_is_told(
    room: Room, qtbot: QtBot, verb: str, shelf: Shelf, said: str
) -> None:
    cup = room.write("Cup", "a cup")
    getattr(room.history.organising, verb)(cup, "Cup")
    qtbot.waitUntil(lambda: bool(room.told))
    assert (room.told[-1].title, room.told[-1].text) == (said, "Cup")
    there = Filters(shelf=shelf)
    assert [hit.draft for hit in room.store.call(lambda store: store.search("", filters=there))] == [cup]
    with qtbot.waitSignal(room.history.organising.changed):
        room.told[-1].answers[0].action()
    assert room.store.call(lambda store: store.search("", filters=there)) == []
    assert [hit.draft for hit in room.store.call(lambda store: store.search(""))] == [cup]


def test_while_a_model_writes_its_text_is_not_thrown_away(room: Room, qtbot: QtBot) -> None:
    cup = room.write("Cup", "a cup")
    with qtbot.waitSignal(room.session.opened):
        room.drafts.open(cup)
    room.session.begin_writing("Write")
    room.history.organising.trash(cup, "Cup")
    qtbot.waitUntil(lambda: bool(room.told))
    assert room.told[-1].title == "The text is still being written."
    assert room.store.call(lambda store: store.card(cup)).trashed_at == ""
    room.session.end_writing()


def test_whoever_shows_drafts_or_counts_versions_hears_of_it(room: Room, qtbot: QtBot) -> None:
    cup = room.write("Cup", "a cup")
    heard: list[str] = []
    room.drafts.latest_changed.connect(lambda: heard.append("drafts"))
    room.drafts.versions_changed.connect(lambda: heard.append("versions"))
    branches: list[Draft] = []
    version = room.store.call(lambda store: store.versions(cup)[0].id)
    room.history.organising.branch(version, branches.append)
    qtbot.waitUntil(lambda: bool(branches))
    assert heard == ["drafts", "versions"]
    assert branches[0].copy.text("title") == "a cup"
    assert branches[0].id != cup
    room.history.organising.set_folder(cup, "Kitchen")
    qtbot.waitUntil(lambda: heard == ["drafts", "versions", "drafts"])


def test_a_verb_for_what_is_gone_says_so(room: Room, qtbot: QtBot) -> None:
    room.history.organising.pin(VersionId(99), pinned=True)
    qtbot.waitUntil(lambda: bool(room.told))
    assert room.told[-1].level is Level.ERROR
    assert room.told[-1].title == "There is no version 99."


def test_searches_are_kept_by_their_names(room: Room, qtbot: QtBot) -> None:
    organising, kept = room.history.organising, list[list[SavedSearch]]()
    for search in (SavedSearch("Blue", "blue"), SavedSearch("Blue", "blue cup"), SavedSearch("Amber")):
        with qtbot.waitSignal(organising.searches_changed):
            organising.save_search(search)
    with qtbot.waitSignal(organising.searches_changed):
        organising.delete_search("Amber")
    room.history.saved_searches(kept.append)
    qtbot.waitUntil(lambda: bool(kept))
    assert kept == [[SavedSearch("Blue", "blue cup")]]
