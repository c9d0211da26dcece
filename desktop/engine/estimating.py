"""What writing will send and is likely to cost, before anything is sent.

The figures are those of the agents themselves: the prompts that they would ask first, the words that each field should
have, and as many repairs as were needed on the benchmark briefs.
"""

from __future__ import annotations

import msgspec

from desktop.agents.catalogue import agent_for
from desktop.agents.field_writer import keeps_to_rules
from desktop.agents.loop import first_prompt, prepared, tasks_of, together_of
from desktop.agents.passages import is_of_selection, prompts_of_selection
from desktop.agents.rewriting import prompt_to_rewrite, rewriting_of
from desktop.agents.task import Agent, FieldTask, Shape, WriteRequest
from desktop.core.brief import Brief, Kind
from desktop.core.prompt import LanguageModel, Prompt
from desktop.engine.gateway_requests import longest_answer
from desktop.engine.masking import Mask, leaving
from desktop.engine.messages import Estimated, Write
from desktop.engine.route import Route
from desktop.engine.speeds import Speed, Speeds, slowed
from desktop.engine.spending import cost_of
from desktop.engine.tokens import Vocabulary, vocabulary_of
from desktop.engine.turns import together

_REPAIRS_A_FIELD = 0.1
"""Rounds of repair for each field: 10 for the 100 fields of the 20 English benchmark briefs."""

_WISH = 60
_JSON_A_FIELD = 8
_MARGIN = 1.05


class Work(msgspec.Struct, frozen=True):
    """Calls and their tokens, as many as are likely."""

    calls: float = 0.0
    prompt_tokens: float = 0.0
    completion_tokens: float = 0.0

    def __add__(self, other: Work) -> Work:
        return Work(
            self.calls + other.calls,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
        )

    def times(self, count: float) -> Work:
        """So much of it."""
        return Work(self.calls * count, self.prompt_tokens * count, self.completion_tokens * count)


def estimate_write(
    request: Write,
    model: LanguageModel,
    route: Route,
    mask: Mask | None = None,
    ignored: tuple[str, ...] = (),
    speed: Speed | None = None,
) -> Estimated:
    """What a request to write would send on a route, what that is likely to cost, and how long a variant of it takes.

    The model is not asked. `mask` is that of the job, `None` where nothing is replaced; `ignored` are the settings that
    the provider does not take. A variant is slower where others of its request and its group are written beside it.
    Takes milliseconds to tens of them. Raises `UserError` as writing does.
    """
    asked = WriteRequest(
        "",
        request.brief,
        request.max_repairs,
        request.plain,
        request.fields,
        request.copy,
        options=request.options,
        go_on=request.go_on,
        instruction=request.instruction,
        earlier=request.earlier,
    )
    words = vocabulary_of(route)
    first = first_prompt(asked, model)
    one = _work_of(asked, model, words)
    work = one.times(max(1, request.variants))
    prompt_tokens, completion_tokens = round(work.prompt_tokens), round(work.completion_tokens)
    cost, currency = cost_of(route, prompt_tokens, completion_tokens)
    leaves = leaving(first.messages, mask) if first is not None and not route.inside else ()
    alone = (speed or Speeds().of(route)).seconds(one.calls, one.completion_tokens)
    return Estimated(
        place=route.place,
        here=route.inside or route.here,
        leaves=leaves,
        replaced=mask.replaced if mask is not None else (),
        prompt_tokens=prompt_tokens,
        completion_tokens=completion_tokens,
        calls=round(work.calls),
        cost=cost,
        currency=currency,
        context=route.context,
        fits=first is None or fits(route, first),
        ignored=ignored,
        seconds=round(alone * slowed(route, max(request.company, request.variants)), 1),
        together=together(route),
    )


def fits(route: Route, prompt: Prompt) -> bool:
    """Whether a prompt and the answer it may have are within the context of a model; one that is unknown holds all."""
    if not route.context:
        return True
    return vocabulary_of(route).of_messages(prompt.messages) * _MARGIN + longest_answer(route, prompt) <= route.context


def _work_of(asked: WriteRequest, model: LanguageModel, words: Vocabulary) -> Work:
    """What one variant is likely to take."""
    if is_of_selection(asked):
        return sum((_passage(prompt, words) for prompt in prompts_of_selection(asked, model)), Work())
    if asked.brief.kind is Kind.REPLY:
        prompt = first_prompt(asked, model)
        return Work() if prompt is None else Work(1, words.of_messages(prompt.messages), prompt.max_tokens // 2)
    brief = prepared(asked.brief)
    agent = agent_for(brief.kind)
    tasks = tasks_of(agent, brief, asked)
    if asked.plain:
        return _whole(agent.plain_prompt(tasks, brief, seed=None), tasks, brief, words)
    if keeps_to_rules(model, brief):
        told = [_field(agent, task, brief, words) for task in tasks if task.shape is Shape.DESCRIPTION]
        return sum(told, Work())
    if any(rewriting_of(task, asked) is not None for task in tasks):
        return sum((_rewriting(task, asked, brief, words) for task in tasks), Work())
    tasks = tuple(task for task in tasks if not task.by_rule)
    if model.small and len(together := together_of(tasks)) > 1:
        return _whole(agent.together_prompt(together, brief, seed=None), together, brief, words)
    fields = [_field(agent, task, brief, words) for task in tasks]
    alone = model.small or len(tasks) == 1 or brief.kind is Kind.BLOG
    first = sum(fields, Work()) if alone else _whole(_whole_prompt(agent, tasks, asked, brief), tasks, brief, words)
    if not asked.max_repairs:
        return first
    repairs = [_repair(each) for each in fields]
    return first + sum(repairs, Work()).times(_REPAIRS_A_FIELD)


def _passage(prompt: Prompt, words: Vocabulary) -> Work:
    """The call that rewrites a piece of a selection; most answers are about as long as the piece."""
    return Work(1, words.of_messages(prompt.messages), min(prompt.max_tokens, words.of(prompt.messages[-1].content)))


def _rewriting(task: FieldTask, asked: WriteRequest, brief: Brief, words: Vocabulary) -> Work:
    """The call that rewrites a field; none for one of which nothing stands there."""
    how = rewriting_of(task, asked)
    if how is None:
        return Work()
    prompt = prompt_to_rewrite(task, brief, how, seed=None)
    return Work(1, words.of_messages(prompt.messages), min(prompt.max_tokens, words.of(how.text)))


def _whole_prompt(agent: Agent, tasks: tuple[FieldTask, ...], asked: WriteRequest, brief: Brief) -> Prompt:
    return agent.whole_prompt(tasks, brief, asked.copy, seed=None)


def _field(agent: Agent, task: FieldTask, brief: Brief, words: Vocabulary) -> Work:
    prompt = agent.field_prompt(task, brief, seed=None)
    answer = words.of_words(task.words * task.items, brief.language)
    return Work(1, words.of_messages(prompt.messages), min(answer, prompt.max_tokens))


def _whole(prompt: Prompt, tasks: tuple[FieldTask, ...], brief: Brief, words: Vocabulary) -> Work:
    answer = sum(words.of_words(task.words * task.items, brief.language) + _JSON_A_FIELD for task in tasks)
    return Work(1, words.of_messages(prompt.messages), min(answer, prompt.max_tokens))


def _repair(field: Work) -> Work:
    """The field's call once more, with the text there is and what is wrong with it."""
    return Work(1, field.prompt_tokens + field.completion_tokens + _WISH, field.completion_tokens)
