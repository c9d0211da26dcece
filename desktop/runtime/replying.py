"""Answering a customer: their mail, what the shop knows, and what each sentence of the reply rests on."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.brief import Brief, Kind, Passage
from desktop.core.checking import listed
from desktop.core.draft import Draft
from desktop.core.errors import ErrorKind, Problem
from desktop.core.reply import Asked, Basis, Resting
from desktop.core.settings import KNOWLEDGE
from desktop.core.words import tr, trn
from desktop.engine.mail_messages import Inspected, InspectMail, RestReply
from desktop.runtime.comparing_values import Services
from desktop.runtime.engine_client import EngineState
from desktop.runtime.question import Question
from desktop.runtime.session import DraftChange, Place

_WAIT_MS = 300
_MOST_BYTES = 2_000_000
_MOST_PASSAGES = 200
_MAIL = ".eml"


class Replying(QObject):
    """The reply on the desk; what it rests on is asked of the engine a moment after it changed."""

    changed = Signal()  # the question or what is known, or another draft
    rested = Signal(object)  # Resting

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = services.session
        self._drafts = services.drafts
        self._engine = services.engine
        self._settings = services.settings
        self._notices = services.notices
        self._resting = Resting()
        self._shown: tuple[str, tuple[Passage, ...]] = ("", ())
        self._question = Question(self._engine, Resting, self)
        self._question.answered.connect(self._on_rested)
        self._question.failed.connect(self._on_failed)
        self._soon = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._soon.timeout.connect(self._ask)
        self._session.changed.connect(self._on_changed)
        self._session.opened.connect(self._on_opened)
        self._session.locked_changed.connect(lambda _locked: self._soon.start())
        self._engine.state_changed.connect(self._on_engine)

    # What there is

    @property
    def is_reply(self) -> bool:
        """Whether a reply is on the desk."""
        return self._session.handed_in.kind is Kind.REPLY

    @property
    def question(self) -> str:
        """What the customer wrote."""
        return self._brief.question

    @property
    def passages(self) -> tuple[Passage, ...]:
        """What the shop knows beside the facts."""
        return self._brief.passages

    @property
    def resting(self) -> Resting:
        """What the reply rests on, as far as that is known by now."""
        return self._resting

    def words_of(self, known: str) -> str:
        """What a fact or a passage says, by its id; empty when it is gone."""
        for fact in self._brief.facts:
            if fact.id == known:
                return f"{fact.name}: {fact.text}" if fact.name else fact.text
        return next((each.text for each in self.passages if each.id == known), "")

    def open_questions(self) -> tuple[Asked, ...]:
        """The questions that the reply does not answer."""
        return tuple(each for each in self._resting.asked if not each.answered)

    def basis_at(self, place: int) -> Basis | None:
        """What the sentence at a place of the reply (code points) rests on."""
        return next((each for each in self._resting.bases if each.start <= place < each.end), None)

    # What the writer does

    def begin(self, question: str = "") -> None:
        """A new reply, with the knowledge that is kept for all."""
        kept = listed(self._settings.get(KNOWLEDGE), Passage)
        self._drafts.new(Brief(kind=Kind.REPLY, question=question, passages=kept))

    def set_question(self, text: str) -> None:
        """Take what the customer wrote."""
        self._change("question", tr("The customer’s mail"), question=text)

    def add_passage(self, text: str, source: str = "") -> str:
        """Take a piece of knowledge; returns its id, empty when there was no text."""
        text = text.strip()
        if not text:
            return ""
        passage = Passage(self._free_id(), text, source)
        self._change(f"passages.{passage.id}", tr("Knowledge"), passages=(*self.passages, passage))
        return passage.id

    def change_passage(self, passage_id: str, text: str) -> None:
        """Change the words of a piece of knowledge."""
        changed = tuple(
            msgspec.structs.replace(each, text=text) if each.id == passage_id else each for each in self.passages
        )
        self._change(f"passages.{passage_id}", tr("Knowledge"), passages=changed)

    def remove_passage(self, passage_id: str) -> None:
        """Take a piece of knowledge away from this reply."""
        left = tuple(each for each in self.passages if each.id != passage_id)
        self._change(f"passages.without.{passage_id}", tr("Knowledge"), passages=left)

    def read_knowledge(self, path: Path) -> None:
        """Take the paragraphs of a text or Markdown file, each as a piece of knowledge."""
        text = self._read(path)
        if text is None:
            return
        found = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
        taken = list(self.passages)
        for part in found[: max(0, _MOST_PASSAGES - len(taken))]:
            taken.append(Passage(self._free_id(tuple(taken)), part, path.name))
        self._change("passages", tr("Knowledge"), passages=tuple(taken))
        added = len(taken) - len(self.passages) if len(found) > _MOST_PASSAGES else len(found)
        self._notices.info(trn("{n} paragraph was read.", "{n} paragraphs were read.", added), key="knowledge")

    def keep_knowledge(self) -> None:
        """Have every new reply begin with what is known in this one."""
        self._settings.set(KNOWLEDGE, msgspec.json.encode(self.passages).decode())
        self._notices.info(
            trn(
                "New replies begin with this piece of knowledge.",
                "New replies begin with these {n} pieces of knowledge.",
                len(self.passages),
            ),
            key="knowledge",
        )

    def open_letter(self, path: Path) -> None:
        """Take the customer's mail from an `.eml` or text file; nothing in it is loaded or run."""
        if path.suffix.lower() != _MAIL:
            text = self._read(path)
            if text is not None:
                self._take_letter(text)
            return
        job = self._engine.request(InspectMail(path=str(path)), Inspected)
        job.finished.connect(self._on_letter)
        job.failed.connect(lambda problem: self._notices.problem(problem, key="letter"))

    # Inside

    @property
    def _brief(self) -> Brief:
        return self._session.handed_in.brief

    def _change(self, place: str, label: str, **values: object) -> None:
        brief = msgspec.structs.replace(self._session.draft.brief, **values)
        self._session.set_brief(brief, Place(f"brief.{place}"), label)

    def _free_id(self, passages: tuple[Passage, ...] | None = None) -> str:
        taken = {each.id for each in (self.passages if passages is None else passages)}
        number = 1
        while f"p{number}" in taken:
            number += 1
        return f"p{number}"

    def _read(self, path: Path) -> str | None:
        try:
            data = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else None
        except OSError as error:
            problem = Problem(ErrorKind.INPUT, tr("{file} cannot be read.", file=path.name), str(error.strerror or ""))
            self._notices.problem(problem, key="letter")
            return None
        if data is None:
            hint = tr("Choose a text of up to 2 MB.")
            self._notices.problem(
                Problem(ErrorKind.INPUT, tr("{file} is too long.", file=path.name), hint), key="letter"
            )
            return None
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("cp1252", "replace")

    def _take_letter(self, text: str) -> None:
        if self.is_reply:
            self.set_question(text)
        else:
            self.begin(text)

    def _on_letter(self, answer: Inspected) -> None:
        mail = answer.inspection.mail
        subject = tr("Subject: {subject}", subject=mail.subject) if mail.subject else ""
        signed = mail.sender.name if mail.sender.name and mail.sender.name not in mail.text else ""
        self._take_letter("\n\n".join(part for part in (subject, mail.text.strip(), signed) if part))

    def _on_changed(self, change: DraftChange) -> None:
        if change.draft.kind is Kind.REPLY:
            self._tell(change.draft)
            self._soon.start()

    def _on_opened(self, draft: Draft) -> None:
        self._question.settled = None
        self._resting = Resting()
        self._tell(draft)
        if draft.kind is Kind.REPLY:
            self.rested.emit(self._resting)
            self._soon.start()

    def _on_engine(self, state: str) -> None:
        self._question.drop()
        if state == EngineState.READY and self.is_reply:
            self._soon.start()

    def _tell(self, draft: Draft) -> None:
        shown = (draft.brief.question, draft.brief.passages)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    def _ask(self) -> None:
        if not self.is_reply or self._session.locked or not self._question.possible:
            return
        draft = self._session.draft
        wanted = RestReply(draft.copy, draft.brief)
        if wanted != self._question.settled:
            self._question.ask(wanted)

    def _on_rested(self, asked: RestReply, answer: Resting) -> None:
        if asked is self._question.settled:
            self._resting = answer
            self.rested.emit(answer)
        self._soon.start()

    def _on_failed(self, _problem: object) -> None:
        """What was said last stays; the next change asks again."""
