"""Asks a small model once for several short fields, each after its label: a call for each would read all anew."""

from __future__ import annotations

from desktop.agents.answer import Answer, End
from desktop.agents.asking import labels_may_begin
from desktop.agents.field_writer import FieldWriter, cut_off, declined
from desktop.agents.refusing import may_refuse, refuses
from desktop.agents.task import FieldTask
from desktop.agents.trimming import to_whole_sentence
from desktop.core.events import Delta, FieldReplaced, FieldStarted


class TogetherWriter:
    """Fills the values of a `FieldWriter` from one answer."""

    def __init__(self, fields: FieldWriter, tasks: tuple[FieldTask, ...], seed: int | None) -> None:
        self._fields = fields
        self._tasks = {task.name: task for task in tasks}
        self._seed = seed
        self._shown: dict[str, str] = {}
        self._answer = Answer()

    async def write(self) -> tuple[FieldTask, ...]:
        """Ask; returns the tasks that the answer had nothing for. Raises what the model raises.

        What had come by then is kept. An answer that ran into its length limit leaves what it had whole; of a text that
        comes twice, the first counts.
        """
        tasks = tuple(self._tasks.values())
        prompt = self._fields.agent.together_prompt(tasks, self._fields.brief, seed=self._seed)
        answer = self._answer
        try:
            await self._fields.listen(prompt, self._show, answer, watched=False)  # a mail says its price twice
        finally:
            self._keep(answer)
        if refuses(answer.text):
            raise declined(answer.text)
        if answer.end is End.CUT_OFF:
            raise cut_off(" ".join(self._shown.values()))
        return tuple(task for name, task in self._tasks.items() if not self._fields.values.get(name))

    def _show(self, piece: str) -> None:
        """What is new under each label; the last line waits while it may turn out to be a label."""
        del piece
        text = self._answer.text
        if may_refuse(text) or refuses(text):
            return
        whole, _, last = text.rpartition("\n")
        ready = text if not labels_may_begin(last) else whole
        for name, found in self._split(ready).items():
            self._tell(name, found.lstrip())

    def _tell(self, name: str, text: str) -> None:
        fields = self._fields
        if name not in self._shown:
            self._shown[name] = ""
            fields.emit(FieldStarted(fields.variant, name))
        shown = self._shown[name]
        if len(text) > len(shown) and text.startswith(shown):
            fields.emit(Delta(fields.variant, name, text[len(shown) :]))
            self._shown[name] = text

    def _keep(self, answer: Answer) -> None:
        """Take the fields over, each cleaned; the last one of a stopped answer is kept to its last sentence."""
        found = {} if refuses(answer.text) else self._split(answer.text)
        last = next(reversed(found), "")
        for name in self._shown.keys() - found.keys():
            self._fields.emit(FieldReplaced(self._fields.variant, name, ""))
        for name, text in found.items():
            task = self._tasks[name]
            stopped = name == last and answer.end is End.LENGTH
            whole = to_whole_sentence(text) if stopped and task.shape.is_prose else text
            value = self._fields.agent.clean(task, self._fields.brief, whole)
            self._tell(name, "")
            self._fields.show(task, value, self._shown[name])

    def _split(self, text: str) -> dict[str, str]:
        return self._fields.agent.split_together(tuple(self._tasks.values()), self._fields.brief.language, text)
