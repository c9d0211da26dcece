"""Writing: asks the engine for copy and lets it flow into the draft."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.checking import NO_OPTIONS
from desktop.core.copy import Copy, FieldValue
from desktop.core.draft import Origin, Variant
from desktop.core.errors import Cancelled, ErrorKind, Problem, Remedy
from desktop.core.events import Delta, FieldDone, FieldReplaced, FieldStarted, Progress, VariantDone, Waiting
from desktop.core.mail import Mail
from desktop.core.settings import MAX_REPAIRS, MODEL
from desktop.core.words import tr, trn
from desktop.engine.messages import Write, Written
from desktop.runtime.drafts import Drafts
from desktop.runtime.engine_client import EngineClient, Job
from desktop.runtime.fields import fields_of, text_label
from desktop.runtime.landing import Landing, as_it_is, landed_repairs
from desktop.runtime.notices import Answer, Notices
from desktop.runtime.options import WorkspaceOptions
from desktop.runtime.permission import Permission
from desktop.runtime.repairs import Repair, Repairs, value_of
from desktop.runtime.session import DraftChange, DraftSession, Place, Rewriting
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.tag_keeping import broken_by

_FRAME_MS = 16


class Writer(QObject):
    """One writing job at a time; its text goes to the draft on which it was started, and nowhere else."""

    started = Signal(object)  # tuple[str, ...]: the fields that will be written
    field_started = Signal(str)
    field_done = Signal(str)
    finished = Signal(object)  # Variant
    failed = Signal(object)  # Problem
    progress = Signal(object)  # Progress
    waiting = Signal(object)  # Waiting: a call that failed is made again in so many seconds
    speed_changed = Signal(float)  # words per second

    def __init__(
        self,
        session: DraftSession,
        drafts: Drafts,
        engine: EngineClient,
        settings: SettingsService,
        notices: Notices,
        options: WorkspaceOptions | None = None,
        parent: QObject | None = None,
        *,
        repairs: Repairs | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._drafts = drafts
        self._engine = engine
        self._settings = settings
        self._notices = notices
        self._options = options
        self._repairs = repairs or Repairs(session, self)
        self._permission: Permission | None = None
        self._made: list[Repair] = []
        self._done: set[str] = set()
        self._by_hand: set[str] = set()
        self._job: Job | None = None
        self._asked: Write | None = None
        self._earlier: Callable[[], tuple[Copy, ...]] = tuple
        self._landing: Landing = as_it_is
        self._fields: tuple[str, ...] = ()
        self._texts: dict[str, str] = {}
        self._touched: set[str] = set()
        self._words_from = 0.0
        self._variant: Variant | None = None
        self._flush = QTimer(self, singleShot=True, interval=_FRAME_MS)
        self._flush.timeout.connect(self._flush_now)
        session.changed.connect(self._on_session)
        session.opened.connect(self._on_opened)
        drafts.leaving.connect(self._abandon)

    def ask_first(self, permission: Permission) -> None:
        """Write nothing from now on before this has settled what the writer has to know or decide."""
        self._permission = permission

    def tell_earlier(self, earlier: Callable[[], tuple[Copy, ...]]) -> None:
        """Ask this from now on for the mails of a series before the one on the desk."""
        self._earlier = earlier

    def land_with(self, landing: Landing) -> None:
        """Ask this from now on which field of the draft a text that was written becomes, and what stands there then."""
        self._landing = landing

    @property
    def busy(self) -> bool:
        """Whether a model is writing."""
        return self._job is not None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the job under way, in the order in which they are written."""
        return self._fields

    @property
    def writing(self) -> str:
        """The field that is being written now; empty before the first."""
        return next(reversed(self._texts), "")

    @property
    def variant(self) -> Variant | None:
        """What the last job made."""
        return self._variant

    @property
    def unfinished(self) -> tuple[str, ...]:
        """The field in which the last job ended, if words of it are there, and those it had not begun."""
        begun = [name for name in self._texts if self._texts[name].strip()]
        last = begun[-1] if begun else ""
        missing = tuple(name for name in self._fields if name not in begun and name not in self._done)
        return (last, *missing) if last and last not in self._done else missing

    @property
    def left_to_write(self) -> tuple[tuple[str, ...], bool, str]:
        """The fields that the job has not ended, whether the first has words to go on from, and how to write."""
        rest = self.unfinished
        begun = bool(rest) and bool(self._texts.get(rest[0], "").strip())
        return rest, begun, self._asked.instruction if self._asked is not None else ""

    def go_on(self) -> None:
        """Write on where the last job ended, from its last whole word, and then the fields it had not begun."""
        rest = self.unfinished
        if rest:
            self.write(rest, go_on=bool(self._texts.get(rest[0], "").strip()))

    def request(self, fields: tuple[str, ...] = (), *, go_on: bool = False, how: str = "") -> Write:
        """What would be asked of the engine now to write these fields (none: all of the brief's channels)."""
        draft = self._session.draft
        return Write(
            brief=draft.brief,
            model=self._settings.get(MODEL),
            max_repairs=self._settings.get(MAX_REPAIRS),
            fields=fields,
            copy=draft.copy,
            options=self._options.current if self._options is not None else NO_OPTIONS,
            go_on=go_on,
            instruction=how,
            earlier=self._earlier(),
        )

    def write(self, fields: tuple[str, ...] = (), *, go_on: bool = False, how: str = "") -> None:
        """Write these fields (none: all of the brief's channels); what they hold is kept as a version.

        With `go_on`, the first of them holds the beginning of an answer that was cut off, and is gone on with. `how`
        says how to write again what stands there; see `Write`.
        """
        if self.busy:
            return
        draft = self._session.draft
        if draft.brief.is_empty:
            self._notices.warn(
                tr("There is nothing to write from yet."),
                tr("Name the product, or paste what the supplier says about it. A few facts are enough."),
                key="write",
            )
            return
        self._notices.dismiss("write")
        request = self.request(fields, go_on=go_on, how=how)
        if self._permission is None:
            self._begin(request)
        else:
            self._permission.settle(request, lambda max_cost: self._permitted(request, max_cost), self._refused)

    def _permitted(self, asked: Write, max_cost: float | None) -> None:
        """Write what was settled; what has changed since is another thing to settle."""
        request = self.request(asked.fields, go_on=asked.go_on, how=asked.instruction)
        if request == asked:
            self._begin(msgspec.structs.replace(request, max_cost=max_cost))
        else:
            self.write(asked.fields, go_on=asked.go_on, how=asked.instruction)

    def _refused(self, problem: Problem) -> None:
        """Nothing was sent, and nothing has changed."""
        if problem.kind is not ErrorKind.CANCELLED:
            self._notices.problem(problem, key="write")
            self.failed.emit(problem)

    def _begin(self, request: Write) -> None:
        draft, fields = self._session.draft, request.fields
        self._asked = request
        self._fields = fields or tuple(spec.name for spec in fields_of(draft.brief))
        self._drafts.add_version(Origin.BEFORE_WRITE)
        self._session.begin_writing(tr("Write"))
        self._texts, self._touched, self._variant = {}, set(), None
        self._made, self._done, self._by_hand = [], set(), set()
        self._words_from = 0.0
        job = self._engine.request(request, Written)
        job.happened.connect(self._on_event)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        self._job = job
        self.started.emit(self._fields)

    def stop(self) -> None:
        """End the job; the words that came are kept. What was not settled yet is not written."""
        if self._permission is not None:
            self._permission.drop()
        if self._job is not None:
            self._job.cancel()

    def _on_event(self, event: object) -> None:
        match event:
            case FieldStarted(field=field):
                self._begin_field(field)
            case Delta(field=field, text=text):
                if not self._words_from:
                    self._words_from = time.monotonic()
                self._texts[field] = self._texts.get(field, "") + text
                self._touch(field)
            case FieldReplaced(field=field, text=text, reason=reason):
                self._replace(field, text, reason)
            case FieldDone(field=field):
                self._flush_now()
                self._done.add(field)
                self.field_done.emit(field)
            case VariantDone(variant=variant):
                self._variant = variant
            case Progress():
                self.progress.emit(event)
            case Waiting():
                self.waiting.emit(event)

    def _replace(self, field: str, text: str, reason: str) -> None:
        """A whole text in the place of what streamed; with a reason it is a repair, which can be taken back."""
        before = self._texts.get(field, "")
        self._texts[field] = text
        self._touch(field)
        if reason and before.strip() and before != text and field not in self._by_hand:
            self._made.append(Repair(field, before, text, reason))

    def _begin_field(self, field: str) -> None:
        self._flush_now()
        self._texts[field] = ""  # what stands there stays until the first word comes
        self.field_started.emit(field)

    def _touch(self, field: str) -> None:
        self._touched.add(field)
        if not self._flush.isActive():
            self._flush.start()

    def _flush_now(self) -> None:
        """Hand what streamed in since the last frame to the draft."""
        self._flush.stop()
        touched, self._touched = self._touched, set()
        for field in touched - self._by_hand:
            self._put(field, value_of(field, self._texts[field]))
        if touched and self._words_from:
            seconds = time.monotonic() - self._words_from
            words = sum(len(text.split()) for text in self._texts.values())
            if seconds > 1:
                self.speed_changed.emit(words / seconds)

    def _on_finished(self, written: Written) -> None:
        variant = written.variants[0] if written.variants else None
        if variant is not None:
            self._variant = variant
        self._end(variant)

    def _on_failed(self, problem: Problem) -> None:
        self._end(self._variant, problem)

    def _end(self, variant: Variant | None, problem: Problem | None = None) -> None:
        self._flush_now()
        self._job = None
        if variant is not None:
            self._take(variant)
        self._keep_tags()
        error = problem or (variant.error if variant is not None else None)
        complete = variant is not None and variant.complete and error is None
        self._keep_repairs()
        self._drafts.add_version(Origin.WRITTEN if complete else Origin.INTERRUPTED, variant=variant)
        if error is not None and error.kind is not ErrorKind.CANCELLED:
            answers = {
                Remedy.RETRY: (Answer(tr("Retry"), self.write, primary=True),),
                Remedy.CONTINUE: (Answer(tr("Continue"), self.go_on, primary=True),),
            }
            self._notices.problem(error, *answers.get(error.remedy, ()), key="write")
            self.failed.emit(error)
        if variant is not None:
            self.finished.emit(variant)
        elif error is not None and error.kind is ErrorKind.CANCELLED:
            self.failed.emit(error)
        self.speed_changed.emit(0.0)

    def _take(self, variant: Variant) -> None:
        """The finished fields, as the checks left them; a field that never came stays as it was."""
        for name, value in variant.copy.fields.items():
            if value and name not in self._by_hand:
                self._put(name, value)

    def _put(self, name: str, value: FieldValue) -> None:
        """Put a text where it belongs in the draft, unless it stands there."""
        draft = self._session.draft
        landed = self._landing(draft, name, value)
        if landed is not None and draft.copy.fields.get(landed[0]) != landed[1]:
            self._session.write_field(*landed)

    def _keep_tags(self) -> None:
        """Put back the texts of a mail whose merge tags would be others now, and say so."""
        asked, copy = self._asked, self._session.draft.copy
        if asked is None or asked.brief.mail is None:
            return
        written = [name for name in copy.fields if copy.fields[name] != asked.copy.fields.get(name)]
        theirs = [name for name in written if name in self._texts and name not in self._by_hand]
        broken = broken_by(asked.brief, asked.copy, copy, theirs, rewritten=bool(asked.instruction))
        for name in broken:
            if name in asked.copy.fields:
                self._session.write_field(name, asked.copy.fields[name])
            else:
                self._session.drop_field(name)
        self._made = [each for each in self._made if each.field not in broken]
        if broken:
            self._say_broken(asked.brief.mail, Copy({name: copy.fields[name] for name in broken}))

    def _say_broken(self, mail: Mail, refused: Copy) -> None:
        names = ", ".join(text_label(mail, name) or name for name in refused.fields)
        draft = self._drafts.on_desk()

        def use() -> None:
            now = self._session.draft
            if not self.busy and draft() == now.id:
                texts = Copy({**now.copy.fields, **refused.fields})
                self._session.set_copy(texts, Place("merge_tags"), tr("Use the new text"))

        self._notices.warn(
            trn("{n} text was not changed.", "{n} texts were not changed.", len(refused.fields)),
            tr("Merge tags would have been lost or changed in: {fields}.", fields=names),
            Answer(tr("Use the new text"), use),
            key="merge_tags",
        )

    def _keep_repairs(self) -> None:
        """End the writing: what was put right becomes steps of undo of its own, and can be looked at."""
        draft = self._session.draft
        copy = draft.copy
        self._made = landed_repairs(self._made, draft, self._landing)
        last = {repair.field: place for place, repair in enumerate(self._made)}
        for field, place in last.items():
            if field not in self._by_hand:
                self._made[place] = msgspec.structs.replace(self._made[place], after=copy.text(field))
        self._session.end_writing(
            tuple(
                Rewriting(each.field, value_of(each.field, each.before), value_of(each.field, each.after), each.reason)
                for each in self._made
            )
        )
        for field in (*self._texts, *(repair.field for repair in self._made)):
            if self._texts.get(field, "written"):
                self._repairs.forget(field)
        for repair in self._made:
            self._repairs.add(repair)
        self._made = []

    def _on_session(self, change: DraftChange) -> None:
        """What the writer types into a finished field, while others are written, is theirs: it is not written over."""
        kind, _, field = change.place.partition(".")
        if self.busy and kind == "copy" and field in self._done:
            self._by_hand.add(field)

    def _on_opened(self, _draft: object) -> None:
        """Where the last job ended is a place in another draft."""
        self._fields, self._texts, self._done = (), {}, set()

    def _abandon(self) -> None:
        """The draft leaves the desk: what came belongs to it, the rest is not waited for."""
        if self._permission is not None:
            self._permission.drop()
        job = self._job
        if job is None:
            return
        job.happened.disconnect(self._on_event)
        job.finished.disconnect(self._on_finished)
        job.failed.disconnect(self._on_failed)
        job.cancel()
        self._end(self._variant, Cancelled().problem)
