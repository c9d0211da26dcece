"""The index of a long history is made again a little at a time, and meanwhile nothing goes wrong."""

from __future__ import annotations

import pytest

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.history import Filters
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.store import index
from desktop.store.entry import FORM, labels, labels_asked
from desktop.store.recovery import new_file
from desktop.store.store import Store
from desktop.store.values import BackedUp, IndexMadeAgain, StoreEvent
from tests.unit.store.samples import opened, outsider

LONG = 50


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_AT_ONCE", 10)
    monkeypatch.setattr(index, "_PIECE", 7)


def add(store: Store, body: str) -> DraftId:
    return store.add_version(Draft(DraftId(""), copy=Copy({"body": body})), Origin.TYPED).draft


@pytest.fixture
def drafts(profile: Profile) -> list[DraftId]:
    """A history of which the index is of an older form."""
    with opened(profile) as store:
        found = [add(store, f"wollen sok n{number}") for number in range(LONG)]
    with outsider(profile.database) as other:
        other.execute("UPDATE file_notes SET value = '1' WHERE name = 'search_form'")
    return found


def found(store: Store, query: str = "wol") -> list[DraftId]:
    return [hit.draft for hit in store.search(query, limit=100)]


def test_the_newest_are_found_at_once_and_the_others_when_there_is_time(
    profile: Profile, drafts: list[DraftId]
) -> None:
    events: list[StoreEvent] = []
    with opened(profile, events) as store:
        assert events == [IndexMadeAgain(LONG)]
        assert found(store) == drafts[:-11:-1]
        assert store.unsearchable() == LONG - 10
        asked = iter((False, False))
        store.idle(lambda: next(asked, True))
        assert found(store) == drafts[:-25:-1]
        assert store.unsearchable() == LONG - 24
        store.wait_for_backup()  # begun when there was time, and told of too
        store.idle()
        assert found(store) == drafts[::-1]
        assert store.unsearchable() == 0
        assert store.check()
    assert [each for each in events if not isinstance(each, BackedUp)] == [IndexMadeAgain(LONG)]


def test_it_goes_on_after_the_window_was_closed(profile: Profile, drafts: list[DraftId]) -> None:
    with opened(profile):
        pass
    events: list[StoreEvent] = []
    with opened(profile, events) as store:
        assert store.unsearchable() == LONG - 10
        assert store.check()
        store.idle()
        assert found(store) == drafts[::-1]
    assert events == []


def test_what_is_written_and_deleted_meanwhile_is_found_and_gone(profile: Profile, drafts: list[DraftId]) -> None:
    with opened(profile) as store:
        new = add(store, "wollen muts")
        store.forget_draft(drafts[3])  # waits
        store.forget_draft(drafts[-2])  # is in the index
        assert found(store) == [new, drafts[-1], *drafts[-3:-11:-1]]
        assert store.check()
        store.idle()
        kept = [each for each in drafts if each not in (drafts[3], drafts[-2])]
        assert found(store) == [new, *kept[::-1]]
        assert store.check()
    events: list[StoreEvent] = []
    with opened(profile, events) as store:
        assert found(store, "muts") == [new]
    assert events == []


def test_all_that_wait_may_be_deleted(profile: Profile, drafts: list[DraftId]) -> None:
    with opened(profile) as store:
        for each in drafts[:-10]:
            store.forget_draft(each)
        store.idle()
        assert (store.unsearchable(), found(store)) == (0, drafts[:-11:-1])
        for each in drafts[-10:]:
            store.forget_draft(each)
    events: list[StoreEvent] = []
    with opened(profile, events) as store:
        assert found(store) == []
        assert store.check()
    assert events == []


def test_a_new_file_has_an_index_of_todays_form(profile: Profile) -> None:
    new_file(profile.database)
    with outsider(profile.database) as other:
        form = other.execute("SELECT value FROM file_notes WHERE name = 'search_form'").fetchone()
    assert form == (str(FORM),)


def test_labels_are_the_same_when_asked_for() -> None:
    asked = list(labels_asked(Filters((Kind.MAIL,), ("nl", "sv"), ("local/x y",))))
    assert [len(each) for each in asked] == [1, 2, 1]
    assert set(labels("mail", "sv", "local/x y")) == {asked[0][0], asked[1][1], asked[2][0]}
    assert labels("mail", "", "") == asked[0]
    assert list(labels_asked(Filters())) == []
    assert all(label.isalnum() or ord(label[0]) > 0xE000 for each in asked for label in each)


@pytest.mark.parametrize("query", ["mail", "nl", "\ue005", "\ue006nl"])
def test_labels_are_no_words(store: Store, query: str) -> None:
    store.add_version(Draft(DraftId(""), Kind.MAIL, Brief(Kind.MAIL, language="nl"), Copy({"body": "x"})), Origin.TYPED)
    assert found(store, query) == []


def test_a_file_that_may_not_be_written_is_narrowed_by_its_columns(profile: Profile, drafts: list[DraftId]) -> None:
    with outsider(profile.database) as other:
        other.execute("UPDATE versions SET language = 'sv' WHERE id = 2")  # the index has no word of it
        other.execute("PRAGMA user_version = 99")
    with opened(profile) as store:
        assert store.read_only_reason
        assert [hit.draft for hit in store.search("wol", filters=Filters(languages=("sv",)))] == [drafts[1]]
