"""Everything a screen needs, in one place: the services, and the few actions that concern several of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.errors import Problem
from desktop.core.profile import Profile
from desktop.core.settings import (
    COPY_LANGUAGE,
    FIRST_TOKEN_TIMEOUT,
    IDLE_TIMEOUT,
    INTERFACE_LANGUAGE,
    KEEP_CONTENT,
    KNOWN_WORDS,
    LOCAL_ONLY,
    MASK_PRIVATE,
    UNLOAD_AFTER,
)
from desktop.core.words import tr
from desktop.engine.messages import Configure, PasteRead, ReadPaste, Suggest, Suggestions
from desktop.runtime.backing_up import BackingUp
from desktop.runtime.checker import Checker
from desktop.runtime.comparing import Comparing
from desktop.runtime.comparing_values import Services
from desktop.runtime.decisions import Decisions
from desktop.runtime.drafts import Drafts
from desktop.runtime.duels import Duels
from desktop.runtime.engine_client import ENGINE_COMMAND, EngineClient
from desktop.runtime.fields import ChannelChoice, FieldSpec, channel_choices, fields_of
from desktop.runtime.foreseen import Foreseen
from desktop.runtime.history import History
from desktop.runtime.inspecting import Inspecting
from desktop.runtime.judging import Judging
from desktop.runtime.lining import Lining
from desktop.runtime.mailing import Mailing
from desktop.runtime.models_service import ModelsService
from desktop.runtime.notices import Notices
from desktop.runtime.noting_findings import NotingFindings
from desktop.runtime.options import WorkspaceOptions, words_in
from desktop.runtime.permission import Permission
from desktop.runtime.posting import Posting
from desktop.runtime.privacy import Privacy
from desktop.runtime.proofreader import Proofreader
from desktop.runtime.providers_service import ProvidersService
from desktop.runtime.recovering import Recovering
from desktop.runtime.reopening import Reopening
from desktop.runtime.repairs import Repairs
from desktop.runtime.replying import Replying
from desktop.runtime.results import Results
from desktop.runtime.samples import sample_brief, sample_text
from desktop.runtime.session import DraftSession, Place
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.spending import Spending
from desktop.runtime.store_thread import StoreThread
from desktop.runtime.translating import Translating
from desktop.runtime.writer import Writer

_LAST_SAVE_S = 15.0
"""How long the end of the window waits for what is still to be saved: a slow disk is given its time."""
_FOR_THE_ENGINE = {
    INTERFACE_LANGUAGE.key, COPY_LANGUAGE.key, FIRST_TOKEN_TIMEOUT.key, IDLE_TIMEOUT.key, UNLOAD_AFTER.key,
    LOCAL_ONLY.key, MASK_PRIVATE.key, KEEP_CONTENT.key, KNOWN_WORDS.key,
}  # fmt: skip


class Desk(QObject):
    """The services of one window; views get this and nothing else."""

    pasted = Signal(object)  # Brief

    def __init__(
        self,
        profile: Profile,
        settings: SettingsService,
        store: StoreThread,
        parent: QObject | None = None,
        engine_command: Sequence[str] = ENGINE_COMMAND,
    ) -> None:
        super().__init__(parent)
        self.profile = profile
        self.settings = settings
        self.store = store
        self.notices = Notices(self)
        self.session = DraftSession(self)
        self.engine = EngineClient(profile.folder, configuration(settings), self, engine_command)
        self.drafts = Drafts(self.session, store, self.notices, self)
        self.history = History(self.drafts, store, self.notices, self)
        self.backing_up = BackingUp(self.session, self.drafts, settings, store, self.notices, profile, self)
        self.recovering = Recovering(self.notices, self)
        self.options = WorkspaceOptions(settings, profile, self.session, store, self)
        self.decisions = Decisions(self.session, settings, self)
        self.checker = Checker(self.session, self.engine, self.options, self)
        NotingFindings(self.session, self.checker, store, self)
        self.models = ModelsService(self.engine, settings, self.notices, self)
        self.providers = ProvidersService(self.engine, settings, self.notices, self)
        self.repairs = Repairs(self.session, self)
        self.spending = Spending(store, settings, self.engine, self.session, self.drafts, self.notices, self)
        self.permission = Permission(self.engine, self.spending, self.providers, self)
        self.writer = Writer(
            self.session, self.drafts, self.engine, settings, self.notices, self.options, self, repairs=self.repairs
        )
        self.proofreader = Proofreader(
            self.session, self.engine, settings, self.options, self.notices, self.checker, self
        )
        self.judging = Judging(self.session, self.engine, settings, self.notices, self)
        self.judging.follow(self.writer)
        self.privacy = Privacy(self.writer, self.engine, self.providers, self.notices, store, self)
        self.foreseen = Foreseen(self.session, self.writer, self.engine, settings, self.providers, self)
        self._ask_first()
        services = self._services()
        self.comparing = Comparing(services, self)
        self.duels = Duels(self.comparing, services, self)
        self.results = Results(self.comparing, services, self)
        self.lining = Lining(services, self)
        self.mailing = Mailing(services, self.writer, profile, self)
        self.posting = Posting(services, self.writer, profile, self)
        self.translating = Translating(services, profile, self)
        self._tell_each_other()
        self.reopening = Reopening(self.session, self.drafts, self.writer, self.comparing, self.notices, self)
        self.replying = Replying(services, self)
        self.inspecting = Inspecting(services, self)
        settings.changed.connect(self._on_setting)

    def _ask_first(self) -> None:
        self.permission.agreed.connect(self.providers.change)
        self.writer.ask_first(self.permission)
        self.judging.ask_first(self.permission)

    def _tell_each_other(self) -> None:
        self.translating.set_sort("worst")
        self.lining.tell_segment(lambda: self.mailing.segment)
        self.drafts.hold_while(lambda: self.writer.busy or self.comparing.busy or self.lining.busy)

    def _services(self) -> Services:
        return Services(
            self.session, self.drafts, self.store, self.engine, self.settings, self.notices, self.options,
            self.models, self.providers, self.permission,
        )  # fmt: skip

    def weak_language_note(self) -> str:
        """What to say before the model at hand writes the brief's language; empty when it is good at it."""
        return self.models.weak_note(self.session.draft.brief.language)

    @staticmethod
    def channels_for_product() -> tuple[ChannelChoice, ...]:
        """The channels a product text can be written for."""
        return channel_choices()

    @staticmethod
    def fields_of(brief: Brief) -> tuple[FieldSpec, ...]:
        """The fields of the brief's channels, in the order in which they are shown and written."""
        return fields_of(brief)

    def new_draft(self) -> None:
        """An empty draft in the language the writer writes in."""
        self.drafts.new(Brief(language=self.copy_language))

    @property
    def copy_language(self) -> str:
        """The language a new brief starts with."""
        return self.settings.get(COPY_LANGUAGE) or self.settings.get(INTERFACE_LANGUAGE) or "en"

    def open_sample(self) -> None:
        """A draft with the sample product, ready to be written."""
        self.drafts.new(sample_brief(self.copy_language))

    def sample_text(self) -> str:
        """The supplier's text of the sample product."""
        return sample_text(self.copy_language)

    def paste(self, text: str) -> None:
        """Fill brief and facts from supplier text, a table or a row; what is not understood lands in the notes."""
        if not text.strip():
            return
        job = self.engine.request(ReadPaste(text), PasteRead)
        job.finished.connect(self._on_pasted)
        job.failed.connect(lambda problem: self._on_paste_failed(text, problem))

    def suggest(self, word: str, then: Callable[[tuple[str, ...]], None]) -> None:
        """Say which words may be meant by a misspelled one, the likeliest first; nothing is said when none is known."""
        language = self.session.draft.brief.language or self.copy_language
        request = Suggest(word, language, self.options.current.dictionaries_folder)
        self.engine.request(request, Suggestions).finished.connect(lambda found: then(found.words))

    def copy_as(self, kind: str, fields: tuple[str, ...] = ()) -> None:
        """Put the copy (or some fields of it) on the clipboard as `text`, `html` or `markdown`."""
        if self.mailing.is_mail and not fields:
            self.mailing.copy_as(kind)
            return
        if self.posting.is_post and not fields:
            self.posting.files.copy_as("rich" if kind == "text" else kind)
            return
        from desktop.formats.clipboard import as_html, as_markdown, as_text

        copy = self.session.draft.copy
        if fields:
            copy = Copy({name: value for name, value in copy.fields.items() if name in fields})
        data = QMimeData()
        if kind == "html":
            data.setHtml(as_html(copy))
            data.setText(as_html(copy))
        else:
            data.setText(as_markdown(copy) if kind == "markdown" else as_text(copy))
        QGuiApplication.clipboard().setMimeData(data)

    def export(self, path: Path) -> None:
        """Write the draft to a file, by the file's ending."""
        if self.mailing.is_mail and self.mailing.exports(path):
            self.mailing.export(path)
            return
        if self.posting.is_post and self.posting.files.exports(path):
            self.posting.files.export(path)
            return
        from desktop.formats.export import export_draft

        draft = self.session.draft
        self.store.submit(
            lambda _store: export_draft(draft, path),
            lambda _none: self.notices.info(tr("Exported to {file}.", file=path.name), key="export"),
            self.notices.problem,
        )

    @staticmethod
    def sqlite_version() -> str:
        """The version of SQLite that the history is kept with."""
        from desktop.store.connection import sqlite_version

        return sqlite_version()

    def shut_down(self) -> None:
        """Keep everything and end everything that was started; takes a moment, on a slow disk some seconds."""
        self.reopening.close()
        self.translating.shut_down()
        self.drafts.leave()
        self.engine.close()  # the calls that it stops are told of, and kept
        self.spending.flush()
        self.backing_up.close()
        self.store.close(_LAST_SAVE_S)

    def _on_pasted(self, read: PasteRead) -> None:
        brief = merged(self.session.draft.brief, read.brief)
        self.session.set_brief(brief, Place("paste"), tr("Paste"))
        self.pasted.emit(brief)

    def _on_paste_failed(self, text: str, problem: Problem) -> None:
        """The words stay: they land in the notes as they are."""
        brief = self.session.draft.brief
        notes = f"{brief.notes}\n\n{text}".strip()
        self.session.set_brief(msgspec.structs.replace(brief, notes=notes), Place("paste"), tr("Paste"))
        self.notices.problem(problem)

    def _on_setting(self, key: str) -> None:
        if key in _FOR_THE_ENGINE:
            self.engine.reconfigure(configuration(self.settings))


def merged(brief: Brief, read: Brief) -> Brief:
    """The brief with what was read: what the writer typed stays, facts of the same name are replaced."""
    new_names = {fact.name.casefold() for fact in read.facts if fact.name}
    kept = tuple(fact for fact in brief.facts if not fact.name or fact.name.casefold() not in new_names)
    notes = "\n\n".join(part for part in (brief.notes, read.notes) if part)
    return msgspec.structs.replace(
        brief,
        product=brief.product or read.product,
        language=brief.language or read.language,
        notes=notes,
        facts=(*kept, *read.facts),
    )


def configuration(settings: SettingsService) -> Configure:
    """What the engine must know of the settings."""
    return Configure(
        language=settings.get(INTERFACE_LANGUAGE) or "en",
        first_token_timeout_s=settings.get(FIRST_TOKEN_TIMEOUT),
        idle_timeout_s=settings.get(IDLE_TIMEOUT),
        unload_after_min=settings.get(UNLOAD_AFTER),
        copy_language=settings.get(COPY_LANGUAGE) or settings.get(INTERFACE_LANGUAGE) or "en",
        local_only=settings.get(LOCAL_ONLY),
        mask_private=settings.get(MASK_PRIVATE),
        own_words=words_in(settings, KNOWN_WORDS),
        keep_content=settings.get(KEEP_CONTENT),
    )
