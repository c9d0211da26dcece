"""Which duels are counted together, so that few of them can still say something: pooled as far as needed, and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from desktop.core.duels import Contender, Duel
from desktop.core.standings import LEAST, POOLED, Record, Standings
from desktop.statistics.rating import counts, rate

__all__ = ["POOLED", "Standings", "standings"]

_PROMPT, _TONE, _LANGUAGE, _FIELDS, _TASK = POOLED


def standings(duels: Sequence[Duel], task: str, language: str, *, least: int = LEAST) -> Standings:
    """The standings at a task in a language, from all duels that there are.

    Contenders are model, prompt and tone. When fewer than two of a group have `least` comparisons, versions of prompts
    are pooled, then tones, languages, the fields of the task and at last all tasks, until it is enough. A part is kept
    when it is all that the contenders differ in.
    """
    for pooled in _steps(duels, task, language):
        found = _standings(duels, task, language, pooled, least)
        if _is_enough(found):
            return found
    return _standings(duels, task, language, (), least)


def _standings(duels: Sequence[Duel], task: str, language: str, pooled: tuple[str, ...], least: int) -> Standings:
    chosen = _pooled(duels, task, language, pooled)
    counted = sum(map(counts, chosen))
    return Standings(rate(chosen, least=least), counted, task, language, pooled, len(chosen) - counted)


def _steps(duels: Sequence[Duel], task: str, language: str) -> Iterator[tuple[str, ...]]:
    """What is pooled, step by step; a step that leaves nobody to compare is passed over."""
    pooled: tuple[str, ...] = ()
    yield pooled
    for part in POOLED:
        wider = (*pooled, part)
        if part in {_PROMPT, _TONE} and not any(map(counts, _pooled(duels, task, language, wider))):
            continue
        pooled = wider
        yield pooled


def _pooled(duels: Sequence[Duel], task: str, language: str, pooled: tuple[str, ...]) -> list[Duel]:
    """The duels that count for this, with what is pooled taken out of their contenders."""
    kind = task.partition(":")[0]
    contenders: dict[Contender, Contender] = {}

    def is_meant(duel: Duel) -> bool:
        if duel.language != language and _LANGUAGE not in pooled:
            return False
        if duel.task == task or _TASK in pooled:
            return True
        return _FIELDS in pooled and duel.task.partition(":")[0] == kind

    def without(contender: Contender) -> Contender:
        known = contenders.get(contender)
        if known is None:
            known = contenders[contender] = Contender(
                contender.model,
                "" if _PROMPT in pooled else contender.prompt,
                "" if _TONE in pooled else contender.tone,
            )
        return known

    meant = [duel for duel in duels if is_meant(duel)]
    if _PROMPT not in pooled and _TONE not in pooled:
        return meant
    return [replace(duel, left=without(duel.left), right=without(duel.right)) for duel in meant]


def _is_enough(found: Standings) -> bool:
    """Whether two contenders that met have enough comparisons."""
    groups = Counter(row.group for row in found.rows if row.verdict is not Record.TOO_FEW)
    return any(times >= 2 for times in groups.values())
