"""The calls that a translation is likely to make, for an estimate of what they cost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from desktop.agents.translating_asking import batch_prompt, single_prompt
from desktop.agents.translating_batches import batches_of, repetitions_of
from desktop.agents.translating_context import Context
from desktop.agents.translating_parts import parts_of
from desktop.agents.translating_protecting import guard
from desktop.agents.translating_task import TranslationTask
from desktop.core.prompt import LanguageModel, Prompt


class Likely(NamedTuple):
    """A call: its prompt, and a text about as long as its answer."""

    prompt: Prompt
    answer: str


def likely_calls(task: TranslationTask, model: LanguageModel) -> Iterator[Likely]:
    """Each call in its order; what will be translated before it is not known yet and left out."""
    context = Context(task, small=model.small)
    firsts = [each[0] for each in repetitions_of(task)]
    guarded = {each.id: guard(each, task.source, task.brief.brands) for each in firsts}
    waiting = [each for each in firsts if guarded[each.id].has_words]
    for batch in batches_of(task, waiting, small=model.small):
        asked = [context.asked(each, guarded[each.id]) for each in batch]
        if len(asked) > 1:
            shown = "".join(f'{{"id":{number},"text":"{each.guarded.shown}"}},' for number, each in enumerate(asked))
            yield Likely(batch_prompt(task, asked), shown)
            continue
        for part in parts_of(asked[0].guarded, task.source, small=model.small):
            yield Likely(single_prompt(task, asked[0]._replace(guarded=part)), part.shown)
