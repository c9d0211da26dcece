"""Asks a large model once for all fields, as JSON; what does not hold to the schema is asked for once more."""

from __future__ import annotations

import re

import msgspec

from desktop.agents.answer import Answer, End
from desktop.agents.field_writer import FieldWriter, at_limit, cut_off, declined, looped
from desktop.agents.guard import good_part
from desktop.agents.json_stream import JsonStream
from desktop.agents.refusing import refuses
from desktop.agents.task import FieldTask, WriteRequest
from desktop.core.copy import FieldValue
from desktop.core.events import Delta, FieldReplaced, FieldStarted
from desktop.core.prompt import Message, Prompt, Role

_ENDINGS = (".", "!", "?", "\n")
_FENCED = re.compile(r"```(?:json)?\s*(\{.*\})\s*```", re.DOTALL)


class _LoopsError(Exception):
    """A field goes round in circles; `good` is what stands before that."""

    def __init__(self, field: str, good: str) -> None:
        super().__init__(field)
        self.field = field
        self.good = good


class WholeWriter:
    """Fills the values of a `FieldWriter` from one answer."""

    def __init__(self, fields: FieldWriter, tasks: tuple[FieldTask, ...], request: WriteRequest) -> None:
        self._fields = fields
        self._tasks = {task.name: task for task in tasks}
        self._request = request
        self._shown: dict[str, str] = {}

    async def write(self) -> tuple[FieldTask, ...]:
        """Ask, and once more if the answer is no such object; returns the tasks that are still to be written.

        Raises what the model raises; the fields that had come by then are kept.
        """
        agent, brief = self._fields.agent, self._fields.brief
        prompt = agent.whole_prompt(tuple(self._tasks.values()), brief, self._request.copy, seed=self._request.seed)
        for attempt in range(2):
            answer = Answer()
            try:
                await self._ask(prompt, answer, attempt)
            finally:
                self._keep(self._shown)
            if refuses(answer.text):
                raise declined(answer.text)
            if answer.end is End.LOOPED:
                break
            if answer.end is End.CUT_OFF:
                raise cut_off(" ".join(self._shown.values()))
            if answer.end is End.LENGTH:
                raise at_limit(" ".join(self._shown.values()))
            values, wrong = validated(answer.text, self._tasks)
            refused = [text for text in map(_text, values.values()) if refuses(text)]
            if refused:
                self._keep(dict.fromkeys(values, ""))
                self._keep({name: value for name, value in values.items() if _text(value) not in refused})
                raise declined(refused[0])
            if values:
                self._keep(values)
            if not wrong:
                break
            again = (Message(Role.ASSISTANT, answer.text), Message(Role.USER, wrong))
            prompt = msgspec.structs.replace(prompt, messages=(*prompt.messages, *again))
        return tuple(task for name, task in self._tasks.items() if not self._fields.values.get(name))

    async def _ask(self, prompt: Prompt, answer: Answer, attempt: int) -> None:
        stream = JsonStream()
        self._shown = {}

        def show(text: str) -> None:
            for piece in stream.feed(text):
                if piece.key not in self._tasks:
                    continue
                if piece.key not in self._shown:
                    self._shown[piece.key] = ""
                    self._fields.emit(FieldStarted(self._fields.variant, piece.key))
                self._shown[piece.key] += piece.text
                good = good_part(self._shown[piece.key]) if piece.text.rstrip(" ").endswith(_ENDINGS) else None
                if good is not None:
                    raise _LoopsError(piece.key, self._shown[piece.key][:good].rstrip())
                self._fields.emit(Delta(self._fields.variant, piece.key, piece.text))

        try:
            await self._fields.listen(prompt, show, answer, repair=attempt)
        except _LoopsError as error:
            answer.end = End.LOOPED
            self._shown[error.field] = error.good
            task = self._tasks[error.field]
            self._fields.emit(FieldReplaced(self._fields.variant, error.field, error.good))
            self._fields.notes.append(looped(task))

    def _keep(self, values: dict[str, str] | dict[str, FieldValue]) -> None:
        for name, value in values.items():
            task, shown = self._tasks[name], self._shown.get(name, "")
            self._fields.show(task, self._fields.agent.clean(task, self._fields.brief, _text(value)), shown)


def _text(value: FieldValue) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def validated(answer: str, tasks: dict[str, FieldTask]) -> tuple[dict[str, FieldValue], str]:
    """The fields that are there and of the right type, and in words for the model what is wrong with the rest."""
    fenced = _FENCED.search(answer)
    text = fenced.group(1) if fenced else answer[answer.find("{") : answer.rfind("}") + 1]
    try:
        found = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    except msgspec.DecodeError as problem:
        return {}, f"That is not one JSON object ({problem}). Answer with the JSON object alone."
    values: dict[str, FieldValue] = {}
    wrong: list[str] = []
    for name, task in tasks.items():
        if name not in found:
            wrong.append(f'The key "{name}" is missing.')
            continue
        try:
            values[name] = (
                msgspec.json.decode(found[name], type=tuple[str, ...])
                if task.many
                else msgspec.json.decode(found[name], type=str)
            )
        except msgspec.ValidationError as problem:
            wrong.append(f'"{name}": {problem}.')
    if not wrong:
        return values, ""
    return values, " ".join([*wrong, "Answer with the whole JSON object again."])
