"""What a grid of variants is, and what writing it would take, in words."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from desktop.core.comparison import Choice, Grid
from desktop.core.money import US, Rate, money
from desktop.core.provider import INSIDE, split_model
from desktop.core.words import tr, trn
from desktop.runtime.comparing_values import GridEstimate
from desktop.runtime.desk import Desk
from desktop.views.moments import duration

_BETWEEN = " · "


class GridWords(msgspec.Struct, frozen=True):
    """The words of the button that opens the grid (`button`, `short`), and of the line below its boxes (`whole`)."""

    grid: Grid
    estimate: GridEstimate = GridEstimate()
    rate: Rate = Rate()

    @property
    def button(self) -> str:
        """What the grid is: `3 models × 2 tones, 4 of 6 chosen`."""
        grid = self.grid
        if not grid.models:
            return tr("No model chosen")
        parts = [trn("{n} model", "{n} models", len(grid.models))]
        if len(grid.tones) > 1:
            parts.append(trn("{n} tone", "{n} tones", len(grid.tones)))
        if len(grid.instructions) > 1:
            parts.append(trn("{n} instruction", "{n} instructions", len(grid.instructions)))
        if grid.each > 1:
            parts.append(trn("{n} of each", "{n} of each", grid.each))
        words = " × ".join(parts)
        boxes, chosen = len(grid.boxes), len(grid.chosen)
        if chosen == boxes:
            return words
        return tr("{grid}, {chosen} of {boxes} chosen", grid=words, chosen=chosen, boxes=boxes)

    @property
    def short(self) -> str:
        """Money and time, for beside the button; empty while nobody has worked it out."""
        if not self._is_known or (self.estimate.problem is not None and not self.estimate.calls):
            return ""
        return _BETWEEN.join(part for part in (self._cost, self._time) if part)

    @property
    def whole(self) -> str:
        """What writing it takes: variants, calls, money, time."""
        estimate = self.estimate
        if not self.grid.total:
            return tr("Nothing is chosen, so nothing would be written.")
        variants = trn("{n} variant", "{n} variants", self.grid.total)
        if not self._is_known:
            return _BETWEEN.join((variants, tr("working out what that takes…")))
        if estimate.problem is not None and not estimate.calls:
            return variants
        calls = trn("about {n} call", "about {n} calls", estimate.calls) if estimate.calls else ""
        return _BETWEEN.join(part for part in (variants, calls, self._cost, self._time) if part)

    @property
    def places(self) -> str:
        """Where it goes: `2 stay on this computer, 4 go to Anthropic`; empty while nobody has worked it out."""
        estimate = self.estimate
        if not self._is_known:
            return ""
        going = estimate.variants - estimate.stays
        parts = []
        if estimate.stays:
            parts.append(trn("{n} stays on this computer", "{n} stay on this computer", estimate.stays))
        if going > 0 and estimate.leaves:
            to = listed(estimate.leaves)
            parts.append(trn("{n} goes to {providers}", "{n} go to {providers}", going, providers=to))
        return ", ".join(parts)

    @property
    def _is_known(self) -> bool:
        """Whether the estimate is of this grid."""
        return 0 < self.estimate.variants == self.grid.total

    @property
    def _cost(self) -> str:
        estimate = self.estimate
        if estimate.cost is None:
            return tr("cost unknown")
        if not estimate.cost and not estimate.unknown:
            return tr("free")
        shown = self.rate.show(estimate.cost) if estimate.currency == US else money(estimate.cost, estimate.currency)
        words = tr("about {cost}", cost=shown)
        if not estimate.unknown:
            return words
        more = trn("what {n} model costs is unknown", "what {n} models cost is unknown", estimate.unknown)
        return f"{words}, {more}" if estimate.cost else more

    @property
    def _time(self) -> str:
        seconds = self.estimate.seconds
        return tr("time unknown") if seconds is None else duration(seconds)


def listed(names: Sequence[str]) -> str:
    """Names as in a sentence: `Anthropic, Mistral and OpenAI`."""
    if len(names) < 2:
        return "".join(names)
    return tr("{first} and {last}", first=", ".join(names[:-1]), last=names[-1])


def model_title(desk: Desk, model_id: str) -> str:
    """A model as people call it; its own id when nobody gave it a name."""
    for model in desk.models.models:
        if model.id == model_id or (model_id == INSIDE and model.default):
            return model.title
    found = desk.providers.model(model_id)
    return (found.title if found is not None else "") or split_model(model_id)[1] or model_id


def tone_words(tone: str, brief_tone: str) -> str:
    """A tone of the grid; the empty one is the brief's own."""
    if tone:
        return tone
    return tr("As in the brief: {tone}", tone=brief_tone) if brief_tone else tr("As in the brief")


def instruction_words(instruction: str) -> str:
    """An instruction of the grid; the empty one adds nothing to the brief."""
    return instruction or tr("As in the brief")


def box_words(desk: Desk, box: Choice, brief_tone: str) -> str:
    """One box as a screen reader says it: model, tone, instruction."""
    parts = [model_title(desk, box.model), tone_words(box.tone, brief_tone)]
    if box.instruction:
        parts.append(box.instruction)
    return ", ".join(parts)
