"""One call to a model: what came, how it ended, and a watch for answers that go round in circles."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from desktop.agents.guard import good_part
from desktop.core.prompt import Chunk, Ending, FinishReason, LanguageModel, Prompt
from desktop.core.usage import Usage

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator


_PIECES = 6
_ENDINGS = (".", "!", "?", "\n")
"""The watch looks at the ends of sentences and now and then between them, as it reads the whole text each time."""


class End(StrEnum):
    """How a call ended."""

    WHOLE = "whole"
    LENGTH = "length"
    LOOPED = "looped"
    CUT_OFF = "cut_off"
    DECLINED = "declined"


_ENDS = {
    FinishReason.STOP: End.WHOLE,
    FinishReason.LENGTH: End.LENGTH,
    FinishReason.DECLINED: End.DECLINED,
    FinishReason.CUT_OFF: End.CUT_OFF,
}


class Answer:
    """What a call has brought so far; kept outside the call so that a cancelled or failed one leaves its words.

    `came` is all that came, `text` the part of it that is good.
    """

    def __init__(self) -> None:
        self.text = ""
        self.came = ""
        self.end = End.CUT_OFF
        self.usage = Usage()
        self.first_token_s: float | None = None

    async def listen(
        self, model: LanguageModel, prompt: Prompt, on_text: Callable[[str], None], *, watched: bool = True
    ) -> None:
        """Ask, and hand on each new piece of text; raises what the model raises.

        An answer that repeats itself is stopped, and `text` is then its good part; the call's usage is then not known,
        so that the pieces are counted instead. An answer that is not `watched` goes on to its length limit: to stop one
        makes a model on this computer read all of the next prompt anew.
        """
        pieces = 0
        async with aclosing(cast("AsyncGenerator[Chunk | Ending]", model.stream(prompt))) as stream:
            async for part in stream:
                if isinstance(part, Ending):
                    self.end = _ENDS[part.reason]
                    self.usage = part.usage
                    self.first_token_s = part.first_token_s
                    return
                pieces += 1
                self.text += part.text
                self.came = self.text
                looks = watched and not prompt.json_schema and (pieces % _PIECES == 0 or part.text.endswith(_ENDINGS))
                good = good_part(self.text) if looks else None
                if good is not None:
                    self.text = self.text[:good]
                    self.end = End.LOOPED
                    self.usage = Usage(completion_tokens=pieces, estimated=True)
                    return
                on_text(part.text)


def added(first: Usage, second: Usage) -> Usage:
    """The usage of two calls; the cost is unknown as soon as one is, or when they are in two currencies."""
    known = first.cost is not None and second.cost is not None and first.currency == second.currency
    cost = (first.cost or 0.0) + (second.cost or 0.0) if known else None
    return Usage(
        first.prompt_tokens + second.prompt_tokens,
        first.completion_tokens + second.completion_tokens,
        cost,
        second.currency,
        first.estimated or second.estimated,
    )
