from __future__ import annotations

import re
import threading
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy, FieldValue
from desktop.core.draft import Draft, Origin, Template, Variant
from desktop.core.errors import Bug, UserError
from desktop.core.ids import DraftId, VersionId
from desktop.core.profile import Profile
from desktop.core.provenance import Source
from desktop.core.usage import Usage
from desktop.store import drafts
from desktop.store.store import Store
from desktop.store.values import CharactersReplaced, PreviousSession, StoreEvent, Warned
from tests.unit.store.comparing import SOURCE, VARIANT
from tests.unit.store.samples import SOCK, draft, opened, outsider

FAITHFUL = (
    "NUL\0 NBSP\u00a0 NNBSP\u202f LS\u2028 PS\u2029 ZWJ👩\u200d👧\u200d👦 "
    "e\u0301 \ufdd0 \ufeff \u202eRTL\u202c \U000e0041"
)


def test_a_draft_comes_back_byte_for_byte_after_the_program_ended(profile: Profile) -> None:
    with opened(profile) as store:
        kept = store.save_draft(draft(FAITHFUL))
    with opened(profile) as store:
        found = store.draft(kept.id)
    assert found == kept
    assert found.copy.text("body") == FAITHFUL
    assert found.brief == SOCK


def test_the_first_save_gives_an_id_and_times(store: Store) -> None:
    kept = store.save_draft(draft())
    assert re.fullmatch("d[0-9a-z]{11}", kept.id)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", kept.changed_at)
    again = store.save_draft(msgspec.structs.replace(kept, copy=Copy({"title": "Nieuw"})))
    assert again.id == kept.id
    assert again.created_at == kept.created_at
    assert again.changed_at >= kept.changed_at
    assert store.draft(kept.id) == again


def test_ids_sort_by_the_time_they_were_made(store: Store) -> None:
    ids = [store.save_draft(draft(str(number))).id for number in range(5)]
    assert len(set(ids)) == 5
    assert [each[:10] for each in ids] == sorted(each[:10] for each in ids)


def test_a_draft_with_an_unknown_id_is_kept_under_it(store: Store) -> None:
    kept = store.save_draft(msgspec.structs.replace(draft(), id=DraftId("from-elsewhere")))
    assert store.draft(DraftId("from-elsewhere")) == kept


def test_half_characters_are_replaced_and_told(store: Store, events: list[StoreEvent]) -> None:
    kept = store.save_draft(draft("a\ud83d"))
    assert kept.copy.text("body") == "a�"
    assert events == [CharactersReplaced(DraftId(""), 1)]
    version = store.add_version(msgspec.structs.replace(kept, copy=Copy({"body": "\udc00"})), Origin.TYPED, "n\ud800")
    assert (version.copy.text("body"), version.name) == ("�", "n�")


@pytest.mark.parametrize("call", ["draft", "delete_draft", "restore_draft"])
def test_an_unknown_draft_is_a_sentence(store: Store, call: str) -> None:
    with pytest.raises(UserError, match="There is no draft dnone"):
        getattr(store, call)(DraftId("dnone"))


def test_the_latest_drafts_come_first_even_when_the_clock_jumps_back(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = store.save_draft(draft("one"))
    monkeypatch.setattr(drafts, "now", lambda: "1999-01-01T00:00:00.000Z")
    second = store.save_draft(draft("two"))
    assert second.changed_at < first.changed_at
    assert [each.id for each in store.latest_drafts(10)] == [second.id, first.id]
    assert [each.id for each in store.latest_drafts(1)] == [second.id]


def test_the_trash_hides_a_draft_until_it_is_taken_out(store: Store) -> None:
    kept = store.save_draft(draft("merino"))
    store.add_version(kept, Origin.TYPED)
    store.delete_draft(kept.id)
    assert store.latest_drafts(10) == []
    assert store.search("merino") == store.search("merino", ranked=True) == []
    assert store.draft(kept.id).copy == kept.copy
    late = store.save_draft(msgspec.structs.replace(kept, copy=Copy({"body": "an autosave that came late"})))
    assert store.latest_drafts(10) == []
    store.restore_draft(kept.id)
    assert store.latest_drafts(10) == [late]
    assert len(store.search("merino")) == 1


def test_a_forgotten_draft_leaves_nothing(store: Store, profile: Profile) -> None:
    stays = store.add_version(draft("merino blijft"), Origin.TYPED).draft
    goes = store.add_version(draft("merino gaat"), Origin.TYPED).draft
    store.add_version(msgspec.structs.replace(store.draft(goes), copy=Copy({"body": "merino weer"})), Origin.TYPED)
    store.forget_draft(goes)
    assert [hit.draft for hit in store.search("merino")] == [stays]
    assert store.search("weer") == []
    assert store.versions(goes) == []
    assert store.check()
    with pytest.raises(UserError):
        store.forget_draft(goes)
    with outsider(profile.database) as other:
        assert other.execute("SELECT count(*) FROM bodies").fetchone() == (1,)
        assert other.execute("SELECT count(*) FROM search_docsize").fetchone() == (1,)


def test_versions_are_kept_newest_first_with_what_a_list_needs(store: Store) -> None:
    kept = store.save_draft(draft("one"))
    first = store.add_version(kept, Origin.TYPED)
    variant = Variant("v1", "local/small", "product/3", Copy({"body": "x"}), usage=Usage(5, 7, None))
    second = store.add_version(kept, Origin.WRITTEN, "", variant)
    third = store.add_version(kept, Origin.NAMED, "For Monday")
    headers = store.versions(kept.id)
    assert [(each.id, each.origin, each.name, each.model) for each in headers] == [
        (third.id, Origin.NAMED, "For Monday", ""),
        (second.id, Origin.WRITTEN, "", "local/small"),
        (first.id, Origin.TYPED, "", ""),
    ]
    assert headers[0].words == kept.copy.words
    assert store.version(second.id) == second
    assert second.variant == variant
    assert store.versions(DraftId("dnone")) == []
    with pytest.raises(UserError, match="There is no version 999"):
        store.version(VersionId(999))


def test_the_same_text_is_not_kept_twice_without_a_name(store: Store) -> None:
    kept = store.save_draft(draft())
    first = store.add_version(kept, Origin.TYPED)
    assert store.add_version(kept, Origin.BEFORE_WRITE) == first
    assert store.add_version(kept, Origin.NAMED, "a name").id != first.id
    changed = msgspec.structs.replace(kept, brief=msgspec.structs.replace(SOCK, tone="dry"))
    assert store.add_version(changed, Origin.TYPED).id != first.id
    assert len(store.versions(kept.id)) == 3


def test_a_version_keeps_the_working_copy_too(store: Store) -> None:
    version = store.add_version(draft("only here"), Origin.IMPORTED)
    assert store.draft(version.draft).copy.text("body") == "only here"


def test_a_version_beside_the_draft_leaves_the_draft_as_it_is(store: Store) -> None:
    left, other = store.save_draft(draft("ours")), store.save_draft(draft("other"))
    query = "SELECT changed, changed_at, copy, versioned FROM drafts"
    with outsider(store._file.path) as file:  # noqa: SLF001 - as it lies on the disk
        before = file.execute(query).fetchall()
        brief = msgspec.structs.replace(SOCK, tone="warm")
        version = store.add_variant(left.id, brief, VARIANT.copy, Origin.VARIANT, "B", VARIANT, (SOURCE,))
        assert file.execute(query).fetchall() == before
    assert [each.id for each in store.latest_drafts()] == [other.id, left.id]
    assert store.version(version.id) == version
    assert (version.draft, version.origin, version.name) == (left.id, Origin.VARIANT, "B")
    assert (version.brief, version.copy, version.variant) == (brief, VARIANT.copy, VARIANT)
    assert version.sources == (SOURCE,)
    assert version.saved_at
    (header,) = store.versions(left.id)
    assert (header.id, header.model, header.words) == (version.id, "local/small", 1)
    assert [hit.version for hit in store.search("sok warm")] == [version.id]


def test_what_stands_beside_is_never_taken_for_the_newest_version(store: Store) -> None:
    kept = store.save_draft(draft("ours"))
    first = store.add_version(kept, Origin.TYPED)
    beside = store.add_variant(kept.id, kept.brief, VARIANT.copy, Origin.VARIANT, "", VARIANT)
    edited = store.add_variant(kept.id, kept.brief, kept.copy, Origin.EDITED)
    assert store.add_version(kept, Origin.BEFORE_WRITE) == first
    taken = store.add_version(msgspec.structs.replace(kept, copy=VARIANT.copy), Origin.TYPED)
    assert taken.id not in (first.id, beside.id, edited.id)
    assert [each.id for each in store.versions(kept.id)] == [taken.id, edited.id, beside.id, first.id]


def test_two_variants_of_one_text_are_two_versions(store: Store) -> None:
    kept = store.save_draft(draft())
    ids = {store.add_variant(kept.id, kept.brief, kept.copy, Origin.VARIANT).id for _ in range(3)}
    assert len(ids) == 3


def test_a_version_beside_needs_a_draft_that_is_there_and_an_origin_that_says_so(store: Store) -> None:
    for wanted in (DraftId(""), DraftId("dnone")):
        with pytest.raises(UserError, match="There is no draft"):
            store.add_variant(wanted, SOCK, VARIANT.copy, Origin.VARIANT)
    kept = store.save_draft(draft())
    for origin in set(Origin) - {Origin.VARIANT, Origin.EDITED}:
        with pytest.raises(Bug, match="does not stand beside"):
            store.add_variant(kept.id, SOCK, VARIANT.copy, origin)
    assert store.versions(kept.id) == []


def test_a_draft_left_alone_becomes_a_version_though_a_variant_of_it_was_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "now", lambda: "2020-01-01T00:00:00.000Z")
    left = store.save_draft(draft("left behind"))
    monkeypatch.undo()
    store.add_variant(left.id, left.brief, left.copy, Origin.VARIANT)
    store.idle()
    assert [each.origin for each in store.versions(left.id)] == [Origin.TYPED, Origin.VARIANT]


def test_half_characters_beside_the_draft_are_replaced_and_told(store: Store, events: list[StoreEvent]) -> None:
    kept = store.save_draft(draft())
    halved = Source("body", "\ud83d", tone="\udc00")
    variant = msgspec.structs.replace(VARIANT, tone="w\ud800")
    brief = msgspec.structs.replace(SOCK, notes="\udfff")
    version = store.add_variant(kept.id, brief, Copy({"body": "a\ud83d"}), Origin.EDITED, "n\ud800", variant, (halved,))
    assert (version.copy.text("body"), version.name, version.brief.notes) == ("a�", "n�", "�")
    assert version.variant is not None
    assert version.variant.tone == "w�"
    assert version.sources == (Source("body", "�", tone="�"),)
    assert store.version(version.id) == version
    assert events == [CharactersReplaced(kept.id, 1)]


def test_who_wrote_what_is_kept_with_the_draft_and_its_versions(store: Store) -> None:
    taken = (SOURCE, Source("title", "Wollen sok", whole=True))
    kept = store.save_draft(msgspec.structs.replace(draft(), sources=taken))
    assert kept.sources == store.draft(kept.id).sources == store.latest_drafts()[0].sources == taken
    version = store.add_version(kept, Origin.TYPED)
    assert version.sources == store.version(version.id).sources == taken
    assert store.save_draft(msgspec.structs.replace(kept, sources=())).sources == ()
    assert store.draft(kept.id).sources == ()


@pytest.mark.parametrize("damaged", ["", "nonsense", "[5]", '{"a": 1}'])
def test_a_text_is_read_when_who_wrote_it_is_damaged(store: Store, damaged: str) -> None:
    kept = store.save_draft(msgspec.structs.replace(draft(), sources=(SOURCE,)))
    with outsider(store._file.path) as other:  # noqa: SLF001 - what no method of the store does
        other.execute("UPDATE drafts SET sources = ?", (damaged,))
    assert store.draft(kept.id) == msgspec.structs.replace(kept, sources=())


def test_templates_are_kept_by_name(store: Store) -> None:
    store.save_template(Template("shoes", Brief(tone="warm")))
    store.save_template(Template("Bags", Brief(instructions="No adjectives.", banned=("nice",))))
    store.save_template(Template("shoes", Brief(tone="dry")))
    assert [(each.name, each.brief.tone) for each in store.templates()] == [("Bags", ""), ("shoes", "dry")]
    store.delete_template("shoes")
    store.delete_template("shoes")
    assert [each.name for each in store.templates()] == ["Bags"]


def test_a_session_that_ended_by_itself_is_clean(profile: Profile) -> None:
    with opened(profile) as store:
        assert store.begin_session() == PreviousSession()
        kept = store.save_draft(draft())
        store.note_open(kept.id, '{"screen": "product"}')
    with opened(profile) as store:
        assert store.begin_session() == PreviousSession(
            unclean=False, draft=kept.id, saved_at=kept.changed_at, state='{"screen": "product"}'
        )


def test_a_command_leaves_no_trace_in_the_sessions(profile: Profile) -> None:
    with opened(profile) as store:
        store.begin_session()
        kept = store.save_draft(draft())
        store.note_open(kept.id)
    with opened(profile) as store:
        store.note_open(DraftId("dother"))
    with opened(profile) as store:
        assert store.begin_session().draft == kept.id


def test_texts_left_alone_become_versions_when_there_is_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "now", lambda: "2020-01-01T00:00:00.000Z")
    left = store.save_draft(draft("left behind by a crash"))
    store.save_draft(Draft(DraftId("")))
    monkeypatch.undo()
    fresh = store.save_draft(draft("being typed"))
    assert store.search("crash") == []
    store.idle()
    assert [each.draft for each in store.search("crash")] == [left.id]
    assert store.versions(fresh.id) == []
    store.idle()
    assert len(store.versions(left.id)) == 1


def test_another_thread_is_a_bug(store: Store) -> None:
    caught: list[Exception] = []

    def work() -> None:
        try:
            store.latest_drafts()
        except Bug as error:
            caught.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert len(caught) == 1


def test_everything_is_in_one_file_after_closing(profile: Profile) -> None:
    with opened(profile) as store:
        store.save_draft(draft())
    assert sorted(path.name for path in profile.folder.iterdir()) == ["copydesk.db"]


def test_a_missing_log_is_told_at_the_next_session(profile: Profile) -> None:
    with opened(profile) as store:
        store.begin_session()
        store.save_draft(draft())
        copy = profile.database.read_bytes(), profile.database.with_name("copydesk.db-wal").read_bytes()
    profile.database.write_bytes(copy[0])
    events: list[StoreEvent] = []
    with opened(profile, events) as store:
        store.begin_session()
    assert [each.message for each in events if isinstance(each, Warned)] == [
        "The last changes are missing: the file copydesk.db-wal is gone."
    ]
    profile.database.write_bytes(copy[0])
    profile.database.with_name("copydesk.db-wal").write_bytes(copy[1])
    events.clear()
    with opened(profile, events) as store:
        assert store.begin_session().unclean
    assert events == []


def test_ten_megabytes_on_one_line_are_kept_and_found(store: Store) -> None:
    text = "kameleon " + "x" * 10_000_000 + " zeldzaam"
    kept = store.save_draft(draft(text))
    assert store.draft(kept.id).copy.text("body") == text
    version = store.add_version(kept, Origin.TYPED)
    assert store.version(version.id).copy.text("body") == text
    assert [hit.version for hit in store.search("zeldzaam")] == [version.id]


def test_a_save_waits_for_another_program_and_nothing_is_lost(
    store: Store, profile: Profile, events: list[StoreEvent]
) -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with outsider(profile.database) as other:
            other.execute("BEGIN IMMEDIATE")
            held.set()
            done.wait(1.2)
            other.execute("ROLLBACK")

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    kept = store.save_draft(draft("typed while it was locked"))
    thread.join()
    assert store.draft(kept.id) == kept
    waited = [each.seconds for each in events if hasattr(each, "seconds")]
    assert len(waited) >= 3


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.text(max_size=10), st.text() | st.lists(st.text(), max_size=3).map(tuple), max_size=4),
    st.text(),
    st.sampled_from(Kind),
)
def test_any_text_comes_back_as_it_was(store: Store, fields: dict[str, FieldValue], notes: str, kind: Kind) -> None:
    sent = Draft(DraftId(""), kind, Brief(kind=kind, notes=notes), Copy(fields))
    kept = store.save_draft(sent)
    found = store.draft(kept.id)
    assert (found.kind, found.brief, found.copy) == (sent.kind, sent.brief, sent.copy)
    assert list(found.copy.fields) == list(fields)
    version = store.add_version(kept, Origin.TYPED)
    assert store.version(version.id).copy == sent.copy


def test_paths_of_every_kind_work(tmp_path: Path) -> None:
    for name in ("with space", "ümlaut å", "50%#?", "x" * 200):
        with opened(Profile(tmp_path / name, tmp_path)) as store:
            assert store.draft(store.save_draft(draft()).id).brief == SOCK
