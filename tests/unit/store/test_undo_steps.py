"""What the store keeps of undo: one thing a draft, gone with it, and no reason for a backup."""

from __future__ import annotations

from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from tests.unit.store.samples import draft, opened


def test_the_newest_is_kept_and_goes_with_its_draft(profile: Profile) -> None:
    with opened(profile) as store:
        kept = store.save_draft(draft("ours"))
        assert store.undo(kept.id) == b""
        store.keep_undo(kept.id, b"first")
        store.keep_undo(kept.id, b"second")
        store.keep_undo(DraftId("dnobody"), b"of nothing")
    with opened(profile) as store:
        assert store.undo(kept.id) == b"second"
        assert store.undo(DraftId("dnobody")) == b""
        store.forget_draft(kept.id)
        assert store.undo(kept.id) == b""


def test_it_is_no_change_of_the_history(profile: Profile) -> None:
    with opened(profile) as store:
        kept = store.save_draft(draft("ours"))
        before = store.backup_now().changes
        store.keep_undo(kept.id, b"steps")
        assert store.backup_now().changes == before
