"""What in a text of a mail is shown otherwise than it is written: merge tags, links and emphasis.

Nothing of the text is changed by it. All places are UTF-16 units within one block of the editor, as Qt counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

import msgspec

from desktop.core.merge_tags import MergeTag
from desktop.views.editor.plain import units

FindTags = Callable[[str], Sequence[MergeTag]]
TagLabel = Callable[[str], str]

_TARGET = r"(?:\{\{[^{}\n]*\}\}|\{%[^\n]*?%\}|[^()\s]|\([^()\s]*\))*"
_LINK = re.compile(rf"(?<!!)\[([^\[\]\n]+)\]\(({_TARGET})\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_MAY_HOLD_TAGS = re.compile(r"\{|\*\||%")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?![\s*_])([^*_\n]+?)(?<![\s*_])\1(?![\w*_])")


class RunKind(StrEnum):
    """What is done with a run of a text."""

    TAG = "tag"
    """Painted as a chip with its label."""
    OPENING = "opening"
    """The bracket before the words of a link: hidden."""
    TARGET = "target"
    """Where a link leads: hidden; pointing at its words says it."""
    LINKED = "linked"
    """The words of a link: underlined."""
    STRONG = "strong"
    EMPHASIS = "emphasis"
    SIGN = "sign"
    """The stars around words: there, but pale."""


REPLACED = frozenset({RunKind.TAG, RunKind.OPENING, RunKind.TARGET})
"""Runs in whose place something else is shown; the caret never stands within."""


class Run(msgspec.Struct, frozen=True):
    """A run of one block; `words` are what is shown in its place or, for a link, where it leads."""

    kind: RunKind
    start: int
    end: int
    words: str = ""
    raw: str = ""


def runs_of(text: str, find_tags: FindTags, label: TagLabel, *, prose: bool) -> tuple[Run, ...]:
    """The runs of one block in their order; links and emphasis only in prose.

    A tag within the address of a link belongs to what is hidden there.
    """
    tags = [(tag.start, tag.end) for tag in find_tags(text)] if _MAY_HOLD_TAGS.search(text) else []
    marked = _marked_up(text, tags) if prose else []
    hidden = [(run.start, run.end) for run in marked if run.kind is RunKind.TARGET]
    found = list(marked)
    for start, end in tags:
        run = _run(text, RunKind.TAG, start, end, label(text[start:end]), text[start:end])
        if not any(first <= run.start and run.end <= last for first, last in hidden):
            found.append(run)
    return tuple(sorted(found, key=lambda run: (run.start, run.end)))


def link_at(text: str, offset: int) -> tuple[int, int, str, str] | None:
    """The Markdown link over a code point of a text: where it begins and ends, its words, and where it leads."""
    for match in _LINK.finditer(text):
        if match.start() <= offset <= match.end():
            return match.start(), match.end(), match.group(1), match.group(2)
    return None


def _marked_up(text: str, tags: list[tuple[int, int]]) -> list[Run]:
    found: list[Run] = []
    links = [match.span() for match in _LINK.finditer(text)] if "](" in text else []
    for match in _LINK.finditer(text) if links else ():
        start, end = match.span()
        words_end = match.end(1)
        if any(first < start < last or first < words_end < last for first, last in tags):
            continue
        found.append(_run(text, RunKind.OPENING, start, start + 1, "", text[start : start + 1]))
        found.append(_run(text, RunKind.LINKED, start + 1, words_end, match.group(2)))
        found.append(_run(text, RunKind.TARGET, words_end, end, match.group(2), text[words_end:end]))
    inside = tags + [(text.find("](", first), last) for first, last in links]
    for pattern, kind in ((_STRONG, RunKind.STRONG), (_EMPHASIS, RunKind.EMPHASIS)):
        for match in pattern.finditer(text) if "*" in text or "_" in text else ():
            start, end = match.span()
            if any(first < end and start < last for first, last in inside):
                continue
            width = len(match.group(1))
            found.append(_run(text, kind, start + width, end - width))
            found.append(_run(text, RunKind.SIGN, start, start + width))
            found.append(_run(text, RunKind.SIGN, end - width, end))
    return found


def _run(text: str, kind: RunKind, start: int, end: int, words: str = "", raw: str = "") -> Run:
    first = units(text[:start])
    return Run(kind, first, first + units(text[start:end]), words, raw)
