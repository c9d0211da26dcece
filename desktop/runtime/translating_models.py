"""The session's actions that ask models, and what becomes of their answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.errors import ErrorKind, Problem, Remedy
from desktop.core.events import SegmentEstimated, SegmentTranslated
from desktop.core.profile import Profile
from desktop.core.segment import Segment, SegmentState, TaggedText
from desktop.core.settings import MODEL
from desktop.core.translation import Job, MemoryMatch, Origin, OriginKind, Row, RowKey
from desktop.core.words import tr, trn
from desktop.engine.translation_messages import BackTranslate, EstimateTranslations, Translate, Translated
from desktop.runtime.comparing_values import Services
from desktop.runtime.notices import Answer
from desktop.runtime.translating_jobs import Jobs
from desktop.runtime.translating_runs import ModelRuns, Run, on_the_way, run_of, wire_id
from desktop.runtime.translating_values import CONFIRMED, BackTranslation, MeaningDifference, Other, Work
from desktop.runtime.translating_words import fitting

if TYPE_CHECKING:
    from desktop.store.store import Store

EMPTY, WORSE = "empty", "worse than"
_MATCHES_TOLD = 3
_BEFORE, _AFTER = 12, 2
"""Rows around one that a model may be told of: for one row of 20,000 the others need not be sent along."""
_EXAMPLES = "examples"
_KEY = "translating"


class Models(Jobs):
    """Translations, other translations, opinions and back-translations by models."""

    waiting = Signal(object)  # Waiting: a call that failed is made again in so many seconds
    back_came = Signal(object)  # RowKey: `back` of it

    def __init__(self, services: Services, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(services, profile, parent)
        self._others: dict[RowKey, Other] = {}
        self._backs: dict[RowKey, BackTranslation] = {}
        self._compared: set[RowKey] = set()
        self._why_not: dict[RowKey, str] = {}
        self._told: dict[RowKey, MemoryMatch] = {}
        self._preparing = False
        self._goes_on = False
        self._runs = ModelRuns(services, self)
        self._runs.translated.connect(self._on_translated)
        self._runs.estimated.connect(self._on_estimated)
        self._runs.refused.connect(self._on_refused)
        self._runs.ended.connect(self._on_ended)
        self._runs.working.connect(self._set_working)
        self._runs.waiting.connect(self.waiting)

    # What is there

    @property
    def busy(self) -> bool:
        """Whether a model is at work, or permission for it is waited for."""
        return self._preparing or self._runs.run is not None

    def other(self, key: RowKey) -> Other | None:
        """Another translation that is offered beside a row."""
        return self._others.get(key)

    def why_not(self, key: RowKey) -> str:
        """Why the last run gave a row no translation, as a sentence; empty otherwise."""
        return self._why_not.get(key, "")

    def back(self, key: RowKey) -> BackTranslation | None:
        """A row's target put back into the language of its source, with the differences of meaning marked."""
        back = self._backs.get(key)
        if back is not None and key not in self._compared and key in self._sheet.rows:
            self._compared.add(key)
            back = self._backs[key] = self._with_differences(key, back)
        return back

    # What is asked

    def translate(
        self, which: Sequence[RowKey] | str = EMPTY, model: str = "", instruction: str = "", *, below: float = 60.0
    ) -> None:
        """Have a model (none: the one of the settings) translate rows.

        These rows, or `empty`: all without a target that are not confirmed, or `worse than`: all whose score is less
        than `below` and that nobody vouches for. With an `instruction` what stands there is rewritten by it. Every
        answer that comes is kept, so that nothing is asked for twice after an interruption.
        """
        rows = self.wanted(which, below=below)
        if self._may_begin(rows):
            self._why_not.clear()
            keys = [row.key for row in rows]
            self._goes_on = which == EMPTY and not instruction
            self._with_examples(rows, lambda: self._translate(keys, self._model(model), instruction))

    def _translate(self, keys: Sequence[RowKey], model: str, instruction: str) -> None:
        rows = [self._sheet.rows[key] for key in keys if key in self._sheet.rows]
        run = run_of(Work.TRANSLATING, rows, model)
        self._runs.begin(run, self.request(rows, model, instruction))

    def second_opinion(self, which: Sequence[RowKey] | RowKey, model: str, instruction: str = "") -> None:
        """Have a model translate rows beside what stands there; what comes is `other` of each."""
        rows = self.wanted([which] if isinstance(which, RowKey) else which)
        if self._may_begin(rows):
            bare = [_bare(row) for row in rows] if not instruction else rows
            run = run_of(Work.TRANSLATING, rows, self._model(model), beside=True)
            self._runs.begin(run, self.request(bare, run.model, instruction))

    def estimate(self, which: Sequence[RowKey] | str = (), model: str = "") -> None:
        """Have a model say how good translations are (none: all that nobody vouches for); scores change by it."""
        job = self._job
        rows = [row for row in self.wanted(which or self._unsure()) if not row.segment.target.is_empty]
        if job is not None and self._may_begin(rows):
            run = run_of(Work.ESTIMATING, rows, self._model(model))
            segments = tuple(on_the_way(row) for row in rows)
            terms = self._terms
            self._runs.begin(run, EstimateTranslations(segments, job.source, job.target, job.brief, terms, run.model))

    def back_translate(self, which: Sequence[RowKey], model: str = "") -> None:
        """Have targets put back into the language of the source, without a look at it; `back` has each."""
        job = self._job
        rows = [row for row in self.wanted(which) if not row.segment.target.is_empty]
        if job is not None and self._may_begin(rows):
            run = run_of(Work.BACK_TRANSLATING, rows, self._model(model))
            segments = tuple(on_the_way(row) for row in rows)
            self._runs.begin(run, BackTranslate(segments, job.source, job.target, run.model))

    def stop(self) -> None:
        """End what a model does; what came is kept."""
        self._preparing = False
        self._beside.drop(_EXAMPLES)
        self._runs.stop()

    def accept_other(self, key: RowKey) -> None:
        """Take the translation that is offered beside a row; what stood there is offered in its place."""
        row, other = self._open_row(key), self._others.get(key)
        if row is None or other is None:
            return
        origin = Origin(OriginKind.MODEL, model=other.model, prompt=other.prompt)
        before = row.segment.target.text
        target = fitting(other.text, row.segment)
        self.apply(tr("Take the other translation"), [self._by_model(row, target, origin)], key)
        if before:
            self._others[key] = Other(before, row.note.origin.model, row.note.origin.prompt)
        else:
            del self._others[key]
        self.rows_changed.emit([key])

    def drop_other(self, key: RowKey) -> None:
        """Offer it no more."""
        if self._others.pop(key, None) is not None:
            self.rows_changed.emit([key])

    # What it is made of

    def wanted(self, which: Sequence[RowKey] | str, *, below: float = 60.0) -> list[Row]:
        """The rows that are meant, in the order of the files; locked ones never are."""
        if which == EMPTY:
            return [row for row in self._all_open() if row.segment.target.is_empty]
        if isinstance(which, str):
            return [row for row in self._all_open() if (known := self.score(row.key)) is not None and known < below]
        places = self._sheet.places
        return self._open_rows(sorted({key for key in which if key in places}, key=places.__getitem__))

    def request(self, rows: Sequence[Row], model: str = "", instruction: str = "") -> Translate:
        """What would be asked of the engine to translate these rows; for what it costs, too."""
        job = self._job or Job(0, "", "", "")
        files = {row.key.file for row in rows}
        keys, places = self._sheet.keys, self._sheet.places
        near = {place for row in rows for place in range(places[row.key] - _BEFORE, places[row.key] + _AFTER + 1)}
        told = (keys[place] for place in sorted(near) if 0 <= place < len(keys))
        around = tuple(on_the_way(self._sheet.rows[key]) for key in told if key.file in files)
        segments = tuple(on_the_way(row) for row in rows)
        return Translate(
            segments, job.source, job.target, around, job.brief, self._terms, self._examples(rows),
            self._model(model), instruction,
        )  # fmt: skip

    def _with_examples(self, rows: Sequence[Row], then: Callable[[], None]) -> None:
        """Look up what the memories have for rows that they are known to have something for, and go on with it."""
        uses, languages = self._asked()
        wanted = [row for row in rows if row.note.match and row.key not in self._suggested]
        if not uses or not wanted:
            then()
            return
        sources = [(row.segment.source.text, *self._sheet.around(row.key)) for row in wanted]
        self._preparing = True

        def work(store: Store) -> list[MemoryMatch | None]:
            return store.matches_of(uses, sources, languages)

        def go_on(found: Sequence[MemoryMatch | None]) -> None:
            self._preparing = False
            self._told = {row.key: match for row, match in zip(wanted, found, strict=False) if match is not None}
            then()

        def go_on_without(problem: Problem) -> None:
            self._tell(problem)
            go_on(())

        self._beside.ask(_EXAMPLES, work, go_on, go_on_without)

    def _examples(self, rows: Sequence[Row]) -> dict[str, tuple[MemoryMatch, ...]]:
        """What the memories have for rows, by the names of their segments on the way."""
        told: dict[str, tuple[MemoryMatch, ...]] = {}
        for row in rows:
            best = self._told.get(row.key)
            matches = self.suggestions(row.key)[:_MATCHES_TOLD] or ((best,) if best is not None else ())
            if matches:
                told[wire_id(row.key)] = matches
        return told

    def _all_open(self) -> list[Row]:
        rows = (self._sheet.rows[key] for key in self._sheet.keys)
        return [row for row in rows if not row.segment.locked and row.segment.state not in CONFIRMED]

    def _unsure(self) -> list[RowKey]:
        return [row.key for row in self._all_open()]

    def _model(self, model: str) -> str:
        return model or self._services.settings.get(MODEL)

    def _may_begin(self, rows: Sequence[Row]) -> bool:
        if self.nothing_open():
            return False
        if self.busy:
            self.said.emit(tr("A model is at work already: wait for it, or stop it."))
            return False
        if not rows:
            self.said.emit(tr("There is nothing to do in these rows."))
        return bool(rows)

    def _close_runs(self) -> None:
        super()._close_runs()
        self._preparing = False
        self._beside.drop(_EXAMPLES)
        self._told.clear()
        self._runs.abandon()
        for known in (self._others, self._backs, self._why_not):
            known.clear()
        self._compared.clear()

    # What was not translated to its end

    def _note_unfinished(self, model: str) -> None:
        """Write down which model is still translating, so that it can go on after a crash."""
        if model != self._unfinished:
            self._unfinished = model
            self._remember()

    def _offer_to_go_on(self, model: str) -> None:
        count = len(self.wanted(EMPTY))
        if not count:
            self._note_unfinished("")
            return
        notices = self._services.notices
        notices.info(
            tr("The model was still translating when Copydesk ended."),
            trn(
                "What came is kept. {n} segment is left; nothing is sent before you continue.",
                "What came is kept. {n} segments are left; nothing is sent before you continue.",
                count,
            ),
            Answer(tr("Continue"), lambda: self.translate(EMPTY, model), primary=True),
            Answer(tr("Leave it"), lambda: self._note_unfinished("")),
            key=_KEY,
        )

    # What comes

    def _on_translated(self, run: Run, key: RowKey, event: SegmentTranslated) -> None:
        row = self._sheet.rows.get(key)
        if row is None:
            return
        if run.work is Work.BACK_TRANSLATING:
            self._compared.discard(key)
            self._backs[key] = BackTranslation(run.sent[key].text, event.target.words, event.model)
            self.back_came.emit(key)
        elif run.beside or row.segment.target != run.sent[key] or self._confirmed_since(run, row):
            if event.target.text != row.segment.target.text:
                self._others[key] = Other(event.target.text, event.model, event.prompt)
                self.rows_changed.emit([key])
        else:
            origin = Origin(OriginKind.MODEL, model=event.model, prompt=event.prompt)
            changed = self._by_model(row, event.target, origin, draft=event.draft)
            self.apply(tr("Translate"), [changed], key, run=run.id)
            if self._goes_on:
                self._note_unfinished(run.model)

    @staticmethod
    def _confirmed_since(run: Run, row: Row) -> bool:
        """Whether somebody vouched for a row after it was sent: it is that person's, whatever its words are."""
        return row.segment.state in CONFIRMED and row.key not in run.confirmed

    def _by_model(self, row: Row, target: TaggedText, origin: Origin, *, draft: bool = False) -> Row:
        state = SegmentState.DRAFT if draft else SegmentState.TRANSLATED
        return self._with_target(row, target, state, origin, machine=target.text, machine_origin=origin)

    def _on_estimated(self, _run: Run, key: RowKey, event: SegmentEstimated) -> None:
        row = self._sheet.rows.get(key)
        if row is not None and row.segment.target == _run.sent[key]:
            note = msgspec.structs.replace(row.note, estimate=event.score, estimate_reason=event.reason)
            self._note_rows({key: msgspec.structs.replace(row, note=note)})
            self.findings_changed.emit([key])

    def _on_refused(self, _run: Run, key: RowKey, reason: str) -> None:
        self._why_not[key] = reason
        self.rows_changed.emit([key])

    def _on_ended(self, run: Run, answer: object, problem: Problem | None) -> None:
        self._goes_on = False
        self._note_unfinished("")
        if isinstance(answer, Translated) and run.work is Work.TRANSLATING:
            self._tell_failed(answer)
        note = getattr(answer, "note", "")
        if note:
            self.said.emit(note)
        if problem is not None:
            self._tell(problem)

    def _tell_failed(self, answer: Translated) -> None:
        if answer.failed:
            count = len(answer.failed)
            message = trn("{n} segment was not translated.", "{n} segments were not translated.", count)
            self.failed.emit(Problem(ErrorKind.PROVIDER, message, answer.failed[0].reason, Remedy.NONE))

    def _with_differences(self, key: RowKey, back: BackTranslation) -> BackTranslation:
        from desktop.checks.bitext.back_translation import meaning_differences

        source = self._sheet.rows[key].segment.source
        found = meaning_differences(source, TaggedText(back.text), self._job.source if self._job is not None else "")
        told = tuple(
            MeaningDifference(
                each.kind, each.subject, each.severity, each.source_start, each.source_end, each.back_start,
                each.back_end,
            )
            for each in found
        )  # fmt: skip
        return msgspec.structs.replace(back, differences=told)


def _bare(row: Row) -> Row:
    """A row as if nobody had translated it."""
    bare: Segment = msgspec.structs.replace(row.segment, target=TaggedText(), state=SegmentState.UNTRANSLATED)
    return msgspec.structs.replace(row, segment=bare)
