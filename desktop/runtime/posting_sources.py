"""The sources of the post on the desk: what is added to them, and the sentences that need one."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.brief import Fact, Passage, number_facts
from desktop.core.checking import listed
from desktop.core.draft import Draft
from desktop.core.errors import ErrorKind, Problem
from desktop.core.events import Event, Progress
from desktop.core.finding import CheckReport
from desktop.core.moment import timestamp
from desktop.core.post import PostSource, SourceKind, SourceMatch
from desktop.core.settings import KNOWLEDGE
from desktop.core.wishes import Wish, WishName
from desktop.core.words import tr
from desktop.engine.source_messages import MatchSources, ReadSource, SourceMatches, SourceRead
from desktop.formats.blog.references import source_marks
from desktop.formats.source_text import ENDINGS
from desktop.runtime.assisting import Assistant
from desktop.runtime.assisting_values import copy_place
from desktop.runtime.comparing_values import Services
from desktop.runtime.posting_account import (
    Account,
    Shown,
    SourcePlace,
    Statement,
    account_of,
    pieces_with_places,
    shown_in_text,
    words_without_marks,
)
from desktop.runtime.posting_desk import PostDesk
from desktop.runtime.posting_values import BODY
from desktop.runtime.question import Question

MOST_SOURCES = 40
"""Sources of one post, and characters of all of them: the checks read them with each sentence that is typed."""
MOST_CHARACTERS = 1_000_000

FILES = tuple(ENDINGS)
"""The endings of the files that can be added."""

_KEY = "sources"
_END = re.compile(r"[.!?…]*[\"”’)*_]*\s*$")
_SOFTER = (
    "Say this more carefully. Leave out what is exact or certain and has no proof: figures, times, always, never. "
    "Keep one sentence about the same thing."
)
_AS_THE_FACT = "Say this as the fact has it, and claim nothing that the fact does not say. The fact: {fact}"


class Found(msgspec.Struct, frozen=True):
    """What speaks of a statement, the best first, each with where it stands."""

    statement: Statement
    matches: tuple[tuple[SourceMatch, SourcePlace], ...]


class PostSources(QObject):
    """Adds one thing at a time; every change of the sources or of a mark is a step of undo."""

    changed = Signal()  # the sources, the switches, or `busy`
    added = Signal(object)  # tuple[str, ...]: ids of sources that are new
    found = Signal(object)  # Found: the answer to `find`

    def __init__(self, services: Services, desk: PostDesk, assistant: Assistant, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._session = services.session
        self._desk = desk
        self._assistant = assistant
        self._reading = Question(services.engine, SourceRead, self)
        self._reading.answered.connect(self._on_read)
        self._reading.failed.connect(self._on_failed)
        self._waiting: list[ReadSource] = []
        self._finding = Question(services.engine, SourceMatches, self)
        self._finding.answered.connect(self._on_found)
        self._finding.failed.connect(self._on_failed)
        self._sought: Statement | None = None
        self.doing = ""
        """What is being read, as a sentence; empty when nothing is."""
        desk.changed.connect(self.changed)
        self._session.opened.connect(self._on_opened)
        services.settings.changed.connect(self._on_setting)

    # What there is

    @property
    def sources(self) -> tuple[PostSource, ...]:
        """The sources of the post on the desk."""
        return self._desk.post.sources

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._reading.open

    @property
    def knowledge(self) -> tuple[Passage, ...]:
        """What the workspace knows, as replies begin with it."""
        return listed(self._services.settings.get(KNOWLEDGE), Passage)

    def source(self, source_id: str) -> PostSource | None:
        """The source with this id."""
        return next((each for each in self.sources if each.id == source_id), None)

    def facts(self) -> tuple[Fact, ...]:
        """The facts of the draft, numbered."""
        return number_facts(self._desk.brief.facts)

    @staticmethod
    def shown(report: CheckReport, draft: Draft) -> Shown:
        """What the text of a draft shows of its sources."""
        return shown_in_text(report, draft)

    @staticmethod
    def account(report: CheckReport, draft: Draft) -> Account:
        """What the sentences of a draft rest on, by what the checks said."""
        return account_of(report, draft)

    # Adding and taking away

    def add_file(self, path: Path) -> None:
        """Add a file of text, Markdown, HTML, PDF or Word; several are read one after another."""
        self._add(ReadSource(path=str(path.absolute())))

    def add_text(self, text: str, title: str = "") -> None:
        """Add a text that was pasted or typed."""
        self._add(ReadSource(text=text, title=title))

    def add_html(self, html: str, title: str = "") -> None:
        """Add what was copied from a page."""
        self._add(ReadSource(html=html, title=title))

    def add_page(self, address: str) -> None:
        """Have the engine ask for the page at an address, once; nothing but the address is sent."""
        self._add(ReadSource(address=address))

    def add_knowledge(self) -> None:
        """Add what the workspace knows as one source, each piece a paragraph; again, in place of the one before."""
        told = [each.text.strip() for each in self.knowledge if each.text.strip()]
        if not told:
            self._services.notices.info(
                tr("The workspace knows nothing yet."),
                tr("Knowledge is kept on the reply screen, for all replies."),
                key=_KEY,
            )
            return
        title = tr("Knowledge of the workspace")
        text = "\n\n".join(re.sub(r"\n[ \t]*\n", "\n", each) for each in told)
        made = PostSource("", title, SourceKind.TEXT, KNOWLEDGE.key, text, read_at=timestamp())
        old = next((each for each in self.sources if each.address == KNOWLEDGE.key), None)
        if old is not None:
            self._put(self._with(msgspec.structs.replace(made, id=old.id)), f"change.{old.id}", tr("Change a source"))
        else:
            self._take((made,))

    def remove(self, source_id: str) -> None:
        """Take a source away; its marks go with it, in the same step of undo."""
        post = self._session.draft.brief.post
        if post is None or self.source(source_id) is None:
            return
        left = tuple(each for each in post.sources if each.id != source_id)
        copy = self._session.draft.copy
        body = without_marks(copy.text(BODY), source_id)
        kept = copy if body == copy.text(BODY) else copy.with_field(BODY, body)
        outline = tuple(
            msgspec.structs.replace(each, sources=tuple(name for name in each.sources if name != source_id))
            for each in post.outline
        )
        changed = msgspec.structs.replace(post, sources=left, outline=outline)
        self._desk.set_parts(changed, kept, f"source.without.{source_id}", tr("Remove a source"))

    def rename(self, source_id: str, title: str) -> None:
        """Call a source otherwise; an empty title changes nothing."""
        source, title = self.source(source_id), " ".join(title.split())
        if source is not None and title and title != source.title:
            named = msgspec.structs.replace(source, title=title)
            self._put(self._with(named), f"rename.{source_id}", tr("Rename a source"))

    def set_only_sources(self, only: bool) -> None:
        """Whether a model writes only what facts and sources say."""
        self._change("outside", outside=not only)

    def set_listed(self, listed: bool) -> None:
        """Whether the sources are listed under the published post."""
        self._change("references", references=listed)

    def stop(self) -> None:
        """Read no further: what waits is left out, and what is under way ends with nothing added."""
        self._waiting.clear()
        self._reading.stop()

    # Sentences without a source

    def find(self, statement: Statement) -> None:
        """Look for what speaks of a sentence; `found` says what there is."""
        self._sought = statement
        self._finding.drop()
        self._finding.ask(MatchSources(statement.words, self._session.handed_in.brief))

    def take(self, statement: Statement, match: SourceMatch) -> bool:
        """Have a sentence show the source of a match, or say what the fact says; whether it was still there."""
        if not match.source:
            return self._ask(statement, Wish(WishName.FREE, _AS_THE_FACT.format(fact=match.text)))
        place = self._place_of(statement)
        if place is None:
            return False
        body = self._session.draft.copy.text(BODY)
        self._session.set_field(BODY, with_mark(body, *place, match.source), tr("Cite a source"))
        return True

    def soften(self, statement: Statement) -> bool:
        """Have a model propose a more careful sentence, which is shown as a difference; whether it was still there."""
        return self._ask(statement, Wish(WishName.FREE, _SOFTER))

    # Inside

    def _ask(self, statement: Statement, wish: Wish) -> bool:
        place = self._place_of(statement)
        if place is None or not self._assistant.begin(copy_place(self._session, BODY), *place):
            return False
        self._assistant.ask(wish)
        return True

    def _place_of(self, statement: Statement) -> tuple[int, int] | None:
        """Where a sentence stands now; says so when it is gone."""
        if self._session.locked:
            return None
        body = self._session.draft.copy.text(BODY)
        start, end = statement.start, statement.end
        if words_without_marks(body[start:end]) != statement.words:
            start = body.find(statement.words)
            end = start + len(statement.words)
        if start < 0 or not statement.words:
            self._services.notices.info(tr("This sentence has changed."), key=_KEY)
            return None
        return start, end

    def _add(self, request: ReadSource) -> None:
        if not self._desk.is_post or self._session.locked:
            return
        self._services.notices.dismiss(_KEY)
        if self._reading.open:
            self._waiting.append(request)
        else:
            self._read(request)

    def _read(self, request: ReadSource) -> None:
        name = Path(request.path).name if request.path else request.address or request.title
        self.doing = tr("Reading {name}…", name=name) if name else tr("Reading…")
        self._reading.ask(request).happened.connect(self._on_happened)
        self.changed.emit()

    def _next(self) -> None:
        if self._waiting:
            self._read(self._waiting.pop(0))
        else:
            self.doing = ""
            self.changed.emit()

    def _take(self, sources: tuple[PostSource, ...]) -> tuple[str, ...]:
        post = self._session.draft.brief.post
        if post is None:
            return ()
        held = list(post.sources)
        ids: list[str] = []
        for each in sources:
            if len(held) >= MOST_SOURCES or sum(len(one.text) for one in (*held, each)) > MOST_CHARACTERS:
                self._too_many(each)
                break
            ids.append(_free_id(held))
            held.append(msgspec.structs.replace(each, id=ids[-1]))
        if ids:
            self._put(tuple(held), f"add.{ids[-1]}", tr("Add a source"))
            self.added.emit(tuple(ids))
        return tuple(ids)

    def _too_many(self, source: PostSource) -> None:
        problem = Problem(
            ErrorKind.INPUT,
            tr("“{title}” was not added: the sources of one post may be {n} at most, and a book long together.",
               title=source.title, n=MOST_SOURCES),
            tr("Remove a source, or paste only the part that you need."),
        )  # fmt: skip
        self._services.notices.problem(problem, key=_KEY)

    def _with(self, source: PostSource) -> tuple[PostSource, ...]:
        return tuple(source if each.id == source.id else each for each in self._draft_sources())

    def _draft_sources(self) -> tuple[PostSource, ...]:
        post = self._session.draft.brief.post
        return post.sources if post is not None else ()

    def _put(self, sources: tuple[PostSource, ...], place: str, label: str) -> None:
        post = self._session.draft.brief.post
        if post is not None:
            self._desk.set_post(msgspec.structs.replace(post, sources=sources), f"source.{place}", label)

    def _change(self, place: str, **values: object) -> None:
        post = self._session.draft.brief.post
        if post is not None and not self._session.locked:
            self._desk.set_post(msgspec.structs.replace(post, **values), place, tr("Change how sources are used"))

    def _on_read(self, _asked: ReadSource, answer: SourceRead) -> None:
        if self._take(answer.sources):
            names = ", ".join(each.title for each in answer.sources)
            if answer.notes:
                self._services.notices.warn(tr("“{name}” was added.", name=names), " ".join(answer.notes), key=_KEY)
        self._next()

    def _on_found(self, _asked: MatchSources, answer: SourceMatches) -> None:
        sought, self._sought = self._sought, None
        if sought is None:
            return
        places = {piece: place for each in self.sources for piece, _, place in pieces_with_places(each)}
        places |= {fact.id: SourcePlace(fact.id, fact=number) for number, fact in enumerate(self.facts(), 1)}
        told = tuple((each, places.get(each.piece, SourcePlace())) for each in answer.matches)
        self.found.emit(Found(sought, told))

    def _on_failed(self, problem: Problem) -> None:
        if problem.kind is not ErrorKind.CANCELLED:
            self._services.notices.problem(problem, key=_KEY)
        if not self._reading.open:
            self._next()

    def _on_happened(self, event: Event) -> None:
        if isinstance(event, Progress):
            self.doing = event.message
            self.changed.emit()

    def _on_opened(self, _draft: Draft) -> None:
        """What was asked for another post is not added to this one."""
        self._waiting.clear()
        self._reading.stop()
        self._reading.drop()
        self._finding.drop()
        self._sought = None
        self.doing = ""
        self.changed.emit()

    def _on_setting(self, key: str) -> None:
        if key == KNOWLEDGE.key:
            self.changed.emit()


def with_mark(body: str, start: int, end: int, source_id: str) -> str:
    """The body with the mark of a source in the sentence from `start` to `end`, before its full stop."""
    sentence = body[start:end]
    found = _END.search(sentence)
    at = start + (found.start() if found is not None else len(sentence))
    return f"{body[:at]}[^{source_id}]{body[at:]}"


def without_marks(body: str, source_id: str) -> str:
    """The body without the marks of one source; a mark of several keeps the others."""
    for mark in reversed(source_marks(body)):
        if source_id in mark.ids:
            left = [name for name in mark.ids if name != source_id]
            start = mark.start if left else len(body[: mark.start].rstrip(" "))
            body = body[:start] + "".join(f"[^{name}]" for name in left) + body[mark.end :]
    return body


def _free_id(sources: list[PostSource]) -> str:
    taken = {each.id for each in sources}
    number = 1
    while f"q{number}" in taken:
        number += 1
    return f"q{number}"
