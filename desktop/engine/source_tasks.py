"""The worker's tasks of sources: hostile files are read in a process that has no keys and can be ended."""

from __future__ import annotations

from pathlib import Path

import msgspec

from desktop.checks.source_matches import matches_of
from desktop.core.post import SourceKind
from desktop.engine.source_messages import FetchedSource, MatchSources, ReadSource, SourceMatches, SourceRead
from desktop.formats.source_text import SourceText, read_source_bytes, read_source_file, read_source_text


def read(request: ReadSource) -> SourceRead:
    """`source.read`, of what is on this computer."""
    if request.path:
        return _answer(read_source_file(Path(request.path)))
    if request.html:
        return _answer(read_source_text(request.html, SourceKind.HTML, title=request.title))
    return _answer(read_source_text(request.text, SourceKind.TEXT, title=request.title))


def take(request: FetchedSource) -> SourceRead:
    """`source.take`: what came from an address."""
    found = read_source_bytes(request.content, request.kind, title=request.title, charset=request.charset)
    source = msgspec.structs.replace(
        found.source, kind=_kept_kind(request.kind), address=request.address, read_at=request.read_at
    )
    return SourceRead((source,), found.notes)


def match(request: MatchSources) -> SourceMatches:
    """`source.match`."""
    brief = request.brief
    return SourceMatches(matches_of(request.sentence, brief, brief.language or "en"))


def _kept_kind(kind: SourceKind) -> SourceKind:
    """A document keeps its kind, so that its pages are cited; all else from an address is a page."""
    return kind if kind in {SourceKind.PDF, SourceKind.DOCX} else SourceKind.PAGE


def _answer(found: SourceText) -> SourceRead:
    return SourceRead((found.source,), found.notes)
