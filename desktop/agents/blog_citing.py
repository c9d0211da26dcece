"""Marks in a post what rests on a source (`[^q1]`)."""

from __future__ import annotations

import re

import msgspec

from desktop.agents.blog_rules import source_of
from desktop.checks.resting import bases_of
from desktop.core.brief import Brief, Passage
from desktop.core.post_words import post_of
from desktop.core.reply import Rest

_MARK = re.compile(r"[ \t]*\[\^?q\d+(?:\.\d+)?\]")
_END = re.compile(r"[.!?…]*[\"”’)*_]*$")


def unmarked(text: str) -> str:
    """A text without the marks of sources, a model's own ones among them: they are set by rule."""
    return _MARK.sub("", text)


def cited(text: str, brief: Brief) -> str:
    """The text with the mark of its source in each sentence that rests on one, before its full stop."""
    if not post_of(brief).sources:
        return text
    plain = unmarked(text)
    changed = plain
    for basis in reversed(bases_of(plain, _grounded(brief), brief.language)):
        if basis.rest is Rest.PASSAGE and basis.ids:
            sentence = plain[basis.start : basis.end].rstrip()
            end = _END.search(sentence)
            at = basis.start + (end.start() if end is not None else len(sentence))
            changed = f"{changed[:at]}[^{source_of(basis.ids[0])}]{changed[at:]}"
    return changed


def _grounded(brief: Brief) -> Brief:
    """The brief with the pieces of its sources as passages, and no question."""
    pieces = tuple(
        Passage(piece, text, source.title) for source in post_of(brief).sources for piece, text in source.pieces()
    )
    return msgspec.structs.replace(brief, post=None, question="", passages=(*brief.passages, *pieces))
