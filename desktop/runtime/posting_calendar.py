"""All posts of the history with their state and day, and changes of these, also in posts that nobody opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.brief import Brief, Kind
from desktop.core.draft import Draft, Origin
from desktop.core.ids import DraftId
from desktop.core.post import Post, PostState
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE
from desktop.core.words import tr, trn
from desktop.runtime.comparing_values import Services
from desktop.runtime.planned_posts import PlannedPost, on_day, planned
from desktop.runtime.posting_desk import PostDesk
from desktop.runtime.posting_values import TITLE
from desktop.runtime.session import Place

if TYPE_CHECKING:
    from desktop.store.store import Store

_MOST_UNDONE = 100


class Planning(msgspec.Struct, frozen=True):
    """A change of the calendar, and what takes it back; `words` say what was done."""

    words: str
    back: Callable[[], None]


class PostCalendar(QObject):
    """Reads the posts only while somebody looks; the post on the desk is shown as it is there, saved or not."""

    changed = Signal()
    opened = Signal(object)  # DraftId: a post that was opened from here is on the desk now

    def __init__(self, services: Services, desk: PostDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._desk = desk
        self._known: tuple[PlannedPost, ...] = ()
        self._here: PlannedPost | None = None
        self._undo: list[Planning] = []
        self._followed = False
        self._awaited = DraftId("")
        self._asked = 0
        self.is_read = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        services.drafts.latest_changed.connect(self._on_latest)
        services.session.changed.connect(self._on_desk)
        services.session.opened.connect(self._on_opened)

    # What is there

    @property
    def posts(self) -> tuple[PlannedPost, ...]:
        """Every post, as it was read last; the one on the desk as it is now."""
        here = self._here_now()
        if here is None:
            return self._known
        if here.draft and any(each.draft == here.draft for each in self._known):
            return tuple(here if each.draft == here.draft else each for each in self._known)
        return (*self._known, here)

    def post(self, draft_id: DraftId) -> PlannedPost | None:
        """The post of a draft."""
        return next((each for each in self.posts if each.draft == draft_id), None)

    def follow(self, on: bool) -> None:
        """Keep the posts up to date while somebody looks at them."""
        self._followed = on
        if on:
            self.refresh()

    def refresh(self) -> None:
        """Read the posts again, off the window's thread; `changed` when they are there."""
        self._soon.stop()
        self._asked += 1
        asked = self._asked

        def read(store: Store) -> tuple[PlannedPost, ...]:
            return tuple(planned(each) for each in store.posts())

        def take(found: tuple[PlannedPost, ...]) -> None:
            if asked == self._asked:
                self.is_read = True
                self._known = found
                self.changed.emit()

        self._services.store.submit(read, take, self._services.notices.problem)

    # Changing it

    def set_date(self, draft_id: DraftId, date: str) -> None:
        """Plan a post for a day or moment (ISO 8601; empty: none); with a day alone its time of day stays."""
        post = self.post(draft_id)
        new = on_day(post.date, date) if post is not None else date
        if post is not None and post.date != new:
            self._change(post, new, post.state, Place("post.date"), tr("Change the date of the post"))

    def set_state(self, draft_id: DraftId, state: PostState) -> None:
        """Change how far a post is."""
        post = self.post(draft_id)
        if post is not None and post.state is not state:
            self._change(post, post.date, state, Place("post.state"), tr("Change the state of the post"))

    def add(self, about: str, date: str = "", *, open_it: bool = False) -> None:
        """Keep an idea for a post, planned for a day when one is given; `open_it` puts it on the desk."""
        settings = self._services.settings
        language = settings.get(COPY_LANGUAGE) or settings.get(INTERFACE_LANGUAGE) or "en"
        brief = Brief(Kind.BLOG, about.strip(), language=language, post=Post(date=date))
        if not brief.product or (open_it and not self._services.drafts.may_leave()):
            return

        def done(kept: DraftId) -> None:
            self._remember(tr("Add “{title}”", title=about.strip()), lambda: self._services.drafts.delete(kept))
            self._services.drafts.latest_changed.emit()
            if open_it:
                self.open(kept)

        self._services.store.submit(
            lambda store: store.add_version(Draft(DraftId(""), Kind.BLOG, brief), Origin.TYPED).draft,
            done,
            self._services.notices.problem,
        )

    def open(self, draft_id: DraftId) -> bool:
        """Put a post on the desk, which `opened` tells; `False` while a model writes another one."""
        if draft_id == self._services.session.handed_in.id:
            self.opened.emit(draft_id)
            return True
        if not self._services.drafts.may_leave():
            return False
        self._awaited = draft_id
        self._services.drafts.open(draft_id)
        return True

    @property
    def undo_words(self) -> str:
        """What was done last here and can be taken back; empty for nothing."""
        return self._undo[-1].words if self._undo else ""

    def undo(self) -> None:
        """Take back what was done last here."""
        if self._undo:
            self._undo.pop().back()
            self.changed.emit()

    # A file of it

    def export_ics(self, path: Path, posts: Sequence[PlannedPost] | None = None) -> None:
        """Write the days of posts (default: of all) to an iCalendar file; those without a date are not in it."""
        wanted = [each for each in (self.posts if posts is None else posts) if each.day is not None]
        here = self._services.session.draft

        def write(store: Store) -> int:
            from desktop.formats.blog.export import export_posts

            drafts = [here if each.draft == here.id else store.draft(each.draft) for each in wanted]
            export_posts(drafts, path)
            return len(drafts)

        def done(count: int) -> None:
            posts_words = trn("{n} post", "{n} posts", count)
            said = tr("{posts} exported to {file}.", posts=posts_words, file=path.name)
            self._services.notices.info(said, key="export")

        self._services.store.submit(write, done, self._services.notices.problem)

    def _change(self, post: PlannedPost, date: str, state: PostState, place: Place, label: str) -> None:
        """Change a post and show it at once; what is true is read after it, also when it failed."""
        before = post

        def back() -> None:
            now = self.post(before.draft)
            if now is not None:
                self._put(now, before.date if now.date == date else now.date,
                          before.state if now.state is state else now.state, place, label)  # fmt: skip

        self._put(post, date, state, place, label)
        title = post.title or tr("Without a name")
        self._remember(f"{label}: {title}", back)
        self.changed.emit()

    def _put(self, post: PlannedPost, date: str, state: PostState, place: Place, label: str) -> None:
        def change(draft: Draft) -> Draft:
            planned_as = msgspec.structs.replace(draft.brief.post or Post(), date=date, state=state)
            return msgspec.structs.replace(draft, brief=msgspec.structs.replace(draft.brief, post=planned_as))

        self._services.drafts.change(post.draft, change, place, label)
        if not self._is_here(post):
            moved = msgspec.structs.replace(post, date=date, state=state)
            self._known = tuple(moved if each.draft == post.draft else each for each in self._known)
            self.refresh()

    def _remember(self, words: str, back: Callable[[], None]) -> None:
        self._undo.append(Planning(words, back))
        del self._undo[:-_MOST_UNDONE]

    # The desk

    def _is_here(self, post: PlannedPost) -> bool:
        return post.draft == self._services.session.handed_in.id

    def _here_now(self) -> PlannedPost | None:
        """The post on the desk; an empty sheet is none."""
        draft = self._services.session.handed_in
        post = draft.brief.post
        if not self._desk.is_post or post is None:
            return None
        title = draft.copy.text(TITLE).strip().partition("\n")[0] or draft.title
        if not draft.id and not title and not post.date:
            return None
        return PlannedPost(
            draft.id, title, post.type, post.state, post.date, draft.brief.language, draft.changed_at, on_desk=True
        )

    def _on_desk(self, _change: object) -> None:
        if not self._followed:
            return
        here = self._here_now()
        if here != self._here:
            self._here = here
            self.changed.emit()

    def _on_opened(self, draft: Draft) -> None:
        self._on_desk(draft)
        awaited, self._awaited = self._awaited, DraftId("")
        if awaited and draft.id == awaited:
            self.opened.emit(awaited)

    def _on_latest(self) -> None:
        if self._followed:
            self._soon.start()
