from __future__ import annotations

import msgspec
import pytest

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.errors import UserError
from desktop.core.history import DraftCard, Facet, Filters, SavedSearch, Shelf
from desktop.core.ids import DraftId, VersionId
from desktop.core.profile import Profile
from desktop.store.store import Store
from tests.unit.store.comparing import VARIANT
from tests.unit.store.samples import SOCK, draft, opened, outsider


def listed(store: Store, shelf: Shelf = Shelf.WORK) -> list[DraftId]:
    return [hit.draft for hit in store.search("", filters=Filters(shelf=shelf))]


def test_tags_and_folder_of_a_draft_are_kept(profile: Profile) -> None:
    with opened(profile) as store:
        kept = store.save_draft(draft())
        store.set_tags(kept.id, ("wol", " lente   2026 ", "wol", "", "\ud800"))
        store.set_folder(kept.id, " Winter // Sokken /")
    with opened(profile) as store:
        card = store.card(kept.id)
        assert (card.tags, card.folder) == (("lente 2026", "wol", "�"), "Winter/Sokken")
        assert (card.title, card.kind, card.language, card.changed_at) == (
            "Merino sock", Kind.PRODUCT, "nl", kept.changed_at,
        )  # fmt: skip
        store.set_tags(kept.id, ())
        store.set_folder(kept.id, "")
        assert (store.card(kept.id).tags, store.card(kept.id).folder) == ((), "")


def test_saving_again_changes_neither_tags_nor_shelf(store: Store) -> None:
    kept = store.save_draft(draft())
    store.set_tags(kept.id, ("wol",))
    store.set_folder(kept.id, "Winter")
    store.archive_draft(kept.id)
    before = store.card(kept.id)
    store.save_draft(msgspec.structs.replace(kept, copy=Copy({"title": "Anders"})))
    after = store.card(kept.id)
    assert msgspec.structs.replace(after, changed_at=before.changed_at) == before
    assert after.archived_at


def test_the_archive_is_out_of_the_lists_and_comes_back(store: Store) -> None:
    first, second = (store.add_version(draft(f"tekst {number}"), Origin.TYPED).draft for number in range(2))
    store.archive_draft(first)
    assert [each.id for each in store.latest_drafts()] == listed(store) == [second]
    assert listed(store, Shelf.ARCHIVE) == [first]
    assert store.card(first).archived_at
    assert [hit.draft for hit in store.search("tekst")] == [second]
    store.unarchive_draft(first)
    assert sorted(listed(store)) == sorted((first, second))
    assert store.card(first).archived_at == ""


def test_what_is_in_the_trash_is_shown_there_alone_and_emptied(store: Store) -> None:
    kept, *gone = (store.add_version(draft(f"tekst {number}"), Origin.TYPED).draft for number in range(3))
    store.archive_draft(gone[0])
    for each in gone:
        store.delete_draft(each)
    assert [card.draft for card in store.trashed()] == gone[::-1]
    assert all(card.trashed_at and card.versions == 1 for card in store.trashed())
    assert listed(store, Shelf.ARCHIVE) == []
    store.empty_trash()
    assert store.trashed() == []
    assert listed(store) == [kept]
    assert store.version_count() == 1
    with pytest.raises(UserError):
        store.draft(gone[0])
    assert [hit.draft for hit in store.search("tekst", filters=Filters(shelf=Shelf.TRASH))] == []
    assert store.check()


def test_a_version_is_pinned_and_named_and_let_go(store: Store) -> None:
    version = store.add_version(draft(), Origin.TYPED)
    store.pin_version(version.id, pinned=True)
    store.name_version(version.id, "  Voor Anna\ud800 ")
    (header,) = store.versions(version.draft)
    assert (header.pinned, header.name) == (True, "Voor Anna�")
    assert store.version(version.id).copy == version.copy
    assert store.card(version.draft).pinned == 1
    store.pin_version(version.id, pinned=False)
    store.name_version(version.id, "")
    (header,) = store.versions(version.draft)
    assert (header.pinned, header.name) == (False, "")
    assert store.card(version.draft).pinned == 0


def test_a_branch_is_a_draft_of_its_own(store: Store) -> None:
    first = store.add_version(draft("eerste tekst"), Origin.TYPED)
    store.set_folder(first.draft, "Winter")
    store.add_version(msgspec.structs.replace(store.draft(first.draft), copy=Copy({"body": "tweede"})), Origin.TYPED)
    branch = store.branch(first.id, "Korter")
    assert branch.id != first.draft
    assert (branch.copy, branch.brief) == (first.copy, first.brief)
    (header,) = store.versions(branch.id)
    assert (header.origin, header.name) == (Origin.BRANCHED, "Korter")
    assert store.card(branch.id).folder == "Winter"
    assert store.draft(first.draft).copy == Copy({"body": "tweede"})
    assert len(store.versions(first.draft)) == 2
    store.forget_draft(first.draft)
    assert store.version(header.id).copy == first.copy


def test_where_a_branch_came_from_is_noted(profile: Profile) -> None:
    with opened(profile) as store:
        version = store.add_version(draft(), Origin.TYPED)
        branch = store.branch(version.id)
    with outsider(profile.database) as other:
        assert other.execute("SELECT branched_from FROM drafts WHERE id = ?", (branch.id,)).fetchone() == (version.id,)


def test_searches_are_saved_by_name(profile: Profile) -> None:
    wool = SavedSearch("wol", "wollen sok", Filters((Kind.MAIL,), tags=("wol",), folder="", named=True), ranked=True)
    with opened(profile) as store:
        for search in (SavedSearch("wol"), wool, SavedSearch("Archief", filters=Filters(shelf=Shelf.ARCHIVE))):
            store.save_search(search)
    with opened(profile) as store:
        assert [each.name for each in store.saved_searches()] == ["Archief", "wol"]
        assert store.saved_searches()[1] == wool
        store.delete_search("Archief")
        store.delete_search("never there")
        assert store.saved_searches() == [wool]


def test_a_saved_search_of_another_program_is_passed_over(profile: Profile) -> None:
    with opened(profile) as store:
        store.save_search(SavedSearch("wol"))
    with outsider(profile.database) as other:
        other.execute("""INSERT INTO saved_searches VALUES ('x', '{"name": "x", "filters": {"shelf": "attic"}}')""")
    with opened(profile) as store:
        assert store.saved_searches() == [SavedSearch("wol")]


def test_facets_are_those_of_the_shelf(store: Store) -> None:
    sock = store.save_draft(draft())
    mail = store.save_draft(Draft(DraftId(""), Kind.MAIL, Brief(Kind.MAIL, "Rea", language="sv"), Copy({"body": "x"})))
    store.add_variant(mail.id, mail.brief, Copy({"body": "y"}), Origin.VARIANT, variant=VARIANT)
    store.add_variant(mail.id, mail.brief, Copy({"body": "z"}), Origin.VARIANT, variant=VARIANT)
    other = store.save_draft(draft("weg"))
    store.set_tags(sock.id, ("wol",))
    store.set_tags(mail.id, ("wol", "lente"))
    store.set_folder(mail.id, "Mails")
    store.archive_draft(other.id)
    facets = store.facets()
    assert facets.kinds == (Facet("mail", 1), Facet("product", 1))
    assert facets.languages == (Facet("nl", 1), Facet("sv", 1))
    assert facets.models == (Facet("local/small", 1),)
    assert facets.tags == (Facet("lente", 1), Facet("wol", 2))
    assert facets.folders == (Facet("Mails", 1),)
    assert store.facets(Shelf.ARCHIVE).kinds == (Facet("product", 1),)
    assert store.facets(Shelf.ARCHIVE).tags == store.facets(Shelf.TRASH).kinds == ()


@pytest.mark.parametrize("work", [
    lambda store: store.card(DraftId("dnone")),
    lambda store: store.set_tags(DraftId("dnone"), ("a",)),
    lambda store: store.set_folder(DraftId("dnone"), "a"),
    lambda store: store.archive_draft(DraftId("dnone")),
    lambda store: store.unarchive_draft(DraftId("dnone")),
    lambda store: store.pin_version(VersionId(9), pinned=True),
    lambda store: store.name_version(VersionId(9), "x"),
    lambda store: store.note_findings(VersionId(9), 1),
    lambda store: store.branch(VersionId(9)),
])  # fmt: skip
def test_what_is_not_there_is_told(store: Store, work: object) -> None:
    with pytest.raises(UserError, match="There is no"):
        work(store)  # type: ignore[operator]


def test_a_draft_whose_kind_is_damaged_still_has_a_card(profile: Profile) -> None:
    with opened(profile) as store:
        kept = store.save_draft(draft())
    with outsider(profile.database) as other:
        other.execute("UPDATE drafts SET kind = 'zzz'")
    with opened(profile) as store:
        assert store.card(kept.id) == DraftCard(
            kept.id, Kind.PRODUCT, SOCK.language, "Merino sock", changed_at=kept.changed_at
        )
        assert listed(store) == []  # its text cannot be shown; it is there in the history of its versions
