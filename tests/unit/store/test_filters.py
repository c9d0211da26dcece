from __future__ import annotations

import msgspec
import pytest

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Variant, Version
from desktop.core.finding import Finding, Severity
from desktop.core.history import Filters, Shelf
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.store import searching
from desktop.store.store import Store
from tests.unit.store.samples import draft, opened, outsider

ERROR, WARNING, INFO = (Finding("x", severity, "body", 0, 1, "w", "m") for severity in Severity)


def add(store: Store, name: str, kind: Kind = Kind.PRODUCT, language: str = "nl", folder: str = "") -> Version:
    """A draft with one version; every text has the word `wol` in it."""
    brief = Brief(kind, name, language=language)
    kept = store.add_version(Draft(DraftId(""), kind, brief, Copy({"body": f"wol {name}"})), Origin.TYPED)
    store.set_folder(kept.draft, folder)
    return kept


def found(store: Store, filters: Filters) -> list[str]:
    """The names of what passes; a list, a search as one types and a ranked one say the same."""
    hits = store.search("", filters=filters)
    for query, ranked in (("wol", False), ("wo", False), ("wol", True), ("wol ", True)):
        assert {hit.draft for hit in store.search(query, ranked=ranked, filters=filters)} == {hit.draft for hit in hits}
    return sorted(hit.title for hit in hits)


def test_kind_and_language(store: Store) -> None:
    add(store, "a", Kind.MAIL, "nl")
    add(store, "b", Kind.MAIL, "sv")
    add(store, "c", Kind.BLOG, "sv")
    assert found(store, Filters()) == ["a", "b", "c"]
    assert found(store, Filters((Kind.MAIL,))) == ["a", "b"]
    assert found(store, Filters((Kind.MAIL, Kind.BLOG), ("sv",))) == ["b", "c"]
    assert found(store, Filters((Kind.BLOG,), ("nl",))) == []


def test_tags_hold_together(store: Store) -> None:
    for name, tags in (("a", ("x",)), ("b", ("x", "y")), ("c", ())):
        store.set_tags(add(store, name).draft, tags)
    assert found(store, Filters(tags=("x",))) == ["a", "b"]
    assert found(store, Filters(tags=("x", "y"))) == ["b"]
    assert found(store, Filters(tags=("z",))) == []


def test_a_folder_has_what_lies_below_it(store: Store) -> None:
    for name, folder in (("a", "Win"), ("b", "Win/Sok"), ("c", "Winter"), ("d", ""), ("e", "Win/Sok/Wol")):
        add(store, name, folder=folder)
    assert found(store, Filters(folder="Win")) == ["a", "b", "e"]
    assert found(store, Filters(folder="Win/Sok")) == ["b", "e"]
    assert found(store, Filters(folder="")) == ["d"]
    assert found(store, Filters(folder=None)) == ["a", "b", "c", "d", "e"]
    assert found(store, Filters(folder="W%")) == []


def test_the_model_that_wrote_a_version(store: Store) -> None:
    by_hand, small, both = (add(store, name) for name in "abc")
    for version, models in ((small, ("local/x",)), (both, ("local/x", "openai/y"))):
        for model in models:
            variant = Variant("v", model, "product/1", Copy({"body": f"wol {model}"}))
            kept = store.draft(version.draft)
            store.add_version(msgspec.structs.replace(kept, copy=variant.copy), Origin.WRITTEN, "", variant)
    assert found(store, Filters(models=("local/x",))) == ["b", "c"]
    assert found(store, Filters(models=("openai/y",))) == ["c"]
    assert found(store, Filters(models=("openai/y", "z"))) == ["c"]
    assert by_hand.draft not in {hit.draft for hit in store.search("", filters=Filters(models=("local/x",)))}


def test_days_are_included_as_a_whole(profile: Profile) -> None:
    with opened(profile) as store:
        for name in "abc":
            add(store, name)
    with outsider(profile.database) as other:
        for name, moment in (("a", "2025-12-31T23:59:59.999Z"), ("b", "2026-01-01T00:00:00.000Z"), ("c", "2026-02-03")):
            other.execute("UPDATE versions SET saved_at = ? WHERE title = ?", (moment, name))
            other.execute("UPDATE drafts SET changed_at = ? WHERE title = ?", (moment, name))
    with opened(profile) as store:
        assert found(store, Filters(since="2026-01-01")) == ["b", "c"]
        assert found(store, Filters(until="2025-12-31")) == ["a"]
        assert found(store, Filters(since="2025-12-31", until="2026-01-01")) == ["a", "b"]
        assert found(store, Filters(since="2026-01-01T00:00:00.001Z", until="2026-02-02T23:00:00.000Z")) == []
        assert found(store, Filters(until="2020-01-01")) == []


def test_named_or_pinned(store: Store) -> None:
    named, pinned, _ = (add(store, name) for name in "abc")
    store.name_version(named.id, "x")
    store.pin_version(pinned.id, pinned=True)
    assert found(store, Filters(named=True)) == ["a", "b"]
    store.name_version(named.id, "")
    assert found(store, Filters(named=True)) == ["b"]


def test_findings_as_far_as_they_are_known(store: Store) -> None:
    clean, wrong, _unknown = (add(store, name) for name in "abc")
    store.note_findings(clean.id, 0)
    store.note_findings(wrong.id, 3)
    assert found(store, Filters(findings="none")) == ["a"]
    assert found(store, Filters(findings="some")) == ["b"]
    assert found(store, Filters()) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("findings", "known"),
    [((), "none"), ((INFO,), "none"), ((INFO, ERROR), "some"), ((WARNING,), "some")],
    ids=["nothing", "info", "error", "warning"],
)  # fmt: skip
def test_findings_of_what_a_model_wrote_are_known(store: Store, findings: tuple[Finding, ...], known: str) -> None:
    variant = Variant("v", "local/x", "product/1", Copy({"body": "wol"}), findings)
    store.add_version(Draft(DraftId(""), copy=variant.copy), Origin.WRITTEN, "", variant)
    changed = Draft(DraftId(""), copy=Copy({"body": "wol, changed since"}))
    store.add_version(changed, Origin.WRITTEN, "", variant)
    (hit,) = store.search("wol", filters=Filters(findings=known))
    assert hit.snippet.endswith("wol\x03")
    other = "some" if known == "none" else "none"
    assert store.search("wol", filters=Filters(findings=other)) == []


def test_what_the_checks_found_of_a_text_is_known_of_its_version_before_and_after(store: Store) -> None:
    kept = store.save_draft(Draft(DraftId(""), copy=Copy({"body": "wol een"})))
    store.hear_findings(kept, 2)
    first = store.add_version(kept, Origin.TYPED)
    assert found(store, Filters(findings="some")) == ["wol een"]
    store.hear_findings(kept, 0)
    assert found(store, Filters(findings="none")) == ["wol een"]
    changed = msgspec.structs.replace(kept, copy=Copy({"body": "wol twee"}))
    store.hear_findings(changed, 1)
    assert found(store, Filters(findings="none")) == ["wol een"]
    assert store.add_version(changed, Origin.TYPED).id != first.id
    assert [hit.title for hit in store.search("", filters=Filters(findings="some"))] == ["wol twee"]
    for number in range(60):
        store.hear_findings(msgspec.structs.replace(kept, copy=Copy({"body": str(number)})), number)
    store.add_version(msgspec.structs.replace(kept, copy=Copy({"body": "0"})), Origin.TYPED)
    assert store.search("", filters=Filters(findings="none")) == []  # long ago: not known any more


def test_shelves(store: Store) -> None:
    _, archived, gone = (add(store, name) for name in "abc")
    store.archive_draft(archived.draft)
    store.delete_draft(gone.draft)
    assert found(store, Filters()) == ["a"]
    assert found(store, Filters(shelf=Shelf.ARCHIVE)) == ["b"]
    assert found(store, Filters(shelf=Shelf.TRASH)) == ["c"]


def test_filters_hold_together(store: Store) -> None:
    for name, kind, folder in (("a", Kind.MAIL, "W"), ("b", Kind.MAIL, ""), ("c", Kind.BLOG, "W")):
        version = add(store, name, kind, folder=folder)
        store.set_tags(version.draft, ("x",))
        store.pin_version(version.id, pinned=True)
    everything = Filters(
        (Kind.MAIL,), ("nl",), tags=("x",), folder="W", since="2020-01-01", until="2999-01-01", named=True
    )
    assert found(store, everything) == ["a"]


def test_a_list_is_in_the_order_of_changes_and_shows_how_a_text_begins(store: Store) -> None:
    first = add(store, "a")
    second = store.add_version(draft("Warm en licht. " + "woord " * 100), Origin.TYPED)
    unversioned = store.save_draft(Draft(DraftId(""), copy=Copy({"title": "Titel", "body": ""})))
    store.save_draft(store.draft(first.draft))
    hits = store.search("", limit=10)
    assert [hit.draft for hit in hits] == [first.draft, unversioned.id, second.draft]
    assert [hit.version for hit in hits] == [first.id, 0, second.id]
    assert hits[1].snippet == ""
    assert hits[2].snippet.startswith("Wollen sok · zacht · sterk · Warm en licht. woord")
    assert len(hits[2].snippet) < 200
    assert [hit.draft for hit in store.search("  ", limit=1)] == [first.draft]


def test_many_matches_are_narrowed_as_few_are(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "_FEW", 5)
    versions = [add(store, f"n{number}", Kind.MAIL if number % 10 == 0 else Kind.BLOG) for number in range(40)]
    wanted = [version.draft for version in versions[::10]][::-1]
    assert [hit.draft for hit in store.search("wol", ranked=True, filters=Filters((Kind.MAIL,)))] == wanted
    assert [hit.draft for hit in store.search("wol", ranked=True, limit=2, filters=Filters((Kind.MAIL,)))] == wanted[:2]
