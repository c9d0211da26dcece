"""The drafts that were on the desk in this session, so that coming back to one loses nothing and no undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from desktop.core.brief import Kind
from desktop.core.draft import Draft, Origin
from desktop.core.ids import DraftId
from desktop.runtime.session import DraftSession, Place, Step, Steps

if TYPE_CHECKING:
    from desktop.store.store import Store

MOST_LEFT = 20
"""Drafts that are remembered."""

_MOST_STEPS = 3000


class Slot:
    """One draft while it is on the desk; the store's thread writes its id here as soon as the first save gave it one.

    So several saves under way are saves of one draft, and the answer to a save is never taken for another draft's.
    """

    __slots__ = ("created_at", "id", "kept")

    def __init__(self, draft: Draft) -> None:
        self.id = draft.id
        self.created_at = draft.created_at
        self.kept: Draft | None = draft if draft.id else None

    def keep(self, store: Store, draft: Draft) -> Draft:
        """Save the draft under its one id; on the store's thread."""
        kept = store.save_draft(msgspec.structs.replace(draft, id=self.id, created_at=self.created_at))
        self.id, self.created_at, self.kept = kept.id, kept.created_at, kept
        return kept


class Left(msgspec.Struct, frozen=True, eq=False):
    """A draft that was on the desk, as it was left."""

    slot: Slot
    steps: Steps

    @property
    def draft(self) -> Draft:
        """The draft with the id and times that the history has given it since."""
        kept = self.slot.kept
        if kept is None:
            return self.steps.draft
        return msgspec.structs.replace(
            self.steps.draft, id=kept.id, created_at=kept.created_at, changed_at=kept.changed_at
        )

    @property
    def is_kept(self) -> bool:
        """Whether the history has it as it was left."""
        kept, left = self.slot.kept, self.steps.draft
        return kept is not None and same_text(kept, left)


class Shelf:
    """Remembers the drafts that were left last."""

    def __init__(self) -> None:
        self._left: list[Left] = []

    def put(self, left: Left) -> None:
        """Remember a draft in the place of what was known of it; an empty one without a step is not worth it."""
        self._left = [each for each in self._left if not _same(each.slot, left.slot)]
        draft = left.steps.draft
        if left.slot.id or left.steps.undo or not (draft.copy.is_empty and draft.brief.is_empty):
            self._left.append(left)
        while len(self._left) > MOST_LEFT or sum(_depth(each) for each in self._left[:-1]) > _MOST_STEPS:
            del self._left[0]

    def find(self, draft_id: DraftId) -> Left | None:
        """What is known of a draft."""
        return next((each for each in self._left if draft_id and each.slot.id == draft_id), None)

    def last(self, kind: Kind) -> Left | None:
        """The draft of a kind that was left last."""
        return next((each for each in reversed(self._left) if each.steps.draft.kind is kind), None)

    def change(self, before: Draft, after: Draft, change: Callable[[Draft], Draft], place: Place, label: str) -> None:
        """The history has changed a draft that is not on the desk: that is a step of undo of it when it comes back.

        One that was left with something unsaved keeps that, and has the change as well.
        """
        if before is after:
            return
        for at, left in enumerate(self._left):
            if left.slot.id == after.id:
                whole, steps = left.is_kept, left.steps
                left.slot.kept = after
                draft = after if whole else change(steps.draft)
                step = Step(steps.draft, place, label)
                self._left[at] = Left(left.slot, Steps(draft, (*steps.undo, step)))
                return
        self._left.insert(0, Left(Slot(after), Steps(after, (Step(before, place, label),))))

    def forget(self, draft_id: DraftId) -> None:
        """Remember nothing of a draft that was thrown away."""
        self._left = [each for each in self._left if each.slot.id != draft_id]

    def outdate(self, draft_id: DraftId | None) -> None:
        """The history has another text of a draft, or of all; what it never got as it was left is still remembered."""
        self._left = [each for each in self._left if not each.is_kept or draft_id not in {None, each.slot.id}]


def changed_in(store: Store, draft_id: DraftId, change: Callable[[Draft], Draft]) -> tuple[Draft, Draft]:
    """Change a draft in the history, on the store's thread; as it was and as it is then, both of them versions."""
    before = store.draft(draft_id)
    after = change(before)
    if (after.brief, after.copy) == (before.brief, before.copy):
        return before, before
    store.add_version(before, Origin.TYPED)
    store.add_version(after, Origin.TYPED)
    return before, store.draft(draft_id)


def change_on_desk(session: DraftSession, change: Callable[[Draft], Draft], place: Place, label: str) -> None:
    """Change the draft on the desk, as a step of undo."""
    made = change(session.draft)
    session.replace(made.brief, made.copy, place, label)


def same_text(one: Draft, other: Draft) -> bool:
    """Whether two drafts are the same but for their ids and times."""
    return (one.brief, one.copy, one.sources) == (other.brief, other.copy, other.sources)


def _same(one: Slot, other: Slot) -> bool:
    return one is other or (bool(one.id) and one.id == other.id)


def _depth(left: Left) -> int:
    return len(left.steps.undo) + len(left.steps.redo)
