from __future__ import annotations

import random

import pytest

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.store import searching
from desktop.store.snippet import BEGIN, END
from desktop.store.store import Store
from desktop.store.values import IndexMadeAgain, Recovered, StoreEvent
from tests.unit.store.samples import draft, opened, outsider


def add(store: Store, *bodies: str, product: str = "") -> DraftId:
    """A draft with a version for each text."""
    kept = Draft(DraftId(""), brief=Brief(product=product))
    for body in bodies:
        version = store.add_version(Draft(kept.id, brief=kept.brief, copy=Copy({"body": body})), Origin.TYPED)
        kept = store.draft(version.draft)
    return kept.id


def found(store: Store, query: str, *, ranked: bool = False) -> list[DraftId]:
    return [hit.draft for hit in store.search(query, ranked=ranked)]


def test_newest_first_while_typing(store: Store) -> None:
    ids = [add(store, f"wollen sok nummer {number}") for number in range(5)]
    for query in ("wo", "wol", "woll", "wollen", "wollen s", "wollen so", "WOLLEN sok "):
        assert found(store, query) == ids[::-1], query
    assert found(store, "wollen broek") == []
    assert found(store, "w") == []
    assert [hit.draft for hit in store.search("wol", limit=2)] == ids[:2:-1]


def test_a_draft_is_shown_once_with_its_newest_version_that_matches(store: Store) -> None:
    kept = add(store, "merino een", "merino twee", "katoen drie")
    for ranked in (False, True):
        (hit,) = store.search("merino", ranked=ranked)
        assert hit.draft == kept
        assert hit.snippet == f"{BEGIN}merino{END} twee"
        assert hit.version == store.versions(kept)[1].id
    assert found(store, "katoen") == [kept]


def test_a_hit_bears_what_a_list_shows(store: Store) -> None:
    version = store.add_version(draft("Warm als wol"), Origin.TYPED)
    (hit,) = store.search("warm")
    assert (hit.draft, hit.version, hit.kind, hit.language) == (version.draft, version.id, "product", "nl")
    assert (hit.title, hit.saved_at) == ("Merino sock", version.saved_at)


def test_ranked_puts_where_the_words_weigh_most_first(store: Store) -> None:
    filler = " ".join(f"woord{number}" for number in range(100))
    strong = add(store, f"{filler} kameel kameel kameel kameel kameel kameel kameel", product="Deken")
    title = add(store, filler, product="Kameel deken")
    weak = add(store, f"{filler} kameel", product="Deken")
    assert found(store, "kameel") == [weak, title, strong]
    assert found(store, "kameel", ranked=True) == [strong, title, weak]


def test_ranked_puts_the_whole_word_before_longer_ones(store: Store) -> None:
    whole = add(store, "een wol deken")
    longer = add(store, "een wollen deken")
    assert found(store, "wol", ranked=True) == [whole, longer]
    assert found(store, "wol*", ranked=True) == [whole, longer]
    assert found(store, "woll", ranked=True) == [longer]


def test_ranked_finds_the_heaviest_of_more_matches_than_it_weighs(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_FEW", 20)
    filler = " ".join(f"woord{number}" for number in range(60))
    first = add(store, f"{filler} sok sok sok sok sok sok", f"{filler} sok sok sok sok sok sok sok", product="Iets")
    both = add(store, f"{filler} sok sok sok warm warm warm warm warm", product="Iets")
    for number in range(60):
        add(store, f"{filler} een warm paar sok {number}", product="Iets")
    ranked = store.search("sok", ranked=True, limit=10)
    assert ranked[0].draft == first
    assert ranked[1].draft == both
    assert len(ranked) == 10
    assert found(store, "warm sok ", ranked=True)[0] == both
    assert len(store.search("warm sok", ranked=True, limit=100)) == 61
    assert len(store.search("sok", ranked=True, limit=100)) == 62


def test_ranked_and_typed_find_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "_FEW", 30)
    monkeypatch.setattr(searching, "_MOST_EXPANSIONS", 5)
    chance = random.Random(5)  # noqa: S311 - no secret
    words = [f"{start}{end}" for start in ("aa", "ab", "bcd", "bcde") for end in ("", "x", "yz", "zzz", "å")]
    texts = {}
    for _ in range(60):
        text = " ".join(chance.choices(words, k=6))
        texts[add(store, text)] = set(text.split())
    for _ in range(60):
        query = chance.choices(words, k=chance.choice((1, 2, 3)))
        want = {
            draft_id
            for draft_id, held in texts.items()
            if set(query[:-1]) <= held and any(word.startswith(query[-1]) for word in held)
        }
        for ranked in (False, True):
            got = [hit.draft for hit in store.search(" ".join(query), ranked=ranked, limit=100)]
            assert len(got) == len(set(got))
            assert set(got) == want, query


@pytest.mark.parametrize(
    "query",
    [
        '"', "'", '"\'', "NEAR(", "NEAR(a b, 2)", "*", "**", "a*b*", "-wol", "title:wol", "{a b}: c", "^wol", "wol AND",
        "OR", "NOT", ")(", "\\", "%", "_", ";--", "\0", "wol\0", "\ue001", "wol\ue003", "\ud800", "x" * 100_000,
        "a b c d e f g h i j k l m n o p q r", "\U0010ffff", "😀", "é" * 70,
    ],
)  # fmt: skip
def test_hostile_queries_give_results_or_nothing(store: Store, query: str) -> None:
    add(store, "wol a b c title")
    for ranked in (False, True):
        assert len(store.search(query, ranked=ranked)) <= 1


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM search_docsize WHERE id = 1",
        "INSERT INTO search (search) VALUES ('delete-all')",
        "INSERT INTO search (rowid, words) VALUES (77, 'wol')",
        "DELETE FROM search_data WHERE id > 10",
        "UPDATE search_data SET block = x'00' WHERE id = 10",
        "DELETE FROM search_config",
        "DROP TABLE search_idx",
        "UPDATE file_notes SET value = '0' WHERE name = 'search_form'",
    ],
)
def test_an_index_out_of_step_is_made_again(profile: Profile, harm: str) -> None:
    with opened(profile) as store:
        ids = [add(store, f"wollen sok {number}") for number in range(30)]
    with outsider(profile.database) as other:
        other.execute(harm)
    events: list[StoreEvent] = []
    with opened(profile, events) as store:
        store.check()
        assert found(store, "wol") == ids[::-1]
        assert found(store, "wollen s", ranked=True) == ids[::-1]
    assert any(isinstance(event, IndexMadeAgain | Recovered) for event in events)


def test_an_index_in_step_is_left_alone(profile: Profile) -> None:
    events: list[StoreEvent] = []
    for _ in range(2):
        with opened(profile, events) as store:
            add(store, "wollen sok")
            assert store.check()
    assert events == []
