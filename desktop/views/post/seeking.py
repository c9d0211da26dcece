"""Finding and replacing in a text, plainly or by a regular expression, in a time that nobody waits for.

The `regex` library ends a search by itself when it takes too long; `re` would stand still until the program is killed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.core.words import tr

if TYPE_CHECKING:
    import regex

MOST_HITS = 20_000
LIMIT_S = 0.25
_LONGEST_PATTERN = 1_000


class Wanted(NamedTuple):
    """What is looked for, and how."""

    words: str
    cased: bool = False
    whole: bool = False
    expression: bool = False


class Hit(NamedTuple):
    """Where something was found, in code points, and what would stand there when it is replaced."""

    start: int
    end: int


class Found(NamedTuple):
    """The hits in the order of the text; `problem` says why there are none or not all."""

    hits: tuple[Hit, ...] = ()
    problem: str = ""
    more: bool = False


class Replacing(NamedTuple):
    """What each hit becomes; `problem` says why nothing can be replaced."""

    changes: tuple[tuple[int, int, str], ...] = ()
    problem: str = ""


def find_all(text: str, wanted: Wanted) -> Found:
    """Every hit, up to 20,000; within 0.25 s of the processor."""
    if not wanted.words:
        return Found()
    pattern = _compiled(wanted)
    if isinstance(pattern, str):
        return Found(problem=pattern)
    hits: list[Hit] = []
    try:
        for match in pattern.finditer(text, timeout=LIMIT_S):
            if len(hits) == MOST_HITS:
                return Found(tuple(hits), more=True)
            hits.append(Hit(*match.span()))
    except TimeoutError:
        return Found(problem=_too_slow())
    return Found(tuple(hits))


def replace(text: str, wanted: Wanted, replacement: str, only: Hit | None = None) -> Replacing:
    """What every hit becomes, or one of them; `\\1` or `\\g<name>` in the replacement of an expression is its group."""
    import regex

    pattern = _compiled(wanted)
    if isinstance(pattern, str):
        return Replacing(problem=pattern)
    made: list[tuple[int, int, str]] = []
    try:
        for match in pattern.finditer(text, pos=only.start if only else 0, timeout=LIMIT_S * 4):
            if only is not None and match.span() != only:
                break
            try:
                new = match.expand(replacement) if wanted.expression else replacement
            except (regex.error, IndexError, KeyError):
                return Replacing(problem=tr("The replacement names a group that the expression does not have."))
            made.append((*match.span(), new))
            if only is not None:
                break
    except TimeoutError:
        return Replacing(problem=_too_slow())
    return Replacing(tuple(made))


def _compiled(wanted: Wanted) -> regex.Pattern[str] | str:
    """The pattern, or in words why there is none."""
    import regex  # 20 ms of a start, for what begins with the first search

    if len(wanted.words) > _LONGEST_PATTERN:
        return tr("That is too long to look for.")
    source = wanted.words if wanted.expression else regex.escape(wanted.words)
    if wanted.whole:
        source = rf"(?<!\w)(?:{source})(?!\w)"
    try:
        return regex.compile(source, regex.MULTILINE | (0 if wanted.cased else regex.IGNORECASE))
    except (regex.error, OverflowError, RecursionError) as error:
        return tr("This is no regular expression: {reason}.", reason=str(error).partition(" at position")[0])


def _too_slow() -> str:
    return tr("This expression takes too long. Make it simpler.")
