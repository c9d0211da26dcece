"""What stands around a segment: what was translated just before it, what comes after it, and texts like it."""

from __future__ import annotations

from desktop.agents.translating_asking import Asked, Shown, like_pairs
from desktop.agents.translating_protecting import Guarded, as_letters, guard
from desktop.agents.translating_task import TranslationTask
from desktop.core.segment import Segment, SegmentState

_SMALL_BEFORE, _BEFORE, _AFTER = 1, 4, 2
_SMALL_LIKE, _LIKE = 1, 3
_LOOKED_BACK = 12
_KNOWN = frozenset({SegmentState.TRANSLATED, SegmentState.REVIEWED, SegmentState.APPROVED})


class Context:
    """The file around the segments of a task; it grows with each translation that is faultless."""

    def __init__(self, task: TranslationTask, *, small: bool) -> None:
        self._task = task
        self._small = small
        own = {each.id: each for each in task.segments}
        around = task.around or task.segments
        self._order = tuple(own.get(each.id, each) for each in around)
        self._places = {each.id: place for place, each in enumerate(self._order)}
        self._good: dict[str, Shown] = {}

    def asked(self, segment: Segment, guarded: Guarded) -> Asked:
        """A segment with what is told of it."""
        task = self._task
        if task.back:
            return Asked(segment, guarded)
        like = like_pairs(task, segment, _SMALL_LIKE if self._small else _LIKE)
        place = self._places.get(segment.id, -1)
        after = () if self._small or place < 0 else self._order[place + 1 : place + 1 + _AFTER]
        return Asked(segment, guarded, self._before(place), like, tuple(each.source.words for each in after))

    def keep(self, segment: Segment, guarded: Guarded, translation: str) -> None:
        """A translation that may be shown as an example to those after it; with signs."""
        self._good[segment.id] = Shown(guarded.shown, translation)

    def _before(self, place: int) -> tuple[Shown, ...]:
        """The last translations before a place that are good enough to go by."""
        wanted = _SMALL_BEFORE if self._small else _BEFORE
        found: list[Shown] = []
        for each in reversed(self._order[max(0, place - _LOOKED_BACK) : max(0, place)]):
            shown = self._good.get(each.id) or self._of_file(each)
            if shown is not None:
                found.append(shown)
            if len(found) == wanted:
                break
        return tuple(reversed(found))

    def _of_file(self, segment: Segment) -> Shown | None:
        if segment.target.is_empty or segment.state not in _KNOWN:
            return None
        guarded = guard(segment, self._task.source, self._task.brief.brands)
        if not guarded.has_words:
            return None
        return Shown(guarded.shown, guarded.sign_all(as_letters(segment.target, guarded)))
