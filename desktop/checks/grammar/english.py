"""English grammar by Harper, sentence by sentence, with the rules that speak up only when something is wrong."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from desktop.core.resources import resource_text

if TYPE_CHECKING:
    from harper import Lint, Linter

_LONGEST = 2000
"""Characters; what is longer is no sentence."""
_MOST_FIXES = 3
_TAGS = re.compile(r"\{\{|\{%|\*\||%%|<[a-z/!]|https?://|\]\(", re.IGNORECASE)
_KINDS = {
    "Agreement": "agreement",
    "Punctuation": "apostrophe",
    "Miscellaneous": "word",
    "WordChoice": "word",
    "Grammar": "grammar",
}


class Remark(NamedTuple):
    """What is said of a sentence: its span in code points, the kind, Harper’s sentence and what to write."""

    start: int
    end: int
    kind: str
    message: str
    fixes: tuple[str, ...]


class _Rules(msgspec.Struct, frozen=True):
    """The rules that are on."""

    about: str
    rules: frozenset[str]


@functools.lru_cache(maxsize=8192)
def remarks_on(sentence: str) -> tuple[Remark, ...]:
    """What Harper says of a sentence; about 10 ms, the first time 1 to 3 s and 160 MB more."""
    if len(sentence) > _LONGEST or len(sentence.split()) < 3 or _TAGS.search(sentence):
        return ()
    lints = _linter().lint(sentence.replace("’", "'"), language="plaintext")
    # A capital within a sentence is a grade or a size: "a grade A in Dutch".
    return tuple(
        _remark(sentence, lint) for lint in lints if lint.problem_text != "A" or not sentence[: lint.span.start]
    )


def _remark(sentence: str, lint: Lint) -> Remark:
    start, end = lint.span.start, lint.span.end
    kind = _KINDS.get(lint.lint_kind, "word")
    if lint.problem_text.lower() in {"a", "an"}:
        kind = "article"
    curly = "’" in sentence
    fixes: dict[str, None] = {}
    for each in lint.suggestions:
        words = sentence[start:end] if each.kind.name == "INSERT_AFTER" else ""
        fix = words + each.replacement_text
        fixes[fix.replace("'", "’") if curly else fix] = None
    return Remark(start, end, kind, lint.message, tuple(fixes)[:_MOST_FIXES])


@functools.cache
def _linter() -> Linter:
    from harper import Dialect, Linter, get_default_lint_config

    linter = Linter(Dialect.AMERICAN)  # the rules that differ by dialect are off
    wanted = msgspec.json.decode(resource_text("lexicons/grammar_en.json"), type=_Rules).rules
    linter.set_lint_config({rule: rule in wanted for rule in get_default_lint_config()})
    return linter
