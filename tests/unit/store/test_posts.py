"""The posts that a calendar shows: read once, and again only where something changed."""

from __future__ import annotations

import time

import msgspec

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.post import Post, PostSource, PostState, PostType
from desktop.core.profile import Profile
from desktop.store.posts import KnownPost
from desktop.store.store import Store
from tests.unit.store.samples import draft as product
from tests.unit.store.samples import opened, outsider


def post(about: str, title: str = "", **attributes: object) -> Draft:
    brief = Brief(Kind.BLOG, about, language="sv", post=msgspec.structs.replace(Post(), **attributes))
    return Draft(DraftId(""), Kind.BLOG, brief, Copy({"body": "Te.", "title": title} if title else {}))


def titles(store: Store) -> list[str]:
    return [each.title for each in store.posts()]


def test_a_post_is_known_by_its_title_state_and_day(store: Store) -> None:
    store.save_draft(product())
    kept = store.save_draft(
        post("Loose-leaf tea", "Keep it dry", type=PostType.ABOUT, state=PostState.READY, date="2026-11-24T09:00")
    )
    assert store.posts() == [
        KnownPost(
            kept.id, "Keep it dry", PostType.ABOUT, PostState.READY, "2026-11-24T09:00", "sv", kept.changed_at
        )
    ]  # fmt: skip


def test_without_a_title_it_is_called_as_its_draft(store: Store) -> None:
    store.save_draft(post("Loose-leaf tea"))
    assert titles(store) == ["Loose-leaf tea"]


def test_a_sheet_that_is_no_post_yet_is_in_no_calendar(store: Store) -> None:
    store.save_draft(Draft(DraftId(""), Kind.BLOG, Brief(Kind.BLOG, "Tea")))
    assert store.posts() == []


def test_what_changes_later_is_read_again(store: Store) -> None:
    first, second = store.save_draft(post("One")), store.save_draft(post("Two"))
    assert titles(store) == ["One", "Two"]
    brief = msgspec.structs.replace(first.brief, post=Post(state=PostState.PUBLISHED, date="2026-12-01"))
    store.save_draft(msgspec.structs.replace(first, brief=brief))
    store.save_draft(post("Three"))
    assert [(each.title, each.state, each.date) for each in store.posts()] == [
        ("One", PostState.PUBLISHED, "2026-12-01"),
        ("Two", PostState.IDEA, ""),
        ("Three", PostState.IDEA, ""),
    ]
    store.delete_draft(second.id)
    assert titles(store) == ["One", "Three"]
    store.restore_draft(second.id)
    assert titles(store) == ["One", "Two", "Three"]
    store.forget_draft(first.id)
    assert titles(store) == ["Two", "Three"]


def test_only_what_changed_is_read_again(store: Store) -> None:
    drafts = [store.save_draft(post(f"Post {number}")) for number in range(5)]
    before = store.posts()
    store.save_draft(drafts[3])
    assert [one is other for one, other in zip(before, store.posts(), strict=True)] == [True, True, True, False, True]


def test_a_backup_that_is_put_back_is_read_anew(store: Store) -> None:
    store.save_draft(post("Kept"))
    backup = store.backup_now()
    store.save_draft(post("Gone"))
    assert titles(store) == ["Kept", "Gone"]
    store.restore_backup(backup.name)
    assert titles(store) == ["Kept"]


def test_a_damaged_one_is_left_out_and_the_others_stay(profile: Profile) -> None:
    with opened(profile) as store:
        broken, strange = store.save_draft(post("Broken")), store.save_draft(post("Strange", state=PostState.DRAFT))
        store.save_draft(post("Whole"))
    with outsider(profile.database) as other:
        other.execute("UPDATE drafts SET brief = '[]' WHERE id = ?", (broken.id,))
        other.execute(
            "UPDATE drafts SET copy = '[]', brief = replace(brief, '\"draft\"', '\"later\"') WHERE id = ?",
            (strange.id,),
        )
    with opened(profile) as store:
        assert [(each.title, each.state) for each in store.posts()] == [
            ("Strange", PostState.IDEA),
            ("Whole", PostState.IDEA),
        ]


_MANY = """
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 4999)
    INSERT INTO drafts (id, kind, language, title, brief, copy, created_at, changed_at, changed)
    SELECT id || n, kind, language, title, brief, copy, created_at, changed_at, changed + n FROM drafts, numbers
"""


def test_of_five_thousand_posts_a_change_is_known_in_a_moment(profile: Profile) -> None:
    source = PostSource("q1", "Storing tea", text="Tea keeps dry. " * 300)
    whole = post("Tea", "Keep it dry", sources=(source,), date="2026-11-24")
    copy = whole.copy.with_field("body", "Tea keeps dry, and light is far from it. " * 120)
    with opened(profile) as store:
        kept = store.save_draft(msgspec.structs.replace(whole, copy=copy))
    with outsider(profile.database) as other:
        other.execute(_MANY)
        other.execute("UPDATE file_notes SET value = value + 4999 WHERE name = 'changes'")
    with opened(profile) as store:
        assert len(store.posts()) == 5000
        store.save_draft(kept)
        begun = time.thread_time()
        assert len(store.posts()) == 5000
        assert time.thread_time() - begun < 0.05
