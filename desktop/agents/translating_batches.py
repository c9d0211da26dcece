"""Which segments are asked for together, and which are repetitions of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.agents.translating_task import TranslationTask
from desktop.core.segment import Segment

_BATCH, _BATCH_WORDS = 20, 500


def batches_of(task: TranslationTask, waiting: Sequence[Segment], *, small: bool) -> Iterator[list[Segment]]:
    """What is asked for together, in the order of the file: a small model is asked for one after another."""
    alone = small or bool(task.instruction.strip())
    batch: list[Segment] = []
    words = 0
    for each in waiting:
        count = len(each.source.text.split())
        if batch and (alone or len(batch) >= _BATCH or words + count > _BATCH_WORDS):
            yield batch
            batch, words = [], 0
        batch.append(each)
        words += count
    if batch:
        yield batch


def repetitions_of(task: TranslationTask) -> tuple[tuple[Segment, ...], ...]:
    """The segments in groups of one source, tags, limit and, for a rewriting, target; each group in its order."""
    groups: dict[tuple[object, ...], list[Segment]] = {}
    for each in task.segments:
        standing = each.target.text if task.instruction.strip() else ""
        key = (each.source, tuple((tag.number, tag.kind) for tag in each.tags), each.most, each.context, standing)
        groups.setdefault(key, []).append(each)
    return tuple(tuple(each) for each in groups.values())
