"""The engine's end of the pipe: JSON-RPC, one object a line, in on standard input and out on standard output."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from enum import IntEnum
from typing import Any

import msgspec

from desktop.core.errors import CopydeskError, ErrorKind, Problem
from desktop.core.events import Event
from desktop.core.words import tr
from desktop.engine.engine import Engine
from desktop.engine.frames import CancelJob, ErrorObject, EventParams, Request, Response
from desktop.engine.jobs import Emit, JobRunner, Outcome
from desktop.engine.joiner import EventJoiner
from desktop.engine.lines import LineReader, LineWriter
from desktop.engine.messages import METHODS, Configure

Handler = Callable[[Engine, Any, Emit], Awaitable[msgspec.Struct]]


class Code(IntEnum):
    """The codes of JSON-RPC errors; `OURS` is one that the writer can do something about."""

    PARSE_ERROR = -32700
    INVALID_REQUEST = -32600
    UNKNOWN_METHOD = -32601
    INVALID_PARAMS = -32602
    INTERNAL = -32603
    OURS = -32000


HANDLERS: dict[str, Handler] = {
    "configure": lambda engine, params, _: engine.configure(params),
    "write": lambda engine, params, emit: engine.write(params, emit),
    "lines": lambda engine, params, emit: engine.lines(params, emit),
    "check": lambda engine, params, _: engine.check(params),
    "judge": lambda engine, params, emit: engine.judge(params, emit),
    "extract_facts": lambda engine, params, emit: engine.extract_facts(params, emit),
    "read_paste": lambda engine, params, _: engine.read_paste(params),
    "proofread": lambda engine, params, emit: engine.proofread(params, emit),
    "suggest": lambda engine, params, _: engine.suggest(params),
    "render": lambda engine, params, _: engine.render(params),
    "mail.render": lambda engine, params, _: engine.mails.render(params),
    "mail.export": lambda engine, params, _: engine.mails.export(params),
    "mail.read": lambda engine, params, _: engine.post.read(params),
    "mail.password": lambda engine, params, _: engine.post.set_password(params),
    "mail.password_state": lambda engine, params, _: engine.post.password_state(params),
    "mail.send": lambda engine, params, emit: engine.post.send(params, emit),
    "mail.inspect": lambda engine, params, _: engine.inspecting.inspect(params),
    "mail.view": lambda engine, params, emit: engine.inspecting.view(params, emit),
    "reply.rest": lambda engine, params, _: engine.rest_reply(params),
    "post.export": lambda engine, params, _: engine.posts.export(params),
    "post.read": lambda engine, params, _: engine.posts.read(params),
    "post.shape": lambda engine, params, _: engine.posts.shape(params),
    "post.ideas": lambda engine, params, _: engine.posts.ideas(params),
    "source.read": lambda engine, params, emit: engine.sources.read(params, emit),
    "source.match": lambda engine, params, _: engine.sources.match(params),
    "translation.open": lambda engine, params, _: engine.translations.passed_on(params),
    "translation.write": lambda engine, params, _: engine.translations.write(params),
    "translation.check": lambda engine, params, emit: engine.translations.check(params, emit),
    "translation.export": lambda engine, params, _: engine.translations.export(params),
    "translation.returned": lambda engine, params, _: engine.translations.returned(params),
    "translation.post_editing": lambda engine, params, _: engine.translations.post_editing(params),
    "translation.translate": lambda engine, params, emit: engine.translating.translate(params, emit),
    "translation.cost": lambda engine, params, _: engine.translating.cost(params),
    "translation.back": lambda engine, params, emit: engine.translating.back(params, emit),
    "translation.estimate": lambda engine, params, emit: engine.translating.estimate(params, emit),
    "models.list": lambda engine, _params, _: engine.models_list(),
    "models.fetch": lambda engine, params, emit: engine.models_fetch(params, emit),
    "models.warm": lambda engine, params, emit: engine.models_warm(params, emit),
    "models.delete": lambda engine, params, _: engine.models.delete(params),
    "models.test": lambda engine, params, emit: engine.models.test(params, emit),
    "providers.list": lambda engine, _params, _: engine.providers.list(),
    "providers.add": lambda engine, params, _: engine.providers.add(params),
    "providers.change": lambda engine, params, _: engine.providers.change(params),
    "providers.remove": lambda engine, params, _: engine.providers.remove(params),
    "providers.models": lambda engine, params, _: engine.providers.fetch_models(params),
    "providers.test": lambda engine, params, _: engine.providers_test(params),
    "providers.discover": lambda engine, _params, _: engine.providers.discover(),
    "keys.set": lambda engine, params, _: engine.providers.set_key(params),
    "keys.delete": lambda engine, params, _: engine.providers.delete_key(params),
    "keys.unlock": lambda engine, _params, _: engine.providers.unlock(),
    "estimate": lambda engine, params, _: engine.estimate(params),
}
"""What answers each method of `METHODS`."""

_log = logging.getLogger(__name__)
_encoder = msgspec.json.Encoder()


class Pipe:
    """Serves one engine to one window, until the window closes its end or says `shutdown`."""

    def __init__(self, engine: Engine, source: int, target: int) -> None:
        self._engine = engine
        self._jobs = JobRunner()
        self._ended = asyncio.Event()
        self._writer = LineWriter(target)
        self._reader = LineReader(source, self._take, self._ended.set)

    async def serve(self, on_end: Callable[[], None]) -> None:
        """Answer until the end, then stop everything; `on_end` is called before that."""
        self._reader.start()
        await self._ended.wait()
        on_end()
        await self._jobs.close()
        await self._engine.close()
        self._writer.close(0.5)

    def _take(self, line: bytes) -> None:
        if not line.strip() or self._ended.is_set():
            return
        try:
            request = msgspec.json.decode(line, type=Request)
        except msgspec.MsgspecError as error:
            self._refuse(_number_in(line), Code.PARSE_ERROR, str(error))
            return
        if request.method == "shutdown":
            self._ended.set()
        elif request.method == "cancel":
            self._cancel(request)
        elif request.id is None:
            _log.info("A notification that is not known: %s", request.method)
        elif request.id in self._jobs:
            self._refuse(request.id, Code.INVALID_REQUEST, "this id is in use")
        else:
            self._begin(request.id, request)

    def _cancel(self, request: Request) -> None:
        try:
            self._jobs.cancel(msgspec.json.decode(request.params, type=CancelJob).id)
        except msgspec.MsgspecError as error:
            _log.info("A cancel that is not understood: %s", error)

    def _begin(self, number: int, request: Request) -> None:
        if request.method not in METHODS:
            self._refuse(number, Code.UNKNOWN_METHOD, f"unknown method {request.method}")
            return
        try:
            params = msgspec.json.decode(request.params, type=METHODS[request.method][0])
        except msgspec.MsgspecError as error:
            self._refuse(number, Code.INVALID_PARAMS, str(error))
            return
        joiner = EventJoiner(lambda event: self._send_event(number, event))

        def ended(outcome: Outcome) -> None:
            joiner.close()
            self._answer(number, outcome)
            if isinstance(params, Configure):
                self._engine.prepare()

        self._jobs.start(number, lambda: HANDLERS[request.method](self._engine, params, joiner), ended)

    def _answer(self, number: int, outcome: Outcome) -> None:
        if isinstance(outcome, CopydeskError):
            problem = outcome.problem
            code = Code.INTERNAL if problem.kind is ErrorKind.BUG else Code.OURS
            self._send(Response(number, error=ErrorObject(code, problem.message, problem)))
        else:
            self._send(Response(number, result=msgspec.Raw(_encoder.encode(outcome))))

    def _refuse(self, number: int | None, code: int, details: str) -> None:
        problem = Problem(
            ErrorKind.USAGE,
            tr("The window asked for something that this program does not know."),
            tr("Parts of different versions may be running: close the program and start it again."),
            details=details,
        )
        self._send(Response(number, error=ErrorObject(code, details, problem)))

    def _send_event(self, number: int, event: Event) -> None:
        self._send(Response(method="event", params=EventParams(number, event)))

    def _send(self, response: Response) -> None:
        self._writer.send(_encoder.encode(response))


def _number_in(line: bytes) -> int | None:
    """The id of a line that is not a proper request, so that whoever waits for an answer gets one."""
    try:
        found = json.loads(line)
    except ValueError:
        return None
    number = found.get("id") if isinstance(found, dict) else None
    return number if isinstance(number, int) else None
