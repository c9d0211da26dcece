"""A desk without store, engine and model: what views see of it, with the answers a test gives.

Session, notices, settings, providers, permission and privacy are the real ones; drafts, history, writer, checker,
models, spending and engine answer from memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Template, Variant, Version, VersionHeader
from desktop.core.errors import Cancelled, CopydeskError, Problem
from desktop.core.finding import CheckReport, Measure
from desktop.core.ids import DraftId, VersionId
from desktop.core.post import Post
from desktop.core.profile import Profile
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE, MODEL, Settings
from desktop.engine.messages import ModelInfo, Write
from desktop.runtime.backing_up import BackingUp
from desktop.runtime.comparing_values import Services
from desktop.runtime.decisions import Decisions
from desktop.runtime.desk import Desk
from desktop.runtime.drafts import Drafts, SaveKind, SaveState
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.fields import ChannelChoice, FieldSpec, channel_choices, fields_of
from desktop.runtime.foreseen import Foreseen
from desktop.runtime.inspecting import Inspecting
from desktop.runtime.landing import Landing, as_it_is
from desktop.runtime.mailing import Mailing
from desktop.runtime.models_service import ModelsService
from desktop.runtime.notices import Notices
from desktop.runtime.options import WorkspaceOptions
from desktop.runtime.permission import Permission
from desktop.runtime.posting import Posting
from desktop.runtime.privacy import Privacy
from desktop.runtime.providers_service import ProvidersService
from desktop.runtime.recovering import Recovering
from desktop.runtime.reopening import Reopening
from desktop.runtime.repairs import Repairs
from desktop.runtime.replying import Replying
from desktop.runtime.session import DraftSession, Place
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.spending import Spending
from desktop.runtime.store_thread import StoreThread
from desktop.runtime.writer import Writer
from desktop.store.posts import KnownPost
from desktop.store.values import BackupInfo
from tests.fakes.comparing import FakeComparing
from tests.fakes.engine import FakeEngine
from tests.fakes.history import FakeHistory
from tests.fakes.spending import FakeSpending
from tests.fakes.translating import FakeTranslating

SAMPLE = Brief(
    product="Havn backpack",
    audience="People who walk and cycle to work",
    tone="Plain",
    language="en",
    keyphrase="lightweight backpack",
    facts=(
        Fact("f1", "Weight", "980", "g"),
        Fact("f2", "Volume", "18", "l"),
        Fact("f3", "Laptop", "up to 15 inch"),
        Fact("f4", "Material", "100 % recycled polyester, 600D"),
        Fact("f5", "Water", "water-repellent"),
        Fact("f6", "Warranty", "5 years"),
        Fact("f7", "Made in", "Portugal", must_mention=True),
        Fact("f8", "Price", "€ 89.95"),
    ),
)
SAMPLE_COPY = Copy(
    {
        "title": "Havn backpack 18 l: light, water-repellent, 5-year warranty",
        "description": "This light backpack weighs just 980 grams and carries eighteen litres.\n\nYour laptop of up to "
        "15 inches has a place of its own. With five years of warranty it outlasts most trends.",
        "seo_title": "Lightweight backpack 18 l for laptops up to 15 inch | Havn",
        "seo_description": "Lightweight backpack of 980 grams with 18 litres and room for a laptop.",
    }
)
MODELS = (
    ModelInfo(
        "local/qwen2.5-coder-1.5b", "Qwen2.5 Coder 1.5B", "ready", 1_117_320_768, 1900, "Apache-2.0",
        {"en": "good", "nl": "poor", "sv": "poor"}, "Small and quick.", default=True,
        sources=("huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF", "the index of Python packages, in 22 parts"),
    ),
    ModelInfo(
        "local/qwen2.5-coder-0.5b", "Qwen2.5 Coder 0.5B", "missing", 397_807_936, 800, "Apache-2.0",
        {"en": "poor", "nl": "none", "sv": "none"}, "For old computers.",
    ),
    ModelInfo(
        "local/gemma-3-4b", "Gemma 3 4B", "missing", 2_489_757_856, 4200, "Gemma",
        {"en": "good", "nl": "good", "sv": "fair"}, "Writes Dutch and Swedish; slower.",
    ),
)  # fmt: skip


class FakeDrafts(QObject):
    """Drafts and versions in memory; every save succeeds at `saved_at` until a test says otherwise."""

    save_state_changed = Signal(object)
    latest_changed = Signal()
    versions_changed = Signal()
    leaving = Signal()

    def __init__(self, session: DraftSession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.save_state = SaveState()
        self.saved_at = "2026-11-21T13:32:00+00:00"
        self.kept: dict[DraftId, Draft] = {}
        self.all_versions: list[Version] = []
        self.kept_templates: list[Template] = []
        self.restored: list[Version] = []
        self.all_safe = True
        self.window_state = ""

    def note_state(self, state: str) -> None:
        self.window_state = state

    def put_state(self, kind: SaveKind, message: str = "", at: str = "") -> None:
        """Say how safe the text is."""
        self.save_state = SaveState(kind, at or self.saved_at, message)
        self.save_state_changed.emit(self.save_state)

    def put(self, draft: Draft, *versions: Version) -> None:
        """Keep a draft and its versions, newest first."""
        self.kept[draft.id] = draft
        self.all_versions.extend(versions)

    def new(self, brief: Brief = Brief()) -> None:  # noqa: B008 - a frozen value
        self.leaving.emit()
        self._session.open(Draft(DraftId(""), brief.kind, brief))
        self.put_state(SaveKind.NEW)
        self.versions_changed.emit()

    def put_new(self, draft: Draft, origin: Origin | None = None) -> None:
        self._session.open(draft)
        self.put_state(SaveKind.NEW)
        self.versions_changed.emit()
        if origin is not None:
            self.add_version(origin)

    def put_on_desk(self, draft: Draft) -> None:
        self._session.open(draft)
        self.put_state(SaveKind.SAVED)
        self.versions_changed.emit()

    def leave(self) -> None:
        self.leaving.emit()
        self.save_now()

    def may_leave(self) -> bool:
        return not self._session.locked

    def show_kind(self, kind: Kind) -> bool:
        if self._session.handed_in.kind is kind:
            return True
        if not self.may_leave():
            return False
        self.leave()
        found = [draft for draft in self.kept.values() if draft.kind is kind]
        if found:
            self.put_on_desk(max(found, key=lambda draft: draft.changed_at))
        else:
            self.put_new(Draft(DraftId(""), kind, Brief(kind)))
        return True

    def open(self, draft_id: DraftId) -> None:
        self.leaving.emit()
        self._session.open(self.kept[draft_id])
        self.put_state(SaveKind.SAVED)
        self.versions_changed.emit()

    def latest(self, then: Callable[[list[Draft]], None], limit: int = 20) -> None:
        then(sorted(self.kept.values(), key=lambda draft: draft.changed_at, reverse=True)[:limit])

    def change(self, draft_id: DraftId, change: Callable[[Draft], Draft], place: Place, label: str) -> None:
        if draft_id == self._session.draft.id:
            made = change(self._session.draft)
            self._session.replace(made.brief, made.copy, place, label)
        else:
            self.kept[draft_id] = change(self.kept[draft_id])
            self.latest_changed.emit()

    def keeper(self) -> Callable[[FakeStore], DraftId]:
        def ensure(_store: FakeStore) -> DraftId:
            self.save_now()
            return self._session.draft.id

        return ensure

    def delete(self, draft_id: DraftId) -> None:
        self.kept.pop(draft_id, None)
        self.latest_changed.emit()

    def forget_left(self, draft_id: DraftId | None = None) -> None:
        """It remembers nothing of what was left."""

    def take_over(self, kept: Draft) -> None:
        self._session.replace(kept.brief, kept.copy, Place("restore"), "Restore", kept.sources)
        self.put_state(SaveKind.SAVED)

    def save_now(self) -> None:
        draft = self._session.draft
        if draft.brief.is_empty and draft.copy.is_empty:
            return
        draft_id = draft.id or DraftId(f"draft-{len(self.kept) + 1}")
        kept = msgspec.structs.replace(draft, id=draft_id, changed_at=self.saved_at)
        self.kept[draft_id] = kept
        self._session.saved_as(kept)
        self.put_state(SaveKind.SAVED)
        self.latest_changed.emit()

    def add_version(self, origin: Origin, name: str = "", variant: Variant | None = None) -> None:
        self.save_now()
        draft = self._session.draft
        number = VersionId(max((version.id for version in self.all_versions), default=0) + 1)
        version = Version(number, draft.id, origin, self.saved_at, draft.brief, draft.copy, name, variant)
        self.all_versions.insert(0, version)
        self.versions_changed.emit()

    def name_version(self, name: str) -> None:
        self.add_version(Origin.NAMED, name)

    def versions(self, then: Callable[[list[VersionHeader]], None], draft_id: DraftId | None = None) -> None:
        wanted = draft_id or self._session.draft.id
        then([header(version) for version in self.all_versions if version.draft == wanted])

    def version(self, version_id: VersionId, then: Callable[[Version], None]) -> None:
        then(next(version for version in self.all_versions if version.id == version_id))

    def restore(self, version: Version) -> None:
        self.restored.append(version)
        if version.draft != self._session.draft.id:
            self._session.open(self.kept[version.draft])
        self._session.replace(version.brief, version.copy, Place("restore"), "Restore")
        self.add_version(Origin.RESTORED)

    def templates(self, then: Callable[[list[Template]], None]) -> None:
        then(list(self.kept_templates))

    def save_template(self, name: str) -> None:
        brief = msgspec.structs.replace(self._session.draft.brief, product="", facts=())
        self.kept_templates.append(Template(name, brief))

    def delete_template(self, name: str) -> None:
        self.kept_templates = [template for template in self.kept_templates if template.name != name]

    def use_template(self, template: Template) -> None:
        brief = self._session.draft.brief
        filled = msgspec.structs.replace(template.brief, product=brief.product, facts=brief.facts)
        self._session.set_brief(filled, Place("template"), "Use a template")


class FakeStore:
    """The history as the store's thread hands it out: at once, from what the drafts in memory are."""

    def __init__(self, drafts: FakeDrafts) -> None:
        self._drafts = drafts

    def submit(
        self, work: Callable[[FakeStore], Any], then: Callable[[Any], None], failed: Callable[[Problem], None]
    ) -> None:
        try:
            found = work(self)
        except CopydeskError as error:
            failed(error.problem)
        else:
            then(found)

    def save_draft(self, draft: Draft) -> Draft:
        draft_id = draft.id or DraftId(f"draft-{len(self._drafts.kept) + 1}")
        kept = msgspec.structs.replace(draft, id=draft_id, changed_at=self._drafts.saved_at)
        self._drafts.kept[draft_id] = kept
        return kept

    def draft(self, draft_id: DraftId) -> Draft:
        return self._drafts.kept[draft_id]

    def add_version(self, draft: Draft, origin: Origin, name: str = "") -> Version:
        kept = self.save_draft(draft)
        number = VersionId(max((version.id for version in self._drafts.all_versions), default=0) + 1)
        version = Version(number, kept.id, origin, kept.changed_at, kept.brief, kept.copy, name)
        self._drafts.all_versions.insert(0, version)
        return version

    def version(self, version_id: VersionId) -> Version:
        return next(version for version in self._drafts.all_versions if version.id == version_id)

    def version_count(self) -> int:
        return len(self._drafts.all_versions)

    @staticmethod
    def backups() -> list[BackupInfo]:
        return []

    def posts(self) -> list[KnownPost]:
        return [
            KnownPost(
                draft.id, draft.copy.text("title") or draft.title, draft.brief.post.type, draft.brief.post.state,
                draft.brief.post.date, draft.brief.language, draft.changed_at,
            )
            for draft in self._drafts.kept.values()
            if draft.brief.post is not None
        ]  # fmt: skip

    def latest_drafts(self, limit: int, kind: Kind | None = None, series: str = "") -> list[Draft]:
        found = sorted(self._drafts.kept.values(), key=lambda draft: draft.changed_at, reverse=True)
        mails = {draft.id: draft.brief.mail for draft in found}
        places = {draft_id: mail.series.id for draft_id, mail in mails.items() if mail is not None and mail.series}
        return [
            draft
            for draft in found
            if (kind is None or draft.kind is kind) and (not series or places.get(draft.id) == series)
        ][:limit]


class FakeWriter(QObject):
    """A writing job that a test moves on by hand."""

    started = Signal(object)
    field_started = Signal(str)
    field_done = Signal(str)
    finished = Signal(object)
    failed = Signal(object)
    progress = Signal(object)
    waiting = Signal(object)
    speed_changed = Signal(float)

    def __init__(self, session: DraftSession, settings: SettingsService, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self.busy = False
        self.fields: tuple[str, ...] = ()
        self.current_field = ""
        self.variant: Variant | None = None
        self.writes = 0
        self.went_on = False
        self.how = ""
        self._earlier: Callable[[], tuple[Copy, ...]] = tuple
        self._landing: Landing = as_it_is
        self.begun: list[str] = []
        self.done: list[str] = []
        self.field_done.connect(self.done.append)

    def tell_earlier(self, earlier: Callable[[], tuple[Copy, ...]]) -> None:
        self._earlier = earlier

    def land_with(self, landing: Landing) -> None:
        self._landing = landing

    @property
    def writing(self) -> str:
        return self.current_field

    @property
    def left_to_write(self) -> tuple[tuple[str, ...], bool, str]:
        return tuple(name for name in self.fields if name not in self.done), bool(self.begun), self.how

    def request(self, fields: tuple[str, ...] = (), *, go_on: bool = False, how: str = "") -> Write:
        draft = self._session.draft
        return Write(
            draft.brief, self._settings.get(MODEL), fields=fields, copy=draft.copy, go_on=go_on, instruction=how,
            earlier=self._earlier(),
        )  # fmt: skip

    def go_on(self) -> None:
        """Go on with the field that was begun last, unless it was done, and write those that were not begun."""
        last = tuple(name for name in self.begun[-1:] if name not in self.done)
        rest = tuple(name for name in self.fields if name not in self.begun)
        self.write(last + rest, go_on=bool(last))

    def write(self, fields: tuple[str, ...] = (), *, go_on: bool = False, how: str = "") -> None:
        self.writes += 1
        self.went_on = go_on
        self.how = how
        self.begun, self.done[:] = [], []
        self.busy = True
        self.fields = fields or tuple(spec.name for spec in fields_of(self._session.draft.brief))
        self._session.begin_writing("Write")
        self.started.emit(self.fields)

    def stream(self, field: str, text: str) -> None:
        """Let text arrive in a field."""
        if field != self.current_field:
            self.current_field = field
            self.begun.append(field)
            self.field_started.emit(field)
        landed = self._landing(self._session.draft, field, text)
        if landed is not None:
            self._session.write_field(*landed)
        self.speed_changed.emit(8.0)

    def finish(self, post: Post | None = None) -> None:
        """End the job as a model does that is done, with the plan that it wrote a post by."""
        self.busy = False
        self.current_field = ""
        self._session.end_writing()
        self.variant = Variant("v1", MODELS[0].id, "product/1", self._session.draft.copy, post=post)
        self.finished.emit(self.variant)
        self.speed_changed.emit(0.0)

    def stop(self) -> None:
        if self.busy:
            self.busy = False
            self.current_field = ""
            self._session.end_writing()
            self.failed.emit(Cancelled().problem)


class FakeChecker(QObject):
    """Says what a test tells it to."""

    checked = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.report = CheckReport()

    def say(self, report: CheckReport) -> None:
        """Send this report."""
        self.report = report
        self.checked.emit(report)

    @staticmethod
    def measure(channel_id: str, text: str) -> Measure:
        limit = next((each.limit for each in channel_choices() if each.id == channel_id), 0)
        return Measure(channel_id, len(text), limit, "characters", fits=len(text) <= limit)


class FakeModels(QObject):
    """The models above; downloads move when a test moves them."""

    changed = Signal()
    fetch_progress = Signal(object)
    fetch_failed = Signal(object)
    fetched = Signal(str)

    def __init__(self, settings: SettingsService, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self.models: tuple[ModelInfo, ...] = MODELS
        self.fetching = ""

    @property
    def current(self) -> ModelInfo | None:
        chosen = self._settings.get(MODEL)
        found = [model for model in self.models if model.id == chosen or (chosen == "local" and model.default)]
        return found[0] if found else None

    def put(self, *models: ModelInfo) -> None:
        """There are these models now."""
        self.models = models
        self.changed.emit()

    def choose(self, model_id: str) -> None:
        self._settings.set(MODEL, model_id)
        self.changed.emit()

    def fetch(self, model_id: str) -> None:
        self.fetching = model_id
        self.changed.emit()

    def stop_fetch(self) -> None:
        self.fetching = ""
        self.changed.emit()

    def delete(self, model_id: str) -> None:
        gone = msgspec.structs.replace
        self.models = tuple(gone(each, state="missing") if each.id == model_id else each for each in self.models)
        self.changed.emit()

    def better_for(self, language: str) -> tuple[ModelInfo, ...]:
        return tuple(
            model for model in self.models if model.grades.get(language) == "good" and model is not self.current
        )

    def weak_note(self, language: str) -> str:
        current = self.current
        weak = current is not None and current.grades.get(language) in {"poor", "none"}
        return f"{current.title} is weak in {language}." if current is not None and weak else ""


class FakeJudging(QObject):
    """Is asked, and moves when a test moves it."""

    changed = Signal()
    progress = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.busy = False
        self.asked = 0

    def ask(self) -> None:
        self.asked += 1
        self.busy = True
        self.changed.emit()

    def stop(self) -> None:
        self.busy = False
        self.changed.emit()


class FakeDesk(QObject):
    """What a view gets in a test."""

    pasted = Signal(object)

    def __init__(self, values: Mapping[str, object] | None = None, folder: Path = Path("profile")) -> None:
        super().__init__()
        english: dict[str, object] = {INTERFACE_LANGUAGE.key: "en", COPY_LANGUAGE.key: "en"}
        chosen = english if values is None else dict(values)
        self.saved_settings: list[dict[str, object]] = []
        self.profile = Profile(folder, folder / "models")
        self.settings = SettingsService(Settings(chosen), lambda kept: self.saved_settings.append(dict(kept)), self)
        self.notices = Notices(self)
        self.session = DraftSession(self)
        self.engine = FakeEngine(self)
        self.drafts = FakeDrafts(self.session, self)
        self.history = FakeHistory(self.drafts, self)
        self.backing_up = BackingUp(
            self.session, cast("Drafts", self.drafts), self.settings, cast("StoreThread", FakeStore(self.drafts)),
            self.notices, self.profile, self,
        )  # fmt: skip
        self.recovering = Recovering(self.notices, self)
        self.options = WorkspaceOptions(self.settings, self.profile, self.session, None, self)
        self.repairs = Repairs(self.session, self)
        self.decisions = Decisions(self.session, self.settings, self)
        self.checker = FakeChecker(self)
        self.models = FakeModels(self.settings, self)
        self.providers = ProvidersService(cast("EngineClient", self.engine), self.settings, self.notices, self)
        self.writer = FakeWriter(self.session, self.settings, self)
        self.judging = FakeJudging(self)
        self.comparing = FakeComparing(self.session, self)
        client, writer = cast("EngineClient", self.engine), cast("Writer", self.writer)
        self.spending = FakeSpending(self.settings, self)
        self.permission = Permission(client, cast("Spending", self.spending), self.providers, self)
        self.privacy = Privacy(writer, client, self.providers, self.notices, cast("StoreThread", None), self)
        self.foreseen = Foreseen(self.session, writer, client, self.settings, self.providers, self)
        self.permission.agreed.connect(self.providers.change)
        services = Services(
            self.session, cast("Drafts", self.drafts), cast("StoreThread", FakeStore(self.drafts)), client,
            self.settings, self.notices, self.options, cast("ModelsService", self.models), self.providers,
        )  # fmt: skip
        drafts = cast("Drafts", self.drafts)
        self.reopening = Reopening(self.session, drafts, writer, self.comparing, self.notices, self)
        self.mailing = Mailing(services, writer, self.profile, self)
        self.posting = Posting(services, writer, self.profile, self)
        self.inspecting = Inspecting(services, self)
        self.replying = Replying(services, self)
        self.translating = FakeTranslating(services)
        self.suggestions: dict[str, tuple[str, ...]] = {}
        self.pastes: list[str] = []
        self.copied: list[tuple[str, tuple[str, ...]]] = []
        self.exported: list[Path] = []

    @property
    def desk(self) -> Desk:
        """Itself, as the views call it."""
        return cast("Desk", self)

    @property
    def copy_language(self) -> str:
        return self.settings.get(COPY_LANGUAGE) or "en"

    def weak_language_note(self) -> str:
        return self.models.weak_note(self.session.draft.brief.language)

    @staticmethod
    def channels_for_product() -> tuple[ChannelChoice, ...]:
        return channel_choices()

    @staticmethod
    def fields_of(brief: Brief) -> tuple[FieldSpec, ...]:
        return fields_of(brief)

    def new_draft(self) -> None:
        self.drafts.new(Brief(language=self.copy_language))

    def open_sample(self) -> None:
        self.drafts.new(SAMPLE)

    @staticmethod
    def sample_text() -> str:
        return "Havn backpack\nWeight: 980 g\nVolume: 18 l"

    def paste(self, text: str) -> None:
        self.pastes.append(text)
        lines = text.strip().splitlines()
        facts = tuple(
            Fact(f"f{number}", name.strip(), value.strip())
            for number, (name, _, value) in enumerate((line.partition(":") for line in lines[1:]), 1)
        )
        brief = msgspec.structs.replace(self.session.draft.brief, product=lines[0], facts=facts)
        self.session.set_brief(brief, Place("paste"), "Paste")
        self.pasted.emit(brief)

    def suggest(self, word: str, then: Callable[[tuple[str, ...]], None]) -> None:
        then(self.suggestions.get(word, ()))

    def copy_as(self, kind: str, fields: tuple[str, ...] = ()) -> None:
        self.copied.append((kind, fields))

    def export(self, path: Path) -> None:
        self.exported.append(path)

    @staticmethod
    def sqlite_version() -> str:
        return "3.40.1"

    def shut_down(self) -> None:
        self.drafts.save_now()


def header(version: Version) -> VersionHeader:
    """A version as it stands in a list."""
    model = version.variant.model if version.variant is not None else ""
    return VersionHeader(
        version.id, version.draft, version.origin, version.saved_at, version.name, version.copy.words, model
    )


def sample_draft() -> Draft:
    """A saved draft of the sample product, with copy."""
    return Draft(
        DraftId("draft-1"), Kind.PRODUCT, SAMPLE, SAMPLE_COPY, "2026-11-20T08:00:00+00:00", "2026-11-21T13:32:00+00:00"
    )
