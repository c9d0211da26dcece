"""The providers as the window shows them: which were added, how each stands, their keys and their models.

Nothing is asked unasked: the list is read when a page or a chosen model needs it, servers on this computer are looked
for when the page is opened, and a provider itself is called only for a test, a list or a text.
"""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.calls import CallRecord, Purpose
from desktop.core.errors import ErrorKind, Problem
from desktop.core.moment import timestamp
from desktop.core.provider import (
    INSIDE,
    KeyState,
    Preset,
    Provider,
    ProviderModel,
    origin_of,
    split_model,
)
from desktop.core.settings import MODEL, TASK_MODELS
from desktop.core.words import tr
from desktop.engine.messages import Done
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
from desktop.runtime.engine_client import EngineClient, EngineState
from desktop.runtime.notices import Notices
from desktop.runtime.provider_values import (
    DEFAULT_KEY,
    OTHER,
    NewProvider,
    Standing,
    Trial,
    free_name,
    standing_of,
    trial_of,
    with_key,
)
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.task_models import TASKS, choose_model, forget_models, model_for

_KEY = "providers"


class ProvidersService(QObject):
    """Knows the providers; every change goes through the engine, which keeps them."""

    changed = Signal()
    tried = Signal(object)  # Tested: of a provider that is not added yet
    added = Signal(str)  # its name
    add_failed = Signal(object)  # Problem
    key_kept = Signal(str, object)  # the provider's name, KeyState
    key_failed = Signal(str, object)  # the provider's name, Problem
    key_asked = Signal(str)  # the provider whose key is wanted

    def __init__(
        self, engine: EngineClient, settings: SettingsService, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._settings = settings
        self._notices = notices
        self._answer: Providers | None = None
        self._servers: tuple[FoundServer, ...] = ()
        self._trials: dict[str, Trial] = {}
        self._testing: set[str] = set()
        self._trying = 0
        self._asked = False
        self._looking = False
        engine.state_changed.connect(self._on_engine)
        engine.called.connect(self._on_called)
        settings.changed.connect(self._on_setting)

    # What there is

    @property
    def loaded(self) -> bool:
        """Whether the engine has answered."""
        return self._answer is not None

    @property
    def providers(self) -> tuple[ProviderInfo, ...]:
        """Those that were added."""
        return self._answer.providers if self._answer is not None else ()

    @property
    def presets(self) -> tuple[Preset, ...]:
        """Those that could be, as they describe themselves."""
        return self._answer.presets if self._answer is not None else ()

    @property
    def keyring(self) -> str:
        """What is wrong with the keyring of the system, as a sentence; empty when it works."""
        return self._answer.keyring if self._answer is not None else ""

    @property
    def servers(self) -> tuple[FoundServer, ...]:
        """Model servers that were found on this computer and are not added."""
        origins = {info.provider.origin for info in self.providers}
        return tuple(server for server in self._servers if not server.name and origin_of(server.address) not in origins)

    @property
    def looking(self) -> bool:
        """Whether servers are being looked for."""
        return self._looking

    def info(self, name: str) -> ProviderInfo | None:
        """The provider of this name."""
        return next((info for info in self.providers if info.provider.name == name), None)

    def preset(self, preset_id: str) -> Preset | None:
        """The preset with this id."""
        return next((preset for preset in self.presets if preset.id == preset_id), None)

    def title(self, name: str) -> str:
        """What people call a provider."""
        info = self.info(name)
        return (info.provider.title if info is not None else "") or name

    def trial(self, name: str) -> Trial | None:
        """What came of asking this provider last, since the program was started."""
        return self._trials.get(name)

    def standing(self, name: str) -> Standing:
        """How a provider stands."""
        info = self.info(name)
        if info is None:
            return Standing.UNTRIED
        return standing_of(info, self._trials.get(name), testing=name in self._testing)

    def model(self, model_id: str) -> ProviderModel | None:
        """A provider's model by the id it is chosen by, `NAME/model`; `None` when it is not on the list."""
        name, own = split_model(model_id)
        info = self.info(name)
        found = info.provider.models if info is not None else ()
        return next((model for model in found if model.id == own), None)

    def stays_here(self, model_id: str) -> bool:
        """Whether a model answers on this computer; one of a provider that is not known yet does not."""
        name, _ = split_model(model_id)
        if INSIDE in {name, model_id}:
            return True
        info, model = self.info(name), self.model(model_id)
        return info is not None and info.provider.here and not (model is not None and model.passed_to)

    def place(self, model_id: str) -> str:
        """Where the questions for a provider's model go, as people call it."""
        name, _ = split_model(model_id)
        model = self.model(model_id)
        return model.passed_to if model is not None and model.passed_to else self.title(name)

    # Asking the engine

    def ensure(self) -> None:
        """Read the list, unless it is there."""
        if not self._asked:
            self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        self._asked = True
        job = self._engine.request(ListProviders(), Providers)
        job.finished.connect(self._on_providers)
        job.failed.connect(self._on_list_failed)

    def discover(self) -> None:
        """Look for model servers on this computer."""
        if self._looking:
            return
        self._looking = True
        job = self._engine.request(Discover(), Discovered)
        job.finished.connect(self._on_discovered)
        job.failed.connect(lambda _problem: self._on_discovered(Discovered(())))

    def unlock(self) -> None:
        """Ask the keyring of the system once more, as after it was unlocked."""
        job = self._engine.request(UnlockKeys(), Providers)
        job.finished.connect(self._on_providers)
        job.failed.connect(self._say)

    def try_new(self, new: NewProvider) -> None:
        """Ask a provider that is not added yet for its models; `tried` tells what came of the latest question."""
        self._trying += 1
        number = self._trying

        def on_answer(tested: Tested) -> None:
            if number == self._trying:
                self.tried.emit(tested)

        request = TestProvider(new.protocol, new.address, new.key, new.preset)
        job = self._engine.request(request, Tested)
        job.finished.connect(on_answer)
        job.failed.connect(lambda problem: on_answer(Tested(problem=problem)))

    def add(self, new: NewProvider) -> None:
        """Add a provider, then keep its key, then fetch its models; nothing stays of it when the key is refused."""
        name = free_name(new.title if new.preset == OTHER else new.preset, (i.provider.name for i in self.providers))
        request = AddProvider(name, new.protocol, new.address, new.preset, new.title)
        job = self._engine.request(request, ProviderInfo)
        job.finished.connect(lambda info: self._on_added(info, new.key))
        job.failed.connect(self.add_failed)

    def use_server(self, server: FoundServer) -> None:
        """Add a server that was found on this computer."""
        self.add(NewProvider.of(server, self.preset(server.preset)))

    def change(self, provider: Provider) -> None:
        """Put this in the place of the provider with its name; another address loses its keys."""
        before = self.info(provider.name)
        if before is not None and before.provider.address != provider.address:
            self._trials.pop(provider.name, None)
        known = before.provider if before is not None else None
        job = self._engine.request(ChangeProvider(provider, known), ProviderInfo)
        job.finished.connect(self._put)
        job.failed.connect(self._say)

    def remove(self, name: str) -> None:
        """Forget a provider and its keys; what it did is done by the model inside."""
        title = self.title(name)
        job = self._engine.request(RemoveProvider(name), Done)
        job.finished.connect(lambda _done: self._on_removed(name, title))
        job.failed.connect(self._say)

    def test(self, name: str, key_name: str = "") -> None:
        """Ask a provider whether it answers and takes the key."""
        if name in self._testing:
            return
        self._testing.add(name)
        self.changed.emit()
        job = self._engine.request(TestProvider(name=name, key_name=key_name), Tested)
        job.finished.connect(lambda tested: self._on_tested(name, tested))
        job.failed.connect(lambda problem: self._on_tested(name, Tested(problem=problem)))

    def fetch_models(self, name: str) -> None:
        """Fetch the list of a provider's models anew."""
        self._testing.add(name)
        self.changed.emit()
        job = self._engine.request(FetchModels(name), ProviderInfo)
        job.finished.connect(self._on_fetched)
        job.failed.connect(lambda problem: self._on_tested(name, Tested(problem=problem)))

    def set_key(self, name: str, key: str, key_name: str = "") -> None:
        """Keep a key of a provider; then ask the provider whether it takes it."""
        info = self.info(name)
        wanted = key_name or (info.provider.key if info is not None else "") or DEFAULT_KEY
        job = self._engine.request(SetKey(name, key, wanted), KeyState)
        job.finished.connect(lambda state: self._on_key(name, state))
        job.failed.connect(lambda problem: self.key_failed.emit(name, problem))

    def delete_key(self, name: str, key_name: str) -> None:
        """Delete a key of a provider."""
        job = self._engine.request(DeleteKey(name, key_name), Done)
        job.finished.connect(lambda _done: self.refresh())
        job.failed.connect(self._say)

    def use_key(self, name: str, key_name: str) -> None:
        """Send this key from now on."""
        info = self.info(name)
        if info is not None:
            self._trials.pop(name, None)
            self.change(msgspec.structs.replace(info.provider, key=key_name))

    def set_favourite(self, model_id: str, *, on: bool) -> None:
        """Keep a model among the favourites, or not."""
        name, own = split_model(model_id)
        info = self.info(name)
        if info is None:
            return
        rest = tuple(each for each in info.provider.favourites if each != own)
        self.change(msgspec.structs.replace(info.provider, favourites=(*rest, own) if on else rest))

    def choose(self, model_id: str, task: Purpose = Purpose.WRITE) -> None:
        """Have a model do this work from now on."""
        choose_model(self._settings, task, model_id)

    def model_for(self, task: Purpose) -> str:
        """The id of the model that does this work."""
        return model_for(self._settings, task)

    def ask_for_key(self, name: str = "") -> None:
        """Have the key of a provider asked for; without a name, of the one whose model writes."""
        self.key_asked.emit(name or split_model(self._settings.get(MODEL))[0])

    # What it says

    def _on_engine(self, state: str) -> None:
        used = (split_model(model_for(self._settings, task))[0] for task in TASKS)
        if state == EngineState.READY and (self._asked or any(name not in {"", INSIDE} for name in used)):
            self.refresh()

    def _on_setting(self, key: str) -> None:
        if key in {MODEL.key, TASK_MODELS.key}:
            if split_model(self._settings.get(MODEL))[0] not in {"", INSIDE}:
                self.ensure()
            self.changed.emit()

    def _on_providers(self, answer: Providers) -> None:
        self._answer = answer
        if answer.problem is not None:
            self._notices.problem(answer.problem, key=_KEY)
        self.changed.emit()

    def _on_list_failed(self, problem: Problem) -> None:
        self._asked = False
        self._say(problem)

    def _on_discovered(self, answer: Discovered) -> None:
        self._looking = False
        self._servers = answer.servers
        self.changed.emit()

    def _on_added(self, info: ProviderInfo, key: str) -> None:
        name = info.provider.name
        if not key:
            self._put(info)
            self.added.emit(name)
            self.fetch_models(name)
            return
        job = self._engine.request(SetKey(name, key), KeyState)
        job.finished.connect(lambda state: self._on_added(with_key(info, state), ""))
        job.finished.connect(lambda _state: self.refresh())  # the keyring was asked for the first time, perhaps
        job.failed.connect(lambda problem: self._take_back(name, problem))

    def _take_back(self, name: str, problem: Problem) -> None:
        """A provider whose key could not be kept is not added at all."""
        self._engine.request(RemoveProvider(name), Done).finished.connect(lambda _done: self.refresh())
        self.add_failed.emit(problem)

    def _on_removed(self, name: str, title: str) -> None:
        self._trials.pop(name, None)
        was_writing = forget_models(self._settings, f"{name}/")
        said = tr("The model on this computer writes from now on.") if was_writing else ""
        self._notices.info(tr("{provider} is removed, and its keys with it.", provider=title), said, key=_KEY)
        self.refresh()

    def _on_tested(self, name: str, tested: Tested) -> None:
        self._testing.discard(name)
        cancelled = tested.problem is not None and tested.problem.kind is ErrorKind.CANCELLED
        if not cancelled:
            self._trials[name] = Trial(timestamp(), tested.seconds, len(tested.models), tested.problem)
        self.changed.emit()

    def _on_fetched(self, info: ProviderInfo) -> None:
        name = info.provider.name
        self._testing.discard(name)
        self._trials[name] = Trial(timestamp(), models=len(info.provider.models))
        self._put(info)

    def _on_called(self, _job: int, call: CallRecord) -> None:
        """What came of a call for a text says as much of a provider as a test does."""
        trial = trial_of(call, self._trials.get(call.provider))
        if call.provider != INSIDE and trial is not None:
            self._trials[call.provider] = trial
            self.changed.emit()

    def _on_key(self, name: str, state: KeyState) -> None:
        info = self.info(name)
        self._trials.pop(name, None)
        self.key_kept.emit(name, state)
        if info is not None:
            self._put(with_key(info, state))
        self.refresh()
        self.fetch_models(name)

    def _put(self, info: ProviderInfo) -> None:
        """Show a provider as the engine has it now."""
        if self._answer is None:
            return
        name = info.provider.name
        rest = self._answer.providers
        known = any(each.provider.name == name for each in rest)
        providers = tuple(info if each.provider.name == name else each for each in rest)
        self._answer = msgspec.structs.replace(self._answer, providers=providers if known else (*rest, info))
        self.changed.emit()

    def _say(self, problem: Problem) -> None:
        if problem.kind is not ErrorKind.CANCELLED:
            self._notices.problem(problem, key=_KEY)
