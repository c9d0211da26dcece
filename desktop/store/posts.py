"""What a calendar knows of every post, read out of the drafts.

State and day stand in the brief's JSON, which may be long (the outline, the texts of sources): with 5,000 posts of
12 KB they take 0.16 s of processor time. So all of them are read once for each connection, and after that only those
that changed, which the index of changes finds in 5 ms.
"""

from __future__ import annotations

import sqlite3
from typing import Any, TypeVar

import msgspec

from desktop.core.brief import Kind
from desktop.core.ids import DraftId
from desktop.core.post import PostState, PostType

T = TypeVar("T", PostType, PostState)


class KnownPost(msgspec.Struct, frozen=True):
    """A post without its text; `date` is the day, or the moment, of publication (ISO 8601; empty: none).

    `title` is the post's own, else what the draft is called; `changed_at` is when it was last saved.
    """

    draft: DraftId
    title: str
    type: PostType
    state: PostState
    date: str
    language: str
    changed_at: str


class _Post(msgspec.Struct, frozen=True):
    """The part of a post that a calendar reads; damaged names of type and state are of no account."""

    type: str = PostType.POST
    state: str = PostState.IDEA
    date: str = ""


class _Brief(msgspec.Struct, frozen=True):
    language: str = ""
    post: _Post | None = None


class _Fields(msgspec.Struct, frozen=True):
    title: str = ""


class _Copy(msgspec.Struct, frozen=True):
    fields: _Fields = _Fields()


_brief_of = msgspec.json.Decoder(_Brief).decode
_copy_of = msgspec.json.Decoder(_Copy).decode


class PostTable:
    """The posts on the store's connection; it remembers what it read as long as the drafts stay as they are."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[int, KnownPost | None] = {}
        self._seen = -1

    def all(self) -> list[KnownPost]:
        """Every post and page that is not in the trash, in the order in which they were made."""
        there = {number for (number,) in self._connection.execute("SELECT number FROM drafts")}
        for number in self._known.keys() - there:
            del self._known[number]
        rows = self._connection.execute(
            "SELECT changed, number, kind, trashed_at, id, title, changed_at, CAST(brief AS BLOB), CAST(copy AS BLOB)"
            " FROM drafts WHERE changed > ? ORDER BY changed",
            (self._seen,),
        )
        for changed, number, kind, trashed_at, *row in rows:
            self._known[number] = _known(row) if kind == Kind.BLOG and not trashed_at else None
            self._seen = changed
        return [post for _, post in sorted(self._known.items()) if post is not None]


def _known(row: list[Any]) -> KnownPost | None:
    """A post from its row; `None` for a damaged one, and for a draft that is no post yet."""
    draft_id, title, changed_at, brief, copy = row
    try:
        about = _brief_of(brief)
    except msgspec.MsgspecError:
        return None
    post = about.post
    if post is None:
        return None
    try:
        own = _copy_of(copy).fields.title.strip().partition("\n")[0]
    except msgspec.MsgspecError:
        own = ""
    return KnownPost(
        DraftId(draft_id), own or title, _member(PostType, post.type, PostType.POST),
        _member(PostState, post.state, PostState.IDEA), post.date, about.language, changed_at,
    )  # fmt: skip


def _member(enum: type[T], value: str, other: T) -> T:
    try:
        return enum(value)
    except ValueError:
        return other
