"""What leaves this computer: shown before the first call to a provider and whenever the writer asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.errors import ErrorKind, Problem
from desktop.core.provider import Preset, Provider, split_model
from desktop.core.words import trn
from desktop.engine.messages import Estimate, Estimated, Replaced, Write
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.notices import Notices
from desktop.runtime.permission import Asked
from desktop.runtime.providers_service import ProvidersService
from desktop.runtime.question import Question
from desktop.runtime.store_thread import StoreThread
from desktop.runtime.writer import Writer

if TYPE_CHECKING:
    from desktop.store.store import Store

__all__ = ["Asked", "Estimated", "Replaced"]  # what views may take from here

_KEY = "leaving"
_ALL = 1_000_000


class Leaving(msgspec.Struct, frozen=True):
    """What would be sent now, and where to; `provider` and `preset` are `None` for the model inside.

    `asked` is what the writer has to answer before it is sent, `None` when it is only looked at.
    """

    model: str
    estimated: Estimated
    provider: Provider | None = None
    preset: Preset | None = None
    asked: Asked | None = None


class Privacy(QObject):
    """Finds out what would be sent now, and what a provider says of itself."""

    told = Signal(object)  # Leaving: looked up because the writer wants to see it

    def __init__(
        self,
        writer: Writer,
        engine: EngineClient,
        providers: ProvidersService,
        notices: Notices,
        store: StoreThread,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._writer = writer
        self._providers = providers
        self._notices = notices
        self._question = Question(engine, Estimated, self)
        self._question.answered.connect(self._on_estimated)
        self._question.failed.connect(self._on_failed)

    def look(self) -> None:
        """Find out what would be sent if the brief on the desk were written now; `told` says it."""
        if split_model(self._writer.request().model)[0]:
            self._providers.ensure()
        self._notices.dismiss(_KEY)
        self._question.drop()
        self._question.ask(Estimate(self._writer.request()))

    def leaving_of(self, asked: Asked) -> Leaving:
        """What the writer is asked before it is sent, with what its provider says of itself."""
        return Leaving(
            asked.request.model, asked.estimated, asked.provider, self._providers.preset(asked.provider.preset), asked
        )

    def ask_again(self, asked: Asked) -> None:
        """Settle the same writing once more, because what it sends or costs is something else now."""
        if isinstance(asked.request, Write):
            self._writer.write(asked.request.fields, go_on=asked.request.go_on)

    def export_calls(self, path: Path) -> None:
        """Write the whole log of calls to a file that spreadsheets open."""

        def work(store: Store) -> int:
            from desktop.formats.calls_csv import calls_as_csv
            from desktop.formats.export import write_whole

            calls = store.calls(limit=_ALL)
            write_whole(path, "\ufeff" + calls_as_csv(calls))
            return len(calls)

        def done(count: int) -> None:
            words = trn("{n} call exported to {file}.", "{n} calls exported to {file}.", count, file=path.name)
            self._notices.info(words, key="export")

        self._store.submit(work, done, self._notices.problem)

    def take_back(self, name: str) -> None:
        """Ask again before anything goes to this provider."""
        info = self._providers.info(name)
        if info is not None and info.provider.consented_at:
            self._providers.change(msgspec.structs.replace(info.provider, consented_at=""))

    def _on_estimated(self, asked: Estimate, estimated: Estimated) -> None:
        model = asked.write.model
        info = self._providers.info(split_model(model)[0])
        provider = info.provider if info is not None else None
        preset = self._providers.preset(provider.preset) if provider is not None else None
        self.told.emit(Leaving(model, estimated, provider, preset))

    def _on_failed(self, problem: Problem) -> None:
        if problem.kind is not ErrorKind.CANCELLED:
            self._notices.problem(problem, key=_KEY)
