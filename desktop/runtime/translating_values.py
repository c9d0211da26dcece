"""The values that an open translation job hands to the views, besides those of `core.translation`."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop.core.finding import Severity
from desktop.core.segment import SegmentState
from desktop.core.term import Term
from desktop.core.translation import MemoryMatch, RowKey

CONFIRMED = frozenset({SegmentState.REVIEWED, SegmentState.APPROVED})
"""The states of a segment that somebody vouches for."""


class Show(StrEnum):
    """Which rows the buttons above the grid show."""

    ALL = "all"
    TO_REVIEW = "to_review"
    WITH_FINDINGS = "with_findings"
    EMPTY = "empty"
    CHANGED_BY_ME = "changed_by_me"
    CONFIRMED = "confirmed"
    OPEN = "open"
    REPEATED = "repeated"
    COMMENTED = "commented"
    WITH_ERRORS = "with_errors"
    CHANGED_SOURCE = "changed_source"


class RowFilter(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which rows are shown; all that is named has to hold. `file` 0 is every file.

    `states` empty is any. `checks` are ids of checks of which one has to speak, `severity` how grave at least one
    finding is. `match_from` and `match_below` bound the percentage of the memories, `score_below` the score (0: none).
    `text` is looked for in the source, the target or both, as a regular expression with `regex`.
    """

    show: Show = Show.ALL
    states: tuple[SegmentState, ...] = ()
    checks: tuple[str, ...] = ()
    severity: Severity | None = None
    match_from: int = 0
    match_below: int = 0
    score_below: float = 0.0
    text: str = ""
    regex: bool = False
    case: bool = False
    in_source: bool = True
    in_target: bool = True
    file: int = 0

    @property
    def is_everything(self) -> bool:
        """Whether no row is left out."""
        plain = RowFilter(regex=self.regex, case=self.case, in_source=self.in_source, in_target=self.in_target)
        return self == plain


EVERY_ROW = RowFilter()
"""Every row is shown."""


class RowSearch(msgspec.Struct, frozen=True):
    """What is looked for over the segments; with `shown` only in the rows that are shown."""

    text: str
    regex: bool = False
    case: bool = False
    whole_word: bool = False
    in_source: bool = False
    in_target: bool = True
    shown: bool = False


class Occurrence(msgspec.Struct, frozen=True):
    """Where something was found: the code points of the source or the target with its tags as `{1}`."""

    key: RowKey
    in_source: bool
    start: int
    end: int


class RowCounts(msgspec.Struct, frozen=True):
    """How many rows there are of each sort, as the buttons above the grid count them; locked ones are only in `all`.

    `words_left` are the words of the sources that are not confirmed.
    """

    all: int = 0
    to_review: int = 0
    with_findings: int = 0
    empty: int = 0
    changed_by_me: int = 0
    confirmed: int = 0
    words_left: int = 0
    words: int = 0
    locked: int = 0

    @property
    def to_translate(self) -> int:
        """The rows that count for progress: all that are not locked."""
        return self.all - self.locked


class Work(StrEnum):
    """What runs; of several things at once the first of these is shown."""

    OPENING = "opening"
    TRANSLATING = "translating"
    ESTIMATING = "estimating"
    BACK_TRANSLATING = "back_translating"
    WRITING = "writing"
    MATCHING = "matching"
    CHECKING = "checking"


class Working(msgspec.Struct, frozen=True):
    """What runs and how far it is; `of` 0 means that nobody knows. `model` is the one that is asked."""

    kind: Work
    done: int = 0
    of: int = 0
    stoppable: bool = False
    model: str = ""


class TermStanding(StrEnum):
    """What became of a term in a translation."""

    OK = "ok"
    FORBIDDEN = "forbidden"
    MISSING = "missing"


class TermHit(msgspec.Struct, frozen=True):
    """A term in a row: code points of the source (`in_source`) or of the target.

    A hit in the source is `ok` where the target has the term and `missing` where it has not; one in the target is `ok`
    or `forbidden`.
    """

    term: Term
    start: int
    end: int
    in_source: bool
    standing: TermStanding


class Other(msgspec.Struct, frozen=True):
    """Another translation of a row, offered beside it: of a second model, or one that came after the row was edited."""

    text: str
    model: str
    prompt: str = ""


class MeaningDifference(msgspec.Struct, frozen=True):
    """Where a back-translation says something else than the source; code points of both, empty where it has none there.

    `kind` is `missing`, `added` or `changed`, `subject` what it is about (`numbers`, `negation`, `words`).
    """

    kind: str
    subject: str
    severity: Severity
    source_start: int
    source_end: int
    back_start: int
    back_end: int


class BackTranslation(msgspec.Struct, frozen=True):
    """A target put back into the source's language by a model, with `of` the target it was made of.

    `differences` are where it says something else than the source; a translation that changed since has to be put back
    again before they hold.
    """

    of: str
    text: str
    model: str
    differences: tuple[MeaningDifference, ...] = ()


class Returned(msgspec.Struct, frozen=True):
    """What a returned table would change: rows whose target differs, and comments that are new.

    `rows` pairs each key with its new target (as typed, tags `{1}`) and the comment; `unknown` counts rows that no
    segment has. It is applied with `Translating.apply_returned`.
    """

    path: str
    rows: tuple[tuple[RowKey, str, str], ...]
    targets: int = 0
    comments: int = 0
    unknown: int = 0


class Suggested(msgspec.Struct, frozen=True):
    """What the memories have for a source as it stands."""

    source: str
    matches: tuple[MemoryMatch, ...] = ()


class Remembered(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the settings keep of the screen: the job, the row, what is shown and how it is sorted.

    `unfinished` is the model that was still translating all that is empty; empty when none was.
    """

    job: int = 0
    file: int = 0
    segment: str = ""
    filter: RowFilter = EVERY_ROW
    sort: str = "order"
    unfinished: str = ""
