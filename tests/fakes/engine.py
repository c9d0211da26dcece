"""An engine in memory: it answers what the window asks about providers, one turn of the event loop later.

A test may answer other requests, or these otherwise: `engine.answers[Estimate] = lambda request: Estimated(…)`; an
answer that raises a `CopydeskError` fails the job. What nobody answers stays open, and is in `asked` all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.errors import CopydeskError, ErrorKind, UserError
from desktop.core.provider import KeyPlace, KeyState, Provider, ProviderModel
from desktop.engine.messages import Done
from desktop.engine.presets import load_presets
from desktop.engine.provider_messages import (
    AddProvider,
    ChangeProvider,
    DeleteKey,
    Discover,
    Discovered,
    FetchModels,
    FoundServer,
    ListProviders,
    ProviderInfo,
    Providers,
    RemoveProvider,
    SetKey,
    Tested,
    TestProvider,
    UnlockKeys,
)
from desktop.runtime.engine_client import EngineState

Answer = Callable[[Any], msgspec.Struct]


class FakeJob(QObject):
    """A job whose end comes by itself, or by a test."""

    happened = Signal(object)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, params: msgspec.Struct, parent: QObject) -> None:
        super().__init__(parent)
        self.params = params
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class FakeEngine(QObject):
    """An engine that is ready, and a book of providers with their keys."""

    state_changed = Signal(str)
    requested = Signal(object)
    called = Signal(int, object)
    state = EngineState.READY

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.asked: list[msgspec.Struct] = []
        self.jobs: list[FakeJob] = []
        self.book: dict[str, Provider] = {}
        self.keys: dict[str, dict[str, KeyState]] = {}
        self.notes: dict[str, str] = {}
        self.servers: tuple[FoundServer, ...] = ()
        self.lists: dict[str, tuple[ProviderModel, ...]] = {}
        self.keyring = ""
        self.place = KeyPlace.KEYRING
        self.answers: dict[type, Answer] = {
            ListProviders: lambda _request: self._listed(),
            UnlockKeys: lambda _request: self._listed(),
            AddProvider: self._add,
            ChangeProvider: self._change,
            RemoveProvider: self._remove,
            FetchModels: self._fetch,
            TestProvider: lambda request: Tested(0.8, self.lists.get(request.name or request.preset, ())),
            Discover: lambda _request: Discovered(self.servers),
            SetKey: self._set_key,
            DeleteKey: self._delete_key,
        }

    def start(self) -> None:
        self.state_changed.emit(self.state)

    def request(self, params: msgspec.Struct, _result: type) -> FakeJob:
        """Note what is asked, and answer it when there is an answer."""
        job = FakeJob(params, self)
        self.asked.append(params)
        self.jobs.append(job)
        answer = self.answers.get(type(params))
        if answer is not None:
            QTimer.singleShot(0, job, lambda: _end(job, answer))
        return job

    def of(self, kind: type) -> list[Any]:
        """What was asked of this kind, oldest first."""
        return [each for each in self.asked if type(each) is kind]

    def info(self, name: str) -> ProviderInfo:
        """A provider as the engine tells of it."""
        provider = self.book[name]
        preset = next((each for each in load_presets() if each.id == provider.preset), None)
        keys = tuple(self.keys.get(name, {}).values())
        needs_key = preset.needs_key if preset is not None else True
        free = preset.free if preset is not None else False
        return ProviderInfo(provider, keys, free, needs_key, self.notes.get(name, ""))

    def _listed(self) -> Providers:
        return Providers(tuple(self.info(name) for name in self.book), load_presets(), self.keyring)

    def _add(self, request: AddProvider) -> ProviderInfo:
        preset = next(each for each in load_presets() if each.id == (request.preset or "other"))
        if not (request.address or preset.address):
            raise UserError(ErrorKind.INPUT, "This provider needs an address.")
        self.book[request.name] = Provider(
            request.name,
            request.protocol,
            request.address or preset.address,
            request.preset,
            request.title or preset.title,
        )
        return self.info(request.name)

    def _change(self, request: ChangeProvider) -> ProviderInfo:
        if request.provider.origin != self.book[request.provider.name].origin:
            self.keys.pop(request.provider.name, None)
        self.book[request.provider.name] = request.provider
        return self.info(request.provider.name)

    def _remove(self, request: RemoveProvider) -> Done:
        self.book.pop(request.name)
        self.keys.pop(request.name, None)
        return Done()

    def _fetch(self, request: FetchModels) -> ProviderInfo:
        provider = self.book[request.name]
        models = self.lists.get(request.name) or self.lists.get(provider.preset, ())
        self.book[request.name] = msgspec.structs.replace(
            provider, models=models, listed_at="2026-11-21T13:32:00+00:00"
        )
        return self.info(request.name)

    def _set_key(self, request: SetKey) -> KeyState:
        state = KeyState(request.name, self.place, request.key[-4:] if len(request.key) >= 20 else "")
        self.keys.setdefault(request.provider, {})[request.name] = state
        provider = self.book[request.provider]
        names = tuple(self.keys[request.provider])
        self.book[request.provider] = msgspec.structs.replace(provider, keys=names, key=provider.key or request.name)
        return state

    def _delete_key(self, request: DeleteKey) -> Done:
        self.keys.get(request.provider, {}).pop(request.name, None)
        provider = self.book[request.provider]
        names = tuple(name for name in provider.keys if name != request.name)
        used = provider.key if provider.key in names else next(iter(names), "")
        self.book[request.provider] = msgspec.structs.replace(provider, keys=names, key=used)
        return Done()


def _end(job: FakeJob, answer: Answer) -> None:
    try:
        result = answer(job.params)
    except CopydeskError as error:
        job.failed.emit(error.problem)
    else:
        job.finished.emit(result)
