"""The messages of the pipe that are about the sources of posts: reading them, and finding what speaks of a sentence."""

from __future__ import annotations

import msgspec

from desktop.core.brief import Brief
from desktop.core.post import PostSource, SourceKind, SourceMatch


class ReadSource(msgspec.Struct, frozen=True):
    """`source.read`: the source in a file (`path`), a pasted `text` or `html`, or the page at an `address`.

    One of the four. A page is asked for over the network; streams `Progress`, and `Called` with the host. `title` is
    what a source without one is called by.
    """

    path: str = ""
    text: str = ""
    html: str = ""
    address: str = ""
    title: str = ""


class SourceRead(msgspec.Struct, frozen=True):
    """The answer to `source.read`: sources without ids, and sentences to know about them."""

    sources: tuple[PostSource, ...]
    notes: tuple[str, ...] = ()


class FetchedSource(msgspec.Struct, frozen=True):
    """What the worker makes a source of, once a page has come; `address` is where it stood in the end."""

    content: bytes
    kind: SourceKind
    charset: str
    address: str
    title: str
    read_at: str


class MatchSources(msgspec.Struct, frozen=True):
    """`source.match`: the facts and pieces of sources of a brief that speak of a sentence."""

    sentence: str
    brief: Brief


class SourceMatches(msgspec.Struct, frozen=True):
    """The answer to `source.match`, the best first; none where nothing is shared."""

    matches: tuple[SourceMatch, ...]


SOURCE_METHODS: dict[str, tuple[type[msgspec.Struct], type[msgspec.Struct]]] = {
    "source.read": (ReadSource, SourceRead),
    "source.match": (MatchSources, SourceMatches),
}
"""Each method with the type of its parameters and of its result."""
