"""Many short variants of one text, asked for in rounds; each line is counted, checked and compared before it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from desktop.agents.answer import Answer, End, added
from desktop.agents.field_writer import Declined, declined, keeps_to_rules
from desktop.agents.line_asking import topic_prompt, topics, whole_prompt
from desktop.agents.line_reading import LineReader
from desktop.agents.line_rules import lines_by_rule
from desktop.agents.line_sense import Sense
from desktop.agents.loop import prepared
from desktop.agents.mail_rules import beside_subject
from desktop.checks.alike import like_any
from desktop.checks.channels import Channel, channel
from desktop.checks.counters import measure_on
from desktop.checks.line_sorts import Sort, sort_of
from desktop.checks.one_line import copy_of_line, said_of_line
from desktop.checks.report import check_copy
from desktop.core.brief import Brief
from desktop.core.checking import NO_OPTIONS, CheckOptions
from desktop.core.errors import ErrorKind, Problem, UserError
from desktop.core.events import Event, LineWritten, Progress
from desktop.core.finding import Severity, Verdict
from desktop.core.lines import Line
from desktop.core.prompt import LanguageModel, Prompt
from desktop.core.usage import Usage
from desktop.core.words import tr, trn

MOST = 100
"""How many lines may be asked for at once."""

_ROUNDS = 5
_TOO_FEW = 2
_SILENT = 4
"""So many calls without a line, and a small model has no more to say."""
_REPAIRABLE = frozenset({Verdict.CONTRADICTED, Verdict.UNSUPPORTED})


class Lines(msgspec.Struct, frozen=True):
    """What came: the lines, how many were dropped, what it used, and why there are fewer than were asked for.

    `error` is there when the model failed on the way: the lines before it count.
    """

    lines: tuple[Line, ...]
    dropped: int = 0
    usage: Usage = Usage()
    first_token_s: float | None = None
    note: str = ""
    error: Problem | None = None


class LineWriter:
    """Writes the lines of one request; what it has stays when it is cancelled or the model fails."""

    def __init__(
        self,
        brief: Brief,
        channel_id: str,
        model: LanguageModel,
        emit: Callable[[Event], None],
        *,
        count: int = 20,
        standing: tuple[str, ...] = (),
        options: CheckOptions = NO_OPTIONS,
    ) -> None:
        """Raises `UserError` for a channel without short lines, an empty brief, or a count that is not 1 to `MOST`."""
        if not 1 <= count <= MOST:
            raise UserError(ErrorKind.INPUT, tr("Ask for 1 to {most} lines.", most=MOST))
        self.brief = prepared(brief)
        self._channel: Channel = channel(channel_id)
        self._sort: Sort = sort_of(channel_id)
        self._model = model
        self._emit = emit
        self._count = count
        self._standing = standing
        self._options = options
        self._sense = Sense(self.brief, self._sort) if model.small else None
        self._lines: list[Line] = []
        self._dropped: set[str] = set()
        self._usage: Usage | None = None
        self._first_token_s: float | None = None

    @property
    def done(self) -> bool:
        """Whether there are as many as were asked for."""
        return len(self._lines) >= self._count

    def made(self, note: str = "", error: Problem | None = None) -> Lines:
        """What there is by now."""
        return Lines(tuple(self._lines), len(self._dropped), self._usage or Usage(), self._first_token_s, note, error)

    async def write(self) -> Lines:
        """Ask until there are enough, or nothing new comes; the rest is put together from the facts.

        Raises what the model raises; `made` then says what there is.
        """
        weak = keeps_to_rules(self._model, self.brief)
        error: Problem | None = None
        if not weak:
            try:
                await (self._ask_by_topic() if self._model.small else self._ask_for_all())
            except Declined as refusal:
                error = refusal.problem
        by_model = len(self._lines)
        self._take_all(lines_by_rule(self.brief, self._sort), model="")
        return self.made(self._note(by_model, weak=weak or error is not None), error)

    async def _ask_for_all(self) -> None:
        for _ in range(_ROUNDS):
            before = len(self._lines)
            again = [*(line.text for line in self._lines), *self._standing]
            await self._round(whole_prompt(self.brief, self._channel, self._sort, self._missing + 2, again))
            if self.done or len(self._lines) - before < _TOO_FEW:
                return

    async def _ask_by_topic(self) -> None:
        """A call for each fact or two, as long as something comes of it."""
        silent = 0
        for topic in topics(self.brief, self._sort):
            before = len(self._lines)
            await self._round(topic_prompt(self.brief, self._channel, self._sort, topic))
            silent = 0 if len(self._lines) > before else silent + 1
            if self.done or silent >= _SILENT:
                return

    def _note(self, by_model: int, *, weak: bool) -> str:
        by_rule = len(self._lines) - by_model
        said = []
        if weak:
            said.append(
                tr("This model is weak in the language of the copy: the lines are put together from the facts.")
            )
        elif by_rule:
            said.append(
                trn(
                    "{n} of them is put together from the facts: the model had no more that differs and holds.",
                    "{n} of them are put together from the facts: the model had no more that differ and hold.",
                    by_rule,
                )
            )
        if not self.done:
            said.append(tr("There are no more that differ: add facts, or write on with another model."))
        return " ".join(said)

    @property
    def _missing(self) -> int:
        return self._count - len(self._lines)

    async def _round(self, prompt: Prompt) -> None:
        """One call; raises `Declined` when the model will not write this."""
        message = tr("Writing lines: {n} of {total}", n=len(self._lines), total=self._count)
        self._emit(Progress("lines", message, len(self._lines), self._count, "lines"))
        answer = Answer()
        reader = LineReader(self.brief.language, self._take_of_model)
        try:
            await answer.listen(self._model, prompt, reader.feed, watched=not self._model.small)
        finally:
            reader.close(whole=answer.end is End.WHOLE)
            self._usage = answer.usage if self._usage is None else added(self._usage, answer.usage)
            self._first_token_s = self._first_token_s or answer.first_token_s
        if answer.end is End.DECLINED or reader.refused:
            raise declined(answer.text)

    def _take_of_model(self, text: str, *, foreign: bool) -> None:
        """A line that a model wrote; one in another language, or of words that have nothing to do with it, is gone."""
        if foreign or (self._sense is not None and not self._sense.reads(text)):
            self._dropped.add(text)
        elif not self.done:
            self._take(text, self._model.id)

    def _take_all(self, texts: Iterable[str], model: str) -> None:
        for text in texts:
            if self.done:
                return
            self._take(text, model)

    def _take(self, text: str, model: str) -> None:
        """Count the line, if it is one, fits, holds and differs; a line that does not is gone, never cut."""
        text = text.strip()
        if not text or not any(sign.isalpha() for sign in text):
            return
        measure = measure_on(self._channel, text)
        others = [*(line.text for line in self._lines), *self._standing]
        if not measure.fits or like_any(text, others, self.brief.language):
            self._dropped.add(text)
            return
        copy = copy_of_line(self._channel, text)
        report = check_copy(copy, self.brief, channels=(self._channel.id,), options=self._options)
        wrong = any(each.severity is Severity.ERROR for each in report.findings)
        if wrong or any(claim.verdict in _REPAIRABLE for claim in report.claims):
            self._dropped.add(text)
            return
        beside = beside_subject(text, self.brief, len(self._lines)) if self._sort is Sort.SUBJECT else ""
        line = Line(text, measure, *said_of_line(report), model, beside)
        self._lines.append(line)
        self._emit(LineWritten(line))
