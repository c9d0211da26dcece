"""What translating will send and is likely to cost, before anything is sent, by the prompts that will be asked."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.agents.translating_cost import Likely, likely_calls
from desktop.core.prompt import LanguageModel
from desktop.engine.estimating import fits
from desktop.engine.masking import Mask, leaving
from desktop.engine.messages import Estimated
from desktop.engine.route import Route
from desktop.engine.speeds import Speed, Speeds, slowed
from desktop.engine.spending import cost_of
from desktop.engine.tokens import vocabulary_of
from desktop.engine.translation_messages import Translate
from desktop.engine.translation_models import task_of
from desktop.engine.turns import together

_AGAIN, _AGAIN_SMALL = 0.1, 0.05
"""Segments that are asked for once more."""


def estimate_translation(
    request: Translate,
    model: LanguageModel,
    route: Route,
    mask: Mask | None = None,
    ignored: tuple[str, ...] = (),
    speed: Speed | None = None,
) -> Estimated:
    """What a request would send on a route, what that is likely to cost, and how long it takes; nothing is sent."""
    words = vocabulary_of(route)
    calls = list(likely_calls(task_of(request, route), model))
    asked = sum(words.of_messages(each.prompt.messages) for each in calls)
    written = sum(words.of(each.answer) for each in calls)
    again = 1 + (_AGAIN_SMALL if model.small else _AGAIN) * bool(request.max_repairs)
    prompt_tokens, completion_tokens = round(asked * again), round(written * again)
    cost, currency = cost_of(route, prompt_tokens, completion_tokens)
    at_once = min(together(route), max(1, len(calls)))
    alone = (speed or Speeds().of(route)).seconds(len(calls) * again, completion_tokens)
    return Estimated(
        place=route.place,
        here=route.inside or route.here,
        leaves=leaving(calls[0].prompt.messages, mask) if calls and not route.inside else (),
        replaced=mask.replaced if mask is not None else (),
        prompt_tokens=prompt_tokens,
        completion_tokens=completion_tokens,
        calls=round(len(calls) * again),
        cost=cost,
        currency=currency,
        context=route.context,
        fits=_all_fit(calls, route),
        ignored=ignored,
        seconds=round(alone * slowed(route, at_once) / at_once, 1),
        together=at_once,
    )


def _all_fit(calls: Iterable[Likely], route: Route) -> bool:
    longest = max(calls, key=lambda each: sum(len(one.content) for one in each.prompt.messages), default=None)
    return longest is None or fits(route, longest.prompt)
