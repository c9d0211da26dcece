"""Asks a large model once for all fields, as JSON; what does not hold to the schema is asked for once more."""

from __future__ import annotations

import re

import msgspec

from desktop.agents.answer import Answer, End
from desktop.agents.field_writer import FieldWriter, at_limit, cut_off
from desktop.agents.json_stream import JsonStream
from desktop.agents.task import FieldTask, WriteRequest
from desktop.core.copy import FieldValue
from desktop.core.events import Delta, FieldStarted
from desktop.core.prompt import Message, Prompt, Role

_FENCED = re.compile(r"```(?:json)?\s*(\{.*\})\s*```", re.DOTALL)


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
        for _ in range(2):
            answer = Answer()
            try:
                await self._ask(prompt, answer)
            finally:
                self._keep(self._shown)
            if answer.end is End.CUT_OFF:
                raise cut_off(" ".join(self._shown.values()))
            if answer.end is End.LENGTH:
                raise at_limit(" ".join(self._shown.values()))
            values, wrong = validated(answer.text, self._tasks)
            if values:
                self._keep(values)
            if not wrong:
                break
            again = (Message(Role.ASSISTANT, answer.text), Message(Role.USER, wrong))
            prompt = msgspec.structs.replace(prompt, messages=(*prompt.messages, *again))
        return tuple(task for name, task in self._tasks.items() if not self._fields.values.get(name))

    async def _ask(self, prompt: Prompt, answer: Answer) -> None:
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
                self._fields.emit(Delta(self._fields.variant, piece.key, piece.text))

        await self._fields.listen(prompt, show, answer)

    def _keep(self, values: dict[str, str] | dict[str, FieldValue]) -> None:
        for name, value in values.items():
            task = self._tasks[name]
            text = value if isinstance(value, str) else "\n".join(value)
            self._fields.show(task, self._fields.agent.clean(task, self._fields.brief, text), self._shown.get(name, ""))


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
