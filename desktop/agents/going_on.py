"""Goes on with a text that was cut off: from its last whole word, joined without a seam, never from its beginning."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from desktop.agents.answer import Answer
from desktop.agents.cleaning import may_be_leftover, without_remark_before
from desktop.agents.field_writer import FieldWriter, Stopped, declined
from desktop.agents.refusing import refuses
from desktop.core.errors import ErrorKind, Remedy
from desktop.core.events import Delta, FieldStarted
from desktop.core.prompt import Message, Prompt, Role
from desktop.core.words import tr

if TYPE_CHECKING:
    from desktop.agents.task import FieldTask

_HEAD = 40
_LEAST_HEAD = 16
_SENTENCE_ENDS = (".", "!", "?", "…")
_TAIL = 30
_MOST_OVERLAP = 200
_LAST_WORD = re.compile(r"\s*\S+$")
_WHOLE_END = re.compile(r"[.!?…:;,)\]”’\"]$")
_DOTS = re.compile(r"^(\.{3}|…)\s*")
_CLOSING = frozenset(",.;:!?…)]%’”")
_ENDING_WORDS = 8


async def go_on(fields: FieldWriter, task: FieldTask, text: str, prompt: Prompt) -> None:
    """Fill `fields.values[task.name]` with `text` and what comes after it; raises what `FieldWriter.write` raises.

    However it ends, nothing of `text` is lost: with no word more it stays as it was.
    """
    start = begun(text, many=task.many)
    fields.emit(FieldStarted(fields.variant, task.name))
    fields.emit(Delta(fields.variant, task.name, start))
    seam = Seam(start, many=task.many, show=lambda more: fields.emit(Delta(fields.variant, task.name, more)))
    answer = Answer()
    try:
        await fields.listen(prompt, seam.feed, answer, field=task.name)
    finally:
        seam.end()
        joined = seam.text if seam.text != start and not refuses(answer.text) else text
        fields.show(task, fields.agent.clean(task, fields.brief, joined), seam.text)
    if refuses(answer.text):
        raise declined(answer.text)
    if seam.began_anew:
        raise Stopped(
            ErrorKind.PROVIDER,
            tr("The model began the text anew instead of going on with it."),
            tr("What was there is kept. Go on once more, or write it again."),
            Remedy.CONTINUE,
        )
    whole = joined_with(start, answer.text, many=task.many)  # of an answer that went round in circles, its good part
    shown = fields.values[task.name]
    value = fields.ended(task, whole, answer.end)
    if value != shown:
        fields.show(task, value, "")


def prompt_to_go_on(prompt: Prompt, start: str, wish: str) -> Prompt:
    """A prompt with the beginning of its answer, and the wish that it be gone on with."""
    told = (Message(Role.ASSISTANT, start), Message(Role.USER, wish))
    return msgspec.structs.replace(prompt, messages=(*prompt.messages, *told), json_schema="", go_on=True)


def begun(text: str, *, many: bool) -> str:
    """The part of a cut text that is surely as it was meant: without a last word or item that may be half."""
    whole = text.rstrip()
    if many and "\n" in whole:
        return whole.rpartition("\n")[0].rstrip()
    if whole != text or _WHOLE_END.search(whole):
        return whole
    return _LAST_WORD.sub("", whole)


def ending_of(start: str) -> str:
    """The last words of a text, by which a model finds the place to go on from."""
    last = start.rpartition("\n")[2] or start
    return " ".join(last.split()[-_ENDING_WORDS:])


def joined_with(start: str, more: str, *, many: bool) -> str:
    """A text and what a model wrote after it."""
    seam = Seam(start, many=many, show=_ignore)
    seam.feed(more)
    seam.end()
    return seam.text


def _ignore(text: str) -> None:
    """Nothing is shown of what is only joined."""
    del text


class Seam:
    """Joins what a model writes to the text before it, and hands on what is new, as it comes.

    Models repeat the last words, or all of the text, before they go on; what they repeat is left out. `began_anew`
    says that it wrote another text from the beginning, of which nothing can be joined.
    """

    def __init__(self, start: str, *, many: bool, show: Callable[[str], None]) -> None:
        self.text = start
        self.began_anew = False
        self._start = start
        # A new sentence may well begin like the first one, with the name of the product; the rest of one does not.
        self._head = start[: _HEAD if start.endswith(_SENTENCE_ENDS) else _LEAST_HEAD]
        self._many = many
        self._show = show
        self._waiting = ""
        self._is_open = False

    def feed(self, piece: str) -> None:
        """More of what the model writes."""
        if self._is_open:
            self._take(piece)
            return
        self._waiting += piece
        if self._waiting.strip() and not may_be_leftover(self._waiting):
            self._join(is_all=False)

    def end(self) -> None:
        """There is no more."""
        if not self._is_open and self._waiting.strip():
            self._join(is_all=True)

    def _join(self, *, is_all: bool) -> None:
        told = without_remark_before(self._waiting)
        new = _DOTS.sub("", told.lstrip())
        lead = told[: len(told) - len(told.lstrip())]
        if not new or (not is_all and self._may_overlap(new)):
            return
        if self._repeats_all(new):
            self._join_after_all(new, is_all=is_all)
            return
        overlap = self._overlap(new)
        if overlap:
            self._open(new[overlap:])
        else:
            self._open(self._between(new, lead) + new)

    def _repeats_all(self, new: str) -> bool:
        return len(self._head) >= _LEAST_HEAD and new.startswith(self._head)

    def _join_after_all(self, new: str, *, is_all: bool) -> None:
        tail = self._start[-_TAIL:]
        at = new.find(tail)
        if at >= 0:
            self._open(new[at + len(tail) :])
        elif is_all:
            self.began_anew = True

    def _may_overlap(self, new: str) -> bool:
        """Whether what has come can still turn out to be words that are there already."""
        if len(self._head) >= _LEAST_HEAD and self._head.startswith(new):
            return True
        tail = self._start[-_MOST_OVERLAP:]
        return any(tail.startswith(new, at) for at in _word_starts(tail))

    def _overlap(self, new: str) -> int:
        """How many characters at the beginning are the end of what is there: whole words only."""
        tail = self._start[-_MOST_OVERLAP:]
        for at in _word_starts(tail):
            length = len(tail) - at
            if new.startswith(tail[at:]) and not new[length : length + 1].isalnum():
                return length
        return 0

    def _between(self, new: str, lead: str) -> str:
        if self._many:
            return "\n"
        if "\n" in lead:
            return lead[lead.index("\n") :]
        return "" if new[0] in _CLOSING else " "

    def _open(self, more: str) -> None:
        self._is_open = True
        self._take(more)

    def _take(self, more: str) -> None:
        if more:
            self.text += more
            self._show(more)


def _word_starts(text: str) -> list[int]:
    return [found.start() for found in re.finditer(r"\w+|[^\w\s]", text)]
