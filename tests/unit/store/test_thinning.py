from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.ids import DraftId, VersionId
from desktop.core.outcomes import Metric, Outcome
from desktop.core.profile import Profile
from desktop.core.provenance import Source
from desktop.core.translation import Job, JobFile
from desktop.store import thinning
from desktop.store.store import Store
from tests.unit.store.comparing import DUEL, comparison
from tests.unit.store.samples import SOCK, draft, opened, outsider

TODAY = datetime.now(UTC)


def days_ago(days: float, hour: int = 12) -> str:
    moment = (TODAY - timedelta(days=days)).replace(hour=hour)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def write(store: Store, count: int, kept: Draft | None = None) -> list[VersionId]:
    """So many versions of a draft, of the first one unless told."""
    found = []
    for number in range(count):
        text = Copy({"body": f"tekst {number} wol"})
        version = store.add_version(msgspec.structs.replace(kept or draft(), copy=text), Origin.TYPED)
        kept = store.draft(version.draft)
        found.append(version.id)
    return found


@contextmanager
def aged(profile: Profile, moments: dict[VersionId, str], last_pass: float | None = 1) -> Iterator[Store]:
    """The history with versions of these moments, and a window that was last idle some days ago."""
    with outsider(profile.database) as other:
        for version, moment in moments.items():
            other.execute("UPDATE versions SET saved_at = ? WHERE id = ?", (moment, version))
        if last_pass is not None:
            other.execute("REPLACE INTO file_notes VALUES ('thinned', ?)", (f"{days_ago(last_pass)[:10]} done",))
    with opened(profile) as store:
        yield store


def left(store: Store) -> list[int]:
    (card,) = [store.card(each.id) for each in store.latest_drafts()]
    return sorted(header.id for header in store.versions(card.draft))


def test_of_old_versions_the_last_of_each_day_stays(profile: Profile) -> None:
    with opened(profile) as store:
        a1, a2, a3, b1, c1, c2, d1, d2 = ids = write(store, 8)
    moments = (*(days_ago(120, hour) for hour in (1, 2, 23)), days_ago(119, 0), days_ago(91.1, 1), days_ago(91.1, 2),
               days_ago(89, 1), days_ago(89, 2))  # fmt: skip
    with aged(profile, dict(zip(ids, moments, strict=True))) as store:
        store.idle()
        assert left(store) == [a3, b1, c2, d1, d2]
        assert {a1, a2, c1}.isdisjoint(left(store))
        (hit,) = store.search("wol")
        assert hit.version == d2
        assert store.check()
        assert store.version(a3).copy == Copy({"body": "tekst 2 wol"})


def test_what_has_a_name_or_a_pin_stays(profile: Profile) -> None:
    with opened(profile) as store:
        ids = write(store, 4)
        store.name_version(ids[0], "x")
        store.pin_version(ids[1], pinned=True)
    with aged(profile, dict.fromkeys(ids, days_ago(200))) as store:
        store.idle()
        assert left(store) == [ids[0], ids[1], ids[3]]


def test_what_stands_beside_does_not_take_the_place_of_the_drafts_own_text(profile: Profile) -> None:
    with opened(profile) as store:
        own = write(store, 2)
        (kept,) = store.latest_drafts()
        beside = [
            store.add_variant(kept.id, SOCK, Copy({"body": f"naast {number}"}), Origin.VARIANT).id
            for number in range(2)
        ]
    with aged(profile, dict.fromkeys((*own, *beside), days_ago(200))) as store:
        store.idle()
        assert left(store) == [own[1], beside[1]]


def test_what_something_refers_to_stays(profile: Profile) -> None:
    with opened(profile) as store:
        ids = write(store, 8)
        (kept,) = store.latest_drafts()
        store.add_duels([msgspec.structs.replace(DUEL, left_version=ids[0], right_version=ids[1], draft=kept.id)])
        store.add_outcomes([Outcome("B", Metric.CLICKS, 10, 1, version=ids[2], draft=kept.id)])
        columns = comparison(kept.id).columns
        store.save_comparison(
            msgspec.structs.replace(comparison(kept.id), columns=(msgspec.structs.replace(columns[0], version=ids[3]),))
        )
        store.branch(ids[4])
        taken = (Source("body", "tekst", version=ids[5]),)
        store.save_draft(msgspec.structs.replace(store.draft(kept.id), sources=taken))
    with aged(profile, dict.fromkeys(ids, days_ago(200))) as store:
        store.idle()
        assert sorted(header.id for header in store.versions(kept.id)) == [*ids[:6], ids[7]]


def test_many_versions_go_a_few_at_a_time_and_the_rest_when_there_is_time_again(profile: Profile) -> None:
    with opened(profile) as store:
        first, second = write(store, 70), write(store, 70)
        drafts = [each.id for each in store.latest_drafts()]
    old = days_ago(200)
    with aged(profile, dict.fromkeys((*first, *second), old)) as store:
        asked = iter((False, False))  # the day begins, and one piece of the work
        store.idle(lambda: next(asked, True))
        assert store.version_count() == 90
        store.idle()
        assert store.version_count() == 2
        assert {hit.draft for hit in store.search("wol")} == set(drafts)
        assert store.check()


def test_it_is_done_once_a_day(profile: Profile) -> None:
    with opened(profile) as store:
        ids = write(store, 3)
    with aged(profile, {}) as store:
        store.idle()
    with aged(profile, dict.fromkeys(ids, days_ago(200)), last_pass=None) as store:
        store.idle()
        assert left(store) == ids
    with aged(profile, {}, last_pass=1) as store:
        store.idle()
        assert left(store) == ids[2:]


@pytest.mark.parametrize("last_pass", [None, 15, 4000, -15], ids=["first", "weeks", "years", "clock went back"])
def test_nothing_goes_on_the_first_day_after_a_gap(profile: Profile, last_pass: float | None) -> None:
    with opened(profile) as store:
        ids = write(store, 3)
        gone = store.save_draft(draft("weg")).id
        store.delete_draft(gone)
    with outsider(profile.database) as other:
        other.execute("UPDATE drafts SET trashed_at = ? WHERE id = ?", (days_ago(400), gone))
    with aged(profile, dict.fromkeys(ids, days_ago(200)), last_pass) as store:
        store.idle()
        assert left(store) == ids
        assert [card.draft for card in store.trashed()] == [gone]


def test_the_trash_is_emptied_of_what_lies_there_for_30_days(profile: Profile) -> None:
    with opened(profile) as store:
        ids = [store.add_version(draft(f"tekst {number}"), Origin.TYPED).draft for number in range(9)]
        for each in ids[1:]:
            store.delete_draft(each)
    with outsider(profile.database) as other:
        other.execute("UPDATE drafts SET changed_at = ?", (days_ago(40),))
        other.execute("UPDATE drafts SET trashed_at = ? WHERE trashed_at <> '' AND number > 2", (days_ago(30.5),))
        other.execute("UPDATE drafts SET trashed_at = ? WHERE number = 2", (days_ago(29),))
    with aged(profile, {}) as store:
        store.idle()
        assert [card.draft for card in store.trashed()] == [ids[1]]
        assert [each.id for each in store.latest_drafts()] == ids[:1]
        assert store.version_count() == 2


def test_what_is_written_in_the_trash_stays_for_as_long_after_that(profile: Profile) -> None:
    """A command throws away what is on a window's desk, say, and the window goes on writing."""
    with opened(profile) as store:
        kept = store.draft(store.add_version(draft("first"), Origin.TYPED).draft)
        store.delete_draft(kept.id)
        store.add_version(msgspec.structs.replace(kept, copy=Copy({"body": "goes on"})), Origin.TYPED)
    with outsider(profile.database) as other:
        other.execute("UPDATE drafts SET trashed_at = ?", (days_ago(31),))
    with aged(profile, {}) as store:
        store.idle()
        assert store.draft(kept.id).copy.text("body") == "goes on"


def test_many_drafts_are_looked_at_in_pieces(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thinning, "_DRAFTS_AT_ONCE", 3)
    with opened(profile) as store:
        ids = [version for _ in range(7) for version in write(store, 2)]
    with aged(profile, dict.fromkeys(ids, days_ago(200))) as store:
        store.idle()
        assert store.version_count() == 7


def test_thinning_counts_as_a_change_for_backups(profile: Profile) -> None:
    with opened(profile) as store:
        ids = write(store, 3)
    with aged(profile, dict.fromkeys(ids, days_ago(200))) as store:
        before = store.backup_now().changes
        store.idle()
        assert store.backup_now().changes > before


def test_a_damaged_comparison_keeps_nothing_from_being_thinned(profile: Profile) -> None:
    with opened(profile) as store:
        ids = write(store, 3)
        (kept,) = store.latest_drafts()
        store.save_comparison(comparison(DraftId(kept.id)))
    with outsider(profile.database) as other:
        other.execute("UPDATE comparison_bodies SET body = x'00'")
        other.execute("UPDATE drafts SET sources = '{'")
    with aged(profile, dict.fromkeys(ids, days_ago(200))) as store:
        store.idle()
        assert left(store) == ids[2:]


def test_a_job_leaves_the_trash_after_a_month_with_its_files(profile: Profile) -> None:
    with opened(profile) as store:
        for name in ("old", "young", "kept"):
            job = store.save_job(Job(0, name, "en", "nl"))
            store.add_job_file(job.id, JobFile(0, "a"), b"x")
            if name != "kept":
                store.trash_job(job.id)
    with outsider(profile.database) as other:
        other.execute("UPDATE jobs SET trashed_at = ? WHERE name = 'old'", (days_ago(31),))
        other.execute("UPDATE jobs SET trashed_at = ? WHERE name = 'young'", (days_ago(29),))
    with aged(profile, {}) as store:
        store.idle()
    with outsider(profile.database) as other:
        assert [name for (name,) in other.execute("SELECT name FROM jobs")] == ["young", "kept"]
        assert other.execute("SELECT count(*) FROM job_file_data").fetchone() == (2,)
