"""The post on the desk as it will be read, made in the engine after the writer pauses."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.errors import Problem
from desktop.engine.post_messages import Render, Rendered
from desktop.formats.blog.references import with_sources
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.posting_desk import PostDesk
from desktop.runtime.posting_page import PostPage
from desktop.runtime.posting_values import BODY
from desktop.runtime.question import Question

_PAUSE_MS = 300


class PostRendering(QObject):
    """Asks for the page once `follow` was called, and again when the words or the sources have changed.

    The newest request wins: while one is being worked on, what changes meanwhile is asked for behind it.
    """

    rendered = Signal(object)  # PostPage
    failed = Signal(object)  # Problem

    def __init__(self, desk: PostDesk, engine: EngineClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._following = False
        self._sources = True
        self._title = ""
        self._page: PostPage | None = None
        self._problem: Problem | None = None
        self._question = Question(engine, Rendered, self, desk.session.lull)
        self._question.answered.connect(self._on_answer)
        self._question.failed.connect(self._on_failed)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask_soon)
        desk.session.changed.connect(self._later)
        desk.session.opened.connect(self._anew)

    @property
    def page(self) -> PostPage | None:
        """What was rendered last of the post on the desk; `None` while there is nothing."""
        return self._page

    @property
    def problem(self) -> Problem | None:
        """Why what is on the desk now could not be rendered; the page is then that of the words before."""
        return self._problem

    def follow(self, *, on: bool) -> None:
        """Whether to render from now on when something has changed; off while nobody looks."""
        self._following = on
        if on:
            self._soon()
        else:
            self._pause.stop()

    def show_sources(self, *, on: bool) -> None:
        """Whether the notes and the list of the sources are shown; they are as a rule."""
        self._sources = on
        self._soon()

    def _later(self, _change: object = None) -> None:
        if self._following and self._desk.is_post:
            self._pause.start(_PAUSE_MS)

    def _soon(self) -> None:
        if self._following and self._desk.is_post:
            self._pause.start(0)

    def _anew(self, _draft: object) -> None:
        """What was made is of another post."""
        self._question.drop()
        self._page = self._problem = None
        self._soon()

    def _request(self) -> Render:
        desk = self._desk
        body = desk.copy.text(BODY)
        post = desk.post
        if self._sources and post.sources:
            body = with_sources(body, post.sources, desk.brief.language or "en", listed=post.references)
        return Render(body)

    def _ask_soon(self) -> None:
        self._desk.session.lull.run(self._ask)

    def _ask(self) -> None:
        if not self._desk.is_post or self._question.open:
            return  # the answer that is waited for asks anew
        self._title = self._desk.copy.text("title").strip()
        request = self._request()
        if request == self._question.settled:
            self._tell()
        else:
            self._question.ask(request)

    def _tell(self) -> None:
        """The same words again: only the title may be another."""
        if self._problem is not None:
            self.failed.emit(self._problem)
        elif self._page is not None:
            if self._page.title != self._title:
                self._page = self._page.with_title(self._title)
            self.rendered.emit(self._page)

    def _on_answer(self, asked: Render, answer: Rendered) -> None:
        self._problem = None
        self._page = PostPage(self._title, answer.html, answer.anchors, asked.markdown)
        self.rendered.emit(self._page)
        self._go_on(asked)

    def _on_failed(self, problem: Problem) -> None:
        asked = self._question.settled
        self._problem = problem
        self.failed.emit(problem)
        if isinstance(asked, Render):
            self._go_on(asked)

    def _go_on(self, asked: Render) -> None:
        """The words went on while these were rendered."""
        if self._following and asked != self._request():
            self._later()
